/* Collecting cells by label: each dimension numbers its labels as they come; the end sorts them. */
#include "base/intern.h"
#include "tally/cell_set.h"

#include <stdlib.h>

struct TallyBuilder {
    Dimension *dimensions; /* names; levels at the end */
    size_t dimension_count;
    Intern **labels; /* one for each dimension */
    uint32_t *key;   /* of the cell being added */
    CellSet cells;
};

typedef struct NumberedLabel {
    Str label;
    uint32_t number;
} NumberedLabel;

Status tally_builder_new(Context *context, StrSpan dimensions, TallyBuilder **out)
{
    TallyBuilder *builder = TAKE(context, TallyBuilder, 1);
    Dimension *named = TAKE(context, Dimension, dimensions.count);
    Intern **labels = TAKE(context, Intern *, dimensions.count);
    uint32_t *key = TAKE(context, uint32_t, dimensions.count);

    if (builder == NULL || named == NULL || labels == NULL || key == NULL) {
        return fail_memory(context);
    }
    *builder = (TallyBuilder){
        .dimensions = named, .dimension_count = dimensions.count, .labels = labels, .key = key};
    for (size_t d = 0; d < dimensions.count; d++) {
        named[d].name = str_copy(context->arena, dimensions.items[d]);
        if (named[d].name.bytes == NULL) {
            return fail_memory(context);
        }
        TRY(intern_new(context, &labels[d]));
    }
    TRY(cell_set_new(context, dimensions.count, &builder->cells));
    *out = builder;
    return done();
}

static Status fail_levels(Context *context, Str column)
{
    Str shown = str_show(context->arena, column, 80);

    return fail(context, FAIL_LIMIT, PLACE_NONE,
                "column '%.*s' has more than 100,000 different values; is it an identifier, a date "
                "or a measurement? leave it out, or group its values first",
                STR_ARGS(shown));
}

Status tally_builder_level(Context *context, TallyBuilder *builder, size_t dimension, Str label,
                           uint32_t *level)
{
    TRY(intern_add(context, builder->labels[dimension], str_trim(label), level));
    if (*level >= TALLY_LEVELS_MOST) {
        return fail_levels(context, builder->dimensions[dimension].name);
    }
    return done();
}

Status tally_builder_cell(Context *context, TallyBuilder *builder, const uint32_t *levels,
                          Cell **cell)
{
    return cell_set_at(context, &builder->cells, levels, cell);
}

Status tally_fail_overflow(Context *context)
{
    return fail(context, FAIL_LIMIT, PLACE_NONE,
                "counts or amounts add up to more than can be held exactly (9.2e18 people, or "
                "squares of amounts beyond 1.7e26); use larger units");
}

Status tally_builder_add(Context *context, TallyBuilder *builder, const Str *labels,
                         const Cell *cell)
{
    Cell *total;

    for (size_t d = 0; d < builder->dimension_count; d++) {
        TRY(tally_builder_level(context, builder, d, labels[d], &builder->key[d]));
    }
    TRY(tally_builder_cell(context, builder, builder->key, &total));
    return cell_add(total, cell) ? done() : tally_fail_overflow(context);
}

static int compare_labels(const void *a, const void *b)
{
    return str_compare_natural(((const NumberedLabel *)a)->label,
                               ((const NumberedLabel *)b)->label);
}

/* Gives dimension `d` its sorted levels; `place[number]` is where a label went. */
static Status sort_levels(Context *context, TallyBuilder *builder, size_t d, uint32_t **place)
{
    size_t count = intern_count(builder->labels[d]);
    NumberedLabel *labels = TAKE(context, NumberedLabel, count);
    Str *levels = TAKE(context, Str, count);

    *place = TAKE(context, uint32_t, count);
    if (labels == NULL || levels == NULL || *place == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < count; i++) {
        labels[i] = (NumberedLabel){intern_text(builder->labels[d], (uint32_t)i), (uint32_t)i};
    }
    qsort(labels, count, sizeof labels[0], compare_labels);
    for (size_t i = 0; i < count; i++) {
        levels[i] = labels[i].label;
        (*place)[labels[i].number] = (uint32_t)i;
    }
    builder->dimensions[d].levels = (StrSpan){levels, count};
    return done();
}

Status tally_builder_finish(Context *context, TallyBuilder *builder, Tally *out)
{
    CellSet *set = &builder->cells;

    for (size_t d = 0; d < builder->dimension_count; d++) {
        uint32_t *place;

        TRY(sort_levels(context, builder, d, &place));
        for (size_t i = 0; i < set->count; i++) {
            uint32_t *level = &set->keys[i * set->width + d];

            *level = place[*level];
        }
    }
    *out = (Tally){.dimensions = builder->dimensions};
    return cell_set_sort(context, set, out);
}
