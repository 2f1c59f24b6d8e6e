/* A study held against the heads of its files and the catalogue: every mistake that only they can
   tell. */
#include "study_file_testing.h"

#define HEAD "unknot: 1\ntitle: t\n"
#define ONE HEAD "data: data/referrals.csv\n"
#define SEX "groups:\n  sex:\n    column: sex\n"
#define TWO                                                                                        \
    HEAD "data:\n  referrals:\n    file: referrals.csv\n    look_up:\n"                            \
         "      people: {file: people.csv, by: id}\n"                                              \
         "      places: {file: places.csv, by: area}\n"                                            \
         "  census:\n    file: census.csv\n    status: published\n    count: number\n"

static Str own[] = {{"id", 2}, {"sex", 3}, {"seen", 4}, {"referred", 8}, {"done", 4}, {"both", 4}};
static Str people[] = {{"id", 2}, {"area", 4}, {"ethnicity", 9}, {"both", 4}};
static Str places[] = {{"area", 4}, {"decile", 6}};
static Str census[] = {{"ethnicity", 9}, {"number", 6}};

#define SPAN(array)                                                                                \
    {                                                                                              \
        (array), sizeof(array) / sizeof(array)[0]                                                  \
    }

static Str knots[] = {{"queue-order", 11}, {"pathway-leak", 12}};
static Str codes[] = {{"imd-decile", 10}, {"nhs-ethnicity-2001", 18}};
static Str rules[] = {{"unknot-default", 14}, {"none", 4}};

/* The first table has look-ups where the study says so; the second, if any, is the census. */
static Status check(Context *context, Study *study, const char *file, bool known)
{
    StrSpan look_ups[] = {SPAN(people), SPAN(places)};
    StudyColumns columns[] = {{true, SPAN(own), look_ups}, {known, SPAN(census), NULL}};
    StudyKnown lists = {SPAN(knots), SPAN(codes), SPAN(rules)};

    TRY(study_read(context, STR("s.yaml"), str_from(file), study));
    return study_check(context, study, columns, &lists);
}

typedef struct Case {
    const char *what;
    const char *file;
    const char *notes;
} Case;

