/* The ways of grouping people that a study may name, and what only the rows can tell of them. */
#include "audit_trial.h"

#define HEAD "unknot: 1\ntitle: t\ndata:\n  people: {file: p.csv, row: visit}\n"
#define OUTCOME "outcomes:\n  ok:\n    is: ok = 1\n    better: more\n    matters: 5 per 100\n"
#define STUDY(groups) HEAD "groups:\n" groups OUTCOME

/* The same where more cells mean no value. */
#define MISSING(list, groups)                                                                      \
    "unknot: 1\ntitle: t\ndata:\n  people:\n    file: p.csv\n    row: visit\n    missing: " list   \
    "\ngroups:\n" groups OUTCOME

#define ROWS                                                                                       \
    "code,born,at,age,tongue,sex,ok\n"                                                             \
    "A,1990-05-02,2024-05-01,33,English,F,1\nA,2010-01-01,2024-05-01,14,Welsh,M,0\n"               \
    "H,1950-01-01,2024-05-01,74,Polish,F,1\nH1,1980-01-01,2024-05-01,44,English,F,0\n"             \
    "Z,,2024-05-01,,English,M,1\n99,1990-01-01,2024-05-01,34,,Not known,1\n"                       \
    ",2024-06-01,2024-05-01,-1,Hindi,F,0\nx,1990-05-01,2024-05-01,34,Urdu,M,0\n"

typedef struct GroupCase {
    const char *what;
    const char *study;
    const char *id;
    const char *want;
} GroupCase;

static const GroupCase CASES[] = {
    {"a column as it is", STUDY("  sex:\n    column: sex\n    not_recorded: [Not known]\n"),
     "gap-ok-by-sex", "F 4/2;M 3/1;(Not known) 1/1;"},
    {"codes without a detail, a local second character, and what the list does not know",
     STUDY("  eth:\n    column: code\n    codes: nhs-ethnicity-2001\n"), "gap-ok-by-eth",
     "Indian 2/1;White British 2/1;x 1/0;() 1/0;(Not known) 1/1;(Not stated) 1/1;"},
    {"codes in five groups",
     STUDY("  eth:\n    column: code\n    codes: nhs-ethnicity-2001\n    detail: [5]\n"),
     "gap-ok-by-eth",
     "Asian or Asian British 2/1;White 2/1;x 1/0;() 1/0;(Not known) 1/1;(Not stated) 1/1;"},
    {"of two details the second has its own finding",
     STUDY("  eth:\n    column: code\n    codes: nhs-ethnicity-2001\n    detail: [5, 16]\n"),
     "gap-ok-by-eth-16-groups",
     "Indian 2/1;White British 2/1;x 1/0;() 1/0;(Not known) 1/1;(Not stated) 1/1;"},
    {"a study's own labels win over those of the list",
     STUDY("  eth:\n    column: code\n    codes: nhs-ethnicity-2001\n    labels: {A: Ours}\n"),
     "gap-ok-by-eth", "Indian 2/1;Ours 2/1;x 1/0;() 1/0;(Not known) 1/1;(Not stated) 1/1;"},
    {"what the file says is missing is not recorded, each a row of its own",
     MISSING("['99', x]", "  eth:\n    column: code\n"), "gap-ok-by-eth",
     "A 2/1;H 1/1;H1 1/0;Z 1/1;() 1/0;(99) 1/1;(x) 1/0;"},
    {"beside what the group declares, and by its label where the list says that it is not known",
     MISSING("['99', x]", "  eth:\n    column: code\n    codes: nhs-ethnicity-2001\n"
                          "    not_recorded: [x, H]\n"),
     "gap-ok-by-eth",
     "White British 2/1;() 1/0;(Indian) 2/1;(Not known) 1/1;(Not stated) 1/1;(x) 1/0;"},
    {"a list that knows it as a group of people does not make it one",
     MISSING("[H, H1]", "  eth:\n    column: code\n    codes: nhs-ethnicity-2001\n"),
     "gap-ok-by-eth",
     "White British 2/1;x 1/0;() 1/0;(H) 1/1;(H1) 1/0;(Not known) 1/1;(Not stated) 1/1;"},
    {"nor is what the group declares",
     STUDY("  tongue:\n    column: tongue\n    largest: 1\n    not_recorded: [Hindi]\n"),
     "gap-ok-by-tongue", "English 3/2;other 3/1;() 1/1;(Hindi) 1/0;"},
    {"it is never one of the largest, nor of the rest",
     MISSING("[English]", "  tongue:\n    column: tongue\n    largest: 1\n"), "gap-ok-by-tongue",
     "Hindi 1/0;other 3/1;() 1/1;(English) 3/2;"},
    {"in a combination it is not recorded",
     MISSING("[English]", "  sex:\n    column: sex\n    not_recorded: [Not known]\n"
                          "  tongue:\n    column: tongue\n") "combinations:\n  - [sex, tongue]\n",
     "gap-ok-by-sex-x-tongue",
     "F \xc2\xb7 Hindi 1/0;F \xc2\xb7 Polish 1/1;M \xc2\xb7 Urdu 1/0;M \xc2\xb7 Welsh 1/0;"
     "() 4/3;"},
    {"a date that is missing gives no age",
     MISSING("[1990-05-01, 1990-05-02]",
             "  age:\n    born: born\n    at: at\n    bands: [0, 18, 34, 65]\n"),
     "gap-ok-by-age", "0 to 17 1/0;34 to 64 2/1;65 and over 1/1;() 4/2;"},
    {"birth dates in bands; born after the visit is no age",
     STUDY("  age:\n    born: born\n    at: at\n    bands: [0, 18, 34, 65]\n"), "gap-ok-by-age",
     "0 to 17 1/0;18 to 33 1/1;34 to 64 3/1;65 and over 1/1;() 2/1;"},
    {"ages in bands; below the first is in none",
     STUDY("  age:\n    column: age\n    bands: [0, 18]\n"), "gap-ok-by-age",
     "0 to 17 1/0;18 and over 5/3;() 2/1;"},
    {"the largest, the rest together, the blank apart",
     STUDY("  tongue:\n    column: tongue\n    largest: 1\n"), "gap-ok-by-tongue",
     "English 3/2;other 4/1;() 1/1;"},
    {"a combination of two leaves out the not recorded of either, and its labels stand once",
     STUDY("  sex:\n    column: sex\n    not_recorded: [Not known]\n"
           "  tongue:\n    column: tongue\n    largest: 1\n") "combinations:\n  - [sex, tongue]\n",
     "gap-ok-by-sex-x-tongue",
     "F \xc2\xb7 English 2/1;F \xc2\xb7 other 2/1;M \xc2\xb7 English 1/1;"
     "M \xc2\xb7 other 2/0;() 1/1;"},
    {"a combination of three",
     STUDY(
         "  sex:\n    column: sex\n    not_recorded: [Not known]\n"
         "  tongue:\n    column: tongue\n    largest: 1\n"
         "  age:\n    column: age\n    bands: [0, 18]\n") "combinations:\n  - [sex, tongue, age]\n",
     "gap-ok-by-sex-x-tongue-x-age",
     "F \xc2\xb7 English \xc2\xb7 18 and over 2/1;F \xc2\xb7 other \xc2\xb7 18 and over 1/1;"
     "M \xc2\xb7 other \xc2\xb7 0 to 17 1/0;M \xc2\xb7 other \xc2\xb7 18 and over 1/0;() 3/2;"},
    {"an order by list", STUDY("  sex:\n    column: sex\n    worst_off_first: [M, F]\n"),
     "gap-ok-by-sex", "M 3/1;F 4/2;(Not known) 1/1;"},
    {"a group compared with the largest",
     STUDY("  sex:\n    column: sex\n    compare_with: largest\n    because: most are\n"),
     "gap-ok-by-sex", "F 4/2;M 3/1;(Not known) 1/1;"},
};

