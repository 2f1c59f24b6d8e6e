/* Numbers that come of the scores themselves, and how far one person can move each. */
#include "check/score_internal.h"

#include "measure/neumaier.h"
#include "measure/uk_auc.h"
#include "measure/uk_brier.h"
#include "measure/uk_calibration.h"
#include "measure/uk_ici.h"
#include "measure/uk_net_benefit.h"

#include <math.h>

typedef UkInterval Estimator(const UkScores *scores, double confidence);

static UkInterval observed_over_expected(const UkScores *scores, double confidence)
{
    Neumaier expected = {0};
    int64_t observed = 0;

    for (size_t i = 0; i < scores->count; i++) {
        neumaier_add(&expected, scores->score[i]);
        observed += scores->event[i];
    }
    return uk_oe_poisson(observed, neumaier_total(expected), confidence);
}

static UkInterval slope(const UkScores *scores, double confidence)
{
    return uk_calibration_line(scores, confidence).slope;
}

static UkInterval slope_intercept(const UkScores *scores, double confidence)
{
    return uk_calibration_line(scores, confidence).intercept;
}

static UkInterval mean_distance(const UkScores *scores, double confidence)
{
    (void)confidence; /* it has no interval in closed form */
    return (UkInterval){uk_calibration_errors(scores).ici, (double)NAN, (double)NAN, (double)NAN};
}

typedef struct ValueRow {
    ScoreMetric metric;
    Method method;
    Estimator *estimate;
    double fitted;    /* degrees of freedom that it takes */
    bool probability; /* needs scores from 0 to 1 */
} ValueRow;

static const ValueRow VALUES[] = {
    {SCORE_AUC, METHOD_DELONG_PLAIN, uk_auc_plain, 2, false},
    {SCORE_OE, METHOD_OE_POISSON, observed_over_expected, 1, true},
    {SCORE_CAL_INTERCEPT, METHOD_CALIBRATION_INTERCEPT, uk_calibration_intercept, 1, true},
    {SCORE_CAL_SLOPE, METHOD_CALIBRATION_SLOPE, slope, 2, true},
    {SCORE_CAL_SLOPE_INTERCEPT, METHOD_CALIBRATION_SLOPE, slope_intercept, 2, true},
    {SCORE_ICI, METHOD_ICI, mean_distance, 3, true},
    {SCORE_BRIER, METHOD_BRIER, uk_brier, 1, true},
};

#define VALUE_COUNT (sizeof VALUES / sizeof VALUES[0])

static double larger_move(double most, UkInterval before, UkInterval after)
{
    double parts[4] = {before.estimate, before.se, before.low, before.high};
    double moves[4] = {after.estimate - before.estimate, after.se - before.se,
                       after.low - before.low, after.high - before.high};

    for (size_t i = 0; i < 4; i++) {
        if (isnan(parts[i])) {
            continue; /* there is no such part to be moved */
        }
        if (isnan(moves[i])) {
            return (double)NAN;
        }
        most = fmax(most, fabs(moves[i]));
    }
    return most;
}

/* All rows but one; the arrays are the build's. */
static UkScores leave_out(const ScoreBuild *build, const UkScores *scores, size_t row)
{
    UkScores out = build->without;
    double *score = build->without_score;
    uint8_t *event = build->without_event;

    out.count = 0;
    for (size_t i = 0; i < scores->count; i++) {
        if (i != row) {
            score[out.count] = scores->score[i];
            event[out.count++] = scores->event[i];
        }
    }
    return out;
}

/* The rows that move such numbers most stand at the ends: the person with the outcome who has the
   lowest score or the highest, and the same of those without. */
static size_t find_end(const UkScores *scores, bool event, bool highest)
{
    for (size_t i = 0; i < scores->count; i++) {
        size_t at = highest ? scores->count - 1 - i : i;

        if ((scores->event[at] != 0) == event) {
            return at;
        }
    }
    return scores->count;
}

