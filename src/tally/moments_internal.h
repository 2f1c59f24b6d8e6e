/* Internal: what moments between persons and those of a survey's design share. */
#ifndef UK_TALLY_MOMENTS_INTERNAL_H
#define UK_TALLY_MOMENTS_INTERNAL_H

#include "tally/moments.h"

#include <math.h>

/* A row counts: its outcome is known, it stands for somebody, it is of the period (NULL: all). */
static inline bool moments_row_is_in(const RowTable *rows, const uint32_t *period,
                                     uint32_t wanted_period, size_t row)
{
    return !isnan(rows->value[row]) && (rows->people == NULL || rows->people[row] > 0) &&
           (period == NULL || period[row] == wanted_period);
}

Status moments_fail_large(Context *context) UK_MUST_USE;

/* Which rows of a table, by which dimension. */
typedef struct MomentRows {
    const RowTable *rows;
    const uint32_t *level;  /* of each row */
    const uint32_t *period; /* NULL: all */
    uint32_t wanted_period;
} MomentRows;

/* Puts the sums of the design in place of those between persons, of moments that are complete but
   for that: `own`, `with_all`, `pairs`, and what Moments says of the design. */
Status moments_of_design(Context *context, const MomentRows *rows, Moments *moments) UK_MUST_USE;

#endif
