/* Bins of a score, and need at equal score: what holds for all rows, and each way in which a number
   has no value. */
#include "tap.h"

#include "chance.h"
#include "uk_contrast.h"
#include "uk_mean.h"
#include "uk_need.h"

#include <math.h>

#define ROWS 60
#define BINS 4
#define TRIES 40

static bool near(double a, double b)
{
    return fabs(a - b) <= 1e-10 * fmax(1.0, fabs(b));
}

static bool alike(UkInterval a, UkInterval b)
{
    return near(a.estimate, b.estimate) && near(a.se, b.se) && near(a.low, b.low) &&
           near(a.high, b.high);
}

/* ---- bins ---- */

static void test_bins(void)
{
    const double score[10] = {0.1, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.5, 0.9, 0.9};
    const double weight[10] = {0, 1, 0, 0, 0, 0, 0, 1, 2, 0};
    const uint8_t event[10] = {0};
    UkScores scores = {.count = 10, .score = score, .event = event};
    uint32_t bin[10];

    /* middles of the ties: 0.5, 4, 7.5 and 9 of 10 */
    OK(uk_score_bins(&scores, 5, bin) && bin[0] == 0 && bin[1] == 2 && bin[6] == 2 && bin[7] == 3 &&
           bin[8] == 4 && bin[9] == 4,
       "rows of one score stay together, where their middle stands");
    OK(uk_score_bins(&scores, 1, bin) && bin[0] == 0 && bin[9] == 0, "one bin holds all");
    scores.weight = weight;
    /* weights below and half of those here: 0, 0.5, 1.5 and 3 of 4 */
    OK(uk_score_bins(&scores, 4, bin) && bin[0] == 0 && bin[3] == 0 && bin[7] == 1 && bin[9] == 3,
       "weights count, not rows");
    OK(!uk_score_bins(&scores, 0, bin), "no bins are refused");
    scores.count = 1;
    OK(!uk_score_bins(&scores, 4, bin), "and rows without any weight");
}

/* ---- differences ---- */

typedef struct Rows {
    double need[ROWS];
    uint32_t bin[ROWS];
    uint8_t member[ROWS];
    double weight[ROWS];
    uint32_t person[ROWS];
    double workspace[UK_NEEDS_WORKSPACE(BINS, ROWS)];
    UkNeeds needs;
} Rows;

static void draw(Chance *chance, Rows *rows)
{
    for (size_t i = 0; i < ROWS; i++) {
        rows->need[i] = floor(6.0 * chance_unit(chance));
        rows->bin[i] = (uint32_t)(BINS * chance_unit(chance));
        rows->member[i] = chance_unit(chance) < 0.4;
        rows->weight[i] = 1.0;
        rows->person[i] = (uint32_t)(ROWS - 1 - i);
    }
    rows->needs = (UkNeeds){.count = ROWS,
                            .need = rows->need,
                            .bin = rows->bin,
                            .bins = BINS,
                            .member = rows->member,
                            .workspace = rows->workspace};
}

/* Named persons with one row each, and weights of 1, change nothing. */
static void test_one_row_each(void)
{
    Chance chance = {3};
    static Rows rows;
    int named = 0;
    int weighed = 0;
    int turned = 0;
    int moved = 0;

    for (int i = 0; i < TRIES; i++) {
        UkInterval alone;
        UkInterval other;

        draw(&chance, &rows);
        alone = uk_need_difference(&rows.needs, 0.95);
        rows.needs.person = rows.person;
        rows.needs.persons = ROWS;
        named += alike(uk_need_difference(&rows.needs, 0.95), alone);
        rows.needs.person = NULL;
        rows.needs.weight = rows.weight;
        weighed += alike(uk_need_difference(&rows.needs, 0.95), alone);
        rows.needs.weight = NULL;
        for (size_t row = 0; row < ROWS; row++) {
            rows.member[row] = 1 - rows.member[row];
        }
        other = uk_need_difference(&rows.needs, 0.95);
        turned += near(other.estimate, -alone.estimate) && near(other.se, alone.se) &&
                  near(other.low, -alone.high);
        for (size_t row = 0; row < ROWS; row++) {
            rows.need[row] += 10.0 * rows.bin[row];
        }
        moved += alike(uk_need_difference(&rows.needs, 0.95), other);
    }
    OK(named == TRIES, "one row for each person: HC1 (%d)", named);
    OK(weighed == TRIES, "weights of 1 change nothing (%d)", weighed);
    OK(turned == TRIES, "everyone else less the group is the group less everyone else (%d)",
       turned);
    OK(moved == TRIES, "what all of a bin need more says nothing about the group (%d)", moved);
}

