/* unknot gap: options, one reading of the file, the check, protection, the answer. */
#include "check/gap.h"
#include "cli/commands.h"
#include "cli/gap_input.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "disclosure/disclosure.h"
#include "report/gap_json.h"
#include "report/gap_text.h"

/* ---- reading ---- */

/* What was read: a tally for each grouping, and moments where rows repeat or weigh people. */
typedef struct GapReading {
    Reading reading;
    RowTable rows;
    Moments **moments; /* for each grouping one for each period, or NULL */
} GapReading;

static bool needs_rows(const GapInput *input)
{
    return input->by_survey || input->request.person != COLUMN_NONE ||
           input->request.weight != COLUMN_NONE;
}

static Status build_moments(Context *context, const GapInput *input, GapReading *out)
{
    const Str *columns = input->source.columns.items;

    out->moments = TAKE(context, Moments *, input->grouping_count);
    if (out->moments == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < input->grouping_count; i++) {
        TRY(moments_by_period(context, &out->rows, columns[input->groupings[i].column],
                              input->time != COLUMN_NONE ? columns[input->time] : STR_NONE,
                              &out->moments[i]));
    }
    return done();
}

static Status read_file(Context *context, GapInput *input, GapReading *out)
{
    ProgressLine line;
    Status status;

    *out = (GapReading){.moments = NULL};
    progress_begin(&line, &input->request.options);
    if (input->by_survey) {
        status = survey_rows(context, input->engine, &input->request, &input->survey, &out->rows,
                             &out->reading);
    } else if (needs_rows(input)) {
        status = input->engine->rows(context, &input->request, &out->rows, &out->reading);
    } else {
        status = input->engine->tally(context, &input->request, &out->reading);
    }
    progress_end(&line);
    TRY(status);
    return needs_rows(input) ? build_moments(context, input, out) : done();
}

/* ---- the question ---- */

static Better better_of(Str word)
{
    if (word.length == 0) {
        return BETTER_NOT_SAID;
    }
    if (str_equal(word, STR("more"))) {
        return BETTER_MORE;
    }
    return str_equal(word, STR("less")) ? BETTER_LESS : BETTER_NEITHER;
}

static GapOrder order_of(const GapGrouping *grouping)
{
    if (grouping->order.length == 0) {
        return GAP_ORDER_UNSAID;
    }
    if (grouping->order_levels.count > 0) {
        return GAP_ORDER_LIST;
    }
    return str_equal(grouping->order, STR("ascending")) ? GAP_ORDER_ASCENDING
                                                        : GAP_ORDER_DESCENDING;
}

static GapForm form_of(const Request *request)
{
    if (request->events != COLUMN_NONE) {
        return GAP_EVENTS_OF;
    }
    return request->amount != COLUMN_NONE ? GAP_AMOUNT : GAP_SHARE;
}

/* NULL where nothing but the grouping itself would be adjusted for. */
static const Tally *adjusting_tally(const GapInput *input, const Reading *reading, size_t grouping)
{
    size_t plain = input->time != COLUMN_NONE ? 2 : 1;
    size_t at = input->grouping_count + grouping;

    return at < input->request.cuboid_count && input->request.cuboids[at].column_count > plain
               ? &reading->tallies[at]
               : NULL;
}

static Status make_question(Context *context, const GapInput *input, const GapReading *read,
                            GapQuestion *out)
{
    const Request *request = &input->request;
    const Reading *reading = &read->reading;
    GapDimension *dimensions = TAKE(context, GapDimension, input->grouping_count);

    if (dimensions == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < input->grouping_count; i++) {
        const GapGrouping *grouping = &input->groupings[i];

        dimensions[i] = (GapDimension){
            .column = input->source.columns.items[grouping->column],
            .tally = &reading->tallies[i],
            .moments = read->moments != NULL ? read->moments[i] : NULL,
            .adjusting = adjusting_tally(input, reading, i),
            .order = order_of(grouping),
            .order_list = grouping->order_levels,
            .order_place = arguments_place("--order"),
            .has_reference = grouping->has_reference,
            .reference = grouping->reference,
            .reference_place = arguments_place("--reference"),
            .not_recorded = grouping->not_recorded,
            .not_recorded_place = arguments_place("--not-recorded"),
        };
    }
    *out = (GapQuestion){
        .form = form_of(request),
        .data = input->source.name,
        .outcome = input->outcome,
        .has_period = input->time != COLUMN_NONE,
        .published = input->published,
        .counted = request->count != COLUMN_NONE,
        .persons = request->person != COLUMN_NONE,
        .weighted = request->weight != COLUMN_NONE,
        .has_strata = input->survey.strata != COLUMN_NONE,
        .has_clusters = input->survey.cluster != COLUMN_NONE,
        .without_design = read->rows.design_missing,
        .adjusts = input->adjust_count > 0,
        .better = better_of(input->better),
        .rows_read = reading->rows_read,
        .rows_kept = reading->rows_kept,
        .where_unknown = reading->where_unknown,
        .repeating = reading->repeating,
        .repeating_distinct = reading->repeating_distinct,
        .small_amounts = reading->small_amounts,
        .person_missing = read->rows.person_missing,
        .dimensions = dimensions,
        .dimension_count = input->grouping_count,
    };
    return done();
}

/* ---- the answer ---- */

static Status write_answer(Context *context, const Arguments *arguments, const Shown *shown)
{
    Str path = arguments_text(arguments, "output");
    TextStyle style = {output_colour(path), path.length == 0 ? output_width() : 80};
    Text text = text_new(context->arena);
    Str written;

    if (arguments_given(arguments, "json")) {
        TRY(gap_json_write(context, shown, &text));
    } else {
        TRY(gap_text_write(context, shown, &style, &text));
    }
    TRY(text_finish(context, &text, &written));
    return output_write(context, path, written);
}

static Status explain(Context *context, const GapInput *input)
{
    Request request = input->request;
    Text text = text_new(context->arena);
    Str written;

    if (input->by_survey) {
        TRY(survey_request(context, &input->request, &input->survey, &request));
    }
    TRY(input->engine->explain(context, &request, &text));
    TRY(text_finish(context, &text, &written));
    return output_print(context, written);
}

Status gap_run(Context *context, const Arguments *arguments)
{
    size_t errors = context->error_count;
    Reader reader;
    GapInput input;
    GapReading read;
    GapQuestion question;
    Findings *findings;
    Shown *shown;
    Status options;

    /* mistakes of the options and of the file belong in the same run */
    options = read_options_parse(context, arguments, &reader);
    if (reader.protect.length > 0) {
        (void)disclosure_has_profile(context, reader.protect, arguments_place("--protect"));
    }
    TRY(gap_input_read(context, arguments, &reader, &input));
    TRY(options);
    TRY(status_since(context, errors));
    if (reader.explain) {
        return explain(context, &input);
    }
    TRY(read_file(context, &input, &read));
    TRY(make_question(context, &input, &read, &question));
    TRY(check_gap(context, &question, &findings));
    TRY(disclosure_protect(context, findings, reader.protect, &shown));
    return write_answer(context, arguments, shown);
}
