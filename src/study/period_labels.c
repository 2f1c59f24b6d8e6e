#include "study/period_labels.h"

#include <stdlib.h>

#define NUMBERS_MOST ((size_t)4)
#define NUMBER_DIGITS_MOST ((size_t)9)
#define YEAR_FIRST 1800
#define YEAR_LAST 2200
#define MONTH_LETTERS_LEAST ((size_t)3)

/* One run of digits. */
typedef struct Number {
    int64_t value;
    size_t digits;
    size_t from; /* of the label, in bytes */
    size_t to;
} Number;

/* What a label is made of. */
typedef struct Parts {
    Number numbers[NUMBERS_MOST];
    size_t count;
    bool too_many;
    int64_t month; /* by name; 0: none */
    size_t month_from;
    size_t month_to;
} Parts;

/* When a period begins, from the largest unit to the smallest; 0: not told. */
typedef struct Moment {
    int64_t unit[3];
    uint32_t place;
} Moment;

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* "jan", "Sept", "January": the number of the month; 0 for another word. */
static int64_t month_of(Str word)
{
    static const char *const MONTHS[] = {"january",   "february", "march",    "april",
                                         "may",       "june",     "july",     "august",
                                         "september", "october",  "november", "december"};

    for (size_t i = 0; i < sizeof MONTHS / sizeof MONTHS[0]; i++) {
        Str month = str_from(MONTHS[i]);

        if (str_equal_ignoring_case(word, month) ||
            (word.length >= MONTH_LETTERS_LEAST && word.length <= 4 && word.length < month.length &&
             str_equal_ignoring_case(word, str_slice(month, 0, word.length)))) {
            return (int64_t)i + 1;
        }
    }
    return 0;
}

static size_t read_number(Str label, size_t at, Parts *parts)
{
    Number number = {.from = at};

    while (at < label.length && is_digit(label.bytes[at])) {
        if (number.digits < NUMBER_DIGITS_MOST) {
            number.value = 10 * number.value + (label.bytes[at] - '0');
        }
        number.digits++;
        at++;
    }
    number.to = at;
    if (parts->count == NUMBERS_MOST || number.digits > NUMBER_DIGITS_MOST) {
        parts->too_many = true;
    } else {
        parts->numbers[parts->count++] = number;
    }
    return at;
}

static size_t read_word(Str label, size_t at, Parts *parts)
{
    size_t from = at;

    while (at < label.length && is_letter(label.bytes[at])) {
        at++;
    }
    if (parts->month == 0) {
        parts->month = month_of(str_slice(label, from, at - from));
        parts->month_from = from;
        parts->month_to = at;
    }
    return at;
}

static Parts read_parts(Str label)
{
    Parts parts = {.count = 0};
    size_t at = 0;

    while (at < label.length) {
        if (is_digit(label.bytes[at])) {
            at = read_number(label, at, &parts);
        } else if (is_letter(label.bytes[at])) {
            at = read_word(label, at, &parts);
        } else {
            at++;
        }
    }
    return parts;
}

static bool is_year(const Number *number)
{
    return number->digits == 4 && number->value >= YEAR_FIRST && number->value <= YEAR_LAST;
}

/* The first of the numbers that is a year, or their count. */
static size_t find_year(const Parts *parts)
{
    size_t i = 0;

    while (i < parts->count && !is_year(&parts->numbers[i])) {
        i++;
    }
    return i;
}

/* A number directly behind the year: "2023-24", "2023/2024", "2011-12". */
static bool is_joined(const Parts *parts, size_t year)
{
    return year + 1 < parts->count &&
           parts->numbers[year + 1].from == parts->numbers[year].to + 1 &&
           parts->numbers[year + 1].digits != 1;
}

/* "2023-24" and not "2011-11". */
static bool is_next_year(const Parts *parts, size_t year)
{
    int64_t next = parts->numbers[year].value + 1;
    const Number *joined = &parts->numbers[year + 1];

    return joined->digits == 4 ? joined->value == next : joined->value == next % 100;
}

/* Whether every number joined to a year is the next year: 2011-12 alone could be December. */
static bool are_of_two_years(const Parts *parts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t year = find_year(&parts[i]);

        if (is_joined(&parts[i], year) && !is_next_year(&parts[i], year)) {
            return false;
        }
    }
    return true;
}

/* The day beside a month's name: "1 April 2023", "April 1, 2023"; 0: none. */
static int64_t day_of(const Parts *parts, size_t year)
{
    for (size_t i = 0; i < parts->count; i++) {
        const Number *number = &parts->numbers[i];
        bool before = number->to <= parts->month_from && parts->month_from - number->to <= 3;
        bool after = number->from > parts->month_to && number->from - parts->month_to <= 1;

        if (i < year && number->digits <= 2 && (before || after)) {
            return number->value;
        }
    }
    return 0;
}