static const Case cases[] = {
    {"all of it fits",
     ONE SEX "outcomes:\n  seen:\n    is: seen = 1\n    among: known(done)\nprotect: none\n", ""},
    {"an unknown column and the nearest", ONE "groups:\n  sex:\n    column: sexe\n",
     "s.yaml:6:13: unknown column 'sexe' in 'data/referrals.csv'; did you mean 'sex'?\n"},
    {"an unknown column that is near to none", ONE "groups:\n  sex:\n    column: ethnicity\n",
     "s.yaml:6:13: unknown column 'ethnicity' in 'data/referrals.csv'; it has 'id', 'sex', 'seen', "
     "'referred', 'done', 'both'\n"},
    {"columns of conditions, outcomes and pathways",
     ONE SEX "outcomes:\n  a:\n    is: seeen = 1 and seen = 1\n  b:\n    from: refered\n    to: "
             "done\n    known_until: 2025-03-31\npathways:\n  p:\n    a: referred\n    b: don\n    "
             "c: dones = 1\n",
     "s.yaml:9:9: unknown column 'seeen' in 'data/referrals.csv'; did you mean 'seen'?\n"
     "s.yaml:11:11: unknown column 'refered' in 'data/referrals.csv'; did you mean 'referred'?\n"
     "s.yaml:17:8: unknown column 'don' in 'data/referrals.csv'; did you mean 'done'?\n"
     "s.yaml:18:8: unknown column 'dones' in 'data/referrals.csv'; did you mean 'done'?\n"},
    {"a column used as two kinds in one condition",
     ONE SEX "outcomes:\n  a:\n    is: seen = 1 and seen = 'yes'\n",
     "s.yaml:9:29: 'yes' is text, but column 'seen' is compared with a number before; write a "
     "number\n"},
    {"columns of the table itself and of a spread",
     HEAD "data:\n  t:\n    file: referrals.csv\n    person: idd\n    keep: senn = 1\n    spread: "
          "{names: seex, values: done}\n" SEX,
     "s.yaml:6:13: unknown column 'idd' in 'referrals.csv'; did you mean 'id'?\n"
     "s.yaml:7:11: unknown column 'senn' in 'referrals.csv'; did you mean 'seen'?\n"
     "s.yaml:8:21: unknown column 'seex' in 'referrals.csv'; did you mean 'sex'?\n"},
    {"columns that a spread makes are told by no head",
     HEAD "data:\n  t:\n    file: referrals.csv\n    spread: {names: sex, values: done}\n" SEX
          "outcomes:\n  a:\n    events: Recovered\n    out_of: Finished\npathways:\n  p:\n    a: "
          "Referred\n    b: Recovered = 3\n",
     ""},
    {"columns of look-ups, one by way of another",
     TWO "groups:\n  decile:\n    column: decile\n    in: referrals\n  ethnicity:\n    column: "
         "ethnicity\npopulation: {ethnicity: census}\n",
     ""},
    {"a column that two files give, where it is asked for", TWO "groups:\n  a:\n    column: both\n",
     "s.yaml:15:13: column 'both' is in more than one file of table 'referrals'; rename it in all "
     "but one\n"},
    {"a look-up by a column that is not there",
     HEAD "data:\n  referrals:\n    file: referrals.csv\n    look_up:\n      people: {file: "
          "people.csv, by: idd}\n      places: {file: places.csv, by: ethnicity}\n" SEX,
     "s.yaml:7:38: unknown column 'idd' in 'referrals.csv'; did you mean 'id'?\n"
     "s.yaml:8:38: unknown column 'ethnicity' in 'places.csv'; it has 'area', 'decile'\n"},
    {"a table that lacks the group whose population it tells",
     TWO SEX "population: {sex: census}\n",
     "s.yaml:16:19: 'census.csv' has no column 'sex', which group 'sex' is of; name its column "
     "there the same\n"},
    {"knots, code lists, rules",
     ONE "groups:\n  sex:\n    column: sex\n    codes: imd-decil\n  other:\n    column: sex\n    "
         "codes: x\nprotect: unknot-defalt\nanswers:\n  queue-ordr: {by: us, says: fine}\n"
         "actions:\n  - knot: x\n    do: y\n",
     "s.yaml:7:12: no code list 'imd-decil' is known; did you mean 'imd-decile'?\n"
     "s.yaml:10:12: no code list 'x' is known; those are: imd-decile, nhs-ethnicity-2001\n"
     "s.yaml:11:10: no rule of protection 'unknot-defalt' is known; did you mean "
     "'unknot-default'?\n"
     "s.yaml:13:3: no knot 'queue-ordr' is known; did you mean 'queue-order'?\n"
     "s.yaml:15:11: no knot 'x' is known; 'unknot knots' lists them\n"},
    {"a score of its own column, not flagged by it, of rows that stand for several",
     HEAD "data:\n  t:\n    file: referrals.csv\n    count: both\n" SEX
          "scores:\n  s:\n    column: done\n    flag: seen = 1\n    outcome: done > 3\n",
     "s.yaml:12:13: score 's' needs a row for each person, and a row of table 't' stands for "
     "several (count); name a table without 'count'\n"
     "s.yaml:13:11: 'flag' of score 's' does not ask about its column 'done'; write from which "
     "score on people are flagged, such as done >= 0.2\n"
     "s.yaml:14:14: 'outcome' of score 's' asks about the score's own column 'done', which would "
     "always be right; write what happened to people later\n"},
    {"a score whose column is misspelled: one mistake",
     ONE SEX "scores:\n  s:\n    column: dome\n    flag: done > 3\n    outcome: seen = 1\n",
     "s.yaml:9:13: unknown column 'dome' in 'data/referrals.csv'; did you mean 'done'?\n"},
    {"a score: column, cut-off and outcome",
     ONE SEX "scores:\n  s:\n    column: done\n    flag: 0.2 <= done\n    outcome: seen = 1\n", ""},
    {"a survey, which adjusts for nothing",
     HEAD "data:\n  t:\n    file: referrals.csv\n    design: {weight: done}\n" SEX
          "scores:\n  s:\n    column: done\n    outcome: seen = 1\n    need: seen\nadjust: sex\n",
     "note: s.yaml:15:1: not yet: 'adjust' does nothing for table 't', which is a survey "
     "('design')\n"},
    {"a design of one column twice",
     HEAD "data:\n  t:\n    file: referrals.csv\n    design: {strata: sex, cluster: sex}\n" SEX,
     "s.yaml:6:36: 'sex' is the column of 'strata' too; clusters lie inside strata, so name the "
     "column that tells them apart there\n"},
    {"a design of a column that is not there",
     HEAD "data:\n  t:\n    file: referrals.csv\n    design: {weight: dome}\n" SEX,
     "s.yaml:6:22: unknown column 'dome' in 'referrals.csv'; did you mean 'done'?\n"},
    {"a design of published figures",
     HEAD "data:\n  t:\n    file: referrals.csv\n    status: published\n"
          "    design: {weight: done}\n" SEX,
     "s.yaml:7:5: a survey's design is for rows that are each of one person, and these are "
     "published figures; take 'design' or 'status' out\n"},
    {"a design of rows that stand for several",
     HEAD "data:\n  t:\n    file: referrals.csv\n    count: done\n"
          "    design: {weight: done}\n" SEX,
     "s.yaml:7:5: a survey's design is for rows that are each of one person, and 'count' says that "
     "they stand for several; take one of the two out ('weight' is how many people a row stands "
     "for in a survey)\n"},
    {"a design of a spread table",
     HEAD "data:\n  t:\n    file: referrals.csv\n    spread: {names: sex, values: done}\n"
          "    design: {weight: seen}\n" SEX,
     "s.yaml:7:5: a survey's design is for rows that are each of one person, and this table is a "
     "spread one; take 'design' or 'spread' out\n"},
    {"a decision that is the score itself",
     ONE SEX "scores:\n  s:\n    column: done\n    outcome: seen = 1\n    decision: done >= 2\n",
     "s.yaml:11:15: 'decision' of score 's' asks about the score's own column 'done', as if "
     "nobody but the score decided; write what was done, such as offered = 1\n"},
    {"a need that is the score itself",
     ONE SEX "scores:\n  s:\n    column: done\n    outcome: seen = 1\n    need: done\n",
     "s.yaml:11:11: 'need' of score 's' is the score's own column 'done', which is no measure "
     "beside it; name a column that the score was not made from\n"},
    {"another rule that is the same one",
     ONE SEX "outcomes:\n  a:\n    is: seen = 1\n    other_rule: ' seen = 1'\n",
     "s.yaml:10:18: 'other_rule' of outcome 'a' is the same as 'is', so that nothing hangs on "
     "which is used; write the other rule, or take 'other_rule' out\n"},
    {"another rule for a wait",
     ONE SEX "outcomes:\n  a:\n    amount: seen\n    other_rule: seen = 1\n",
     "s.yaml:9:13: outcome 'a' has both 'other_rule' and 'amount', which are two forms; keep "
     "one\n"},
    {"a literal that is missing in its table",
     HEAD
     "data:\n  t:\n    file: referrals.csv\n    missing: ['99', x, NA]\n    keep: sex != 'x'\n" SEX
     "outcomes:\n  a:\n    is: seen in (1, 99) and done < 99\n    among: done = '9'\n",
     "s.yaml:7:18: 'x' is missing in table 't', and what is missing equals nothing; ask with "
     "known(sex), or take 'x' out of 'missing'\n"
     "s.yaml:13:21: '99' is missing in table 't', and what is missing equals nothing; ask with "
     "known(seen), or take '99' out of 'missing'\n"},
    {"a label that makes a group of what is missing",
     HEAD "data:\n  t:\n    file: referrals.csv\n    missing: ['8', '9']\n" SEX
          "    labels: {'8': Women, '9': Not known, '1': Women}\n",
     "s.yaml:10:19: '8' is missing in table 't', and its label 'Women' does not say so; write one "
     "that does, such as 'Not known', or take '8' out of 'missing'\n"},
    {"an index of deprivation that fits",
     ONE "country: england\ngroups:\n  a:\n    column: sex\n    codes: imd-decile\n    edition: "
         "England 2019\n  b:\n    column: id\n    codes: imd-decile\n    edition: england 2019\n",
     ""},
    {"indices that are not known, of no areas, or mixed",
     ONE
     "groups:\n  a:\n    column: sex\n    codes: imd-decile\n    edition: England\n  b:\n    "
     "column: sex\n    codes: nhs-ethnicity-2001\n    edition: England 2019\n  c:\n    column: "
     "sex\n    edition: England 2019\n  d:\n    column: sex\n    codes: imd-decile\n    edition: "
     "[England 2019, Wales 2019]\n",
     "s.yaml:8:14: no edition 'England' of group 'a' is known; write a nation and a year: England "
     "2025, England 2019, England 2015, England 2010, Wales 2019, Scotland 2020, Northern Ireland "
     "2017\n"
     "s.yaml:12:5: 'edition' says which index tenths and fifths of areas are of, and "
     "'nhs-ethnicity-2001' of group 'b' has none; leave it out\n"
     "s.yaml:15:5: group 'c' has 'edition' without 'codes'; name the code list of its tenths or "
     "fifths: imd-decile or imd-quintile\n"
     "s.yaml:19:29: group 'd' mixes editions: 'England 2019' and 'Wales 2019' rank other areas by "
     "other measures, so that a tenth of one is no tenth of the other; make a group for each, with "
     "'where' telling its rows\n"},
};

