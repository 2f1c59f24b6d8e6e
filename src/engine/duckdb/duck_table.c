#include "engine/duckdb/duck_table.h"

#include "base/intern.h"
#include "engine/duckdb/duck_failure.h"
#include "engine/sql.h"

#include <string.h>

/* ---- the FROM clause ---- */

/* The column's name and number: with one '#' more for as long as some column has that name. */
static Status name_apart(Context *context, Intern *folded, Str name, size_t number, Str *out)
{
    Text text = text_new(context->arena);
    uint32_t before;
    uint32_t at;

    text_add(&text, name);
    text_add_byte(&text, ' ');
    do {
        size_t start = text.length;

        before = intern_count(folded);
        text_format(&text, "#%zu", number);
        if (text.spent) {
            return fail_memory(context);
        }
        TRY(intern_add_folded(context, folded, text_str(&text), &at));
        if (at < before) {
            text.length = start;
            text_add_byte(&text, '#');
        }
    } while (at < before);
    return text_finish(context, &text, out);
}

/* Names as DuckDB must have them: different without regard to ASCII case, none of them empty. */
static Status name_columns(Context *context, const Source *source, StrSpan *out)
{
    StrSpan names = {TAKE(context, Str, source->file_columns.count), source->file_columns.count};
    uint32_t *numbers = TAKE(context, uint32_t, names.count); /* alike for names alike */
    uint32_t *times = TAKE(context, uint32_t, names.count);   /* by number */
    Intern *folded;

    if (names.items == NULL || numbers == NULL || times == NULL) {
        return fail_memory(context);
    }
    TRY(intern_new(context, &folded));
    for (size_t i = 0; i < names.count; i++) {
        TRY(intern_add_folded(context, folded, source->file_columns.items[i], &numbers[i]));
        times[numbers[i]]++;
    }
    for (size_t i = 0; i < names.count; i++) {
        Str name = source->file_columns.items[i];

        names.items[i] = name;
        if (name.length == 0 || times[numbers[i]] > 1) {
            TRY(name_apart(context, folded, name, i + 1, &names.items[i]));
        }
    }
    *out = names;
    return done();
}

static Status quote_names(Context *context, StrSpan *names)
{
    for (size_t i = 0; i < names->count; i++) {
        Text sql = text_new(context->arena);

        sql_add_name(&sql, names->items[i]);
        TRY(text_finish(context, &sql, &names->items[i]));
    }
    return done();
}

/* columns={'a': 'VARCHAR', ...} */
static void add_text_columns(Text *sql, StrSpan names)
{
    text_add(sql, STR("columns={"));
    for (size_t i = 0; i < names.count; i++) {
        text_add(sql, i == 0 ? STR_NONE : STR(", "));
        sql_add_text(sql, names.items[i]);
        text_add(sql, STR(": 'VARCHAR'"));
    }
    text_add(sql, STR("}"));
}

void duck_table_add_paths(Text *sql, StrSpan paths)
{
    text_add(sql, STR("["));
    for (size_t i = 0; i < paths.count; i++) {
        text_add(sql, i == 0 ? STR_NONE : STR(", "));
        sql_add_text(sql, paths.items[i]);
    }
    text_add(sql, STR("]"));
}

/* Every option said, nothing sniffed. `skip` counts rows, and takes quotes in them for quotes. */
static void add_read_csv(Text *sql, const Source *source, StrSpan paths, StrSpan names)
{
    text_add(sql, STR("read_csv("));
    duck_table_add_paths(sql, paths);
    text_add(sql, STR(", auto_detect=false, delim="));
    sql_add_text(sql, (Str){&source->delimiter, 1});
    text_format(sql,
                ", quote='\"', escape='\"', comment='', header=false, skip=%lld, "
                "null_padding=false, strict_mode=true, encoding='utf-8', ",
                (long long)source->options.skip + 1);
    add_text_columns(sql, names);
    text_add(sql, STR(")"));
}

/* DuckDB passes over empty lines without a word; here they are a mistake of the file, or rows of a
   table with one column. Two line ends in a row may also stand in a quoted cell: our own reader
   tells. */
