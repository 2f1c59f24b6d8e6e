/* Internal: rows of groups that a part of a finding has nobody of. */
#ifndef UK_DISCLOSURE_PROTECT_ABSENT_H
#define UK_DISCLOSURE_PROTECT_ABSENT_H

#include "disclosure/shown_audit_internal.h"
#include "disclosure/shown_internal.h"

/* Gives every part a row for each group that any of them has. `answers`, one for each part, are
   what it was counted in. */
Status protect_absent(const Protection *protection, const Findings *const *answers,
                      ShownPart *parts, size_t count) UK_MUST_USE;

#endif
