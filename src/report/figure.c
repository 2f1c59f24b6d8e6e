#include "report/figure.h"

#include "base/number.h"
#include "base/text.h"
#include "catalogue/check_kind.h"
#include "catalogue/phrase.h"

#include <math.h>
static Str not_shown(Arena *arena, const ShownNumber *number)
{
    if (number->state == SHOWN_UNDEFINED) {
        return phrase_plain(PHRASE_NONE_SHOWN);
    }
    if (!number->has_range || number->to == INT64_MAX) {
        return phrase_plain(PHRASE_HIDDEN);
    }
    return PHRASE(arena, PHRASE_FROM_TO, {SLOT_FROM, phrase_count(arena, (size_t)number->from)},
                  {SLOT_TO, phrase_count(arena, (size_t)number->to)});
}

Str figure_count(Arena *arena, const ShownNumber *number)
{
    Text text = text_new(arena);

    if (number->state != SHOWN_VALUE) {
        return not_shown(arena, number);
    }
    if (number->value == round(number->value)) {
        number_write_grouped(&text, (int64_t)number->value);
    } else {
        number_write(&text, number->value);
    }
    return text_str(&text);
}

Str figure_value(Arena *arena, CheckUnit unit, double value, int decimals)
{
    Text text = text_new(arena);
    double shown = unit == SHOWN_PER_100 ? 100 * value : value;

    if (decimals == 0 && fabs(shown) >= 1000 && fabs(shown) < 1e15) {
        number_write_grouped(&text, (int64_t)round(shown));
    } else {
        number_write_fixed(&text, shown, decimals);
    }
    return text_str(&text);
}

int figure_kept(CheckUnit unit, const ShownNumber *number, int decimals)
{
    int released = number->decimals - (unit == SHOWN_PER_100 ? 2 : 0);

    if (number->decimals == SHOWN_EXACT) {
        return decimals;
    }
    return released < 0 ? 0 : released < decimals ? released : decimals;
}

Str figure_estimate(Arena *arena, CheckUnit unit, const ShownNumber *number, int decimals)
{
    if (number->state != SHOWN_VALUE) {
        return phrase_plain(number->state == SHOWN_HIDDEN ? PHRASE_HIDDEN : PHRASE_NONE_SHOWN);
    }
    return figure_value(arena, unit, number->value, figure_kept(unit, number, decimals));
}

bool figure_has(const ShownInterval *interval)
{
    return interval->estimate.state == SHOWN_VALUE && isfinite(interval->estimate.value);
}

bool figure_has_limits(const ShownInterval *interval)
{
    return interval->low.state == SHOWN_VALUE && interval->high.state == SHOWN_VALUE &&
           isfinite(interval->low.value) && isfinite(interval->high.value);
}

Str figure_range(Arena *arena, CheckUnit unit, const ShownInterval *interval, int decimals)
{
    if (!figure_has_limits(interval)) {
        return STR_NONE;
    }
    return PHRASE(arena, PHRASE_FROM_TO,
                  {SLOT_FROM, figure_estimate(arena, unit, &interval->low, decimals)},
                  {SLOT_TO, figure_estimate(arena, unit, &interval->high, decimals)});
}

int figure_decimals(CheckUnit unit, double difference)
{
    double size = fabs(unit == SHOWN_PER_100 ? 100 * difference : difference);

    return size >= 2 ? 0 : size >= 0.1 ? 1 : 2;
}

Str figure_unit(Arena *arena, const ShownFinding *finding)
{
    switch (finding->unit) {
    case SHOWN_PER_100:
        return phrase_plain(PHRASE_UNIT_IN_100);
    case SHOWN_DAYS:
        return phrase_plain(PHRASE_UNIT_DAYS);
    case SHOWN_OWN_UNIT:
        break;
    }
    return finding->unit_name.length == 0
               ? STR_NONE
               : PHRASE(arena, PHRASE_UNIT_OWN, {SLOT_UNIT, finding->unit_name});
}

Str figure_matters(Arena *arena, const ShownFinding *finding)
{
    Text text = text_new(arena);

    if (!isfinite(finding->matters)) {
        return STR_NONE;
    }
    number_write(&text, finding->matters);
    return PHRASE(arena, PHRASE_NUMBER_OF, {SLOT_NUMBER, text_str(&text)},
                  {SLOT_UNIT, figure_unit(arena, finding)});
}

static PhraseId direction(CheckUnit unit, double gap)
{
    return gap > 0 ? PHRASE_MORE : unit == SHOWN_PER_100 ? PHRASE_FEWER : PHRASE_LESS;
}

