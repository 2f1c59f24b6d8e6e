#include "cli/audit_tables.h"

#include "base/sha256.h"
#include "cli/study_files.h"

/* One file, and who is to read it. */
typedef struct Opened {
    Str name;   /* as the study has it */
    Str wanted; /* the engine asked for, or empty */
    ReadOptions options;
    Source *source;
    const Engine *engine;
} Opened;

static Status open_source(Context *context, const Study *study, Opened *opened)
{
    Source *source = TAKE(context, Source, 1);
    Str path;

    if (source == NULL) {
        return fail_memory(context);
    }
    TRY(study_file_path(context, study, opened->name, &path));
    TRY(source_open(context, path, &opened->options, source));
    TRY(engine_choose(context, source, opened->wanted, &opened->engine));
    if (source->columns.count == 0 && opened->engine->describe != NULL) {
        TRY(opened->engine->describe(context, source));
    }
    opened->source = source;
    return done();
}

static Str without_folders(Str path)
{
    size_t start = 0;

    for (size_t i = 0; i < path.length; i++) {
        start = path.bytes[i] == '/' ? i + 1 : start;
    }
    return str_slice(path, start, path.length);
}

/* Mapped, so that it may be larger than memory. */
static Status hash_file(Context *context, Str path, Str *out)
{
    FileMap map;

    TRY(file_map(context, path, &map));
    *out = sha256_hex(context->arena, map.bytes);
    file_unmap(&map);
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
        Opened opened = {.name = look_up->file.text, .wanted = wanted};

        TRY(study_file_options(context, table, look_up, &opened.options));
        TRY(open_source(context, study, &opened));
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
    Opened opened = {.name = table->files.items[0].text, .wanted = wanted};
    Str path;

    TRY(study_file_options(context, table, NULL, &opened.options));
    TRY(open_source(context, study, &opened));
    out->source = opened.source;
    out->engine = opened.engine;
    TRY(open_look_ups(context, study, table, wanted, out));
    for (size_t i = 0; i < table->look_ups.count; i++) {
        TRY(source_keep(context, out->look_ups[i]));
    }
    TRY(source_keep(context, out->source));
    TRY(study_file_path(context, study, opened.name, &path));
    out->file = without_folders(opened.name);
    return hash_file(context, path, &out->hash);
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