/* "Apr-23" and "31-Mar-24", as spreadsheets write them; two digits before the name are a day. */
static bool read_short_year(const Parts *parts, Moment *out)
{
    const Number *last = &parts->numbers[parts->count - 1];

    if (last->digits != 2 || last->from < parts->month_to || parts->count > 2 ||
        (parts->count == 2 && parts->numbers[0].to > parts->month_from)) {
        return false;
    }
    out->unit[0] = 2000 + last->value;
    out->unit[2] = parts->count == 2 ? parts->numbers[0].value : 0;
    return true;
}

/* "January 2023/24" may be of either year. */
static bool read_named_month(const Parts *parts, Moment *out)
{
    size_t year = find_year(parts);

    out->unit[1] = parts->month;
    if (year == parts->count) {
        return read_short_year(parts, out);
    }
    out->unit[0] = parts->numbers[year].value;
    out->unit[2] = day_of(parts, year);
    return !is_joined(parts, year);
}

static bool read_moment(const Parts *parts, bool of_two_years, Moment *out)
{
    size_t year = find_year(parts);
    size_t units = 1;

    if (parts->too_many || parts->count == 0) {
        return false;
    }
    if (parts->month > 0) {
        return read_named_month(parts, out);
    }
    if (year == parts->count) {
        return false;
    }
    out->unit[0] = parts->numbers[year].value;
    for (size_t i = 0; i < parts->count; i++) {
        if (i != year && !(of_two_years && i == year + 1 && is_joined(parts, year))) {
            if (units == 3) {
                return false;
            }
            out->unit[units++] = parts->numbers[i].value;
        }
    }
    return units < 3 || year == 0; /* 01/02/2024 */
}

static int compare_moments(const void *one, const void *other)
{
    const Moment *a = one;
    const Moment *b = other;

    for (size_t i = 0; i < 3; i++) {
        if (a->unit[i] != b->unit[i]) {
            return a->unit[i] < b->unit[i] ? -1 : 1;
        }
    }
    return (a->place > b->place) - (a->place < b->place);
}

/* ---- labels alike but for a number ---- */

/* The labels are the same but for their digits. */
static bool are_alike(Str a, Str b)
{
    size_t i = 0;
    size_t j = 0;

    while (i < a.length && j < b.length) {
        bool digit = is_digit(a.bytes[i]);

        if (digit != is_digit(b.bytes[j]) || (!digit && a.bytes[i] != b.bytes[j])) {
            return false;
        }
        for (i++; digit && i < a.length && is_digit(a.bytes[i]); i++) {
        }
        for (j++; digit && j < b.length && is_digit(b.bytes[j]); j++) {
        }
    }
    return i == a.length && j == b.length;
}

/* One number in each; or two years of two digits, as in 23/24. */
static bool tells_by_number(const Parts *parts)
{
    if (parts->too_many) {
        return false;
    }
    return parts->count == 1 ||
           (parts->count == 2 && parts->numbers[0].digits == 2 && parts->numbers[1].digits == 2 &&
            parts->numbers[1].value == (parts->numbers[0].value + 1) % 100);
}

/* The natural order of labels that differ in their numbers alone. */
static size_t find_unlike(StrSpan labels, const Parts *parts)
{
    for (size_t i = 0; i < labels.count; i++) {
        if (!are_alike(labels.items[0], labels.items[i]) || !tells_by_number(&parts[i])) {
            return i;
        }
    }
    return SIZE_MAX;
}

/* ---- all of them ---- */

/* The place of a label that tells no time, or the time of another; SIZE_MAX: none. */
static size_t sort_moments(StrSpan labels, const Parts *parts, Moment *moments)
{
    bool of_two_years = are_of_two_years(parts, labels.count);

    for (size_t i = 0; i < labels.count; i++) {
        moments[i] = (Moment){.place = (uint32_t)i};
        if (!read_moment(&parts[i], of_two_years, &moments[i])) {
            return i;
        }
    }
    qsort(moments, labels.count, sizeof moments[0], compare_moments);
    for (size_t i = 1; i < labels.count; i++) {
        Moment same = moments[i];

        same.place = moments[i - 1].place;
        if (compare_moments(&same, &moments[i - 1]) == 0) {
            return moments[i].place;
        }
    }
    return SIZE_MAX;
}

Status period_labels_order(Context *context, StrSpan labels, uint32_t *order, size_t *unordered)
{
    Parts *parts = TAKE(context, Parts, labels.count);
    Moment *moments = TAKE(context, Moment, labels.count);

    if (parts == NULL || moments == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < labels.count; i++) {
        parts[i] = read_parts(labels.items[i]);
        order[i] = (uint32_t)i;
    }
    *unordered = SIZE_MAX;
    if (labels.count < 2 || find_unlike(labels, parts) == SIZE_MAX) {
        return done();
    }
    *unordered = sort_moments(labels, parts, moments);
    for (size_t i = 0; i < labels.count && *unordered == SIZE_MAX; i++) {
        order[i] = moments[i].place;
    }
    return done();
}
