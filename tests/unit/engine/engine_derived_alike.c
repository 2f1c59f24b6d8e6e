/* Derived columns are the same in both engines, byte for byte, on made tables of odd cells: each
   kind, row by row, and at work in conditions, outcomes and counts; so are the mistakes. */
#define _POSIX_C_SOURCE 200809L

#include "engine_deriving.h"
#include "engine_holding.h"

#include "base/number.h"

#include <stdlib.h>
#include <unistd.h>

enum { PATH_BYTES = 200, ROUNDS = 1, ROWS = 500, KINDS = 20 };

static char folder[PATH_BYTES];
static char main_path[PATH_BYTES + 20];
static char other_path[PATH_BYTES + 20];

static uint64_t chance_state;

static size_t chance_below(size_t most)
{
    chance_state ^= chance_state << 13;
    chance_state ^= chance_state >> 7;
    chance_state ^= chance_state << 17;
    return (size_t)(chance_state % most);
}

#define PICK(array) ((array)[chance_below(sizeof(array) / sizeof *(array))])

static const char *const LABELS[] = {"A",       "A",          "b",
                                     " B ",     "",           "NULL",
                                     "-",       "Not stated", "Prefer not to say",
                                     "unknown", "\"x, y\"",   "\"say \"\"so\"\"\"",
                                     "a'b",     "''",         "\u0131",
                                     "\u00e9",  "e\u0301",    "\u00a0n\u00a0",
                                     "10",      "9",          "010",
                                     "%s",      "\\",         "A \u00b7 b"};
static const char *const NUMBERS[] = {"0",   "17.999", "18", "25", "26", "1e2", "-0.0",
                                      "-3",  " 5 ",    "",   "NA", ".5", "79",  "80",
                                      "+18", "1e-400", "2",  "1.", "-",  "0.1", "1e308"};
static const char *const DATES[] = {
    "2024-02-29", "2023-02-28", "2023-03-01",       "2024-03-31",          "2024-04-01",
    "1969-12-31", "1970-01-01", "1899-12-31",       "0001-01-01",          "9999-12-31",
    "",           "NULL",       "2024-01-01 09:30", "2024-01-31T10:00:00", " 2024-02-01 ",
    "2000-02-29", "1900-02-28", "2024-12-31"};
static const char *const KEYS[] = {"k1",   " k2", "k3 ",     "K1",   "",   "NA", "\"k,4\"",
                                   "k\"5", "k'6", "\u00e97", "none", "01", "1"};
/* One row each; keys differ after trimming. */
static const char OTHER[] = "value,key,more\n"
                            "first,k1,x\n"
                            "\" second \",k2,x\n"
                            ",k3,x\n"
                            "NULL,\"k,4\",x\n"
                            "it's,\"k\"\"5\",x\n"
                            "\"a \"\"q\"\"\", k'6 ,x\n"
                            "\u00e9,\u00e97,x\n"
                            "never,,x\n"
                            "never,NA,x\n"
                            "one,1,x\n"
                            "unasked,zz,x\n";

/* What both files say is missing in them, from here on; none at first. Among them a label that
   stays as it is, a number, a date, a key of both files, a text that is looked up, and what an age,
   a wait and a band are called, which are not of the file. */
static Str more[] = {{"b", 1},  {"18", 2}, {"2024-02-29", 10}, {"k1", 2},
                     {"n", 1},  {"1", 1},  {"\xc3\xa9", 2},    {"18 to 25", 8},
                     {"10", 2}, {"0", 1},  {"25", 2},          {"first", 5}};
static StrSpan missing = {more, 0};

static bool write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");

    return file != NULL && (fputs(text, file) >= 0) + (fclose(file) == 0) == 2;
}

static bool write_rows(const char *bad_date)
{
    FILE *file = fopen(main_path, "wb");

    if (file == NULL) {
        return false;
    }
    fprintf(file, "id,label,other,number,born,at,key\n");
    for (int i = 0; i < ROWS; i++) {
        fprintf(file, "%d,%s,%s,%s,%s,%s,%s\n", i, PICK(LABELS), PICK(LABELS), PICK(NUMBERS),
                i % 40 == 20 && bad_date != NULL ? bad_date : PICK(DATES), PICK(DATES), PICK(KEYS));
    }
    return fclose(file) == 0;
}

