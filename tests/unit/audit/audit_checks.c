/* Each check of an audit on a few rows counted by hand, what only the rows can tell is wrong, what
   could not be looked at, rows in any order, and every step of memory. */
#include "audit_trial.h"

#include <math.h>

#define STEP ((size_t)20011)

#define STUDY                                                                                      \
    "unknot: 1\ntitle: t\nmatters: 5 per 100\ndata:\n  visits:\n    file: v.csv\n    row: visit\n" \
    "    date: asked\n    keep: kept = 1\n    look_up:\n      people: {file: p.csv, by: id}\n"     \
    "  residents: {file: r.csv, row: area, count: people, status: published}\n"                    \
    "groups:\n  sex:\n    column: sex\n"                                                           \
    "outcomes:\n"                                                                                  \
    "  soon:\n    from: asked\n    to: seen\n    within: 10 days\n    known_until: 2024-06-30\n"   \
    "    better: more\n"                                                                           \
    "  wait:\n    from: asked\n    to: seen\n    known_until: 2024-06-30\n    better: less\n"      \
    "    matters: 3 days\n"                                                                        \
    "  well:\n    is: well = 1\n    among: known(seen)\n    better: more\n"                        \
    "  cost:\n    amount: cost\n    better: neither\n"                                             \
    "pathways:\n  path:\n    asked: asked\n    seen: seen\n    well: well = 1\n"                   \
    "population: {sex: residents}\nperiods: month\n"

#define VISITS_HEAD "id,asked,seen,well,cost,kept\n"
#define PEOPLE "id,sex\n1,F\n2,F\n3,M\n4,M\n5,\n"
#define RESIDENTS "sex,people\nF,60\nM,40\n"

/* One visit each: F seen after 5 and 20 days, M after 10 and still waiting; a blank, one whom the
   look-up lacks, one asked too late to tell, one left out. */
static const char *const VISITS[] = {
    "1,2024-05-01,2024-05-06,1,10,1\n", "2,2024-05-01,2024-05-21,0,20,1\n",
    "3,2024-05-02,2024-05-12,1,30,1\n", "4,2024-05-02,,,,1\n",
    "5,2024-06-01,2024-06-02,0,50,1\n", "9,2024-06-01,2024-06-03,1,60,1\n",
    "1,2024-06-25,2024-06-26,,70,1\n",  "3,2024-06-01,2024-06-02,1,80,0\n",
};

#define VISIT_COUNT (sizeof VISITS / sizeof VISITS[0])

/* Adds a text and its NUL behind `at` bytes; how many there are then. */
static size_t add(char *out, size_t at, const char *part)
{
    size_t length = strlen(part);

    memcpy(out + at, part, length + 1);
    return at + length;
}

/* The visits beginning at one of them, every `stride`th. */
static const char *visits(char *out, size_t first, size_t stride)
{
    size_t length = add(out, 0, VISITS_HEAD);

    for (size_t i = 0; i < VISIT_COUNT; i++) {
        length = add(out, length, VISITS[(first + i * stride) % VISIT_COUNT]);
    }
    return out;
}

static Trial trial_of(const char *study, const char *rows, const char *people)
{
    return (Trial){.study = study,
                   .files = {{"v.csv", rows}, {"p.csv", people}, {"r.csv", RESIDENTS}}};
}

typedef struct Expected {
    const char *id;
    const char *groups;
    const char *what;
} Expected;

