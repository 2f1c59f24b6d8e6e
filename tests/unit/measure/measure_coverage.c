/* How often 95 % intervals hold the truth, over the domain stated for each: by going through every
   outcome for counts, by 10,000 seeded samples a point for the rest. Prints the table of
   docs/coverage.md as TAP comments and fails where a method leaves what is said there of it. */
#include "tap.h"

#include "coverage.h"
#include "uk_clustered.h"
#include "uk_concentration.h"
#include "uk_contrast.h"
#include "uk_kaplan_meier.h"
#include "uk_mean.h"
#include "uk_proportion.h"
#include "uk_slope_index.h"
#include "uk_special.h"
#include "uk_step_shares.h"

#include <stdlib.h>

enum { GROUPS = 5, PEOPLE_MOST = 1000 };

static double chance_of(int64_t events, int64_t n, double p)
{
    double x = (double)events;
    double size = (double)n;

    return exp(lgamma(size + 1.0) - lgamma(x + 1.0) - lgamma(size - x + 1.0) + x * log(p) +
               (size - x) * log1p(-p));
}

/* ---- one proportion ---- */

typedef UkInterval Proportion(int64_t events, int64_t n, double confidence);

static const int64_t SIZES[] = {10, 20, 50, 100, 300, 1000};

static Coverage cover_proportion(Proportion *method)
{
    Coverage coverage = {0};

    for (size_t s = 0; s < sizeof SIZES / sizeof *SIZES; s++) {
        for (int step = 1; step < 200; step++) {
            double p = (double)step / 200.0 + 0.0013;
            double held = 0.0;

            if (p * (double)SIZES[s] < 2.0 || (1.0 - p) * (double)SIZES[s] < 2.0) {
                continue;
            }
            for (int64_t x = 0; x <= SIZES[s]; x++) {
                held += holds(method(x, SIZES[s], 0.95), p) ? chance_of(x, SIZES[s], p) : 0.0;
            }
            add(&coverage, held);
        }
    }
    return coverage;
}

/* ---- two proportions ---- */

typedef UkInterval Contrast(int64_t x1, int64_t n1, int64_t x0, int64_t n0, double confidence);

static double cover_pair(Contrast *method, bool ratio, int64_t n1, double p1, int64_t n0, double p0)
{
    double truth = ratio ? p1 / p0 : p1 - p0;
    double held = 0.0;

    for (int64_t x1 = 0; x1 <= n1; x1++) {
        double chance1 = chance_of(x1, n1, p1);

        for (int64_t x0 = 0; x0 <= n0 && chance1 > 1e-9; x0++) {
            double chance0 = chance_of(x0, n0, p0);

            if (chance0 > 1e-9 && holds(method(x1, n1, x0, n0, 0.95), truth)) {
                held += chance1 * chance0;
            }
        }
    }
    return held;
}

static Coverage cover_contrast(Contrast *method, bool ratio, double expected_least)
{
    static const int64_t PAIRS[][2] = {{20, 20}, {20, 100}, {50, 50}, {100, 400}, {200, 200}};
    Coverage coverage = {0};

    for (size_t s = 0; s < sizeof PAIRS / sizeof *PAIRS; s++) {
        for (double p1 = 0.0613; p1 < 0.95; p1 += 0.0871) {
            for (double p0 = 0.0537; p0 < 0.95; p0 += 0.0913) {
                if (p1 * (double)PAIRS[s][0] >= expected_least &&
                    p0 * (double)PAIRS[s][1] >= expected_least) {
                    add(&coverage, cover_pair(method, ratio, PAIRS[s][0], p1, PAIRS[s][1], p0));
                }
            }
        }
    }
    return coverage;
}

/* ---- samples ---- */

static double skewed(void)
{
    return exp(0.5 * normal());
}

static void summarise(double (*draw)(void), int n, double *mean, double *sd)
{
    double sum = 0.0;
    double squares = 0.0;

    for (int i = 0; i < n; i++) {
        double value = draw();

        sum += value;
        squares += value * value;
    }
    *mean = sum / n;
    *sd = sqrt((squares - sum * sum / n) / (n - 1));
}

static Coverage cover_mean(double (*draw)(void), double truth)
{
    static const int COUNTS[] = {10, 30, 100};
    Coverage coverage = {0};

    for (size_t c = 0; c < 3; c++) {
        int held = 0;

        for (int sample = 0; sample < SAMPLES; sample++) {
            double mean;
            double sd;

            summarise(draw, COUNTS[c], &mean, &sd);
            held += holds(uk_mean_t(mean, sd, COUNTS[c], 0.95), truth);
        }
        add(&coverage, (double)held / SAMPLES);
    }
    return coverage;
}

