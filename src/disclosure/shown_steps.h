/* Internal: where on a pathway the gap at its end arises. */
#ifndef UK_DISCLOSURE_SHOWN_STEPS_H
#define UK_DISCLOSURE_SHOWN_STEPS_H

#include "disclosure/shown_audit.h"

/* Fills `carried` of every step after the first, and `end_gap` of the last, group by group, from
   the rates and gaps that the steps' tables show: it tells nothing that these do not. As many
   decimals as the coarsest of them, limits outward. A group has none where a step shows no rate or
   no gap of it: hidden where that is hidden, else undefined, with that step's note. Nothing where
   fewer than two steps follow the first. `repeats`: rows repeat people, so that steps are not quite
   independent; noted beside the whole gap, whose interval that can make too short. Parts have no
   extras before. */
Status shown_steps(Context *context, bool repeats, ShownPart *parts, size_t count) UK_MUST_USE;

#endif
