/* Parquet and JSON lines give the answer that the same data give as CSV, whatever types the file
   has; and what is wrong with such a file is said. */
#define _POSIX_C_SOURCE 200809L

#include "duckdb_making.h"

static char folder[MADE_PATH_BYTES];
static char csv_path[MADE_PATH_BYTES + 40];
static char typed_path[MADE_PATH_BYTES + 40];
static char text_path[MADE_PATH_BYTES + 40];
static char json_path[MADE_PATH_BYTES + 40];

enum { ROWS = 12000, SQL_BYTES = 4000 };

#define COLUMNS_OF_TEXT                                                                            \
    "'g': 'VARCHAR', 'h': 'VARCHAR', 'n': 'VARCHAR', 'd': 'VARCHAR', 'day': 'VARCHAR', "           \
    "'seen': 'VARCHAR', 'person_id': 'VARCHAR', 'w': 'VARCHAR', 'c': 'VARCHAR', "                  \
    "'A \"; DROP TABLE x; --': 'VARCHAR'"

/* Cells as a CSV of the typed file would hold them, so that all files say the same. */
static bool make_csv(void)
{
    static const char *const LABELS[] = {"A",      "B", "",  "NULL", "Not stated", "\"x, y\"",
                                         "\u0130", "i", "I", "10",   "9"};
    static const char *const NUMBERS[] = {"0", "1", "-7", "42", "", "123456"};
    static const char *const DOUBLES[] = {"0.5", "1",   "-2.25",     "0.0000015", "35000000.5",
                                          "",    "0.1", "99.999999", "12.3456785"};
    static const char *const DAYS[] = {"2024-02-29", "1969-12-31", "", "2023-01-01"};
    static const char *const TRUTHS[] = {"true", "false", ""};
    static const char *const WEIGHTS[] = {"0.5", "1", "2.25", "0"};
    static const char *const COUNTS[] = {"1", "0", "3", "200"};
    FILE *file = fopen(csv_path, "wb");
    uint64_t state = 99;

    if (file == NULL) {
        return false;
    }
    fprintf(file, "g,h,n,d,day,seen,person_id,w,c,\"A \"\"; DROP TABLE x; --\"\n");
    for (int row = 0; row < ROWS; row++) {
        size_t any[8];

        for (size_t i = 0; i < 8; i++) {
            state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            any[i] = (size_t)(state >> 40);
        }
        fprintf(file, "%s,%s,%s,%s,%s,%s,p%zu,%s,%s,%s\n", LABELS[any[0] % 11], LABELS[any[1] % 11],
                NUMBERS[any[2] % 6], DOUBLES[any[3] % 9], DAYS[any[4] % 4], TRUTHS[any[5] % 3],
                any[6] % 9000, WEIGHTS[any[7] % 4], COUNTS[any[7] / 4 % 4],
                LABELS[any[7] / 16 % 11]);
    }
    return fclose(file) == 0;
}

static bool make_from_csv(const char *select, const char *path, const char *how)
{
    static char sql[SQL_BYTES];

    snprintf(sql, sizeof sql,
             "COPY (SELECT %s FROM read_csv('%s', auto_detect=false, header=true, delim=',', "
             "quote='\"', escape='\"', columns={" COLUMNS_OF_TEXT "})) TO '%s' (%s)",
             select, csv_path, path, how);
    return OK(made_by_duckdb(sql), "a file made of the CSV: %s", how);
}

