#include "uk_ici.h"

#include "scores.h"

#include <float.h>
#include <math.h>

/* Of all rows: those within reach of a knot, and those a stretch may hold uncut. */
#define SPAN 0.75
#define STRETCH (0.2 * SPAN)
/* Of the whole range: what is added at either end. */
#define MARGIN 0.005

/* ---- knots ---- */

/* Rows first..last between two knots. */
typedef struct Stretch {
    size_t first;
    size_t last;
} Stretch;

/* The row at whose score to cut: the middle, or next to it where neighbours are alike, right before
 * left; `last` where all are alike. */
static size_t cut_at(const double *score, const Stretch *stretch)
{
    size_t middle = stretch->first + (stretch->last - stretch->first) / 2;

    for (size_t off = 0; off <= stretch->last - stretch->first; off++) {
        size_t right = middle + off;

        if (right < stretch->last && score[right] != score[right + 1]) {
            return right;
        }
        if (off <= middle - stretch->first && score[middle - off] != score[middle - off + 1]) {
            return middle - off;
        }
    }
    return stretch->last;
}

static void insert_knot(UkCalibrationCurve *curve, double score)
{
    size_t at = curve->count++;

    for (; at > 0 && curve->score[at - 1] > score; at--) {
        curve->score[at] = curve->score[at - 1];
    }
    curve->score[at] = score;
}

static void place_knots(const UkScores *scores, UkCalibrationCurve *curve)
{
    const double *score = scores->score;
    size_t last = scores->count - 1;
    double wide = fmax(score[last] - score[0], 1e-3 * fmax(fabs(score[0]), fabs(score[last])));
    size_t rows_most = (size_t)fmax((double)scores->count * STRETCH, 1.0);
    Stretch waiting[UK_CURVE_KNOTS] = {{0, last}};
    size_t count = 1;

    insert_knot(curve, score[0] - MARGIN * wide);
    insert_knot(curve, score[last] + MARGIN * wide);
    while (count > 0) {
        Stretch stretch = waiting[--count];
        size_t row;

        if (stretch.last - stretch.first < rows_most || curve->count == UK_CURVE_KNOTS) {
            continue;
        }
        row = cut_at(score, &stretch);
        if (row == stretch.last) {
            continue;
        }
        insert_knot(curve, score[row]);
        waiting[count++] = (Stretch){stretch.first, row};
        waiting[count++] = (Stretch){row + 1, stretch.last};
    }
}

/* ---- local parabolas ---- */

/* The rows within reach of a knot, their weights in the workspace. */
typedef struct Reach {
    size_t first;
    size_t count;
    double knot;
    double farthest;
} Reach;

static double distance_of(const UkScores *scores, const Reach *reach, size_t row)
{
    return (scores->score[row] - reach->knot) / reach->farthest;
}

static void weigh(const UkScores *scores, const Reach *reach)
{
    for (size_t i = reach->first; i < reach->first + reach->count; i++) {
        double off = fabs(distance_of(scores, reach, i));
        double fall = 1.0 - off * off * off;

        scores->workspace[i] = scores_weight(scores, i) * fall * fall * fall;
    }
}

/* Least squares on polynomials that are orthogonal over the rows: 1, t and t^2 - skew t - even, t
 * the distance from the weighted mean. False where three scores do not determine them. */
static bool fit_parabola(const UkScores *scores, const Reach *reach, double *height, double *slope)
{
    const double *weight = scores->workspace;
    size_t end = reach->first + reach->count;
    Neumaier sums[7] = {{0.0, 0.0}}; /* weight; times distance, event, t t, t t t, t event, t^4 */
    Neumaier bent[2] = {{0.0, 0.0}}; /* of the third polynomial: its square, times event */
    double total;
    double mean;
    double skew;
    double even;
    double tilt;
    double bend;

    for (size_t i = reach->first; i < end; i++) {
        neumaier_add(&sums[0], weight[i]);
        neumaier_add(&sums[1], weight[i] * distance_of(scores, reach, i));
        neumaier_add(&sums[2], weight[i] * scores->event[i]);
    }
    total = neumaier_total(sums[0]);
    mean = neumaier_total(sums[1]) / total;
    for (size_t i = reach->first; i < end; i++) {
        double t = distance_of(scores, reach, i) - mean;

        neumaier_add(&sums[3], weight[i] * t * t);
        neumaier_add(&sums[4], weight[i] * t * t * t);
        neumaier_add(&sums[5], weight[i] * t * scores->event[i]);
        neumaier_add(&sums[6], weight[i] * t * t * t * t);
    }
    skew = neumaier_total(sums[4]) / neumaier_total(sums[3]);
    even = neumaier_total(sums[3]) / total;
    for (size_t i = reach->first; i < end; i++) {
        double t = distance_of(scores, reach, i) - mean;
        double third = t * t - skew * t - even;

        neumaier_add(&bent[0], weight[i] * third * third);
        neumaier_add(&bent[1], weight[i] * third * scores->event[i]);
    }
    tilt = neumaier_total(sums[5]) / neumaier_total(sums[3]);
    bend = neumaier_total(bent[1]) / neumaier_total(bent[0]);
    *height =
        neumaier_total(sums[2]) / total - tilt * mean + bend * (mean * mean + skew * mean - even);
    *slope = (tilt + bend * (-2.0 * mean - skew)) / reach->farthest;
    return neumaier_total(bent[0]) > 1e-10 * neumaier_total(sums[6]) && isfinite(*height) &&
           isfinite(*slope);
}

