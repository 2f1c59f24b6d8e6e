/* The attacker who knows the rule: every exact table of a small family is protected, those with the
   very same answer are what the attacker cannot tell apart, and each hidden count must keep at
   least 4 values among them, each of its kind. */
#include "check/gap_fixture.h"

#include "disclosure/disclosure.h"
#include "report/gap_json.h"

#include <stdlib.h>

#define NUMBERS_MOST 6
#define CELLS_MOST 8
#define VALUES_MOST 64

typedef struct Range {
    int64_t low, high;
} Range;

/* A family of exact tables: each number runs over its range; `make` builds the question. */
typedef struct Family {
    const char *name;
    size_t number_count;
    Range ranges[NUMBERS_MOST];
    Status (*make)(Context *context, const int64_t *numbers, GapQuestion *question);
    size_t cells[NUMBERS_MOST]; /* of each number, among the outcome's; CELLS_MOST: none */
} Family;

/* One exact table, and what its answer hides: people and totals by table and group. */
typedef struct Outcome {
    uint64_t answer;
    bool at_edge; /* a hidden number is the first or last of its range, which could go on */
    int64_t hidden[CELLS_MOST]; /* the exact value of a hidden cell, else -1 */
} Outcome;

static Status three_events(Context *context, const int64_t *numbers, GapQuestion *question)
{
    FixtureGroup groups[3] = {{"a", NULL, fixture_share(30, numbers[0])},
                              {"b", NULL, fixture_share(45, numbers[1])},
                              {"c", NULL, fixture_share(25, numbers[2])}};

    question->form = GAP_SHARE;
    return fixture_dimension(context, "group", groups, 3, question);
}

/* Nearly all have it: the complement is what must not be told. */
static Status three_complements(Context *context, const int64_t *numbers, GapQuestion *question)
{
    FixtureGroup groups[3] = {{"a", NULL, fixture_share(30, 30 - numbers[0])},
                              {"b", NULL, fixture_share(45, 45 - numbers[1])},
                              {"c", NULL, fixture_share(25, 25 - numbers[2])}};

    question->form = GAP_SHARE;
    return fixture_dimension(context, "group", groups, 3, question);
}

static Status three_people(Context *context, const int64_t *numbers, GapQuestion *question)
{
    FixtureGroup groups[3] = {{"a", NULL, fixture_share(numbers[0], 0)},
                              {"b", NULL, fixture_share(numbers[1], 0)},
                              {"c", NULL, fixture_share(numbers[2], 0)}};

    question->form = GAP_SHARE;
    return fixture_dimension(context, "group", groups, 3, question);
}

/* People of one group that has no events, people of another, events of a third. */
static Status people_and_events(Context *context, const int64_t *numbers, GapQuestion *question)
{
    FixtureGroup groups[3] = {{"a", NULL, fixture_share(numbers[0], 0)},
                              {"b", NULL, fixture_share(numbers[1], 10)},
                              {"c", NULL, fixture_share(40, numbers[2])}};

    question->form = GAP_SHARE;
    return fixture_dimension(context, "group", groups, 3, question);
}

static Status with_reference(Context *context, const int64_t *numbers, GapQuestion *question)
{
    TRY(three_events(context, numbers, question));
    question->dimensions[0].has_reference = true;
    question->dimensions[0].reference = STR("b");
    return done();
}

/* The same people by two columns. */
static Status two_dimensions(Context *context, const int64_t *numbers, GapQuestion *question)
{
    int64_t all = numbers[0] + numbers[1] + numbers[2];
    FixtureGroup one[3] = {{"a", NULL, fixture_share(numbers[0], 0)},
                           {"b", NULL, fixture_share(numbers[1], 0)},
                           {"c", NULL, fixture_share(numbers[2], 0)}};
    FixtureGroup other[1] = {{"x", NULL, fixture_share(all, 0)}};
    int64_t rows;

    question->form = GAP_SHARE;
    TRY(fixture_dimension(context, "one", one, 3, question));
    rows = question->rows_read;
    TRY(fixture_dimension(context, "other", other, 1, question));
    question->rows_read = rows;
    question->rows_kept = rows;
    return done();
}

