/* Rows by score: judged, sorted once, dealt out to the groups, counted. */
#include "check/score_internal.h"

#include "check/gap_internal.h"
#include "measure/uk_proportion.h"

#include <math.h>
#include <stdlib.h>

/* One row whose outcome, score and flag are known. */
typedef struct Scored {
    double score;
    uint32_t row;
    uint8_t event;
    uint8_t flagged;
} Scored;

typedef struct ScoredRows {
    Scored *items; /* by score, then by outcome and flag: the same for every order of rows */
    size_t count;
    size_t events;
} ScoredRows;

/* ---- rates ---- */

typedef struct Rate {
    ScoreSet set;
    bool complement; /* of the set's people those who are not its events */
} Rate;

static const Rate RATES[SCORE_RATES] = {
    [SCORE_SELECTION_RATE] = {SCORE_SET_SELECTED, false},
    [SCORE_PREVALENCE] = {SCORE_SET_OUTCOME, false},
    [SCORE_TPR] = {SCORE_SET_WITH, false},
    [SCORE_FNR] = {SCORE_SET_WITH, true},
    [SCORE_FPR] = {SCORE_SET_WITHOUT, false},
    [SCORE_TNR] = {SCORE_SET_WITHOUT, true},
    [SCORE_PPV] = {SCORE_SET_FLAGGED, false},
    [SCORE_FDR] = {SCORE_SET_FLAGGED, true},
    [SCORE_NPV] = {SCORE_SET_UNFLAGGED, true},
    [SCORE_FOR] = {SCORE_SET_UNFLAGGED, false},
    [SCORE_ACCURACY] = {SCORE_SET_RIGHT, false},
};

ScoreSet score_rate_set(ScoreMetric rate)
{
    return RATES[rate].set;
}

bool score_rate_is_complement(ScoreMetric rate)
{
    return RATES[rate].complement;
}

Interval score_rate_evaluate(ScoreMetric rate, const SetSummary *set, double confidence)
{
    double events = RATES[rate].complement ? set->people - set->events : set->events;
    UkInterval value = uk_wilson((int64_t)events, (int64_t)set->people, confidence);

    return (Interval){value.estimate, value.se, value.low, value.high};
}

/* Why a rate has nobody to be counted out of. */
static Str nobody(ScoreMetric rate)
{
    static const char *const WORDS[SCORE_SET_RATES] = {
        [SCORE_SET_SELECTED] = "undefined: nobody's outcome, score and flag are known",
        [SCORE_SET_OUTCOME] = "undefined: nobody's outcome, score and flag are known",
        [SCORE_SET_WITH] = "undefined: nobody has the outcome",
        [SCORE_SET_WITHOUT] = "undefined: everybody has the outcome",
        [SCORE_SET_FLAGGED] = "undefined: nobody is flagged",
        [SCORE_SET_UNFLAGGED] = "undefined: everybody is flagged",
        [SCORE_SET_RIGHT] = "undefined: nobody's outcome, score and flag are known",
    };

    return str_from(WORDS[score_rate_set(rate)]);
}

static void fill_rates(const ScoreBuild *build, const CellSet *sets, ScoreGroup *group)
{
    for (int rate = 0; rate < SCORE_RATES; rate++) {
        ScoreSet set = score_rate_set((ScoreMetric)rate);
        Quantity *quantity = &group->metrics[rate];

        *quantity =
            quantity_new(QUANTITY_SHARE, METHOD_WILSON, group->sets + (uint32_t)set, SET_NONE);
        if (!build->has_flag && set != SCORE_SET_OUTCOME) {
            quantity->method = METHOD_NONE;
            quantity->undefined = STR("nobody said whom the score flags; add --flag");
            quantity->open_reason = true;
            continue;
        }
        quantity->exact = score_rate_evaluate(
            (ScoreMetric)rate, &sets[group->sets + (uint32_t)set].summary, build->confidence);
        quantity->undefined =
            isnan(quantity->exact.estimate) ? nobody((ScoreMetric)rate) : STR_NONE;
    }
}

/* ---- sets ---- */

static CellSet counted_set(CellSetKind kind, int64_t people, int64_t events)
{
    return (CellSet){.kind = kind,
                     .level = SET_NONE,
                     .counts = {.rows = people,
                                .people = people,
                                .people_most = people,
                                .events = events,
                                .events_most = events,
                                .persons = people,
                                .persons_with = events,
                                .persons_without = people - events},
                     .summary = {.people = (double)people,
                                 .events = (double)events,
                                 .mean = (double)NAN,
                                 .sd = (double)NAN,
                                 .design_effect = 1,
                                 .units = (double)people}};
}

