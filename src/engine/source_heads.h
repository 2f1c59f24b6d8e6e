/* Where the column heads are, judged by the first rows. For source*.c and the sheet reader. */
#ifndef UK_ENGINE_SOURCE_HEADS_H
#define UK_ENGINE_SOURCE_HEADS_H

#include "engine/source.h"

/* Rows that are looked at. */
#define HEADS_ROWS_MOST 32

/* A row that is not empty. */
typedef struct HeadsRow {
    int64_t line;
    size_t count;   /* cells; in a sheet up to the last that holds something */
    size_t filled;  /* those that hold something */
    size_t numbers; /* those that are numbers */
} HeadsRow;

typedef struct HeadsSample {
    HeadsRow rows[HEADS_ROWS_MOST];
    size_t count;
} HeadsSample;

/* Index of the row that looks like column heads when it is not the first: all its cells are filled,
   hardly any are numbers, the rows before it hold much less and those after it agree. 0 when the
   first row is as good as any. `sheet`: rows may be shorter than the heads. */
size_t heads_find_below(const HeadsSample *sample, bool sheet);

/* Fails, offering --skip, when heads_find_below gives a row. */
Status heads_refuse_title(Context *context, const Source *source, const HeadsSample *sample,
                          bool sheet) UK_MUST_USE;

/* source->delimiter, from --delimiter or from the name of the file; or a note. */
Status heads_read_delimiter(Context *context, Source *source) UK_MUST_USE;

/* The column heads of a delimited text (whole or its first part, from line 1 on): sets
   source->delimiter, header_line, first_row_line and the columns. */
Status heads_read_text(Context *context, Source *source, Str text) UK_MUST_USE;

/* The columns that the source's spread makes, if it has one: reads all rows. */
Status source_read_spread(Context *context, Source *source) UK_MUST_USE;

bool heads_is_number(Str cell);

/* FAIL_INPUT: column heads and nothing below. */
Status heads_fail_no_rows(Context *context, const Source *source) UK_MUST_USE;

/* "column 3", in a sheet "column C". */
Str heads_column_name(Arena *arena, const Source *source, size_t index);

#endif
