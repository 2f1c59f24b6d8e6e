/* Three ways to the correctly rounded double, each exact where it is used: two doubles that are
   themselves exact (Clinger 1990), 128-bit whole numbers, and long whole numbers. */
#include "base/decimal.h"

#include "base/int128.h"

#include <math.h>
#include <string.h>

#define EXPONENT_MOST INT64_C(100000000000000000)
#define DIGITS_MOST 800 /* past 767 a digit matters only by being there */
#define WORDS_MOST 136  /* 32 bits each: 10^1150 and what is compared with it */

typedef struct Cursor {
    Str text;
    size_t at;
} Cursor;

static bool is_digit_at(const Cursor *cursor)
{
    return cursor->at < cursor->text.length && cursor->text.bytes[cursor->at] >= '0' &&
           cursor->text.bytes[cursor->at] <= '9';
}

static bool take_byte(Cursor *cursor, char byte)
{
    bool there = cursor->at < cursor->text.length && cursor->text.bytes[cursor->at] == byte;

    cursor->at += there;
    return there;
}

static bool take_sign(Cursor *cursor)
{
    bool negative = take_byte(cursor, '-');

    if (!negative) {
        (void)take_byte(cursor, '+');
    }
    return negative;
}

static void skip_blanks(Cursor *cursor)
{
    while (take_byte(cursor, ' ') || take_byte(cursor, '\t')) {
    }
}

/* The exponent after "e"; what is larger than any that matters is clamped. */
static bool scan_exponent(Cursor *cursor, int64_t *exponent)
{
    bool negative = take_sign(cursor);
    int64_t value = 0;

    if (!is_digit_at(cursor)) {
        return false;
    }
    while (is_digit_at(cursor)) {
        if (value < EXPONENT_MOST) {
            value = value * 10 + (cursor->text.bytes[cursor->at] - '0');
        }
        cursor->at++;
    }
    *exponent = negative ? -value : value;
    return true;
}

/* Digits and point from `start` to `end`: finds what is between the zeros. */
static void find_digits(Str text, size_t start, size_t end, Decimal *out)
{
    size_t point = start + str_find_byte(str_slice(text, start, end - start), '.');

    while (start < end && (text.bytes[start] == '0' || text.bytes[start] == '.')) {
        start++;
    }
    if (start == end) {
        out->exponent = 0;
        return;
    }
    while (text.bytes[end - 1] == '0' || text.bytes[end - 1] == '.') {
        out->exponent += text.bytes[end - 1] == '0' && end - 1 < point;
        end--;
    }
    out->digits = str_slice(text, start, end - start);
    out->count = (int64_t)(end - start) - (point > start && point < end);
    if (point < end) {
        out->exponent -= (int64_t)(end - point - 1);
    }
}

bool decimal_scan(Str text, Decimal *out)
{
    Cursor cursor = {text, 0};
    Decimal decimal = {.digits = STR_NONE};
    size_t start;
    size_t end;
    bool point = false;

    skip_blanks(&cursor);
    decimal.negative = take_sign(&cursor);
    start = cursor.at;
    while (is_digit_at(&cursor) ||
           (!point && cursor.at < text.length && text.bytes[cursor.at] == '.')) {
        point = point || text.bytes[cursor.at] == '.';
        cursor.at++;
    }
    end = cursor.at;
    if (end - start == (point ? 1U : 0U)) {
        return false;
    }
    if ((take_byte(&cursor, 'e') || take_byte(&cursor, 'E')) &&
        !scan_exponent(&cursor, &decimal.exponent)) {
        return false;
    }
    skip_blanks(&cursor);
    if (cursor.at != text.length) {
        return false;
    }
    find_digits(text, start, end, &decimal);
    *out = decimal;
    return true;
}

uint64_t decimal_leading(const Decimal *decimal, int64_t most)
{
    uint64_t value = 0;

    for (size_t i = 0; i < decimal->digits.length && most > 0; i++) {
        if (decimal->digits.bytes[i] != '.') {
            value = value * 10 + (uint64_t)(decimal->digits.bytes[i] - '0');
            most--;
        }
    }
    return value;
}

