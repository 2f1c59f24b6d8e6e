#include "cli/audit_tables.h"

#include "base/sha256.h"
#include "cli/study_files.h"
#include "cli/table_files.h"

/* The files of one table, or one file, and who is to read them. */
typedef struct Opened {
    TableFiles files;
    Str wanted; /* the engine asked for, or empty */
    ReadOptions options;
    Source *source;
    const Engine *engine;
} Opened;

static Status open_source(Context *context, Opened *opened)
{
    Source *source = TAKE(context, Source, 1);

    if (source == NULL) {
        return fail_memory(context);
    }
    TRY(source_open_parts(context, opened->files.name, opened->files.paths, &opened->options,
                          source));
    TRY(engine_choose(context, source, opened->wanted, &opened->engine));
    if (source->columns.count == 0 && opened->engine->describe != NULL) {
        TRY(opened->engine->describe(context, source));
    }
    opened->source = source;
    return done();
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

/* A table and its look-ups are read by one engine; DuckDB where any of them needs it. */
static Status open_look_ups(Context *context, const Study *study, const StudyTable *table,
                            Str wanted, AuditTable *out)
{
    out->look_ups = TAKE(context, Source *, table->look_ups.count);
    if (out->look_ups == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < table->look_ups.count; i++) {
        const StudyLookUp *look_up = &table->look_ups.items[i];
        Opened opened = {.wanted = wanted};

        TRY(table_file_named(context, study, look_up->file.text, &opened.files));
        TRY(study_file_options(context, table, look_up, &opened.options));
        TRY(open_source(context, &opened));
        out->look_ups[i] = opened.source;
        if (opened.engine == &ENGINE_DUCKDB) {
            out->engine = opened.engine;
        }
    }
    return done();
}

static Status open_table(Context *context, const Study *study, const StudyTable *table, Str wanted,
                         AuditTable *out)
{
    Opened opened = {.wanted = wanted};

    TRY(table_files_find(context, study, table, &opened.files));
    TRY(study_file_options(context, table, NULL, &opened.options));
    TRY(open_source(context, &opened));
    out->source = opened.source;
    out->engine = opened.engine;
    TRY(open_look_ups(context, study, table, wanted, out));
    for (size_t i = 0; i < table->look_ups.count; i++) {
        TRY(source_keep(context, out->look_ups[i]));
    }
    TRY(source_keep(context, out->source));
    out->file = opened.files.shown;
    return hash_files(context, opened.files.paths, &out->hash);
}

Status audit_tables_open(Context *context, const Study *study, Str wanted, AuditTable **out)
{
    AuditTable *tables = TAKE(context, AuditTable, study->tables.count);

    if (tables == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < study->tables.count; i++) {
        const StudyTable *table = &study->tables.items[i];

        if (table->files.count == 0) {
            return fail(context, FAIL_INPUT, table->place,
                        "table '%.*s' names no file, and databases are not read yet; add 'file:'",
                        STR_ARGS(table->name.text));
        }
        TRY(open_table(context, study, table, wanted, &tables[i]));
    }
    *out = tables;
    return done();
}
