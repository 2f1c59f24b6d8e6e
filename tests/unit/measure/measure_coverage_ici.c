/* How often the bootstrap's 95 % interval of the integrated calibration index holds the truth, as
   measure_coverage.c has it for the rest. 1,000 samples a point: each takes 200 draws. */
#include "tap.h"

#include "coverage.h"
#include "uk_ici.h"

#include <stdlib.h>

enum { ROWS_MOST = 1200, FEW_SAMPLES = 1000, GRID = 4000 };

/* Scores are normal on the logit; the truth has another height and slope there. */
typedef struct Truth {
    double height;
    double slope;
    int persons;
    bool repeated; /* one to four rows each */
} Truth;

typedef struct Row {
    double score;
    uint8_t event;
    uint32_t person;
} Row;

static double expit(double x)
{
    return 1.0 / (1.0 + exp(-x));
}

static double true_index(const Truth *truth)
{
    double sum = 0.0;
    double all = 0.0;

    for (int i = 0; i < GRID; i++) {
        double z = -5.0 + 10.0 * (i + 0.5) / GRID;
        double share = exp(-z * z / 2.0);
        double x = -1.0 + 1.2 * z;

        sum += share * fabs(expit(truth->height + truth->slope * x) - expit(x));
        all += share;
    }
    return sum / all;
}

static int by_score(const void *one, const void *other)
{
    double a = ((const Row *)one)->score;
    double b = ((const Row *)other)->score;

    return (a > b) - (a < b);
}

static size_t draw(const Truth *truth, Row *rows)
{
    size_t count = 0;

    for (int person = 0; person < truth->persons; person++) {
        double own = normal();

        for (int i = 0; i <= (truth->repeated ? person % 4 : 0); i++) {
            double z = truth->repeated ? (own + normal()) / sqrt(2.0) : own;
            double x = -1.0 + 1.2 * z;

            rows[count++] = (Row){expit(x), uniform() < expit(truth->height + truth->slope * x),
                                  (uint32_t)person};
        }
    }
    qsort(rows, count, sizeof *rows, by_score);
    return count;
}

static double cover(const Truth *truth)
{
    static Row rows[ROWS_MOST];
    static double score[ROWS_MOST];
    static uint8_t event[ROWS_MOST];
    static uint32_t person[ROWS_MOST];
    static double workspace[UK_SCORES_WORKSPACE(ROWS_MOST, ROWS_MOST)];
    double index = true_index(truth);
    int held = 0;

    for (int i = 0; i < FEW_SAMPLES; i++) {
        UkScores scores = {.count = draw(truth, rows),
                           .score = score,
                           .event = event,
                           .person = truth->repeated ? person : NULL,
                           .persons = truth->repeated ? (size_t)truth->persons : 0,
                           .workspace = workspace};

        for (size_t r = 0; r < scores.count; r++) {
            score[r] = rows[r].score;
            event[r] = rows[r].event;
            person[r] = rows[r].person;
        }
        held += holds(uk_ici_bootstrap(&scores, 0.95), index);
    }
    return (double)held / FEW_SAMPLES;
}

static void cover_all(const char *domain, double height, double slope, bool repeated)
{
    static const int PERSONS[] = {150, 400};
    Coverage coverage = {0};

    for (size_t p = 0; p < sizeof PERSONS / sizeof PERSONS[0]; p++) {
        add(&coverage, cover(&(Truth){height, slope, PERSONS[p], repeated}));
    }
    report("ici", domain, &coverage, 92.5, 97.0, 90.0);
}

int main(void)
{
    cover_all("150 and 400 people, scores right", 0.0, 1.0, false);
    cover_all("the same, scores too high", -0.7, 1.0, false);
    cover_all("the same, scores too far apart (slope 0.5)", -0.5, 0.5, false);
    cover_all("persons with one to four rows, scores too high", -0.7, 1.0, true);
    return tap_done();
}
