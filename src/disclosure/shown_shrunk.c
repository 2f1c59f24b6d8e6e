#include "disclosure/shown_shrunk.h"

#include "check/shrunk.h"
#include "disclosure/shown_change.h"
#include "disclosure/shown_internal.h"

#include <math.h>

static bool is_shown(const ShownGroup *group)
{
    return group->estimate.estimate.state == SHOWN_VALUE && group->people.state == SHOWN_VALUE &&
           group->people.value > 0.0;
}

static ShownInterval shown_one(const ShownGroup *group, const ShrunkGroup *worked, size_t shown)
{
    ShownInterval out = shown_no_interval();
    int decimals = group->estimate.estimate.decimals;

    out.method = STR("shrunk-share");
    if (group->estimate.estimate.state == SHOWN_HIDDEN || group->people.state == SHOWN_HIDDEN) {
        out.note = group->estimate.note;
        out.estimate = shown_without_range();
        out.low = out.high = out.estimate;
        return out;
    }
    if (!is_shown(group)) {
        out.note = group->estimate.note;
        return out;
    }
    out.estimate = shown_coarse(worked->shrunk.estimate, decimals, ROUND_NEAREST);
    out.low = shown_coarse(worked->shrunk.low, decimals, ROUND_DOWN);
    out.high = shown_coarse(worked->shrunk.high, decimals, ROUND_UP);
    if (out.estimate.state == SHOWN_UNDEFINED) {
        out.note = shown < SHRUNK_GROUPS_LEAST ? STR("fewer than three groups are shown")
                                               : STR("every share is 0 or 100 of 100");
    }
    return out;
}

Status shown_shrunk(Context *context, bool repeats, double confidence, ShownPart *part)
{
    size_t count = part->base->group_count;
    ShownExtra *extras = shown_new_extras(context, count);
    ShrunkGroup *worked = TAKE(context, ShrunkGroup, count);
    size_t shown = 0;

    if (extras == NULL || worked == NULL) {
        return fail_memory(context);
    }
    for (size_t g = 0; g < count; g++) {
        const ShownGroup *group = &part->base->groups[g];
        bool takes_part = is_shown(group);

        worked[g] = (ShrunkGroup){.people = takes_part ? group->people.value : 0.0,
                                  .share = group->estimate.estimate.value,
                                  .se = repeats && group->estimate.se.state == SHOWN_VALUE
                                            ? group->estimate.se.value
                                            : (double)NAN};
        shown += takes_part;
    }
    TRY(shrunk_shares(context, worked, count, confidence));
    for (size_t g = 0; g < count; g++) {
        extras[g].shrunk = shown_one(&part->base->groups[g], &worked[g], shown);
    }
    part->extras = extras;
    return done();
}
