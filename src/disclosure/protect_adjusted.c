/* Rule R8 for people alike in other ways: the shown share, and what adjusting does to it on a grid
   as much coarser than one person's absence as shown counts are coarser than one person. Straight
   from the exact counts the adjusted share would be a second and finer view of them, and the count
   itself where adjusting changes nothing. */
#include "check/adjusted.h"
#include "disclosure/rounding.h"
#include "disclosure/shown_internal.h"

#include <math.h>

/* What adjusting does to a share is never shown finer than this, nor its spread's effect in more
   than so many figures. */
#define SHIFT_DECIMALS 4
#define EFFECT_FIGURES 2
#define CORRELATION_DECIMALS 2

static ShownAdjusted all_without(ShownNumber number, Str note)
{
    return (ShownAdjusted){.estimate = without_value(number, METHOD_STANDARDISED, note),
                           .difference =
                               without_value(number, METHOD_STANDARDISED_DIFFERENCE, note),
                           .ratio = without_value(number, METHOD_STANDARDISED_RATIO, note)};
}

ShownAdjusted protect_not_adjusted(void)
{
    ShownNumber none = shown_undefined();
    ShownInterval nothing = {.estimate = none, .se = none, .low = none, .high = none};

    return (ShownAdjusted){nothing, nothing, nothing};
}

/* ---- from shown numbers ---- */

/* The variance over that of as many independent people: varies smoothly with everybody. */
static double effect_of(const Adjusted *exact, int side)
{
    double independent = exact->rate[side] * (1 - exact->rate[side]) / exact->people[side];
    double effect = independent > 0 ? exact->variance[side] / independent : 1;

    return round_decimals(effect, decimals_for_figures(effect, EFFECT_FIGURES, 2), ROUND_NEAREST);
}

/* The steps that adjusting is shown in: of the group or of whom it is compared with. */
static RoundingGrid shift_grid(const Protection *protection, const Adjusted *exact, int side)
{
    double persons = fmax(protection->rule->influence_steps, (double)protection->rule->base);

    return grid_at_least(exact->influence[side] * persons, SHIFT_DECIMALS);
}

/* Shares as shown, moved by what adjusting does to them. A number on a grid is off by up to half a
   step, as often one way as the other, which has the variance of step^2 / 12. */
static Adjusted from_shown(const Protection *protection, const Adjusted *exact,
                           const SetSummary *const shown[2])
{
    Adjusted out = *exact;
    double se[2];

    for (int k = 0; k < 2; k++) {
        RoundingGrid grid = shift_grid(protection, exact, k);
        double plain = shown[k]->events / shown[k]->people;

        out.people[k] = shown[k]->people;
        out.rate[k] = plain + round_grid(exact->rate[k] - exact->crude[k], grid, ROUND_NEAREST);
        out.rate[k] = fmin(fmax(out.rate[k], 0), 1);
        out.variance[k] = out.rate[k] * (1 - out.rate[k]) / out.people[k] * effect_of(exact, k);
        se[k] = sqrt(exact->variance[k]);
    }
    out.covariance =
        round_decimals(exact->covariance / (se[0] * se[1]), CORRELATION_DECIMALS, ROUND_NEAREST) *
        sqrt(out.variance[0] * out.variance[1]);
    return out;
}

/* Decimals of the shown shares, or of the steps where these are coarser. */
static int adjusted_decimals(const Protection *protection, const Adjusted *exact,
                             const ProtectedSet *const sets[2])
{
    int decimals = SHIFT_DECIMALS;

    for (int k = 0; k < 2; k++) {
        RoundingGrid grid = shift_grid(protection, exact, k);

        decimals = sets[k]->decimals < decimals ? sets[k]->decimals : decimals;
        decimals = grid.decimals < decimals ? grid.decimals : decimals;
    }
    return decimals < 0 ? 0 : decimals;
}

static ShownInterval show(Interval value, int decimals, Method method)
{
    Quantity quantity = quantity_new(QUANTITY_SHARE, method, 0, SET_NONE);

    return protect_on_decimals(value, decimals, &quantity);
}

/* A ratio has two decimals at least, three figures at most. */
static int ratio_decimals(double ratio, int decimals)
{
    decimals = decimals < 2 ? 2 : decimals;
    return decimals - (ratio >= 100 ? 2 : ratio >= 10 ? 1 : 0);
}

