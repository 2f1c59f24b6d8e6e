/* What must hold of standardised rates whatever the counts, where a model has no maximum, and how
   often their intervals hold the truth. */
#include "chance.h"
#include "coverage.h"

#include "uk_contrast.h"
#include "uk_proportion.h"
#include "uk_standardised.h"

enum { CELLS = 24, FACTORS = 3, PARAMETERS = 12, ROUNDS = 300 };

typedef struct Trial {
    UkCells cells;
    uint32_t level_counts[FACTORS];
    uint32_t levels[CELLS * FACTORS];
    double people[CELLS];
    double events[CELLS];
    double workspace[UK_LOGISTIC_WORKSPACE(CELLS, PARAMETERS)];
} Trial;

/* Two groups by `first` levels of one thing and `second` of another; nobody in any cell. */
static void prepare(Trial *trial, uint32_t first, uint32_t second)
{
    size_t cell = 0;

    *trial = (Trial){.level_counts = {2, first, second}};
    for (uint32_t group = 0; group < 2; group++) {
        for (uint32_t a = 0; a < first; a++) {
            for (uint32_t b = 0; b < second; b++, cell++) {
                trial->levels[cell * FACTORS] = group;
                trial->levels[cell * FACTORS + 1] = a;
                trial->levels[cell * FACTORS + 2] = b;
            }
        }
    }
    trial->cells = (UkCells){.count = cell,
                             .factor_count = FACTORS,
                             .level_counts = trial->level_counts,
                             .levels = trial->levels,
                             .people = trial->people,
                             .events = trial->events,
                             .workspace = trial->workspace};
}

static void fill(Trial *trial, Chance *chance)
{
    for (size_t i = 0; i < trial->cells.count; i++) {
        trial->people[i] = (double)(4 + chance_count(chance, 60));
        trial->events[i] = (double)(1 + chance_count(chance, (int64_t)trial->people[i] - 2));
    }
}

static bool near(double a, double b, double size)
{
    return fabs(a - b) <= size;
}

static bool alike(UkInterval a, UkInterval b, double size)
{
    return near(a.estimate, b.estimate, size) && near(a.se, b.se, size) &&
           near(a.low, b.low, size) && near(a.high, b.high, size);
}

static UkInterval gap(const Trial *trial)
{
    return uk_standardised_difference(&trial->cells, 1, 0, 0.95);
}

/* ---- what changes nothing ---- */

/* All numbers of two groups that nothing is adjusted for. */
static void check_constant(void)
{
    Chance chance = {20261130};
    bool rates = true;
    bool gaps = true;
    bool ratios = true;

    for (int round = 0; round < ROUNDS; round++) {
        Trial trial;
        int64_t x[2];
        int64_t n[2];

        prepare(&trial, 1, 1);
        fill(&trial, &chance);
        for (int k = 0; k < 2; k++) {
            x[k] = (int64_t)trial.events[k];
            n[k] = (int64_t)trial.people[k];
        }
        rates = rates && alike(uk_standardised_rate(&trial.cells, 1, 0.95),
                               uk_wilson(x[1], n[1], 0.95), 1e-9);
        gaps =
            gaps && alike(gap(&trial), uk_newcombe_difference(x[1], n[1], x[0], n[0], 0.95), 1e-9);
        ratios = ratios && alike(uk_standardised_ratio(&trial.cells, 1, 0, 0.95),
                                 uk_katz_ratio(x[1], n[1], x[0], n[0], 0.95), 1e-7);
    }
    OK(rates, "adjusting for what all have alike leaves the rate and Wilson's interval");
    OK(gaps, "and Newcombe's difference");
    OK(ratios, "and Katz's ratio");
}

/* Both groups have the same make-up, twice as many in one. */
static void check_balanced(void)
{
    Chance chance = {20261201};
    bool same = true;

    for (int round = 0; round < ROUNDS; round++) {
        Trial trial;
        double events[2] = {0, 0};
        double people[2] = {0, 0};

        prepare(&trial, 3, 4);
        fill(&trial, &chance);
        for (size_t i = 0; i < 12; i++) {
            trial.people[12 + i] = 2 * trial.people[i];
            trial.events[12 + i] =
                (double)(1 + chance_count(&chance, (int64_t)trial.people[12 + i] - 2));
        }
        for (size_t i = 0; i < 24; i++) {
            people[i / 12] += trial.people[i];
            events[i / 12] += trial.events[i];
        }
        same =
            same && near(gap(&trial).estimate, events[1] / people[1] - events[0] / people[0], 1e-9);
    }
    OK(same, "groups of the same make-up: the adjusted difference is the plain one");
}

