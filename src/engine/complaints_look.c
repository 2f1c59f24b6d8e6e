/* Nothing is guessed: a look chooses words, never a value. */
#include "engine/complaints_look.h"

#include "base/number.h"

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Takes up to `most` digits from the start; how many. */
static size_t take_digits(Str *text, size_t most)
{
    size_t count = 0;

    while (count < text->length && count < most && is_digit(text->bytes[count])) {
        count++;
    }
    *text = str_slice(*text, count, text->length);
    return count;
}

static bool take_byte(Str *text, char byte)
{
    if (text->length == 0 || text->bytes[0] != byte) {
        return false;
    }
    *text = str_slice(*text, 1, text->length);
    return true;
}

static bool looks_day_or_month(Str cell)
{
    size_t first = take_digits(&cell, 4);
    char between;
    size_t second;
    size_t third;

    if (cell.length == 0 || first == 0) {
        return false;
    }
    between = cell.bytes[0];
    if (between != '/' && between != '.' && between != '-') {
        return false;
    }
    (void)take_byte(&cell, between);
    second = take_digits(&cell, 2);
    if (second == 0 || !take_byte(&cell, between)) {
        return false;
    }
    third = take_digits(&cell, 4);
    return third != 0 && first <= 2 && third != 3 &&
           (cell.length == 0 || cell.bytes[0] == ' ' || cell.bytes[0] == 'T');
}

/* Groups of three digits after `separator`; what is left must be `point` and digits, or nothing. */
static bool looks_grouped(Str cell, char separator, char point)
{
    size_t groups = 0;
    size_t first;

    (void)take_byte(&cell, '-');
    first = take_digits(&cell, 4);
    if (first == 0 || first > 3) {
        return false;
    }
    while (take_byte(&cell, separator)) {
        if (take_digits(&cell, 4) != 3) {
            return false;
        }
        groups++;
    }
    if (take_byte(&cell, point)) {
        (void)take_digits(&cell, cell.length);
    }
    return groups > 0 && cell.length == 0;
}

static bool looks_decimal_comma(Str cell)
{
    (void)take_byte(&cell, '-');
    if (looks_grouped(cell, '.', ',')) {
        return true;
    }
    return take_digits(&cell, cell.length) > 0 && take_byte(&cell, ',') &&
           take_digits(&cell, cell.length) > 0 && cell.length == 0;
}

static bool is_number(Str cell)
{
    double value;

    return number_parse(cell, &value) || looks_grouped(str_trim(cell), ',', '.');
}

Look look_of(ValueKind wanted, Str cell)
{
    static const char *const signs[] = {"\xc2\xa3", "$", "\xe2\x82\xac"};

    if (looks_day_or_month(cell)) {
        return LOOK_DAY_OR_MONTH;
    }
    if (wanted != VALUE_NUMBER) {
        return LOOK_OTHER;
    }
    if (looks_grouped(cell, ',', '.')) {
        return LOOK_THOUSANDS;
    }
    if (looks_decimal_comma(cell)) {
        return LOOK_DECIMAL_COMMA;
    }
    if (str_ends_with(cell, STR("%")) && is_number(str_slice(cell, 0, cell.length - 1))) {
        return LOOK_PERCENT;
    }
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        Str sign = str_from(signs[i]);

        if (str_starts_with(cell, sign) && is_number(str_slice(cell, sign.length, cell.length))) {
            return LOOK_CURRENCY;
        }
    }
    return LOOK_OTHER;
}

/* ---- remedies ---- */

/* Dates of an order that was told: what does not have it was not meant by it. */
static void add_told_order(Text *text, const FaultyCells *cells, DateOrder order)
{
    text_format(text, "; with %s%s%s every date is written such as %s and is a day of the calendar",
                read_words(&cells->source->options, "--dates ", "'dates: "), date_order_name(order),
                read_words(&cells->source->options, "", "'"),
                order == DATES_DAY_MONTH_YEAR ? "28/02/2024" : "02/28/2024");
}

static void add_order_to_tell(Text *text, const FaultyCells *cells, DateOrder order)
{
    text_format(text, "%s%s%s", read_words(&cells->source->options, "--dates ", "'dates: "),
                date_order_name(order), read_words(&cells->source->options, "", "'"));
}

/* 01/04/1981: which order to tell, where only one is possible; else that it must be told. */
static void add_untold_order(Text *text, const FaultyCells *cells)
{
    DateOrder only = date_orders_only(&cells->orders);

    if (only != DATES_NOT_SAID) {
        text_format(text, "; these cells can only be %s: say so with ", date_order_name(only));
        add_order_to_tell(text, cells, only);
    } else if (cells->orders.day_first > 0) {
        text_add(text, STR("; some can only be day/month, others only month/day; write dates as "
                           "year-month-day, 2024-02-01 for 1 February"));
        return;
    } else {
        text_add(text, STR("; is that day/month or month/day? say which with "));
        add_order_to_tell(text, cells, DATES_DAY_MONTH_YEAR);
        text_add(text, STR(" or "));
        add_order_to_tell(text, cells, DATES_MONTH_DAY_YEAR);
    }
    text_add(text, str_from(read_words(&cells->source->options, "", " under the table")));
    text_add(text, STR(", or write dates as year-month-day, 2024-02-01 for 1 February"));
}

DateRemedy look_add_date_remedy(Text *text, const FaultyCells *cells)
{
    DateOrder order = source_ways(cells->source, cells->column).dates;
    DateOrders first = {0, 0, 0};

    if (cells->wanted != VALUE_DATE) {
        return DATE_REMEDY_NONE;
    }
    if (order == DATES_DAY_MONTH_YEAR || order == DATES_MONTH_DAY_YEAR) {
        add_told_order(text, cells, order);
        return DATE_REMEDY_CORRECT;
    }
    if (!date_orders_add(&first, cells->first)) {
        return DATE_REMEDY_NONE;
    }
    add_untold_order(text, cells);
    return DATE_REMEDY_WHOLE;
}

Str look_remedy(Look look)
{
    switch (look) {
    case LOOK_DAY_OR_MONTH:
        return STR("; is that day/month or month/day? write dates as year-month-day, 2024-02-01 "
                   "for 1 February");
    case LOOK_THOUSANDS:
        return STR("; write numbers without separators of thousands: 1234 for 1,234, or 1.234 "
                   "where the comma stands for a point");
    case LOOK_DECIMAL_COMMA:
        return STR("; write numbers with a decimal point: 1.5 for 1,5");
    case LOOK_PERCENT:
        return STR("; write the number without the percent sign");
    case LOOK_CURRENCY:
        return STR("; write the number without the sign of the currency");
    case LOOK_OTHER:
        break;
    }
    return STR_NONE;
}
