/* A sheet becomes a table: which sheet, which row holds the heads, which cells belong. */
#include "engine/small/xlsx.h"

#include "engine/small/xlsx_sheet.h"
#include "engine/source_heads.h"

#include <assert.h>
#include <string.h>

/* Sheets named in a message, and mistakes of one kind said one by one. */
#define SHEETS_NAMED ((size_t)12)
#define MISTAKES_NAMED ((size_t)10)

static Str show(Context *context, Str name)
{
    return str_show(context->arena, name, 80);
}

static Str cell_text(const XlsxBook *book, TableCell cell)
{
    return (Str){book->text.bytes + cell.offset, cell.length & ~TABLE_OWN_TEXT};
}

/* Sets `data`, a bool, at the first row that holds something. */
static Status see_row(Context *context, void *data, const XlsxRow *row)
{
    (void)context;
    (void)row;
    *(bool *)data = true;
    return done();
}

static Status holds_something(Context *context, XlsxZip *zip, XlsxBook *book,
                              const XlsxSheet *sheet, bool *holds)
{
    XlsxRowCall call = {see_row, holds, holds};

    *holds = false;
    return sheet->part.length == 0 ? done()
                                   : xlsx_sheet_read(context, zip, book, sheet->part, NULL, &call);
}

/* 'A', 'B' and 3 more */
static Str list_sheets(Context *context, StrSpan names)
{
    Text list = text_new(context->arena);

    for (size_t i = 0; i < names.count && i < SHEETS_NAMED; i++) {
        text_add(&list, i == 0 ? STR("'") : i + 1 == names.count ? STR(" and '") : STR(", '"));
        text_add_shown(&list, names.items[i], 80);
        text_add(&list, STR("'"));
    }
    if (names.count > SHEETS_NAMED) {
        text_format(&list, " and %zu more", names.count - SHEETS_NAMED);
    }
    return text_str(&list);
}

static Status fail_sheet_name(Context *context, const Source *source, StrSpan names)
{
    bool study = source->options.study.line > 0;
    Place place = study ? source->options.study : (Place){STR("--sheet"), 0, 0};
    Str wanted = show(context, source->options.sheet);
    Str near = show(context, str_nearest(source->options.sheet, names));
    Str list = list_sheets(context, names);

    if (near.length != 0) {
        return fail(context, FAIL_INPUT, place, "no sheet is called '%.*s'; did you mean '%.*s'?",
                    STR_ARGS(wanted), STR_ARGS(near));
    }
    return fail(context, FAIL_INPUT, place, "no sheet is called '%.*s'; the sheets are %.*s",
                STR_ARGS(wanted), STR_ARGS(list));
}

static Status find_named_sheet(Context *context, const Source *source, const XlsxBook *book,
                               StrSpan names, const XlsxSheet **out)
{
    for (size_t i = 0; i < book->sheet_count; i++) {
        names.items[names.count++] = book->sheets[i].name;
        if (str_equal(book->sheets[i].name, source->options.sheet) &&
            book->sheets[i].part.length != 0) {
            *out = &book->sheets[i];
            return done();
        }
    }
    return fail_sheet_name(context, source, names);
}

static Status find_only_sheet(Context *context, const Source *source, XlsxZip *zip, XlsxBook *book,
                              StrSpan names, const XlsxSheet **out)
{
    for (size_t i = 0; i < book->sheet_count; i++) {
        bool holds = false;

        if (!book->sheets[i].hidden) {
            TRY(holds_something(context, zip, book, &book->sheets[i], &holds));
        }
        if (holds) {
            names.items[names.count++] = book->sheets[i].name;
            *out = &book->sheets[i];
        }
    }
    if (names.count == 0) {
        return fail(context, FAIL_INPUT, source_place(source, 0),
                    "no sheet holds anything; is it the right file?");
    }
    if (names.count > 1) {
        Str list = list_sheets(context, names);

        return fail(context, FAIL_INPUT, source_place(source, 0),
                    "the sheets %.*s hold something; choose one with %s", STR_ARGS(list),
                    read_words(&source->options, "--sheet", "'sheet:'"));
    }
    return done();
}

static Status find_sheet(Context *context, const Source *source, XlsxZip *zip, XlsxBook *book,
                         const XlsxSheet **out)
{
    StrSpan names = {TAKE(context, Str, book->sheet_count), 0};

    if (names.items == NULL) {
        return fail_memory(context);
    }
    if (source->options.sheet.length != 0) {
        return find_named_sheet(context, source, book, names, out);
    }
    return find_only_sheet(context, source, zip, book, names, out);
}

