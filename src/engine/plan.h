/* Which columns are counted together in one pass, and how each wanted tally comes out of them. */
#ifndef UK_ENGINE_PLAN_H
#define UK_ENGINE_PLAN_H

#include "engine/engine.h"

/* Columns that are counted crossed: one grouping set of the statement. */
typedef struct PlanSet {
    uint32_t *positions; /* in Plan.columns, ascending */
    size_t count;
} PlanSet;

/* A wanted tally is a set with some of its columns added over, in an order of its own. */
typedef struct PlanCuboid {
    size_t set;
    uint32_t *keep; /* indices into the set's columns, in the wanted order */
    size_t keep_count;
    bool as_it_is; /* the set itself: nothing to add over, nothing to reorder */
} PlanCuboid;

typedef struct Plan {
    uint32_t *columns; /* every column named, once, in order of first mention */
    size_t column_count;
    PlanSet *sets;
    size_t set_count;
    PlanCuboid *cuboids; /* one for each wanted */
    size_t cuboid_count;
} Plan;

/* One statement can tell this many columns apart. */
#define PLAN_COLUMNS_MOST 60

/* Cuboids that others hold are rolled up from them; all others are counted as they are. No larger
   common cuboid is made: crossing what nobody asked to cross costs more than it saves
   (docs/decisions/). FAIL_LIMIT beyond PLAN_COLUMNS_MOST columns. */
Status plan_build(Context *context, const Cuboid *cuboids, size_t count, Plan *out) UK_MUST_USE;

/* Marks in `used` (one for each of source->columns) what the request reads, and what derived
   columns among it are made of. */
void plan_mark_columns(const Request *request, bool *used);

#endif
