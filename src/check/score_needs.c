/* What people needed, held against a score: who is in high need, and whom each way of raising the
   flag reaches. */
#include "check/score_internal.h"

#include "measure/uk_need.h"

#include <math.h>
#include <stdlib.h>

#define NEED_MOST 1e9
#define HIGH_SHARE 0.1

/* Shares of everyone that a service may have room for; bins of NEED_BINS tell them. */
static const double CAPACITIES[] = {0.05, 0.1, 0.2, 0.3};

#define CAPACITY_COUNT (sizeof CAPACITIES / sizeof CAPACITIES[0])

/* The rows of people whose need, score and flag, where there is one, are known. */
static bool is_known(const RowTable *rows, size_t row)
{
    return !isnan(rows->need[row]) && !isnan(rows->score[row]) &&
           (rows->flag == NULL || !isnan(rows->flag[row]));
}

static Status check_range(Context *context, const RowTable *rows, Str name, Place place)
{
    Str column = str_show(context->arena, name, 60);
    double least = (double)INFINITY;
    double most = -(double)INFINITY;

    for (size_t row = 0; row < rows->count; row++) {
        if (is_known(rows, row)) {
            least = fmin(least, rows->need[row]);
            most = fmax(most, rows->need[row]);
        }
    }
    if (least > most) {
        return fail(context, FAIL_INPUT, place,
                    "no row has a known value of '%.*s' and a known score; name the column that "
                    "says what people needed",
                    STR_ARGS(column));
    }
    if (least < 0) {
        return fail(context, FAIL_INPUT, place,
                    "'%.*s' has values below 0, and a need counts from 0; name a column in which "
                    "more is more need",
                    STR_ARGS(column));
    }
    if (most > NEED_MOST) {
        return fail(context, FAIL_INPUT, place,
                    "'%.*s' has values above 1,000,000,000; use larger units", STR_ARGS(column));
    }
    if (least == most) {
        return fail(context, FAIL_INPUT, place,
                    "'%.*s' is the same for everybody, so that nobody needed more than others; "
                    "name a column that differs between people",
                    STR_ARGS(column));
    }
    return done();
}

/* ---- high need ---- */

typedef struct Need {
    double need;
    double weight;
    uint32_t row;
} Need;

/* The highest first. */
static int compare_needs(const void *one, const void *other)
{
    const Need *a = one;
    const Need *b = other;

    if (a->need < b->need || a->need > b->need) {
        return a->need > b->need ? -1 : 1;
    }
    return a->weight < b->weight ? -1 : a->weight > b->weight ? 1 : 0;
}

/* How many persons need exactly that. */
static Status count_at(Context *context, const RowTable *rows, ScoreHighNeed *high)
{
    uint8_t *met = TAKE(context, uint8_t, rows->person != NULL ? rows->person_count : rows->count);

    if (met == NULL) {
        return fail_memory(context);
    }
    for (size_t row = 0; row < rows->count; row++) {
        uint32_t person = rows->person != NULL ? rows->person[row] : (uint32_t)row;

        if (is_known(rows, row) && rows->need[row] == high->from && met[person] == 0) {
            met[person] = 1;
            high->persons++;
        }
    }
    return done();
}

/* From the highest need down until a tenth of everyone is in, ties with it; but 0 is no need. */
static Status find_high(Context *context, const RowTable *rows, ScoreHighNeed *high)
{
    Need *sorted = TAKE(context, Need, rows->count);
    double all = 0;
    double in = 0;
    size_t count = 0;

    if (sorted == NULL) {
        return fail_memory(context);
    }
    for (size_t row = 0; row < rows->count; row++) {
        if (is_known(rows, row)) {
            sorted[count++] = (Need){rows->need[row], rows->weight != NULL ? rows->weight[row] : 1,
                                     (uint32_t)row};
        }
    }
    qsort(sorted, count, sizeof sorted[0], compare_needs);
    for (size_t i = 0; i < count; i++) {
        all += sorted[i].weight;
    }
    high->two_values = true;
    for (size_t i = 0; i < count && sorted[i].need > 0; i++) {
        if (in < HIGH_SHARE * all || sorted[i].need >= high->from) {
            high->from = sorted[i].need;
        }
        in += sorted[i].weight;
        high->two_values = high->two_values && sorted[i].need >= sorted[0].need;
    }
    high->two_values = high->two_values && sorted[count - 1].need <= 0;
    return count_at(context, rows, high);
}

Status score_high_need(Context *context, const RowTable *rows, Str column, Place place,
                       ScoreHighNeed *out)
{
    *out = (ScoreHighNeed){0};
    TRY(check_range(context, rows, column, place));
    return find_high(context, rows, out);
}

/* ---- by score ---- */

/* The bin of each row. */
static Status find_bins(Context *context, const ScoreQuestion *question, uint32_t *bin_of)
{
    const RowTable *rows = question->rows;
    ScoredRows sorted;
    double *score;
    double *weight;
    uint8_t *event;
    uint32_t *bin;

    TRY(score_take_rows(context, question, &sorted));
    score = TAKE(context, double, sorted.count);
    weight = TAKE(context, double, sorted.count);
    event = TAKE(context, uint8_t, sorted.count);
    bin = TAKE(context, uint32_t, sorted.count);
    if (score == NULL || weight == NULL || event == NULL || bin == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < sorted.count; i++) {
        score[i] = sorted.items[i].score;
        weight[i] = rows->weight != NULL ? rows->weight[sorted.items[i].row] : 1;
    }
    if (!uk_score_bins(
            &(UkScores){.count = sorted.count, .score = score, .event = event, .weight = weight},
            NEED_BINS, bin)) {
        return done(); /* no weight at all: every number is undefined, whatever the bin */
    }
    for (size_t i = 0; i < sorted.count; i++) {
        bin_of[sorted.items[i].row] = bin[i];
    }
    return done();
}

