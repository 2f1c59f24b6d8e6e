/* Every want of memory, ours and SQLite's: an answer in full or a failure in words, nothing leaked,
   and a file that is whole. */
#define _GNU_SOURCE
#include "store_fixture.h"

#include "site/store/back_up.h"

/* The allocator that SQLite would have had, behind a counter. */
static sqlite3_mem_methods real;
static int64_t asked;          /* pieces asked for since the last start */
static int64_t fail_from = -1; /* the first that is refused; -1: none */

static bool is_refused(void)
{
    asked++;
    return fail_from >= 0 && asked > fail_from;
}

static void *counted_malloc(int bytes)
{
    return is_refused() ? NULL : real.xMalloc(bytes);
}

static void *counted_realloc(void *old, int bytes)
{
    return is_refused() ? NULL : real.xRealloc(old, bytes);
}

static bool use_counter(void)
{
    sqlite3_mem_methods counted;

    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real) != SQLITE_OK) {
        return false;
    }
    counted = real;
    counted.xMalloc = counted_malloc;
    counted.xRealloc = counted_realloc;
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &counted) == SQLITE_OK && /* no memory set aside */
           sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0) == SQLITE_OK &&
           sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, 0) == SQLITE_OK;
}

/* A row of the log, and a copy of all. */
static Status log_and_copy(Context *context, StoreWriter *writer, StoreReader *reader,
                           const char *path)
{
    AUTO(StoreChange *, store_change_end) change = NULL;
    char copy[FIXTURE_PATH + 64];
    StoreFacts facts;

    snprintf(copy, sizeof copy, "%s-copy", path);
    (void)unlink(copy);
    TRY(store_begin(context, writer, &change));
    TRY(store_log_add(context, change, &(LogWords){.at = 1, .verb = STR("try")}, NULL));
    TRY(store_commit(context, change));
    TRY(store_back_up(context, reader, str_from(copy), &facts));
    TRY(unlink(copy) == 0 ? done() : fail(context, FAIL_SYSTEM, PLACE_NONE, "no copy was made"));
    return store_tidy(context, writer);
}

/* One change and what a reader sees of it. */
static Status write_and_read(Context *context, const char *path, int64_t *seen)
{
    AUTO(StoreWriter *, store_close_writer) writer = NULL;
    AUTO(StoreReader *, store_close_reader) reader = NULL;
    AUTO(StoreChange *, store_change_end) change = NULL;
    SettingPutRows put;
    SettingsRows settings;

    TRY(store_open_writer(context, str_from(path), 20, &writer));
    TRY(store_begin(context, writer, &change));
    TRY(store_setting_put(context, change, &(SettingPutIn){STR("name"), STR("value")}, &put));
    TRY(store_commit(context, change));
    TRY(store_open_reader(context, str_from(path), 20, &reader));
    TRY(store_settings(context, reader, &(SettingsIn){0}, &settings));
    TRY(log_and_copy(context, writer, reader, path));
    *seen = (int64_t)settings.count;
    return done();
}

/* The file and what stands beside it. */
static void remove_store(const char *path)
{
    char beside[FIXTURE_PATH + 64];

    (void)unlink(path);
    snprintf(beside, sizeof beside, "%s-wal", path);
    (void)unlink(beside);
    snprintf(beside, sizeof beside, "%s-shm", path);
    (void)unlink(beside);
}

/* One try; false when it gave half an answer. `*used` is what was taken of the arena. */
static bool try_once(const char *path, size_t bytes, bool *whole, size_t *used)
{
    Arena *arena = arena_new(bytes);
    Context context = {.arena = arena};
    int64_t seen = 0;
    Status status = arena == NULL ? (Status){FAIL_LIMIT} : write_and_read(&context, path, &seen);
    bool fine;

    *whole = !failed(status) && seen == 1;
    fine = *whole || (failed(status) && (arena == NULL || context.first != NULL));
    if (failed(status) && status.kind != FAIL_LIMIT) {
        fine = false;
        fixture_print(&context);
    }
    *used = arena == NULL ? 0 : arena_used(arena);
    arena_free(arena);
    return fine && sqlite3_memory_used() == 0;
}

/* Tries of each sweep: what a run asks for grows with the schema, the time of this test does not.
   Each try is at another place than those of a sweep with one try more or less. */
#define SWEEP_TRIES 25

/* SQLite is refused a piece of memory, and all after it; from the first piece to the last. */
static void sweep_sqlite(Fixture *fixture, bool anew, const char *what)
{
    int failures = 0;
    size_t used;
    bool whole = false;
    bool fine;
    int64_t pieces;

    asked = 0;
    fine = try_once(fixture->path, FIXTURE_BYTES, &whole, &used) && whole;
    pieces = asked;
    for (int64_t i = 0; fine && i < SWEEP_TRIES; i++) {
        if (anew) {
            remove_store(fixture->path);
        }
        asked = 0;
        fail_from = pieces * i / SWEEP_TRIES;
        fine = try_once(fixture->path, FIXTURE_BYTES, &whole, &used);
        failures += whole ? 0 : 1;
    }
    fail_from = -1;
    OK(fine && failures > SWEEP_TRIES / 2, "%s: %d wants of SQLite's memory are all said in words",
       what, failures);
}

static void sweep_arena(Fixture *fixture)
{
    int failures = 0;
    bool whole = false;
    size_t bytes = 0;
    size_t used = 0;
    bool fine = try_once(fixture->path, FIXTURE_BYTES, &whole, &bytes) && whole;

    for (size_t i = 0; fine && i < SWEEP_TRIES; i++) {
        fine = try_once(fixture->path, bytes * i / SWEEP_TRIES, &whole, &used);
        failures += whole ? 0 : 1;
    }
    OK(fine && failures > SWEEP_TRIES / 2, "%d sizes of memory of ours too", failures);
}

int main(void)
{
    Fixture fixture;

    if (!OK(use_counter(), "SQLite asks a counter for memory") || !fixture_begin(&fixture)) {
        return tap_done();
    }
    sweep_sqlite(&fixture, true, "a store that is made");
    sweep_sqlite(&fixture, false, "a store that is there");
    sweep_arena(&fixture);
    OK(fixture_open(&fixture) &&
           fixture_number(
               fixture.writer->connection.handle,
               "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'") == 0 &&
           fixture_number(fixture.writer->connection.handle, "SELECT count(*) FROM setting") == 1,
       "the file is whole after all of them");
    fixture_end(&fixture);
    return tap_done();
}
