/* Internal: the logistic function and what goes with it, without cancellation in either tail. */
#ifndef UK_MEASURE_LOGIT_H
#define UK_MEASURE_LOGIT_H

#include <math.h>

/* 1/(1 + exp(-x)); the smaller of the two tails never cancels. */
static inline double expit(double x)
{
    double tail = exp(-fabs(x));

    return x >= 0.0 ? 1.0 / (1.0 + tail) : tail / (1.0 + tail);
}

/* log(1 + exp(x)), which does not overflow where x is large. */
static inline double log_one_plus_exp(double x)
{
    return (x > 0.0 ? x : 0.0) + log1p(exp(-fabs(x)));
}

#endif
