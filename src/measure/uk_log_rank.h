/* Whether the waits of several groups can be of one kind: the log-rank test. */
#ifndef UK_MEASURE_UK_LOG_RANK_H
#define UK_MEASURE_UK_LOG_RANK_H

#include "uk_interval.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* How many doubles `work` must have for so many groups. */
#define UK_LOG_RANK_WORKSPACE(groups) ((groups) * ((groups) + 3))

/* NaN: undefined. */
typedef struct UkLogRank {
    double statistic; /* chi-squared */
    double df;        /* groups that ever waited where a wait ended, less 1 */
    double p;         /* of a statistic as large or larger, were the waits of all groups alike */
} UkLogRank;

/* Log-rank test between the waits of `groups` groups. ended[day * groups + group] waits of the
 * group ended on that day, and censored[...] were last known to go on then; days in ascending
 * order, which ones does not matter.
 *
 *   Formula:  on each day with d ends of n who wait, n_g of them of group g, d n_g/n are expected
 *             of it; the ends less what was expected, added over days, in the quadratic form of
 *             their hypergeometric covariance, d (n - d)/(n - 1) x n_g/n (1{g = h} - n_h/n)
 *             (Mantel 1966; Peto and Peto 1972; neither was seen, the formula is that of survdiff
 *             in R's survival, rho = 0, and of textbooks). p from chi-squared with df
 *             degrees of freedom.
 *   Domain:   2 groups or more, no negative count, at most 2^53 people; else all NaN.
 *   Accuracy: 1e-10 of the statistic for up to 50 groups whose expected ends are 1 or more; p 1e-9.
 *   Ends:     no wait ended, or all that did while one group alone waited: df 0, all else NaN.
 *             Groups that never waited beside the others, or all ends on the day on which nobody is
 *             left: statistic and p NaN. Waits alike in all groups: 0, p 1.
 *   Assumes:  independent people; who is still waiting goes on as the others of the group do. By
 *             chi-squared, so some 5 ends or more should be expected of each group. Strongest where
 *             one group ends its waits at a constant multiple of another's rate; curves that cross
 *             can hide from it. */
UK_API UkLogRank uk_log_rank(const int64_t *ended, const int64_t *censored, size_t days,
                             size_t groups, double *work);

#ifdef __cplusplus
}
#endif

#endif