static void test_case(const Case *one)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(STUDY_ARENA_BYTES);
    Context context = {.arena = arena};
    Study study;
    Status status = check(&context, &study, one->file, true);
    bool refused = one->notes[0] != 0 && strstr(one->notes, "note: ") == NULL;

    study_expect(one->what, study_notes(&context), one->notes);
    OK(failed(status) == refused, "%s: %s", one->what, refused ? "refused" : "accepted");
}

static void test_tables(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(STUDY_ARENA_BYTES);
    Context context = {.arena = arena};
    Study study;

    OK(!failed(check(&context, &study,
                     TWO "groups:\n  a:\n    column: number\n  b:\n    column: ethnicity\n  c:\n"
                         "    column: ethnicity\n    in: census\n",
                     true)) &&
           study.groups.items[0].table == 1 && study.groups.items[1].table == 0 &&
           study.groups.items[2].table == 1,
       "the first table that has the column, unless 'in' says another");
}

/* Where a file could not be read nothing is said of its columns: that was said already. */
static void test_unread(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(STUDY_ARENA_BYTES);
    Context context = {.arena = arena};
    Study study;

    OK(!failed(check(&context, &study,
                     TWO "groups:\n  a:\n    column: nowhere\n  b:\n    column: sex\n", false)),
       "a column that may be in an unread file is no mistake");
    OK(study.groups.items[1].table == 0, "others are found");
}

