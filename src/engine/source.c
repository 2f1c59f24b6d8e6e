/* Opening a data file: is it there, what is it, which columns has it. */
#include "engine/source.h"

#include "base/intern.h"
#include "engine/small/read_csv.h"
#include "engine/small/read_table.h"
#include "engine/small/xlsx.h"
#include "engine/source_heads.h"
#include "engine/source_recognise.h"
#include "engine/source_text.h"

#include <string.h>

/* Of a text this much is checked before its rows are read, and so much of one that must be decoded
   is decoded for its column heads. */
#define CHECKED_BYTES ((size_t)1 << 20)
#define DECODED_BYTES ((size_t)1 << 26)

/* Names in a message are cut after this many bytes. */
#define NAME_SHOWN ((size_t)80)

static Str show(Context *context, Str name)
{
    return str_show(context->arena, name, NAME_SHOWN);
}

/* The part of a path after its folders. */
static Str file_part(Str path)
{
    size_t start = path.length;

    while (start > 0 && path.bytes[start - 1] != '/') {
        start--;
    }
    return str_slice(path, start, path.length);
}

static Status fail_missing(Context *context, const Source *source)
{
    Place place = source_place(source, 0);
    StrSpan names;
    Str near;

    TRY(folder_names(context, source->path, &names));
    near = show(context, str_nearest(file_part(source->path), names));
    if (near.length == 0) {
        return fail(context, FAIL_INPUT, place, "there is no such file; check its name and folder");
    }
    return fail(context, FAIL_INPUT, place, "there is no such file; did you mean '%.*s'?",
                STR_ARGS(near));
}

static Status check_file(Context *context, const Source *source, FileKind kind)
{
    Place place = source_place(source, 0);

    switch (kind) {
    case FILE_MISSING:
        return fail_missing(context, source);
    case FILE_FOLDER:
        return fail(context, FAIL_INPUT, place, "this is a folder; name a file in it");
    case FILE_OTHER:
        return fail(context, FAIL_INPUT, place,
                    "this is not an ordinary file; write the data to a file and name that");
    case FILE_REGULAR:
    case FILE_UNREADABLE: /* mapping it will say why */
        break;
    }
    return done();
}

void read_refuse(Context *context, const ReadOptions *options, const char *key, const char *words)
{
    Str option = str_format(context->arena, "--%s", key);

    if (options->study.line > 0) {
        note_error(context, FAIL_INPUT, options->study, "%s: %s", key, words);
    } else {
        note_error(context, FAIL_INPUT, (Place){option, 0, 0}, "%s", words);
    }
}

static Status check_text_options(Context *context, const Source *source)
{
    const ReadOptions *options = &source->options;
    size_t errors = context->error_count;

    if (source->format != SOURCE_DELIMITED && options->delimiter.length != 0) {
        read_refuse(context, options, "delimiter", "only text files have one; leave it out");
    }
    if (source->format != SOURCE_DELIMITED && options->encoding.length != 0) {
        read_refuse(context, options, "encoding", "only text files need it; leave it out");
    }
    if (source->format != SOURCE_XLSX && options->sheet.length != 0) {
        read_refuse(context, options, "sheet", "only Excel files have sheets; leave it out");
    }
    if (options->skip < 0 || (options->skip > 0 && source->format != SOURCE_DELIMITED &&
                              source->format != SOURCE_XLSX)) {
        read_refuse(context, options, "skip",
                    options->skip < 0 ? "a whole number from 0 is needed"
                                      : "only text and Excel files have titles to skip; leave it "
                                        "out");
    }
    return status_since(context, errors);
}

/* What is wrong with the options whatever the file is: said beside a file that cannot be opened. */
static Status check_options_alone(Context *context, Source *source)
{
    size_t errors = context->error_count;
    Str encoding = source->options.encoding;

    if (encoding.length > 0 &&
        failed(text_read_encoding(context, &source->options, &source->encoding))) {
        TRY(check_stop(context));
    }
    if (failed(heads_read_delimiter(context, source))) {
        TRY(check_stop(context));
    }
    return status_since(context, errors);
}

