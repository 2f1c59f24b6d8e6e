#include "check/wait.h"

#include "measure/critical.h"
#include "measure/uk_log_rank.h"

#include <math.h>

/* False where all waits are one person's: nothing tells how persons differ. */
static bool has_limits(const CellSet *set)
{
    return set->effects == NULL || set->day_count == 0 || !isnan(set->effects[0]);
}

Interval wait_centile(const CellSet *set, int of_100, double confidence)
{
    UkInterval value = uk_kaplan_meier_centile_effective(set->days, set->effects, set->day_count,
                                                         of_100, confidence);

    if (!isnan(value.estimate) && isnan(value.high)) {
        value.high = (double)INFINITY;
    }
    if (!isnan(value.estimate) && !has_limits(set)) {
        value.low = -(double)INFINITY;
        value.high = (double)INFINITY;
    }
    return interval_of(value);
}

Interval wait_share(const CellSet *set, double day, double confidence)
{
    return interval_of(
        uk_kaplan_meier_share_effective(set->days, set->effects, set->day_count, day, confidence));
}

Interval wait_share_of(double share, double people, double confidence)
{
    double hazard = -log1p(-share);
    double spread = uk_critical_value(confidence, (double)INFINITY) *
                    sqrt(share / ((1 - share) * people)) / hazard;
    double se = sqrt(share * (1 - share) / people);

    return (Interval){share, se, -expm1(-hazard * exp(-spread)), -expm1(-hazard * exp(spread))};
}

int64_t wait_left_after(const CellSet *set, double day)
{
    int64_t left = 0;

    for (size_t i = 0; i < set->day_count; i++) {
        if ((double)set->days[i].day > day) {
            left += set->persons_last == NULL ? set->days[i].ended + set->days[i].censored
                                              : set->persons_last[i];
        }
    }
    return left;
}

/* ---- log-rank ---- */

/* The earliest day that a set still has; false: none has one. */
static bool next_day(const CellSet *const *sets, const size_t *at, size_t count, int64_t *day)
{
    bool found = false;

    for (size_t g = 0; g < count; g++) {
        if (at[g] < sets[g]->day_count && (!found || sets[g]->days[at[g]].day < *day)) {
            *day = sets[g]->days[at[g]].day;
            found = true;
        }
    }
    return found;
}

/* One row for each day that any set has; how many. `at`, zeros to begin with, is used up. Where
   `ended` is NULL the rows are counted alone. */
static size_t lay_out(const CellSet *const *sets, size_t count, size_t *at, int64_t *ended,
                      int64_t *censored)
{
    size_t days = 0;
    int64_t day = 0;

    while (next_day(sets, at, count, &day)) {
        for (size_t g = 0; g < count; g++) {
            bool own = at[g] < sets[g]->day_count && sets[g]->days[at[g]].day == day;

            if (ended != NULL) {
                ended[days * count + g] = own ? sets[g]->days[at[g]].ended : 0;
                censored[days * count + g] = own ? sets[g]->days[at[g]].censored : 0;
            }
            at[g] += own ? 1 : 0;
        }
        days++;
    }
    return days;
}

Status wait_log_rank(Context *context, const CellSet *const *sets, size_t count, double *p)
{
    size_t *at;
    double *work;
    int64_t *ended;
    int64_t *censored;
    size_t days;

    *p = (double)NAN;
    if (count > WAIT_LOG_RANK_SETS_MOST) {
        return done();
    }
    at = TAKE(context, size_t, 2 * count);
    work = TAKE(context, double, UK_LOG_RANK_WORKSPACE(count));
    if (at == NULL || work == NULL) {
        return fail_memory(context);
    }
    days = lay_out(sets, count, at, NULL, NULL);
    ended = TAKE(context, int64_t, days * count);
    censored = TAKE(context, int64_t, days * count);
    if (ended == NULL || censored == NULL) {
        return fail_memory(context);
    }
    (void)lay_out(sets, count, at + count, ended, censored);
    *p = uk_log_rank(ended, censored, days, count, work).p;
    return done();
}
