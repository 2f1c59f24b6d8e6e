/* Every odd cell means in SQL what it means to the program's own reader: numbers, dates, texts,
   what is no value, and millionths. */
#define _POSIX_C_SOURCE 200809L

#include "duckdb_making.h"

#include "base/number.h"
#include "engine/sql.h"
#include "study/labels.h"

static const char *const CELLS[] = {
    "0",
    "1",
    "-1",
    "+1",
    "1.",
    ".5",
    "-.5",
    "+.5e3",
    ".",
    "-",
    "+",
    "--",
    "1e5",
    "1E5",
    "1e+5",
    "1e-5",
    "1e",
    "e5",
    "1e400",
    "-1e400",
    "1e-400",
    "4.9e-324",
    "1.7976931348623157e308",
    "1.7976931348623159e308",
    "0x10",
    "1_000",
    "1,000",
    "1 000",
    " 1 ",
    "\t2\r",
    "\n3",
    "\u00a04\u00a0",
    "\ufeff5",
    "\u20036",
    "inf",
    "Infinity",
    "nan",
    "NaN",
    "NAN",
    "1d",
    "1f",
    "0001",
    "-0",
    "-0.0",
    "00.10",
    "1.0000005",
    "2.5e-7",
    "0.0000005",
    "0.00000049999",
    "-0.0000015",
    "123456.7890125",
    "999999999999.9999995",
    "1000000000000",
    "35000000.0000005",
    "0.1234565",
    "1e-7",
    "12e-8",
    "5e-7",
    "15e-7",
    "1.5e11",
    "9007199254740993",
    "12345678901234567890",
    "1/2",
    "\u0661",
    "1\u0332",
    "",
    " ",
    "NULL",
    "null",
    "Null",
    "NA",
    "N/A",
    "n/a",
    "#N/A",
    "*",
    "c",
    "[c]",
    "x",
    "<5",
    "< 5",
    ">5",
    "1-7",
    "0 to 7",
    "18-25",
    "2024-04-01",
    "2024-4-1",
    "2024-02-29",
    "2023-02-29",
    "2024-13-01",
    "2024-00-10",
    "2024-01-32",
    "0000-01-01",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "-0001-01-01",
    "2024-04-01 09:30",
    "2024-04-01T09:30:00",
    "2024-04-01T09:30:00.123Z",
    "2024-04-01 9:30 AM",
    "2024-04-01 09:30:00+01",
    "2024-04-01 UTC",
    "2024-04-01T",
    "2024-04-01x",
    "2024-04-01 ",
    " 2024-04-01",
    "2024-04-01\t09:30",
    "2024-04-01 0",
    "2024-04-01 99:99",
    "2024/04/01",
    "01/04/2024",
    "20240401",
    "2024-04",
    "epoch",
    "infinity",
    "today",
    "1969-12-31",
    "1900-02-29",
    "1600-02-29",
    "2024-04-01T24:00",
    "2024-04-01 09:30 BC",
    "it's",
    "\"q\"",
    "a;b",
    "\u00e9",
    "e\u0301",
    "\u0130",
    "\u0131",
    "true",
    "TRUE",
    "No",
    "  a  b  ",
    "02/01/1970",
    "2/1/1970",
    " 2.1.1970 ",
    "2-1-1970 09:30",
    "02/01/1970T09:30:00Z",
    "02/01/1970 soon",
    "02/01/1970\n",
    "31/01/1970",
    "01/31/1970",
    "29/02/2024",
    "02/29/2024",
    "29/02/2023",
    "31/02/2024",
    "02/31/2024",
    "02/01-1970",
    "02/01/70",
    "02/01/19700",
    "002/01/1970",
    "02/01/0000",
    "01/01/0001",
    "31/12/9999",
    "12/31/9999",
    "0/1/1970",
    "1/0/1970",
    "02/01/",
    "/01/1970",
    "02//1970",
};
enum { CELL_COUNT = sizeof CELLS / sizeof CELLS[0] };

static Arena *arena;
static DuckSession session;
static Context context;

/* SELECT something of every cell, in order. */
static bool ask_cells(const Text *what, DuckResult *rows)
{
    Text sql = text_new(arena);

    text_format(&sql, "SELECT %.*s FROM (VALUES ", STR_ARGS(text_str(what)));
    for (size_t i = 0; i < CELL_COUNT; i++) {
        text_format(&sql, "%s(%zu, ", i == 0 ? "" : ", ", i);
        sql_add_text(&sql, str_from(CELLS[i]));
        text_add(&sql, STR(")"));
    }
    text_add(&sql, STR(") AS t(i, c) ORDER BY i"));
    return !failed(duck_session_run(&context, &session, text_str(&sql), rows)) &&
           duck_result_next(rows) && rows->rows == CELL_COUNT;
}

static bool same_value(ValueKind kind, const Value *ours, const DuckResult *rows, size_t row)
{
    bool known = ours->state == CELL_KNOWN;

    if (duck_result_is_null(rows, 0, row) || !known) {
        return duck_result_is_null(rows, 0, row) == !known;
    }
    switch (kind) {
    case VALUE_TEXT:
        return str_equal(ours->text, duck_result_text(rows, 0, row));
    case VALUE_DATE:
        return (int64_t)ours->number == duck_result_integer(rows, 0, row);
    case VALUE_NUMBER:
        break;
    }
    return within_ulps(duck_result_double(rows, 0, row), ours->number, 0) ||
           (duck_result_double(rows, 0, row) == 0.0 && ours->number == 0.0);
}

