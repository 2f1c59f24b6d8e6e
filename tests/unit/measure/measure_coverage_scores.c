/* How often 95 % intervals of score audits hold the truth, as measure_coverage.c has it for the
   rest: 10,000 seeded samples a point; the truth by adding up over a fine grid. */
#include "tap.h"

#include "coverage.h"
#include "uk_auc.h"
#include "uk_brier.h"
#include "uk_calibration.h"
#include "uk_flag_rates.h"
#include "uk_net_benefit.h"

#include <stdlib.h>

enum { ROWS_MOST = 300, GRID = 4000 };

#define THRESHOLD 0.3

/* People whose scores are normal on the logit. What comes true is a line on that logit. */
typedef struct People {
    double middle; /* of the scores, on the logit */
    double spread;
    double height; /* the line: 0 and 1 where the scores are right */
    double slope;
} People;

typedef enum Method {
    AUC,
    AUC_PLAIN,
    OE,
    OE_POISSON,
    LARGE,
    SLOPE,
    SLOPE_INTERCEPT,
    BRIER,
    BENEFIT,
    PPV,
    METHODS
} Method;

static double expit(double x)
{
    return 1.0 / (1.0 + exp(-x));
}

/* ---- the truth ---- */

/* Chance and logit of one cell of the grid. */
static double grid_cell(const People *people, int i, double *logit)
{
    double z = 16.0 * ((double)i + 0.5) / GRID - 8.0;

    *logit = people->middle + people->spread * z;
    return 16.0 / GRID * exp(-z * z / 2.0) / sqrt(6.283185307179586);
}

/* What must be added to the logits: the sum over the grid falls as it rises. */
static double true_shift(const People *people)
{
    double low = -20.0;
    double high = 20.0;

    for (int step = 0; step < 60; step++) {
        double middle = (low + high) / 2.0;
        double sum = 0.0;

        for (int i = 0; i < GRID; i++) {
            double x;
            double share = grid_cell(people, i, &x);

            sum += share * (expit(people->height + people->slope * x) - expit(middle + x));
        }
        *(sum > 0.0 ? &low : &high) = middle;
    }
    return low;
}

static void find_truth(const People *people, double truth[METHODS])
{
    double price = THRESHOLD / (1.0 - THRESHOLD);
    double pairs = 0.0;
    double below = 0.0; /* of those to whom it does not happen */
    double events = 0.0;
    double expected = 0.0;
    double flagged = 0.0;
    double rightly = 0.0;

    truth[BRIER] = truth[BENEFIT] = 0.0;
    for (int i = 0; i < GRID; i++) {
        double x;
        double share = grid_cell(people, i, &x);
        double score = expit(x);
        double p = expit(people->height + people->slope * x);

        pairs += share * p * (below + share * (1.0 - p) / 2.0);
        below += share * (1.0 - p);
        events += share * p;
        expected += share * score;
        truth[BRIER] += share * (p * (1.0 - score) * (1.0 - score) + (1.0 - p) * score * score);
        truth[BENEFIT] += score >= THRESHOLD ? share * (p - (1.0 - p) * price) : 0.0;
        flagged += score >= THRESHOLD ? share : 0.0;
        rightly += score >= THRESHOLD ? share * p : 0.0;
    }
    truth[AUC] = truth[AUC_PLAIN] = pairs / below / events;
    truth[OE] = truth[OE_POISSON] = events / expected;
    truth[LARGE] = true_shift(people);
    truth[SLOPE] = people->slope;
    truth[SLOPE_INTERCEPT] = people->height;
    truth[PPV] = rightly / flagged;
}

/* ---- samples ---- */

typedef struct Row {
    double score;
    uint8_t event;
    uint32_t person;
} Row;

typedef struct Sample {
    Row row[ROWS_MOST];
    double score[ROWS_MOST];
    uint8_t event[ROWS_MOST];
    uint8_t flag[ROWS_MOST];
    uint32_t person[ROWS_MOST];
    double workspace[UK_SCORES_WORKSPACE(ROWS_MOST, ROWS_MOST)];
    UkScores scores;
} Sample;

static int by_score(const void *one, const void *other)
{
    double a = ((const Row *)one)->score;
    double b = ((const Row *)other)->score;

    return (a > b) - (a < b);
}

/* Persons have one to four rows where they are clustered; half of the spread of the scores, and of
   what decides about the event, is then the person's own. A row by itself is as the others are. */
static void draw(Sample *sample, const People *people, int persons, bool clustered)
{
    size_t n = 0;
    double own = clustered ? sqrt(0.5) : 0.0;
    double rest = sqrt(1.0 - own * own);

    for (int person = 0; person < persons; person++) {
        double of_score = own * normal();
        double of_event = own * normal();

        for (int i = 0; i <= (clustered ? person % 4 : 0); i++) {
            double x = people->middle + people->spread * (of_score + rest * normal());
            double luck = 0.5 * erfc((of_event + rest * normal()) / sqrt(2.0));

            sample->row[n++] =
                (Row){expit(x), (uint8_t)(luck < expit(people->height + people->slope * x)),
                      (uint32_t)person};
        }
    }
    qsort(sample->row, n, sizeof sample->row[0], by_score);
    for (size_t i = 0; i < n; i++) {
        sample->score[i] = sample->row[i].score;
        sample->event[i] = sample->row[i].event;
        sample->flag[i] = sample->score[i] >= THRESHOLD;
        sample->person[i] = sample->row[i].person;
    }
    sample->scores = (UkScores){n,
                                sample->score,
                                sample->event,
                                NULL,
                                clustered ? sample->person : NULL,
                                clustered ? (size_t)persons : 0,
                                sample->workspace};
}