/* The first rows below those to skip. */
typedef struct HeadRows {
    const XlsxBook *book;
    const Source *source;
    HeadsSample sample;
    StrSpan heads;   /* of the first of them, from its first cell to its last */
    uint32_t column; /* of the first head */
    bool enough;
} HeadRows;

static Status keep_heads(Context *context, HeadRows *rows, const XlsxRow *row)
{
    uint32_t first = row->cells[0].column;

    rows->column = first;
    rows->heads.count = row->cells[row->count - 1].column - first + 1;
    rows->heads.items = TAKE(context, Str, rows->heads.count);
    if (rows->heads.items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < row->count; i++) {
        Str *head = &rows->heads.items[row->cells[i].column - first];

        /* the book's text moves as it grows */
        *head = str_copy(context->arena, cell_text(rows->book, row->cells[i].text));
        if (head->bytes == NULL) {
            return fail_memory(context);
        }
    }
    return done();
}

static Status sample_row(Context *context, void *data, const XlsxRow *row)
{
    HeadRows *rows = data;
    HeadsRow *sample = &rows->sample.rows[rows->sample.count];

    if (row->number <= rows->source->options.skip) {
        return done();
    }
    if (rows->sample.count == 0) {
        TRY(keep_heads(context, rows, row));
    }
    *sample = (HeadsRow){.line = row->number, .filled = row->count};
    sample->count = row->cells[row->count - 1].column - row->cells[0].column + 1;
    for (size_t i = 0; i < row->count; i++) {
        sample->numbers += heads_is_number(cell_text(rows->book, row->cells[i].text));
    }
    rows->enough = ++rows->sample.count == HEADS_ROWS_MOST;
    return done();
}

static Status read_heads(Context *context, Source *source, XlsxZip *zip)
{
    const XlsxSheet *sheet = NULL;
    HeadRows rows = {.source = source};
    XlsxRowCall call = {sample_row, &rows, &rows.enough};
    XlsxBook book;

    TRY(xlsx_book_open(zip, text_new(context->arena), &book));
    TRY(find_sheet(context, source, zip, &book, &sheet));
    assert(sheet != NULL);
    TRY(xlsx_book_read_texts(context, zip, &book));
    rows.book = &book;
    TRY(xlsx_sheet_read(context, zip, &book, sheet->part, NULL, &call));
    if (rows.sample.count == 0) {
        return fail(context, FAIL_INPUT, source_place(source, 0),
                    "the sheet holds nothing below the rows that %s leaves out; skip fewer",
                    read_words(&source->options, "--skip", "'skip:'"));
    }
    TRY(heads_refuse_title(context, source, &rows.sample, true));
    source->sheet = sheet->name;
    source->sheet_column = rows.column;
    source->header_line = rows.sample.rows[0].line;
    source->first_row_line = source->header_line + 1;
    TRY(source_set_columns(context, source, rows.heads));
    return rows.sample.count > 1 ? done() : heads_fail_no_rows(context, source);
}

Status xlsx_read_heads(Context *context, Source *source, Str bytes)
{
    AUTO(XlsxZip, xlsx_zip_close) zip = {0};

    TRY(xlsx_zip_open(context, source->name, bytes, &zip));
    return read_heads(context, source, &zip);
}

/* Rows on their way into the table. */
typedef struct Filling {
    const Source *source;
    Table *table;
    int64_t last_row;
    int64_t hidden;
    int64_t hidden_line;
    int64_t gaps; /* runs of empty rows between rows */
    int64_t gap_line;
    uint32_t strays[MISTAKES_NAMED]; /* columns without a head that hold something */
    size_t stray_count;
} Filling;

static void note_stray(Context *context, Filling *filling, const XlsxRow *row, uint32_t column)
{
    const Source *source = filling->source;
    Source whole = *source;
    Str name;

    for (size_t i = 0; i < filling->stray_count; i++) {
        if (filling->strays[i] == column) {
            return;
        }
    }
    if (filling->stray_count == MISTAKES_NAMED) {
        return;
    }
    filling->strays[filling->stray_count++] = column;
    whole.sheet_column = 0; /* `column` counts from A */
    name = heads_column_name(context->arena, &whole, column);
    note_error(context, FAIL_INPUT, source_place(source, row->number),
               "%.*s holds something here and has no name on row %lld; give it one, or delete what "
               "is not part of the table",
               STR_ARGS(name), (long long)source->header_line);
}

