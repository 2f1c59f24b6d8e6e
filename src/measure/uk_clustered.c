#include "uk_clustered.h"

#include "neumaier.h"

#include <math.h>

double uk_linearised_covariance(UkPairMoments pair, double mean_g, double mean_h, double weight_g,
                                double weight_h, double units)
{
    Neumaier products = {0.0, 0.0};

    if (!(units > 1.0) || !(weight_g > 0.0) || !(weight_h > 0.0)) {
        return (double)NAN;
    }
    neumaier_add(&products, pair.kk);
    neumaier_add(&products, -mean_h * pair.kn);
    neumaier_add(&products, -mean_g * pair.nk);
    neumaier_add(&products, mean_g * mean_h * pair.nn);
    return units / (units - 1.0) * (neumaier_total(products) / weight_g / weight_h);
}