static void ask(const Sample *sample, UkInterval found[METHODS])
{
    const UkScores *scores = &sample->scores;
    UkCalibrationLine line = uk_calibration_line(scores, 0.95);
    double expected = 0.0;
    int64_t events = 0;

    for (size_t i = 0; i < scores->count; i++) {
        expected += scores->score[i];
        events += scores->event[i];
    }
    found[AUC] = uk_auc(scores, 0.95);
    found[AUC_PLAIN] = uk_auc_plain(scores, 0.95);
    found[OE] = uk_oe(scores, 0.95);
    found[OE_POISSON] = uk_oe_poisson(events, expected, 0.95);
    found[LARGE] = uk_calibration_intercept(scores, 0.95);
    found[SLOPE] = line.slope;
    found[SLOPE_INTERCEPT] = line.intercept;
    found[BRIER] = uk_brier(scores, 0.95);
    found[BENEFIT] = uk_net_benefit(scores, THRESHOLD, 0.95);
    found[PPV] = uk_flag_rate_persons(scores, sample->flag, UK_PPV, 0.95);
}

/* Of the samples that have an interval. */
static void cover(const People *people, int persons, bool clustered, Coverage coverage[METHODS])
{
    static Sample sample;
    double truth[METHODS];
    int held[METHODS] = {0};
    int answers[METHODS] = {0};

    find_truth(people, truth);
    for (int i = 0; i < SAMPLES; i++) {
        UkInterval found[METHODS];

        draw(&sample, people, persons, clustered);
        ask(&sample, found);
        for (int m = 0; m < METHODS; m++) {
            held[m] += holds(found[m], truth[m]);
            answers[m] += !isnan(found[m].low);
        }
    }
    for (int m = 0; m < METHODS; m++) {
        add(&coverage[m], (double)held[m] / answers[m]);
    }
}

/* What docs/coverage.md says of one method. */
typedef struct Said {
    Method method;
    const char *id;
    double low; /* bounds of the mean, percent */
    double high;
    double floor;
} Said;

static void report_all(const Said *said, size_t count, const char *domain,
                       const Coverage coverage[METHODS])
{
    for (size_t i = 0; i < count; i++) {
        report(said[i].id, i == 0 ? domain : "the same", &coverage[said[i].method], said[i].low,
               said[i].high, said[i].floor);
    }
}

int main(void)
{
    static const People RIGHT[] = {
        {-2.0, 1.0, 0.0, 1.0}, {0.0, 1.5, 0.0, 1.0}, {-1.0, 2.5, 0.0, 1.0}};
    static const People WRONG = {-1.0, 1.5, 0.3, 0.6};
    static const Said ALONE[] = {{AUC, "delong", 94.0, 96.0, 93.0},
                                 {AUC_PLAIN, "delong-plain", 92.0, 96.0, 91.0},
                                 {OE, "oe", 94.0, 96.0, 93.5},
                                 {OE_POISSON, "oe-poisson", 96.0, 100.0, 96.0},
                                 {LARGE, "calibration-intercept", 94.0, 96.0, 93.5},
                                 {SLOPE, "calibration-slope", 94.0, 96.0, 93.5},
                                 {SLOPE_INTERCEPT, "calibration-slope", 94.0, 96.0, 93.5},
                                 {BRIER, "brier", 94.0, 96.0, 92.5},
                                 {BENEFIT, "net-benefit", 94.0, 96.0, 93.5}};
    static const Said OFF[] = {{AUC, "delong", 94.0, 96.0, 93.5},
                               {OE, "oe", 94.0, 96.0, 93.5},
                               {LARGE, "calibration-intercept", 90.0, 94.0, 90.0},
                               {SLOPE, "calibration-slope", 94.0, 96.0, 93.5},
                               {BRIER, "brier", 94.0, 96.0, 93.0},
                               {BENEFIT, "net-benefit", 94.0, 96.0, 93.5}};
    static const Said SHARED[] = {{AUC, "delong", 94.0, 96.0, 93.0},
                                  {OE, "oe", 94.0, 96.0, 93.5},
                                  {LARGE, "calibration-intercept", 94.0, 96.0, 93.5},
                                  {SLOPE, "calibration-slope", 94.0, 96.0, 93.0},
                                  {BRIER, "brier", 94.0, 96.0, 92.5},
                                  {BENEFIT, "net-benefit", 94.0, 96.0, 93.5},
                                  {PPV, "flag-rate", 94.0, 96.0, 93.5}};
    Coverage alone[METHODS] = {{0}};
    Coverage off[METHODS] = {{0}};
    Coverage shared[METHODS] = {{0}};

    for (size_t i = 0; i < sizeof RIGHT / sizeof RIGHT[0]; i++) {
        cover(&RIGHT[i], 100, false, alone);
        cover(&RIGHT[i], 300, false, alone);
        cover(&RIGHT[i], 100, true, shared);
    }
    cover(&WRONG, 100, false, off);
    cover(&WRONG, 300, false, off);
    report_all(ALONE, sizeof ALONE / sizeof ALONE[0],
               "100 and 300 people, 16 events or more expected, scores right", alone);
    report_all(OFF, sizeof OFF / sizeof OFF[0], "100 and 300 people, scores wrong (slope 0.6)",
               off);
    report_all(SHARED, sizeof SHARED / sizeof SHARED[0],
               "100 persons with one to four rows, scores right", shared);
    return tap_done();
}
