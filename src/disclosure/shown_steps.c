#include "disclosure/shown_steps.h"

#include "check/step_gap.h"
#include "disclosure/shown_change.h"
#include "disclosure/shown_internal.h"

#include <assert.h>
#include <limits.h>

/* One group along the steps after the first. */
typedef struct Walked {
    StepGap steps[STEP_GAPS_MOST];
    size_t count;
    int decimals;
    const ShownInterval *missing; /* the first number that is not shown; NULL: all are */
} Walked;

static const ShownGroup *group_at(const ShownPart *part, Str level)
{
    for (size_t g = 0; g < part->base->group_count; g++) {
        if (str_equal(part->base->groups[g].level, level)) {
            return &part->base->groups[g];
        }
    }
    return NULL;
}

static void add_number(Walked *walked, const ShownInterval *shown, Interval *out)
{
    *out = shown_as_interval(shown);
    if (shown->estimate.state != SHOWN_VALUE) {
        walked->missing = walked->missing == NULL ? shown : walked->missing;
    } else if (walked->count == 0 || shown->estimate.decimals < walked->decimals) {
        walked->decimals = shown->estimate.decimals;
    }
}

/* Every part has a row for each group that any of them has. */
static Walked walk_steps(const ShownPart *parts, size_t count, Str level)
{
    Walked walked = {.count = 0, .decimals = INT_MAX};

    for (size_t p = 1; p < count; p++) {
        const ShownGroup *group = group_at(&parts[p], level);
        StepGap *step = &walked.steps[walked.count];

        assert(group != NULL);
        add_number(&walked, &group->estimate, &step->rate);
        add_number(&walked, &group->difference, &step->gap);
        walked.count++;
    }
    return walked;
}

static ShownInterval shown_part(const Walked *walked, Interval value, Str method)
{
    ShownInterval out = shown_no_interval();

    out.method = method;
    if (walked->missing == NULL) {
        out.estimate = shown_coarse(value.estimate, walked->decimals, ROUND_NEAREST);
        out.low = shown_coarse(value.low, walked->decimals, ROUND_DOWN);
        out.high = shown_coarse(value.high, walked->decimals, ROUND_UP);
        return out;
    }
    out.note = walked->missing->note;
    if (walked->missing->estimate.state == SHOWN_HIDDEN) {
        out.estimate = shown_without_range();
        out.low = out.high = out.estimate;
    }
    return out;
}

static void fill_group(ShownPart *parts, size_t count, size_t last_row, ShownExtra *const *extras)
{
    Str level = parts[count - 1].base->groups[last_row].level;
    Walked walked = walk_steps(parts, count, level);

    for (size_t p = 1; p < count; p++) {
        size_t row = (size_t)(group_at(&parts[p], level) - parts[p].base->groups);

        extras[p][row].carried = shown_part(
            &walked, step_gap_part(walked.steps, walked.count, p - 1), STR("step-share"));
    }
    extras[count - 1][last_row].end_gap =
        shown_part(&walked, step_gap_at_end(walked.steps, walked.count), STR("path-difference"));
}

/* What rows of one person share from step to step is not in the steps' own intervals. */
static void note_repeats(ShownPart *last, ShownExtra *extras)
{
    for (size_t g = 0; g < last->base->group_count; g++) {
        if (extras[g].end_gap.estimate.state == SHOWN_VALUE) {
            extras[g].end_gap.note =
                STR("rows repeat people, which can make the interval of the whole gap too short");
        }
    }
}

Status shown_steps(Context *context, bool repeats, ShownPart *parts, size_t count)
{
    ShownExtra **extras = TAKE(context, ShownExtra *, count);

    if (count < STEP_GAPS_LEAST + 1 || count > STEP_GAPS_MOST + 1) {
        return done();
    }
    if (extras == NULL) {
        return fail_memory(context);
    }
    for (size_t p = 1; p < count; p++) {
        extras[p] = shown_new_extras(context, parts[p].base->group_count);
        if (extras[p] == NULL) {
            return fail_memory(context);
        }
        parts[p].extras = extras[p];
    }
    for (size_t g = 0; g < parts[count - 1].base->group_count; g++) {
        fill_group(parts, count, g, extras);
    }
    if (repeats) {
        note_repeats(&parts[count - 1], extras[count - 1]);
    }
    return done();
}
