/* Cells read as each kind. */
#include "study/value.h"

#include "tap.h"

typedef struct Case {
    ValueKind kind;
    const char *cell;
    CellState state;
    double number;
} Case;

static const Case CASES[] = {
    {VALUE_NUMBER, "18", CELL_KNOWN, 18},
    {VALUE_NUMBER, " 18\t", CELL_KNOWN, 18},
    {VALUE_NUMBER, "\u00a018\u00a0", CELL_KNOWN, 18},
    {VALUE_NUMBER, "-0.5e1", CELL_KNOWN, -5},
    {VALUE_NUMBER, "1,234", CELL_BAD, 0},
    {VALUE_NUMBER, "0,5", CELL_BAD, 0},
    {VALUE_NUMBER, "1 234", CELL_BAD, 0},
    {VALUE_NUMBER, "Yes", CELL_BAD, 0},
    {VALUE_NUMBER, "inf", CELL_BAD, 0},
    {VALUE_NUMBER, "0x10", CELL_BAD, 0},
    {VALUE_NUMBER, "1e999", CELL_BAD, 0},
    {VALUE_NUMBER, "12%", CELL_BAD, 0},
    {VALUE_NUMBER, "", CELL_MISSING, 0},
    {VALUE_NUMBER, "   ", CELL_MISSING, 0},
    {VALUE_NUMBER, "NULL", CELL_MISSING, 0},
    {VALUE_NUMBER, " NA ", CELL_MISSING, 0},
    {VALUE_NUMBER, "nan", CELL_MISSING, 0},
    {VALUE_NUMBER, "-", CELL_MISSING, 0},
    {VALUE_NUMBER, ".", CELL_MISSING, 0},
    {VALUE_NUMBER, "*", CELL_SUPPRESSED, 0},
    {VALUE_NUMBER, "c", CELL_SUPPRESSED, 0},
    {VALUE_NUMBER, "[c]", CELL_SUPPRESSED, 0},
    {VALUE_NUMBER, "<5", CELL_SUPPRESSED, 0},
    {VALUE_NUMBER, " 1-7 ", CELL_SUPPRESSED, 0},
    {VALUE_NUMBER, "18-25", CELL_BAD, 0},
    {VALUE_NUMBER, "Unknown", CELL_BAD, 0},
    {VALUE_DATE, "1970-01-01", CELL_KNOWN, 0},
    {VALUE_DATE, "2024-04-01", CELL_KNOWN, 19814}, /* date -ud 2024-04-01 +%s / 86400 */
    {VALUE_DATE, " 2024-04-01 ", CELL_KNOWN, 19814},
    {VALUE_DATE, "2024-04-01 09:30", CELL_KNOWN, 19814},
    {VALUE_DATE, "2024-04-01T09:30:00", CELL_KNOWN, 19814},
    {VALUE_DATE, "2024-04-01T23:59:59.999Z", CELL_KNOWN, 19814},
    {VALUE_DATE, "2024-04-01 00:00:00+01:00", CELL_KNOWN, 19814},
    {VALUE_DATE, "2024-04-01 09:30 AM", CELL_KNOWN, 19814},
    {VALUE_DATE, "1969-12-31", CELL_KNOWN, -1},
    {VALUE_DATE, "2023-02-29", CELL_BAD, 0},
    {VALUE_DATE, "2024-04-01x", CELL_BAD, 0},
    {VALUE_DATE, "2024-04-01 ?", CELL_BAD, 0},
    {VALUE_DATE, "2024-04-01T", CELL_BAD, 0},
    {VALUE_DATE, "2024-04-010", CELL_BAD, 0},
    {VALUE_DATE, "01/02/2024", CELL_BAD, 0},
    {VALUE_DATE, "2024-4-1", CELL_BAD, 0},
    {VALUE_DATE, "20240401", CELL_BAD, 0},
    {VALUE_DATE, "NULL", CELL_MISSING, 0},
    {VALUE_DATE, "*", CELL_SUPPRESSED, 0},
    {VALUE_TEXT, "White", CELL_KNOWN, 0},
    {VALUE_TEXT, "*", CELL_KNOWN, 0},
    {VALUE_TEXT, "c", CELL_KNOWN, 0},
    {VALUE_TEXT, "<5", CELL_KNOWN, 0},
    {VALUE_TEXT, "None", CELL_KNOWN, 0},
    {VALUE_TEXT, "Unknown", CELL_KNOWN, 0},
    {VALUE_TEXT, "99", CELL_KNOWN, 0},
    {VALUE_TEXT, "", CELL_MISSING, 0},
    {VALUE_TEXT, " \r\n", CELL_MISSING, 0},
    {VALUE_TEXT, "NULL", CELL_MISSING, 0},
    {VALUE_TEXT, "N/A", CELL_MISSING, 0},
    {VALUE_TEXT, "#N/A", CELL_MISSING, 0},
    {VALUE_TEXT, "\u2013", CELL_MISSING, 0},
    {VALUE_TEXT, "NULLS", CELL_KNOWN, 0},
    {VALUE_TEXT, "Na", CELL_KNOWN, 0},
};

