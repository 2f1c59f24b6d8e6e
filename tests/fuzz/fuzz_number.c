/* Numbers and dates from any bytes: what is read is what the C library reads in its own locale, in
   the grammar of number.h, and what is written reads back. */
#include "base/number.h"
#include "fuzz.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_MOST ((size_t)4096)
#define ARENA_BYTES ((size_t)1 << 20)
#define DECIMALS_MOST 40

static void must(bool promise)
{
    if (!promise) {
        abort();
    }
}

static bool same_bits(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

/* The C library's opinion of the same text; false where it is no number, or none of our grammar. */
static bool library_reads(Str text, double *value)
{
    char bytes[TEXT_MOST + 1];
    char *end;
    Str trimmed = text;

    while (trimmed.length > 0 && (trimmed.bytes[0] == ' ' || trimmed.bytes[0] == '\t')) {
        trimmed = str_slice(trimmed, 1, trimmed.length - 1);
    }
    while (trimmed.length > 0 && (trimmed.bytes[trimmed.length - 1] == ' ' ||
                                  trimmed.bytes[trimmed.length - 1] == '\t')) {
        trimmed = str_slice(trimmed, 0, trimmed.length - 1);
    }
    for (size_t i = 0; i < trimmed.length; i++) {
        if (trimmed.bytes[i] == '\0' || strchr("0123456789.+-eE", trimmed.bytes[i]) == NULL) {
            return false;
        }
    }
    if (trimmed.length == 0) {
        return false;
    }
    memcpy(bytes, trimmed.bytes, trimmed.length);
    bytes[trimmed.length] = '\0';
    *value = strtod(bytes, &end);
    return *end == '\0' && isfinite(*value);
}

static void check_written(Arena *arena, double value)
{
    Text text = text_new(arena);
    double again = NAN;

    number_write(&text, value);
    must(!text.spent && text.length <= 25);
    must(number_parse(text_str(&text), &again));
    /* a zero is written without its sign */
    must(again == value && (value == 0.0 || same_bits(again, value)));
}

/* Against printf, which rounds the exact value half to even too. */
static void check_fixed(Arena *arena, double value, int decimals)
{
    char wanted[400 + DECIMALS_MOST];
    Text text = text_new(arena);
    const char *digits = wanted;

    snprintf(wanted, sizeof wanted, "%.*f", decimals, value);
    if (wanted[0] == '-' && strspn(wanted, "-0.") == strlen(wanted)) {
        digits++;
    }
    number_write_fixed(&text, value, decimals);
    must(!text.spent && str_equal(text_str(&text), str_from(digits)));
}

/* Rounding to a whole number of units moves by half a unit, besides what a double cannot say. */
static void check_scaled(Str text, double value, int decimals)
{
    Int128 scaled = 0;
    double unit = pow(10.0, decimals);

    if (number_parse_scaled(text, decimals, &scaled)) {
        double off = fabs(int128_to_double(scaled) - value * unit);

        must(off <= 0.5 + 1e-15 * fabs(value * unit));
    } else {
        must(fabs(value) * unit >= 1e30 * (1 - 1e-15));
    }
}

static void check_number(Arena *arena, Str text, int decimals)
{
    double value = -7.0;
    double wanted = 0.0;
    int64_t whole;

    if (number_parse(text, &value)) {
        must(isfinite(value) && library_reads(text, &wanted) && same_bits(value, wanted));
        check_written(arena, value);
        check_fixed(arena, value, decimals);
        check_scaled(text, value, decimals % 13);
    } else {
        must(value == -7.0 && !library_reads(text, &wanted));
    }
    if (number_parse_integer(text, &whole)) {
        must(number_parse(text, &value) && value == (double)whole);
    }
}

static void check_date(Arena *arena, Str text)
{
    int64_t days;
    Text written = text_new(arena);

    if (date_parse(text, &days)) {
        date_write(&written, days);
        must(str_equal(text_str(&written), text));
    }
}

/* The first 8 bytes as a double's and a whole number's, so that every one of them is written. */
static void check_bits(Arena *arena, const uint8_t *bytes, int decimals)
{
    double value;
    int64_t whole;
    int64_t again;
    Text text = text_new(arena);
    Text plain = text_new(arena);

    memcpy(&value, bytes, sizeof value);
    memcpy(&whole, bytes, sizeof whole);
    if (isfinite(value)) {
        check_written(arena, value);
        check_fixed(arena, value, decimals);
    }
    number_write_grouped(&text, whole);
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] != ',') {
            text_add_byte(&plain, text.bytes[i]);
        }
    }
    must(number_parse_integer(text_str(&plain), &again) && again == whole);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(ARENA_BYTES);
    Str text = {(const char *)bytes, count < TEXT_MOST ? count : TEXT_MOST};
    int decimals = count > 0 ? bytes[count - 1] % (DECIMALS_MOST + 1) : 0;

    must(arena != NULL);
    check_number(arena, text, decimals);
    check_date(arena, text);
    if (count >= sizeof(double)) {
        check_bits(arena, bytes, decimals);
    }
    return 0;
}
