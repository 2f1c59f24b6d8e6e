/* Many questions of held files: each file is read once where its rows fit, and the answers and
   mistakes are those of a file that nobody holds. */
#define _XOPEN_SOURCE 700

#include "duckdb_making.h"

#include "engine/derived.h"

static char folder[MADE_PATH_BYTES];
static char file_path[MADE_PATH_BYTES + 40];
static char other_path[MADE_PATH_BYTES + 40];

/* Two sources in one hold. */
typedef struct Held {
    Arena *arena;
    Context context;
    volatile int stop;
    Source source;
    Source other;
    EngineHold *hold;
    EngineOptions options;
    Reading reading;
    Status status;
} Held;

static Str notes_of(Held *held)
{
    Text text = text_new(held->arena);

    notes_write(&held->context, &text);
    return text_str(&text);
}

static void hold(Held *held, int64_t memory_bytes)
{
    ReadOptions none = {0};
    Source *sources[] = {&held->source, &held->other};

    *held = (Held){.arena = arena_new((size_t)1 << 28),
                   .options = {.threads = 2, .memory_bytes = memory_bytes}};
    held->context = (Context){.arena = held->arena, .stop = &held->stop};
    held->status = source_open(&held->context, str_from(file_path), &none, &held->source);
    if (!failed(held->status)) {
        held->status = source_open(&held->context, str_from(other_path), &none, &held->other);
    }
    if (!failed(held->status)) {
        held->status = ENGINE_DUCKDB.hold(&held->context, sources, 2, &held->hold);
    }
}

static void let_go(Held *held)
{
    ENGINE_DUCKDB.let_go(held->hold);
    arena_free(held->arena);
}

/* Counts by one column the rows where `outcome` is known; empty when it failed. */
static Str count_by(Held *held, const Source *source, const char *column, const char *outcome)
{
    Text text = text_new(held->arena);
    Expression *expression = NULL;
    uint32_t by = source_find_column(&held->context, source, str_from(column), PLACE_NONE);
    Cuboid cuboid = {&by, 1};
    Request request = {.source = source,
                       .amount = COLUMN_NONE,
                       .events = COLUMN_NONE,
                       .out_of = COLUMN_NONE,
                       .count = COLUMN_NONE,
                       .person = COLUMN_NONE,
                       .weight = COLUMN_NONE,
                       .cuboids = &cuboid,
                       .cuboid_count = 1,
                       .options = held->options};

    held->status = expression_parse(&held->context, str_from(outcome), PLACE_NONE, &expression);
    if (!failed(held->status)) {
        held->status = expression_type(&held->context, expression, source->columns, source->name);
    }
    request.outcome = expression;
    if (!failed(held->status)) {
        held->status = ENGINE_DUCKDB.tally(&held->context, &request, &held->reading);
    }
    for (size_t i = 0; !failed(held->status) && i < held->reading.tallies[0].cell_count; i++) {
        const Tally *tally = held->reading.tallies;

        text_add(&text, tally->dimensions[0].levels.items[tally->keys[i]]);
        text_format(&text, "=%lld/%lld;", (long long)tally->cells[i].events,
                    (long long)tally->cells[i].people);
    }
    return text_str(&text);
}

static void derive(Held *held, Derived derived)
{
    uint32_t column;

    derived.place = (Place){STR("study.yaml"), 3, 5};
    held->status = source_derive(&held->context, &held->source, &derived, &column);
}

/* What was got, and the notes, on a mismatch, as comments. */
static bool is(Held *held, Str got, const char *want)
{
    bool same = str_equal(got, str_from(want));

    if (!same) {
        Str notes = notes_of(held);

        printf("# got: %.*s\n# notes: %.*s\n", STR_ARGS(got), STR_ARGS(notes));
    }
    return same;
}

#define ROWS "id,day,area,y\n1,2024-01-05,N,1\n2,2023-03-01,S,0\n3,,N,1\n4,2024-02-01,S,1\n"
#define AREAS "area,name\nN,North\nS,South\n"

