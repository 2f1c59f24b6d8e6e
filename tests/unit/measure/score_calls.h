/* The estimators of score audits behind one shape: rows as numbers in, an interval out. */
#ifndef UK_TESTS_MEASURE_SCORE_CALLS_H
#define UK_TESTS_MEASURE_SCORE_CALLS_H

#include "uk_auc.h"
#include "uk_brier.h"
#include "uk_calibration.h"
#include "uk_flag_rates.h"
#include "uk_ici.h"
#include "uk_net_benefit.h"

#include <math.h>

#define SCORES_MAX 40

static inline UkInterval no_answer(void)
{
    return (UkInterval){(double)NAN, (double)NAN, (double)NAN, (double)NAN};
}

/* Rows as the tables have them: n, n scores, n times what happened; then, where the function's name
   goes on with it, n weights (+weights), n persons (+persons), or both (+both). */
typedef struct ScoreRows {
    UkScores scores;
    uint8_t event[SCORES_MAX];
    uint32_t person[SCORES_MAX];
    double workspace[UK_SCORES_WORKSPACE(SCORES_MAX, SCORES_MAX)];
    size_t used; /* numbers read */
} ScoreRows;

/* False where the rows are more or less than the numbers. */
static inline bool score_rows_read(const double *a, size_t count, bool weights, bool persons,
                                   ScoreRows *rows)
{
    size_t n = (size_t)a[0];

    rows->used = 1 + (2 + (size_t)weights + (size_t)persons) * n;
    if (n > SCORES_MAX || rows->used > count) {
        return false;
    }
    rows->scores = (UkScores){n, a + 1, rows->event, NULL, NULL, 0, rows->workspace};
    for (size_t i = 0; i < n; i++) {
        rows->event[i] = (uint8_t)a[1 + n + i];
        rows->person[i] = persons ? (uint32_t)a[rows->used - n + i] : 0;
    }
    if (weights) {
        rows->scores.weight = a + 1 + 2 * n;
    }
    if (persons) {
        rows->scores.person = rows->person;
        rows->scores.persons = SCORES_MAX;
    }
    return true;
}

typedef UkInterval ScoreFunction(const UkScores *scores, double confidence);

/* the rows, confidence; -1e300 is in no table */
static inline UkInterval call_score(ScoreFunction *function, const double *a, size_t count,
                                    bool weights, bool persons)
{
    ScoreRows rows;

    return score_rows_read(a, count, weights, persons, &rows) && count == rows.used + 1
               ? function(&rows.scores, a[rows.used])
               : (UkInterval){-1e300, 0.0, 0.0, 0.0};
}

#define CALL_SCORE(function)                                                                       \
    static UkInterval plain_##function(const double *a, size_t count)                              \
    {                                                                                              \
        return call_score(function, a, count, false, false);                                       \
    }                                                                                              \
    static UkInterval weights_##function(const double *a, size_t count)                            \
    {                                                                                              \
        return call_score(function, a, count, true, false);                                        \
    }                                                                                              \
    static UkInterval persons_##function(const double *a, size_t count)                            \
    {                                                                                              \
        return call_score(function, a, count, false, true);                                        \
    }                                                                                              \
    static UkInterval both_##function(const double *a, size_t count)                               \
    {                                                                                              \
        return call_score(function, a, count, true, true);                                         \
    }

CALL_SCORE(uk_auc)
CALL_SCORE(uk_auc_plain)
CALL_SCORE(uk_brier)
CALL_SCORE(uk_oe)
CALL_SCORE(uk_calibration_intercept)

static inline UkInterval uk_calibration_line_slope(const UkScores *scores, double confidence)
{
    return uk_calibration_line(scores, confidence).slope;
}

static inline UkInterval uk_calibration_line_intercept(const UkScores *scores, double confidence)
{
    return uk_calibration_line(scores, confidence).intercept;
}

CALL_SCORE(uk_calibration_line_slope)
CALL_SCORE(uk_calibration_line_intercept)

