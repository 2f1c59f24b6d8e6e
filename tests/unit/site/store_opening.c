/* Opening the store: what is made, what is refused and in which words, who can write, and what
   stays of a change. */
#define _GNU_SOURCE
#include "store_fixture.h"

static void put_bytes(const char *path, const char *bytes)
{
    FILE *file = fopen(path, "wb");

    if (file != NULL) {
        (void)fputs(bytes, file);
        (void)fclose(file);
    }
}

static void is_made(Fixture *fixture)
{
    struct stat facts;
    sqlite3 *handle;

    OK(failed(
           store_open_reader(&fixture->context, str_from(fixture->path), 50, &fixture->reader)) &&
           fixture->reader == NULL && fixture_said(&fixture->context, "cannot be opened"),
       "a reader makes no store: it says that there is none");
    if (!fixture_open(fixture)) {
        fixture_print(&fixture->context);
        return;
    }
    handle = fixture->writer->connection.handle;
    OK(stat(fixture->path, &facts) == 0 && (facts.st_mode & 0777) == 0600,
       "only its owner may read the file");
    OK(fixture_number(handle, "PRAGMA user_version") == store_newest_version(),
       "a new store has the newest version");
    OK(fixture_number(handle, "PRAGMA foreign_keys") == 1 &&
           fixture_number(handle, "PRAGMA secure_delete") == 1 &&
           fixture_number(handle, "PRAGMA trusted_schema") == 0 &&
           fixture_number(handle, "PRAGMA synchronous") == 2,
       "links are held, deleted bytes overwritten, the schema not trusted, commits on the disk");
    OK(fixture_sql(handle, "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema") != SQLITE_OK,
       "the schema cannot be rewritten");
    OK(fixture_sql(handle, "ATTACH 'other' AS other") != SQLITE_OK, "no second file is attached");
    OK(fixture_sql(handle, "SELECT \"no such name\"") != SQLITE_OK,
       "a name in double quotes is not taken for a text");
    OK(fixture_sql(handle, "SELECT load_extension('x')") != SQLITE_OK, "no code is loaded");
}

static void readers_cannot_write(Fixture *fixture)
{
    sqlite3 *handle = fixture->reader->handle;

    OK(sqlite3_db_readonly(handle, "main") == 1, "a reader has the file opened for reading");
    OK(fixture_sql(handle, "INSERT INTO setting VALUES('a', 'b')") == SQLITE_READONLY,
       "even SQL of its own does not write");
    OK(fixture_sql(handle, "PRAGMA query_only = OFF; INSERT INTO setting VALUES('a', 'b')") ==
           SQLITE_READONLY,
       "nor when it takes its own guard away");
    OK(fixture_sql(handle, "CREATE TEMP TABLE t(a); PRAGMA user_version = 7") != SQLITE_OK &&
           fixture_number(handle, "PRAGMA user_version") == store_newest_version(),
       "nor does it change the version");
}

static int64_t settings_seen(Fixture *fixture, StoreReader *reader)
{
    SettingsRows rows;

    return failed(store_settings(&fixture->context, reader, &(SettingsIn){0}, &rows))
               ? -1
               : (int64_t)rows.count;
}

static Status put(Fixture *fixture, StoreChange *change, const char *name, const char *value)
{
    SettingPutRows rows;

    return store_setting_put(&fixture->context, change,
                             &(SettingPutIn){str_from(name), str_from(value)}, &rows);
}

static void changes_are_whole(Fixture *fixture)
{
    Context *context = &fixture->context;
    StoreChange *change = NULL;
    bool fine;

    fine = !failed(store_begin(context, fixture->writer, &change)) &&
           !failed(put(fixture, change, "name", "one"));
    OK(fine && settings_seen(fixture, fixture->reader) == 0,
       "others see nothing before it is done");
    OK(settings_seen(fixture, store_change_reader(change)) == 1, "the change sees itself");
    store_change_end(&change);
    OK(change == NULL && settings_seen(fixture, fixture->reader) == 0,
       "a change that is dropped leaves nothing");

    fine = !failed(store_begin(context, fixture->writer, &change)) &&
           !failed(put(fixture, change, "name", "one"));
    OK(fine && failed(put(fixture, change, "", "one")) && failed(store_commit(context, change)) &&
           fixture_said(context, "none of it stays") &&
           settings_seen(fixture, fixture->reader) == 0,
       "when a part of a change failed, the rest cannot be committed");
    store_change_end(&change);

    fine = !failed(store_begin(context, fixture->writer, &change)) &&
           !failed(put(fixture, change, "name", "'; DROP TABLE setting; --")) &&
           !failed(put(fixture, change, "empty", "")) && !failed(store_commit(context, change));
    OK(failed(put(fixture, change, "late", "x")) && fixture_said(context, "begin another") &&
           failed(store_commit(context, change)),
       "nothing is written to a change that has ended, nor is it committed twice");
    store_change_end(&change);
    OK(fine && settings_seen(fixture, fixture->reader) == 2, "what is committed is there for all");
}