static Status read_text_heads(Context *context, Source *source, Str bytes)
{
    Str text;
    Str start;

    TRY(check_options_alone(context, source));
    TRY(text_find_encoding(context, source, bytes));
    TRY(text_decode(context, source, bytes, DECODED_BYTES, &text));
    start = str_slice(text, CHECKED_BYTES, text.length);
    start = str_slice(text, 0, text.length - start.length + str_find_byte(start, '\n'));
    TRY(text_check(context, source, start));
    return heads_read_text(context, source, text);
}

/* The different texts of the column of names. */
typedef struct NameColumn {
    uint32_t column;
    Intern *names;
    Text scratch;
} NameColumn;

static Status add_name(Context *context, NameColumn *column, Str text)
{
    uint32_t number;
    Str name = str_trim(text);

    /* one too many is kept, so that the mistake is seen */
    if (name.length == 0 || intern_count(column->names) > SOURCE_SPREAD_MOST) {
        return done();
    }
    return intern_add(context, column->names, name, &number);
}

static Status add_name_of_row(Context *context, void *data, const CsvRow *row)
{
    NameColumn *column = data;

    column->scratch.length = 0;
    return add_name(context, column, csv_cell_text(&row->cells[column->column], &column->scratch));
}

static Status read_text_names(Context *context, const Source *source, NameColumn *column)
{
    Status status = done();

    for (size_t i = 0; i < source_part_count(source) && !failed(status); i++) {
        const Source *part = source_part(source, i);
        SourceText text;

        TRY(source_text_open(context, part, &text));
        status = csv_scan(context,
                          &(CsvInput){part->name, text.bytes, text.line, part->delimiter,
                                      part->file_columns.count},
                          add_name_of_row, column);
        source_text_close(&text);
    }
    return status;
}

static Status read_sheet_names(Context *context, const Source *source, NameColumn *column)
{
    AUTO(Table, table_close) table = {0};
    bool *wanted = TAKE(context, bool, source->file_columns.count);

    if (wanted == NULL) {
        return fail_memory(context);
    }
    wanted[column->column] = true;
    TRY(table_read(context, source, wanted, &table));
    for (size_t row = 0; row < table.row_count; row++) {
        TRY(add_name(context, column, table_cell(&table, row, column->column)));
    }
    return done();
}

static Status read_spread(Context *context, Source *source)
{
    NameColumn column = {source->spread_names, NULL, text_new(context->arena)};
    StrSpan names;

    if (source->spread_names == COLUMN_NONE) {
        return done();
    }
    TRY(intern_new(context, &column.names));
    TRY(source->format == SOURCE_XLSX ? read_sheet_names(context, source, &column)
                                      : read_text_names(context, source, &column));
    names = (StrSpan){TAKE(context, Str, intern_count(column.names)), intern_count(column.names)};
    if (names.items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < names.count; i++) {
        names.items[i] = intern_text(column.names, (uint32_t)i);
    }
    return source_set_spread(context, source, names);
}

static Status open_bytes(Context *context, Source *source, Str bytes)
{
    source->bytes = (int64_t)bytes.length;
    if (bytes.length == 0) {
        return fail(context, FAIL_INPUT, source_place(source, 0),
                    "the file is empty; is it the right one?");
    }
    TRY(source_recognise(context, source, bytes));
    TRY(check_text_options(context, source));
    switch (source->format) {
    case SOURCE_DELIMITED:
        TRY(read_text_heads(context, source, bytes));
        break;
    case SOURCE_XLSX:
        TRY(xlsx_read_heads(context, source, bytes));
        break;
    case SOURCE_PARQUET:
    case SOURCE_JSON_LINES:
        return done();
    }
    return read_spread(context, source);
}

static Source new_source(Str name, const ReadOptions *options)
{
    Source source = {.name = name, .spread_names = COLUMN_NONE, .spread_values = COLUMN_NONE};

    if (options != NULL) {
        source.options = *options;
    }
    return source;
}

