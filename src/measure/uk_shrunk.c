#include "uk_shrunk.h"

#include "uk_special.h"

#include <math.h>
#include <stdbool.h>

/* The asymptotic series below has 16 digits from here on. */
#define SERIES_FROM 24.0
/* Where a finite size is looked for, by its logarithm: up to 8e10. */
#define SIZE_LEAST 1e-3
#define GRID_STEPS 32
#define GRID_STEP 1.0
#define CLOSE 1e-14
#define TERMS 5 /* of each series */
/* The sizes that are weighed for the limits: their logarithms, from exp(-1.5) to exp(15.7). */
#define LIKELY_FROM (-1.5)
#define LIKELY_STEP 0.4
#define WEIGHT_LEAST 1e-5
#define QUANTILE_CLOSE 1e-10
#define FAR_OUT 20.0 /* standard errors */
#define HALVINGS 200

typedef struct Shares {
    const double *events;
    const double *people;
    size_t count;
} Shares;

/* A polynomial, the constant first. */
static double series(const double terms[TERMS], double at)
{
    double sum = 0.0;

    for (size_t k = TERMS; k > 0; k--) {
        sum = sum * at + terms[k - 1];
    }
    return sum;
}

/* digamma(z + x) - digamma(z) for z > 0, x >= 0, each digit of the difference kept: the two are
 * never formed by themselves. Recurrence up to the series, Abramowitz and Stegun 6.3.5, 6.3.18. */
static double digamma_rise(double z, double x)
{
    static const double SERIES[TERMS] = {1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132};
    double rise = 0.0;
    double from;
    double to;

    while (z < SERIES_FROM) {
        rise += x / (z * (z + x));
        z += 1.0;
    }
    from = 1.0 / (z * z);
    to = 1.0 / ((z + x) * (z + x));
    return rise + log1p(x / z) + x / (2.0 * z * (z + x)) + series(SERIES, from) * from -
           series(SERIES, to) * to;
}

/* trigamma(z + x) - trigamma(z): 6.4.6 and 6.4.12. */
static double trigamma_rise(double z, double x)
{
    static const double SERIES[TERMS] = {1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66};
    double rise = 0.0;
    double from;
    double to;

    while (z < SERIES_FROM) {
        rise -= x * (2.0 * z + x) / (z * z * (z + x) * (z + x));
        z += 1.0;
    }
    rise -= x / (z * (z + x)) + x * (2.0 * z + x) / (2.0 * z * z * (z + x) * (z + x));
    from = 1.0 / (z * z);
    to = 1.0 / ((z + x) * (z + x));
    return rise + series(SERIES, to) * to / (z + x) - series(SERIES, from) * from / z;
}

/* ln gamma(z + x) - ln gamma(z), in the same way: 6.1.15 and 6.1.41. */
static double log_gamma_rise(double z, double x)
{
    static const double SERIES[TERMS] = {1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188};
    double rise = 0.0;

    while (z < SERIES_FROM) {
        rise -= log1p(x / z);
        z += 1.0;
    }
    return rise + (z - 0.5) * log1p(x / z) + x * log(z + x) - x +
           series(SERIES, 1.0 / ((z + x) * (z + x))) / (z + x) - series(SERIES, 1.0 / (z * z)) / z;
}

/* Derivative of the log-likelihood in the mean, over the size. */
static double slope_in_mean(const Shares *shares, double mean, double size)
{
    double slope = 0.0;

    for (size_t i = 0; i < shares->count; i++) {
        double without = shares->people[i] - shares->events[i];

        slope += digamma_rise(mean * size, shares->events[i]) -
                 digamma_rise((1.0 - mean) * size, without);
    }
    return slope;
}

/* And of that slope itself. */
static double curve_in_mean(const Shares *shares, double mean, double size)
{
    double curve = 0.0;

    for (size_t i = 0; i < shares->count; i++) {
        double without = shares->people[i] - shares->events[i];

        curve += size * (trigamma_rise(mean * size, shares->events[i]) +
                         trigamma_rise((1.0 - mean) * size, without));
    }
    return curve;
}

/* Derivative in the size. */
static double slope_in_size(const Shares *shares, double mean, double size)
{
    double slope = 0.0;

    for (size_t i = 0; i < shares->count; i++) {
        double without = shares->people[i] - shares->events[i];

        slope += mean * digamma_rise(mean * size, shares->events[i]) +
                 (1.0 - mean) * digamma_rise((1.0 - mean) * size, without) -
                 digamma_rise(size, shares->people[i]);
    }
    return slope;
}

static double log_likelihood(const Shares *shares, double mean, double size)
{
    double sum = 0.0;

    for (size_t i = 0; i < shares->count; i++) {
        double without = shares->people[i] - shares->events[i];

        sum += log_gamma_rise(mean * size, shares->events[i]) +
               log_gamma_rise((1.0 - mean) * size, without) -
               log_gamma_rise(size, shares->people[i]);
    }
    return sum;
}

