/* A hash table while cells are collected; a counting sort by each dimension, last to first, at the
   end: its time grows with cells and levels alone, and it needs no comparisons. */
#include "tally/cell_set.h"

#include <string.h>

#define SLOTS_FIRST ((size_t)64)
#define SPREAD UINT64_C(0x9e3779b97f4a7c15)

Status cell_set_new(Context *context, size_t width, CellSet *out)
{
    uint32_t *slots = TAKE(context, uint32_t, SLOTS_FIRST);

    if (slots == NULL) {
        return fail_memory(context);
    }
    *out = (CellSet){.width = width, .slots = slots, .slot_count = SLOTS_FIRST};
    return done();
}

static size_t hash_key(const uint32_t *key, size_t width)
{
    uint64_t hash = width;

    for (size_t i = 0; i < width; i++) {
        hash = (hash ^ key[i]) * SPREAD;
        hash ^= hash >> 29;
    }
    return (size_t)(hash ^ hash >> 32);
}

/* The slot of `key`, or the free one where it belongs. */
static size_t find_slot(const CellSet *set, const uint32_t *key)
{
    size_t mask = set->slot_count - 1;
    size_t at = hash_key(key, set->width) & mask;

    while (set->slots[at] != 0 && set->width != 0 &&
           memcmp(&set->keys[(set->slots[at] - 1) * set->width], key,
                  set->width * sizeof(uint32_t)) != 0) {
        at = (at + 1) & mask;
    }
    return at;
}

static Status grow_slots(Context *context, CellSet *set)
{
    size_t count = set->slot_count * 2;
    uint32_t *slots = TAKE(context, uint32_t, count);

    if (slots == NULL) {
        return fail_memory(context);
    }
    set->slots = slots;
    set->slot_count = count;
    for (size_t i = 0; i < set->count; i++) {
        set->slots[find_slot(set, &set->keys[i * set->width])] = (uint32_t)i + 1;
    }
    return done();
}

static Status grow_cells(Context *context, CellSet *set)
{
    size_t capacity = set->capacity == 0 ? 16 : set->capacity * 2;
    Cell *cells;
    uint32_t *keys;

    cells = arena_grow(context->arena, set->cells, set->capacity * sizeof(Cell),
                       capacity * sizeof(Cell));
    if (cells == NULL) {
        return fail_memory(context);
    }
    set->cells = cells;
    keys = arena_grow(context->arena, set->keys, set->capacity * set->width * sizeof(uint32_t),
                      capacity * set->width * sizeof(uint32_t));
    if (keys == NULL) {
        return fail_memory(context);
    }
    set->keys = keys;
    set->capacity = capacity;
    return done();
}

Status cell_set_at(Context *context, CellSet *set, const uint32_t *key, Cell **cell)
{
    size_t at;

    if (set->count == set->capacity) {
        TRY(grow_cells(context, set));
    }
    at = find_slot(set, key);
    if (set->slots[at] != 0) {
        *cell = &set->cells[set->slots[at] - 1];
        return done();
    }
    if (set->count >= TALLY_CELLS_MOST) {
        return fail(context, FAIL_LIMIT, PLACE_NONE,
                    "more than 1,000,000 combinations of groups occur; cross fewer columns, or "
                    "columns with fewer values");
    }
    if (set->count * 2 >= set->slot_count) {
        TRY(grow_slots(context, set));
        at = find_slot(set, key);
    }
    if (set->width != 0) {
        memcpy(&set->keys[set->count * set->width], key, set->width * sizeof(uint32_t));
    }
    set->cells[set->count] = (Cell){0};
    *cell = &set->cells[set->count];
    set->count++;
    set->slots[at] = (uint32_t)set->count;
    return done();
}

/* Moves `order` into `sorted`, ascending in dimension `d`, as it was where that is equal. */
static void sort_by(const CellSet *set, size_t d, const uint32_t *order, uint32_t *sorted,
                    uint32_t *starts, size_t level_count)
{
    uint32_t next = 0;

    memset(starts, 0, level_count * sizeof(uint32_t));
    for (size_t i = 0; i < set->count; i++) {
        starts[set->keys[i * set->width + d]]++;
    }
    for (size_t level = 0; level < level_count; level++) {
        uint32_t here = starts[level];

        starts[level] = next;
        next += here;
    }
    for (size_t i = 0; i < set->count; i++) {
        sorted[starts[set->keys[order[i] * set->width + d]]++] = order[i];
    }
}

static Status sort_order(Context *context, const CellSet *set, const Dimension *dimensions,
                         uint32_t **out)
{
    size_t levels_most = 0;
    uint32_t *order = TAKE(context, uint32_t, set->count);
    uint32_t *other = TAKE(context, uint32_t, set->count);
    uint32_t *starts;

    for (size_t d = 0; d < set->width; d++) {
        levels_most =
            dimensions[d].levels.count > levels_most ? dimensions[d].levels.count : levels_most;
    }
    starts = TAKE(context, uint32_t, levels_most);
    if (order == NULL || other == NULL || starts == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < set->count; i++) {
        order[i] = (uint32_t)i;
    }
    for (size_t d = set->width; d > 0; d--) {
        uint32_t *swap = order;

        sort_by(set, d - 1, order, other, starts, dimensions[d - 1].levels.count);
        order = other;
        other = swap;
    }
    *out = order;
    return done();
}

Status cell_set_sort(Context *context, const CellSet *set, Tally *out)
{
    uint32_t *order = NULL;

    TRY(sort_order(context, set, out->dimensions, &order));
    out->dimension_count = set->width;
    out->cell_count = set->count;
    out->keys = TAKE(context, uint32_t, set->count * set->width);
    out->cells = TAKE(context, Cell, set->count);
    if (out->keys == NULL || out->cells == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < set->count; i++) {
        out->cells[i] = set->cells[order[i]];
        for (size_t d = 0; d < set->width; d++) {
            out->keys[i * set->width + d] = set->keys[order[i] * set->width + d];
        }
    }
    return done();
}
