/* Scores of one group beside what then happened: what every estimator for score audits reads. */
#ifndef UK_MEASURE_UK_SCORES_H
#define UK_MEASURE_UK_SCORES_H

#include "uk_interval.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* How many doubles `workspace` must have. */
#define UK_SCORES_WORKSPACE(count, persons) ((count) + 2 * (persons))

/* Rows of one group by ascending score. The arrays are the caller's and only read; the workspace is
 * written over. Rows of one person may stand anywhere. A person who has no row here counts for
 * nothing, so that groups can share one numbering. */
typedef struct UkScores {
    size_t count;           /* rows */
    const double *score;    /* each row's score, ascending and finite; a probability where said */
    const uint8_t *event;   /* 1: it happened, 0: it did not */
    const double *weight;   /* what each row counts for, from 0 and finite; NULL: 1 */
    const uint32_t *person; /* whose row it is, below `persons`; NULL: each row is another person */
    size_t persons;         /* one more than the largest number of a person; 0 without `person` */
    double *workspace;      /* UK_SCORES_WORKSPACE(count, persons) doubles */
} UkScores;

/* Whether the arrays hold what is said above. Every estimator asks this first and is all NaN where
 * it does not hold; a caller asks it to tell that from an answer that has no value.
 *
 *   Domain:   any; no rows are valid scores. */
UK_API bool uk_scores_are_valid(const UkScores *scores);

/* Whether they are valid and every score lies within 0 and 1. */
UK_API bool uk_scores_are_probabilities(const UkScores *scores);

#ifdef __cplusplus
}
#endif

#endif
