/* Estimates from a survey with weights, strata and clusters: variances by Taylor linearisation. */
#ifndef UK_MEASURE_UK_SURVEY_H
#define UK_MEASURE_UK_SURVEY_H

#include "uk_clustered.h"
#include "uk_slope_index.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The sums that all of these need are a UkPairMoments for each pair of groups (g, h), h the same
 * group included. With n a cluster's total weight in a group and k its weighted total of the
 * outcome there (both 0 where it has nobody of the group), each stratum of m clusters adds
 *
 *     m/(m-1) [sum of n_g n_h - (sum of n_g)(sum of n_h)/m]         to nn,
 *
 * and alike to nk, kn and kk. m counts every cluster of the survey in the stratum, also those that
 * a condition leaves without anybody: what is looked at is a domain. A stratum of one cluster shows
 * no spread; it adds n_g n_h itself, with k of the outcome less the mean of all, which is R's
 * survey.lonely.psu = "adjust". Any constant may be taken off the outcome beforehand, in k and in
 * the means alike. */

/* Covariance of two group means under the design; a variance where g is h.
 *
 *   Formula:  Taylor linearisation of a ratio (Lohr, Sampling: Design and Analysis, chapter 9;
 *             Lumley 2004, as R's survey package has it): clusters drawn with replacement in each
 *             stratum, (kk - mean_h kn - mean_g nk + mean_g mean_h nn) / (weight_g weight_h).
 *   Domain:   both weights > 0; else NaN.
 *   Accuracy: 1e-15 of the largest of the four terms, absolutely: they cancel. A variance that
 *             rounding left below 0 is returned as it is; whoever takes the root clamps it.
 *   Ends:     every cluster of a stratum alike: 0.
 *   Assumes:  the first stage alone; no finite population correction. */
UK_API double uk_survey_covariance(UkPairMoments pair, double mean_g, double mean_h,
                                   double weight_g, double weight_h);

/* How many doubles `workspace` must have for the indices below. */
#define UK_SURVEY_WORKSPACE(count) (4 * (count))

/* Ranked groups of a survey, the worst off first: estimates, weights in `population`, and a
 * workspace of UK_SURVEY_WORKSPACE(count); `se` and `covariance` are not read. */
typedef struct UkSurveyGroups {
    UkRankedGroups ranked;
    const UkPairMoments *pairs; /* count x count, row after row */
    double centre;              /* what was taken off the outcome in k; 0: nothing */
    double df;                  /* clusters less strata; infinite: the normal quantile */
} UkSurveyGroups;

/* The slope index of means, best-off minus worst-off end of the line.
 *
 *   Formula:  estimate as uk_sii_linear. Variance of the weighted regression by Taylor
 *             linearisation: of the sum of c_g (k_g - line_g n_g), c_g = (R_g - 1/2) / (total
 *             weight x sum p (R - 1/2)^2), line_g the fitted value; ranks are taken as given, as
 *             R's svyglm takes a covariate. estimate -/+ t(df) se.
 *   Domain:   as uk_sii_linear; limits NaN where df is not above 0; all NaN beside the estimate
 *             where a moment is NaN.
 *   Accuracy: estimate as uk_sii_linear; se 1e-12 relative where no cancellation is worse than
 *             1e-3 of its terms.
 *   Ends:     two groups: their difference times 1/(difference of their ranks).
 *   Assumes:  as uk_survey_covariance; outcomes of a group differ from the line by more than chance
 *             as well, and that is counted. */
UK_API UkInterval uk_sii_survey_linear(const UkSurveyGroups *groups, double confidence);

/* The relative index of means on the same line: as uk_rii_linear with the variance of
 * uk_sii_survey_linear.
 *
 *   Formula:  ratio of the ends; delta method on the logarithm, exp(log -/+ t(df) se).
 *   Domain:   as uk_rii_linear.
 *   Accuracy: as uk_sii_survey_linear.
 *   Ends:     all groups alike: 1.
 *   Assumes:  as uk_sii_survey_linear. */
UK_API UkInterval uk_rii_survey_linear(const UkSurveyGroups *groups, double confidence);

/* The slope index of proportions from a logistic curve.
 *
 *   Formula:  estimate as uk_sii_logit; variance of the weighted logistic regression by Taylor
 *             linearisation (Binder 1983; R's svyglm with quasibinomial), bread the information,
 *             meat of the sums of (1, R - 1/2) (k_g - curve_g n_g); delta method. Ranks are
 *             taken as given. estimate -/+ t(df) se.
 *   Domain:   as uk_sii_logit; limits NaN where df is not above 0.
 *   Accuracy: estimate 1e-11 relative; se 1e-9.
 *   Ends:     all groups alike: 0.
 *   Assumes:  as uk_sii_survey_linear. */
UK_API UkInterval uk_sii_survey_logit(const UkSurveyGroups *groups, double confidence);

/* The relative index of proportions from the same curve.
 *
 *   Formula:  as uk_rii_logit with the variance of uk_sii_survey_logit; exp(log -/+ t(df) se).
 *   Domain:   as uk_rii_logit; limits NaN where df is not above 0.
 *   Accuracy: as uk_sii_survey_logit.
 *   Ends:     all groups alike: 1.
 *   Assumes:  as uk_sii_survey_linear. */
UK_API UkInterval uk_rii_survey_logit(const UkSurveyGroups *groups, double confidence);

/* The absolute concentration index.
 *
 *   Formula:  estimate as uk_aci. It is the slope of the regression of 2 sum p (R - 1/2)^2 times
 *             the outcome on the rank (Kakwani, Wagstaff and van Doorslaer 1997), and has that
 *             regression's variance by Taylor linearisation: of the sum of 2 (R_g - 1/2)
 *             (k_g - line_g n_g) / total weight. Ranks are taken as given. estimate -/+ t(df) se.
 *   Domain:   as uk_aci; limits NaN where df is not above 0.
 *   Accuracy: as uk_sii_survey_linear.
 *   Ends:     all groups alike: 0.
 *   Assumes:  as uk_sii_survey_linear. */
UK_API UkInterval uk_aci_survey(const UkSurveyGroups *groups, double confidence);

/* The relative concentration index.
 *
 *   Formula:  uk_aci over the mean; variance of the sum of [2 (R_g - 1/2) (k_g - line_g n_g) -
 *             index (k_g - mean n_g)] / (total weight x mean): the mean's own error is counted.
 *             Ranks are taken as given. estimate -/+ t(df) se.
 *   Domain:   as uk_rci; limits NaN where df is not above 0.
 *   Accuracy: as uk_sii_survey_linear.
 *   Ends:     all groups alike: 0.
 *   Assumes:  as uk_sii_survey_linear. */
UK_API UkInterval uk_rci_survey(const UkSurveyGroups *groups, double confidence);

#ifdef __cplusplus
}
#endif

#endif
