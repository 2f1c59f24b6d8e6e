/* What moved between two audits, in each form that leaves: for a terminal, for machines, and as a
   page. Every number in them stands in what was shown then or now, or is worked out from these. */
#ifndef UK_REPORT_REMEASURE_REPORT_H
#define UK_REPORT_REMEASURE_REPORT_H

#include "base/text.h"
#include "disclosure/shown_remeasure.h"

/* For a terminal, lines of at most `width` columns: what differs between the definitions, then in
   one minute, a table of every gap, what cannot be compared and why, what people say, actions. */
Status remeasure_write_text(Context *context, const ShownRemeasure *all, int width,
                            Text *out) UK_MUST_USE;

/* One JSON object; what is not known is null. docs/remeasure.md has the keys. */
Status remeasure_write_json(Context *context, const ShownRemeasure *all, Text *out) UK_MUST_USE;

/* One HTML file, no script, nothing fetched: the same in the look of an audit's report. */
Status remeasure_write_html(Context *context, const ShownRemeasure *all, Text *out) UK_MUST_USE;

#endif