static const Expected EXPECTED[] = {
    {"waits-soon-by-sex", "F 2/1;M 2/1;() 2/2;",
     "within 10 days, the 10th too; asked too late: "
     "left out whether seen or not"},
    {"waits-wait-by-sex", "F 3/3;M 2/1;() 2/2;", "waits: who still waits is counted"},
    {"gap-well-by-sex", "F 2/1;M 1/1;() 2/1;", "a share among some"},
    {"gap-cost-by-sex", "F 3/100;M 1/30;() 2/110;", "amounts"},
    {"rows-lost-left-out-by-kept-1-by-sex", "F 3/0;M 3/1;() 2/0;", "left out by keep"},
    {"rows-lost-not-found-in-people-by-sex", "",
     "no group that comes from a look-up tells who was not found in it"},
    {"rows-lost-dates-out-of-order-seen-before-asked-by-sex", "F 3/0;M 2/0;() 2/0;",
     "waits that end before they begin are looked for"},
    {"rows-lost-a-later-step-of-path-without-an-earlier-one-by-sex", "F 3/0;M 2/0;() 2/0;",
     "and steps that were left out"},
    {"completeness-path-with-its-dates-in-order-by-sex", "F 3/3;M 2/2;() 2/2;",
     "and steps in another order"},
    {"completeness-well-by-sex", "F 3/2;M 1/1;() 2/2;", "written down among those asked of"},
    {"pathway-path-by-sex", "F 3/3;M 2/2;() 2/2;|F 3/3;M 2/1;() 2/2;|F 2/1;M 1/1;() 2/1;",
     "a path: each step among those of the step before"},
    {"representation-residents-by-sex", "F 3/3;M 2/2;", "people beside the population"},
    {"change-well-by-sex", "F 2/1;M 1/1;|F 0/0;() 2/1;",
     "periods; of whom nothing is known is there, with nobody counted"},
};

/* What was not looked at, each with "|". */
static Str unseen(Trial *trial)
{
    Text text = text_new(trial->arena);

    for (size_t i = 0; trial->audit != NULL && i < trial->audit->unseen_count; i++) {
        text_add(&text, trial->audit->unseen[i].what);
        text_add_byte(&text, '|');
    }
    return text_str(&text);
}

static void test_checks(void)
{
    char rows[2048];
    Trial trial = trial_of(STUDY, visits(rows, 0, 1), PEOPLE);

    trial_run(&trial);
    OK(trial.audit != NULL && trial_same(trial_notes(&trial), ""), "the study has no mistake");
    for (size_t i = 0; i < sizeof EXPECTED / sizeof EXPECTED[0]; i++) {
        FINDS(&trial, EXPECTED[i].id, EXPECTED[i].groups, "%s", EXPECTED[i].what);
    }
    OK(trial_same(unseen(&trial), "Whether “sex” is written down for every group alike|"
                                  "Whether one person carries codes that disagree|"
                                  "Who is not found in “people”, by “sex”|"
                                  "People who are in several groups at once|"
                                  "Whom a score misses, and whether it means the same for "
                                  "everyone|What hangs on a choice of rule|"),
       "what was not asked is told");
    trial_close(&trial);
}

static void test_order_of_rows(void)
{
    char rows[2048];
    size_t alike = 0;
    size_t runs = 0;

    for (size_t first = 0; first < VISIT_COUNT; first += 3) {
        for (size_t stride = 1; stride < VISIT_COUNT; stride += 2, runs++) {
            Trial trial = trial_of(STUDY, visits(rows, first, stride), PEOPLE);
            size_t same = 0;

            trial_run(&trial);
            for (size_t i = 0; i < sizeof EXPECTED / sizeof EXPECTED[0]; i++) {
                same += trial_same(trial_shown(&trial, EXPECTED[i].id), EXPECTED[i].groups);
            }
            alike += same == sizeof EXPECTED / sizeof EXPECTED[0];
            trial_close(&trial);
        }
    }
    OK(runs > 10 && alike == runs, "the same findings from rows in any of %zu orders", runs);
}

typedef struct MistakeCase {
    const char *row;
    const char *people;
    const char *said;
} MistakeCase;

static const MistakeCase MISTAKES[] = {
    {"1,2024-05-01,2024-05-06,1,10,1\n", "id,sex\n1,F\n1,M\n2,F\n", "'1'"},
    {"1,01/02/2024,2024-05-06,1,10,1\n", PEOPLE, "01/02/2024"},
    {"1,2024-05-01,soon,1,10,1\n", PEOPLE, "soon"},
    {"1,2024-05-01,2024-05-06,1,dear,1\n", PEOPLE, "dear"},
    {"1,2024-05-01,2024-05-06,1,10,2\n", PEOPLE, "1"},
};

