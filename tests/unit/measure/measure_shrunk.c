/* What must hold of shares drawn towards each other, whatever the groups; and what another program
   made of two audits beside the project. */
#include "tap.h"

#include "chance.h"
#include "table.h"
#include "uk_proportion.h"
#include "uk_shrunk.h"

#include <stdbool.h>
#include <string.h>

enum { ROUNDS = 400, GROUPS = 12 };

typedef struct Draw {
    double events[GROUPS];
    double people[GROUPS];
    size_t count;
} Draw;

static Draw draw(Chance *chance)
{
    Draw out = {.count = 3 + (size_t)chance_count(chance, GROUPS - 3)};
    double middle = chance_between(chance, 0.05, 0.95);

    for (size_t i = 0; i < out.count; i++) {
        int64_t n = 2 + chance_size(chance, 3.0);
        double rate = fmin(fmax(middle + chance_between(chance, -0.3, 0.3), 0.0), 1.0);

        out.people[i] = (double)n;
        for (int64_t person = 0; person < n; person++) {
            out.events[i] += chance_unit(chance) < rate;
        }
    }
    return out;
}

static double height(const Draw *groups, double mean, double size)
{
    double a = mean * size;
    double b = size - a;
    double sum = 0.0;

    for (size_t i = 0; i < groups->count; i++) {
        double x = groups->events[i];
        double n = groups->people[i];

        sum += lgamma(x + a) - lgamma(a) + lgamma(n - x + b) - lgamma(b) - lgamma(n + size) +
               lgamma(size);
    }
    return sum;
}

static void test_highest(void)
{
    Chance chance = {20261130};
    int finite = 0;
    int higher = 0;

    for (int round = 0; round < ROUNDS; round++) {
        Draw groups = draw(&chance);
        UkShareSpread spread = uk_share_spread(groups.events, groups.people, groups.count);
        double top = isinf(spread.size) ? height(&groups, spread.mean, 1e7)
                                        : height(&groups, spread.mean, spread.size);

        finite += isfinite(spread.size);
        for (double mean = 0.02; mean < 1.0; mean += 0.04) {
            for (double size = 0.05; size < 1e5; size *= 1.7) {
                higher += height(&groups, mean, size) > top + 1e-6;
            }
        }
    }
    OK(higher == 0, "no mean and no size make the groups likelier (%d do)", higher);
    OK(finite > ROUNDS / 4 && finite < ROUNDS, "some of them differ by more than chance (%d of %d)",
       finite, ROUNDS);
}

static void test_between(void)
{
    Chance chance = {3};
    int outside = 0;
    int turned = 0;
    int mirrored = 0;

    for (int round = 0; round < ROUNDS; round++) {
        Draw groups = draw(&chance);
        Draw mirror = groups;
        UkShareSpread spread = uk_share_spread(groups.events, groups.people, groups.count);
        UkShareSpread other;

        for (size_t i = 0; i < groups.count; i++) {
            mirror.events[i] = groups.people[i] - groups.events[i];
        }
        other = uk_share_spread(mirror.events, mirror.people, mirror.count);
        for (size_t i = 0; i < groups.count && spread.size > 0.0; i++) {
            UkInterval one = uk_shrunk_share(groups.events[i], groups.people[i], &spread, 0.95);
            UkInterval back = uk_shrunk_share(mirror.events[i], mirror.people[i], &other, 0.95);
            double own = groups.events[i] / groups.people[i];

            turned += (one.estimate - own) * (spread.mean - own) < -1e-12;
            outside += !(one.low < one.estimate && one.estimate < one.high && one.low >= 0.0 &&
                         one.high <= 1.0);
            mirrored += !(fabs(one.estimate + back.estimate - 1.0) < 1e-8 &&
                          fabs(one.low + back.high - 1.0) < 1e-6);
        }
    }
    OK(turned == 0, "each is drawn towards the mean, and none past it");
    OK(outside == 0, "each lies within its limits, and these within 0 and 1");
    OK(mirrored == 0, "those to whom it did not happen give the rest (%d do not)", mirrored);
}

/* The same share of more people is drawn by less. */
static void test_sizes(void)
{
    double events[] = {2.0, 20.0, 200.0, 1.0, 10.0, 300.0};
    double people[] = {4.0, 40.0, 400.0, 10.0, 50.0, 1000.0};
    UkShareSpread spread = uk_share_spread(events, people, 6);
    UkInterval small = uk_shrunk_share(2.0, 4.0, &spread, 0.95);
    UkInterval middle = uk_shrunk_share(20.0, 40.0, &spread, 0.95);
    UkInterval large = uk_shrunk_share(200.0, 400.0, &spread, 0.95);
    UkInterval nobody = uk_shrunk_share(0.0, 0.0, &spread, 0.95);

    OK(spread.mean < 0.5 && small.estimate < middle.estimate && middle.estimate < large.estimate,
       "the fewer people, the more it is drawn");
    OK(small.high - small.low > middle.high - middle.low &&
           middle.high - middle.low > large.high - large.low,
       "and the wider its limits");
    OK(nobody.estimate == spread.mean && nobody.high - nobody.low > small.high - small.low,
       "of a group of nobody the mean is known, and how groups lie about it");
}

