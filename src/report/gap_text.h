/* The answer of `gap` in plain words and a table, for people at a terminal. */
#ifndef UK_REPORT_GAP_TEXT_H
#define UK_REPORT_GAP_TEXT_H

#include "base/text.h"
#include "disclosure/shown.h"

typedef struct TextStyle {
    bool colour; /* the caller has looked at the terminal and NO_COLOR */
    int width;   /* columns; 0 means 80 */
} TextStyle;

Status gap_text_write(Context *context, const Shown *shown, const TextStyle *style,
                      Text *out) UK_MUST_USE;

#endif
