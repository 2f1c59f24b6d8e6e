/* Limits of chance around everyone's share, from what is shown and no more. */
#include "tap.h"

#include "disclosure/shown_funnel.h"
#include "disclosure/shown_internal.h"

#include <math.h>

enum { GROUPS = 12 };

typedef struct Sites {
    ShownGroup groups[GROUPS];
    ShownTable table;
    ShownPart part;
} Sites;

static ShownInterval shown(double value, double se)
{
    return (ShownInterval){.estimate = shown_value(value, 2),
                           .se = se > 0 ? shown_value(se, 3) : shown_undefined(),
                           .low = shown_undefined(),
                           .high = shown_undefined()};
}

/* Of 100 people each, half of everyone; the last are not recorded, the first are hidden. */
static void make_sites(Sites *sites, double se)
{
    for (size_t g = 0; g < GROUPS; g++) {
        sites->groups[g] = (ShownGroup){.level = STR("site"),
                                        .recorded = g + 1 < GROUPS,
                                        .people = shown_value(100, 0),
                                        .estimate = shown(0.5, se)};
    }
    sites->groups[0].estimate.estimate = shown_without_range();
    sites->groups[1].people = shown_value(4, 0);
    sites->table = (ShownTable){.groups = sites->groups, .group_count = GROUPS};
    sites->part = (ShownPart){.base = &sites->table, .overall = shown(0.5, 0)};
}

static bool lies(const ShownInterval *limits, double low, double high)
{
    return limits->low.state == SHOWN_VALUE && fabs(limits->low.value - low) < 1e-9 &&
           limits->low.decimals == 4 && fabs(limits->high.value - high) < 1e-9;
}

/* By hand: 1.959964 and 3.090232 times the root of a quarter over the people. */
static void test_limits(Context *context)
{
    Sites sites;

    make_sites(&sites, 0);
    OK(!failed(shown_funnel(context, false, &sites.part)), "twelve groups");
    OK(lies(&sites.part.extras[2].chance, 0.402, 0.598), "95 of 100 around a half, 100 people");
    OK(lies(&sites.part.extras[2].chance_wide, 0.3455, 0.6545), "998 of 1,000");
    OK(lies(&sites.part.extras[1].chance, 0.01, 0.99), "4 people");
    OK(lies(&sites.part.extras[1].chance_wide, 0, 1), "no further than 0 and 1");
    OK(sites.part.extras[0].chance.low.state == SHOWN_UNDEFINED &&
           sites.part.extras[0].chance.method.length == 0,
       "nothing of a group whose share is hidden");
    OK(sites.part.extras[GROUPS - 1].chance.low.state == SHOWN_UNDEFINED,
       "nor of who is not recorded");
}

/* A standard error of twice as much is that of a quarter of the people. */
static void test_repeats(Context *context)
{
    Sites sites;

    make_sites(&sites, 0.1);
    sites.groups[1].people = shown_value(100, 0);
    OK(!failed(shown_funnel(context, true, &sites.part)), "rows repeat people");
    OK(lies(&sites.part.extras[2].chance, 0.304, 0.696), "so limits are as of 25 people");
    OK(!failed(shown_funnel(context, false, &sites.part)) &&
           lies(&sites.part.extras[2].chance, 0.402, 0.598),
       "where they do not, of all 100");
    make_sites(&sites, 0.01);
    OK(!failed(shown_funnel(context, true, &sites.part)) &&
           lies(&sites.part.extras[2].chance, 0.402, 0.598),
       "nobody is worth more than one");
}

static void test_suits(void)
{
    Sites sites;

    make_sites(&sites, 0);
    OK(shown_suits_funnel(&sites.part), "many groups without order");
    sites.table.ordered = true;
    OK(!shown_suits_funnel(&sites.part), "not groups in an order");
    sites.table.ordered = false;
    sites.table.group_count = 9;
    OK(!shown_suits_funnel(&sites.part), "nor a few");
    make_sites(&sites, 0);
    sites.part.overall.estimate = shown_without_range();
    OK(!shown_suits_funnel(&sites.part), "nor where everyone's share is hidden");
}

int main(void)
{
    Arena *arena = arena_new((size_t)1 << 20);
    Context context = {.arena = arena};

    test_limits(&context);
    test_repeats(&context);
    test_suits();
    arena_free(arena);
    return tap_done();
}
