/* Two groups compared: group 1 against group 0 (the one compared with). */
#ifndef UK_MEASURE_UK_CONTRAST_H
#define UK_MEASURE_UK_CONTRAST_H

#include "uk_interval.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Difference of two independent proportions x1/n1 - x0/n0.
 *
 *   Formula:  Newcombe (1998b) method 10: with Wilson limits l, u of each proportion,
 *             low  = d - sqrt((p1 - l1)^2 + (u0 - p0)^2),
 *             high = d + sqrt((u1 - p1)^2 + (p0 - l0)^2).
 *             se is the unpooled one, sqrt(p1(1-p1)/n1 + p0(1-p0)/n0); the limits do not use it.
 *   Domain:   0 <= x <= n and n >= 1 in both groups; else all NaN.
 *   Accuracy: 1e-15 absolute (the difference of two proportions cancels); se 8 ulp.
 *   Ends:     0/n against 0/m and n/n against m/m give 0 with an interval of positive width; the
 *             limits stay within -1 and 1.
 *   Assumes:  independent people, independent groups. */
UK_API UkInterval uk_newcombe_difference(int64_t x1, int64_t n1, int64_t x0, int64_t n0,
                                         double confidence);

/* Ratio of two independent proportions (x1/n1) / (x0/n0).
 *
 *   Formula:  Katz and others (1978): exp(ln ratio -/+ z se),
 *             se = sqrt(1/x1 - 1/n1 + 1/x0 - 1/n0), which is the se of the logarithm.
 *   Domain:   0 <= x <= n and n >= 1 in both groups; else all NaN.
 *   Accuracy: 32 ulp where the ratio's limits are within 1e-6 and 1e6.
 *   Ends:     x1 = 0, x0 > 0: estimate 0, the rest NaN. x0 = 0: all NaN (also where x1 > 0).
 *             Both n/n: ratio 1, se 0, an interval of no width, which is the method's weakness.
 *   Assumes:  independent people, independent groups, not few events. */
UK_API UkInterval uk_katz_ratio(int64_t x1, int64_t n1, int64_t x0, int64_t n0, double confidence);

/* Difference of two estimates that come with their own, possibly uneven, intervals.
 *
 *   Formula:  MOVER, Zou and Donner (2008): with a = one.estimate - one.low,
 *             b = zero.high - zero.estimate, r the correlation of the two estimates:
 *             low = d - sqrt(a^2 - 2 r a b + b^2); high likewise with the other two distances.
 *             se = sqrt(se1^2 - 2 r se1 se0 + se0^2).
 *   Domain:   -1 <= correlation <= 1; else all NaN. A NaN in an input limit makes the limit that
 *             needs it NaN.
 *   Accuracy: 8 ulp of the larger of the distances, absolutely.
 *   Ends:     correlation 0 and two Wilson intervals: Newcombe's, bit for bit.
 *   Assumes:  both intervals have the same confidence. */
UK_API UkInterval uk_mover_difference(UkInterval one, UkInterval zero, double correlation);

/* Ratio of two estimates by the delta method on the logarithm.
 *
 *   Formula:  exp(ln(e1/e0) -/+ t se), se^2 = (s1/e1)^2 + (s0/e0)^2 - 2 covariance/(e1 e0), the se
 *             of the logarithm; t is Student's with df, the normal's where df is infinite.
 *   Domain:   estimate1 >= 0, estimate0 > 0, standard errors >= 0; else all NaN. A covariance too
 *             large for the standard errors: se and limits NaN.
 *   Accuracy: 32 ulp for df infinite and no covariance; cancellation in se^2 otherwise.
 *   Ends:     estimate1 = 0: estimate 0, the rest NaN.
 *   Assumes:  estimates large against their standard errors. */
UK_API UkInterval uk_log_ratio(double estimate1, double se1, double estimate0, double se0,
                               double covariance, double df, double confidence);

/* Difference of two estimates with a symmetric interval.
 *
 *   Formula:  d -/+ t se, se^2 = se1^2 + se0^2 - 2 covariance; t as in uk_log_ratio.
 *   Domain:   standard errors >= 0; a covariance too large for them: se and limits NaN.
 *   Accuracy: 32 ulp of the larger estimate, absolutely, for df infinite; 128 ulp otherwise.
 *   Ends:     both standard errors 0: an interval of no width.
 *   Assumes:  both estimates near normal. With uk_welch_df: Welch's interval for two means. */
UK_API UkInterval uk_normal_difference(double estimate1, double se1, double estimate0, double se0,
                                       double covariance, double df, double confidence);

/* Degrees of freedom for the difference of two independent means.
 *
 *   Formula:  Welch (1947), Satterthwaite (1946):
 *             (se1^2 + se0^2)^2 / (se1^4/(n1-1) + se0^4/(n0-1)), se = sd/sqrt(n) of each mean.
 *   Domain:   n1 > 1, n0 > 1, standard errors >= 0 and finite; else NaN.
 *   Accuracy: 16 ulp.
 *   Ends:     both standard errors 0: NaN. One of them 0: the other group's n - 1.
 *   Assumes:  independent groups. */
UK_API double uk_welch_df(double se1, double n1, double se0, double n0);

#ifdef __cplusplus
}
#endif

#endif
