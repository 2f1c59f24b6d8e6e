/* Two audits that were shown, then and now. */
#ifndef UK_DISCLOSURE_REMEASURE_AUDITS_H
#define UK_DISCLOSURE_REMEASURE_AUDITS_H

#include "disclosure/shown_remeasure.h"

/* Compares the definitions of both studies, then each finding that both hold: its groups, its
   average and its gap. Every number comes from numbers in `then` and `now`, so that it can tell
   nothing that these do not. The interval of a change is that of a difference of two independent
   estimates with uneven intervals (MOVER, Zou and Donner 2008), rounded outward.
   FAIL_INPUT, with words at `then_name` or `now_name`: a study that cannot be read again, the later
   one given first, nothing in common, nothing comparable (the differences that stopped it). The
   result borrows from both. */
Status disclosure_remeasure(Context *context, const ShownAudit *then, Str then_name,
                            const ShownAudit *now, Str now_name,
                            const ShownRemeasure **out) UK_MUST_USE;

#endif
