/* Moments of a survey's design: rows by unit, units by stratum, and each stratum's sums of products
   about its own mean. Whole-number sums within a stratum and over strata: no order shows. */
#include "tally/exact_sum.h"
#include "tally/moments_internal.h"
#include "tally/tally.h"

typedef struct PairSum {
    Exact nn, nk, kn, kk;
} PairSum;

typedef struct Total {
    Exact n, k;
} Total;

/* One unit in one level. */
typedef struct Part {
    Total total;
    double n, k; /* the same as numbers */
    bool touched;
} Part;

/* One level: in the stratum at hand, and in all strata. */
typedef struct LevelSum {
    Total stratum;
    PairSum own, with_all; /* of the stratum, not yet about its mean */
    PairSum own_total, with_all_total;
    bool touched; /* in the stratum at hand */
} LevelSum;

typedef struct Builder {
    const MomentRows *of;
    double centre;
    Scale n, k, nn, nk, kk;
    size_t level_count;
    LevelSum *levels; /* then all */
    Part *parts;      /* of the unit at hand */
    PairSum *pairs;   /* of the stratum; or NULL */
    PairSum *pair_totals;
    uint32_t *in_unit; /* levels touched */
    size_t in_unit_count;
    uint32_t *in_stratum;
    size_t in_stratum_count;
    bool unit_weighs, stratum_weighs; /* some row weighs more than 0 */
    Moments *out;
} Builder;

/* Rows by unit and units by stratum. */
typedef struct Order {
    uint32_t *rows;
    uint32_t *row_ends; /* of each unit: where its rows end, and the next one's begin */
    uint32_t *units;
    uint32_t *unit_ends; /* of each stratum, alike */
    uint32_t longest;    /* rows of one unit */
} Order;

static bool is_in(const Builder *builder, size_t row)
{
    return moments_row_is_in(builder->of->rows, builder->of->period, builder->of->wanted_period,
                             row);
}

static double row_weight(const RowTable *rows, size_t row)
{
    double weight = rows->weight == NULL ? 1.0 : rows->weight[row];

    return rows->people == NULL ? weight : weight * (double)rows->people[row];
}

static double row_outcome(const Builder *builder, size_t row)
{
    return row_weight(builder->of->rows, row) * (builder->of->rows->value[row] - builder->centre);
}

/* A counting sort of the rows that are in by their unit; returns the most rows of one. */
static uint32_t sort_rows(const Builder *builder, Order *order)
{
    const RowTable *rows = builder->of->rows;
    uint32_t longest = 0;
    uint32_t next = 0;

    for (size_t row = 0; row < rows->count; row++) {
        if (is_in(builder, row)) {
            order->row_ends[rows->unit[row]]++;
        }
    }
    for (size_t unit = 0; unit < rows->unit_count; unit++) {
        uint32_t here = order->row_ends[unit];

        longest = here > longest ? here : longest;
        order->row_ends[unit] = next;
        next += here;
    }
    for (size_t row = 0; row < rows->count; row++) {
        if (is_in(builder, row)) {
            order->rows[order->row_ends[rows->unit[row]]++] = (uint32_t)row;
        }
    }
    return longest;
}

static void sort_units(const RowTable *rows, Order *order)
{
    uint32_t next = 0;

    for (size_t unit = 0; unit < rows->unit_count; unit++) {
        order->unit_ends[rows->unit_stratum[unit]]++;
    }
    for (size_t stratum = 0; stratum < rows->stratum_count; stratum++) {
        uint32_t here = order->unit_ends[stratum];

        order->unit_ends[stratum] = next;
        next += here;
    }
    for (size_t unit = 0; unit < rows->unit_count; unit++) {
        order->units[order->unit_ends[rows->unit_stratum[unit]]++] = (uint32_t)unit;
    }
}

/* Bounds every sum by (number of rows) x (largest term), a unit's by (its most rows) x that, and
   what a stratum adds by twice its sum of products. */
static Status set_scales(Context *context, Builder *builder, double rows_of_one)
{
    double most_n = 0.0;
    double most_k = 0.0;
    double count = 0.0;

    for (size_t row = 0; row < builder->of->rows->count; row++) {
        if (is_in(builder, row)) {
            most_n = fmax(most_n, row_weight(builder->of->rows, row));
            most_k = fmax(most_k, fabs(row_outcome(builder, row)));
            count += 1.0;
        }
    }
    if (!(most_n * count < ldexp(1.0, 450)) || !(most_k * count < ldexp(1.0, 450))) {
        return moments_fail_large(context);
    }
    most_n = fmax(most_n, ldexp(1.0, -300));
    most_k = fmax(most_k, ldexp(1.0, -300));
    builder->n = exact_scale(exact_exponent(most_n * count));
    builder->k = exact_scale(exact_exponent(most_k * count));
    builder->nn = exact_scale(exact_exponent(2.0 * most_n * count * rows_of_one * most_n));
    builder->nk = exact_scale(exact_exponent(2.0 * most_n * count * rows_of_one * most_k));
    builder->kk = exact_scale(exact_exponent(2.0 * most_k * count * rows_of_one * most_k));
    return done();
}

