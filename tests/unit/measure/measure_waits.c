/* What must hold of Kaplan and Meier's curve whatever the waits: what censoring, more people, other
   units and merged groups do; the edges of the domain; a published example. */
#include "tap.h"

#include "chance.h"
#include "uk_contrast.h"
#include "uk_kaplan_meier.h"

#include <string.h>

enum { ROUNDS = 4000, DAYS = 24 };

typedef struct Waits {
    UkWaitDay days[DAYS];
    size_t count;
} Waits;

/* `censored` is the most people last known to be waiting on one day. */
static Waits draw(Chance *chance, int64_t ended, int64_t censored)
{
    Waits waits = {.count = (size_t)(1 + chance_count(chance, DAYS / 2 - 1))};
    int64_t day = chance_count(chance, 2);

    for (size_t i = 0; i < waits.count; i++) {
        waits.days[i] =
            (UkWaitDay){day, chance_count(chance, ended), chance_count(chance, censored)};
        day += 1 + chance_count(chance, 9);
    }
    waits.days[chance_count(chance, (int64_t)waits.count - 1)].ended += 1;
    return waits;
}

static UkInterval median(const Waits *waits, double confidence)
{
    return uk_kaplan_meier_median(waits->days, waits->count, confidence);
}

static UkInterval share(const Waits *waits, double day)
{
    return uk_kaplan_meier_share(waits->days, waits->count, day, 0.95);
}

static bool same(double a, double b)
{
    return isnan(a) ? isnan(b) : a == b;
}

static bool same_interval(UkInterval a, UkInterval b)
{
    return same(a.estimate, b.estimate) && same(a.se, b.se) && same(a.low, b.low) &&
           same(a.high, b.high);
}

static bool all_nan(UkInterval one)
{
    return isnan(one.estimate) && isnan(one.se) && isnan(one.low) && isnan(one.high);
}

/* What is not reached lies beyond every day. */
static double or_never(double day)
{
    return isnan(day) ? (double)INFINITY : day;
}

/* Everyone in a row, and the middle one or two of them. */
static double sample_median(const Waits *waits)
{
    double row[DAYS * 12] = {0.0};
    size_t people = 0;

    for (size_t i = 0; i < waits->count; i++) {
        for (int64_t person = 0; person < waits->days[i].ended; person++) {
            row[people++] = (double)waits->days[i].day;
        }
    }
    return (row[(people - 1) / 2] + row[people / 2]) / 2.0;
}

static void check_without_censoring(void)
{
    Chance chance = {101};
    bool medians = true;
    bool shares = true;
    int ties = 0;

    for (int round = 0; round < ROUNDS; round++) {
        Waits waits = draw(&chance, 1 + round % 10, 0);
        double middle = sample_median(&waits);
        double people = 0.0;
        double ended = 0.0;

        for (size_t i = 0; i < waits.count; i++) {
            people += (double)waits.days[i].ended;
        }
        medians = medians && median(&waits, 0.95).estimate == middle;
        ties += share(&waits, middle).estimate == 0.5;
        for (size_t i = 0; i < waits.count && ended < people; i++) {
            UkInterval found = share(&waits, (double)waits.days[i].day);
            double p = (ended += (double)waits.days[i].ended) / people;

            shares = shares && fabs(found.estimate - p) < 1e-15 &&
                     (p == 1.0 || fabs(found.se - sqrt(p * (1.0 - p) / people)) < 1e-15);
        }
    }
    OK(medians, "without censoring the median is the sample's, the middle of two where n is even");
    OK(ties > ROUNDS / 50, "and waits whose half falls between two days were among them (%d)",
       ties);
    OK(shares, "without censoring the share and its error are those of a proportion");
}

