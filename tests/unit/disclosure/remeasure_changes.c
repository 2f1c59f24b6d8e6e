/* How each number of a question moved: no direction without an interval that shows it, nothing of a
   number that is hidden or not there on either side; and all of it with little memory. */
#include "remeasure_fixture.h"

/* Women's gap on both sides, with the half width of its intervals. */
static void gaps(Pair *pair, double then, double now, double half)
{
    pair_new(pair);
    pair->then.groups[0][0][0].difference = pair_interval(then, half);
    pair->now.groups[0][0][0].difference = pair_interval(now, half);
}

/* Of a pair that is compared. */
static const ShownMovedGroup *women(Pair *pair)
{
    return pair_compare(pair) && pair->all->items[0].comparable ? &pair->all->items[0].groups[0]
                                                                : NULL;
}

/* ---- directions ---- */

typedef struct Direction {
    double then;
    double now;
    double half;    /* of each interval; of the change about 1.41 times as much */
    double matters; /* in 100 */
    GapMove moved;
} Direction;

static const Direction DIRECTIONS[] = {
    {0.10, 0.20, 0.01, 5, GAP_WIDER},
    {-0.10, -0.20, 0.01, 5, GAP_WIDER},
    {0.20, 0.10, 0.01, 5, GAP_NARROWER},
    {-0.20, -0.10, 0.01, 5, GAP_NARROWER},
    {0.10, -0.20, 0.01, 5, GAP_TURNED},
    {-0.10, 0.05, 0.01, 5, GAP_TURNED},
    {-0.25, 0.02, 0.06, 5, GAP_NONE_TOLD},
    {0.02, -0.25, 0.06, 5, GAP_TURNED},
    {0.10, 0.10, 0.01, 5, GAP_HELD},
    {0.10, 0.11, 0.02, 5, GAP_HELD},
    {0.10, 0.11, 0.02, 1, GAP_UNCLEAR},
    {0.10, 0.10, 0.05, 5, GAP_UNCLEAR},
    {-0.01, 0.01, 0.05, 20, GAP_HELD},
    {0.10, 0.11, 0.02, (double)NAN, GAP_UNCLEAR},
    {0.10, 0.20, 0.01, (double)NAN, GAP_WIDER},
    {0.0, -0.10, 0.01, 5, GAP_WIDER},
};

static void test_directions(void)
{
    for (size_t i = 0; i < sizeof DIRECTIONS / sizeof DIRECTIONS[0]; i++) {
        const Direction *direction = &DIRECTIONS[i];
        AUTO(Pair, pair_cleanup) pair;
        const ShownMovedGroup *group;

        gaps(&pair, direction->then, direction->now, direction->half);
        pair.then.findings[0].matters = direction->matters;
        pair.now.findings[0].matters = direction->matters;
        group = women(&pair);
        OK(group != NULL && group->moved == direction->moved && group->why.length == 0 &&
               fabs(group->gap.change.estimate.value - (direction->now - direction->then)) < 1e-9,
           "from %.2f to %.2f, %.2f either side, %.0f in 100 matters: %d", direction->then,
           direction->now, direction->half, direction->matters, (int)direction->moved);
    }
}

/* Days are judged in days: 5 of them matter, not 5 in 100 of one. */
static void test_unit(void)
{
    AUTO(Pair, pair_cleanup) days;
    AUTO(Pair, pair_cleanup) shares;
    const ShownMovedGroup *group;

    gaps(&days, 10, 11, 1);
    days.then.findings[0].unit = SHOWN_DAYS;
    days.now.findings[0].unit = SHOWN_DAYS;
    group = women(&days);
    OK(group != NULL && group->moved == GAP_HELD, "a change of 1 day where 5 days matter");
    gaps(&shares, 10, 11, 1);
    group = women(&shares);
    OK(group != NULL && group->moved == GAP_UNCLEAR, "is no change of 1 where 5 in 100 matter");
}

static void test_margins(void)
{
    AUTO(Pair, pair_cleanup) pair;
    const ShownMovedGroup *group;

    gaps(&pair, 0.1, 0.1, 0.01);
    pair.then.findings[0].matters = 6;
    group = women(&pair);
    OK(group != NULL && group->moved == GAP_UNCLEAR, "by two margins, nothing is said to be held");
}

