/* The answer of `gap` as JSON, for programs. */
#ifndef UK_REPORT_GAP_JSON_H
#define UK_REPORT_GAP_JSON_H

#include "base/text.h"
#include "disclosure/shown.h"

/* One JSON object and a line end. Keys and their order are a contract; an undefined number is null
   beside a "note", a hidden one null and named with its range in "suppressed". */
Status gap_json_write(Context *context, const Shown *shown, Text *out) UK_MUST_USE;

#endif
