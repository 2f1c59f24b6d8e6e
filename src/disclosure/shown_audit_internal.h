/* Internal: how an audit that may leave is put together, from findings or from a bundle. */
#ifndef UK_DISCLOSURE_SHOWN_AUDIT_INTERNAL_H
#define UK_DISCLOSURE_SHOWN_AUDIT_INTERNAL_H

#include "disclosure/shown_audit.h"

struct ShownAudit {
    ShownStudy study;
    ShownFacts facts;
    ShownFinding *findings;
    size_t finding_count;
    ShownKnot *knots;
    size_t knot_count;
    ShownUnseen *unseen;
    size_t unseen_count;
    ShownHiding *hiding;
    size_t hiding_count;
    StrSpan left_out;
    bool verified;
    Str version;
};

#endif
