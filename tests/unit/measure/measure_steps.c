/* What must hold of the parts of a gap that the steps of a path carry, whatever the rates. */
#include "tap.h"

#include "chance.h"
#include "uk_contrast.h"
#include "uk_proportion.h"
#include "uk_step_shares.h"

#include <stdbool.h>

enum { ROUNDS = 4000, STEPS = 8 };

static UkInterval rate(Chance *chance)
{
    int64_t n = chance_size(chance, 4.0);

    return uk_wilson(chance_count(chance, n), n, 0.95);
}

static size_t draw(Chance *chance, UkStep *steps)
{
    size_t count = 1 + (size_t)chance_count(chance, STEPS - 1);

    for (size_t i = 0; i < count; i++) {
        steps[i] = (UkStep){rate(chance), rate(chance)};
    }
    return count;
}

static bool near(double got, double want)
{
    return fabs(got - want) <= 1e-14;
}

static void test_parts(void)
{
    Chance chance = {20261130};
    int apart = 0;
    int uneven = 0;
    int outside = 0;

    for (int round = 0; round < ROUNDS; round++) {
        UkStep steps[STEPS];
        UkStep other[STEPS];
        size_t count = draw(&chance, steps);
        UkInterval gap = uk_path_difference(steps, count);
        double sum = 0.0;

        for (size_t i = 0; i < count; i++) {
            other[i] = (UkStep){steps[i].zero, steps[i].one};
        }
        for (size_t i = 0; i < count; i++) {
            UkInterval part = uk_step_share(steps, count, i);
            UkInterval back = uk_step_share(other, count, i);

            sum += part.estimate;
            uneven += !near(back.estimate, -part.estimate) || !near(back.low, -part.high) ||
                      !near(back.high, -part.low) || !near(back.se, part.se);
            outside += !(part.low <= part.estimate && part.estimate <= part.high);
        }
        apart += !(fabs(sum - gap.estimate) <= 1e-12);
        outside += !(gap.low <= gap.estimate && gap.estimate <= gap.high) || gap.low < -1.0 ||
                   gap.high > 1.0;
    }
    OK(apart == 0, "the parts add up to the gap within 1e-12 (%d do not)", apart);
    OK(uneven == 0, "the groups exchanged, the same with the other sign (%d differ)", uneven);
    OK(outside == 0, "every estimate lies within its interval, and that within -1 and 1");
}

static void test_equal_step(void)
{
    Chance chance = {7};
    int carried = 0;
    int certain = 0;

    for (int round = 0; round < ROUNDS; round++) {
        UkStep steps[STEPS];
        size_t count = draw(&chance, steps);
        size_t which = (size_t)chance_count(&chance, (int64_t)count - 1);
        UkInterval part;
        bool reached = true;

        steps[which].zero = steps[which].one;
        part = uk_step_share(steps, count, which);
        for (size_t i = 0; i < count; i++) {
            reached = reached && (i == which || steps[i].one.estimate > 0.0);
        }
        carried += part.estimate != 0.0;
        certain += reached && !(part.low < 0.0 && part.high > 0.0);
    }
    OK(carried == 0, "a step with equal rates carries 0, exactly");
    OK(certain == 0, "its interval has a width all the same");
}

/* The order in which steps stand is not asked about. */
static void test_order(void)
{
    Chance chance = {11};
    int differ = 0;

    for (int round = 0; round < ROUNDS; round++) {
        UkStep steps[STEPS];
        UkStep turned[STEPS];
        size_t count = draw(&chance, steps);

        for (size_t i = 0; i < count; i++) {
            turned[i] = steps[count - 1 - i];
        }
        for (size_t i = 0; i < count; i++) {
            differ += !near(uk_step_share(steps, count, i).estimate,
                            uk_step_share(turned, count, count - 1 - i).estimate);
        }
    }
    OK(differ == 0, "steps in another order carry the same");
}

static void test_one_step(void)
{
    Chance chance = {13};
    int differ = 0;

    for (int round = 0; round < ROUNDS; round++) {
        int64_t n1 = chance_size(&chance, 4.0);
        int64_t n0 = chance_size(&chance, 4.0);
        int64_t x1 = chance_count(&chance, n1);
        int64_t x0 = chance_count(&chance, n0);
        UkStep step = {uk_wilson(x1, n1, 0.95), uk_wilson(x0, n0, 0.95)};
        UkInterval want = uk_newcombe_difference(x1, n1, x0, n0, 0.95);
        UkInterval part = uk_step_share(&step, 1, 0);
        UkInterval gap = uk_path_difference(&step, 1);

        differ += !near(part.low, want.low) || !near(part.high, want.high) ||
                  !near(gap.low, want.low) || !near(gap.high, want.high) ||
                  !near(part.estimate, want.estimate);
    }
    OK(differ == 0, "a path of one step is Newcombe's difference");
}

/* By hand: of 100, 80 then half of them against 90 then two thirds: 40 against 60. The first step
   carries -10 at the mean of 1/2 and 2/3, the second -1/6 at the mean of 80 and 90. */
static void test_by_hand(void)
{
    UkStep steps[] = {{{.estimate = 0.8}, {.estimate = 0.9}},
                      {{.estimate = 0.5}, {.estimate = 2.0 / 3.0}}};

    OK(near(uk_path_difference(steps, 2).estimate, -0.2), "two steps by hand: 20 in 100 fewer");
    OK(near(uk_step_share(steps, 2, 0).estimate, -0.1 * 7.0 / 12.0) &&
           near(uk_step_share(steps, 2, 1).estimate, -0.85 / 6.0),
       "the first carries 5.8 of them, the second 14.2");
}

static void test_domain(void)
{
    UkStep steps[UK_STEPS_MOST + 1];

    for (size_t i = 0; i <= UK_STEPS_MOST; i++) {
        steps[i] = (UkStep){uk_wilson(9, 10, 0.95), uk_wilson(8, 10, 0.95)};
    }
    OK(isnan(uk_path_difference(steps, 0).estimate) && isnan(uk_step_share(steps, 0, 0).estimate),
       "no steps: undefined");
    OK(isnan(uk_path_difference(steps, UK_STEPS_MOST + 1).estimate) &&
           isnan(uk_step_share(steps, 3, 3).low),
       "too many steps, or none of that number: undefined");
    OK(isfinite(uk_step_share(steps, UK_STEPS_MOST, 0).low), "as many as there may be: a number");
    steps[1].zero.estimate = 1.01;
    OK(isnan(uk_path_difference(steps, 2).estimate), "a rate above 1: undefined");
    steps[1].zero = (UkInterval){0.5, (double)NAN, (double)NAN, 0.7};
    OK(isfinite(uk_step_share(steps, 2, 0).estimate) && isnan(uk_step_share(steps, 2, 0).low) &&
           isnan(uk_path_difference(steps, 2).high),
       "without a limit of one rate the part is known, its limits are not");
}

int main(void)
{
    test_parts();
    test_equal_step();
    test_order();
    test_one_step();
    test_by_hand();
    test_domain();
    return tap_done();
}
