/* Which questions of two audits are one, what stops them from being compared, and in which order
   they are told. */
#include "remeasure_fixture.h"

/* The one item of a pair that was compared, or could not be; NULL: it was refused. */
static const ShownRemeasured *only(Pair *pair)
{
    return pair_compare(pair) && pair->all->item_count == 1 ? &pair->all->items[0] : NULL;
}

/* ---- as they are ---- */

static void test_plain(void)
{
    AUTO(Pair, pair_cleanup) pair;
    const ShownRemeasured *item;

    pair_new(&pair);
    item = only(&pair);
    if (!OK(item != NULL && item->comparable && item->why.length == 0 &&
                pair.all->difference_count == 0 && pair.all->comparable_count == 1,
            "one question, the same definitions: compared")) {
        return;
    }
    OK(fabs(item->average.change.estimate.value - 0.1) < 1e-9 && item->average_moved == AVERAGE_UP,
       "everyone: 60 in 100 less 50 in 100");
    OK(fabs(item->groups[0].gap.change.estimate.value - 0.1) < 1e-9 &&
           item->groups[0].moved == GAP_WIDER && item->gap_moved == GAP_WIDER && item->told == 0,
       "women: 20 in 100 less 10 in 100, and this gap is told");
    OK(item->group_count == 3 && item->compared_count == 2 && item->moved_count == 2,
       "two groups are compared; who is not recorded is none");
    OK(str_equal(pair.all->period_then, STR("2023")) &&
           str_equal(pair.all->period_now, STR("2024")) && pair.all->confidence == 0.95,
       "with their periods");
}

/* ---- refused ---- */

/* Refused, with these words. */
static void refused(Pair *pair, const char *words)
{
    OK(!pair_compare(pair) && pair_says(pair, words), "refused: %s", words);
    pair_cleanup(pair);
}

static void test_refused(void)
{
    Pair pair;

    pair_new(&pair);
    pair.then.audit.study.text = STR_NONE;
    refused(&pair, "holds no study file");
    pair_new(&pair);
    pair.now.audit.study.text = STR_NONE;
    refused(&pair, "holds no study file");
    pair_new(&pair);
    pair.now.audit.study.text = STR("unknot: 1\nnonsense: 1\n");
    refused(&pair, "cannot be read again");
    pair_new(&pair);
    pair.now.audit.facts.confidence = 0.9;
    refused(&pair, "how sure intervals are (confidence) changed: from '0.95' to '0.9'");
    pair_new(&pair);
    pair.now.tables[0][0].period = STR("2022");
    refused(&pair, "write unknot remeasure now.json then.json");
    pair_new(&pair);
    pair.now.tables[0][0].period = STR("2023");
    refused(&pair, "both tell of the period");
    pair_new(&pair);
    pair.now.findings[0].dimension = STR("age");
    refused(&pair, "these are two different studies");
    pair_new(&pair);
    pair.now.findings[0].row = STR("person");
    pair.now.audit.study.title = STR("Another");
    pair.now.audit.study.question = STR("Another?");
    refused(&pair, "these are two different studies, 'Seen in time' and 'Another'");
}

/* Dates until which outcomes are known tell which is the later. */
static void test_dates(void)
{
    AUTO(Pair, pair_cleanup) pair;

    pair_new(&pair);
    pair.now.audit.study.text =
        STR(PAIR_LEAST "outcomes:\n  late: {from: sent, to: came, known_until: 2023-01-31}\n");
    OK(!pair_compare(&pair) && pair_says(&pair, "the older bundle comes first: this one tells of "
                                                "'2024-01-31', and 'now.json' of '2023-01-31'"),
       "an outcome that was known until an earlier date");
}

/* ---- said, and compared ---- */

static bool has_difference(const Pair *pair, const char *what, const char *then, const char *now)
{
    const ShownDifference *got = pair->all->differences;

    return pair->all->difference_count == 1 && str_equal(got->what, str_from(what)) &&
           str_equal(got->then, str_from(then)) && str_equal(got->now, str_from(now)) &&
           !got->stops && got->scope == DIFFERS_IN_STUDY;
}

