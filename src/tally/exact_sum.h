/* Internal: sums of doubles that no order of adding changes. */
#ifndef UK_TALLY_EXACT_SUM_H
#define UK_TALLY_EXACT_SUM_H

#include "base/int128.h"

#include <math.h>
#include <stdint.h>

/* Sums stay below 2^EXACT_HIGH_BITS high quanta, each of 2^EXACT_LOW_BITS low ones. */
#define EXACT_HIGH_BITS 120
#define EXACT_LOW_BITS 60
#define EXACT_LOW_QUANTA ((double)(INT64_C(1) << EXACT_LOW_BITS))

/* Of sums below 2^exponent. */
typedef struct Scale {
    double quanta;  /* high quanta in 1: a power of two */
    double quantum; /* its inverse */
} Scale;

/* Of terms cut to 180 bits below the largest sum. What a term leaves below a high quantum is kept
   apart: almost always nothing. */
typedef struct Exact {
    Int128 high;
    Int128 low;
} Exact;

/* The least e with value < 2^e; 0 for 0. */
static inline int exact_exponent(double value)
{
    int exponent = 0;

    (void)frexp(value, &exponent);
    return exponent;
}

/* For sums whose absolute value, whatever is added first, stays below 2^exponent. */
static inline Scale exact_scale(int exponent)
{
    return (Scale){ldexp(1.0, EXACT_HIGH_BITS - exponent), ldexp(1.0, exponent - EXACT_HIGH_BITS)};
}

static inline void exact_add(Exact *sum, double term, Scale scale, int64_t times)
{
    double scaled = term * scale.quanta;
    Int128 whole = (Int128)scaled;
    double rest = scaled - (double)whole;

    sum->high += times * whole;
    if (rest != 0.0) {
        sum->low += times * (Int128)(rest * EXACT_LOW_QUANTA);
    }
}

static inline void exact_add_sum(Exact *sum, const Exact *part, int64_t times)
{
    sum->high += times * part->high;
    sum->low += times * part->low;
}

/* Within 2 ulp of the sum. */
static inline double exact_value(const Exact *sum, Scale scale)
{
    double low = int128_to_double(sum->low) / EXACT_LOW_QUANTA;

    return (int128_to_double(sum->high) + low) * scale.quantum;
}

#endif