static Coverage cover_welch(void)
{
    static const int COUNTS[][2] = {{10, 10}, {10, 40}, {40, 10}, {50, 200}};
    Coverage coverage = {0};

    for (size_t c = 0; c < 4; c++) {
        int held = 0;

        for (int sample = 0; sample < SAMPLES; sample++) {
            double mean1;
            double sd1;
            double mean0;
            double sd0;
            double se1;
            double se0;

            summarise(normal, COUNTS[c][0], &mean1, &sd1);
            summarise(normal, COUNTS[c][1], &mean0, &sd0);
            se1 = 3.0 * sd1 / sqrt(COUNTS[c][0]);
            se0 = sd0 / sqrt(COUNTS[c][1]);
            held +=
                holds(uk_normal_difference(3.0 * mean1, se1, mean0, se0, 0.0,
                                           uk_welch_df(se1, COUNTS[c][0], se0, COUNTS[c][1]), 0.95),
                      0.0);
        }
        add(&coverage, (double)held / SAMPLES);
    }
    return coverage;
}

/* ---- ordered groups ---- */

typedef UkInterval Index(const UkRankedGroups *groups, double confidence);

/* Shares that lie on a logistic curve, or on a line, of the rank; the truth is the index of those
   shares themselves. */
static double cover_index(Index *method, double level, double slope, int64_t people, bool curve)
{
    double truth_rates[GROUPS];
    double none[GROUPS] = {0.0};
    double rates[GROUPS];
    double se[GROUPS];
    double population[GROUPS];
    double workspace[UK_SLOPE_WORKSPACE(GROUPS)];
    UkRankedGroups groups = {GROUPS, truth_rates, none, population, NULL, workspace};
    double truth;
    int held = 0;

    for (int j = 0; j < GROUPS; j++) {
        double x = level + slope * (((double)j + 0.5) / GROUPS - 0.5);

        truth_rates[j] = curve ? 1.0 / (1.0 + exp(-x)) : x;
        population[j] = (double)people;
    }
    truth = method(&groups, 0.95).estimate;
    groups.estimate = rates;
    groups.se = se;
    for (int sample = 0; sample < SAMPLES; sample++) {
        for (int j = 0; j < GROUPS; j++) {
            int64_t events = 0;

            for (int64_t person = 0; person < people; person++) {
                events += uniform() < truth_rates[j];
            }
            rates[j] = (double)events / (double)people;
            se[j] = sqrt(rates[j] * (1.0 - rates[j]) / (double)people);
        }
        held += holds(method(&groups, 0.95), truth);
    }
    return (double)held / SAMPLES;
}

static Coverage cover_indices(Index *method, bool curve)
{
    static const int64_t PEOPLE[] = {50, 200};
    Coverage coverage = {0};

    for (size_t p = 0; p < 2; p++) {
        for (int k = 0; k < 4; k++) {
            double slope = curve ? (double)k * 0.5 - 0.5 : (double)k * 0.1 - 0.1;

            add(&coverage, cover_index(method, curve ? -0.4 : 0.4, slope, PEOPLE[p], curve));
        }
    }
    return coverage;
}

/* ---- waits ---- */

enum { FOLLOWED = 800 }; /* days that are looked at */

/* How long people wait, in whole days, and how long they are followed. */
typedef struct Waiting {
    bool skewed;     /* lognormal (sigma 1), else exponential */
    double middle;   /* the median before it is cut to whole days */
    double followed; /* people are followed from 0 to so many days, evenly */
    double asked;    /* the day asked about, as a multiple of the median */
} Waiting;

/* Waits of one group by day. */
typedef struct Waits {
    UkWaitDay days[FOLLOWED];
} Waits;

static void draw_waits(Waits *waits, const Waiting *waiting, int people)
{
    for (int day = 0; day < FOLLOWED; day++) {
        waits->days[day] = (UkWaitDay){day, 0, 0};
    }
    for (int i = 0; i < people; i++) {
        double wait =
            waiting->middle * (waiting->skewed ? exp(normal()) : -log(uniform()) / log(2.0));
        double seen = fmin(uniform() * waiting->followed, FOLLOWED - 1);

        if (wait <= seen) {
            waits->days[(int)wait].ended++;
        } else {
            waits->days[(int)seen].censored++;
        }
    }
}

