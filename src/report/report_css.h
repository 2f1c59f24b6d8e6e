/* Internal: the style sheets, compiled in. */
#ifndef UK_REPORT_REPORT_CSS_H
#define UK_REPORT_REPORT_CSS_H

#include <stddef.h>

extern const char report_css[];
extern const size_t report_css_length;
extern const char report_sheet_css[];
extern const size_t report_sheet_css_length;
extern const char report_chart_css[];
extern const size_t report_chart_css_length;

#endif