static void test_alike(void)
{
    double events[] = {10.0, 20.0, 30.0, 40.0};
    double people[] = {100.0, 200.0, 300.0, 400.0};
    UkShareSpread spread = uk_share_spread(events, people, 4);
    UkInterval one = uk_shrunk_share(10.0, 100.0, &spread, 0.95);
    UkInterval own = uk_wilson(10, 100, 0.95);

    OK(isinf(spread.size) && spread.mean == 0.1, "shares that are alike have no spread");
    OK(one.estimate == 0.1 && one.low > own.low && one.low < 0.1 && one.high < own.high,
       "then each is the share of all, and better known than by its own people");
}

static void test_domain(void)
{
    double events[] = {0.0, 0.0, 0.0};
    double people[] = {5.0, 6.0, 7.0};
    double apart[] = {0.0, 6.0, 0.0};
    double mixed[] = {1.0, 2.0, 3.0};
    double none[] = {5.0, 0.0, 7.0};
    UkShareSpread spread = uk_share_spread(mixed, people, 3);

    OK(isnan(uk_share_spread(mixed, people, 2).mean), "two groups tell of no spread");
    OK(isnan(uk_share_spread(events, people, 3).mean), "nor groups to none of whom it happened");
    OK(isnan(uk_share_spread(people, people, 3).size), "or to all");
    OK(isnan(uk_share_spread(apart, people, 3).size), "or to all or none");
    OK(isnan(uk_share_spread(mixed, none, 3).mean), "nor a group of nobody");
    OK(isnan(uk_share_spread(people, mixed, 3).mean), "nor more events than people");
    OK(isnan(uk_shrunk_share(3.0, 2.0, &spread, 0.95).estimate) &&
           isnan(uk_shrunk_share(1.0, 2.0, &spread, 1.0).estimate) &&
           isnan(uk_shrunk_share(1.0, INFINITY, &spread, 0.95).estimate),
       "nor is there a share of them");
    spread.size = (double)NAN;
    OK(isnan(uk_shrunk_share(1.0, 2.0, &spread, 0.95).estimate), "nor one without a spread");
}

/* One attribute and metric of a golden file. */
typedef struct Golden {
    char key[128];
    double events[GROUPS];
    double people[GROUPS];
    double size[GROUPS];
    double mean[GROUPS];
    size_t count;
} Golden;

/* A size of more than 1e6 is where that program stopped on the way to infinity. */
static void compare_golden(const Golden *golden, int *compared, int *off)
{
    UkShareSpread spread = uk_share_spread(golden->events, golden->people, golden->count);

    for (size_t i = 0; i < golden->count && golden->count >= UK_SHRUNK_GROUPS_LEAST; i++) {
        UkInterval got = uk_shrunk_share(golden->events[i], golden->people[i], &spread, 0.95);

        if (golden->size[i] < 1e6) {
            ++*compared;
            *off += !(fabs(got.estimate - golden->mean[i]) < 1e-6 &&
                      fabs(spread.size / golden->size[i] - 1.0) < 1e-3);
        }
    }
}

/* Columns: attribute group metric x n raw a b loglik eb_mean eb_lo eb_hi. */
static void check_golden(const char *name)
{
    Golden golden = {0};
    Table table;
    int compared = 0;
    int off = 0;

    if (!table_open_shared(&table, name)) {
        tap_skip(name, "the figures for comparison are not here (UNKNOT_SHARED, ../shared)");
        return;
    }
    table_next(&table, ',');
    while (table_next(&table, ',') && golden.count < GROUPS) {
        char key[sizeof golden.key];

        snprintf(key, sizeof key, "%s/%s", table.fields[0], table.fields[2]);
        if (strcmp(key, golden.key) != 0) {
            compare_golden(&golden, &compared, &off);
            golden.count = 0;
            memcpy(golden.key, key, sizeof key);
        }
        golden.events[golden.count] = table_value(&table, 3);
        golden.people[golden.count] = table_value(&table, 4);
        golden.size[golden.count] = table_value(&table, 6) + table_value(&table, 7);
        golden.mean[golden.count++] = table_value(&table, 9);
    }
    compare_golden(&golden, &compared, &off);
    table_close(&table);
    OK(off == 0 && compared >= 9, "%s: %d shares as they are there (%d are not)", name, compared,
       off);
}

int main(void)
{
    test_highest();
    test_between();
    test_sizes();
    test_alike();
    test_domain();
    check_golden("golden/scores/ref_heart_eb_shrinkage.csv");
    check_golden("golden/scores/ref_diabetes_eb_shrinkage.csv");
    return tap_done();
}
