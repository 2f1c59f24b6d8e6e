/* Rows by score, each dimension in its turn: dealt out to its groups, counted, measured. */
#include "check/score_internal.h"

#include "check/gap_internal.h"

#include <assert.h>

/* What no number could come of. */
static Status check_rows(Context *context, const ScoreQuestion *question, const ScoredRows *rows)
{
    Str score = str_show(context->arena, question->score, 60);
    Str outcome = str_show(context->arena, question->outcome, 80);
    bool flag = question->flag.length > 0;

    if (rows->count == 0) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "no row of '%.*s' has a known outcome%s; look at --outcome%s",
                    STR_ARGS(question->data), flag ? ", score and flag" : " and score",
                    flag ? ", --score and --flag" : " and --score");
    }
    if (rows->items[0].score >= rows->items[rows->count - 1].score) {
        return fail(context, FAIL_INPUT, (Place){STR("--score"), 0, 0},
                    "'%.*s' is the same for everybody, and tells nobody apart; name the column of "
                    "a score that differs between people",
                    STR_ARGS(score));
    }
    if (rows->events == 0 || rows->events == rows->count) {
        return fail(context, FAIL_INPUT, (Place){STR("--outcome"), 0, 0},
                    "%s whose score is known has the outcome '%.*s', so no score could be right or "
                    "wrong about it; look at its values",
                    rows->events == 0 ? "nobody" : "everybody", STR_ARGS(outcome));
    }
    return done();
}

/* ---- one dimension ---- */

static Status plan_dimension(const ScoreBuild *build, const ScoreDimension *dimension,
                             GapPlan *plan)
{
    const Tally levels = {.dimensions =
                              &build->question->rows->dimensions[dimension->rows_dimension],
                          .dimension_count = 1};
    const GapQuestion question = {.form = GAP_SHARE};
    const GapDimension as_gap = {.column = dimension->column,
                                 .tally = &levels,
                                 .not_recorded = dimension->not_recorded,
                                 .not_recorded_place = dimension->not_recorded_place};

    return gap_plan(build->context, &question, &as_gap, plan);
}

static int64_t count_values(const UkScores *scores)
{
    int64_t values = scores->count > 0 ? 1 : 0;

    for (size_t i = 1; i < scores->count; i++) {
        values += scores->score[i] > scores->score[i - 1] ? 1 : 0;
    }
    return values;
}

static Status make_group(const ScoreBuild *build, size_t index, size_t group, const ScorePart *part)
{
    FindingTable *table = &build->findings->answer.tables[index];
    ScoreGroup *out = &build->findings->tables[index].groups[group];

    out->sets = (uint32_t)table->set_count;
    out->values = count_values(&part->scores);
    score_fill_sets(build, part, out->everyone, &table->sets[out->sets]);
    table->set_count += SCORE_SET_COUNT;
    score_fill_rates(build, table->sets, out);
    return build->counts_alone ? done() : score_values(build, part, table->sets, out);
}

static Status make_table(const ScoreBuild *build, const ScoredRows *sorted, size_t index)
{
    Context *context = build->context;
    const RowTable *rows = build->question->rows;
    const ScoreDimension *dimension = &build->question->dimensions[index];
    const uint32_t *level_of = rows->levels[dimension->rows_dimension];
    StrSpan levels = rows->dimensions[dimension->rows_dimension].levels;
    FindingTable *table = &build->findings->answer.tables[index];
    ScoreTable *made = &build->findings->tables[index];
    ScoreParts parts = {.count = levels.count + 1};
    uint32_t *group_of = TAKE(context, uint32_t, levels.count);
    GapPlan plan;

    TRY(plan_dimension(build, dimension, &plan));
    *made = (ScoreTable){TAKE(context, ScoreGroup, parts.count), parts.count};
    parts.items = TAKE(context, ScorePart, parts.count);
    table->dimension = dimension->column;
    table->sets = TAKE(context, CellSet, parts.count * SCORE_SET_COUNT + SCORE_NOTE_SETS);
    if (group_of == NULL || made->groups == NULL || parts.items == NULL || table->sets == NULL) {
        return fail_memory(context);
    }
    made->groups[0] = (ScoreGroup){.everyone = true, .recorded = true};
    for (size_t i = 0; i < plan.count; i++) {
        uint32_t level = plan.rows[i];

        group_of[level] = (uint32_t)i + 1;
        made->groups[i + 1] =
            (ScoreGroup){.level = levels.items[level], .recorded = plan.recorded[level]};
    }
    TRY(score_deal(build, sorted, level_of, group_of, &parts));
    for (size_t g = 0; g < parts.count; g++) {
        TRY(check_stop(context));
        TRY(make_group(build, index, g, &parts.items[g]));
    }
    build->parts[index] = parts;
    return build->counts_alone ? done() : score_notes(build, index);
}

