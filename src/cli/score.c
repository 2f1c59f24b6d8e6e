/* unknot score: options, one reading of the rows, the check, protection, the answer. */
#include "check/score.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/score_input.h"
#include "disclosure/disclose_score.h"
#include "disclosure/disclosure.h"
#include "report/score_json.h"
#include "report/score_text.h"

typedef struct ScoreReading {
    Reading reading;
    RowTable rows;
} ScoreReading;

static Status read_file(Context *context, ScoreInput *input, ScoreReading *out)
{
    GapInput *groups = &input->groups;
    ProgressLine line;
    Status status;

    progress_begin(&line, &groups->request.options);
    status = groups->by_survey
                 ? survey_rows(context, groups->engine, &groups->request, &groups->survey,
                               &out->rows, &out->reading)
                 : groups->engine->rows(context, &groups->request, &out->rows, &out->reading);
    progress_end(&line);
    return status;
}

/* The rows have one dimension for each grouping, in the same order. */
static Status make_question(Context *context, const ScoreInput *input, const ScoreReading *read,
                            ScoreQuestion *out)
{
    const GapInput *groups = &input->groups;
    ScoreDimension *dimensions = TAKE(context, ScoreDimension, groups->grouping_count);

    if (dimensions == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < groups->grouping_count; i++) {
        dimensions[i] =
            (ScoreDimension){.column = groups->source.columns.items[groups->groupings[i].column],
                             .rows_dimension = i,
                             .not_recorded = groups->groupings[i].not_recorded,
                             .not_recorded_place = arguments_place("--not-recorded")};
    }
    *out = (ScoreQuestion){.data = groups->source.name,
                           .outcome = groups->outcome,
                           .score = input->score,
                           .flag = input->flag,
                           .cutoff = input->cutoff,
                           .need = input->scores.has_need
                                       ? groups->source.columns.items[input->scores.need]
                                       : STR_NONE,
                           .published = groups->published,
                           .rows_read = read->reading.rows_read,
                           .where_unknown = read->reading.where_unknown,
                           .repeating = read->reading.repeating,
                           .repeating_distinct = read->reading.repeating_distinct,
                           .weighted = groups->request.weight != COLUMN_NONE,
                           .clustered = groups->survey.cluster != COLUMN_NONE,
                           .without_design = read->rows.design_missing,
                           .rows = &read->rows,
                           .dimensions = dimensions,
                           .dimension_count = groups->grouping_count};
    return done();
}

static Status write_answer(Context *context, const Arguments *arguments, const ShownScore *shown)
{
    Str path = arguments_text(arguments, "output");
    TextStyle style = {output_colour(path), path.length == 0 ? output_width() : 80};
    Text text = text_new(context->arena);
    Str written;

    if (arguments_given(arguments, "json")) {
        TRY(score_json_write(context, shown, &text));
    } else {
        TRY(score_text_write(context, shown, &style, &text));
    }
    TRY(text_finish(context, &text, &written));
    return output_write(context, path, written);
}

static Status explain(Context *context, const ScoreInput *input)
{
    Text text = text_new(context->arena);
    Request asked = input->groups.request;
    Str written;

    if (input->groups.by_survey) {
        TRY(survey_request(context, &input->groups.request, &input->groups.survey, &asked));
    }
    TRY(input->groups.engine->explain(context, &asked, &text));
    TRY(text_finish(context, &text, &written));
    return output_print(context, written);
}

Status score_run(Context *context, const Arguments *arguments)
{
    size_t errors = context->error_count;
    Reader reader;
    ScoreInput input;
    ScoreReading read;
    ScoreQuestion question;
    ScoreFindings *findings;
    ShownScore *shown;
    Status options;

    /* mistakes of the options and of the file belong in the same run */
    options = read_options_parse(context, arguments, &reader);
    if (reader.protect.length > 0) {
        (void)disclosure_has_profile(context, reader.protect, arguments_place("--protect"));
    }
    TRY(score_input_read(context, arguments, &reader, &input));
    TRY(options);
    TRY(status_since(context, errors));
    if (reader.explain) {
        return explain(context, &input);
    }
    TRY(read_file(context, &input, &read));
    TRY(make_question(context, &input, &read, &question));
    TRY(check_score(context, &question, &findings));
    TRY(disclosure_protect_score(context, findings, reader.protect, &shown));
    return write_answer(context, arguments, shown);
}
