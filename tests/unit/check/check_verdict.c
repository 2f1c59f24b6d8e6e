/* The rule of what the data say, on tables small enough to work out by hand or by a search. */
#include "gap_fixture.h"

#include "check/verdict.h"

#include <math.h>

typedef struct Judged {
    Arena *arena;
    Context context;
    Findings *findings;
    Verdict verdict;
    bool done;
} Judged;

static void judge(Judged *judged, const FixtureGroup *groups, size_t count, double matters)
{
    GapQuestion question = {.form = GAP_SHARE, .data = STR("t.csv"), .outcome = STR("y = 1")};

    *judged = (Judged){.arena = arena_new(FIXTURE_BYTES)};
    judged->context = (Context){.arena = judged->arena};
    judged->done = !failed(fixture_dimension(&judged->context, "g", groups, count, &question)) &&
                   !failed(check_gap(&judged->context, &question, &judged->findings)) &&
                   !failed(check_verdict(&judged->context, &judged->findings->tables[0], matters,
                                         0.95, &judged->verdict));
}

#define JUDGE(judged, groups, matters)                                                             \
    judge((judged), (groups), sizeof(groups) / sizeof *(groups), (matters))

static void test_states(void)
{
    static const FixtureGroup APART[] = {{"A", NULL, {0}}, {"B", NULL, {0}}, {"C", NULL, {0}}};
    FixtureGroup groups[3];
    Judged judged;

    memcpy(groups, APART, sizeof groups);
    groups[0].cell = fixture_share(10000, 3000);
    groups[1].cell = fixture_share(10000, 5000);
    groups[2].cell = fixture_share(10000, 5000);
    JUDGE(&judged, groups, 0.05);
    OK(judged.done && judged.verdict.say == DATA_FOUND, "20 in 100 apart: found");
    OK(judged.verdict.found_count == 3 && judged.verdict.found[0].less &&
           !judged.verdict.found[1].less,
       "each group that differs from everyone else is named, with its direction");
    OK(judged.verdict.compared == 3, "three were compared");
    arena_free(judged.arena);

    groups[0].cell = fixture_share(10000, 4900);
    JUDGE(&judged, groups, 0.05);
    OK(judged.done && judged.verdict.say == DATA_NONE, "1 in 100 apart, many people: none");
    arena_free(judged.arena);

    groups[0].cell = fixture_share(40, 16);
    groups[1].cell = fixture_share(40, 20);
    groups[2].cell = fixture_share(40, 20);
    JUDGE(&judged, groups, 0.05);
    OK(judged.done && judged.verdict.say == DATA_UNCLEAR, "few people: cannot tell yet");
    OK(judged.verdict.unclear_count == 3 && judged.verdict.unclear[0].needed.people > 40.0,
       "and how many it would take");
    arena_free(judged.arena);

    groups[0].cell = fixture_share(10000, 4900);
    groups[1].cell = fixture_share(10000, 5000);
    groups[2].cell = fixture_share(30, 12);
    JUDGE(&judged, groups, 0.05);
    OK(judged.done && judged.verdict.say == DATA_UNCLEAR,
       "a small group alone, wide as it is, does not let 'none' be said");
    arena_free(judged.arena);
}

/* Many small groups that are together like everyone else. */
static void test_pooled_rest(void)
{
    FixtureGroup groups[12];
    char names[12][4];
    Judged judged;

    for (size_t i = 0; i < 12; i++) {
        snprintf(names[i], sizeof names[i], "g%zu", i);
        groups[i] = (FixtureGroup){names[i], NULL, fixture_share(400, 200)};
    }
    groups[0].cell = fixture_share(10000, 5000);
    groups[1].cell = fixture_share(10000, 5000);
    JUDGE(&judged, groups, 0.05);
    OK(judged.done && judged.verdict.say == DATA_NONE,
       "small groups are within when all of them together are");
    OK(judged.verdict.unclear_count == 10, "though each alone is too small, and named");
    arena_free(judged.arena);

    for (size_t i = 2; i < 12; i++) {
        groups[i].cell = fixture_share(400, 185);
    }
    JUDGE(&judged, groups, 0.05);
    OK(judged.done && judged.verdict.say == DATA_UNCLEAR, "not when they lean one way together");
    arena_free(judged.arena);
}

/* Of a table judged with others: 2 groups, 3 tables, so 6 intervals; the normal quantile of
   1 - 0.05/12 is 2.6383, that of 0.975 is 1.9600. */
static void test_several_tables(void)
{
    static const FixtureGroup APART[] = {{"A", NULL, {0}}, {"B", NULL, {0}}};
    FixtureGroup groups[2];
    Judged judged;

    memcpy(groups, APART, sizeof groups);
    groups[0].cell = fixture_share(10000, 3000);
    groups[1].cell = fixture_share(10000, 5000);
    JUDGE(&judged, groups, 0.05);
    OK(judged.done && !failed(check_verdict_of_several(&judged.context, judged.findings->tables, 3,
                                                       0.05, 0.95, &judged.verdict)),
       "a table is judged as one of three");
    OK(fabs(judged.verdict.widening - 2.6383 / 1.9600) < 0.0005,
       "its intervals are as long as six that hold together, beside a lone one");
    OK(judged.verdict.confidence == 0.95, "and the confidence is that of all");
    arena_free(judged.arena);
}

#define SHARES 30

/* Shares of a population, as check_representation makes them: sets of everyone here, then of
   everyone there. */