/* Every kind, some of them of others. Gives the first's index. */
static uint32_t derive_all(Deriving *d, const Source *other)
{
    static const double edges[] = {-3, 0, 18, 26, 80};
    static const double uneven[] = {0.1, 2.5};
    static const DerivedPair pairs[] = {{{"A", 1}, {"it's \"A\"", 8}},
                                        {{"", 0}, {"none", 4}},
                                        {{"''", 2}, {"", 0}},
                                        {{"A", 1}, {"never", 5}},
                                        {{"n", 1}, {"\xc3\xa9", 2}}};
    static Str apart[] = {{"A", 1}, {"10", 2}};
    uint32_t first = (uint32_t)d->source.columns.count;
    const Derived all[KINDS] = {
        {.kind = DERIVED_LOOK_UP, .column = 6, .other = other, .other_key = 1, .other_value = 0},
        {.kind = DERIVED_MATCHED, .column = 6, .other = other, .other_key = 1},
        {.kind = DERIVED_AGE, .column = 4, .to = 5},
        {.kind = DERIVED_BAND, .column = 3, .edges = edges, .edge_count = 5},
        {.kind = DERIVED_BAND, .column = 3, .edges = uneven, .edge_count = 2},
        {.kind = DERIVED_MAP, .column = 1, .pairs = pairs, .pair_count = 5},
        {.kind = DERIVED_LARGEST,
         .column = 1,
         .most = 2,
         .rest = STR("the rest's"),
         .apart = {apart, 2}},
        {.kind = DERIVED_LARGEST, .column = 2, .most = 1000, .rest = STR("rest")},
        {.kind = DERIVED_PERIOD, .column = 4, .period = PERIOD_YEAR},
        {.kind = DERIVED_PERIOD, .column = 4, .period = PERIOD_FINANCIAL_YEAR},
        {.kind = DERIVED_PERIOD, .column = 4, .period = PERIOD_QUARTER},
        {.kind = DERIVED_PERIOD, .column = 4, .period = PERIOD_MONTH},
        {.kind = DERIVED_CROSS, .crossed = {1, 2}, .crossed_count = 2},
        {.kind = DERIVED_CROSS, .crossed = {first + 3, 1, first}, .crossed_count = 3},
        {.kind = DERIVED_WITHIN, .column = 4, .to = 5, .days = 31, .known_until = 19813},
        {.kind = DERIVED_WITHIN, .column = 4, .to = 5, .days = 0, .known_until = -1},
        {.kind = DERIVED_WAIT, .column = 4, .to = 5, .known_until = 19813},
        {.kind = DERIVED_BAND, .column = first + 2, .edges = edges, .edge_count = 5},
        {.kind = DERIVED_LARGEST, .column = first + 5, .most = 3, .rest = STR("rest")},
        {.kind = DERIVED_MAP, .column = 1}};

    for (uint32_t i = 0; i < KINDS; i++) {
        Derived derived = all[i];

        derived.name = str_format(d->arena, "Made'\"%lu", (unsigned long)i);
        (void)derive(d, derived);
    }
    return first;
}

static void open_path(Deriving *d, const char *path, Source *out)
{
    ReadOptions options = {.missing = missing};

    if (!failed(d->status)) {
        d->status = source_open(&d->context, str_from(path), &options, out);
    }
}

/* Cells of every column, each in a line, and what was noted: all in one question. */
static Str all_cells(Deriving *d, const Engine *engine, uint32_t first)
{
    Text text = text_new(d->arena);
    Cuboid cuboids[KINDS];
    uint32_t columns[KINDS][2];
    const Tally *tallies;

    for (uint32_t i = 0; i < KINDS; i++) {
        columns[i][0] = 0;
        columns[i][1] = first + i;
        cuboids[i] = (Cuboid){columns[i], 2};
    }
    tallies = rows_by_each(d, engine, cuboids, KINDS);
    for (size_t i = 0; i < KINDS && tallies != NULL; i++) {
        text_format(&text, "\n%zu: ", i);
        add_cells(&text, &tallies[i]);
    }
    text_add(&text, deriving_notes(d));
    return text_str(&text);
}

/* The first line in which the two differ, as comments. */
static bool alike(Str one, Str other)
{
    StrSplit a = str_split(one, '\n');
    StrSplit b = str_split(other, '\n');
    Str from_one = STR_NONE;
    Str from_other = STR_NONE;

    while (str_split_next(&a, &from_one)) {
        (void)str_split_next(&b, &from_other);
        if (!str_equal(from_one, from_other)) {
            printf("# small:  %.*s\n# duckdb: %.*s\n", STR_ARGS(from_one), STR_ARGS(from_other));
            return false;
        }
    }
    return str_equal(one, other);
}

