/* Numbers that come of the scores themselves. */
#include "check/score_internal.h"

#include "measure/neumaier.h"
#include "measure/uk_auc.h"
#include "measure/uk_brier.h"
#include "measure/uk_calibration.h"
#include "measure/uk_contrast.h"
#include "measure/uk_flag_rates.h"
#include "measure/uk_ici.h"
#include "measure/uk_net_benefit.h"
#include "measure/uk_proportion.h"

#include <math.h>

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

static const ScoreValueRow VALUES[] = {
    {SCORE_AUC, METHOD_DELONG_PLAIN, uk_auc_plain, 2, false},
    {SCORE_OE, METHOD_OE_POISSON, observed_over_expected, 1, true},
    {SCORE_CAL_INTERCEPT, METHOD_CALIBRATION_INTERCEPT, uk_calibration_intercept, 1, true},
    {SCORE_CAL_SLOPE, METHOD_CALIBRATION_SLOPE, slope, 2, true},
    {SCORE_CAL_SLOPE_INTERCEPT, METHOD_CALIBRATION_SLOPE, slope_intercept, 2, true},
    {SCORE_ICI, METHOD_ICI, uk_ici_bootstrap, 3, true},
    {SCORE_BRIER, METHOD_BRIER, uk_brier, 1, true},
};

#define VALUE_COUNT (sizeof VALUES / sizeof VALUES[0])

/* The exact limits for rare events take each row for a person. */
static ScoreValueRow value_row(const ScoreBuild *build, size_t index)
{
    static const ScoreValueRow CLUSTERED_OE = {SCORE_OE, METHOD_OE, uk_oe, 1, true};

    return build->clustered && VALUES[index].metric == SCORE_OE ? CLUSTERED_OE : VALUES[index];
}

static Str why_undefined(const ScoreBuild *build, const ScorePart *part, const ScoreValueRow *row,
                         bool *open)
{
    const int64_t *rows = part->rows;

    *open = row->probability && !build->probability;
    if (*open) {
        return STR("undefined: it needs scores that are probabilities, from 0 to 1");
    }
    if (rows[SCORE_KIND_TP] + rows[SCORE_KIND_FN] == 0) {
        return STR("undefined: nobody has the outcome");
    }
    if (rows[SCORE_KIND_FP] + rows[SCORE_KIND_TN] == 0) {
        return STR("undefined: everybody has the outcome");
    }
    return STR("undefined: no line fits these scores and outcomes");
}

/* ---- net benefit ---- */

Interval score_net_benefit(double tp, double fp, double people, double cutoff, double confidence)
{
    UkInterval value =
        uk_net_benefit_counts((int64_t)tp, (int64_t)fp, (int64_t)people, cutoff, confidence);

    return interval_of(value);
}

static UkInterval share_with_effect(const ScoreBenefit *benefit, double count, double people,
                                    double effect, double confidence)
{
    double share = fmin(count / people, 1);

    return uk_wilson_effective(share, sqrt(effect * share * (1 - share) / people), benefit->units,
                               benefit->units - 1, confidence);
}

Interval score_net_benefit_clustered(const ScoreBenefit *benefit, const double counts[3],
                                     double cutoff, double confidence)
{
    double price = cutoff / (1 - cutoff);
    UkInterval right = share_with_effect(benefit, counts[0], counts[2], benefit->right, confidence);
    UkInterval wrong = share_with_effect(benefit, counts[1], counts[2], benefit->wrong, confidence);
    UkInterval paid = {price * wrong.estimate, price * wrong.se, price * wrong.low,
                       price * wrong.high};
    UkInterval value = uk_mover_difference(right, paid, benefit->correlation);

    if (isnan(value.estimate)) { /* a share without an error: one unit alone */
        value.estimate = counts[0] / counts[2] - price * counts[1] / counts[2];
    }
    return interval_of(value);
}

static double effect_of(UkInterval share, double people)
{
    double independent = share.estimate * (1 - share.estimate) / people;

    return independent > 0 ? share.se * share.se / independent : 1;
}

/* The share of all who are flagged and of that outcome. */
static UkInterval flagged_share(const ScoreBuild *build, const ScorePart *part, uint8_t event)
{
    UkScores as_events = part->scores;

    for (size_t i = 0; i < part->scores.count; i++) {
        build->without_event[i] =
            part->flag[i] == 1 && part->scores.event[i] == event ? (uint8_t)1 : (uint8_t)0;
    }
    as_events.event = build->without_event;
    return uk_flag_rate_persons(&as_events, part->flag, UK_PREVALENCE, build->confidence);
}

