/* Copies while others write, what is noticed in a store that is not whole, and what was
   acknowledged before the program was killed. */
#define _GNU_SOURCE
#include "store_fixture.h"

#include "site/store/back_up.h"

#include <signal.h>
#include <sys/wait.h>

static int64_t add_page(Context *context, StoreWriter *writer, const char *title)
{
    AUTO(StoreChange *, store_change_end) change = NULL;
    EntryAddIn in = {.kind = STR("page"),
                     .slug = STR("page"),
                     .title = str_from(title),
                     .plain = STR("plain"),
                     .body = STR("body"),
                     .html = STR(""),
                     .data = STR("{}"),
                     .lang = STR("en"),
                     .state = STR("live"),
                     .at = 1000};
    LogWords words = {.at = 1000, .verb = STR("add")};
    EntryAddRows rows;

    return !failed(store_begin(context, writer, &change)) &&
                   !failed(store_entry_add(context, change, &in, &rows)) &&
                   !failed(store_log_add(context, change, &words, NULL)) &&
                   !failed(store_commit(context, change))
               ? rows.items[0].id
               : 0;
}

static void copies(Fixture *fixture, const char *backup)
{
    Context *context = &fixture->context;
    StoreFacts facts;
    StoreFacts copied;
    StoreChange *open = NULL;
    struct stat file;
    char beside[FIXTURE_PATH + 64];
    bool fine = true;

    for (int i = 0; i < 20; i++) {
        fine = fine && add_page(context, fixture->writer, "A page") != 0;
    }
    OK(fine && !failed(store_verify(context, fixture->reader, STR_NONE, &facts)) &&
           facts.entries == 20 && facts.log.count == 20,
       "a store that is whole is found to be");
    fixture_print(context);
    fine = !failed(store_begin(context, fixture->writer, &open));
    OK(fine && !failed(store_back_up(context, fixture->reader, str_from(backup), &copied)) &&
           copied.entries == 20 && str_equal(copied.log.head, facts.log.head),
       "it is copied while a change is open");
    fixture_print(context);
    store_change_end(&open);
    OK(stat(backup, &file) == 0 && (file.st_mode & 0777) == 0600, "for its owner alone");
    OK(add_page(context, fixture->writer, "After") == 21 &&
           !failed(store_check_back_up(context, str_from(backup), facts.log.head, &copied)) &&
           copied.entries == 20 && copied.log.met_known,
       "the copy is of its moment and holds the head that was told");
    snprintf(beside, sizeof beside, "%s-wal", backup);
    OK(stat(beside, &file) != 0, "it is one file");
    OK(failed(store_back_up(context, fixture->reader, str_from(backup), &copied)) &&
           fixture_said(context, "a file of this name already"),
       "no copy is written over");
    OK(failed(store_check_back_up(context, str_from(backup),
                                  STR("0000000000000000000000000000000000000000000000000000000000"
                                      "000000"),
                                  &copied)) &&
           fixture_said(context, "does not hold the head"),
       "a head that was never there is missed");
}

static void a_copy_is_a_store(Fixture *fixture, const char *backup)
{
    AUTO(StoreWriter *, store_close_writer) writer = NULL;

    OK(!failed(store_open_writer(&fixture->context, str_from(backup), 20, &writer)) &&
           add_page(&fixture->context, writer, "Restored") == 21,
       "a copy is opened and written to like any store");
}

static void stopped(Fixture *fixture)
{
    volatile int stop = 1;
    Context context = {.arena = fixture->arena, .stop = &stop};
    StoreFacts facts;
    struct stat file;
    char other[FIXTURE_PATH + 32];
    char part[FIXTURE_PATH + 32];

    fixture_path(fixture, "other", other);
    OK(failed(store_back_up(&context, fixture->reader, str_from(other), &facts)) &&
           stat(other, &file) != 0,
       "a copy that is stopped leaves no file");
    fixture_path(fixture, "other.part", part);
    OK(symlink("nowhere", part) == 0 &&
           failed(store_back_up(&fixture->context, fixture->reader, str_from(other), &facts)) &&
           lstat(part, &file) == 0 && S_ISLNK(file.st_mode) && stat(other, &file) != 0,
       "what stands in the way of a copy is left as it is");
    (void)unlink(part);
    OK(failed(store_back_up(&fixture->context, fixture->reader, STR("/nowhere/at/all"), &facts)),
       "a folder that is not there is said");
}

/* Bytes of the middle of the file are other than they were. */
static void damage(const char *path)
{
    static const char junk[600] = "these bytes are not what SQLite wrote there";
    FILE *file = fopen(path, "r+b");

    if (file != NULL) {
        (void)fseek(file, 0, SEEK_END);
        for (long at = ftell(file) - 4000; at > 4096 * 3; at -= 4096) {
            (void)fseek(file, at, SEEK_SET);
            (void)fwrite(junk, 1, sizeof junk, file);
        }
        (void)fclose(file);
    }
}

