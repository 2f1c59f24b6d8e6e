/* What must hold whatever the table: counts rounded from the exact value, small ones hidden, the
   same count the same in two tables, nothing finer for other labels; and the ways of rounding. */
#include "check/gap_fixture.h"

#include "disclosure/disclosure.h"
#include "disclosure/rounding.h"

#define GROUPS 5
#define TABLES 200

static uint64_t state = 362436069362436069u;

static int64_t chance(int64_t most)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (int64_t)(state % (uint64_t)(most + 1));
}

/* Small numbers often, large ones sometimes. */
static int64_t some(void)
{
    int64_t most = chance(2) == 0 ? 12 : chance(1) == 0 ? 120 : 90000;

    return chance(most);
}

/* A table by one column, and the same people by another that has the last two groups in one. */
static Status ask(Context *context, const FixtureGroup *groups, Findings **findings, Shown **shown)
{
    GapQuestion question = {.form = GAP_SHARE, .data = STR("data"), .outcome = STR("outcome")};
    FixtureGroup other[GROUPS - 1];
    int64_t rows;
    size_t g;

    for (g = 0; g < GROUPS - 1; g++) {
        other[g] = groups[g];
    }
    cell_add(&other[GROUPS - 2].cell, &groups[GROUPS - 1].cell);
    TRY(fixture_dimension(context, "one", groups, GROUPS, &question));
    rows = question.rows_read;
    TRY(fixture_dimension(context, "two", other, GROUPS - 1, &question));
    question.rows_read = rows;
    question.rows_kept = rows;
    TRY(check_gap(context, &question, findings));
    return disclosure_protect(context, *findings, STR_NONE, shown);
}

static bool rounded_or_hidden(const ShownNumber *number, int64_t exact, bool must_hide)
{
    if (number->state == SHOWN_HIDDEN) {
        return !number->has_range || (number->from <= exact && exact <= number->to);
    }
    return number->state == SHOWN_VALUE && !must_hide &&
           number->value == 5.0 * (double)((exact + 2) / 5);
}

static bool group_holds(const CellSet *set, const ShownGroup *group)
{
    const Counts *counts = &set->counts;
    bool few = counts->people <= 7;
    bool small = few || counts->events <= 7 || counts->people - counts->events <= 7;

    return rounded_or_hidden(&group->people, counts->people, few) &&
           rounded_or_hidden(&group->total, counts->events, small) &&
           (group->estimate.estimate.state == SHOWN_VALUE) == (group->total.state == SHOWN_VALUE) &&
           (group->total.state == SHOWN_VALUE || (group->difference.estimate.state != SHOWN_VALUE &&
                                                  group->ratio.estimate.state != SHOWN_VALUE));
}

static bool same_number(const ShownNumber *a, const ShownNumber *b)
{
    return a->state != b->state || a->state != SHOWN_VALUE || a->value == b->value;
}

static void random_tables(void)
{
    bool holds = true;
    bool agrees = true;
    bool inside = true;
    size_t t;
    size_t g;

    for (t = 0; t < TABLES; t++) {
        AUTO(Arena *, arena_cleanup) arena = arena_new(FIXTURE_BYTES);
        Context context = {.arena = arena};
        static const char *const LABELS[GROUPS] = {"a", "b", "c", "d", "e"};
        FixtureGroup groups[GROUPS];
        Findings *findings;
        Shown *shown;

        for (g = 0; g < GROUPS; g++) {
            int64_t people = some();

            groups[g] = (FixtureGroup){LABELS[g], NULL, fixture_share(people, chance(people))};
        }
        if (failed(ask(&context, groups, &findings, &shown))) {
            OK(false, "table %zu is answered", t);
            fixture_print_notes(&context);
            continue;
        }
        for (g = 0; g < GROUPS; g++) {
            const ShownGroup *one = &shown_table(shown, 0)->groups[g];
            const ShownGroup *two = &shown_table(shown, 1)->groups[g < GROUPS - 2 ? g : 0];

            holds = holds && group_holds(&findings->tables[0].sets[g], one);
            one = &shown_table(shown, 0)->groups[g < GROUPS - 2 ? g : 0];
            agrees = agrees && same_number(&one->people, &two->people) &&
                     same_number(&one->total, &two->total) &&
                     same_number(&one->estimate.estimate, &two->estimate.estimate);
        }
        inside = inside && rounded_or_hidden(&shown_facts(shown)->rows,
                                             findings->rows_set.counts.people, false);
    }
    OK(holds,
       "%d tables: counts are rounded from the exact value or hidden, and with them all "
       "that comes of them",
       TABLES);
    OK(agrees, "%d tables: the same people show the same numbers by two columns", TABLES);
    OK(inside, "%d tables: the rows are rounded, or lie in the range that is told", TABLES);
}