static void a_reading_is_one_moment(Fixture *fixture)
{
    StoreChange *change = NULL;
    bool fine = !failed(store_begin_reading(&fixture->context, fixture->reader)) &&
                settings_seen(fixture, fixture->reader) == 2;

    fine = fine && !failed(store_begin(&fixture->context, fixture->writer, &change)) &&
           !failed(put(fixture, change, "more", "x")) &&
           !failed(store_commit(&fixture->context, change));
    OK(fine && settings_seen(fixture, fixture->reader) == 2,
       "a reading sees one moment while the writer goes on");
    store_end_reading(fixture->reader);
    OK(settings_seen(fixture, fixture->reader) == 3, "and the newest afterwards");
}

static void writers_wait(Fixture *fixture)
{
    StoreWriter *second = NULL;
    StoreChange *change = NULL;
    StoreChange *other = NULL;
    Context *context = &fixture->context;
    bool fine = !failed(store_open_writer(context, str_from(fixture->path), 20, &second)) &&
                !failed(store_begin(context, fixture->writer, &change));

    OK(fine && failed(store_begin(context, second, &other)) && other == NULL &&
           fixture_said(context, "try again in a moment"),
       "a second writer waits its time, then says who is in the way");
    store_change_end(&change);
    OK(!failed(store_begin(context, second, &other)), "and goes on when the first is done");
    store_close_writer(&second); /* with its change open */
    OK(settings_seen(fixture, fixture->reader) == 3, "closing drops a change that is open");
}

static void a_full_disk_stops_only_writing(Fixture *fixture)
{
    sqlite3 *handle = fixture->writer->connection.handle;
    static char large[200000];
    StoreChange *change = NULL;
    bool fine;

    memset(large, 'x', sizeof large - 1);
    (void)fixture_number(handle, "PRAGMA max_page_count = 1"); /* what there is, and no more */
    fine = !failed(store_begin(&fixture->context, fixture->writer, &change));
    OK(fine && failed(put(fixture, change, "large", large)) &&
           fixture_said(&fixture->context, "make room on the disk"),
       "a full disk is said in words");
    OK(failed(store_commit(&fixture->context, change)), "and the change does not count");
    store_change_end(&change);
    OK(settings_seen(fixture, fixture->reader) == 3, "reading goes on");
    (void)fixture_number(handle, "PRAGMA max_page_count = 1000000");
    fine = !failed(store_begin(&fixture->context, fixture->writer, &change)) &&
           !failed(put(fixture, change, "large", large)) &&
           !failed(store_commit(&fixture->context, change));
    OK(fine && settings_seen(fixture, fixture->reader) == 4, "writing too, once there is room");
    store_change_end(&change);
}

static void texts_are_texts(Fixture *fixture)
{
    StoreChange *change = NULL;
    SettingPutRows rows;
    SettingRows found;
    bool fine = !failed(store_begin(&fixture->context, fixture->writer, &change));

    OK(fine && failed(put(fixture, change, "bad", "\xff\xfe")) &&
           fixture_said(&fixture->context, "not text in UTF-8"),
       "what is not UTF-8 is refused");
    OK(failed(store_setting_put(&fixture->context, change,
                                &(SettingPutIn){STR("zero"), {"a\0b", 3}}, &rows)),
       "so is a text with a zero byte");
    store_change_end(&change);
    OK(!failed(
           store_setting(&fixture->context, fixture->reader, &(SettingIn){STR("name")}, &found)) &&
           found.count == 1 && str_equal(found.items[0].value, STR("'; DROP TABLE setting; --")),
       "SQL in a text is a text");
    OK(!failed(
           store_setting(&fixture->context, fixture->reader, &(SettingIn){STR("empty")}, &found)) &&
           found.count == 1 && found.items[0].value.bytes != NULL &&
           found.items[0].value.length == 0,
       "an empty text is not a missing one");
    OK(!failed(
           store_setting(&fixture->context, fixture->reader, &(SettingIn){STR("none")}, &found)) &&
           found.count == 0,
       "what is not there gives no row");
}

