/* The only way out: findings, exact, become Shown, protected by a named rule. */
#ifndef UK_DISCLOSURE_DISCLOSURE_H
#define UK_DISCLOSURE_DISCLOSURE_H

#include "check/finding.h"
#include "disclosure/shown.h"

/* Protects by the rule `profile`: "unknot-default", or "none" (exact, marked unprotected). Empty:
   unknot-default, or for figures that are public already (Findings.published) no further
   protection. FAIL_INPUT for a rule that is not there, with the names of those that are. */
Status disclosure_protect(Context *context, const Findings *findings, Str profile,
                          Shown **out) UK_MUST_USE;

/* True when there is such a rule; else false, after a note at `place`. For checking options before
   any data are read. */
bool disclosure_has_profile(Context *context, Str profile, Place place);

#endif