static void test_facts(void)
{
    AUTO(Pair, pair_cleanup) rule;
    AUTO(Pair, pair_cleanup) version;
    AUTO(Pair, pair_cleanup) named;
    const ShownRemeasured *item;

    pair_new(&rule);
    rule.now.audit.facts.protection = STR("none");
    item = only(&rule);
    OK(item != NULL && item->comparable && item->difference_count == 0 &&
           has_difference(&rule, "how small numbers are kept safe (protect)", "unknot-default",
                          "none"),
       "another rule of protection is said, and stops nothing");
    pair_new(&version);
    version.now.audit.version = STR("1.1");
    item = only(&version);
    OK(item != NULL && item->comparable &&
           has_difference(&version, "the version of unknot", "1.0", "1.1"),
       "so is another version");
    pair_new(&named);
    named.now.audit.study.title = STR("Another");
    OK(only(&named) != NULL && named.context.first == NULL, "another title alone may be a year");
}

static void test_warning(void)
{
    AUTO(Pair, pair_cleanup) pair;

    pair_new(&pair);
    pair.now.audit.study.title = STR("Another");
    pair.now.audit.study.question = STR("Another?");
    OK(only(&pair) != NULL && pair.context.error_count == 0 &&
           pair_says(&pair, "look whether this is the same study"),
       "another title and question: compared, with a warning");
}

static void test_margin(void)
{
    AUTO(Pair, pair_cleanup) changed;
    AUTO(Pair, pair_cleanup) none;
    const ShownRemeasured *item;

    pair_new(&changed);
    changed.now.findings[0].matters = 6;
    item = only(&changed);
    OK(item != NULL && item->comparable && item->margin_changed, "two margins are told apart");
    pair_new(&none);
    none.then.findings[0].matters = (double)NAN;
    none.now.findings[0].matters = (double)NAN;
    item = only(&none);
    OK(item != NULL && item->comparable && !item->margin_changed, "none and none are no two");
}

/* ---- what findings themselves differ in ---- */

/* A second question that can be compared, so that the first is not refused. */
static void second(Pair *pair)
{
    PairSide *sides[] = {&pair->then, &pair->now};

    for (int i = 0; i < 2; i++) {
        sides[i]->findings[1].subject = STR("known");
        sides[i]->audit.finding_count = 2;
    }
}

/* The item of the first finding, which cannot be compared; it comes last. */
static void stopped(Pair *pair, const char *why)
{
    bool compared = pair_compare(pair);
    const ShownRemeasured *item = compared ? &pair->all->items[pair->all->item_count - 1] : NULL;

    OK(compared && pair->all->item_count == 2 && pair->all->comparable_count == 1 &&
           pair->all->items[0].comparable && !item->comparable &&
           item->then == &pair->then.findings[0] && str_equal(item->why, str_from(why)),
       "not compared: %s: %.*s", why, item != NULL ? (int)item->why.length : 0,
       item != NULL ? item->why.bytes : "");
    pair_cleanup(pair);
}

static void start(Pair *pair)
{
    pair_new(pair);
    second(pair);
}

static void test_unlike(void)
{
    Pair pair;

    start(&pair);
    pair.now.findings[0].row = STR("person");
    stopped(&pair, "what one row is changed");
    start(&pair);
    pair.now.findings[0].unit_name = STR("pounds");
    stopped(&pair, "the unit changed");
    start(&pair);
    pair.then.findings[0].check = CHECK_COMPLETENESS;
    pair.now.findings[0].check = CHECK_COMPLETENESS;
    pair.now.findings[0].unit = SHOWN_DAYS;
    stopped(&pair, "the unit changed");
    start(&pair);
    pair.now.findings[0].better = -1;
    stopped(&pair, "which way is better changed");
    start(&pair);
    pair.now.tables[0][0].ordered = true;
    stopped(&pair, "whether the groups have an order changed");
    start(&pair);
    pair.now.tables[0][0].has_reference = true;
    stopped(&pair, "who each group is compared with changed");
    start(&pair);
    pair.now.tables[0][0].compared_with = STR("Men");
    stopped(&pair, "who each group is compared with changed");
    start(&pair);
    pair.now.parts[0][0].label = STR("came");
    stopped(&pair, "the step changed");
    start(&pair);
    pair.now.parts[0][0].of = STR("sent");
    stopped(&pair, "the step changed");
}

