#include "cli/audit_tables.h"

#include "base/sha256.h"
#include "cli/study_database.h"
#include "cli/study_files.h"
#include "cli/table_files.h"

/* What is asked for of all tables. */
typedef struct Opening {
    const Study *study;
    Str wanted; /* the engine asked for, or empty */
    const EngineOptions *options;
} Opening;

/* A table or a look-up, and who is to read it. */
typedef struct Opened {
    TableFiles files; /* no paths: it is in a database */
    Str hash;         /* of a table of a database */
    Source *source;
    const Engine *engine;
} Opened;

/* The small engine reads a workbook that is looked up, whichever engine reads the table: DuckDB is
   handed its rows. */
static Status open_files(Context *context, const ReadOptions *read, Str wanted, bool looked_up,
                         Opened *out)
{
    bool sheet;

    TRY(source_open_parts(context, out->files.name, out->files.paths, read, out->source));
    sheet = looked_up && out->source->format == SOURCE_XLSX;
    TRY(engine_choose(context, out->source, sheet ? STR_NONE : wanted, &out->engine));
    return out->source->columns.count == 0 && out->engine->describe != NULL
               ? out->engine->describe(context, out->source)
               : done();
}

static Status open_database(Context *context, const Opening *opening, const DatabaseTable *database,
                            const ReadOptions *read, Opened *out)
{
    DatabaseQuestion question = {.read = read, .options = *opening->options};

    out->files = (TableFiles){.name = database->name};
    out->files.shown = str_format(context->arena, "%.*s (database)", STR_ARGS(database->name));
    if (out->files.shown.length == 0) {
        return fail_memory(context);
    }
    TRY(study_database_open(context, opening->study, database, &question, out->source, &out->hash));
    return engine_choose(context, out->source, opening->wanted, &out->engine);
}

/* `look_up` NULL: the table itself. */
static Status open_source(Context *context, const Opening *opening, const StudyTable *table,
                          const StudyLookUp *look_up, Opened *out)
{
    DatabaseTable database;
    ReadOptions read;

    *out = (Opened){.source = TAKE(context, Source, 1)};
    if (out->source == NULL) {
        return fail_memory(context);
    }
    TRY(study_file_options(context, table, look_up, &read));
    if (study_database(table, look_up, &database)) {
        return open_database(context, opening, &database, &read, out);
    }
    if (look_up != NULL) {
        TRY(table_file_named(context, opening->study, &look_up->file, &out->files));
    } else {
        TRY(table_files_find(context, opening->study, table, &out->files));
    }
    read.files = out->files.places;
    return open_files(context, &read, opening->wanted, look_up != NULL, out);
}

/* Of the bytes of all files, one after another. Mapped, so that they may be larger than memory. */
static Status hash_files(Context *context, StrSpan paths, Str *out)
{
    Sha256 hash = sha256_begin();
    uint8_t digest[SHA256_BYTES];

    for (size_t i = 0; i < paths.count; i++) {
        FileMap map;

        TRY(file_map(context, paths.items[i], &map));
        sha256_add(&hash, map.bytes);
        file_unmap(&map);
    }
    sha256_finish(&hash, digest);
    *out = sha256_digits(context->arena, digest);
    return out->length == 0 ? fail_memory(context) : done();
}

/* A table of a database has its hash already. */
static Status name_opened(Context *context, const Opened *opened, AuditFile *out)
{
    *out = (AuditFile){opened->files.shown, opened->hash};
    return out->hash.length > 0 ? done() : hash_files(context, opened->files.paths, &out->hash);
}

/* A table and its look-ups are read by one engine; DuckDB where any of them needs it. */
static Status open_look_ups(Context *context, const Opening *opening, const StudyTable *table,
                            AuditTable *out)
{
    out->look_ups = TAKE(context, Source *, table->look_ups.count);
    out->looked_up = TAKE(context, AuditFile, table->look_ups.count);
    if (out->look_ups == NULL || out->looked_up == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < table->look_ups.count; i++) {
        Opened opened;

        TRY(open_source(context, opening, table, &table->look_ups.items[i], &opened));
        out->look_ups[i] = opened.source;
        TRY(name_opened(context, &opened, &out->looked_up[i]));
        if (opened.engine == &ENGINE_DUCKDB) {
            out->engine = opened.engine;
        }
    }
    return done();
}

/* What came from a database stands in memory, where DuckDB does not look. */
static Status check_engine(Context *context, const StudyTable *table, const AuditTable *opened)
{
    bool made = opened->source->statement.length > 0;
    Str name = str_show(context->arena, table->name.text, 80);

    for (size_t i = 0; i < table->look_ups.count; i++) {
        made = made || opened->look_ups[i]->statement.length > 0;
    }
    if (!made || opened->engine != &ENGINE_DUCKDB) {
        return done();
    }
    return fail(
        context, FAIL_INPUT, table->place,
        "table '%.*s' and what is looked up for it are partly in a database and partly in a "
        "file that is Parquet, JSON lines or too large for memory; put them all into one "
        "or the other, or write that file as a smaller CSV",
        STR_ARGS(name));
}

static Status open_table(Context *context, const Opening *opening, const StudyTable *table,
                         AuditTable *out)
{
    AuditFile named;
    Opened opened;

    TRY(open_source(context, opening, table, NULL, &opened));
    out->source = opened.source;
    out->engine = opened.engine;
    TRY(open_look_ups(context, opening, table, out));
    TRY(check_engine(context, table, out));
    for (size_t i = 0; i < table->look_ups.count; i++) {
        TRY(source_keep(context, out->look_ups[i]));
    }
    TRY(source_keep(context, out->source));
    TRY(name_opened(context, &opened, &named));
    out->file = named.file;
    out->hash = named.hash;
    return done();
}

Status audit_tables_open(Context *context, const Study *study, Str wanted,
                         const EngineOptions *options, AuditTable **out)
{
    Opening opening = {study, wanted, options};

    *out = TAKE(context, AuditTable, study->tables.count);
    if (*out == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < study->tables.count; i++) {
        TRY(open_table(context, &opening, &study->tables.items[i], &(*out)[i]));
    }
    return done();
}
