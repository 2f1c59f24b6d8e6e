/* Reading an audit that may leave. */
#include "disclosure/shown_audit_internal.h"

#include <assert.h>

const ShownStudy *shown_audit_study(const ShownAudit *audit)
{
    return &audit->study;
}

const ShownFacts *shown_audit_facts(const ShownAudit *audit)
{
    return &audit->facts;
}

size_t shown_audit_finding_count(const ShownAudit *audit)
{
    return audit->finding_count;
}

const ShownFinding *shown_audit_finding(const ShownAudit *audit, size_t index)
{
    assert(index < audit->finding_count);
    return &audit->findings[index];
}

size_t shown_audit_knot_count(const ShownAudit *audit)
{
    return audit->knot_count;
}

const ShownKnot *shown_audit_knot(const ShownAudit *audit, size_t index)
{
    assert(index < audit->knot_count);
    return &audit->knots[index];
}

size_t shown_audit_unseen_count(const ShownAudit *audit)
{
    return audit->unseen_count;
}

const ShownUnseen *shown_audit_unseen(const ShownAudit *audit, size_t index)
{
    assert(index < audit->unseen_count);
    return &audit->unseen[index];
}

StrSpan shown_audit_left_out(const ShownAudit *audit)
{
    return audit->left_out;
}

bool shown_audit_verified(const ShownAudit *audit)
{
    return audit->verified;
}

Str shown_audit_version(const ShownAudit *audit)
{
    return audit->version;
}
