/* One list as data: the same rows as CSV and as JSON. */
#ifndef UK_SITE_TEXT_DATA_TABLE_H
#define UK_SITE_TEXT_DATA_TABLE_H

#include "base/json.h"

typedef enum DataKind {
    DATA_NOTHING, /* an empty cell; null */
    DATA_TEXT,
    DATA_NUMBER,
    DATA_BOOL, /* "yes" or "no"; true or false */
    DATA_LIST  /* parts joined by "; "; an array */
} DataKind;

typedef struct DataCell {
    DataKind kind;
    Str text;
    int64_t number; /* of a bool 0 or 1 */
    StrSpan list;
} DataCell;

typedef struct DataTable {
    StrSpan names;   /* of the columns: letters, digits and "_" */
    DataCell *cells; /* row after row, names.count in each */
    size_t row_count;
    Str about;   /* what this list is, for JSON */
    Str licence; /* of its words */
    Str page;    /* whole address of the list as a page */
    Str next;    /* whole address of the rows that follow; empty at the end */
} DataTable;

/* RFC 4180 in UTF-8 with a row of names. A text that a spreadsheet would reckon as a formula gets
   an apostrophe before it; numbers stay numbers. */
void data_write_csv(Text *text, const DataTable *table);

/* {"about", "licence", "page", "rows": [{NAME: value}], "next"}. */
void data_write_json(Text *text, const DataTable *table);

/* The same in parts, for lists that are longer than what is held at once: the names or the opening
   once, rows as often as there are some, and the end. Of JSON each part may go to another text:
   set `json->text`. */
void data_csv_names(Text *text, StrSpan names);
void data_csv_rows(Text *text, const DataTable *table);
void data_json_open(JsonWriter *json, const DataTable *table);
void data_json_rows(JsonWriter *json, const DataTable *table);
void data_json_close(JsonWriter *json, Str next);

#endif
