/* Each estimator behind one shape: numbers in, an interval out. */
#ifndef UK_TESTS_MEASURE_CALLS_H
#define UK_TESTS_MEASURE_CALLS_H

#include "uk_clustered.h"
#include "uk_concentration.h"
#include "uk_contrast.h"
#include "uk_funnel.h"
#include "uk_kaplan_meier.h"
#include "uk_log_rank.h"
#include "uk_mean.h"
#include "uk_paired.h"
#include "uk_people_to_tell.h"
#include "uk_proportion.h"
#include "uk_slope_index.h"
#include "uk_special.h"
#include "uk_step_shares.h"
#include "uk_survey.h"

#include "cell_calls.h"
#include "need_calls.h"
#include "score_calls.h"
#include "shrunk_calls.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define GROUPS_MAX 16
#define DAYS_MAX 50

typedef struct Call {
    const char *name; /* as the tables have it */
    UkInterval (*run)(const double *a, size_t count);
} Call;

/* A function that gives one number; `wanted` guards against rows with other argument lists: -1e300
   is in no table. */
static UkInterval single(double value)
{
    return (UkInterval){value, (double)NAN, (double)NAN, (double)NAN};
}

#define CALL(function, wanted, expression)                                                         \
    static UkInterval call_##function(const double *a, size_t count)                               \
    {                                                                                              \
        return count == (wanted) ? (expression) : single(-1e300);                                  \
    }

CALL(uk_normal_cdf, 1, single(uk_normal_cdf(a[0])))
CALL(uk_normal_quantile, 1, single(uk_normal_quantile(a[0])))
CALL(uk_t_cdf, 2, single(uk_t_cdf(a[0], a[1])))
CALL(uk_t_quantile, 2, single(uk_t_quantile(a[0], a[1])))
CALL(uk_chi_squared_upper, 2, single(uk_chi_squared_upper(a[0], a[1])))
CALL(uk_chi_squared_quantile, 2, single(uk_chi_squared_quantile(a[0], a[1])))
CALL(uk_gamma_quantile, 3, single(uk_gamma_quantile(a[0], a[1], a[2])))
CALL(uk_beta_cdf, 3, single(uk_beta_cdf(a[0], a[1], a[2])))
CALL(uk_beta_quantile, 3, single(uk_beta_quantile(a[0], a[1], a[2])))
CALL(uk_beta_quantile_upper, 3, single(uk_beta_quantile_upper(a[0], a[1], a[2])))
CALL(uk_paired_difference, 4, uk_paired_difference(a[0], a[1], a[2], a[3]))
CALL(uk_people_to_tell, 4, single(uk_people_to_tell(a[0], a[1], a[2], a[3])))
CALL(uk_funnel_limits, 3, uk_funnel_limits(a[0], a[1], a[2]))
CALL(uk_wilson, 3, uk_wilson((int64_t)a[0], (int64_t)a[1], a[2]))
CALL(uk_clopper_pearson, 3, uk_clopper_pearson((int64_t)a[0], (int64_t)a[1], a[2]))
CALL(uk_wilson_effective, 5, uk_wilson_effective(a[0], a[1], a[2], a[3], a[4]))
CALL(uk_newcombe_difference, 5,
     uk_newcombe_difference((int64_t)a[0], (int64_t)a[1], (int64_t)a[2], (int64_t)a[3], a[4]))
CALL(uk_katz_ratio, 5,
     uk_katz_ratio((int64_t)a[0], (int64_t)a[1], (int64_t)a[2], (int64_t)a[3], a[4]))
CALL(uk_mover_difference, 9,
     uk_mover_difference((UkInterval){a[0], a[1], a[2], a[3]}, (UkInterval){a[4], a[5], a[6], a[7]},
                         a[8]))
CALL(uk_log_ratio, 7, uk_log_ratio(a[0], a[1], a[2], a[3], a[4], a[5], a[6]))
CALL(uk_normal_difference, 7, uk_normal_difference(a[0], a[1], a[2], a[3], a[4], a[5], a[6]))
CALL(uk_welch_df, 4, single(uk_welch_df(a[0], a[1], a[2], a[3])))
CALL(uk_mean_t, 4, uk_mean_t(a[0], a[1], a[2], a[3]))
CALL(uk_estimate_t, 4, uk_estimate_t(a[0], a[1], a[2], a[3]))
CALL(uk_correlation, 3, single(uk_correlation(a[0], a[1], a[2])))
CALL(uk_linearised_covariance, 9,
     single(uk_linearised_covariance((UkPairMoments){a[0], a[1], a[2], a[3]}, a[4], a[5], a[6],
                                     a[7], a[8])))

