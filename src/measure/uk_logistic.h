/* A logistic model on cells of counts: summary data, no rows needed. */
#ifndef UK_MEASURE_UK_LOGISTIC_H
#define UK_MEASURE_UK_LOGISTIC_H

#include "uk_interval.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* People by the levels of a few factors, each cell with its counts. Factor 0 is the one whose
 * levels are compared, the others are adjusted for. The same levels may come in several cells. The
 * arrays are the caller's and only read; the workspace is written over. */
typedef struct UkCells {
    size_t count;
    size_t factor_count;          /* 1 or more */
    const uint32_t *level_counts; /* of each factor: its levels are 0 .. level_count - 1 */
    const uint32_t *levels;       /* count x factor_count, cell after cell */
    const double *people;         /* of each cell, 0 or more */
    const double *events;         /* of them with the outcome, 0 to people */
    double *workspace;            /* UK_LOGISTIC_WORKSPACE(count, parameters) doubles */
} UkCells;

/* Parameters of the model for these factors: 1 and, for each factor, its levels less one. 0 where
 * there are more than UK_LOGISTIC_PARAMETERS_MOST. */
#define UK_LOGISTIC_PARAMETERS_MOST 200
UK_API size_t uk_logistic_parameters(const uint32_t *level_counts, size_t factor_count);

/* How many doubles `workspace` must have. */
#define UK_LOGISTIC_WORKSPACE(count, parameters)                                                   \
    (2 * (count) + 2 * (parameters) * (parameters) + 7 * (parameters))

/* How a fit ended. */
typedef enum UkLogisticEnd {
    UK_LOGISTIC_FITTED,
    UK_LOGISTIC_INVALID,    /* outside the domain */
    UK_LOGISTIC_SEPARATED,  /* the likelihood has no maximum: some people's outcome follows from
                              their levels without exception */
    UK_LOGISTIC_CONFOUNDED, /* a level of factor 0 cannot be told from the other factors */
    UK_LOGISTIC_UNCONVERGED /* rounding kept the steps from becoming short */
} UkLogisticEnd;

/* A fit; its arrays lie in the workspace and are good until that is used again. Parameters are the
 * intercept, then for each factor from 1 on and last for factor 0 the levels from 1 on, each less
 * the factor's level 0, on the logit. One that is not estimated is 0 and its covariances too: a
 * level without people, one that others make superfluous, one that is `fixed`. */
typedef struct UkLogistic {
    UkLogisticEnd end;
    size_t parameters;         /* in the arrays */
    size_t estimated;          /* of them */
    double people;             /* that the estimated parameters rest on */
    int steps;                 /* Newton steps taken */
    double log_likelihood;     /* without the binomial coefficients */
    const double *coefficient; /* parameters */
    const double *covariance;  /* parameters x parameters, row after row */
    const double *fixed;       /* of each cell: 0 estimated; -1, 1: it has a level of which nobody,
                                  or everybody, has the outcome, and is fitted as that */
} UkLogistic;

/* Fits logit P(outcome) = intercept + an effect of each factor's level (no products of factors).
 *
 *   Formula:  binomial likelihood, Newton's method, which is iteratively reweighted least squares,
 *             from the logit of the mean of all; a step moves no cell's logit by more than 8, and
 *             is halved while the likelihood falls. Covariance: the inverse of the information.
 *             Converged when no cell's logit moves by more than 1e-8, after which the next step
 *             would be below rounding; 60 steps at most.
 *             Separated (Albert and Anderson 1984) when a fitted logit passes 30 or the information
 *             vanishes. A level of a factor from 1 on of which nobody, or everybody, has the
 *             outcome has no finite estimate and needs none: its cells are fitted exactly and set
 *             aside, again and again until none is left. Superfluous columns are found beforehand,
 *             on the counts of people.
 *   Domain:   as UkCells says, counts finite, 1 to UK_LOGISTIC_PARAMETERS_MOST parameters.
 *   Accuracy: coefficients and covariances 1e-9 relative to the largest standard error, for
 *             logits within -10 and 10.
 *   Ends:     all or nobody with the outcome in a level of factor 0, those fitted exactly left
 *             aside: separated.
 *   Assumes:  independent people, each counted once; the effects add on the logit. */
UK_API UkLogistic uk_logistic(const UkCells *cells);

#ifdef __cplusplus
}
#endif

#endif