/* The same events by two columns, the second of which hides nothing. */
static Status two_dimensions_events(Context *context, const int64_t *numbers, GapQuestion *question)
{
    int64_t all = numbers[0] + numbers[1] + numbers[2];
    FixtureGroup one[3] = {{"a", NULL, fixture_share(30, numbers[0])},
                           {"b", NULL, fixture_share(45, numbers[1])},
                           {"c", NULL, fixture_share(25, numbers[2])}};
    FixtureGroup other[2] = {{"x", NULL, fixture_share(60, all - numbers[3])},
                             {"y", NULL, fixture_share(40, numbers[3])}};
    int64_t rows;

    question->form = GAP_SHARE;
    TRY(fixture_dimension(context, "one", one, 3, question));
    rows = question->rows_read;
    TRY(fixture_dimension(context, "other", other, 2, question));
    question->rows_read = rows;
    question->rows_kept = rows;
    return done();
}

static Status two_periods(Context *context, const int64_t *numbers, GapQuestion *question)
{
    FixtureGroup groups[4] = {{"a", "1", fixture_share(numbers[0], 0)},
                              {"b", "1", fixture_share(numbers[1], 0)},
                              {"a", "2", fixture_share(numbers[2], 0)},
                              {"b", "2", fixture_share(numbers[3], 0)}};

    question->form = GAP_SHARE;
    return fixture_dimension(context, "group", groups, 4, question);
}

/* Some rows left out by a condition, some people without a known outcome. */
static Status left_out(Context *context, const int64_t *numbers, GapQuestion *question)
{
    Cell a = fixture_share(numbers[0], 0);
    Cell b = fixture_share(numbers[1], 0);

    b.unknown = numbers[2];
    {
        FixtureGroup groups[2] = {{"a", NULL, a}, {"b", NULL, b}};

        question->form = GAP_SHARE;
        TRY(fixture_dimension(context, "group", groups, 2, question));
    }
    question->rows_read += numbers[3];
    return done();
}

/* A published table of which somebody wants protection: rows stand for many. */
static Status counted(Context *context, const int64_t *numbers, GapQuestion *question)
{
    TRY(three_events(context, numbers, question));
    question->form = GAP_EVENTS_OF;
    question->rows_read = 3;
    question->rows_kept = 3;
    return done();
}

/* Events of a group that may be hidden, of another by what is adjusted for, of a third. */
static Status three_alike(Context *context, const int64_t *numbers, GapQuestion *question)
{
    FixtureGroup parts[6] = {
        {"a", "x", fixture_share(18, numbers[0])}, {"a", "y", fixture_share(12, 0)},
        {"b", "x", fixture_share(25, numbers[1])}, {"b", "y", fixture_share(20, numbers[2])},
        {"c", "x", fixture_share(8, 3)},           {"c", "y", fixture_share(17, numbers[3])}};

    question->form = GAP_SHARE;
    return fixture_adjusting(context, "group", parts, 6, question);
}

static Status alike_with_reference(Context *context, const int64_t *numbers, GapQuestion *question)
{
    TRY(three_alike(context, numbers, question));
    question->dimensions[0].has_reference = true;
    question->dimensions[0].reference = STR("b");
    return done();
}

