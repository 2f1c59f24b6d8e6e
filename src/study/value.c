/* Cells to values, by the kind asked for. */
#include "study/value.h"

#include "base/number.h"
#include "study/labels.h"

#include <string.h>

/* Bytes of YYYY-MM-DD. */
#define DATE_BYTES ((size_t)10)

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* " 09:30", "T09:30:00Z", "T0930+01:00", " 09:30 AM": two digits of an hour, then what times hold.
   */
static bool is_time(Str rest)
{
    static const char MARKS[] = "0123456789:.,+-Z AMPUTC";

    if (rest.length < 3 || (rest.bytes[0] != ' ' && rest.bytes[0] != 'T') ||
        !is_digit(rest.bytes[1]) || !is_digit(rest.bytes[2])) {
        return false;
    }
    for (size_t i = 3; i < rest.length; i++) {
        if (rest.bytes[i] == '\0' || strchr(MARKS, rest.bytes[i]) == NULL) {
            return false;
        }
    }
    return true;
}

static bool read_year_first(Str cell, int64_t *days)
{
    Str rest = str_slice(cell, DATE_BYTES, cell.length);

    return date_parse(str_slice(cell, 0, DATE_BYTES), days) && (rest.length == 0 || is_time(rest));
}

/* Takes digits from the start, at most four; how many. */
static size_t take_digits(Str *text, int64_t *number)
{
    size_t count = 0;

    *number = 0;
    while (count < text->length && count < 4 && is_digit(text->bytes[count])) {
        *number = *number * 10 + (text->bytes[count] - '0');
        count++;
    }
    *text = str_slice(*text, count, text->length);
    return count;
}

/* "/", "." or "-", which it takes from the start; NUL when another byte is there. */
static char take_separator(Str *text)
{
    char byte = text->length > 0 ? text->bytes[0] : '\0';

    if (byte != '/' && byte != '.' && byte != '-') {
        return '\0';
    }
    *text = str_slice(*text, 1, text->length);
    return byte;
}

/* 13/04/2024, and a time or nothing behind it: its numbers in their order. */
static bool read_parts(Str cell, int64_t parts[3])
{
    size_t first = take_digits(&cell, &parts[0]);
    char separator = take_separator(&cell);
    size_t second = take_digits(&cell, &parts[1]);

    return (first == 1 || first == 2) && (second == 1 || second == 2) && separator != '\0' &&
           take_separator(&cell) == separator && take_digits(&cell, &parts[2]) == 4 &&
           (cell.length == 0 || is_time(cell));
}

static bool read_days(Str cell, DateOrder order, int64_t *days)
{
    int64_t parts[3];

    switch (order) {
    case DATES_NOT_SAID:
    case DATES_YEAR_MONTH_DAY:
        return read_year_first(cell, days);
    case DATES_DAY_MONTH_YEAR:
        return read_parts(cell, parts) && date_of_parts(parts[2], parts[1], parts[0], days);
    case DATES_MONTH_DAY_YEAR:
        return read_parts(cell, parts) && date_of_parts(parts[2], parts[0], parts[1], days);
    }
    return false;
}

static bool read_date(Str cell, DateOrder order, double *number)
{
    int64_t days;

    if (!read_days(cell, order, &days)) {
        return false;
    }
    *number = (double)days;
    return true;
}

bool date_orders_add(DateOrders *orders, Str cell)
{
    int64_t days;
    bool day_first = read_days(cell, DATES_DAY_MONTH_YEAR, &days);
    bool month_first = read_days(cell, DATES_MONTH_DAY_YEAR, &days);

    orders->either += day_first && month_first ? 1 : 0;
    orders->day_first += day_first && !month_first ? 1 : 0;
    orders->month_first += month_first && !day_first ? 1 : 0;
    return day_first || month_first;
}

DateOrder date_orders_only(const DateOrders *orders)
{
    if ((orders->day_first > 0) == (orders->month_first > 0)) {
        return DATES_NOT_SAID;
    }
    return orders->day_first > 0 ? DATES_DAY_MONTH_YEAR : DATES_MONTH_DAY_YEAR;
}

const char *date_order_name(DateOrder order)
{
    switch (order) {
    case DATES_NOT_SAID:
    case DATES_YEAR_MONTH_DAY:
        return "year-month-day";
    case DATES_DAY_MONTH_YEAR:
        return "day/month/year";
    case DATES_MONTH_DAY_YEAR:
        return "month/day/year";
    }
    return "year-month-day";
}

Value value_read(ValueKind kind, Str cell)
{
    return value_read_in(kind, cell, (CellWays){.dates = DATES_NOT_SAID});
}

Value value_read_in(ValueKind kind, Str cell, CellWays ways)
{
    Value value = {CELL_KNOWN, 0, str_trim(cell)};
    int64_t from;
    int64_t to;

    if (label_is_missing_in(value.text, ways.missing)) {
        value.state = CELL_MISSING;
        return value;
    }
    if (kind == VALUE_TEXT || (kind == VALUE_NUMBER && number_parse(value.text, &value.number)) ||
        (kind == VALUE_DATE && read_date(value.text, ways.dates, &value.number))) {
        return value;
    }
    value.state = label_is_suppressed(value.text, &from, &to) ? CELL_SUPPRESSED : CELL_BAD;
    return value;
}

bool value_is_any(ValueKind kind, CellWays ways)
{
    for (size_t i = 0; i < ways.missing.count; i++) {
        CellWays plain = {.dates = ways.dates};

        if (value_read_in(kind, ways.missing.items[i], plain).state == CELL_KNOWN) {
            return true;
        }
    }
    return false;
}

const char *value_kind_name(ValueKind kind)
{
    switch (kind) {
    case VALUE_TEXT:
        return "text";
    case VALUE_NUMBER:
        return "a number";
    case VALUE_DATE:
        return "a date";
    }
    return "text";
}
