/* Whether predicted chances come true: observed over expected, and the line through both. */
#ifndef UK_MEASURE_UK_CALIBRATION_H
#define UK_MEASURE_UK_CALIBRATION_H

#include "uk_scores.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Observed over expected: how many times as often it happened as the scores said. Above 1 the
 * scores are too low.
 *
 *   Formula:  R = sum of w y / sum of w s. se is that of the logarithm: R is a ratio of two sums,
 *             linearised between persons: sqrt(m/(m - 1) sum (sum of w (y - R s))^2) / sum of w y,
 *             the inner sum over the rows of each of m persons. R exp(-/+ t se), df m - 1.
 *   Domain:   scores within 0 and 1 (uk_scores_are_probabilities), more than 0 expected; else all
 *             NaN.
 *   Accuracy: R 1e-14, se 1e-12 relative.
 *   Ends:     it happened to nobody: R = 0, the rest NaN (uk_oe_poisson has an upper limit). One
 *             person: R alone.
 *   Assumes:  independent persons, drawn at random; more than a few events. */
UK_API UkInterval uk_oe(const UkScores *scores, double confidence);

/* The same from the two sums, with exact limits for a rare event.
 *
 *   Formula:  R = observed / expected; limits those of a Poisson mean by gamma quantiles (Garwood
 *             1936) over the expected: chi-squared quantiles of 2 O and 2 O + 2 degrees of freedom,
 *             halved. se is that of the logarithm, 1/sqrt(observed).
 *   Domain:   observed >= 0, expected > 0 and finite; else all NaN.
 *   Accuracy: R 1 ulp, limits 256 ulp.
 *   Ends:     observed = 0: low = 0, se NaN.
 *   Assumes:  the expected is known, and events are rare: where they are not, each person's event
 *             varies less than Poisson's, and the limits are far too wide: they held the truth more
 *             than 99 times in 100 where half of all had the event. One row for each person. */
UK_API UkInterval uk_oe_poisson(int64_t observed, double expected, double confidence);

/* What stands in the way of a line through the scores. */
typedef enum UkCalibrationObstacle {
    UK_CALIBRATION_CLEAR,         /* nothing: intercept and line have a value */
    UK_CALIBRATION_INVALID,       /* not as UkScores says */
    UK_CALIBRATION_NO_CHANCE,     /* a score below 0 or above 1 is no chance */
    UK_CALIBRATION_ONE_OUTCOME,   /* it happened to all, or to nobody: the intercept is infinite */
    UK_CALIBRATION_ONE_SCORE,     /* all scores alike: an intercept, no line */
    UK_CALIBRATION_WHOLLY_PARTED, /* every event at or above (or below) every other: the slope is
                                   * infinite; there is an intercept (Albert and Anderson 1984) */
} UkCalibrationObstacle;

/* The first of them that holds. Rows of weight 0 are not looked at once they are valid. */
UK_API UkCalibrationObstacle uk_calibration_obstacle(const UkScores *scores);

/* Calibration in the large: what must be added to every score's logit so that as many events are
 * expected as happened. Above 0 the scores are too low on the whole.
 *
 *   Formula:  the a of logit P = a + logit s by maximum likelihood, the slope fixed at 1; s put to
 *             1e-12 and 1 - 1e-12 where it is nearer to 0 and 1. se: one row for each person, of
 *             weight 1: from the information, 1/sqrt(sum of P (1 - P)), with normal limits. Else
 *             the sandwich between m persons, times m/(m - 1), with t limits, df m - 1.
 *   Domain:   uk_calibration_obstacle: clear, one score or wholly parted; else all NaN.
 *   Accuracy: 1e-10 relative, or 1e-12 absolutely for a near 0.
 *   Ends:     one person: a alone.
 *   Assumes:  independent persons. The error from the information takes the slope to be 1; where it
 *             is 0.6, limits held the truth 92 times in 100 (docs/coverage.md). With a weight of 1
 *             for each row the sandwich is taken instead, which does not mind. */
UK_API UkInterval uk_calibration_intercept(const UkScores *scores, double confidence);

/* The two numbers of one line. Its intercept is not calibration in the large. */
typedef struct UkCalibrationLine {
    UkInterval slope;     /* 1: the scores spread as they should; below 1: too far apart */
    UkInterval intercept; /* the line's height at the logit 0, where a score says 1/2 */
} UkCalibrationLine;

/* The line through the scores (Cox 1958).
 *
 *   Formula:  a and b of logit P = a + b logit s by maximum likelihood; scores near 0 and 1,
 *             standard errors and limits as uk_calibration_intercept.
 *   Domain:   uk_calibration_obstacle: clear; else all NaN.
 *   Accuracy: 1e-9 relative, or absolutely where below 1; less where only a few rows keep events
 *             and others from being parted.
 *   Ends:     one person: a and b alone.
 *   Assumes:  independent persons. */
UK_API UkCalibrationLine uk_calibration_line(const UkScores *scores, double confidence);

#ifdef __cplusplus
}
#endif

#endif