/* How the other file is given. */
typedef enum Other { OTHER_FILE, OTHER_MEMORY, OTHER_DERIVED } Other;

static void open_other(Deriving *d, Other how, Source *out)
{
    static const DerivedPair pairs[] = {{{"zz", 2}, {"01", 2}}};
    ReadOptions options = {.missing = missing};
    uint32_t column;

    if (how == OTHER_FILE) {
        open_path(d, other_path, out);
        return;
    }
    d->status = source_open_bytes(&d->context, STR("other.csv"), str_from(OTHER), &options, out);
    if (how == OTHER_DERIVED && !failed(d->status)) {
        Derived derived = {.kind = DERIVED_MAP,
                           .name = STR("mapped"),
                           .column = 1,
                           .pairs = pairs,
                           .pair_count = 1};

        d->status = source_derive(&d->context, out, &derived, &column);
    }
}

static Str ask_all(Deriving *d, const Engine *engine, Other how, Source *other)
{
    deriving_open(d, NULL);
    open_other(d, how, other);
    open_path(d, main_path, &d->source);
    return all_cells(d, engine, derive_all(d, other));
}

/* DuckDB reads every second table anew, and holds the others. */
static const Engine *engine_of(int round)
{
    return round % 2 == 0 ? &ENGINE_DUCKDB : &ENGINE_HELD;
}

static void test_kinds(Other how, const char *what)
{
    size_t same = 0;
    size_t answered = 0;

    for (int i = 0; i < ROUNDS; i++) {
        Deriving one;
        Deriving two;
        Source other[2];

        (void)write_rows(NULL);
        same += alike(ask_all(&one, &ENGINE_SMALL, how, &other[0]),
                      ask_all(&two, engine_of(i), how, &other[1]));
        answered += one.context.first == NULL && two.context.first == NULL;
        deriving_close(&one);
        deriving_close(&two);
    }
    OK(same == ROUNDS && answered == ROUNDS, "every kind alike in %d tables; look-ups in %s",
       ROUNDS, what);
}

/* ---- at work ---- */

typedef struct Use {
    const char *where;
    const char *outcome;
    uint32_t amount; /* from the first derived column; COLUMN_NONE: none */
    uint32_t count;
} Use;

static Str ask_use(Deriving *d, const Engine *engine, const Use *use)
{
    Source *other = arena_take(d->arena, 1, sizeof *other);
    Expression *expressions[2] = {NULL, NULL};
    const char *texts[2] = {use->where, use->outcome};
    Text text = text_new(d->arena);
    Reading reading = {0};
    uint32_t first;
    uint32_t by[2];

    open_path(d, other_path, other);
    open_path(d, main_path, &d->source);
    first = derive_all(d, other);
    by[0] = first + 5;
    by[1] = first + 3;
    for (size_t i = 0; i < 2; i++) {
        if (texts[i] != NULL && !failed(d->status)) {
            d->status =
                expression_parse(&d->context, str_from(texts[i]), PLACE_NONE, &expressions[i]);
        }
        if (texts[i] != NULL && !failed(d->status)) {
            d->status =
                expression_type(&d->context, expressions[i], d->source.columns, STR("the file"));
        }
    }
    if (!failed(d->status)) {
        const Cuboid cuboids[2] = {{by, 1}, {by, 2}};
        const uint32_t none = COLUMN_NONE;
        const Request request = {.source = &d->source,
                                 .where = expressions[0],
                                 .outcome = expressions[1],
                                 .amount = use->amount == none ? none : first + use->amount,
                                 .events = none,
                                 .out_of = none,
                                 .count = use->count == none ? none : first + use->count,
                                 .person = none,
                                 .weight = none,
                                 .cuboids = cuboids,
                                 .cuboid_count = 2};

        d->status = engine->tally(&d->context, &request, &reading);
    }
    if (!failed(d->status)) {
        tally_write(&reading.tallies[0], &text);
        tally_write(&reading.tallies[1], &text);
        text_format(&text, "%lld %lld %lld\n", (long long)reading.rows_read,
                    (long long)reading.rows_kept, (long long)reading.where_unknown);
    }
    text_add(&text, deriving_notes(d));
    return text_str(&text);
}

