/* Internal: what the indices over ranked groups share. */
#ifndef UK_MEASURE_RANKED_H
#define UK_MEASURE_RANKED_H

#include "uk_slope_index.h"

/* Views into the caller's workspace, and three sums. */
typedef struct UkRanked {
    double *rank;     /* count ridits less 1/2 */
    double *gradient; /* count derivatives of the index by each group's estimate */
    double total;     /* sum of population */
    double mean;      /* population mean of the estimates */
    double spread;    /* population variance of the rank */
} UkRanked;

/* False where no line can be drawn: uk_ridits refuses, or fewer than two groups have people. */
bool uk_ranked_prepare(const UkRankedGroups *groups, UkRanked *ranked);

/* A group's share of all people. */
double uk_ranked_share(const UkRankedGroups *groups, const UkRanked *ranked, size_t j);

/* Square root of gradient' V gradient. NaN without se and covariance, or where it is negative by
 * more than rounding (estimates that move together can have exactly 0). */
double uk_ranked_se(const UkRankedGroups *groups, const UkRanked *ranked);

/* The indices themselves, for groups that uk_ranked_prepare took: the estimate (NaN where there is
 * none), its gradient (of its logarithm for a relative index of inequality), and where `fitted` is
 * not NULL the value of the line or curve at each group. */
double uk_ranked_sii_linear(const UkRankedGroups *groups, UkRanked *ranked, double *fitted);
double uk_ranked_rii_linear(const UkRankedGroups *groups, UkRanked *ranked, double *fitted);
double uk_ranked_sii_logit(const UkRankedGroups *groups, UkRanked *ranked, double *fitted);
double uk_ranked_rii_logit(const UkRankedGroups *groups, UkRanked *ranked, double *fitted);
double uk_ranked_aci(const UkRankedGroups *groups, UkRanked *ranked);

#endif
