/* Internal: answers of an audit that are of a score, after what else is told of the score. */
#ifndef UK_DISCLOSURE_PROTECT_SCORED_H
#define UK_DISCLOSURE_PROTECT_SCORED_H

#include "check/audit_findings.h"

/* The audit with copies of the answers that are of a score. In these a group's numbers are withheld
   where disclosure_protect_score, which looks at all numbers of the score together, hides the rate
   that they are of; and what a score expected of a group is worked out from shown numbers. All else
   is borrowed. `hides_rows`: one for each answer, true where the number of rows must not be told.
 */
Status protect_scored(Context *context, const Audit *audit, Str profile, Audit *out,
                      bool *hides_rows) UK_MUST_USE;

#endif