/* Indices that do not go with the study's country, or with each other. */
static void test_editions(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(STUDY_ARENA_BYTES);
    Context context = {.arena = arena};
    Study study;

    OK(!failed(check(
           &context, &study,
           ONE
           "country: Wales\ngroups:\n  a:\n    column: sex\n    codes: imd-decile\n    edition: "
           "England "
           "2015\n  b:\n    column: id\n    codes: imd-decile\n    edition: Wales 2019\n  c:\n    "
           "column: id\n    codes: imd-decile\n    edition: England 2019\n",
           true)),
       "an index of another nation, and two of them, are read");
    study_expect(
        "and warned of", study_notes(&context),
        "note: s.yaml:9:5: the tenths or fifths of group 'a' are of England's areas, and the study "
        "is "
        "of Wales ('country'); each nation ranks its own areas alone\n"
        "note: s.yaml:13:5: groups 'a' (England 2015: lower-layer super output areas of the 2011 "
        "census) and 'b' (Wales 2019: lower-layer super output areas of Wales) are of two indices; "
        "look at each by itself, and set no gap of one beside a gap of the other\n"
        "note: s.yaml:17:5: the tenths or fifths of group 'c' are of England's areas, and the "
        "study is "
        "of Wales ('country'); each nation ranks its own areas alone\n");
}

/* A mistake in the file does not keep its columns from being looked at in the same run. */
static void test_goes_on(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(STUDY_ARENA_BYTES);
    Context context = {.arena = arena};
    StudyColumns columns = {true, SPAN(own), NULL};
    StudyKnown known = {{NULL, 0}, {NULL, 0}, {NULL, 0}};
    Study study;

    OK(failed(study_read(&context, STR("s.yaml"),
                         str_from(ONE "groups:\n  sex:\n    column: sexe\nperiods: x\nactions:\n"
                                      "  - knot: any\n    do: y\n"),
                         &study)) &&
           failed(study_check(&context, &study, &columns, &known)),
       "both fail");
    study_expect("both are told", study_notes(&context),
                 "s.yaml:6:13: unknown column 'sexe' in 'data/referrals.csv'; did you mean 'sex'?\n"
                 "s.yaml:7:10: 'periods' is 'x'; write one of: year, financial year, quarter, "
                 "month\n");
}

/* Every limit of memory: a failure with words, never a crash, and success only without them. */
static void test_memory(void)
{
    size_t broken = 0;
    size_t enough = 0;

    for (size_t limit = 0; limit < 60000; limit += 64) {
        AUTO(Arena *, arena_cleanup) arena = arena_new(limit);
        Context context = {.arena = arena};
        Study study;
        Status status = check(&context, &study, cases[7].file, true);

        broken += failed(status) != (context.error_count > 0);
        broken += enough > 0 && failed(status);
        enough = enough == 0 && !failed(status) ? limit : enough;
    }
    OK(broken == 0 && enough > 0, "fails in words until %zu bytes are allowed", enough);
}

int main(void)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        test_case(&cases[i]);
    }
    test_tables();
    test_unread();
    test_editions();
    test_goes_on();
    test_memory();
    return tap_done();
}