/* k, k populations, which group */
static UkInterval call_uk_ridits(const double *a, size_t count)
{
    double ridit[GROUPS_MAX];
    size_t k = (size_t)a[0];

    if (count != k + 2 || k > GROUPS_MAX || !uk_ridits(a + 1, k, ridit)) {
        return no_answer();
    }
    return single(ridit[(size_t)a[k + 1]]);
}

typedef UkInterval RankedFunction(const UkRankedGroups *groups, double confidence);

/* k, k estimates, k standard errors, k populations, confidence */
static UkInterval call_ranked(RankedFunction *function, const double *a, size_t count)
{
    double workspace[UK_SLOPE_WORKSPACE(GROUPS_MAX)];
    size_t k = (size_t)a[0];
    UkRankedGroups groups = {k, a + 1, a + 1 + k, a + 1 + 2 * k, NULL, workspace};

    return count == 2 + 3 * k && k <= GROUPS_MAX ? function(&groups, a[count - 1]) : no_answer();
}

/* k, k estimates, k populations, k x k covariances, confidence */
static UkInterval call_joint(RankedFunction *function, const double *a, size_t count)
{
    double workspace[UK_SLOPE_WORKSPACE(GROUPS_MAX)];
    size_t k = (size_t)a[0];
    UkRankedGroups groups = {k, a + 1, NULL, a + 1 + k, a + 1 + 2 * k, workspace};

    return count == 2 + 2 * k + k * k && k <= GROUPS_MAX ? function(&groups, a[count - 1])
                                                         : no_answer();
}

#define CALL_RANKED(function)                                                                      \
    static UkInterval call_##function(const double *a, size_t count)                               \
    {                                                                                              \
        return call_ranked(function, a, count);                                                    \
    }                                                                                              \
    static UkInterval joint_##function(const double *a, size_t count)                              \
    {                                                                                              \
        return call_joint(function, a, count);                                                     \
    }

CALL_RANKED(uk_sii_linear)
CALL_RANKED(uk_rii_linear)
CALL_RANKED(uk_sii_logit)
CALL_RANKED(uk_rii_logit)
CALL_RANKED(uk_aci)
CALL_RANKED(uk_rci)

CALL(uk_survey_covariance, 8,
     single(uk_survey_covariance((UkPairMoments){a[0], a[1], a[2], a[3]}, a[4], a[5], a[6], a[7])))

typedef UkInterval SurveyFunction(const UkSurveyGroups *groups, double confidence);

/* k, k estimates, k weights, k x k x (nn, nk, kn, kk), centre, df, confidence */
static UkInterval call_survey(SurveyFunction *function, const double *a, size_t count)
{
    double workspace[UK_SURVEY_WORKSPACE(GROUPS_MAX)];
    UkPairMoments pairs[GROUPS_MAX * GROUPS_MAX];
    size_t k = (size_t)a[0];
    UkSurveyGroups groups = {.ranked = {k, a + 1, NULL, a + 1 + k, NULL, workspace},
                             .pairs = pairs};

    if (k > GROUPS_MAX || count != 4 + 2 * k + 4 * k * k) {
        return single(-1e300);
    }
    for (size_t i = 0; i < k * k; i++) {
        const double *four = a + 1 + 2 * k + 4 * i;

        pairs[i] = (UkPairMoments){four[0], four[1], four[2], four[3]};
    }
    groups.centre = a[count - 3];
    groups.df = a[count - 2];
    return function(&groups, a[count - 1]);
}

#define CALL_SURVEY(function)                                                                      \
    static UkInterval call_##function(const double *a, size_t count)                               \
    {                                                                                              \
        return call_survey(function, a, count);                                                    \
    }

CALL_SURVEY(uk_sii_survey_linear)
CALL_SURVEY(uk_rii_survey_linear)
CALL_SURVEY(uk_sii_survey_logit)
CALL_SURVEY(uk_rii_survey_logit)
CALL_SURVEY(uk_aci_survey)
CALL_SURVEY(uk_rci_survey)

/* k, k days, k ended, k censored */
static size_t read_days(const double *a, UkWaitDay *days)
{
    size_t k = (size_t)a[0];

    for (size_t i = 0; i < k && k <= DAYS_MAX; i++) {
        days[i] = (UkWaitDay){(int64_t)a[1 + i], (int64_t)a[1 + k + i], (int64_t)a[1 + 2 * k + i]};
    }
    return k;
}

