#include "critical.h"

#include "uk_special.h"

#include <math.h>

double uk_critical_value(double confidence, double df)
{
    if (!(confidence > 0.0 && confidence < 1.0) || !(df > 0.0)) {
        return (double)NAN;
    }
    return -uk_t_quantile((1.0 - confidence) / 2.0, df);
}

UkInterval uk_undefined(void)
{
    double nan = (double)NAN;

    return (UkInterval){nan, nan, nan, nan};
}

UkInterval uk_symmetric(double estimate, double se, double critical)
{
    double half = critical * se;

    return (UkInterval){estimate, se, estimate - half, estimate + half};
}

UkInterval uk_symmetric_log(double estimate, double se, double critical)
{
    UkInterval result = uk_undefined();

    result.estimate = estimate;
    if (estimate > 0.0 && isfinite(estimate) && isfinite(se)) {
        result.se = se;
        result.low = estimate * exp(-critical * se);
        result.high = estimate * exp(critical * se);
    }
    return result;
}
