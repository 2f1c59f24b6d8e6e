/* A table in memory: every cell as text, in little room, with the line each row came from. */
#ifndef UK_ENGINE_SMALL_READ_TABLE_H
#define UK_ENGINE_SMALL_READ_TABLE_H

#include "engine/source.h"

/* The most rows: those of an Excel sheet. */
#define TABLE_ROWS_MOST ((size_t)1048576)

/* Bytes of one cell: at `offset` of the file's text, or of the table's own. */
typedef struct TableCell {
    uint32_t offset;
    uint32_t length; /* the highest bit set: of the table's own text */
} TableCell;

#define TABLE_OWN_TEXT UINT32_C(0x80000000)

typedef struct TableBlock {
    TableCell *cells; /* rows one after another, `width` cells each */
    uint32_t *lines;
} TableBlock;

/* Rows stand in blocks of 2^block_shift, so that growing never copies. About 8 bytes a cell that is
   kept and 4 a row. */
typedef struct Table {
    StrSpan columns; /* names: source->file_columns, after a spread those made */
    uint32_t *slots; /* for each column its cell in a row; COLUMN_NONE: not kept */
    size_t width;    /* cells kept of each row */
    size_t row_count;
    TableBlock *blocks;
    size_t block_count;
    unsigned block_shift;
    const char *file_text;
    const char *own_text; /* in the arena: unquoted cells, sheets */
    SourceText text;      /* open for as long as the table is */
} Table;

/* Reads all rows of a text file or a sheet. `wanted` (NULL: all) says which of
   source->file_columns are kept; the others are only looked at for mistakes of form. Notes every
   mistake it can (csv_scan; source_text_open; for sheets: cells outside the named columns, empty
   rows between rows). More than TABLE_ROWS_MOST rows, or text of 4 GiB, is FAIL_LIMIT.
   Other formats are FAIL_INPUT. Then table_close, after failure too. */
Status table_read(Context *context, const Source *source, const bool *wanted,
                  Table *out) UK_MUST_USE;

/* Unmaps the file; what is in the arena stays. For AUTO(Table, table_close) begin as {0}. */
void table_close(Table *table);

/* The bytes as in the file, not trimmed. A column that was not kept gives the empty Str. */
static inline Str table_cell(const Table *table, size_t row, uint32_t column)
{
    const TableBlock *block = &table->blocks[row >> table->block_shift];
    size_t inside = row & (((size_t)1 << table->block_shift) - 1);
    uint32_t slot = table->slots[column];
    TableCell cell;

    if (slot == COLUMN_NONE) {
        return STR_NONE;
    }
    cell = block->cells[inside * table->width + slot];
    if ((cell.length & ~TABLE_OWN_TEXT) == 0) {
        return STR_NONE; /* a sheet of empty cells has no text at all */
    }
    return (Str){((cell.length & TABLE_OWN_TEXT) != 0 ? table->own_text : table->file_text) +
                     cell.offset,
                 cell.length & ~TABLE_OWN_TEXT};
}

/* The line of the file (the row of the sheet) where a row begins, from 1. */
static inline int64_t table_line(const Table *table, size_t row)
{
    return table->blocks[row >> table->block_shift]
        .lines[row & (((size_t)1 << table->block_shift) - 1)];
}

/* The spread, source->options.spread_names = spread_values: one row for each different combination
   (trimmed) of all columns of `table` but those two, by first appearance among the rows kept; its
   columns are source_own_columns. Where no row gives a value the cell is empty. `table` was read
   with the two columns; other columns that it did not keep take no part in telling rows apart, so
   keep all. `keep` (NULL: all) says of each row of `table` whether it takes part, for conditions
   that are to hold before the spread. A row's line is that of its first row in the file.
   Notes rows that would stand in the same place as an earlier one (complaints_spread_twice).
   `out` borrows from `table`, which stays open; table_close does nothing to it. */
Status table_spread(Context *context, const Source *source, const Table *table, const bool *keep,
                    Table *out) UK_MUST_USE;

/* For readers of rows. `cells` has room for one row until the next call; NULL when memory is
   spent. The row counts once table_add_row was called. */
Status table_new(Context *context, StrSpan columns, const bool *wanted, Table *out) UK_MUST_USE;
Status table_add_row(Context *context, Table *table, int64_t line, TableCell **cells) UK_MUST_USE;

#endif
