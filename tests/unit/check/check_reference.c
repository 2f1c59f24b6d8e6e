/* check_gap against gap.tsv: the same tables worked out by another program at 60 digits. */
#include "gap_fixture.h"

#include "measure/table.h"

#define ROWS_MOST 2048
#define LEVELS_MOST 16
#define LEVEL_BYTES 24

/* One scenario as it is read: cells by level, and rows where the file gives rows. */
typedef struct Scenario {
    char name[64];
    char form[16];
    char order[16];
    char reference[LEVEL_BYTES];
    char levels[LEVELS_MOST][LEVEL_BYTES];
    Cell cells[LEVELS_MOST];
    size_t level_count;
    uint32_t row_level[ROWS_MOST];
    uint32_t row_person[ROWS_MOST];
    double row_value[ROWS_MOST];
    double row_weight[ROWS_MOST];
    size_t row_count;
} Scenario;

static Scenario scenario;

static void copy_field(char *to, size_t bytes, const char *from)
{
    snprintf(to, bytes, "%s", from);
}

static bool is_form(const char *form)
{
    return strcmp(scenario.form, form) == 0;
}

static uint32_t level_at(const char *label)
{
    uint32_t i;

    for (i = 0; i < scenario.level_count; i++) {
        if (strcmp(scenario.levels[i], label) == 0) {
            return i;
        }
    }
    if (scenario.level_count < LEVELS_MOST) {
        copy_field(scenario.levels[i], LEVEL_BYTES, label);
        scenario.level_count++;
        return i;
    }
    return 0;
}

static void read_line(const Table *table)
{
    const char *what = table->fields[0];

    if (strcmp(what, "scenario") == 0) {
        scenario.level_count = 0;
        scenario.row_count = 0;
        memset(scenario.cells, 0, sizeof scenario.cells);
        copy_field(scenario.name, sizeof scenario.name, table->fields[1]);
        copy_field(scenario.form, sizeof scenario.form, table->fields[2]);
        copy_field(scenario.order, sizeof scenario.order, table->fields[3]);
        copy_field(scenario.reference, LEVEL_BYTES, table->fields[4]);
    } else if (strcmp(what, "count") == 0) {
        Cell cell = fixture_share((int64_t)table_value(table, 2), (int64_t)table_value(table, 3));

        cell_add(&scenario.cells[level_at(table->fields[1])], &cell);
    } else if (strcmp(what, "amount") == 0) {
        double amount = table_value(table, 2);
        Cell cell = fixture_amounts(&amount, 1);

        cell_add(&scenario.cells[level_at(table->fields[1])], &cell);
    } else if (scenario.row_count < ROWS_MOST) {
        uint32_t level = level_at(table->fields[1]);
        double value = table_value(table, 3);
        Cell cell = fixture_share(1, value > 0 ? 1 : 0);

        cell_add(&scenario.cells[level], &cell);
        scenario.row_level[scenario.row_count] = level;
        scenario.row_person[scenario.row_count] = (uint32_t)table_value(table, 2);
        scenario.row_value[scenario.row_count] = value;
        scenario.row_weight[scenario.row_count] = table_value(table, 4);
        scenario.row_count++;
    }
}

/* Persons' sums from the rows, over the levels of the tally. */
static Status add_moments(Context *context, GapDimension *dimension)
{
    const Tally *tally = dimension->tally;
    Moments *moments = TAKE(context, Moments, 1);
    uint32_t *places = TAKE(context, uint32_t, ROWS_MOST);
    RowTable rows = {.count = scenario.row_count,
                     .dimension_count = 1,
                     .dimensions = tally->dimensions,
                     .levels = &places,
                     .value = scenario.row_value,
                     .weight = is_form("weighted") ? scenario.row_weight : NULL,
                     .person = scenario.row_person};
    size_t i;
    uint32_t j;

    if (moments == NULL || places == NULL) {
        return fail_memory(context);
    }
    for (i = 0; i < scenario.row_count; i++) {
        for (j = 0; j < tally->dimensions[0].levels.count; j++) {
            if (str_equal(tally->dimensions[0].levels.items[j],
                          str_from(scenario.levels[scenario.row_level[i]]))) {
                places[i] = j;
            }
        }
        if (scenario.row_person[i] >= rows.person_count) {
            rows.person_count = scenario.row_person[i] + 1;
        }
    }
    TRY(moments_build(context, &rows, 0, SIZE_MAX, 0, moments));
    dimension->moments = moments;
    return done();
}

