/* What is shown of a score: rates from rounded counts, nothing of few people, and nothing that who
   adds and subtracts all that is shown could find them by. */
#include "base/text.h"
#include "disclosure/disclose_score.h"
#include "tally/tally.h"

#include "tap.h"

#include <stdlib.h>

#define BYTES ((size_t)1 << 25)
#define GROUPS_MOST 4
#define ROWS_MOST 4000
#define HIDE_MOST 7
#define NARROW 4

/* People of one group by flag and outcome, and those left out. */
typedef struct Few {
    const char *level;
    int64_t caught; /* flagged, with the outcome */
    int64_t feared; /* flagged, without */
    int64_t missed; /* not flagged, with */
    int64_t alone;  /* neither */
    int64_t no_outcome;
    int64_t no_score;
    int64_t no_flag;
} Few;

/* A file of scores by one or two columns of the same groups, and what is shown of it. */
typedef struct File {
    Arena *arena;
    Context context;
    RowTable rows;
    Dimension dimensions[2];
    uint32_t *levels[2];
    Str labels[GROUPS_MOST];
    bool few_scores;  /* each score is one of two */
    int64_t left_out; /* rows of the file that no group has */
    bool no_flag;
    ShownScore *shown;
} File;

static void file_cleanup(File *file)
{
    arena_free(file->arena);
}

static void add_rows(File *file, uint32_t level, int64_t count, double flag, double value)
{
    bool upper = isnan(flag) ? value > 0.5 : flag > 0.5;

    for (int64_t i = 0; i < count; i++) {
        size_t row = file->rows.count++;
        double step = file->few_scores ? 0 : (double)((row * 37) % 400) / 1000;

        file->levels[0][row] = level;
        file->levels[1][row] = level;
        file->rows.value[row] = value;
        file->rows.flag[row] = flag;
        file->rows.score[row] = (upper ? 0.55 : 0.05) + step;
    }
}

static void add_group(File *file, uint32_t level, const Few *few)
{
    size_t first;

    add_rows(file, level, few->caught, 1, 1);
    add_rows(file, level, few->feared, 1, 0);
    add_rows(file, level, few->missed, 0, 1);
    add_rows(file, level, few->alone, 0, 0);
    add_rows(file, level, few->no_outcome, 0, (double)NAN);
    first = file->rows.count;
    add_rows(file, level, few->no_score, 0, 0);
    for (size_t row = first; row < file->rows.count; row++) {
        file->rows.score[row] = (double)NAN;
    }
    add_rows(file, level, few->no_flag, (double)NAN, 0);
}

static void file_new(File *file)
{
    *file = (File){.arena = arena_new(BYTES)};
    file->context.arena = file->arena;
}

static Status file_find(File *file, Context *context, const Few *groups, size_t count,
                        size_t tables, ScoreFindings **out)
{
    ScoreDimension dimensions[2] = {{.column = STR("sex"), .rows_dimension = 0},
                                    {.column = STR("ward"), .rows_dimension = 1}};
    ScoreQuestion question = {.data = STR("f.csv"),
                              .outcome = STR("ill = 1"),
                              .score = STR("risk"),
                              .flag = file->no_flag ? STR_NONE : STR("risk >= 0.5"),
                              .cutoff = file->no_flag ? (double)NAN : 0.5,
                              .rows = &file->rows,
                              .dimensions = dimensions,
                              .dimension_count = tables};

    file->rows.value = TAKE(context, double, ROWS_MOST);
    file->rows.flag = TAKE(context, double, ROWS_MOST);
    file->rows.score = TAKE(context, double, ROWS_MOST);
    file->levels[0] = TAKE(context, uint32_t, ROWS_MOST);
    file->levels[1] = TAKE(context, uint32_t, ROWS_MOST);
    for (size_t g = 0; g < count; g++) {
        file->labels[g] = str_from(groups[g].level);
        add_group(file, (uint32_t)g, &groups[g]);
    }
    for (int d = 0; d < 2; d++) {
        file->dimensions[d] =
            (Dimension){.name = dimensions[d].column, .levels = {file->labels, count}};
    }
    file->rows.dimensions = file->dimensions;
    file->rows.dimension_count = 2;
    file->rows.levels = file->levels;
    question.rows_read = (int64_t)file->rows.count + file->left_out;
    file->rows.flag = file->no_flag ? NULL : file->rows.flag;
    return check_score(context, &question, out);
}