static void add_row(Builder *builder, size_t row)
{
    uint32_t level = builder->of->level[row];
    Part *part = &builder->parts[level];
    double weight = row_weight(builder->of->rows, row);

    if (!part->touched) {
        *part = (Part){.touched = true};
        builder->in_unit[builder->in_unit_count++] = level;
    }
    exact_add(&part->total.n, weight, builder->n, 1);
    exact_add(&part->total.k, row_outcome(builder, row), builder->k, 1);
    builder->unit_weighs = builder->unit_weighs || weight > 0.0;
}

static void add_products(const Builder *builder, PairSum *sum, const Part *g, const Part *h)
{
    exact_add(&sum->nn, g->n * h->n, builder->nn, 1);
    exact_add(&sum->nk, g->n * h->k, builder->nk, 1);
    exact_add(&sum->kn, g->k * h->n, builder->nk, 1);
    exact_add(&sum->kk, g->k * h->k, builder->kk, 1);
}

static void add_total(Total *sum, const Total *part)
{
    exact_add_sum(&sum->n, &part->n, 1);
    exact_add_sum(&sum->k, &part->k, 1);
}

static void set_numbers(const Builder *builder, Part *part)
{
    part->n = exact_value(&part->total.n, builder->n);
    part->k = exact_value(&part->total.k, builder->k);
}

/* All rows of one unit were added: into the sums of its stratum. */
static void end_unit(Builder *builder)
{
    LevelSum *all = &builder->levels[builder->level_count];
    Part whole = {0};

    if (builder->in_unit_count == 0) {
        return;
    }
    for (size_t i = 0; i < builder->in_unit_count; i++) {
        Part *part = &builder->parts[builder->in_unit[i]];

        set_numbers(builder, part);
        add_total(&whole.total, &part->total);
    }
    set_numbers(builder, &whole);
    for (size_t i = 0; i < builder->in_unit_count; i++) {
        uint32_t level = builder->in_unit[i];
        const Part *part = &builder->parts[level];
        LevelSum *sum = &builder->levels[level];

        if (!sum->touched) {
            sum->touched = true;
            builder->in_stratum[builder->in_stratum_count++] = level;
        }
        add_total(&sum->stratum, &part->total);
        add_products(builder, &sum->own, part, part);
        add_products(builder, &sum->with_all, part, &whole);
        for (size_t j = 0; builder->pairs != NULL && j < builder->in_unit_count; j++) {
            uint32_t other = builder->in_unit[j];

            add_products(builder, &builder->pairs[level * builder->level_count + other], part,
                         &builder->parts[other]);
        }
    }
    add_total(&all->stratum, &whole.total);
    add_products(builder, &all->own, &whole, &whole);
    for (size_t i = 0; i < builder->in_unit_count; i++) {
        builder->parts[builder->in_unit[i]].touched = false;
    }
    builder->in_unit_count = 0;
    builder->out->clusters += builder->unit_weighs ? 1 : 0;
    builder->stratum_weighs = builder->stratum_weighs || builder->unit_weighs;
    builder->unit_weighs = false;
}

/* What one sum of products of a stratum adds to all: about the means of its units, and more than
   they show because the means are theirs. */
static void add_centred(Exact *total, Exact *products, Scale scale, double both_totals,
                        double units)
{
    double value = exact_value(products, scale);

    if (units > 1.0) {
        value = units / (units - 1.0) * (value - both_totals / units);
    }
    exact_add(total, value, scale, 1);
    *products = (Exact){0};
}

static void add_pair_centred(const Builder *builder, PairSum *total, PairSum *products,
                             const LevelSum *g, const LevelSum *h, double units)
{
    double n_g = exact_value(&g->stratum.n, builder->n);
    double k_g = exact_value(&g->stratum.k, builder->k);
    double n_h = exact_value(&h->stratum.n, builder->n);
    double k_h = exact_value(&h->stratum.k, builder->k);

    add_centred(&total->nn, &products->nn, builder->nn, n_g * n_h, units);
    add_centred(&total->nk, &products->nk, builder->nk, n_g * k_h, units);
    add_centred(&total->kn, &products->kn, builder->nk, k_g * n_h, units);
    add_centred(&total->kk, &products->kk, builder->kk, k_g * k_h, units);
}

