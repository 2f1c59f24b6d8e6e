/* Internal: what is worked out from numbers that were shown. */
#ifndef UK_DISCLOSURE_SHOWN_CHANGE_H
#define UK_DISCLOSURE_SHOWN_CHANGE_H

#include "disclosure/rounding.h"
#include "disclosure/shown_audit.h"

/* To so many decimals, SHOWN_EXACT as it is; undefined where it is no finite number. */
ShownNumber shown_coarse(double value, int decimals, RoundingWay way);

/* Undefined throughout, without a note. */
ShownInterval shown_no_interval(void);

/* One for each group, nothing in them yet; NULL: memory is spent. */
ShownExtra *shown_new_extras(Context *context, size_t count);

/* The later less the earlier, both as they were shown: it tells nothing that these do not. MOVER;
   assumes different people in both. As many decimals as the coarser of the two, limits outward. */
ShownInterval shown_change(const ShownInterval *then, const ShownInterval *now);

#endif
