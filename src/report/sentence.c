#include "report/sentence.h"

#include "base/text.h"
#include "report/figure.h"

#include <math.h>

static bool is_share(const ShownFinding *finding)
{
    return finding->unit == SHOWN_PER_100;
}

static Str others(Arena *arena, const ShownTable *table)
{
    return table->has_reference ? figure_quoted(arena, table->compared_with) : STR("everyone else");
}

/* The step of a pathway, else the study's name of what is counted. */
static Str subject(Arena *arena, const ShownFinding *finding, const ShownPart *part)
{
    bool step = finding->check == CHECK_PATHWAY && part->label.length > 0;

    return figure_quoted(arena, step ? part->label : finding->subject);
}

/* "Of every 100 referrals", in a group, that reached the step before. */
static void of_every(Arena *arena, Text *text, const ShownFinding *finding, const ShownPart *part,
                     Str group)
{
    Str rows = figure_counted(arena, finding);

    text_format(text, "Of every 100 %.*s", STR_ARGS(rows));
    if (group.length > 0) {
        text_format(text, " in the group %.*s", STR_ARGS(group));
    }
    if (finding->check == CHECK_PATHWAY && part->of.length > 0) {
        Str of = figure_quoted(arena, part->of);

        text_format(text, " that reached %.*s", STR_ARGS(of));
    }
}

/* ", the service counted 40 as “recovered”" */
static void service_did(Text *text, const ShownFinding *finding, Str what, Str number)
{
    switch (finding->check) {
    case CHECK_COMPLETENESS:
        text_format(text, ", the service wrote down %.*s for %.*s", STR_ARGS(what),
                    STR_ARGS(number));
        return;
    case CHECK_PATHWAY:
        text_format(text, ", the service saw %.*s through to %.*s", STR_ARGS(number),
                    STR_ARGS(what));
        return;
    case CHECK_WAITS:
        text_format(text, ", the service saw %.*s within the limit of %.*s", STR_ARGS(number),
                    STR_ARGS(what));
        return;
    case CHECK_ROWS_LOST:
        text_format(text, ", the service left out %.*s at %.*s", STR_ARGS(number), STR_ARGS(what));
        return;
    case CHECK_REPRESENTATION:
    case CHECK_GAP:
    case CHECK_CHANGE:
    case CHECK_COUNT:
        text_format(text, ", the service counted %.*s as %.*s", STR_ARGS(number), STR_ARGS(what));
        return;
    }
}

static int decimals_of(const ShownFinding *finding, const ShownGroup *group)
{
    if (!is_share(finding)) {
        return 1;
    }
    return figure_has(&group->difference)
               ? figure_decimals(finding->unit, group->difference.estimate.value)
               : 0;
}

static Str estimate_of(Arena *arena, const ShownFinding *finding, const ShownGroup *group)
{
    return figure_estimate(arena, finding->unit, &group->estimate.estimate,
                           decimals_of(finding, group));
}

static Str other_of(Arena *arena, const ShownFinding *finding, const ShownGroup *group)
{
    return figure_value(arena, finding->unit,
                        group->estimate.estimate.value - group->difference.estimate.value,
                        decimals_of(finding, group));
}

/* The group that a share of a population belongs to. */
static const ShownExtra *extra_of(const ShownPart *part, const ShownGroup *group)
{
    return part->extras == NULL ? NULL : &part->extras[group - part->base->groups];
}

static void representation_text(Arena *arena, Text *text, const ShownFinding *finding,
                                const ShownGroup *group)
{
    const ShownPart *part = figure_main_part(finding);
    const ShownExtra *extra = extra_of(part, group);
    Str rows = figure_rows(arena, finding->row);
    Str label = figure_label(arena, group);
    Str here = estimate_of(arena, finding, group);

    text_format(text, "Of every 100 %.*s the service holds, %.*s are in the group %.*s.",
                STR_ARGS(rows), STR_ARGS(here), STR_ARGS(label));
    if (extra != NULL && figure_has(&extra->reference)) {
        Str there = figure_estimate(arena, finding->unit, &extra->reference.estimate,
                                    decimals_of(finding, group));

        text_format(text, " In the population, %.*s are.", STR_ARGS(there));
    }
}