static void test_mistakes(void)
{
    for (size_t i = 0; i < sizeof MISTAKES / sizeof MISTAKES[0]; i++) {
        char rows[256];
        Trial trial;

        (void)add(rows, add(rows, 0, VISITS_HEAD), MISTAKES[i].row);
        trial = trial_of(STUDY, rows, MISTAKES[i].people);
        trial_run(&trial);
        OK(trial.audit == NULL && trial.status.kind == FAIL_INPUT &&
               trial_says(trial_notes(&trial), MISTAKES[i].said),
           "a mistake that rows tell: %s", MISTAKES[i].said);
        trial_close(&trial);
    }
}

/* The notes of the last step of a pathway. */
static Str steps_left_out(Trial *trial)
{
    for (size_t f = 0; f < trial->audit->finding_count; f++) {
        const AuditFinding *finding = &trial->audit->findings[f];
        const AuditPart *part = &finding->parts[finding->part_count - 1];
        const FindingTable *table = &trial->audit->answers[part->answer]->tables[part->table];

        if (finding->check == CHECK_PATHWAY && table->notes.count > 0) {
            return table->notes.items[0].text;
        }
    }
    return STR_NONE;
}

/* A wait cannot end before it begins: not counted as one, and nobody else's. */
static void test_dates_out_of_order(void)
{
    static const char *const ROWS = VISITS_HEAD "1,2024-05-10,2024-05-01,1,10,1\n"
                                                "2,2024-05-01,2024-05-06,1,10,1\n"
                                                "3,2024-05-01,2024-05-03,0,10,1\n";
    Trial trial = trial_of(STUDY, ROWS, PEOPLE);

    trial_run(&trial);
    FINDS(&trial, "waits-wait-by-sex", "F 1/1;M 1/1;", "dates out of order are no wait");
    FINDS(&trial, "waits-soon-by-sex", "F 1/1;M 1/1;", "nor seen in time");
    FINDS(&trial, "completeness-wait-by-sex", "F 2/1;M 1/1;", "nor written down");
    FINDS(
        &trial, "rows-lost-dates-out-of-order-seen-before-asked-by-sex", "F 2/1;M 1/0;",
        "and counted by group as a mistake in the dates, once for two outcomes of the same dates");
    FINDS(&trial, "completeness-path-with-its-dates-in-order-by-sex", "F 2/1;M 1/1;",
          "and so in a pathway");
    trial_close(&trial);
}

#define ROWS_OF(groups)                                                                            \
    "unknot: 1\ntitle: t\nmatters: 5 per 100\ndata:\n"                                             \
    "  visits:\n    file: v.csv\n    row: visit\n"                                                 \
    "    look_up:\n      people: {file: p.csv, by: id}\ngroups:\n" groups

/* Each row of a path of three dates and a test, and whether it skips a step, or runs backwards. */
static void test_steps(void)
{
    static const char *const STEPS =
        ROWS_OF("  g: {column: g}\n") "pathways:\n  path:\n    one: d1\n    two: d2\n"
                                      "    done: done = 1\n    last: d3\n";
    static const char *const ROWS = "id,g,d1,d2,done,d3\n"
                                    "1,F,2024-01-01,2024-01-02,1,2024-01-03\n"
                                    "1,F,2024-01-01,,,\n"
                                    "1,F,2024-01-01,,1,2024-01-02\n"
                                    "1,M,2024-01-01,2024-01-02,,2024-01-01\n"
                                    "1,M,2024-01-01,2024-01-02,0,\n"
                                    "1,M,,2023-01-02,0,2024-01-05\n";
    Trial trial = trial_of(STEPS, ROWS, PEOPLE);

    trial_run(&trial);
    OK(trial.audit != NULL && trial_same(trial_notes(&trial), ""), "steps without a mistake");
    FINDS(&trial, "rows-lost-a-later-step-of-path-without-an-earlier-one-by-g", "F 3/1;M 3/2;",
          "a step without the one before, not reached or not known");
    FINDS(&trial, "completeness-path-with-its-dates-in-order-by-g", "F 3/3;M 3/2;",
          "dates before those of an earlier step");
    OK(trial.audit != NULL && trial_says(steps_left_out(&trial), "left out by the steps before"),
       "no condition is said to leave out who did not reach a step");
    trial_close(&trial);
}

