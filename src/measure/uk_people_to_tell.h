/* How many people it takes to tell two groups apart. */
#ifndef UK_MEASURE_UK_PEOPLE_TO_TELL_H
#define UK_MEASURE_UK_PEOPLE_TO_TELL_H

#include "uk_interval.h"

#ifdef __cplusplus
extern "C" {
#endif

/* People in each of two groups of the same size, for a difference of two proportions to be found
 * with chance `power` where it is there.
 *
 *   Formula:  the one that R's power.prop.test solves (strict = FALSE): with z the normal quantile
 *             of (1 + confidence)/2, y that of power,
 *             (z sqrt((p1 + p0)(1 - (p1 + p0)/2)) + y sqrt(p1(1 - p1) + p0(1 - p0)))^2
 *             / (p1 - p0)^2.
 *             Not rounded: people come upwards.
 *   Domain:   p1 and p0 within 0 and 1 and different, 0 < confidence < 1, 0.5 <= power < 1; else
 *             NaN.
 *   Accuracy: 1e-13 relative, of the difference as the doubles have it.
 *   Ends:     p of 0 or 1 are as others; 0 against 1 takes half of the square of z, in each.
 *   Assumes:  independent people, one comparison, a test at 1 - confidence on both sides. With few
 *             events it is a little too few. */
UK_API double uk_people_to_tell(double p1, double p0, double confidence, double power);

#ifdef __cplusplus
}
#endif

#endif
