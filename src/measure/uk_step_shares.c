#include "uk_step_shares.h"

#include "critical.h"

#include <math.h>
#include <stdbool.h>

/* Squared distances from an estimate to its two limits, and squared standard error. */
typedef struct Spread {
    double below;
    double above;
    double variance;
} Spread;

/* Of the products of a part of the steps, in which some rates are the one group's and the others
 * the other's. */
typedef struct Blend {
    double means[UK_STEPS_MOST + 1]; /* of those with k of the one group's rates */
    size_t factors;
} Blend;

/* Every term is 0 or more, and the weights add up to 1: nothing cancels, nothing overflows. */
static void blend_steps(const UkStep *steps, size_t count, size_t skip, size_t also, Blend *blend)
{
    blend->means[0] = 1.0;
    blend->factors = 0;
    for (size_t i = 0; i < count; i++) {
        double n;

        if (i == skip || i == also) {
            continue;
        }
        n = (double)++blend->factors;
        blend->means[blend->factors] = 0.0;
        for (size_t k = blend->factors; k > 0; k--) {
            blend->means[k] = (double)k / n * steps[i].one.estimate * blend->means[k - 1] +
                              (n - (double)k) / n * steps[i].zero.estimate * blend->means[k];
        }
        blend->means[0] *= steps[i].zero.estimate;
    }
}

/* Mean over orders of the product of all others, when the step's own turn comes. */
static double mean_over_orders(const Blend *blend)
{
    double sum = 0.0;

    for (size_t k = 0; k <= blend->factors; k++) {
        sum += blend->means[k];
    }
    return sum / (double)(blend->factors + 1);
}

/* The same with one step more left out, over the orders in which that one has had its turn, or has
 * not. */
static double mean_where(const Blend *blend, bool had)
{
    double n = (double)blend->factors;
    double sum = 0.0;

    for (size_t k = 0; k <= blend->factors; k++) {
        sum += blend->means[k] * (had ? (double)k + 1.0 : n - (double)k + 1.0);
    }
    return sum / (n + 1.0) / (n + 2.0);
}

static void add_spread(Spread *spread, UkInterval rate, double slope)
{
    double down = slope * (rate.estimate - rate.low);
    double up = slope * (rate.high - rate.estimate);
    double se = slope * rate.se;

    spread->below += slope < 0.0 ? up * up : down * down;
    spread->above += slope < 0.0 ? down * down : up * up;
    spread->variance += se * se;
}

static UkInterval with_spread(double estimate, const Spread *spread)
{
    UkInterval result = {estimate, sqrt(spread->variance), estimate - sqrt(spread->below),
                         estimate + sqrt(spread->above)};

    /* no share differs by more than all; a NaN stays */
    result.low = result.low < -1.0 ? -1.0 : result.low;
    result.high = result.high > 1.0 ? 1.0 : result.high;
    return result;
}

static bool is_share(double value)
{
    return value >= 0.0 && value <= 1.0;
}

static bool is_path(const UkStep *steps, size_t count)
{
    if (count < 1 || count > UK_STEPS_MOST) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!is_share(steps[i].one.estimate) || !is_share(steps[i].zero.estimate)) {
            return false;
        }
    }
    return true;
}

/* Products of all rates but those of step `skip`. */
static void multiply(const UkStep *steps, size_t count, size_t skip, double *one, double *zero)
{
    *one = 1.0;
    *zero = 1.0;
    for (size_t i = 0; i < count; i++) {
        if (i != skip) {
            *one *= steps[i].one.estimate;
            *zero *= steps[i].zero.estimate;
        }
    }
}

UkInterval uk_path_difference(const UkStep *steps, size_t count)
{
    Spread spread = {0.0, 0.0, 0.0};
    double one;
    double zero;

    if (!is_path(steps, count)) {
        return uk_undefined();
    }
    for (size_t i = 0; i < count; i++) {
        multiply(steps, count, i, &one, &zero);
        add_spread(&spread, steps[i].one, one);
        add_spread(&spread, steps[i].zero, -zero);
    }
    multiply(steps, count, count, &one, &zero);
    return with_spread(one - zero, &spread);
}

UkInterval uk_step_share(const UkStep *steps, size_t count, size_t which)
{
    Spread spread = {0.0, 0.0, 0.0};
    Blend blend;
    double apart;
    double others;

    if (!is_path(steps, count) || which >= count) {
        return uk_undefined();
    }
    apart = steps[which].one.estimate - steps[which].zero.estimate;
    blend_steps(steps, count, which, count, &blend);
    others = mean_over_orders(&blend);
    add_spread(&spread, steps[which].one, others);
    add_spread(&spread, steps[which].zero, -others);
    for (size_t i = 0; i < count; i++) {
        if (i != which) {
            blend_steps(steps, count, which, i, &blend);
            add_spread(&spread, steps[i].one, apart * mean_where(&blend, true));
            add_spread(&spread, steps[i].zero, apart * mean_where(&blend, false));
        }
    }
    return with_spread(apart * others, &spread);
}
