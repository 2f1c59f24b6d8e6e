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
static PhraseId turned(const ShownFinding *finding, const Change *change)
{
    double margin = sentence_margin(finding);
    bool mattered = finding->verdict.no_margin || fabs(change->told_then) >= margin;
    bool matters = finding->verdict.no_margin || fabs(change->told_now) >= margin;

    return mattered == matters ? PHRASE_CHANGED_SIDES
           : matters           ? PHRASE_OPENED
                               : PHRASE_FELL_TO_LITTLE;
}

/* By the interval of the change itself; no direction that the two gaps do not show. */
static PhraseId moved(const ShownFinding *finding, const Change *change)
{
    bool little = moved_little(finding, change);
    double low;
    double high;

    if (change->interval == NULL) {
        return PHRASE_MOVED_UNCLEARLY;
    }
    if (changed_sides(change)) {
        return turned(finding, change);
    }
    low = side_of(change) < 0 ? -change->interval->high.value : change->interval->low.value;
    high = side_of(change) < 0 ? -change->interval->low.value : change->interval->high.value;
    if (high < 0 && fabs(change->told_now) < fabs(change->told_then)) {
        return little ? PHRASE_NARROWED_LITTLE : PHRASE_NARROWED;
    }
    if (low > 0 && fabs(change->told_now) > fabs(change->told_then)) {
        return little ? PHRASE_WIDENED_LITTLE : PHRASE_WIDENED;
    }
    return little ? PHRASE_HARDLY_MOVED : PHRASE_MOVED_UNCLEARLY;
}

