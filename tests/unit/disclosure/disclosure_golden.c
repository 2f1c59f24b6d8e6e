/* The tables of tests/golden/disclosure, protected and compared with what was worked out by hand.

   Lines: form share|amount|events_of; published; rule NAME; order ascending; reference LEVEL;
   period LABEL; dimension NAME (a new one); group LEVEL people events [unknown];
   kept LEVEL people people_most events events_most; amounts LEVEL x x ...;
   persons LEVEL first count rows value; then table N; rows X;
   shown LEVEL people total estimate low high difference ratio; measure ID estimate low high;
   note PART; no_note PART. X is a number, a..b hidden in that range, a.. without an upper end,
   ? hidden, - undefined, * anything. Files are read in the order of their names. */
#include "check/gap_fixture.h"

#include "disclosure/disclosure.h"
#include "measure/table.h"

#include <dirent.h>

#define GROUPS_MOST 16
#define ROWS_MOST 512
#define FILES_MOST 64
#define LABEL_BYTES 32

typedef struct Golden {
    Context context;
    GapQuestion question;
    FixtureGroup groups[GROUPS_MOST];
    char labels[GROUPS_MOST][LABEL_BYTES];
    char periods[GROUPS_MOST][LABEL_BYTES];
    size_t group_count;
    char period[LABEL_BYTES];
    uint32_t row_group[ROWS_MOST];
    uint32_t row_person[ROWS_MOST];
    double row_value[ROWS_MOST];
    size_t row_count;
    bool ascending;
    char reference[LABEL_BYTES];
    char rule[LABEL_BYTES];
    int64_t rows_before; /* of the dimensions that are built */
    const Shown *shown;
    size_t table;
} Golden;

static const char *const FIELDS[] = {"people", "total",      "estimate", "low",
                                     "high",   "difference", "ratio"};

static size_t add_group(Golden *golden, const char *label)
{
    size_t g;

    for (g = 0; g < golden->group_count; g++) {
        if (strcmp(golden->labels[g], label) == 0 &&
            strcmp(golden->periods[g], golden->period) == 0) {
            return g;
        }
    }
    snprintf(golden->labels[g], LABEL_BYTES, "%s", label);
    snprintf(golden->periods[g], LABEL_BYTES, "%s", golden->period);
    golden->groups[g] = (FixtureGroup){
        golden->labels[g], golden->period[0] == '\0' ? NULL : golden->periods[g], {.rows = 0}};
    golden->group_count++;
    return g;
}

static void add_persons(Golden *golden, const Table *line)
{
    size_t g = add_group(golden, line->fields[1]);
    uint32_t first = (uint32_t)table_value(line, 2);
    uint32_t count = (uint32_t)table_value(line, 3);
    uint32_t rows = (uint32_t)table_value(line, 4);
    double value = table_value(line, 5);
    Cell cell = fixture_share((int64_t)count * rows, value > 0 ? (int64_t)count * rows : 0);
    uint32_t i;

    cell_add(&golden->groups[g].cell, &cell);
    for (i = 0; i < count * rows && golden->row_count < ROWS_MOST; i++) {
        golden->row_group[golden->row_count] = (uint32_t)g;
        golden->row_person[golden->row_count] = first + i / rows;
        golden->row_value[golden->row_count] = value;
        golden->row_count++;
    }
}

static void add_cell(Golden *golden, const Table *line)
{
    size_t g = add_group(golden, line->fields[1]);
    Cell *cell = &golden->groups[g].cell;
    double amounts[TABLE_FIELDS];
    size_t i;

    if (strcmp(line->fields[0], "kept") == 0) {
        *cell = fixture_published((int64_t)table_value(line, 2), (int64_t)table_value(line, 3),
                                  (int64_t)table_value(line, 4), (int64_t)table_value(line, 5));
    } else if (strcmp(line->fields[0], "amounts") == 0) {
        for (i = 2; i < line->count; i++) {
            amounts[i - 2] = table_value(line, i);
        }
        *cell = fixture_amounts(amounts, line->count - 2);
    } else {
        *cell = fixture_share((int64_t)table_value(line, 2), (int64_t)table_value(line, 3));
        cell->unknown = line->count > 4 ? (int64_t)table_value(line, 4) : 0;
        cell->rows = golden->question.form == GAP_EVENTS_OF ? 1 : cell->rows;
    }
}