/* The log-likelihood is concave in the mean: Newton's method on its slope, halving where a step
   leaves what is known to hold the answer. */
static double best_mean(const Shares *shares, double size)
{
    double low = 0.0;
    double high = 1.0;
    double mean = 0.5;
    bool close = false;

    for (int i = 0; i < HALVINGS && !close; i++) {
        double slope = slope_in_mean(shares, mean, size);
        double next;

        if (slope > 0.0) {
            low = mean;
        } else {
            high = mean;
        }
        next = mean - slope / curve_in_mean(shares, mean, size);
        if (!(next > low && next < high)) {
            next = low + (high - low) / 2.0;
        }
        close = fabs(next - mean) <= CLOSE * fmin(mean, 1.0 - mean);
        mean = next;
    }
    return mean;
}

static double profile_slope(const Shares *shares, double log_size)
{
    double size = exp(log_size);

    return slope_in_size(shares, best_mean(shares, size), size);
}

/* Between a size where the likelihood rises and one where it falls. */
static double best_size(const Shares *shares, double low, double high)
{
    for (int i = 0; i < HALVINGS; i++) {
        double middle = low + (high - low) / 2.0;

        if (middle <= low || middle >= high) {
            break;
        }
        if (profile_slope(shares, middle) > 0.0) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return exp(low + (high - low) / 2.0);
}

/* Twice the derivative in 1 / size where that is 0: above it, the shares differ by more than
 * chance. */
static double excess(const Shares *shares, double share)
{
    double sum = 0.0;

    for (size_t i = 0; i < shares->count; i++) {
        double x = shares->events[i];
        double n = shares->people[i];

        sum += x * (x - 1.0) / share + (n - x) * (n - x - 1.0) / (1.0 - share) - n * (n - 1.0);
    }
    return sum;
}

/* Of all groups together. */
typedef struct Totals {
    double events;
    double people;
    double inverse; /* sum of 1 / n */
} Totals;

static bool is_usable(const Shares *shares, Totals *totals)
{
    bool inside = false;

    if (shares->count < UK_SHRUNK_GROUPS_LEAST) {
        return false;
    }
    for (size_t i = 0; i < shares->count; i++) {
        double x = shares->events[i];
        double n = shares->people[i];

        if (!(n > 0.0 && x >= 0.0 && x <= n && isfinite(n))) {
            return false;
        }
        inside = inside || (x > 0.0 && x < n);
        totals->events += x;
        totals->people += n;
        totals->inverse += 1.0 / n;
    }
    return inside;
}

static void find_size(const Shares *shares, const Totals *totals, UkShareSpread *spread)
{
    double before = profile_slope(shares, log(SIZE_LEAST));
    double share = totals->events / totals->people;
    double best = -INFINITY;

    if (excess(shares, share) <= 0.0) {
        spread->mean = share;
        spread->size = INFINITY;
        best = totals->events * log(share) + (totals->people - totals->events) * log1p(-share);
    }
    for (int i = 0; i < GRID_STEPS; i++) {
        double at = log(SIZE_LEAST) + GRID_STEP * (double)i;
        double slope = profile_slope(shares, at + GRID_STEP);

        if (before > 0.0 && slope <= 0.0) {
            double size = best_size(shares, at, at + GRID_STEP);
            double mean = best_mean(shares, size);
            double fit = log_likelihood(shares, mean, size);

            if (fit > best) {
                best = fit;
                spread->mean = mean;
                spread->size = size;
            }
        }
        before = slope;
    }
}

/* Each likely size with the logarithm of its weight; the largest of these. */
static double weigh_sizes(const Shares *shares, const Totals *totals, UkLikelySize *likely)
{
    double n0 = (double)shares->count / totals->inverse;
    double most = -INFINITY;

    for (size_t i = 0; i < UK_SHRUNK_SIZES; i++) {
        double size = exp(LIKELY_FROM + LIKELY_STEP * (double)i);
        double mean = best_mean(shares, size);
        double variance = -1.0 / (size * curve_in_mean(shares, mean, size));

        likely[i] = (UkLikelySize){.size = size, .mean = mean, .mean_variance = variance};
        likely[i].weight = log_likelihood(shares, mean, size) + 0.5 * log(variance) + log(size) -
                           2.0 * log(n0 + size);
        most = fmax(most, likely[i].weight);
    }
    return most;
}

static void find_likely(const Shares *shares, const Totals *totals, UkLikelySize *likely)
{
    double most = weigh_sizes(shares, totals, likely);
    double sum = 0.0;

    for (size_t i = 0; i < UK_SHRUNK_SIZES; i++) {
        likely[i].weight = exp(likely[i].weight - most);
        sum += likely[i].weight;
    }
    for (size_t i = 0; i < UK_SHRUNK_SIZES; i++) {
        likely[i].weight /= sum;
    }
}

UkShareSpread uk_share_spread(const double *events, const double *people, size_t count)
{
    Shares shares = {events, people, count};
    Totals totals = {0};
    UkShareSpread spread = {.mean = (double)NAN, .size = (double)NAN};

    if (is_usable(&shares, &totals)) {
        find_size(&shares, &totals, &spread);
        find_likely(&shares, &totals, spread.likely);
    }
    return spread;
}

/* A beta distribution by its mean, its variance and its weight in the mixture. */
typedef struct Component {
    double mean;
    double variance;
    double a;
    double b;
    double weight;
} Component;

typedef struct Mixture {
    Component components[UK_SHRUNK_SIZES];
    size_t count;
} Mixture;

static Component component_of(double events, double people, const UkLikelySize *likely)
{
    double kept = people / (people + likely->size); /* what is left of the group's own share */
    Component out = {.weight = likely->weight};
    double size;

    out.mean = people > 0.0 ? likely->mean + kept * (events / people - likely->mean) : likely->mean;
    out.variance = out.mean * (1.0 - out.mean) / (people + likely->size + 1.0) +
                   (1.0 - kept) * (1.0 - kept) * likely->mean_variance;
    size = out.mean * (1.0 - out.mean) / out.variance - 1.0;
    out.a = out.mean * size;
    out.b = (1.0 - out.mean) * size;
    return out;
}

/* What has no weight to speak of, and what is as good as all at both ends, is left out. */
static Mixture mix(double events, double people, const UkShareSpread *spread)
{
    Mixture out = {.count = 0};

    for (size_t i = 0; i < UK_SHRUNK_SIZES; i++) {
        Component component = component_of(events, people, &spread->likely[i]);

        if (component.weight > WEIGHT_LEAST && component.a > 0.0 && component.b > 0.0) {
            out.components[out.count++] = component;
        }
    }
    return out;
}

static double below(const Mixture *mixture, double share)
{
    double sum = 0.0;
    double all = 0.0;

    for (size_t i = 0; i < mixture->count; i++) {
        const Component *one = &mixture->components[i];

        sum += one->weight * uk_beta_cdf(share, one->a, one->b);
        all += one->weight;
    }
    return sum / all;
}

/* The mean of the mixture and, in `error`, the root of its variance. */
static double mean_of(const Mixture *mixture, double *error)
{
    double all = 0.0;
    double mean = 0.0;
    double square = 0.0;

    for (size_t i = 0; i < mixture->count; i++) {
        const Component *one = &mixture->components[i];

        all += one->weight;
        mean += one->weight * one->mean;
        square += one->weight * (one->variance + one->mean * one->mean);
    }
    mean /= all;
    *error = sqrt(square / all - mean * mean);
    return mean;
}

/* False position with halved ends (the Illinois method). */
static double quantile(const Mixture *mixture, double part)
{
    double error;
    double mean = mean_of(mixture, &error);
    double low = fmax(mean - FAR_OUT * error, 0.0);
    double high = fmin(mean + FAR_OUT * error, 1.0);
    double at_low;
    double at_high;

    at_low = below(mixture, low) - part;
    at_high = below(mixture, high) - part;
    for (int i = 0; i < HALVINGS && high - low > QUANTILE_CLOSE; i++) {
        double middle = (low * at_high - high * at_low) / (at_high - at_low);
        double at_middle = below(mixture, middle) - part;

        if (fabs(at_middle) < QUANTILE_CLOSE) {
            return middle;
        }
        if (at_middle < 0.0) {
            low = middle;
            at_low = at_middle;
            at_high /= 2.0;
        } else {
            high = middle;
            at_high = at_middle;
            at_low /= 2.0;
        }
    }
    return low + (high - low) / 2.0;
}

UkInterval uk_shrunk_share(double events, double people, const UkShareSpread *spread,
                           double confidence)
{
    UkInterval out = {(double)NAN, (double)NAN, (double)NAN, (double)NAN};
    double kept;
    Mixture mixture;

    if (!(events >= 0.0 && events <= people && isfinite(people) && confidence > 0.0 &&
          confidence < 1.0 && spread->mean > 0.0 && spread->mean < 1.0 && spread->size > 0.0)) {
        return out;
    }
    kept = isinf(spread->size) ? 0.0 : people / (people + spread->size);
    out.estimate = spread->mean + (people > 0.0 ? kept * (events / people - spread->mean) : 0.0);
    mixture = mix(events, people, spread);
    if (mixture.count > 0) {
        (void)mean_of(&mixture, &out.se);
        out.low = quantile(&mixture, (1.0 - confidence) / 2.0);
        out.high = quantile(&mixture, (1.0 + confidence) / 2.0);
    }
    return out;
}