static ShownAdjusted show_all(const Adjusted *adjusted, double confidence, int decimals)
{
    AdjustedIntervals intervals = adjusted_intervals(adjusted, confidence);
    int finer =
        decimals == SHOWN_EXACT ? SHOWN_EXACT : ratio_decimals(intervals.ratio.estimate, decimals);

    return (ShownAdjusted){.estimate = show(intervals.estimate, decimals, METHOD_STANDARDISED),
                           .difference =
                               show(intervals.difference, decimals, METHOD_STANDARDISED_DIFFERENCE),
                           .ratio = show(intervals.ratio, finer, METHOD_STANDARDISED_RATIO)};
}

/* ---- one table ---- */

static const ProtectedSet *unusable(const ProtectedSet *const sets[2])
{
    return !sets[0]->usable ? sets[0] : !sets[1]->usable ? sets[1] : NULL;
}

static ShownAdjusted protect_one(const Protection *protection, const Adjusted *exact,
                                 const ProtectedSet *const sets[2])
{
    const SetSummary *const shown[2] = {&sets[0]->summary, &sets[1]->summary};
    double confidence = protection->findings->confidence;
    const ProtectedSet *hidden = unusable(sets);
    Adjusted adjusted;
    ShownAdjusted out;
    double widest = 0;

    if (hidden != NULL) {
        return all_without(shown_without_range(), hidden->reason);
    }
    if (isnan(exact->rate[0])) {
        return all_without(shown_undefined(), exact->undefined);
    }
    if (!protection->rule->protects) {
        return show_all(exact, confidence, SHOWN_EXACT);
    }
    if (exact->residual_df < (double)protection->rule->residual_df_least) {
        return all_without(shown_without_range(),
                           STR("hidden: worked out from a small number of people"));
    }
    adjusted = from_shown(protection, exact, shown);
    out = show_all(&adjusted, confidence, adjusted_decimals(protection, exact, sets));
    for (int k = 0; k < 2; k++) {
        widest = fmax(widest, grid_step(shift_grid(protection, exact, k)));
    }
    if (widest > out.difference.high.value - out.difference.low.value) {
        return all_without(shown_without_range(),
                           STR("hidden: one person could change it by too much"));
    }
    return out;
}

/* Which groups are hidden: nobody of theirs may be in what is worked out for the others. False
   where none is. */
static bool find_hidden(const ProtectedTable *table, bool *hidden)
{
    bool any = false;

    for (size_t g = 0; g < table->table->group_count; g++) {
        hidden[g] = !protected_group(table, g)->usable;
        any = any || hidden[g];
    }
    return any;
}

/* A table of the same people hides a group: whose exact numbers are in this one's. */
static bool hides_beside(const Protection *protection, const ProtectedTable *table)
{
    for (size_t t = 0; t < protection->findings->table_count; t++) {
        const ProtectedTable *other = &protection->tables[t];

        if (other == table || !str_equal(other->table->period, table->table->period)) {
            continue;
        }
        for (size_t g = 0; g < other->table->group_count; g++) {
            if (!protected_group(other, g)->usable) {
                return true;
            }
        }
    }
    return false;
}

Status protect_adjusted(const Protection *protection, const ProtectedTable *from,
                        ShownGroup *groups)
{
    const FindingTable *table = from->table;
    bool *hidden = TAKE(protection->context, bool, table->group_count);
    AdjustedWork *work = NULL;
    bool beside;

    if (table->adjust.columns.count == 0) {
        return done();
    }
    if (hidden == NULL) {
        return fail_memory(protection->context);
    }
    if (protection->rule->protects && find_hidden(from, hidden)) {
        TRY(adjusted_work_new(protection->context, table, hidden, &work));
    }
    beside = protection->rule->protects && hides_beside(protection, from);
    for (uint32_t g = 0; g < table->group_count; g++) {
        const FindingGroup *group = &table->groups[g];
        const ProtectedSet *sets[2];
        Adjusted exact = group->adjusted;

        if (group->difference.open_reason || group->difference.zero == SET_NONE) {
            groups[g].adjusted = all_without(shown_undefined(), group->difference.undefined);
            continue;
        }
        if (beside) {
            groups[g].adjusted =
                all_without(shown_without_range(),
                            STR("hidden: with another table it would tell a hidden number"));
            continue;
        }
        sets[0] = &from->sets[group->difference.one];
        sets[1] = &from->sets[group->difference.zero];
        if (work != NULL && unusable(sets) == NULL) {
            exact = adjusted_of_group(work, g);
        }
        groups[g].adjusted = protect_one(protection, &exact, sets);
    }
    return done();
}
