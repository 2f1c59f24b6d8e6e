/* What must hold for every table: the order and grouping of rows say nothing, an outcome turned
   round mirrors every number; and each mistake in what was declared is told. */
#include "gap_fixture.h"

#define GROUPS 6
#define TABLES 60

static uint64_t state = 88172645463325252u;

static int64_t chance(int64_t most)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (int64_t)(state % (uint64_t)(most + 1));
}

static const char *const LABELS[GROUPS] = {"1", "2", "3", "4", "10", "Unknown"};

static void random_groups(FixtureGroup *groups)
{
    size_t g;

    for (g = 0; g < GROUPS; g++) {
        int64_t people = 10 + chance(2000);

        groups[g] = (FixtureGroup){LABELS[g], NULL, fixture_share(people, 1 + chance(people - 2))};
    }
}

static Findings *ask(Context *context, const FixtureGroup *groups, size_t count)
{
    GapQuestion question = {.form = GAP_SHARE};
    Findings *findings = NULL;

    if (failed(fixture_dimension(context, "group", groups, count, &question))) {
        return NULL;
    }
    question.dimensions[0].order = GAP_ORDER_ASCENDING;
    if (failed(check_gap(context, &question, &findings))) {
        fixture_print_notes(context);
        return NULL;
    }
    return findings;
}

static bool same_interval(Interval a, Interval b)
{
    return within_ulps(a.estimate, b.estimate, 0) && within_ulps(a.se, b.se, 0) &&
           within_ulps(a.low, b.low, 0) && within_ulps(a.high, b.high, 0);
}

static bool same(const Findings *a, const Findings *b)
{
    size_t i;

    if (a == NULL || b == NULL || a->tables[0].group_count != b->tables[0].group_count ||
        a->tables[0].measure_count != b->tables[0].measure_count) {
        return false;
    }
    for (i = 0; i < a->tables[0].group_count; i++) {
        const FindingGroup *one = &a->tables[0].groups[i];
        const FindingGroup *other = &b->tables[0].groups[i];

        if (!str_equal(one->level, other->level) ||
            !same_interval(one->people.exact, other->people.exact) ||
            !same_interval(one->estimate.exact, other->estimate.exact) ||
            !same_interval(one->difference.exact, other->difference.exact) ||
            !same_interval(one->ratio.exact, other->ratio.exact)) {
            return false;
        }
    }
    for (i = 0; i < a->tables[0].measure_count; i++) {
        if (!same_interval(a->tables[0].measures[i].value.exact,
                           b->tables[0].measures[i].value.exact)) {
            return false;
        }
    }
    return a->tables[0].measure_count == 4;
}

static bool close_to(double got, double want)
{
    return fabs(got - want) <= 1e-9;
}

/* The same limits seen from the other side: turned about `centre` halves. */
static bool mirrored(Interval a, Interval b, double sum)
{
    return close_to(a.estimate, sum - b.estimate) && close_to(a.se, b.se) &&
           close_to(a.low, sum - b.high) && close_to(a.high, sum - b.low);
}

static bool mirrors(const Findings *a, const Findings *b)
{
    size_t i;

    if (a == NULL || b == NULL) {
        return false;
    }
    for (i = 0; i < a->tables[0].group_count; i++) {
        const FindingGroup *one = &a->tables[0].groups[i];
        const FindingGroup *other = &b->tables[0].groups[i];

        if (!mirrored(one->estimate.exact, other->estimate.exact, 1) ||
            !mirrored(one->difference.exact, other->difference.exact, 0)) {
            return false;
        }
    }
    for (i = 0; i < a->tables[0].measure_count; i++) {
        Str id = a->tables[0].measures[i].id;

        if ((str_equal(id, STR("sii")) || str_equal(id, STR("aci"))) &&
            !mirrored(a->tables[0].measures[i].value.exact, b->tables[0].measures[i].value.exact,
                      0)) {
            return false;
        }
    }
    return true;
}

static void try_tables(void)
{
    bool order = true;
    bool split = true;
    bool mirror = true;
    size_t t;
    size_t g;

    for (t = 0; t < TABLES; t++) {
        AUTO(Arena *, arena_cleanup) arena = arena_new(FIXTURE_BYTES);
        Context context = {.arena = arena};
        FixtureGroup groups[GROUPS];
        FixtureGroup other[2 * GROUPS];
        const Findings *findings;

        random_groups(groups);
        findings = ask(&context, groups, GROUPS);
        for (g = 0; g < GROUPS; g++) {
            other[g] = groups[(g + 1 + t) % GROUPS];
        }
        order = order && same(findings, ask(&context, other, GROUPS));
        for (g = 0; g < GROUPS; g++) {
            Cell part = fixture_share(groups[g].cell.people / 3, groups[g].cell.events / 3);

            other[g] = (FixtureGroup){groups[g].level, NULL, part};
            other[GROUPS + g] = (FixtureGroup){groups[g].level, NULL,
                                               fixture_share(groups[g].cell.people - part.people,
                                                             groups[g].cell.events - part.events)};
        }
        split = split && same(findings, ask(&context, other, 2 * GROUPS));
        for (g = 0; g < GROUPS; g++) {
            other[g] = (FixtureGroup){groups[g].level, NULL,
                                      fixture_share(groups[g].cell.people,
                                                    groups[g].cell.people - groups[g].cell.events)};
        }
        mirror = mirror && mirrors(findings, ask(&context, other, GROUPS));
    }
    OK(order, "%d tables: the order of rows does not matter", TABLES);
    OK(split, "%d tables: neither does it how rows of a group come", TABLES);
    OK(mirror, "%d tables: an outcome turned round mirrors shares, differences, sii and aci",
       TABLES);
}