/* Who is not found lacks all of it: asked of those who were. */
static void test_found_alone(void)
{
    static const char *const STUDIED =
        ROWS_OF("  sex: {column: sex}\n  tongue: {column: tongue}\n  clinic: {column: clinic}\n"
                "  part:\n    where: clinic = 'A'\n    column: clinic\n");
    Trial trial = trial_of(STUDIED, "id,clinic\n1,A\n2,B\n3,A\n9,B\n9,A\n",
                           "id,sex,tongue\n1,F,Urdu\n2,M,\n3,F,Hindi\n");

    trial_run(&trial);
    OK(trial.audit != NULL && trial_same(trial_notes(&trial), ""), "groups without a mistake");
    FINDS(&trial, "completeness-sex-by-tongue", "Hindi 1/1;Urdu 1/1;() 1/1;",
          "of those found in the look-up");
    FINDS(&trial, "completeness-clinic-by-sex", "F 2/2;M 1/1;() 2/2;",
          "of all rows where another column is asked of");
    FINDS(&trial, "rows-lost-not-found-in-people-by-clinic", "A 3/1;B 2/1;",
          "who is not found, by a group from elsewhere");
    OK(trial_says(unseen(&trial), "Who is not found in “people”, by “sex”, “tongue”|") &&
           trial_says(unseen(&trial), "Whether “part” is written down"),
       "what cannot be asked is told");
    trial_close(&trial);
}

/* Published periods are in the order of time, not of letters; labels that tell none are refused. */
static void test_periods(void)
{
    static const char *const STUDIED =
        "unknot: 1\ntitle: t\ndata:\n"
        "  t: {file: v.csv, row: visit, status: published, period: p}\n"
        "groups:\n  g: {column: g}\n"
        "outcomes:\n  o: {events: e, out_of: n, better: more, matters: 5 per 100}\n";
    Trial months = trial_of(STUDIED,
                            "p,g,e,n\nApr 2023,A,5,10\nApr 2023,B,6,10\nJan 2024,A,7,10\n"
                            "Jan 2024,B,8,10\nOct 2023,A,1,10\nOct 2023,B,2,10\n",
                            PEOPLE);
    Trial seasons = trial_of(STUDIED,
                             "p,g,e,n\nspring,A,5,10\nspring,B,6,10\nautumn,A,7,10\n"
                             "autumn,B,8,10\n",
                             PEOPLE);

    trial_run(&months);
    FINDS(&months, "change-o-by-g", "A 10/5;B 10/6;|A 10/1;B 10/2;|A 10/7;B 10/8;",
          "April, October, January");
    FINDS(&months, "gap-o-by-g", "A 10/7;B 10/8;", "of the last of them");
    trial_close(&months);
    trial_run(&seasons);
    OK(seasons.audit == NULL && seasons.status.kind == FAIL_INPUT &&
           trial_says(trial_notes(&seasons), "s.yaml:4:") &&
           trial_says(trial_notes(&seasons), "the period 'autumn'"),
       "seasons of no year are in no order");
    trial_close(&seasons);
}

