#include "uk_standardised.h"

#include "critical.h"
#include "logit.h"
#include "model.h"
#include "neumaier.h"
#include "uk_clustered.h"
#include "uk_contrast.h"
#include "uk_proportion.h"

#include <math.h>

static UkStandardised not_standardised(void)
{
    UkStandardised out = {.covariance = (double)NAN};

    for (int k = 0; k < 2; k++) {
        out.rate[k] = (double)NAN;
        out.variance[k] = (double)NAN;
        out.crude[k] = (double)NAN;
        out.influence[k] = (double)NAN;
    }
    return out;
}

static double crude_rate(const UkCells *cells, uint32_t level, double *people)
{
    double events = 0.0;

    *people = 0.0;
    for (size_t i = 0; i < cells->count; i++) {
        if (uk_model_level(cells, i, 0) == level) {
            *people += cells->people[i];
            events += cells->events[i];
        }
    }
    return events / *people;
}

/* What the model says of a cell's people at a level of factor 0. */
static double predicted(const UkModel *model, size_t cell, uint32_t level)
{
    if (model->fixed[cell] != 0.0) {
        return model->fixed[cell] > 0.0 ? 1.0 : 0.0;
    }
    return expit(uk_model_dot(model, model->beta, cell, level));
}

static double total_people(const UkCells *cells)
{
    double people = 0.0;

    for (size_t i = 0; i < cells->count; i++) {
        people += cells->people[i];
    }
    return people;
}

/* The mean of the predictions; its gradient by the parameters goes to `gradient`. */
static double mean_rate(const UkModel *model, uint32_t level, double *gradient)
{
    const UkCells *cells = model->cells;
    double people = total_people(cells);
    Neumaier rate = {0.0, 0.0};

    uk_model_clear(gradient, model->parameters);
    for (size_t i = 0; i < cells->count; i++) {
        double share = cells->people[i] / people;
        double p = predicted(model, i, level);

        neumaier_add(&rate, share * p);
        for (size_t f = 0; f <= cells->factor_count && uk_model_is_free(model, i); f++) {
            size_t j = uk_model_parameter(model, i, f, level);

            if (j != UK_NO_PARAMETER) {
                gradient[j] += share * p * (1.0 - p);
            }
        }
    }
    return neumaier_total(rate);
}

/* V times a vector. */
static void times_covariance(const UkModel *model, const double *vector, double *product)
{
    size_t p = model->parameters;

    for (size_t i = 0; i < p; i++) {
        product[i] = 0.0;
        for (size_t j = 0; j < p; j++) {
            product[i] += model->inverse[i * p + j] * vector[j];
        }
    }
}

static double product_of(const double *one, const double *other, size_t count)
{
    double sum = 0.0;

    for (size_t i = 0; i < count; i++) {
        sum += one[i] * other[i];
    }
    return sum;
}

/* x' V x of a cell: one person's leverage is p (1 - p) times it. */
static double spread_of(const UkModel *model, size_t cell)
{
    size_t p = model->parameters;
    uint32_t own = uk_model_level(model->cells, cell, 0);
    double sum = 0.0;

    for (size_t f = 0; f <= model->cells->factor_count; f++) {
        size_t row = uk_model_parameter(model, cell, f, own);

        for (size_t g = 0; g <= model->cells->factor_count && row != UK_NO_PARAMETER; g++) {
            size_t column = uk_model_parameter(model, cell, g, own);

            sum += column == UK_NO_PARAMETER ? 0.0 : model->inverse[row * p + column];
        }
    }
    return sum;
}

/* A level of factor 0 looked at: its number, its people, its two rates, and V times the gradient of
 * the standardised one. */
typedef struct Looked {
    uint32_t level;
    double people;
    double rate;
    double crude;
    const double *moved;
} Looked;

/* The most that a person of the cell, with the outcome or without, moves rate less crude by being
 * away. */
