#include "uk_logistic.h"

#include "logit.h"
#include "model.h"
#include "neumaier.h"

#include <math.h>

#define STEPS_MOST 60
#define HALVINGS_MOST 40
#define LOGIT_MOVE 1e-8
#define LOGIT_MOST 30.0
#define MOVE_MOST 8.0    /* of any logit in one step: a longer one may overshoot LOGIT_MOST */
#define PIVOT_LEAST 1e-9 /* of its column before the elimination */

/* ---- cells and parameters ---- */

size_t uk_logistic_parameters(const uint32_t *level_counts, size_t factor_count)
{
    size_t parameters = 1;

    for (size_t f = 0; f < factor_count; f++) {
        parameters += level_counts[f] > 0 ? level_counts[f] - 1 : 0;
        if (parameters > UK_LOGISTIC_PARAMETERS_MOST) {
            return 0;
        }
    }
    return parameters;
}

uint32_t uk_model_level(const UkCells *cells, size_t cell, size_t factor)
{
    return cells->levels[cell * cells->factor_count + factor];
}

/* Factor 0 comes last, so that it is the one found superfluous. */
static size_t parameter_of(const UkModel *model, size_t factor, uint32_t level)
{
    const UkCells *cells = model->cells;
    size_t first = 1;

    if (level == 0) {
        return UK_NO_PARAMETER;
    }
    for (size_t f = 1; f < (factor == 0 ? cells->factor_count : factor); f++) {
        first += cells->level_counts[f] - 1;
    }
    return first + level - 1;
}

size_t uk_model_parameter(const UkModel *model, size_t cell, size_t factor, uint32_t level0)
{
    size_t j = 0;

    if (factor < model->cells->factor_count) {
        j = parameter_of(model, factor,
                         factor == 0 ? level0 : uk_model_level(model->cells, cell, factor));
    }
    return j == UK_NO_PARAMETER || model->active[j] == 0.0 ? UK_NO_PARAMETER : j;
}

double uk_model_dot(const UkModel *model, const double *vector, size_t cell, uint32_t level0)
{
    double sum = 0.0;

    for (size_t f = 0; f <= model->cells->factor_count; f++) {
        size_t j = uk_model_parameter(model, cell, f, level0);

        sum += j == UK_NO_PARAMETER ? 0.0 : vector[j];
    }
    return sum;
}

bool uk_model_is_free(const UkModel *model, size_t cell)
{
    return model->fixed[cell] == 0.0 && model->cells->people[cell] > 0.0;
}

static bool are_valid(const UkCells *cells, size_t parameters)
{
    if (cells->factor_count == 0 || parameters == 0) {
        return false;
    }
    for (size_t f = 0; f < cells->factor_count; f++) {
        if (cells->level_counts[f] == 0) {
            return false;
        }
    }
    for (size_t i = 0; i < cells->count; i++) {
        if (!(cells->events[i] >= 0.0) || !(cells->people[i] >= cells->events[i]) ||
            !isfinite(cells->people[i])) {
            return false;
        }
        for (size_t f = 0; f < cells->factor_count; f++) {
            if (uk_model_level(cells, i, f) >= cells->level_counts[f]) {
                return false;
            }
        }
    }
    return true;
}

/* ---- linear algebra, on the active parameters ---- */

void uk_model_clear(double *numbers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        numbers[i] = 0.0;
    }
}

/* Adds weight x x' of a cell to the lower triangle of `factor`. */
static void add_product(UkModel *model, size_t cell, double weight)
{
    size_t p = model->parameters;

    for (size_t f = 0; f <= model->cells->factor_count; f++) {
        size_t row = uk_model_parameter(model, cell, f, uk_model_level(model->cells, cell, 0));

        for (size_t g = 0; g <= model->cells->factor_count && row != UK_NO_PARAMETER; g++) {
            size_t column =
                uk_model_parameter(model, cell, g, uk_model_level(model->cells, cell, 0));

            if (column != UK_NO_PARAMETER && column <= row) {
                model->factor[row * p + column] += weight;
            }
        }
    }
}

