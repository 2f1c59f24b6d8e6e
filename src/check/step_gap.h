/* Where the gap at the end of a pathway arises: how much of it each step carries. */
#ifndef UK_CHECK_STEP_GAP_H
#define UK_CHECK_STEP_GAP_H

#include "check/finding.h"

/* Of those who came to a step the share who went on, in one group; and that share less the one of
   those whom the group is compared with. Both of one confidence. */
typedef struct StepGap {
    Interval rate;
    Interval gap;
} StepGap;

/* Fewer have nothing to be divided over; of more than STEP_GAPS_MOST nothing is worked out. */
#define STEP_GAPS_LEAST 2
#define STEP_GAPS_MOST 32

/* The gap at the end, and the part of it that step `which` (from 0) carries: uk_path_difference and
   uk_step_share. The others' share is the rate less the gap, its limits recovered from the two
   intervals as MOVER put them together; so nothing is told that rates and gaps do not tell. NaN
   where an estimate is, or where there are too many steps. */
Interval step_gap_at_end(const StepGap *steps, size_t count);
Interval step_gap_part(const StepGap *steps, size_t count, size_t which);

#endif
