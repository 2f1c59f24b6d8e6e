/* The answer of `score` for machines: one JSON document. */
#ifndef UK_REPORT_SCORE_JSON_H
#define UK_REPORT_SCORE_JSON_H

#include "base/text.h"
#include "disclosure/shown_score.h"

Status score_json_write(Context *context, const ShownScore *shown, Text *out) UK_MUST_USE;

#endif