static void fill_sets(const ScoreCounts *counts, bool everyone, CellSet *sets)
{
    CellSetKind kind = everyone ? SET_EVERYONE : SET_LEVEL;
    int64_t with = counts->tp + counts->fn;
    int64_t without = counts->fp + counts->tn;
    int64_t flagged = counts->tp + counts->fp;
    int64_t people = with + without;

    sets[SCORE_SET_SELECTED] = counted_set(kind, people, flagged);
    sets[SCORE_SET_OUTCOME] = counted_set(kind, people, with);
    sets[SCORE_SET_WITH] = counted_set(kind, with, counts->tp);
    sets[SCORE_SET_WITHOUT] = counted_set(kind, without, counts->fp);
    sets[SCORE_SET_FLAGGED] = counted_set(kind, flagged, counts->tp);
    sets[SCORE_SET_UNFLAGGED] = counted_set(kind, people - flagged, counts->fn);
    sets[SCORE_SET_RIGHT] = counted_set(kind, people, counts->tp + counts->tn);
    sets[SCORE_SET_NO_OUTCOME] = counted_set(SET_UNKNOWN_OUTCOME, counts->no_outcome, 0);
    sets[SCORE_SET_NO_SCORE] = counted_set(SET_UNKNOWN_OUTCOME, counts->no_score, 0);
    sets[SCORE_SET_NO_FLAG] = counted_set(SET_UNKNOWN_OUTCOME, counts->no_flag, 0);
}

/* ---- rows ---- */

typedef enum RowState { ROW_KNOWN, ROW_NO_OUTCOME, ROW_NO_SCORE, ROW_NO_FLAG } RowState;

static RowState state_of(const RowTable *rows, size_t row)
{
    if (isnan(rows->value[row])) {
        return ROW_NO_OUTCOME;
    }
    if (isnan(rows->score[row])) {
        return ROW_NO_SCORE;
    }
    return rows->flag != NULL && isnan(rows->flag[row]) ? ROW_NO_FLAG : ROW_KNOWN;
}

static int compare_scored(const void *one, const void *other)
{
    const Scored *a = one;
    const Scored *b = other;

    if (a->score < b->score || a->score > b->score) {
        return a->score < b->score ? -1 : 1;
    }
    return a->event != b->event ? (int)a->event - (int)b->event : (int)a->flagged - (int)b->flagged;
}

static Status take_rows(Context *context, const RowTable *rows, ScoredRows *out)
{
    *out = (ScoredRows){.items = TAKE(context, Scored, rows->count)};
    if (out->items == NULL) {
        return fail_memory(context);
    }
    for (size_t row = 0; row < rows->count; row++) {
        bool event = rows->value[row] > 0;

        if (state_of(rows, row) != ROW_KNOWN) {
            continue;
        }
        out->items[out->count++] = (Scored){rows->score[row], (uint32_t)row, event ? 1 : 0,
                                            rows->flag != NULL && rows->flag[row] > 0 ? 1 : 0};
        out->events += event ? 1 : 0;
    }
    qsort(out->items, out->count, sizeof out->items[0], compare_scored);
    return done();
}

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

/* Everyone and the groups of a dimension. */
typedef struct Dealt {
    ScorePart *parts; /* everyone, then by group */
    size_t count;
} Dealt;

static void count_row(const Scored *scored, ScoreCounts *counts)
{
    if (scored->event != 0) {
        counts->tp += scored->flagged;
        counts->fn += scored->flagged == 0 ? 1 : 0;
    } else {
        counts->fp += scored->flagged;
        counts->tn += scored->flagged == 0 ? 1 : 0;
    }
}

static void count_unknown(RowState state, ScoreCounts *counts)
{
    counts->no_outcome += state == ROW_NO_OUTCOME ? 1 : 0;
    counts->no_score += state == ROW_NO_SCORE ? 1 : 0;
    counts->no_flag += state == ROW_NO_FLAG ? 1 : 0;
}

static int64_t known_of(const ScoreCounts *counts)
{
    return counts->tp + counts->fp + counts->fn + counts->tn;
}

/* Deals the sorted rows out, so that those of each group are sorted too. `group_of`: by level, the
   part's number. */
