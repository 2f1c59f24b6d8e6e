#include "disclosure/rounding.h"

#include <math.h>

#define ON_A_STEP 1e-9

static double power_of_ten(int exponent)
{
    double power = 1;

    while (exponent-- > 0) {
        power *= 10; /* exact up to 1e22 */
    }
    return power;
}

/* value * 10^decimals */
static double scale(double value, int decimals)
{
    return decimals >= 0 ? value * power_of_ten(decimals) : value / power_of_ten(-decimals);
}

static double unscale(double value, int decimals)
{
    double result =
        decimals >= 0 ? value / power_of_ten(decimals) : value * power_of_ten(-decimals);

    return result == 0 ? 0 : result; /* never -0 */
}

static double whole(double value, RoundingWay way)
{
    double near = round(value);

    if (way == ROUND_NEAREST) {
        return value >= 0 ? floor(value + 0.5 + ON_A_STEP) : -floor(-value + 0.5 + ON_A_STEP);
    }
    if (fabs(value - near) < ON_A_STEP) {
        return near;
    }
    return way == ROUND_DOWN ? floor(value) : ceil(value);
}

int64_t round_count(int64_t value, int64_t base)
{
    int64_t rest = value % base;

    if (2 * (rest < 0 ? -rest : rest) >= base) {
        return value - rest + (value < 0 ? -base : base);
    }
    return value - rest;
}

double round_decimals(double value, int decimals, RoundingWay way)
{
    if (!isfinite(value)) {
        return value;
    }
    return unscale(whole(scale(value, decimals), way), decimals);
}

int decimals_for_figures(double value, int figures, int otherwise)
{
    double size = fabs(value);
    int decimals = figures - 1;

    if (!(size > 0) || !isfinite(size)) {
        return otherwise;
    }
    while (scale(size, decimals) >= power_of_ten(figures) - 0.5 && decimals > -15) {
        decimals--;
    }
    while (scale(size, decimals) < power_of_ten(figures - 1) - ON_A_STEP && decimals < 15) {
        decimals++;
    }
    return decimals;
}

/* The first of `steps`, each times a power of ten, that is at least `least`. */
static RoundingGrid first_step(const RoundingGrid *steps, int count, double least,
                               int most_decimals)
{
    for (int decimals = most_decimals; decimals > -15; decimals--) {
        for (int i = 0; i < count; i++) {
            RoundingGrid grid = {steps[i].leading, steps[i].decimals + decimals};

            if (grid_step(grid) >= least * (1 - ON_A_STEP)) {
                return grid;
            }
        }
    }
    return (RoundingGrid){1, -15};
}

RoundingGrid grid_at_least(double least, int most_decimals)
{
    static const RoundingGrid STEPS[] = {{1, 0}, {2, 0}, {5, 0}};

    return first_step(STEPS, (int)(sizeof STEPS / sizeof STEPS[0]), least, most_decimals);
}

RoundingGrid grid_close_to(double least, int most_decimals)
{
    static const RoundingGrid STEPS[] = {{1, 0}, {15, 1}, {2, 0}, {3, 0}, {5, 0}, {7, 0}};

    return first_step(STEPS, (int)(sizeof STEPS / sizeof STEPS[0]), least, most_decimals);
}

double grid_step(RoundingGrid grid)
{
    return unscale((double)grid.leading, grid.decimals);
}

double round_grid(double value, RoundingGrid grid, RoundingWay way)
{
    if (!isfinite(value)) {
        return value;
    }
    return unscale(whole(scale(value, grid.decimals) / (double)grid.leading, way) *
                       (double)grid.leading,
                   grid.decimals);
}