/* The share of all waits that end by `day`: one of 39.6 days ends on day 39. */
static double truly_ended(const Waiting *waiting, double day)
{
    double times = (day + 1.0) / waiting->middle;

    return waiting->skewed ? 0.5 * erfc(-log(times) / sqrt(2.0)) : -expm1(-times * log(2.0));
}

/* 1 held, 0 not, -1 no answer. An open side goes on for ever. */
typedef int Held(const Waiting *waiting, int people);

static int held_median(const Waiting *waiting, int people)
{
    Waits waits;
    UkInterval found;

    draw_waits(&waits, waiting, people);
    found = uk_kaplan_meier_median(waits.days, FOLLOWED, 0.95);
    /* the lower side is never open here: without it nothing is known */
    return floor(waiting->middle) >= found.low && !(floor(waiting->middle) > found.high);
}

/* The 90th centile. Where its lower side is open too few were seen so long: no answer. */
static int held_centile(const Waiting *waiting, int people)
{
    double times = waiting->skewed ? exp(uk_normal_quantile(0.9)) : log(10.0) / log(2.0);
    double truth = floor(waiting->middle * times);
    Waits waits;
    UkInterval found;

    draw_waits(&waits, waiting, people);
    found = uk_kaplan_meier_centile(waits.days, FOLLOWED, 90, 0.95);
    return isnan(found.low) ? -1 : truth >= found.low && !(truth > found.high);
}

static int held_share(const Waiting *waiting, int people)
{
    Waits waits;
    UkInterval found;
    double day = floor(waiting->middle * waiting->asked);

    draw_waits(&waits, waiting, people);
    found = uk_kaplan_meier_share(waits.days, FOLLOWED, day, 0.95);
    return isnan(found.low) ? -1 : holds(found, truly_ended(waiting, day));
}

/* Against a group as large that waits half as long again. */
static int held_difference(const Waiting *waiting, int people)
{
    Waits waits;
    Waiting longer = *waiting;
    UkInterval one;
    UkInterval found;
    double truth;

    longer.middle *= 1.5;
    truth = floor(waiting->middle) - floor(longer.middle);
    draw_waits(&waits, waiting, people);
    one = uk_kaplan_meier_median(waits.days, FOLLOWED, 0.95);
    draw_waits(&waits, &longer, people);
    found = uk_mover_difference(one, uk_kaplan_meier_median(waits.days, FOLLOWED, 0.95), 0.0);
    return isnan(found.estimate) ? -1 : !(truth < found.low) && !(truth > found.high);
}

enum { PERSONS_MOST = 120, WAITS_EACH_MOST = 4 };

/* Waits of persons who have one to four, half of whose spread is the person's own. */
typedef struct Shared {
    Waits waits;
    UkPersonWait each[PERSONS_MOST * WAITS_EACH_MOST];
    size_t count;
    double work[5 * FOLLOWED];
    double effects[FOLLOWED];
} Shared;

static void add_shared(Shared *shared, uint32_t person, const UkPersonWait *wait)
{
    size_t at = shared->count++;

    for (; at > 0 && shared->each[at - 1].person == person && shared->each[at - 1].day > wait->day;
         at--) {
        shared->each[at] = shared->each[at - 1];
    }
    shared->each[at] = *wait;
}

static void draw_shared(Shared *shared, const Waiting *waiting, int people)
{
    shared->count = 0;
    for (int day = 0; day < FOLLOWED; day++) {
        shared->waits.days[day] = (UkWaitDay){day, 0, 0};
    }
    for (int person = 0; person < people; person++) {
        double own = normal();

        for (int i = 0; i <= person % WAITS_EACH_MOST; i++) {
            double z = (own + normal()) / sqrt(2.0);
            double wait = waiting->middle *
                          (waiting->skewed ? exp(z) : -log(0.5 * erfc(z / sqrt(2.0))) / log(2.0));
            double seen = fmin(uniform() * waiting->followed, FOLLOWED - 1);
            bool ended = wait <= seen;
            uint32_t day = (uint32_t)(ended ? wait : seen);

            shared->waits.days[day].ended += ended ? 1 : 0;
            shared->waits.days[day].censored += ended ? 0 : 1;
            add_shared(shared, (uint32_t)person, &(UkPersonWait){(uint32_t)person, day, 1, ended});
        }
    }
    if (!uk_kaplan_meier_effects(shared->waits.days, FOLLOWED, shared->each, shared->count,
                                 shared->work, shared->effects)) {
        abort(); /* days and waits were made above */
    }
}

