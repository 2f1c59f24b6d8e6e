/* Conditions and names as SQL text, and which columns are counted together. */
#include "engine_asking.h"

#include "engine/plan.h"
#include "engine/sql.h"

static Arena *arena;

static bool is(Text *text, const char *want)
{
    bool same = same_words(text_str(text), want);

    text->length = 0;
    return same;
}

static void test_quoting(void)
{
    Text sql = text_new(arena);

    sql_add_name(&sql, STR("age"));
    OK(is(&sql, "\"age\""), "a name is quoted");
    sql_add_name(&sql, STR("a\"; DROP TABLE t; --"));
    OK(is(&sql, "\"a\"\"; DROP TABLE t; --\""), "quotes in a name are doubled");
    sql_add_name(&sql, STR("line\nbreak 'x' \\"));
    OK(is(&sql, "\"line\nbreak 'x' \\\""), "nothing else in a name is special");
    sql_add_text(&sql, STR("it's"));
    OK(is(&sql, "'it''s'"), "quotes in a text are doubled");
    sql_add_text(&sql, STR("\\' OR 1=1 --"));
    OK(is(&sql, "'\\'' OR 1=1 --'"), "a backslash protects nothing");
    sql_add_text(&sql, STR_NONE);
    OK(is(&sql, "''"), "an empty text");
    sql_add_text(&sql, (Str){"a\0b", 3});
    OK(is(&sql, "'a'||chr(1)||'NUL'"), "a text with a NUL never equals its beginning");
    sql_add_name(&sql, (Str){"a\0b", 3});
    OK(is(&sql, "\"a\""), "a name ends before a NUL");
    sql_add_number(&sql, 0.1);
    OK(is(&sql, "CAST('0.1' AS DOUBLE)"), "a number keeps every digit and is no DECIMAL");
}

/* The condition over columns g, n, day, other, [a"]]b'; DROP]. */
static bool condition_is(const char *text, const char *want)
{
    static Str NAMES[] = {{"g", 1}, {"n", 1}, {"day", 3}, {"other", 5}, {"a\"]b'; DROP", 11}};
    Context context = {.arena = arena};
    Expression *expression = NULL;
    Text sql = text_new(arena);

    if (failed(expression_parse(&context, str_from(text), (Place){STR("t"), 1, 1}, &expression)) ||
        failed(expression_type(&context, expression, (StrSpan){NAMES, 5}, STR("t.csv")))) {
        printf("# %s\n", context.first == NULL ? "?" : context.first->text.bytes);
        return false;
    }
    sql_add_condition(&sql, expression);
    return is(&sql, want);
}

static void test_conditions(void)
{
    static const struct {
        const char *text;
        const char *sql;
    } CASES[] = {
        {"g = 'A'", "(t0 = 'A')"},
        {"g <> \"it's\"", "(t0 <> 'it''s')"},
        {"n < 2", "(n1 < CAST('2' AS DOUBLE))"},
        {"n <= 2", "(n1 <= CAST('2' AS DOUBLE))"},
        {"n > -0.5", "(n1 > CAST('-0.5' AS DOUBLE))"},
        {"2 >= n", "(CAST('2' AS DOUBLE) >= n1)"},
        {"day = 1970-01-02", "(d2 = 1)"},
        {"day between 1969-12-31 and 1970-01-11", "(d2 BETWEEN -1 AND 10)"},
        {"day >= other and day > 1970-01-01", "((d2 >= d3) AND (d2 > 0))"},
        {"days(day, other) <= 30", "(CAST(d3 - d2 AS DOUBLE) <= CAST('30' AS DOUBLE))"},
        {"g in ('x', 'y''z')", "(t0 IN ('x', 'y''z'))"},
        {"not n in (1, 2)", "(NOT (n1 IN (CAST('1' AS DOUBLE), CAST('2' AS DOUBLE))))"},
        {"known(g) or not known(n)", "((t0 IS NOT NULL) OR (NOT (t1 IS NOT NULL)))"},
        {"g = 'a' and (n = 1 or n = 2) and not g = 'b'",
         "((t0 = 'a') AND ((n1 = CAST('1' AS DOUBLE)) OR (n1 = CAST('2' AS DOUBLE))) AND "
         "(NOT (t0 = 'b')))"},
        {"[a\"]]b'; DROP] = ''' OR ''1''=''1'", "(t4 = ''' OR ''1''=''1')"},
    };

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        OK(condition_is(CASES[i].text, CASES[i].sql), "%s", CASES[i].text);
    }
}