static const Asked QUESTIONS[] = {
    {.outcome = "seen = 'true'", .by = {"g", "h,g", "n", "day"}},
    {.outcome = "n >= 1", .by = {"g,seen"}},
    {.outcome = "d > 0.5 or n = 42", .by = {"h"}},
    {.outcome = "day >= 2023-01-01", .where = "known(n)", .by = {"g"}},
    {.outcome = "days(day, day) = 0", .where = "d between 0 and 100", .by = {"day"}},
    {.outcome = "seen in ('true', 'false')", .where = "not g = 'A'", .by = {"g", "n"}},
    {.outcome = "n = 1", .by = {"A \"; DROP TABLE x; --"}},
    {.outcome = "[A \"; DROP TABLE x; --] = 'x, y'", .by = {"g"}},
    {.outcome = "n > 0", .count = "c", .by = {"g", "h"}},
    {.amount = "d", .by = {"g", "g,h"}},
    {.amount = "n", .by = {"day"}},
    {.amount = "d", .count = "c", .where = "seen = 'true'", .by = {"g"}},
    {.outcome = "n > 0", .person = "person_id", .weight = "w", .by = {"g"}, .want_rows = true},
    {.amount = "d", .person = "person_id", .count = "c", .by = {"h,g"}, .want_rows = true},
};

/* In columns of every type the file may have. */
static Str markers[] = {{"-7", 2},          {"123456", 6},      {"0.1", 3}, {"35000000.5", 10},
                        {"12.3456785", 10}, {"2023-01-01", 10}, {"B", 1},   {"p7", 2}};

static Asked ask_at(const Engine *engine, const Asked *question, const char *path, int threads)
{
    Asked asked = *question;

    asked.path = path;
    asked.threads = threads;
    ask_of(engine, &asked);
    return asked;
}

static void test_same_answers(StrSpan missing, const char *how)
{
    static const struct {
        const char *what;
        const char *path;
        int threads;
    } FILES[] = {{"typed Parquet, 2 threads", typed_path, 2},
                 {"typed Parquet, 8 threads", typed_path, 8},
                 {"Parquet of texts", text_path, 2},
                 {"JSON lines", json_path, 2}};

    for (size_t i = 0; i < sizeof QUESTIONS / sizeof QUESTIONS[0]; i++) {
        Asked question = QUESTIONS[i];
        Asked small;

        question.options.missing = missing;
        small = ask_at(&ENGINE_SMALL, &question, csv_path, 1);
        OK(small.answered, "question %zu has an answer%s", i, how);
        /* every file by half of the questions, each question of half of the files */
        for (size_t k = i % 2; k < sizeof FILES / sizeof FILES[0]; k += 2) {
            Asked duck = ask_at(&ENGINE_DUCKDB, &question, FILES[k].path, FILES[k].threads);

            OK(agree(&small, &duck), "question %zu, %s%s: answered as for the CSV", i,
               FILES[k].what, how);
            asked_close(&duck);
        }
        asked_close(&small);
    }
}

static void test_kinds(void)
{
    Arena *arena = arena_new((size_t)1 << 26);
    Context context = {.arena = arena};
    static const ColumnKind WANT[] = {COLUMN_TEXT,   COLUMN_TEXT,  COLUMN_NUMBER, COLUMN_NUMBER,
                                      COLUMN_DATE,   COLUMN_TRUTH, COLUMN_TEXT,   COLUMN_NUMBER,
                                      COLUMN_NUMBER, COLUMN_TEXT};
    Source source;
    bool fine = !failed(source_open(&context, str_from(typed_path), NULL, &source)) &&
                source.format == SOURCE_PARQUET && source.columns.count == 0 &&
                !failed(ENGINE_DUCKDB.describe(&context, &source)) && source.columns.count == 10;

    for (size_t i = 0; fine && i < 10; i++) {
        fine = source.kinds[i] == WANT[i];
    }
    OK(fine, "a Parquet file's columns have their kinds");
    OK(fine && str_equal(source.columns.items[9], STR("A \"; DROP TABLE x; --")),
       "and their names, hostile ones too");
    arena_free(arena);
}

/* ---- what is wrong ---- */

/* The first note for a question to that file, or "answered". */
static bool note_is(const char *path, const Asked *question, const char *place_and_text)
{
    Asked asked = *question;
    bool same;

    asked.path = path;
    ask_of(&ENGINE_DUCKDB, &asked);
    same = same_words(asked.answered && asked.no_errors ? STR("answered\n") : asked_notes(&asked),
                      place_and_text);
    asked_close(&asked);
    return same;
}

