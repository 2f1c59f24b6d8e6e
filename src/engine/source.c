/* Opening a data file: is it there, what is it, which columns has it. */
#include "engine/source.h"

#include "base/intern.h"
#include "base/path.h"
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

/* At the file; where a study names it, there. */
static Status fail_file(Context *context, const Source *source, const char *words, Str near)
{
    const Place *named = source->options.files;
    Str file = show(context, source->path);
    Text text = text_new(context->arena);
    Str sentence;

    if (named != NULL) {
        text_format(&text, "file '%.*s': ", STR_ARGS(file));
    }
    text_format(&text, "%s", words);
    if (near.length > 0) {
        text_format(&text, "; did you mean '%.*s'?", STR_ARGS(near));
    }
    TRY(text_finish(context, &text, &sentence));
    return fail(context, FAIL_INPUT, named != NULL ? *named : source_place(source, 0), "%.*s",
                STR_ARGS(sentence));
}

static Status fail_missing(Context *context, const Source *source)
{
    StrSpan names;
    Str near;

    TRY(folder_names(context, source->path, &names));
    near = show(context, str_nearest(path_name(source->path), names));
    return fail_file(context, source,
                     near.length > 0 ? "there is no such file"
                                     : "there is no such file; check its name and folder",
                     near);
}

static Status check_file(Context *context, const Source *source, FileKind kind)
{
    switch (kind) {
    case FILE_MISSING:
        return fail_missing(context, source);
    case FILE_FOLDER:
        return fail_file(context, source, "this is a folder; name a file in it", STR_NONE);
    case FILE_OTHER:
        return fail_file(context, source,
                         "this is not an ordinary file; write the data to a file and name that",
                         STR_NONE);
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

Status source_read_spread(Context *context, Source *source)
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
    return source_read_spread(context, source);
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

Status source_open_made(Context *context, const SourceMade *made, const ReadOptions *options,
                        Source *out)
{
    *out = new_source(made->name, options);
    out->memory = made->csv;
    out->bytes = (int64_t)made->csv.length;
    out->statement = made->statement;
    out->delimiter = ',';
    out->header_line = 1;
    out->first_row_line = 2;
    TRY(source_set_columns(context, out, made->heads));
    return source_read_spread(context, out);
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
