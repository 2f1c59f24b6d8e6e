/* Writing goes through printf's "%e", which is exact, and takes only the digits from it: the
   point that a locale may have changed is never copied. */
#include "base/number.h"

#include "base/decimal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS_MOST 17
#define DECIMALS_MOST 40

bool number_parse(Str text, double *value)
{
    Decimal decimal;
    double rounded;

    if (!decimal_scan(text, &decimal)) {
        return false;
    }
    rounded = decimal_round(&decimal);
    if (isinf(rounded)) {
        return false;
    }
    *value = decimal.negative ? -rounded : rounded;
    return true;
}

/* The whole part of digits * 10^exponent, and whether the digit after it rounds it away from 0. */
static Int128 whole_part(const Decimal *decimal, int64_t whole_digits)
{
    Int128 whole = 0;
    int64_t at = 0;
    bool round_up = false;

    for (size_t i = 0; i < decimal->digits.length && at <= whole_digits; i++) {
        char byte = decimal->digits.bytes[i];

        if (byte == '.') {
            continue;
        }
        if (at < whole_digits) {
            whole = whole * 10 + (byte - '0');
        } else {
            round_up = byte >= '5';
        }
        at++;
    }
    for (; at < whole_digits; at++) {
        whole *= 10;
    }
    return whole + round_up;
}

bool number_parse_scaled(Str text, int decimals, Int128 *scaled)
{
    const Int128 most = (Int128)1000000000000000 * 1000000000000000;
    Decimal decimal;
    int64_t whole_digits;
    Int128 value;

    if (!decimal_scan(text, &decimal)) {
        return false;
    }
    whole_digits = decimal.count + decimal.exponent + decimals;
    if (decimal.count == 0 || whole_digits < 0) {
        *scaled = 0;
        return true;
    }
    if (whole_digits > 31) {
        return false;
    }
    value = whole_part(&decimal, whole_digits);
    if (value > most) {
        return false;
    }
    *scaled = decimal.negative ? -value : value;
    return true;
}

bool number_parse_integer(Str text, int64_t *value)
{
    uint64_t limit = (uint64_t)INT64_MAX;
    uint64_t sum = 0;
    bool negative = false;
    size_t i = 0;

    while (text.length != 0 && (text.bytes[0] == ' ' || text.bytes[0] == '\t')) {
        text = str_slice(text, 1, text.length);
    }
    while (text.length != 0 &&
           (text.bytes[text.length - 1] == ' ' || text.bytes[text.length - 1] == '\t')) {
        text.length--;
    }
    if (text.length != 0 && (text.bytes[0] == '-' || text.bytes[0] == '+')) {
        negative = text.bytes[0] == '-';
        limit += negative;
        i = 1;
    }
    if (i == text.length) {
        return false;
    }
    for (; i < text.length; i++) {
        uint64_t digit = (uint64_t)(unsigned char)text.bytes[i] - '0';

        if (digit > 9 || sum > limit / 10 || sum * 10 > limit - digit) {
            return false;
        }
        sum = sum * 10 + digit;
    }
    *value = negative ? (int64_t)(0 - sum) : (int64_t)sum;
    return true;
}

/* A finite number above 0 as d.ddd * 10^exponent, without zeros at the end. */
typedef struct Digits {
    char bytes[DIGITS_MOST + 1];
    size_t count;
    int exponent;
} Digits;

static Digits take_digits(double value, int count)
{
    char printed[64];
    Digits digits = {.count = 0};
    const char *at = printed;

    (void)snprintf(printed, sizeof printed, "%.*e", count - 1, value);
    for (; *at != '\0' && *at != 'e'; at++) {
        if (*at >= '0' && *at <= '9' && digits.count < DIGITS_MOST) {
            digits.bytes[digits.count++] = *at;
        }
    }
    digits.exponent = *at == 'e' ? (int)strtol(at + 1, NULL, 10) : 0;
    while (digits.count > 1 && digits.bytes[digits.count - 1] == '0') {
        digits.count--;
    }
    return digits;
}

static bool reads_back(const Digits *digits, double value)
{
    Decimal decimal = {.digits = {digits->bytes, digits->count},
                       .count = (int64_t)digits->count,
                       .exponent = digits->exponent - (int64_t)digits->count + 1};

    return decimal_round(&decimal) == value;
}

/* Below a power of two doubles stand closer than above it, so that the nearest decimal may lie
   below and not read back while its upper neighbour does. */
static bool next_up_reads_back(Digits *digits, int count, double value)
{
    Digits up = *digits;
    size_t i = (size_t)count;

    while (up.count < (size_t)count) {
        up.bytes[up.count++] = '0';
    }
    while (i > 0 && up.bytes[i - 1] == '9') {
        up.bytes[--i] = '0';
    }
    if (i == 0) {
        return false;
    }
    up.bytes[i - 1]++;
    up.count = i;
    if (!reads_back(&up, value)) {
        return false;
    }
    *digits = up;
    return true;
}

static Digits shortest_digits(double value)
{
    /* A normal double carries any 15 digits, so a shorter text that reads back is found in them. */
    int count = value < 2.2250738585072014e-308 ? 1 : 15;
    Digits digits = take_digits(value, count);

    while (count < DIGITS_MOST && !reads_back(&digits, value) &&
           !next_up_reads_back(&digits, count, value)) {
        digits = take_digits(value, ++count);
    }
    return digits;
}