static void turn(const FindingTable *table, Quantity *quantity)
{
    uint32_t last = (uint32_t)table->set_count - 1;

    quantity->one = last - quantity->one;
    quantity->zero = quantity->zero == SET_NONE ? SET_NONE : last - quantity->zero;
}

/* The same findings with the sets of each table turned round. */
static void turn_sets(Context *context, FindingTable *table)
{
    CellSet *sets = TAKE(context, CellSet, table->set_count);
    size_t i;
    size_t n;

    for (i = 0; i < table->set_count; i++) {
        sets[i] = table->sets[table->set_count - 1 - i];
    }
    table->sets = sets;
    for (i = 0; i < table->group_count; i++) {
        turn(table, &table->groups[i].people);
        turn(table, &table->groups[i].total);
        turn(table, &table->groups[i].estimate);
        turn(table, &table->groups[i].difference);
        turn(table, &table->groups[i].ratio);
    }
    for (i = 0; i < table->notes.count; i++) {
        for (n = 0; n < table->notes.items[i].quantity_count; n++) {
            turn(table, &table->notes.items[i].quantities[n]);
        }
    }
}

static bool same_shown(const ShownNumber *a, const ShownNumber *b)
{
    return a->state == b->state && a->has_range == b->has_range && a->from == b->from &&
           a->to == b->to && (a->state != SHOWN_VALUE || a->value == b->value);
}

static bool same_tables(const ShownTable *a, const ShownTable *b)
{
    bool same = a->group_count == b->group_count;
    size_t g;

    for (g = 0; same && g < a->group_count; g++) {
        same = same_shown(&a->groups[g].people, &b->groups[g].people) &&
               same_shown(&a->groups[g].total, &b->groups[g].total) &&
               same_shown(&a->groups[g].estimate.low, &b->groups[g].estimate.low) &&
               same_shown(&a->groups[g].difference.high, &b->groups[g].difference.high);
    }
    return same;
}

static void sets_in_any_order(void)
{
    bool same = true;
    size_t t;
    size_t g;

    for (t = 0; t < TABLES; t++) {
        AUTO(Arena *, arena_cleanup) arena = arena_new(FIXTURE_BYTES);
        Context context = {.arena = arena};
        static const char *const LABELS[GROUPS] = {"a", "b", "c", "d", "e"};
        FixtureGroup groups[GROUPS];
        Findings *findings;
        Shown *shown;
        Shown *turned;

        for (g = 0; g < GROUPS; g++) {
            int64_t people = some();

            groups[g] = (FixtureGroup){LABELS[g], NULL, fixture_share(people, chance(people))};
        }
        if (failed(ask(&context, groups, &findings, &shown))) {
            OK(false, "table %zu is answered", t);
            continue;
        }
        for (g = 0; g < findings->table_count; g++) {
            turn_sets(&context, &findings->tables[g]);
        }
        same = same && !failed(disclosure_protect(&context, findings, STR_NONE, &turned)) &&
               same_tables(shown_table(shown, 0), shown_table(turned, 0)) &&
               same_tables(shown_table(shown, 1), shown_table(turned, 1));
    }
    OK(same, "%d tables: what is shown does not hang on the order of the sets", TABLES);
}

