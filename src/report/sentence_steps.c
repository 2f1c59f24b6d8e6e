/* Where on a pathway the gap at its end arises, in words. */
#include "report/sentence_internal.h"

#include <math.h>

#define NO_NUMBER                                                                                  \
    {                                                                                              \
        .state = SHOWN_UNDEFINED                                                                   \
    }
#define NO_INTERVAL                                                                                \
    {                                                                                              \
        .estimate = NO_NUMBER, .se = NO_NUMBER, .low = NO_NUMBER, .high = NO_NUMBER                \
    }

/* Of a group that a bundle from elsewhere has in one step alone. */
static const ShownExtra NOTHING = {.median = NO_INTERVAL,
                                   .reference = NO_INTERVAL,
                                   .change = NO_INTERVAL,
                                   .gap_change = NO_INTERVAL,
                                   .carried = NO_INTERVAL,
                                   .end_gap = NO_INTERVAL};

const ShownExtra *sentence_steps_of(const ShownFinding *finding, size_t part, Str level)
{
    const ShownPart *own = &finding->parts[part];
    const ShownGroup *group = figure_find(own->base, level);

    return own->extras == NULL || group == NULL ? &NOTHING
                                                : &own->extras[group - own->base->groups];
}

/* The gap at the end and all its parts are shown. */
static bool has_end_gap(const ShownFinding *finding, const ShownGroup *group)
{
    for (size_t p = 1; p < finding->part_count; p++) {
        if (!figure_has(&sentence_steps_of(finding, p, group->level)->carried)) {
            return false;
        }
    }
    return group->recorded &&
           figure_has(&sentence_steps_of(finding, finding->part_count - 1, group->level)->end_gap);
}

const ShownGroup *sentence_steps_group(const ShownFinding *finding)
{
    const ShownPart *last = &finding->parts[finding->part_count - 1];
    const ShownGroup *named;

    if (finding->check != CHECK_PATHWAY || finding->part_count < 3 || last->extras == NULL) {
        return NULL;
    }
    named = sentence_named_group(finding);
    if (named != NULL && has_end_gap(finding, named)) {
        return named;
    }
    for (size_t g = 0; g < last->base->group_count; g++) {
        if (has_end_gap(finding, &last->base->groups[g])) {
            return &last->base->groups[g];
        }
    }
    return NULL;
}

/* Limits on both sides of none, or nothing to divide. */
static bool is_open(const ShownInterval *gap)
{
    return gap->estimate.value == 0 ||
           (figure_has_limits(gap) && gap->low.value <= 0 && gap->high.value >= 0);
}

static Str size_of(Arena *arena, const ShownFinding *finding, const ShownInterval *gap)
{
    int decimals = figure_decimals(finding->unit, gap->estimate.value);

    return figure_gap(arena, finding->unit, gap->estimate.value,
                      figure_kept(finding->unit, &gap->estimate, decimals));
}

/* " (between 8 and 12 fewer)"; nothing where the range is the number once more. */
static Str bracketed(Arena *arena, const ShownFinding *finding, const ShownInterval *gap)
{
    Str range = figure_gap_range(arena, finding->unit, gap);

    return range.length == 0 || figure_gap_is_close(arena, finding->unit, gap)
               ? STR_NONE
               : PHRASE(arena, PHRASE_IN_BRACKETS, {SLOT_RANGE, range});
}

/* What a step carries towards the gap at the end: above 0 as that is, below 0 against it. */
static double towards(const ShownFinding *finding, size_t part, Str level, double whole)
{
    double carried = sentence_steps_of(finding, part, level)->carried.estimate.value;

    return whole < 0 ? -carried : carried;
}

static void largest_part(Arena *arena, Text *text, const ShownFinding *finding, Str level,
                         double whole)
{
    size_t largest = 1;
    size_t alike = 0;
    bool against = false;

    for (size_t p = 1; p < finding->part_count; p++) {
        double own = towards(finding, p, level, whole);

        largest = own > towards(finding, largest, level, whole) ? p : largest;
        against = against || own < 0;
    }
    for (size_t p = 1; p < finding->part_count; p++) {
        alike += towards(finding, p, level, whole) >= towards(finding, largest, level, whole);
    }
    if (alike > 1) {
        text_add(text, phrase_plain(PHRASE_NO_SINGLE_STEP));
    } else {
        const ShownInterval *part = &sentence_steps_of(finding, largest, level)->carried;

        PHRASE_ADD(text, PHRASE_LARGEST_PART,
                   {SLOT_STEP, figure_quoted(arena, finding->parts[largest].label)},
                   {SLOT_GAP, size_of(arena, finding, part)},
                   {SLOT_RANGE, bracketed(arena, finding, part)});
    }
    if (against) {
        text_add(text, phrase_plain(PHRASE_OTHER_STEPS_MAKE_UP));
    }
}

Str sentence_steps(Arena *arena, const ShownFinding *finding)
{
    const ShownGroup *group = sentence_steps_group(finding);
    const ShownPart *last = &finding->parts[finding->part_count - 1];
    Text text = text_new(arena);
    const ShownInterval *whole;
    bool open;
    Str first;
    Str end;
    Str people;
    Str others;
    Str size;

    if (group == NULL) {
        return STR_NONE;
    }
    whole = &sentence_steps_of(finding, finding->part_count - 1, group->level)->end_gap;
    open = is_open(whole);
    first = figure_quoted(arena, finding->parts[0].label);
    end = figure_quoted(arena, last->label);
    others = figure_others(arena, last->base);
    size = open ? figure_gap_range(arena, finding->unit, whole) : size_of(arena, finding, whole);
    size = size.length > 0 ? size : size_of(arena, finding, whole);
    people = sentence_people(arena, finding, &finding->parts[0], figure_label(arena, group));
    PHRASE_ADD(&text, open ? PHRASE_END_GAP_OPEN : PHRASE_END_GAP, {SLOT_PEOPLE, people},
               {SLOT_STEP, first}, {SLOT_GAP, size}, {SLOT_END, end}, {SLOT_OTHERS, others},
               {SLOT_RANGE, open ? STR_NONE : bracketed(arena, finding, whole)});
    if (open) {
        return text_str(&text);
    }
    largest_part(arena, &text, finding, group->level, whole->estimate.value);
    return text_str(&text);
}
