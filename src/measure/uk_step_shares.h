/* Where a gap at the end of a path arises: how much of it each step carries. */
#ifndef UK_MEASURE_UK_STEP_SHARES_H
#define UK_MEASURE_UK_STEP_SHARES_H

#include "uk_interval.h"

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A path of more steps than this has no answer. */
#define UK_STEPS_MOST 32

/* Of those who came to a step, the share who went on: of a group, and of those it is compared
 * with. Limits of one confidence everywhere. */
typedef struct UkStep {
    UkInterval one;
    UkInterval zero;
} UkStep;

/* How many more of the group than of those it is compared with come to the end of the path.
 *
 *   Formula:  with a, b the estimates of one and zero of each step: product of all a less product
 *             of all b. Limits: MOVER of a linear function, Zou and Donner (2008), on the gap
 *             linearised at the estimates: low = gap - sqrt(sum (g d)^2) over all a and b, g the
 *             derivative, d the distance to the limit on that side (to the other one where g is
 *             below 0); high likewise. se = sqrt(sum (g se)^2), the delta method.
 *   Domain:   1 <= count <= UK_STEPS_MOST, estimates within 0 and 1; else all NaN. A NaN in an
 *             input limit makes both limits NaN, in an se the se.
 *   Accuracy: 1e-15 absolute for up to 8 steps.
 *   Ends:     one step and two Wilson intervals: Newcombe's difference.
 *   Assumes:  estimates of different steps and of the two groups are independent, as those of
 *             people followed from step to step are: who went on is counted among who came. */
UK_API UkInterval uk_path_difference(const UkStep *steps, size_t count);

/* The part of that gap that step `which` (from 0) carries; the parts of all steps add up to it.
 *
 *   Formula:  the rates of the one group take the place of the other's step by step, in every
 *             order; the part is the mean over all orders of what the step then adds: the Shapley
 *             value (Shapley 1953), for products the decomposition of Das Gupta (1993). Worked out
 *             as (a - b) times the mean of the product of the other steps' rates. Limits and se as
 *             in uk_path_difference.
 *   Domain:   as there, and which < count; else all NaN.
 *   Accuracy: 1e-15 absolute for up to 8 steps; the parts add up to the gap within 1e-15 a step.
 *   Ends:     a = b: exactly 0, with an interval of positive width. The two groups exchanged: the
 *             same number with the other sign. Rates of 0 and 1 need no special case.
 *   Assumes:  as there. It says where a gap arises, not why: a step that changed would change who
 *             comes to those after it. */
UK_API UkInterval uk_step_share(const UkStep *steps, size_t count, size_t which);

#ifdef __cplusplus
}
#endif

#endif
