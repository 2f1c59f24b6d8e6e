/* The text of a decimal number taken apart, and its exact rounding to a double: for number.c. */
#ifndef UK_BASE_DECIMAL_H
#define UK_BASE_DECIMAL_H

#include "base/str.h"

/* The value is the digits read as one whole number, times 10^exponent. */
typedef struct Decimal {
    Str digits;       /* borrowed, from the first to the last digit that is not 0, a point among
                           them perhaps; empty for zero */
    int64_t count;    /* how many digits there are in it */
    int64_t exponent; /* within +-2^62 */
    bool negative;
} Decimal;

/* False when `text` is not a number as number_parse reads it. */
bool decimal_scan(Str text, Decimal *out);

/* The first `most` digits as a whole number; `most` up to 18. */
uint64_t decimal_leading(const Decimal *decimal, int64_t most);

/* Nearest double of the absolute value, half to even; infinite when too large. */
double decimal_round(const Decimal *decimal);

#endif
