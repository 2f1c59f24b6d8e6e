#include "check/step_gap.h"

#include "measure/uk_step_shares.h"

#include <assert.h>
#include <math.h>

_Static_assert(STEP_GAPS_MOST <= UK_STEPS_MOST, "no more steps than the measure takes");

/* The other leg of a right triangle; a hair too short a hypotenuse is rounding. NaN stays. */
static double other_leg(double whole, double leg)
{
    double square = (whole - leg) * (whole + leg);

    return square < 0.0 ? 0.0 : sqrt(square);
}

/* Where both were rounded, their difference can be a step of the rounding outside. */
static double within_share(double value)
{
    return value < 0.0 ? 0.0 : value > 1.0 ? 1.0 : value;
}

static UkInterval of_others(const StepGap *step)
{
    double estimate = within_share(step->rate.estimate - step->gap.estimate);
    double below =
        other_leg(step->gap.high - step->gap.estimate, step->rate.high - step->rate.estimate);
    double above =
        other_leg(step->gap.estimate - step->gap.low, step->rate.estimate - step->rate.low);

    return (UkInterval){estimate, other_leg(step->gap.se, step->rate.se),
                        within_share(estimate - below), within_share(estimate + above)};
}

static bool read_steps(const StepGap *steps, size_t count, UkStep *out)
{
    if (count > STEP_GAPS_MOST) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const Interval *rate = &steps[i].rate;

        out[i] = (UkStep){{rate->estimate, rate->se, rate->low, rate->high}, of_others(&steps[i])};
    }
    return true;
}

static Interval as_interval(UkInterval value)
{
    return interval_of(value);
}

static const Interval NOTHING = {(double)NAN, (double)NAN, (double)NAN, (double)NAN};

Interval step_gap_at_end(const StepGap *steps, size_t count)
{
    UkStep read[STEP_GAPS_MOST];

    return read_steps(steps, count, read) ? as_interval(uk_path_difference(read, count)) : NOTHING;
}

Interval step_gap_part(const StepGap *steps, size_t count, size_t which)
{
    UkStep read[STEP_GAPS_MOST];

    assert(which < count);
    return read_steps(steps, count, read) ? as_interval(uk_step_share(read, count, which))
                                          : NOTHING;
}
