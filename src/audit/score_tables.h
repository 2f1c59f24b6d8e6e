/* Internal: tables of findings about a score, from what was counted of it. */
#ifndef UK_AUDIT_SCORE_TABLES_H
#define UK_AUDIT_SCORE_TABLES_H

#include "audit/audit_internal.h"

/* One number of a score for each group of one way of grouping. */
typedef struct ScoreTableWanted {
    const FindingTable *counted; /* all rows by the same grouping: its groups in their order */
    const FindingTable *table;   /* of the score: the sets of `score` */
    const ScoreTable *score;     /* the same grouping */
    ScoreMetric rate;            /* as in AuditScored */
    const double
        *expected; /* of SCORE_PREVALENCE: for each group of `score` the sum of its people's
                               scores; else NULL */
    double confidence;
    bool of_need; /* the score's outcome is high need */
} ScoreTableWanted;

/* A rate of each group, less everyone else's or the reference's, or less what the score expected of
   the same people. Exact; in nothing but counts of people, each a row. */
Status score_table_make(Auditing *auditing, const ScoreTableWanted *wanted,
                        FindingTable *out) UK_MUST_USE;

#endif
