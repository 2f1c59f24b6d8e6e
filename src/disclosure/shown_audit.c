/* Reading an audit that may leave. */
#include "disclosure/shown_audit_internal.h"

#include <assert.h>

static bool is_shown_in(const ShownTable *table, Str level)
{
    for (size_t g = 0; g < table->group_count; g++) {
        const ShownGroup *group = &table->groups[g];

        if (str_equal(group->level, level)) {
            return group->recorded && group->estimate.estimate.state == SHOWN_VALUE;
        }
    }
    return false;
}

ShownEnds shown_ends(const ShownPart *parts, size_t count)
{
    const ShownTable *table = parts[count - 1].base;
    ShownEnds ends = {NULL, NULL};

    for (size_t g = 0; g < table->group_count; g++) {
        bool shown = true;

        for (size_t p = 0; p < count && shown; p++) {
            shown = is_shown_in(parts[p].base, table->groups[g].level);
        }
        if (shown) {
            ends.first = ends.first == NULL ? &table->groups[g] : ends.first;
            ends.last = &table->groups[g];
        }
    }
    return ends.first == ends.last ? (ShownEnds){NULL, NULL} : ends;
}

size_t shown_hidden_groups(const ShownFinding *finding)
{
    size_t most = 0;

    for (size_t p = 0; p < finding->part_count; p++) {
        const ShownTable *table = finding->parts[p].base;
        size_t hidden = 0;

        for (size_t g = 0; g < table->group_count; g++) {
            hidden += table->groups[g].estimate.estimate.state == SHOWN_HIDDEN ? 1 : 0;
        }
        most = hidden > most ? hidden : most;
    }
    return most;
}

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

size_t shown_audit_hiding_count(const ShownAudit *audit)
{
    return audit->hiding_count;
}

const ShownHiding *shown_audit_hiding(const ShownAudit *audit, size_t index)
{
    assert(index < audit->hiding_count);
    return &audit->hiding[index];
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
