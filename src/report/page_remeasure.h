/* Internal: the page of what moved between two audits, and its pictures. */
#ifndef UK_REPORT_PAGE_REMEASURE_H
#define UK_REPORT_PAGE_REMEASURE_H

#include "report/page.h"
#include "report/remeasure_words.h"

/* The label as it came; "Not recorded" and "blank" of what has none. */
Str page_group_name(Page *page, const ShownMovedGroup *group);

/* Groups that the picture draws: shown then and now. */
size_t chart_moves_drawn(const ShownRemeasured *item);

/* Every group then and now on one scale, under its key; a sentence where none is drawn. */
void chart_write_moves(Page *page, const ShownRemeasured *item);

/* Picture, words and table of one question that was compared. */
void page_write_moved(Page *page, const ShownRemeasured *item);

/* The parts after the findings: what cannot be compared, knots, actions, how it was worked out. */
void page_write_moved_end(Page *page, const ShownRemeasure *all);

#endif