static void find_influences(const ScoreBuild *build, const UkScores *scores, ScoreGroup *group,
                            const UkInterval *values)
{
    for (int end = 0; end < 4; end++) {
        size_t row = find_end(scores, (end & 1) != 0, (end & 2) != 0);
        UkScores without = leave_out(build, scores, row);

        for (size_t i = 0; i < VALUE_COUNT; i++) {
            Quantity *quantity = &group->metrics[VALUES[i].metric];

            if (isnan(values[i].estimate)) {
                continue;
            }
            quantity->influence = larger_move(quantity->influence, values[i],
                                              VALUES[i].estimate(&without, build->confidence));
        }
    }
}

static Str why_undefined(const ScoreBuild *build, const ScorePart *part, const ValueRow *row,
                         bool *open)
{
    const ScoreCounts *counts = &part->counts;

    *open = row->probability && !build->probability;
    if (*open) {
        return STR("undefined: it needs scores that are probabilities, from 0 to 1");
    }
    if (counts->tp + counts->fn == 0) {
        return STR("undefined: nobody has the outcome");
    }
    if (counts->fp + counts->tn == 0) {
        return STR("undefined: everybody has the outcome");
    }
    return STR("undefined: no line fits these scores and outcomes");
}

Interval score_net_benefit(double tp, double fp, double people, double cutoff, double confidence)
{
    UkInterval value =
        uk_net_benefit_counts((int64_t)tp, (int64_t)fp, (int64_t)people, cutoff, confidence);

    return (Interval){value.estimate, value.se, value.low, value.high};
}

static void fill_net_benefit(const ScoreBuild *build, const ScoreCounts *counts, ScoreGroup *group)
{
    double cutoff = build->question->cutoff;
    Quantity *quantity = &group->metrics[SCORE_NET_BENEFIT];

    *quantity =
        quantity_new(QUANTITY_INDEX, METHOD_NET_BENEFIT, group->sets + SCORE_SET_OUTCOME, SET_NONE);
    quantity->open_reason = true;
    if (!build->has_flag) {
        quantity->undefined = STR("nobody said whom the score flags; add --flag");
    } else if (isnan(cutoff)) {
        quantity->undefined = STR("undefined: the flag is no cut-off on the score, so that it does "
                                  "not say what a false alarm may cost");
    } else if (!build->probability || !(cutoff >= 0 && cutoff < 1)) {
        quantity->undefined = STR("undefined: the flag's cut-off is no probability");
    } else {
        quantity->open_reason = false;
        quantity->exact = score_net_benefit(
            (double)counts->tp, (double)counts->fp,
            (double)(counts->tp + counts->fp + counts->fn + counts->tn), cutoff, build->confidence);
        quantity->undefined = isnan(quantity->exact.estimate)
                                  ? STR("undefined: nobody's outcome, score and flag are known")
                                  : STR_NONE;
    }
}

Status score_values(const ScoreBuild *build, const ScorePart *part, ScoreGroup *group)
{
    UkInterval values[VALUE_COUNT];

    for (size_t i = 0; i < VALUE_COUNT; i++) {
        const ValueRow *row = &VALUES[i];
        Quantity *quantity = &group->metrics[row->metric];

        *quantity =
            quantity_new(QUANTITY_INDEX, row->method, group->sets + SCORE_SET_OUTCOME, SET_NONE);
        values[i] = row->probability && !build->probability
                        ? (UkInterval){(double)NAN, (double)NAN, (double)NAN, (double)NAN}
                        : row->estimate(&part->scores, build->confidence);
        quantity->exact =
            (Interval){values[i].estimate, values[i].se, values[i].low, values[i].high};
        quantity->residual_df = (double)part->scores.count - row->fitted;
        quantity->influence = 0;
        if (isnan(values[i].estimate)) {
            quantity->undefined = why_undefined(build, part, row, &quantity->open_reason);
        }
    }
    fill_net_benefit(build, &part->counts, group);
    find_influences(build, &part->scores, group, values);
    return check_stop(build->context);
}
