#include "uk_mean.h"

#include "critical.h"

#include <math.h>

UkInterval uk_mean_t(double mean, double sd, double n, double confidence)
{
    if (!(n > 1.0) || !(sd >= 0.0)) {
        return (UkInterval){mean, (double)NAN, (double)NAN, (double)NAN};
    }
    return uk_estimate_t(mean, sd / sqrt(n), n - 1.0, confidence);
}

UkInterval uk_estimate_t(double estimate, double se, double df, double confidence)
{
    double critical = se >= 0.0 ? uk_critical_value(confidence, df) : (double)NAN;

    return uk_symmetric(estimate, se, critical);
}