static void check_order(void)
{
    Chance chance = {102};
    bool ordered = true;
    bool nested = true;
    bool rising = true;
    int reached = 0;

    for (int round = 0; round < ROUNDS; round++) {
        Waits waits = draw(&chance, 1 + round % 10, round % 7);
        UkInterval narrow = median(&waits, 0.8);
        UkInterval wide = median(&waits, 0.95);
        double before = 0.0;

        reached += !isnan(wide.high);
        ordered = ordered && !(narrow.low > narrow.estimate) &&
                  or_never(narrow.estimate) <= or_never(narrow.high);
        nested = nested && !(wide.low > narrow.low) &&
                 or_never(narrow.high) <= or_never(wide.high) &&
                 same(narrow.estimate, wide.estimate) && isnan(wide.se);
        for (double day = 0.0; day <= (double)waits.days[waits.count - 1].day; day += 1.0) {
            UkInterval found = share(&waits, day);

            if (isnan(found.estimate)) {
                break;
            }
            rising = rising && found.estimate >= before && found.estimate <= 1.0 &&
                     !(found.low < 0.0) && !(found.low > found.estimate) &&
                     !(found.high < found.estimate) && !(found.high > 1.0);
            before = found.estimate;
        }
    }
    OK(ordered && reached > ROUNDS / 4, "low <= median <= high, what is not reached last of all");
    OK(nested, "more confidence gives a wider interval around the other and the same median");
    OK(rising, "the share never falls from one day to the next and lies within its interval");
}

/* The median and its limits are where the share and its limits come to a half. */
static void check_median_from_shares(void)
{
    Chance chance = {103};
    bool met = true;

    for (int round = 0; round < ROUNDS; round++) {
        Waits waits = draw(&chance, 6, round % 5);
        UkInterval found = median(&waits, 0.95);
        double first[3] = {(double)NAN, (double)NAN, (double)NAN};

        for (double day = 0.0; day <= (double)waits.days[waits.count - 1].day; day += 1.0) {
            UkInterval on = share(&waits, day);
            double at[] = {on.high, on.estimate, on.low};

            for (size_t i = 0; i < 3; i++) {
                first[i] = isnan(first[i]) && at[i] >= 0.5 ? day : first[i];
            }
        }
        met = met && same(found.low, first[0]) && same(found.high, first[2]) &&
              (share(&waits, first[1]).estimate == 0.5 ? found.estimate >= first[1]
                                                       : same(found.estimate, first[1]));
    }
    OK(met, "the median, low and high are the first days when the share, its high, its low pass a "
            "half");
}

static void check_scale(void)
{
    Chance chance = {104};
    bool days = true;
    bool people = true;
    bool empty = true;
    bool early = true;

    for (int round = 0; round < ROUNDS; round++) {
        Waits waits = draw(&chance, 8, round % 5);
        Waits longer = waits;
        Waits doubled = waits;
        Waits sparse = {.count = waits.count * 2};
        UkInterval one = median(&waits, 0.95);
        UkInterval weeks;
        UkInterval twice;

        for (size_t i = 0; i < waits.count; i++) {
            longer.days[i].day *= 7;
            doubled.days[i].ended *= 2;
            doubled.days[i].censored *= 2;
            sparse.days[2 * i] = longer.days[i];
            sparse.days[2 * i + 1] = (UkWaitDay){longer.days[i].day + 3, 0, 0};
        }
        weeks = median(&longer, 0.95);
        twice = median(&doubled, 0.95);
        days = days && same(weeks.estimate, 7.0 * one.estimate) && same(weeks.low, 7.0 * one.low) &&
               same(weeks.high, 7.0 * one.high);
        people = people && same(twice.estimate, one.estimate) && !(twice.low < one.low) &&
                 or_never(twice.high) <= or_never(one.high);
        empty = empty && same_interval(median(&sparse, 0.95), weeks) &&
                same_interval(share(&sparse, 30.0), share(&longer, 30.0));
        /* who leaves before the first end says nothing about the ends */
        if (waits.days[0].ended == 0 && waits.count > 1) {
            sparse = waits;
            sparse.days[0].censored += 1000;
            early = early && same_interval(median(&sparse, 0.95), one);
        }
    }
    OK(days, "days counted seven times as long give a median and limits seven times as long");
    OK(people, "everyone twice gives the same median and no wider interval");
    OK(empty, "days without anyone change nothing");
    OK(early, "people who leave before the first end change nothing");
}

static void check_censoring(void)
{
    Chance chance = {105};
    bool later = true;
    bool fewer = true;

    for (int round = 0; round < ROUNDS; round++) {
        Waits waits = draw(&chance, 8, round % 5);
        Waits unknown = waits;
        size_t at = (size_t)chance_count(&chance, (int64_t)waits.count - 1);

        if (waits.days[at].ended == 0) {
            continue;
        }
        unknown.days[at].ended--;
        unknown.days[at].censored++;
        later = later && or_never(median(&waits, 0.95).estimate) <=
                             or_never(median(&unknown, 0.95).estimate);
        for (double day = 0.0; day <= (double)waits.days[waits.count - 1].day; day += 1.0) {
            fewer = fewer && !(share(&unknown, day).estimate > share(&waits, day).estimate);
        }
    }
    OK(later, "an end that is not known puts the median no earlier");
    OK(fewer, "and the share no higher on any day");
}

