/* Student's t intervals: for a mean, and for any estimate with a standard error. */
#ifndef UK_MEASURE_UK_MEAN_H
#define UK_MEASURE_UK_MEAN_H

#include "uk_interval.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A mean from its summary.
 *
 *   Formula:  mean -/+ t(n-1) sd/sqrt(n); Student (1908). sd has the divisor n - 1.
 *   Domain:   n > 1 and sd >= 0; else the mean alone, the rest NaN (one person has no spread).
 *   Accuracy: se 2 ulp; limits 64 ulp of the half width, absolutely.
 *   Ends:     sd = 0 gives an interval of no width.
 *   Assumes:  independent people; values near normal, or n not small. */
UK_API UkInterval uk_mean_t(double mean, double sd, double n, double confidence);

/* Any estimate with a standard error.
 *
 *   Formula:  estimate -/+ t(df) se; the normal quantile where df is infinite.
 *   Domain:   se >= 0 and df > 0; else the limits are NaN.
 *   Accuracy: as uk_mean_t.
 *   Ends:     se = 0 gives an interval of no width.
 *   Assumes:  se carries the design: clusters, weights, strata. */
UK_API UkInterval uk_estimate_t(double estimate, double se, double df, double confidence);

#ifdef __cplusplus
}
#endif

#endif