/* All units of one stratum were added: about its mean, and ready for the next. */
static void end_stratum(Builder *builder, double units)
{
    LevelSum *all = &builder->levels[builder->level_count];

    for (size_t i = 0; i < builder->in_stratum_count; i++) {
        uint32_t level = builder->in_stratum[i];
        LevelSum *sum = &builder->levels[level];

        add_pair_centred(builder, &sum->own_total, &sum->own, sum, sum, units);
        add_pair_centred(builder, &sum->with_all_total, &sum->with_all, sum, all, units);
        for (size_t j = 0; builder->pairs != NULL && j < builder->in_stratum_count; j++) {
            uint32_t other = builder->in_stratum[j];
            size_t at = level * builder->level_count + other;

            add_pair_centred(builder, &builder->pair_totals[at], &builder->pairs[at], sum,
                             &builder->levels[other], units);
        }
    }
    if (builder->in_stratum_count > 0) {
        add_pair_centred(builder, &all->own_total, &all->own, all, all, units);
    }
    for (size_t i = 0; i < builder->in_stratum_count; i++) {
        builder->levels[builder->in_stratum[i]].stratum = (Total){0};
        builder->levels[builder->in_stratum[i]].touched = false;
    }
    all->stratum = (Total){0};
    builder->in_stratum_count = 0;
    builder->out->strata += builder->stratum_weighs ? 1 : 0;
    builder->out->lonely += builder->stratum_weighs && units <= 1.0 ? 1 : 0;
    builder->stratum_weighs = false;
}

static Status add_all(Context *context, Builder *builder, const Order *order)
{
    const RowTable *rows = builder->of->rows;
    uint32_t at = 0;

    for (uint32_t stratum = 0; stratum < rows->stratum_count; stratum++) {
        TRY(check_stop(context));
        for (; at < order->unit_ends[stratum]; at++) {
            uint32_t unit = order->units[at];
            uint32_t row = unit == 0 ? 0 : order->row_ends[unit - 1];

            for (; row < order->row_ends[unit]; row++) {
                add_row(builder, order->rows[row]);
            }
            end_unit(builder);
        }
        end_stratum(builder, (double)rows->stratum_units[stratum]);
    }
    return done();
}

/* The order is large and soon useless: it has an arena of its own, of about its size. */
static Status add_in_order(Context *context, Builder *builder)
{
    const RowTable *rows = builder->of->rows;
    size_t numbers = rows->count + 2 * (size_t)rows->unit_count + rows->stratum_count;
    AUTO(Arena *, arena_cleanup) scratch = arena_new(numbers * sizeof(uint32_t) + 256);
    Order order = {0};

    if (scratch == NULL) {
        return fail_memory(context);
    }
    order.rows = arena_take(scratch, rows->count, sizeof(uint32_t));
    order.row_ends = arena_take(scratch, rows->unit_count, sizeof(uint32_t));
    order.units = arena_take(scratch, rows->unit_count, sizeof(uint32_t));
    order.unit_ends = arena_take(scratch, rows->stratum_count, sizeof(uint32_t));
    if (order.rows == NULL || order.row_ends == NULL || order.units == NULL ||
        order.unit_ends == NULL) {
        return fail_memory(context);
    }
    order.longest = sort_rows(builder, &order);
    sort_units(rows, &order);
    TRY(set_scales(context, builder, (double)order.longest));
    return add_all(context, builder, &order);
}

static MomentPair pair_of(const Builder *builder, const PairSum *sum)
{
    return (MomentPair){exact_value(&sum->nn, builder->nn), exact_value(&sum->nk, builder->nk),
                        exact_value(&sum->kn, builder->nk), exact_value(&sum->kk, builder->kk)};
}

static void write_out(const Builder *builder)
{
    Moments *out = builder->out;
    size_t count = builder->level_count;

    for (size_t level = 0; level < count; level++) {
        out->levels[level].own = pair_of(builder, &builder->levels[level].own_total);
        out->levels[level].with_all = pair_of(builder, &builder->levels[level].with_all_total);
    }
    out->all.own = pair_of(builder, &builder->levels[count].own_total);
    out->all.with_all = out->all.own;
    for (size_t i = 0; out->pairs != NULL && i < count * count; i++) {
        out->pairs[i] = pair_of(builder, &builder->pair_totals[i]);
    }
    out->of_design = true;
    out->centre = builder->centre;
    out->df = (double)(out->clusters - out->strata);
}

Status moments_of_design(Context *context, const MomentRows *rows, Moments *moments)
{
    size_t count = moments->level_count;
    size_t pair_count = moments->pairs == NULL ? 0 : count * count;
    double weight = moments->all.weight;
    Builder builder = {.of = rows,
                       .centre = weight > 0.0 ? moments->all.total / weight : 0.0,
                       .level_count = count,
                       .out = moments};

    builder.levels = TAKE(context, LevelSum, count + 1);
    builder.parts = TAKE(context, Part, count);
    builder.in_unit = TAKE(context, uint32_t, count);
    builder.in_stratum = TAKE(context, uint32_t, count);
    builder.pairs = TAKE(context, PairSum, pair_count);
    builder.pair_totals = TAKE(context, PairSum, pair_count);
    if (builder.levels == NULL || builder.parts == NULL || builder.in_unit == NULL ||
        builder.in_stratum == NULL || builder.pairs == NULL || builder.pair_totals == NULL) {
        return fail_memory(context);
    }
    if (moments->pairs == NULL) {
        builder.pairs = NULL;
    }
    TRY(add_in_order(context, &builder));
    write_out(&builder);
    return done();
}
