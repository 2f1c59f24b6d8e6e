/* Rules R4, R7 and R8: estimates and intervals from shown counts, indices on a grid. */
#include "disclosure/rounding.h"
#include "disclosure/shown_internal.h"

#include <math.h>

/* Indices of shares and ratios are never shown finer than this, nor those of amounts in more than
   these figures. */
#define INDEX_DECIMALS 4
#define INDEX_FIGURES 4
#define PAIRS_DECIMALS 2

static ShownNumber one_number(double value, int decimals, RoundingWay way)
{
    if (isnan(value)) {
        return shown_undefined();
    }
    if (decimals == SHOWN_EXACT) {
        return shown_value(value, SHOWN_EXACT);
    }
    return shown_value(round_decimals(value, decimals, way), decimals);
}

ShownInterval protect_on_decimals(Interval value, int decimals, const Quantity *quantity)
{
    int finer = decimals == SHOWN_EXACT ? SHOWN_EXACT : decimals + 1;

    return (ShownInterval){.estimate = one_number(value.estimate, decimals, ROUND_NEAREST),
                           .se = one_number(value.se, finer, ROUND_UP),
                           .low = one_number(value.low, decimals, ROUND_DOWN),
                           .high = one_number(value.high, decimals, ROUND_UP),
                           .method = quantity_method_name(quantity->method),
                           .note = quantity->undefined};
}

static ShownNumber on_step(double value, RoundingGrid grid, RoundingWay way)
{
    if (isnan(value)) {
        return shown_undefined();
    }
    return shown_value(round_grid(value, grid, way), grid.decimals);
}

/* R8: on a grid that one person's absence moves by half a step at most. Nothing is left to show
   where a step is wider than the interval. */
static ShownInterval on_grid(const Protection *protection, const Quantity *quantity, Interval value,
                             int most_decimals)
{
    RoundingGrid grid;

    if (isnan(quantity->influence)) {
        return without_value(shown_without_range(), quantity->method,
                             STR("hidden: one person's weight in it is too large, or not known"));
    }
    grid = grid_at_least(quantity->influence * protection->rule->influence_steps, most_decimals);
    if (grid_step(grid) > value.high - value.low) {
        return without_value(shown_without_range(), quantity->method,
                             STR("hidden: one person could change it by too much"));
    }
    return (ShownInterval){.estimate = on_step(value.estimate, grid, ROUND_NEAREST),
                           .se = on_step(value.se, grid, ROUND_UP),
                           .low = on_step(value.low, grid, ROUND_DOWN),
                           .high = on_step(value.high, grid, ROUND_UP),
                           .method = quantity_method_name(quantity->method),
                           .note = quantity->undefined};
}

/* The coarser of the two sets; a ratio has at most three figures before that. */
static int quantity_decimals(const Protection *protection, const Quantity *quantity,
                             const ProtectedSet *sets, double estimate)
{
    int decimals = sets[quantity->one].decimals;

    if (!protection->rule->protects) {
        return SHOWN_EXACT;
    }
    if (quantity->zero != SET_NONE && sets[quantity->zero].decimals < decimals) {
        decimals = sets[quantity->zero].decimals;
    }
    if (quantity->kind == QUANTITY_RATIO) {
        decimals = protection->findings->amounts || decimals < 2 ? 2 : decimals;
        decimals -= fabs(estimate) >= 100 ? 2 : fabs(estimate) >= 10 ? 1 : 0;
    }
    return decimals;
}

/* Persons of the groups that are shown, as far as one of them tells: those who have rows in hidden
   groups alone are not counted. */
static double persons_shown(const FindingTable *table, const ProtectedSet *sets)
{
    double most = 0;
    size_t g;

    for (g = 0; g < table->group_count; g++) {
        const ProtectedSet *set = &sets[set_of_group(table, g)];

        most = set->usable && set->summary.units > most ? set->summary.units : most;
    }
    return most;
}

static bool has_unusable(const FindingTable *table, const ProtectedSet *sets)
{
    size_t g;

    for (g = 0; g < table->group_count; g++) {
        if (!sets[set_of_group(table, g)].usable) {
            return true;
        }
    }
    return false;
}

