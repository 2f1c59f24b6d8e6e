/* Internal: one finding of an audit on its way out. */
#ifndef UK_DISCLOSURE_PROTECT_FINDING_H
#define UK_DISCLOSURE_PROTECT_FINDING_H

#include "check/audit_findings.h"
#include "disclosure/shown_audit_internal.h"
#include "disclosure/shown_internal.h"

/* `answers` are the audit's, protected, in its order. */
Status protect_finding(const Protection *protection, const Audit *audit,
                       const AuditFinding *finding, Shown *const *answers,
                       ShownFinding *out) UK_MUST_USE;

#endif
