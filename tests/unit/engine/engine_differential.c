/* Both engines answer the same: tallies, readings, row streams and mistakes, byte for byte, on made
   tables of odd cells, for every form of question, thread count and order of rows. */
#define _POSIX_C_SOURCE 200809L

#include "engine_agreeing.h"
#include "engine_holding.h"

#include "base/os_file.h"

#include <stdlib.h>
#include <unistd.h>

enum { PATH_BYTES = 200, ROUNDS = 14, ROWS_MOST = 400 };

static char folder[PATH_BYTES];
static char file_path[PATH_BYTES + 20];

typedef struct Chance {
    uint64_t state;
} Chance;

static uint64_t chance_next(Chance *chance)
{
    chance->state ^= chance->state << 13;
    chance->state ^= chance->state >> 7;
    chance->state ^= chance->state << 17;
    return chance->state;
}

static size_t chance_below(Chance *chance, size_t most)
{
    return (size_t)(chance_next(chance) % most);
}

#define PICK(chance, array) ((array)[chance_below((chance), sizeof(array) / sizeof *(array))])

static const char *const LABELS[] = {
    "A",          "b",       " B ",       "",       "NULL",     "NA",      "-",
    "Other",      "10",      "9",         "010",    "\"x, y\"", "*",       "<5",
    "I",          "i",       "\u0131",    "\u0130", "\u00e9",   "e\u0301", "\"say \"\"so\"\"\"",
    "Not stated", "unknown", "\u202eabc", "a'b",    "1e3",      "0x10",    "true"};
static const char *const TRUTHS[] = {"1", "0", "1", "0", "1", "0", "", "NULL"};
static const char *const AMOUNTS[] = {"0",          "1",  "-2.5", "1000000", "0.000001",
                                      "12.3456785", "",   "NA",   "7",       "0.1",
                                      "99.999999",  "+3", "1e2",  "-0"};
static const char *const DATES[] = {"2024-01-01", "2023-12-31", "2024-02-29", "",
                                    "1969-07-20", "NULL",       "2024-03-31"};
