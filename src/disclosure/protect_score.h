/* Internal: what the parts that protect a score share. */
#ifndef UK_DISCLOSURE_PROTECT_SCORE_H
#define UK_DISCLOSURE_PROTECT_SCORE_H

#include "disclosure/score_attack.h"
#include "disclosure/shown_score.h"

/* Each set of each table by itself, everything of it shown so far. */
Status protect_score_sets(const Protection *protection, const ScoreFindings *findings,
                          ProtectedScore *out) UK_MUST_USE;

/* A set by itself, and whether the group shows as much. Where it does not, the reason is the same
   for every set: one that is large enough by itself would tell that its numbers are not small. */
ProtectedSet protect_score_set(const ProtectedScore *table, size_t group, ScoreSet set,
                               ScoreShowing least);

/* Degrees of freedom as coarse as must be: where rows repeat people, those of how many persons are
   in the set, roughly; units that are no persons may be counted. */
double protect_score_df(const Protection *protection, bool by_unit, const Counts *counts,
                        double df);

ShownInterval protect_score_rate(const Protection *protection, const ProtectedScore *table,
                                 size_t group, ScoreMetric rate);

/* So few different scores that sums over people tell how many have each. */
bool protect_score_has_few(const Protection *protection, const ProtectedScore *table, size_t group);

ShownInterval protect_score_hidden(const Quantity *quantity, Str reason);

/* How many people, where the group shows that. */
ShownNumber protect_score_number(const ProtectedScore *table, size_t group, ScoreSet set);

/* What people needed, on its way out: tables of each way of raising the flag. */
typedef struct ProtectedNeeds {
    const ScoreNeeds *needs;
    ProtectedScore *reaches[SCORE_REACHES_MOST]; /* tables */
    bool everyone[SCORE_REACHES_MOST];           /* what the flagged needed is shown of everyone */
} ProtectedNeeds;

/* Decides what may be shown of needs; sets rows_are_hidden where the number of rows may not. */
Status protect_needs_begin(Protection *protection, const ScoreFindings *findings,
                           ProtectedNeeds *out) UK_MUST_USE;

/* The needs of one group of one table. */
ShownNeed protect_need(const Protection *protection, const ProtectedNeeds *needs, size_t table,
                       size_t group);

/* What holds for all groups, into the facts. */
void protect_need_facts(const Protection *protection, const ScoreNeeds *needs,
                        ShownScoreFacts *facts);

#endif
