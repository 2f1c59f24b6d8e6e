#include "uk_calibration.h"

#include "critical.h"
#include "scores.h"
#include "uk_mean.h"
#include "uk_special.h"

#include <float.h>
#include <math.h>

/* The nearest a score is let come to 0 and 1. */
#define NEAREST 1e-12
#define STEPS_MOST 100
/* A likelihood that falls by less has not fallen: rounding moves it by as much. */
#define LEVEL 1e-12

/* ---- observed over expected ---- */

UkInterval uk_oe(const UkScores *scores, double confidence)
{
    Neumaier observed = {0.0, 0.0};
    Neumaier expected = {0.0, 0.0};
    PersonSums sums;
    size_t persons;
    double ratio;
    double variance;

    if (!uk_scores_are_probabilities(scores)) {
        return uk_undefined();
    }
    for (size_t i = 0; i < scores->count; i++) {
        neumaier_add(&observed, scores_weight(scores, i) * scores->event[i]);
        neumaier_add(&expected, scores_weight(scores, i) * scores->score[i]);
    }
    if (!(neumaier_total(expected) > 0.0)) {
        return uk_undefined();
    }
    ratio = neumaier_total(observed) / neumaier_total(expected);
    sums = uk_person_sums_start(scores, 0);
    for (size_t i = 0; i < scores->count; i++) {
        uk_person_sums_add(&sums, i,
                           scores_weight(scores, i) *
                               ((double)scores->event[i] - ratio * scores->score[i]));
    }
    variance = uk_person_sums_variance(&sums, &persons);
    return uk_symmetric_log(ratio, sqrt(variance) / neumaier_total(observed),
                            uk_critical_value(confidence, (double)persons - 1.0));
}

UkInterval uk_oe_poisson(int64_t observed, double expected, double confidence)
{
    double tail = (1.0 - confidence) / 2.0;
    double count = (double)observed;
    UkInterval result = uk_undefined();

    if (observed < 0 || !(expected > 0.0) || !isfinite(expected)) {
        return result;
    }
    result.estimate = count / expected;
    if (observed > 0) {
        result.se = 1.0 / sqrt(count);
    }
    if (confidence > 0.0 && confidence < 1.0) {
        result.low = observed == 0 ? 0.0 : uk_gamma_quantile(tail, count, 1.0) / expected;
        result.high = uk_gamma_quantile(1.0 - tail, count + 1.0, 1.0) / expected;
    }
    return result;
}

/* ---- the line ---- */

/* Where events and others lie, rows of weight 0 left out. */
typedef struct Ranges {
    size_t events; /* rows */
    size_t others;
    double event_least;
    double event_most;
    double other_least;
    double other_most;
} Ranges;

static Ranges find_ranges(const UkScores *scores)
{
    Ranges ranges = {0, 0, 0.0, 0.0, 0.0, 0.0};

    for (size_t i = 0; i < scores->count; i++) {
        double score = fmin(fmax(scores->score[i], NEAREST), 1.0 - NEAREST);

        if (!(scores_weight(scores, i) > 0.0)) {
            continue;
        }
        if (scores->event[i] == 1) {
            ranges.event_least = ranges.events++ == 0 ? score : ranges.event_least;
            ranges.event_most = score;
        } else {
            ranges.other_least = ranges.others++ == 0 ? score : ranges.other_least;
            ranges.other_most = score;
        }
    }
    return ranges;
}

UkCalibrationObstacle uk_calibration_obstacle(const UkScores *scores)
{
    Ranges ranges;

    if (!uk_scores_are_valid(scores)) {
        return UK_CALIBRATION_INVALID;
    }
    if (!uk_scores_are_probabilities(scores)) {
        return UK_CALIBRATION_NO_CHANCE;
    }
    ranges = find_ranges(scores);
    if (ranges.events == 0 || ranges.others == 0) {
        return UK_CALIBRATION_ONE_OUTCOME;
    }
    if (ranges.event_least == ranges.event_most && ranges.other_least == ranges.other_most &&
        ranges.event_least == ranges.other_least) {
        return UK_CALIBRATION_ONE_SCORE;
    }
    if (ranges.other_most <= ranges.event_least || ranges.event_most <= ranges.other_least) {
        return UK_CALIBRATION_WHOLLY_PARTED;
    }
    return UK_CALIBRATION_CLEAR;
}

