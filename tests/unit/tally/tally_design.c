/* Moments of a survey's design: against sums over clusters by the definition, in another
   arrangement; the same bits for any order of rows, clusters and strata. */
#include "tap.h"

#include "tally/moments.h"
#include "tally/tally.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MEMORY ((size_t)1 << 28)
#define ROWS 700
#define LEVELS 4
#define STRATA 5
#define UNITS 18

/* Stratum 2 has a single cluster; stratum 4 has two more clusters without a row here. */
static const uint32_t STRATUM_OF[UNITS] = {0, 0, 0, 0, 1, 1, 1, 2, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4};
static const int64_t IN_FILE[STRATA] = {4, 3, 1, 6, 6};

typedef struct Data {
    RowTable table;
    Dimension dimensions[1];
    Str labels[256];
    uint32_t level[ROWS];
    uint32_t *levels[1];
    double value[ROWS];
    double weight[ROWS];
    uint32_t unit[ROWS];
    uint32_t unit_stratum[UNITS];
    int64_t stratum_units[STRATA];
} Data;

static uint64_t next_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *state >> 33;
}

static double next_share(uint64_t *state)
{
    return (double)next_random(state) / 2147483648.0;
}

/* Amounts near 1e6 that differ by tens: what is large cancels. */
static void make_data(Data *data, uint64_t seed, size_t levels)
{
    for (size_t i = 0; i < ROWS; i++) {
        data->level[i] = (uint32_t)(next_random(&seed) % levels);
        data->value[i] =
            next_random(&seed) % 11 == 0 ? (double)NAN : 1e6 + 40.0 * (next_share(&seed) - 0.3);
        data->weight[i] = next_random(&seed) % 9 == 0 ? 0.0 : next_share(&seed) * 1e5;
        data->unit[i] = (uint32_t)(next_random(&seed) % UNITS);
        data->value[i] += 3.0 * (double)data->unit[i];
    }
    for (size_t unit = 0; unit < UNITS; unit++) {
        data->unit_stratum[unit] = STRATUM_OF[unit];
    }
    for (size_t stratum = 0; stratum < STRATA; stratum++) {
        data->stratum_units[stratum] = IN_FILE[stratum];
    }
    data->dimensions[0] = (Dimension){STR("group"), {data->labels, levels}};
    data->levels[0] = data->level;
    data->table = (RowTable){.count = ROWS,
                             .dimension_count = 1,
                             .dimensions = data->dimensions,
                             .levels = data->levels,
                             .value = data->value,
                             .weight = data->weight,
                             .unit = data->unit,
                             .unit_count = UNITS,
                             .unit_stratum = data->unit_stratum,
                             .stratum_count = STRATA,
                             .stratum_units = data->stratum_units};
}

static long double mean_of(const Data *data, uint32_t level, long double *weight)
{
    long double total = 0.0L;

    *weight = 0.0L;
    for (size_t i = 0; i < ROWS; i++) {
        if (!isnan(data->value[i]) && (level == LEVELS || data->level[i] == level)) {
            *weight += (long double)data->weight[i];
            total += (long double)data->weight[i] * (long double)data->value[i];
        }
    }
    return total / *weight;
}

/* What each cluster adds to a level's mean (LEVELS: everyone's): residuals over the weight. */
static void add_residuals(const Data *data, uint32_t level, long double added[UNITS])
{
    long double weight;
    long double mean = mean_of(data, level, &weight);

    for (size_t unit = 0; unit < UNITS; unit++) {
        added[unit] = 0.0L;
    }
    for (size_t i = 0; i < ROWS; i++) {
        if (!isnan(data->value[i]) && (level == LEVELS || data->level[i] == level)) {
            added[data->unit[i]] +=
                (long double)data->weight[i] * ((long double)data->value[i] - mean) / weight;
        }
    }
}

/* Stratum by stratum, about the mean of all its clusters in the file. */
static double covariance_by_clusters(const Data *data, uint32_t g, uint32_t h)
{
    long double one[UNITS];
    long double other[UNITS];
    long double covariance = 0.0L;

    add_residuals(data, g, one);
    add_residuals(data, h, other);
    for (size_t stratum = 0; stratum < STRATA; stratum++) {
        long double count = (long double)IN_FILE[stratum];
        long double means[2] = {0.0L, 0.0L};
        long double sum = 0.0L;
        long double without = count;

        for (size_t unit = 0; unit < UNITS && count > 1.0L; unit++) {
            if (STRATUM_OF[unit] == stratum) {
                means[0] += one[unit] / count;
                means[1] += other[unit] / count;
            }
        }
        for (size_t unit = 0; unit < UNITS; unit++) {
            if (STRATUM_OF[unit] == stratum) {
                sum += (one[unit] - means[0]) * (other[unit] - means[1]);
                without -= 1.0L;
            }
        }
        sum += without * means[0] * means[1];
        covariance += count > 1.0L ? count / (count - 1.0L) * sum : sum;
    }
    return (double)covariance;
}

static double covariance_by_moments(const Moments *moments, const LevelMoments *g,
                                    const LevelMoments *h, MomentPair pair)
{
    double mean_g = g->total / g->weight - moments->centre;
    double mean_h = h->total / h->weight - moments->centre;

    return (pair.kk - mean_h * pair.kn - mean_g * pair.nk + mean_g * mean_h * pair.nn) / g->weight /
           h->weight;
}

static bool is_near(double got, double want, double size)
{
    return fabs(got - want) <= 1e-11 * size;
}