static void json_case(const char *lines, const char *after_path)
{
    static const Asked QUESTION = {.outcome = "known(y)", .by = {"g"}};
    char path[MADE_PATH_BYTES + 40];
    char want[600];

    made_path(path, folder, "case.jsonl");
    snprintf(want, sizeof want, "%s%s\n", after_path[0] == ':' ? path : "", after_path);
    OK(made_text(path, lines) && note_is(path, &QUESTION, want), "JSON lines: %s", after_path);
    unlink(path);
}

static void test_json_mistakes(void)
{
    json_case("{\"g\":\"A\",\"y\":1}\n\n{\"g\":null}\n{\"y\":[1,{}],\"z\":\"\\u00e9\"}\n",
              "answered");
    json_case("{\"g\":\"A\",\"y\":1}\n\n{\"g\":\"B\"\n{\"g\":\"C\"}\n",
              ":3: this is not one JSON object (unexpected end of data); write one object on each "
              "line, each key once");
    json_case("{\"g\":\"A\",\"y\":1}\n{\"g\":oops}\n",
              ":2: this is not one JSON object (unexpected character); write one object on each "
              "line, each key once");
    json_case("{\"g\":\"A\",\"y\":1}\n[1,2]\n",
              ":2: this is not one JSON object (Expected OBJECT, but got ARRAY: [1,2]); write one "
              "object on each line, each key once");
    json_case("{\"g\":\"A\",\"y\":1}\n\n{\"g\":\"A\",\"g\":\"B\"}\n",
              ":3: this is not one JSON object (Object {\"g\":\"A\",\"g\":\"B\"} has duplicate key "
              "\"g\"); write one object on each line, each key once");
    json_case("{\"g\":\"A\",\"y\":1}\n{\"G\":\"B\"}\n",
              ": the keys 'g' and 'G' differ in capital letters alone, and are not told apart; "
              "write them alike");
    json_case("{\"g\":\"A\",\"y \":1}\n",
              ": the key 'y ' begins or ends with a blank, or holds a NUL; rename it");
    json_case("{}\n{}\n", ": no line holds an object with a key; is it the right file?");
}

/* Keys where they are first met, in the order of the file. */
static void test_json_columns(void)
{
    Arena *arena = arena_new((size_t)1 << 24);
    Context context = {.arena = arena};
    char path[MADE_PATH_BYTES + 40];
    Source source;
    Text names = text_new(arena);

    made_path(path, folder, "keys.jsonl");
    OK(made_text(path, "{\"b\":1,\"a\":2}\n{\"c\":3,\"a\":1,\"d\":4}\n{\"e\":5,\"b\":0}\n"),
       "a file");
    if (OK(!failed(source_open(&context, str_from(path), NULL, &source)) &&
               source.format == SOURCE_JSON_LINES &&
               !failed(ENGINE_DUCKDB.describe(&context, &source)),
           "JSON lines are described")) {
        for (size_t i = 0; i < source.columns.count; i++) {
            text_format(&names, "%.*s ", STR_ARGS(source.columns.items[i]));
        }
        OK(same_words(text_str(&names), "b a c d e "), "by all keys, in order");
    }
    arena_free(arena);
    unlink(path);
}

static void test_spread(void)
{
    static const char TABLE[] = "m,v,g\nx,1,A\ny,10,A\nx,<5,B\ny,20,B\n";
    static const Asked QUESTION = {
        .events = "x",
        .out_of = "y",
        .by = {"g"},
        .options = {.spread_names = {"m", 1}, .spread_values = {"v", 1}}};
    char csv[MADE_PATH_BYTES + 40];
    char sql[SQL_BYTES];
    static const char *const FORMS[] = {"parquet", "json"};

    made_path(csv, folder, "long.csv");
    for (size_t i = 0; i < 2; i++) {
        char path[MADE_PATH_BYTES + 40];
        Asked small = QUESTION;
        Asked duck = QUESTION;

        made_path(path, folder, FORMS[i]);
        snprintf(sql, sizeof sql,
                 "COPY (SELECT * FROM read_csv('%s', header=true, all_varchar=true)) TO '%s' "
                 "(FORMAT %s)",
                 csv, path, FORMS[i]);
        OK(made_text(csv, TABLE) && made_by_duckdb(sql), "a long table as %s", FORMS[i]);
        small.path = csv;
        ask_of(&ENGINE_SMALL, &small);
        duck.path = path;
        ask_of(&ENGINE_DUCKDB, &duck);
        OK(small.answered && duck.answered && agree(&small, &duck), "spread as from CSV");
        asked_close(&small);
        asked_close(&duck);
        unlink(path);
    }
    unlink(csv);
}

