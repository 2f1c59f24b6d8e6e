/* A whole audit as one HTML file: no script, nothing fetched from elsewhere. Views are other
   choices from the same rows. Every number in it stands in the audit that may leave. */
#ifndef UK_REPORT_REPORT_H
#define UK_REPORT_REPORT_H

#include "base/text.h"
#include "disclosure/shown_audit.h"

typedef enum ReportView {
    VIEW_FULL,
    VIEW_PUBLIC,   /* two pages of A4; without findings marked sensitive */
    VIEW_MEETING,  /* a discussion sheet: two pages of A4, with lines to write on */
    VIEW_BOARD,    /* what there is to decide: two pages of A4 */
    VIEW_NHS_13SA, /* outcomes split by deprivation, ethnicity, age and sex */
    /* What is shown of each item of a reporting standard, where, and what is not held. */
    VIEW_GRIPP2,
    VIEW_TRIPOD_AI,
    VIEW_STANDING_TOGETHER,
    VIEW_NICE_ESF,
    VIEW_COUNT
} ReportView;

/* As it is asked for: "full", "public", "meeting", "board",
   "nhs-13sa"; of a standard the catalogue's id: "gripp2". */
Str report_view_name(ReportView view);

/* Appends the page to `out`. */
Status report_write_html(Context *context, const ShownAudit *audit, ReportView view,
                         Text *out) UK_MUST_USE;

/* "In one minute" for a terminal: title, the warning where there is one, three to five sentences
   with how sure each is, what was not looked at; lines of at most `width` columns. */
Status report_write_summary(Context *context, const ShownAudit *audit, int width,
                            Text *out) UK_MUST_USE;

/* A file to be written: a name without folders, [a-z0-9.-]. */
typedef struct ReportFile {
    Str name;
    Str bytes;
} ReportFile;

typedef struct ReportFiles {
    ReportFile *items;
    size_t count;
} ReportFiles;

/* Each picture as an SVG file that stands alone, light and dark: the report's first one, named
   the-finding.svg, then one for each finding. */
Status report_list_charts(Context *context, const ShownAudit *audit,
                          ReportFiles *files) UK_MUST_USE;

/* Each table as CSV (RFC 4180, UTF-8): numbers as they were released, "0-7" where hidden.
   `unit` is that of the estimate: share (0 to 1), days (of waits the median; `total` is then how
   many waits ended), or own, the outcome's. */
Status report_list_tables(Context *context, const ShownAudit *audit,
                          ReportFiles *files) UK_MUST_USE;

/* Appends one more CSV to `files`, nhs-13sa.csv: every outcome by deprivation, ethnicity, age and
   sex, in all periods; a split that the audit does not hold is a row that says "not held". */
Status report_add_split(Context *context, const ShownAudit *audit, ReportFiles *files) UK_MUST_USE;

#endif
