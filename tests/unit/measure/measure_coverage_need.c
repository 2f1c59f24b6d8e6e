/* How often 95 % intervals of the difference of need at the same score hold the truth, as
   measure_coverage.c has it for the rest. Need rises with the score's bin, is the more scattered
   the higher it is, and the group needs more by the same everywhere: that is the truth. */
#include "tap.h"

#include "coverage.h"
#include "uk_need.h"

enum { PERSONS_MOST = 1000, ROWS_MOST = 4 * PERSONS_MOST, BINS = 10 };

static const double MORE = 0.6; /* the truth */

/* How many persons, and whether each has one to four rows. */
typedef struct People {
    int persons;
    bool repeated;
} People;

typedef struct Rows {
    double need[ROWS_MOST];
    uint32_t bin[ROWS_MOST];
    uint8_t member[ROWS_MOST];
    uint32_t person[ROWS_MOST];
    double workspace[UK_NEEDS_WORKSPACE(BINS, PERSONS_MOST)];
    size_t count;
} Rows;

static void draw(const People *people, Rows *rows)
{
    rows->count = 0;
    for (int person = 0; person < people->persons; person++) {
        double own = normal();
        uint8_t member = uniform() < 0.3;
        int last = people->repeated ? person % 4 : 0;

        for (int i = 0; i <= last; i++) {
            /* members stand lower on the score, as where it is blind to their need */
            double place = member ? uniform() * uniform() : uniform();
            uint32_t bin = (uint32_t)(place * BINS);
            double scatter = 0.5 + 0.2 * bin;
            double error = people->repeated ? (own + normal()) / sqrt(2.0) : own;

            rows->need[rows->count] = 1.0 + 0.4 * bin + MORE * member + scatter * error;
            rows->bin[rows->count] = bin;
            rows->member[rows->count] = member;
            rows->person[rows->count] = (uint32_t)person;
            rows->count++;
        }
    }
}

static double cover(const People *people)
{
    static Rows rows;
    int held = 0;

    for (int i = 0; i < SAMPLES; i++) {
        UkNeeds needs = {.need = rows.need,
                         .bin = rows.bin,
                         .bins = BINS,
                         .member = rows.member,
                         .person = people->repeated ? rows.person : NULL,
                         .persons = people->repeated ? (size_t)people->persons : 0,
                         .workspace = rows.workspace};

        draw(people, &rows);
        needs.count = rows.count;
        held += holds(uk_need_difference(&needs, 0.95), MORE);
    }
    return (double)held / SAMPLES;
}

static void cover_all(bool repeated, const char *domain)
{
    static const int PERSONS[] = {100, 300, 1000};
    Coverage coverage = {0};

    for (size_t p = 0; p < sizeof PERSONS / sizeof PERSONS[0]; p++) {
        add(&coverage, cover(&(People){PERSONS[p], repeated}));
    }
    report("need-difference", domain, &coverage, 94.0, 96.0, 92.5);
}

int main(void)
{
    cover_all(false, "100 to 1,000 people, 10 bins, scatter rising with need");
    cover_all(true, "the same, persons with one to four rows");
    return tap_done();
}
