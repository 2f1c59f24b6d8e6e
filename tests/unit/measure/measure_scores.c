/* What must hold of the estimators of score audits whatever the numbers: turning round, stretching,
   doubling, naming persons anew; and each way in which a number has no value. */
#include "tap.h"

#include "chance.h"
#include "uk_auc.h"
#include "uk_brier.h"
#include "uk_calibration.h"
#include "uk_flag_rates.h"
#include "uk_ici.h"
#include "uk_net_benefit.h"
#include "uk_proportion.h"

#include <math.h>
#include <stdlib.h>

enum { ROWS = 60, TRIES = 300 };

typedef struct Rows {
    UkScores scores;
    double score[2 * ROWS];
    uint8_t event[2 * ROWS];
    double weight[2 * ROWS];
    uint32_t person[2 * ROWS];
    double workspace[UK_SCORES_WORKSPACE(2 * ROWS, 2 * ROWS)];
} Rows;

static int ascending(const void *one, const void *other)
{
    double a = *(const double *)one;
    double b = *(const double *)other;

    return (a > b) - (a < b);
}

/* Scores with ties, events more often where they are high; neither weights nor persons yet. */
static void draw(Chance *chance, Rows *rows)
{
    for (size_t i = 0; i < ROWS; i++) {
        rows->score[i] = (double)(1 + chance_count(chance, 38)) / 40.0;
    }
    qsort(rows->score, ROWS, sizeof rows->score[0], ascending);
    for (size_t i = 0; i < ROWS; i++) {
        rows->event[i] = chance_unit(chance) < 0.2 + 0.6 * rows->score[i];
        rows->weight[i] = 1.0;
        rows->person[i] = (uint32_t)i;
    }
    rows->scores = (UkScores){ROWS, rows->score, rows->event, NULL, NULL, 0, rows->workspace};
}

static bool near(double a, double b)
{
    return (isnan(a) && isnan(b)) || fabs(a - b) <= 1e-10 * fmax(1.0, fabs(b));
}

static bool alike(UkInterval a, UkInterval b)
{
    return near(a.estimate, b.estimate) && near(a.se, b.se) && near(a.low, b.low) &&
           near(a.high, b.high);
}

static bool all_nan(UkInterval one)
{
    return isnan(one.estimate) && isnan(one.se) && isnan(one.low) && isnan(one.high);
}

typedef UkInterval Estimator(const UkScores *scores);

static UkInterval area(const UkScores *scores)
{
    return uk_auc(scores, 0.95);
}

static UkInterval plain_area(const UkScores *scores)
{
    return uk_auc_plain(scores, 0.95);
}

static UkInterval ratio(const UkScores *scores)
{
    return uk_oe(scores, 0.95);
}

static UkInterval large(const UkScores *scores)
{
    return uk_calibration_intercept(scores, 0.95);
}

static UkInterval slope(const UkScores *scores)
{
    return uk_calibration_line(scores, 0.95).slope;
}

static UkInterval brier(const UkScores *scores)
{
    return uk_brier(scores, 0.95);
}

static UkInterval benefit(const UkScores *scores)
{
    return uk_net_benefit(scores, 0.4, 0.95);
}

static UkInterval index_alone(const UkScores *scores)
{
    return (UkInterval){uk_calibration_errors(scores).ici, 0.0, 0.0, 0.0};
}

typedef struct Named {
    const char *name;
    Estimator *run;
    bool of_chances; /* wants scores within 0 and 1 */
} Named;

static const Named ESTIMATORS[] = {
    {"uk_auc", area, false},
    {"uk_auc_plain", plain_area, false},
    {"uk_oe", ratio, true},
    {"uk_calibration_intercept", large, true},
    {"uk_calibration_line", slope, true},
    {"uk_brier", brier, true},
    {"uk_net_benefit", benefit, true},
    {"uk_calibration_errors", index_alone, true},
};

#define ESTIMATOR_COUNT (sizeof ESTIMATORS / sizeof ESTIMATORS[0])

/* ---- the area under the curve ---- */

/* Scores and outcomes turned round: the same. Outcomes alone: the rest of 1. Any rising function of
   the scores: the same, to the last bit. */