static void test_periods(void)
{
    Pair pair;

    start(&pair);
    pair.then.findings[0].all_periods = true;
    stopped(&pair, "then all periods were counted together, now one alone");
    start(&pair);
    pair.now.tables[0][0].has_period = false;
    stopped(&pair, "then one period was counted alone, now all together");
    start(&pair);
    pair.now.tables[0][0].period = STR("2023");
    stopped(&pair, "both tell of the period \xe2\x80\x9c"
                   "2023\xe2\x80\x9d");
}

/* The same file by its hash, and all its rows. */
static void same_file(Pair *pair, const char *hash)
{
    start(pair);
    pair->then.findings[0].all_periods = true;
    pair->now.findings[0].all_periods = true;
    pair->then.data.hash = str_from(hash);
    pair->now.data.hash = str_from(hash);
}

static void all_compared(Pair *pair, const char *what)
{
    OK(pair_compare(pair) && pair->all->comparable_count == 2, "compared: %s", what);
    pair_cleanup(pair);
}

static void test_same_rows(void)
{
    Pair pair;

    same_file(&pair, "abc");
    stopped(&pair, "the same rows were counted both times: the same file, and the same dates");
    same_file(&pair, "");
    all_compared(&pair, "a file whose hash nobody wrote");
    same_file(&pair, "abc");
    pair.now.data.hash = STR("abd");
    all_compared(&pair, "another file");
    same_file(&pair, "abc");
    pair.then.findings[0].data = STR("others");
    all_compared(&pair, "a table that the first bundle does not describe");
    same_file(&pair, "abc");
    pair.now.findings[0].data = STR("others");
    all_compared(&pair, "or the second");
    same_file(&pair, "abc");
    pair.then.findings[0].subject = STR("late");
    pair.now.findings[0].subject = STR("late");
    pair.now.audit.study.text =
        STR(PAIR_LEAST "outcomes:\n  late: {from: sent, to: came, known_until: 2025-01-31}\n");
    all_compared(&pair, "the same file, whose outcome is known until a later date");
}

/* ---- whom a difference of the studies is about ---- */

/* The later study with one thing written differently. */
static bool with_study(Pair *pair, const char *before, const char *after)
{
    Str text = STR(PAIR_STUDY);
    size_t length = strlen(before);

    for (size_t at = 0; at + length <= text.length; at++) {
        if (memcmp(text.bytes + at, before, length) == 0) {
            pair->now.audit.study.text = str_format(pair->arena, "%.*s%s%s", (int)at, text.bytes,
                                                    after, text.bytes + at + length);
            return true;
        }
    }
    return false;
}

typedef struct About {
    const char *before; /* in the study */
    const char *after;
    CheckKind check;
    const char *subject;
    const char *dimension;
    bool is; /* the difference is about such a finding, and stops it */
} About;

#define SEX "sex: {column: sex}", "sex: {column: gender}"
#define ETHNIC "ethnic_group: {column: ethnicity}", "ethnic_group: {column: ethnic}"
#define SEEN "is: seen = 1", "is: seen = 2"
#define ROAD "came: came}", "came: seen}"
#define VISITS "period: year}", "period: quarter}"

