/* A counting sort of rows by person, one pass for the size of the largest sums, one pass over
   persons.
   Whole-number sums make the order of adding meaningless. */
#include "tally/moments.h"

#include "tally/exact_sum.h"
#include "tally/moments_internal.h"
#include "tally/tally.h"

#include <assert.h>
#include <math.h>

typedef struct PairSum {
    Exact nn, nk, kn, kk;
} PairSum;

typedef struct LevelSum {
    Exact n, k;
    PairSum own, with_all;
    int64_t persons, persons_with, persons_without;
    double largest;
} LevelSum;

/* One person's rows in one level. */
typedef struct Part {
    Exact n, k;
    double n_value, k_value;
    int64_t people; /* persons alike, where no persons are given; else 1 */
    bool with, without;
} Part;

/* Rows that are in, by person; NULL where every row is a person. */
typedef struct Order {
    uint32_t *rows;
    uint32_t *ends; /* where each person's rows end in `rows`, and the next one's begin */
    uint32_t longest;
} Order;

typedef struct Builder {
    const RowTable *rows;
    const uint32_t *level;  /* of each row */
    const uint32_t *period; /* NULL: all */
    uint32_t wanted_period;
    Scale n, k, nn, nk, kk;
    LevelSum *sums; /* one for each level, then all */
    PairSum *pairs; /* or NULL */
    size_t level_count;
    Part *parts;       /* one for each level: of the person at hand */
    uint32_t *touched; /* the levels that person has rows in */
    size_t touched_count;
} Builder;

static bool is_in(const Builder *builder, size_t row)
{
    return moments_row_is_in(builder->rows, builder->period, builder->wanted_period, row);
}

/* A row's weight for its person, without the people it stands for when those are persons. */
static double row_weight(const RowTable *rows, size_t row)
{
    double weight = rows->weight == NULL ? 1.0 : rows->weight[row];

    return rows->people == NULL || rows->person == NULL ? weight
                                                        : weight * (double)rows->people[row];
}

static int64_t row_people(const RowTable *rows, size_t row)
{
    return rows->people == NULL || rows->person != NULL ? 1 : rows->people[row];
}

Status moments_fail_large(Context *context)
{
    return fail(context, FAIL_LIMIT, PLACE_NONE,
                "weights, amounts or counts are too large to square and add; use larger units");
}

/* Bounds every sum by (number of rows) x (largest term), and a person's by (its most rows) x
   that. */
static Status set_scales(Context *context, Builder *builder, double rows_of_one)
{
    double most_n = 0.0;
    double most_k = 0.0;
    double count = 0.0;

    for (size_t row = 0; row < builder->rows->count; row++) {
        if (is_in(builder, row)) {
            double weight = row_weight(builder->rows, row);

            most_n = fmax(most_n, weight);
            most_k = fmax(most_k, fabs(weight * builder->rows->value[row]));
            count += (double)row_people(builder->rows, row);
        }
    }
    if (!(most_n * count < ldexp(1.0, 450)) || !(most_k * count < ldexp(1.0, 450)) ||
        count > 9e18) {
        return moments_fail_large(context);
    }
    most_n = fmax(most_n, ldexp(1.0, -300));
    most_k = fmax(most_k, ldexp(1.0, -300));
    builder->n = exact_scale(exact_exponent(most_n * count));
    builder->k = exact_scale(exact_exponent(most_k * count));
    builder->nn = exact_scale(exact_exponent(most_n * count * rows_of_one * most_n));
    builder->nk = exact_scale(exact_exponent(most_n * count * rows_of_one * most_k));
    builder->kk = exact_scale(exact_exponent(most_k * count * rows_of_one * most_k));
    return done();
}

static void add_pair(const Builder *builder, PairSum *sum, const Part *g, double n_h, double k_h)
{
    exact_add(&sum->nn, g->n_value * n_h, builder->nn, g->people);
    exact_add(&sum->nk, g->n_value * k_h, builder->nk, g->people);
    exact_add(&sum->kn, g->k_value * n_h, builder->nk, g->people);
    exact_add(&sum->kk, g->k_value * k_h, builder->kk, g->people);
}

static void add_row(Builder *builder, size_t row)
{
    const RowTable *rows = builder->rows;
    uint32_t level = builder->level[row];
    Part *part = &builder->parts[level];
    double weight = row_weight(rows, row);

    if (part->people == 0) {
        *part = (Part){.people = row_people(rows, row)};
        builder->touched[builder->touched_count++] = level;
    }
    exact_add(&part->n, weight, builder->n, 1);
    exact_add(&part->k, weight * rows->value[row], builder->k, 1);
    part->with = part->with || rows->value[row] != 0.0;
    part->without = part->without || rows->value[row] == 0.0;
}

