/* Formats as ECMA-376 part 1, 18.8.30 and 18.8.31 describe them, in their English letters. */
#include "engine/small/xlsx_dates.h"

#include "base/number.h"

#include <math.h>

#define SECONDS_OF_DAY INT64_C(86400)

/* Days from 1970-01-01 back to what day 0 means after February 1900, and to 1904-01-01. */
#define DAY_0_OF_1900 INT64_C(25569)
#define DAY_0_OF_1904 INT64_C(24107)

/* 9999-12-31. */
#define DAY_LAST INT64_C(2932896)

XlsxFormat xlsx_format_known(int64_t number)
{
    if ((number >= 14 && number <= 17) || (number >= 27 && number <= 31) || number == 36 ||
        (number >= 50 && number <= 54) || number == 57 || number == 58) {
        return (XlsxFormat){.date = true};
    }
    if (number == 22) {
        return (XlsxFormat){.date = true, .time = true};
    }
    if ((number >= 18 && number <= 21) || (number >= 32 && number <= 35) || number == 45 ||
        number == 47 || number == 55 || number == 56) {
        return (XlsxFormat){.time = true};
    }
    return (XlsxFormat){.elapsed = number == 46};
}

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* Past text that stands for itself: "...", \x, _x, *x, [...], AM/PM. 0: it is a letter to read. */
static size_t skip_literal(Str rest)
{
    size_t end;

    switch (rest.bytes[0]) {
    case '"':
        end = str_find_byte(str_slice(rest, 1, rest.length), '"');
        return end + 2;
    case '\\':
    case '_':
    case '*':
        return 2;
    case '[':
        return str_find_byte(rest, ']') + 1;
    default:
        break;
    }
    if (str_equal_ignoring_case(str_slice(rest, 0, 5), STR("AM/PM"))) {
        return 5;
    }
    return str_equal_ignoring_case(str_slice(rest, 0, 3), STR("A/P")) ? 3 : 0;
}

/* [h], [mm], [ss]: and nothing else between the brackets. */
static bool is_elapsed(Str rest)
{
    size_t end = str_find_byte(rest, ']');
    char letter = lower(str_slice(rest, 1, 1).length == 0 ? '\0' : rest.bytes[1]);

    if (rest.bytes[0] != '[' || end < 2 || (letter != 'h' && letter != 'm' && letter != 's')) {
        return false;
    }
    for (size_t i = 1; i < end; i++) {
        if (lower(rest.bytes[i]) != letter) {
            return false;
        }
    }
    return end < rest.length;
}

/* A month or minutes: minutes right after hours, or right before seconds. */
static bool next_letter_is_seconds(Str rest)
{
    for (size_t i = 0; i < rest.length && rest.bytes[i] != ';'; i++) {
        char letter = lower(rest.bytes[i]);

        if (letter == 's') {
            return true;
        }
        if (letter == 'h' || letter == 'd' || letter == 'y') {
            return false;
        }
    }
    return false;
}

XlsxFormat xlsx_format_read(Str code)
{
    XlsxFormat format = {0};
    bool after_hours = false;

    for (size_t i = 0; i < code.length && code.bytes[i] != ';';) {
        Str rest = str_slice(code, i, code.length);
        size_t literal = skip_literal(rest);
        char letter = lower(code.bytes[i]);

        if (literal != 0) {
            format.elapsed = format.elapsed || is_elapsed(rest);
            after_hours = after_hours || is_elapsed(rest);
            i += literal;
            continue;
        }
        if (str_equal_ignoring_case(str_slice(rest, 0, 7), STR("General"))) {
            i += 7;
            continue;
        }
        if (letter == 'y' || letter == 'd') {
            format.date = true;
            after_hours = false;
        } else if (letter == 'h' || letter == 's') {
            format.time = true;
            after_hours = letter == 'h';
        } else if (letter == 'm') {
            bool minutes = after_hours || next_letter_is_seconds(rest);

            format.time = format.time || minutes;
            format.date = format.date || !minutes;
        }
        i++;
    }
    return format;
}

static void write_time(Text *text, int64_t seconds)
{
    text_format(text, "%02lld:%02lld:%02lld", (long long)(seconds / 3600),
                (long long)(seconds / 60 % 60), (long long)(seconds % 60));
}

bool xlsx_date_write(Text *text, XlsxFormat format, double day, bool from_1904)
{
    double whole = floor(day);
    int64_t days;
    int64_t seconds;

    if (!(format.date || format.time || format.elapsed) || !(day >= 0) || day > 2958466) {
        return false;
    }
    days = (int64_t)whole;
    seconds = (int64_t)floor((day - whole) * (double)SECONDS_OF_DAY + 0.5);
    if (format.elapsed && !format.date) {
        write_time(text, days * SECONDS_OF_DAY + seconds);
        return true;
    }
    days += seconds / SECONDS_OF_DAY;
    seconds %= SECONDS_OF_DAY;
    if (days == 0 && !format.date) {
        write_time(text, seconds);
        return true;
    }
    if ((days == 0 && !from_1904) || days - DAY_0_OF_1900 > DAY_LAST ||
        (from_1904 && days - DAY_0_OF_1904 > DAY_LAST)) {
        return false;
    }
    if (days == 60 && !from_1904) {
        text_add(text, STR("1900-02-29"));
    } else if (from_1904) {
        date_write(text, days - DAY_0_OF_1904);
    } else {
        date_write(text, days - DAY_0_OF_1900 + (days < 60));
    }
    if (seconds != 0) {
        text_add(text, STR(" "));
        write_time(text, seconds);
    }
    return true;
}