static void test_average(void)
{
    static const struct {
        double then, now;
        AverageMove moved;
    } AVERAGES[] = {
        {0.5, 0.6, AVERAGE_UP}, {0.6, 0.5, AVERAGE_DOWN}, {0.5, 0.501, AVERAGE_UNCLEAR}};

    for (size_t i = 0; i < 3; i++) {
        AUTO(Pair, pair_cleanup) pair;

        pair_new(&pair);
        pair.then.parts[0][0].overall = pair_interval(AVERAGES[i].then, 0.005);
        pair.now.parts[0][0].overall = pair_interval(AVERAGES[i].now, 0.005);
        OK(pair_compare(&pair) && pair.all->items[0].average_moved == AVERAGES[i].moved,
           "everyone, from %.3f to %.3f", AVERAGES[i].then, AVERAGES[i].now);
    }
}

/* ---- numbers that are not there ---- */

typedef struct Absent {
    ShownState then;
    ShownState now;
    const char *note_then;
    const char *note_now;
    const char *why;
} Absent;

static const Absent ABSENT[] = {
    {SHOWN_HIDDEN, SHOWN_VALUE, "", "", "hidden then, to protect people"},
    {SHOWN_VALUE, SHOWN_HIDDEN, "", "", "hidden now, to protect people"},
    {SHOWN_HIDDEN, SHOWN_HIDDEN, "", "", "hidden then and now, to protect people"},
    {SHOWN_HIDDEN, SHOWN_UNDEFINED, "", "nobody", "hidden then, to protect people"},
    {SHOWN_UNDEFINED, SHOWN_VALUE, "", "", "there was no such number then"},
    {SHOWN_UNDEFINED, SHOWN_VALUE, "nobody was sent", "", "nobody was sent"},
    {SHOWN_VALUE, SHOWN_UNDEFINED, "", "", "there is no such number now"},
    {SHOWN_VALUE, SHOWN_UNDEFINED, "", "not reached", "not reached"},
};

static void test_absent(void)
{
    for (size_t i = 0; i < sizeof ABSENT / sizeof ABSENT[0]; i++) {
        const Absent *absent = &ABSENT[i];
        AUTO(Pair, pair_cleanup) pair;
        ShownInterval *then = &pair.then.groups[0][0][0].difference;
        ShownInterval *now = &pair.now.groups[0][0][0].difference;
        const ShownMovedGroup *group;

        pair_new(&pair);
        *then = absent->then == SHOWN_VALUE ? *then : pair_absent(absent->then, absent->note_then);
        *now = absent->now == SHOWN_VALUE ? *now : pair_absent(absent->now, absent->note_now);
        group = women(&pair);
        OK(group != NULL && group->moved == GAP_NOT_KNOWN &&
               group->gap.change.estimate.state != SHOWN_VALUE &&
               str_equal(group->why, str_from(absent->why)),
           "%d and %d: %s: %.*s", (int)absent->then, (int)absent->now, absent->why,
           group != NULL ? (int)group->why.length : 0, group != NULL ? group->why.bytes : "");
        OK(group != NULL && pair.all->items[0].told == 1 && pair.all->items[0].compared_count == 1,
           "the gap that is told is another's");
    }
}

static void test_open(void)
{
    AUTO(Pair, pair_cleanup) endless;
    AUTO(Pair, pair_cleanup) average;
    AUTO(Pair, pair_cleanup) infinite;
    const ShownMovedGroup *group;

    pair_new(&endless);
    endless.now.groups[0][0][0].difference.high.value = (double)INFINITY;
    group = women(&endless);
    OK(group != NULL && group->moved == GAP_NOT_KNOWN &&
           str_equal(group->why, STR("an interval has no end")),
       "an interval without an end shows no change");
    pair_new(&average);
    average.then.parts[0][0].overall = pair_absent(SHOWN_HIDDEN, "");
    OK(pair_compare(&average) && average.all->items[0].average_moved == AVERAGE_NOT_KNOWN &&
           average.all->items[0].gap_moved == GAP_WIDER,
       "the number of everyone is hidden, and the gap is still told");
    pair_new(&infinite);
    infinite.then.groups[0][0][0].difference.estimate.value = (double)INFINITY;
    group = women(&infinite);
    OK(group != NULL && group->moved == GAP_NOT_KNOWN &&
           str_equal(group->why, STR("there was no such number then")),
       "a gap without a size is none");
}