static int held_shared_median(const Waiting *waiting, int people)
{
    static Shared shared;
    UkInterval found;

    draw_shared(&shared, waiting, people);
    found = uk_kaplan_meier_median_effective(shared.waits.days, shared.effects, FOLLOWED, 0.95);
    return floor(waiting->middle) >= found.low && !(floor(waiting->middle) > found.high);
}

/* As if the waits were of as many people. */
static int held_mistaken_median(const Waiting *waiting, int people)
{
    static Shared shared;
    UkInterval found;

    draw_shared(&shared, waiting, people);
    found = uk_kaplan_meier_median(shared.waits.days, FOLLOWED, 0.95);
    return floor(waiting->middle) >= found.low && !(floor(waiting->middle) > found.high);
}

static int held_shared_share(const Waiting *waiting, int people)
{
    static Shared shared;
    UkInterval found;
    double day = floor(waiting->middle * waiting->asked);

    draw_shared(&shared, waiting, people);
    found = uk_kaplan_meier_share_effective(shared.waits.days, shared.effects, FOLLOWED, day, 0.95);
    return isnan(found.low) ? -1 : holds(found, truly_ended(waiting, day));
}

/* Among the samples that have an answer; followed to the end, or two thirds, or half of them. */
/* Followed for so many days at most: a median is known where a 90th centile is not yet. */
typedef double Follow[3];

static Coverage cover_followed(Held *method, const Follow follow, const int people[2])
{
    static const double ASKED[] = {0.25, 0.7, 1.8};
    Coverage coverage = {0};

    for (size_t p = 0; p < 2; p++) {
        for (size_t kind = 0; kind < 3; kind++) {
            Waiting waiting = {(kind + p) % 2 == 1, 60.6, follow[kind], ASKED[(kind + p) % 3]};
            int held = 0;
            int answers = 0;

            for (int sample = 0; sample < SAMPLES; sample++) {
                int one = method(&waiting, people[p]);

                held += one == 1;
                answers += one >= 0;
            }
            add(&coverage, (double)held / answers);
        }
    }
    return coverage;
}

static Coverage cover_waits(Held *method)
{
    static const int PEOPLE[] = {40, 120};
    static const Follow FOLLOW = {1e9, 260.0, 160.0};

    return cover_followed(method, FOLLOW, PEOPLE);
}

static void cover_centiles(void)
{
    static const int PEOPLE[] = {100, 300};
    static const Follow FOLLOW = {1e9, 700.0, 450.0};
    Coverage found = cover_followed(held_centile, FOLLOW, PEOPLE);

    report("kaplan-meier-centile", "90th; 100 and 300 people, none to a fifth still waiting",
           &found, 94.0, 96.0, 93.0);
}

static void cover_all_waits(void)
{
    Coverage found = cover_waits(held_median);

    report("kaplan-meier-median", "40 and 120 people, none to half still waiting", &found, 94.0,
           97.0, 93.0);
    found = cover_waits(held_share);
    report("kaplan-meier-share", "the same, at 0.25 to 1.8 of the median", &found, 94.0, 96.0,
           93.0);
    found = cover_waits(held_difference);
    report("mover", "two medians, the same in either group", &found, 94.0, 98.0, 94.0);
    found = cover_waits(held_shared_median);
    report("kaplan-meier-median", "40 and 120 persons with one to four waits, by persons", &found,
           94.0, 97.0, 93.0);
    found = cover_waits(held_shared_share);
    report("kaplan-meier-share", "the same persons", &found, 94.0, 96.0, 92.0);
    found = cover_waits(held_mistaken_median);
    OK(found.sum / found.points < 0.92, "as if their waits were of as many people: %.1f %%",
       100.0 * found.sum / found.points);
}

/* ---- steps of a path ---- */

enum { STEPS = 3 };

/* How many of `people` go on, one after the other. */
static int64_t went_on(int64_t people, double p)
{
    int64_t count = 0;

    for (int64_t i = 0; i < people; i++) {
        count += uniform() < p;
    }
    return count;
}

/* People followed from step to step: who went on is counted among who came. False where nobody
   came to a step, so that its rate is not there. */
static bool walk(int64_t people, const double *rates, UkInterval *found)
{
    for (size_t s = 0; s < STEPS; s++) {
        int64_t on = went_on(people, rates[s]);

        if (people == 0) {
            return false;
        }
        found[s] = uk_wilson(on, people, 0.95);
        people = on;
    }
    return true;
}