/* logit P = height + slope x, x in the workspace; or the slope fixed. */
typedef struct Line {
    double height;
    double slope;
    bool fixed;
} Line;

/* At a line: how likely the rows are, the slopes of that, and the information. */
typedef struct Likelihood {
    double log;
    double height; /* derivative by the height */
    double slope;
    double information[3]; /* height, both, slope */
} Likelihood;

/* logits less their weighted mean, which is returned */
static double fill_logits(const UkScores *scores)
{
    Neumaier sum = {0.0, 0.0};
    Neumaier weights = {0.0, 0.0};
    double mean;

    for (size_t i = 0; i < scores->count; i++) {
        double score = fmin(fmax(scores->score[i], NEAREST), 1.0 - NEAREST);

        scores->workspace[i] = log(score) - log1p(-score);
        neumaier_add(&sum, scores_weight(scores, i) * scores->workspace[i]);
        neumaier_add(&weights, scores_weight(scores, i));
    }
    mean = neumaier_total(sum) / neumaier_total(weights);
    for (size_t i = 0; i < scores->count; i++) {
        scores->workspace[i] -= mean;
    }
    return mean;
}

/* What a line says of one row; exact where P is near 0 or 1. */
typedef struct Told {
    double log;      /* logarithm of the chance of what happened */
    double residual; /* event - P */
    double spread;   /* P (1 - P) */
} Told;

static Told tell(const UkScores *scores, size_t row, const Line *line)
{
    double logit = line->height + line->slope * scores->workspace[row];
    double right = scores->event[row] == 1 ? logit : -logit;
    double odds = exp(-fabs(logit));
    double missed = (right > 0.0 ? odds : 1.0) / (1.0 + odds);

    return (Told){fmin(right, 0.0) - log1p(odds), scores->event[row] == 1 ? missed : -missed,
                  odds / (1.0 + odds) / (1.0 + odds)};
}

static Likelihood likelihood_of(const UkScores *scores, const Line *line)
{
    Neumaier sums[6] = {{0.0, 0.0}};

    for (size_t i = 0; i < scores->count; i++) {
        double weight = scores_weight(scores, i);
        double x = scores->workspace[i];
        Told told = tell(scores, i, line);

        neumaier_add(&sums[0], weight * told.log);
        neumaier_add(&sums[1], weight * told.residual);
        neumaier_add(&sums[2], weight * told.residual * x);
        neumaier_add(&sums[3], weight * told.spread);
        neumaier_add(&sums[4], weight * told.spread * x);
        neumaier_add(&sums[5], weight * told.spread * x * x);
    }
    return (Likelihood){
        neumaier_total(sums[0]),
        neumaier_total(sums[1]),
        neumaier_total(sums[2]),
        {neumaier_total(sums[3]), neumaier_total(sums[4]), neumaier_total(sums[5])}};
}

/* The inverse of the information: height, both, slope; false where it has none. */
static bool invert(const Likelihood *at, bool fixed, double inverse[3])
{
    const double *a = at->information;
    double determinant = a[0] * a[2] - a[1] * a[1];

    inverse[0] = 1.0 / a[0];
    inverse[1] = inverse[2] = 0.0;
    if (fixed) {
        return a[0] > 0.0 && isfinite(inverse[0]);
    }
    inverse[0] = a[2] / determinant;
    inverse[1] = -a[1] / determinant;
    inverse[2] = a[0] / determinant;
    return determinant > 0.0 && isfinite(inverse[0]) && isfinite(inverse[2]);
}