static void test_reference(void)
{
    AUTO(Pair, pair_cleanup) pair;
    const ShownMovedGroup *group;

    pair_new(&pair);
    for (int s = 0; s < 2; s++) {
        PairSide *side = s == 0 ? &pair.then : &pair.now;

        side->tables[0][0].has_reference = true;
        side->tables[0][0].compared_with = STR("Women");
        side->groups[0][0][0].difference = pair_absent(SHOWN_UNDEFINED, "");
    }
    group = women(&pair);
    OK(group != NULL && group->moved == GAP_NOT_KNOWN &&
           str_equal(group->why, STR("the others are compared with it")),
       "who all are compared with has no gap");
}

/* ---- groups of one of them ---- */

static void test_groups(void)
{
    AUTO(Pair, pair_cleanup) pair;
    const ShownRemeasured *item;

    pair_new(&pair);
    pair.then.groups[0][0][0].level = STR("Girls");
    if (!OK(pair_compare(&pair) && pair.all->items[0].group_count == 4, "four groups of the two")) {
        return;
    }
    item = &pair.all->items[0];
    OK(str_equal(item->groups[0].level, STR("Women")) &&
           str_equal(item->groups[0].why, STR("not there then")) &&
           item->groups[0].moved == GAP_NOT_KNOWN &&
           item->groups[0].estimate.then.estimate.state == SHOWN_UNDEFINED &&
           item->groups[0].estimate.now.estimate.value == 0.6,
       "one that was not there then has no number then");
    OK(str_equal(item->groups[3].level, STR("Girls")) &&
           str_equal(item->groups[3].why, STR("not there now")) &&
           item->groups[3].moved == GAP_NOT_KNOWN &&
           item->groups[3].gap.then.estimate.value == 0.1 &&
           item->groups[3].gap.now.estimate.state == SHOWN_UNDEFINED,
       "one that is gone comes last");
    OK(item->told == 1 && item->compared_count == 1, "and men alone are compared");
}

/* "" as a label and "" as not recorded are two groups. */
static void test_recorded(void)
{
    AUTO(Pair, pair_cleanup) pair;

    pair_new(&pair);
    pair.now.groups[0][0][2].recorded = true;
    OK(pair_compare(&pair) && pair.all->items[0].group_count == 4 &&
           str_equal(pair.all->items[0].groups[2].why, STR("not there then")),
       "who is not recorded is not the group of that label");
}

/* ---- the gap that is told ---- */

static void found(PairSide *side, const char *level)
{
    side->found[0].level = str_from(level);
    side->findings[0].verdict =
        (ShownVerdict){.say = DATA_FOUND, .found = &side->found[0], .found_count = 1};
}

static void test_told(void)
{
    static const struct {
        const char *then, *now;
        size_t told;
    } TOLD[] = {{"Men", NULL, 1},    {NULL, "Men", 1},     {"Men", "Women", 1}, {"Women", "Men", 0},
                {"Girls", "Men", 1}, {"Girls", "Boys", 0}, {"", NULL, 0},       {NULL, NULL, 0}};

    for (size_t i = 0; i < sizeof TOLD / sizeof TOLD[0]; i++) {
        AUTO(Pair, pair_cleanup) pair;
        const ShownRemeasured *item;

        pair_new(&pair);
        if (TOLD[i].then != NULL) {
            found(&pair.then, TOLD[i].then);
        }
        if (TOLD[i].now != NULL) {
            found(&pair.now, TOLD[i].now);
        }
        item = pair_compare(&pair) ? &pair.all->items[0] : NULL;
        OK(item != NULL && item->told == TOLD[i].told && item->other == SIZE_MAX &&
               item->gap.now.estimate.value == item->groups[TOLD[i].told].gap.now.estimate.value,
           "found then %s, now %s", TOLD[i].then != NULL ? TOLD[i].then : "nobody",
           TOLD[i].now != NULL ? TOLD[i].now : "nobody");
    }
}

static void test_none_told(void)
{
    AUTO(Pair, pair_cleanup) pair;

    pair_new(&pair);
    pair.now.groups[0][0][0].estimate = pair_absent(SHOWN_HIDDEN, "");
    pair.then.groups[0][0][1].estimate = pair_absent(SHOWN_UNDEFINED, "");
    OK(pair_compare(&pair) && pair.all->items[0].told == SIZE_MAX &&
           pair.all->items[0].gap_moved == GAP_NOT_KNOWN &&
           pair.all->items[0].gap.now.estimate.state == SHOWN_UNDEFINED,
       "without a rate on both sides no gap is told");
}

