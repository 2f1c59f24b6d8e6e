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
 *             acts at t takes (1 - t)/t false flags for one true one. Limits: uk_mover_difference
 *             of Wilson's intervals of the two shares TP/n and FP/n, the second times t/(1 - t),
 *             with their correlation (a row is never both). Where persons have several rows or rows
 *             carry weights: uk_wilson_effective, variances and covariance linearised between
 *             persons, df one less than they are. se: that of the difference.
 *   Domain:   scores within 0 and 1 (uk_scores_are_probabilities), 0 <= t < 1; else all NaN.
 *   Accuracy: 1e-14 of the larger of the two parts, absolutely: they cancel; se and limits 1e-12.
 *   Ends:     nobody flagged: 0, and an interval of some width. t = 0: TP/n with Wilson's. One
 *             person with several rows: no interval.
 *   Assumes:  independent persons. */
UK_API UkInterval uk_net_benefit(const UkScores *scores, double threshold, double confidence);

/* The same from counts, for a flag that is raised in another way (above the threshold, not at it).
 * With everyone flagged (tp all events, fp all others) it is what acting on all would give.
 *
 *   Formula:  as uk_net_benefit; the correlation is that of two counts of one multinomial draw,
 *             -sqrt(p q / ((1 - p) (1 - q))).
 *   Domain:   0 <= tp, 0 <= fp, tp + fp <= n <= 2^53, n >= 1, 0 <= t < 1; else all NaN.
 *   Accuracy: as uk_net_benefit.
 *   Ends:     as there.
 *   Assumes:  independent people, each counted once. */
UK_API UkInterval uk_net_benefit_counts(int64_t tp, int64_t fp, int64_t n, double threshold,
                                        double confidence);

/* The same of rows, for such a flag, where persons have several rows or rows carry weights.
 *
 *   Formula:  as uk_net_benefit, of the rows whose flag is 1.
 *   Domain:   valid scores (they are not looked at), flag has 0 or 1 for each row, 0 <= t < 1; else
 *             all NaN.
 *   Accuracy: as uk_net_benefit.
 *   Ends:     as there.
 *   Assumes:  independent persons. */
UK_API UkInterval uk_net_benefit_persons(const UkScores *scores, const uint8_t *flag,
                                         double threshold, double confidence);

#ifdef __cplusplus
}
#endif

#endif
