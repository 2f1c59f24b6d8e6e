/* Rates standardised over a logistic model: groups compared among people alike in other ways. */
#ifndef UK_MEASURE_UK_STANDARDISED_H
#define UK_MEASURE_UK_STANDARDISED_H

#include "uk_logistic.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What standardisation gives for two levels of factor 0. */
typedef struct UkStandardised {
    double rate[2];      /* of `one`, of `zero` */
    double variance[2];  /* of each */
    double covariance;   /* of the two */
    double crude[2];     /* events over people, unadjusted */
    double influence[2]; /* the most that one person's absence moves rate less crude, to first
                            order */
} UkStandardised;

/* Rates that everyone would have at level `one` of factor 0, and at level `zero`, each with their
 * own other levels: marginal standardisation, also called g-computation.
 *
 *   Formula:  the mean over all people of the fitted P(outcome) with factor 0 put to the level
 *             (Muller and MacLehose 2014); variances by the delta method,
 *             g' V g with g the mean of p (1 - p) x. The make-up of everyone is taken as given.
 *             influence: a person's absence moves the parameters by -V x (y - p)/(1 - h) (Pregibon
 *             1981), everyone's make-up and the crude rate.
 *   Domain:   a fit of these cells that ended FITTED, both levels with people; else all NaN.
 *   Accuracy: 1e-9 relative.
 *   Ends:     no factor but 0, or one of a single level: the crude rates and their binomial
 *             variances. Factors whose levels are as frequent in each level of factor 0: the crude
 *             rates.
 *   Assumes:  as uk_logistic; where a level of factor 0 has nobody of some make-up, the model
 *             speaks for them. */
UK_API UkStandardised uk_standardise(const UkCells *cells, const UkLogistic *fit, uint32_t one,
                                     uint32_t zero);

/* The standardised rate of level `one`, the other people those of level `zero`.
 *
 *   Formula:  uk_standardise; limits as uk_wilson_effective, with the level's people as its n.
 *   Domain:   as uk_standardise.
 *   Accuracy: 1e-9 relative.
 *   Ends:     one factor alone: Wilson's interval.
 *   Assumes:  as uk_standardise. */
UK_API UkInterval uk_standardised_rate(const UkCells *cells, uint32_t one, double confidence);

/* The standardised rate of level `one` less that of level `zero`.
 *
 *   Formula:  uk_standardise; limits as uk_mover_difference from the two intervals of
 *             uk_standardised_rate and the correlation of the two rates; se by the delta method.
 *   Domain:   as uk_standardise.
 *   Accuracy: 1e-9 absolute.
 *   Ends:     one factor alone: Newcombe's interval.
 *   Assumes:  as uk_standardise. */
UK_API UkInterval uk_standardised_difference(const UkCells *cells, uint32_t one, uint32_t zero,
                                             double confidence);

/* The standardised rate of level `one` over that of level `zero`.
 *
 *   Formula:  uk_standardise; uk_log_ratio, the covariance counted; se is that of the logarithm.
 *   Domain:   as uk_standardise.
 *   Accuracy: 1e-9 relative.
 *   Ends:     one factor alone: Katz's interval.
 *   Assumes:  as uk_standardise. */
UK_API UkInterval uk_standardised_ratio(const UkCells *cells, uint32_t one, uint32_t zero,
                                        double confidence);

#ifdef __cplusplus
}
#endif

#endif