/* the days, confidence */
static UkInterval call_uk_kaplan_meier_median(const double *a, size_t count)
{
    UkWaitDay days[DAYS_MAX];
    size_t k = read_days(a, days);

    return count == 2 + 3 * k && k <= DAYS_MAX ? uk_kaplan_meier_median(days, k, a[count - 1])
                                               : single(-1e300);
}

/* the days, of how many of 100, confidence */
static UkInterval call_uk_kaplan_meier_centile(const double *a, size_t count)
{
    UkWaitDay days[DAYS_MAX];
    size_t k = read_days(a, days);

    return count == 3 + 3 * k && k <= DAYS_MAX
               ? uk_kaplan_meier_centile(days, k, (int)a[count - 2], a[count - 1])
               : single(-1e300);
}

/* days, groups, ended and censored, day by day; chi-squared, degrees of freedom, p */
static UkInterval call_uk_log_rank(const double *a, size_t count)
{
    int64_t people[2 * 5 * DAYS_MAX];
    double work[UK_LOG_RANK_WORKSPACE(5)];
    size_t cells = (size_t)(a[0] * a[1]);
    UkLogRank found;

    if (count != 2 + 2 * cells || cells > 5 * DAYS_MAX || a[1] > 5) {
        return single(-1e300);
    }
    for (size_t i = 0; i < 2 * cells; i++) {
        people[i] = (int64_t)a[2 + i];
    }
    found = uk_log_rank(people, people + cells, (size_t)a[0], (size_t)a[1], work);
    return (UkInterval){found.statistic, found.df, found.p, (double)NAN};
}

/* the days, the day asked about, confidence */
static UkInterval call_uk_kaplan_meier_share(const double *a, size_t count)
{
    UkWaitDay days[DAYS_MAX];
    size_t k = read_days(a, days);

    return count == 3 + 3 * k && k <= DAYS_MAX
               ? uk_kaplan_meier_share(days, k, a[count - 2], a[count - 1])
               : single(-1e300);
}

typedef struct PersonWaits {
    UkWaitDay days[DAYS_MAX];
    UkPersonWait waits[DAYS_MAX];
    double effects[DAYS_MAX];
    double work[5 * DAYS_MAX];
    size_t days_count;
    size_t count;
} PersonWaits;

static int compare_person_waits(const void *one, const void *other)
{
    const UkPersonWait *a = (const UkPersonWait *)one;
    const UkPersonWait *b = (const UkPersonWait *)other;

    return a->person != b->person ? (a->person < b->person ? -1 : 1)
                                  : (a->day > b->day) - (a->day < b->day);
}

/* m, m days, m whether ended, m persons: one wait each, in any order; then the effects by day */
static bool read_person_waits(const double *a, PersonWaits *out)
{
    size_t m = (size_t)a[0];

    *out = (PersonWaits){.count = m};
    if (m > DAYS_MAX) {
        return false;
    }
    for (double day = 0.0; day < 10000.0; day += 1.0) {
        UkWaitDay all = {(int64_t)day, 0, 0};

        for (size_t i = 0; i < m; i++) {
            if (a[1 + i] == day) {
                out->waits[i] = (UkPersonWait){(uint32_t)a[1 + 2 * m + i],
                                               (uint32_t)out->days_count, 1, a[1 + m + i] == 1.0};
                all.ended += a[1 + m + i] == 1.0;
                all.censored += a[1 + m + i] == 0.0;
            }
        }
        if (all.ended + all.censored > 0) {
            out->days[out->days_count++] = all;
        }
    }
    qsort(out->waits, m, sizeof out->waits[0], compare_person_waits);
    return uk_kaplan_meier_effects(out->days, out->days_count, out->waits, m, out->work,
                                   out->effects);
}

/* the waits, confidence */
static UkInterval call_uk_kaplan_meier_median_effective(const double *a, size_t count)
{
    PersonWaits of;

    return read_person_waits(a, &of) && count == 2 + 3 * of.count
               ? uk_kaplan_meier_median_effective(of.days, of.effects, of.days_count, a[count - 1])
               : single(-1e300);
}

/* the waits, the day asked about, confidence */
static UkInterval call_uk_kaplan_meier_share_effective(const double *a, size_t count)
{
    PersonWaits of;

    return read_person_waits(a, &of) && count == 3 + 3 * of.count
               ? uk_kaplan_meier_share_effective(of.days, of.effects, of.days_count, a[count - 2],
                                                 a[count - 1])
               : single(-1e300);
}