static bool judge_shares(const int64_t *here, const int64_t *there, Verdict *verdict)
{
    static CellSet sets[2 * SHARES];
    static FindingGroup groups[SHARES];
    FindingTable table = {.has_reference = true,
                          .has_population = true,
                          .sets = sets,
                          .set_count = sizeof sets / sizeof sets[0],
                          .groups = groups,
                          .group_count = SHARES};
    Arena *arena = arena_new(FIXTURE_BYTES);
    Context context = {.arena = arena};
    double all_here = 0;
    double all_there = 0;
    bool judged;

    for (size_t g = 0; g < SHARES; g++) {
        all_here += (double)here[g];
        all_there += (double)there[g];
    }
    for (uint32_t g = 0; g < SHARES; g++) {
        Quantity *difference = &groups[g].difference;

        sets[g] = (CellSet){.kind = SET_SHARE_OF_ALL,
                            .summary = {.people = all_here, .events = (double)here[g]}};
        sets[SHARES + g] = (CellSet){.summary = {.people = all_there, .events = (double)there[g]}};
        groups[g].recorded = true;
        *difference = (Quantity){.kind = QUANTITY_DIFFERENCE,
                                 .method = METHOD_WILSON_FIXED,
                                 .one = g,
                                 .zero = SHARES + g};
        difference->exact = quantity_evaluate_sets(difference, &sets[g], &sets[SHARES + g], 0.95);
    }
    judged = !failed(check_verdict(&context, &table, 0.05, 0.95, verdict));
    arena_free(arena);
    return judged;
}

/* One group of half of the people, 29 of the other half: only the 29 are pooled, and against their
   own share of the population. */
static void test_shares_of_a_population(void)
{
    int64_t here[SHARES] = {29000};
    int64_t there[SHARES] = {290000};
    Verdict verdict;

    for (size_t g = 1; g < SHARES; g++) {
        here[g] = 1000;
        there[g] = 10000;
    }
    OK(judge_shares(here, there, &verdict) && verdict.say == DATA_NONE,
       "here as in the population: none, however many groups");
    here[0] = 30300; /* 51.1 in 100 in place of 50 */
    OK(judge_shares(here, there, &verdict) && verdict.say == DATA_NONE, "1 in 100 more: none");
    here[0] = 35300; /* 54.9 in 100: neither beyond 5 nor within */
    OK(judge_shares(here, there, &verdict) && verdict.say == DATA_UNCLEAR &&
           verdict.unclear_count == 1,
       "a large group near to what matters: cannot tell, though a share of it is one of thirty");
    here[0] = 45000;
    OK(judge_shares(here, there, &verdict) && verdict.say == DATA_FOUND, "11 in 100 more: found");
}

/* The number named settles it: the same rates with so many people are no longer unclear. */
static void test_needed(void)
{
    int wrong = 0;

    for (int64_t events = 10; events <= 90; events += 10) {
        FixtureGroup groups[] = {{"A", NULL, fixture_share(100, events)},
                                 {"B", NULL, fixture_share(1000000, 500000)}};
        Judged judged;
        double needed = 0.0;

        JUDGE(&judged, groups, 0.05);
        for (size_t i = 0; i < judged.verdict.unclear_count; i++) {
            needed = judged.verdict.unclear[i].group == 0 ? judged.verdict.unclear[i].needed.people
                                                          : needed;
        }
        arena_free(judged.arena);
        if (needed == 0.0) {
            continue;
        }
        groups[0].cell =
            fixture_share((int64_t)(needed * 1.1), (int64_t)(needed * 1.1) * events / 100);
        JUDGE(&judged, groups, 0.05);
        for (size_t i = 0; i < judged.verdict.unclear_count; i++) {
            wrong += judged.verdict.unclear[i].group == 0;
        }
        arena_free(judged.arena);
    }
    OK(wrong == 0, "with a tenth more people than named, and the same rate, it is settled");
}

/* Under no difference at all "found" is said at most once in twenty. */
static void test_chance(void)
{
    uint64_t state = UINT64_C(20240401);
    int found = 0;

    for (int turn = 0; turn < 1000; turn++) {
        FixtureGroup groups[6];
        static const char *const NAMES[] = {"A", "B", "C", "D", "E", "F"};
        Judged judged;

        for (size_t i = 0; i < 6; i++) {
            int64_t events = 0;

            for (int person = 0; person < 200; person++) {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                events += state % 10 < 4;
            }
            groups[i] = (FixtureGroup){NAMES[i], NULL, fixture_share(200, events)};
        }
        JUDGE(&judged, groups, 1e-9);
        found += judged.done && judged.verdict.say == DATA_FOUND;
        arena_free(judged.arena);
    }
    /* 50 expected at most; 3 standard deviations of 1,000 tosses more */
    OK(found <= 71, "six groups alike: a gap is found in %d of 1,000 samples", found);
}

/* R's power.prop.test(p1 = 0.5, p2 = 0.55, power = 0.8) needs 1564.672 in each group. */
static void test_to_tell(void)
{
    OK(verdict_people_to_tell(0.5, 0.05) == 1600.0 && verdict_people_to_tell(0.55, -0.05) == 1600.0,
       "five in 100 beside a half: 1,565 people in each group, upwards in two digits");
    OK(verdict_people_to_tell(0.0, 1.0) == 2.0, "none beside all: two people, not a part of one");
    OK(isnan(verdict_people_to_tell(0.98, 0.05)) && isnan(verdict_people_to_tell(0.02, -0.05)) &&
           isnan(verdict_people_to_tell(0.5, 0.0)) && isnan(verdict_people_to_tell(NAN, 0.05)),
       "no number where the share would lie beyond all or none, or there is no gap");
}

int main(void)
{
    test_states();
    test_pooled_rest();
    test_several_tables();
    test_shares_of_a_population();
    test_needed();
    test_chance();
    test_to_tell();
    return tap_done();
}
