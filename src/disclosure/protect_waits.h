/* Internal: what is told of waits beside their medians. */
#ifndef UK_DISCLOSURE_PROTECT_WAITS_H
#define UK_DISCLOSURE_PROTECT_WAITS_H

#include "disclosure/shown_audit.h"
#include "disclosure/shown_internal.h"

/* Fills `median`, `ninetieth` and `curve` of each group, and the part's `log_rank`: of groups whose
   median is not hidden, so that what keeps that back keeps these back too.
   A curve has the same days for all groups, from the shown median of everyone alone. A group's
   point stands where more persons than the rule hides came to the end since its last one, and more
   are left, each counted once. Its share is on steps of the rule's base out of the persons who tell
   it, which are fewer where waits go on unseen: below half of the group there is no point. Limits
   are worked out from the share as shown. All by the rule for finer tables, since the same people
   stand in the table of medians.
   The test's chance goes up to the next of 1, 2 and 5; none where persons have several waits. */
Status protect_waits(const Protection *protection, const Findings *answer,
                     const FindingTable *table, ShownPart *part) UK_MUST_USE;

#endif
