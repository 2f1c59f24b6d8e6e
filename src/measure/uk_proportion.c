#include "uk_proportion.h"

#include "critical.h"
#include "uk_special.h"

#include <math.h>
#include <stdbool.h>

static bool are_counts(int64_t events, int64_t n)
{
    return n >= 1 && events >= 0 && events <= n;
}

/* Limits only. `q` is 1 - p, handed over so that the caller can form it without cancellation. */
static UkInterval wilson_limits(double p, double q, double n, double z)
{
    UkInterval result = {p, sqrt(p * q / n), 0.0, 0.0};
    double square = z * z / n;
    double root = z * sqrt(p * q / n + square / (4.0 * n));
    double sum = p + square / 2.0 + root;

    /* Wilson (1927); the lower root as product of the roots over the upper one */
    result.low = p > 0.0 ? p * p / sum : z * 0.0;
    result.high = q > 0.0 ? sum / (1.0 + square) : 1.0 + z * 0.0;
    return result;
}

UkInterval uk_wilson(int64_t events, int64_t n, double confidence)
{
    double size = (double)n;

    if (!are_counts(events, n)) {
        return uk_undefined();
    }
    return wilson_limits((double)events / size, (double)(n - events) / size, size,
                         uk_critical_value(confidence, (double)INFINITY));
}

UkInterval uk_wilson_effective(double p, double se, double n, double df, double confidence)
{
    UkInterval result;
    double size = n;
    double z = uk_critical_value(confidence, (double)INFINITY);
    double t = uk_critical_value(confidence, df);

    if (!(p >= 0.0 && p <= 1.0) || !(se >= 0.0) || !isfinite(se) || !(n > 0.0) || !isfinite(n) ||
        !(df > 0.0)) {
        return uk_undefined();
    }
    if (se > 0.0 && p > 0.0 && p < 1.0) {
        size = p / se * ((1.0 - p) / se);
    }
    result = wilson_limits(p, 1.0 - p, size * (z / t) * (z / t), z);
    result.se = se;
    return result;
}

UkInterval uk_clopper_pearson(int64_t events, int64_t n, double confidence)
{
    UkInterval result;
    double size = (double)n;
    double x = (double)events;
    double rest;
    double tail = (1.0 - confidence) / 2.0;

    if (!are_counts(events, n)) {
        return uk_undefined();
    }
    rest = (double)(n - events);
    result = (UkInterval){x / size, sqrt(x / size * (rest / size) / size), 0.0, 1.0};
    if (!(confidence > 0.0 && confidence < 1.0)) {
        result.low = result.high = (double)NAN;
        return result;
    }
    if (events > 0) {
        result.low = uk_beta_quantile(tail, x, rest + 1.0);
    }
    if (events < n) {
        result.high = uk_beta_quantile_upper(tail, x + 1.0, rest);
    }
    return result;
}
