#include "check/adjusted.h"

#include "measure/uk_clustered.h"
#include "measure/uk_contrast.h"
#include "measure/uk_proportion.h"
#include "measure/uk_standardised.h"

#include <math.h>

/* Of the rarer kind, with the outcome or without: fewer for each parameter say too little. */
#define PEOPLE_FOR_A_PARAMETER 5

/* Levels of the factor that is compared. */
enum { COMPARED_WITH, GROUP, SIDES };

struct AdjustedWork {
    const FindingTable *table;
    const bool *left_out; /* NULL: none */
    double *people;       /* of each pattern, everybody's */
    double *events;
    double *own_people; /* of each pattern, one group's */
    double *own_events;
    double *reference_people;
    double *reference_events;
    uint32_t *level_counts; /* of the model: the sides, then the columns */
    uint32_t *levels;       /* of its cells: patterns of either side */
    double *cell_people;
    double *cell_events;
    UkCells cells;
    size_t parameters; /* 0: too many */
};

/* ---- memory ---- */

static Status take_patterns(Context *context, size_t count, AdjustedWork *work)
{
    work->people = TAKE(context, double, count);
    work->events = TAKE(context, double, count);
    work->own_people = TAKE(context, double, count);
    work->own_events = TAKE(context, double, count);
    work->reference_people = TAKE(context, double, count);
    work->reference_events = TAKE(context, double, count);
    if (work->people == NULL || work->events == NULL || work->own_people == NULL ||
        work->own_events == NULL || work->reference_people == NULL ||
        work->reference_events == NULL) {
        return fail_memory(context);
    }
    return done();
}

/* The model's cells: their levels are the same for every group. */
static Status take_cells(Context *context, AdjustedWork *work)
{
    const FindingAdjust *adjust = &work->table->adjust;
    size_t factors = adjust->columns.count + 1;
    size_t cells = SIDES * adjust->pattern_count;
    double *workspace = NULL;

    work->level_counts = TAKE(context, uint32_t, factors);
    work->levels = TAKE(context, uint32_t, cells * factors);
    work->cell_people = TAKE(context, double, cells);
    work->cell_events = TAKE(context, double, cells);
    if (work->level_counts == NULL || work->levels == NULL || work->cell_people == NULL ||
        work->cell_events == NULL) {
        return fail_memory(context);
    }
    work->level_counts[0] = SIDES;
    for (size_t f = 1; f < factors; f++) {
        work->level_counts[f] = adjust->level_counts[f - 1];
    }
    for (size_t i = 0; i < cells; i++) {
        work->levels[i * factors] = (uint32_t)(i / adjust->pattern_count);
        for (size_t f = 1; f < factors; f++) {
            work->levels[i * factors + f] =
                adjust->patterns[i % adjust->pattern_count * (factors - 1) + f - 1];
        }
    }
    work->parameters = uk_logistic_parameters(work->level_counts, factors);
    if (work->parameters > 0) {
        workspace = TAKE(context, double, UK_LOGISTIC_WORKSPACE(cells, work->parameters));
        if (workspace == NULL) {
            return fail_memory(context);
        }
    }
    work->cells = (UkCells){cells,        factors,           work->level_counts,
                            work->levels, work->cell_people, work->cell_events,
                            workspace};
    return done();
}

static bool is_counted(const AdjustedWork *work, uint32_t group)
{
    return work->left_out == NULL || !work->left_out[group];
}

/* Sums one group's cells by pattern, or everybody's (SET_NONE). */
static void sum_patterns(const AdjustedWork *work, uint32_t group, double *people, double *events)
{
    const FindingAdjust *adjust = &work->table->adjust;

    for (size_t i = 0; i < adjust->pattern_count; i++) {
        people[i] = 0;
        events[i] = 0;
    }
    for (size_t i = 0; i < adjust->cell_count; i++) {
        if (is_counted(work, adjust->cell_group[i]) &&
            (group == SET_NONE || adjust->cell_group[i] == group)) {
            people[adjust->cell_pattern[i]] += adjust->people[i];
            events[adjust->cell_pattern[i]] += adjust->events[i];
        }
    }
}

Status adjusted_work_new(Context *context, const FindingTable *table, const bool *left_out,
                         AdjustedWork **out)
{
    AdjustedWork *work = TAKE(context, AdjustedWork, 1);

    if (work == NULL) {
        return fail_memory(context);
    }
    *work = (AdjustedWork){.table = table, .left_out = left_out};
    TRY(take_patterns(context, table->adjust.pattern_count, work));
    TRY(take_cells(context, work));
    sum_patterns(work, SET_NONE, work->people, work->events);
    *out = work;
    return done();
}

/* ---- one group ---- */