static void test_turned_round(void)
{
    Chance chance = {20261130};
    int both = 0;
    int outcomes = 0;
    int stretched = 0;

    for (int i = 0; i < TRIES; i++) {
        static Rows rows;
        static Rows turned;
        UkInterval first;
        UkInterval other;

        draw(&chance, &rows);
        first = area(&rows.scores);
        turned = rows;
        turned.scores.score = turned.score;
        turned.scores.event = turned.event;
        turned.scores.workspace = turned.workspace;
        for (size_t row = 0; row < ROWS; row++) {
            turned.event[row] = 1 - rows.event[row];
        }
        other = area(&turned.scores);
        outcomes += near(other.estimate, 1.0 - first.estimate) && near(other.se, first.se) &&
                    near(other.low, 1.0 - first.high) && near(other.high, 1.0 - first.low);
        for (size_t row = 0; row < ROWS; row++) {
            turned.event[row] = 1 - rows.event[ROWS - 1 - row];
            turned.score[row] = -rows.score[ROWS - 1 - row];
        }
        both += alike(area(&turned.scores), first);
        for (size_t row = 0; row < ROWS; row++) {
            turned.event[row] = rows.event[row];
            turned.score[row] = exp(9.0 * rows.score[row]) - 7.0;
        }
        other = area(&turned.scores);
        stretched += other.estimate == first.estimate && other.se == first.se;
    }
    OK(both == TRIES, "scores and outcomes turned round: the same area (%d of %d)", both, TRIES);
    OK(outcomes == TRIES, "outcomes turned round: what is left of 1 (%d)", outcomes);
    OK(stretched == TRIES, "a rising function of the scores: the same bits (%d)", stretched);
}

static void test_wholly_apart(void)
{
    double score[] = {1.0, 2.0, 3.0, 4.0};
    uint8_t event[] = {0, 0, 1, 1};
    double workspace[UK_SCORES_WORKSPACE(4, 0)];
    UkScores scores = {4, score, event, NULL, NULL, 0, workspace};
    UkInterval found = uk_auc(&scores, 0.95);

    OK(found.estimate == 1.0 && found.se == 0.0 && isnan(found.low) && isnan(found.high),
       "wholly apart: an area of 1 without limits");
    found = uk_auc_plain(&scores, 0.95);
    OK(found.low == 1.0 && found.high == 1.0, "and on the area itself an interval of no width");
    event[2] = event[3] = 0;
    OK(all_nan(uk_auc(&scores, 0.95)), "no event: no area, and not 0 or 1/2");
    event[0] = 1;
    found = uk_auc(&scores, 0.95);
    OK(found.estimate == 0.0 && isnan(found.se), "one event: an area without an error");
}

/* ---- persons and weights ---- */

/* Each row its own person, in any numbering with gaps: DeLong's variance. Each row twice, by the
   same person: the same area and error. A row of weight 2 is two rows of one person. */
static void test_persons(void)
{
    Chance chance = {7};
    int same[ESTIMATOR_COUNT] = {0};
    int doubled[ESTIMATOR_COUNT] = {0};
    int weighted[ESTIMATOR_COUNT] = {0};

    for (int i = 0; i < TRIES; i++) {
        static Rows rows;
        static Rows twice;

        draw(&chance, &rows);
        draw(&chance, &twice);
        for (size_t row = 0; row < ROWS; row++) {
            rows.person[row] = (uint32_t)(2 * ROWS - 1 - 2 * row);
            rows.weight[row] = 2.0;
            for (size_t copy = 2 * row; copy < 2 * row + 2; copy++) {
                twice.score[copy] = rows.score[row];
                twice.event[copy] = rows.event[row];
                twice.person[copy] = rows.person[row];
            }
        }
        twice.scores.count = 2 * ROWS;
        twice.scores.person = twice.person;
        twice.scores.persons = 2 * ROWS;
        for (size_t k = 0; k < ESTIMATOR_COUNT; k++) {
            UkInterval alone = ESTIMATORS[k].run(&rows.scores);
            UkScores named = rows.scores;
            UkScores heavy = rows.scores;
            UkInterval by_person;
            UkInterval by_weight;
            UkInterval by_copy = ESTIMATORS[k].run(&twice.scores);

            named.person = rows.person;
            named.persons = 2 * ROWS;
            heavy.weight = rows.weight;
            by_person = ESTIMATORS[k].run(&named);
            by_weight = ESTIMATORS[k].run(&heavy);
            /* the index is of a curve that reaches over so many rows, not over so much weight */
            same[k] += near(by_person.estimate, alone.estimate);
            doubled[k] += k == ESTIMATOR_COUNT - 1 || alike(by_copy, by_person);
            weighted[k] += alike(by_weight, by_person);
        }
    }
    for (size_t k = 0; k < ESTIMATOR_COUNT; k++) {
        OK(same[k] == TRIES, "%s: persons leave the estimate alone", ESTIMATORS[k].name);
        OK(doubled[k] == TRIES, "%s: every row twice by its person is no more people (%d)",
           ESTIMATORS[k].name, doubled[k]);
        OK(weighted[k] == TRIES, "%s: weights of 2 are no more people (%d)", ESTIMATORS[k].name,
           weighted[k]);
    }
}

