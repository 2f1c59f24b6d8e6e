/* Shares of many small groups, drawn towards each other as far as chance alone moves them. */
#ifndef UK_MEASURE_UK_SHRUNK_H
#define UK_MEASURE_UK_SHRUNK_H

#include "uk_interval.h"

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Of fewer groups there is no telling how far groups lie apart. */
#define UK_SHRUNK_GROUPS_LEAST 3

/* So many sizes are weighed for the limits. */
#define UK_SHRUNK_SIZES 44

/* One size that the spread may have, how likely that is, and what the mean then is. */
typedef struct UkLikelySize {
    double size;
    double weight; /* of all together 1 */
    double mean;
    double mean_variance;
} UkLikelySize;

/* How the groups' true shares lie about their mean: a beta distribution of that mean, whose `size`
 * is the sum of its two parameters. Shares far apart have a small size. Infinite: the shares differ
 * by no more than chance would have it. */
typedef struct UkShareSpread {
    double mean;
    double size;
    UkLikelySize likely[UK_SHRUNK_SIZES];
} UkShareSpread;

/* The spread of the groups' shares.
 *
 *   Formula:  the mean m and size s for which the product over the groups, x of n each, of
 *             B(x + m s, n - x + (1 - m) s) / B(m s, (1 - m) s) is largest: beta-binomial maximum
 *             likelihood (Griffiths 1973). s is infinite where the likelihood does not rise on
 *             leaving the binomial, whose derivative in 1/s at 0 is
 *             sum [x(x-1)/p + (n-x)(n-x-1)/(1-p) - n(n-1)] / 2 at the share p of all (Tarone 1979),
 *             and no finite s is better. How likely each size is: the likelihood over all means
 *             (Laplace's approximation about the best one) under a prior that is even in
 *             n0 / (n0 + s), n0 the harmonic mean of the numbers of people (Christiansen and Morris
 *             1997); at sizes 0.4 apart on the natural logarithm.
 *   Domain:   0 <= x <= n, n > 0, real, finite; at least 3 groups; not every one 0 or all; else all
 *             NaN. Shares as far apart as can be have none either.
 *   Accuracy: mean 1e-9 absolute; size 1e-6 relative, while it is below a thousand times the
 *             largest n (the likelihood is flat there: no shrunk share moves by more than 1e-8).
 *   Assumes:  people are independent, one outcome each; the groups are alike before they are seen:
 *             nothing says beforehand which of them has more. */
UK_API UkShareSpread uk_share_spread(const double *events, const double *people, size_t count);

/* The share of one of those groups, drawn towards the mean of all: by little if it is large, by
 * much if it is small.
 *
 *   Formula:  (x + m s) / (n + s), or m where s is infinite: empirical Bayes (Robbins 1956; Morris
 *             1983). Limits: both tails alike of a mixture over the likely sizes, for each
 *             of which the beta distribution that has the mean (x + m s) / (n + s) and, beside its
 *             own variance, what the variance of m adds. se: of that mixture.
 *   Domain:   0 <= x <= n, finite; a spread that is not NaN; 0 < confidence < 1; else all NaN.
 *   Accuracy: estimate 1e-9; limits 1e-9 of the formula, 4e-2 of those under the whole posterior
 *             (with 3 or 4 groups, 1e-2 and less with many).
 *   Assumes:  as above. docs/coverage.md says how often the limits hold. */
UK_API UkInterval uk_shrunk_share(double events, double people, const UkShareSpread *spread,
                                  double confidence);

#ifdef __cplusplus
}
#endif

#endif