static void stops_when_asked(Fixture *fixture)
{
    Context context = {.arena = fixture->arena};
    volatile int stop = 1;
    sqlite3 *handle = fixture->writer->connection.handle;
    SettingsRows rows;
    bool fine = fixture_sql(handle, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM "
                                    "n WHERE i < 2000) INSERT INTO setting SELECT i, i FROM n") ==
                SQLITE_OK;

    context.stop = &stop;
    OK(fine && failed(store_settings(&context, fixture->reader, &(SettingsIn){0}, &rows)) &&
           fixture_said(&context, "interrupted"),
       "a long statement ends when the person wants to stop");
    stop = 0;
    OK(!failed(store_settings(&context, fixture->reader, &(SettingsIn){0}, &rows)) &&
           rows.count == 2004,
       "and is asked again in full");
    (void)fixture_sql(handle, "DELETE FROM setting WHERE name GLOB '[0-9]*'");
}

/* More than there may be: of rows, of bytes. */
static void has_limits(Fixture *fixture)
{
    static char huge[(17 << 20) + 1];
    sqlite3 *handle = fixture->writer->connection.handle;
    StoreChange *change = NULL;
    SettingsRows rows;
    bool fine = fixture_sql(handle, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM "
                                    "n WHERE i < 10000) INSERT INTO setting SELECT i, i FROM n") ==
                SQLITE_OK;

    OK(fine &&
           failed(store_settings(&fixture->context, fixture->reader, &(SettingsIn){0}, &rows)) &&
           fixture->context.last->fail == FAIL_LIMIT &&
           fixture_said(&fixture->context, "more than 10000 rows"),
       "a statement gives so many rows and no more");
    (void)fixture_sql(handle, "DELETE FROM setting WHERE name GLOB '[0-9]*'");
    memset(huge, 'x', sizeof huge - 1);
    fine = !failed(store_begin(&fixture->context, fixture->writer, &change));
    OK(fine && failed(put(fixture, change, "huge", huge)) &&
           fixture->context.last->fail == FAIL_LIMIT &&
           fixture_said(&fixture->context, "make it shorter"),
       "a text has so many bytes and no more");
    store_change_end(&change);
}

static void tidies(Fixture *fixture)
{
    bool fine = !failed(store_begin_reading(&fixture->context, fixture->reader)) &&
                settings_seen(fixture, fixture->reader) == 4;
    StoreChange *change = NULL;

    fine = fine && !failed(store_begin(&fixture->context, fixture->writer, &change)) &&
           !failed(put(fixture, change, "more", "y")) &&
           !failed(store_commit(&fixture->context, change));
    OK(fine && failed(store_tidy(&fixture->context, fixture->writer)) &&
           fixture_said(&fixture->context, "try again in a moment"),
       "tidying waits for who reads, then says so");
    store_end_reading(fixture->reader);
    OK(!failed(store_tidy(&fixture->context, fixture->writer)) &&
           settings_seen(fixture, fixture->reader) == 4,
       "and is done later");
}

/* Both ways of opening refuse the file, say why, and leave it to the byte. */
static void is_refused(Fixture *fixture, const char *path, const char *words, const char *what)
{
    struct stat before;
    struct stat after;
    bool same = stat(path, &before) == 0;
    bool writer_fails =
        failed(store_open_writer(&fixture->context, str_from(path), 20, &fixture->writer));
    bool writer_said = fixture_said(&fixture->context, words);
    bool reader_fails =
        failed(store_open_reader(&fixture->context, str_from(path), 20, &fixture->reader));

    same = same && stat(path, &after) == 0 && before.st_size == after.st_size &&
           before.st_mtim.tv_nsec == after.st_mtim.tv_nsec;
    OK(writer_fails && writer_said && fixture->writer == NULL, "%s is refused to a writer", what);
    OK(reader_fails && fixture_said(&fixture->context, words) && fixture->reader == NULL,
       "%s is refused to a reader", what);
    OK(same, "%s is left as it was", what);
}