/* Of pairs, how many differ: few are taken for as many as are hidden, so that the interval is that
   of more. Two rounded counts are off by what rounding adds, which for pairs is as much as chance
   does: each has a variance of base^2 / 12. */
static double apart_as_shown(const DisclosureRule *rule, double apart)
{
    double base = (double)rule->base;
    double least = base * ceil((double)rule->hide_most / base);

    return fmax((double)round_count((int64_t)apart, rule->base), least) + base * base / 6;
}

/* Correlations come from everybody in both sets; two decimals of them are worked with. With
   everyone else, beside hidden groups, whose rows are in them, none: people in both sets mostly
   make differences vary less. */
static Quantity for_shown_counts(const Protection *protection, const FindingTable *table,
                                 const ProtectedSet *sets, const Quantity *quantity)
{
    const CellSet *everyone = set_of_kind(table, SET_EVERYONE);
    Quantity shown = *quantity;

    if (!protection->rule->protects) {
        return shown;
    }
    shown.correlation = round_decimals(quantity->correlation, 2, ROUND_NEAREST);
    shown.apart = apart_as_shown(protection->rule, quantity->apart);
    if (!protection->findings->repeats || protection->findings->weighted ||
        table->group_count == 0) { /* a score's numbers bring their own, as coarse as must be */
        return shown;
    }
    if (has_unusable(table, sets)) {
        if (!table->has_reference) {
            shown.correlation = 0;
        }
        shown.df = isfinite(quantity->df) ? persons_shown(table, sets) - 1 : quantity->df;
    } else if (isfinite(quantity->df) && everyone != NULL) {
        shown.df = (double)round_count(everyone->counts.persons, protection->rule->base) - 1;
    }
    return shown;
}

static ShownInterval from_sets(const Protection *protection, const FindingTable *table,
                               const ProtectedSet *sets, const Quantity *quantity)
{
    const SetSummary *zero = quantity->zero == SET_NONE ? NULL : &sets[quantity->zero].summary;
    Quantity shown = for_shown_counts(protection, table, sets, quantity);
    Interval value;

    if (protection->findings->weighted && protection->findings->amounts &&
        protection->rule->protects) {
        return on_grid(protection, quantity, quantity->exact,
                       quantity_decimals(protection, quantity, sets, quantity->exact.estimate));
    }
    value = protection->rule->protects ? quantity_evaluate(&shown, &sets[quantity->one].summary,
                                                           zero, protection->findings->confidence)
                                       : quantity->exact;
    if (isnan(value.estimate) && shown.undefined.length == 0) {
        shown.undefined = STR("cannot be worked out from the rounded numbers");
    }
    if (protection->findings->weighted && protection->rule->protects) {
        return on_grid(protection, &shown, value,
                       quantity_decimals(protection, quantity, sets, value.estimate));
    }
    return protect_on_decimals(value, quantity_decimals(protection, quantity, sets, value.estimate),
                               &shown);
}

/* An index speaks of all ordered groups at once. It is from exact counts, so it must not be the way
   to a group that is hidden. */
static ShownInterval index_value(const Protection *protection, const FindingTable *table,
                                 const ProtectedSet *sets, const Quantity *quantity)
{
    bool amounts =
        protection->findings->amounts &&
        (quantity->method == METHOD_SII_LINEAR || quantity->method == METHOD_ACI ||
         quantity->method == METHOD_SII_LINEAR_SURVEY || quantity->method == METHOD_ACI_SURVEY);
    size_t g;

    if (!protection->rule->protects) {
        return protect_on_decimals(quantity->exact, SHOWN_EXACT, quantity);
    }
    for (g = 0; g < table->group_count; g++) {
        if (table->groups[g].ordered && !sets[set_of_group(table, g)].usable) {
            return without_value(shown_without_range(), quantity->method,
                                 STR("hidden: the numbers of one of the ordered groups are"));
        }
    }
    if (quantity->residual_df < (double)protection->rule->residual_df_least) {
        return without_value(shown_without_range(), quantity->method,
                             STR("hidden: worked out from a small number of people"));
    }
    if (isnan(quantity->exact.estimate)) {
        return without_value(shown_undefined(), quantity->method, quantity->undefined);
    }
    return on_grid(protection, quantity, quantity->exact,
                   amounts ? decimals_for_figures(quantity->exact.estimate, INDEX_FIGURES, 4)
                           : INDEX_DECIMALS);
}

