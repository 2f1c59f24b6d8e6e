/* What people needed, set against a score: is need alike where the score is? */
#ifndef UK_MEASURE_UK_NEED_H
#define UK_MEASURE_UK_NEED_H

#include "uk_scores.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Cuts everyone into `bins` of about as many, the lowest scores first: what "the same score" means
 * below. A row's bin is where the middle of its ties stands among all, so that rows of one score
 * are never parted, and some bins may stay empty. Weights count.
 *
 *   Formula:  floor(bins (weight of lower scores + half that of equal ones) / weight of all), at
 *             most bins - 1.
 *   Domain:   valid scores of more weight than 0, bins from 1; else false and nothing to be read.
 *   Accuracy: exact while the weights' total is exact. */
UK_API bool uk_score_bins(const UkScores *scores, uint32_t bins, uint32_t *bin);

/* How many doubles `workspace` must have. */
#define UK_NEEDS_WORKSPACE(bins, persons) (4 * (bins) + (persons))

/* Rows of everyone, in any order. The arrays are the caller's and only read; the workspace is
 * written over. */
typedef struct UkNeeds {
    size_t count;           /* rows */
    const double *need;     /* what each row's person needed, finite; in any unit */
    const uint32_t *bin;    /* of the row's score, below `bins` */
    size_t bins;            /* 1 or more */
    const uint8_t *member;  /* 1: of the group, 0: everyone else */
    const double *weight;   /* what each row counts for, from 0 and finite; NULL: 1 */
    const uint32_t *person; /* whose row it is, below `persons`; NULL: each row is another person */
    size_t persons;         /* one more than the largest number of a person; 0 without `person` */
    double *workspace;      /* UK_NEEDS_WORKSPACE(bins, persons) doubles */
} UkNeeds;

/* How much more a group needs than everyone else at the same score, in the need's unit. Above 0 the
 * score is too low for the group, whatever it was made to foretell.
 *
 *   Formula:  the group's coefficient of a linear model of need with a level for each bin
 *             (Obermeyer and others 2019 hold a score against need so). That is the mean over bins
 *             of the differences of the two means, weighted by W1 W0 / (W1 + W0). Variance: the
 *             sandwich between m persons, sum over persons of (sum of w (g - share of the group in
 *             the bin) residual)^2 / (sum of w (g - share)^2)^2, times m/(m - 1) (n - 1)/(n - k)
 *             with n rows and k bins that have weight, and one; with a row for each person that is
 *             n/(n - k), HC1. Student's t, df m - 1.
 *   Domain:   as UkNeeds says, and a bin that has weight of both; else all NaN.
 *   Accuracy: 1e-12 of the largest need for the estimate, 1e-10 relative for se.
 *   Ends:     n no more than k, or one person: the estimate alone. A bin with weight of one side
 *             alone says nothing and is passed over.
 *   Assumes:  independent persons; bins so fine that within one the group's place no longer tells
 *             the score. */
UK_API UkInterval uk_need_difference(const UkNeeds *needs, double confidence);

#ifdef __cplusplus
}
#endif

#endif