static const About ABOUT[] = {
    {SEX, CHECK_GAP, "seen soon", "sex", true},
    {SEX, CHECK_GAP, "seen soon", "sex (2 groups)", true},
    {SEX, CHECK_GAP, "seen soon", "age x sex", true},
    {SEX, CHECK_GAP, "seen soon", "sex x age", true},
    {SEX, CHECK_GAP, "seen soon", "age x ward x sex", true},
    {SEX, CHECK_GAP, "seen soon", "sexes", false},
    {SEX, CHECK_GAP, "seen soon", "se", false},
    {SEX, CHECK_GAP, "seen soon", "ward x sexes", false},
    {SEX, CHECK_GAP, "sex", "age", false},
    {SEX, CHECK_COMPLETENESS, "sex", "age", true},
    {SEX, CHECK_COMPLETENESS, "the sex there", "age", true},
    {SEX, CHECK_COMPLETENESS, "sexes", "age", false},
    {SEX, CHECK_COMPLETENESS, "bisex", "age", false},
    {ETHNIC, CHECK_COMPLETENESS, "ethnic group", "age", true},
    {ETHNIC, CHECK_COMPLETENESS, "ethnic_group", "age", true},
    {SEEN, CHECK_GAP, "seen soon", "age", true},
    {SEEN, CHECK_WAITS, "seen soon", "age", true},
    {SEEN, CHECK_GAP, "seen sooner", "age", false},
    {SEEN, CHECK_COMPLETENESS, "seen soon", "age", true},
    {SEEN, CHECK_REPRESENTATION, "seen soon", "age", false},
    {SEEN, CHECK_PATHWAY, "seen soon", "age", false},
    {ROAD, CHECK_PATHWAY, "road", "age", true},
    {ROAD, CHECK_ROWS_LOST, "road", "age", true},
    {ROAD, CHECK_GAP, "road", "age", false},
    {VISITS, CHECK_GAP, "seen soon", "age", true},
    {"\nquestion: Are all seen?", "\nquestion: Are all seen?\nperiods: quarter", CHECK_GAP,
     "seen soon", "age", true},
};

static void test_about(void)
{
    for (size_t i = 0; i < sizeof ABOUT / sizeof ABOUT[0]; i++) {
        const About *about = &ABOUT[i];
        AUTO(Pair, pair_cleanup) pair;
        PairSide *sides[] = {&pair.then, &pair.now};
        bool found;
        bool compared;
        const ShownRemeasured *item;

        pair_new(&pair);
        for (int s = 0; s < 2; s++) {
            ShownFinding *finding = &sides[s]->findings[0];

            finding->check = about->check;
            finding->subject = str_from(about->subject);
            finding->dimension = str_from(about->dimension);
            /* one that is about nothing in the studies, so that nothing is refused */
            sides[s]->findings[1].subject = STR("x");
            sides[s]->findings[1].dimension = STR("x");
            sides[s]->findings[1].data = STR("x");
            sides[s]->findings[1].all_periods = true;
            sides[s]->audit.finding_count = 2;
        }
        found = with_study(&pair, about->before, about->after);
        compared = pair_compare(&pair);
        item = compared ? &pair.all->items[pair.all->item_count - 1] : NULL;
        for (size_t k = 0; compared && k < pair.all->item_count; k++) {
            item = pair.all->items[k].then == &pair.then.findings[0] ? &pair.all->items[k] : item;
        }
        OK(found && compared && item->then == &pair.then.findings[0] &&
               item->comparable == !about->is && (item->difference_count > 0) == about->is &&
               (item->why.length > 0) == about->is,
           "%s: %s %s by %s", about->after, about->is ? "stops" : "is not about", about->subject,
           about->dimension);
    }
}

/* A table of other rows is what representation is of, by its own name too. */
static void test_reasons(void)
{
    AUTO(Pair, pair_cleanup) pair;
    Pair table;

    start(&pair);
    OK(with_study(&pair, "is: seen = 1", "is: seen = 2\n    among: known(came)"),
       "two things changed");
    OK(pair_compare(&pair) && pair.all->difference_count == 2 &&
           str_equal(
               pair.all->items[1].why,
               STR("who has it (is) changed for \xe2\x80\x9cseen_soon\xe2\x80\x9d; among whom "
                   "(among) changed for \xe2\x80\x9cseen_soon\xe2\x80\x9d")),
       "both are said");
    start(&table);
    for (int s = 0; s < 2; s++) {
        ShownFinding *finding = &(s == 0 ? &table.then : &table.now)->findings[0];

        finding->check = CHECK_REPRESENTATION;
        finding->subject = STR("visits");
        finding->data = STR("x");
        (s == 0 ? &table.then : &table.now)->findings[1].data = STR("x");
    }
    OK(with_study(&table, VISITS), "another table");
    stopped(&table, "which column tells the period (period) changed for \xe2\x80\x9cvisits\xe2\x80"
                    "\x9d");
}