Str figure_sized(Arena *arena, CheckUnit unit, double gap, Str size, Str unit_name)
{
    return PHRASE(arena, direction(unit, gap), {SLOT_NUMBER, size}, {SLOT_UNIT, unit_name});
}

Str figure_gap(Arena *arena, CheckUnit unit, double value, int decimals)
{
    return value == 0 ? phrase_plain(PHRASE_NO_DIFFERENCE)
                      : figure_sized(arena, unit, value,
                                     figure_value(arena, unit, fabs(value), decimals), STR_NONE);
}

Str figure_gap_of(Arena *arena, CheckUnit unit, const ShownInterval *gap)
{
    if (gap->estimate.state != SHOWN_VALUE) {
        return phrase_plain(gap->estimate.state == SHOWN_HIDDEN ? PHRASE_HIDDEN
                                                                : PHRASE_NONE_SHOWN);
    }
    return figure_gap(arena, unit, gap->estimate.value, figure_kept(unit, &gap->estimate, 1));
}

/* Both limits without their signs, the one nearer to none first where both are on one side. */
typedef struct Limits {
    bool one_way;
    Str from;
    Str to;
} Limits;

static Limits limits_of(Arena *arena, CheckUnit unit, const ShownInterval *interval)
{
    double low = fabs(interval->low.value);
    double high = fabs(interval->high.value);
    bool one_way = interval->low.value >= 0 || interval->high.value <= 0;
    int decimals = figure_decimals(unit, fmin(low, high));

    decimals = decimals > 1 ? 1 : decimals;
    return (Limits){.one_way = one_way,
                    .from = figure_value(arena, unit, one_way ? fmin(low, high) : low, decimals),
                    .to = figure_value(arena, unit, one_way ? fmax(low, high) : high, decimals)};
}

static PhraseId between(CheckUnit unit, double gap)
{
    return gap > 0                 ? PHRASE_BETWEEN_MORE
           : unit == SHOWN_PER_100 ? PHRASE_BETWEEN_FEWER
                                   : PHRASE_BETWEEN_LESS;
}

bool figure_gap_is_close(Arena *arena, CheckUnit unit, const ShownInterval *interval)
{
    Limits limits;

    if (!figure_has_limits(interval)) {
        return false;
    }
    limits = limits_of(arena, unit, interval);
    return limits.one_way && str_equal(limits.from, limits.to);
}

Str figure_gap_range(Arena *arena, CheckUnit unit, const ShownInterval *interval)
{
    double low = interval->low.value;
    double high = interval->high.value;
    Limits limits;

    if (!figure_has_limits(interval)) {
        return STR_NONE;
    }
    limits = limits_of(arena, unit, interval);
    if (limits.one_way && str_equal(limits.from, limits.to)) {
        return PHRASE(arena, PHRASE_CLOSE_TO,
                      {SLOT_GAP, figure_sized(arena, unit, low + high, limits.from, STR_NONE)});
    }
    if (limits.one_way) {
        return PHRASE(arena, between(unit, low + high), {SLOT_FROM, limits.from},
                      {SLOT_TO, limits.to});
    }
    return PHRASE(arena, PHRASE_BETWEEN,
                  {SLOT_FROM, figure_sized(arena, unit, low, limits.from, STR_NONE)},
                  {SLOT_TO, figure_sized(arena, unit, high, limits.to, STR_NONE)});
}

Str figure_change_range(Arena *arena, CheckUnit unit, const ShownInterval *change, double sign,
                        int decimals)
{
    double low = sign < 0 ? -change->high.value : change->low.value;
    double high = sign < 0 ? -change->low.value : change->high.value;
    bool one_way = low >= 0 || high <= 0;
    double from = one_way ? fmin(fabs(low), fabs(high)) : -low;
    double to = one_way ? fmax(fabs(low), fabs(high)) : high;

    if (!figure_has_limits(change)) {
        return STR_NONE;
    }
    return PHRASE(arena,
                  !one_way    ? PHRASE_SMALLER_OR_LARGER
                  : high <= 0 ? PHRASE_SMALLER
                              : PHRASE_LARGER,
                  {SLOT_FROM, figure_value(arena, unit, from, decimals)},
                  {SLOT_TO, figure_value(arena, unit, to, decimals)});
}

Str figure_move_range(Arena *arena, CheckUnit unit, const ShownInterval *change, int decimals)
{
    double low = fabs(change->low.value);
    double high = fabs(change->high.value);

    return PHRASE(arena, PHRASE_FROM_TO,
                  {SLOT_FROM, figure_value(arena, unit, fmin(low, high), decimals)},
                  {SLOT_TO, figure_value(arena, unit, fmax(low, high), decimals)});
}

