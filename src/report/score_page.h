/* Internal: what the parts of a score's text share. */
#ifndef UK_REPORT_SCORE_PAGE_H
#define UK_REPORT_SCORE_PAGE_H

#include "catalogue/phrase.h"
#include "report/gap_words.h"
#include "report/score_text.h"
#include "report/text_table.h"

typedef struct ScorePage {
    Context *context;
    const ShownScore *shown;
    const ShownScoreFacts *facts;
    TextStyle style;
    WordStyle words;
    bool has_flag;
    bool cut;    /* a column was left out: the screen is too narrow */
    bool hidden; /* a number is kept back */
    Text *out;
} ScorePage;

void score_page_title(const ScorePage *page, Str text);
void score_page_paragraph(const ScorePage *page, Str text);
void score_page_note(const ScorePage *page, Str note);

/* What n counts: "people", or "rows" where people have several. */
Str score_page_counted(const ScorePage *page);

Str score_page_group(const ScorePage *page, const ShownScoreGroup *group);

/* Out of 100, with limits where they are wanted. */
void score_page_share(const ScorePage *page, Text *text, const ShownInterval *share, bool limits);

/* The same as a text, and a group's label in quotation marks. */
Str score_page_share_str(const ScorePage *page, const ShownInterval *share, bool limits);
Str score_page_label(const ScorePage *page, Str level);

/* "0.67 (0.65 to 0.69)", times `scale`. */
void score_page_value(Text *text, const ShownInterval *value, double scale, int decimals);

/* One row for each group, the not recorded under a heading of theirs. */
typedef Status ScoreRowWriter(const ScorePage *page, TextTable *grid, const ShownScoreGroup *group);

Status score_page_grid(ScorePage *page, const ShownScoreTable *table, TextTable *grid,
                       ScoreRowWriter *row) UK_MUST_USE;

/* Whether a column of needs was named; then what people needed, and how to read that. */
bool score_page_has_needs(const ScorePage *page);
Status score_page_needs(ScorePage *page, const ShownScoreTable *table) UK_MUST_USE;
void score_page_needs_key(const ScorePage *page);

#endif
