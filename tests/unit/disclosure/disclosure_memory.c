/* Protection with every step of memory: the whole answer, or a failure for want of memory; an
   answer that may lack a part is known by its arena. */
#include "check/gap_fixture.h"

#include "disclosure/disclosure.h"
#include "disclosure/rounding.h"
#include "report/gap_json.h"

#define STEP ((size_t)16)

typedef struct Kind {
    const char *what;
    const char *rule;
    Status (*make)(Context *context, GapQuestion *question);
} Kind;

static Status small_groups(Context *context, GapQuestion *question)
{
    FixtureGroup groups[4] = {{"a", NULL, fixture_share(30, 3)},
                              {"b", NULL, fixture_share(45, 20)},
                              {"c", NULL, fixture_share(25, 24)},
                              {"", NULL, fixture_share(4, 1)}};

    question->form = GAP_SHARE;
    return fixture_dimension(context, "group", groups, 4, question);
}

static Status with_reference(Context *context, GapQuestion *question)
{
    TRY(small_groups(context, question));
    question->dimensions[0].has_reference = true;
    question->dimensions[0].reference = STR("b");
    return done();
}

static Status two_dimensions(Context *context, GapQuestion *question)
{
    FixtureGroup other[2] = {{"x", NULL, fixture_share(99, 47)}, {"y", NULL, fixture_share(5, 1)}};
    int64_t rows;

    TRY(small_groups(context, question));
    rows = question->rows_read;
    TRY(fixture_dimension(context, "other", other, 2, question));
    question->rows_read = rows;
    question->rows_kept = rows;
    return done();
}

static Status periods(Context *context, GapQuestion *question)
{
    FixtureGroup groups[4] = {{"a", "1", fixture_share(30, 6)},
                              {"b", "1", fixture_share(40, 2)},
                              {"a", "2", fixture_share(31, 9)},
                              {"b", "2", fixture_share(5, 5)}};

    question->form = GAP_SHARE;
    return fixture_dimension(context, "group", groups, 4, question);
}

static Status ordered(Context *context, GapQuestion *question)
{
    FixtureGroup groups[3] = {{"1", NULL, fixture_share(300, 30)},
                              {"2", NULL, fixture_share(450, 60)},
                              {"3", NULL, fixture_share(250, 50)}};

    question->form = GAP_SHARE;
    TRY(fixture_dimension(context, "tenth", groups, 3, question));
    question->dimensions[0].order = GAP_ORDER_ASCENDING;
    return done();
}

static Status amounts(Context *context, GapQuestion *question)
{
    double few[3] = {1.5, 2.5, 30.0};
    double many[24];
    double more[40];
    FixtureGroup groups[3] = {{"a", NULL, {0}}, {"b", NULL, {0}}, {"c", NULL, {0}}};

    for (size_t i = 0; i < 40; i++) {
        many[i % 24] = (double)(i % 7) + 0.5;
        more[i] = (double)(i % 11);
    }
    groups[0].cell = fixture_amounts(few, 3);
    groups[1].cell = fixture_amounts(many, 24);
    groups[2].cell = fixture_amounts(more, 40);
    question->form = GAP_AMOUNT;
    return fixture_dimension(context, "group", groups, 3, question);
}

/* One person's amount is most of all there is. */
static Status one_large_amount(Context *context, GapQuestion *question)
{
    double few[12] = {0};
    double many[30] = {0};
    FixtureGroup groups[3] = {{"1", NULL, {0}}, {"2", NULL, {0}}, {"3", NULL, {0}}};

    for (size_t i = 0; i < 30; i++) {
        few[i % 12] = (double)(i % 5);
        many[i] = (double)(i % 3);
    }
    groups[1].cell = fixture_amounts(many, 30);
    groups[2].cell = fixture_amounts(few, 12);
    few[0] = 100000;
    groups[0].cell = fixture_amounts(few, 12);
    question->form = GAP_AMOUNT;
    TRY(fixture_dimension(context, "tenth", groups, 3, question));
    question->dimensions[0].order = GAP_ORDER_ASCENDING;
    return done();
}

