/* Rates of a flag: how often it is raised, and how often it is right, for whom. */
#ifndef UK_MEASURE_UK_FLAG_RATES_H
#define UK_MEASURE_UK_FLAG_RATES_H

#include "uk_scores.h"

#ifdef __cplusplus
extern "C" {
#endif

/* People by what the flag said and what happened. */
typedef struct UkFlagCounts {
    int64_t tp; /* flagged, and it happened */
    int64_t fp; /* flagged, and it did not */
    int64_t fn; /* not flagged, and it happened: missed */
    int64_t tn; /* not flagged, and it did not */
} UkFlagCounts;

typedef enum UkFlagRate {
    UK_SELECTION_RATE, /* flagged, of all */
    UK_PREVALENCE,     /* to whom it happened, of all */
    UK_TPR,            /* flagged, of those to whom it happened */
    UK_FNR,            /* not flagged, of those to whom it happened */
    UK_FPR,            /* flagged, of those to whom it did not */
    UK_TNR,            /* not flagged, of those to whom it did not */
    UK_PPV,            /* to whom it happened, of the flagged */
    UK_FDR,            /* to whom it did not, of the flagged */
    UK_NPV,            /* to whom it did not, of the others */
    UK_FOR,            /* to whom it happened, of the others */
    UK_ACCURACY,       /* of whom the flag was right, of all */
    UK_FLAG_RATES      /* how many there are */
} UkFlagRate;

/* What a rate counts, and out of whom: `events` of `n`, as uk_wilson and uk_newcombe_difference
 * want them.
 *
 *   Domain:   counts from 0, in all at most 2^53; else false and nothing to be read.
 *   Ends:     nobody to count out of: n is 0, the rate undefined. */
UK_API bool uk_flag_rate_counts(const UkFlagCounts *counts, UkFlagRate rate, int64_t *events,
                                int64_t *n);

/* The rate with Wilson's interval (uk_wilson, uk_proportion.h). All NaN where it is undefined: it
 * is never 0 for want of people. */
UK_API UkInterval uk_flag_rate(const UkFlagCounts *counts, UkFlagRate rate, double confidence);

/* The rate where persons have several rows or rows carry weights.
 *
 *   Formula:  the ratio of two weighted sums, its variance linearised between persons (as
 *             uk_linearised_covariance, uk_clustered.h), in uk_wilson_effective with the persons
 *             who have a row out of which the rate counts as n and one less as df.
 *   Domain:   valid scores; flag has 0 or 1 for each row; else all NaN, and so without such a row.
 *   Accuracy: 1e-12 for the estimate and se, 1e-10 for the limits, relative.
 *   Ends:     one person: no interval.
 *   Assumes:  independent persons. */
UK_API UkInterval uk_flag_rate_persons(const UkScores *scores, const uint8_t *flag, UkFlagRate rate,
                                       double confidence);

#ifdef __cplusplus
}
#endif

#endif