bool uk_calibration_curve(const UkScores *scores, UkCalibrationCurve *curve)
{
    size_t n = scores->count;
    Reach reach = {0, (size_t)((double)n * SPAN + 1e-5), 0.0, 0.0};

    curve->count = 0;
    if (!uk_scores_are_probabilities(scores) || reach.count < 3) {
        return false;
    }
    place_knots(scores, curve);
    for (size_t k = 0; k < curve->count; k++) {
        reach.knot = curve->score[k];
        while (reach.first + reach.count < n &&
               scores->score[reach.first + reach.count] - reach.knot <
                   reach.knot - scores->score[reach.first]) {
            reach.first++;
        }
        reach.farthest = fmax(reach.knot - scores->score[reach.first],
                              scores->score[reach.first + reach.count - 1] - reach.knot);
        weigh(scores, &reach);
        if (!(reach.farthest > 0.0) ||
            !fit_parabola(scores, &reach, &curve->height[k], &curve->slope[k])) {
            curve->count = 0;
            return false;
        }
    }
    return true;
}

/* ---- reading the curve ---- */

/* The cubic from knot k to the next. */
static double height_between(const UkCalibrationCurve *curve, size_t k, double score)
{
    double wide = curve->score[k + 1] - curve->score[k];
    double u = (score - curve->score[k]) / wide;
    double v = 1.0 - u;

    return v * v * ((1.0 + 2.0 * u) * curve->height[k] + u * wide * curve->slope[k]) +
           u * u * ((1.0 + 2.0 * v) * curve->height[k + 1] - v * wide * curve->slope[k + 1]);
}

double uk_calibration_curve_at(const UkCalibrationCurve *curve, double score)
{
    size_t last = curve->count - 1;
    size_t k = 0;

    if (curve->count < 2 || !isfinite(score)) {
        return (double)NAN;
    }
    if (score <= curve->score[0]) {
        return curve->height[0] + (score - curve->score[0]) * curve->slope[0];
    }
    if (score >= curve->score[last]) {
        return curve->height[last] + (score - curve->score[last]) * curve->slope[last];
    }
    while (score >= curve->score[k + 1]) {
        k++;
    }
    return height_between(curve, k, score);
}

/* Lets values[at] sink to its place in the heap of the first `count`. */
static void sift(double *values, size_t count, size_t at)
{
    double value = values[at];

    while (2 * at + 1 < count) {
        size_t child = 2 * at + 1;

        child += child + 1 < count && values[child + 1] > values[child];
        if (values[child] <= value) {
            break;
        }
        values[at] = values[child];
        at = child;
    }
    values[at] = value;
}

/* Heapsort (Williams 1964): in place, and no order of the values makes it slow. */
static void sort_ascending(double *values, size_t count)
{
    for (size_t at = count / 2; at > 0; at--) {
        sift(values, count, at - 1);
    }
    for (size_t end = count; end > 1; end--) {
        double most = values[0];

        values[0] = values[end - 1];
        values[end - 1] = most;
        sift(values, end - 1, 0);
    }
}

UkCalibrationErrors uk_calibration_errors(const UkScores *scores)
{
    UkCalibrationErrors errors = {(double)NAN, (double)NAN, (double)NAN, (double)NAN};
    Neumaier total = {0.0, 0.0};
    Neumaier weights = {0.0, 0.0};
    double *distance = scores->workspace;
    UkCalibrationCurve curve;

    if (!uk_calibration_curve(scores, &curve)) {
        return errors;
    }
    errors.emax = 0.0;
    for (size_t i = 0; i < scores->count; i++) {
        double weight = scores_weight(scores, i);

        distance[i] = fabs(uk_calibration_curve_at(&curve, scores->score[i]) - scores->score[i]);
        neumaier_add(&total, weight * distance[i]);
        neumaier_add(&weights, weight);
        errors.emax = weight > 0.0 ? fmax(errors.emax, distance[i]) : errors.emax;
    }
    errors.ici = neumaier_total(total) / neumaier_total(weights);
    if (scores->weight == NULL) {
        sort_ascending(distance, scores->count);
        errors.e50 = scores_quantile(distance, scores->count, 0.5);
        errors.e90 = scores_quantile(distance, scores->count, 0.9);
    }
    return errors;
}