static void damage_is_seen(Fixture *fixture, const char *backup)
{
    Context *context = &fixture->context;
    StoreFacts facts;

    OK(fixture_raw(backup,
                   "PRAGMA foreign_keys = OFF; INSERT INTO link VALUES(1, 'about', 77, 5)") ==
               SQLITE_OK &&
           failed(store_check_back_up(context, str_from(backup), STR_NONE, &facts)) &&
           fixture_said(context, "a row of 'link' names one of 'entry' that is not there"),
       "a link to nothing is named");
    OK(fixture_raw(backup,
                   "DROP TRIGGER log_same; UPDATE log SET why = 'x' WHERE id = 2; DELETE FROM "
                   "link") == SQLITE_OK &&
           failed(store_check_back_up(context, str_from(backup), STR_NONE, &facts)) &&
           fixture_said(context, "row 2 of the log is not as it was written"),
       "a changed row of the log is named");
    OK(fixture_raw(backup,
                   "UPDATE log SET why = '' WHERE id = 2; DELETE FROM search WHERE rowid = 3") ==
               SQLITE_OK &&
           failed(store_check_back_up(context, str_from(backup), STR_NONE, &facts)) &&
           fixture_said(context, "lacks 1 entries and has 0 too many"),
       "words that are not found are counted");
    OK(fixture_raw(backup, "INSERT INTO search(rowid, title, plain, body) VALUES(3, 'A page', "
                           "'plain', 'body'); PRAGMA writable_schema = ON; "
                           "DELETE FROM sqlite_schema WHERE name = 'session_seen'") == SQLITE_OK &&
           failed(store_check_back_up(context, str_from(backup), STR_NONE, &facts)) &&
           fixture_said(context, "is never used"),
       "a page that nothing leads to is seen");
    damage(backup);
    OK(failed(store_check_back_up(context, str_from(backup), STR_NONE, &facts)) &&
           context->last != NULL && context->last->fail == FAIL_SYSTEM &&
           fixture_said(context, "restore the last backup"),
       "damaged pages are seen");
}

/* A program that writes until it is killed, and says each number once it is committed. */
static void write_for_ever(const char *path, int out)
{
    Arena *arena = arena_new(FIXTURE_BYTES);
    Context context = {.arena = arena};
    StoreWriter *writer = NULL;
    int64_t id = 1;

    if (failed(store_open_writer(&context, str_from(path), 5000, &writer))) {
        _exit(1);
    }
    while (id != 0) {
        id = add_page(&context, writer, "Written");
        if (write(out, &id, sizeof id) != (ssize_t)sizeof id) {
            break;
        }
    }
    _exit(1);
}

static void killed(Fixture *fixture)
{
    int64_t lost = 0;
    int64_t acknowledged = 0;
    StoreFacts facts;

    for (int round = 0; round < 8; round++) {
        int ends[2];
        pid_t child;
        int64_t id = 0;
        int64_t last = 0;
        EntryRows entry;

        if (pipe(ends) != 0 || (child = fork()) < 0) {
            lost++;
            break;
        }
        if (child == 0) {
            (void)close(ends[0]);
            write_for_ever(fixture->path, ends[1]);
        }
        (void)close(ends[1]);
        for (int i = 0; i < 3 + round && read(ends[0], &id, sizeof id) == (ssize_t)sizeof id; i++) {
            last = id;
        }
        (void)kill(child, SIGKILL);
        while (read(ends[0], &id, sizeof id) == (ssize_t)sizeof id) { /* said before it died */
            last = id;
        }
        (void)close(ends[0]);
        (void)waitpid(child, NULL, 0);
        acknowledged += last;
        lost += failed(store_entry(&fixture->context, fixture->reader, &(EntryIn){last}, &entry)) ||
                        entry.count != 1 || last == 0
                    ? 1
                    : 0;
    }
    OK(lost == 0 && acknowledged > 0, "killed while it writes: nothing acknowledged is lost");
    OK(!failed(store_verify(&fixture->context, fixture->reader, STR_NONE, &facts)) &&
           facts.entries == facts.log.count,
       "and the store is whole, each change of it all or nothing");
    fixture_print(&fixture->context);
}

int main(void)
{
    Fixture fixture;
    char backup[FIXTURE_PATH + 32];

    if (!fixture_begin(&fixture) || !fixture_open(&fixture)) {
        return tap_done();
    }
    fixture_path(&fixture, "backup", backup);
    copies(&fixture, backup);
    a_copy_is_a_store(&fixture, backup);
    stopped(&fixture);
    store_close_writer(&fixture.writer);
    killed(&fixture);
    damage_is_seen(&fixture, backup);
    fixture_end(&fixture);
    return tap_done();
}
