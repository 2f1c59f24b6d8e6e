/* Change over the periods in words: the gap as it is, then how it moved. */
#include "report/sentence_internal.h"

#include <math.h>

/* The pair of groups in the first and the last period, and how the gap between them moved. */
typedef struct Change {
    FigurePair then;
    FigurePair now;
    Str first_period;
    Str last_period;
    double gap_then; /* the first less the second */
    double gap_now;
    Str size_then;
    Str size_now;
    const ShownInterval *interval; /* of the move, whose sign is that of `told`; NULL: not known */
    double told_then;
    double told_now;
} Change;

static Change change_of(Arena *arena, const ShownFinding *finding)
{
    const ShownPart *first = &finding->parts[0];
    const ShownPart *last = &finding->parts[finding->part_count - 1];
    int held = figure_held(finding);
    Change change = {.then = figure_pair(arena, finding, first),
                     .now = figure_pair(arena, finding, last),
                     .first_period = figure_quoted(arena, first->base->period),
                     .last_period = figure_quoted(arena, last->base->period)};

    change.gap_then = change.then.first_value - change.then.second_value;
    change.gap_now = change.now.first_value - change.now.second_value;
    change.size_then = figure_value(arena, finding->unit, fabs(change.gap_then), held);
    change.size_now = figure_value(arena, finding->unit, fabs(change.gap_now), held);
    change.interval = figure_gap_change(finding, &change.told_then, &change.told_now);
    return change;
}

/* The sign of the gap: as it was, or of one that was not there, as it is. */
static double side_of(const Change *change)
{
    return change->told_then != 0 ? change->told_then : change->told_now;
}

/* Who was behind is now ahead. */
static bool changed_sides(const Change *change)
{
    return change->interval != NULL && change->told_then * change->told_now < 0 &&
           change->interval->low.value * change->interval->high.value > 0;
}

/* Sure to have moved by less than a gap that matters, whichever way. */
static bool moved_little(const ShownFinding *finding, const Change *change)
{
    double margin = sentence_margin(finding);

    return change->interval != NULL && !finding->verdict.no_margin &&
           change->interval->low.value > -margin && change->interval->high.value < margin;
}

/* Of a gap that went to the other side: a first or a last that does not matter is no side. */
static Str turned(const ShownFinding *finding, const Change *change)
{
    double margin = sentence_margin(finding);
    bool mattered = finding->verdict.no_margin || fabs(change->told_then) >= margin;
    bool matters = finding->verdict.no_margin || fabs(change->told_now) >= margin;

    return mattered == matters ? STR("changed sides")
           : matters           ? STR("opened")
                               : STR("fell to less than matters");
}

/* By the interval of the change itself; no direction that the two gaps do not show. */
static Str moved(const ShownFinding *finding, const Change *change)
{
    bool little = moved_little(finding, change);
    double low;
    double high;

    if (change->interval == NULL) {
        return STR("did not clearly change");
    }
    if (changed_sides(change)) {
        return turned(finding, change);
    }
    low = side_of(change) < 0 ? -change->interval->high.value : change->interval->low.value;
    high = side_of(change) < 0 ? -change->interval->low.value : change->interval->high.value;
    if (high < 0 && fabs(change->told_now) < fabs(change->told_then)) {
        return little ? STR("narrowed by less than matters") : STR("narrowed");
    }
    if (low > 0 && fabs(change->told_now) > fabs(change->told_then)) {
        return little ? STR("widened by less than matters") : STR("widened");
    }
    return little ? STR("hardly moved") : STR("did not clearly change");
}

static bool hardly_moved(const ShownFinding *finding, const Change *change)
{
    return str_equal(moved(finding, change), STR("hardly moved"));
}

/* Both gaps as they are written, one to each side of none. */
static bool has_turned(const Change *change)
{
    return change->gap_then * change->gap_now < 0 && !str_equal(change->size_then, STR("0")) &&
           !str_equal(change->size_then, STR("0.0")) && !str_equal(change->size_now, STR("0")) &&
           !str_equal(change->size_now, STR("0.0"));
}

static bool has_stayed(const Change *change)
{
    return str_equal(change->size_then, change->size_now) && !has_turned(change);
}

static const char *more_or_fewer(const ShownFinding *finding, double gap)
{
    return gap > 0 ? "more" : is_share(finding) ? "fewer" : "less";
}

