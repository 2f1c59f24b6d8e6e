/* Internal: the critical value of a two-sided interval, and the two ways of using it. */
#ifndef UK_MEASURE_CRITICAL_H
#define UK_MEASURE_CRITICAL_H

#include "uk_interval.h"

/* The quantile that leaves (1 - confidence)/2 above it: Student's t, or the normal where df is
 * infinite. NaN unless 0 < confidence < 1 and df > 0. From the lower tail, so that a confidence
 * near 1 loses nothing. */
double uk_critical_value(double confidence, double df);

/* All four fields NaN. */
UkInterval uk_undefined(void);

/* estimate -/+ critical * se. */
UkInterval uk_symmetric(double estimate, double se, double critical);

/* estimate * exp(-/+ critical * se), se being that of the logarithm; limits NaN unless both the
 * estimate and se are finite and the estimate is above 0. */
UkInterval uk_symmetric_log(double estimate, double se, double critical);

#endif
