/* How far chances lie from what comes true, along the whole score: a smooth calibration curve. */
#ifndef UK_MEASURE_UK_ICI_H
#define UK_MEASURE_UK_ICI_H

#include "uk_scores.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The most knots a curve has. */
#define UK_CURVE_KNOTS 64

/* A smooth curve of how often it happened over the score: at each knot a local fit, between two
 * knots the cubic that has their heights and slopes. Nothing holds it within 0 and 1. */
typedef struct UkCalibrationCurve {
    size_t count;                  /* knots, 0 where there is no curve */
    double score[UK_CURVE_KNOTS];  /* ascending; the ends lie just outside the scores */
    double height[UK_CURVE_KNOTS]; /* share of the rows about there to whom it happened */
    double slope[UK_CURVE_KNOTS];  /* the height's derivative */
} UkCalibrationCurve;

/* The curve of local parabolas.
 *
 *   Formula:  Cleveland's loess, degree 2, span 3/4: at a knot, least squares on a parabola through
 *             the three quarters of the rows that lie nearest, weight (1 - (distance/farthest)^3)^3
 *             times the row's own. Knots after Cleveland and Grosse (1991): the whole range and
 *             0.5 % at either end, halved at its middle row's score while a stretch has more than
 *             0.15 n rows. So does R's loess by default; the work grows with n, 3/4 n for each of
 *             some ten knots, and never with its square.
 *   Domain:   scores within 0 and 1 (uk_scores_are_probabilities); else false and count 0, and so
 *             where a parabola is not determined: fewer than three different scores near a knot.
 *             Rows of weight 0 are rows all the same.
 *   Accuracy: 1e-8 of R's loess, absolutely, while the scores are not tied at a knot.
 *   Ends:     beyond the end knots the curve goes on straight.
 *   Assumes:  a smooth relation; some dozens of rows. */
UK_API bool uk_calibration_curve(const UkScores *scores, UkCalibrationCurve *curve);

/* The curve's height at a score; NaN without a curve. */
UK_API double uk_calibration_curve_at(const UkCalibrationCurve *curve, double score);

/* How far the curve lies from the scores, over the rows. */
typedef struct UkCalibrationErrors {
    double ici;  /* mean distance: the integrated calibration index */
    double e50;  /* half of the rows lie no farther off; NaN where rows carry weights */
    double e90;  /* nine in ten of the rows; NaN where rows carry weights */
    double emax; /* the farthest */
} UkCalibrationErrors;

/* ICI, E50, E90 and Emax (Austin and Steyerberg 2019).
 *
 *   Formula:  |curve(s) - s| over the rows, weighted mean, quantiles by straight lines between
 *             order statistics (R's type 7), maximum.
 *   Domain:   as uk_calibration_curve; else all NaN.
 *   Accuracy: 1e-8 of R's loess, absolutely, as the curve.
 *   Ends:     0 only where the curve is the diagonal: chance alone makes it more than 0, the more
 *             the fewer the rows. It is not a sign of ill calibration by itself.
 *   Assumes:  as uk_calibration_curve. There is no interval in closed form. */
UK_API UkCalibrationErrors uk_calibration_errors(const UkScores *scores);

/* ICI with an interval.
 *
 *   Formula:  the estimate is uk_calibration_errors'. Limits by the bootstrap (Davison and Hinkley
 *             1997, section 5.2), 200 draws: the upper one is the draws' quantile. The lower one is
 *             twice the estimate less that quantile, which takes off what chance alone adds to a
 *             distance; and it is 0 where the curve lies no farther from the scores than curves of
 *             draws lie from the curve itself, at the same quantile. The estimate lies within. Rows
 *             are put together to at most 64 bins of as many by score, and each bin's events and
 *             others drawn anew (Poisson of their number); rows with weights, or of one person, are
 *             drawn with whom they are of. se: the draws' standard deviation.
 *   Domain:   as uk_calibration_errors; else all NaN. Limits NaN where half of the draws have no
 *             curve.
 *   Accuracy: the draws are always the same (splitmix64 from one seed), so that the same rows give
 *             the same limits; another seed would move them by about a tenth of se.
 *   Ends:     scores that are right: the lower limit is 0, 95 times in 100.
 *   Assumes:  independent persons; enough rows for the curve, so some dozens of each kind. */
UK_API UkInterval uk_ici_bootstrap(const UkScores *scores, double confidence);

#ifdef __cplusplus
}
#endif

#endif
