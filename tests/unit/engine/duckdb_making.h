/* What the tests of the DuckDB engine share: files made with DuckDB itself, a folder for them. */
#ifndef UK_TESTS_ENGINE_DUCKDB_MAKING_H
#define UK_TESTS_ENGINE_DUCKDB_MAKING_H

#include "engine_agreeing.h"

#include "engine/duckdb/duck_session.h"

#include <unistd.h>

enum { MADE_PATH_BYTES = 200 };

/* A folder of this process alone; false (and a failed check) when there is none. */
static inline bool made_folder(char folder[MADE_PATH_BYTES])
{
    const char *root = getenv("TMPDIR");

    snprintf(folder, MADE_PATH_BYTES, "%s/unknot-engine-XXXXXX", root == NULL ? "/tmp" : root);
    return OK(mkdtemp(folder) != NULL, "a folder for made files");
}

static inline void made_path(char path[MADE_PATH_BYTES + 40], const char *folder, const char *name)
{
    snprintf(path, MADE_PATH_BYTES + 40, "%s/%s", folder, name);
}

static inline bool made_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");

    if (file == NULL) {
        return false;
    }
    fputs(text, file);
    return fclose(file) == 0;
}

/* Runs one statement in a database that nothing locks. */
static inline bool made_by_duckdb(const char *sql)
{
    Arena *arena = arena_new((size_t)1 << 26);
    Context context = {.arena = arena};
    Source source = {.name = STR("made by the test")};
    DuckSession session = {.source = &source};
    DuckResult result = {0};
    duckdb_config config = NULL;
    char *reason = NULL;
    bool fine = !failed(duck_api_load(&context, &session.api)) &&
                session.api.create_config(&config) == DuckDBSuccess &&
                session.api.open_ext(NULL, &session.database, config, &reason) == DuckDBSuccess &&
                session.api.connect(session.database, &session.connection) == DuckDBSuccess &&
                !failed(duck_session_run(&context, &session, str_from(sql), &result));

    for (const Note *note = context.first; note != NULL; note = note->next) {
        printf("# %.*s\n", STR_ARGS(note->text));
    }
    if (config != NULL) {
        session.api.destroy_config(&config);
    }
    duck_result_close(&result);
    duck_session_close(&session);
    arena_free(arena);
    return fine;
}

#endif