int figure_kept_by_all(const ShownFinding *finding, const ShownPart *part, int decimals)
{
    size_t g;

    for (g = 0; g < part->base->group_count; g++) {
        const ShownNumber *number = &part->base->groups[g].estimate.estimate;

        if (number->state == SHOWN_VALUE) {
            decimals = figure_kept(finding->unit, number, decimals);
        }
    }
    return decimals;
}

static int held_by(const ShownFinding *finding, const ShownNumber *number)
{
    if (number->state != SHOWN_VALUE || number->decimals == SHOWN_EXACT) {
        return 1;
    }
    return finding->unit == SHOWN_PER_100 ? number->decimals - 2 : number->decimals;
}

int figure_held(const ShownFinding *finding)
{
    int held = 1;
    size_t p;
    size_t g;

    for (p = 0; p < finding->part_count; p++) {
        const ShownTable *table = finding->parts[p].base;

        for (g = 0; g < table->group_count; g++) {
            int own = held_by(finding, &table->groups[g].estimate.estimate);

            held = table->groups[g].recorded && own < held ? own : held;
        }
    }
    return held < 0 ? 0 : held;
}

const ShownPart *figure_main_part(const ShownFinding *finding)
{
    if (finding->part_count == 0) {
        return NULL;
    }
    if (finding->check == CHECK_PATHWAY && finding->judged > 0 &&
        finding->judged < finding->part_count) {
        return &finding->parts[finding->judged];
    }
    return &finding->parts[finding->part_count - 1];
}

const ShownGroup *figure_find(const ShownTable *table, Str level)
{
    size_t g;

    for (g = 0; g < table->group_count; g++) {
        if (str_equal(table->groups[g].level, level)) {
            return &table->groups[g];
        }
    }
    return NULL;
}

bool figure_is_judged(const ShownFinding *finding, const ShownGroup *group)
{
    bool of_rows = check_kind(finding->check)->of_rows;

    return !finding->verdict.no_margin && (group->recorded || !of_rows);
}

DataSay figure_group_says(const ShownFinding *finding, const ShownGroup *group)
{
    const ShownVerdict *verdict = &finding->verdict;
    const ShownInterval *gap = &group->difference;
    size_t i;

    for (i = 0; i < verdict->found_count; i++) {
        if (str_equal(verdict->found[i].level, group->level)) {
            return DATA_FOUND;
        }
    }
    for (i = 0; i < verdict->small_count; i++) {
        if (str_equal(verdict->small[i].level, group->level)) {
            return DATA_UNCLEAR;
        }
    }
    if (!figure_is_judged(finding, group)) {
        return DATA_UNSEEN;
    }
    if (verdict->say == DATA_NONE) {
        return DATA_NONE;
    }
    if (verdict->say == DATA_UNSEEN || gap->estimate.state == SHOWN_HIDDEN) {
        return DATA_UNSEEN;
    }
    if (!figure_has_limits(gap)) { /* of a wait whose half has not come to the end */
        return finding->check == CHECK_WAITS && gap->note.length > 0 ? DATA_UNCLEAR : DATA_UNSEEN;
    }
    return DATA_NONE; /* compared, and neither beyond what matters nor too close to tell */
}

/* A group that can be one of a pair: shown, in a table without order with its gap. */
static bool can_be_told(const ShownTable *table, Str level)
{
    const ShownGroup *group = figure_find(table, level);

    return group != NULL && group->recorded && figure_has(&group->estimate) &&
           (table->ordered || figure_has(&group->difference));
}

/* A change of a table without order: in every period, so that none shows another gap. */
static bool can_be_told_throughout(const ShownFinding *finding, const ShownPart *part, Str level)
{
    size_t p;

    if (finding->check != CHECK_CHANGE) {
        return can_be_told(part->base, level);
    }
    for (p = 0; p < finding->part_count; p++) {
        if (!can_be_told(finding->parts[p].base, level)) {
            return false;
        }
    }
    return true;
}

/* The table whose order of groups counts: of a change, of the last period for all of them. */
static const ShownTable *choosing_table(const ShownFinding *finding, const ShownPart *part)
{
    return finding->check == CHECK_CHANGE ? finding->parts[finding->part_count - 1].base
                                          : part->base;
}

/* Of a change, the same two in every period. */
static ShownEnds ends_of(const ShownFinding *finding, const ShownPart *part)
{
    ShownEnds ends = finding->check == CHECK_CHANGE
                         ? shown_ends(finding->parts, finding->part_count)
                         : shown_ends(part, 1);

    if (ends.first != NULL) {
        ends.first = figure_find(part->base, ends.first->level);
        ends.last = figure_find(part->base, ends.last->level);
    }
    return ends.first == NULL || ends.last == NULL ? (ShownEnds){NULL, NULL} : ends;
}