static Status fill_row(Context *context, void *data, const XlsxRow *row)
{
    Filling *filling = data;
    const Source *source = filling->source;
    Table *table = filling->table;
    TableCell *cells;

    if (row->number <= source->header_line) {
        return done();
    }
    if (row->number != filling->last_row + 1 && filling->gaps++ == 0) {
        filling->gap_line = filling->last_row + 1;
    }
    filling->last_row = row->number;
    if (row->hidden && filling->hidden++ == 0) {
        filling->hidden_line = row->number;
    }
    if (table->row_count == TABLE_ROWS_MOST) { /* of several files */
        return fail(context, FAIL_LIMIT, source_place(source, row->number),
                    "more than %zu rows with those of the files before, the most that are held in "
                    "memory; write the tables as CSV",
                    TABLE_ROWS_MOST);
    }
    TRY(table_add_row(context, table, row->number + source->lines_before, &cells));
    for (size_t i = 0; i < row->count; i++) {
        uint32_t column = row->cells[i].column - source->sheet_column;

        if (row->cells[i].column < source->sheet_column || column >= table->columns.count) {
            note_stray(context, filling, row, row->cells[i].column);
        } else if (table->slots[column] != COLUMN_NONE) {
            cells[table->slots[column]] = row->cells[i].text;
        }
    }
    return done();
}

static void note_filling(Context *context, const Filling *filling, const XlsxBook *book)
{
    const Source *source = filling->source;

    if (book->unsolved > 0) {
        note_error(context, FAIL_INPUT, source_place(source, book->unsolved_row),
                   "%lld cell%s a formula that was never worked out; open the file in a "
                   "spreadsheet program and save it",
                   (long long)book->unsolved, book->unsolved == 1 ? " holds" : "s hold");
    }
    if (filling->gaps == 1) {
        note_error(context, FAIL_INPUT, source_place(source, filling->gap_line),
                   "an empty row stands between rows; delete it, or all below it if that is not "
                   "part of the table");
    } else if (filling->gaps > 1) {
        note_error(context, FAIL_INPUT, source_place(source, filling->gap_line),
                   "empty rows stand between rows, here and in %lld more places; delete them",
                   (long long)(filling->gaps - 1));
    }
    if (filling->hidden > 0) {
        note_warning(context, source_place(source, filling->hidden_line),
                     "%lld hidden row%s read like all others; delete what should not count",
                     (long long)filling->hidden, filling->hidden == 1 ? " is" : "s are");
    }
}

/* For each column of a sheet whether its texts are wanted. */
static bool *wanted_in_sheet(Context *context, const Source *source, const Table *table)
{
    bool *wanted = TAKE(context, bool, XLSX_COLUMNS_MOST);

    for (size_t i = 0; wanted != NULL && i < table->columns.count; i++) {
        wanted[source->sheet_column + i] = table->slots[i] != COLUMN_NONE;
    }
    return wanted;
}

static Status read_rows(Context *context, const Source *source, XlsxZip *zip, Table *out,
                        Text *text)
{
    Filling filling = {.source = source, .table = out, .last_row = source->header_line};
    XlsxRowCall call = {fill_row, &filling, NULL};
    bool *wanted = wanted_in_sheet(context, source, out);
    size_t errors = context->error_count;
    Status status;
    XlsxBook book;

    if (wanted == NULL) {
        return fail_memory(context);
    }
    TRY(xlsx_book_open(zip, *text, &book));
    TRY(xlsx_book_read_texts(context, zip, &book));
    for (size_t i = 0; i < book.sheet_count; i++) {
        if (str_equal(book.sheets[i].name, source->sheet) && book.sheets[i].part.length != 0) {
            status = xlsx_sheet_read(context, zip, &book, book.sheets[i].part, wanted, &call);
            out->own_text = book.text.bytes;
            *text = book.text;
            note_filling(context, &filling, &book);
            return failed(status) ? status : status_since(context, errors);
        }
    }
    return fail(context, FAIL_SYSTEM, source_place(source, 0),
                "the file was changed while it was read; run this again");
}

Status xlsx_read_table(Context *context, const Source *source, Str bytes, Table *out, Text *text)
{
    AUTO(XlsxZip, xlsx_zip_close) zip = {0};

    TRY(xlsx_zip_open(context, source->name, bytes, &zip));
    return read_rows(context, source, &zip, out, text);
}
