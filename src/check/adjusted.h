/* Groups compared among people alike in other ways: from the cells of a table to standardised
   rates, exact or without some of the groups. */
#ifndef UK_CHECK_ADJUSTED_H
#define UK_CHECK_ADJUSTED_H

#include "check/finding.h"

/* Memory and sums that the groups of a table share. */
typedef struct AdjustedWork AdjustedWork;

/* `left_out`: of each group, true where its people are not to be counted at all; NULL: none is. */
Status adjusted_work_new(Context *context, const FindingTable *table, const bool *left_out,
                         AdjustedWork **out) UK_MUST_USE;

/* Of one group, by a model of it and those it is compared with, over the make-up of all of them. */
Adjusted adjusted_of_group(AdjustedWork *work, uint32_t group);

/* One with that reason and no rates. */
Adjusted adjusted_undefined(Str reason);

typedef struct AdjustedIntervals {
    Interval estimate; /* of the group */
    Interval difference;
    Interval ratio; /* se of the logarithm */
} AdjustedIntervals;

/* Estimates and limits, as uk_standardised_rate, _difference and _ratio give them. All NaN where
   the rates are. */
AdjustedIntervals adjusted_intervals(const Adjusted *adjusted, double confidence);

#endif
