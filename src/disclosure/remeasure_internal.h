/* Internal: how a remeasurement is put together. */
#ifndef UK_DISCLOSURE_REMEASURE_INTERNAL_H
#define UK_DISCLOSURE_REMEASURE_INTERNAL_H

#include "disclosure/definitions.h"

/* One question of an audit, and the table that answers it. */
typedef struct AskedQuestion {
    const ShownFinding *finding; /* NULL: it is not asked */
    const ShownPart *part;
    bool one_period; /* else the rows of all periods together */
} AskedQuestion;

/* The questions that both audits ask, and those of one alone: the same check of the same subject by
   the same grouping. Of an outcome whose gap and change are both told, one question, answered by
   the latest period where both audits have it alone. The items are not compared yet. */
Status remeasure_pair(Context *context, ShownRemeasure *out) UK_MUST_USE;

/* Fills differences, comparable and why. */
Status remeasure_check_item(Context *context, const ShownRemeasure *all,
                            ShownRemeasured *item) UK_MUST_USE;

/* Fills the numbers of an item that can be compared. */
Status remeasure_move_item(Context *context, ShownRemeasured *item) UK_MUST_USE;

/* The rows of all periods together, or of a study without periods. */
static inline bool remeasure_of_all_periods(const ShownFinding *finding, const ShownPart *part)
{
    return finding->all_periods || !part->base->has_period;
}

#endif