/* Of groups in an order: between the outermost two that both show. */
static void test_ends(void)
{
    AUTO(Pair, pair_cleanup) pair;
    AUTO(Pair, pair_cleanup) hidden;
    const ShownRemeasured *item;

    pair_new(&pair);
    pair.then.tables[0][0].ordered = true;
    pair.now.tables[0][0].ordered = true;
    item = pair_compare(&pair) ? &pair.all->items[0] : NULL;
    OK(item != NULL && item->told == 0 && item->other == 1 &&
           fabs(item->gap.then.estimate.value - 0.1) < 1e-9 &&
           fabs(item->gap.now.estimate.value - 0.2) < 1e-9 && item->gap_moved == GAP_WIDER,
       "the first less the last: 50 less 40 in 100 then, 60 less 40 now");
    pair_new(&hidden);
    hidden.then.tables[0][0].ordered = true;
    hidden.now.tables[0][0].ordered = true;
    hidden.then.groups[0][0][1].estimate = pair_absent(SHOWN_HIDDEN, "");
    item = pair_compare(&hidden) ? &hidden.all->items[0] : NULL;
    OK(item != NULL && item->told == SIZE_MAX && item->gap_moved == GAP_NOT_KNOWN,
       "with one end hidden then, none is told");
}

/* ---- memory ---- */

/* A number of everything that was told. */
static double sum_of(const ShownRemeasure *all)
{
    double sum = (double)(all->difference_count + 10 * all->knot_count + 100 * all->item_count);

    for (size_t i = 0; i < all->item_count; i++) {
        const ShownRemeasured *item = &all->items[i];

        sum += (double)item->group_count + (double)item->why.length;
        sum += item->comparable ? item->average.change.estimate.value : 0;
    }
    return sum;
}

static void prepare(Pair *pair)
{
    pair_new(pair);
    for (int s = 0; s < 2; s++) {
        PairSide *side = s == 0 ? &pair->then : &pair->now;

        side->findings[1].subject = STR("x");
        side->findings[2].subject = STR("y");
        side->audit.finding_count = 3;
    }
    pair->now.findings[1].row = STR("person");
    pair->now.tables[2][0].period = STR("2023");
    pair->now.knots[0].data = DATA_FOUND;
    pair->now.audit.facts.protection = STR("none");
    pair->now.audit.version = STR("1.1");
}

/* Each limit: all of it, or a failure in words. */
static void sweep(Pair *full, const char *what, bool good)
{
    size_t refused = 0;
    size_t broken = 0;
    bool whole = false;
    double sum = pair_compare(full) ? sum_of(full->all) : -1;

    for (size_t limit = 0; !whole && limit < PAIR_BYTES; limit += 1009) {
        AUTO(Arena *, arena_cleanup) arena = arena_new(limit);
        Context context = {.arena = arena};
        const ShownRemeasure *all = NULL;
        Status status = disclosure_remeasure(&context, &full->then.audit, STR("a"),
                                             &full->now.audit, STR("b"), &all);
        bool spent = false;

        for (const Note *note = context.first; note != NULL; note = note->next) {
            spent = spent || note->fail == FAIL_LIMIT;
        }
        whole = !spent && !arena_refused(arena);
        refused += !whole;
        broken += failed(status) && context.first == NULL;
        broken += whole && failed(status) == good;
        broken += !failed(status) && sum_of(all) != sum;
    }
    OK(whole && broken == 0 && refused > 20 && (sum > 0) == good,
       "%s: %zu steps of memory refused in words, then the whole", what, refused);
}

static void test_memory(void)
{
    AUTO(Pair, pair_cleanup) good;
    AUTO(Pair, pair_cleanup) bad;
    AUTO(Pair, pair_cleanup) order;

    prepare(&good);
    sweep(&good, "three questions", true);
    prepare(&bad);
    bad.now.audit.facts.confidence = 0.9;
    sweep(&bad, "nothing comparable", false);
    pair_new(&order);
    order.now.tables[0][0].period = STR("2022");
    sweep(&order, "the later one first", false);
}

int main(void)
{
    test_directions();
    test_unit();
    test_margins();
    test_average();
    test_absent();
    test_open();
    test_reference();
    test_groups();
    test_recorded();
    test_told();
    test_none_told();
    test_ends();
    test_memory();
    return tap_done();
}
