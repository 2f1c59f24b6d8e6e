/* Internal: what moved between two audits, in words. The service is the subject; "better" stands
   only where people said which way is better. */
#ifndef UK_REPORT_REMEASURE_WORDS_H
#define UK_REPORT_REMEASURE_WORDS_H

#include "disclosure/shown_remeasure.h"

/* “recovered” by “sex” */
Str remeasure_name(Arena *arena, const ShownRemeasured *item);

/* Sentences of at most 20 words: the groups now, how the gap between them moved, everyone. */
Str remeasure_text(Arena *arena, const ShownRemeasured *item);

/* How sure that it moved, and by how much; and bars of 4, 0: nothing is judged. */
Str remeasure_sure(Arena *arena, const ShownRemeasured *item, int *bars);

/* The title of its picture, without a full stop. */
Str remeasure_title(Arena *arena, const ShownRemeasured *item);

/* Where each number is of: the period as the data call it, else "then" and "now". */
Str remeasure_when_then(Arena *arena, const ShownRemeasured *item);
Str remeasure_when_now(Arena *arena, const ShownRemeasured *item);

/* "5.2 fewer", "3 fewer", "between 1 smaller and 4 larger"; "hidden" or "none" as they are. */
Str remeasure_gap(Arena *arena, const ShownRemeasured *item, const ShownInterval *gap);
Str remeasure_change(Arena *arena, const ShownRemeasured *item, const ShownMove *gap);

/* "narrower", "wider", "on the other side", "no change that matters", "cannot tell", "not known" */
Str remeasure_gap_word(GapMove moved);
/* Of a finding whose better way is known "better" or "worse", else "higher" or "lower". */
Str remeasure_average_word(const ShownRemeasured *item);

/* Cells of the table of average and gap: columns in the order of remeasure_columns(). */
typedef enum QuadrantColumn {
    QUADRANT_BETTER,
    QUADRANT_CANNOT_TELL,
    QUADRANT_WORSE,
    QUADRANT_CHANGED, /* higher or lower, and nobody said which is better */
    QUADRANT_COLUMNS
} QuadrantColumn;
typedef enum QuadrantRow {
    QUADRANT_NARROWER,
    QUADRANT_UNCLEAR,
    QUADRANT_WIDER,
    QUADRANT_TURNED,
    QUADRANT_ROWS
} QuadrantRow;

/* False where the average or the gap is not known: it has no cell. */
bool remeasure_quadrant(const ShownRemeasured *item, QuadrantRow *row, QuadrantColumn *column);
Str remeasure_row_name(QuadrantRow row);
Str remeasure_column_name(QuadrantColumn column);

/* A difference of definitions in one sentence, without its texts: "which rows are kept (keep), for
   the table “referrals”". */
Str remeasure_difference(Arena *arena, const ShownDifference *difference);
/* What follows from it. */
Str remeasure_consequence(const ShownDifference *difference);

/* Sentences that hold for the whole. */
Str remeasure_method(Arena *arena, const ShownRemeasure *all);
Str remeasure_many(Arena *arena, const ShownRemeasure *all);
/* The one grouping in the first `most` items that has not been told with the same words. */
size_t remeasure_list_minute(Arena *arena, const ShownRemeasure *all, const ShownRemeasured **found,
                             size_t most);

#endif