static Trial trial_of(const char *study, const char *rows)
{
    return (Trial){.study = study, .files = {{"p.csv", rows}}};
}

static void test_groups(void)
{
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        Trial trial = trial_of(CASES[i].study, ROWS);

        trial_run(&trial);
        if (trial.audit == NULL) {
            trial_says(trial_notes(&trial), "no mistake");
        }
        FINDS(&trial, CASES[i].id, CASES[i].want, "%s", CASES[i].what);
        trial_close(&trial);
    }
}

/* Whom a group is compared with, by the sets of its difference. */
static Str compared_with(Trial *trial)
{
    return trial->audit == NULL ? STR("a mistake")
                                : trial->audit->answers[trial->audit->findings[0].parts[0].answer]
                                      ->tables[trial->audit->findings[0].parts[0].table]
                                      .compared_with;
}

static void test_references(void)
{
    static const char *const LARGEST =
        STUDY("  sex:\n    column: sex\n    compare_with: largest\n    because: most are\n");
    static const char *const NAMED =
        STUDY("  sex:\n    column: sex\n    labels: {F: Women}\n    compare_with: F\n"
              "    because: asked for\n");
    Trial largest = trial_of(LARGEST, ROWS);
    Trial named = trial_of(NAMED, ROWS);

    trial_run(&largest);
    OK(trial_same(compared_with(&largest), "F"), "the largest recorded group");
    trial_close(&largest);
    trial_run(&named);
    OK(trial_same(compared_with(&named), "Women"), "a level by its label in the data");
    OK(named.audit != NULL && trial_says(named.audit->findings[0].notes.items[0],
                                         "Compared with “Women” because: asked for."),
       "with the reason");
    trial_close(&named);
}

typedef struct MistakeCase {
    const char *study;
    const char *place;
    const char *said;
} MistakeCase;

static const MistakeCase MISTAKES[] = {
    {STUDY("  sex:\n    column: sex\n    compare_with: X\n    because: b\n"),
     "s.yaml:8:19:", "no group 'X' in 'sex'; there are '"},
    {STUDY("  sex:\n    column: sex\n    worst_off_first: [M, F, X]\n"),
     "s.yaml:8:29:", "no group 'X' in 'sex'; there are '"},
    {STUDY("  sex:\n    column: sex\n    worst_off_first: [M]\n"), "s.yaml:8:", "'F'"},
    {STUDY("  eth:\n    column: code\n    codes: nhs-ethnicity-2001\n    detail: [7]\n"),
     "s.yaml:9:14:", "no grouping into '7' groups"},
    {STUDY("  age:\n    born: sex\n    at: at\n    bands: [0, 18]\n"), "p.csv", "date"},
};

static void test_mistakes(void)
{
    for (size_t i = 0; i < sizeof MISTAKES / sizeof MISTAKES[0]; i++) {
        Trial trial = trial_of(MISTAKES[i].study, ROWS);
        Str notes;

        trial_run(&trial);
        notes = trial_notes(&trial);
        OK(trial.audit == NULL && trial.status.kind == FAIL_INPUT &&
               trial_says(notes, MISTAKES[i].place) && trial_says(notes, MISTAKES[i].said),
           "a mistake that rows tell: %s", MISTAKES[i].said);
        trial_close(&trial);
    }
}

int main(void)
{
    test_groups();
    test_references();
    test_mistakes();
    return tap_done();
}