static void fill_benefit(const ScoreBuild *build, const ScorePart *part, double people,
                         double units, ScoreGroup *group)
{
    double price = build->question->cutoff / (1 - build->question->cutoff);
    UkInterval right = flagged_share(build, part, 1);
    UkInterval wrong = flagged_share(build, part, 0);
    double se = uk_net_benefit_persons(&part->scores, part->flag, build->question->cutoff,
                                       build->confidence)
                    .se;
    double covariance =
        price > 0
            ? (right.se * right.se + price * price * wrong.se * wrong.se - se * se) / (2 * price)
            : 0;
    double bound = right.se * wrong.se;

    group->benefit = (ScoreBenefit){
        .clustered = true,
        .right = effect_of(right, people),
        .wrong = effect_of(wrong, people),
        .correlation = bound > 0 ? fmax(-1, fmin(1, covariance / bound)) : 0,
        .units = units,
    };
}

/* People and units of the group's set of all. */
static void evaluate_benefit(const ScoreBuild *build, const ScorePart *part, const CellSet *all,
                             ScoreGroup *group)
{
    Quantity *quantity = &group->metrics[SCORE_NET_BENEFIT];
    double cutoff = build->question->cutoff;
    const double counts[3] = {part->weights[SCORE_KIND_TP], part->weights[SCORE_KIND_FP],
                              all->summary.people};
    UkInterval value;

    if (!build->clustered) {
        quantity->exact =
            score_net_benefit(counts[0], counts[1], counts[2], cutoff, build->confidence);
        return;
    }
    fill_benefit(build, part, counts[2], all->summary.units, group);
    value = uk_net_benefit_persons(&part->scores, part->flag, cutoff, build->confidence);
    quantity->exact = interval_of(value);
    quantity->residual_df = (double)all->counts.persons - 2;
    if (build->question->rows->weight != NULL) {
        double share = all->largest_share;

        quantity->influence =
            share > 0 && share < 0.5 ? share / (1 - share) / (1 - cutoff) : (double)NAN;
    }
}

static void fill_net_benefit(const ScoreBuild *build, const ScorePart *part, const CellSet *all,
                             ScoreGroup *group)
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
        evaluate_benefit(build, part, all, group);
        quantity->undefined = isnan(quantity->exact.estimate)
                                  ? STR("undefined: nobody's outcome, score and flag are known")
                                  : STR_NONE;
    }
}

/* ---- all ---- */

Status score_values(const ScoreBuild *build, const ScorePart *part, const CellSet *sets,
                    ScoreGroup *group)
{
    const CellSet *all = &sets[group->sets + SCORE_SET_OUTCOME];
    ScoreValueRow rows[VALUE_COUNT];
    UkInterval values[VALUE_COUNT];

    for (size_t i = 0; i < VALUE_COUNT; i++) {
        Quantity *quantity = &group->metrics[VALUES[i].metric];

        rows[i] = value_row(build, i);
        *quantity =
            quantity_new(QUANTITY_INDEX, rows[i].method, group->sets + SCORE_SET_OUTCOME, SET_NONE);
        values[i] = (rows[i].probability && !build->probability) ||
                            (rows[i].metric == SCORE_ICI && build->question->no_index)
                        ? (UkInterval){(double)NAN, (double)NAN, (double)NAN, (double)NAN}
                        : rows[i].estimate(&part->scores, build->confidence);
        quantity->exact =
            (Interval){values[i].estimate, values[i].se, values[i].low, values[i].high};
        quantity->residual_df = (double)all->counts.persons - rows[i].fitted;
        quantity->influence = 0;
        if (rows[i].metric == SCORE_ICI && build->question->no_index) {
            quantity->undefined = STR("not asked for");
        } else if (isnan(values[i].estimate)) {
            quantity->undefined = why_undefined(build, part, &rows[i], &quantity->open_reason);
        } else if (isnan(values[i].low) && build->clustered) {
            quantity->undefined = STR("too few people, or rows that belong together, to tell how "
                                      "far chance alone would move this");
        }
    }
    fill_net_benefit(build, part, all, group);
    score_influences(build, part, rows, values, VALUE_COUNT, group);
    return check_stop(build->context);
}
