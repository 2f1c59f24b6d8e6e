/* People alike in what a study adjusts for: as columns beside those of a grouping. */
#include "audit/audit_internal.h"

static const Grouping *grouping_of(const Room *room, Str name)
{
    for (size_t i = 0; i < room->grouping_count; i++) {
        const Grouping *grouping = &room->groupings[i];

        if (!grouping->combination && grouping->where.length == 0 &&
            str_equal(grouping->group->name.text, name)) {
            return grouping;
        }
    }
    return NULL;
}

Status room_adjusting(Auditing *auditing, const Room *room, const Grouping *grouping,
                      Adjusting *out)
{
    const StudyTexts *adjust = &auditing->study->adjust;
    uint32_t *columns = TAKE(auditing->context, uint32_t, adjust->count + 1);
    Str *names = TAKE(auditing->context, Str, adjust->count);

    if (columns == NULL || names == NULL) {
        return fail_memory(auditing->context);
    }
    *out = (Adjusting){{columns, 0}, {names, 0}};
    columns[0] = grouping->column;
    for (size_t i = 0; i < adjust->count && !grouping->combination; i++) {
        const Grouping *other = grouping_of(room, adjust->items[i].text);

        if (other != NULL && other->group != grouping->group) {
            columns[1 + out->names.count] = other->column;
            names[out->names.count++] = adjust->items[i].text;
        }
    }
    out->cuboid.column_count = out->names.count > 0 ? out->names.count + 1 : 0;
    return done();
}