static void add_part(const Builder *builder, LevelSum *sum, const Part *part, const Part *all)
{
    exact_add_sum(&sum->n, &part->n, part->people);
    exact_add_sum(&sum->k, &part->k, part->people);
    sum->persons += part->people;
    sum->persons_with += part->with ? part->people : 0;
    sum->persons_without += part->without ? part->people : 0;
    sum->largest = fmax(sum->largest, part->n_value);
    add_pair(builder, &sum->own, part, part->n_value, part->k_value);
    add_pair(builder, &sum->with_all, part, all->n_value, all->k_value);
}

static void set_values(const Builder *builder, Part *part)
{
    part->n_value = exact_value(&part->n, builder->n);
    part->k_value = exact_value(&part->k, builder->k);
}

static void add_pairs(Builder *builder)
{
    for (size_t i = 0; i < builder->touched_count; i++) {
        const Part *g = &builder->parts[builder->touched[i]];

        for (size_t j = 0; j < builder->touched_count; j++) {
            const Part *h = &builder->parts[builder->touched[j]];
            size_t at = builder->touched[i] * builder->level_count + builder->touched[j];

            add_pair(builder, &builder->pairs[at], g, h->n_value, h->k_value);
        }
    }
}

/* All rows of one person were added: into the sums, and ready for the next. */
static void end_person(Builder *builder)
{
    Part all = {0};

    if (builder->touched_count == 0) {
        return;
    }
    for (size_t i = 0; i < builder->touched_count; i++) {
        Part *part = &builder->parts[builder->touched[i]];

        set_values(builder, part);
        exact_add_sum(&all.n, &part->n, 1);
        exact_add_sum(&all.k, &part->k, 1);
        all.people = part->people;
        all.with = all.with || part->with;
        all.without = all.without || part->without;
    }
    set_values(builder, &all);
    for (size_t i = 0; i < builder->touched_count; i++) {
        uint32_t level = builder->touched[i];

        add_part(builder, &builder->sums[level], &builder->parts[level], &all);
    }
    add_part(builder, &builder->sums[builder->level_count], &all, &all);
    if (builder->pairs != NULL) {
        add_pairs(builder);
    }
    for (size_t i = 0; i < builder->touched_count; i++) {
        builder->parts[builder->touched[i]].people = 0;
    }
    builder->touched_count = 0;
}

/* Rows that are in, each a person of its own. */
static Status add_single_rows(Context *context, Builder *builder)
{
    TRY(set_scales(context, builder, 1.0));
    for (size_t row = 0; row < builder->rows->count; row++) {
        if (row % 65536 == 0) {
            TRY(check_stop(context));
        }
        if (is_in(builder, row)) {
            add_row(builder, row);
            end_person(builder);
        }
    }
    return done();
}

static void order_by_person(const Builder *builder, Order *order)
{
    const RowTable *rows = builder->rows;
    uint32_t next = 0;

    for (size_t row = 0; row < rows->count; row++) {
        if (is_in(builder, row)) {
            order->ends[rows->person[row]]++;
        }
    }
    for (size_t person = 0; person < rows->person_count; person++) {
        uint32_t here = order->ends[person];

        order->longest = here > order->longest ? here : order->longest;
        order->ends[person] = next;
        next += here;
    }
    for (size_t row = 0; row < rows->count; row++) {
        if (is_in(builder, row)) {
            order->rows[order->ends[rows->person[row]]++] = (uint32_t)row;
        }
    }
}

static Status add_ordered(Context *context, Builder *builder, const Order *order)
{
    uint32_t at = 0;

    for (size_t person = 0; person < builder->rows->person_count; person++) {
        if (person % 65536 == 0) {
            TRY(check_stop(context));
        }
        for (; at < order->ends[person]; at++) {
            add_row(builder, order->rows[at]);
        }
        end_person(builder);
    }
    return done();
}

/* The order of rows is large and soon useless: it has an arena of its own, of exactly its size. */
static Status add_persons(Context *context, Builder *builder)
{
    const RowTable *rows = builder->rows;
    size_t bytes = ((size_t)rows->person_count + rows->count) * sizeof(uint32_t) + 64;
    AUTO(Arena *, arena_cleanup) scratch = arena_new(bytes);
    Order order = {0};

    if (scratch == NULL) {
        return fail_memory(context);
    }
    order.ends = arena_take(scratch, rows->person_count, sizeof(uint32_t));
    order.rows = arena_take(scratch, rows->count, sizeof(uint32_t));
    if (order.ends == NULL || order.rows == NULL) {
        return fail_memory(context);
    }
    order_by_person(builder, &order);
    TRY(set_scales(context, builder, (double)order.longest));
    return add_ordered(context, builder, &order);
}

