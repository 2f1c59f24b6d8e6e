/* A store in a folder of its own, and a way around it for tests that need one. */
#ifndef UK_TESTS_STORE_FIXTURE_H
#define UK_TESTS_STORE_FIXTURE_H

#include "site/store/statements.h"
#include "site/store/store_internal.h"

#include "tap.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define FIXTURE_BYTES ((size_t)1 << 24)
#define FIXTURE_PATH 4096

typedef struct Fixture {
    Arena *arena;
    Context context;
    char folder[FIXTURE_PATH];
    char path[FIXTURE_PATH + 32];
    StoreWriter *writer; /* NULL until opened */
    StoreReader *reader;
} Fixture;

static inline void fixture_path(const Fixture *fixture, const char *name, char *out)
{
    snprintf(out, FIXTURE_PATH + 32, "%s/%s", fixture->folder, name);
}

static inline bool fixture_begin(Fixture *fixture)
{
    const char *root = getenv("TMPDIR");

    *fixture = (Fixture){.arena = arena_new(FIXTURE_BYTES)};
    fixture->context.arena = fixture->arena;
    snprintf(fixture->folder, sizeof fixture->folder, "%s/unknot-store-XXXXXX",
             root == NULL ? "/tmp" : root);
    if (fixture->arena == NULL || mkdtemp(fixture->folder) == NULL) {
        return OK(false, "a folder for the store");
    }
    fixture_path(fixture, "commons.sqlite", fixture->path);
    return true;
}

static inline bool fixture_open(Fixture *fixture)
{
    Str path = str_from(fixture->path);

    return OK(!failed(store_open_writer(&fixture->context, path, 50, &fixture->writer)) &&
                  !failed(store_open_reader(&fixture->context, path, 50, &fixture->reader)),
              "a store is opened for writing and for reading");
}

/* Prints what was noted, so that a failing test says why. */
static inline void fixture_print(const Context *context)
{
    for (const Note *note = context->first; note != NULL; note = note->next) {
        printf("# %.*s: %.*s\n", STR_ARGS(note->place.file), STR_ARGS(note->text));
    }
}

/* The last thing said has these words in it. */
static inline bool fixture_said(const Context *context, const char *words)
{
    bool said =
        context->last != NULL && str_contains_ignoring_case(context->last->text, str_from(words));

    if (!said) {
        fixture_print(context);
    }
    return said;
}

/* Everything in the folder goes. */
static inline void fixture_end(Fixture *fixture)
{
    static const char *const NAMES[] = {
        "commons.sqlite", "commons.sqlite-wal", "commons.sqlite-shm", "other",
        "backup",         "backup-wal",         "backup-shm"};
    char path[FIXTURE_PATH + 32];

    store_close_reader(&fixture->reader);
    store_close_writer(&fixture->writer);
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++) {
        fixture_path(fixture, NAMES[i], path);
        (void)unlink(path);
    }
    OK(rmdir(fixture->folder) == 0, "nothing else is left in the folder");
    arena_free(fixture->arena);
}

/* Past the room: SQL as a program of somebody else would send it; an SQLite result code. */
static inline int fixture_sql(sqlite3 *handle, const char *text)
{
    return sqlite3_exec(handle, text, NULL, NULL, NULL);
}

/* The same on a connection of its own to a file. */
static inline int fixture_raw(const char *path, const char *text)
{
    sqlite3 *handle = NULL;
    int code = sqlite3_open(path, &handle);

    code = code == SQLITE_OK ? fixture_sql(handle, text) : code;
    if (code != SQLITE_OK) {
        printf("# %s\n", sqlite3_errmsg(handle));
    }
    (void)sqlite3_close(handle);
    return code;
}

/* The first number that a query gives; -1 when it gives none. */
static inline int64_t fixture_number(sqlite3 *handle, const char *text)
{
    sqlite3_stmt *statement = NULL;
    int64_t number = -1;

    if (sqlite3_prepare_v2(handle, text, -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW) {
        number = sqlite3_column_int64(statement, 0);
    }
    (void)sqlite3_finalize(statement);
    return number;
}

/* A person; 0 when it failed. */
static inline int64_t fixture_person(Context *context, StoreChange *change, const char *handle)
{
    PersonAddRows rows = {0};
    PersonAddIn in = {.handle = str_from(handle),
                      .name = STR("Somebody"),
                      .state = STR("here"),
                      .made = 1000,
                      .seen = 86400};

    return failed(store_person_add(context, change, &in, &rows)) ? 0 : rows.items[0].id;
}

#endif
