/* Sums over persons: by hand, against sums over all pairs of rows, and the same bits for any
   order. */
#include "tap.h"

#include "tally/moments.h"
#include "tally/tally.h"

#define MEMORY ((size_t)1 << 28)
#define ROWS 600
#define LEVELS 5
#define PERIODS 2
#define PERSONS 200

/* A table of rows with its arrays. */
typedef struct Data {
    RowTable table;
    Dimension dimensions[2];
    Str labels[256];
    uint32_t level[ROWS];
    uint32_t period[ROWS];
    uint32_t *levels[2];
    double value[ROWS];
    double weight[ROWS];
    int64_t people[ROWS];
    uint32_t person[ROWS];
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

static void connect(Data *data, size_t count, size_t level_count)
{
    data->dimensions[0] = (Dimension){STR("group"), {data->labels, level_count}};
    data->dimensions[1] = (Dimension){STR("period"), {data->labels, PERIODS}};
    data->levels[0] = data->level;
    data->levels[1] = data->period;
    data->table = (RowTable){.count = count,
                             .dimension_count = 2,
                             .dimensions = data->dimensions,
                             .levels = data->levels,
                             .value = data->value,
                             .weight = data->weight,
                             .people = data->people,
                             .person = data->person,
                             .person_count = PERSONS};
}

static void make_data(Data *data, uint64_t seed)
{
    for (size_t i = 0; i < ROWS; i++) {
        data->level[i] = (uint32_t)(next_random(&seed) % LEVELS);
        data->period[i] = (uint32_t)(next_random(&seed) % PERIODS);
        data->value[i] = next_random(&seed) % 11 == 0  ? (double)NAN
                         : next_random(&seed) % 4 == 0 ? 0.0
                                                       : (next_share(&seed) - 0.3) * 1e3;
        data->weight[i] = next_share(&seed) * 1e5;
        data->people[i] = (int64_t)(next_random(&seed) % 5);
        data->person[i] = (uint32_t)(next_random(&seed) % PERSONS);
    }
    connect(data, ROWS, LEVELS);
}

/* Rows in another order, and persons numbered in the order they then come. */
static void shuffle(Data *data, uint64_t seed)
{
    uint32_t renumbered[PERSONS];
    uint32_t next = 0;

    for (size_t i = data->table.count - 1; i > 0; i--) {
        size_t j = (size_t)(next_random(&seed) % (i + 1));
        Data *d = data;
        uint32_t level = d->level[i];
        uint32_t period = d->period[i];
        double value = d->value[i];
        double weight = d->weight[i];
        int64_t people = d->people[i];
        uint32_t person = d->person[i];

        d->level[i] = d->level[j], d->level[j] = level;
        d->period[i] = d->period[j], d->period[j] = period;
        d->value[i] = d->value[j], d->value[j] = value;
        d->weight[i] = d->weight[j], d->weight[j] = weight;
        d->people[i] = d->people[j], d->people[j] = people;
        d->person[i] = d->person[j], d->person[j] = person;
    }
    memset(renumbered, 0xff, sizeof renumbered);
    for (size_t i = 0; i < data->table.count; i++) {
        uint32_t *number = &renumbered[data->person[i]];

        *number = *number == UINT32_MAX ? next++ : *number;
        data->person[i] = *number;
    }
}

static bool same_bits(const Moments *a, const Moments *b)
{
    size_t pairs = a->level_count * a->level_count;

    return a->level_count == b->level_count &&
           memcmp(a->levels, b->levels, a->level_count * sizeof(LevelMoments)) == 0 &&
           memcmp(&a->all, &b->all, sizeof(LevelMoments)) == 0 && a->units == b->units &&
           (a->pairs == NULL) == (b->pairs == NULL) &&
           (a->pairs == NULL || memcmp(a->pairs, b->pairs, pairs * sizeof(MomentPair)) == 0);
}

static bool pair_is(MomentPair pair, double nn, double nk, double kn, double kk)
{
    return pair.nn == nn && pair.nk == nk && pair.kn == kn && pair.kk == kk;
}

/* Three persons: P has rows a1 a0 b1, Q has a1, R has b0 b0 and one unknown in a. */
static void test_by_hand(Context *context)
{
    static Data data;
    const uint32_t level[] = {0, 0, 1, 0, 1, 1, 0};
    const double value[] = {1, 0, 1, 1, 0, 0, (double)NAN};
    const uint32_t person[] = {0, 0, 0, 1, 2, 2, 2};
    Moments m;

    connect(&data, 7, 2);
    memcpy(data.level, level, sizeof level);
    memcpy(data.value, value, sizeof value);
    memcpy(data.person, person, sizeof person);
    data.table.weight = NULL;
    data.table.people = NULL;
    data.table.person_count = 3;
    OK(!failed(moments_build(context, &data.table, 0, SIZE_MAX, 0, &m)), "sums are built");
    OK(m.units == 3 && m.all.weight == 6 && m.all.total == 3 && m.all.persons_with == 2,
       "the whole: 3 persons, 6 rows, 3 of them with the outcome, of 2 persons");
    OK(m.levels[0].weight == 3 && m.levels[0].total == 2 && m.levels[0].persons == 2 &&
           m.levels[0].persons_with == 2 && m.levels[0].persons_without == 1,
       "level a: P twice, with and without, and Q with; R's row is unknown and not in");
    OK(m.levels[1].persons == 2 && m.levels[1].persons_with == 1 &&
           m.levels[1].persons_without == 1,
       "level b: P with, R without");
    /* a: P n 2 k 1, Q n 1 k 1. b: P n 1 k 1, R n 2 k 0. all: P n 3 k 2, Q 1 1, R 2 0. */
    OK(pair_is(m.levels[0].own, 5, 3, 3, 2), "own sums of a");
    OK(pair_is(m.levels[1].own, 5, 1, 1, 1), "own sums of b");
    OK(pair_is(m.levels[0].with_all, 7, 5, 4, 3), "a with all");
    OK(pair_is(m.levels[1].with_all, 7, 2, 3, 2), "b with all");
    OK(pair_is(m.pairs[1], 2, 2, 1, 1) && pair_is(m.pairs[2], 2, 1, 2, 1),
       "a with b, and b with a the other way round: through P alone");
    OK(pair_is(m.all.own, 14, 7, 7, 5) && pair_is(m.all.with_all, 14, 7, 7, 5), "the whole's own");
    OK(m.levels[0].largest_share == 2.0 / 3.0 && m.levels[1].largest_share == 2.0 / 3.0 &&
           m.all.largest_share == 0.5,
       "the largest person's share");
}

/* Five people with the outcome and three without, each of weight 2, in two rows. */
static void test_rows_for_many(Context *context)
{
    static Data data;
    Moments m;

    connect(&data, 3, 1);
    for (size_t i = 0; i < 3; i++) {
        data.value[i] = i == 0 ? 1 : 0;
        data.weight[i] = 2;
        data.people[i] = i == 0 ? 5 : i == 1 ? 3 : 0;
        data.person[i] = 0;
    }
    data.table.person = NULL;
    OK(!failed(moments_build(context, &data.table, 0, SIZE_MAX, 0, &m)) && m.units == 8 &&
           m.levels[0].persons_with == 5 && m.levels[0].weight == 16 && m.levels[0].total == 10,
       "without persons a row that stands for 5 is 5 persons; one that stands for none is not in");
    OK(pair_is(m.levels[0].own, 8 * 4, 5 * 4, 5 * 4, 5 * 4) &&
           m.levels[0].largest_share == 2.0 / 16.0,
       "each with its own weight");
    data.table.person = data.person;
    data.table.person_count = 1;
    OK(!failed(moments_build(context, &data.table, 0, SIZE_MAX, 0, &m)) && m.units == 1 &&
           pair_is(m.levels[0].own, 256, 160, 160, 100),
       "with persons, it is one person with five times the weight");
}

static bool near(double got, double want, double scale)
{
    return fabs(got - want) <= 1e-13 * scale;
}

static double weight_of(const Data *data, size_t i)
{
    return (data->table.weight == NULL ? 1.0 : data->weight[i]) *
           (data->table.people == NULL ? 1.0 : (double)data->people[i]);
}

static bool is_in(const Data *data, size_t i, uint32_t period)
{
    return !isnan(data->value[i]) && data->period[i] == period &&
           (data->table.people == NULL || data->people[i] > 0);
}

/* sum over persons of n_g n_h = sum over pairs of rows of one person: no grouping at all. */
static bool pair_near(const Data *data, uint32_t period, const MomentPair *got, size_t g, size_t h)
{
    MomentPair want = {0};
    MomentPair scale = {0};

    for (size_t i = 0; i < ROWS; i++) {
        for (size_t j = 0; j < ROWS; j++) {
            if (is_in(data, i, period) && is_in(data, j, period) &&
                data->person[i] == data->person[j] && (g == LEVELS || data->level[i] == g) &&
                (h == LEVELS || data->level[j] == h)) {
                double n = weight_of(data, i);
                double m = weight_of(data, j);
                double k = n * data->value[i];
                double l = m * data->value[j];

                want.nn += n * m, scale.nn += n * m;
                want.nk += n * l, scale.nk += fabs(n * l);
                want.kn += k * m, scale.kn += fabs(k * m);
                want.kk += k * l, scale.kk += fabs(k * l);
            }
        }
    }
    return near(got->nn, want.nn, scale.nn) && near(got->nk, want.nk, scale.nk) &&
           near(got->kn, want.kn, scale.kn) && near(got->kk, want.kk, scale.kk);
}

static bool level_near(const Data *data, uint32_t period, const LevelMoments *got, size_t g)
{
    double weight = 0;
    double total = 0;
    double scale = 0;
    double largest = 0;
    int64_t persons = 0;
    int64_t with = 0;
    int64_t without = 0;

    for (uint32_t p = 0; p < PERSONS; p++) {
        double n = 0;
        bool any = false;
        bool has = false;
        bool lacks = false;

        for (size_t i = 0; i < ROWS; i++) {
            if (is_in(data, i, period) && data->person[i] == p &&
                (g == LEVELS || data->level[i] == g)) {
                n += weight_of(data, i);
                total += weight_of(data, i) * data->value[i];
                scale += weight_of(data, i) * fabs(data->value[i]);
                any = true;
                has = has || data->value[i] != 0;
                lacks = lacks || data->value[i] == 0;
            }
        }
        weight += n;
        largest = n > largest ? n : largest;
        persons += any ? 1 : 0;
        with += has ? 1 : 0;
        without += lacks ? 1 : 0;
    }
    return near(got->weight, weight, weight) && near(got->total, total, scale) &&
           got->persons == persons && got->persons_with == with &&
           got->persons_without == without && near(got->largest_share, largest / weight, 1.0);
}

static void test_all_pairs_of_rows(Context *context, Data *data, const char *what)
{
    uint32_t period = 1;
    Moments m;
    bool levels = true;
    bool pairs = true;

    if (!OK(!failed(moments_build(context, &data->table, 0, 1, period, &m)), "%s: built", what)) {
        return;
    }
    for (size_t g = 0; g <= LEVELS; g++) {
        const LevelMoments *level = g == LEVELS ? &m.all : &m.levels[g];

        levels = levels && level_near(data, period, level, g);
        pairs = pairs && pair_near(data, period, &level->own, g, g) &&
                pair_near(data, period, &level->with_all, g, LEVELS);
        for (size_t h = 0; g < LEVELS && h < LEVELS; h++) {
            pairs = pairs && pair_near(data, period, &m.pairs[g * LEVELS + h], g, h);
        }
    }
    OK(levels, "%s: weights, totals and persons as counted the slow way", what);
    OK(pairs, "%s: products as summed over all pairs of rows", what);
}

static void test_order(Context *context, Data *data, const char *what)
{
    Moments first;
    bool same = !failed(moments_build(context, &data->table, 0, SIZE_MAX, 0, &first));

    for (uint64_t seed = 1; same && seed <= 25; seed++) {
        Moments again;

        shuffle(data, seed);
        same = !failed(moments_build(context, &data->table, 0, SIZE_MAX, 0, &again)) &&
               same_bits(&first, &again);
    }
    OK(same, "%s: 25 other orders of rows give the same bits", what);
}

static void test_forms(Context *context)
{
    static Data data;

    make_data(&data, 3);
    test_all_pairs_of_rows(context, &data, "weights and counts");
    test_order(context, &data, "weights and counts");
    data.table.people = NULL;
    test_all_pairs_of_rows(context, &data, "weights");
    test_order(context, &data, "weights");
    data.table.weight = NULL;
    test_all_pairs_of_rows(context, &data, "amounts");
    test_order(context, &data, "amounts");
    for (size_t i = 0; i < ROWS; i++) {
        data.value[i] = data.value[i] > 0 ? 1 : data.value[i] <= 0 ? 0 : (double)NAN;
    }
    test_all_pairs_of_rows(context, &data, "yes or no");
    test_order(context, &data, "yes or no");
    make_data(&data, 5);
    data.table.person = NULL;
    test_order(context, &data, "rows that are persons");
}

/* Amounts from 1e-3 to 1e12 together: small levels keep their digits. */
static void test_sizes(Context *context)
{
    static Data data;
    Moments m;

    connect(&data, 4, 2);
    data.table.weight = NULL;
    data.table.people = NULL;
    data.table.person = NULL;
    for (size_t i = 0; i < 4; i++) {
        data.level[i] = i < 2 ? 0 : 1;
        data.value[i] = i < 2 ? 1e12 : 1e-3;
    }
    OK(!failed(moments_build(context, &data.table, 0, SIZE_MAX, 0, &m)) &&
           within_ulps(m.levels[1].own.kk, 2 * (1e-3 * 1e-3), 2) && m.levels[1].total == 2e-3 &&
           m.levels[0].own.kk == 2e24,
       "squares of 1e-3 beside squares of 1e12 are right to 2 ulp");
    data.value[0] = 1e200;
    OK(failed(moments_build(context, &data.table, 0, SIZE_MAX, 0, &m)) &&
           context->last->fail == FAIL_LIMIT,
       "what cannot be squared is a limit");
}

static void test_many_levels(Context *context)
{
    static Data data;
    Moments m;

    connect(&data, 250, 250);
    for (size_t i = 0; i < 250; i++) {
        data.level[i] = (uint32_t)i;
        data.value[i] = 1;
        data.person[i] = (uint32_t)(i / 2);
    }
    data.table.weight = NULL;
    data.table.people = NULL;
    OK(!failed(moments_build(context, &data.table, 0, SIZE_MAX, 0, &m)) && m.pairs == NULL &&
           m.levels[249].with_all.kk == 2 && m.units == 125,
       "above 200 levels there are no pairs, all else is");
    data.table.count = 0;
    OK(!failed(moments_build(context, &data.table, 0, SIZE_MAX, 0, &m)) && m.units == 0 &&
           m.levels[0].weight == 0 && m.levels[0].largest_share == 0,
       "no rows: all sums 0");
}

static void test_memory(void)
{
    static Data data;
    bool right = true;
    bool reached = false;

    make_data(&data, 9);
    for (size_t limit = 16; right && !reached; limit += 112) {
        Arena *arena = arena_new(limit);
        Context context = {.arena = arena};
        Moments m;

        reached = !failed(moments_build(&context, &data.table, 0, SIZE_MAX, 0, &m));
        right = reached || (context.error_count > 0 && context.first->fail == FAIL_LIMIT);
        arena_free(arena);
    }
    OK(right && reached, "too little memory is said at every limit");
}

int main(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(MEMORY);
    Context context = {.arena = arena};

    test_by_hand(&context);
    test_rows_for_many(&context);
    test_forms(&context);
    test_sizes(&context);
    test_many_levels(&context);
    test_memory();
    return tap_done();
}
