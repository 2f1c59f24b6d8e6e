/* What the tables of coverage share: shares held over the points of a domain, and seeded draws. */
#ifndef UK_TESTS_MEASURE_COVERAGE_H
#define UK_TESTS_MEASURE_COVERAGE_H

#include "tap.h"

#include "uk_interval.h"

#include <math.h>
#include <stdbool.h>

enum { SAMPLES = 10000 };

/* Coverage over the points of a domain. */
typedef struct Coverage {
    double sum;
    double least;
    int points;
} Coverage;

static inline void add(Coverage *coverage, double held)
{
    coverage->least = coverage->points == 0 || held < coverage->least ? held : coverage->least;
    coverage->sum += held;
    coverage->points++;
}

/* Mean within `low` and `high`, every point at least `floor`; in percent. */
static inline void report(const char *id, const char *domain, const Coverage *coverage, double low,
                          double high, double floor)
{
    double mean = 100.0 * coverage->sum / coverage->points;
    double least = 100.0 * coverage->least;

    printf("# | %s | %s | %d | %.2f | %.1f | %.1f |\n", id, domain, coverage->points, mean, least,
           floor);
    OK(mean >= low && mean <= high, "%s: mean coverage %.2f %% within %.0f to %.0f", id, mean, low,
       high);
    OK(least >= floor, "%s: at every point at least %.1f %% (%.1f)", id, floor, least);
}

static inline bool holds(UkInterval interval, double truth)
{
    return truth >= interval.low && truth <= interval.high;
}

static uint64_t state = UINT64_C(20240401);

static inline double uniform(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return ((double)(state >> 11) + 0.5) / 9007199254740992.0;
}

static inline double normal(void)
{
    return sqrt(-2.0 * log(uniform())) * cos(6.283185307179586 * uniform());
}

#endif
