#include "cli/score_input.h"

#include <math.h>

static void check_given(Context *context, const Arguments *arguments)
{
    if (!arguments_given(arguments, "score")) {
        note_error(context, FAIL_INPUT, PLACE_NONE,
                   "no score was named; add --score COL, the column that holds it");
    }
    if (!arguments_given(arguments, "outcome")) {
        note_error(context, FAIL_INPUT, PLACE_NONE,
                   "no outcome was named; add --outcome \"COL = VALUE\", what the score is about");
    }
    if (!arguments_given(arguments, "by")) {
        note_error(context, FAIL_INPUT, PLACE_NONE,
                   "no groups were named; add --by COL, such as --by ethnicity");
    }
    if (arguments_given(arguments, "published") && arguments_given(arguments, "protect")) {
        note_error(context, FAIL_INPUT, PLACE_NONE,
                   "'--published' and '--protect' contradict each other; leave one of them out");
    }
}

/* As `unknot gap` has it: persons with weights and no other design are themselves what was
   drawn. */
static void read_design(Context *context, const Arguments *arguments, GapInput *groups)
{
    const Request *request = &groups->request;
    uint32_t cluster = input_column(context, &groups->source, arguments, "cluster", "--cluster");

    groups->survey =
        (SurveyColumns){.weight = request->weight, .strata = COLUMN_NONE, .cluster = cluster};
    groups->by_survey = survey_settle(&groups->survey, request->person);
}

static bool asks_about(const Expression *expression, uint32_t column)
{
    bool asks = expression->kind == EXPRESSION_COLUMN && expression->column == column;

    for (size_t i = 0; i < expression->part_count && !asks; i++) {
        asks = asks_about(expression->parts[i], column);
    }
    return asks;
}

/* A score that is held against itself is right of everybody, which says nothing. */
static void check_outcome(Context *context, const Expression *outcome, const Source *source,
                          uint32_t score)
{
    if (outcome != NULL && score != COLUMN_NONE && asks_about(outcome, score)) {
        Str shown = str_show(context->arena, source->columns.items[score], 60);

        note_error(context, FAIL_INPUT, (Place){STR("--outcome"), 0, 0},
                   "the outcome asks about the score's own column '%.*s', which would always be "
                   "right; ask about what happened to people later",
                   STR_ARGS(shown));
    }
}

static void read_columns(Context *context, const Arguments *arguments, ScoreInput *input)
{
    const Source *source = &input->groups.source;
    Request *request = &input->groups.request;
    uint32_t need;

    request->source = source;
    request->where = input_condition(context, arguments, "where", "--where", source);
    request->outcome = input_condition(context, arguments, "outcome", "--outcome", source);
    request->amount = COLUMN_NONE;
    request->events = COLUMN_NONE;
    request->out_of = COLUMN_NONE;
    request->count = COLUMN_NONE;
    request->person = input_column(context, source, arguments, "person", "--person");
    request->weight = input_column(context, source, arguments, "weight", "--weight");
    read_design(context, arguments, &input->groups);
    input->scores.score = input_column(context, source, arguments, "score", "--score");
    input->scores.flag = input_condition(context, arguments, "flag", "--flag", source);
    input->cutoff =
        input->scores.score == COLUMN_NONE
            ? (double)NAN
            : expression_cutoff(input->scores.flag, source->columns.items[input->scores.score]);
    need = input_column(context, source, arguments, "need", "--need");
    input->scores.has_need = need != COLUMN_NONE;
    input->scores.need = need;
    request->scores = &input->scores;
    check_outcome(context, request->outcome, source, input->scores.score);
}

/* What a published table or a spread one cannot give: a score of each person. */
static void check_rows(Context *context, const Source *source)
{
    if (source->spread_names != COLUMN_NONE) {
        note_error(context, FAIL_INPUT, (Place){STR("--spread"), 0, 0},
                   "a score is read row by row, which a spread table does not have; give the file "
                   "with a column for the score");
    }
}

Status score_input_read(Context *context, const Arguments *arguments, const Reader *reader,
                        ScoreInput *out)
{
    size_t errors = context->error_count;
    GapInput *groups = &out->groups;

    *out = (ScoreInput){.groups = {.time = COLUMN_NONE,
                                   .survey = {COLUMN_NONE, COLUMN_NONE, COLUMN_NONE},
                                   .published = arguments_given(arguments, "published"),
                                   .outcome = arguments_text(arguments, "outcome"),
                                   .request = {.options = reader->engine_options}},
                        .score = str_trim(arguments_text(arguments, "score")),
                        .flag = arguments_text(arguments, "flag")};
    check_given(context, arguments);
    if (arguments->operands.count != 1) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    arguments->operands.count == 0
                        ? "no file is named; write unknot score FILE --score ... --outcome ... "
                          "--by ..."
                        : "more than one file is named; 'unknot score' reads one (quote conditions "
                          "that hold spaces)");
    }
    input_check_output(context, arguments);
    TRY(data_open(context, arguments->operands.items[0], &reader->read, reader->engine,
                  &groups->source, &groups->engine));
    TRY(input_by(context, arguments, groups));
    TRY(input_not_recorded(context, arguments, groups));
    read_columns(context, arguments, out);
    check_rows(context, &groups->source);
    TRY(input_cuboids(context, groups));
    return status_since(context, errors);
}