static const char *const PEOPLE[] = {"p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "", "NULL"};
static const char *const WEIGHTS[] = {"1", "0", "0.5", "2.25", "1000"};
static const char *const COUNTS[] = {"0", "1", "3", "250", "7"};

/* What a file may say is missing in it; literals of the questions are not among them. */
static Str markers[] = {{"b", 1},           {"7", 1},  {"99.999999", 9}, {"-2.5", 4},
                        {"1969-07-20", 10}, {"p3", 2}, {"*", 1},         {"x, y", 4}};

/* Rows in the order of `order`. */
static void write_file(char rows[][200], const size_t *order, size_t count, bool carriage)
{
    FILE *file = fopen(file_path, "wb");

    if (file == NULL) {
        return;
    }
    fprintf(file, "g,h,y,amount,day,other day,person_id,weight,count%s", carriage ? "\r\n" : "\n");
    for (size_t i = 0; i < count; i++) {
        fprintf(file, "%s%s", rows[order[i]], carriage ? "\r\n" : "\n");
    }
    fclose(file);
}

static void make_row(Chance *chance, char row[200])
{
    snprintf(row, 200, "%s,%s,%s,%s,%s,%s,%s,%s,%s", PICK(chance, LABELS), PICK(chance, LABELS),
             PICK(chance, TRUTHS), PICK(chance, AMOUNTS), PICK(chance, DATES), PICK(chance, DATES),
             PICK(chance, PEOPLE), PICK(chance, WEIGHTS), PICK(chance, COUNTS));
}

/* What is asked; every operator of the language stands in one of them. */
static const Asked QUESTIONS[] = {
    {.outcome = "y = 1", .by = {"g"}},
    {.outcome = "y = 1", .by = {"g", "h", "g,h", "day"}},
    {.outcome = "y != 0", .by = {"h,g"}},
    {.outcome = "amount > 1", .by = {"g"}},
    {.outcome = "amount >= 12.3456785 or y = 1", .by = {"h"}},
    {.outcome = "amount between 0 and 99", .by = {"g"}},
    {.outcome = "g in ('A', 'Other', '10')", .by = {"h"}},
    {.outcome = "not (amount < 1)", .by = {"g"}},
    {.outcome = "known(amount)", .by = {"g"}},
    {.outcome = "known(day) and not known(person_id)", .by = {"g"}},
    {.outcome = "day >= 2024-01-01", .by = {"g"}},
    {.outcome = "days(day, [other day]) <= 60", .by = {"h"}},
    {.outcome = "day between 1960-01-01 and 2024-02-29", .by = {"g,day"}},
    {.outcome = "y = 1", .where = "amount > 0", .by = {"g"}},
    {.outcome = "y = 1", .where = "g = 'A' or h != 'b'", .by = {"g", "h"}},
    {.outcome = "y = 1", .count = "count", .by = {"g", "h"}},
    {.amount = "amount", .by = {"g", "g,h"}},
    {.amount = "amount", .count = "count", .by = {"h"}},
    {.amount = "amount", .where = "y = 1", .by = {"g"}},
    {.outcome = "y = 1", .person = "person_id", .by = {"g", "h"}, .want_rows = true},
    {.outcome = "y = 1", .weight = "weight", .by = {"g"}, .want_rows = true},
    {.amount = "amount", .person = "person_id", .weight = "weight", .by = {"h"}, .want_rows = true},
    {.amount = "amount",
     .person = "person_id",
     .where = "day > 2023-01-01",
     .by = {"g", "day"},
     .want_rows = true},
    {.outcome = "y = 1", .score = "amount", .by = {"g", "h"}, .want_rows = true},
    {.outcome = "y = 1", .score = "amount", .flag = "amount >= 1", .by = {"g"}, .want_rows = true},
    {.outcome = "y = 1", .score = "amount", .need = "weight", .by = {"g"}, .want_rows = true},
    {.outcome = "amount > 1",
     .score = "weight",
     .need = "amount",
     .flag = "h = 'A' or y != 0",
     .where = "day > 2023-01-01",
     .by = {"g", "h"},
     .want_rows = true},
    {.outcome = "y = 1",
     .score = "weight",
     .flag = "g = 'no such'",
     .by = {"h"},
     .want_rows = true},
    {.outcome = "y = 1", .score = "g", .flag = "h > 5", .by = {"h"}, .want_rows = true},
    {.outcome = "day = 2024-01-01", .amount = NULL, .by = {"person_id"}},
};

enum { QUESTION_COUNT = sizeof QUESTIONS / sizeof QUESTIONS[0] };

static Asked ask_file(const Engine *engine, const Asked *question, int threads)
{
    Asked asked = *question;

    asked.path = file_path;
    asked.threads = threads;
    ask_of(engine, &asked);
    return asked;
}

static bool question_agrees(const Asked *question, const Engine *engine, int threads)
{
    Asked small = ask_file(&ENGINE_SMALL, question, 1);
    Asked duck = ask_file(engine, question, threads);
    bool fine = agree(&small, &duck);

    asked_close(&small);
    asked_close(&duck);
    return fine;
}

static void shuffle(Chance *chance, size_t *order, size_t count)
{
    for (size_t i = count; i-- > 1;) {
        size_t j = chance_below(chance, i + 1);
        size_t kept = order[i];

        order[i] = order[j];
        order[j] = kept;
    }
}

static void test_made_tables(StrSpan missing, const char *what)
{
    static char rows[ROWS_MOST][200];
    size_t order[ROWS_MOST];
    Chance chance = {UINT64_C(20240401)};
    size_t wrong = 0;
    size_t asked = 0;
    size_t answered = 0;

    for (int round = 0; round < ROUNDS; round++) {
        size_t count = 1 + chance_below(&chance, round % 5 == 0 ? 6 : ROWS_MOST);

        for (size_t i = 0; i < count; i++) {
            make_row(&chance, rows[i]);
            order[i] = i;
        }
        write_file(rows, order, count, round % 3 == 0);
        for (size_t i = 0; i < 4; i++) {
            Asked question = QUESTIONS[(size_t)(round * 4) + i < (size_t)QUESTION_COUNT
                                           ? (size_t)(round * 4) + i
                                           : chance_below(&chance, QUESTION_COUNT)];
            Asked small;
            Asked duck;

            question.options.missing = missing;
            small = ask_file(&ENGINE_SMALL, &question, 1);
            duck = ask_file(round % 2 == 0 ? &ENGINE_DUCKDB : &ENGINE_HELD, &question, 2);

            asked++;
            answered += small.answered;
            wrong += !agree(&small, &duck);
            asked_close(&small);
            asked_close(&duck);
        }
    }
    OK(wrong == 0, "%zu questions of %d made tables%s: the engines agree", asked, ROUNDS, what);
    OK(answered > asked / 2, "most of them (%zu) have answers", answered);
}

/* Enough rows that every thread has some. */
static void test_threads_and_order(void)
{
    enum { MANY = 8000 };
    static const int THREADS[] = {1, 2, 8};
    char(*rows)[200] = (char(*)[200])calloc(MANY, sizeof *rows);
    size_t *order = (size_t *)calloc(MANY, sizeof *order);
    Chance chance = {77};

    for (size_t i = 0; rows != NULL && order != NULL && i < MANY; i++) {
        make_row(&chance, rows[i]);
        order[i] = i;
    }
    for (int turn = 0; rows != NULL && order != NULL && turn < 2; turn++) {
        static const size_t CHOSEN[] = {1, 16, 21};

        write_file(rows, order, MANY, false);
        for (size_t k = 0; k < 3; k++) {
            for (size_t t = 0; t < 3; t++) {
                OK(question_agrees(&QUESTIONS[CHOSEN[k]], turn == 0 ? &ENGINE_DUCKDB : &ENGINE_HELD,
                                   THREADS[t]),
                   "question %zu, %d threads, %s", CHOSEN[k], THREADS[t],
                   turn == 0 ? "rows as they come" : "rows shuffled");
            }
        }
        shuffle(&chance, order, MANY);
    }
    free(rows);
    free(order);
}

/* One file with one mistake each, and the question that meets it. */
static void test_mistakes(void)
{
    static Str ninety_nine = {"99", 2};
    static const struct {
        const char *text;
        Asked question;
    } CASES[] = {
        {"g,y\nA,1\nB,zwei\n", {.outcome = "y = 1", .by = {"g"}}},
        {"g,y\nA,1\nB,01/02/2024\n", {.outcome = "y > 2024-01-01", .by = {"g"}}},
        {"g,y\nA,Yes\nB,No\n", {.outcome = "y = 'Maybe'", .by = {"g"}}},
        {"g,y\nA,1\nB,0\nC,Yes\nD,No\n", {.outcome = "y = 1", .by = {"g"}}},
        {"g,a\nA,1\nB,x\nC,y\n", {.amount = "a", .by = {"g"}}},
        {"g,a\nA,1\nB,1e15\n", {.amount = "a", .by = {"g"}}},
        {"g,y,n\nA,1,-1\nB,0,2\n", {.outcome = "y = 1", .count = "n", .by = {"g"}}},
        {"g,y,n\nA,1,1.5\nB,0,2\n", {.outcome = "y = 1", .count = "n", .by = {"g"}}},
        {"g,y,n\nA,1,\nB,0,*\n", {.outcome = "y = 1", .count = "n", .by = {"g"}}},
        {"g,y,w\nA,1,-1\nB,0,\n",
         {.outcome = "y = 1", .weight = "w", .by = {"g"}, .want_rows = true}},
        {"g,k,n\nA,5,3\nB,1,2\n", {.events = "k", .out_of = "n", .by = {"g"}}},
        {"g,k,n\nA,<5,30\nB,1,*\nC,,7\n", {.events = "k", .out_of = "n", .by = {"g"}}},
        {"g,y\nA,1\nB\n", {.outcome = "y = 1", .by = {"g"}}},
        {"g,y\nA,1\nB,0,3\n", {.outcome = "y = 1", .by = {"g"}}},
        {"g,y\nA,1\n\"B,0\n", {.outcome = "y = 1", .by = {"g"}}},
        {"g,y\nA,1\n\nB,0\n", {.outcome = "y = 1", .by = {"g"}}},
        {"g,y\nA,*\nB,<5\nC,1\n", {.outcome = "y = 1", .by = {"g"}}},
        {"g,y\nA,1\nB,99\nC,zwei\n",
         {.outcome = "y = 1", .by = {"g"}, .options = {.missing = {&ninety_nine, 1}}}},
        {"g,y,n\nA,1,99\nB,0,2\n",
         {.outcome = "y = 1",
          .count = "n",
          .by = {"g"},
          .options = {.missing = {&ninety_nine, 1}}}},
        {"g,m,v\nA,x,1\nA,y,2\nB,x,3\n",
         {.events = "x",
          .out_of = "y",
          .by = {"g"},
          .options = {.spread_names = {"m", 1}, .spread_values = {"v", 1}}}},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        FILE *file = fopen(file_path, "wb");

        if (file != NULL) {
            fputs(CASES[i].text, file);
            fclose(file);
        }
        OK(question_agrees(&CASES[i].question, &ENGINE_DUCKDB, 2) &&
               question_agrees(&CASES[i].question, &ENGINE_HELD, 2),
           "mistake %zu: the same words", i + 1);
    }
}

int main(void)
{
    /* Neither engine may fold I and i as Turkish does. */
    setenv("LC_ALL", "tr_TR.UTF-8", 1);
    snprintf(folder, sizeof folder, "%s/unknot-differential-XXXXXX",
             getenv("TMPDIR") == NULL ? "/tmp" : getenv("TMPDIR"));
    if (!duckdb_is_here()) {
        tap_skip("both engines answer the same", "third_party/duckdb/libduckdb.so is not here");
        return tap_done();
    }
    if (mkdtemp(folder) == NULL) {
        OK(false, "a folder for made files");
        return tap_done();
    }
    snprintf(file_path, sizeof file_path, "%s/t.csv", folder);
    test_mistakes();
    test_made_tables((StrSpan){NULL, 0}, "");
    test_made_tables((StrSpan){markers, sizeof markers / sizeof markers[0]},
                     " where more is missing");
    test_threads_and_order();
    unlink(file_path);
    rmdir(folder);
    return tap_done();
}