/* Both groups on the same days, so that merging adds the counts. */
static void check_merging(void)
{
    Chance chance = {106};
    bool between = true;
    bool shares = true;

    for (int round = 0; round < ROUNDS; round++) {
        Waits one = draw(&chance, 9, 0);
        Waits other = one;
        Waits merged = one;
        double a;
        double b;
        double both;

        for (size_t i = 0; i < one.count; i++) {
            other.days[i].ended = chance_count(&chance, 9) + (i == 0);
            merged.days[i].ended += other.days[i].ended;
        }
        a = median(&one, 0.95).estimate;
        b = median(&other, 0.95).estimate;
        both = median(&merged, 0.95).estimate;
        between = between && both >= fmin(a, b) && both <= fmax(a, b);
        for (size_t i = 0; i < one.count; i++) {
            double day = (double)one.days[i].day;
            double p = share(&one, day).estimate;
            double q = share(&other, day).estimate;
            double together = share(&merged, day).estimate;

            shares = shares && together >= fmin(p, q) - 1e-15 && together <= fmax(p, q) + 1e-15;
        }
    }
    OK(between, "two groups merged have a median between theirs");
    OK(shares, "and a share between theirs");
}

/* Of many, two are left, and one of them ends: the upper limit of S rises past a half again. */
static void check_limit_that_rises(void)
{
    Waits waits = {{{1, 5400, 4598}, {3, 1, 1}}, 2};

    OK(share(&waits, 1.0).low > 0.5 && share(&waits, 3.0).low < 0.5,
       "the limit of the curve can turn back where two are left of many");
    OK(median(&waits, 0.95).high == 1.0, "the interval ends where the limit first came to a half");
}

static void check_open_sides(void)
{
    Waits half = {{{4, 5, 0}, {9, 0, 5}}, 2};
    Waits few = {{{4, 20, 0}, {9, 10, 70}}, 2};
    Waits at_once = {{{6, 8, 0}}, 1};
    UkInterval known = {10.0, (double)NAN, 8.0, 13.0};
    UkInterval open = median(&half, 0.95);
    UkInterval difference = uk_mover_difference(open, known, 0.0);

    OK(open.estimate == 6.5 && open.low == 4.0 && isnan(open.high),
       "half ended and nothing known after: the middle of what is known, no upper limit");
    OK(all_nan(median(&few, 0.95)), "fewer than half ended: neither median nor, here, a limit");
    OK(difference.estimate == -3.5 && difference.low == -3.5 - sqrt(2.5 * 2.5 + 3.0 * 3.0) &&
           isnan(difference.high),
       "MOVER of two medians: a side that is open stays so");
    OK(median(&at_once, 0.95).estimate == 6.0 && isnan(median(&at_once, 0.95).low),
       "all on one day: that day, without limits");
    OK(share(&at_once, 5.0).estimate == 0.0 && share(&at_once, 5.0).se == 0.0 &&
           isnan(share(&at_once, 5.0).low) && isnan(share(&at_once, 5.0).high),
       "nobody has ended: 0, without limits");
    OK(share(&at_once, 6.0).estimate == 1.0 && isnan(share(&at_once, 6.0).se) &&
           isnan(share(&at_once, 6.0).high) && share(&at_once, (double)INFINITY).estimate == 1.0,
       "all have ended: 1 on that day and for ever after");
    OK(share(&few, 9.0).estimate > 0.29 && all_nan(share(&few, 9.5)),
       "after the last day known there is no share");
}

