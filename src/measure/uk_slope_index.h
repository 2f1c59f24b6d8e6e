/* The slope and relative index of inequality over ranked groups: summary data, no rows needed. */
#ifndef UK_MEASURE_UK_SLOPE_INDEX_H
#define UK_MEASURE_UK_SLOPE_INDEX_H

#include "uk_interval.h"

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* How many doubles `workspace` must have. */
#define UK_SLOPE_WORKSPACE(count) (2 * (count))

/* Ranked groups, the worst off (most disadvantaged) first. The arrays are the caller's and only
 * read; the workspace is written over. A group whose population is 0 counts for nothing. */
typedef struct UkRankedGroups {
    size_t count;
    const double *estimate;   /* each group's rate or mean */
    const double *se;         /* its standard error; NULL: unknown (then se and limits are NaN) */
    const double *population; /* its people, or share of them: any positive multiple will do */
    const double *covariance; /* count x count, row after row; NULL: independent, `se` is used */
    double *workspace;        /* UK_SLOPE_WORKSPACE(count) doubles */
} UkRankedGroups;

/* Where each group stands between 0 (worst off) and 1: the share of people below it plus half of
 * its own (mid-rank).
 *
 *   Formula:  ridit_j = (sum of population before j + population_j / 2) / sum of population;
 *             Bross (1958).
 *   Domain:   false, and nothing to be read from `ridit`, if k = 0, if a population is negative or
 *             not finite, or if all are 0.
 *   Accuracy: 4 ulp.
 *   Ends:     one group: 1/2.
 *   Assumes:  the groups are in order; ties share one group. */
UK_API bool uk_ridits(const double *population, size_t k, double *ridit);

/* Slope index: the difference between the two ends of the line fitted through the groups, best off
 * minus worst off; positive when the best off have more.
 *
 *   Formula:  least squares on the ridit, weight = population once. The slope is linear in the
 *             estimates, slope = sum a_j y_j with a_j = p_j (R_j - 1/2) / sum p (R - 1/2)^2, so its
 *             variance is exactly a' V a, V being diag(se^2) or the covariance given. Mackenbach
 *             and Kunst (1997) for the index. estimate -/+ z se.
 *   Domain:   at least two groups with people, populations as uk_ridits wants; else all NaN.
 *   Accuracy: 1e-13 of the largest estimate, absolutely; se 64 ulp without a covariance.
 *   Ends:     all groups alike: 0. No standard errors: estimate only.
 *   Assumes:  the estimates' errors are known; not the scatter of the groups about the line. */
UK_API UkInterval uk_sii_linear(const UkRankedGroups *groups, double confidence);

/* Relative index: the best-off end of the same line over its worst-off end.
 *
 *   Formula:  (m + slope/2) / (m - slope/2), m the population mean; variance of its logarithm by
 *             the delta method from the same gradients; se is that of the logarithm.
 *   Domain:   as uk_sii_linear; all NaN where either end of the line is 0 or less.
 *   Accuracy: 1e-12 relative while the ends are not near 0.
 *   Ends:     all groups alike: 1.
 *   Assumes:  as uk_sii_linear. */
UK_API UkInterval uk_rii_linear(const UkRankedGroups *groups, double confidence);

/* Slope index from a logistic curve, for proportions: fitted value at rank 1 minus that at rank 0.
 *
 *   Formula:  binomial likelihood with weight = population once and logit(pi) = a + b (R - 1/2), by
 *             Newton's method (iteratively reweighted least squares). Sandwich variance from the
 *             groups' own standard errors: bread the information, meat sum (n_j s_j)^2 x_j x_j' (or
 *             with the covariance); delta method to the index. estimate -/+ z se.
 *   Domain:   as uk_sii_linear, estimates in 0..1; all NaN where the likelihood has no maximum (all
 *             0, all 1, or 0s and 1s parted by rank).
 *   Accuracy: 1e-11 relative.
 *   Ends:     all groups alike: 0.
 *   Assumes:  estimates are proportions on the scale 0..1 (divide percentages by 100). */
UK_API UkInterval uk_sii_logit(const UkRankedGroups *groups, double confidence);

/* Relative index from the same curve: fitted value at rank 1 over that at rank 0.
 *
 *   Formula:  pi(1) / pi(0); se is that of the logarithm, delta method on the same sandwich.
 *   Domain:   as uk_sii_logit.
 *   Accuracy: 1e-11 relative.
 *   Ends:     all groups alike: 1.
 *   Assumes:  as uk_sii_logit. */
UK_API UkInterval uk_rii_logit(const UkRankedGroups *groups, double confidence);

#ifdef __cplusplus
}
#endif

#endif