/* Persons who each have one row: DeLong's variance is Obuchowski's. */
static void test_one_row_each(void)
{
    Chance chance = {11};
    int same = 0;

    for (int i = 0; i < TRIES; i++) {
        static Rows rows;
        UkInterval alone;

        draw(&chance, &rows);
        alone = area(&rows.scores);
        rows.scores.person = rows.person;
        rows.scores.persons = ROWS;
        same += alike(area(&rows.scores), alone);
    }
    OK(same == TRIES, "persons with one row each: DeLong's variance (%d)", same);
}

static void test_rates(void)
{
    static const UkFlagCounts COUNTS = {8, 4, 2, 16};
    Chance chance = {3};
    int64_t events;
    int64_t n;
    int same = 0;
    static Rows rows;
    uint8_t flag[ROWS];
    UkFlagCounts counts = {0, 0, 0, 0};

    for (int rate = 0; rate < UK_FLAG_RATES; rate++) {
        static const int64_t WANT[UK_FLAG_RATES][2] = {{12, 30}, {10, 30}, {8, 10}, {2, 10},
                                                       {4, 20},  {16, 20}, {8, 12}, {4, 12},
                                                       {16, 18}, {2, 18},  {24, 30}};

        OK(uk_flag_rate_counts(&COUNTS, (UkFlagRate)rate, &events, &n) && events == WANT[rate][0] &&
               n == WANT[rate][1],
           "rate %d counts its people: %d of %d", rate, (int)events, (int)n);
    }
    OK(all_nan(uk_flag_rate(&(UkFlagCounts){0, 0, 3, 5}, UK_PPV, 0.95)),
       "nobody flagged: no predictive value, and not 0");
    OK(!uk_flag_rate_counts(&(UkFlagCounts){-1, 2, 2, 2}, UK_TPR, &events, &n) &&
           !uk_flag_rate_counts(&(UkFlagCounts){INT64_MAX, INT64_MAX, 2, 2}, UK_TPR, &events, &n),
       "fewer than nobody, or more than can be counted, is refused");
    draw(&chance, &rows);
    for (size_t i = 0; i < ROWS; i++) {
        flag[i] = rows.score[i] >= 0.5;
        counts.tp += flag[i] == 1 && rows.event[i] == 1;
        counts.fp += flag[i] == 1 && rows.event[i] == 0;
        counts.fn += flag[i] == 0 && rows.event[i] == 1;
        counts.tn += flag[i] == 0 && rows.event[i] == 0;
    }
    for (int rate = 0; rate < UK_FLAG_RATES; rate++) {
        same += near(uk_flag_rate_persons(&rows.scores, flag, (UkFlagRate)rate, 0.95).estimate,
                     uk_flag_rate(&counts, (UkFlagRate)rate, 0.95).estimate);
    }
    OK(same == UK_FLAG_RATES, "row by row the rates are those of the counts");
}

/* ---- no value ---- */