static void check_domain(void)
{
    static const UkWaitDay BAD[][2] = {
        {{-1, 1, 0}, {2, 1, 0}},
        {{2, 1, 0}, {2, 1, 0}},
        {{3, 1, 0}, {2, 1, 0}},
        {{1, -1, 0}, {2, 3, 0}},
        {{1, 1, -1}, {2, 3, 0}},
        {{1, 0, 0}, {2, 0, 0}},
        {{1, INT64_MAX, 0}, {2, 1, 0}},
        {{1, 1, INT64_C(1) << 53}, {2, 1, 0}},
        {{1, 1, 0}, {(INT64_C(1) << 53) + 1, 1, 0}},
    };
    Waits good = {{{1, 3, 1}, {2, 3, 0}}, 2};
    UkWaitDay most[] = {{0, (INT64_C(1) << 53) - 3, 1}, {INT64_C(1) << 53, 1, 1}};

    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        OK(all_nan(uk_kaplan_meier_median(BAD[i], 2, 0.95)) &&
               all_nan(uk_kaplan_meier_share(BAD[i], 2, 2.0, 0.95)),
           "days outside the domain give no answer (%zu)", i);
    }
    OK(all_nan(uk_kaplan_meier_median(NULL, 0, 0.95)) &&
           all_nan(uk_kaplan_meier_share(NULL, 0, 1.0, 0.95)),
       "no days give no answer");
    OK(all_nan(share(&good, -1.0)) && all_nan(share(&good, (double)NAN)),
       "nor does a day before the first, or none");
    OK(median(&good, 1.0).estimate == 2.0 && share(&good, 1.0).estimate > 0.42,
       "a confidence of 1 leaves the median");
    OK(isnan(median(&good, 1.0).low) && isnan(median(&good, 0.0).high) &&
           isnan(uk_kaplan_meier_share(good.days, 2, 1.0, 1.0).high) &&
           uk_kaplan_meier_share(good.days, 2, 1.0, 1.0).se > 0.0,
       "and takes the limits alone");
    OK(uk_kaplan_meier_median(most, 2, 0.95).estimate == 0.0 &&
           uk_kaplan_meier_share(most, 2, 1.0, 0.95).high < 1.0,
       "2^53 people and 2^53 days are within");
}

/* Freireich and others (1963), 21 patients on 6-MP, weeks to relapse: the curve and its errors as
   Klein and Moeschberger (2003, table 4.1) print them to three decimals, four for the errors. */
static void check_published(void)
{
    static const UkWaitDay WEEKS[] = {{6, 3, 1},  {7, 1, 0},  {9, 0, 1},  {10, 1, 1},
                                      {11, 0, 1}, {13, 1, 0}, {16, 1, 0}, {17, 0, 1},
                                      {19, 0, 1}, {20, 0, 1}, {22, 1, 0}, {23, 1, 0},
                                      {25, 0, 1}, {32, 0, 2}, {34, 0, 1}, {35, 0, 1}};
    static const double PRINTED[][3] = {
        {6, 0.857, 0.0764},  {7, 0.807, 0.0869},  {10, 0.753, 0.0963}, {13, 0.690, 0.1068},
        {16, 0.627, 0.1141}, {22, 0.538, 0.1282}, {23, 0.448, 0.1346}, {35, 0.448, 0.1346}};
    size_t count = sizeof WEEKS / sizeof *WEEKS;

    for (size_t i = 0; i < sizeof PRINTED / sizeof *PRINTED; i++) {
        UkInterval found = uk_kaplan_meier_share(WEEKS, count, PRINTED[i][0], 0.95);

        OK(fabs(1.0 - found.estimate - PRINTED[i][1]) < 5.1e-4 &&
               fabs(found.se - PRINTED[i][2]) < 5.1e-5,
           "6-MP, week %.0f: %.3f (%.4f)", PRINTED[i][0], 1.0 - found.estimate, found.se);
    }
    OK(uk_kaplan_meier_median(WEEKS, count, 0.95).estimate == 23.0, "6-MP: the median is 23 weeks");
}