/* One group beside those it is compared with. */
static void group_text(Arena *arena, Text *text, const ShownFinding *finding,
                       const ShownGroup *group)
{
    const ShownPart *part = figure_main_part(finding);
    Str label = figure_label(arena, group);
    Str what = subject(arena, finding, part);
    Str number = estimate_of(arena, finding, group);
    Str other = others(arena, part->base);

    if (finding->check == CHECK_REPRESENTATION) {
        representation_text(arena, text, finding, group);
        return;
    }
    if (is_share(finding)) {
        of_every(arena, text, finding, part, label);
        service_did(text, finding, what, number);
        text_add(text, STR("."));
    } else {
        text_format(text, "In the group %.*s, the service’s average for %.*s was %.*s.",
                    STR_ARGS(label), STR_ARGS(what), STR_ARGS(number));
    }
    if (figure_has(&group->difference)) {
        Str compared = other_of(arena, finding, group);

        text_format(text, is_share(finding) ? " Of %.*s: %.*s." : " For %.*s: %.*s.",
                    STR_ARGS(other), STR_ARGS(compared));
    }
}

static void overall_text(Arena *arena, Text *text, const ShownFinding *finding)
{
    const ShownPart *part = figure_main_part(finding);
    Str what = subject(arena, finding, part);
    Str number =
        figure_estimate(arena, finding->unit, &part->overall.estimate, is_share(finding) ? 0 : 1);

    if (!figure_has(&part->overall) || finding->check == CHECK_REPRESENTATION) {
        return;
    }
    if (is_share(finding)) {
        of_every(arena, text, finding, part, STR_NONE);
        service_did(text, finding, what, number);
        text_add(text, STR(". "));
    } else {
        text_format(text, "The service’s average for %.*s was %.*s. ", STR_ARGS(what),
                    STR_ARGS(number));
    }
}

/* Two ends of an order: one sentence each. */
static bool ends_text(Arena *arena, Text *text, const ShownFinding *finding)
{
    const ShownPart *part = figure_main_part(finding);
    FigurePair pair = figure_pair(arena, finding, part);
    int decimals;

    if (!part->base->ordered || !pair.has) {
        return false;
    }
    decimals = is_share(finding)
                   ? figure_decimals(finding->unit, pair.first_value - pair.second_value)
                   : 1;
    if (is_share(finding)) {
        Str number = figure_value(arena, finding->unit, pair.first_value, decimals);
        Str second = figure_value(arena, finding->unit, pair.second_value, decimals);

        of_every(arena, text, finding, part, pair.first);
        service_did(text, finding, subject(arena, finding, part), number);
        text_format(text, ". In the group %.*s: %.*s.", STR_ARGS(pair.second), STR_ARGS(second));
    } else {
        Str what = subject(arena, finding, part);
        Str first = figure_value(arena, finding->unit, pair.first_value, decimals);
        Str second = figure_value(arena, finding->unit, pair.second_value, decimals);

        text_format(text, "In the group %.*s, the service’s average for %.*s was %.*s.",
                    STR_ARGS(pair.first), STR_ARGS(what), STR_ARGS(first));
        text_format(text, " In the group %.*s: %.*s.", STR_ARGS(pair.second), STR_ARGS(second));
    }
    return true;
}

static void median_text(Arena *arena, Text *text, const ShownFinding *finding)
{
    const ShownPart *part = figure_main_part(finding);
    const ShownTable *table = part->base;
    Str rows = figure_rows(arena, finding->row);
    size_t g;

    for (g = 0; g < table->group_count && part->extras != NULL; g++) {
        const ShownInterval *median = &part->extras[g].median;
        bool named = finding->verdict.found_count == 0 ||
                     str_equal(finding->verdict.found[0].level, table->groups[g].level);

        if (named && figure_has(median)) {
            Str label = figure_label(arena, &table->groups[g]);
            Str days = figure_estimate(arena, SHOWN_DAYS, &median->estimate, 0);

            text_format(
                text,
                "In the group %.*s, the service kept half of the %.*s waiting %.*s days or more.",
                STR_ARGS(label), STR_ARGS(rows), STR_ARGS(days));
            return;
        }
    }
    text_add(text, STR("For no group did half of those who waited reach the end."));
}

/* The change of the very gap that the sentence tells. */
typedef struct GapChange {
    const ShownInterval *interval; /* NULL: none is known */
    double then;                   /* the gap, with its sign */
    double now;
} GapChange;