static void check_order(void)
{
    Chance chance = {20261202};
    bool turned = true;
    bool split = true;
    bool mirrored = true;
    bool halved = true;

    for (int round = 0; round < ROUNDS; round++) {
        Trial trial;
        Trial other;
        UkInterval before;

        prepare(&trial, 3, 3);
        fill(&trial, &chance);
        before = gap(&trial);
        prepare(&other, 3, 3);
        for (size_t i = 0; i < trial.cells.count; i++) {
            size_t to = trial.cells.count - 1 - i; /* all levels in the opposite order */

            other.people[to] = trial.people[i];
            other.events[to] = trial.events[i];
        }
        turned =
            turned && alike(uk_standardised_difference(&other.cells, 0, 1, 0.95), before, 1e-9);
        for (size_t i = 0; i < trial.cells.count; i++) {
            other.events[i] = other.people[i] - other.events[i];
        }
        mirrored = mirrored && near(uk_standardised_difference(&other.cells, 0, 1, 0.95).estimate,
                                    -before.estimate, 1e-9);
        for (size_t i = 0; i < trial.cells.count; i++) {
            trial.people[i] *= 2;
            trial.events[i] *= 2;
        }
        halved = halved && near(gap(&trial).estimate, before.estimate, 1e-9) &&
                 near(2 * gap(&trial).se * gap(&trial).se, before.se * before.se, 1e-9);
        /* the same people in two cells each: the second half of the cells is a copy of no use */
        prepare(&other, 3, 3);
        fill(&other, &chance);
        before = gap(&other);
        for (size_t i = 0; i < 6; i++) {
            size_t to = 18 + i;

            for (size_t f = 0; f < FACTORS; f++) {
                other.levels[to * FACTORS + f] = other.levels[i * FACTORS + f];
            }
            other.people[to] = floor(other.people[i] / 2);
            other.events[to] = floor(other.events[i] / 2);
            other.people[i] -= other.people[to];
            other.events[i] -= other.events[to];
        }
        other.cells.count = 24;
        split = split && alike(gap(&other), before, 1e-9);
    }
    OK(turned, "levels in another order: the same numbers");
    OK(mirrored, "an outcome turned round turns the difference round");
    OK(halved, "everybody twice: the same difference, half the variance");
    OK(split, "cells that come in two parts: the same numbers");
}

/* ---- one person ---- */

/* To first order: within a tenth, and a little, of what leaving each person out gives. */
static void check_influence(void)
{
    Chance chance = {20261203};
    double worst = 0;

    for (int round = 0; round < ROUNDS / 10; round++) {
        Trial trial;
        UkLogistic fit;
        UkStandardised all;
        double most[2] = {0, 0};

        prepare(&trial, 3, 2);
        fill(&trial, &chance);
        fit = uk_logistic(&trial.cells);
        all = uk_standardise(&trial.cells, &fit, 1, 0);
        for (size_t i = 0; i < 2 * trial.cells.count; i++) {
            size_t cell = i / 2;
            double y = (double)(i % 2);
            UkStandardised less;

            trial.people[cell] -= 1;
            trial.events[cell] -= y;
            fit = uk_logistic(&trial.cells);
            less = uk_standardise(&trial.cells, &fit, 1, 0);
            trial.people[cell] += 1;
            trial.events[cell] += y;
            for (int k = 0; k < 2; k++) {
                most[k] = fmax(most[k],
                               fabs((less.rate[k] - less.crude[k]) - (all.rate[k] - all.crude[k])));
            }
        }
        for (int k = 0; k < 2; k++) {
            worst = fmax(worst, most[k] / all.influence[k]);
        }
    }
    OK(worst > 0.5 && worst < 1.2, "one person's influence is what leaving them out does (%.2f)",
       worst);
}

/* ---- fits without an end ---- */

static UkLogisticEnd end_of(const Trial *trial)
{
    return uk_logistic(&trial->cells).end;
}

static void check_ends(void)
{
    Chance chance = {20261204};
    Trial trial;

    prepare(&trial, 3, 2);
    fill(&trial, &chance);
    OK(end_of(&trial) == UK_LOGISTIC_FITTED, "counts of all kinds are fitted");
    for (size_t i = 6; i < 12; i++) {
        trial.events[i] = 0;
    }
    OK(end_of(&trial) == UK_LOGISTIC_SEPARATED && isnan(gap(&trial).estimate),
       "nobody of a group has it: separated, and no number");

    fill(&trial, &chance);
    trial.events[0] = trial.events[6] = 0;
    OK(end_of(&trial) == UK_LOGISTIC_FITTED, "cells without events beside others are fitted");

    /* of two adjusting columns, all with a = b have it and nobody else */
    prepare(&trial, 2, 2);
    fill(&trial, &chance);
    for (size_t i = 0; i < 8; i++) {
        trial.events[i] = trial.levels[i * FACTORS + 2] == 1 || trial.levels[i * FACTORS] == 1
                              ? trial.people[i]
                              : 0;
    }
    OK(end_of(&trial) != UK_LOGISTIC_FITTED, "an outcome that follows from the levels: no number");

    prepare(&trial, 2, 1);
    for (size_t i = 0; i < 4; i++) {
        trial.people[i] = i == 0 || i == 3 ? 40 : 0;
        trial.events[i] = i == 0 || i == 3 ? 10 : 0;
    }
    OK(end_of(&trial) == UK_LOGISTIC_CONFOUNDED && isnan(gap(&trial).estimate),
       "a group that is the adjusting column said again: confounded");

    /* no level is alike, yet logits of the two other corners stay put while these run away */
    prepare(&trial, 2, 1);
    for (size_t i = 0; i < 4; i++) {
        trial.people[i] = 40;
        trial.events[i] = i == 0 ? 0 : i == 3 ? 40 : 20;
    }
    OK(end_of(&trial) == UK_LOGISTIC_SEPARATED, "opposite corners part a model that adds up");
    trial.events[1] = 40;
    trial.events[2] = 20;
    OK(end_of(&trial) == UK_LOGISTIC_SEPARATED, "a group is alike once a level is fitted exactly");
}