static void check_use(const Use *use, const char *bad_date, const char *what)
{
    size_t same = 0;

    for (int i = 0; i < ROUNDS; i++) {
        Deriving one;
        Deriving two;

        (void)write_rows(bad_date);
        deriving_open(&one, NULL);
        deriving_open(&two, NULL);
        same += alike(ask_use(&one, &ENGINE_SMALL, use), ask_use(&two, engine_of(i), use));
        deriving_close(&one);
        deriving_close(&two);
    }
    OK(same == ROUNDS, "alike in %d tables: %s", ROUNDS, what);
}

static void test_use(void)
{
    const uint32_t none = COLUMN_NONE;

    check_use(&(Use){"[Made'\"2] >= 18", "[Made'\"14] = 1", none, none}, NULL,
              "derived columns in both conditions");
    check_use(&(Use){"[Made'\"1] = 1", "[Made'\"0] in ('first', 'second')", none, none}, NULL,
              "looked up ones, judged by their labels");
    check_use(&(Use){NULL, "known([Made'\"6]) and [Made'\"2] between 0 and 50", none, none}, NULL,
              "known and between");
    check_use(&(Use){NULL, NULL, 2, none}, NULL, "an age as the amount");
    check_use(&(Use){"known([Made'\"2])", NULL, 2, 1}, NULL, "whether it matched as the count");
    check_use(&(Use){NULL, "[Made'\"12] = 'nowhere'", none, none}, NULL,
              "a literal that never occurs");
    check_use(&(Use){NULL, "[Made'\"8] = 2024", none, none}, "31/12/2023", "days before months");
    check_use(&(Use){"[Made'\"14] = 1", "number > 3", none, none}, "*", "dates kept back");
}

static Str ask_repeated(Deriving *d, const Engine *engine)
{
    Source *other;

    deriving_open(d, NULL);
    other = arena_take(d->arena, 1, sizeof *other);
    open_path(d, other_path, other);
    open_path(d, main_path, &d->source);
    (void)cells_by_id(d, engine, derive_all(d, other) + 13);
    return deriving_notes(d);
}

static void test_repeated(void)
{
    Deriving one;
    Deriving two;
    Deriving three;
    Str small;

    (void)write_rows(NULL);
    (void)write_text(other_path, "value,key\n1,k1\n2,k2\n3,k1\n4,zz\n5, zz\n6,\n7,\n");
    small = ask_repeated(&one, &ENGINE_SMALL);
    OK(alike(small, ask_repeated(&two, &ENGINE_DUCKDB)) &&
           alike(small, ask_repeated(&three, &ENGINE_HELD)) && failed(one.status) &&
           failed(two.status) && failed(three.status),
       "repeated keys are refused alike");
    deriving_close(&one);
    deriving_close(&two);
    deriving_close(&three);
}

static bool have_duckdb(void)
{
    Deriving d;
    Str cells;

    (void)write_text(main_path, "id,b\n1,2\n");
    deriving_open(&d, NULL);
    open_path(&d, main_path, &d.source);
    cells = cells_by_id(&d, &ENGINE_DUCKDB, 1);
    deriving_close(&d);
    return cells.length > 0;
}

int main(void)
{
    const char *temporary = getenv("TMPDIR");

    snprintf(folder, sizeof folder, "%s/unknot-derived-XXXXXX",
             temporary == NULL ? "/tmp" : temporary);
    if (mkdtemp(folder) == NULL) {
        OK(false, "a temporary folder");
        return tap_done();
    }
    snprintf(main_path, sizeof main_path, "%s/main.csv", folder);
    snprintf(other_path, sizeof other_path, "%s/other.csv", folder);
    chance_state = UINT64_C(88172645463325252);
    if (!have_duckdb()) {
        tap_skip("derived columns of both engines", "libduckdb.so is not there");
    } else {
        (void)write_text(other_path, OTHER);
        test_kinds(OTHER_FILE, "a file");
        test_kinds(OTHER_MEMORY, "bytes in memory");
        test_kinds(OTHER_DERIVED, "a file with derived columns");
        missing.count = sizeof more / sizeof more[0];
        test_kinds(OTHER_FILE, "a file where more is missing");
        test_kinds(OTHER_MEMORY, "bytes in memory where more is missing");
        check_use(&(Use){"[Made'\"2] >= 18", "known([Made'\"0])", COLUMN_NONE, COLUMN_NONE}, NULL,
                  "conditions where more is missing");
        missing.count = 0;
        test_use();
        test_repeated();
    }
    (void)unlink(main_path);
    (void)unlink(other_path);
    (void)rmdir(folder);
    return tap_done();
}
