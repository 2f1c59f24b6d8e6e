/* Seeded pseudo-random numbers for sweeps and simulations: splitmix64 (Steele, Lea and Flood). */
#ifndef UK_TESTS_MEASURE_CHANCE_H
#define UK_TESTS_MEASURE_CHANCE_H

#include <math.h>
#include <stdint.h>

typedef struct Chance {
    uint64_t state;
} Chance;

static inline uint64_t chance_next(Chance *chance)
{
    uint64_t z = (chance->state += UINT64_C(0x9e3779b97f4a7c15));

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* In [0, 1). */
static inline double chance_unit(Chance *chance)
{
    return (double)(chance_next(chance) >> 11) * 0x1p-53;
}

static inline double chance_between(Chance *chance, double low, double high)
{
    return low + (high - low) * chance_unit(chance);
}

/* A whole number in 0..limit. */
static inline int64_t chance_count(Chance *chance, int64_t limit)
{
    return (int64_t)(chance_next(chance) % ((uint64_t)limit + 1));
}

/* A whole number from 1 to 10^digits, even on the logarithm. */
static inline int64_t chance_size(Chance *chance, double digits)
{
    return (int64_t)pow(10.0, chance_between(chance, 0.0, digits));
}

#endif
