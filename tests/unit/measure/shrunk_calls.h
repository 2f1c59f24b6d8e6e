/* Shrunk shares behind one shape: groups as numbers in, an interval out. */
#ifndef UK_TESTS_MEASURE_SHRUNK_CALLS_H
#define UK_TESTS_MEASURE_SHRUNK_CALLS_H

#include "uk_shrunk.h"

#include <math.h>

/* k, k events, k people: mean and size, as estimate and se. */
static UkInterval call_uk_share_spread(const double *a, size_t count)
{
    size_t k = (size_t)a[0];
    UkShareSpread spread;

    if (count != 1 + 2 * k) {
        return (UkInterval){-1e300, 0.0, 0.0, 0.0};
    }
    spread = uk_share_spread(a + 1, a + 1 + k, k);
    return (UkInterval){spread.mean, spread.size, (double)NAN, (double)NAN};
}

/* k, k events, k people, which group, confidence */
static UkInterval call_uk_shrunk_share(const double *a, size_t count)
{
    size_t k = (size_t)a[0];
    UkShareSpread spread;
    size_t which;

    if (count != 3 + 2 * k || !(a[1 + 2 * k] < a[0])) {
        return (UkInterval){-1e300, 0.0, 0.0, 0.0};
    }
    which = (size_t)a[1 + 2 * k];
    spread = uk_share_spread(a + 1, a + 1 + k, k);
    return uk_shrunk_share(a[1 + which], a[1 + k + which], &spread, a[2 + 2 * k]);
}

#define SHRUNK_CALLS                                                                               \
    {"uk_share_spread", call_uk_share_spread}, {"uk_shrunk_share", call_uk_shrunk_share},

#endif
