/* What must hold of the indices over ranked groups whatever the numbers. */
#include "tap.h"

#include "chance.h"
#include "uk_concentration.h"
#include "uk_slope_index.h"

#define ROUNDS 4000
#define GROUPS_MAX 12

typedef UkInterval RankedFunction(const UkRankedGroups *groups, double confidence);

typedef struct Index {
    const char *name;
    RankedFunction *function;
    bool is_ratio; /* 1 is no inequality, not 0 */
} Index;

static const Index INDICES[] = {
    {"sii linear", uk_sii_linear, false},
    {"rii linear", uk_rii_linear, true},
    {"sii logit", uk_sii_logit, false},
    {"rii logit", uk_rii_logit, true},
    {"aci", uk_aci, false},
    {"rci", uk_rci, false},
};

#define INDEX_COUNT (sizeof INDICES / sizeof INDICES[0])

typedef struct Case {
    double estimate[GROUPS_MAX];
    double se[GROUPS_MAX];
    double people[GROUPS_MAX];
    double covariance[GROUPS_MAX * GROUPS_MAX];
    double workspace[UK_SLOPE_WORKSPACE(GROUPS_MAX)];
    UkRankedGroups groups;
} Case;

static void case_point(Case *one, size_t count)
{
    one->groups =
        (UkRankedGroups){count, one->estimate, one->se, one->people, NULL, one->workspace};
}

/* Proportions near a line on the logit scale: both ends of the straight line are above 0. */
static void case_draw(Case *one, Chance *chance)
{
    size_t count = (size_t)(2 + chance_count(chance, 8));
    double level = chance_between(chance, -2.0, 2.0);
    double slope = chance_between(chance, -1.0, 1.0);

    for (size_t i = 0; i < count; i++) {
        double rank = ((double)i + 0.5) / (double)count - 0.5;
        double x = level + slope * rank + chance_between(chance, -0.05, 0.05);

        one->estimate[i] = 1.0 / (1.0 + exp(-x));
        one->se[i] = chance_between(chance, 0.001, 0.05);
        one->people[i] = chance_between(chance, 100.0, 9000.0);
    }
    case_point(one, count);
}

static void case_reverse(const Case *one, Case *back)
{
    size_t count = one->groups.count;

    for (size_t i = 0; i < count; i++) {
        back->estimate[i] = one->estimate[count - 1 - i];
        back->se[i] = one->se[count - 1 - i];
        back->people[i] = one->people[count - 1 - i];
    }
    case_point(back, count);
}

static bool near(double a, double b, double bound)
{
    return fabs(a - b) <= bound * fmax(1.0, fabs(b));
}

static bool near_all(UkInterval a, UkInterval b, double bound)
{
    return near(a.estimate, b.estimate, bound) && near(a.se, b.se, bound) &&
           near(a.low, b.low, bound) && near(a.high, b.high, bound);
}

static bool all_nan(UkInterval one)
{
    return isnan(one.estimate) && isnan(one.se) && isnan(one.low) && isnan(one.high);
}

/* ---- symmetries ---- */

static void check_symmetries(const Index *index)
{
    Chance chance = {11};
    bool drawn = true;
    bool within = true;
    bool scaled = true;
    bool doubled = true;
    bool reversed = true;

    for (int i = 0; i < ROUNDS; i++) {
        Case one;
        Case other;
        UkInterval first;
        UkInterval back;

        case_draw(&one, &chance);
        first = index->function(&one.groups, 0.95);
        case_reverse(&one, &other);
        back = index->function(&other.groups, 0.95);
        if (index->is_ratio) {
            back = (UkInterval){1.0 / back.estimate, back.se, 1.0 / back.high, 1.0 / back.low};
        } else {
            back = (UkInterval){-back.estimate, back.se, -back.high, -back.low};
        }
        drawn = drawn && !isnan(first.low) && !isnan(first.high);
        within = within && first.low < first.estimate && first.estimate < first.high;
        reversed = reversed && near_all(first, back, 1e-11);
        for (size_t j = 0; j < one.groups.count; j++) {
            one.people[j] *= 4.0;
        }
        back = index->function(&one.groups, 0.95);
        doubled = doubled && memcmp(&first, &back, sizeof first) == 0;
        for (size_t j = 0; j < one.groups.count; j++) {
            one.people[j] *= 1.0 / 7919.0;
        }
        scaled = scaled && near_all(index->function(&one.groups, 0.95), first, 1e-11);
    }
    OK(drawn && within, "%s: defined, and the estimate lies within", index->name);
    OK(doubled, "%s: four times the people, the same bits", index->name);
    OK(scaled, "%s: people or shares of them, the same answer", index->name);
    OK(reversed, "%s: the order reversed %s", index->name,
       index->is_ratio ? "gives the inverse" : "changes the sign");
}

