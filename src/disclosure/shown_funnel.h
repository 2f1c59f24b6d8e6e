/* Internal: many groups beside what chance alone would do. */
#ifndef UK_DISCLOSURE_SHOWN_FUNNEL_H
#define UK_DISCLOSURE_SHOWN_FUNNEL_H

#include "disclosure/shown_audit.h"

/* Fewer groups than this are told of one by one. */
#define FUNNEL_GROUPS_LEAST 10

/* True of a table without order that shows a share of everyone and has that many groups. */
bool shown_suits_funnel(const ShownPart *part);

/* Fills `chance` and `chance_wide` of every recorded group whose people and share the table shows,
   from these and the share of everyone: it tells nothing that these do not. `repeats`: rows repeat
   people or carry weights; then every group counts with that part of its people which the standard
   errors of all groups together are worth. The part has no extras before. */
Status shown_funnel(Context *context, bool repeats, ShownPart *part) UK_MUST_USE;

#endif