static void write_plain(Text *text, const Digits *digits)
{
    Str all = {digits->bytes, digits->count};
    size_t whole = digits->exponent >= 0 ? (size_t)digits->exponent + 1 : 0;

    if (whole == 0) {
        text_add(text, STR("0."));
        text_add_repeated(text, STR("0"), (size_t)(-digits->exponent - 1));
        text_add(text, all);
        return;
    }
    text_add(text, str_slice(all, 0, whole));
    if (whole > all.length) {
        text_add_repeated(text, STR("0"), whole - all.length);
    } else if (whole < all.length) {
        text_add_byte(text, '.');
        text_add(text, str_slice(all, whole, all.length));
    }
}

static void write_with_exponent(Text *text, const Digits *digits)
{
    Str all = {digits->bytes, digits->count};

    text_add(text, str_slice(all, 0, 1));
    if (all.length > 1) {
        text_add_byte(text, '.');
        text_add(text, str_slice(all, 1, all.length));
    }
    text_format(text, "e%d", digits->exponent);
}

void number_write(Text *text, double value)
{
    Digits digits;

    if (!isfinite(value)) {
        text_add(text, STR("null"));
        return;
    }
    if (signbit(value)) {
        text_add_byte(text, '-');
    }
    if (value == 0) {
        text_add_byte(text, '0');
        return;
    }
    digits = shortest_digits(fabs(value));
    if (digits.exponent >= -5 && digits.exponent < 17) {
        write_plain(text, &digits);
    } else {
        write_with_exponent(text, &digits);
    }
}

void number_write_fixed(Text *text, double value, int decimals)
{
    char printed[400]; /* 309 digits, the point of any locale, the decimals */
    bool all_zero;
    bool after_point = false;

    if (!isfinite(value)) {
        text_add(text, STR("null"));
        return;
    }
    decimals = decimals < 0 ? 0 : decimals > DECIMALS_MOST ? DECIMALS_MOST : decimals;
    (void)snprintf(printed, sizeof printed, "%.*f", decimals, fabs(value));
    all_zero = strpbrk(printed, "123456789") == NULL;
    if (value < 0 && !all_zero) {
        text_add_byte(text, '-');
    }
    for (const char *at = printed; *at != '\0'; at++) {
        if (*at >= '0' && *at <= '9') {
            text_add_byte(text, *at);
        } else if (!after_point) {
            text_add_byte(text, '.');
            after_point = true;
        }
    }
}

void number_write_grouped(Text *text, int64_t value)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%lld", (long long)value);
    int start = value < 0;

    for (int i = 0; i < length; i++) {
        if (i > start && (length - i) % 3 == 0) {
            text_add_byte(text, ',');
        }
        text_add_byte(text, digits[i]);
    }
}

/* Years counted from March end in the leap day; 400 of them have 146097 days. */
static int64_t days_from_civil(int64_t year, int64_t month, int64_t day)
{
    int64_t shifted = month <= 2 ? year - 1 : year;
    int64_t era = (shifted >= 0 ? shifted : shifted - 399) / 400;
    int64_t year_of_era = shifted - era * 400;
    int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

    return era * 146097 + day_of_era - 719468;
}

static int64_t days_of_month(int64_t year, int64_t month)
{
    static const uint8_t DAYS[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return DAYS[month - 1] + (leap && month == 2);
}

/* `length` digits at `start`; -1 when one is not a digit. */
static int64_t digits_at(Str text, size_t start, size_t length)
{
    int64_t value = 0;

    for (size_t i = start; i < start + length; i++) {
        if (text.bytes[i] < '0' || text.bytes[i] > '9') {
            return -1;
        }
        value = value * 10 + (text.bytes[i] - '0');
    }
    return value;
}

bool date_of_parts(int64_t year, int64_t month, int64_t day, int64_t *days)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
        day > days_of_month(year, month)) {
        return false;
    }
    *days = days_from_civil(year, month, day);
    return true;
}

bool date_parse(Str text, int64_t *days)
{
    if (text.length != 10 || text.bytes[4] != '-' || text.bytes[7] != '-') {
        return false;
    }
    return date_of_parts(digits_at(text, 0, 4), digits_at(text, 5, 2), digits_at(text, 8, 2), days);
}

typedef struct Civil {
    int64_t year;
    int month;
    int day;
} Civil;

static Civil civil_from_days(int64_t days)
{
    int64_t shifted;
    int64_t era;
    int64_t day_of_era;
    int64_t year_of_era;
    int64_t day_of_year;
    int64_t month;

    if (days > INT64_MAX / 2 || days < INT64_MIN / 2) { /* no calendar reaches there */
        days = days > 0 ? INT64_MAX / 2 : INT64_MIN / 2;
    }
    shifted = days + 719468;
    era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    day_of_era = shifted - era * 146097;
    year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    month = (5 * day_of_year + 2) / 153; /* from March */
    return (Civil){year_of_era + era * 400 + (month >= 10),
                   (int)(month < 10 ? month + 3 : month - 9),
                   (int)(day_of_year - (153 * month + 2) / 5 + 1)};
}

int32_t date_calendar_number(int64_t days)
{
    Civil date = civil_from_days(days);

    return (int32_t)(date.year * 10000) + date.month * 100 + date.day;
}

void date_write(Text *text, int64_t days)
{
    Civil date = civil_from_days(days);

    text_format(text, "%s%04lld-%02d-%02d", date.year < 0 ? "-" : "",
                (long long)(date.year < 0 ? -date.year : date.year), date.month, date.day);
}
