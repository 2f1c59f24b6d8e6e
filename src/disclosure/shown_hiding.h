/* Internal: how much of an audit protection hid, and of whom. */
#ifndef UK_DISCLOSURE_SHOWN_HIDING_H
#define UK_DISCLOSURE_SHOWN_HIDING_H

#include "disclosure/shown_audit_internal.h"

/* Fills audit->hiding, a row for each way of grouping people, from its findings as they are shown:
   it tells nothing that these do not. */
Status shown_add_hiding(Context *context, ShownAudit *audit) UK_MUST_USE;

#endif