static const Family FAMILIES[] = {
    {"people alike",
     4,
     {{0, 7}, {5, 10}, {4, 8}, {6, 10}},
     three_alike,
     {1, CELLS_MOST, CELLS_MOST, CELLS_MOST}},
    {"people alike, compared with a reference",
     4,
     {{0, 7}, {5, 10}, {4, 8}, {6, 10}},
     alike_with_reference,
     {1, CELLS_MOST, CELLS_MOST, CELLS_MOST}},
    {"events of three groups", 3, {{0, 17}, {0, 7}, {0, 12}}, three_events, {1, 3, 5}},
    {"events of larger groups", 3, {{0, 7}, {8, 17}, {8, 12}}, three_events, {1, 3, 5}},
    {"all but a few", 3, {{0, 7}, {0, 17}, {0, 12}}, three_complements, {1, 3, 5}},
    {"people of three groups", 3, {{0, 7}, {0, 12}, {0, 17}}, three_people, {0, 2, 4}},
    {"people and events", 3, {{0, 12}, {18, 22}, {0, 12}}, people_and_events, {0, 2, 5}},
    {"compared with a reference", 3, {{0, 7}, {8, 12}, {0, 12}}, with_reference, {1, 3, 5}},
    {"people by two columns", 3, {{0, 12}, {0, 12}, {0, 12}}, two_dimensions, {0, 2, 4}},
    {"events by two columns",
     4,
     {{0, 7}, {8, 17}, {8, 12}, {8, 12}},
     two_dimensions_events,
     {1, 3, 5, CELLS_MOST}},
    {"two periods", 4, {{0, 7}, {8, 12}, {0, 7}, {8, 12}}, two_periods, {0, 2, 4, 6}},
    {"rows left out",
     4,
     {{0, 7}, {8, 12}, {6, 9}, {6, 9}},
     left_out,
     {0, 2, CELLS_MOST, CELLS_MOST}},
    {"rows that stand for many", 3, {{0, 7}, {0, 12}, {8, 12}}, counted, {1, 3, 5}},
};

static uint64_t hash_bytes(Str text)
{
    uint64_t hash = 1469598103934665603u;
    size_t i;

    for (i = 0; i < text.length; i++) {
        hash = (hash ^ (unsigned char)text.bytes[i]) * 1099511628211u;
    }
    return hash;
}

/* Where all but a few have the outcome, what is hidden is how many have not. */
static void see_total(const FindingTable *exact, size_t g, const ShownGroup *shown, int64_t *out)
{
    const Counts *counts = &exact->sets[exact->groups[g].people.one].counts;

    if (shown->total.state != SHOWN_HIDDEN) {
        return;
    }
    *out = counts->events;
    if (counts->people - counts->events <= 7 && counts->events > 7) {
        *out = counts->people - counts->events;
    }
}

static void see_edges(const Family *family, const int64_t *numbers, Outcome *out)
{
    size_t n;

    out->at_edge = false;
    for (n = 0; n < family->number_count; n++) {
        const Range *range = &family->ranges[n];
        bool end = (range->low > 0 && numbers[n] == range->low) || numbers[n] == range->high;

        if (end && family->cells[n] < CELLS_MOST && out->hidden[family->cells[n]] >= 0) {
            out->at_edge = true;
        }
    }
}

static Status protect_one(Context *context, const Family *family, const int64_t *numbers,
                          Outcome *out)
{
    GapQuestion question = {.data = STR("data"), .outcome = STR("outcome")};
    Findings *findings;
    Shown *shown;
    Text json = text_new(context->arena);
    size_t at = 0;
    size_t t;
    size_t g;

    TRY(family->make(context, numbers, &question));
    TRY(check_gap(context, &question, &findings));
    TRY(disclosure_protect(context, findings, STR_NONE, &shown));
    TRY(gap_json_write(context, shown, &json));
    out->answer = hash_bytes(text_str(&json));
    for (at = 0; at < CELLS_MOST; at++) {
        out->hidden[at] = -1;
    }
    at = 0;
    for (t = 0; t < shown_table_count(shown); t++) {
        const ShownTable *table = shown_table(shown, t);

        for (g = 0; g < table->group_count && at + 1 < CELLS_MOST; g++, at += 2) {
            const CellSet *set =
                &findings->tables[t].sets[findings->tables[t].groups[g].people.one];

            if (table->groups[g].people.state == SHOWN_HIDDEN) {
                out->hidden[at] = set->counts.people;
            }
            see_total(&findings->tables[t], g, &table->groups[g], &out->hidden[at + 1]);
        }
    }
    see_edges(family, numbers, out);
    return done();
}

static int by_answer(const void *a, const void *b)
{
    uint64_t one = ((const Outcome *)a)->answer;
    uint64_t other = ((const Outcome *)b)->answer;

    return one < other ? -1 : one > other;
}

/* The different values of a cell among outcomes of one answer; 64: not hidden, or many. A total
   that can be nothing but 0 because its whole family has no events is not judged. */