const ShownGroup *figure_told_group(const ShownFinding *finding, const ShownPart *part)
{
    const ShownTable *table = choosing_table(finding, part);
    size_t g;

    if (finding->verdict.found_count > 0) {
        return figure_find(part->base, finding->verdict.found[0].level);
    }
    for (g = 0; g < table->group_count; g++) {
        if (can_be_told_throughout(finding, part, table->groups[g].level)) {
            return figure_find(part->base, table->groups[g].level);
        }
    }
    return NULL;
}

bool figure_has_pair(const ShownFinding *finding, const ShownPart *part)
{
    const ShownGroup *group;

    if (part->base->ordered) {
        return ends_of(finding, part).first != NULL;
    }
    group = figure_told_group(finding, part);
    return group != NULL && figure_has(&group->estimate) && figure_has(&group->difference);
}

static FigurePair pair_as_it_stands(Arena *arena, const ShownFinding *finding,
                                    const ShownPart *part)
{
    const ShownTable *table = part->base;
    const ShownGroup *group = table->ordered ? NULL : figure_told_group(finding, part);
    FigurePair pair = {0};

    if (!figure_has_pair(finding, part)) {
        return pair;
    }
    if (table->ordered) {
        ShownEnds ends = ends_of(finding, part);

        pair = (FigurePair){.has = true,
                            .first = figure_label(arena, ends.first),
                            .second = figure_label(arena, ends.last),
                            .first_value = ends.first->estimate.estimate.value,
                            .second_value = ends.last->estimate.estimate.value};
    } else if (group != NULL) {
        pair = (FigurePair){.has = true,
                            .first = figure_label(arena, group),
                            .second = figure_others(arena, table),
                            .first_value = group->estimate.estimate.value,
                            .second_value =
                                group->estimate.estimate.value - group->difference.estimate.value};
    }
    return pair;
}

FigurePair figure_pair(Arena *arena, const ShownFinding *finding, const ShownPart *part)
{
    FigurePair pair = pair_as_it_stands(arena, finding, part);
    FigurePair last = pair_as_it_stands(arena, finding, &finding->parts[finding->part_count - 1]);

    if (part->base->ordered && finding->check == CHECK_CHANGE && pair.has && last.has &&
        last.first_value < last.second_value) {
        return (FigurePair){.has = true,
                            .first = pair.second,
                            .second = pair.first,
                            .first_value = pair.second_value,
                            .second_value = pair.first_value};
    }
    return pair;
}

const ShownInterval *figure_gap_change(const ShownFinding *finding, double *then, double *now)
{
    const ShownPart *last = &finding->parts[finding->part_count - 1];
    const ShownInterval *interval = NULL;
    double told = (double)NAN;
    double before;

    if (last->base->ordered) {
        ShownEnds ends = shown_ends(finding->parts, finding->part_count);

        if (ends.first != NULL) {
            interval = &last->ends_change;
            told = ends.first->estimate.estimate.value - ends.last->estimate.estimate.value;
        }
    } else {
        const ShownGroup *group = figure_told_group(finding, last);

        if (group != NULL && last->extras != NULL && figure_has(&group->difference)) {
            interval = &last->extras[group - last->base->groups].gap_change;
            told = group->difference.estimate.value;
        }
    }
    if (interval == NULL || !figure_has_limits(interval)) {
        return NULL;
    }
    before = told - interval->estimate.value;
    *now = told;
    /* what is left of two equal numbers of a few digits is no gap */
    *then = fabs(before) < 1e-9 * (1 + fabs(told)) ? 0 : before;
    return interval;
}

bool figure_has_reference(const ShownFinding *finding)
{
    return finding->check == CHECK_REPRESENTATION || finding->check == CHECK_CALIBRATION ||
           check_is_shift(finding->check);
}

bool figure_has_shrunk(const ShownFinding *finding, const ShownPart *part)
{
    return part->extras != NULL && part->base->group_count > 0 && finding->combination &&
           part->extras[0].shrunk.method.length > 0;
}

const ShownInterval *figure_before(const ShownFinding *finding, const ShownPart *now, size_t g)
{
    const ShownGroup *old;

    if (figure_has_reference(finding)) {
        return &now->extras[g].reference;
    }
    old = figure_find(finding->parts[0].base, now->base->groups[g].level);
    return old == NULL ? NULL : &old->estimate;
}
