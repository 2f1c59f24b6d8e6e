/* Median waits, and the day by which nine in ten had been seen: R6. Each is one person's wait, so
   it is told in steps of days that hold more ends of waits than the rule hides. */
#include "disclosure/shown_internal.h"

#include "check/wait.h"

#include <math.h>

/* So many people must lie on each side. */
#define SIDE_LEAST 10
#define NINETIETH 90
/* Days: a step that people can bear. */
#define STEP_FINE 7

static const double STEPS[] = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};

#define STEP_COUNT (sizeof STEPS / sizeof STEPS[0])

static ShownInterval nothing(ShownNumber number, const Quantity *quantity, Str note)
{
    return (ShownInterval){.estimate = number,
                           .se = shown_undefined(),
                           .low = number,
                           .high = number,
                           .method = quantity_method_name(quantity->method),
                           .note = note};
}

/* Persons whose wait ended in the step around `value`: at least so many. */
static int64_t ends_near(const CellSet *set, double value, double step)
{
    double nearest = step * floor(value / step + 0.5);
    int64_t ends = 0;

    for (size_t i = 0; i < set->day_count; i++) {
        double day = (double)set->days[i].day;
        int64_t ended = set->persons_ended == NULL ? set->days[i].ended : set->persons_ended[i];

        ends += day >= nearest - step / 2 && day < nearest + step / 2 ? ended : 0;
    }
    return ends;
}

/* The shortest step that is safe at the value; 0 where none is, or there is no value. */
static double safe_step(const Protection *protection, const CellSet *set, double value)
{
    if (!protection->rule->protects) {
        return 0.5; /* halves of days stand as they are */
    }
    for (size_t i = 0; i < STEP_COUNT && !isnan(value) && !isinf(value); i++) {
        if (ends_near(set, value, STEPS[i]) > protection->rule->hide_most) {
            return STEPS[i];
        }
    }
    return 0;
}

static ShownNumber on_step(double value, double step, double (*way)(double))
{
    if (isnan(value) || isinf(value) || step <= 0) {
        return shown_undefined();
    }
    return shown_value(step * way(value / step), step < 1 ? 1 : 0);
}

static double nearest(double value)
{
    return floor(value + 0.5);
}

/* Each of the three is some person's wait, and has a step of its own; limits go outward. */
static ShownInterval shown_median(const Protection *protection, const CellSet *set, Interval value,
                                  const Quantity *quantity)
{
    ShownInterval out = {
        .estimate = on_step(value.estimate, safe_step(protection, set, value.estimate), nearest),
        .se = shown_undefined(),
        .low = on_step(value.low, safe_step(protection, set, value.low), floor),
        .high = on_step(value.high, safe_step(protection, set, value.high), ceil),
        .method = quantity_method_name(quantity->method)};

    if (out.high.state != SHOWN_VALUE) {
        out.note = STR("no upper end: too few have waited to the end");
    }
    return out;
}

/* Steps of more than a week that are as long as a quarter of the interval: the number would say
   more of the steps than of the waits. Judged by what would be shown alone. */
static bool is_too_coarse(const ShownInterval *shown, double step)
{
    double width = shown->high.state == SHOWN_VALUE
                       ? shown->high.value - shown->low.value
                       : 2 * (shown->estimate.value - shown->low.value);

    return step > STEP_FINE && shown->low.state == SHOWN_VALUE && 4 * step > width;
}

/* Of a set that may be used; `of_100` have been seen by it. */
static ShownInterval centile_of(const Protection *protection, const CellSet *set, int of_100,
                                const Quantity *quantity)
{
    Interval value = wait_centile(set, of_100, protection->findings->confidence);
    ShownInterval out;
    int beyond = of_100 < 50 ? of_100 : 100 - of_100;
    bool few = protection->rule->protects &&
               (set->counts.persons * beyond < SIDE_LEAST * 100 ||
                (of_100 > 50 && wait_left_after(set, value.estimate) < SIDE_LEAST));

    if (isnan(value.estimate)) {
        return nothing(shown_undefined(), quantity,
                       of_100 == NINETIETH ? STR("fewer than nine in ten have reached the end")
                                           : STR("fewer than half have reached the end"));
    }
    if (few || safe_step(protection, set, value.estimate) <= 0) {
        return nothing(shown_without_range(), quantity,
                       of_100 == NINETIETH
                           ? STR("hidden: of so few people it would tell one person's wait")
                           : STR("hidden: a median of so few people would tell one person's "
                                 "wait"));
    }
    out = shown_median(protection, set, value, quantity);
    if (is_too_coarse(&out, safe_step(protection, set, value.estimate))) {
        return nothing(
            shown_without_range(), quantity,
            STR("hidden: of so few people only a number too coarse to tell a wait is safe"));
    }
    return out;
}

static ShownInterval median_of(const Protection *protection, const FindingTable *table,
                               const ProtectedSet *sets, const Quantity *quantity, uint32_t set)
{
    if (!sets[set].usable) {
        return nothing(shown_without_range(), quantity, sets[set].reason);
    }
    return centile_of(protection, &table->sets[set], 50, quantity);
}

ShownInterval protect_ninetieth(const Protection *protection, const CellSet *set)
{
    Quantity quantity = {.kind = QUANTITY_MEDIAN, .method = METHOD_KAPLAN_MEIER};

    return centile_of(protection, set, NINETIETH, &quantity);
}

Interval shown_as_interval(const ShownInterval *shown)
{
    bool known = shown->estimate.state == SHOWN_VALUE;
    bool endless = known && shown->low.state == SHOWN_VALUE && shown->high.state != SHOWN_VALUE;

    return (Interval){.estimate = known ? shown->estimate.value : (double)NAN,
                      .se = shown->se.state == SHOWN_VALUE ? shown->se.value : (double)NAN,
                      .low = shown->low.state == SHOWN_VALUE ? shown->low.value : (double)NAN,
                      .high = shown->high.state == SHOWN_VALUE ? shown->high.value
                              : endless                        ? (double)INFINITY
                                                               : (double)NAN};
}

static ShownNumber day_number(double value, double (*way)(double))
{
    return isnan(value) || isinf(value) ? shown_undefined() : shown_value(way(value), 0);
}

ShownInterval protect_median(const Protection *protection, const FindingTable *table,
                             const ProtectedSet *sets, const Quantity *quantity)
{
    ShownInterval one;
    ShownInterval zero;
    Interval value;

    if (quantity->open_reason) {
        return nothing(shown_undefined(), quantity, quantity->undefined);
    }
    one = median_of(protection, table, sets, quantity, quantity->one);
    if (quantity->kind == QUANTITY_MEDIAN) {
        return one;
    }
    zero = median_of(protection, table, sets, quantity, quantity->zero);
    if (one.estimate.state != SHOWN_VALUE || zero.estimate.state != SHOWN_VALUE) {
        const ShownInterval *why = one.estimate.state != SHOWN_VALUE ? &one : &zero;

        return nothing(why->estimate, quantity, why->note);
    }
    value = quantity_mover(shown_as_interval(&one), shown_as_interval(&zero));
    return (ShownInterval){.estimate = day_number(value.estimate, nearest),
                           .se = shown_undefined(),
                           .low = day_number(value.low, floor),
                           .high = day_number(value.high, ceil),
                           .method = quantity_method_name(quantity->method),
                           .note = one.note.length > 0 ? one.note : zero.note};
}
