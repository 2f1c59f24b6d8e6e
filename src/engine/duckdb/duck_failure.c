#include "engine/duckdb/duck_failure.h"

#include "base/number.h"
#include "base/os_file.h"
#include "engine/small/read_csv.h"

static Status ignore_row(Context *context, void *data, const CsvRow *row)
{
    (void)data;
    return row->line % 65536 == 0 ? check_stop(context) : done();
}

static Status read_part_strictly(Context *context, const Source *part)
{
    SourceText text = {0};
    CsvInput input = {
        .file = part->name, .delimiter = part->delimiter, .columns = part->file_columns.count};
    Status status = source_text_open(context, part, &text);

    if (!failed(status)) {
        input.bytes = text.bytes;
        input.line = text.line;
        status = csv_scan(context, &input, ignore_row, NULL);
    }
    source_text_close(&text);
    return status;
}

Status duck_read_strictly(Context *context, const Source *source)
{
    size_t errors = context->error_count;

    for (size_t i = 0; i < source_part_count(source); i++) {
        Status status = read_part_strictly(context, source_part(source, i));

        if (failed(status) && status.kind != FAIL_INPUT) {
            return status;
        }
    }
    return status_since(context, errors);
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

/* The limit given to DuckDB was reached, or that of the system before it ("bad allocation"). */
static Status fail_out_of_memory(Context *context, const DuckSession *session, Str message)
{
    bool system = str_contains_ignoring_case(message, STR("bad alloc")) ||
                  str_contains_ignoring_case(message, STR("bad_alloc"));
    Text allowed = text_new(context->arena);
    const double megabyte = 1024.0 * 1024.0;
    double megabytes = (double)session->options.memory_bytes / megabyte;
    bool few = megabytes < 1000.0;

    number_write_fixed(&allowed, few ? megabytes : megabytes / 1024.0, few ? 0 : 1);
    if (system) {
        return fail(context, FAIL_LIMIT, source_place(session->source, 0),
                    "the system gives this program no more memory, though up to %.*s %s would be "
                    "used; close other programs, or raise the system's limit (ulimit -v)",
                    STR_ARGS(text_str(&allowed)), few ? "MB" : "GB");
    }
    return fail(context, FAIL_LIMIT, source_place(session->source, 0),
                "this question needs more than the %.*s %s of memory allowed; add --memory SIZE, "
                "or --spill FOLDER to let rows be written there",
                STR_ARGS(text_str(&allowed)), few ? "MB" : "GB");
}

/* The message when our own reader has nothing against the text. */
static Status fail_as_text(Context *context, const DuckSession *session, Str message)
{
    Place place = source_place(session->source, 0);
    Str said;

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
    said = first_line(context, message);
    return fail(context, FAIL_INPUT, place,
                "DuckDB cannot read this text; give --engine small to have it read by the "
                "program's own reader. DuckDB said: %.*s",
                STR_ARGS(said));
}

/* ---- JSON lines ---- */

/* The line of object number `wanted`: empty lines hold none. 0: there is no such line. */
static int64_t find_object(Context *context, const Source *source, int64_t wanted)
{
    int64_t line = 0;
    int64_t objects = 0;
    FileMap map;

    if (failed(file_map(context, source->path, &map))) {
        return 0;
    }
    for (size_t at = 0; at < map.bytes.length && objects < wanted; line++) {
        Str rest = str_slice(map.bytes, at, map.bytes.length);
        size_t length = str_find_byte(rest, '\n');

        objects += str_trim(str_slice(rest, 0, length)).length > 0;
        at += length + 1;
    }
    file_unmap(&map);
    return objects == wanted ? line : 0;
}

/* Of several files the one that the message names. */
static const Source *named_part(Context *context, const Source *source, Str message)
{
    for (size_t i = 0; i < source->part_count; i++) {
        Str path = path_absolute(context->arena, source->parts[i].path);

        if (path.length > 0 && str_contains_ignoring_case(message, path)) {
            return &source->parts[i];
        }
    }
    return source;
}

/* "Malformed JSON in file "...", at byte 9 in line 3: unexpected character." and "JSON transform
   error in file "...", in line 2: Expected OBJECT, but got ARRAY ...": lines are objects counted
   from 1, and the first message is one too high. False for any other message. */
static bool is_about_object(Context *context, const DuckSession *session, Str message, Place *place,
                            Str *reason)
{
    const Source *file = named_part(context, session->source, message);
    const Str before = STR(" in line ");
    Str rest = message;
    size_t colon;
    int64_t number;

    while (rest.length > 0 && !str_starts_with(rest, before)) {
        rest = str_slice(rest, 1, rest.length);
    }
    rest = str_slice(rest, before.length, rest.length);
    colon = str_find_byte(rest, ':');
    if (session->source->format != SOURCE_JSON_LINES ||
        !number_parse_integer(str_slice(rest, 0, colon), &number)) {
        return false;
    }
    number -= str_contains_ignoring_case(message, STR("Malformed JSON")) ? 1 : 0;
    *place = source_place(file, find_object(context, file, number));
    rest = str_slice(rest, colon + 1, rest.length);
    rest = str_trim(str_slice(rest, 0, str_find_byte(rest, '\n')));
    while (str_ends_with(rest, STR("."))) {
        rest.length--;
    }
    *reason = str_show(context->arena, rest, 200);
    return true;
}

static bool is_about_form(duckdb_error_type type, Str message)
{
    return type == DUCKDB_ERROR_CONVERSION || str_starts_with(message, STR("Conversion Error")) ||
           str_contains_ignoring_case(message, STR("csv"));
}

static Status fail_damaged(Context *context, Place place, Str message)
{
    Str said = first_line(context, message);

    return fail(context, FAIL_INPUT, place,
                "this file cannot be read, it may be damaged; fetch or write it again. DuckDB "
                "said: %.*s",
                STR_ARGS(said));
}

/* A Parquet file says where its parts are: past its end is the file's mistake, not the disk's. */
static bool is_cut_short(const Source *source, Str message)
{
    return source->format == SOURCE_PARQUET &&
           str_contains_ignoring_case(message, STR("Could not read enough bytes"));
}

Status duck_fail(Context *context, const DuckSession *session, duckdb_error_type type, Str message)
{
    const Source *source = session->source;
    Place place = source_place(named_part(context, source, message), 0);
    Str reason;
    Str said;

    TRY(check_stop(context));
    if (type == DUCKDB_ERROR_OUT_OF_MEMORY ||
        str_starts_with(message, STR("Out of Memory Error"))) {
        return fail_out_of_memory(context, session, message);
    }
    if (type == DUCKDB_ERROR_OUT_OF_RANGE || str_starts_with(message, STR("Out of Range Error"))) {
        return tally_fail_overflow(context);
    }
    if (source->format == SOURCE_DELIMITED && is_about_form(type, message)) {
        TRY(duck_read_strictly(context, source));
        return fail_as_text(context, session, message);
    }
    if (is_about_object(context, session, message, &place, &reason)) {
        return fail(context, FAIL_INPUT, place,
                    "this is not one JSON object (%.*s); write one object on each line, each key "
                    "once",
                    STR_ARGS(reason));
    }
    if (is_cut_short(source, message)) {
        return fail_damaged(context, place, message);
    }
    if (type == DUCKDB_ERROR_IO || str_starts_with(message, STR("IO Error"))) {
        said = first_line(context, message);
        return fail(context, FAIL_SYSTEM, place,
                    "the file cannot be read to its end; is it whole? DuckDB said: %.*s",
                    STR_ARGS(said));
    }
    return fail_damaged(context, place, message);
}