/* Nobody could answer from a file that is gone, but from rows that are held. */
static void test_read_once(void)
{
    Held held;

    (void)made_text(file_path, ROWS);
    (void)made_text(other_path, AREAS);
    hold(&held, INT64_C(400) << 20);
    OK(is(&held, count_by(&held, &held.source, "area", "y = 1"), "N=2/2;S=1/2;"),
       "a first question");
    derive(&held, (Derived){.kind = DERIVED_PERIOD, .name = STR("year"), .column = 1});
    OK(is(&held, count_by(&held, &held.source, "year", "y = 1"), "=1/1;2023=0/1;2024=2/2;"),
       "a column derived after it");
    derive(&held, (Derived){.kind = DERIVED_LOOK_UP,
                            .name = STR("name"),
                            .column = 2,
                            .other = &held.other,
                            .other_key = 0,
                            .other_value = 1});
    derive(&held, (Derived){.kind = DERIVED_CROSS,
                            .name = STR("crossed"),
                            .crossed = {4, 5},
                            .crossed_count = 2});
    OK(is(&held, count_by(&held, &held.source, "crossed", "y = 1"),
          "=1/1;2023 \xc2\xb7 South=0/1;2024 \xc2\xb7 North=1/1;2024 \xc2\xb7 South=1/1;"),
       "one of a look-up and of the column before, which is not made again");
    OK(is(&held, count_by(&held, &held.other, "name", "area = 'N'"), "North=1/1;South=0/1;"),
       "the other file, of the same hold");
    unlink(file_path);
    unlink(other_path);
    (void)made_text(file_path, "id,day,area,y\n9,2020-01-01,W,1\n");
    (void)made_text(other_path, "area,name\nW,West\n");
    OK(is(&held, count_by(&held, &held.source, "crossed", "y = 1"),
          "=1/1;2023 \xc2\xb7 South=0/1;2024 \xc2\xb7 North=1/1;2024 \xc2\xb7 South=1/1;") &&
           is(&held, count_by(&held, &held.other, "name", "area = 'N'"), "North=1/1;South=0/1;"),
       "files that changed are not read again");
    ENGINE_DUCKDB.let_go(held.hold);
    held.hold = NULL;
    OK(is(&held, count_by(&held, &held.source, "area", "y = 1"), "W=1/1;"),
       "they are, once let go");
    let_go(&held);
}

static void test_mistakes(void)
{
    Held held;
    size_t errors;

    (void)made_text(file_path, "id,day,area,y\n1,2024-01-05,N,1\n2,31/12/2023,S,0\n");
    (void)made_text(other_path, AREAS);
    hold(&held, INT64_C(400) << 20);
    derive(&held, (Derived){.kind = DERIVED_PERIOD, .name = STR("year"), .column = 1});
    OK(is(&held, count_by(&held, &held.source, "area", "y = 1"), "N=1/1;S=0/1;"),
       "a first question");
    (void)count_by(&held, &held.source, "year", "y = 1");
    errors = held.context.error_count;
    OK(failed(held.status) && errors == 1 &&
           str_contains_ignoring_case(notes_of(&held), STR("'31/12/2023'")),
       "a date that is none is told once, though it was looked for twice");
    (void)count_by(&held, &held.source, "year", "y = 1");
    OK(failed(held.status) && held.context.error_count == 2, "and again to who asks again");
    OK(is(&held, count_by(&held, &held.source, "area", "y = 1"), "N=1/1;S=0/1;") &&
           is(&held, count_by(&held, &held.other, "name", "area = 'N'"), "North=1/1;South=0/1;"),
       "what does not meet it is answered still, of both files");
    held.stop = 1;
    (void)count_by(&held, &held.other, "name", "area = 'N'");
    OK(held.status.kind == FAIL_SYSTEM && held.context.error_count == 3 &&
           str_contains_ignoring_case(notes_of(&held), STR("interrupted")),
       "Ctrl-C ends a question, and is told once");
    let_go(&held);
}

