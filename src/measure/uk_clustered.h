/* Means and proportions when one person has many rows: variances between persons. */
#ifndef UK_MEASURE_UK_CLUSTERED_H
#define UK_MEASURE_UK_CLUSTERED_H

#include "uk_interval.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Sums over units (persons) for two groups g and h, which may be the same: n is a unit's total
 * weight in the group, k its weighted total of the outcome there; both 0 where it has no row. */
typedef struct UkPairMoments {
    double nn; /* sum of n_g n_h */
    double nk; /* sum of n_g k_h */
    double kn; /* sum of k_g n_h */
    double kk; /* sum of k_g k_h */
} UkPairMoments;

/* Covariance of two group means, each a ratio (sum of k)/(sum of n); a variance where g is h.
 *
 *   Formula:  Taylor linearisation of a ratio, units drawn with replacement as ultimate clusters
 *             (Lohr, Sampling: Design and Analysis, chapter 9; Wolter, Introduction to Variance
 *             Estimation): units/(units-1) * sum of e_g e_h / (weight_g weight_h), where
 *             e = k - mean n sums to 0 over the units:
 *             sum of e_g e_h = kk - mean_h kn - mean_g nk + mean_g mean_h nn.
 *   Domain:   units > 1, both weights > 0; else NaN.
 *   Accuracy: 1e-14 of the largest of the four terms, absolutely: they cancel. A variance that
 *             rounding left below 0 is returned as it is; whoever takes the root clamps it.
 *   Ends:     all means 0 or 1 with every row alike: 0.
 *   Assumes:  `units` is every unit in the table, those without a row in g or h included; units
 *             independent; no strata, no finite population correction. */
UK_API double uk_linearised_covariance(UkPairMoments pair, double mean_g, double mean_h,
                                       double weight_g, double weight_h, double units);

/* Correlation of two estimates, as uk_mover_difference wants it.
 *
 *   Formula:  covariance / (se1 se0), put back to -1 or 1 where rounding passed them.
 *   Domain:   standard errors >= 0, finite; a covariance larger than they allow by more than 1e-9
 *             of their product: NaN.
 *   Accuracy: 4 ulp.
 *   Ends:     a standard error of 0: 0 (what does not vary cannot move together).
 *   Assumes:  all three from the same units, by the same formula. */
UK_API double uk_correlation(double covariance, double se1, double se0);

#ifdef __cplusplus
}
#endif

#endif
