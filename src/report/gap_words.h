/* Internal: numbers of a gap as people read them: out of 100, more and fewer. */
#ifndef UK_REPORT_GAP_WORDS_H
#define UK_REPORT_GAP_WORDS_H

#include "base/text.h"
#include "disclosure/shown.h"

/* How the numbers of one table are written. */
typedef struct WordStyle {
    bool amounts;
    int decimals; /* at most (of proportions, not out of 100), so that a column is even */
} WordStyle;

/* The style that suits the table's largest estimate. */
WordStyle words_style(const ShownFacts *facts, const ShownTable *table);

/* A level in quotes, safe to show; "blank" for the empty one. */
void words_label(Context *context, Text *text, Str label);

/* "1,235", "0-7", "hidden". */
void words_count(Text *text, const ShownNumber *number);

/* "43" out of 100, or the mean; "hidden", or "-" where there is none. */
void words_estimate(Text *text, const WordStyle *style, const ShownNumber *number);

/* "41 to 45"; empty where there is none. */
void words_range(Text *text, const WordStyle *style, const ShownInterval *interval);

/* "7 fewer (6 to 8)", "2 more (1 fewer to 5 more)"; amounts are more or less. */
void words_difference(Text *text, const WordStyle *style, const ShownInterval *interval);

/* "0.86 (0.81 to 0.92)" */
void words_ratio(Text *text, const ShownInterval *interval);

/* The estimate of whom a group is compared with: its shown estimate less the shown difference. */
void words_other(Text *text, const WordStyle *style, const ShownInterval *estimate,
                 const ShownInterval *difference);

/* "age", "age and sex", "age, sex and work": what people are alike in. */
Str words_columns(Arena *arena, StrSpan columns);

/* What a measure over ordered groups says, and its value with the interval. */
Str words_measure_name(Str id);
void words_measure(Text *text, const WordStyle *style, const ShownMeasure *measure);

/* True for a reason that the table's own cells already say. */
bool words_are_in_cell(Str note);

/* True for a reason that a note of the table gives with the groups' names. */
bool words_are_in_note(Str note);

#endif