/* ---- one question ---- */

static void test_alone(void)
{
    AUTO(Pair, pair_cleanup) pair;

    start(&pair);
    pair.then.findings[1].subject = STR("asked then");
    pair.now.findings[1].subject = STR("asked now");
    OK(pair_compare(&pair) && pair.all->item_count == 1 && pair.all->only_then_count == 1 &&
           pair.all->only_then[0] == &pair.then.findings[1] && pair.all->only_now_count == 1 &&
           pair.all->only_now[0] == &pair.now.findings[1],
       "what one of them alone asks is told, not compared");
}

/* A gap over all periods and its change by period are one question, of the latest period. */
static void test_gap_and_change(void)
{
    AUTO(Pair, pair_cleanup) pair;
    AUTO(Pair, pair_cleanup) together;

    start(&pair);
    for (int s = 0; s < 2; s++) {
        PairSide *side = s == 0 ? &pair.then : &pair.now;

        side->findings[0].all_periods = true;
        side->findings[1].subject = STR("seen soon");
        side->findings[1].check = CHECK_CHANGE;
        side->findings[1].part_count = 2;
    }
    OK(pair_compare(&pair) && pair.all->item_count == 1 && pair.all->only_then_count == 0 &&
           pair.all->only_now_count == 0 && pair.all->items[0].then == &pair.then.findings[1] &&
           pair.all->items[0].part_now == &pair.now.parts[1][1],
       "a gap and a change: one question, answered by the last period");
    start(&together);
    together.then.findings[0].all_periods = true;
    together.now.findings[0].all_periods = true;
    together.now.findings[1].subject = STR("seen soon");
    OK(pair_compare(&together) && together.all->item_count == 1 &&
           together.all->items[0].comparable &&
           together.all->items[0].now == &together.now.findings[0],
       "where one audit has all periods together alone, so is the other's");
}

static void test_left_out(void)
{
    AUTO(Pair, pair_cleanup) pair;
    AUTO(Pair, pair_cleanup) other;

    pair_new(&pair);
    pair.then.findings[0].check = CHECK_ROWS_LOST;
    pair.now.findings[0].check = CHECK_ROWS_LOST;
    pair.then.findings[0].subject = STR("left out by: day > 2023-01-01");
    pair.now.findings[0].subject = STR("left out by: day > 2024-01-01");
    OK(only(&pair) != NULL, "rows left out by the condition of one table: one question");
    pair_new(&other);
    other.then.findings[0].check = CHECK_ROWS_LOST;
    other.now.findings[0].check = CHECK_ROWS_LOST;
    other.then.findings[0].subject = STR("left out by: day > 2023-01-01");
    other.now.findings[0].subject = STR("not found in: patients");
    OK(!pair_compare(&other), "rows lost to a look-up are another");
}

/* Steps go by their names, wherever they stand. */
static void pathway(PairSide *side, const char *first, const char *next, size_t judged)
{
    side->findings[0].check = CHECK_PATHWAY;
    side->findings[0].part_count = 3;
    side->findings[0].judged = judged;
    side->parts[0][0].label = STR("sent");
    side->parts[0][1].label = str_from(first);
    side->parts[0][2].label = str_from(next);
}

static void test_steps(void)
{
    AUTO(Pair, pair_cleanup) pair;
    Pair gone;

    pair_new(&pair);
    pathway(&pair.then, "booked", "came", 2);
    pathway(&pair.now, "came", "booked", 2);
    OK(only(&pair) != NULL && pair.all->items[0].part_then == &pair.then.parts[0][2] &&
           pair.all->items[0].part_now == &pair.now.parts[0][1],
       "the step that the verdict was of then, by its name");
    start(&gone);
    pathway(&gone.then, "booked", "came", 2);
    pathway(&gone.now, "rung", "seen", 1);
    stopped(&gone, "the step changed");
}

