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
    Str *alike;
    Str numbers[3];
    Str likely;
    Str others;

    if (finding->check != CHECK_GAP || table == NULL || table->adjusted_for.count == 0) {
        return STR_NONE;
    }
    group = group_to_tell(finding, table);
    if (group == NULL) {
        return STR_NONE;
    }
    alike = arena_take(arena, table->adjusted_for.count, sizeof *alike);
    if (alike == NULL) {
        return STR_NONE;
    }
    for (size_t i = 0; i < table->adjusted_for.count; i++) {
        Text name = text_new(arena);

        text_add_name(&name, table->adjusted_for.items[i]);
        alike[i] = text_str(&name);
    }
    numbers[0] = figure_gap_of(arena, finding->unit, &group->adjusted.difference);
    numbers[1] = figure_gap_range(arena, finding->unit, &group->adjusted.difference);
    numbers[2] = figure_gap_of(arena, finding->unit, &group->difference);
    others = figure_others(arena, table);
    likely =
        numbers[1].length > 0 ? PHRASE(arena, PHRASE_LIKELY, {SLOT_RANGE, numbers[1]}) : STR_NONE;
    return PHRASE(arena, PHRASE_ADJUSTED,
                  {SLOT_LIST, phrase_list(arena, alike, table->adjusted_for.count)},
                  {SLOT_GROUP, sentence_in_group(arena, finding, figure_label(arena, group))},
                  {SLOT_GAP, numbers[0]}, {SLOT_OTHERS, others}, {SLOT_RANGE, likely},
                  {SLOT_PLAIN, numbers[2]});
}

Str sentence_adjusted_reading(void)
{
    return phrase_plain(PHRASE_ADJUSTED_READING);
}