/* Pairs are of exact values. Of few different values they would tell how many people have each, so
   that each must be many people's on both sides; where nobody overlaps they tell of everybody. */
static const char *tells_values(const Protection *protection, const Quantity *quantity)
{
    if (!protection->rule->protects) {
        return NULL;
    }
    if (quantity->values < protection->rule->score_values_least &&
        quantity->fewest <= protection->rule->hide_most) {
        return "hidden: few people of one side have one of its few values";
    }
    return isnan(quantity->exact.low) ? "hidden: one side's values lie beyond the other's" : NULL;
}

static void take_half(ShownNumber *number)
{
    if (number->state == SHOWN_VALUE) {
        number->value = number->decimals == SHOWN_EXACT
                            ? number->value - 0.5
                            : round_decimals(number->value - 0.5, number->decimals, ROUND_NEAREST);
    }
}

/* Both on one grid: the gap is what is shown, less one half. */
static ShownInterval pairs_value(const Protection *protection, const Quantity *quantity)
{
    bool gap = quantity->kind == QUANTITY_PAIRS_GAP;
    const char *why = tells_values(protection, quantity);
    Interval value = quantity->exact;
    ShownInterval out;

    if (isnan(value.estimate)) {
        return without_value(shown_undefined(), quantity->method, quantity->undefined);
    }
    if (why != NULL) {
        return without_value(shown_without_range(), quantity->method, str_from(why));
    }
    if (!protection->rule->protects) {
        return protect_on_decimals(value, SHOWN_EXACT, quantity);
    }
    if (gap) {
        value.estimate += 0.5;
        value.low += 0.5;
        value.high += 0.5;
    }
    out = on_grid(protection, quantity, value, PAIRS_DECIMALS);
    if (out.estimate.state == SHOWN_VALUE && !(out.estimate.value > 0 && out.estimate.value < 1)) {
        return without_value(shown_without_range(), quantity->method,
                             STR("hidden: one side's values lie beyond the other's"));
    }
    if (gap) {
        take_half(&out.estimate);
        take_half(&out.low);
        take_half(&out.high);
    }
    return out;
}

static const ProtectedSet *unusable(const ProtectedSet *sets, const Quantity *quantity)
{
    if (!sets[quantity->one].usable) {
        return &sets[quantity->one];
    }
    if (quantity->zero != SET_NONE && !sets[quantity->zero].usable) {
        return &sets[quantity->zero];
    }
    return NULL;
}

ShownInterval protect_quantity(const Protection *protection, const FindingTable *table,
                               const ProtectedSet *sets, const Quantity *quantity)
{
    const ProtectedSet *hidden;

    if (quantity->kind == QUANTITY_INDEX) {
        return index_value(protection, table, sets, quantity);
    }
    if (quantity->kind == QUANTITY_MEDIAN || quantity->kind == QUANTITY_MEDIAN_DIFFERENCE) {
        return protect_median(protection, table, sets, quantity);
    }
    if (quantity->open_reason) {
        return without_value(shown_undefined(), quantity->method, quantity->undefined);
    }
    hidden = unusable(sets, quantity);
    if (hidden != NULL) {
        return without_value(shown_without_range(), quantity->method, hidden->reason);
    }
    if (quantity->kind == QUANTITY_PAIRS || quantity->kind == QUANTITY_PAIRS_GAP) {
        return pairs_value(protection, quantity);
    }
    if (isnan(quantity->exact.estimate)) {
        return without_value(shown_undefined(), quantity->method, quantity->undefined);
    }
    return from_sets(protection, table, sets, quantity);
}