/* ---- all ---- */

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* What the parts are worked out in, one after another. */
static Status take_workspace(ScoreBuild *build, size_t known)
{
    Context *context = build->context;
    const RowTable *rows = build->question->rows;
    size_t numbers = larger(rows->count, larger(build->unit_count, rows->person_count));
    bool weighted = rows->weight != NULL;

    build->workspace =
        TAKE(context, double, UK_SCORES_WORKSPACE(known, build->clustered ? known : 0));
    build->without_score = TAKE(context, double, known);
    build->without_event = TAKE(context, uint8_t, known);
    build->without_weight = TAKE(context, double, weighted ? known : 0);
    build->without_unit = TAKE(context, uint32_t, build->unit != NULL ? known : 0);
    build->mark = TAKE(context, uint8_t, numbers);
    build->number = TAKE(context, uint32_t, numbers);
    build->of_person = TAKE(context, double, known);
    build->without = (UkScores){.score = build->without_score,
                                .event = build->without_event,
                                .weight = weighted ? build->without_weight : NULL,
                                .person = build->unit != NULL ? build->without_unit : NULL,
                                .workspace = build->workspace};
    return build->workspace == NULL || build->without_score == NULL ||
                   build->without_event == NULL || build->without_weight == NULL ||
                   build->without_unit == NULL || build->mark == NULL || build->number == NULL ||
                   build->of_person == NULL
               ? fail_memory(context)
               : done();
}

static Status begin(ScoreBuild *build, const ScoredRows *sorted)
{
    Context *context = build->context;
    const ScoreQuestion *question = build->question;
    const RowTable *rows = question->rows;
    ScoreFindings *out = build->findings;
    Findings *answer = &out->answer;

    build->has_flag = question->flag.length > 0;
    build->confidence = question->confidence > 0 ? question->confidence : 0.95;
    build->probability = sorted->items[0].score >= 0 && sorted->items[sorted->count - 1].score <= 1;
    build->unit = question->clustered ? rows->unit : rows->person;
    build->unit_count = build->unit == NULL   ? 0
                        : question->clustered ? rows->unit_count
                                              : rows->person_count;
    build->clustered = build->unit != NULL || rows->weight != NULL;
    TRY(take_workspace(build, sorted->count));
    *answer = (Findings){.data = question->data,
                         .outcome = question->outcome,
                         .repeats = rows->person != NULL,
                         .weighted = rows->weight != NULL,
                         .published = question->published,
                         .confidence = build->confidence,
                         .rows_set = score_counted_set(SET_ALL_ROWS, question->rows_read, 0),
                         .rows = quantity_new(QUANTITY_PEOPLE, METHOD_NONE, SET_NONE, SET_NONE),
                         .tables = TAKE(context, FindingTable, question->dimension_count),
                         .table_count = question->dimension_count};
    out->tables = TAKE(context, ScoreTable, question->dimension_count);
    out->score = question->score;
    out->flag = question->flag;
    out->cutoff = question->cutoff;
    out->by_unit = question->clustered;
    build->parts = TAKE(context, ScoreParts, question->dimension_count);
    return answer->tables == NULL || out->tables == NULL || build->parts == NULL
               ? fail_memory(context)
               : done();
}

Status score_counts(Context *context, const ScoreQuestion *question, ScoreBuild *build)
{
    ScoredRows sorted;

    *build = (ScoreBuild){.context = context,
                          .question = question,
                          .counts_alone = true,
                          .findings = TAKE(context, ScoreFindings, 1)};
    if (build->findings == NULL) {
        return fail_memory(context);
    }
    TRY(score_take_rows(context, question, &sorted));
    assert(sorted.count > 0); /* the caller has looked */
    TRY(begin(build, &sorted));
    for (size_t i = 0; i < question->dimension_count; i++) {
        TRY(make_table(build, &sorted, i));
    }
    return done();
}

Status check_score(Context *context, const ScoreQuestion *question, ScoreFindings **out)
{
    size_t errors = context->error_count;
    ScoreBuild build = {.context = context, .question = question};
    ScoredRows sorted;

    *out = TAKE(context, ScoreFindings, 1);
    if (*out == NULL) {
        return fail_memory(context);
    }
    build.findings = *out;
    TRY(score_take_rows(context, question, &sorted));
    TRY(check_rows(context, question, &sorted));
    TRY(begin(&build, &sorted));
    for (size_t i = 0; i < question->dimension_count; i++) {
        TRY(make_table(&build, &sorted, i));
    }
    if (question->need.length > 0) {
        TRY(score_needs(context, question, *out));
    }
    return status_since(context, errors);
}