static bool hardly_moved(const ShownFinding *finding, const Change *change)
{
    return moved(finding, change) == PHRASE_HARDLY_MOVED;
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

/* "In “2025”, of every 100 referrals in the “sex” group “Women”, the service counted ..." */
static void present(Arena *arena, Text *text, const ShownFinding *finding, const Change *change)
{
    const ShownPart *last = &finding->parts[finding->part_count - 1];
    int held = figure_held(finding);
    Str first = figure_value(arena, finding->unit, change->now.first_value, held);
    Str second = figure_value(arena, finding->unit, change->now.second_value, held);
    Str what = figure_subject(arena, finding);

    if (is_share(finding)) {
        PHRASE_ADD(text, PHRASE_OF_EVERY_IN_PERIOD, {SLOT_PERIOD, change->last_period},
                   {SLOT_PEOPLE, sentence_people(arena, finding, last, change->now.first)},
                   {SLOT_DID, sentence_service_did(arena, finding, what, first)});
    } else {
        PHRASE_ADD(text, PHRASE_AVERAGE_IN_PERIOD, {SLOT_PERIOD, change->last_period},
                   {SLOT_WHAT, what}, {SLOT_NUMBER, first},
                   {SLOT_UNIT, figure_unit(arena, finding)},
                   {SLOT_GROUP, sentence_in_group(arena, finding, change->now.first)});
    }
    if (last->base->ordered) {
        text_add(text, sentence_other_end(arena, change->now.second, second));
    } else {
        PHRASE_ADD(text, is_share(finding) ? PHRASE_OTHERS_OF : PHRASE_OTHERS_FOR,
                   {SLOT_OTHERS, change->now.second}, {SLOT_NUMBER, second});
    }
}

/* " The gap between ... narrowed: from 20 to 14 in 100." */
static void move(Arena *arena, Text *text, const ShownFinding *finding, const Change *change)
{
    Str word = phrase_plain(moved(finding, change));
    Str unit = figure_unit(arena, finding);
    Str group = change->now.first;
    Str others = change->now.second;

    if (has_stayed(change)) {
        PHRASE_ADD(text, PHRASE_GAP_STAYED, {SLOT_GROUP, group}, {SLOT_OTHERS, others},
                   {SLOT_NUMBER, change->size_now}, {SLOT_UNIT, unit});
    } else if (has_turned(change)) {
        PHRASE_ADD(text, PHRASE_GAP_TURNED, {SLOT_GROUP, group}, {SLOT_OTHERS, others},
                   {SLOT_MOVED, word}, {SLOT_PERIOD, change->first_period},
                   {SLOT_THEN,
                    figure_sized(arena, finding->unit, change->gap_then, change->size_then, unit)},
                   {SLOT_NOW, figure_sized(arena, finding->unit, change->gap_now, change->size_now,
                                           STR_NONE)});
    } else {
        PHRASE_ADD(text, PHRASE_GAP_MOVED, {SLOT_GROUP, group}, {SLOT_OTHERS, others},
                   {SLOT_MOVED, word}, {SLOT_THEN, change->size_then}, {SLOT_NOW, change->size_now},
                   {SLOT_UNIT, unit});
    }
}

/* The average beside the gap, so that neither is told without the other. */
static void everyone(Arena *arena, Text *text, const ShownFinding *finding)
{
    const ShownInterval *then = &finding->parts[0].overall;
    const ShownInterval *now = &finding->parts[finding->part_count - 1].overall;
    Str unit = figure_unit(arena, finding);
    Str all_then;
    Str all_now;

    if (!figure_has(then) || !figure_has(now)) {
        return;
    }
    all_then = figure_estimate(arena, finding->unit, &then->estimate, 1);
    all_now = figure_estimate(arena, finding->unit, &now->estimate, 1);
    if (str_equal(all_then, all_now)) {
        PHRASE_ADD(
            text, is_share(finding) ? PHRASE_EVERYONE_COUNT_STAYED : PHRASE_EVERYONE_AVERAGE_STAYED,
            {SLOT_NUMBER, all_now}, {SLOT_UNIT, unit});
    } else {
        PHRASE_ADD(text,
                   is_share(finding) ? PHRASE_EVERYONE_COUNT_WENT : PHRASE_EVERYONE_AVERAGE_WENT,
                   {SLOT_THEN, all_then}, {SLOT_NOW, all_now}, {SLOT_UNIT, unit});
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
static void title_then(Arena *arena, Text *text, const ShownFinding *finding, const Change *change)
{
    if (!change->then.has) {
        return;
    }
    if (has_stayed(change)) {
        PHRASE_ADD(text, PHRASE_TITLE_SAME_IN, {SLOT_PERIOD, change->first_period});
    } else if (has_turned(change)) {
        PHRASE_ADD(text, PHRASE_TITLE_TURNED, {SLOT_PERIOD, change->first_period},
                   {SLOT_THEN, figure_sized(arena, finding->unit, change->gap_then,
                                            change->size_then, STR_NONE)});
    } else {
        PHRASE_ADD(text, PHRASE_TITLE_THEN, {SLOT_PERIOD, change->first_period},
                   {SLOT_THEN, change->size_then});
    }
}

void sentence_change_title(Arena *arena, Text *text, const ShownFinding *finding)
{
    Change change = change_of(arena, finding);
    Str what = figure_subject(arena, finding);
    Str unit = figure_unit(arena, finding);
    bool ordered = finding->parts[finding->part_count - 1].base->ordered;

    if (!change.now.has) {
        Str dimension = figure_dimension_quoted(arena, finding);

        PHRASE_ADD(text, PHRASE_TITLE_HOW_CHANGED, {SLOT_WHAT, what}, {SLOT_DIMENSION, dimension});
        return;
    }
    if (is_share(finding)) {
        PHRASE_ADD(
            text, ordered ? PHRASE_TITLE_COUNTS_IN : PHRASE_TITLE_COUNTS_AMONG,
            {SLOT_GAP, figure_sized(arena, finding->unit, change.gap_now, change.size_now, unit)},
            {SLOT_WHAT, what}, {SLOT_GROUP, change.now.first}, {SLOT_OTHERS, change.now.second});
    } else {
        PHRASE_ADD(text,
                   change.gap_now > 0 ? PHRASE_TITLE_AVERAGE_HIGHER : PHRASE_TITLE_AVERAGE_LOWER,
                   {SLOT_WHAT, what}, {SLOT_NUMBER, change.size_now}, {SLOT_UNIT, unit},
                   {SLOT_GROUP, change.now.first}, {SLOT_OTHERS, change.now.second});
    }
    title_then(arena, text, finding, &change);
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
        PHRASE_ADD(text, PHRASE_MOVED_BY, {SLOT_RANGE, range});
        return;
    }
    range = figure_change_range(arena, finding->unit, change->interval, side_of(change), held);
    PHRASE_ADD(text, PHRASE_IS_NOW, {SLOT_RANGE, range});
}

void sentence_change_sure(Arena *arena, Text *text, const ShownFinding *finding, int bars)
{
    const ShownPart *last = &finding->parts[finding->part_count - 1];
    const ShownGroup *told = last->base->ordered ? NULL : figure_told_group(finding, last);
    Change change = change_of(arena, finding);
    Str range = told == NULL ? STR_NONE : figure_gap_range(arena, finding->unit, &told->difference);

    if (bars > 0) {
        PHRASE_ADD(text,
                   finding->verdict.say == DATA_NONE ? PHRASE_SURE_NO_GAP_NOW : PHRASE_SURE_GAP_NOW,
                   {SLOT_SURE, sentence_bars_word(bars)});
    }
    if (range.length > 0) {
        text_add(text, bars > 0 ? STR(" ") : STR_NONE);
        PHRASE_ADD(text, PHRASE_GAP_LIES, {SLOT_RANGE, range});
    }
    if (bars > 0 && change.then.has) {
        PHRASE_ADD(text,
                   hardly_moved(finding, &change) ? PHRASE_SURE_MOVED_LITTLE : PHRASE_SURE_MOVED,
                   {SLOT_SURE, sentence_bars_word(move_bars(finding, &change))});
    }
    move_range(arena, text, finding, &change);
}
