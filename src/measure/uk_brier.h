/* How far predicted chances lie from what happened, squared: Brier's score. */
#ifndef UK_MEASURE_UK_BRIER_H
#define UK_MEASURE_UK_BRIER_H

#include "uk_scores.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The mean of (score - event)^2; 0 is best. It depends on how common the event is: groups in which
 * it is not equally common are not to be compared by it.
 *
 *   Formula:  Brier (1950): sum of w (s - y)^2 / sum of w. se: that of a mean, linearised between
 *             persons where persons have several rows or rows carry weights; Student's t, df one
 *             less than the persons.
 *   Domain:   scores within 0 and 1 (uk_scores_are_probabilities); else all NaN.
 *   Accuracy: 1e-14 relative; limits 1e-13 of the estimate.
 *   Ends:     one person: the score alone. All alike: an interval of no width.
 *   Assumes:  independent persons, not few: a mean of a skewed amount. */
UK_API UkInterval uk_brier(const UkScores *scores, double confidence);

#ifdef __cplusplus
}
#endif

#endif