static size_t different_values(const Outcome *outcomes, size_t count, size_t cell)
{
    uint64_t seen = 0;
    size_t values = 0;
    size_t i;

    for (i = 0; i < count; i++) {
        if (outcomes[i].hidden[cell] < 0) {
            return VALUES_MOST;
        }
        if (outcomes[i].hidden[cell] < VALUES_MOST) {
            seen |= (uint64_t)1 << outcomes[i].hidden[cell];
        }
    }
    while (seen != 0) {
        values += seen & 1;
        seen >>= 1;
    }
    return values;
}

static bool always_one_value(const Outcome *outcomes, size_t count, size_t cell)
{
    int64_t first = -1;
    size_t i;

    for (i = 0; i < count; i++) {
        if (outcomes[i].hidden[cell] >= 0) {
            if (first >= 0 && outcomes[i].hidden[cell] != first) {
                return false;
            }
            first = outcomes[i].hidden[cell];
        }
    }
    return true;
}

/* What came of an attack. */
typedef struct Attack {
    size_t answers; /* different ones */
    size_t hidden;  /* cells hidden in them */
    size_t fewest;  /* values that any of these keeps */
    size_t beyond;  /* cells with fewer than 4 values in a family that could go on: not judged */
} Attack;

static void attack_answer(const Outcome *outcomes, size_t count, const bool *judged, Attack *attack)
{
    bool at_edge = false;
    size_t cell;
    size_t i;

    for (i = 0; i < count; i++) {
        at_edge = at_edge || outcomes[i].at_edge;
    }
    for (cell = 0; cell < CELLS_MOST; cell++) {
        size_t values = judged[cell] ? different_values(outcomes, count, cell) : VALUES_MOST;

        attack->hidden += values < VALUES_MOST ? 1 : 0;
        if (values < 4 && at_edge) {
            attack->beyond++;
        } else if (values < attack->fewest) {
            attack->fewest = values;
        }
    }
}

static Attack attack_all(Outcome *outcomes, size_t count)
{
    Attack attack = {.fewest = VALUES_MOST};
    bool judged[CELLS_MOST];
    size_t i;
    size_t end;
    size_t cell;

    qsort(outcomes, count, sizeof *outcomes, by_answer);
    for (cell = 0; cell < CELLS_MOST; cell++) {
        judged[cell] = !always_one_value(outcomes, count, cell);
    }
    for (i = 0; i < count; i = end) {
        for (end = i; end < count && outcomes[end].answer == outcomes[i].answer; end++) {
        }
        attack.answers++;
        attack_answer(outcomes + i, end - i, judged, &attack);
    }
    return attack;
}

static void try_family(const Family *family)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new((size_t)1 << 30);
    int64_t numbers[NUMBERS_MOST];
    Outcome *outcomes;
    size_t count = 1;
    Attack attack;
    size_t i;
    size_t n;

    for (n = 0; n < family->number_count; n++) {
        count *= (size_t)(family->ranges[n].high - family->ranges[n].low + 1);
    }
    outcomes = arena_take(arena, count, sizeof *outcomes);
    for (i = 0; i < count; i++) {
        AUTO(Arena *, arena_cleanup) inner = arena_new(FIXTURE_BYTES);
        Context context = {.arena = inner};
        size_t rest = i;

        for (n = 0; n < family->number_count; n++) {
            size_t width = (size_t)(family->ranges[n].high - family->ranges[n].low + 1);

            numbers[n] = family->ranges[n].low + (int64_t)(rest % width);
            rest /= width;
        }
        if (failed(protect_one(&context, family, numbers, &outcomes[i]))) {
            OK(false, "%s: table %zu is answered", family->name, i);
            fixture_print_notes(&context);
            return;
        }
    }
    attack = attack_all(outcomes, count);
    OK(attack.fewest >= 4 && attack.fewest < VALUES_MOST && 2 * attack.beyond <= attack.hidden,
       "%s: each of %zu hidden counts keeps at least 4 values (the fewest: %zu; %zu tables, %zu "
       "answers, %zu not judged)",
       family->name, attack.hidden, attack.fewest, count, attack.answers, attack.beyond);
}

int main(void)
{
    size_t i;

    for (i = 0; i < sizeof FAMILIES / sizeof FAMILIES[0]; i++) {
        try_family(&FAMILIES[i]);
    }
    return tap_done();
}
