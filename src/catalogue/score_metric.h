/* What is asked of a score, group by group: the numbers' ids, in the order of showing. */
#ifndef UK_CATALOGUE_SCORE_METRIC_H
#define UK_CATALOGUE_SCORE_METRIC_H

#include "base/str.h"

/* The rates at the flag come first: whom it points out, and how often it is right. */
typedef enum ScoreMetric {
    SCORE_SELECTION_RATE, /* flagged, of all */
    SCORE_PREVALENCE,     /* with the outcome, of all */
    SCORE_TPR,            /* flagged, of those with the outcome */
    SCORE_FNR,            /* not flagged, of those with the outcome: missed */
    SCORE_FPR,            /* flagged, of those without it */
    SCORE_TNR,            /* not flagged, of those without it */
    SCORE_PPV,            /* with the outcome, of the flagged */
    SCORE_FDR,            /* without it, of the flagged */
    SCORE_NPV,            /* without it, of those not flagged */
    SCORE_FOR,            /* with it, of those not flagged */
    SCORE_ACCURACY,       /* of whom the flag is right, of all */
    SCORE_RATES,          /* how many rates there are */
    SCORE_AUC = SCORE_RATES,
    SCORE_OE,                  /* how many had the outcome over how many the score expects */
    SCORE_CAL_INTERCEPT,       /* on the logit, slope 1: above 0 the score expects too little */
    SCORE_CAL_SLOPE,           /* below 1: high scores are too high and low ones too low */
    SCORE_CAL_SLOPE_INTERCEPT, /* that goes with the slope */
    SCORE_ICI,                 /* how far the score is off, on average */
    SCORE_BRIER,
    SCORE_NET_BENEFIT, /* at the flag's own cut-off */
    SCORE_METRIC_COUNT
} ScoreMetric;

/* Of needs: ways of raising the flag that are tried, and equal parts of everyone by score. */
#define SCORE_REACHES_MOST 5
#define SCORE_TENTHS 10

/* "selection_rate": as the JSON says it. */
Str score_metric_id(ScoreMetric metric);

/* One plain sentence. */
Str score_metric_meaning(ScoreMetric metric);

/* The ids in measures.def that say how it is computed, with a space between. */
Str score_metric_measures(ScoreMetric metric);

#endif