Adjusted adjusted_undefined(Str reason)
{
    Adjusted out = {.covariance = (double)NAN, .residual_df = (double)NAN, .undefined = reason};

    for (int k = 0; k < SIDES; k++) {
        out.rate[k] = (double)NAN;
        out.variance[k] = (double)NAN;
        out.crude[k] = (double)NAN;
        out.people[k] = (double)NAN;
        out.influence[k] = (double)NAN;
    }
    return out;
}

/* The reference group, or SET_NONE for everyone else. */
static uint32_t compared_with(const FindingTable *table, uint32_t group)
{
    uint32_t zero = table->groups[group].difference.zero;

    return table->sets[zero].kind == SET_LEVEL ? table->sets[zero].level : SET_NONE;
}

static void fill_cells(AdjustedWork *work, uint32_t group)
{
    size_t patterns = work->table->adjust.pattern_count;
    uint32_t reference = compared_with(work->table, group);

    sum_patterns(work, group, work->own_people, work->own_events);
    if (reference != SET_NONE) {
        sum_patterns(work, reference, work->reference_people, work->reference_events);
    }
    for (size_t i = 0; i < patterns; i++) {
        size_t own = GROUP * patterns + i;
        size_t other = COMPARED_WITH * patterns + i;

        work->cell_people[own] = work->own_people[i];
        work->cell_events[own] = work->own_events[i];
        work->cell_people[other] = reference == SET_NONE ? work->people[i] - work->own_people[i]
                                                         : work->reference_people[i];
        work->cell_events[other] = reference == SET_NONE ? work->events[i] - work->own_events[i]
                                                         : work->reference_events[i];
    }
}

/* People of either side, and of either kind of outcome, that the cells hold. */
typedef struct CellSums {
    double people[SIDES];
    double with;
    double without;
} CellSums;

static CellSums sum_cells(const AdjustedWork *work)
{
    CellSums sums = {{0, 0}, 0, 0};

    for (size_t i = 0; i < work->cells.count; i++) {
        sums.people[i / work->table->adjust.pattern_count] += work->cell_people[i];
        sums.with += work->cell_events[i];
        sums.without += work->cell_people[i] - work->cell_events[i];
    }
    return sums;
}

static Str why_no_fit(const UkLogistic *fit, const CellSums *sums)
{
    if (fit->end == UK_LOGISTIC_CONFOUNDED) {
        return STR("this group cannot be told from what is adjusted for");
    }
    if (fit->end != UK_LOGISTIC_FITTED ||
        fmin(sums->with, sums->without) < PEOPLE_FOR_A_PARAMETER * (double)fit->estimated) {
        return STR("too few people, with the outcome or without it, for what is adjusted for");
    }
    return STR_NONE;
}

Adjusted adjusted_of_group(AdjustedWork *work, uint32_t group)
{
    static const int SIDE_OF[SIDES] = {GROUP, COMPARED_WITH};
    UkStandardised found;
    UkLogistic fit;
    CellSums sums;
    Adjusted out;
    Str reason;

    if (work->parameters == 0) {
        return adjusted_undefined(STR("too many different values to adjust for; put them into "
                                      "bands"));
    }
    fill_cells(work, group);
    sums = sum_cells(work);
    if (!(sums.people[GROUP] > 0) || !(sums.people[COMPARED_WITH] > 0)) {
        return adjusted_undefined(STR("nobody to compare with has a known outcome"));
    }
    fit = uk_logistic(&work->cells);
    reason = why_no_fit(&fit, &sums);
    if (reason.length > 0) {
        return adjusted_undefined(reason);
    }
    found = uk_standardise(&work->cells, &fit, GROUP, COMPARED_WITH);
    out = adjusted_undefined(STR_NONE);
    out.covariance = found.covariance;
    out.residual_df = sums.with + sums.without - (double)fit.estimated;
    for (int k = 0; k < SIDES; k++) {
        out.rate[k] = found.rate[k];
        out.variance[k] = found.variance[k];
        out.crude[k] = found.crude[k];
        out.influence[k] = found.influence[k];
        out.people[k] = sums.people[SIDE_OF[k]];
    }
    return out;
}

/* ---- intervals ---- */

AdjustedIntervals adjusted_intervals(const Adjusted *adjusted, double confidence)
{
    UkInterval side[SIDES];
    double se[SIDES];

    for (int k = 0; k < SIDES; k++) {
        se[k] = sqrt(adjusted->variance[k]);
        side[k] = uk_wilson_effective(adjusted->rate[k], se[k], adjusted->people[k],
                                      (double)INFINITY, confidence);
    }
    return (AdjustedIntervals){
        .estimate = interval_of(side[0]),
        .difference = interval_of(uk_mover_difference(
            side[0], side[1], uk_correlation(adjusted->covariance, se[0], se[1]))),
        .ratio = interval_of(uk_log_ratio(adjusted->rate[0], se[0], adjusted->rate[1], se[1],
                                          adjusted->covariance, (double)INFINITY, confidence))};
}
