#include "uk_slope_index.h"

#include "critical.h"
#include "logit.h"
#include "neumaier.h"
#include "ranked.h"

#include <math.h>

/* A logistic curve over centred ranks, and the information matrix at its maximum. */
typedef struct Curve {
    double level; /* logit at rank 1/2 */
    double slope;
    double score_level; /* derivatives of the log-likelihood */
    double score_slope;
    double level_level; /* information */
    double level_slope;
    double slope_slope;
    double likelihood; /* logarithm of it, per person */
} Curve;

static double z_of(double confidence)
{
    return uk_critical_value(confidence, (double)INFINITY);
}

/* ---- the straight line ---- */

static double linear_slope(const UkRankedGroups *groups, const UkRanked *ranked)
{
    Neumaier slope = {0.0, 0.0};

    for (size_t j = 0; j < groups->count; j++) {
        double share = uk_ranked_share(groups, ranked, j);

        /* the mean is taken off before multiplying: equal groups then give exactly 0 terms */
        if (share > 0.0) {
            neumaier_add(&slope, share * ranked->rank[j] * (groups->estimate[j] - ranked->mean));
        }
    }
    return neumaier_total(slope) / ranked->spread;
}

static void fit_line(const UkRankedGroups *groups, const UkRanked *ranked, double slope,
                     double *fitted)
{
    for (size_t j = 0; fitted != NULL && j < groups->count; j++) {
        fitted[j] = ranked->mean + slope * ranked->rank[j];
    }
}

double uk_ranked_sii_linear(const UkRankedGroups *groups, UkRanked *ranked, double *fitted)
{
    double slope = linear_slope(groups, ranked);

    for (size_t j = 0; j < groups->count; j++) {
        ranked->gradient[j] = uk_ranked_share(groups, ranked, j) * ranked->rank[j] / ranked->spread;
    }
    fit_line(groups, ranked, slope, fitted);
    return slope;
}

double uk_ranked_rii_linear(const UkRankedGroups *groups, UkRanked *ranked, double *fitted)
{
    double slope = linear_slope(groups, ranked);
    double best = ranked->mean + slope / 2.0;
    double worst = ranked->mean - slope / 2.0;

    if (!(best > 0.0) || !(worst > 0.0)) {
        return (double)NAN;
    }
    for (size_t j = 0; j < groups->count; j++) {
        double share = uk_ranked_share(groups, ranked, j);
        double half = share * ranked->rank[j] / ranked->spread / 2.0;

        /* derivative of ln best - ln worst */
        ranked->gradient[j] = (share + half) / best - (share - half) / worst;
    }
    fit_line(groups, ranked, slope, fitted);
    return best / worst;
}

UkInterval uk_sii_linear(const UkRankedGroups *groups, double confidence)
{
    UkRanked ranked;
    double slope;

    if (!uk_ranked_prepare(groups, &ranked)) {
        return uk_undefined();
    }
    slope = uk_ranked_sii_linear(groups, &ranked, NULL);
    return uk_symmetric(slope, uk_ranked_se(groups, &ranked), z_of(confidence));
}

UkInterval uk_rii_linear(const UkRankedGroups *groups, double confidence)
{
    UkRanked ranked;
    double ratio;

    if (!uk_ranked_prepare(groups, &ranked)) {
        return uk_undefined();
    }
    ratio = uk_ranked_rii_linear(groups, &ranked, NULL);
    return isnan(ratio) ? uk_undefined()
                        : uk_symmetric_log(ratio, uk_ranked_se(groups, &ranked), z_of(confidence));
}

/* ---- the logistic curve ---- */

/* Score, information and likelihood at the curve's level and slope. */
static void evaluate(const UkRankedGroups *groups, const UkRanked *ranked, Curve *curve)
{
    Neumaier score_level = {0.0, 0.0};
    Neumaier score_slope = {0.0, 0.0};
    Neumaier likelihood = {0.0, 0.0};

    curve->level_level = curve->level_slope = curve->slope_slope = 0.0;
    for (size_t j = 0; j < groups->count; j++) {
        double share = uk_ranked_share(groups, ranked, j);
        double rank = ranked->rank[j];
        double x = curve->level + curve->slope * rank;
        double weight = share * expit(x) * expit(-x);

        if (share > 0.0) {
            double miss = share * (groups->estimate[j] - expit(x));

            neumaier_add(&score_level, miss);
            neumaier_add(&score_slope, miss * rank);
            neumaier_add(&likelihood, share * (groups->estimate[j] * x - log_one_plus_exp(x)));
            curve->level_level += weight;
            curve->level_slope += weight * rank;
            curve->slope_slope += weight * rank * rank;
        }
    }
    curve->score_level = neumaier_total(score_level);
    curve->score_slope = neumaier_total(score_slope);
    curve->likelihood = neumaier_total(likelihood);
}

/* The inverse of the information times (u, v), into the same two numbers. */
static void solve(const Curve *curve, double *u, double *v)
{
    double determinant =
        curve->level_level * curve->slope_slope - curve->level_slope * curve->level_slope;
    double first = (curve->slope_slope * *u - curve->level_slope * *v) / determinant;

    *v = (curve->level_level * *v - curve->level_slope * *u) / determinant;
    *u = first;
}