/* Of a file whose dates have an order; -1: bad. */
static const struct {
    const char *cell;
    double day_first;
    double month_first;
} ORDERED[] = {
    {"02/01/1970", 1, 31},
    {"2/1/1970", 1, 31},
    {"2-1-1970", 1, 31},
    {"02.01.1970 09:30", 1, 31},
    {"02/01/1970T09:30:00Z", 1, 31},
    {"31/01/1970", 30, -1},
    {"01/31/1970", -1, 30},
    {"31/02/2024", -1, -1},
    {"29/02/2024", 19782, -1},
    {"29/02/2023", -1, -1},
    {"1970-01-02", -1, -1},
    {"02/01-1970", -1, -1},
    {"02/01/70", -1, -1},
    {"02/01/19700", -1, -1},
    {"002/01/1970", -1, -1},
    {"02/01/0000", -1, -1},
    {"0/1/1970", -1, -1},
    {"02 01 1970", -1, -1},
    {"02/01/", -1, -1},
    {"02/01", -1, -1},
    {"02/01/1970 ", 1, 31},
    {"02/01/1970 soon", -1, -1},
};

static bool reads_as(DateOrder order, const char *cell, double days)
{
    Value value = value_read_in(VALUE_DATE, str_from(cell), (CellWays){.dates = order});

    return days < 0 ? value.state == CELL_BAD
                    : value.state == CELL_KNOWN && within_ulps(value.number, days, 0);
}

static void test_orders(void)
{
    Str missing = STR("01/01/1900");
    CellWays ways = {{&missing, 1}, DATES_DAY_MONTH_YEAR};
    DateOrders orders = {0, 0, 0};

    for (size_t i = 0; i < sizeof ORDERED / sizeof ORDERED[0]; i++) {
        OK(reads_as(DATES_DAY_MONTH_YEAR, ORDERED[i].cell, ORDERED[i].day_first) &&
               reads_as(DATES_MONTH_DAY_YEAR, ORDERED[i].cell, ORDERED[i].month_first),
           "'%s' in a file of one order and of the other", ORDERED[i].cell);
    }
    OK(value_is_any(VALUE_DATE, ways), "a marker may be a date of that order");
    OK(value_read_in(VALUE_DATE, missing, ways).state == CELL_MISSING, "and is missing");
    OK(date_orders_add(&orders, STR("01/02/2024")) && date_orders_only(&orders) == DATES_NOT_SAID,
       "01/02/2024 tells no order");
    OK(!date_orders_add(&orders, STR("31/02/2024")) && !date_orders_add(&orders, STR("13/04/24")) &&
           date_orders_only(&orders) == DATES_NOT_SAID,
       "nor does what is no day, nor a year of two digits");
    OK(date_orders_add(&orders, STR("13/02/2024")) &&
           date_orders_only(&orders) == DATES_DAY_MONTH_YEAR,
       "13/02/2024 does");
    OK(date_orders_add(&orders, STR("02/13/2024")) && date_orders_only(&orders) == DATES_NOT_SAID,
       "both in one file tell none");
}

static const char *state_name(CellState state)
{
    static const char *const NAMES[] = {"known", "missing", "suppressed", "bad"};

    return NAMES[state];
}

int main(void)
{
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        Value value = value_read(CASES[i].kind, str_from(CASES[i].cell));

        OK(value.state == CASES[i].state, "'%s' as %s is %s", CASES[i].cell,
           value_kind_name(CASES[i].kind), state_name(CASES[i].state));
        if (value.state == CELL_KNOWN && CASES[i].kind != VALUE_TEXT) {
            OK(within_ulps(value.number, CASES[i].number, 0), "'%s' is %g", CASES[i].cell,
               CASES[i].number);
        }
        OK(str_equal(value.text, str_trim(str_from(CASES[i].cell))),
           "its text is the trimmed cell");
    }
    OK(value_read(VALUE_TEXT, STR_NONE).state == CELL_MISSING, "no text at all is missing");
    OK(value_read(VALUE_TEXT, STR("NULL\0")).state == CELL_KNOWN, "a NUL is a byte like another");
    test_orders();
    return tap_done();
}