static Status check_empty_lines(Context *context, const Source *source)
{
    FileMap map;
    bool found = false;
    size_t end;

    TRY(file_map(context, source->path, &map));
    for (end = map.bytes.length; end > 0 && (unsigned char)map.bytes.bytes[end - 1] <= ' ';) {
        end--;
    }
    for (const char *at = map.bytes.bytes, *last = at + end; !found && at < last;) {
        const char *line = memchr(at, '\n', (size_t)(last - at));

        at = line == NULL ? last : line + 1;
        found = at < last && (*at == '\n' || (*at == '\r' && at + 1 < last && at[1] == '\n'));
    }
    file_unmap(&map);
    if (!found) {
        return done();
    }
    if (source->file_columns.count == 1) {
        return fail(context, FAIL_INPUT, source_place(source, 0),
                    "DuckDB does not read the empty lines of a table with one column; give "
                    "--engine small");
    }
    return duck_read_strictly(context, source);
}

/* Of one file, or a part. */
static Status check_delimited(Context *context, const Source *source)
{
    Place place = source_place(source, 0);
    Str start;

    if (source->path.length == 0) {
        return fail(context, FAIL_INPUT, place, "DuckDB reads files only, not bytes in memory");
    }
    if (source->encoding != ENCODING_UTF8 || source->lone_returns) {
        return fail(context, FAIL_LIMIT, place,
                    "a text file of this size is only read when it is UTF-8 with lines that end in "
                    "LF or CR LF; save it so");
    }
    TRY(check_empty_lines(context, source));
    if (source->options.skip == 0) {
        return done();
    }
    TRY(file_read_start(context, source->path, (size_t)1 << 20, &start));
    for (int64_t line = 1, at = 0; line < source->header_line && (size_t)at < start.length; at++) {
        line += start.bytes[at] == '\n';
        if (start.bytes[at] == '"') {
            return fail(context, FAIL_INPUT, source_place(source, line),
                        "DuckDB cannot skip lines that hold quotes; take the quotes out, or give "
                        "--engine small");
        }
    }
    return done();
}

Status duck_table_from(Context *context, const Source *source, StrSpan paths, StrSpan names,
                       Str *out)
{
    Text sql = text_new(context->arena);

    switch (source->format) {
    case SOURCE_DELIMITED:
        for (size_t i = 0; i < source_part_count(source); i++) {
            TRY(check_delimited(context, source_part(source, i)));
        }
        add_read_csv(&sql, source, paths, names);
        break;
    case SOURCE_PARQUET:
        text_add(&sql, STR("read_parquet("));
        duck_table_add_paths(&sql, paths);
        text_add(&sql, paths.count > 1 ? STR(", union_by_name=true)") : STR(")"));
        break;
    case SOURCE_JSON_LINES:
        text_add(&sql, STR("read_json("));
        duck_table_add_paths(&sql, paths);
        text_add(&sql, STR(", format='newline_delimited', auto_detect=false, "));
        add_text_columns(&sql, names);
        text_add(&sql, STR(")"));
        break;
    case SOURCE_XLSX:
        return fail(context, FAIL_INPUT, source_place(source, 0),
                    "DuckDB does not read Excel files; leave out --engine duckdb");
    }
    return text_finish(context, &sql, out);
}

/* ---- types ---- */

static DuckType type_from_name(Str name)
{
    static const char *const WHOLE[] = {"TINYINT",  "SMALLINT",  "INTEGER",  "BIGINT",  "HUGEINT",
                                        "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT"};

    for (size_t i = 0; i < sizeof WHOLE / sizeof WHOLE[0]; i++) {
        if (str_equal(name, str_from(WHOLE[i]))) {
            return DUCK_WHOLE;
        }
    }
    if (str_equal(name, STR("VARCHAR"))) {
        return DUCK_TEXT;
    }
    if (str_equal(name, STR("DOUBLE"))) {
        return DUCK_DOUBLE;
    }
    if (str_equal(name, STR("BOOLEAN"))) {
        return DUCK_TRUTH;
    }
    if (str_equal(name, STR("DATE")) ||
        (str_starts_with(name, STR("TIMESTAMP")) && !str_ends_with(name, STR("]")))) {
        return DUCK_DATE;
    }
    return DUCK_OTHER;
}

