/* Cells point into the file's text; only what had doubled quotes is kept a second time. */
#include "engine/small/read_table.h"

#include "engine/small/read_csv.h"
#include "engine/small/xlsx.h"

#include <assert.h>
#include <string.h>

/* About so many cells to a block: small tables take little, large ones few blocks. */
#define BLOCK_CELLS ((size_t)32768)

#define TEXT_MOST ((size_t)UINT32_MAX)
#define CELL_MOST ((size_t)TABLE_OWN_TEXT - 1)

Status table_new(Context *context, StrSpan columns, const bool *wanted, Table *out)
{
    *out = (Table){.columns = columns};
    out->slots = TAKE(context, uint32_t, columns.count);
    if (out->slots == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < columns.count; i++) {
        out->slots[i] =
            wanted == NULL || wanted[i] ? (uint32_t)out->width++ : (uint32_t)COLUMN_NONE;
    }
    while (((size_t)2 << out->block_shift) * (out->width + 1) <= BLOCK_CELLS) {
        out->block_shift++;
    }
    return done();
}

static Status add_block(Context *context, Table *table)
{
    size_t rows = (size_t)1 << table->block_shift;
    TableBlock block = {TAKE(context, TableCell, rows * table->width),
                        TAKE(context, uint32_t, rows)};
    /* 1, 2, 4, 8 ... pointers: only these are ever copied */
    bool full = (table->block_count & (table->block_count - 1)) == 0;

    if (block.cells == NULL || block.lines == NULL) {
        return fail_memory(context);
    }
    if (full) {
        size_t capacity = table->block_count == 0 ? 1 : table->block_count * 2;
        TableBlock *grown = TAKE(context, TableBlock, capacity);

        if (grown == NULL) {
            return fail_memory(context);
        }
        if (table->block_count != 0) {
            memcpy(grown, table->blocks, table->block_count * sizeof(TableBlock));
        }
        table->blocks = grown;
    }
    table->blocks[table->block_count++] = block;
    return done();
}

Status table_add_row(Context *context, Table *table, int64_t line, TableCell **cells)
{
    size_t inside = table->row_count & (((size_t)1 << table->block_shift) - 1);
    TableBlock *block;

    if (table->row_count >> table->block_shift == table->block_count) {
        TRY(add_block(context, table));
    }
    block = &table->blocks[table->block_count - 1];
    block->lines[inside] = (uint32_t)line;
    *cells = block->cells + inside * table->width;
    table->row_count++;
    return done();
}

/* What table_read hands from row to row. */
typedef struct TableFilling {
    const Source *source;
    Table *table;
    Text own;
    int64_t lines_before; /* of the part in hand */
} TableFilling;

static Status fail_rows(Context *context, const Source *source)
{
    return fail(context, FAIL_LIMIT, source_place(source, 0),
                "more than %zu rows, the most that are held in memory; the DuckDB engine has no "
                "such limit",
                TABLE_ROWS_MOST);
}

static Status keep_cell(Context *context, TableFilling *filling, int64_t line, const CsvCell *cell,
                        TableCell *kept)
{
    Str text = cell->raw;
    size_t offset;

    if (cell->raw.length > CELL_MOST) {
        return fail(context, FAIL_LIMIT, source_place(filling->source, line),
                    "a cell of more than 2 GiB; is a quote missing?");
    }
    if (cell->doubled) {
        offset = filling->own.length;
        text = csv_cell_text(cell, &filling->own);
        if (filling->own.spent) {
            return fail_memory(context);
        }
        kept->offset = (uint32_t)offset;
        kept->length = (uint32_t)text.length | TABLE_OWN_TEXT;
        return done();
    }
    kept->offset = (uint32_t)(text.bytes - filling->table->file_text);
    kept->length = (uint32_t)text.length;
    return done();
}

static Status keep_row(Context *context, void *data, const CsvRow *row)
{
    TableFilling *filling = data;
    Table *table = filling->table;
    int64_t line = row->line + filling->lines_before;
    TableCell *cells;

    if (table->row_count == TABLE_ROWS_MOST) {
        return fail_rows(context, filling->source);
    }
    TRY(table_add_row(context, table, line, &cells));
    for (size_t i = 0; i < row->count; i++) {
        if (table->slots[i] != COLUMN_NONE && row->cells[i].raw.length != 0) {
            TRY(keep_cell(context, filling, line, &row->cells[i], &cells[table->slots[i]]));
        }
    }
    return done();
}