/* Acting at 0.3. */
static inline UkInterval uk_net_benefit_at(const UkScores *scores, double confidence)
{
    return uk_net_benefit(scores, 0.3, confidence);
}

CALL_SCORE(uk_net_benefit_at)

/* ICI, E50, E90 and Emax in the four fields. */
static inline UkInterval uk_calibration_errors_all(const UkScores *scores, double confidence)
{
    UkCalibrationErrors errors = uk_calibration_errors(scores);

    (void)confidence;
    return (UkInterval){errors.ici, errors.e50, errors.e90, errors.emax};
}

CALL_SCORE(uk_calibration_errors_all)

/* observed, expected, confidence */
static UkInterval call_uk_oe_poisson(const double *a, size_t count)
{
    return count == 3 ? uk_oe_poisson((int64_t)a[0], a[1], a[2])
                      : (UkInterval){-1e300, 0.0, 0.0, 0.0};
}

/* tp, fp, n, threshold, confidence */
static UkInterval call_uk_net_benefit_counts(const double *a, size_t count)
{
    return count == 5
               ? uk_net_benefit_counts((int64_t)a[0], (int64_t)a[1], (int64_t)a[2], a[3], a[4])
               : (UkInterval){-1e300, 0.0, 0.0, 0.0};
}

/* the rows with persons, n times whether flagged, which rate, confidence */
static UkInterval call_uk_flag_rate_persons(const double *a, size_t count)
{
    ScoreRows rows;
    uint8_t flag[SCORES_MAX];
    size_t n = (size_t)a[0];

    if (!score_rows_read(a, count, false, true, &rows) || count != rows.used + n + 2) {
        return (UkInterval){-1e300, 0.0, 0.0, 0.0};
    }
    for (size_t i = 0; i < n; i++) {
        flag[i] = (uint8_t)a[rows.used + i];
    }
    return uk_flag_rate_persons(&rows.scores, flag, (UkFlagRate)a[count - 2], a[count - 1]);
}

/* tp, fp, fn, tn, which rate, confidence */
static UkInterval call_uk_flag_rate(const double *a, size_t count)
{
    UkFlagCounts counts = {(int64_t)a[0], (int64_t)a[1], (int64_t)a[2], (int64_t)a[3]};

    return count == 6 ? uk_flag_rate(&counts, (UkFlagRate)a[4], a[5])
                      : (UkInterval){-1e300, 0.0, 0.0, 0.0};
}

#define SCORE_ENTRIES(function)                                                                    \
    {#function, plain_##function}, {#function "+weights", weights_##function},                     \
        {#function "+persons", persons_##function},                                                \
    {                                                                                              \
#function "+both", both_##function                                                         \
    }

#define SCORE_CALLS                                                                                \
    SCORE_ENTRIES(uk_auc), SCORE_ENTRIES(uk_auc_plain), SCORE_ENTRIES(uk_brier),                   \
        SCORE_ENTRIES(uk_oe), SCORE_ENTRIES(uk_calibration_intercept),                             \
        SCORE_ENTRIES(uk_calibration_line_slope), SCORE_ENTRIES(uk_calibration_line_intercept),    \
        {"uk_calibration_line", plain_uk_calibration_line_slope},                                  \
        SCORE_ENTRIES(uk_net_benefit_at), {"uk_net_benefit", plain_uk_net_benefit_at},             \
        {"uk_calibration_errors", plain_uk_calibration_errors_all},                                \
        {"uk_calibration_errors+weights", weights_uk_calibration_errors_all},                      \
        {"uk_calibration_errors+persons", persons_uk_calibration_errors_all},                      \
        {"uk_calibration_errors+both", both_uk_calibration_errors_all},                            \
        {"uk_oe_poisson", call_uk_oe_poisson},                                                     \
        {"uk_net_benefit_counts", call_uk_net_benefit_counts},                                     \
        {"uk_flag_rate_persons", call_uk_flag_rate_persons}, {"uk_flag_rate", call_uk_flag_rate},

#endif
