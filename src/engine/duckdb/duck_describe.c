#include "engine/duckdb/duck_describe.h"

#include "base/intern.h"
#include "engine/duckdb/duck_table.h"
#include "engine/sql.h"

/* All texts of the first column of the statement's answer. */
static Status read_names(Context *context, DuckSession *session, Text *sql, StrSpan *out)
{
    AUTO(DuckResult, duck_result_close) rows = {0};
    size_t capacity = 0;
    Str statement;

    *out = (StrSpan){NULL, 0};
    TRY(text_finish(context, sql, &statement));
    TRY(duck_session_run(context, session, statement, &rows));
    while (duck_result_next(&rows)) {
        size_t wanted = out->count + rows.rows;

        out->items =
            arena_grow(context->arena, out->items, capacity * sizeof(Str), wanted * sizeof(Str));
        if (out->items == NULL) {
            return fail_memory(context);
        }
        capacity = wanted;
        for (size_t row = 0; row < rows.rows; row++) {
            out->items[out->count] = str_copy(context->arena, duck_result_text(&rows, 0, row));
            if (out->items[out->count++].bytes == NULL) {
                return fail_memory(context);
            }
        }
    }
    return done();
}

/* ---- keys of JSON lines ---- */

/* A key that no column of DuckDB's can be called by would read as blank in every row. */
static Status check_key(Context *context, const Source *source, StrSpan keys, size_t at,
                        Intern *folded)
{
    Str key = keys.items[at];
    Str shown = str_show(context->arena, key, 80);
    uint32_t number;

    if (str_trim(key).length < key.length || str_find_byte(key, '\0') < key.length) {
        return fail(context, FAIL_INPUT, source_place(source, 0),
                    "the key '%.*s' begins or ends with a blank, or holds a NUL; rename it",
                    STR_ARGS(shown));
    }
    TRY(intern_add_folded(context, folded, key, &number));
    if (number < at) { /* the number of a key before */
        Str other = str_show(context->arena, keys.items[number], 80);

        return fail(context, FAIL_INPUT, source_place(source, 0),
                    "the keys '%.*s' and '%.*s' differ in capital letters alone, and are not "
                    "told apart; write them alike",
                    STR_ARGS(other), STR_ARGS(shown));
    }
    return done();
}

/* Objects with the same keys in the same order, nearly all, are looked at once. */
static Status read_keys(Context *context, DuckSession *session, const Source *source, StrSpan *out)
{
    Text sql = text_new(context->arena);
    Intern *folded;

    text_add(&sql,
             STR("SELECT key FROM (SELECT unnest(k) AS key, unnest(range(len(k))) AS position, "
                 "first FROM (SELECT json_keys(json) AS k, min(r) AS first FROM (SELECT json, "
                 "row_number() OVER () AS r FROM read_json_objects("));
    duck_table_add_paths(&sql, (StrSpan){session->paths.items, source_part_count(source)});
    text_format(&sql,
                ", format='newline_delimited')) GROUP BY k)) GROUP BY key "
                "ORDER BY min(first * %d + least(position, %d)), key LIMIT %d",
                SOURCE_COLUMNS_MOST, SOURCE_COLUMNS_MOST - 1, SOURCE_COLUMNS_MOST + 1);
    TRY(read_names(context, session, &sql, out));
    if (out->count == 0) {
        return fail(context, FAIL_INPUT, source_place(source, 0),
                    "no line holds an object with a key; is it the right file?");
    }
    if (out->count > SOURCE_COLUMNS_MOST) {
        return fail(context, FAIL_LIMIT, source_place(source, 0),
                    "more than %d different keys, the most that are read; put what is not a "
                    "column's name into values",
                    SOURCE_COLUMNS_MOST);
    }
    TRY(intern_new(context, &folded));
    for (size_t i = 0; i < out->count; i++) {
        TRY(check_key(context, source, *out, i, folded));
    }
    return done();
}