/* Waits of persons, in any number: what is known of their effects whatever they are. */
static void check_effects(void)
{
    Chance chance = {110};
    bool alone = true;
    bool twice = true;
    bool counted = true;

    for (int round = 0; round < ROUNDS / 8; round++) {
        UkPersonWait waits[4 * DAYS * 12];
        UkPersonWait both[2 * DAYS];
        double effects[DAYS];
        double again[DAYS];
        double work[5 * DAYS];
        Waits drawn = draw(&chance, 6, round % 5);
        Waits doubled = drawn;
        size_t count = 0;
        size_t pairs = 0;

        for (uint32_t day = 0; day < drawn.count; day++) {
            int64_t people = drawn.days[day].ended + drawn.days[day].censored;

            for (int64_t i = 0; i < people; i++) {
                waits[count] = (UkPersonWait){(uint32_t)count, day, 1, i < drawn.days[day].ended};
                count++;
            }
            doubled.days[day].ended *= 2;
            doubled.days[day].censored *= 2;
        }
        alone =
            alone && uk_kaplan_meier_effects(drawn.days, drawn.count, waits, count, work, effects);
        for (size_t day = 0; day < drawn.count; day++) {
            alone = alone && effects[day] == 1.0;
        }
        /* everyone's wait a second time: half of Greenwood's sum, and the same between persons */
        for (size_t i = count; i-- > 0;) {
            waits[2 * i] = waits[i];
            waits[2 * i + 1] = waits[2 * i];
        }
        twice = twice && uk_kaplan_meier_effects(doubled.days, doubled.count, waits, 2 * count,
                                                 work, effects);
        for (size_t day = 0; day < drawn.count; day++) {
            double left = share(&doubled, (double)doubled.days[day].day).estimate;

            twice = twice && (!(left > 0.0 && left < 1.0) || fabs(effects[day] - 2.0) < 1e-9);
        }
        /* a row that stands for many waits of one person */
        count = 0;
        for (uint32_t day = 0; day < drawn.count; day++) {
            both[count++] = (UkPersonWait){7, day, drawn.days[day].ended, true};
            both[count++] = (UkPersonWait){7, day, drawn.days[day].censored, false};
        }
        for (uint32_t day = 0; day < drawn.count; day++) {
            for (int64_t i = 0; i < drawn.days[day].ended + drawn.days[day].censored; i++) {
                waits[pairs++] = (UkPersonWait){9, day, 1, i < drawn.days[day].ended};
            }
        }
        counted = counted &&
                  uk_kaplan_meier_effects(drawn.days, drawn.count, both, count, work, effects) &&
                  uk_kaplan_meier_effects(drawn.days, drawn.count, waits, pairs, work, again);
        for (size_t day = 0; day < drawn.count; day++) {
            counted = counted && fabs(effects[day] - again[day]) < 1e-9;
        }
    }
    OK(alone, "one wait for each person: 1, exactly");
    OK(twice, "everyone's wait twice: 2");
    OK(counted, "many waits of one person in one row as in many");
}

static void check_effects_domain(void)
{
    static const UkWaitDay DAYS_OF[] = {{1, 1, 0}, {2, 1, 1}};
    static const UkPersonWait BAD[][2] = {{{0, 0, 1, true}, {0, 2, 1, true}},
                                          {{0, 1, 1, true}, {0, 0, 1, true}},
                                          {{0, 0, -1, true}, {0, 1, 1, true}}};
    static const UkWaitDay NOBODY[] = {{1, 0, 0}};
    const double negative[] = {-1.0, -1.0};
    const double none[] = {(double)NAN, (double)NAN};
    double effects[2];
    double work[10];

    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        OK(!uk_kaplan_meier_effects(DAYS_OF, 2, BAD[i], 2, work, effects),
           "waits outside the domain are refused (%zu)", i);
    }
    OK(!uk_kaplan_meier_effects(NOBODY, 1, BAD[0], 0, work, effects), "and days without anyone");
    OK(isnan(uk_kaplan_meier_share_effective(DAYS_OF, negative, 2, 1.0, 0.95).low) &&
           uk_kaplan_meier_share_effective(DAYS_OF, negative, 2, 1.0, 0.95).estimate > 0.3,
       "a negative effect takes the limits, and leaves the estimate");
    OK(uk_kaplan_meier_median_effective(DAYS_OF, none, 2, 0.95).estimate == 2.0 &&
           isnan(uk_kaplan_meier_median_effective(DAYS_OF, none, 2, 0.95).low) &&
           isnan(uk_kaplan_meier_median_effective(DAYS_OF, none, 2, 0.95).high),
       "so does one that is not known");
}

int main(void)
{
    check_effects();
    check_effects_domain();
    check_without_censoring();
    check_order();
    check_median_from_shares();
    check_scale();
    check_censoring();
    check_merging();
    check_limit_that_rises();
    check_open_sides();
    check_domain();
    check_published();
    return tap_done();
}
