#include "uk_concentration.h"

#include "critical.h"
#include "neumaier.h"
#include "ranked.h"

#include <math.h>

double uk_ranked_aci(const UkRankedGroups *groups, UkRanked *ranked)
{
    Neumaier sum = {0.0, 0.0};

    for (size_t j = 0; j < groups->count; j++) {
        double share = uk_ranked_share(groups, ranked, j);

        ranked->gradient[j] = 2.0 * share * ranked->rank[j];
        if (share > 0.0) {
            neumaier_add(&sum, ranked->gradient[j] * (groups->estimate[j] - ranked->mean));
        }
    }
    return neumaier_total(sum);
}

UkInterval uk_aci(const UkRankedGroups *groups, double confidence)
{
    UkRanked ranked;
    double index;

    if (!uk_ranked_prepare(groups, &ranked)) {
        return uk_undefined();
    }
    index = uk_ranked_aci(groups, &ranked);
    return uk_symmetric(index, uk_ranked_se(groups, &ranked),
                        uk_critical_value(confidence, (double)INFINITY));
}

UkInterval uk_rci(const UkRankedGroups *groups, double confidence)
{
    UkRanked ranked;
    double index;

    if (!uk_ranked_prepare(groups, &ranked) || !(ranked.mean > 0.0)) {
        return uk_undefined();
    }
    index = uk_ranked_aci(groups, &ranked) / ranked.mean;
    for (size_t j = 0; j < groups->count; j++) {
        ranked.gradient[j] =
            (ranked.gradient[j] - index * uk_ranked_share(groups, &ranked, j)) / ranked.mean;
    }
    return uk_symmetric(index, uk_ranked_se(groups, &ranked),
                        uk_critical_value(confidence, (double)INFINITY));
}
