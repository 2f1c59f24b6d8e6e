/* Intervals for one proportion. */
#ifndef UK_MEASURE_UK_PROPORTION_H
#define UK_MEASURE_UK_PROPORTION_H

#include "uk_interval.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Wilson's score interval for `events` out of `n`.
 *
 *   Formula:  Wilson (1927); Newcombe (1998a) method 3. With p = events/n, z the normal quantile:
 *             high = (p + z^2/2n + z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n); low from the product
 *             of the roots, p^2 / (p + z^2/2n + z sqrt(...)), which does not cancel.
 *             se = sqrt(p(1-p)/n).
 *   Domain:   0 <= events <= n, n >= 1, 0 < confidence < 1; all NaN outside (limits alone where
 *             only the confidence is wrong). Exact counts up to 2^53.
 *   Accuracy: 8 ulp in each field, for confidence 0.5 to 0.9999.
 *   Ends:     events = 0 gives low = 0 exactly, events = n gives high = 1 exactly.
 *   Assumes:  independent people, each counted once. */
UK_API UkInterval uk_wilson(int64_t events, int64_t n, double confidence);

/* Wilson's interval where the variance is not binomial: clusters, weights, repeated rows.
 *
 *   Formula:  effective size p(1-p)/se^2, times (z/t)^2 with t the Student quantile for df, put in
 *             Wilson's formula in place of n; the effective size and its shrinking after
 *             Korn and Graubard (1998), who use it in the exact interval.
 *             estimate and se are those given.
 *   Domain:   0 <= p <= 1, se >= 0, n > 0 and finite, df > 0 (infinite: not shrunk); else all NaN.
 *   Accuracy: 16 ulp for df infinite, 256 ulp otherwise (the t quantile squared).
 *   Ends:     se = 0, p = 0 or p = 1: the size is n, the number of independent units, shrunk alike.
 *   Assumes:  se already carries the design; n counts independent units, not rows. */
UK_API UkInterval uk_wilson_effective(double p, double se, double n, double df, double confidence);

/* The exact (tail) interval.
 *
 *   Formula:  Clopper and Pearson (1934): low is the beta quantile of (1-c)/2 with (events,
 *             n-events+1), high that of (1+c)/2 with (events+1, n-events). se = sqrt(p(1-p)/n).
 *   Domain:   as uk_wilson.
 *   Accuracy: 256 ulp for n up to 10,000.
 *   Ends:     events = 0 gives low = 0 exactly, events = n gives high = 1 exactly.
 *   Assumes:  independent people, each counted once. Covers at least the confidence; often more. */
UK_API UkInterval uk_clopper_pearson(int64_t events, int64_t n, double confidence);

#ifdef __cplusplus
}
#endif

#endif
