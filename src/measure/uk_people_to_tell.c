#include "uk_people_to_tell.h"

#include "critical.h"
#include "uk_special.h"

#include <math.h>
#include <stdbool.h>

static bool is_share(double value)
{
    return value >= 0.0 && value <= 1.0;
}

double uk_people_to_tell(double p1, double p0, double confidence, double power)
{
    double apart = p1 - p0;
    double both = p1 + p0;
    double alike;
    double each;

    if (!is_share(p1) || !is_share(p0) || apart == 0.0 || !(power >= 0.5 && power < 1.0)) {
        return (double)NAN;
    }
    alike = uk_critical_value(confidence, (double)INFINITY) * sqrt(both * (1.0 - both / 2.0));
    each = uk_normal_quantile(power) * sqrt(p1 * (1.0 - p1) + p0 * (1.0 - p0));
    return (alike + each) / apart * ((alike + each) / apart);
}
