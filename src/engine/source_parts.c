/* Several files that are one table. */
#include "base/os_file.h"
#include "engine/small/read_table.h"
#include "engine/source_heads.h"

#include <string.h>

/* Names in a message are cut after this many bytes. */
#define NAME_SHOWN ((size_t)80)

/* A row of a table has a number of 32 bits, and a sheet may have TABLE_ROWS_MOST. */
#define SHEETS_MOST ((size_t)UINT32_MAX / TABLE_ROWS_MOST)

static Str show(Context *context, Str name)
{
    return str_show(context->arena, name, NAME_SHOWN);
}

static int64_t count_byte(Str bytes, char wanted)
{
    const char *end = bytes.bytes + bytes.length;
    const char *at = bytes.bytes;
    int64_t count = 0;

    while (at < end && (at = memchr(at, wanted, (size_t)(end - at))) != NULL) {
        at++;
        count++;
    }
    return count;
}

/* No fewer than the lines that any reader finds in the file. */
static Status count_lines(Context *context, const Source *part, int64_t *count)
{
    FileMap map;

    TRY(file_map(context, part->path, &map));
    *count =
        1 + count_byte(map.bytes, '\n') + (part->lone_returns ? count_byte(map.bytes, '\r') : 0);
    file_unmap(&map);
    return check_stop(context);
}

static bool has_name(StrSpan names, Str name)
{
    for (size_t i = 0; i < names.count; i++) {
        if (str_equal(names.items[i], name)) {
            return true;
        }
    }
    return false;
}

/* Notes the first column of `one` that `other` lacks; false when there is none. */
static bool note_lacking(Context *context, const Source *one, const Source *other, const char *what)
{
    for (size_t i = 0; i < one->file_columns.count; i++) {
        if (!has_name(other->file_columns, one->file_columns.items[i])) {
            Str name = show(context, one->file_columns.items[i]);
            Str file = show(context, one->name);

            note_error(context, FAIL_INPUT, source_place(other, other->header_line),
                       "%s '%.*s', which '%.*s' has; files of one table have the same columns",
                       what, STR_ARGS(name), STR_ARGS(file));
            return true;
        }
    }
    return false;
}

static void check_order(Context *context, const Source *first, const Source *part)
{
    for (size_t i = 0; i < first->file_columns.count; i++) {
        if (!str_equal(first->file_columns.items[i], part->file_columns.items[i])) {
            Str here = show(context, part->file_columns.items[i]);
            Str there = show(context, first->file_columns.items[i]);
            Str file = show(context, first->name);

            note_error(
                context, FAIL_INPUT, source_place(part, part->header_line),
                "column %zu is '%.*s' here and '%.*s' in '%.*s'; put the columns in the same "
                "order in both",
                i + 1, STR_ARGS(here), STR_ARGS(there), STR_ARGS(file));
            return;
        }
    }
}

bool source_has_same_columns(Context *context, const Source *first, const Source *part)
{
    size_t here = part->file_columns.count;
    Str file = show(context, first->name);

    if (note_lacking(context, first, part, "there is no column") ||
        (first->file_columns.count != here &&
         note_lacking(context, part, first, "there is no column"))) {
        return false;
    }
    if (first->file_columns.count != here) {
        note_error(context, FAIL_INPUT, source_place(part, part->header_line),
                   "it has %zu columns, and '%.*s' has %zu; files of one table have the same "
                   "columns",
                   here, STR_ARGS(file), first->file_columns.count);
        return false;
    }
    return true;
}

/* A part that can be opened, held against the first, which could be. */
static void check_part(Context *context, const Source *first, const Source *part)
{
    static const char *const KINDS[] = {[SOURCE_DELIMITED] = "a text file",
                                        [SOURCE_XLSX] = "an Excel file",
                                        [SOURCE_PARQUET] = "a Parquet file",
                                        [SOURCE_JSON_LINES] = "a file of JSON lines"};
    Str file = show(context, first->name);

    if (part->format != first->format) {
        note_error(context, FAIL_INPUT, source_place(part, 0),
                   "it is %s, and '%.*s' is %s; files of one table are of one kind",
                   KINDS[part->format], STR_ARGS(file), KINDS[first->format]);
    } else if (part->format == SOURCE_DELIMITED && first->delimiter != part->delimiter) {
        note_error(context, FAIL_INPUT, source_place(part, part->header_line),
                   "its cells are parted otherwise than those of '%.*s'; save both in one way",
                   STR_ARGS(file));
    } else if (source_has_same_columns(context, first, part)) {
        /* the columns of Parquet are found by their names, once they are described */
        check_order(context, first, part);
    }
}

/* What is wrong with one file is noted, and the next is looked at all the same. */
static Status open_part(Context *context, StrSpan paths, const ReadOptions *options, size_t index,
                        Source *parts)
{
    Source *part = &parts[index];
    ReadOptions plain = *options;
    Status status;

    plain.files = options->files == NULL ? NULL : &options->files[index];
    if (index > 0) { /* the first tells whether the columns of a spread are there */
        plain.spread_names = STR_NONE;
        plain.spread_values = STR_NONE;
    }
    status = source_open(context, paths.items[index], &plain, part);
    if (failed(status)) {
        *part = (Source){0};
        return status.kind == FAIL_INPUT ? done() : status;
    }
    if (parts[0].name.length > 0) {
        check_part(context, &parts[0], part);
    }
    return done();
}

/* In a sheet every line that there can be is counted: its rows are not read for that. */
static Status number_lines(Context *context, Source *parts, size_t index)
{
    Source *part = &parts[index];

    if (part->format == SOURCE_XLSX) {
        part->lines_before = (int64_t)(index * TABLE_ROWS_MOST);
        return done();
    }
    if (part->format != SOURCE_DELIMITED) {
        return done();
    }
    TRY(count_lines(context, &parts[index - 1], &part->lines_before));
    part->lines_before += parts[index - 1].lines_before;
    return done();
}

static Status check_count(Context *context, Str name, size_t count, size_t most)
{
    return count <= most
               ? done()
               : fail(context, FAIL_LIMIT, (Place){name, 0, 0},
                      "more than %zu files, the most that are read as one table; join some of them",
                      most);
}

Status source_open_parts(Context *context, Str name, StrSpan paths, const ReadOptions *options,
                         Source *out)
{
    size_t errors = context->error_count;
    Source *parts;

    if (paths.count == 1) {
        return source_open(context, paths.items[0], options, out);
    }
    TRY(check_count(context, name, paths.count, SOURCE_PARTS_MOST));
    parts = TAKE(context, Source, paths.count);
    if (parts == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < paths.count; i++) {
        TRY(open_part(context, paths, options, i, parts));
    }
    TRY(status_since(context, errors));
    if (parts[0].format == SOURCE_XLSX) {
        TRY(check_count(context, name, paths.count, SHEETS_MOST));
    }
    *out = parts[0];
    out->path = STR_NONE;
    out->name = name;
    out->parts = parts;
    out->part_count = paths.count;
    for (size_t i = 1; i < paths.count; i++) {
        TRY(number_lines(context, parts, i));
        out->bytes += parts[i].bytes;
    }
    return out->columns.count == 0 ? done() : source_read_spread(context, out);
}
