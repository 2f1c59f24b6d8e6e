/* Between which limits chance alone keeps the shares of groups that are all alike. */
#ifndef UK_MEASURE_UK_FUNNEL_H
#define UK_MEASURE_UK_FUNNEL_H

#include "uk_interval.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Limits around the share p0 for a group of so many people. Over sizes they make a funnel.
 *
 *   Formula:  the share whose Wilson (1927) limit is p0, which is p0 +/- z sqrt(p0 (1 - p0) / n),
 *             with z the normal quantile of (1 + confidence)/2; no further than 0 and 1. The
 *             funnels of OHID's PHEindicatormethods, where it has the form of a quadratic equation.
 *             se is sqrt(p0 (1 - p0) / n), the estimate p0 itself.
 *   Domain:   0 <= p0 <= 1, n > 0 and finite, 0 < confidence < 1; else all NaN.
 *   Accuracy: 1e-13 relative, of limits within 0 and 1; 1e-15 of those near 0.
 *   Ends:     p0 of 0 or 1: both limits are p0.
 *   Assumes:  independent people and the same chance for all of them. Where groups differ for more
 *             reasons than chance more than 5 in 100 lie outside the limits of 95 in 100. With
 *             n p0 or n (1 - p0) below about 5 an exact test would be wider on one side. */
UK_API UkInterval uk_funnel_limits(double p0, double people, double confidence);

#ifdef __cplusplus
}
#endif

#endif