/* "In “2025”, of every 100 referrals in the “sex” group “Women”, the service counted ..." */
static void present(Arena *arena, Text *text, const ShownFinding *finding, const Change *change)
{
    const ShownPart *last = &finding->parts[finding->part_count - 1];
    int held = figure_held(finding);
    Str first = figure_value(arena, finding->unit, change->now.first_value, held);
    Str second = figure_value(arena, finding->unit, change->now.second_value, held);
    Str what = figure_subject(arena, finding);

    text_format(text, "In %.*s, ", STR_ARGS(change->last_period));
    if (is_share(finding)) {
        Str rows = figure_counted(arena, finding);
        Str group = sentence_in_group(arena, finding, change->now.first);

        text_format(text, "of every 100 %.*s%.*s", STR_ARGS(rows), STR_ARGS(group));
        sentence_service_did(text, finding, what, first);
    } else {
        Str unit = sentence_unit(arena, finding);
        Str group = sentence_in_group(arena, finding, change->now.first);

        text_format(text, "the service’s average for %.*s was %.*s%.*s%.*s", STR_ARGS(what),
                    STR_ARGS(first), STR_ARGS(unit), STR_ARGS(group));
    }
    text_add(text, STR("."));
    if (last->base->ordered) {
        text_add(text, sentence_other_end(arena, change->now.second));
    } else {
        text_format(text, is_share(finding) ? " Of %.*s" : " For %.*s",
                    STR_ARGS(change->now.second));
    }
    text_format(text, ": %.*s.", STR_ARGS(second));
}

/* " The gap between ... narrowed: from 20 to 14 in 100." */
static void move(Arena *arena, Text *text, const ShownFinding *finding, const Change *change)
{
    Str word = moved(finding, change);
    Str unit = sentence_unit(arena, finding);

    text_format(text, " The gap between %.*s and %.*s ", STR_ARGS(change->now.first),
                STR_ARGS(change->now.second));
    if (has_stayed(change)) {
        text_format(text, "stayed at about %.*s%.*s.", STR_ARGS(change->size_now), STR_ARGS(unit));
        return;
    }
    text_add(text, word);
    if (has_turned(change)) {
        text_format(text, ": in %.*s it was %.*s%.*s %s for %.*s, now %.*s %s.",
                    STR_ARGS(change->first_period), STR_ARGS(change->size_then), STR_ARGS(unit),
                    more_or_fewer(finding, change->gap_then), STR_ARGS(change->now.first),
                    STR_ARGS(change->size_now), more_or_fewer(finding, change->gap_now));
        return;
    }
    text_format(text, ": from %.*s to %.*s%.*s.", STR_ARGS(change->size_then),
                STR_ARGS(change->size_now), STR_ARGS(unit));
}

/* The average beside the gap, so that neither is told without the other. */
static void everyone(Arena *arena, Text *text, const ShownFinding *finding)
{
    const ShownInterval *then = &finding->parts[0].overall;
    const ShownInterval *now = &finding->parts[finding->part_count - 1].overall;
    Str unit = sentence_unit(arena, finding);
    Str all_then;
    Str all_now;

    if (!figure_has(then) || !figure_has(now)) {
        return;
    }
    all_then = figure_estimate(arena, finding->unit, &then->estimate, 1);
    all_now = figure_estimate(arena, finding->unit, &now->estimate, 1);
    text_format(text, "Over everyone, the service’s %s ", is_share(finding) ? "count" : "average");
    if (str_equal(all_then, all_now)) {
        text_format(text, "stayed at about %.*s%.*s.", STR_ARGS(all_now), STR_ARGS(unit));
    } else {
        text_format(text, "went from %.*s to %.*s%.*s.", STR_ARGS(all_then), STR_ARGS(all_now),
                    STR_ARGS(unit));
    }
}

void sentence_change(Arena *arena, Text *text, const ShownFinding *finding)
{
    Change change = change_of(arena, finding);

    if (change.now.has) {
        present(arena, text, finding, &change);
        if (change.then.has) {
            move(arena, text, finding, &change);
        }
        text_add_byte(text, ' ');
    }
    everyone(arena, text, finding);
}