/* Whom each way of raising the flag points out. */
static Status raise_flags(Context *context, const RowTable *rows, NeedBuild *build)
{
    ScoreNeeds *needs = build->needs;

    if (rows->flag != NULL) {
        needs->reaches[needs->reach_count].capacity = (double)NAN;
        build->flag[needs->reach_count++] = rows->flag;
    }
    for (size_t c = 0; c < CAPACITY_COUNT; c++) {
        double *flag = TAKE(context, double, rows->count);
        double from = NEED_BINS * (1 - CAPACITIES[c]);

        if (flag == NULL) {
            return fail_memory(context);
        }
        for (size_t row = 0; row < rows->count; row++) {
            flag[row] = !is_known(rows, row) ? (double)NAN : build->bin[row] + 0.5 > from ? 1 : 0;
        }
        needs->reaches[needs->reach_count].capacity = CAPACITIES[c];
        build->flag[needs->reach_count++] = flag;
    }
    return done();
}

/* Nobody has an outcome here. */
static void say_need(ScoreFindings *counts)
{
    for (size_t t = 0; t < counts->answer.table_count; t++) {
        for (size_t g = 0; g < counts->tables[t].group_count; g++) {
            for (int rate = 0; rate < SCORE_RATES; rate++) {
                Quantity *quantity = &counts->tables[t].groups[g].metrics[rate];

                if (isnan(quantity->exact.estimate)) {
                    quantity->undefined = score_rate_set((ScoreMetric)rate) == SCORE_SET_WITH
                                              ? STR("undefined: nobody is in high need")
                                              : STR("undefined: nobody's need and score are known");
                }
            }
        }
    }
}

/* ---- all ---- */

/* The question for people in high need, in place of those with the outcome. */
static Status ask_of_need(Context *context, const ScoreQuestion *question, RowTable *rows,
                          ScoreQuestion *out)
{
    *rows = *question->rows;
    rows->value = TAKE(context, double, rows->count);
    if (rows->value == NULL) {
        return fail_memory(context);
    }
    for (size_t row = 0; row < rows->count; row++) {
        rows->value[row] = rows->need[row];
    }
    *out = *question;
    out->rows = rows;
    out->flag = STR("raised");
    out->need = STR_NONE;
    return done();
}

static Status group_needs(Context *context, NeedBuild *build)
{
    const ScoreBuild *first = build->build;

    for (size_t t = 0; t < first->question->dimension_count; t++) {
        const ScoreParts *parts = &first->parts[t];

        build->needs->groups[t] = TAKE(context, ScoreNeedGroup, parts->count);
        if (build->needs->groups[t] == NULL) {
            return fail_memory(context);
        }
        for (size_t g = 0; g < parts->count; g++) {
            TRY(check_stop(context));
            score_need_group(build, &parts->items[0], &parts->items[g],
                             &build->needs->groups[t][g]);
        }
    }
    return done();
}

/* What is counted is worked out for each way of flagging; the rest takes the first one's parts. */
static Status count_reaches(Context *context, const ScoreQuestion *asked, RowTable *rows,
                            NeedBuild *build, ScoreBuild *first)
{
    for (size_t r = 0; r < build->needs->reach_count; r++) {
        ScoreBuild counted;

        rows->flag = build->flag[r];
        TRY(score_counts(context, asked, &counted));
        build->needs->reaches[r].counts = counted.findings;
        say_need(build->needs->reaches[r].counts);
        if (r == 0) {
            *first = counted;
        }
    }
    return done();
}

Status score_needs(Context *context, const ScoreQuestion *question, ScoreFindings *out)
{
    RowTable *rows = TAKE(context, RowTable, 1);
    ScoreNeeds *needs = TAKE(context, ScoreNeeds, 1);
    uint32_t *bin = TAKE(context, uint32_t, question->rows->count);
    ScoreQuestion *asked = TAKE(context, ScoreQuestion, 1);
    NeedBuild build = {.needs = needs, .need = question->rows->need, .bin = bin};
    ScoreBuild first;

    if (rows == NULL || needs == NULL || bin == NULL || asked == NULL) {
        return fail_memory(context);
    }
    needs->column = question->need;
    TRY(score_high_need(context, question->rows, question->need, (Place){STR("--need"), 0, 0},
                        &needs->high));
    TRY(ask_of_need(context, question, rows, asked));
    TRY(find_bins(context, asked, bin));
    TRY(raise_flags(context, question->rows, &build));
    for (size_t row = 0; row < rows->count; row++) {
        if (!isnan(rows->value[row])) {
            rows->value[row] = rows->value[row] >= needs->high.from ? 1 : 0;
        }
    }
    TRY(count_reaches(context, asked, rows, &build, &first));
    build.build = &first;
    needs->groups = TAKE(context, ScoreNeedGroup *, question->dimension_count);
    build.sums = TAKE(context, double, 3 * question->rows->count + 8 * NEED_BINS);
    build.gathered = TAKE(context, uint32_t, question->rows->count);
    if (needs->groups == NULL || build.sums == NULL || build.gathered == NULL) {
        return fail_memory(context);
    }
    TRY(group_needs(context, &build));
    out->needs = needs;
    return done();
}