static void check_domain(void)
{
    Chance chance = {20261205};
    Trial trial;

    prepare(&trial, 3, 2);
    fill(&trial, &chance);
    trial.events[2] = trial.people[2] + 1;
    OK(end_of(&trial) == UK_LOGISTIC_INVALID, "more events than people");
    fill(&trial, &chance);
    trial.people[3] = (double)INFINITY;
    OK(end_of(&trial) == UK_LOGISTIC_INVALID, "people without end");
    fill(&trial, &chance);
    trial.levels[1] = 3;
    OK(end_of(&trial) == UK_LOGISTIC_INVALID, "a level beyond the factor's");
    OK(uk_logistic_parameters((uint32_t[]){2, 199}, 2) == 200 &&
           uk_logistic_parameters((uint32_t[]){2, 200}, 2) == 0,
       "200 parameters and no more");
    prepare(&trial, 3, 2);
    fill(&trial, &chance);
    OK(isnan(uk_standardised_rate(&trial.cells, 2, 0.95).estimate), "a group that is not there");
}

/* ---- coverage ---- */

typedef struct Truth {
    double rate[24]; /* of each cell */
    double standardised[2];
} Truth;

/* Effects on the logit of age and sex, and a group that is older than the other. */
static void make_rates(const Trial *trial, double level, double effect, Truth *truth)
{
    for (size_t i = 0; i < 24; i++) {
        double age = (double)trial->levels[i * FACTORS + 1];
        double sex = (double)trial->levels[i * FACTORS + 2];
        double x = level + 0.5 * age - 0.4 * sex + (i < 12 ? 0 : effect);

        truth->rate[i] = 1 / (1 + exp(-x));
    }
}

static void draw_people(Trial *trial, const Truth *truth)
{
    for (size_t i = 0; i < trial->cells.count; i++) {
        int64_t events = 0;

        for (double person = 0; person < trial->people[i]; person++) {
            events += uniform() < truth->rate[i];
        }
        trial->events[i] = (double)events;
    }
}

/* The people in the cells stay, what happened to them is drawn. */
static void cover(int64_t people, double level, double effect, Coverage coverage[3])
{
    Trial trial;
    Truth truth;
    int held[3] = {0, 0, 0};
    int fitted = 0;
    double total = 0;

    prepare(&trial, 4, 3);
    make_rates(&trial, level, effect, &truth);
    truth.standardised[0] = truth.standardised[1] = 0;
    for (size_t i = 0; i < 24; i++) {
        double age = (double)trial.levels[i * FACTORS + 1];

        trial.people[i] =
            floor((double)people / 12 * (i < 12 ? 1.6 - 0.4 * age : 0.4 + 0.4 * age) + 0.5);
        total += trial.people[i];
    }
    for (size_t i = 0; i < 24; i++) {
        truth.standardised[0] += trial.people[i] / total * truth.rate[i % 12];
        truth.standardised[1] += trial.people[i] / total * truth.rate[12 + i % 12];
    }
    for (int sample = 0; sample < SAMPLES; sample++) {
        UkInterval rate;

        draw_people(&trial, &truth);
        rate = uk_standardised_rate(&trial.cells, 1, 0.95);
        if (isnan(rate.estimate)) {
            continue; /* no model of this one: nothing is said */
        }
        fitted++;
        held[0] += holds(rate, truth.standardised[1]);
        held[1] += holds(gap(&trial), truth.standardised[1] - truth.standardised[0]);
        held[2] += holds(uk_standardised_ratio(&trial.cells, 1, 0, 0.95),
                         truth.standardised[1] / truth.standardised[0]);
    }
    for (int k = 0; k < 3; k++) {
        add(&coverage[k], (double)held[k] / fitted);
    }
}

static void check_coverage(void)
{
    static const int64_t PEOPLE[] = {60, 300};
    Coverage coverage[3] = {{0}};

    for (size_t p = 0; p < 2; p++) {
        for (int k = 0; k < 3; k++) {
            cover(PEOPLE[p], -1.2, 0.5 * k - 0.5, coverage);
        }
    }
    printf("# | method | domain | points | mean %% | least %% | floor %% |\n");
    report("standardised", "groups of 60 and 300, 4 ages, 3 sexes, effects -0.5 to 0.5",
           &coverage[0], 94.0, 96.0, 93.0);
    report("standardised-difference", "the same", &coverage[1], 94.0, 96.0, 93.0);
    report("standardised-ratio", "the same", &coverage[2], 94.0, 96.0, 93.0);
}

int main(void)
{
    check_constant();
    check_balanced();
    check_order();
    check_influence();
    check_ends();
    check_domain();
    check_coverage();
    return tap_done();
}