/* A diagonal covariance is the standard errors; a group without people changes nothing. */
static void check_inputs(const Index *index)
{
    Chance chance = {12};
    bool diagonal = true;
    bool empty = true;
    bool shrinking = true;

    for (int i = 0; i < ROUNDS; i++) {
        Case one;
        UkInterval first;
        UkInterval second;

        case_draw(&one, &chance);
        first = index->function(&one.groups, 0.95);
        for (size_t j = 0; j < one.groups.count * one.groups.count; j++) {
            size_t row = j / one.groups.count;

            one.covariance[j] = row == j % one.groups.count ? one.se[row] * one.se[row] : 0.0;
        }
        one.groups.covariance = one.covariance;
        one.groups.se = NULL;
        diagonal = diagonal && near_all(index->function(&one.groups, 0.95), first, 1e-13);
        one.groups.covariance = NULL;
        one.groups.se = one.se;
        for (size_t j = 0; j < one.groups.count; j++) {
            one.se[j] /= 2.0;
        }
        second = index->function(&one.groups, 0.95);
        shrinking = shrinking && near(second.se * 2.0, first.se, 1e-13) &&
                    second.high - second.low < first.high - first.low;
        for (size_t j = 0; j < one.groups.count; j++) {
            one.se[j] *= 2.0;
        }
        one.estimate[one.groups.count] = (double)NAN;
        one.se[one.groups.count] = (double)NAN;
        one.people[one.groups.count] = 0.0;
        one.groups.count++;
        second = index->function(&one.groups, 0.95);
        empty = empty && memcmp(&first, &second, sizeof first) == 0;
    }
    OK(diagonal, "%s: a diagonal covariance is the standard errors", index->name);
    OK(shrinking, "%s: half the standard errors, half the se", index->name);
    OK(empty, "%s: a group without people counts for nothing, whatever stands in it", index->name);
}

/* ---- ends and domain ---- */

static void check_ends(const Index *index)
{
    double nothing = index->is_ratio ? 1.0 : 0.0;
    Chance chance = {13};
    bool alike = true;

    for (int i = 0; i < ROUNDS; i++) {
        Case one;
        UkInterval answer;

        case_draw(&one, &chance);
        for (size_t j = 1; j < one.groups.count; j++) {
            one.estimate[j] = one.estimate[0];
        }
        answer = index->function(&one.groups, 0.95);
        alike = alike && answer.estimate == nothing && answer.se > 0.0;
    }
    OK(alike, "%s: groups all alike give exactly %g", index->name, nothing);
}

static UkInterval of_three(const Index *index, const double *estimate, const double *se,
                           const double *people, double confidence)
{
    double workspace[UK_SLOPE_WORKSPACE(3)];
    UkRankedGroups groups = {3, estimate, se, people, NULL, workspace};

    return index->function(&groups, confidence);
}

static void check_domain(const Index *index)
{
    static const double RATES[] = {0.2, 0.3, 0.5};
    static const double ERRORS[] = {0.01, 0.02, 0.01};
    static const double BAD_ERRORS[] = {0.01, -0.02, 0.01};
    static const double PEOPLE[] = {10.0, 20.0, 30.0};
    static const double LONELY[] = {0.0, 20.0, 0.0};
    static const double NONE[] = {0.0, 0.0, 0.0};
    static const double NEGATIVE[] = {10.0, -20.0, 30.0};
    const double infinite[] = {10.0, (double)INFINITY, 30.0};
    const double holed[] = {0.2, (double)NAN, 0.5};
    UkInterval plain = of_three(index, RATES, ERRORS, PEOPLE, 0.95);
    UkInterval unknown = of_three(index, RATES, NULL, PEOPLE, 0.95);
    UkInterval wrong = of_three(index, RATES, BAD_ERRORS, PEOPLE, 0.95);
    UkInterval level = of_three(index, RATES, ERRORS, PEOPLE, 95.0);

    OK(all_nan(of_three(index, RATES, ERRORS, LONELY, 0.95)) &&
           all_nan(of_three(index, RATES, ERRORS, NONE, 0.95)) &&
           all_nan(of_three(index, RATES, ERRORS, NEGATIVE, 0.95)) &&
           all_nan(of_three(index, RATES, ERRORS, infinite, 0.95)) &&
           all_nan(of_three(index, holed, ERRORS, PEOPLE, 0.95)),
       "%s: no line without two groups of people and their estimates", index->name);
    OK(unknown.estimate == plain.estimate && isnan(unknown.se) && isnan(unknown.low) &&
           isnan(unknown.high) && wrong.estimate == plain.estimate && isnan(wrong.high),
       "%s: without standard errors, or with a negative one, the estimate alone", index->name);
    OK(level.estimate == plain.estimate && level.se == plain.se && isnan(level.low) &&
           isnan(level.high),
       "%s: a confidence outside 0..1 gives NaN limits", index->name);
}

