/* How the numbers of one question moved: from what was shown, and no direction that the interval of
   the change does not show. */
#include "disclosure/remeasure_internal.h"
#include "disclosure/shown_change.h"

#include <math.h>

static bool has(const ShownInterval *interval)
{
    return interval->estimate.state == SHOWN_VALUE && isfinite(interval->estimate.value);
}

static bool has_limits(const ShownInterval *interval)
{
    return has(interval) && interval->low.state == SHOWN_VALUE &&
           interval->high.state == SHOWN_VALUE && isfinite(interval->low.value) &&
           isfinite(interval->high.value);
}

static const ShownGroup *find_group(const ShownTable *table, const ShownGroup *wanted)
{
    for (size_t g = 0; g < table->group_count; g++) {
        if (str_equal(table->groups[g].level, wanted->level) &&
            table->groups[g].recorded == wanted->recorded) {
            return &table->groups[g];
        }
    }
    return NULL;
}

static ShownMove move_of(const ShownInterval *then, const ShownInterval *now)
{
    return (ShownMove){*then, *now, shown_change(then, now)};
}

/* What matters, in the unit of the numbers; NaN where nobody said, or both said another. */
static double margin_of(const ShownRemeasured *item)
{
    double matters = item->margin_changed ? (double)NAN : item->now->matters;

    return item->now->unit == SHOWN_PER_100 ? matters / 100 : matters;
}

static bool is_clear(const ShownInterval *gap)
{
    return has_limits(gap) && (gap->low.value > 0 || gap->high.value < 0);
}

static GapMove gap_move(const ShownMove *gap, double margin)
{
    double then = gap->then.estimate.value;
    double now = gap->now.estimate.value;
    double low;
    double high;

    if (!has(&gap->then) || !has(&gap->now) || !has_limits(&gap->change)) {
        return GAP_NOT_KNOWN;
    }
    low = gap->change.low.value;
    high = gap->change.high.value;
    if (then * now < 0 && (low > 0 || high < 0)) {
        return is_clear(&gap->then) && !is_clear(&gap->now) ? GAP_NONE_TOLD : GAP_TURNED;
    }
    if (low <= 0 && high >= 0) {
        return low >= -margin && high <= margin ? GAP_HELD : GAP_UNCLEAR;
    }
    return fabs(now) < fabs(then) ? GAP_NARROWER : fabs(now) > fabs(then) ? GAP_WIDER : GAP_UNCLEAR;
}

static AverageMove average_move(const ShownMove *average)
{
    if (!has_limits(&average->change)) {
        return AVERAGE_NOT_KNOWN;
    }
    return average->change.low.value > 0    ? AVERAGE_UP
           : average->change.high.value < 0 ? AVERAGE_DOWN
                                            : AVERAGE_UNCLEAR;
}

/* ---- groups ---- */

static bool is_reference(const ShownTable *table, const ShownGroup *group)
{
    return table->has_reference && str_equal(group->level, table->compared_with);
}

/* Why the change of a gap is not known. */
static Str why_not(const ShownTable *now, const ShownGroup *group, const ShownMove *gap)
{
    bool then_hidden = gap->then.estimate.state == SHOWN_HIDDEN;
    bool now_hidden = gap->now.estimate.state == SHOWN_HIDDEN;

    if (is_reference(now, group)) {
        return STR("the others are compared with it");
    }
    if (then_hidden || now_hidden) {
        return !now_hidden    ? STR("hidden then, to protect people")
               : !then_hidden ? STR("hidden now, to protect people")
                              : STR("hidden then and now, to protect people");
    }
    if (!has(&gap->then)) {
        return gap->then.note.length > 0 ? gap->then.note : STR("there was no such number then");
    }
    if (!has(&gap->now)) {
        return gap->now.note.length > 0 ? gap->now.note : STR("there is no such number now");
    }
    return STR("an interval has no end");
}

/* A group that is there now; `then` is NULL where it was not. */
static void fill_group(const ShownRemeasured *item, const ShownGroup *then, const ShownGroup *now,
                       ShownMovedGroup *out)
{
    ShownInterval none = shown_no_interval();

    *out = (ShownMovedGroup){
        .level = now->level,
        .recorded = now->recorded,
        .estimate = move_of(then != NULL ? &then->estimate : &none, &now->estimate),
        .gap = move_of(then != NULL ? &then->difference : &none, &now->difference),
    };
    out->moved = gap_move(&out->gap, margin_of(item));
    if (then == NULL) {
        out->why = STR("not there then");
    } else if (out->moved == GAP_NOT_KNOWN) {
        out->why = why_not(item->part_now->base, now, &out->gap);
    }
}

