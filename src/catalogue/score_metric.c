#include "catalogue/score_metric.h"

typedef struct MetricRow {
    const char *id;
    const char *meaning;
    const char *measures;
} MetricRow;

#define OF_COUNTS "wilson flag-rate"

static const MetricRow ROWS[] = {
    {"selection_rate", "Of everyone in the group, the share whom the flag points out.", OF_COUNTS},
    {"prevalence", "Of everyone in the group, the share with the outcome.", OF_COUNTS},
    {"tpr", "Of those with the outcome, the share whom the flag points out (sensitivity).",
     OF_COUNTS},
    {"fnr", "Of those with the outcome, the share whom the flag misses.", OF_COUNTS},
    {"fpr", "Of those without the outcome, the share whom the flag points out.", OF_COUNTS},
    {"tnr", "Of those without the outcome, the share whom the flag leaves alone (specificity).",
     OF_COUNTS},
    {"ppv", "Of those whom the flag points out, the share with the outcome.", OF_COUNTS},
    {"fdr", "Of those whom the flag points out, the share without the outcome.", OF_COUNTS},
    {"npv", "Of those whom the flag leaves alone, the share without the outcome.", OF_COUNTS},
    {"for", "Of those whom the flag leaves alone, the share with the outcome.", OF_COUNTS},
    {"accuracy", "Of everyone in the group, the share of whom the flag is right.", OF_COUNTS},
    {"auc", "How often the score puts someone with the outcome above someone without it.",
     "delong delong-plain"},
    {"oe", "How many had the outcome, over how many the score expects.", "oe oe-poisson"},
    {"cal_intercept", "Whether the score expects too little (above 0) or too much, on average.",
     "calibration-intercept"},
    {"cal_slope", "Whether high scores are too high and low ones too low (below 1).",
     "calibration-slope"},
    {"cal_slope_intercept", "The intercept that goes with the calibration slope.",
     "calibration-slope"},
    {"ici", "How far the score is from what happened, on average.", "ici"},
    {"brier", "The mean squared distance between the score and what happened.", "brier"},
    {"net_benefit", "What the flag gains at its cut-off, in people rightly pointed out of 1.",
     "net-benefit"},
};

_Static_assert(sizeof ROWS / sizeof ROWS[0] == SCORE_METRIC_COUNT, "a row for each metric");

static const MetricRow *row_of(ScoreMetric metric)
{
    static const MetricRow NONE = {"", "", ""};

    return metric < SCORE_METRIC_COUNT ? &ROWS[metric] : &NONE;
}

Str score_metric_id(ScoreMetric metric)
{
    return str_from(row_of(metric)->id);
}

Str score_metric_meaning(ScoreMetric metric)
{
    return str_from(row_of(metric)->meaning);
}

Str score_metric_measures(ScoreMetric metric)
{
    return str_from(row_of(metric)->measures);
}
