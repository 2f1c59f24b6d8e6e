/* Internal: what the rows that were read of a score tell before anything is counted. */
#ifndef UK_AUDIT_SCORE_SEEN_H
#define UK_AUDIT_SCORE_SEEN_H

#include "audit/audit_internal.h"

/* What the rows of one reading tell of a score. */
typedef struct Seen {
    size_t known;
    size_t events;
    double lowest;
    double highest;
} Seen;

/* Whether the row's outcome, score and flag, where there is one, are known. */
bool score_row_known(const RowTable *rows, size_t row);
Seen score_look_at(const RowTable *rows);
/* Whether any person has more than one row among those with an outcome and a score. */
Status score_repeats_people(Context *context, const RowTable *rows, bool *out) UK_MUST_USE;
/* The dimension of the rows that the grouping at `index` of rows->groupings is. */
size_t score_dimension_of(const Room *room, const ScoreRows *rows, size_t index);
/* The sum of the scores of each group of a table, the same for every order of rows. */
Status score_sum_expected(Context *context, const RowTable *rows, size_t dimension,
                          const ScoreTable *score, double **out) UK_MUST_USE;

#endif