static GapChange change_of_gap(const ShownFinding *finding)
{
    const ShownPart *last = &finding->parts[finding->part_count - 1];
    const ShownInterval *change = NULL;
    double now = NAN;
    double then;

    if (last->base->ordered) {
        ShownEnds ends = shown_ends(finding->parts, finding->part_count);

        if (ends.first != NULL) {
            change = &last->ends_change;
            now = ends.first->estimate.estimate.value - ends.last->estimate.estimate.value;
        }
    } else {
        const ShownGroup *told = figure_told_group(finding, last);

        if (told != NULL && last->extras != NULL && figure_has(&told->difference)) {
            change = &last->extras[told - last->base->groups].gap_change;
            now = told->difference.estimate.value;
        }
    }
    if (change == NULL || !figure_has_limits(change)) {
        return (GapChange){NULL, 0, 0};
    }
    then = now - change->estimate.value;
    /* what is left of two equal numbers of a few digits is no gap */
    return (GapChange){change, fabs(then) < 1e-9 * (1 + fabs(now)) ? 0 : then, now};
}

/* The sign of the gap: as it was, or of one that was not there, as it is. */
static double side_of(GapChange change)
{
    return change.then != 0 ? change.then : change.now;
}

/* Who was behind is now ahead. */
static bool changed_sides(GapChange change)
{
    return change.interval != NULL && change.then * change.now < 0 &&
           change.interval->low.value * change.interval->high.value > 0;
}

/* By the interval of the change itself; no direction that the two gaps do not show. */
static Str moved(GapChange change)
{
    double low;
    double high;

    if (change.interval == NULL) {
        return STR("did not clearly change");
    }
    if (changed_sides(change)) {
        return STR("changed sides");
    }
    low = side_of(change) < 0 ? -change.interval->high.value : change.interval->low.value;
    high = side_of(change) < 0 ? -change.interval->low.value : change.interval->high.value;
    if (high < 0 && fabs(change.now) < fabs(change.then)) {
        return STR("narrowed");
    }
    return low > 0 && fabs(change.now) > fabs(change.then) ? STR("widened")
                                                           : STR("did not clearly change");
}

/* Average and gap together, so that neither is told without the other. */
static void change_text(Arena *arena, Text *text, const ShownFinding *finding)
{
    const ShownPart *then = &finding->parts[0];
    const ShownPart *now = &finding->parts[finding->part_count - 1];
    FigurePair before = figure_pair(arena, finding, then);
    FigurePair after = figure_pair(arena, finding, now);
    GapChange change = change_of_gap(finding);
    CheckUnit unit = finding->unit;
    Str what = figure_quoted(arena, finding->subject);

    if (before.has && after.has) {
        double gap_then = before.first_value - before.second_value;
        double gap_now = after.first_value - after.second_value;
        Str word = moved(change);
        Str size_then = figure_value(arena, unit, fabs(gap_then), figure_held(finding));
        Str size_now = figure_value(arena, unit, fabs(gap_now), figure_held(finding));

        text_format(text, "The gap in %.*s between %.*s and %.*s %.*s: from %.*s to %.*s%s.",
                    STR_ARGS(what), STR_ARGS(after.first), STR_ARGS(after.second), STR_ARGS(word),
                    STR_ARGS(size_then), STR_ARGS(size_now), is_share(finding) ? " in 100" : "");
    }
    if (figure_has(&then->overall) && figure_has(&now->overall)) {
        Str all_then = figure_estimate(arena, unit, &then->overall.estimate, 1);
        Str all_now = figure_estimate(arena, unit, &now->overall.estimate, 1);

        text_format(text, " Over everyone, the service’s count went from %.*s to %.*s%s.",
                    STR_ARGS(all_then), STR_ARGS(all_now), is_share(finding) ? " in 100" : "");
    }
}

static const ShownGroup *named_group(const ShownFinding *finding)
{
    const ShownPart *part = figure_main_part(finding);
    const ShownVerdict *verdict = &finding->verdict;

    return verdict->found_count == 0 ? NULL : figure_find(part->base, verdict->found[0].level);
}