static Status few_people(Context *context, GapQuestion *question)
{
    FixtureGroup groups[3] = {{"1", NULL, fixture_share(20, 9)},
                              {"2", NULL, fixture_share(21, 10)},
                              {"{3", NULL, fixture_share(3, 1)}};

    question->form = GAP_SHARE;
    TRY(fixture_dimension(context, "tenth", groups, 3, question));
    question->dimensions[0].order = GAP_ORDER_ASCENDING;
    return done();
}

static Status published(Context *context, GapQuestion *question)
{
    FixtureGroup groups[3] = {{"a", NULL, fixture_published(300, 300, 30, 30)},
                              {"b", NULL, fixture_published(450, 450, 1, 7)},
                              {"c", NULL, fixture_published(250, 250, 50, 50)}};

    question->form = GAP_EVENTS_OF;
    question->published = true;
    return fixture_dimension(context, "group", groups, 3, question);
}

static const Kind KINDS[] = {
    {"small groups", "", small_groups},
    {"small groups, unprotected", "none", small_groups},
    {"a reference", "", with_reference},
    {"two dimensions", "", two_dimensions},
    {"two periods", "", periods},
    {"ordered groups", "", ordered},
    {"amounts", "", amounts},
    {"amounts, unprotected", "none", amounts},
    {"one large amount", "", one_large_amount},
    {"few people in an order", "", few_people},
    {"a published table", "", published},
};

/* The answer as JSON, made with `limit` bytes for protection; empty when it failed in words. */
static bool answer(Context *large, const Findings *findings, const Kind *kind, size_t limit,
                   Str *out)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(limit);
    Context context = {.arena = arena};
    Text json = text_new(large->arena);
    Shown *shown = NULL;
    Status status = disclosure_protect(&context, findings, str_from(kind->rule), &shown);

    *out = STR_NONE;
    if (failed(status)) {
        return status.kind == FAIL_LIMIT && context.first != NULL;
    }
    if (arena_refused(arena)) {
        return true;
    }
    return !failed(gap_json_write(large, shown, &json)) && !failed(text_finish(large, &json, out));
}

static void sweep(const Kind *kind)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(FIXTURE_BYTES);
    Context context = {.arena = arena};
    GapQuestion question = {.data = STR("data"), .outcome = STR("outcome")};
    Findings *findings = NULL;
    Str full = STR_NONE;
    size_t refused = 0;
    size_t broken = 0;
    bool whole = false;

    OK(!failed(kind->make(&context, &question)) &&
           !failed(check_gap(&context, &question, &findings)) &&
           answer(&context, findings, kind, FIXTURE_BYTES, &full) && full.length > 0,
       "%s: protected with enough memory", kind->what);
    fixture_print_notes(&context);
    for (size_t limit = 0; findings != NULL && !whole && limit < FIXTURE_BYTES; limit += STEP) {
        AUTO(Arena *, arena_cleanup) aside = arena_new(FIXTURE_BYTES);
        Context large = {.arena = aside};
        Str got;

        broken += !answer(&large, findings, kind, limit, &got);
        whole = got.length > 0;
        refused += !whole;
        broken += whole && !str_equal(got, full);
    }
    OK(whole && refused > 20 && broken == 0, "%s: %zu steps refused, then all of it", kind->what,
       refused);
}

static void test_edges(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(FIXTURE_BYTES);
    Context context = {.arena = arena};
    GapQuestion question = {.data = STR("data"), .outcome = STR("outcome")};
    Findings *findings = NULL;
    Shown *shown = NULL;
    RoundingGrid grid = grid_at_least(0.03, 4);

    OK(isnan(round_decimals((double)NAN, 2, ROUND_NEAREST)) &&
           isnan(round_grid((double)NAN, grid, ROUND_NEAREST)),
       "what is undefined stays so when rounded");
    OK(!failed(small_groups(&context, &question)) &&
           !failed(check_gap(&context, &question, &findings)) &&
           failed(disclosure_protect(&context, findings, STR("nonsense"), &shown)) &&
           shown == NULL && context.error_count == 1,
       "a rule that there is not shows nothing");
}

int main(void)
{
    test_edges();
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++) {
        sweep(&KINDS[i]);
    }
    return tap_done();
}
