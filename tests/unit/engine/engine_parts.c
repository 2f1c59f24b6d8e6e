/* Several files that are one table: lines are told apart, and memory that is spent is told. */
#define _POSIX_C_SOURCE 200809L

#include "engine_asking.h"

#include "engine/small/read_table.h"

#include <stdlib.h>
#include <unistd.h>

enum { PATH_BYTES = 200 };

static char folder[PATH_BYTES];
static char paths[3][PATH_BYTES + 40];
/* four lines; two; four, of which a cell takes two */
static const char *const TEXTS[3] = {"g,y\na,1\nb,0\nc,1\n", "g,y\nd,1",
                                     "g,y\n\"e\nf\",1\ng,\"say \"\"so\"\"\"\n"};

static bool write_files(void)
{
    bool fine = mkdtemp(folder) != NULL;

    for (size_t i = 0; i < 3 && fine; i++) {
        FILE *file;

        snprintf(paths[i], sizeof paths[i], "%s/%zu.csv", folder, i);
        file = fopen(paths[i], "wb");
        fine = file != NULL && fputs(TEXTS[i], file) >= 0;
        fine = file != NULL && fclose(file) == 0 && fine;
    }
    return fine;
}

static Status open_all(Context *context, Source *out)
{
    StrSpan all = {TAKE(context, Str, 3), 3};

    if (all.items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < 3; i++) {
        all.items[i] = str_from(paths[i]);
    }
    return source_open_parts(context, STR("*.csv"), all, &(ReadOptions){.skip = 0}, out);
}

static void test_lines(void)
{
    static const struct {
        const char *cell;
        size_t part;
        int64_t line;
    } WANT[] = {{"a", 0, 2}, {"b", 0, 3}, {"c", 0, 4}, {"d", 1, 2}, {"e\nf", 2, 2}, {"g", 2, 4}};
    Arena *arena = arena_new((size_t)1 << 26);
    Context context = {.arena = arena};
    Source source;
    Table table = {0};
    bool fine = !failed(open_all(&context, &source)) &&
                !failed(table_read(&context, &source, NULL, &table)) && table.row_count == 6;

    OK(fine && source_part_count(&source) == 3 && source_part(&source, 1)->lines_before >= 4,
       "three files are one table of all their rows");
    for (size_t row = 0; row < 6 && fine; row++) {
        Place place = source_place(&source, table_line(&table, row));

        fine = str_equal(table_cell(&table, row, 0), str_from(WANT[row].cell)) &&
               str_equal(place.file, str_from(paths[WANT[row].part])) &&
               place.line == WANT[row].line;
    }
    OK(fine && str_equal(table_cell(&table, 5, 1), STR("say \"so\"")),
       "each row is told with its file and its line there");
    OK(str_equal(source_place(&source, 0).file, STR("*.csv")),
       "and no row with what all are named");
    table_close(&table);
    arena_free(arena);
}

/* Every limit of memory: a failure with words, never a crash, and success only without them. */
static void test_memory(void)
{
    size_t broken = 0;
    size_t enough = 0;

    for (size_t limit = 0; limit < 1200000; limit += limit < 40000 ? 512 : 65536) {
        Arena *arena = arena_new(limit);
        Context context = {.arena = arena};
        Source source;
        Table table = {0};
        Status status = open_all(&context, &source);

        if (!failed(status)) {
            status = table_read(&context, &source, NULL, &table);
        }
        broken += failed(status) != (context.first != NULL);
        broken += enough > 0 && failed(status);
        enough = enough == 0 && !failed(status) ? limit : enough;
        table_close(&table);
        arena_free(arena);
    }
    OK(broken == 0 && enough > 0, "fails in words until %zu bytes are allowed", enough);
}

int main(void)
{
    const char *temporary = getenv("TMPDIR");

    snprintf(folder, sizeof folder, "%s/unknot-parts-XXXXXX",
             temporary == NULL ? "/tmp" : temporary);
    if (OK(write_files(), "three files")) {
        test_lines();
        test_memory();
    }
    for (size_t i = 0; i < 3; i++) {
        (void)unlink(paths[i]);
    }
    (void)rmdir(folder);
    return tap_done();
}