static void test_definition(Context *context)
{
    Data *data = malloc(sizeof *data);
    Moments moments;
    double size;
    bool pairs = true;
    bool with_all = true;

    if (data == NULL) {
        abort();
    }
    make_data(data, 7, LEVELS);
    OK(!failed(moments_build(context, &data->table, 0, SIZE_MAX, 0, &moments)) && moments.of_design,
       "moments of a design");
    size = covariance_by_clusters(data, 0, 0);
    for (uint32_t g = 0; g < LEVELS; g++) {
        const LevelMoments *one = &moments.levels[g];

        for (uint32_t h = 0; h < LEVELS; h++) {
            pairs = pairs && is_near(covariance_by_moments(&moments, one, &moments.levels[h],
                                                           moments.pairs[g * LEVELS + h]),
                                     covariance_by_clusters(data, g, h), size);
        }
        with_all = with_all &&
                   is_near(covariance_by_moments(&moments, one, &moments.all, one->with_all),
                           covariance_by_clusters(data, g, LEVELS), size) &&
                   memcmp(&one->own, &moments.pairs[g * LEVELS + g], sizeof one->own) == 0;
    }
    OK(pairs, "every pair of groups as its clusters say");
    OK(with_all, "each group with everyone, and with itself");
    OK(is_near(covariance_by_moments(&moments, &moments.all, &moments.all, moments.all.own),
               covariance_by_clusters(data, LEVELS, LEVELS), size),
       "everyone");
    OK(moments.strata == STRATA && moments.clusters == UNITS && moments.lonely == 1 &&
           moments.df == (double)(UNITS - STRATA),
       "strata, clusters, a lonely one, degrees of freedom");
    free(data);
}

/* Rows back to front, clusters and strata under other numbers. */
static void renumber(Data *data)
{
    for (size_t i = 0; i < ROWS / 2; i++) {
        size_t j = ROWS - 1 - i;
        uint32_t level = data->level[i];
        uint32_t unit = data->unit[i];
        double value = data->value[i];
        double weight = data->weight[i];

        data->level[i] = data->level[j], data->level[j] = level;
        data->unit[i] = data->unit[j], data->unit[j] = unit;
        data->value[i] = data->value[j], data->value[j] = value;
        data->weight[i] = data->weight[j], data->weight[j] = weight;
    }
    for (size_t i = 0; i < ROWS; i++) {
        data->unit[i] = (7 * data->unit[i] + 5) % UNITS;
    }
    for (uint32_t unit = 0; unit < UNITS; unit++) {
        data->unit_stratum[(7 * unit + 5) % UNITS] = (STRATUM_OF[unit] + 2) % STRATA;
    }
    for (size_t stratum = 0; stratum < STRATA; stratum++) {
        data->stratum_units[(stratum + 2) % STRATA] = IN_FILE[stratum];
    }
}

static void test_order(Context *context)
{
    Data *data = malloc(sizeof *data);
    Moments one;
    Moments other;

    if (data == NULL) {
        abort();
    }
    make_data(data, 11, LEVELS);
    OK(!failed(moments_build(context, &data->table, 0, SIZE_MAX, 0, &one)), "one order");
    renumber(data);
    OK(!failed(moments_build(context, &data->table, 0, SIZE_MAX, 0, &other)), "another");
    OK(memcmp(one.pairs, other.pairs, LEVELS * LEVELS * sizeof *one.pairs) == 0 &&
           memcmp(one.levels, other.levels, LEVELS * sizeof *one.levels) == 0 &&
           memcmp(&one.all, &other.all, sizeof one.all) == 0 && one.df == other.df,
       "the same bits");
    free(data);
}

/* Persons and their largest share are what they are without a design; many groups have no pairs. */
static void test_beside(Context *context)
{
    Data *data = malloc(sizeof *data);
    Moments moments;
    Moments plain;

    if (data == NULL) {
        abort();
    }
    make_data(data, 13, LEVELS);
    OK(!failed(moments_build(context, &data->table, 0, SIZE_MAX, 0, &moments)), "with a design");
    data->table.unit = NULL;
    OK(!failed(moments_build(context, &data->table, 0, SIZE_MAX, 0, &plain)) && !plain.of_design &&
           plain.df == plain.units - 1.0,
       "without");
    OK(moments.all.persons == plain.all.persons && moments.all.weight == plain.all.weight &&
           moments.levels[1].largest_share == plain.levels[1].largest_share,
       "persons, weights and the largest share are no matter of the design");
    make_data(data, 13, MOMENTS_PAIRS_MOST + 1);
    OK(!failed(moments_build(context, &data->table, 0, SIZE_MAX, 0, &moments)) &&
           moments.pairs == NULL && moments.levels[0].own.nn >= 0.0 && moments.of_design,
       "groups beyond those whose pairs are kept");
    data->weight[0] = 1e300;
    data->value[0] = 1e6;
    OK(failed(moments_build(context, &data->table, 0, SIZE_MAX, 0, &moments)),
       "weights too large to square");
    free(data);
}

static void test_memory(void)
{
    bool all = true;
    Data *data = malloc(sizeof *data);

    if (data == NULL) {
        abort();
    }
    make_data(data, 17, LEVELS);
    for (size_t limit = 0; limit < 24; limit++) {
        AUTO(Arena *, arena_cleanup) arena = arena_new(limit * 512);
        Context context = {.arena = arena};
        Moments moments;
        Status status = arena == NULL
                            ? fail_memory(&context)
                            : moments_build(&context, &data->table, 0, SIZE_MAX, 0, &moments);

        all = all && (!failed(status) || context.error_count > 0 || arena == NULL);
    }
    OK(all, "too little memory is said");
    free(data);
}

int main(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(MEMORY);
    Context context = {.arena = arena};

    if (arena == NULL) {
        abort();
    }
    test_definition(&context);
    test_order(&context);
    test_beside(&context);
    test_memory();
    return tap_done();
}
