#include "uk_log_rank.h"

#include "uk_special.h"

#include <math.h>
#include <stdbool.h>

/* Up to here each whole number is a double. */
#define WHOLE_MOST (INT64_C(1) << 53)

/* Sums over the days, in the caller's workspace. */
typedef struct Sums {
    size_t groups;
    double *waiting;    /* people of each group who wait on the day */
    double *apart;      /* ends of each group less those expected */
    double *expected;   /* of each group */
    double *covariance; /* groups x groups */
} Sums;

static bool add_people(int64_t *people, int64_t more)
{
    if (more < 0 || more > WHOLE_MOST - *people) {
        return false;
    }
    *people += more;
    return true;
}

/* Who waits before the first day; false outside the domain. */
static bool start(const int64_t *ended, const int64_t *censored, size_t days, Sums *sums)
{
    int64_t people = 0;

    for (size_t i = 0; i < sums->groups * (sums->groups + 3); i++) {
        sums->waiting[i] = 0.0;
    }
    for (size_t i = 0; i < days * sums->groups; i++) {
        if (!add_people(&people, ended[i]) || !add_people(&people, censored[i])) {
            return false;
        }
        sums->waiting[i % sums->groups] += (double)(ended[i] + censored[i]);
    }
    return true;
}

static void pass_day(const int64_t *ended, const int64_t *censored, Sums *sums)
{
    double waiting = 0.0;
    double ends = 0.0;
    double spread;

    for (size_t g = 0; g < sums->groups; g++) {
        waiting += sums->waiting[g];
        ends += (double)ended[g];
    }
    spread = waiting > 1.0 ? ends * (waiting - ends) / (waiting - 1.0) : 0.0;
    for (size_t g = 0; g < sums->groups && ends > 0.0; g++) {
        double share = sums->waiting[g] / waiting;

        sums->expected[g] += ends * share;
        sums->apart[g] += (double)ended[g] - ends * share;
        for (size_t h = 0; h < sums->groups; h++) {
            double other = sums->waiting[h] / waiting;

            sums->covariance[g * sums->groups + h] +=
                g == h ? spread * share * (1.0 - share) : -spread * share * other;
        }
    }
    for (size_t g = 0; g < sums->groups; g++) {
        sums->waiting[g] -= (double)(ended[g] + censored[g]);
    }
}

/* Less than this part of a variance left after the groups before is rounding alone. */
#define NOTHING_LEFT 1e-12

/* apart' covariance^-1 apart over all groups of which ends were expected but the last of them,
   whose row is what the others leave: by elimination as the covariance is positive definite. NaN
   where it is not: groups that never waited beside the others, or a single day with all ends. */
static double quadratic_form(Sums *sums, size_t last)
{
    size_t groups = sums->groups;
    double form = 0.0;

    for (size_t g = 0; g < groups; g++) {
        sums->waiting[g] = sums->covariance[g * groups + g];
    }
    for (size_t g = 0; g < last; g++) {
        double pivot = sums->covariance[g * groups + g];

        if (!(sums->expected[g] > 0.0)) {
            continue;
        }
        if (!(pivot > NOTHING_LEFT * sums->waiting[g])) {
            return (double)NAN;
        }
        form += sums->apart[g] * sums->apart[g] / pivot;
        for (size_t h = g + 1; h < last; h++) {
            double factor = sums->covariance[h * groups + g] / pivot;

            sums->apart[h] -= factor * sums->apart[g];
            for (size_t k = g + 1; k < last; k++) {
                sums->covariance[h * groups + k] -= factor * sums->covariance[g * groups + k];
            }
        }
    }
    return form;
}

UkLogRank uk_log_rank(const int64_t *ended, const int64_t *censored, size_t days, size_t groups,
                      double *work)
{
    Sums sums = {groups, work, work + groups, work + 2 * groups, work + 3 * groups};
    UkLogRank result = {(double)NAN, (double)NAN, (double)NAN};
    size_t last = 0;
    size_t there = 0;

    if (groups < 2 || !start(ended, censored, days, &sums)) {
        return result;
    }
    for (size_t i = 0; i < days; i++) {
        pass_day(ended + i * groups, censored + i * groups, &sums);
    }
    for (size_t g = 0; g < groups; g++) {
        if (sums.expected[g] > 0.0) {
            last = g;
            there++;
        }
    }
    result.df = there == 0 ? 0.0 : (double)there - 1.0;
    if (there > 1) {
        result.statistic = quadratic_form(&sums, last);
        result.p = uk_chi_squared_upper(result.statistic, result.df);
    }
    return result;
}
