#include "engine/duckdb/duck_failure.h"

#include "base/number.h"
#include "engine/small/read_csv.h"

static Status ignore_row(Context *context, void *data, const CsvRow *row)
{
    (void)data;
    return row->line % 65536 == 0 ? check_stop(context) : done();
}

Status duck_read_strictly(Context *context, const Source *source)
{
    SourceText text = {0};
    CsvInput input = {.file = source->name,
                      .delimiter = source->delimiter,
                      .columns = source->file_columns.count};
    Status status = source_text_open(context, source, &text);

    if (!failed(status)) {
        input.bytes = text.bytes;
        input.line = text.line;
        status = csv_scan(context, &input, ignore_row, NULL);
    }
    source_text_close(&text);
    return status;
}

/* Up to the end of its line, without the name of its kind ("Invalid Input Error: "). */
static Str first_line(Context *context, Str message)
{
    Str line = str_slice(message, 0, str_find_byte(message, '\n'));
    size_t colon = str_find_byte(line, ':');

    if (colon + 2 < line.length && str_ends_with(str_slice(line, 0, colon), STR("Error"))) {
        line = str_slice(line, colon + 2, line.length);
    }
    return str_show(context->arena, line, 300);
}

static Status fail_out_of_memory(Context *context, const DuckSession *session)
{
    Text allowed = text_new(context->arena);
    const double gigabyte = 1024.0 * 1024.0 * 1024.0;

    number_write_fixed(&allowed, (double)session->options.memory_bytes / gigabyte, 1);
    return fail(context, FAIL_LIMIT, source_place(session->source, 0),
                "this question needs more than the %.*s GB of memory allowed; add --memory SIZE, "
                "or --spill FOLDER to let rows be written there",
                STR_ARGS(text_str(&allowed)));
}

/* The message when our own reader has nothing against the text. */
static Status fail_as_text(Context *context, const DuckSession *session, Str message)
{
    Place place = source_place(session->source, 0);

    if (str_contains_ignoring_case(message, STR("state machine reached an invalid state"))) {
        return fail(context, FAIL_INPUT, place,
                    "some lines end in CR LF and others in LF alone, which DuckDB does not read; "
                    "save the file with one kind of line end, or give --engine small");
    }
    if (str_contains_ignoring_case(message, STR("maximum line size"))) {
        return fail(context, FAIL_LIMIT, place,
                    "a row is longer than 2 MB, which DuckDB does not read; shorten it, or give "
                    "--engine small");
    }
    return fail(context, FAIL_INPUT, place,
                "DuckDB cannot read this text; give --engine small to have it read by the "
                "program's own reader. DuckDB said: %.*s",
                STR_ARGS(first_line(context, message)));
}

static bool is_about_form(duckdb_error_type type, Str message)
{
    return type == DUCKDB_ERROR_CONVERSION || str_contains_ignoring_case(message, STR("csv"));
}

Status duck_fail(Context *context, const DuckSession *session, duckdb_error_type type, Str message)
{
    const Source *source = session->source;
    Place place = source_place(source, 0);

    TRY(check_stop(context));
    if (type == DUCKDB_ERROR_OUT_OF_MEMORY ||
        str_starts_with(message, STR("Out of Memory Error"))) {
        return fail_out_of_memory(context, session);
    }
    if (type == DUCKDB_ERROR_OUT_OF_RANGE || str_starts_with(message, STR("Out of Range Error"))) {
        return tally_fail_overflow(context);
    }
    if (source->format == SOURCE_DELIMITED && is_about_form(type, message)) {
        TRY(duck_read_strictly(context, source));
        return fail_as_text(context, session, message);
    }
    if (type == DUCKDB_ERROR_IO || str_starts_with(message, STR("IO Error"))) {
        return fail(context, FAIL_SYSTEM, place,
                    "the file cannot be read to its end; is it whole? DuckDB said: %.*s",
                    STR_ARGS(first_line(context, message)));
    }
    return fail(context, FAIL_INPUT, place, "DuckDB cannot read this file: %.*s",
                STR_ARGS(first_line(context, message)));
}