static void fill_gone_group(const ShownRemeasured *item, const ShownGroup *then,
                            ShownMovedGroup *out)
{
    ShownInterval none = shown_no_interval();

    *out = (ShownMovedGroup){
        .level = then->level,
        .recorded = then->recorded,
        .estimate = move_of(&then->estimate, &none),
        .gap = move_of(&then->difference, &none),
        .why = STR("not there now"),
    };
    out->moved = gap_move(&out->gap, margin_of(item));
}

static Status fill_groups(Context *context, ShownRemeasured *item)
{
    const ShownTable *then = item->part_then->base;
    const ShownTable *now = item->part_now->base;
    ShownMovedGroup *groups = TAKE(context, ShownMovedGroup, then->group_count + now->group_count);
    size_t count = 0;

    if (groups == NULL) {
        return fail_memory(context);
    }
    for (size_t g = 0; g < now->group_count; g++) {
        fill_group(item, find_group(then, &now->groups[g]), &now->groups[g], &groups[count++]);
    }
    for (size_t g = 0; g < then->group_count; g++) {
        if (find_group(now, &then->groups[g]) == NULL) {
            fill_gone_group(item, &then->groups[g], &groups[count++]);
        }
    }
    for (size_t g = 0; g < count; g++) {
        if (groups[g].recorded && groups[g].moved != GAP_NOT_KNOWN) {
            item->compared_count++;
            item->moved_count += groups[g].moved >= GAP_NARROWER ? 1 : 0;
        }
    }
    item->groups = groups;
    item->group_count = count;
    return done();
}

/* ---- the gap that is told ---- */

/* Between the outermost two that both show: the first less the last. */
static void tell_ends(ShownRemeasured *item)
{
    const ShownTable *then = item->part_then->base;
    const ShownTable *now = item->part_now->base;
    ShownPart both[2] = {*item->part_then, *item->part_now};
    ShownEnds ends = shown_ends(both, 2);
    ShownInterval gap_then;
    ShownInterval gap_now;

    if (ends.first == NULL) {
        return;
    }
    gap_then = shown_change(&find_group(then, ends.last)->estimate,
                            &find_group(then, ends.first)->estimate);
    gap_now = shown_change(&ends.last->estimate, &ends.first->estimate);
    item->told = (size_t)(ends.first - now->groups);
    item->other = (size_t)(ends.last - now->groups);
    item->gap = move_of(&gap_then, &gap_now);
}

static size_t find_level(const ShownRemeasured *item, Str level)
{
    for (size_t g = 0; g < item->group_count; g++) {
        const ShownMovedGroup *group = &item->groups[g];

        if (group->recorded && group->moved != GAP_NOT_KNOWN && has(&group->estimate.then) &&
            has(&group->estimate.now) && (level.length == 0 || str_equal(group->level, level))) {
            return g;
        }
    }
    return SIZE_MAX;
}

/* Whose gap was found then, so that nobody is looked for who happens to have moved; else found now;
   else who comes first. */
static void tell_group(ShownRemeasured *item)
{
    const ShownVerdict *verdicts[] = {&item->then->verdict, &item->now->verdict};

    for (size_t v = 0; v < 2 && item->told == SIZE_MAX; v++) {
        for (size_t i = 0; i < verdicts[v]->found_count && item->told == SIZE_MAX; i++) {
            Str level = verdicts[v]->found[i].level;

            item->told = level.length > 0 ? find_level(item, level) : SIZE_MAX;
        }
    }
    if (item->told == SIZE_MAX) {
        item->told = find_level(item, STR_NONE);
    }
    if (item->told != SIZE_MAX) {
        item->gap = item->groups[item->told].gap;
    }
}

Status remeasure_move_item(Context *context, ShownRemeasured *item)
{
    ShownInterval none = shown_no_interval();

    item->gap = move_of(&none, &none);
    item->average = move_of(&item->part_then->overall, &item->part_now->overall);
    item->average_moved = average_move(&item->average);
    TRY(fill_groups(context, item));
    if (item->part_now->base->ordered) {
        tell_ends(item);
    } else {
        tell_group(item);
    }
    item->gap_moved = gap_move(&item->gap, margin_of(item));
    return done();
}