/* Protected by the rule of that name; false: it failed, in words. */
static bool file_show(File *file, const Few *groups, size_t count, size_t tables, const char *rule)
{
    ScoreFindings *findings;
    Status status = file_find(file, &file->context, groups, count, tables, &findings);

    if (!failed(status)) {
        status = disclosure_protect_score(&file->context, findings, str_from(rule), &file->shown);
    }
    for (const Note *note = file->context.first; note != NULL; note = note->next) {
        printf("# %.*s\n", STR_ARGS(note->text));
    }
    return !failed(status);
}

static const ShownScoreGroup *group_of(const File *file, size_t table, size_t group)
{
    return &shown_score_table(file->shown, table)->groups[group];
}

static bool is_shown(const ShownInterval *interval)
{
    return interval->estimate.state == SHOWN_VALUE;
}

/* No rate at all that needs the flag beside the outcome. */
static bool flag_is_hidden(const ShownScoreGroup *group)
{
    for (int metric = SCORE_TPR; metric < SCORE_RATES; metric++) {
        if (is_shown(&group->metrics[metric]) || group->metrics[metric].note.length == 0) {
            return false;
        }
    }
    return true;
}

/* ---- what is large ---- */

static void test_large(void)
{
    static const Few GROUPS[] = {
        {.level = "a", .caught = 62, .feared = 41, .missed = 33, .alone = 164},
        {.level = "b", .caught = 51, .feared = 73, .missed = 48, .alone = 228}};
    AUTO(File, file_cleanup) file;
    const ShownScoreGroup *a;

    file_new(&file);
    if (!OK(file_show(&file, GROUPS, 2, 1, "unknot-default"), "two large groups")) {
        return;
    }
    a = group_of(&file, 0, 1);
    OK(a->people.value == 300 && a->events.value == 95, "300 people, 95 with the outcome");
    /* caught 62 to 60, with 95: 60 / 95; feared 41 to 40 of 205; 103 flagged to 105 of 300 */
    OK(fabs(a->metrics[SCORE_TPR].estimate.value - 60.0 / 95) < 0.0051,
       "of those with it 60 in 95 are flagged: %.4f", a->metrics[SCORE_TPR].estimate.value);
    OK(fabs(a->metrics[SCORE_FPR].estimate.value - 40.0 / 205) < 0.0051, "40 in 205 without");
    OK(fabs(a->metrics[SCORE_SELECTION_RATE].estimate.value - 105.0 / 300) < 0.0051,
       "105 in 300 are flagged");
    OK(fabs(a->metrics[SCORE_FNR].estimate.value + a->metrics[SCORE_TPR].estimate.value - 1) <
           0.0101,
       "the missed are the others");
    OK(is_shown(&a->metrics[SCORE_AUC]) && is_shown(&a->metrics[SCORE_NET_BENEFIT]) &&
           is_shown(&a->metrics[SCORE_BRIER]),
       "and what all scores tell");
    OK(shown_score_table_count(file.shown) == 1 && shown_score_table(file.shown, 1) == NULL &&
           str_equal(shown_score_facts(file.shown)->flag, STR("risk >= 0.5")) &&
           shown_score_facts(file.shown)->cutoff == 0.5,
       "one table, flagged from 0.5 on");
}

static void test_rules(void)
{
    static const Few GROUPS[] = {
        {.level = "a", .caught = 6, .feared = 4, .missed = 3, .alone = 16},
        {.level = "b", .caught = 51, .feared = 73, .missed = 48, .alone = 228}};
    AUTO(File, file_cleanup) none;
    AUTO(File, file_cleanup) other;

    file_new(&none);
    OK(file_show(&none, GROUPS, 2, 1, "none") && group_of(&none, 0, 1)->people.value == 29 &&
           fabs(group_of(&none, 0, 1)->metrics[SCORE_TPR].estimate.value - 6.0 / 9) < 1e-12 &&
           shown_score_facts(none.shown)->all.warning.length > 0,
       "unprotected: exact, and it says so");
    file_new(&other);
    OK(!file_show(&other, GROUPS, 2, 1, "nonsense") && other.shown == NULL,
       "a rule that there is not shows nothing");
}