static Status add_moments(Golden *golden, GapDimension *dimension)
{
    Context *context = &golden->context;
    Moments *moments = TAKE(context, Moments, 1);
    uint32_t *places = TAKE(context, uint32_t, ROWS_MOST);
    RowTable rows = {.count = golden->row_count,
                     .dimension_count = 1,
                     .dimensions = dimension->tally->dimensions,
                     .levels = &places,
                     .value = golden->row_value,
                     .person = golden->row_person};
    size_t i;
    uint32_t j;

    if (moments == NULL || places == NULL) {
        return fail_memory(context);
    }
    for (i = 0; i < golden->row_count; i++) {
        for (j = 0; j < dimension->tally->dimensions[0].levels.count; j++) {
            if (str_equal(dimension->tally->dimensions[0].levels.items[j],
                          str_from(golden->labels[golden->row_group[i]]))) {
                places[i] = j;
            }
        }
        if (golden->row_person[i] >= rows.person_count) {
            rows.person_count = golden->row_person[i] + 1;
        }
    }
    TRY(moments_build(context, &rows, 0, SIZE_MAX, 0, moments));
    dimension->moments = moments;
    return done();
}

/* Ends a dimension: its groups become a tally. */
static Status end_dimension(Golden *golden)
{
    GapQuestion *question = &golden->question;
    GapDimension *dimension;

    if (golden->group_count == 0) {
        return done();
    }
    question->rows_read = 0;
    TRY(fixture_dimension(&golden->context, "group", golden->groups, golden->group_count,
                          question));
    dimension = &question->dimensions[question->dimension_count - 1];
    dimension->order = golden->ascending ? GAP_ORDER_ASCENDING : GAP_ORDER_UNSAID;
    dimension->has_reference = golden->reference[0] != '\0';
    dimension->reference = str_from(golden->reference);
    if (golden->row_count > 0) {
        question->persons = true;
        TRY(add_moments(golden, dimension));
    }
    golden->group_count = 0;
    return done();
}

static Status protect(Golden *golden)
{
    Findings *findings;
    Shown *shown;

    if (golden->shown != NULL) {
        return done();
    }
    TRY(end_dimension(golden));
    TRY(check_gap(&golden->context, &golden->question, &findings));
    TRY(disclosure_protect(&golden->context, findings, str_from(golden->rule), &shown));
    golden->shown = shown;
    return done();
}

/* What a number should be, against what it is; decimal numbers to within 2 ulp. */
static bool is_as(const char *want, const ShownNumber *got)
{
    long long from;
    long long to;
    int used = 0;
    double value;

    if (strcmp(want, "*") == 0) {
        return true;
    }
    if (strcmp(want, "-") == 0) {
        return got->state == SHOWN_UNDEFINED;
    }
    if (strcmp(want, "?") == 0) {
        return got->state == SHOWN_HIDDEN && !got->has_range;
    }
    if (sscanf(want, "%lld..%lld%n", &from, &to, &used) == 2 && want[used] == '\0') {
        return got->state == SHOWN_HIDDEN && got->has_range && got->from == from && got->to == to;
    }
    if (sscanf(want, "%lld..%n", &from, &used) == 1 && used > 0 && want[used] == '\0') {
        return got->state == SHOWN_HIDDEN && got->has_range && got->from == from &&
               got->to == INT64_MAX;
    }
    return table_number(want, &value) && got->state == SHOWN_VALUE &&
           within_ulps(got->value, value, 2);
}

static void compare(const char *file, const char *of, const char *field, const char *want,
                    const ShownNumber *got)
{
    if (!OK(is_as(want, got), "%s: %s of %s is %s", file, field, of, want)) {
        printf("# state %d, value %.17g, range %d %" PRId64 " to %" PRId64 "\n", (int)got->state,
               got->value, got->has_range, got->from, got->to);
    }
}

static void compare_group(const Golden *golden, const char *file, const Table *line)
{
    const ShownTable *table = shown_table(golden->shown, golden->table);
    size_t g;
    size_t i;

    for (g = 0; table != NULL && g < table->group_count; g++) {
        const ShownGroup *group = &table->groups[g];
        const ShownNumber *const numbers[] = {
            &group->people,        &group->total,         &group->estimate.estimate,
            &group->estimate.low,  &group->estimate.high, &group->difference.estimate,
            &group->ratio.estimate};

        if (!str_equal(group->level, str_from(line->fields[1]))) {
            continue;
        }
        for (i = 0; i < 7 && i + 2 < line->count; i++) {
            compare(file, line->fields[1], FIELDS[i], line->fields[i + 2], numbers[i]);
        }
        return;
    }
    OK(false, "%s: there is a group %s", file, line->fields[1]);
}

