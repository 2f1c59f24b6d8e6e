/* Waits in words: by when half were at the end, beside those compared with; and the groups of which
   fewer than half came there, who are no less told than the others. */
#include "report/sentence_internal.h"

#include <math.h>

#define NAMED_MOST 2

/* How many groups have a median, how many never came to it, and how many are kept back. */
typedef struct Medians {
    size_t shown;
    size_t unreached;
    size_t hidden;
    double least;
    double most;
} Medians;

static bool is_unreached(const ShownPart *part, size_t group)
{
    return part->base->groups[group].recorded && part->extras[group].median.note.length > 0 &&
           part->extras[group].median.estimate.state == SHOWN_UNDEFINED;
}

static Medians medians_of(const ShownPart *part)
{
    Medians medians = {.least = INFINITY, .most = -INFINITY};
    size_t g;

    for (g = 0; part->extras != NULL && g < part->base->group_count; g++) {
        const ShownInterval *median = &part->extras[g].median;

        medians.unreached += is_unreached(part, g);
        medians.hidden += median->estimate.state == SHOWN_HIDDEN;
        if (figure_has(median)) {
            medians.shown++;
            medians.least = fmin(medians.least, median->estimate.value);
            medians.most = fmax(medians.most, median->estimate.value);
        }
    }
    return medians;
}

/* The group that the verdict names, else the one with the longest median. */
static const ShownGroup *told_group(const ShownFinding *finding, const ShownPart *part)
{
    const ShownGroup *named = sentence_named_group(finding);
    const ShownGroup *longest = NULL;
    double most = -INFINITY;
    size_t g;

    if (named != NULL && figure_has(&part->extras[named - part->base->groups].median)) {
        return named;
    }
    for (g = 0; g < part->base->group_count; g++) {
        const ShownInterval *median = &part->extras[g].median;

        if (figure_has(median) && median->estimate.value > most) {
            most = median->estimate.value;
            longest = &part->base->groups[g];
        }
    }
    return longest;
}

static void median(Arena *arena, Text *text, const ShownFinding *finding, const ShownPart *part,
                   const ShownGroup *group)
{
    const ShownNumber *own = &part->extras[group - part->base->groups].median.estimate;
    Str rows = figure_rows(arena, finding->row);
    Str what = figure_subject(arena, finding);
    Str label = figure_label(arena, group);
    Str where = sentence_in_group(arena, finding, label);
    Str days = figure_estimate(arena, SHOWN_DAYS, own, 0);

    PHRASE_ADD(text, PHRASE_HALF_TOOK, {SLOT_ROWS, rows}, {SLOT_GROUP, where}, {SLOT_DAYS, days},
               {SLOT_WHAT, what});
    if (figure_has(&group->difference)) {
        Str others = figure_others(arena, part->base);
        Str there =
            figure_value(arena, SHOWN_DAYS, own->value - group->difference.estimate.value, 0);

        PHRASE_ADD(text, PHRASE_HALF_OF_OTHERS, {SLOT_OTHERS, others}, {SLOT_DAYS, there});
    }
}

/* " Fewer than half of “A”, “B” and 3 more groups had come to the end when counting stopped." */
static void unreached(Arena *arena, Text *text, const ShownPart *part, size_t count)
{
    size_t named = count > NAMED_MOST + 1 ? NAMED_MOST : count;
    Str labels[NAMED_MOST + 1];
    size_t said = 0;
    size_t g;

    for (g = 0; g < part->base->group_count && said < named; g++) {
        if (is_unreached(part, g)) {
            labels[said++] = figure_label(arena, &part->base->groups[g]);
        }
    }
    if (count > named) {
        Str first = labels[0];

        for (size_t i = 1; i < said; i++) {
            first = PHRASE(arena, PHRASE_LIST_NEXT, {SLOT_LIST, first}, {SLOT_ITEM, labels[i]});
        }
        PHRASE_ADD(text, PHRASE_UNREACHED_AND_MORE, {SLOT_GROUPS, first},
                   {SLOT_COUNT, phrase_count(arena, count - named)});
    } else {
        PHRASE_ADD(text, PHRASE_UNREACHED, {SLOT_GROUPS, phrase_list(arena, labels, said)});
    }
}

void sentence_wait(Arena *arena, Text *text, const ShownFinding *finding)
{
    const ShownPart *part = figure_main_part(finding);
    Medians medians = medians_of(part);
    Str what = figure_subject(arena, finding);
    Str dimension = figure_dimension_quoted(arena, finding);

    if (medians.shown > 0) {
        median(arena, text, finding, part, told_group(finding, part));
    } else if (medians.unreached > 0) {
        PHRASE_ADD(text, PHRASE_HALF_OF_NONE, {SLOT_WHAT, what}, {SLOT_DIMENSION, dimension});
    } else {
        PHRASE_ADD(text, PHRASE_WAITS_HIDDEN, {SLOT_WHAT, what}, {SLOT_DIMENSION, dimension});
    }
    if (medians.unreached > 0) {
        unreached(arena, text, part, medians.unreached);
    }
}

bool sentence_wait_title(Arena *arena, Text *text, const ShownFinding *finding)
{
    const ShownPart *part = figure_main_part(finding);
    Str what = figure_subject(arena, finding);
    Str dimension = figure_dimension_quoted(arena, finding);
    Medians medians;
    Str least;
    Str most;
    Str days;

    if (!is_wait(finding) || part == NULL || part->extras == NULL) {
        return false;
    }
    medians = medians_of(part);
    if (medians.shown == 0) {
        return false;
    }
    least = figure_value(arena, SHOWN_DAYS, medians.least, 0);
    most = figure_value(arena, SHOWN_DAYS, medians.most, 0);
    days = str_equal(least, most)
               ? least
               : PHRASE(arena, PHRASE_FROM_TO, {SLOT_FROM, least}, {SLOT_TO, most});
    PHRASE_ADD(text, PHRASE_TITLE_TAKES, {SLOT_DAYS, days}, {SLOT_WHAT, what},
               {SLOT_DIMENSION, dimension});
    if (medians.unreached > 0) {
        PHRASE_ADD(text, PHRASE_TITLE_LONGER, {SLOT_COUNT, phrase_count(arena, medians.unreached)});
    }
    return true;
}