static ColumnKind kind_of(DuckType type, Str name)
{
    switch (type) {
    case DUCK_WHOLE:
    case DUCK_DOUBLE:
        return COLUMN_NUMBER;
    case DUCK_DATE:
        return COLUMN_DATE;
    case DUCK_TRUTH:
        return COLUMN_TRUTH;
    case DUCK_TEXT:
    case DUCK_OTHER:
        break;
    }
    return str_equal(name, STR("FLOAT")) ||
                   (str_starts_with(name, STR("DECIMAL")) && str_ends_with(name, STR(")")))
               ? COLUMN_NUMBER
               : COLUMN_TEXT;
}

Status duck_table_describe(Context *context, DuckSession *session, Str from, DuckDescribed *out)
{
    AUTO(DuckResult, duck_result_close) rows = {0};
    Str sql = str_format(context->arena,
                         "SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM %.*s)",
                         STR_ARGS(from));
    size_t capacity = 0;

    *out = (DuckDescribed){{NULL, 0}, NULL, NULL};
    TRY(duck_session_run(context, session, sql, &rows));
    while (duck_result_next(&rows)) {
        size_t wanted = out->names.count + rows.rows;
        Arena *arena = context->arena;

        out->names.items =
            arena_grow(arena, out->names.items, capacity * sizeof(Str), wanted * sizeof(Str));
        out->types =
            arena_grow(arena, out->types, capacity * sizeof(DuckType), wanted * sizeof(DuckType));
        out->kinds = arena_grow(arena, out->kinds, capacity * sizeof(ColumnKind),
                                wanted * sizeof(ColumnKind));
        if (out->names.items == NULL || out->types == NULL || out->kinds == NULL) {
            return fail_memory(context);
        }
        capacity = wanted;
        for (size_t row = 0; row < rows.rows; row++) {
            Str type = duck_result_text(&rows, 1, row);
            size_t at = out->names.count++;

            out->names.items[at] = str_copy(arena, duck_result_text(&rows, 0, row));
            out->types[at] = type_from_name(type);
            out->kinds[at] = kind_of(out->types[at], type);
        }
    }
    return done();
}

static Status open_at(Context *context, DuckSession *session, const Source *source, StrSpan paths,
                      DuckTable *out)
{
    DuckDescribed described = {{NULL, 0}, NULL, NULL};

    *out =
        (DuckTable){.source = source, .types = TAKE(context, DuckType, source->file_columns.count)};
    if (out->types == NULL) {
        return fail_memory(context);
    }
    TRY(name_columns(context, source, &out->names));
    TRY(duck_table_from(context, source, paths, out->names, &out->from));
    if (source->format == SOURCE_PARQUET) {
        TRY(duck_table_describe(context, session, out->from, &described));
        if (described.names.count != source->file_columns.count) {
            return fail(context, FAIL_SYSTEM, source_place(source, 0),
                        "the file changed while it was read; run the command again");
        }
        out->names = described.names;
        out->types = described.types;
    }
    return quote_names(context, &out->names);
}

Status duck_table_open(Context *context, DuckSession *session, DuckTable *out)
{
    StrSpan paths = {session->paths.items, source_part_count(session->source)};

    return open_at(context, session, session->source, paths, out);
}

Status duck_table_open_other(Context *context, DuckSession *session, const Source *other,
                             DuckTable *out)
{
    Str path = path_absolute(context->arena, other->path);

    return open_at(context, session, other, (StrSpan){&path, 1}, out);
}

/* ---- cells ---- */

static uint32_t file_index(const DuckTable *table, uint32_t column)
{
    const Source *source = table->source;
    size_t own = source_own_columns(source).count;

    return column < own ? source->file_indices[column]
                        : (uint32_t)(source->file_columns.count + column - own);
}

