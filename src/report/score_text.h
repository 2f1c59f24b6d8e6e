/* The answer of `score` in plain words and tables, for people at a terminal. */
#ifndef UK_REPORT_SCORE_TEXT_H
#define UK_REPORT_SCORE_TEXT_H

#include "disclosure/shown_score.h"
#include "report/text_table.h"

Status score_text_write(Context *context, const ShownScore *shown, const TextStyle *style,
                        Text *out) UK_MUST_USE;

#endif
