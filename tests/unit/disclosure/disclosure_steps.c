/* What each step of a pathway carries of the gap at its end, from what is shown and no more. */
#include "tap.h"

#include "disclosure/shown_internal.h"
#include "disclosure/shown_steps.h"

#include <math.h>

enum { PARTS = 3, GROUPS = 2 };

/* Two groups, each beside the other: first 80 and 90 of 100, then a half and two thirds. */
static const double RATES[PARTS][GROUPS] = {{1.0, 1.0}, {0.8, 0.9}, {0.5, 2.0 / 3.0}};

typedef struct Path {
    ShownGroup groups[PARTS][GROUPS];
    ShownTable tables[PARTS];
    ShownPart parts[PARTS];
} Path;

static ShownInterval shown(double value, double half, int decimals)
{
    return (ShownInterval){.estimate = shown_value(value, decimals),
                           .se = shown_undefined(),
                           .low = shown_value(value - half, decimals),
                           .high = shown_value(value + half, decimals)};
}

static void make_path(Path *path, int decimals)
{
    for (size_t p = 0; p < PARTS; p++) {
        for (size_t g = 0; g < GROUPS; g++) {
            double rate = RATES[p][g];

            path->groups[p][g] =
                (ShownGroup){.level = g == 0 ? STR("A") : STR("B"),
                             .recorded = true,
                             .estimate = shown(rate, 0.03, decimals),
                             .difference = shown(rate - RATES[p][1 - g], 0.05, decimals)};
        }
        path->tables[p] = (ShownTable){.groups = path->groups[p], .group_count = GROUPS};
        path->parts[p] = (ShownPart){.label = STR("step"), .base = &path->tables[p]};
    }
}

static bool near(const ShownNumber *number, double want, int decimals)
{
    return number->state == SHOWN_VALUE && number->decimals == decimals &&
           fabs(number->value - want) < 1e-9;
}

static void test_values(Context *context)
{
    Path path;

    make_path(&path, 4);
    OK(!failed(shown_steps(context, false, path.parts, PARTS)), "two steps after the first");
    OK(path.parts[0].extras == NULL, "the first step is only counted: it carries nothing");
    OK(near(&path.parts[1].extras[0].carried.estimate, -0.0583, 4) &&
           near(&path.parts[2].extras[0].carried.estimate, -0.1417, 4) &&
           near(&path.parts[2].extras[0].end_gap.estimate, -0.2, 4),
       "5.83 and 14.17 of the 20 in 100, by hand");
    OK(near(&path.parts[1].extras[1].carried.estimate, 0.0583, 4) &&
           near(&path.parts[2].extras[1].end_gap.estimate, 0.2, 4),
       "the other group has the same the other way round");
    /* each rate's own half is 0.03, the others' then 0.04: by hand of the last gap */
    OK(near(&path.parts[2].extras[0].end_gap.low,
            floor(1e4 * (-0.2 - sqrt(0.64 * 0.0009 + 0.81 * 0.0016 + 0.25 * 0.0009 +
                                     4.0 / 9.0 * 0.0016))) /
                1e4,
            4),
       "its lower limit by hand, outward");
    OK(path.parts[1].extras[0].end_gap.estimate.state == SHOWN_UNDEFINED &&
           path.parts[2].extras[0].median.estimate.state == SHOWN_UNDEFINED,
       "the gap at the end stands in the last part, and nothing else is made up");
    OK(path.parts[2].extras[0].end_gap.note.length == 0, "no note");
}

static void test_coarse(Context *context)
{
    Path path;

    make_path(&path, 4);
    path.groups[1][0].difference = shown(-0.1, 0.05, 2);
    OK(!failed(shown_steps(context, true, path.parts, PARTS)), "one number has two decimals");
    OK(near(&path.parts[2].extras[0].carried.estimate, -0.14, 2) &&
           near(&path.parts[2].extras[1].carried.estimate, 0.1417, 4),
       "as many decimals as the coarsest of the group's own");
    OK(path.parts[2].extras[0].end_gap.note.length > 0 &&
           path.parts[2].extras[0].carried.note.length == 0,
       "rows that repeat people are noted beside the whole gap");
}

static void test_hidden(Context *context)
{
    Path path;
    const ShownExtra *last;

    make_path(&path, 4);
    path.groups[1][0].estimate = (ShownInterval){.estimate = shown_without_range(),
                                                 .low = shown_without_range(),
                                                 .high = shown_without_range(),
                                                 .note = STR("hidden: few")};
    path.groups[2][1].difference.estimate = shown_undefined();
    path.groups[2][1].difference.note = STR("nobody of this group");
    OK(!failed(shown_steps(context, true, path.parts, PARTS)), "a number is hidden, one is none");
    last = path.parts[2].extras;
    OK(last[0].carried.estimate.state == SHOWN_HIDDEN &&
           last[0].end_gap.low.state == SHOWN_HIDDEN && !last[0].end_gap.estimate.has_range &&
           str_equal(last[0].end_gap.note, STR("hidden: few")),
       "what a hidden number would be in is hidden, with its reason");
    OK(last[1].carried.estimate.state == SHOWN_UNDEFINED &&
           last[1].carried.low.state == SHOWN_UNDEFINED &&
           str_equal(last[1].end_gap.note, STR("nobody of this group")),
       "what a number that is none would be in is undefined, with its reason");
}

static void test_short(Context *context)
{
    Path path;

    make_path(&path, 4);
    OK(!failed(shown_steps(context, false, path.parts, PARTS - 1)) && path.parts[1].extras == NULL,
       "of one step there is nothing to divide");
}

int main(void)
{
    Arena *arena = arena_new((size_t)1 << 20);
    Context context = {.arena = arena};

    test_values(&context);
    test_coarse(&context);
    test_hidden(&context);
    test_short(&context);
    arena_free(arena);
    return tap_done();
}
