#include "engine/odbc/odbc_cells.h"

#include "base/sha256.h"
#include "engine/small/read_table.h"

#include <stdlib.h>
#include <string.h>

#define NAME_CHARACTERS 1024
/* Cells up to this size are had in one piece. */
#define CELL_BYTES ((size_t)8192)
#define ROWS_BETWEEN_STOPS 256
/* What the small engine needs for a cell beside its text: see source_keep. */
#define CELL_COST ((size_t)12)

typedef struct Fetch {
    OdbcStatement *statement;
    const OdbcColumns *columns;
    char *bytes; /* of one cell, in UTF-16 */
    size_t capacity;
    Text cell; /* the same in UTF-8 */
    Text csv;
    size_t rows;
} Fetch;

static Context *context_of(const Fetch *fetch)
{
    return fetch->statement->session->context;
}

/* ---- columns ---- */

static Status describe_one(OdbcStatement *statement, SQLUSMALLINT number, OdbcColumn *out)
{
    Context *context = statement->session->context;
    SQLWCHAR wide[NAME_CHARACTERS] = {0};
    Text name = text_new(context->arena);
    SQLSMALLINT length = 0;
    SQLSMALLINT type = 0;
    SQLSMALLINT digits;
    SQLSMALLINT nullable;
    SQLULEN size;
    size_t bad = 0;

    if (!SQL_SUCCEEDED(statement->session->api.SQLDescribeColW(statement->handle, number, wide,
                                                               NAME_CHARACTERS, &length, &type,
                                                               &size, &digits, &nullable)) ||
        length < 0 || length >= NAME_CHARACTERS) {
        return odbc_fail_statement(statement);
    }
    odbc_add_wide(&name, wide, (size_t)length, &bad);
    out->truth = type == SQL_BIT;
    return text_finish(context, &name, &out->name);
}

Status odbc_describe(OdbcStatement *statement, OdbcColumns *out)
{
    Context *context = statement->session->context;
    SQLSMALLINT count = 0;

    if (!SQL_SUCCEEDED(statement->session->api.SQLNumResultCols(statement->handle, &count))) {
        return odbc_fail_statement(statement);
    }
    *out = (OdbcColumns){TAKE(context, OdbcColumn, count > 0 ? (size_t)count : 1),
                         count > 0 ? (size_t)count : 0};
    if (out->items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < out->count; i++) {
        TRY(describe_one(statement, (SQLUSMALLINT)(i + 1), &out->items[i]));
    }
    return done();
}

/* ---- cells ---- */

static Place place_of(const Fetch *fetch)
{
    return fetch->statement->session->table->name_place;
}

static Status grow_cell(Fetch *fetch, size_t column)
{
    Context *context = context_of(fetch);
    size_t capacity = fetch->capacity * 2;
    char *grown;

    if (capacity > DATABASE_CELL_MOST) {
        Str name = str_show(context->arena, fetch->columns->items[column].name, 80);

        return fail(context, FAIL_LIMIT, place_of(fetch),
                    "row %zu has a cell of more than %zu MiB in column '%.*s'; read a view that "
                    "leaves it out or cuts it",
                    fetch->rows + 1, DATABASE_CELL_MOST >> 20, STR_ARGS(name));
    }
    grown = arena_grow(context->arena, fetch->bytes, fetch->capacity, capacity);
    if (grown == NULL) {
        return fail_memory(context);
    }
    fetch->bytes = grown;
    fetch->capacity = capacity;
    return done();
}

