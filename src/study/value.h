/* What a cell of a file means once a type is asked of it: known, missing, suppressed, or a mistake.
   */
#ifndef UK_STUDY_VALUE_H
#define UK_STUDY_VALUE_H

#include "base/status.h"

typedef enum ValueKind { VALUE_TEXT, VALUE_NUMBER, VALUE_DATE } ValueKind;

typedef enum CellState {
    CELL_KNOWN,
    CELL_MISSING,    /* blank, or a marker such as NULL or NA (labels_missing) */
    CELL_SUPPRESSED, /* a number kept back by who published it: *, c, <5, 1-7 */
    CELL_BAD         /* anything else that is not of the kind asked for */
} CellState;

/* A value of one kind. `number` is a date's days since 1970-01-01 for VALUE_DATE; `text` is the
   trimmed cell, whatever its kind and state. */
typedef struct Value {
    CellState state;
    double number;
    Str text;
} Value;

/* In which order a file writes its dates. Nobody can tell of 01/04/1981: a person must say. */
typedef enum DateOrder {
    DATES_NOT_SAID, /* as the next */
    DATES_YEAR_MONTH_DAY,
    DATES_DAY_MONTH_YEAR,
    DATES_MONTH_DAY_YEAR
} DateOrder;

/* What a person says of the cells of one file; zero is "nothing said". */
typedef struct CellWays {
    StrSpan missing; /* cells, trimmed, that say nothing, beside those that never do */
    DateOrder dates;
} CellWays;

/* Reads a cell as the kind asked for, after str_trim. Numbers as number_parse, so "1,234" is bad.
   Text is never suppressed or bad: a level may be called "c"; markers are missing in text too.
   Dates are YYYY-MM-DD, or that followed by a time, which is not looked at ("2024-04-01 09:30",
   "2024-04-01T09:30:00"). */
Value value_read(ValueKind kind, Str cell);

/* The same of a file whose cells are read in those ways. What is `missing` there is so before
   anything else: 99 is no number then and * not kept back. Dates of an order other than
   YYYY-MM-DD are one or two digits, one or two digits and a year of four, parted by the same one
   of / . - twice; a time may follow. No other form is a date there: a file that has both was put
   together from two, and where it holds 2024-05-04 somebody may have guessed. */
Value value_read_in(ValueKind kind, Str cell, CellWays ways);

/* True when one of ways.missing is a known value of that kind: 99 among -, 99, is a number. */
bool value_is_any(ValueKind kind, CellWays ways);

/* "day/month/year"; "year-month-day" where nothing is said. */
const char *date_order_name(DateOrder order);

/* What cells such as 13/04/2024 tell of the order of a file's dates: how many are a day of the
   calendar with the day first alone, with the month first alone, either way. */
typedef struct DateOrders {
    int64_t day_first;
    int64_t month_first;
    int64_t either;
} DateOrders;

/* False for a cell that is neither: 2024-04-13, 31/02/2024, 13/04/24. */
bool date_orders_add(DateOrders *orders, Str cell);

/* The one order that they allow; DATES_NOT_SAID where both are possible, or none. */
DateOrder date_orders_only(const DateOrders *orders);

/* "text", "a number", "a date". For messages. */
const char *value_kind_name(ValueKind kind);

#endif
