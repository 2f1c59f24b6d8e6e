#include "catalogue/score_metric.h"

Str score_metric_id(ScoreMetric metric)
{
    static const char *const IDS[] = {"selection_rate",
                                      "prevalence",
                                      "tpr",
                                      "fnr",
                                      "fpr",
                                      "tnr",
                                      "ppv",
                                      "fdr",
                                      "npv",
                                      "for",
                                      "accuracy",
                                      "auc",
                                      "oe",
                                      "cal_intercept",
                                      "cal_slope",
                                      "cal_slope_intercept",
                                      "ici",
                                      "brier",
                                      "net_benefit"};

    _Static_assert(sizeof IDS / sizeof IDS[0] == SCORE_METRIC_COUNT, "an id for each metric");
    return metric < SCORE_METRIC_COUNT ? str_from(IDS[metric]) : STR_NONE;
}
