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

double uk_correlation(double covariance, double se1, double se0)
{
    double correlation = covariance / se1 / se0;

    if (!(se1 >= 0.0) || !(se0 >= 0.0) || !isfinite(se1) || !isfinite(se0) || isnan(covariance)) {
        return (double)NAN;
    }
    if (se1 == 0.0 || se0 == 0.0) {
        return 0.0;
    }
    if (!(fabs(correlation) <= 1.0 + 1e-9)) {
        return (double)NAN;
    }
    return fmax(-1.0, fmin(1.0, correlation));
}
