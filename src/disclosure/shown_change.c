#include "disclosure/shown_change.h"

#include "disclosure/shown_internal.h"

#include <math.h>

ShownNumber shown_coarse(double value, int decimals, RoundingWay way)
{
    if (isnan(value) || isinf(value)) {
        return shown_undefined();
    }
    return shown_value(decimals == SHOWN_EXACT ? value : round_decimals(value, decimals, way),
                       decimals);
}

ShownInterval shown_no_interval(void)
{
    ShownNumber none = shown_undefined();

    return (ShownInterval){.estimate = none, .se = none, .low = none, .high = none};
}

ShownInterval shown_change(const ShownInterval *then, const ShownInterval *now)
{
    int decimals = then->estimate.decimals < now->estimate.decimals ? then->estimate.decimals
                                                                    : now->estimate.decimals;
    Interval change = quantity_mover(shown_as_interval(now), shown_as_interval(then));
    ShownInterval out = {.estimate = shown_coarse(change.estimate, decimals, ROUND_NEAREST),
                         .se = shown_undefined(),
                         .low = shown_coarse(change.low, decimals, ROUND_DOWN),
                         .high = shown_coarse(change.high, decimals, ROUND_UP),
                         .method = STR("mover")};

    if (isnan(change.estimate)) {
        out.note = then->note.length > 0 ? then->note : now->note;
    }
    return out;
}

ShownExtra *shown_new_extras(Context *context, size_t count)
{
    ShownExtra *extras = TAKE(context, ShownExtra, count);

    for (size_t g = 0; extras != NULL && g < count; g++) {
        extras[g] = (ShownExtra){.median = shown_no_interval(),
                                 .reference = shown_no_interval(),
                                 .change = shown_no_interval(),
                                 .gap_change = shown_no_interval(),
                                 .carried = shown_no_interval(),
                                 .end_gap = shown_no_interval(),
                                 .chance = shown_no_interval(),
                                 .chance_wide = shown_no_interval(),
                                 .shrunk = shown_no_interval(),
                                 .benefit = shown_no_interval(),
                                 .benefit_all = shown_no_interval(),
                                 .ninetieth = shown_no_interval()};
    }
    return extras;
}