/* Drivers give a long cell in pieces, each ended in a NUL character that is no part of it. */
static Status get_cell(Fetch *fetch, size_t column, size_t *length)
{
    OdbcStatement *statement = fetch->statement;

    *length = 0;
    for (;;) {
        size_t room = fetch->capacity - *length;
        SQLLEN told = 0;
        SQLRETURN code = statement->session->api.SQLGetData(
            statement->handle, (SQLUSMALLINT)(column + 1), SQL_C_WCHAR, fetch->bytes + *length,
            (SQLLEN)room, &told);

        if (code == SQL_NO_DATA) {
            return done(); /* the piece before was the last */
        }
        if (!SQL_SUCCEEDED(code)) {
            return odbc_fail_statement(statement);
        }
        if (told == SQL_NULL_DATA) {
            return done();
        }
        if (told >= 0 && (size_t)told + sizeof(SQLWCHAR) <= room) {
            *length += (size_t)told;
            return done();
        }
        if (told < 0 && told != SQL_NO_TOTAL) {
            return odbc_fail_statement(statement);
        }
        *length += room - sizeof(SQLWCHAR);
        TRY(grow_cell(fetch, column));
    }
}

/* Some drivers write the type of 1 and 0 in words. */
static Str write_truth(Str cell)
{
    static const char *const WORDS[] = {"false", "true", "f", "t"};

    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++) {
        if (str_equal_ignoring_case(cell, str_from(WORDS[i]))) {
            return i % 2 == 0 ? STR("0") : STR("1");
        }
    }
    return cell;
}

static Status refuse_cell(Fetch *fetch, size_t column)
{
    Context *context = context_of(fetch);
    Str name = str_show(context->arena, fetch->columns->items[column].name, 80);

    return fail(context, FAIL_INPUT, place_of(fetch),
                "row %zu has a cell in column '%.*s' that is no text (a NUL or half a character); "
                "mend it, or read a view that leaves it out",
                fetch->rows + 1, STR_ARGS(name));
}

static void add_csv_cell(Text *csv, Str cell, bool alone)
{
    bool quoted = cell.length == 0 && alone;

    for (size_t i = 0; i < cell.length && !quoted; i++) {
        quoted = strchr("\",\r\n", cell.bytes[i]) != NULL;
    }
    if (!quoted) {
        text_add(csv, cell);
        return;
    }
    text_add_byte(csv, '"');
    for (size_t i = 0; i < cell.length; i++) {
        if (cell.bytes[i] == '"') {
            text_add_byte(csv, '"');
        }
        text_add_byte(csv, cell.bytes[i]);
    }
    text_add_byte(csv, '"');
}

static void end_csv_cell(Fetch *fetch, size_t column)
{
    text_add_byte(&fetch->csv, column + 1 == fetch->columns->count ? '\n' : ',');
}

static Status read_cell(Fetch *fetch, size_t column)
{
    size_t length;
    size_t bad = 0;
    Str cell;

    TRY(get_cell(fetch, column, &length));
    fetch->cell.length = 0;
    odbc_add_wide(&fetch->cell, (const SQLWCHAR *)(const void *)fetch->bytes,
                  length / sizeof(SQLWCHAR), &bad);
    cell = text_str(&fetch->cell);
    if (bad > 0 || str_find_byte(cell, '\0') < cell.length) {
        return refuse_cell(fetch, column);
    }
    if (fetch->columns->items[column].truth) {
        cell = write_truth(cell);
    }
    add_csv_cell(&fetch->csv, cell, fetch->columns->count == 1);
    end_csv_cell(fetch, column);
    return fetch->csv.spent || fetch->cell.spent ? fail_memory(context_of(fetch)) : done();
}

static Status check_limits(const Fetch *fetch, const EngineOptions *options)
{
    Context *context = context_of(fetch);
    size_t bytes = fetch->csv.length + fetch->rows * fetch->columns->count * CELL_COST;

    if (fetch->rows > TABLE_ROWS_MOST) {
        return fail(context, FAIL_LIMIT, place_of(fetch),
                    "the table has more than %zu rows, the most that are read from a database; "
                    "write it to a Parquet or CSV file and name that, or read a view of fewer rows",
                    TABLE_ROWS_MOST);
    }
    if (options->memory_bytes > 0 && bytes > (size_t)options->memory_bytes) {
        return fail(context, FAIL_LIMIT, place_of(fetch),
                    "the table takes more memory than the %.0f MB that --memory allows, after %zu "
                    "rows; allow more, or read a view of fewer rows",
                    (double)options->memory_bytes / 1e6, fetch->rows);
    }
    return done();
}

