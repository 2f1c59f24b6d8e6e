/* Runs SQL bare on DuckDB: what a speed is compared with. Links nothing of ours.
     run_sql LIBRARY [print] < statements
   Statements end in ";" at the end of a line and run one after the other on one connection of an
   in-memory database. The rows of each are fetched whole, and written, tabs between, with `print`.
   On stderr: seconds and processor seconds for all statements, rows of the last, peak memory. */
#include <dlfcn.h>
#include <duckdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

/* The few functions needed, found by name. */
#define FUNCTIONS(X)                                                                               \
    X(duckdb_open)                                                                                 \
    X(duckdb_connect)                                                                              \
    X(duckdb_query)                                                                                \
    X(duckdb_result_error)                                                                         \
    X(duckdb_fetch_chunk)                                                                          \
    X(duckdb_data_chunk_get_size)                                                                  \
    X(duckdb_destroy_data_chunk)                                                                   \
    X(duckdb_destroy_result)                                                                       \
    X(duckdb_disconnect)                                                                           \
    X(duckdb_close)                                                                                \
    X(duckdb_value_varchar)                                                                        \
    X(duckdb_column_count)                                                                         \
    X(duckdb_row_count)                                                                            \
    X(duckdb_free)

typedef struct Library {
#define MEMBER(name) __typeof__(&name) name;
    FUNCTIONS(MEMBER)
#undef MEMBER
} Library;

static int load(const char *path, Library *out)
{
    void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) {
        fprintf(stderr, "run_sql: %s\n", dlerror());
        return 0;
    }
#define FIND(name)                                                                                 \
    do {                                                                                           \
        void *found = dlsym(handle, #name);                                                        \
        if (found == NULL) {                                                                       \
            fprintf(stderr, "run_sql: no %s in %s\n", #name, path);                                \
            return 0;                                                                              \
        }                                                                                          \
        memcpy(&out->name, &found, sizeof found);                                                  \
    } while (0);
    FUNCTIONS(FIND)
#undef FIND
    return 1;
}

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static char *read_all(FILE *file)
{
    size_t capacity = 1 << 16;
    size_t length = 0;
    char *text = malloc(capacity);
    while (text != NULL) {
        length += fread(text + length, 1, capacity - length - 1, file);
        if (length + 1 < capacity) {
            text[length] = '\0';
            return text;
        }
        char *larger = realloc(text, capacity *= 2);
        if (larger == NULL) {
            free(text);
        }
        text = larger;
    }
    return NULL;
}

static void print_rows(const Library *duck, duckdb_result *result)
{
    for (idx_t row = 0; row < duck->duckdb_row_count(result); row++) {
        for (idx_t column = 0; column < duck->duckdb_column_count(result); column++) {
            char *text = duck->duckdb_value_varchar(result, column, row);
            printf("%s%s", column == 0 ? "" : "\t", text == NULL ? "NULL" : text);
            duck->duckdb_free(text);
        }
        printf("\n");
    }
}

static long count_rows(const Library *duck, duckdb_result *result)
{
    long rows = 0;
    for (;;) {
        duckdb_data_chunk chunk = duck->duckdb_fetch_chunk(*result);
        if (chunk == NULL) {
            return rows;
        }
        rows += (long)duck->duckdb_data_chunk_get_size(chunk);
        duck->duckdb_destroy_data_chunk(&chunk);
    }
}

/* Gives the number of rows, or -1. */
static long run(const Library *duck, duckdb_connection connection, const char *sql, int print)
{
    duckdb_result result;
    if (duck->duckdb_query(connection, sql, &result) == DuckDBError) {
        fprintf(stderr, "run_sql: %s\n", duck->duckdb_result_error(&result));
        duck->duckdb_destroy_result(&result);
        return -1;
    }
    long rows = 0;
    if (print) {
        rows = (long)duck->duckdb_row_count(&result);
        print_rows(duck, &result);
    } else {
        rows = count_rows(duck, &result);
    }
    duck->duckdb_destroy_result(&result);
    return rows;
}

/* Runs each statement of `text`; the rows of the last, or -1. */
static long run_each(const Library *duck, duckdb_connection connection, char *text, int print)
{
    long rows = 0;
    char *start = text;
    while (rows >= 0 && start[strspn(start, " \n")] != '\0') {
        char *end = strstr(start, ";\n");
        if (end != NULL) {
            *end = '\0';
        }
        rows = run(duck, connection, start, print);
        if (end == NULL) {
            break;
        }
        start = end + 2;
    }
    return rows;
}

int main(int argument_count, char **arguments)
{
    Library duck;
    if (argument_count < 2 || !load(arguments[1], &duck)) {
        fprintf(stderr, "usage: run_sql LIBRARY [print] < statements\n");
        return 2;
    }
    int print = argument_count > 2 && strcmp(arguments[2], "print") == 0;
    char *text = read_all(stdin);
    if (text == NULL) {
        return 3;
    }
    double start = seconds_now();
    duckdb_database database;
    duckdb_connection connection;
    if (duck.duckdb_open(NULL, &database) == DuckDBError ||
        duck.duckdb_connect(database, &connection) == DuckDBError) {
        fprintf(stderr, "run_sql: cannot open an in-memory database\n");
        return 3;
    }
    long rows = run_each(&duck, connection, text, print);
    duck.duckdb_disconnect(&connection);
    duck.duckdb_close(&database);
    double seconds = seconds_now() - start;
    free(text);
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    double processor = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                       (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    fprintf(stderr, "seconds %.3f processor %.3f rows %ld peak_kb %ld\n", seconds, processor, rows,
            usage.ru_maxrss);
    return rows < 0;
}