static void test_refused(void)
{
    Chance chance = {5};
    static Rows rows;

    for (size_t k = 0; k < ESTIMATOR_COUNT; k++) {
        double kept;

        draw(&chance, &rows);
        rows.event[0] = 0;
        rows.event[ROWS - 1] = 1;
        OK(!isnan(ESTIMATORS[k].run(&rows.scores).estimate), "%s: has a value", ESTIMATORS[k].name);
        kept = rows.score[ROWS - 1];
        rows.score[ROWS - 1] = 1.5;
        OK(isnan(ESTIMATORS[k].run(&rows.scores).estimate) == ESTIMATORS[k].of_chances,
           "%s: a score above 1 is %s", ESTIMATORS[k].name,
           ESTIMATORS[k].of_chances ? "no chance" : "a score");
        rows.score[ROWS - 1] = (double)INFINITY;
        OK(isnan(ESTIMATORS[k].run(&rows.scores).estimate), "%s: infinity is no score",
           ESTIMATORS[k].name);
        rows.score[ROWS - 1] = 0.0;
        OK(isnan(ESTIMATORS[k].run(&rows.scores).estimate), "%s: out of order is refused",
           ESTIMATORS[k].name);
        rows.score[ROWS - 1] = kept;
        rows.event[3] = 2;
        OK(isnan(ESTIMATORS[k].run(&rows.scores).estimate), "%s: an event is 0 or 1",
           ESTIMATORS[k].name);
        rows.event[3] = 0;
        rows.scores.weight = rows.weight;
        rows.weight[5] = -1.0;
        OK(isnan(ESTIMATORS[k].run(&rows.scores).estimate), "%s: no weight is below 0",
           ESTIMATORS[k].name);
        rows.scores.weight = NULL;
        rows.scores.person = rows.person;
        rows.scores.persons = ROWS - 1;
        OK(isnan(ESTIMATORS[k].run(&rows.scores).estimate), "%s: a person beyond the last",
           ESTIMATORS[k].name);
        rows.scores = (UkScores){0, rows.score, rows.event, NULL, NULL, 0, rows.workspace};
        OK(isnan(ESTIMATORS[k].run(&rows.scores).estimate), "%s: nobody, no value",
           ESTIMATORS[k].name);
    }
}

static void test_obstacles(void)
{
    double score[] = {0.1, 0.2, 0.4, 0.6, 0.9};
    uint8_t event[] = {0, 1, 0, 1, 1};
    double workspace[UK_SCORES_WORKSPACE(5, 0)];
    UkScores scores = {5, score, event, NULL, NULL, 0, workspace};

    OK(uk_calibration_obstacle(&scores) == UK_CALIBRATION_CLEAR && !isnan(slope(&scores).estimate),
       "events and others overlap: a line");
    event[1] = 0;
    OK(uk_calibration_obstacle(&scores) == UK_CALIBRATION_WHOLLY_PARTED &&
           all_nan(slope(&scores)) && !isnan(large(&scores).estimate),
       "wholly parted: no line, an intercept");
    event[2] = 1;
    score[1] = score[2];
    OK(uk_calibration_obstacle(&scores) == UK_CALIBRATION_WHOLLY_PARTED && all_nan(slope(&scores)),
       "parted but for one score that both have: no line either");
    event[0] = event[1] = 1;
    OK(uk_calibration_obstacle(&scores) == UK_CALIBRATION_ONE_OUTCOME && all_nan(large(&scores)),
       "it happened to all: no intercept");
    event[0] = 0;
    score[0] = score[1] = score[2] = score[3] = score[4] = 0.3;
    OK(uk_calibration_obstacle(&scores) == UK_CALIBRATION_ONE_SCORE && all_nan(slope(&scores)) &&
           near(large(&scores).estimate, log(4.0) - log(0.3 / 0.7)),
       "one score: the intercept is the difference of two logits");
    score[0] = -0.1;
    OK(uk_calibration_obstacle(&scores) == UK_CALIBRATION_NO_CHANCE && all_nan(large(&scores)),
       "a score below 0 is no chance");
    score[0] = 0.9;
    OK(uk_calibration_obstacle(&scores) == UK_CALIBRATION_INVALID, "out of order");
}

/* Scores of 0 and 1 have no logit; they count as the nearest that has. */
static void test_sure(void)
{
    double score[] = {0.0, 0.2, 0.5, 0.7, 1.0};
    uint8_t event[] = {0, 1, 0, 1, 1};
    double workspace[UK_SCORES_WORKSPACE(5, 0)];
    UkScores scores = {5, score, event, NULL, NULL, 0, workspace};

    OK(isfinite(large(&scores).estimate) && isfinite(slope(&scores).estimate),
       "scores of 0 and 1 that came true leave a line");
    event[0] = 1;
    event[4] = 0;
    OK(isfinite(large(&scores).estimate) && isfinite(slope(&scores).estimate),
       "and those that did not");
}