/* ---- the spread ---- */

static Status read_spread(Context *context, DuckSession *session, Source *source)
{
    Text sql = text_new(context->arena);
    Text cell = text_new(context->arena);
    DuckTable table;
    StrSpan names;

    if (source->spread_names == COLUMN_NONE) {
        return done();
    }
    TRY(duck_table_open(context, session, &table));
    duck_table_add_file_text(&cell, &table, source->spread_names);
    text_add(&sql, STR("SELECT t FROM (SELECT t, min(r) AS first FROM (SELECT "));
    sql_add_trimmed(&sql, text_str(&cell));
    text_add(&sql, STR(" AS t, row_number() OVER () AS r FROM "));
    text_add(&sql, table.from);
    text_format(&sql, ") WHERE t <> '' GROUP BY t) ORDER BY first LIMIT %d",
                SOURCE_SPREAD_MOST + 1);
    TRY(read_names(context, session, &sql, &names));
    return source_set_spread(context, source, names);
}

/* Types of one column that DuckDB makes one of without a loss: numbers, or the same. */
static void check_kinds(Context *context, const Source *first, const Source *part)
{
    for (size_t i = 0; i < first->file_columns.count; i++) {
        Str name = str_show(context->arena, first->file_columns.items[i], 80);
        Str file = str_show(context->arena, first->name, 80);
        size_t k = 0;

        while (!str_equal(part->file_columns.items[k], first->file_columns.items[i])) {
            k++;
        }
        if (part->kinds[k] != first->kinds[i]) {
            note_error(context, FAIL_INPUT, source_place(part, 0),
                       "column '%.*s' holds values of another type than in '%.*s'; write both "
                       "files with the same types",
                       STR_ARGS(name), STR_ARGS(file));
        }
    }
}

static Status set_described(Context *context, Source *source, const DuckDescribed *described)
{
    TRY(source_set_columns(context, source, described->names));
    for (size_t i = 0; i < described->names.count; i++) {
        source->kinds[i] = described->kinds[i];
    }
    return done();
}

/* Each of several files must have the columns, and their kinds, of the first; in which order says
   the first. */
static Status describe_parts(Context *context, DuckSession *session, Source *source)
{
    size_t errors = context->error_count;

    for (size_t i = 0; i < source->part_count; i++) {
        Source *part = &source->parts[i];
        StrSpan path = {&session->paths.items[i], 1};
        DuckDescribed described;
        Str from;

        TRY(duck_table_from(context, part, path, (StrSpan){NULL, 0}, &from));
        TRY(duck_table_describe(context, session, from, &described));
        TRY(set_described(context, part, &described));
        if (i > 0 && source_has_same_columns(context, &source->parts[0], part)) {
            check_kinds(context, &source->parts[0], part);
        }
    }
    return status_since(context, errors);
}

static Status describe_parquet(Context *context, DuckSession *session, Source *source)
{
    StrSpan paths = {session->paths.items, source_part_count(source)};
    DuckDescribed described;
    Str from;

    TRY(describe_parts(context, session, source));
    TRY(duck_table_from(context, source, paths, (StrSpan){NULL, 0}, &from));
    TRY(duck_table_describe(context, session, from, &described));
    return set_described(context, source, &described);
}

static Status describe_json(Context *context, DuckSession *session, Source *source)
{
    StrSpan keys;

    TRY(read_keys(context, session, source, &keys));
    return source_set_columns(context, source, keys);
}

Status duck_describe(Context *context, Source *source)
{
    AUTO(DuckSession, duck_session_close) session = {0};
    /* With one thread rows come in the order of the file. */
    EngineOptions options = {.threads = 1};

    TRY(duck_session_open(context, source, &options, &session));
    TRY(source->format == SOURCE_JSON_LINES ? describe_json(context, &session, source)
                                            : describe_parquet(context, &session, source));
    return read_spread(context, &session, source);
}
