/* What acting at a threshold is worth: true flags, less false ones at its price. */
#ifndef UK_MEASURE_UK_NET_BENEFIT_H
#define UK_MEASURE_UK_NET_BENEFIT_H

#include "uk_scores.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Net benefit of acting on everyone whose score is the threshold or more, in true flags for each
 * person: 0 is what acting on nobody gives, the event's share the most there can be.
 *
 *   Formula:  Vickers and Elkin (2006): TP/n - FP/n t/(1 - t), t the threshold as a chance: who
 *             acts at t takes (1 - t)/t false flags for one true one. As the mean of what each row
 *             adds, its se is that of a mean, linearised between persons where persons have
 *             several rows or rows carry weights; Student's t, df one less than the persons.
 *   Domain:   scores within 0 and 1 (uk_scores_are_probabilities), 0 <= t < 1; else all NaN.
 *   Accuracy: 1e-14 of the larger of the two parts, absolutely: they cancel.
 *   Ends:     nobody flagged: 0, an interval of no width. t = 0: TP/n. One person: no interval.
 *   Assumes:  independent persons; more than a few flagged. */
UK_API UkInterval uk_net_benefit(const UkScores *scores, double threshold, double confidence);

/* The same from counts, for a flag that is raised in another way (above the threshold, not at it).
 * With everyone flagged (tp all events, fp all others) it is what acting on all would give.
 *
 *   Formula:  as uk_net_benefit; the variance of a mean of `tp` ones, `fp` times -t/(1 - t) and 0
 *             of the rest, divisor n - 1.
 *   Domain:   0 <= tp, 0 <= fp, tp + fp <= n <= 2^53, n >= 1, 0 <= t < 1; else all NaN.
 *   Accuracy: as uk_net_benefit; se 1e-14 relative.
 *   Ends:     as there.
 *   Assumes:  independent people, each counted once. */
UK_API UkInterval uk_net_benefit_counts(int64_t tp, int64_t fp, int64_t n, double threshold,
                                        double confidence);

#ifdef __cplusplus
}
#endif

#endif