static Status ask(Context *context, Findings **findings)
{
    GapQuestion question = {.form = is_form("amount") ? GAP_AMOUNT : GAP_SHARE,
                            .persons = is_form("persons") || is_form("weighted"),
                            .weighted = is_form("weighted")};
    FixtureGroup groups[LEVELS_MOST];
    size_t i;

    for (i = 0; i < scenario.level_count; i++) {
        groups[i] = (FixtureGroup){scenario.levels[i], NULL, scenario.cells[i]};
    }
    TRY(fixture_dimension(context, "group", groups, scenario.level_count, &question));
    if (strcmp(scenario.order, "-") != 0) {
        question.dimensions[0].order =
            strcmp(scenario.order, "ascending") == 0 ? GAP_ORDER_ASCENDING : GAP_ORDER_DESCENDING;
    }
    if (strcmp(scenario.reference, "-") != 0) {
        question.dimensions[0].has_reference = true;
        question.dimensions[0].reference = str_from(scenario.reference);
    }
    if (scenario.row_count > 0) {
        TRY(add_moments(context, &question.dimensions[0]));
    }
    return check_gap(context, &question, findings);
}

static const Quantity *find_quantity(const FindingTable *table, const char *level, const char *what)
{
    size_t i;

    for (i = 0; i < table->measure_count; i++) {
        if (strcmp(level, "-") == 0 && str_equal(table->measures[i].id, str_from(what))) {
            return &table->measures[i].value;
        }
    }
    for (i = 0; i < table->group_count; i++) {
        const FindingGroup *group = &table->groups[i];

        if (str_equal(group->level, str_from(level))) {
            return strcmp(what, "estimate") == 0     ? &group->estimate
                   : strcmp(what, "difference") == 0 ? &group->difference
                                                     : &group->ratio;
        }
    }
    return NULL;
}

/* Within 1e-12 of the larger of the number itself and its interval's limits, and 4 units in the
   last place of the group's own estimate: a difference cannot be closer than what it is of. */
static bool near(double got, double want, double scale, double own)
{
    double size = fabs(want) > scale ? fabs(want) : scale;

    return (isnan(got) && isnan(want)) ||
           fabs(got - want) <= 1e-12 * size + 4 * 0x1p-52 * fabs(own);
}

static double own_estimate(const FindingTable *table, const char *level)
{
    const Quantity *own = strcmp(level, "-") == 0 ? NULL : find_quantity(table, level, "estimate");

    return own == NULL ? 0 : own->exact.estimate;
}

static void compare(const FindingTable *table, const Table *line)
{
    const char *level = line->fields[1];
    const char *what = line->fields[2];
    bool influence = strncmp(what, "influence-", 10) == 0;
    const Quantity *quantity = find_quantity(table, level, influence ? what + 10 : what);
    double want[4];
    double got[4];
    double scale;
    bool all = true;
    int i;

    if (quantity == NULL) {
        OK(false, "%s: there is %s of %s", scenario.name, what, level);
        return;
    }
    for (i = 0; i < 4; i++) {
        want[i] = table_value(line, (size_t)i + 3);
    }
    got[0] = influence ? quantity->influence : quantity->exact.estimate;
    got[1] = influence ? (double)NAN : quantity->exact.se;
    got[2] = influence ? (double)NAN : quantity->exact.low;
    got[3] = influence ? (double)NAN : quantity->exact.high;
    scale = influence ? 1 : fmax(fabs(want[2]), fabs(want[3]));
    for (i = 0; i < 4; i++) {
        all = all && near(got[i], want[i], scale, own_estimate(table, level));
    }
    if (!OK(all, "%s: %s of %s", scenario.name, what, level)) {
        for (i = 0; i < 4; i++) {
            printf("# got %.17g, want %.17g\n", got[i], want[i]);
        }
    }
}

int main(void)
{
    AUTO(Arena *, arena_cleanup) arena = NULL;
    Findings *findings = NULL;
    Table table;

    if (!table_open(&table, "tests/reference/check", "gap.tsv")) {
        OK(false, "tests/reference/check/gap.tsv opens");
        return tap_done();
    }
    while (table_next(&table, '\t')) {
        if (strcmp(table.fields[0], "expect") != 0) {
            findings = NULL;
            read_line(&table);
            continue;
        }
        if (findings == NULL) {
            Context context = {0};

            arena_free(arena);
            arena = arena_new(FIXTURE_BYTES);
            context.arena = arena;
            if (!OK(!failed(ask(&context, &findings)), "%s: is answered", scenario.name)) {
                fixture_print_notes(&context);
                break;
            }
        }
        compare(&findings->tables[0], &table);
    }
    OK(tap_count > 140, "all rows of gap.tsv were read");
    table_close(&table);
    return tap_done();
}
