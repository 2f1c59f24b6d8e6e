#include "ranked.h"

#include "neumaier.h"

#include <math.h>

bool uk_ridits(const double *population, size_t k, double *ridit)
{
    Neumaier total = {0.0, 0.0};
    Neumaier before = {0.0, 0.0};

    for (size_t j = 0; j < k; j++) {
        if (!(population[j] >= 0.0) || !isfinite(population[j])) {
            return false;
        }
        neumaier_add(&total, population[j]);
    }
    if (!(neumaier_total(total) > 0.0) || !isfinite(neumaier_total(total))) {
        return false;
    }
    for (size_t j = 0; j < k; j++) {
        Neumaier middle = before;

        neumaier_add(&middle, population[j] / 2.0);
        ridit[j] = neumaier_total(middle) / neumaier_total(total);
        neumaier_add(&before, population[j]);
    }
    return true;
}

double uk_ranked_share(const UkRankedGroups *groups, const UkRanked *ranked, size_t j)
{
    return groups->population[j] / ranked->total;
}

bool uk_ranked_prepare(const UkRankedGroups *groups, UkRanked *ranked)
{
    Neumaier total = {0.0, 0.0};
    Neumaier mean = {0.0, 0.0};
    Neumaier spread = {0.0, 0.0};
    size_t peopled = 0;

    ranked->ridit = groups->workspace;
    ranked->gradient = groups->workspace + groups->count;
    if (!uk_ridits(groups->population, groups->count, ranked->ridit)) {
        return false;
    }
    for (size_t j = 0; j < groups->count; j++) {
        neumaier_add(&total, groups->population[j]);
    }
    ranked->total = neumaier_total(total);
    for (size_t j = 0; j < groups->count; j++) {
        double share = uk_ranked_share(groups, ranked, j);
        double centred = ranked->ridit[j] - 0.5;

        if (share > 0.0) {
            peopled++;
            neumaier_add(&mean, share * groups->estimate[j]);
            neumaier_add(&spread, share * centred * centred);
        }
    }
    ranked->mean = neumaier_total(mean);
    ranked->spread = neumaier_total(spread);
    return peopled >= 2 && isfinite(ranked->mean);
}

static double independent_variance(const UkRankedGroups *groups, const UkRanked *ranked)
{
    Neumaier variance = {0.0, 0.0};

    for (size_t j = 0; j < groups->count; j++) {
        double part = ranked->gradient[j] * groups->se[j];

        if (groups->population[j] > 0.0) {
            neumaier_add(&variance, groups->se[j] >= 0.0 ? part * part : (double)NAN);
        }
    }
    return neumaier_total(variance);
}

static double joint_variance(const UkRankedGroups *groups, const UkRanked *ranked)
{
    Neumaier variance = {0.0, 0.0};

    for (size_t i = 0; i < groups->count; i++) {
        const double *row = groups->covariance + i * groups->count;

        for (size_t j = 0; j < groups->count && groups->population[i] > 0.0; j++) {
            if (groups->population[j] > 0.0) {
                neumaier_add(&variance, ranked->gradient[i] * row[j] * ranked->gradient[j]);
            }
        }
    }
    return neumaier_total(variance);
}

double uk_ranked_se(const UkRankedGroups *groups, const UkRanked *ranked)
{
    double variance = (double)NAN;

    if (groups->covariance != NULL) {
        variance = joint_variance(groups, ranked);
    } else if (groups->se != NULL) {
        variance = independent_variance(groups, ranked);
    }
    return variance >= 0.0 ? sqrt(variance) : (double)NAN;
}