/* "; the gap was 8 in “2024”": where it turned, which way it was. */
static void title_then(Text *text, const ShownFinding *finding, const Change *change)
{
    if (!change->then.has) {
        return;
    }
    if (has_stayed(change)) {
        text_format(text, "; the gap was about the same in %.*s", STR_ARGS(change->first_period));
    } else if (has_turned(change)) {
        text_format(text, "; in %.*s it was %.*s %s", STR_ARGS(change->first_period),
                    STR_ARGS(change->size_then), more_or_fewer(finding, change->gap_then));
    } else {
        text_format(text, "; the gap was %.*s in %.*s", STR_ARGS(change->size_then),
                    STR_ARGS(change->first_period));
    }
}

void sentence_change_title(Arena *arena, Text *text, const ShownFinding *finding)
{
    Change change = change_of(arena, finding);
    Str what = figure_subject(arena, finding);
    Str unit = sentence_unit(arena, finding);
    bool ordered = finding->parts[finding->part_count - 1].base->ordered;

    if (!change.now.has) {
        Str dimension = figure_quoted(arena, finding->dimension);

        text_format(text, "How %.*s changed, by %.*s", STR_ARGS(what), STR_ARGS(dimension));
        return;
    }
    if (is_share(finding)) {
        text_format(text, "The service counts %.*s%.*s %s as %.*s in %.*s than %s %.*s",
                    STR_ARGS(change.size_now), STR_ARGS(unit),
                    more_or_fewer(finding, change.gap_now), STR_ARGS(what),
                    STR_ARGS(change.now.first), ordered ? "in" : "among",
                    STR_ARGS(change.now.second));
    } else {
        text_format(text, "The service’s average for %.*s is %.*s%.*s %s for %.*s than for %.*s",
                    STR_ARGS(what), STR_ARGS(change.size_now), STR_ARGS(unit),
                    change.gap_now > 0 ? "higher" : "lower", STR_ARGS(change.now.first),
                    STR_ARGS(change.now.second));
    }
    title_then(text, finding, &change);
}

/* Of 4, that the gap moved, and moved as told; or that it hardly did. */
static int move_bars(const ShownFinding *finding, const Change *change)
{
    const ShownInterval *interval = change->interval;
    double margin = sentence_margin(finding);

    if (hardly_moved(finding, change)) {
        return interval->high.value - interval->low.value <= margin ? 4 : 3;
    }
    if (interval == NULL || (interval->low.value <= 0 && interval->high.value >= 0)) {
        return 1;
    }
    if (sentence_crosses(finding, interval)) {
        return 2;
    }
    return interval->high.value - interval->low.value <= margin ? 4 : 3;
}

/* "The gap is now 3 to 4 smaller.", "The gap moved by 6 to 9." */
static void move_range(Arena *arena, Text *text, const ShownFinding *finding, const Change *change)
{
    int held = figure_held(finding);
    Str range;

    if (change->interval == NULL) {
        return;
    }
    if (changed_sides(change)) {
        range = figure_move_range(arena, finding->unit, change->interval, held);
        text_format(text, " The gap moved by %.*s.", STR_ARGS(range));
        return;
    }
    range = figure_change_range(arena, finding->unit, change->interval, side_of(change), held);
    text_format(text, " The gap is now %.*s.", STR_ARGS(range));
}

void sentence_change_sure(Arena *arena, Text *text, const ShownFinding *finding, int bars)
{
    const ShownPart *last = &finding->parts[finding->part_count - 1];
    const ShownGroup *told = last->base->ordered ? NULL : figure_told_group(finding, last);
    Change change = change_of(arena, finding);
    Str range = told == NULL ? STR_NONE : figure_gap_range(arena, finding->unit, &told->difference);

    if (bars > 0) {
        Str word = sentence_bars_word(bars);

        text_format(text,
                    finding->verdict.say == DATA_NONE ? "How sure that no gap matters now: %.*s."
                                                      : "How sure of the gap now: %.*s.",
                    STR_ARGS(word));
    }
    if (range.length > 0) {
        text_format(text, "%sThe gap lies %.*s.", bars > 0 ? " " : "", STR_ARGS(range));
    }
    if (bars > 0 && change.then.has) {
        Str word = sentence_bars_word(move_bars(finding, &change));

        text_format(text, " How sure that it %s: %.*s.",
                    hardly_moved(finding, &change) ? "moved by less than matters" : "moved",
                    STR_ARGS(word));
    }
    move_range(arena, text, finding, &change);
}