void duck_table_add_name(Text *sql, const DuckTable *table, uint32_t column)
{
    text_add(sql, table->names.items[file_index(table, column)]);
}

/* The text of `name`, of that type. */
static void add_text(Text *sql, DuckType type, Str name)
{
    switch (type) {
    case DUCK_TEXT:
        text_add(sql, name);
        return;
    case DUCK_DOUBLE:
        text_format(sql,
                    "CASE WHEN abs(%.*s) < 1e15 AND trunc(%.*s) = %.*s "
                    "THEN CAST(CAST(%.*s AS BIGINT) AS VARCHAR) ELSE CAST(%.*s AS VARCHAR) END",
                    STR_ARGS(name), STR_ARGS(name), STR_ARGS(name), STR_ARGS(name), STR_ARGS(name));
        return;
    case DUCK_WHOLE:
    case DUCK_DATE:
    case DUCK_TRUTH:
    case DUCK_OTHER:
        text_format(sql, "CAST(%.*s AS VARCHAR)", STR_ARGS(name));
        return;
    }
}

void duck_table_add_label(Text *sql, const DuckTable *table, uint32_t column, Str name)
{
    add_text(sql, table->types[file_index(table, column)], name);
}

void duck_table_add_file_text(Text *sql, const DuckTable *table, size_t index)
{
    add_text(sql, table->types[index], table->names.items[index]);
}

void duck_table_add_text(Text *sql, const DuckTable *table, uint32_t column)
{
    duck_table_add_file_text(sql, table, file_index(table, column));
}

bool duck_table_is_native(const DuckTable *table, uint32_t column, ValueKind kind)
{
    DuckType type = table->types[file_index(table, column)];

    if (value_is_any(kind, source_ways(table->source, column))) {
        return false;
    }
    return (kind == VALUE_NUMBER && (type == DUCK_WHOLE || type == DUCK_DOUBLE)) ||
           (kind == VALUE_DATE && type == DUCK_DATE);
}

void duck_table_add_value(Text *sql, const DuckTable *table, uint32_t column, ValueKind kind)
{
    Str name = table->names.items[file_index(table, column)];

    if (kind == VALUE_DATE) {
        text_format(sql,
                    "CASE WHEN isfinite(%.*s) THEN "
                    "CAST(CAST(%.*s AS DATE) - DATE '1970-01-01' AS BIGINT) END",
                    STR_ARGS(name), STR_ARGS(name));
    } else if (table->types[file_index(table, column)] == DUCK_DOUBLE) {
        text_format(sql, "CASE WHEN isfinite(%.*s) THEN %.*s END", STR_ARGS(name), STR_ARGS(name));
    } else {
        text_format(sql, "CAST(%.*s AS DOUBLE)", STR_ARGS(name));
    }
}

bool duck_table_is_double(const DuckTable *table, uint32_t column)
{
    return table->types[file_index(table, column)] == DUCK_DOUBLE;
}

void duck_table_add_millionths(Text *sql, const DuckTable *table, uint32_t column)
{
    Str name = table->names.items[file_index(table, column)];
    Text cell = text_new(sql->arena);

    if (table->types[file_index(table, column)] == DUCK_WHOLE) {
        text_format(sql, "CAST(%.*s AS BIGINT) * 1000000", STR_ARGS(name));
        return;
    }
    /* The decimal text decides which way a half is rounded; the product of doubles says as much
       wherever it is not near a half, and costs far less. */
    text_format(sql,
                "CASE WHEN abs(%.*s) < 35e6 AND abs(abs(%.*s * 1e6) - floor(abs(%.*s * 1e6)) "
                "- 0.5) > 0.01 THEN CAST(%.*s * 1e6 AS BIGINT) ELSE ",
                STR_ARGS(name), STR_ARGS(name), STR_ARGS(name), STR_ARGS(name));
    duck_table_add_text(&cell, table, column);
    sql_add_millionths(sql, text_str(&cell));
    text_add(sql, STR(" END"));
}