static double influence_of(const UkModel *model, size_t cell, const Looked *looked, double all)
{
    const UkCells *cells = model->cells;
    uint32_t own = uk_model_level(cells, cell, 0);
    double p = predicted(model, cell, own);
    double leverage = uk_model_is_free(model, cell) ? p * (1.0 - p) * spread_of(model, cell) : 0.0;
    double along =
        uk_model_is_free(model, cell) ? uk_model_dot(model, looked->moved, cell, own) : 0.0;
    double make_up = (looked->rate - predicted(model, cell, looked->level)) / (all - 1.0);
    double most = 0.0;

    for (int y = 0; y < 2; y++) {
        double there = y == 1 ? cells->events[cell] : cells->people[cell] - cells->events[cell];
        double move = make_up - along * (y - p) / (1.0 - fmin(leverage, 0.99));

        if (own == looked->level) {
            move -= (looked->crude - y) / fmax(looked->people - 1.0, 1.0);
        }
        most = there > 0.0 ? fmax(most, fabs(move)) : most;
    }
    return most;
}

static double influence(const UkModel *model, const Looked *looked)
{
    double all = total_people(model->cells);
    double most = 0.0;

    for (size_t i = 0; i < model->cells->count; i++) {
        most = fmax(most, influence_of(model, i, looked, all));
    }
    return most;
}

UkStandardised uk_standardise(const UkCells *cells, const UkLogistic *fit, uint32_t one,
                              uint32_t zero)
{
    UkStandardised out = not_standardised();
    UkModel model;
    double *gradient[2];
    double *moved[2];
    Looked looked[2] = {{.level = one}, {.level = zero}};

    if (fit->end != UK_LOGISTIC_FITTED || one >= cells->level_counts[0] ||
        zero >= cells->level_counts[0]) {
        return out;
    }
    model = uk_model_lay_out(cells, fit->parameters);
    gradient[0] = model.score;
    gradient[1] = model.lost;
    moved[0] = model.step;
    moved[1] = model.next;
    for (int k = 0; k < 2; k++) {
        looked[k].crude = crude_rate(cells, looked[k].level, &looked[k].people);
        if (!(looked[k].people > 0.0)) {
            return not_standardised();
        }
        looked[k].rate = mean_rate(&model, looked[k].level, gradient[k]);
        looked[k].moved = moved[k];
        times_covariance(&model, gradient[k], moved[k]);
    }
    for (int k = 0; k < 2; k++) {
        out.rate[k] = looked[k].rate;
        out.crude[k] = looked[k].crude;
        out.variance[k] = fmax(product_of(gradient[k], moved[k], fit->parameters), 0.0);
        out.influence[k] = influence(&model, &looked[k]);
    }
    out.covariance = product_of(gradient[0], moved[1], fit->parameters);
    return out;
}

/* ---- the measures ---- */

static UkInterval interval_of(const UkCells *cells, const UkStandardised *standardised, int k,
                              uint32_t level, double confidence)
{
    double people;

    (void)crude_rate(cells, level, &people);
    return uk_wilson_effective(standardised->rate[k], sqrt(standardised->variance[k]), people,
                               (double)INFINITY, confidence);
}

UkInterval uk_standardised_rate(const UkCells *cells, uint32_t one, double confidence)
{
    UkLogistic fit = uk_logistic(cells);
    UkStandardised standardised = uk_standardise(cells, &fit, one, one);

    return isnan(standardised.rate[0]) ? uk_undefined()
                                       : interval_of(cells, &standardised, 0, one, confidence);
}

UkInterval uk_standardised_difference(const UkCells *cells, uint32_t one, uint32_t zero,
                                      double confidence)
{
    UkLogistic fit = uk_logistic(cells);
    UkStandardised standardised = uk_standardise(cells, &fit, one, zero);
    double correlation;

    if (isnan(standardised.rate[0])) {
        return uk_undefined();
    }
    correlation = uk_correlation(standardised.covariance, sqrt(standardised.variance[0]),
                                 sqrt(standardised.variance[1]));
    return uk_mover_difference(interval_of(cells, &standardised, 0, one, confidence),
                               interval_of(cells, &standardised, 1, zero, confidence), correlation);
}

UkInterval uk_standardised_ratio(const UkCells *cells, uint32_t one, uint32_t zero,
                                 double confidence)
{
    UkLogistic fit = uk_logistic(cells);
    UkStandardised standardised = uk_standardise(cells, &fit, one, zero);

    if (isnan(standardised.rate[0])) {
        return uk_undefined();
    }
    return uk_log_ratio(standardised.rate[0], sqrt(standardised.variance[0]), standardised.rate[1],
                        sqrt(standardised.variance[1]), standardised.covariance, (double)INFINITY,
                        confidence);
}