static MomentPair pair_of(const Builder *builder, const PairSum *sum)
{
    return (MomentPair){exact_value(&sum->nn, builder->nn), exact_value(&sum->nk, builder->nk),
                        exact_value(&sum->kn, builder->nk), exact_value(&sum->kk, builder->kk)};
}

static LevelMoments level_of(const Builder *builder, const LevelSum *sum)
{
    double weight = exact_value(&sum->n, builder->n);

    return (LevelMoments){.weight = weight,
                          .total = exact_value(&sum->k, builder->k),
                          .persons = sum->persons,
                          .persons_with = sum->persons_with,
                          .persons_without = sum->persons_without,
                          .own = pair_of(builder, &sum->own),
                          .with_all = pair_of(builder, &sum->with_all),
                          .largest_share = weight > 0.0 ? sum->largest / weight : 0.0};
}

static Status write_out(Context *context, const Builder *builder, Moments *out)
{
    size_t pair_count = builder->level_count * builder->level_count;

    out->level_count = builder->level_count;
    out->levels = TAKE(context, LevelMoments, builder->level_count);
    if (out->levels == NULL) {
        return fail_memory(context);
    }
    for (size_t level = 0; level < builder->level_count; level++) {
        out->levels[level] = level_of(builder, &builder->sums[level]);
    }
    out->all = level_of(builder, &builder->sums[builder->level_count]);
    out->units = (double)out->all.persons;
    out->df = out->units - 1.0;
    if (builder->pairs == NULL) {
        return done();
    }
    out->pairs = TAKE(context, MomentPair, pair_count);
    if (out->pairs == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < pair_count; i++) {
        out->pairs[i] = pair_of(builder, &builder->pairs[i]);
    }
    return done();
}

Status moments_build(Context *context, const RowTable *rows, size_t dimension,
                     size_t period_dimension, uint32_t period, Moments *out)
{
    size_t level_count = rows->dimensions[dimension].levels.count;
    Builder builder = {.rows = rows,
                       .level = rows->levels[dimension],
                       .wanted_period = period,
                       .level_count = level_count};

    *out = (Moments){0};
    if (rows->count > UINT32_MAX - 1) {
        return fail(context, FAIL_LIMIT, PLACE_NONE,
                    "more than 4,294,967,294 rows; look at one period at a time");
    }
    if (period_dimension != SIZE_MAX) {
        builder.period = rows->levels[period_dimension];
    }
    builder.sums = TAKE(context, LevelSum, level_count + 1);
    builder.parts = TAKE(context, Part, level_count);
    builder.touched = TAKE(context, uint32_t, level_count);
    if (builder.sums == NULL || builder.parts == NULL || builder.touched == NULL) {
        return fail_memory(context);
    }
    if (level_count <= MOMENTS_PAIRS_MOST) {
        builder.pairs = TAKE(context, PairSum, level_count * level_count);
        if (builder.pairs == NULL) {
            return fail_memory(context);
        }
    }
    TRY(rows->person == NULL ? add_single_rows(context, &builder) : add_persons(context, &builder));
    TRY(write_out(context, &builder, out));
    return rows->unit == NULL ? done()
                              : moments_of_design(context,
                                                  &(MomentRows){rows, builder.level, builder.period,
                                                                builder.wanted_period},
                                                  out);
}

static size_t dimension_named(const RowTable *rows, Str name)
{
    size_t i = 0;

    while (i < rows->dimension_count && !str_equal(rows->dimensions[i].name, name)) {
        i++;
    }
    assert(i < rows->dimension_count);
    return i;
}

Status moments_by_period(Context *context, const RowTable *rows, Str dimension, Str period,
                         Moments **out)
{
    size_t of = dimension_named(rows, dimension);
    size_t by = period.length > 0 ? dimension_named(rows, period) : SIZE_MAX;
    size_t count = by == SIZE_MAX ? 1 : rows->dimensions[by].levels.count;

    *out = TAKE(context, Moments, count);
    if (*out == NULL) {
        return fail_memory(context);
    }
    for (size_t p = 0; p < count; p++) {
        TRY(moments_build(context, rows, of, by, (uint32_t)p, &(*out)[p]));
    }
    return done();
}
