/* DuckDB locked to one file: nothing else is read, nothing is written, no extension is fetched;
   spent memory and Ctrl-C end it in plain words. */
#define _XOPEN_SOURCE 700

#include "duckdb_making.h"

#include "engine/duckdb/duck_failure.h"

#include <dirent.h>
#include <signal.h>
#include <sys/time.h>
#include <time.h>

static char folder[MADE_PATH_BYTES];
static char file_path[MADE_PATH_BYTES + 40];
static char other_path[MADE_PATH_BYTES + 40];

static size_t count_files(const char *path)
{
    DIR *listing = opendir(path);
    size_t count = 0;

    for (const struct dirent *entry; listing != NULL && (entry = readdir(listing)) != NULL;) {
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    }
    if (listing != NULL) {
        closedir(listing);
    }
    return count;
}

static double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* What DuckDB says to `sql` in a session locked to file_path. */
typedef struct Said {
    Arena *arena;
    Context context;
    Source source;
    Str head;
    DuckSession session;
    DuckResult rows;
    bool opened;
    Status status;
} Said;

static void say(Said *said, const char *sql)
{
    EngineOptions options = {.threads = 2, .memory_bytes = INT64_C(500) << 20};

    *said = (Said){.arena = arena_new((size_t)1 << 24), .head = STR("a")};
    said->context.arena = said->arena;
    said->source = (Source){
        .name = STR("t.csv"), .path = str_from(file_path), .file_columns = {&said->head, 1}};
    said->status = duck_session_open(&said->context, &said->source, &options, &said->session);
    said->opened = !failed(said->status);
    if (said->opened) {
        said->status = duck_session_run(&said->context, &said->session, str_from(sql), &said->rows);
    }
}

static void say_no_more(Said *said)
{
    duck_result_close(&said->rows);
    duck_session_close(&said->session);
    arena_free(said->arena);
}

/* `statement` with the other file's path for "@". */
static void put_path(char *sql, size_t size, const char *statement)
{
    int before = (int)strcspn(statement, "@");

    snprintf(sql, size, "%.*s%s%s", before, statement, statement[before] == '@' ? other_path : "",
             statement + before + (statement[before] == '@'));
}

static void test_refused(void)
{
    static const char *const STATEMENTS[] = {
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_csv('/etc/passwd', auto_detect=false, columns={'a': 'VARCHAR'})",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM glob('/etc/*')",
        "SELECT * FROM read_csv('@', auto_detect=false, columns={'a': 'VARCHAR'})",
        "COPY (SELECT 1) TO '@'",
        "COPY (SELECT 1) TO '@' (FORMAT parquet)",
        "EXPORT DATABASE '@'",
        "ATTACH '@' AS there",
        "INSTALL httpfs",
        "LOAD httpfs",
        "LOAD '@'",
        "SELECT * FROM read_csv('https://example.org/a.csv')",
        "SELECT * FROM read_parquet('s3://a/b.parquet')",
        "SET enable_external_access=true",
        "SET temp_directory='/tmp'",
        "SET allowed_paths=['/etc/passwd']",
        "SET autoinstall_known_extensions=true",
        "SET lock_configuration=false",
        "RESET lock_configuration",
        "PRAGMA enable_profiling='json'",
        "SET profile_output='@'",
        "SET log_query_path='@'",
        "SELECT getenv('HOME')",
    };

    for (size_t i = 0; i < sizeof STATEMENTS / sizeof STATEMENTS[0]; i++) {
        char sql[1000];
        Said said;

        put_path(sql, sizeof sql, STATEMENTS[i]);
        say(&said, sql);
        OK(said.opened && failed(said.status), "refused: %s", STATEMENTS[i]);
        say_no_more(&said);
    }
    OK(count_files(folder) == 2, "and no file was made");
}

static void test_settings(void)
{
    Said said;

    say(&said, "SELECT current_setting('temp_directory') || '|' || "
               "current_setting('enable_external_access') || '|' || "
               "current_setting('autoinstall_known_extensions') || '|' || "
               "current_setting('autoload_known_extensions') || '|' || "
               "current_setting('lock_configuration') || '|' || current_setting('threads') || '|' "
               "|| current_setting('TimeZone')");
    OK(!failed(said.status) && duck_result_next(&said.rows) &&
           same_words(duck_result_text(&said.rows, 0, 0), "|false|false|false|true|2|UTC"),
       "every lock is on");
    say_no_more(&said);
}

static void test_named_file(void)
{
    char sql[600];
    Said said;

    snprintf(sql, sizeof sql,
             "SELECT count(*) FROM read_csv('%s', auto_detect=false, header=false, delim=',', "
             "columns={'a': 'VARCHAR'})",
             file_path);
    say(&said, sql);
    OK(!failed(said.status) && duck_result_next(&said.rows) &&
           duck_result_integer(&said.rows, 0, 0) == 3,
       "the file that was named is read");
    say_no_more(&said);
}

/* ---- memory ---- */