/* One bin: the difference of two means, with HC1's error. */
static void test_one_bin(void)
{
    Chance chance = {5};
    static Rows rows;
    int same = 0;

    for (int i = 0; i < TRIES; i++) {
        double n[2] = {0, 0};
        double sum[2] = {0, 0};
        double squares[2] = {0, 0};
        UkInterval found;
        double variance;

        draw(&chance, &rows);
        for (size_t row = 0; row < ROWS; row++) {
            rows.bin[row] = 2;
            n[rows.member[row]]++;
            sum[rows.member[row]] += rows.need[row];
        }
        for (size_t row = 0; row < ROWS; row++) {
            double off = rows.need[row] - sum[rows.member[row]] / n[rows.member[row]];

            squares[rows.member[row]] += off * off;
        }
        variance = ROWS / (ROWS - 2.0) * (squares[0] / (n[0] * n[0]) + squares[1] / (n[1] * n[1]));
        found = uk_need_difference(&rows.needs, 0.95);
        same +=
            near(found.estimate, sum[1] / n[1] - sum[0] / n[0]) && near(found.se, sqrt(variance));
    }
    OK(same == TRIES, "in one bin: the difference of two means (%d)", same);
}

/* ---- no value ---- */

static bool all_nan(UkInterval value)
{
    return isnan(value.estimate) && isnan(value.se) && isnan(value.low) && isnan(value.high);
}

static void test_refused(void)
{
    Chance chance = {9};
    static Rows rows;
    UkInterval found;

    draw(&chance, &rows);
    for (size_t i = 0; i < ROWS; i++) {
        rows.member[i] = rows.bin[i] < 2;
    }
    OK(all_nan(uk_need_difference(&rows.needs, 0.95)),
       "no bin with both: no difference, and not 0");
    draw(&chance, &rows);
    rows.need[7] = (double)INFINITY;
    OK(all_nan(uk_need_difference(&rows.needs, 0.95)), "a need is finite");
    draw(&chance, &rows);
    rows.bin[3] = BINS;
    OK(all_nan(uk_need_difference(&rows.needs, 0.95)), "a bin is one of them");
    draw(&chance, &rows);
    rows.member[3] = 2;
    OK(all_nan(uk_need_difference(&rows.needs, 0.95)), "a row is of the group or not");
    draw(&chance, &rows);
    rows.needs.weight = rows.weight;
    rows.weight[3] = -1.0;
    OK(all_nan(uk_need_difference(&rows.needs, 0.95)), "no weight is below 0");
    draw(&chance, &rows);
    rows.needs.person = rows.person;
    rows.needs.persons = ROWS - 1;
    OK(all_nan(uk_need_difference(&rows.needs, 0.95)), "a person is one of them");
    rows.needs.persons = ROWS;
    for (size_t i = 0; i < ROWS; i++) {
        rows.person[i] = 4;
    }
    found = uk_need_difference(&rows.needs, 0.95);
    OK(!isnan(found.estimate) && isnan(found.se) && isnan(found.low),
       "one person's rows: a difference without an error");
    draw(&chance, &rows);
    rows.needs.count = 2;
    rows.bin[0] = rows.bin[1] = 1;
    rows.member[0] = 0;
    rows.member[1] = 1;
    found = uk_need_difference(&rows.needs, 0.95);
    OK(near(found.estimate, rows.need[1] - rows.need[0]) && isnan(found.se),
       "as many numbers fitted as rows: alike");
}

int main(void)
{
    test_bins();
    test_one_row_each();
    test_one_bin();
    test_refused();
    return tap_done();
}