static void compare_measure(const Golden *golden, const char *file, const Table *line)
{
    const ShownTable *table = shown_table(golden->shown, golden->table);
    size_t i;

    for (i = 0; table != NULL && i < table->measure_count; i++) {
        const ShownInterval *value = &table->measures[i].value;

        if (str_equal(table->measures[i].id, str_from(line->fields[1]))) {
            compare(file, line->fields[1], "estimate", line->fields[2], &value->estimate);
            compare(file, line->fields[1], "low", line->fields[3], &value->low);
            compare(file, line->fields[1], "high", line->fields[4], &value->high);
            return;
        }
    }
    OK(false, "%s: there is a measure %s", file, line->fields[1]);
}

static bool has_note(const Golden *golden, Str part)
{
    const ShownTable *table = shown_table(golden->shown, golden->table);
    size_t i;

    for (i = 0; table != NULL && i < table->notes.count; i++) {
        if (str_contains_ignoring_case(table->notes.items[i], part)) {
            return true;
        }
    }
    return false;
}

static void compare_line(Golden *golden, const char *file, const Table *line)
{
    const char *what = line->fields[0];

    if (failed(protect(golden))) {
        OK(false, "%s: is answered", file);
        fixture_print_notes(&golden->context);
    } else if (strcmp(what, "table") == 0) {
        golden->table = (size_t)table_value(line, 1) - 1;
    } else if (strcmp(what, "rows") == 0) {
        compare(file, "the file", "rows", line->fields[1], &shown_facts(golden->shown)->rows);
    } else if (strcmp(what, "measure") == 0) {
        compare_measure(golden, file, line);
    } else if (strcmp(what, "shown") == 0) {
        compare_group(golden, file, line);
    } else {
        OK(has_note(golden, str_from(line->fields[1])) == (strcmp(what, "note") == 0), "%s: %s %s",
           file, what, line->fields[1]);
    }
}

/* True for a line that says what is given. */
static bool take_line(Golden *golden, const Table *line)
{
    const char *what = line->fields[0];
    const char *word = line->count > 1 ? line->fields[1] : "";

    if (strcmp(what, "form") == 0) {
        golden->question.form = strcmp(word, "share") == 0    ? GAP_SHARE
                                : strcmp(word, "amount") == 0 ? GAP_AMOUNT
                                                              : GAP_EVENTS_OF;
    } else if (strcmp(what, "published") == 0) {
        golden->question.published = true;
    } else if (strcmp(what, "rule") == 0) {
        snprintf(golden->rule, LABEL_BYTES, "%s", word);
    } else if (strcmp(what, "order") == 0) {
        golden->ascending = true;
    } else if (strcmp(what, "reference") == 0) {
        snprintf(golden->reference, LABEL_BYTES, "%s", word);
    } else if (strcmp(what, "period") == 0) {
        snprintf(golden->period, LABEL_BYTES, "%s", word);
    } else if (strcmp(what, "dimension") == 0) {
        return !failed(end_dimension(golden));
    } else if (strcmp(what, "persons") == 0) {
        add_persons(golden, line);
    } else if (strcmp(what, "group") == 0 || strcmp(what, "kept") == 0 ||
               strcmp(what, "amounts") == 0) {
        add_cell(golden, line);
    } else {
        return false;
    }
    return true;
}

static void try_file(const char *file)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(FIXTURE_BYTES);
    static Golden golden;
    Table line;

    golden = (Golden){.context = {.arena = arena},
                      .question = {.data = STR("data"), .outcome = STR("outcome")}};
    if (!table_open(&line, "tests/golden/disclosure", file)) {
        OK(false, "%s opens", file);
        return;
    }
    while (table_next(&line, ' ')) {
        if (!take_line(&golden, &line)) {
            compare_line(&golden, file, &line);
        }
    }
    OK(golden.shown != NULL, "%s is compared", file);
    table_close(&line);
}

static int by_name(const void *a, const void *b)
{
    return strcmp((const char *)a, (const char *)b);
}

int main(void)
{
    static char names[FILES_MOST][256];
    const char *root = getenv("UNKNOT_ROOT");
    char path[4096];
    DIR *folder;
    const struct dirent *entry;
    size_t count = 0;
    size_t i;

    snprintf(path, sizeof path, "%s/tests/golden/disclosure", root == NULL ? "." : root);
    folder = opendir(path);
    while (folder != NULL && count < FILES_MOST && (entry = readdir(folder)) != NULL) {
        if (strstr(entry->d_name, ".txt") != NULL) {
            snprintf(names[count++], sizeof names[0], "%s", entry->d_name);
        }
    }
    if (folder != NULL) {
        closedir(folder);
    }
    OK(count >= 20, "at least twenty tables are there: %zu", count);
    qsort(names, count, sizeof names[0], by_name);
    for (i = 0; i < count; i++) {
        try_file(names[i]);
    }
    return tap_done();
}