static void test_memory(void)
{
    char path[MADE_PATH_BYTES + 40];
    char sql[900];
    Asked asked = {.path = path,
                   .outcome = "y = 1",
                   .by = {"a,b"},
                   .threads = 2,
                   .engine_memory = INT64_C(40) << 20};

    made_path(path, folder, "many.parquet");
    snprintf(sql, sizeof sql,
             "COPY (SELECT 'name ' || hash(i) AS a, 'another ' || hash(i, 7) AS b, i %% 2 AS y "
             "FROM range(700000) t(i)) TO '%s' (FORMAT parquet, ROW_GROUP_SIZE 20000)",
             path);
    if (!OK(made_by_duckdb(sql), "a table with as many groups as rows")) {
        return;
    }
    ask_of(&ENGINE_DUCKDB, &asked);
    OK(!asked.answered && asked.context.first != NULL && asked.context.first->fail == FAIL_LIMIT &&
           str_starts_with(asked.context.first->text,
                           STR("this question needs more than the 40 MB of memory allowed; add "
                               "--memory SIZE, or --spill FOLDER")),
       "memory that does not suffice is a limit with two remedies");
    if (asked.context.first != NULL) {
        printf("# %.*s\n", STR_ARGS(asked.context.first->text));
    }
    asked_close(&asked);
    OK(count_files(folder) == 3, "nothing was written beside the file");
    OK(access(".tmp", F_OK) != 0, "nor to the current folder");
    unlink(path);
}

/* ---- Ctrl-C ---- */

static volatile int stop_asked;

static void ask_to_stop(int signal_number)
{
    (void)signal_number;
    stop_asked = 1;
}

static void share_done(void *data, double share)
{
    double *largest = (double *)data;

    *largest = share > *largest ? share : *largest;
}

static void test_stop(void)
{
    struct sigaction action = {.sa_handler = ask_to_stop};
    struct itimerval after = {{0, 0}, {0, 400000}};
    Arena *arena = arena_new((size_t)1 << 24);
    Context context = {.arena = arena, .stop = &stop_asked};
    Source source = {.name = STR("t.csv"), .path = str_from(file_path)};
    double largest = -2.0;
    EngineOptions options = {.threads = 2, .progress = share_done, .progress_data = &largest};
    DuckSession session = {0};
    DuckResult rows = {0};
    double started;
    Status status = {FAIL_NONE};

    sigaction(SIGALRM, &action, NULL);
    if (OK(!failed(duck_session_open(&context, &source, &options, &session)), "a session")) {
        setitimer(ITIMER_REAL, &after, NULL);
        started = seconds();
        status = duck_session_run(
            &context, &session,
            STR("SELECT CAST(sum(a.range * b.range) AS DOUBLE) FROM range(1000000) a, "
                "range(1000000) b"),
            &rows);
        OK(status.kind == FAIL_SYSTEM && context.first != NULL &&
               str_equal(context.first->text, STR("interrupted")),
           "Ctrl-C ends a statement that would run for an hour");
        OK(seconds() - started < 10.0, "at once (%.2f s)", seconds() - started);
        OK(largest > -2.0 && largest <= 1.0, "progress was told on the way");
    }
    duck_result_close(&rows);
    duck_session_close(&session);
    arena_free(arena);
}

/* Reasons that are not what they look like. */
static void test_reasons(void)
{
    static const struct {
        const char *message;
        FailKind kind;
        const char *says;
    } CASES[] = {
        {"Out of Memory Error: failed to allocate data of size 64.0 MiB (78.0 MiB/95.3 MiB used)",
         FAIL_LIMIT, "more than the 100 MB of memory allowed; add --memory SIZE"},
        {"Out of Memory Error: Failed to allocate block of 134217728 bytes (bad allocation)",
         FAIL_LIMIT, "the system gives this program no more memory"},
        {"IO Error: Could not read enough bytes from file \"t\": attempted to read 1 bytes from "
         "location 9",
         FAIL_INPUT, "may be damaged; fetch or write it again"},
        {"IO Error: Could not read from file \"t\": Input/output error", FAIL_SYSTEM,
         "cannot be read to its end"},
    };
    const Source source = {.name = STR("t.parquet"), .format = SOURCE_PARQUET};
    const DuckSession session = {.source = &source,
                                 .options = {.memory_bytes = INT64_C(100) << 20}};

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        Arena *arena = arena_new((size_t)1 << 20);
        Context context = {.arena = arena};
        Status status =
            duck_fail(&context, &session, DUCKDB_ERROR_INVALID, str_from(CASES[i].message));

        OK(status.kind == CASES[i].kind && context.first != NULL &&
               str_contains_ignoring_case(context.first->text, str_from(CASES[i].says)),
           "a reason: %s", CASES[i].says);
        arena_free(arena);
    }
}

int main(void)
{
    if (!duckdb_is_here()) {
        tap_skip("DuckDB locked to one file", "third_party/duckdb/libduckdb.so is not here");
        return tap_done();
    }
    if (!made_folder(folder)) {
        return tap_done();
    }
    made_path(file_path, folder, "t.csv");
    made_path(other_path, folder, "other.csv");
    OK(made_text(file_path, "a\nb\nc\n") && made_text(other_path, "a\nb\n"), "two files");
    test_settings();
    test_reasons();
    test_named_file();
    test_refused();
    test_memory();
    test_stop();
    unlink(file_path);
    unlink(other_path);
    OK(rmdir(folder) == 0, "nothing else was left in the folder");
    return tap_done();
}