static Status deal(const ScoreBuild *build, const ScoredRows *sorted, const uint32_t *level_of,
                   const uint32_t *group_of, Dealt *out)
{
    Context *context = build->context;
    double *score = TAKE(context, double, 2 * sorted->count);
    uint8_t *event = TAKE(context, uint8_t, 2 * sorted->count);
    size_t *filled = TAKE(context, size_t, out->count);
    size_t start = sorted->count;

    if (score == NULL || event == NULL || filled == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < sorted->count; i++) {
        count_row(&sorted->items[i], &out->parts[0].counts);
        count_row(&sorted->items[i], &out->parts[group_of[level_of[sorted->items[i].row]]].counts);
    }
    for (size_t p = 0; p < out->count; p++) {
        size_t count = (size_t)known_of(&out->parts[p].counts);
        size_t at = p == 0 ? 0 : start;

        out->parts[p].scores = (UkScores){.count = count,
                                          .score = score + at,
                                          .event = event + at,
                                          .workspace = build->workspace};
        filled[p] = at;
        start += p == 0 ? 0 : count;
    }
    for (size_t i = 0; i < sorted->count; i++) {
        size_t part = group_of[level_of[sorted->items[i].row]];

        score[i] = sorted->items[i].score;
        event[i] = sorted->items[i].event;
        score[filled[part]] = sorted->items[i].score;
        event[filled[part]++] = sorted->items[i].event;
    }
    return done();
}

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
    fill_sets(&part->counts, out->everyone, &table->sets[out->sets]);
    table->set_count += SCORE_SET_COUNT;
    fill_rates(build, table->sets, out);
    return score_values(build, part, out);
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
    Dealt dealt = {.count = levels.count + 1};
    uint32_t *group_of = TAKE(context, uint32_t, levels.count);
    GapPlan plan;

    TRY(plan_dimension(build, dimension, &plan));
    *made = (ScoreTable){TAKE(context, ScoreGroup, dealt.count), dealt.count};
    dealt.parts = TAKE(context, ScorePart, dealt.count);
    table->dimension = dimension->column;
    table->sets = TAKE(context, CellSet, dealt.count * SCORE_SET_COUNT + SCORE_NOTE_SETS);
    if (group_of == NULL || made->groups == NULL || dealt.parts == NULL || table->sets == NULL) {
        return fail_memory(context);
    }
    made->groups[0] = (ScoreGroup){.everyone = true, .recorded = true};
    for (size_t i = 0; i < plan.count; i++) {
        uint32_t level = plan.rows[i];

        group_of[level] = (uint32_t)i + 1;
        made->groups[i + 1] =
            (ScoreGroup){.level = levels.items[level], .recorded = plan.recorded[level]};
    }
    for (size_t row = 0; row < rows->count; row++) {
        RowState state = state_of(rows, row);

        count_unknown(state, &dealt.parts[0].counts);
        count_unknown(state, &dealt.parts[group_of[level_of[row]]].counts);
    }
    TRY(deal(build, sorted, level_of, group_of, &dealt));
    for (size_t g = 0; g < dealt.count; g++) {
        TRY(check_stop(context));
        TRY(make_group(build, index, g, &dealt.parts[g]));
    }
    return score_notes(build, index);
}

/* ---- all ---- */

static Status begin(ScoreBuild *build, const ScoredRows *sorted)
{
    Context *context = build->context;
    const ScoreQuestion *question = build->question;
    ScoreFindings *out = build->findings;
    Findings *answer = &out->answer;
    double *score = TAKE(context, double, sorted->count);
    uint8_t *event = TAKE(context, uint8_t, sorted->count);

    build->has_flag = question->flag.length > 0;
    build->confidence = question->confidence > 0 ? question->confidence : 0.95;
    build->probability = sorted->items[0].score >= 0 && sorted->items[sorted->count - 1].score <= 1;
    build->workspace = TAKE(context, double, UK_SCORES_WORKSPACE(sorted->count, (size_t)0));
    build->without_score = score;
    build->without_event = event;
    build->without = (UkScores){.score = score, .event = event, .workspace = build->workspace};
    *answer = (Findings){.data = question->data,
                         .outcome = question->outcome,
                         .published = question->published,
                         .confidence = build->confidence,
                         .rows_set = counted_set(SET_ALL_ROWS, question->rows_read, 0),
                         .rows = quantity_new(QUANTITY_PEOPLE, METHOD_NONE, SET_NONE, SET_NONE),
                         .tables = TAKE(context, FindingTable, question->dimension_count),
                         .table_count = question->dimension_count};
    out->tables = TAKE(context, ScoreTable, question->dimension_count);
    out->score = question->score;
    out->flag = question->flag;
    out->cutoff = question->cutoff;
    return score == NULL || event == NULL || build->workspace == NULL || answer->tables == NULL ||
                   out->tables == NULL
               ? fail_memory(context)
               : done();
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
    TRY(take_rows(context, question->rows, &sorted));
    TRY(check_rows(context, question, &sorted));
    TRY(begin(&build, &sorted));
    for (size_t i = 0; i < question->dimension_count; i++) {
        TRY(make_table(&build, &sorted, i));
    }
    return status_since(context, errors);
}