/* ---- calibration ---- */

/* Scores moved by a on the logit: the intercept moves by -a. All turned round: so do the lines. */
static void test_moved(void)
{
    Chance chance = {17};
    int moved = 0;
    int turned = 0;

    for (int i = 0; i < TRIES; i++) {
        static Rows rows;
        static Rows other;
        UkInterval first;
        UkCalibrationLine line;
        UkCalibrationLine back;

        draw(&chance, &rows);
        draw(&chance, &other);
        first = large(&rows.scores);
        line = uk_calibration_line(&rows.scores, 0.95);
        for (size_t row = 0; row < ROWS; row++) {
            double odds = rows.score[row] / (1.0 - rows.score[row]) * exp(0.7);

            other.score[row] = odds / (1.0 + odds);
            other.event[row] = rows.event[row];
        }
        moved += near(large(&other.scores).estimate, first.estimate - 0.7) &&
                 near(slope(&other.scores).estimate, line.slope.estimate);
        for (size_t row = 0; row < ROWS; row++) {
            other.score[row] = 1.0 - rows.score[ROWS - 1 - row];
            other.event[row] = 1 - rows.event[ROWS - 1 - row];
        }
        back = uk_calibration_line(&other.scores, 0.95);
        turned += alike(back.slope, line.slope) &&
                  near(back.intercept.estimate, -line.intercept.estimate) &&
                  near(back.intercept.low, -line.intercept.high);
    }
    OK(moved == TRIES, "scores moved on the logit move the intercept back (%d)", moved);
    OK(turned == TRIES, "scores and outcomes turned round: the same slope (%d)", turned);
}

/* A curve through what is the same everywhere is flat, and two scores alone have none. */
static void test_curve(void)
{
    Chance chance = {23};
    static Rows rows;
    UkCalibrationCurve curve;
    bool flat = true;

    draw(&chance, &rows);
    for (size_t i = 0; i < ROWS; i++) {
        rows.event[i] = 1;
    }
    OK(uk_calibration_curve(&rows.scores, &curve) && curve.count >= 3, "%zu knots", curve.count);
    for (double at = -0.2; at <= 1.2; at += 0.01) {
        flat = flat && fabs(uk_calibration_curve_at(&curve, at) - 1.0) < 1e-9;
    }
    OK(flat, "it happened to all: a curve of 1, beyond the ends too");
    for (size_t i = 0; i < ROWS; i++) {
        rows.score[i] = i < ROWS / 2 ? 0.3 : 0.6;
    }
    OK(!uk_calibration_curve(&rows.scores, &curve) && curve.count == 0 &&
           isnan(uk_calibration_curve_at(&curve, 0.3)) &&
           isnan(uk_calibration_errors(&rows.scores).ici),
       "two scores determine no parabola");
}

/* The same rows have the same limits; persons of a row each have other draws of the same chance;
   and scores that are far off are told from right ones. */
static void test_index_limits(void)
{
    Chance chance = {29};
    static Rows rows;
    UkInterval own;
    UkInterval by_person;
    UkScores persons;

    draw(&chance, &rows);
    own = uk_ici_bootstrap(&rows.scores, 0.95);
    OK(alike(own, uk_ici_bootstrap(&rows.scores, 0.95)), "the same rows, the same limits");
    OK(own.estimate == uk_calibration_errors(&rows.scores).ici && own.low >= 0.0 &&
           own.low <= own.estimate && own.high >= own.estimate && own.se > 0.0,
       "the estimate lies within: %.4f, %.4f to %.4f", own.estimate, own.low, own.high);
    persons = rows.scores;
    for (size_t i = 0; i < ROWS; i++) {
        rows.person[i] = (uint32_t)i;
    }
    persons.person = rows.person;
    persons.persons = ROWS;
    by_person = uk_ici_bootstrap(&persons, 0.95);
    OK(by_person.estimate == own.estimate && by_person.se > 0.75 * own.se &&
           by_person.se < 1.33 * own.se,
       "persons of one row each: %.4f beside %.4f", by_person.se, own.se);
    OK(uk_ici_bootstrap(&rows.scores, 0.5).high < own.high, "less sure, less wide");
    OK(all_nan(uk_ici_bootstrap(&rows.scores, 1.5)) ||
           isnan(uk_ici_bootstrap(&rows.scores, 1.5).low),
       "no such confidence");
    for (size_t i = 0; i < ROWS; i++) {
        rows.event[i] = 1;
    }
    own = uk_ici_bootstrap(&rows.scores, 0.95);
    OK(own.low > 0.0, "it happened to all: the scores are told from right ones (%.4f)", own.low);
}

