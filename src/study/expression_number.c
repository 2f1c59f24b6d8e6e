/* Says what is wrong with what starts like a number: most often a date in another order. */
#include "study/expression_lexer.h"

#include "base/number.h"

#include <string.h>

#define SHOWN_BYTES ((size_t)60)

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Three whole numbers with the same mark between them, such as 01/02/2024. */
static bool split_in_three(Str run, int64_t parts[3])
{
    StrSplit split;
    Str piece;
    size_t count = 0;
    size_t mark = 0;

    while (mark < run.length && is_digit(run.bytes[mark])) {
        mark++;
    }
    if (mark == run.length || memchr("/.-", run.bytes[mark], 3) == NULL) {
        return false;
    }
    split = str_split(run, run.bytes[mark]);
    while (str_split_next(&split, &piece)) {
        if (count == 3 || piece.length == 0 || piece.length > 4 || !is_digit(piece.bytes[0]) ||
            !number_parse_integer(piece, &parts[count])) {
            return false;
        }
        count++;
    }
    return count == 3;
}

/* YYYY-MM-DD, or empty when there is no such day. */
static Str write_date(Arena *arena, int64_t year, int64_t month, int64_t day)
{
    Str text = str_format(arena, "%04d-%02d-%02d", (int)year, (int)month, (int)day);
    int64_t days;

    return date_parse(text, &days) ? text : STR_NONE;
}

static Status fail_date(Context *context, Place place, Str shown, const int64_t parts[3])
{
    Arena *arena = context->arena;
    Str day_first = write_date(arena, parts[2], parts[1], parts[0]);
    Str month_first = write_date(arena, parts[2], parts[0], parts[1]);

    if (parts[0] > 31) {
        Str year_first = write_date(arena, parts[0], parts[1], parts[2]);

        day_first = year_first;
        month_first = STR_NONE;
    } else if (parts[2] < 100) {
        return fail(context, FAIL_INPUT, place,
                    "'%.*s' is not a date here; write it as year-month-day with the whole year, "
                    "such as 2024-02-01",
                    STR_ARGS(shown));
    }
    if (day_first.length == 0 && month_first.length == 0) {
        return fail(context, FAIL_INPUT, place,
                    "'%.*s' is no day of the calendar; write a date as year-month-day, such as "
                    "2024-02-01",
                    STR_ARGS(shown));
    }
    if (day_first.length != 0 && month_first.length != 0 && !str_equal(day_first, month_first)) {
        return fail(context, FAIL_INPUT, place,
                    "'%.*s' is not a date here; write %.*s, or %.*s if the month came first",
                    STR_ARGS(shown), STR_ARGS(day_first), STR_ARGS(month_first));
    }
    return fail(context, FAIL_INPUT, place, "'%.*s' is not a date here; write %.*s",
                STR_ARGS(shown), STR_ARGS(day_first.length != 0 ? day_first : month_first));
}

/* Digits, point, exponent and signs alone: a number, but one that no double holds. */
static bool is_number_like(Str run)
{
    for (size_t i = 0; i < run.length; i++) {
        if (!is_digit(run.bytes[i]) && memchr(".eE+-", run.bytes[i], 5) == NULL) {
            return false;
        }
    }
    return run.length > 0 && is_digit(run.bytes[run.length - 1]) &&
           (str_find_byte(run, 'e') < run.length || str_find_byte(run, 'E') < run.length ||
            run.length > 300);
}

/* "2024-04": a month. */
static bool is_month(Str run)
{
    int64_t year;
    int64_t month;

    return run.length == 7 && run.bytes[4] == '-' && is_digit(run.bytes[0]) &&
           is_digit(run.bytes[5]) && number_parse_integer(str_slice(run, 0, 4), &year) &&
           number_parse_integer(str_slice(run, 5, 2), &month) && month >= 1 && month <= 12;
}

/* "09:30": digits and colons. */
static bool is_time(Str run)
{
    bool colon = false;

    for (size_t i = 0; i < run.length; i++) {
        colon = colon || run.bytes[i] == ':';
        if (!is_digit(run.bytes[i]) && run.bytes[i] != ':') {
            return false;
        }
    }
    return colon;
}

Status fail_number(Context *context, Place place, Str run)
{
    Str shown = str_show(context->arena, run, SHOWN_BYTES);
    int64_t parts[3];
    int64_t days;

    if (split_in_three(run, parts)) {
        return fail_date(context, place, shown, parts);
    }
    if (date_parse(str_slice(run, 0, 10), &days)) {
        return fail(context, FAIL_INPUT, place,
                    "'%.*s' is more than a date; write the day alone: %.*s", STR_ARGS(shown),
                    STR_ARGS(str_slice(run, 0, 10)));
    }
    if (is_month(run)) {
        return fail(context, FAIL_INPUT, place,
                    "'%.*s' is a month, not a day; write its first day, %.*s-01, or its last",
                    STR_ARGS(shown), STR_ARGS(shown));
    }
    if (is_time(run)) {
        return fail(context, FAIL_INPUT, place,
                    "'%.*s' is a time of day, which is not looked at; write the day alone, such as "
                    "2024-04-01",
                    STR_ARGS(shown));
    }
    if (is_number_like(run)) {
        return fail(context, FAIL_INPUT, place,
                    "'%.*s' is not a number that can be held; write one below 1e308",
                    STR_ARGS(shown));
    }
    return fail(context, FAIL_INPUT, place,
                "'%.*s' is not a number; write text in quotes: '%.*s', a column's name in square "
                "brackets: [%.*s]",
                STR_ARGS(shown), STR_ARGS(shown), STR_ARGS(shown));
}