/* ---- what is small ---- */

typedef struct Small {
    const char *what;
    Few few;
    bool margins; /* how many have the outcome is shown */
    bool people;  /* and how many people there are */
} Small;

static const Small SMALL[] = {
    {"7 people", {.level = "a", .caught = 2, .feared = 2, .missed = 1, .alone = 2}, false, false},
    {"7 with the outcome",
     {.level = "a", .caught = 4, .feared = 60, .missed = 3, .alone = 60},
     false,
     true},
    {"7 without it",
     {.level = "a", .caught = 60, .feared = 4, .missed = 60, .alone = 3},
     false,
     true},
    {"7 of the flagged with it",
     {.level = "a", .caught = 7, .feared = 60, .missed = 60, .alone = 60},
     true,
     true},
    {"7 missed", {.level = "a", .caught = 60, .feared = 60, .missed = 7, .alone = 60}, true, true},
    {"nobody missed", {.level = "a", .caught = 60, .feared = 60, .alone = 60}, true, true},
    {"7 feared", {.level = "a", .caught = 60, .feared = 7, .missed = 60, .alone = 60}, true, true},
    {"7 left alone",
     {.level = "a", .caught = 60, .feared = 60, .missed = 60, .alone = 7},
     true,
     true},
};

/* What is few is hidden with all that would tell it, and says why. */
static void test_small(void)
{
    static const Few OTHER = {
        .level = "b", .caught = 101, .feared = 152, .missed = 98, .alone = 203};

    for (size_t i = 0; i < sizeof SMALL / sizeof SMALL[0]; i++) {
        const Few groups[] = {SMALL[i].few, OTHER};
        AUTO(File, file_cleanup) file;
        const ShownScoreGroup *a;

        file_new(&file);
        if (!OK(file_show(&file, groups, 2, 1, "unknot-default"), "%s: an answer", SMALL[i].what)) {
            continue;
        }
        a = group_of(&file, 0, 1);
        OK((a->events.state == SHOWN_VALUE) == SMALL[i].margins &&
               is_shown(&a->metrics[SCORE_PREVALENCE]) == SMALL[i].margins &&
               (a->people.state == SHOWN_VALUE) == SMALL[i].people,
           "%s: people and outcomes as far as they are not few", SMALL[i].what);
        OK(!is_shown(&a->metrics[SCORE_NET_BENEFIT]) &&
               !is_shown(&a->metrics[SCORE_ACCURACY]) == flag_is_hidden(a),
           "%s: nothing that is worked out from all four numbers", SMALL[i].what);
    }
}

static void test_two_scores(void)
{
    static const Few GROUPS[] = {
        {.level = "a", .caught = 62, .feared = 41, .missed = 33, .alone = 164}};
    AUTO(File, file_cleanup) file;
    const ShownInterval *auc;

    file_new(&file);
    file.few_scores = true;
    OK(file_show(&file, GROUPS, 1, 1, "unknot-default"), "of two different scores");
    auc = &group_of(&file, 0, 1)->metrics[SCORE_AUC];
    OK(!is_shown(auc) && str_contains_ignoring_case(auc->note, STR("so few different scores")) &&
           is_shown(&group_of(&file, 0, 1)->metrics[SCORE_TPR]),
       "what is worked out of all scores is hidden, and rates are not");
}

static void test_no_flag(void)
{
    static const Few GROUPS[] = {
        {.level = "a", .caught = 62, .feared = 41, .missed = 33, .alone = 164},
        {.level = "b", .caught = 3, .feared = 3, .missed = 2, .alone = 3}};
    AUTO(File, file_cleanup) file;
    const ShownScoreGroup *a;

    file_new(&file);
    file.no_flag = true;
    OK(file_show(&file, GROUPS, 2, 1, "unknot-default"), "without a flag");
    a = group_of(&file, 0, 1);
    OK(a->metrics[SCORE_TPR].estimate.state == SHOWN_UNDEFINED &&
           a->metrics[SCORE_NET_BENEFIT].estimate.state == SHOWN_UNDEFINED &&
           is_shown(&a->metrics[SCORE_PREVALENCE]) && is_shown(&a->metrics[SCORE_AUC]),
       "there are no rates at it, and nothing is hidden for it");
    OK(group_of(&file, 0, 2)->events.state != SHOWN_VALUE, "of eleven people no outcomes are told");
}

