/* Need at equal score behind one shape: rows as numbers in, an interval out. */
#ifndef UK_TESTS_MEASURE_NEED_CALLS_H
#define UK_TESTS_MEASURE_NEED_CALLS_H

#include "uk_need.h"

#include <math.h>

#define NEEDS_MAX 40
#define NEED_BINS_MAX 8

/* n, bins, n needs, n bins, n times whether of the group; then n weights (+weights), n persons
   (+persons) or both (+both); the confidence. -1e300 is in no table. */
static inline UkInterval call_need(const double *a, size_t count, bool weights, bool persons)
{
    size_t n = (size_t)a[0];
    size_t used = 2 + (3 + (size_t)weights + (size_t)persons) * n;
    UkNeeds needs = {.count = n, .need = a + 2, .bins = (size_t)a[1]};
    uint32_t bin[NEEDS_MAX];
    uint32_t person[NEEDS_MAX];
    uint8_t member[NEEDS_MAX];
    double workspace[UK_NEEDS_WORKSPACE(NEED_BINS_MAX, NEEDS_MAX)];

    if (n > NEEDS_MAX || needs.bins > NEED_BINS_MAX || used + 1 != count) {
        return (UkInterval){-1e300, 0.0, 0.0, 0.0};
    }
    for (size_t i = 0; i < n; i++) {
        bin[i] = (uint32_t)a[2 + n + i];
        member[i] = (uint8_t)a[2 + 2 * n + i];
        person[i] = persons ? (uint32_t)a[used - n + i] : 0;
    }
    needs.bin = bin;
    needs.member = member;
    needs.weight = weights ? a + 2 + 3 * n : NULL;
    needs.person = persons ? person : NULL;
    needs.persons = persons ? NEEDS_MAX : 0;
    needs.workspace = workspace;
    return uk_need_difference(&needs, a[used]);
}

static UkInterval plain_need(const double *a, size_t count)
{
    return call_need(a, count, false, false);
}

static UkInterval weighted_need(const double *a, size_t count)
{
    return call_need(a, count, true, false);
}

static UkInterval clustered_need(const double *a, size_t count)
{
    return call_need(a, count, false, true);
}

static UkInterval both_need(const double *a, size_t count)
{
    return call_need(a, count, true, true);
}

#define NEED_CALLS                                                                                 \
    {"uk_need_difference", plain_need}, {"uk_need_difference+weights", weighted_need},             \
        {"uk_need_difference+persons", clustered_need}, {"uk_need_difference+both", both_need},

#endif
