#include "uk_survey.h"

#include "critical.h"
#include "neumaier.h"
#include "ranked.h"

#include <float.h>
#include <math.h>

/* An index as a sum over groups of by_total k - by_weight n: what Taylor's series leaves of it. */
typedef struct Linear {
    UkRanked ranked;
    double *by_total; /* the gradient, first by the estimates, then by the totals */
    double *fitted;   /* what the line or curve gives for each group */
    double *by_weight;
} Linear;

double uk_survey_covariance(UkPairMoments pair, double mean_g, double mean_h, double weight_g,
                            double weight_h)
{
    Neumaier products = {0.0, 0.0};

    if (!(weight_g > 0.0) || !(weight_h > 0.0)) {
        return (double)NAN;
    }
    neumaier_add(&products, pair.kk);
    neumaier_add(&products, -mean_h * pair.kn);
    neumaier_add(&products, -mean_g * pair.nk);
    neumaier_add(&products, mean_g * mean_h * pair.nn);
    return neumaier_total(products) / weight_g / weight_h;
}

static bool prepare(const UkSurveyGroups *groups, Linear *linear)
{
    size_t count = groups->ranked.count;

    if (!uk_ranked_prepare(&groups->ranked, &linear->ranked)) {
        return false;
    }
    linear->by_total = linear->ranked.gradient;
    linear->fitted = groups->ranked.workspace + 2 * count;
    linear->by_weight = groups->ranked.workspace + 3 * count;
    return true;
}

/* From the gradient by the estimates to that by the totals; the residuals are about the fit. */
static void about_fit(const UkSurveyGroups *groups, Linear *linear)
{
    for (size_t j = 0; j < groups->ranked.count; j++) {
        double weight = groups->ranked.population[j];

        linear->by_total[j] = weight > 0.0 ? linear->by_total[j] / weight : 0.0;
        linear->by_weight[j] = linear->by_total[j] * (linear->fitted[j] - groups->centre);
    }
}

/* Of the sum that `linear` is; NaN where it is negative by more than rounding. */
static double standard_error(const UkSurveyGroups *groups, const Linear *linear)
{
    size_t count = groups->ranked.count;
    Neumaier variance = {0.0, 0.0};
    double largest = 0.0;

    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < count; j++) {
            const UkPairMoments *pair = &groups->pairs[i * count + j];
            double terms[4] = {linear->by_total[i] * linear->by_total[j] * pair->kk,
                               -linear->by_total[i] * linear->by_weight[j] * pair->kn,
                               -linear->by_weight[i] * linear->by_total[j] * pair->nk,
                               linear->by_weight[i] * linear->by_weight[j] * pair->nn};

            for (int t = 0; t < 4; t++) {
                neumaier_add(&variance, terms[t]);
                largest = fmax(largest, fabs(terms[t]));
            }
        }
    }
    if (neumaier_total(variance) < 0.0 &&
        neumaier_total(variance) > -64.0 * DBL_EPSILON * largest) {
        return 0.0;
    }
    return neumaier_total(variance) >= 0.0 ? sqrt(neumaier_total(variance)) : (double)NAN;
}

static UkInterval slope_index(const UkSurveyGroups *groups, double confidence,
                              double (*index)(const UkRankedGroups *, UkRanked *, double *))
{
    Linear linear;
    double value;

    if (!prepare(groups, &linear)) {
        return uk_undefined();
    }
    value = index(&groups->ranked, &linear.ranked, linear.fitted);
    if (isnan(value)) {
        return uk_undefined();
    }
    about_fit(groups, &linear);
    return uk_symmetric(value, standard_error(groups, &linear),
                        uk_critical_value(confidence, groups->df));
}

static UkInterval relative_index(const UkSurveyGroups *groups, double confidence,
                                 double (*index)(const UkRankedGroups *, UkRanked *, double *))
{
    UkInterval logarithm = slope_index(groups, confidence, index);

    return uk_symmetric_log(logarithm.estimate, logarithm.se,
                            uk_critical_value(confidence, groups->df));
}

UkInterval uk_sii_survey_linear(const UkSurveyGroups *groups, double confidence)
{
    return slope_index(groups, confidence, uk_ranked_sii_linear);
}

UkInterval uk_rii_survey_linear(const UkSurveyGroups *groups, double confidence)
{
    return relative_index(groups, confidence, uk_ranked_rii_linear);
}

UkInterval uk_sii_survey_logit(const UkSurveyGroups *groups, double confidence)
{
    return slope_index(groups, confidence, uk_ranked_sii_logit);
}

UkInterval uk_rii_survey_logit(const UkSurveyGroups *groups, double confidence)
{
    return relative_index(groups, confidence, uk_ranked_rii_logit);
}

/* The absolute index with the line's fitted values, prepared. */
static double concentration(const UkSurveyGroups *groups, Linear *linear)
{
    (void)uk_ranked_sii_linear(&groups->ranked, &linear->ranked, linear->fitted);
    return uk_ranked_aci(&groups->ranked, &linear->ranked);
}

UkInterval uk_aci_survey(const UkSurveyGroups *groups, double confidence)
{
    Linear linear;
    double value;

    if (!prepare(groups, &linear)) {
        return uk_undefined();
    }
    value = concentration(groups, &linear);
    about_fit(groups, &linear);
    return uk_symmetric(value, standard_error(groups, &linear),
                        uk_critical_value(confidence, groups->df));
}

UkInterval uk_rci_survey(const UkSurveyGroups *groups, double confidence)
{
    Linear linear;
    double value;
    double mean;
    double total;

    if (!prepare(groups, &linear) || !(linear.ranked.mean > 0.0)) {
        return uk_undefined();
    }
    mean = linear.ranked.mean;
    total = linear.ranked.total;
    value = concentration(groups, &linear) / mean;
    about_fit(groups, &linear);
    for (size_t j = 0; j < groups->ranked.count; j++) {
        bool there = groups->ranked.population[j] > 0.0;

        linear.by_total[j] = there ? (linear.by_total[j] - value / total) / mean : 0.0;
        linear.by_weight[j] =
            there ? (linear.by_weight[j] - value / total * (mean - groups->centre)) / mean : 0.0;
    }
    return uk_symmetric(value, standard_error(groups, &linear),
                        uk_critical_value(confidence, groups->df));
}