/* ---- net benefit ---- */

static void test_benefit(void)
{
    UkInterval found = uk_net_benefit_counts(0, 0, 50, 0.2, 0.95);
    UkInterval share = uk_wilson(7, 50, 0.95);

    OK(found.estimate == 0.0 && found.low < 0.0 && found.high > 0.0,
       "nobody flagged: 0, and not for sure");
    found = uk_net_benefit_counts(7, 20, 50, 0.0, 0.95);
    OK(alike(found, share), "at threshold 0 false flags cost nothing");
    found = uk_net_benefit_counts(20, 30, 50, 0.25, 0.95);
    OK(near(found.estimate, 0.4 - 0.6 / 3.0), "everyone flagged: the share less the price");
    OK(all_nan(uk_net_benefit_counts(20, 30, 49, 0.25, 0.95)) &&
           all_nan(uk_net_benefit_counts(2, 3, 49, 1.0, 0.95)) &&
           all_nan(uk_net_benefit_counts(2, 3, 49, -0.1, 0.95)),
       "more flagged than people, and thresholds that are no cut-off, are refused");
}

/* A flag that is a cut-off gives what the cut-off gives; one that is none what its counts give. */
static void test_benefit_of_flags(void)
{
    Chance chance = {29};
    static Rows rows;
    uint8_t flag[ROWS];
    int same = 0;
    int counted = 0;

    for (int i = 0; i < TRIES; i++) {
        int64_t right = 0;
        int64_t wrong = 0;

        draw(&chance, &rows);
        for (size_t row = 0; row < ROWS; row++) {
            flag[row] = rows.score[row] >= 0.4;
            rows.person[row] = (uint32_t)(row % 9);
        }
        rows.scores.person = rows.person;
        rows.scores.persons = 9;
        same += alike(uk_net_benefit_persons(&rows.scores, flag, 0.4, 0.95),
                      uk_net_benefit(&rows.scores, 0.4, 0.95));
        rows.scores.person = NULL;
        for (size_t row = 0; row < ROWS; row++) {
            flag[row] = row % 3 == 0;
            right += flag[row] == 1 && rows.event[row] == 1;
            wrong += flag[row] == 1 && rows.event[row] == 0;
        }
        counted += alike(uk_net_benefit_persons(&rows.scores, flag, 0.2, 0.95),
                         uk_net_benefit_counts(right, wrong, ROWS, 0.2, 0.95));
    }
    OK(same == TRIES, "a flag from a threshold on, persons with several rows (%d)", same);
    OK(counted == TRIES, "any flag, each row a person: as from its counts (%d)", counted);
    flag[4] = 2;
    OK(all_nan(uk_net_benefit_persons(&rows.scores, flag, 0.2, 0.95)), "a flag is 0 or 1");
    flag[4] = 1;
    OK(all_nan(uk_net_benefit_persons(&rows.scores, flag, 1.0, 0.95)), "and the threshold below 1");
}

static void test_expected(void)
{
    UkInterval found = uk_oe_poisson(0, 2.5, 0.95);

    OK(found.estimate == 0.0 && found.low == 0.0 && near(found.high, -log(0.025) / 2.5),
       "none observed: the upper limit is -ln 0.025 over the expected");
    OK(all_nan(uk_oe_poisson(3, 0.0, 0.95)) && all_nan(uk_oe_poisson(-1, 2.0, 0.95)),
       "none expected has no ratio");
}

int main(void)
{
    test_turned_round();
    test_wholly_apart();
    test_persons();
    test_one_row_each();
    test_rates();
    test_refused();
    test_obstacles();
    test_sure();
    test_moved();
    test_curve();
    test_index_limits();
    test_benefit();
    test_benefit_of_flags();
    test_expected();
    return tap_done();
}