/* Cholesky's factor in place. A column whose pivot vanishes is put out of the active ones where
 * `drop` is set; else false is returned. */
static bool decompose(UkModel *model, bool drop)
{
    size_t p = model->parameters;
    double *a = model->factor;

    for (size_t j = 0; j < p; j++) {
        double before = a[j * p + j];
        double pivot = before;

        for (size_t k = 0; k < j; k++) {
            pivot -= a[j * p + k] * a[j * p + k];
        }
        if (model->active[j] == 0.0 || !(pivot > PIVOT_LEAST * before)) {
            if (model->active[j] != 0.0 && !drop) {
                return false;
            }
            model->active[j] = 0.0;
            for (size_t i = j; i < p; i++) {
                a[i * p + j] = 0.0;
            }
            continue;
        }
        a[j * p + j] = sqrt(pivot);
        for (size_t i = j + 1; i < p; i++) {
            double rest = a[i * p + j];

            for (size_t k = 0; k < j; k++) {
                rest -= a[i * p + k] * a[j * p + k];
            }
            a[i * p + j] = rest / a[j * p + j];
        }
    }
    return true;
}

/* The vector `at` becomes the inverse of the decomposed matrix times it. */
static void solve(const UkModel *model, double *at)
{
    size_t p = model->parameters;
    const double *a = model->factor;

    for (size_t j = 0; j < p; j++) {
        for (size_t k = 0; k < j; k++) {
            at[j] -= a[j * p + k] * at[k];
        }
        at[j] = model->active[j] == 0.0 ? 0.0 : at[j] / a[j * p + j];
    }
    for (size_t j = p; j-- > 0;) {
        for (size_t i = j + 1; i < p; i++) {
            at[j] -= a[i * p + j] * at[i];
        }
        at[j] = model->active[j] == 0.0 ? 0.0 : at[j] / a[j * p + j];
    }
}

static void invert(UkModel *model)
{
    size_t p = model->parameters;

    for (size_t j = 0; j < p; j++) {
        uk_model_clear(model->column, p);
        model->column[j] = model->active[j];
        solve(model, model->column);
        for (size_t i = 0; i < p; i++) {
            model->inverse[i * p + j] = model->column[i];
        }
    }
}

/* ---- levels that need no estimate ---- */

/* Fixes the free cells of a level of which nobody, or everybody, has the outcome. True when it
 * did. */
static bool fix_level(UkModel *model, size_t factor, uint32_t level)
{
    const UkCells *cells = model->cells;
    double people = 0.0;
    double events = 0.0;

    for (size_t i = 0; i < cells->count; i++) {
        if (uk_model_is_free(model, i) && uk_model_level(cells, i, factor) == level) {
            people += cells->people[i];
            events += cells->events[i];
        }
    }
    if (people == 0.0 || (events > 0.0 && events < people)) {
        return false;
    }
    for (size_t i = 0; i < cells->count; i++) {
        if (uk_model_is_free(model, i) && uk_model_level(cells, i, factor) == level) {
            model->fixed[i] = events > 0.0 ? 1.0 : -1.0;
        }
    }
    return true;
}

static void fix_levels(UkModel *model)
{
    bool again = true;

    while (again) {
        again = false;
        for (size_t f = 1; f < model->cells->factor_count; f++) {
            for (uint32_t level = 0; level < model->cells->level_counts[f]; level++) {
                again = fix_level(model, f, level) || again;
            }
        }
    }
}

/* What a level of factor 0 leaves to estimate. */
typedef enum Left { LEFT_EMPTY, LEFT_ALIKE, LEFT_MIXED } Left;

static Left left_of(const UkModel *model, uint32_t level)
{
    double people = 0.0;
    double free_people = 0.0;
    double events = 0.0;

    for (size_t i = 0; i < model->cells->count; i++) {
        if (uk_model_level(model->cells, i, 0) == level) {
            people += model->cells->people[i];
            free_people += uk_model_is_free(model, i) ? model->cells->people[i] : 0.0;
            events += uk_model_is_free(model, i) ? model->cells->events[i] : 0.0;
        }
    }
    if (people == 0.0) {
        return LEFT_EMPTY;
    }
    return events > 0.0 && events < free_people ? LEFT_MIXED : LEFT_ALIKE;
}