/* ---- who adds and subtracts ---- */

typedef struct Span {
    double low;
    double high;
} Span;

/* What a reader knows of a number of people at once; hidden is 0 to 7 only where it says so. */
static Span span_of(const ShownNumber *number)
{
    if (number->state == SHOWN_VALUE) {
        return (Span){number->value - 2, number->value + 2};
    }
    return number->has_range && number->to < INT64_MAX
               ? (Span){(double)number->from, (double)number->to}
               : (Span){0, (double)INFINITY};
}

static Span part_of(Span whole, Span others)
{
    return (Span){fmax(0, whole.low - others.high), whole.high - others.low};
}

static int64_t people_of(const Few *few)
{
    return few->caught + few->feared + few->missed + few->alone;
}

/* A number of few people that all others and everyone together would tell. */
static bool is_told(Span span, int64_t exact)
{
    span.high = fmin(span.high, HIDE_MOST);
    return exact <= HIDE_MOST && span.high - span.low + 1 < NARROW;
}

/* Of each group, people and outcomes from the others of its table. */
static size_t count_told(const File *file, const Few *groups, size_t count)
{
    const ShownScoreGroup *all = group_of(file, 0, 0);
    size_t told = 0;

    for (size_t g = 0; g < count; g++) {
        Span people = span_of(&all->people);
        Span events = span_of(&all->events);

        for (size_t k = 0; k < count; k++) {
            people = k == g ? people : part_of(people, span_of(&group_of(file, 0, k + 1)->people));
            events = k == g ? events : part_of(events, span_of(&group_of(file, 0, k + 1)->events));
        }
        told += is_told(people, people_of(&groups[g]));
        told += is_told(events, groups[g].caught + groups[g].missed);
    }
    return told;
}

/* A number shown is of more than few people, and to the nearest 5. */
static bool is_wrong(const ShownNumber *number, int64_t exact)
{
    return number->state == SHOWN_VALUE && (exact <= HIDE_MOST || fmod(number->value, 5) != 0 ||
                                            fabs(number->value - (double)exact) > 2);
}

/* A rate is shown though those it counts, or the others of its people, are few. */
static bool tells_few(const ShownInterval *rate, int64_t with, int64_t of)
{
    return is_shown(rate) && (with <= HIDE_MOST || of - with <= HIDE_MOST);
}

static size_t count_wrong(const ShownScoreGroup *shown, const Few *few)
{
    int64_t with = few->caught + few->missed;
    int64_t without = few->feared + few->alone;
    int64_t flagged = few->caught + few->feared;
    size_t wrong = 0;

    wrong += is_wrong(&shown->people, people_of(few));
    wrong += is_wrong(&shown->events, with);
    wrong += is_wrong(&shown->no_outcome, few->no_outcome);
    wrong += is_wrong(&shown->no_score, few->no_score);
    wrong += is_wrong(&shown->no_flag, few->no_flag);
    wrong += tells_few(&shown->metrics[SCORE_PREVALENCE], with, with + without);
    wrong += tells_few(&shown->metrics[SCORE_SELECTION_RATE], flagged, with + without);
    wrong += tells_few(&shown->metrics[SCORE_TPR], few->caught, with);
    wrong += tells_few(&shown->metrics[SCORE_FNR], few->missed, with);
    wrong += tells_few(&shown->metrics[SCORE_FPR], few->feared, without);
    wrong += tells_few(&shown->metrics[SCORE_TNR], few->alone, without);
    wrong += tells_few(&shown->metrics[SCORE_PPV], few->caught, flagged);
    wrong += tells_few(&shown->metrics[SCORE_NPV], few->alone, few->missed + few->alone);
    wrong += tells_few(&shown->metrics[SCORE_ACCURACY], few->caught + few->alone, with + without);
    return wrong;
}