/* 400,000 rows of 5 columns are 32 MB of cells: more than a quarter of 100 MB. */
static void test_too_large(void)
{
    FILE *file = fopen(file_path, "wb");
    char row[100];
    Held held;

    fputs("id,day,area,y,rest\n", file);
    for (int i = 0; i < 400000; i++) {
        snprintf(row, sizeof row, "%d,2024-01-0%d,%c,%d,%d\n", i, 1 + i % 9, i % 2 ? 'N' : 'S',
                 i % 4 == 0, i % 7);
        fputs(row, file);
    }
    fclose(file);
    (void)made_text(other_path, AREAS);
    hold(&held, INT64_C(100) << 20);
    derive(&held,
           (Derived){
               .kind = DERIVED_PERIOD, .name = STR("month"), .column = 1, .period = PERIOD_MONTH});
    OK(is(&held, count_by(&held, &held.source, "month", "y = 1"), "2024-01=100000/400000;"),
       "rows that have no room are answered about all the same");
    (void)made_text(file_path, "id,day,area,y,rest\n9,2020-01-01,W,1,\n");
    OK(is(&held, count_by(&held, &held.source, "month", "y = 1"), "2020-01=1/1;"),
       "by reading the file each time");
    let_go(&held);
}

/* DuckDB's own name for the number of a row. */
static void test_rowid(void)
{
    Held held;

    (void)made_text(file_path, "RowID,day,area,y\n7,2024-01-05,N,1\n7,2023-03-01,S,0\n");
    (void)made_text(other_path, AREAS);
    hold(&held, INT64_C(400) << 20);
    for (int turn = 0; turn < 2; turn++) {
        if (turn == 1) {
            derive(&held, (Derived){.kind = DERIVED_PERIOD, .name = STR("year"), .column = 1});
        }
        OK(is(&held, count_by(&held, &held.source, turn == 0 ? "RowID" : "year", "y = 1"),
              turn == 0 ? "7=1/2;" : "2023=0/1;2024=1/1;"),
           "a column called rowid, question %d", turn + 1);
    }
    let_go(&held);
}

/* A question of more than the memory beside the rows is asked again without them. */
static void test_memory(void)
{
    static const char *const HEAD = "a,b,y\n";
    FILE *file = fopen(file_path, "wb");
    Held held;

    fputs(HEAD, file);
    for (long i = 0; i < 60000; i++) {
        fprintf(file, "name %ld,another %ld,%ld\n", i * 7919 % 1000003, i * 104729 % 1000003,
                i % 2);
    }
    fclose(file);
    (void)made_text(other_path, AREAS);
    hold(&held, INT64_C(100) << 20);
    (void)count_by(&held, &held.source, "y", "y = 1");
    OK(!failed(held.status), "a small question with rows held");
    (void)count_by(&held, &held.source, "a", "known(b)");
    OK(!failed(held.status) ? held.reading.tallies[0].cell_count == 60000
                            : held.status.kind == FAIL_LIMIT && held.context.error_count == 1,
       "a large one is answered, or refused in one sentence");
    OK(access(".tmp", F_OK) != 0, "nothing was written");
    let_go(&held);
}

int main(void)
{
    if (!duckdb_is_here()) {
        tap_skip("files that DuckDB holds", "third_party/duckdb/libduckdb.so is not here");
        return tap_done();
    }
    if (!made_folder(folder)) {
        return tap_done();
    }
    made_path(file_path, folder, "rows.csv");
    made_path(other_path, folder, "areas.csv");
    test_read_once();
    test_mistakes();
    test_too_large();
    test_rowid();
    test_memory();
    unlink(file_path);
    unlink(other_path);
    OK(rmdir(folder) == 0, "nothing else was left in the folder");
    return tap_done();
}