/* eight numbers a step, of the one group and of the other: estimate, se, low, high */
static size_t read_steps(const double *a, size_t count, UkStep *steps)
{
    for (size_t i = 0; i < count && i < UK_STEPS_MOST; i++) {
        const double *at = a + 8 * i;

        steps[i] = (UkStep){{at[0], at[1], at[2], at[3]}, {at[4], at[5], at[6], at[7]}};
    }
    return 8 * count;
}

/* m, m steps */
static UkInterval call_uk_path_difference(const double *a, size_t count)
{
    UkStep steps[UK_STEPS_MOST];

    return count == 1 + read_steps(a + 1, (size_t)a[0], steps)
               ? uk_path_difference(steps, (size_t)a[0])
               : single(-1e300);
}

/* m, which, m steps */
static UkInterval call_uk_step_share(const double *a, size_t count)
{
    UkStep steps[UK_STEPS_MOST];

    return count == 2 + read_steps(a + 2, (size_t)a[0], steps)
               ? uk_step_share(steps, (size_t)a[0], (size_t)a[1])
               : single(-1e300);
}

#define ENTRY(function)                                                                            \
    {                                                                                              \
#function, call_##function                                                                 \
    }
#define ENTRY_JOINT(function)                                                                      \
    {                                                                                              \
#function "+covariance", joint_##function                                                  \
    }

static const Call CALLS[] = {
    SCORE_CALLS NEED_CALLS SHRUNK_CALLS ENTRY(uk_normal_cdf),
    ENTRY(uk_normal_quantile),
    ENTRY(uk_t_cdf),
    ENTRY(uk_t_quantile),
    ENTRY(uk_chi_squared_upper),
    ENTRY(uk_chi_squared_quantile),
    ENTRY(uk_gamma_quantile),
    ENTRY(uk_beta_cdf),
    ENTRY(uk_beta_quantile),
    ENTRY(uk_beta_quantile_upper),
    ENTRY(uk_paired_difference),
    ENTRY(uk_people_to_tell),
    ENTRY(uk_funnel_limits),
    ENTRY(uk_wilson),
    ENTRY(uk_clopper_pearson),
    ENTRY(uk_wilson_effective),
    ENTRY(uk_newcombe_difference),
    ENTRY(uk_katz_ratio),
    ENTRY(uk_mover_difference),
    ENTRY(uk_log_ratio),
    ENTRY(uk_normal_difference),
    ENTRY(uk_welch_df),
    ENTRY(uk_mean_t),
    ENTRY(uk_estimate_t),
    ENTRY(uk_correlation),
    ENTRY(uk_linearised_covariance),
    ENTRY(uk_survey_covariance),
    ENTRY(uk_sii_survey_linear),
    ENTRY(uk_rii_survey_linear),
    ENTRY(uk_sii_survey_logit),
    ENTRY(uk_rii_survey_logit),
    ENTRY(uk_aci_survey),
    ENTRY(uk_rci_survey),
    ENTRY(uk_kaplan_meier_median),
    ENTRY(uk_kaplan_meier_centile),
    ENTRY(uk_log_rank),
    ENTRY(uk_kaplan_meier_share),
    ENTRY(uk_kaplan_meier_median_effective),
    ENTRY(uk_kaplan_meier_share_effective),
    ENTRY(uk_standardised_rate),
    ENTRY(uk_standardised_difference),
    ENTRY(uk_standardised_ratio),
    ENTRY(uk_path_difference),
    ENTRY(uk_step_share),
    ENTRY(uk_ridits),
    ENTRY(uk_sii_linear),
    ENTRY(uk_rii_linear),
    ENTRY(uk_sii_logit),
    ENTRY(uk_rii_logit),
    ENTRY(uk_aci),
    ENTRY(uk_rci),
    ENTRY_JOINT(uk_sii_linear),
    ENTRY_JOINT(uk_rii_linear),
    ENTRY_JOINT(uk_sii_logit),
    ENTRY_JOINT(uk_rii_logit),
    ENTRY_JOINT(uk_aci),
    ENTRY_JOINT(uk_rci),
};

static const Call *call_find(const char *name)
{
    for (size_t i = 0; i < sizeof CALLS / sizeof CALLS[0]; i++) {
        if (strcmp(CALLS[i].name, name) == 0) {
            return &CALLS[i];
        }
    }
    return NULL;
}

#endif