static void check_domain_of_rates(void)
{
    static const double ERRORS[] = {0.01, 0.02, 0.01};
    static const double PEOPLE[] = {10.0, 20.0, 30.0};
    static const double NOBODY[] = {0.0, 0.0, 0.0};
    static const double EVERYBODY[] = {1.0, 1.0, 1.0};
    static const double PARTED[] = {0.0, 0.0, 1.0};
    static const double HALF_PARTED[] = {0.0, 0.4, 1.0};
    static const double OVERLAPPING[] = {0.0, 0.4, 0.9};
    static const double PERCENT[] = {20.0, 30.0, 50.0};
    static const double STEEP[] = {0.001, 0.002, 0.9};
    static const double BELOW[] = {-3.0, 1.0, 1.0};

    for (size_t i = 2; i < 4; i++) {
        OK(all_nan(of_three(&INDICES[i], NOBODY, ERRORS, PEOPLE, 0.95)) &&
               all_nan(of_three(&INDICES[i], EVERYBODY, ERRORS, PEOPLE, 0.95)) &&
               all_nan(of_three(&INDICES[i], PARTED, ERRORS, PEOPLE, 0.95)) &&
               all_nan(of_three(&INDICES[i], HALF_PARTED, ERRORS, PEOPLE, 0.95)),
           "%s: no curve through all 0, all 1, or 0s and 1s parted at one rank", INDICES[i].name);
        OK(!isnan(of_three(&INDICES[i], OVERLAPPING, ERRORS, PEOPLE, 0.95).high),
           "%s: a group of none does not stop the curve where two others are mixed",
           INDICES[i].name);
        OK(all_nan(of_three(&INDICES[i], PERCENT, ERRORS, PEOPLE, 0.95)) &&
               all_nan(of_three(&INDICES[i], BELOW, ERRORS, PEOPLE, 0.95)),
           "%s: percentages and negative amounts are refused", INDICES[i].name);
    }
    OK(all_nan(of_three(&INDICES[1], STEEP, ERRORS, PEOPLE, 0.95)),
       "rii linear: undefined where an end of the line is below 0");
    OK(all_nan(of_three(&INDICES[1], BELOW, ERRORS, PEOPLE, 0.95)) &&
           all_nan(of_three(&INDICES[5], BELOW, ERRORS, NOBODY, 0.95)) &&
           all_nan(of_three(&INDICES[5], NOBODY, ERRORS, PEOPLE, 0.95)),
       "rii linear and rci: undefined where the mean is not above 0");
}

static void check_ridits(void)
{
    static const double PEOPLE[] = {1.0, 2.0, 1.0};
    double ridit[3];
    Chance chance = {14};
    bool mean = true;

    OK(uk_ridits(PEOPLE, 3, ridit) && ridit[0] == 0.125 && ridit[1] == 0.5 && ridit[2] == 0.875,
       "ridits by hand");
    OK(!uk_ridits(PEOPLE, 0, ridit), "no groups, no ridits");
    for (int i = 0; i < ROUNDS; i++) {
        Case one;
        double total = 0.0;
        double sum = 0.0;

        case_draw(&one, &chance);
        uk_ridits(one.people, one.groups.count, one.workspace);
        for (size_t j = 0; j < one.groups.count; j++) {
            total += one.people[j];
            sum += one.people[j] * one.workspace[j];
        }
        mean = mean && fabs(sum / total - 0.5) < 1e-14;
    }
    OK(mean, "the mean ridit of all people is 1/2");
}

/* Two groups: the line runs through both, and the logistic curve too. */
static void check_two_groups(void)
{
    static const double RATES[] = {0.2, 0.6};
    static const double PEOPLE[] = {300.0, 100.0};
    double workspace[UK_SLOPE_WORKSPACE(2)];
    UkRankedGroups groups = {2, RATES, NULL, PEOPLE, NULL, workspace};
    double a = log(0.2 / 0.8);
    double b = (log(0.6 / 0.4) - a) / 0.5; /* ridits 0.375 and 0.875 */
    double worst = 1.0 / (1.0 + exp(-(a - b * 0.375)));
    double best = 1.0 / (1.0 + exp(-(a + b * 0.625)));

    OK(near(uk_sii_linear(&groups, 0.95).estimate, 0.8, 1e-15), "two groups: 0.4 over half a rank");
    OK(near(uk_sii_logit(&groups, 0.95).estimate, best - worst, 1e-14) &&
           near(uk_rii_logit(&groups, 0.95).estimate, best / worst, 1e-13),
       "two groups: the curve through both");
}

int main(void)
{
    for (size_t i = 0; i < INDEX_COUNT; i++) {
        check_symmetries(&INDICES[i]);
        check_inputs(&INDICES[i]);
        check_ends(&INDICES[i]);
        check_domain(&INDICES[i]);
    }
    check_domain_of_rates();
    check_ridits();
    check_two_groups();
    return tap_done();
}
