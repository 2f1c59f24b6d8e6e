/* The only way out for a whole audit. */
#ifndef UK_DISCLOSURE_PROTECT_AUDIT_H
#define UK_DISCLOSURE_PROTECT_AUDIT_H

#include "check/audit_findings.h"
#include "disclosure/shown_audit.h"

/* Protects every answer by the rule `profile` ("unknot-default", "none"; empty: unknot-default),
   those of published tables not again unless it is "none"; tables of three or more dimensions and
   of sensitive groups by its second rung. Changes between periods are worked out from what is
   shown. What the data say is decided from exact counts; groups whose numbers are hidden are not
   named. `version` is the program's. Texts are borrowed from the audit and its study. */
Status disclosure_protect_audit(Context *context, const Audit *audit, Str profile, Str version,
                                ShownAudit **out) UK_MUST_USE;

#endif
