/* Which engine reads a file. */
#include "engine/engine.h"

#include "base/os_file.h"

/* Text up to this size may be read whole into memory... */
#define SMALL_BYTES_MOST (INT64_C(200) * 1000 * 1000)
/* ...if it has about so many rows; the engine itself stops a little later. */
#define SMALL_ROWS_MOST 1000000.0
/* A row takes at least two bytes. */
#define SURELY_SMALL_BYTES (INT64_C(2) * 1000 * 1000)
#define LOOKED_AT_BYTES ((size_t)1 << 20)

/* From the lines of the file's first part; twice too many for UTF-16 does no harm. */
static Status estimate_rows(Context *context, const Source *source, double *rows)
{
    Str start = str_slice(source->memory, 0, LOOKED_AT_BYTES);
    double lines = 0.0;

    if (source->memory.bytes == NULL) {
        TRY(file_read_start(context, source_part(source, 0)->path, LOOKED_AT_BYTES, &start));
    }
    for (size_t i = 0; i < start.length; i++) {
        lines += start.bytes[i] == (source->lone_returns ? '\r' : '\n') ? 1.0 : 0.0;
    }
    *rows = start.length == 0 ? 0.0 : lines / (double)start.length * (double)source->bytes;
    return done();
}

static Status choose(Context *context, const Source *source, const Engine **out)
{
    double rows;

    *out = &ENGINE_SMALL;
    switch (source->format) {
    case SOURCE_PARQUET:
    case SOURCE_JSON_LINES:
        *out = &ENGINE_DUCKDB;
        return done();
    case SOURCE_XLSX:
        return done();
    case SOURCE_DELIMITED:
        break;
    }
    if (source->statement.length > 0 || source->bytes <= SURELY_SMALL_BYTES) {
        return done();
    }
    if (source->bytes > SMALL_BYTES_MOST) {
        *out = &ENGINE_DUCKDB;
        return done();
    }
    TRY(estimate_rows(context, source, &rows));
    *out = rows > 0.9 * SMALL_ROWS_MOST ? &ENGINE_DUCKDB : &ENGINE_SMALL;
    return done();
}

static Status fail_small(Context *context, const Source *source)
{
    return fail(context, FAIL_INPUT, (Place){source->name, 0, 0},
                "a %s file needs the duckdb engine; leave out --engine small",
                source->format == SOURCE_PARQUET ? "Parquet" : "JSON lines");
}

bool engine_has_name(Context *context, Str wanted)
{
    Str shown;

    if (wanted.length == 0 || str_equal_ignoring_case(wanted, ENGINE_SMALL.name) ||
        str_equal_ignoring_case(wanted, ENGINE_DUCKDB.name)) {
        return true;
    }
    shown = str_show(context->arena, wanted, 40);
    note_error(context, FAIL_INPUT, (Place){STR("--engine"), 0, 0},
               "unknown engine '%.*s'; write small or duckdb", STR_ARGS(shown));
    return false;
}

Status engine_choose(Context *context, const Source *source, Str wanted, const Engine **out)
{
    size_t errors = context->error_count;

    if (!engine_has_name(context, wanted)) {
        return status_since(context, errors);
    }
    if (wanted.length == 0) {
        return choose(context, source, out);
    }
    if (str_equal_ignoring_case(wanted, ENGINE_SMALL.name)) {
        if (source->format == SOURCE_PARQUET || source->format == SOURCE_JSON_LINES) {
            return fail_small(context, source);
        }
        *out = &ENGINE_SMALL;
        return done();
    }
    if (source->format == SOURCE_XLSX) {
        return fail(context, FAIL_INPUT, (Place){source->name, 0, 0},
                    "an Excel file needs the small engine; leave out --engine duckdb");
    }
    if (source->statement.length > 0) {
        return fail(context, FAIL_INPUT, (Place){source->name, 0, 0},
                    "a table of a database needs the small engine; leave out --engine duckdb");
    }
    *out = &ENGINE_DUCKDB;
    return done();
}