/* Newton's steps, halved while they lead down; false where rounding lets none be found. */
static bool fit_line(const UkScores *scores, Line *line, double inverse[3])
{
    Likelihood at = likelihood_of(scores, line);
    bool near = false;

    for (int step = 0; step < STEPS_MOST && !near; step++) {
        Likelihood next;
        Line tried = *line;
        double up;
        double along;

        if (!invert(&at, line->fixed, inverse)) {
            return false;
        }
        up = inverse[0] * at.height + inverse[1] * at.slope;
        along = line->fixed ? 0.0 : inverse[1] * at.height + inverse[2] * at.slope;
        near = fabs(up) <= 1e-8 * (1.0 + fabs(line->height)) &&
               fabs(along) <= 1e-8 * (1.0 + fabs(line->slope));
        tried.height += up;
        tried.slope += along;
        next = likelihood_of(scores, &tried);
        for (int half = 0; half < 60 && !near && next.log < at.log - LEVEL * fabs(at.log); half++) {
            up /= 2.0;
            along /= 2.0;
            tried = *line;
            tried.height += up;
            tried.slope += along;
            next = likelihood_of(scores, &tried);
        }
        *line = tried;
        at = next;
    }
    return near && invert(&at, line->fixed, inverse);
}

/* The variance of by_height * height + by_slope * slope. */
static double variance_of(const UkScores *scores, const Line *line, const double inverse[3],
                          const double by[2], size_t *persons)
{
    double height = by[0] * inverse[0] + by[1] * inverse[1];
    double slope = by[0] * inverse[1] + by[1] * inverse[2];
    PersonSums sums;

    if (!scores_are_clustered(scores)) {
        *persons = scores->count;
        return by[0] * height + by[1] * slope;
    }
    sums = uk_person_sums_start(scores, 0);
    for (size_t i = 0; i < scores->count; i++) {
        double moved = height + slope * scores->workspace[i];

        uk_person_sums_add(&sums, i,
                           scores_weight(scores, i) * tell(scores, i, line).residual * moved);
    }
    return uk_person_sums_variance(&sums, persons);
}

static UkInterval interval_of(const UkScores *scores, const Line *line, const double inverse[3],
                              const double by[2], double confidence)
{
    size_t persons;
    double variance = variance_of(scores, line, inverse, by, &persons);
    double df = scores_are_clustered(scores) ? (double)persons - 1.0 : (double)INFINITY;

    return uk_estimate_t(by[0] * line->height + by[1] * line->slope, sqrt(variance), df,
                         confidence);
}

UkInterval uk_calibration_intercept(const UkScores *scores, double confidence)
{
    static const double BY_HEIGHT[2] = {1.0, 0.0};
    UkCalibrationObstacle obstacle = uk_calibration_obstacle(scores);
    double inverse[3];
    double mean;
    Line line;
    UkInterval result;

    if (obstacle != UK_CALIBRATION_CLEAR && obstacle != UK_CALIBRATION_ONE_SCORE &&
        obstacle != UK_CALIBRATION_WHOLLY_PARTED) {
        return uk_undefined();
    }
    mean = fill_logits(scores);
    line = (Line){mean, 1.0, true};
    if (!fit_line(scores, &line, inverse)) {
        return uk_undefined();
    }
    result = interval_of(scores, &line, inverse, BY_HEIGHT, confidence);
    result.estimate -= mean;
    result.low -= mean;
    result.high -= mean;
    return result;
}

UkCalibrationLine uk_calibration_line(const UkScores *scores, double confidence)
{
    static const double BY_SLOPE[2] = {0.0, 1.0};
    UkCalibrationLine result = {uk_undefined(), uk_undefined()};
    Line line = {0.0, 0.0, false};
    double at_half[2] = {1.0, 0.0};
    double inverse[3];

    if (uk_calibration_obstacle(scores) != UK_CALIBRATION_CLEAR) {
        return result;
    }
    at_half[1] = -fill_logits(scores);
    if (fit_line(scores, &line, inverse)) {
        result.slope = interval_of(scores, &line, inverse, BY_SLOPE, confidence);
        result.intercept = interval_of(scores, &line, inverse, at_half, confidence);
    }
    return result;
}