/* mantissa * 2^exponent and, when `more`, a little more than that: rounded half to even.
   `mantissa` has its top bit set, so that a subnormal is rounded once, at its own place. */
static double round_binary(uint64_t mantissa, int exponent, bool more)
{
    int drop = exponent + 63 >= -1022 ? 11 : -1074 - exponent; /* bits below the last one kept */
    uint64_t kept;
    uint64_t half;
    uint64_t rest;

    if (exponent + 63 > 1023) {
        return INFINITY;
    }
    if (drop > 64) {
        return 0.0;
    }
    kept = drop == 64 ? 0 : mantissa >> drop;
    half = UINT64_C(1) << (drop - 1);
    rest = drop == 64 ? mantissa : mantissa & ((half << 1) - 1);
    if (rest > half || (rest == half && (more || (kept & 1) != 0))) {
        kept++;
    }
    return ldexp((double)kept, exponent + drop);
}

/* From 128 bits, not 0. */
static double round_wide(UInt128 value, int exponent, bool more)
{
    uint64_t high = (uint64_t)(value >> 64);
    int shift = high != 0 ? __builtin_clzll(high) : 64 + __builtin_clzll((uint64_t)value);

    value <<= shift;
    more = more || (uint64_t)value != 0;
    return round_binary((uint64_t)(value >> 64), exponent + 64 - shift, more);
}

/* A whole number of any length, the lowest word first, without zero words at the top. */
typedef struct Long {
    size_t count;
    uint32_t words[WORDS_MOST];
} Long;

