/* The answer of `gap` in plain words and a table, for people at a terminal. */
#ifndef UK_REPORT_GAP_TEXT_H
#define UK_REPORT_GAP_TEXT_H

#include "disclosure/shown.h"
#include "report/text_table.h"

Status gap_text_write(Context *context, const Shown *shown, const TextStyle *style,
                      Text *out) UK_MUST_USE;

#endif