/* Puts superfluous parameters out of the active ones, by the people alone: weights of a fit would
 * blur which they are. */
static UkLogisticEnd choose_parameters(UkModel *model)
{
    size_t p = model->parameters;

    for (uint32_t level = 0; level < model->cells->level_counts[0]; level++) {
        if (left_of(model, level) == LEFT_ALIKE) {
            return UK_LOGISTIC_SEPARATED;
        }
    }
    for (size_t j = 0; j < p; j++) {
        model->active[j] = 1.0;
    }
    uk_model_clear(model->factor, p * p);
    for (size_t i = 0; i < model->cells->count; i++) {
        if (uk_model_is_free(model, i)) {
            add_product(model, i, model->cells->people[i]);
        }
    }
    (void)decompose(model, true);
    for (uint32_t level = 1; level < model->cells->level_counts[0]; level++) {
        if (left_of(model, level) == LEFT_MIXED &&
            model->active[parameter_of(model, 0, level)] == 0.0) {
            return UK_LOGISTIC_CONFOUNDED;
        }
    }
    return model->active[0] == 0.0 ? UK_LOGISTIC_SEPARATED : UK_LOGISTIC_FITTED;
}

/* ---- the fit ---- */

static double log_likelihood(const UkModel *model, const double *beta)
{
    Neumaier sum = {0.0, 0.0};

    for (size_t i = 0; i < model->cells->count; i++) {
        if (uk_model_is_free(model, i)) {
            double x = uk_model_dot(model, beta, i, uk_model_level(model->cells, i, 0));

            neumaier_add(&sum, model->cells->events[i] * x -
                                   model->cells->people[i] * log_one_plus_exp(x));
        }
    }
    return neumaier_total(sum);
}

static void add_score(UkModel *model, size_t cell, double miss)
{
    for (size_t f = 0; f <= model->cells->factor_count; f++) {
        size_t j = uk_model_parameter(model, cell, f, uk_model_level(model->cells, cell, 0));

        if (j != UK_NO_PARAMETER) {
            Neumaier sum = {model->score[j], model->lost[j]};

            neumaier_add(&sum, miss);
            model->score[j] = sum.sum;
            model->lost[j] = sum.lost;
        }
    }
}

/* The information, decomposed, and the score at beta. False where the information vanishes. */
static bool evaluate(UkModel *model)
{
    size_t p = model->parameters;

    uk_model_clear(model->factor, p * p);
    uk_model_clear(model->score, p);
    uk_model_clear(model->lost, p);
    for (size_t i = 0; i < model->cells->count; i++) {
        double people = model->cells->people[i];

        if (uk_model_is_free(model, i)) {
            double x = uk_model_dot(model, model->beta, i, uk_model_level(model->cells, i, 0));

            model->logit[i] = x;
            add_score(model, i, model->cells->events[i] - people * expit(x));
            add_product(model, i, people * expit(x) * expit(-x));
        }
    }
    for (size_t j = 0; j < p; j++) {
        model->step[j] = model->score[j] + model->lost[j];
    }
    return decompose(model, false);
}

/* How far the logits move from those of beta to those of next, and how far from 0 they get. */
static double furthest(const UkModel *model, double *most)
{
    double move = 0.0;

    *most = 0.0;
    for (size_t i = 0; i < model->cells->count; i++) {
        if (uk_model_is_free(model, i)) {
            double x = uk_model_dot(model, model->next, i, uk_model_level(model->cells, i, 0));

            move = fmax(move, fabs(x - model->logit[i]));
            *most = fmax(*most, fabs(x));
        }
    }
    return move;
}

/* Where the step leads, and how far the logits move. */
static double try_step(UkModel *model, double *most)
{
    for (size_t j = 0; j < model->parameters; j++) {
        model->next[j] = model->beta[j] + model->step[j];
    }
    return furthest(model, most);
}