/* Now and then, and at the end. */
static Status look_up(const Fetch *fetch, const EngineOptions *options)
{
    TRY(check_stop(context_of(fetch)));
    if (options->progress != NULL) {
        options->progress(options->progress_data, -1.0);
    }
    return check_limits(fetch, options);
}

static Status read_rows(Fetch *fetch, const EngineOptions *options)
{
    OdbcStatement *statement = fetch->statement;
    SQLRETURN code = statement->session->api.SQLFetch(statement->handle);

    while (SQL_SUCCEEDED(code)) {
        for (size_t i = 0; i < fetch->columns->count; i++) {
            TRY(read_cell(fetch, i));
        }
        fetch->rows++;
        if (fetch->rows % ROWS_BETWEEN_STOPS == 0) {
            TRY(look_up(fetch, options));
        }
        code = statement->session->api.SQLFetch(statement->handle);
    }
    TRY(look_up(fetch, options));
    if (code != SQL_NO_DATA) {
        return odbc_fail_statement(statement);
    }
    return fetch->rows > 0 ? done()
                           : fail(context_of(fetch), FAIL_INPUT, place_of(fetch),
                                  "the table has columns and no rows; is it the right one?");
}

Status odbc_read_csv(OdbcStatement *statement, const OdbcColumns *columns,
                     const EngineOptions *options, Str *out)
{
    Context *context = statement->session->context;
    Fetch fetch = {.statement = statement,
                   .columns = columns,
                   .bytes = TAKE(context, char, CELL_BYTES),
                   .capacity = CELL_BYTES,
                   .cell = text_new(context->arena),
                   .csv = text_new(context->arena)};

    if (fetch.bytes == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < columns->count; i++) {
        add_csv_cell(&fetch.csv, columns->items[i].name, columns->count == 1);
        end_csv_cell(&fetch, i);
    }
    TRY(read_rows(&fetch, options));
    return text_finish(context, &fetch.csv, out);
}

/* ---- what it was ---- */

/* The row at the start of the text, with its line end: one outside quotes. */
static Str first_row(Str csv)
{
    bool quoted = false;
    size_t at = 0;

    while (at < csv.length && (quoted || csv.bytes[at] != '\n')) {
        quoted = csv.bytes[at] == '"' ? !quoted : quoted;
        at++;
    }
    return str_slice(csv, 0, at + 1);
}

static size_t count_rows(Str csv)
{
    size_t count = 0;

    while (csv.length > 0) {
        csv = str_slice(csv, first_row(csv).length, csv.length);
        count++;
    }
    return count;
}

static int compare_rows(const void *a, const void *b)
{
    return str_compare(*(const Str *)a, *(const Str *)b);
}

Status odbc_hash_csv(Context *context, Str csv, Str *out)
{
    StrSpan rows = {NULL, count_rows(csv)};
    Sha256 hash = sha256_begin();
    uint8_t digest[SHA256_BYTES];

    rows.items = TAKE(context, Str, rows.count);
    if (rows.items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < rows.count; i++) {
        rows.items[i] = first_row(csv);
        csv = str_slice(csv, rows.items[i].length, csv.length);
    }
    if (rows.count > 1) {
        qsort(rows.items + 1, rows.count - 1, sizeof rows.items[0], compare_rows);
    }
    for (size_t i = 0; i < rows.count; i++) {
        sha256_add(&hash, rows.items[i]);
    }
    sha256_finish(&hash, digest);
    *out = sha256_digits(context->arena, digest);
    return out->length == 0 ? fail_memory(context) : done();
}
