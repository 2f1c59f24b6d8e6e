#include "disclosure/shown_funnel.h"

#include "check/funnel.h"
#include "disclosure/shown_change.h"

#include <math.h>

/* Digits of limits of shares: a hundredth of one in 100. */
#define DECIMALS 4

static bool is_shown(const ShownGroup *group)
{
    return group->recorded && group->estimate.estimate.state == SHOWN_VALUE &&
           group->people.state == SHOWN_VALUE && group->people.value > 0;
}

bool shown_suits_funnel(const ShownPart *part)
{
    size_t recorded = 0;

    for (size_t g = 0; g < part->base->group_count; g++) {
        recorded += part->base->groups[g].recorded ? 1u : 0u;
    }
    return !part->base->ordered && recorded >= FUNNEL_GROUPS_LEAST &&
           part->overall.estimate.state == SHOWN_VALUE;
}

/* People whom one person's rows are worth: 1, or less where the standard errors say so. */
static double worth_of(const ShownPart *part)
{
    double people = 0;
    double worth = 0;

    for (size_t g = 0; g < part->base->group_count; g++) {
        const ShownGroup *group = &part->base->groups[g];
        double share = group->estimate.estimate.value;
        const ShownNumber *se = &group->estimate.se;

        if (is_shown(group) && se->state == SHOWN_VALUE && se->value > 0) {
            people += group->people.value;
            worth += fmin(group->people.value, share * (1 - share) / (se->value * se->value));
        }
    }
    return people > 0 && worth > 0 ? worth / people : 1;
}

static ShownInterval limits_of(const ShownPart *part, double people, double confidence)
{
    ShownInterval out = shown_no_interval();
    const ShownNumber *everyone = &part->overall.estimate;
    int decimals = everyone->decimals == SHOWN_EXACT ? SHOWN_EXACT : DECIMALS;
    Interval limits = funnel_limits(everyone->value, people, confidence);

    out.method = STR("funnel");
    out.estimate = *everyone;
    out.low = shown_coarse(limits.low, decimals, ROUND_NEAREST);
    out.high = shown_coarse(limits.high, decimals, ROUND_NEAREST);
    return out;
}

Status shown_funnel(Context *context, bool repeats, ShownPart *part)
{
    ShownExtra *extras = shown_new_extras(context, part->base->group_count);
    double worth = repeats ? worth_of(part) : 1;

    if (extras == NULL) {
        return fail_memory(context);
    }
    for (size_t g = 0; g < part->base->group_count; g++) {
        const ShownGroup *group = &part->base->groups[g];

        if (is_shown(group)) {
            double people = worth * group->people.value;

            extras[g].chance = limits_of(part, people, FUNNEL_INNER);
            extras[g].chance_wide = limits_of(part, people, FUNNEL_OUTER);
        }
    }
    part->extras = extras;
    return done();
}
