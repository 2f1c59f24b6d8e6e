#include "ranked.h"

#include "neumaier.h"

#include <float.h>
#include <math.h>

/* Ridits less `origin`, taken off before the division: near 1/2 nothing cancels. The total is the
 * sum of populations; false as uk_ridits says. */
static bool fill_ranks(const double *population, size_t k, double origin, double *rank, double *sum)
{
    Neumaier total = {0.0, 0.0};
    Neumaier before = {0.0, 0.0};

    for (size_t j = 0; j < k; j++) {
        if (!(population[j] >= 0.0) || !isfinite(population[j])) {
            return false;
        }
        neumaier_add(&total, population[j]);
    }
    *sum = neumaier_total(total);
    if (!(*sum > 0.0) || !isfinite(*sum)) {
        return false;
    }
    for (size_t j = 0; j < k; j++) {
        Neumaier middle = before;

        neumaier_add(&middle, population[j] / 2.0);
        neumaier_add(&middle, -origin * *sum);
        rank[j] = neumaier_total(middle) / *sum;
        neumaier_add(&before, population[j]);
    }
    return true;
}

bool uk_ridits(const double *population, size_t k, double *ridit)
{
    double total;

    return fill_ranks(population, k, 0.0, ridit, &total);
}

double uk_ranked_share(const UkRankedGroups *groups, const UkRanked *ranked, size_t j)
{
    return groups->population[j] / ranked->total;
}

bool uk_ranked_prepare(const UkRankedGroups *groups, UkRanked *ranked)
{
    Neumaier above = {0.0, 0.0};
    Neumaier spread = {0.0, 0.0};
    double first = 0.0;
    size_t peopled = 0;

    ranked->rank = groups->workspace;
    ranked->gradient = groups->workspace + groups->count;
    if (!fill_ranks(groups->population, groups->count, 0.5, ranked->rank, &ranked->total)) {
        return false;
    }
    for (size_t j = 0; j < groups->count; j++) {
        double share = uk_ranked_share(groups, ranked, j);

        if (share > 0.0) {
            /* the first estimate and what the others add: equal groups give it exactly */
            first = peopled == 0 ? groups->estimate[j] : first;
            peopled++;
            neumaier_add(&above, share * (groups->estimate[j] - first));
            neumaier_add(&spread, share * ranked->rank[j] * ranked->rank[j]);
        }
    }
    ranked->mean = first + neumaier_total(above);
    ranked->spread = neumaier_total(spread);
    return peopled >= 2 && ranked->spread > 0.0 && isfinite(ranked->mean);
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
    double largest = 0.0;

    for (size_t i = 0; i < groups->count; i++) {
        const double *row = groups->covariance + i * groups->count;

        for (size_t j = 0; j < groups->count && groups->population[i] > 0.0; j++) {
            if (groups->population[j] > 0.0) {
                double term = ranked->gradient[i] * row[j] * ranked->gradient[j];

                neumaier_add(&variance, term);
                largest = fmax(largest, fabs(term));
            }
        }
    }
    if (neumaier_total(variance) < 0.0 && neumaier_total(variance) > -8.0 * DBL_EPSILON * largest) {
        return 0.0;
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
