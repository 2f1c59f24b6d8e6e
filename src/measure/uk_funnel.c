#include "uk_funnel.h"

#include "critical.h"

#include <math.h>

UkInterval uk_funnel_limits(double p0, double people, double confidence)
{
    UkInterval none = {(double)NAN, (double)NAN, (double)NAN, (double)NAN};
    double z = uk_critical_value(confidence, (double)INFINITY);
    double se;

    if (!(p0 >= 0.0 && p0 <= 1.0) || !(people > 0.0 && people < (double)INFINITY) || isnan(z)) {
        return none;
    }
    se = sqrt(p0 * (1.0 - p0) / people);
    return (UkInterval){p0, se, fmax(0.0, p0 - z * se), fmin(1.0, p0 + z * se)};
}