static void others_are_refused(Fixture *fixture)
{
    char other[FIXTURE_PATH + 32];

    fixture_path(fixture, "other", other);
    put_bytes(other, "not a database, but long enough to be looked at as if it were one: a text of "
                     "more than a hundred bytes that begins with no mark of SQLite at all.\n");
    is_refused(fixture, other, "this is no store", "a text");
    (void)unlink(other);
    (void)fixture_raw(other, "CREATE TABLE t(a)");
    is_refused(fixture, other, "a database of another program", "another program's database");
    (void)fixture_raw(other, "PRAGMA user_version = 1");
    is_refused(fixture, other, "a database of another program", "another with a version");
    (void)unlink(other);
    OK(failed(
           store_open_writer(&fixture->context, str_from(fixture->folder), 20, &fixture->writer)) &&
           fixture->writer == NULL,
       "a folder is refused");
    OK(failed(store_open_writer(&fixture->context, STR("nowhere/at/all"), 20, &fixture->writer)) &&
           fixture_said(&fixture->context, "make the folder first"),
       "a folder that is not there is named");
}

static void other_versions(Fixture *fixture)
{
    char other[FIXTURE_PATH + 32];

    (void)fixture_raw(fixture->path, "PRAGMA user_version = 999");
    is_refused(fixture, fixture->path, "written by a newer version of this program (999",
               "a newer store");
    (void)fixture_raw(fixture->path, "PRAGMA user_version = 0");
    is_refused(fixture, fixture->path, "a database of another program", "one without a version");
    fixture_path(fixture, "other", other);
    put_bytes(other, "");
    OK(failed(store_open_reader(&fixture->context, str_from(other), 20, &fixture->reader)) &&
           fixture_said(&fixture->context, "open it once for writing"),
       "a reader makes no schema in an empty file");
}

/* From the first version on, each step keeps what was there. */
static void grows_from_the_first(Fixture *fixture)
{
    StoreReader old = {0};
    char other[FIXTURE_PATH + 32];
    bool fine;

    fixture_path(fixture, "other", other);
    fine =
        !failed(connection_open(&fixture->context, &old, str_from(other), SQLITE_OPEN_READWRITE)) &&
        store_run_migration(&old, 0) == SQLITE_OK &&
        fixture_sql(old.handle, "INSERT INTO person(handle, made, seen) VALUES('a', 1, 0)") ==
            SQLITE_OK &&
        fixture_number(old.handle, "PRAGMA user_version") == 1;
    connection_close(&old);
    OK(fine, "a store of the first version is made");
    OK(!failed(store_open_writer(&fixture->context, str_from(other), 20, &fixture->writer)) &&
           fixture_number(fixture->writer->connection.handle, "PRAGMA user_version") ==
               store_newest_version() &&
           fixture_number(fixture->writer->connection.handle, "SELECT count(*) FROM person") == 1,
       "it becomes the newest when it is opened, with all that was in it");
    store_close_writer(&fixture->writer);
}

static void a_script_that_fails_leaves_nothing(Fixture *fixture)
{
    char other[FIXTURE_PATH + 32];
    int volatile stop = 1;
    Context context = {.arena = fixture->arena, .stop = &stop};
    struct stat facts;

    fixture_path(fixture, "other", other);
    (void)unlink(other);
    OK(failed(store_open_writer(&context, str_from(other), 20, &fixture->writer)),
       "making a store can be stopped");
    stop = 0;
    OK(stat(other, &facts) == 0 &&
           !failed(store_open_writer(&context, str_from(other), 20, &fixture->writer)),
       "and is then made in full");
    store_close_writer(&fixture->writer);
}

int main(void)
{
    Fixture fixture;
    struct stat facts;
    char journal[FIXTURE_PATH + 64];

    if (!fixture_begin(&fixture)) {
        return tap_done();
    }
    is_made(&fixture);
    if (fixture.reader != NULL) {
        readers_cannot_write(&fixture);
        changes_are_whole(&fixture);
        a_reading_is_one_moment(&fixture);
        writers_wait(&fixture);
        a_full_disk_stops_only_writing(&fixture);
        texts_are_texts(&fixture);
        stops_when_asked(&fixture);
        has_limits(&fixture);
        tidies(&fixture);
        store_close_reader(&fixture.reader);
        store_close_writer(&fixture.writer);
        snprintf(journal, sizeof journal, "%s-wal", fixture.path);
        OK(stat(journal, &facts) != 0, "closed, all is in the one file");
        OK(fixture_open(&fixture) && settings_seen(&fixture, fixture.reader) == 4,
           "and is there when it is opened again");
        store_close_reader(&fixture.reader);
        store_close_writer(&fixture.writer);
        others_are_refused(&fixture);
        other_versions(&fixture);
        grows_from_the_first(&fixture);
        a_script_that_fails_leaves_nothing(&fixture);
    }
    fixture_end(&fixture);
    OK(sqlite3_memory_used() == 0, "SQLite has given all its memory back");
    return tap_done();
}