/* ---- the order of telling ---- */

static void test_order(void)
{
    AUTO(Pair, pair_cleanup) pair;
    static const CheckKind CHECKS[] = {CHECK_COMPLETENESS, CHECK_REPRESENTATION, CHECK_GAP,
                                       CHECK_GAP};
    static const char *const SUBJECTS[] = {"d", "c", "b", "a"};
    const ShownRemeasured *items;

    pair_new(&pair);
    for (size_t f = 0; f < PAIR_FINDINGS; f++) {
        PairSide *sides[] = {&pair.then, &pair.now};

        for (int s = 0; s < 2; s++) {
            sides[s]->findings[f].check = CHECKS[f];
            sides[s]->findings[f].subject = str_from(SUBJECTS[f]);
            sides[s]->audit.finding_count = PAIR_FINDINGS;
        }
    }
    pair_fill(&pair.now, 2, 0, 0.5, 0.1); /* b did not move, and was found */
    pair.then.findings[2].verdict.say = DATA_FOUND;
    pair.now.findings[0].verdict.say = DATA_FOUND;
    OK(pair_compare(&pair) && pair.all->item_count == PAIR_FINDINGS, "four questions");
    items = pair.all->items;
    OK(items[0].then == &pair.then.findings[2] && items[1].then == &pair.then.findings[3] &&
           items[2].then == &pair.then.findings[1] && items[3].then == &pair.then.findings[0],
       "gaps found first, then those that moved, then who is here, then what is written down");
    OK(items[0].gap_moved == GAP_HELD && items[1].gap_moved == GAP_WIDER, "held, and wider");
}

/* ---- knots ---- */

static void test_knots(void)
{
    AUTO(Pair, pair_cleanup) pair;
    AUTO(Pair, pair_cleanup) margin;
    AUTO(Pair, pair_cleanup) alone;
    AUTO(Pair, pair_cleanup) other;

    pair_new(&pair);
    pair.now.knots[1].data = DATA_FOUND;
    pair.now.knots[1].people = PEOPLE_PROBLEM;
    OK(pair_compare(&pair) && pair.all->knot_count == 1 &&
           str_equal(pair.all->knots[0].id, STR("b")) &&
           pair.all->knots[0].data_now == DATA_FOUND &&
           pair.all->knots[0].data_then == DATA_UNSEEN &&
           pair.all->knots[0].people_now == PEOPLE_PROBLEM && pair.all->knots[0].same_definitions,
       "a knot of which a line changed, by the same definitions");
    pair_new(&margin);
    margin.now.knots[0].people = PEOPLE_FINE;
    margin.now.findings[0].matters = 6;
    OK(pair_compare(&margin) && margin.all->knot_count == 1 &&
           !margin.all->knots[0].same_definitions,
       "judged by another margin, its definitions are no longer the same");
    start(&alone);
    alone.now.findings[1].subject = STR("asked now");
    alone.now.places[0] = 1;
    alone.now.knots[0].data = DATA_NONE;
    OK(pair_compare(&alone) && alone.all->knot_count == 1 && !alone.all->knots[0].same_definitions,
       "nor where a finding of it is in one audit alone");
    pair_new(&other);
    other.now.knots[0].id = STR("c");
    other.now.knots[0].data = DATA_FOUND;
    OK(pair_compare(&other) && other.all->knot_count == 0,
       "a knot that the first bundle does not have did not change");
}

int main(void)
{
    test_plain();
    test_refused();
    test_dates();
    test_facts();
    test_warning();
    test_margin();
    test_unlike();
    test_periods();
    test_same_rows();
    test_about();
    test_reasons();
    test_alone();
    test_gap_and_change();
    test_left_out();
    test_steps();
    test_order();
    test_knots();
    return tap_done();
}
