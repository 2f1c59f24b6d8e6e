#include "check/funnel.h"

#include "measure/uk_funnel.h"

Interval funnel_limits(double share, double people, double confidence)
{
    UkInterval limits = uk_funnel_limits(share, people, confidence);

    return (Interval){limits.estimate, limits.se, limits.low, limits.high};
}