typedef struct Mistake {
    const char *reference;
    const char *order[3];
    const char *measure;
    const char *not_recorded;
    const char *said;
} Mistake;

static const Mistake MISTAKES[] = {
    {.reference = "White", .said = "no group 'White' in 'group'; there are 'a', 'b', 'c'"},
    {.order = {"a", "b", "x"}, .said = "no group 'x' in 'group'"},
    {.order = {"a", "b", NULL}, .said = "the order of 'group' leaves out 'c'"},
    {.order = {"a", "a", "b"}, .said = "'a' is named twice"},
    {.measure = "gini", .said = "unknown measure 'gini'; there are sii, rii, aci, rci"},
    {.not_recorded = "z", .said = "no group 'z' in 'group'"},
    {.order = {"a", "b", "c"}, .not_recorded = "c", .said = "it is not recorded; leave it out"},
};

static bool was_said(const Context *context, const char *part)
{
    const Note *note;

    for (note = context->first; note != NULL; note = note->next) {
        if (str_contains_ignoring_case(note->text, str_from(part))) {
            return true;
        }
    }
    return false;
}

static void try_mistake(const Mistake *mistake)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(FIXTURE_BYTES);
    Context context = {.arena = arena};
    FixtureGroup groups[3] = {{"a", NULL, fixture_share(40, 20)},
                              {"b", NULL, fixture_share(50, 20)},
                              {"c", NULL, fixture_share(60, 20)}};
    GapQuestion question = {.form = GAP_SHARE};
    Findings *findings;
    Str order[3];
    Str measure;
    Str not_recorded;
    GapDimension *dimension;
    size_t i;

    if (!OK(!failed(fixture_dimension(&context, "group", groups, 3, &question)), "a table")) {
        return;
    }
    dimension = &question.dimensions[0];
    if (mistake->reference != NULL) {
        dimension->has_reference = true;
        dimension->reference = str_from(mistake->reference);
    }
    for (i = 0; i < 3 && mistake->order[i] != NULL; i++) {
        order[i] = str_from(mistake->order[i]);
        dimension->order = GAP_ORDER_LIST;
        dimension->order_list = (StrSpan){order, i + 1};
    }
    if (mistake->measure != NULL) {
        measure = str_from(mistake->measure);
        question.measures = (StrSpan){&measure, 1};
    }
    if (mistake->not_recorded != NULL) {
        not_recorded = str_from(mistake->not_recorded);
        dimension->not_recorded = (StrSpan){&not_recorded, 1};
    }
    OK(failed(check_gap(&context, &question, &findings)) && was_said(&context, mistake->said),
       "told: %s", mistake->said);
}

static bool has_note(const FindingTable *table, const char *part)
{
    size_t i;

    for (i = 0; i < table->notes.count; i++) {
        if (str_contains_ignoring_case(table->notes.items[i].text, str_from(part))) {
            return true;
        }
    }
    return false;
}

static void notes(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(FIXTURE_BYTES);
    Context context = {.arena = arena};
    FixtureGroup groups[4] = {{"1", NULL, fixture_share(40, 20)},
                              {"2", NULL, fixture_share(50, 20)},
                              {"3", NULL, fixture_share(60, 20)},
                              {"{0}", NULL, fixture_share(60, 20)}};
    GapQuestion question = {.form = GAP_SHARE,
                            .weighted = true,
                            .small_amounts = 9,
                            .where_unknown = 8,
                            .repeating = STR("pid"),
                            .repeating_distinct = 100};
    Str none = STR("{0}");
    Str sii = STR("sii");
    Findings *findings = NULL;

    OK(!failed(fixture_dimension(&context, "group", groups, 4, &question)), "a table");
    question.rows_read += 30;
    question.dimensions[0].not_recorded = (StrSpan){&none, 1};
    question.measures = (StrSpan){&sii, 1};
    if (OK(!failed(check_gap(&context, &question, &findings)), "is answered")) {
        const FindingTable *table = &findings->tables[0];

        OK(has_note(table, "not recorded: '{{0}' ({0} people)"), "braces of a label stay");
        OK(has_note(table, "'group' looks ordered"), "bare numbers look ordered");
        OK(has_note(table, "estimates are weighted"), "weights are said");
        OK(has_note(table, "use a smaller unit"), "amounts that are too small too");
        OK(has_note(table, "rows are left out by --where"), "rows left out");
        OK(has_note(table, "lack a value it asks for"), "and why");
        OK(has_note(table, "'pid' has {0} different values"), "repeating people");
    }
    question.dimensions[0].order = GAP_ORDER_UNSAID;
    question.rows_read = 0;
    groups[0] = (FixtureGroup){"a", NULL, fixture_share(40, 20)};
    question.dimension_count = 0;
    question.dimensions = NULL;
    OK(!failed(fixture_dimension(&context, "group", groups, 4, &question)), "another");
    if (OK(!failed(check_gap(&context, &question, &findings)), "is answered")) {
        OK(has_note(&findings->tables[0], "the measures asked for need an order"),
           "measures without an order are told");
    }
}

int main(void)
{
    size_t i;

    try_tables();
    for (i = 0; i < sizeof MISTAKES / sizeof MISTAKES[0]; i++) {
        try_mistake(&MISTAKES[i]);
    }
    notes();
    return tap_done();
}
