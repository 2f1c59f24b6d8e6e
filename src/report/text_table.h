/* Columns and paragraphs for a terminal: measured in columns of the screen, not in bytes. */
#ifndef UK_REPORT_TEXT_TABLE_H
#define UK_REPORT_TEXT_TABLE_H

#include "base/text.h"

/* How an answer for a terminal looks. */
typedef struct TextStyle {
    bool colour; /* the caller has looked at the terminal and NO_COLOR */
    int width;   /* columns; 0 means 80 */
} TextStyle;

#define TABLE_COLUMNS_MOST 8

typedef struct TableColumn {
    Str title;
    bool right;       /* numbers stand at the right */
    bool optional;    /* left out when the screen is too narrow; the last such column first */
    bool last_resort; /* left out only when that and broken labels do not help */
} TableColumn;

/* A table while it is filled, row after row. The first column holds labels and is broken over lines
   when it is too wide. A row whose only cell that is not empty is the first is a heading. */
typedef struct TextTable {
    Context *context;
    TableColumn columns[TABLE_COLUMNS_MOST];
    size_t column_count;
    Str *cells; /* row_count x column_count */
    size_t row_count;
    size_t row_capacity;
} TextTable;

TextTable text_table_new(Context *context, const TableColumn *columns, size_t column_count);

/* One cell for each column; texts are borrowed. */
Status text_table_add(TextTable *table, const Str *cells) UK_MUST_USE;

/* Writes titles and rows, each line indented by two columns and at most `width` wide where words
   allow; `title_start` and `title_end` (colour) stand around the titles. Where columns do not fit
   side by side, rows stand: the label, and below it a line "title: cell" for each cell. */
Status text_table_write(const TextTable *table, int width, Str title_start, Str title_end,
                        Text *out) UK_MUST_USE;

/* True when text_table_write leaves out a column at that width. */
bool text_table_is_cut(const TextTable *table, int width);

/* Breaks a paragraph at spaces into lines of at most `width` columns; `first` begins the first
   line, `rest` all others. Words wider than a line are not cut. */
void text_wrap(Text *out, Str paragraph, int width, Str first, Str rest);

#endif
