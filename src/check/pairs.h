/* One group's values beside everyone else's, pair by pair: in how many pairs the group has more. */
#ifndef UK_CHECK_PAIRS_H
#define UK_CHECK_PAIRS_H

#include "check/finding.h"
#include "tally/moments.h"

/* One row whose value is known, and its level of the grouping. */
typedef struct PairRow {
    double value;
    uint32_t level;
} PairRow;

/* The values of one column, by one way of grouping. */
typedef struct PairValues {
    PairRow *rows;   /* by ascending value */
    size_t capacity; /* rows that there is room for */
    size_t count;
    size_t missing; /* rows without a value */
    double *score;  /* of uk_auc, for all rows, and below for all but one */
    uint8_t *event;
    double *score_without;
    uint8_t *event_without;
    double *workspace;
} PairValues;

/* The scores of the rows, by one of their dimensions. Each row is another person. `out` is empty or
   holds others, whose room is taken again. */
Status pairs_sort(Context *context, const RowTable *rows, size_t dimension,
                  PairValues *out) UK_MUST_USE;
/* Marks the rows of a level as the group's; how many there are. */
int64_t pairs_mark(const PairValues *values, uint32_t level);
/* Estimate and difference of the group that is marked: QUANTITY_PAIRS of its set `own` and of
   `others`, and that less one half. Exact; the same for every order of rows. */
void check_pairs(const PairValues *values, uint32_t own, uint32_t others, double confidence,
                 FindingGroup *group);

#endif