static Status check_length(Context *context, const Source *source, size_t length)
{
    return length <= TEXT_MOST
               ? done()
               : fail(context, FAIL_LIMIT, source_place(source, 0),
                      "more than 4 GiB of text, the most that is read into memory; the DuckDB "
                      "engine has no such limit");
}

/* Where a part's rows are in the text of all, and the line there. */
typedef struct Piece {
    size_t start;
    size_t length;
    int64_t line;
} Piece;

static Status add_piece(Context *context, const Source *part, Text *all, Piece *piece)
{
    SourceText text;

    TRY(source_text_open(context, part, &text));
    *piece = (Piece){all->length, text.bytes.length, text.line};
    text_add(all, text.bytes);
    source_text_close(&text);
    return all->spent ? fail_memory(context) : done();
}

/* A cell is told by where it begins in one text: the parts are joined to one. */
static Status read_parts(Context *context, const Source *source, Table *out)
{
    TableFilling filling = {source, out, text_new(context->arena), 0};
    Text all = text_new(context->arena);
    Piece *pieces = TAKE(context, Piece, source->part_count);
    size_t errors = context->error_count;

    if (pieces == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < source->part_count; i++) {
        TRY(add_piece(context, &source->parts[i], &all, &pieces[i]));
        TRY(check_length(context, source, all.length));
    }
    out->file_text = all.bytes;
    for (size_t i = 0; i < source->part_count; i++) {
        const Source *part = &source->parts[i];
        Str bytes = {all.bytes + pieces[i].start, pieces[i].length};
        Status status;

        filling.lines_before = part->lines_before;
        status = csv_scan(context,
                          &(CsvInput){part->name, bytes, pieces[i].line, part->delimiter,
                                      part->file_columns.count},
                          keep_row, &filling);
        if (failed(status) && status.kind != FAIL_INPUT) {
            return status;
        }
    }
    out->own_text = filling.own.bytes;
    return status_since(context, errors);
}

static Status read_delimited(Context *context, const Source *source, Table *out)
{
    TableFilling filling = {source, out, text_new(context->arena), 0};
    Status status;

    if (source->part_count > 0) {
        return read_parts(context, source, out);
    }
    TRY(source_text_open(context, source, &out->text));
    TRY(check_length(context, source, out->text.bytes.length));
    out->file_text = out->text.bytes.bytes;
    status = csv_scan(context,
                      &(CsvInput){source->name, out->text.bytes, out->text.line, source->delimiter,
                                  source->file_columns.count},
                      keep_row, &filling);
    out->own_text = filling.own.bytes;
    return status;
}

static Status read_sheet(Context *context, const Source *source, Table *out, Text *text)
{
    FileMap map;
    Status status;

    if (source->memory.bytes != NULL) {
        return xlsx_read_table(context, source, source->memory, out, text);
    }
    TRY(file_map(context, source->path, &map));
    status = xlsx_read_table(context, source, map.bytes, out, text);
    file_unmap(&map);
    return status;
}

/* Mistakes of all files are noted. */
static Status read_sheets(Context *context, const Source *source, Table *out)
{
    Text text = text_new(context->arena);
    size_t errors = context->error_count;

    for (size_t i = 0; i < source_part_count(source); i++) {
        Status status = read_sheet(context, source_part(source, i), out, &text);

        if (failed(status) && status.kind != FAIL_INPUT) {
            return status;
        }
    }
    return status_since(context, errors);
}

Status table_read(Context *context, const Source *source, const bool *wanted, Table *out)
{
    *out = (Table){0};
    switch (source->format) {
    case SOURCE_DELIMITED:
        TRY(table_new(context, source->file_columns, wanted, out));
        return read_delimited(context, source, out);
    case SOURCE_XLSX:
        TRY(table_new(context, source->file_columns, wanted, out));
        return read_sheets(context, source, out);
    case SOURCE_PARQUET:
    case SOURCE_JSON_LINES:
        break;
    }
    return fail(context, FAIL_INPUT, source_place(source, 0),
                "only text and Excel files are read into memory; the DuckDB engine reads this one");
}

void table_close(Table *table)
{
    source_text_close(&table->text);
}