/* ---- the plan ---- */

static bool plan_of(const uint32_t (*columns)[4], const size_t *widths, size_t count, Plan *plan)
{
    Context context = {.arena = arena};
    Cuboid cuboids[8];

    for (size_t i = 0; i < count; i++) {
        cuboids[i] = (Cuboid){columns[i], widths[i]};
    }
    return !failed(plan_build(&context, cuboids, count, plan));
}

/* Every cuboid's columns, followed through the plan, are those asked for, in order. */
static bool plan_serves(const Plan *plan, const uint32_t (*columns)[4], const size_t *widths,
                        size_t count)
{
    bool right = plan->cuboid_count == count;

    for (size_t i = 0; i < count && right; i++) {
        const PlanCuboid *made = &plan->cuboids[i];
        const PlanSet *set = &plan->sets[made->set];
        bool same = made->keep_count == set->count;

        right = made->keep_count == widths[i];
        for (size_t k = 0; k < widths[i] && right; k++) {
            right = made->keep[k] < set->count &&
                    plan->columns[set->positions[made->keep[k]]] == columns[i][k];
            same = same && made->keep[k] == k;
        }
        right = right && made->as_it_is == same;
    }
    return right;
}

static void test_plans(void)
{
    static const uint32_t APART[][4] = {{7}, {3}, {5}};
    static const uint32_t HELD[][4] = {{7}, {3, 7}, {7, 3}, {3}};
    static const uint32_t MIXED[][4] = {{1, 2, 3}, {3, 4}, {4}, {2, 1}, {0}, {3}};
    static const size_t ONES[] = {1, 1, 1};
    static const size_t HELD_WIDTHS[] = {1, 2, 2, 1};
    static const size_t MIXED_WIDTHS[] = {3, 2, 1, 2, 0, 1};
    Plan plan;

    OK(plan_of(APART, ONES, 3, &plan) && plan.set_count == 3 && plan.column_count == 3 &&
           plan_serves(&plan, APART, ONES, 3),
       "columns nobody crosses are not crossed");
    OK(plan_of(HELD, HELD_WIDTHS, 4, &plan) && plan.set_count == 1 && plan.column_count == 2 &&
           plan_serves(&plan, HELD, HELD_WIDTHS, 4),
       "what another holds, in whatever order, is added up from it");
    OK(plan_of(MIXED, MIXED_WIDTHS, 6, &plan) && plan.set_count == 2 &&
           plan_serves(&plan, MIXED, MIXED_WIDTHS, 6),
       "everyone and parts of larger ones cost no set of their own");
    OK(plan.sets[plan.cuboids[5].set].count == 2, "the smaller of two that hold it is taken");
}

static void test_plan_limit(void)
{
    uint32_t columns[PLAN_COLUMNS_MOST + 1];
    Cuboid cuboid = {columns, PLAN_COLUMNS_MOST};
    Context context = {.arena = arena};
    Plan plan;

    for (uint32_t i = 0; i <= PLAN_COLUMNS_MOST; i++) {
        columns[i] = i;
    }
    OK(!failed(plan_build(&context, &cuboid, 1, &plan)), "%d columns can be told apart",
       PLAN_COLUMNS_MOST);
    cuboid.column_count++;
    OK(plan_build(&context, &cuboid, 1, &plan).kind == FAIL_LIMIT, "one more is a limit, said so");
}

int main(void)
{
    arena = arena_new((size_t)1 << 24);
    test_quoting();
    test_conditions();
    test_plans();
    test_plan_limit();
    arena_free(arena);
    return tap_done();
}