static void test_broken_parquet(void)
{
    static const Asked QUESTION = {.outcome = "n = 1", .by = {"g"}};
    char path[MADE_PATH_BYTES + 40];
    static char bytes[1 << 20];
    FILE *file = fopen(typed_path, "rb");
    size_t size = file == NULL ? 0 : fread(bytes, 1, sizeof bytes, file);
    size_t refused = 0;

    if (file != NULL) {
        fclose(file);
    }
    made_path(path, folder, "broken.parquet");
    if (!OK(size > 1000 && size < sizeof bytes, "a Parquet file of %zu bytes", size)) {
        return;
    }
    for (size_t turn = 0; turn < 12; turn++) {
        Asked asked = QUESTION;

        file = fopen(path, "wb");
        if (file != NULL) {
            /* cut short, or with a hole somewhere, the end kept */
            size_t hole = size / 13 * turn + 4;

            fwrite(bytes, 1, turn % 2 == 0 ? hole : size, file);
            if (turn % 2 == 1 && fseek(file, (long)hole, SEEK_SET) == 0) {
                for (int i = 0; i < 64; i++) {
                    fputc(0xff, file);
                }
            }
            fclose(file);
        }
        asked.path = path;
        ask_of(&ENGINE_DUCKDB, &asked);
        refused += !asked.answered && asked.context.first != NULL &&
                   str_starts_with(asked_notes(&asked), str_from(path));
        if (turn == 3 || turn == 4) {
            Str notes = asked_notes(&asked);

            printf("# %.*s", STR_ARGS(notes));
        }
        asked_close(&asked);
    }
    OK(refused >= 6, "Parquet cut short is refused with its name (%zu of 12)", refused);
    unlink(path);
}

int main(void)
{
    if (!duckdb_is_here()) {
        tap_skip("Parquet and JSON lines", "third_party/duckdb/libduckdb.so is not here");
        return tap_done();
    }
    if (!made_folder(folder)) {
        return tap_done();
    }
    made_path(csv_path, folder, "t.csv");
    made_path(typed_path, folder, "typed.parquet");
    made_path(text_path, folder, "text.parquet");
    made_path(json_path, folder, "t.jsonl");
    OK(make_csv(), "a CSV");
    if (make_from_csv("g, h, CAST(n AS INTEGER) AS n, CAST(d AS DOUBLE) AS d, CAST(day AS DATE) AS "
                      "day, CAST(seen AS BOOLEAN) AS seen, person_id, CAST(w AS DOUBLE) AS w, "
                      "CAST(c AS SMALLINT) AS c, \"A \"\"; DROP TABLE x; --\"",
                      typed_path, "FORMAT parquet, ROW_GROUP_SIZE 2048") &&
        make_from_csv("*", text_path, "FORMAT parquet, ROW_GROUP_SIZE 2048") &&
        make_from_csv("*", json_path, "FORMAT json")) {
        test_kinds();
        test_same_answers((StrSpan){NULL, 0}, "");
        test_same_answers((StrSpan){markers, sizeof markers / sizeof markers[0]}, ", more missing");
        test_broken_parquet();
    }
    test_json_columns();
    test_json_mistakes();
    test_spread();
    unlink(csv_path);
    unlink(typed_path);
    unlink(text_path);
    unlink(json_path);
    OK(rmdir(folder) == 0, "nothing is left");
    return tap_done();
}