static void finding_text(Arena *arena, Text *text, const ShownFinding *finding)
{
    const ShownGroup *named = named_group(finding);

    if (finding->check == CHECK_CHANGE && finding->part_count > 1) {
        change_text(arena, text, finding);
    } else if (finding->check == CHECK_WAITS && !is_share(finding)) {
        median_text(arena, text, finding);
    } else if (named != NULL && figure_has(&named->estimate)) {
        group_text(arena, text, finding, named);
    } else if (finding->check == CHECK_REPRESENTATION || !ends_text(arena, text, finding)) {
        overall_text(arena, text, finding);
        if (finding->verdict.say == DATA_NONE) {
            text_add(text, finding->check == CHECK_REPRESENTATION
                               ? STR("The service holds no group that was found to differ from "
                                     "its share of the population by as much as matters.")
                               : STR("No group was found to differ by as much as matters."));
        } else if (finding->verdict.say == DATA_UNCLEAR && !finding->verdict.no_margin) {
            text_add(text,
                     STR("What the service holds cannot tell yet whether groups differ by as much "
                         "as matters."));
        }
    }
}

/* What matters lies inside the interval: on either side of no difference. */
static bool crosses(const ShownInterval *gap, double margin)
{
    return (gap->low.value < margin && gap->high.value > margin) ||
           (gap->low.value < -margin && gap->high.value > -margin);
}

/* How sure of the sentence: of a change, that the gap moved; else, that the gap is beyond what
   matters, or is not. */
static int bars_of(const ShownFinding *finding, const ShownInterval *gap)
{
    double margin = is_share(finding) ? finding->matters / 100 : finding->matters;
    bool change = finding->check == CHECK_CHANGE && finding->part_count > 1;

    if (finding->verdict.no_margin || finding->verdict.say == DATA_UNSEEN) {
        return 0;
    }
    if (finding->verdict.say == DATA_UNCLEAR && !change) {
        return 1;
    }
    if (gap == NULL || !figure_has_limits(gap) || !isfinite(margin)) {
        return change ? 1 : 3;
    }
    if (change && gap->low.value <= 0 && gap->high.value >= 0) {
        return 1;
    }
    if (crosses(gap, margin)) {
        return 2;
    }
    return gap->high.value - gap->low.value <= margin ? 4 : 3;
}

static Str bars_word(int bars)
{
    static const char *const WORDS[] = {"", "not yet", "somewhat", "quite", "very"};

    return str_from(WORDS[bars]);
}

static const ShownInterval *told_interval(const ShownFinding *finding)
{
    const ShownGroup *named = named_group(finding);

    if (finding->check == CHECK_CHANGE && finding->part_count > 1) {
        return change_of_gap(finding).interval;
    }
    return named == NULL ? NULL : &named->difference;
}

/* "lies between 8 and 12 fewer", "is now 3 to 4 smaller", "moved by 6 to 9" */
static Str told_range(Arena *arena, const ShownFinding *finding, const ShownInterval *gap)
{
    GapChange change;
    Str range;

    if (finding->check != CHECK_CHANGE || finding->part_count < 2) {
        range = figure_gap_range(arena, finding->unit, gap);
        return range.length == 0 ? range : str_format(arena, "lies %.*s", STR_ARGS(range));
    }
    change = change_of_gap(finding);
    if (changed_sides(change)) {
        range = figure_move_range(arena, finding->unit, gap, figure_held(finding));
        return range.length == 0 ? range : str_format(arena, "moved by %.*s", STR_ARGS(range));
    }
    range = figure_change_range(arena, finding->unit, gap, side_of(change), figure_held(finding));
    return range.length == 0 ? range : str_format(arena, "is now %.*s", STR_ARGS(range));
}

Sentence sentence_minute(Arena *arena, const ShownFinding *finding)
{
    const ShownInterval *gap = told_interval(finding);
    Str range = gap == NULL ? STR_NONE : told_range(arena, finding, gap);
    Text text = text_new(arena);
    Text sure = text_new(arena);
    Sentence sentence = {.bars = bars_of(finding, gap)};

    if (finding->part_count == 0) {
        return sentence;
    }
    finding_text(arena, &text, finding);
    if (sentence.bars > 0) {
        Str bars = bars_word(sentence.bars);

        text_format(&sure, "How sure: %.*s.", STR_ARGS(bars));
    } else {
        text_add(&sure, STR("Nobody said which gap matters: described, not judged."));
    }
    if (range.length > 0) {
        text_format(&sure, " The gap %.*s.", STR_ARGS(range));
    }
    if (finding->chosen_by.length > 0 && finding->means.length > 0) {
        Str subject_quoted = figure_quoted(arena, finding->subject);

        text_format(&sure, " %.*s as %.*s chose it.", STR_ARGS(subject_quoted),
                    STR_ARGS(finding->chosen_by));
    }
    sentence.text = text_str(&text);
    sentence.sure = text_str(&sure);
    return sentence;
}
