/* Shares of combined groups drawn towards all, from what is shown and no more. */
#include "tap.h"

#include "disclosure/shown_change.h"
#include "disclosure/shown_internal.h"
#include "disclosure/shown_shrunk.h"

#include <math.h>

enum { GROUPS = 5 };

typedef struct Crossed {
    ShownGroup groups[GROUPS];
    ShownTable table;
    ShownPart part;
} Crossed;

static void make(Crossed *crossed, const double *shares, size_t count)
{
    static const double PEOPLE[GROUPS] = {20.0, 1000.0, 400.0, 60.0, 200.0};

    for (size_t g = 0; g < count; g++) {
        double share = shares[g];

        crossed->groups[g] =
            (ShownGroup){.level = STR("A"),
                         .recorded = true,
                         .people = shown_value(PEOPLE[g], 0),
                         .estimate = {.estimate = shown_value(share, 2),
                                      .se = shown_value(sqrt(share * (1.0 - share) / PEOPLE[g]), 3),
                                      .low = shown_undefined(),
                                      .high = shown_undefined()}};
    }
    crossed->table = (ShownTable){.groups = crossed->groups, .group_count = count};
    crossed->part = (ShownPart){.base = &crossed->table};
}

static const double APART[GROUPS] = {0.9, 0.3, 0.5, 0.4, 0.6};

static void test_values(Context *context)
{
    Crossed crossed;
    const ShownExtra *extras;

    make(&crossed, APART, GROUPS);
    OK(!failed(shown_shrunk(context, false, 0.95, &crossed.part)), "five groups of one table");
    extras = crossed.part.extras;
    OK(extras[0].shrunk.estimate.state == SHOWN_VALUE && extras[0].shrunk.estimate.value < 0.9 &&
           extras[0].shrunk.estimate.value > 0.6 && extras[0].shrunk.estimate.decimals == 2,
       "one of 20 people is drawn far, and shown as finely as its own share");
    OK(fabs(extras[1].shrunk.estimate.value - 0.3) < 0.011, "one of 1,000 hardly moves");
    OK(extras[0].shrunk.low.value < extras[0].shrunk.estimate.value &&
           extras[0].shrunk.high.value > extras[0].shrunk.estimate.value,
       "with limits");
}

/* A group that counts for fewer people than it has rows is drawn further. */
static void test_repeats(Context *context)
{
    Crossed crossed;
    double plain;

    make(&crossed, APART, GROUPS);
    for (size_t g = 0; g < GROUPS; g++) {
        crossed.groups[g].estimate.se = shown_value(0.08, 3);
        crossed.groups[g].estimate.estimate.decimals = 4;
    }
    OK(!failed(shown_shrunk(context, false, 0.95, &crossed.part)), "rows that repeat nobody");
    plain = crossed.part.extras[1].shrunk.estimate.value;
    OK(!failed(shown_shrunk(context, true, 0.95, &crossed.part)) &&
           crossed.part.extras[1].shrunk.estimate.value > plain + 0.005,
       "repeated people are no new ones");
}

static void test_missing(Context *context)
{
    static const double SURE[GROUPS] = {0.0, 1.0, 0.0, 1.0, 0.0};
    Crossed crossed;

    make(&crossed, APART, GROUPS);
    crossed.groups[0].estimate.estimate = shown_without_range();
    crossed.groups[0].estimate.note = STR("few people");
    crossed.groups[3].estimate = shown_no_interval();
    crossed.groups[3].estimate.note = STR("nobody");
    OK(!failed(shown_shrunk(context, false, 0.95, &crossed.part)), "one is kept back");
    OK(crossed.part.extras[0].shrunk.estimate.state == SHOWN_HIDDEN &&
           str_equal(crossed.part.extras[0].shrunk.note, STR("few people")),
       "what is kept back stays so, with its reason");
    OK(crossed.part.extras[3].shrunk.estimate.state == SHOWN_UNDEFINED &&
           str_equal(crossed.part.extras[3].shrunk.note, STR("nobody")),
       "and a share that there is not is none");
    OK(crossed.part.extras[1].shrunk.estimate.state == SHOWN_VALUE,
       "the other three lend strength");
    crossed.groups[1].people = shown_hidden(0, 7);
    OK(!failed(shown_shrunk(context, false, 0.95, &crossed.part)) &&
           crossed.part.extras[2].shrunk.estimate.state == SHOWN_UNDEFINED &&
           str_equal(crossed.part.extras[2].shrunk.note, STR("fewer than three groups are shown")),
       "two are too few, which it says");
    make(&crossed, SURE, GROUPS);
    OK(!failed(shown_shrunk(context, false, 0.95, &crossed.part)) &&
           str_equal(crossed.part.extras[0].shrunk.note, STR("every share is 0 or 100 of 100")),
       "and shares as far apart as can be are not drawn");
}

int main(void)
{
    Arena *arena = arena_new((size_t)1 << 20);
    Context context = {.arena = arena};

    test_values(&context);
    test_repeats(&context);
    test_missing(&context);
    arena_free(arena);
    return tap_done();
}
