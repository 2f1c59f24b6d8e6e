#include "engine/plan.h"

#include "engine/derived.h"

static size_t find_position(const Plan *plan, uint32_t column)
{
    size_t position = 0;

    while (position < plan->column_count && plan->columns[position] != column) {
        position++;
    }
    return position;
}

static Status collect_columns(Context *context, const Cuboid *cuboids, size_t count, Plan *out)
{
    out->columns = TAKE(context, uint32_t, PLAN_COLUMNS_MOST);
    if (out->columns == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < cuboids[i].column_count; k++) {
            if (find_position(out, cuboids[i].columns[k]) < out->column_count) {
                continue;
            }
            if (out->column_count == PLAN_COLUMNS_MOST) {
                return fail(context, FAIL_LIMIT, PLACE_NONE,
                            "more than %d columns to group by at once; ask in two commands",
                            PLAN_COLUMNS_MOST);
            }
            out->columns[out->column_count++] = cuboids[i].columns[k];
        }
    }
    return done();
}

/* The cuboid's columns as positions, one bit each: cuboids of the same columns are the same. */
static uint64_t bits_of(const Plan *plan, const Cuboid *cuboid)
{
    uint64_t bits = 0;

    _Static_assert(PLAN_COLUMNS_MOST <= 64, "a bit for each column");
    for (size_t k = 0; k < cuboid->column_count; k++) {
        bits |= UINT64_C(1) << find_position(plan, cuboid->columns[k]);
    }
    return bits;
}

/* True when no other cuboid holds all columns of number `one`; of equals the first stands. */
static bool is_largest(const uint64_t *bits, size_t count, size_t one)
{
    for (size_t other = 0; other < count; other++) {
        bool holds = (bits[one] & ~bits[other]) == 0;

        if (other != one && holds && (bits[other] != bits[one] || other < one)) {
            return false;
        }
    }
    return true;
}

static Status add_set(Context *context, uint64_t bits, Plan *out)
{
    PlanSet *set = &out->sets[out->set_count++];

    set->positions = TAKE(context, uint32_t, out->column_count);
    if (set->positions == NULL) {
        return fail_memory(context);
    }
    for (size_t position = 0; position < out->column_count; position++) {
        if ((bits >> position & 1) != 0) {
            set->positions[set->count++] = (uint32_t)position;
        }
    }
    return done();
}

static bool set_holds(const PlanSet *set, uint64_t bits)
{
    for (size_t i = 0; i < set->count; i++) {
        bits &= ~(UINT64_C(1) << set->positions[i]);
    }
    return bits == 0;
}

static uint32_t index_in_set(const PlanSet *set, size_t position)
{
    uint32_t index = 0;

    while (set->positions[index] != position) {
        index++;
    }
    return index;
}

/* From the smallest set that holds the cuboid. */
static Status derive(Context *context, const Cuboid *cuboid, uint64_t bits, Plan *out)
{
    PlanCuboid *made = &out->cuboids[out->cuboid_count++];
    const PlanSet *best = NULL;

    for (size_t i = 0; i < out->set_count; i++) {
        const PlanSet *set = &out->sets[i];

        if (set_holds(set, bits) && (best == NULL || set->count < best->count)) {
            best = set;
            made->set = i;
        }
    }
    made->keep_count = cuboid->column_count;
    made->keep = TAKE(context, uint32_t, cuboid->column_count);
    if (made->keep == NULL || best == NULL) {
        return fail_memory(context);
    }
    made->as_it_is = cuboid->column_count == best->count;
    for (size_t k = 0; k < cuboid->column_count; k++) {
        made->keep[k] = index_in_set(best, find_position(out, cuboid->columns[k]));
        made->as_it_is = made->as_it_is && made->keep[k] == k;
    }
    return done();
}

Status plan_build(Context *context, const Cuboid *cuboids, size_t count, Plan *out)
{
    uint64_t *bits = TAKE(context, uint64_t, count);

    *out =
        (Plan){.sets = TAKE(context, PlanSet, count), .cuboids = TAKE(context, PlanCuboid, count)};
    if (bits == NULL || out->sets == NULL || out->cuboids == NULL) {
        return fail_memory(context);
    }
    TRY(collect_columns(context, cuboids, count, out));
    for (size_t i = 0; i < count; i++) {
        bits[i] = bits_of(out, &cuboids[i]);
    }
    for (size_t i = 0; i < count; i++) {
        if (is_largest(bits, count, i)) {
            TRY(add_set(context, bits[i], out));
        }
    }
    for (size_t i = 0; i < count; i++) {
        TRY(derive(context, &cuboids[i], bits[i], out));
    }
    return done();
}

static void mark_named(const Request *request, bool *used)
{
    const uint32_t single[] = {
        request->amount,
        request->events,
        request->out_of,
        request->count,
        request->person,
        request->weight,
        request->scores != NULL ? request->scores->score : (uint32_t)COLUMN_NONE,
        request->scores != NULL && request->scores->has_need ? request->scores->need
                                                             : (uint32_t)COLUMN_NONE};

    for (size_t i = 0; i < sizeof single / sizeof single[0]; i++) {
        if (single[i] != COLUMN_NONE) {
            used[single[i]] = true;
        }
    }
    for (size_t i = 0; i < request->cuboid_count; i++) {
        for (size_t d = 0; d < request->cuboids[i].column_count; d++) {
            used[request->cuboids[i].columns[d]] = true;
        }
    }
}

void plan_mark_columns(const Request *request, bool *used)
{
    ValueKind kind;

    mark_named(request, used);
    for (uint32_t column = 0; column < request->source->columns.count; column++) {
        used[column] =
            used[column] ||
            (request->where != NULL && expression_uses(request->where, column, &kind)) ||
            (request->outcome != NULL && expression_uses(request->outcome, column, &kind)) ||
            (request->scores != NULL && request->scores->flag != NULL &&
             expression_uses(request->scores->flag, column, &kind));
    }
    derived_mark_inputs(request->source, used);
}
