/* People alike in what a study adjusts for: the gap beside the plain one, in a sentence. */
#include "report/sentence_internal.h"

#include <math.h>

static bool is_told(const ShownGroup *group)
{
    return figure_has(&group->difference) && figure_has_limits(&group->adjusted.difference);
}

static const ShownGroup *group_to_tell(const ShownFinding *finding, const ShownTable *table)
{
    const ShownGroup *named = sentence_named_group(finding);
    const ShownGroup *furthest = NULL;

    if (named != NULL && is_told(named)) {
        return named;
    }
    for (size_t g = 0; g < table->group_count; g++) {
        const ShownGroup *group = &table->groups[g];

        if (group->recorded && is_told(group) &&
            (furthest == NULL ||
             fabs(group->difference.estimate.value) > fabs(furthest->difference.estimate.value))) {
            furthest = group;
        }
    }
    return furthest;
}

Str sentence_adjusted(Arena *arena, const ShownFinding *finding)
{
    const ShownTable *table =
        finding->part_count > 0 ? finding->parts[finding->part_count - 1].base : NULL;
    const ShownGroup *group;
    Text text = text_new(arena);
    Str numbers[3];
    Str others;

    if (finding->check != CHECK_GAP || table == NULL || table->adjusted_for.count == 0) {
        return STR_NONE;
    }
    group = group_to_tell(finding, table);
    if (group == NULL) {
        return STR_NONE;
    }
    text_add(&text, STR("Among people alike in "));
    for (size_t i = 0; i < table->adjusted_for.count; i++) {
        text_add(&text, i == 0                              ? STR_NONE
                        : i + 1 < table->adjusted_for.count ? STR(", ")
                                                            : STR(" and "));
        text_add_name(&text, table->adjusted_for.items[i]);
    }
    numbers[0] = figure_gap_of(arena, finding->unit, &group->adjusted.difference);
    numbers[1] = figure_gap_range(arena, finding->unit, &group->adjusted.difference);
    numbers[2] = figure_gap_of(arena, finding->unit, &group->difference);
    others = figure_others(arena, table);
    text_add_byte(&text, ',');
    text_add(&text, sentence_in_group(arena, finding, figure_label(arena, group)));
    text_format(&text, ": %.*s in 100 than of %.*s", STR_ARGS(numbers[0]), STR_ARGS(others));
    if (numbers[1].length > 0) {
        text_format(&text, ", likely %.*s", STR_ARGS(numbers[1]));
    }
    text_format(&text, ". Without adjusting: %.*s.", STR_ARGS(numbers[2]));
    return text_str(&text);
}

Str sentence_adjusted_reading(void)
{
    return STR("Adjusting hides as well as explains: what it evens out may itself be unfair. The "
               "verdict is about the gap as it stands.");
}
