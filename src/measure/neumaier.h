/* Internal: sums of many terms, in input order, with the lost low bits kept (Neumaier 1974). */
#ifndef UK_MEASURE_NEUMAIER_H
#define UK_MEASURE_NEUMAIER_H

#include <math.h>

typedef struct Neumaier {
    double sum;
    double lost; /* what rounding took from `sum` so far */
} Neumaier;

static inline void neumaier_add(Neumaier *total, double term)
{
    double next = total->sum + term;

    if (fabs(total->sum) >= fabs(term)) {
        total->lost += (total->sum - next) + term;
    } else {
        total->lost += (term - next) + total->sum;
    }
    total->sum = next;
}

static inline double neumaier_total(Neumaier total)
{
    return total.sum + total.lost;
}

#endif
