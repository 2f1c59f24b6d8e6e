#include "cli/study_files.h"

#include "base/os_file.h"
#include "base/path.h"
#include "base/text.h"
#include "cli/named_files.h"
#include "cli/study_database.h"
#include "engine/engine.h"

#include <assert.h>

Status study_file_read(Context *context, Str path, Study *out)
{
    FileFacts facts = file_facts(path);
    Place place = {path, 0, 0};
    Str bytes = STR_NONE;

    if (path.length == 0) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "the name of the study file is empty; write its name, such as study.yaml");
    }
    if (facts.kind == FILE_FOLDER) {
        return fail(context, FAIL_INPUT, place,
                    "this is a folder; give the study file in it, such as study.yaml");
    }
    if (facts.kind == FILE_MISSING) {
        return fail(context, FAIL_INPUT, place, "there is no such file; check its name and folder");
    }
    TRY(file_read_start(context, path, STUDY_BYTES_MOST + 1, &bytes));
    return study_read(context, path, bytes, out);
}

Status study_file_path(Context *context, const Study *study, Str name, Str *out)
{
    Text path = text_new(context->arena);

    if (str_starts_with(name, STR("/"))) {
        *out = name;
        return done();
    }
    text_add(&path, path_folder(study->path));
    text_add(&path, name);
    return text_finish(context, &path, out);
}

/* The study's reader takes whole numbers up to a limit that any integer holds. */
static int64_t whole(StudyNumber number)
{
    assert(number.value >= 0 && number.value <= STUDY_WHOLE_MOST);
    return (int64_t)number.value;
}

Status study_file_options(Context *context, const StudyTable *table, const StudyLookUp *look_up,
                          ReadOptions *out)
{
    if (look_up != NULL) {
        *out = (ReadOptions){.sheet = look_up->sheet.text, .study = look_up->place};
    } else {
        *out = (ReadOptions){.encoding = table->encoding.text,
                             .delimiter = table->delimiter.text,
                             .sheet = table->sheet.text,
                             .skip = whole(table->skip),
                             .spread_names = table->spread.names.text,
                             .spread_values = table->spread.values.text,
                             .study = table->place};
    }
    out->dates = study_dates(table, look_up);
    return study_missing(context, table, &out->missing);
}

/* The columns of the file, and after them those that its spread makes. */
static Status name_columns(Context *context, const Source *source, StrSpan *out)
{
    StrSpan all = {TAKE(context, Str, source->file_columns.count + source->columns.count), 0};

    if (all.items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < source->file_columns.count; i++) {
        all.items[all.count++] = source->file_columns.items[i];
    }
    for (size_t i = 0; i < source->columns.count; i++) {
        if (source->file_indices[i] == COLUMN_NONE) {
            all.items[all.count++] = source->columns.items[i];
        }
    }
    *out = all;
    return done();
}

/* The heads of one file, as the study says that it is to be read. */
static Status read_heads(Context *context, const TableFiles *files, const ReadOptions *options,
                         StrSpan *out)
{
    Source *source = TAKE(context, Source, 1);
    const Engine *engine;

    if (source == NULL) {
        return fail_memory(context);
    }
    TRY(source_open_parts(context, files->name, files->paths, options, source));
    if (source->columns.count == 0) {
        TRY(engine_choose(context, source, STR_NONE, &engine));
        if (engine->describe != NULL) {
            TRY(engine->describe(context, source));
        }
    }
    return name_columns(context, source, out);
}

/* A study whose files are looked at, and those that were. */
typedef struct Looking {
    const Study *study;
    NamedFiles named;
} Looking;

static Status find_heads(Context *context, Looking *looking, const StudyTable *table,
                         const StudyLookUp *look_up, StrSpan *out)
{
    const Study *study = looking->study;
    DatabaseTable database;
    ReadOptions options;
    TableFiles files;

    if (study_database(table, look_up, &database)) {
        return database_read_heads(context, &database, out);
    }
    TRY(study_file_options(context, table, look_up, &options));
    if (look_up != NULL) {
        TRY(table_file_named(context, study, &look_up->file, &files));
    } else {
        TRY(table_files_find(context, study, table, &files));
    }
    TRY(named_files_add(context, &looking->named, table, look_up, &files));
    options.files = files.places;
    return read_heads(context, &files, &options, out);
}

/* The same of what may be wrong, or not found: that is noted, and there are no columns then; others
   are looked at all the same. */
static Status try_heads(Context *context, Looking *looking, const StudyTable *table,
                        const StudyLookUp *look_up, StrSpan *out)
{
    Status status = find_heads(context, looking, table, look_up, out);

    if (failed(status)) {
        *out = (StrSpan){NULL, 0};
    }
    return status.kind == FAIL_INPUT ? done() : status;
}

/* What names nothing that could be read was noted. */
static bool is_somewhere(const StudyTable *table, const StudyLookUp *look_up)
{
    DatabaseTable database;

    return study_database(table, look_up, &database) ||
           (look_up != NULL ? look_up->file.text.length > 0 : table->files.count > 0);
}

/* The last mistake is one of the connection, which look-ups without one of their own share. */
static bool is_unconnected(const Context *context, const StudyTable *table)
{
    const Note *last = context->last;

    return last != NULL && last->kind == NOTE_ERROR && table->odbc.place.line > 0 &&
           last->place.line == table->odbc.place.line &&
           last->place.column == table->odbc.place.column;
}

static Status read_table_heads(Context *context, Looking *looking, const StudyTable *table,
                               StudyColumns *out)
{
    *out = (StudyColumns){.look_ups = TAKE(context, StrSpan, table->look_ups.count)};
    if (out->look_ups == NULL) {
        return fail_memory(context);
    }
    if (!is_somewhere(table, NULL)) {
        return done();
    }
    TRY(try_heads(context, looking, table, NULL, &out->own));
    out->known = out->own.items != NULL;
    for (size_t i = 0; i < table->look_ups.count; i++) {
        const StudyLookUp *look_up = &table->look_ups.items[i];
        bool shared = look_up->table.text.length > 0 && look_up->odbc.text.length == 0;

        if (is_somewhere(table, look_up) && !(shared && is_unconnected(context, table))) {
            TRY(try_heads(context, looking, table, look_up, &out->look_ups[i]));
        }
    }
    return done();
}

Status study_files_heads(Context *context, const Study *study, StudyColumns **out)
{
    Looking looking = {.study = study};

    *out = TAKE(context, StudyColumns, study->tables.count);
    if (*out == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < study->tables.count; i++) {
        TRY(read_table_heads(context, &looking, &study->tables.items[i], &(*out)[i]));
    }
    return done();
}
