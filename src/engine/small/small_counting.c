/* Kept rows into the tallies wanted. */
#include "engine/small/small_work.h"

static Status cuboid_begin(Context *context, Work *work, const Cuboid *wanted, CuboidWork *cuboid)
{
    StrSpan names = {TAKE(context, Str, wanted->column_count), wanted->column_count};

    *cuboid = (CuboidWork){.width = wanted->column_count,
                           .columns = TAKE(context, const CodedColumn *, wanted->column_count),
                           .levels = TAKE(context, uint32_t *, wanted->column_count),
                           .key = TAKE(context, uint32_t, wanted->column_count)};
    if (names.items == NULL || cuboid->columns == NULL || cuboid->levels == NULL ||
        cuboid->key == NULL) {
        return fail_memory(context);
    }
    for (size_t d = 0; d < wanted->column_count; d++) {
        uint32_t count;

        names.items[d] = work->request->source->columns.items[wanted->columns[d]];
        TRY(coded_table_column(context, work->coded, wanted->columns[d], &cuboid->columns[d]));
        count = intern_count(cuboid->columns[d]->texts);
        cuboid->levels[d] = TAKE(context, uint32_t, count);
        if (cuboid->levels[d] == NULL) {
            return fail_memory(context);
        }
        for (uint32_t code = 0; code < count; code++) {
            cuboid->levels[d][code] = UINT32_MAX;
        }
    }
    return tally_builder_new(context, names, &cuboid->builder);
}

Status small_cuboids_begin(Context *context, Work *work)
{
    work->cuboids = TAKE(context, CuboidWork, work->request->cuboid_count);
    if (work->cuboids == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < work->request->cuboid_count; i++) {
        TRY(cuboid_begin(context, work, &work->request->cuboids[i], &work->cuboids[i]));
    }
    return done();
}

Status small_cuboids_add(Context *context, Work *work, size_t row, const Cell *cell)
{
    for (size_t i = 0; i < work->request->cuboid_count; i++) {
        CuboidWork *cuboid = &work->cuboids[i];
        Cell *total;

        for (size_t d = 0; d < cuboid->width; d++) {
            uint32_t code = cuboid->columns[d]->codes[row];

            cuboid->key[d] = cuboid->levels[d][code];
            if (cuboid->key[d] == UINT32_MAX) {
                TRY(tally_builder_level(context, cuboid->builder, d,
                                        intern_text(cuboid->columns[d]->texts, code),
                                        &cuboid->key[d]));
                cuboid->levels[d][code] = cuboid->key[d];
            }
        }
        TRY(tally_builder_cell(context, cuboid->builder, cuboid->key, &total));
        if (!cell_add(total, cell)) {
            return tally_fail_overflow(context);
        }
    }
    return done();
}

Status small_cuboids_end(Context *context, Work *work)
{
    work->reading->tallies = TAKE(context, Tally, work->request->cuboid_count);
    if (work->reading->tallies == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < work->request->cuboid_count; i++) {
        TRY(tally_builder_finish(context, work->cuboids[i].builder, &work->reading->tallies[i]));
    }
    return done();
}