static void long_multiply_add(Long *number, uint32_t factor, uint32_t more)
{
    uint64_t carry = more;

    for (size_t i = 0; i < number->count; i++) {
        carry += (uint64_t)number->words[i] * factor;
        number->words[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry != 0 && number->count < WORDS_MOST) {
        number->words[number->count++] = (uint32_t)carry;
    }
}

static void long_multiply_power_of_5(Long *number, int64_t power)
{
    for (; power >= 13; power -= 13) {
        long_multiply_add(number, 1220703125, 0); /* 5^13 */
    }
    for (; power > 0; power--) {
        long_multiply_add(number, 5, 0);
    }
}

static int long_bits(const Long *number)
{
    return (int)number->count * 32 - __builtin_clz(number->words[number->count - 1]);
}

static void long_shift_left(Long *number, int bits)
{
    size_t words = (size_t)bits / 32;
    int rest = bits % 32;

    if (number->count + words + 1 > WORDS_MOST) {
        return; /* never: see WORDS_MOST */
    }
    memmove(number->words + words, number->words, number->count * sizeof number->words[0]);
    memset(number->words, 0, words * sizeof number->words[0]);
    number->count += words;
    if (rest != 0) {
        long_multiply_add(number, UINT32_C(1) << rest, 0);
    }
}

static int long_compare(const Long *a, const Long *b)
{
    if (a->count != b->count) {
        return a->count < b->count ? -1 : 1;
    }
    for (size_t i = a->count; i > 0; i--) {
        if (a->words[i - 1] != b->words[i - 1]) {
            return a->words[i - 1] < b->words[i - 1] ? -1 : 1;
        }
    }
    return 0;
}

/* a -= b, where b is not larger. */
static void long_subtract(Long *a, const Long *b)
{
    uint64_t borrow = 0;

    for (size_t i = 0; i < a->count; i++) {
        uint64_t less = (i < b->count ? b->words[i] : 0) + borrow;

        borrow = a->words[i] < less;
        a->words[i] = (uint32_t)(a->words[i] - less);
    }
    while (a->count > 0 && a->words[a->count - 1] == 0) {
        a->count--;
    }
}

/* All digits, up to DIGITS_MOST; a 1 stands for those beyond. Gives the exponent that goes with
   them. */
static int64_t long_from_digits(Long *number, const Decimal *decimal)
{
    int64_t taken = 0;

    number->count = 0;
    for (size_t i = 0; i < decimal->digits.length && taken < DIGITS_MOST; i++) {
        if (decimal->digits.bytes[i] != '.') {
            long_multiply_add(number, 10, (uint32_t)(decimal->digits.bytes[i] - '0'));
            taken++;
        }
    }
    if (decimal->count > taken) {
        long_multiply_add(number, 10, 1);
        taken++;
    }
    return decimal->exponent + (decimal->count - taken);
}

/* The top 64 bits and whether there is more below. */
static double long_round(const Long *number, int exponent)
{
    int bits = long_bits(number);
    uint64_t mantissa = 0;
    bool more = false;

    for (int i = bits - 1; i >= 0; i--) {
        uint32_t bit = number->words[i / 32] >> (i % 32) & 1;

        if (i >= bits - 64) {
            mantissa = mantissa << 1 | bit;
        } else {
            more = more || bit != 0;
        }
    }
    if (bits < 64) {
        mantissa <<= 64 - bits;
    }
    return round_binary(mantissa, exponent + bits - 64, more);
}

/* number / divisor * 2^exponent, bit by bit: 64 bits of the quotient, the first one set. */
static double long_divide_round(Long *number, Long *divisor, int exponent)
{
    int shift = long_bits(number) - long_bits(divisor);
    uint64_t mantissa = 0;

    if (shift < 0) {
        long_shift_left(number, -shift);
    } else {
        long_shift_left(divisor, shift);
    }
    exponent += shift;
    if (long_compare(number, divisor) < 0) {
        long_shift_left(number, 1);
        exponent--;
    }
    for (int i = 0; i < 64; i++) {
        mantissa <<= 1;
        if (long_compare(number, divisor) >= 0) {
            long_subtract(number, divisor);
            mantissa |= 1;
        }
        if (number->count == 0) {
            mantissa <<= 63 - i;
            break;
        }
        long_shift_left(number, 1);
    }
    return round_binary(mantissa, exponent - 63, number->count != 0);
}

static double round_long(const Decimal *decimal)
{
    Long number;
    Long divisor = {.count = 1, .words = {1}};
    int64_t exponent = long_from_digits(&number, decimal);

    if (exponent >= 0) {
        long_multiply_power_of_5(&number, exponent);
        return long_round(&number, (int)exponent);
    }
    long_multiply_power_of_5(&divisor, -exponent);
    return long_divide_round(&number, &divisor, (int)exponent);
}

/* Exact in 128 bits: up to 18 digits and 5^27, which is below 2^63. */
static double round_128(uint64_t digits, int exponent)
{
    uint64_t power = 1;
    UInt128 shifted;
    UInt128 quotient;
    int shift;

    for (int i = 0; i < (exponent < 0 ? -exponent : exponent); i++) {
        power *= 5;
    }
    if (exponent >= 0) {
        return round_wide((UInt128)digits * power, exponent, false);
    }
    shift = 64 + __builtin_clzll(digits);
    shifted = (UInt128)digits << shift;
    quotient = shifted / power;
    return round_wide(quotient, exponent - shift, quotient * power != shifted);
}

double decimal_round(const Decimal *decimal)
{
    static const double POWERS[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                    1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    int64_t top = decimal->count + decimal->exponent; /* the value is below 10^top */

    if (decimal->count == 0 || top < -330) {
        return 0.0;
    }
    if (top > 310) {
        return INFINITY;
    }
    if (decimal->count <= 15 && decimal->exponent >= -22 && decimal->exponent <= 22) {
        double digits = (double)decimal_leading(decimal, 15);

        return decimal->exponent < 0 ? digits / POWERS[-decimal->exponent]
                                     : digits * POWERS[decimal->exponent];
    }
    if (decimal->count <= 18 && decimal->exponent >= -27 && decimal->exponent <= 27) {
        return round_128(decimal_leading(decimal, 18), (int)decimal->exponent);
    }
    return round_long(decimal);
}
