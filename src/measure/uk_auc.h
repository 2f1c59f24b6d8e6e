/* How well a score tells those to whom it happened from the others: the area under the curve. */
#ifndef UK_MEASURE_UK_AUC_H
#define UK_MEASURE_UK_AUC_H

#include "uk_scores.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The chance that of two people, one to whom it happened and one to whom it did not, the first has
 * the higher score; equal scores count half. 1/2: no better than drawing lots. A high score always
 * means more expected: nothing is turned round where the area is below 1/2.
 *
 *   Formula:  A = sum over pairs of w_i w_j (1 if s_i > s_j, 1/2 if equal) / sum of w_i w_j: Mann
 *             and Whitney's statistic with mid-ranks. With V_i the share of the others whom an
 *             event's score passes, V_j the share of the events that pass another's score, variance
 *             = var(V_i)/P + var(V_j)/N, P events and N others, divisors P - 1 and N - 1: DeLong,
 *             DeLong and Clarke-Pearson (1988). Limits A -/+ z se on the logit: ln(A/(1-A)) -/+
 *             z se/(A(1-A)), turned back. Where persons have several rows, or rows carry weights:
 *             Obuchowski (1997), with the sums of w (V - A) over the rows of each person in place
 *             of V - A, and the products of the two sums of a person twice. se is that of A.
 *   Domain:   valid scores (uk_scores_are_valid), any finite numbers; an event and another; else
 *             all NaN. Limits NaN where the confidence is not between 0 and 1.
 *   Accuracy: 1e-12 relative for A and se, while the weights' total is below 2^53.
 *   Ends:     A = 0 or 1: se 0, no limits (the logit has none: the two do not overlap, and how near
 *             they come the data do not say). One event, or one person with an event, or so of the
 *             others: A alone.
 *   Assumes:  independent persons, events and others each drawn at random, and about 15 of either:
 *             with 5 events the limits held the truth 90 times in 100. */
UK_API UkInterval uk_auc(const UkScores *scores, double confidence);

/* The same with limits A -/+ z se, put back to 0 and 1 where they pass them: as R's pROC has it.
 *
 *   Domain:   as uk_auc.
 *   Accuracy: as uk_auc.
 *   Ends:     A = 0 or 1: an interval of no width, which is the method's weakness. uk_auc covers
 *             better near the ends.
 *   Assumes:  as uk_auc. */
UK_API UkInterval uk_auc_plain(const UkScores *scores, double confidence);

/* One group's events against another group's others (Kallus and Zhou 2019; Borkan and others 2019):
 * uk_auc of those rows alone, put in one order. Low for the events of a group against the others of
 * everyone else: its events are scored too low. */

/* Two groups of different people compared (uk_contrast.h): uk_normal_difference(one.estimate,
 * one.se, zero.estimate, zero.se, 0, df, confidence) with df = uk_welch_df(one.se, rows of one,
 * zero.se, rows of zero), as pROC's test of two ROC curves that are not paired has it. */

#ifdef __cplusplus
}
#endif

#endif