Status source_open(Context *context, Str path, const ReadOptions *options, Source *out)
{
    FileMap map;
    Status status;

    *out = new_source(path, options);
    out->path = path;
    status = check_file(context, out, file_facts(path).kind);
    if (failed(status)) {
        TRY(check_options_alone(context, out));
        return status;
    }
    TRY(file_map(context, path, &map));
    status = open_bytes(context, out, map.bytes);
    file_unmap(&map);
    return status;
}

Status source_open_bytes(Context *context, Str name, Str bytes, const ReadOptions *options,
                         Source *out)
{
    *out = new_source(name, options);
    out->memory = (Str){bytes.bytes == NULL ? "" : bytes.bytes, bytes.length};
    return open_bytes(context, out, out->memory);
}

/* ---- several files ---- */

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

/* A part that can be opened, held against the first. */
static void check_part(Context *context, const Source *first, const Source *part)
{
    Str file = show(context, first->name);

    if (part->format != SOURCE_DELIMITED) {
        note_error(context, FAIL_INPUT, source_place(part, 0),
                   "not yet: only text files (CSV, TSV) are read together as one table; write this "
                   "one as CSV");
    } else if (first->format == SOURCE_DELIMITED && first->delimiter != part->delimiter) {
        note_error(context, FAIL_INPUT, source_place(part, part->header_line),
                   "its cells are parted otherwise than those of '%.*s'; save both in one way",
                   STR_ARGS(file));
    } else if (first->format == SOURCE_DELIMITED &&
               !note_lacking(context, first, part, "there is no column")) {
        if (first->file_columns.count == part->file_columns.count) {
            check_order(context, first, part);
        } else if (!note_lacking(context, part, first, "there is no column")) {
            note_error(context, FAIL_INPUT, source_place(part, part->header_line),
                       "it has %zu columns, and '%.*s' has %zu; files of one table have the same "
                       "columns",
                       part->file_columns.count, STR_ARGS(file), first->file_columns.count);
        }
    }
}

/* What is wrong with one file is noted, and the next is looked at all the same. */
static Status open_part(Context *context, StrSpan paths, const ReadOptions *options, size_t index,
                        Source *parts)
{
    Source *part = &parts[index];
    ReadOptions plain = *options;
    Status status;

    if (index > 0) { /* the first tells whether the columns of a spread are there */
        plain.spread_names = STR_NONE;
        plain.spread_values = STR_NONE;
    }
    status = source_open(context, paths.items[index], &plain, part);
    if (failed(status)) {
        return status.kind == FAIL_INPUT ? done() : status;
    }
    if (parts[0].file_columns.count > 0 || part->format != SOURCE_DELIMITED) {
        check_part(context, &parts[0], part);
    }
    return done();
}

Status source_open_parts(Context *context, Str name, StrSpan paths, const ReadOptions *options,
                         Source *out)
{
    size_t errors = context->error_count;
    Source *parts;

    if (paths.count == 1) {
        return source_open(context, paths.items[0], options, out);
    }
    if (paths.count > SOURCE_PARTS_MOST) {
        return fail(context, FAIL_LIMIT, (Place){name, 0, 0},
                    "more than %d files, the most that are read as one table; join some of them",
                    SOURCE_PARTS_MOST);
    }
    parts = TAKE(context, Source, paths.count);
    if (parts == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < paths.count; i++) {
        TRY(open_part(context, paths, options, i, parts));
    }
    TRY(status_since(context, errors));
    *out = parts[0];
    out->path = STR_NONE;
    out->name = name;
    out->parts = parts;
    out->part_count = paths.count;
    for (size_t i = 1; i < paths.count; i++) {
        TRY(count_lines(context, &parts[i - 1], &parts[i].lines_before));
        parts[i].lines_before += parts[i - 1].lines_before;
        out->bytes += parts[i].bytes;
    }
    return read_spread(context, out);
}

Place source_place(const Source *source, int64_t line)
{
    const Source *part = source;

    for (size_t i = 0; i < source->part_count && line > source->parts[i].lines_before; i++) {
        part = &source->parts[i];
    }
    /* of a part alone its own lines are meant */
    return (Place){part->name, part == source ? line : line - part->lines_before, 0};
}
