/* Internal: a logistic model on cells while it is fitted and used; its arrays are pieces of the
 * caller's workspace. */
#ifndef UK_MEASURE_MODEL_H
#define UK_MEASURE_MODEL_H

#include "uk_logistic.h"

#include <stdbool.h>

#define UK_NO_PARAMETER SIZE_MAX

/* Square arrays are row after row. */
typedef struct UkModel {
    const UkCells *cells;
    size_t parameters;
    double *fixed;   /* of each cell, as in UkLogistic */
    double *logit;   /* of each cell */
    double *factor;  /* square: Cholesky's, its rows those of `active` parameters */
    double *inverse; /* square: the covariance */
    double *beta;
    double *next;   /* beta after a step */
    double *active; /* 0: the parameter is not estimated */
    double *score;
    double *lost; /* low bits of the score */
    double *step;
    double *column;
    double likelihood;
} UkModel;

UkModel uk_model_lay_out(const UkCells *cells, size_t parameters);

uint32_t uk_model_level(const UkCells *cells, size_t cell, size_t factor);

/* The cell has people, and its rate is estimated. */
bool uk_model_is_free(const UkModel *model, size_t cell);

/* The parameter that a factor's level gives a cell, `level0` standing for that of factor 0;
 * factor_count stands for the intercept. UK_NO_PARAMETER: none, or one that is not estimated. */
size_t uk_model_parameter(const UkModel *model, size_t cell, size_t factor, uint32_t level0);

/* x'v of a cell whose level of factor 0 is put to `level0`. */
double uk_model_dot(const UkModel *model, const double *vector, size_t cell, uint32_t level0);

void uk_model_clear(double *numbers, size_t count);

#endif