static void test_kind(ValueKind kind, DateOrder dates, const char *name)
{
    CellWays ways = {.dates = dates};
    DuckResult rows = {0};
    Text what = text_new(arena);
    Text value = text_new(arena);
    size_t wrong = 0;
    size_t known = 0;

    sql_add_value(&value, STR("c"), kind, ways);
    text_add(&what, text_str(&value));
    if (kind != VALUE_TEXT) {
        text_add(&what, STR(", CAST("));
        sql_add_is_odd(&what, STR("c"), text_str(&value), (StrSpan){NULL, 0});
        text_add(&what, STR(" AS BIGINT)"));
    }
    if (!OK(ask_cells(&what, &rows), "DuckDB reads every cell as %s", name)) {
        return;
    }
    for (size_t row = 0; row < CELL_COUNT; row++) {
        Value ours = value_read_in(kind, str_from(CELLS[row]), ways);
        bool odd = ours.state == CELL_BAD || ours.state == CELL_SUPPRESSED;

        known += ours.state == CELL_KNOWN;
        if (!same_value(kind, &ours, &rows, row)) {
            wrong++;
            printf("# as %s, '%s' differs: ours %s\n", name, CELLS[row],
                   ours.state == CELL_KNOWN ? "known" : "not known");
        }
        if (kind != VALUE_TEXT && odd != (duck_result_integer(&rows, 1, row) != 0)) {
            wrong++;
            printf("# as %s, '%s' differs in being odd\n", name, CELLS[row]);
        }
    }
    OK(wrong == 0 && known > 10, "as %s, %d cells mean the same (%zu known)", name, CELL_COUNT,
       known);
    duck_result_close(&rows);
}

static void test_millionths(void)
{
    DuckResult rows = {0};
    Text what = text_new(arena);
    Text value = text_new(arena);
    size_t wrong = 0;
    size_t tried = 0;

    sql_add_value(&value, STR("c"), VALUE_NUMBER, (CellWays){.dates = DATES_NOT_SAID});
    text_format(&what, "CASE WHEN abs(%.*s) <= 1e12 THEN ", STR_ARGS(text_str(&value)));
    sql_add_millionths(&what, STR("c"));
    text_add(&what, STR(" END"));
    if (!OK(ask_cells(&what, &rows), "DuckDB makes millionths")) {
        return;
    }
    for (size_t row = 0; row < CELL_COUNT; row++) {
        Value ours = value_read(VALUE_NUMBER, str_from(CELLS[row]));
        Int128 scaled = 0;

        if (ours.state != CELL_KNOWN || fabs(ours.number) > 1e12) {
            continue;
        }
        tried++;
        if (!number_parse_scaled(ours.text, TALLY_AMOUNT_DECIMALS, &scaled) ||
            duck_result_is_null(&rows, 0, row) ||
            scaled != (Int128)duck_result_integer(&rows, 0, row)) {
            wrong++;
            printf("# '%s': ours %lld, DuckDB's %lld\n", CELLS[row], (long long)scaled,
                   (long long)duck_result_integer(&rows, 0, row));
        }
    }
    OK(wrong == 0 && tried > 30, "%zu numbers have the same millionths", tried);
    duck_result_close(&rows);
}

/* The trimming, and equal only where every byte is. */
static void test_trimming(void)
{
    DuckResult rows = {0};
    Text what = text_new(arena);
    size_t wrong = 0;

    sql_add_trimmed(&what, STR("c"));
    if (!OK(ask_cells(&what, &rows), "DuckDB trims every cell")) {
        return;
    }
    for (size_t row = 0; row < CELL_COUNT; row++) {
        wrong += !str_equal(str_trim(str_from(CELLS[row])), duck_result_text(&rows, 0, row));
    }
    OK(wrong == 0, "the same blanks are taken off");
    duck_result_close(&rows);
}

int main(void)
{
    char folder[MADE_PATH_BYTES];
    char path[MADE_PATH_BYTES + 40];
    Source source = {.name = STR("t.csv")};
    EngineOptions options = {.threads = 1};

    if (!duckdb_is_here()) {
        tap_skip("cells in SQL", "third_party/duckdb/libduckdb.so is not here");
        return tap_done();
    }
    if (!made_folder(folder)) {
        return tap_done();
    }
    made_path(path, folder, "t.csv");
    arena = arena_new((size_t)1 << 26);
    context.arena = arena;
    source.path = str_from(path);
    if (OK(made_text(path, "a\n1\n"), "a file") &&
        OK(!failed(duck_session_open(&context, &source, &options, &session)), "a session")) {
        test_kind(VALUE_TEXT, DATES_NOT_SAID, "text");
        test_kind(VALUE_NUMBER, DATES_NOT_SAID, "a number");
        test_kind(VALUE_DATE, DATES_NOT_SAID, "a date");
        test_kind(VALUE_DATE, DATES_DAY_MONTH_YEAR, "a date with the day first");
        test_kind(VALUE_DATE, DATES_MONTH_DAY_YEAR, "a date with the month first");
        test_millionths();
        test_trimming();
    }
    for (const Note *note = context.first; note != NULL; note = note->next) {
        printf("# %.*s\n", STR_ARGS(note->text));
    }
    duck_session_close(&session);
    arena_free(arena);
    unlink(path);
    rmdir(folder);
    return tap_done();
}
