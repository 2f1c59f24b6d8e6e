#include "uk_contrast.h"

#include "critical.h"
#include "uk_proportion.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

/* sqrt(a^2 - 2 r a b + b^2) as a sum of squares: never the root of a negative number. */
static double joined_distance(double a, double b, double correlation)
{
    double along = a - correlation * b;
    double across = (1.0 - correlation) * (1.0 + correlation) * b * b;

    return sqrt(along * along + across);
}

UkInterval uk_mover_difference(UkInterval one, UkInterval zero, double correlation)
{
    UkInterval result;
    double difference = one.estimate - zero.estimate;

    if (!(correlation >= -1.0 && correlation <= 1.0)) {
        return uk_undefined();
    }
    result.estimate = difference;
    result.se = joined_distance(one.se, zero.se, correlation);
    /* Zou and Donner (2008) */
    result.low = difference -
                 joined_distance(one.estimate - one.low, zero.high - zero.estimate, correlation);
    result.high = difference +
                  joined_distance(one.high - one.estimate, zero.estimate - zero.low, correlation);
    return result;
}

static double clamp_to_unit(double value)
{
    return value > 1.0 ? 1.0 : value < -1.0 ? -1.0 : value;
}

UkInterval uk_newcombe_difference(int64_t x1, int64_t n1, int64_t x0, int64_t n0, double confidence)
{
    UkInterval result =
        uk_mover_difference(uk_wilson(x1, n1, confidence), uk_wilson(x0, n0, confidence), 0.0);

    /* Newcombe (1998b) method 10 never leaves -1..1; its last rounding can, by an ulp */
    result.low = clamp_to_unit(result.low);
    result.high = clamp_to_unit(result.high);
    return result;
}

static bool are_counts(int64_t x, int64_t n)
{
    return n >= 1 && x >= 0 && x <= n;
}

/* 1/x - 1/n without the difference of two near numbers. */
static double log_variance(int64_t x, int64_t n)
{
    return (double)(n - x) / (double)n / (double)x;
}

UkInterval uk_katz_ratio(int64_t x1, int64_t n1, int64_t x0, int64_t n0, double confidence)
{
    double ratio;

    if (!are_counts(x1, n1) || !are_counts(x0, n0) || x0 == 0) {
        return uk_undefined();
    }
    ratio = ((double)x1 / (double)n1) / ((double)x0 / (double)n0);
    if (x1 == 0) {
        return uk_symmetric_log(0.0, (double)NAN, (double)NAN);
    }
    /* Katz and others (1978) */
    return uk_symmetric_log(ratio, sqrt(log_variance(x1, n1) + log_variance(x0, n0)),
                            uk_critical_value(confidence, (double)INFINITY));
}

/* Root of v1 + v0 - 2 c. Rounding may leave a hair below 0 where the two are the same number with
 * correlation 1; anything more negative is a wrong covariance: NaN. */
static double difference_se(double se1, double se0, double covariance)
{
    double sum = se1 * se1 + se0 * se0;
    double variance = sum - 2.0 * covariance;

    if (variance < 0.0 && variance > -8.0 * DBL_EPSILON * sum) {
        variance = 0.0;
    }
    return variance >= 0.0 ? sqrt(variance) : (double)NAN;
}

UkInterval uk_log_ratio(double estimate1, double se1, double estimate0, double se0,
                        double covariance, double df, double confidence)
{
    double relative1 = se1 / estimate1;
    double relative0 = se0 / estimate0;

    if (!(estimate1 >= 0.0) || !(estimate0 > 0.0)) {
        return uk_undefined();
    }
    if (estimate1 == 0.0 || !(se1 >= 0.0) || !(se0 >= 0.0)) {
        return uk_symmetric_log(estimate1 / estimate0, (double)NAN, (double)NAN);
    }
    return uk_symmetric_log(estimate1 / estimate0,
                            difference_se(relative1, relative0, covariance / estimate1 / estimate0),
                            uk_critical_value(confidence, df));
}

UkInterval uk_normal_difference(double estimate1, double se1, double estimate0, double se0,
                                double covariance, double df, double confidence)
{
    double se = (double)NAN;

    if (se1 >= 0.0 && se0 >= 0.0) {
        se = difference_se(se1, se0, covariance);
    }
    return uk_symmetric(estimate1 - estimate0, se, uk_critical_value(confidence, df));
}

double uk_welch_df(double se1, double n1, double se0, double n0)
{
    double larger = fmax(se1, se0);
    double share1;
    double share0;

    if (!(n1 > 1.0) || !(n0 > 1.0) || !(se1 >= 0.0) || !(se0 >= 0.0) || !(larger > 0.0) ||
        !isfinite(larger)) {
        return (double)NAN;
    }
    /* shares of the larger, so that fourth powers neither overflow nor vanish */
    share1 = se1 / larger * (se1 / larger);
    share0 = se0 / larger * (se0 / larger);
    return (share1 + share0) * (share1 + share0) /
           (share1 * share1 / (n1 - 1.0) + share0 * share0 / (n0 - 1.0));
}