/* One Newton step, halved while the likelihood falls. Returns the step's length; NaN when lost. */
static double step(const UkRankedGroups *groups, const UkRanked *ranked, Curve *curve)
{
    double level = curve->score_level;
    double slope = curve->score_slope;
    Curve next = *curve;

    solve(curve, &level, &slope);
    for (int halving = 0; halving < 40; halving++) {
        next.level = curve->level + level;
        next.slope = curve->slope + slope;
        evaluate(groups, ranked, &next);
        if (next.likelihood >= curve->likelihood - 1e-14) {
            break;
        }
        level /= 2.0;
        slope /= 2.0;
    }
    *curve = next;
    return fabs(level) + fabs(slope);
}

static bool are_proportions(const UkRankedGroups *groups)
{
    for (size_t j = 0; j < groups->count; j++) {
        if (groups->population[j] > 0.0 &&
            !(groups->estimate[j] >= 0.0 && groups->estimate[j] <= 1.0)) {
            return false;
        }
    }
    return true;
}

/* False where the likelihood has no maximum: then the steps never become short. */
static bool fit_curve(const UkRankedGroups *groups, const UkRanked *ranked, Curve *curve)
{
    if (!are_proportions(groups) || !(ranked->mean > 0.0) || !(ranked->mean < 1.0)) {
        return false;
    }
    curve->level = log(ranked->mean / (1.0 - ranked->mean));
    curve->slope = 0.0;
    evaluate(groups, ranked, curve);
    for (int round = 0; round < 60; round++) {
        double length = step(groups, ranked, curve);

        /* quadratic convergence: the step after one this short would be below rounding */
        if (!isfinite(length) || length <= 1e-9 * (1.0 + fabs(curve->level) + fabs(curve->slope))) {
            return isfinite(length);
        }
    }
    return false;
}

/* Fills the gradient of an index whose derivatives by level and slope are given: the estimates move
 * the curve by the inverse information times share_j (1, rank_j), so that gradient' V gradient is
 * the sandwich. */
static void gradient_of_curve(const UkRankedGroups *groups, UkRanked *ranked, const Curve *curve,
                              double by_level, double by_slope)
{
    solve(curve, &by_level, &by_slope);
    for (size_t j = 0; j < groups->count; j++) {
        ranked->gradient[j] =
            uk_ranked_share(groups, ranked, j) * (by_level + by_slope * ranked->rank[j]);
    }
}

static void fit_rates(const UkRankedGroups *groups, const UkRanked *ranked, const Curve *curve,
                      double *fitted)
{
    for (size_t j = 0; fitted != NULL && j < groups->count; j++) {
        fitted[j] = expit(curve->level + curve->slope * ranked->rank[j]);
    }
}

double uk_ranked_sii_logit(const UkRankedGroups *groups, UkRanked *ranked, double *fitted)
{
    Curve curve;
    double best;
    double worst;
    double best_rate;
    double worst_rate;

    if (!fit_curve(groups, ranked, &curve)) {
        return (double)NAN;
    }
    best = curve.level + curve.slope / 2.0;
    worst = curve.level - curve.slope / 2.0;
    best_rate = expit(best) * expit(-best);
    worst_rate = expit(worst) * expit(-worst);
    gradient_of_curve(groups, ranked, &curve, best_rate - worst_rate,
                      (best_rate + worst_rate) / 2.0);
    fit_rates(groups, ranked, &curve, fitted);
    return expit(best) - expit(worst);
}

double uk_ranked_rii_logit(const UkRankedGroups *groups, UkRanked *ranked, double *fitted)
{
    Curve curve;
    double best;
    double worst;

    if (!fit_curve(groups, ranked, &curve)) {
        return (double)NAN;
    }
    best = curve.level + curve.slope / 2.0;
    worst = curve.level - curve.slope / 2.0;
    /* d ln expit(x)/dx = 1 - expit(x) = expit(-x) */
    gradient_of_curve(groups, ranked, &curve, expit(-best) - expit(-worst),
                      (expit(-best) + expit(-worst)) / 2.0);
    fit_rates(groups, ranked, &curve, fitted);
    return expit(best) / expit(worst);
}

UkInterval uk_sii_logit(const UkRankedGroups *groups, double confidence)
{
    UkRanked ranked;
    double index;

    if (!uk_ranked_prepare(groups, &ranked)) {
        return uk_undefined();
    }
    index = uk_ranked_sii_logit(groups, &ranked, NULL);
    return isnan(index) ? uk_undefined()
                        : uk_symmetric(index, uk_ranked_se(groups, &ranked), z_of(confidence));
}

UkInterval uk_rii_logit(const UkRankedGroups *groups, double confidence)
{
    UkRanked ranked;
    double ratio;

    if (!uk_ranked_prepare(groups, &ranked)) {
        return uk_undefined();
    }
    ratio = uk_ranked_rii_logit(groups, &ranked, NULL);
    return isnan(ratio) ? uk_undefined()
                        : uk_symmetric_log(ratio, uk_ranked_se(groups, &ranked), z_of(confidence));
}