static uint64_t next_random(uint64_t *state)
{
    *state = *state * 6364136223846793005U + 1442695040888963407U;
    return *state >> 33;
}

/* Few, or some more, or many. */
static int64_t some(uint64_t *state)
{
    static const uint64_t MOST[] = {9, 9, 20, 60};

    return (int64_t)(next_random(state) % MOST[next_random(state) % 4]);
}

static Few random_few(uint64_t *state, const char *level)
{
    bool left = next_random(state) % 2 == 0;

    return (Few){.level = level,
                 .caught = some(state),
                 .feared = some(state),
                 .missed = some(state),
                 .alone = some(state),
                 .no_outcome = left ? some(state) / 3 : 0,
                 .no_score = left ? some(state) / 3 : 0,
                 .no_flag = left ? some(state) / 3 : 0};
}

/* Everyone alike in both tables, and a second table of one group hides as much. */
static bool same_everyone(const File *file)
{
    const ShownScoreGroup *one = group_of(file, 0, 0);
    const ShownScoreGroup *other = group_of(file, 1, 0);

    for (int metric = 0; metric < SCORE_METRIC_COUNT; metric++) {
        if (one->metrics[metric].estimate.state != other->metrics[metric].estimate.state) {
            return false;
        }
    }
    return one->people.state == other->people.state && one->events.state == other->events.state;
}

static void test_random(void)
{
    uint64_t state = 20261130;
    size_t shown = 0;
    size_t wrong = 0;
    size_t told = 0;
    size_t apart = 0;
    size_t rows_hidden = 0;

    for (int i = 0; i < 400; i++) {
        const Few groups[] = {random_few(&state, "a"), random_few(&state, "b"),
                              random_few(&state, "c")};
        size_t count = 1 + (size_t)(next_random(&state) % 3);
        AUTO(File, file_cleanup) file;

        file_new(&file);
        file.left_out = next_random(&state) % 2 == 0 ? some(&state) : 0;
        if (!file_show(&file, groups, count, 2, "unknot-default")) {
            continue; /* nobody, or nobody with the outcome: refused in words */
        }
        shown++;
        for (size_t g = 0; g < count; g++) {
            wrong += count_wrong(group_of(&file, 0, g + 1), &groups[g]);
        }
        told += count_told(&file, groups, count);
        apart += !same_everyone(&file);
        rows_hidden += shown_score_facts(file.shown)->all.rows.state != SHOWN_VALUE;
    }
    OK(shown > 300 && wrong == 0, "of %zu answers none shows few people", shown);
    OK(told == 0, "nor are they what everyone has more than all others");
    OK(apart == 0, "everyone is shown alike in two tables");
    OK(rows_hidden > 0 && rows_hidden < shown, "the number of rows is hidden in %zu", rows_hidden);
}

/* ---- memory ---- */

static void test_memory(void)
{
    static const Few GROUPS[] = {
        {.level = "a", .caught = 62, .feared = 41, .missed = 3, .alone = 164, .no_outcome = 3},
        {.level = "b", .caught = 51, .feared = 73, .missed = 48, .alone = 228}};
    AUTO(File, file_cleanup) file;
    ScoreFindings *findings = NULL;
    size_t refused = 0;
    size_t broken = 0;
    bool whole = false;

    file_new(&file);
    OK(!failed(file_find(&file, &file.context, GROUPS, 2, 1, &findings)), "findings");
    for (size_t limit = 0; findings != NULL && !whole && limit < BYTES; limit += 32) {
        AUTO(Arena *, arena_cleanup) arena = arena_new(limit);
        Context context = {.arena = arena};
        ShownScore *shown = NULL;
        Status status = disclosure_protect_score(&context, findings, STR(""), &shown);

        whole = !failed(status) && !arena_refused(arena);
        refused += !whole;
        broken += failed(status) && (status.kind != FAIL_LIMIT || context.first == NULL);
        broken += failed(status) == (shown != NULL);
    }
    OK(whole && broken == 0 && refused > 20, "%zu steps of memory refused in words, then all",
       refused);
}

int main(void)
{
    test_large();
    test_rules();
    test_small();
    test_two_scores();
    test_no_flag();
    test_random();
    test_memory();
    return tap_done();
}