static void shorten_step(UkModel *model, double by)
{
    for (size_t j = 0; j < model->parameters; j++) {
        model->step[j] /= by;
    }
}

/* How far the logits move, and how far from 0 they get. */
static double take_step(UkModel *model, double *most)
{
    double likelihood = model->likelihood;
    double move;

    solve(model, model->step);
    move = try_step(model, most);
    if (move > MOVE_MOST) {
        shorten_step(model, move / MOVE_MOST);
        move = try_step(model, most);
    }
    for (int halving = 0; halving < HALVINGS_MOST; halving++) {
        likelihood = log_likelihood(model, model->next);
        if (likelihood >= model->likelihood - 1e-13 * fabs(model->likelihood)) {
            break;
        }
        shorten_step(model, 2.0);
        move = try_step(model, most);
    }
    model->likelihood = likelihood;
    return move;
}

static UkLogisticEnd iterate(UkModel *model, int *steps)
{
    double people = 0.0;
    double events = 0.0;

    for (size_t i = 0; i < model->cells->count; i++) {
        people += uk_model_is_free(model, i) ? model->cells->people[i] : 0.0;
        events += uk_model_is_free(model, i) ? model->cells->events[i] : 0.0;
    }
    uk_model_clear(model->beta, model->parameters);
    model->beta[0] = log(events / (people - events));
    model->likelihood = log_likelihood(model, model->beta);
    for (*steps = 1; *steps <= STEPS_MOST; (*steps)++) {
        double most;
        double move;

        if (!evaluate(model)) {
            return UK_LOGISTIC_SEPARATED;
        }
        move = take_step(model, &most);
        for (size_t j = 0; j < model->parameters; j++) {
            model->beta[j] = model->next[j];
        }
        if (!(most <= LOGIT_MOST)) {
            return UK_LOGISTIC_SEPARATED;
        }
        if (move <= LOGIT_MOVE) {
            return evaluate(model) ? UK_LOGISTIC_FITTED : UK_LOGISTIC_SEPARATED;
        }
    }
    return UK_LOGISTIC_UNCONVERGED;
}

UkModel uk_model_lay_out(const UkCells *cells, size_t parameters)
{
    size_t n = cells->count;
    size_t p = parameters;
    double *vectors = cells->workspace + 2 * n + 2 * p * p;

    return (UkModel){.cells = cells,
                     .parameters = p,
                     .fixed = cells->workspace,
                     .logit = cells->workspace + n,
                     .factor = cells->workspace + 2 * n,
                     .inverse = cells->workspace + 2 * n + p * p,
                     .beta = vectors,
                     .next = vectors + p,
                     .active = vectors + 2 * p,
                     .score = vectors + 3 * p,
                     .lost = vectors + 4 * p,
                     .step = vectors + 5 * p,
                     .column = vectors + 6 * p};
}

UkLogistic uk_logistic(const UkCells *cells)
{
    size_t parameters = uk_logistic_parameters(cells->level_counts, cells->factor_count);
    UkLogistic fit = {
        .end = UK_LOGISTIC_INVALID, .parameters = parameters, .log_likelihood = (double)NAN};
    UkModel model;

    if (!are_valid(cells, parameters)) {
        return fit;
    }
    model = uk_model_lay_out(cells, parameters);
    uk_model_clear(model.fixed, cells->count);
    uk_model_clear(model.beta, parameters);
    fix_levels(&model);
    fit.coefficient = model.beta;
    fit.covariance = model.inverse;
    fit.fixed = model.fixed;
    fit.end = choose_parameters(&model);
    if (fit.end != UK_LOGISTIC_FITTED) {
        return fit;
    }
    fit.end = iterate(&model, &fit.steps);
    if (fit.end == UK_LOGISTIC_FITTED) {
        invert(&model);
        fit.log_likelihood = model.likelihood;
    }
    for (size_t j = 0; j < parameters; j++) {
        fit.estimated += model.active[j] != 0.0 ? 1 : 0;
    }
    for (size_t i = 0; i < cells->count; i++) {
        fit.people += uk_model_is_free(&model, i) ? cells->people[i] : 0.0;
    }
    return fit;
}