static void rounding(void)
{
    OK(round_count(12, 5) == 10 && round_count(13, 5) == 15 && round_count(-13, 5) == -15 &&
           round_count(5, 10) == 10 && round_count(-5, 10) == -10 && round_count(0, 5) == 0,
       "counts: to the nearest, halves away from 0");
    OK(round_decimals(0.15, 1, ROUND_NEAREST) == 0.2 &&
           round_decimals(-0.15, 1, ROUND_NEAREST) == -0.2 &&
           round_decimals(1250, -2, ROUND_NEAREST) == 1300,
       "decimals: halves away from 0, also those that no double is");
    OK(round_decimals(0.151, 2, ROUND_DOWN) == 0.15 && round_decimals(0.151, 2, ROUND_UP) == 0.16 &&
           round_decimals(0.15, 2, ROUND_UP) == 0.15 &&
           round_decimals(-0.151, 2, ROUND_DOWN) == -0.16,
       "limits go outward, and stay on a step they are on");
    OK(isnan(round_decimals((double)NAN, 2, ROUND_NEAREST)) &&
           !signbit(round_decimals(-0.001, 2, ROUND_NEAREST)),
       "NaN stays; 0 has no sign");
    OK(decimals_for_figures(1234.5, 3, 0) == -1 && decimals_for_figures(0.0123, 3, 0) == 4 &&
           round_decimals(999.6, decimals_for_figures(999.6, 3, 0), ROUND_NEAREST) == 1000 &&
           decimals_for_figures(0, 3, 7) == 7 && decimals_for_figures((double)NAN, 3, 7) == 7,
       "figures");
    OK(grid_step(grid_at_least(0.0103, 4)) == 0.02 && grid_step(grid_at_least(0.03, 4)) == 0.05 &&
           grid_step(grid_at_least(0.00001, 4)) == 0.0001 &&
           grid_step(grid_at_least(700, 4)) == 1000,
       "the finest step of 1, 2 or 5 that is coarse enough");
    OK(round_grid(-0.3122, grid_at_least(0.0103, 4), ROUND_NEAREST) == -0.32 &&
           isnan(round_grid((double)NAN, grid_at_least(0.01, 4), ROUND_UP)),
       "on a grid");
}

static void rules(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(FIXTURE_BYTES);
    Context context = {.arena = arena};
    FixtureGroup groups[2] = {{"a", NULL, fixture_share(40, 20)},
                              {"b", NULL, fixture_share(50, 20)}};
    GapQuestion question = {.form = GAP_SHARE};
    Findings *findings;
    Shown *shown;

    OK(disclosure_has_profile(&context, STR("none"), PLACE_NONE) &&
           disclosure_has_profile(&context, STR("unknot-default"), PLACE_NONE) &&
           context.error_count == 0,
       "two rules are there");
    OK(!disclosure_has_profile(&context, STR("published"), PLACE_NONE),
       "'published' is for whoever says that the data are, not a rule to ask for");
    OK(!failed(fixture_dimension(&context, "group", groups, 2, &question)) &&
           !failed(check_gap(&context, &question, &findings)) &&
           disclosure_protect(&context, findings, STR("5-and-under"), &shown).kind == FAIL_INPUT &&
           str_contains_ignoring_case(context.last->text,
                                      STR("no rule of protection '5-and-under'; there are "
                                          "unknot-default, none")),
       "another is refused with the names of those that are");
    OK(!failed(disclosure_protect(&context, findings, STR("none"), &shown)) &&
           shown_table(shown, 1) == NULL && shown_facts(shown)->warning.length > 0,
       "there is no table beyond the last");
}

int main(void)
{
    random_tables();
    sets_in_any_order();
    rounding();
    rules();
    return tap_done();
}