static void cover_steps(const double rates[2][STEPS], const int64_t people[2], Coverage *gap,
                        Coverage *part)
{
    UkStep truth[STEPS];
    int held[STEPS + 1] = {0};
    int answers = 0;

    for (size_t s = 0; s < STEPS; s++) {
        truth[s] = (UkStep){{.estimate = rates[0][s]}, {.estimate = rates[1][s]}};
    }
    for (int i = 0; i < SAMPLES; i++) {
        UkInterval found[2][STEPS];
        UkStep steps[STEPS];

        if (!walk(people[0], rates[0], found[0]) || !walk(people[1], rates[1], found[1])) {
            continue;
        }
        for (size_t s = 0; s < STEPS; s++) {
            steps[s] = (UkStep){found[0][s], found[1][s]};
        }
        answers++;
        held[STEPS] +=
            holds(uk_path_difference(steps, STEPS), uk_path_difference(truth, STEPS).estimate);
        for (size_t s = 0; s < STEPS; s++) {
            held[s] +=
                holds(uk_step_share(steps, STEPS, s), uk_step_share(truth, STEPS, s).estimate);
        }
    }
    add(gap, (double)held[STEPS] / answers);
    for (size_t s = 0; s < STEPS; s++) {
        add(part, (double)held[s] / answers);
    }
}

static void cover_all_steps(void)
{
    static const double RATES[][2][STEPS] = {{{0.8, 0.7, 0.5}, {0.8, 0.7, 0.5}},
                                             {{0.7, 0.6, 0.5}, {0.8, 0.7, 0.5}},
                                             {{0.9, 0.4, 0.6}, {0.7, 0.6, 0.4}},
                                             {{0.95, 0.9, 0.3}, {0.97, 0.95, 0.5}}};
    static const int64_t PEOPLE[][2] = {{60, 60}, {60, 600}, {300, 1500}};
    Coverage gap = {0};
    Coverage part = {0};

    for (size_t r = 0; r < sizeof RATES / sizeof *RATES; r++) {
        for (size_t n = 0; n < sizeof PEOPLE / sizeof *PEOPLE; n++) {
            cover_steps(RATES[r], PEOPLE[n], &gap, &part);
        }
    }
    report("path-difference", "three steps, 60 to 1,500 people followed, rates 0.3 to 0.97", &gap,
           94.0, 96.0, 93.5);
    report("step-share", "the same", &part, 94.0, 96.0, 93.0);
}

int main(void)
{
    Coverage found;

    printf("# | method | domain | points | mean %% | least %% | floor %% |\n");
    printf("# | --- | --- | --- | --- | --- | --- |\n");
    found = cover_proportion(uk_wilson);
    report("wilson", "n 10 to 1,000, at least 2 expected on either side", &found, 94.0, 96.0, 91.5);
    found = cover_proportion(uk_clopper_pearson);
    report("clopper-pearson", "the same", &found, 95.0, 99.0, 95.0);
    found = cover_contrast(uk_newcombe_difference, false, 1.0);
    report("newcombe", "n 20 to 400, shares 0.05 to 0.95", &found, 94.0, 96.0, 90.5);
    found = cover_contrast(uk_katz_ratio, true, 5.0);
    report("katz", "the same, at least 5 expected in both", &found, 94.0, 96.0, 87.5);
    found = cover_mean(normal, 0.0);
    report("mean-t", "n 10 to 100, normal", &found, 94.0, 96.0, 94.0);
    found = cover_mean(skewed, exp(0.125));
    report("mean-t", "n 10 to 100, lognormal (sigma 0.5)", &found, 92.0, 96.0, 90.0);
    found = cover_welch();
    report("welch", "n 10 to 200, spreads 3 to 1, normal", &found, 94.0, 96.0, 94.0);
    found = cover_indices(uk_sii_logit, true);
    report("sii-logit", "5 groups of 50 and 200, slopes -0.5 to 1 on the logit", &found, 94.0, 96.0,
           93.0);
    found = cover_indices(uk_rii_logit, true);
    report("rii-logit", "the same", &found, 94.0, 96.0, 93.0);
    found = cover_indices(uk_sii_linear, false);
    report("sii-linear", "5 groups of 50 and 200, slopes -0.1 to 0.2", &found, 94.0, 96.0, 93.0);
    found = cover_indices(uk_rii_linear, false);
    report("rii-linear", "the same", &found, 94.0, 96.0, 93.0);
    found = cover_indices(uk_aci, false);
    report("aci", "the same", &found, 94.0, 96.0, 93.0);
    found = cover_indices(uk_rci, false);
    report("rci", "the same", &found, 94.0, 96.0, 93.0);
    cover_all_waits();
    cover_all_steps();
    cover_centiles();
    return tap_done();
}