/* One whole grouping says that all is written down; one of some rows does not. */
static void test_where_first(void)
{
    static const char *const STUDIED =
        ROWS_OF("  part:\n    where: clinic = 'A'\n    column: side\n  clinic: {column: clinic}\n"
                "  sex: {column: kind}\n");
    char rows[4096];
    Trial trial;
    size_t length = add(rows, 0, "id,clinic,side,kind\n1,A,left,F\n1,A,right,M\n");

    for (size_t i = 0; i < 20; i++) {
        length = add(rows, length, "1,B,left,\n");
    }
    trial = trial_of(STUDIED, rows, PEOPLE);
    trial_run(&trial);
    FINDS(&trial, "completeness-sex-by-part", "left 1/1;right 1/1;", "some rows lack nothing");
    FINDS(&trial, "completeness-sex-by-clinic", "A 2/2;B 20/0;",
          "the others are asked all the same");
    trial_close(&trial);
}

/* Codes of the population that nobody here has are in their groups too. */
static void test_population_codes(void)
{
    static const char *const CODED =
        "unknot: 1\ntitle: t\nmatters: 5 per 100\ndata:\n"
        "  visits: {file: v.csv, row: visit}\n"
        "  residents: {file: p.csv, row: area, count: people, status: published}\n"
        "groups:\n  eth:\n    column: eth\n    codes: nhs-ethnicity-2001\n    detail: [5]\n"
        "population: {eth: residents}\n";
    Trial trial = trial_of(CODED, "eth\nA\nA\nH\n", "eth,people\nA,50\nB,20\nC,10\nH,20\n");
    const FindingTable *table;

    trial_run(&trial);
    FINDS(&trial, "representation-residents-by-eth", "Asian or Asian British 1/1;White 2/2;",
          "codes of the population are in the groups of the study's detail");
    table = trial.audit == NULL ? NULL : &trial.audit->answers[0]->tables[0];
    for (size_t f = 0; trial.audit != NULL && f < trial.audit->finding_count; f++) {
        const AuditFinding *finding = &trial.audit->findings[f];

        if (finding->check == CHECK_REPRESENTATION) {
            table = &trial.audit->answers[finding->parts[0].answer]->tables[0];
        }
    }
    OK(table != NULL && table->group_count == 2 &&
           fabs(table->groups[1].reference.exact.estimate - 0.8) < 1e-9,
       "80 of 100 of the population are in the second");
    trial_close(&trial);
}

/* The whole of it; what is protected is NULL after a failure. */
static Status run_protected(Trial *trial, ShownAudit **shown)
{
    *shown = NULL;
    trial_run(trial);
    TRY(trial->status);
    return disclosure_protect_audit(&trial->context, trial->audit, STR_NONE, STR("1"), shown);
}

/* An answer, or a failure for want of memory that has words; nothing between, whatever the step. */
static void test_memory(void)
{
    char rows[2048];
    size_t answered = 0;
    size_t refused = 0;
    size_t torn = 0;
    size_t used;
    ShownAudit *shown;
    Trial full = trial_of(STUDY, visits(rows, 0, 1), PEOPLE);

    OK(!failed(run_protected(&full, &shown)) && shown != NULL, "with enough memory an answer");
    used = arena_used(full.arena);
    trial_close(&full);
    for (size_t limit = 1; limit <= used + STEP; limit += STEP) {
        Trial trial = trial_of(STUDY, rows, PEOPLE);
        Status status;

        trial.bytes = limit;
        status = run_protected(&trial, &shown);
        if (!failed(status) && shown != NULL && trial.context.error_count == 0) {
            answered++;
        } else if (status.kind == FAIL_LIMIT && trial.context.error_count > 0) {
            refused++;
        } else {
            torn++;
        }
        trial_close(&trial);
    }
    OK(torn == 0 && answered > 0 && refused > 100, "memory: %zu refused, %zu answered, %zu neither",
       refused, answered, torn);
}

int main(void)
{
    test_checks();
    test_order_of_rows();
    test_mistakes();
    test_dates_out_of_order();
    test_population_codes();
    test_steps();
    test_found_alone();
    test_where_first();
    test_periods();
    test_memory();
    return tap_done();
}
