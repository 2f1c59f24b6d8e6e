#include "uk_kaplan_meier.h"

#include "critical.h"
#include "neumaier.h"

#include <math.h>
#include <stdbool.h>

/* Up to here each whole number is a double. */
#define WHOLE_MOST (INT64_C(1) << 53)

/* How far from a share rounding can bring a curve that has it: 2^-102 for each of 10^9 days. */
#define TIE 0x1p-70

/* A number as the sum of two doubles (Dekker 1971). */
typedef struct Pair {
    double high; /* the number, rounded */
    double low;  /* what rounding took */
} Pair;

/* The curve on one day, after the ends of that day. */
typedef struct Curve {
    int64_t waiting;    /* people who wait on */
    int64_t last;       /* the last day with anyone */
    Pair survival;      /* S */
    Neumaier greenwood; /* sum of d / (n (n - d)); without a day that leaves nobody */
} Curve;

typedef struct Limits {
    double low;
    double high;
} Limits;

/* `sum` and what rounding took from it; |a| >= |b| or a = 0. */
static Pair pair_of(double a, double b)
{
    double sum = a + b;

    return (Pair){sum, b - (sum - a)};
}

/* The product to its last bit, by halves of 26 bits: fma is not exact everywhere. */
static Pair exact_product(double a, double b)
{
    double wide_a = a * 0x1.0000002p27;
    double wide_b = b * 0x1.0000002p27;
    double a1 = wide_a - (wide_a - a);
    double b1 = wide_b - (wide_b - b);
    double a2 = a - a1;
    double b2 = b - b1;
    double product = a * b;

    return (Pair){product, a2 * b2 - (((product - a1 * b1) - a2 * b1) - a1 * b2)};
}

/* number * above / below */
static Pair times_ratio(Pair number, double above, double below)
{
    Pair product = exact_product(number.high, above);
    Pair back;
    double quotient;

    product = pair_of(product.high, product.low + number.low * above);
    quotient = product.high / below;
    back = exact_product(quotient, below);
    return pair_of(quotient, (((product.high - back.high) - back.low) + product.low) / below);
}

static bool add_people(int64_t *people, int64_t more)
{
    if (more < 0 || more > WHOLE_MOST - *people) {
        return false;
    }
    *people += more;
    return true;
}

/* The curve before the first day; false outside the domain. */
static bool curve_start(const UkWaitDay *days, size_t count, Curve *curve)
{
    *curve = (Curve){0, -1, {1.0, 0.0}, {0.0, 0.0}};
    for (size_t i = 0; i < count; i++) {
        int64_t before = curve->waiting;

        if (days[i].day < 0 || days[i].day > WHOLE_MOST ||
            (i > 0 && days[i].day <= days[i - 1].day) ||
            !add_people(&curve->waiting, days[i].ended) ||
            !add_people(&curve->waiting, days[i].censored)) {
            return false;
        }
        curve->last = curve->waiting > before ? days[i].day : curve->last;
    }
    return curve->waiting > 0;
}

static void curve_pass(Curve *curve, const UkWaitDay *day)
{
    double waiting = (double)curve->waiting;
    double left = (double)(curve->waiting - day->ended);

    if (day->ended > 0) {
        curve->survival = times_ratio(curve->survival, left, waiting);
    }
    if (day->ended > 0 && left > 0.0) {
        neumaier_add(&curve->greenwood, (double)day->ended / left / waiting);
    }
    curve->waiting -= day->ended + day->censored;
}

/* Limits of the share that waits no longer, 1 - S, so that a small one loses nothing; NaN where S
 * is 0 or 1. */
static Limits ended_limits(const Curve *curve, double effect, double z)
{
    Pair survival = curve->survival;
    double hazard;
    double spread;

    if (!(survival.high > 0.0 && survival.high < 1.0)) {
        return (Limits){(double)NAN, (double)NAN};
    }
    hazard = -(log(survival.high) + survival.low / survival.high);
    spread = z * sqrt(neumaier_total(curve->greenwood) * effect) / hazard;
    return (Limits){-expm1(-hazard * exp(-spread)), -expm1(-hazard * exp(spread))};
}

static double middle(int64_t one, int64_t other)
{
    return (double)one / 2.0 + (double)other / 2.0;
}

UkInterval uk_kaplan_meier_centile_effective(const UkWaitDay *days, const double *effects,
                                             size_t count, int of_100, double confidence)
{
    UkInterval result = uk_undefined();
    double z = uk_critical_value(confidence, (double)INFINITY);
    double ended = (double)of_100 / 100.0;
    Pair left = times_ratio((Pair){1.0, 0.0}, 100.0 - (double)of_100, 100.0);
    int64_t tie = -1; /* first day on which S is what is asked about exactly */
    Curve curve;

    if (of_100 < 1 || of_100 > 99 || !curve_start(days, count, &curve)) {
        return result;
    }
    for (size_t i = 0; i < count && (isnan(result.estimate) || isnan(result.high)); i++) {
        double above;
        Limits limits;

        curve_pass(&curve, &days[i]);
        if (days[i].ended == 0) {
            continue;
        }
        above = (curve.survival.high - left.high) + (curve.survival.low - left.low);
        if (tie < 0 && fabs(above) <= TIE) {
            tie = days[i].day;
        }
        if (isnan(result.estimate) && above < -TIE) {
            result.estimate = tie < 0 ? (double)days[i].day : middle(tie, days[i].day);
        }
        /* Brookmeyer and Crowley (1982); the upper limit of what has ended is the lower one of S */
        limits = ended_limits(&curve, effects == NULL ? 1.0 : effects[i], z);
        if (isnan(result.low) && limits.high >= ended) {
            result.low = (double)days[i].day;
        }
        if (isnan(result.high) && limits.low >= ended) {
            result.high = (double)days[i].day;
        }
    }
    if (isnan(result.estimate) && tie >= 0) {
        result.estimate = middle(tie, curve.last);
    }
    return result;
}

UkInterval uk_kaplan_meier_centile(const UkWaitDay *days, size_t count, int of_100,
                                   double confidence)
{
    return uk_kaplan_meier_centile_effective(days, NULL, count, of_100, confidence);
}

UkInterval uk_kaplan_meier_median_effective(const UkWaitDay *days, const double *effects,
                                            size_t count, double confidence)
{
    return uk_kaplan_meier_centile_effective(days, effects, count, 50, confidence);
}

UkInterval uk_kaplan_meier_median(const UkWaitDay *days, size_t count, double confidence)
{
    return uk_kaplan_meier_median_effective(days, NULL, count, confidence);
}

UkInterval uk_kaplan_meier_share_effective(const UkWaitDay *days, const double *effects,
                                           size_t count, double day, double confidence)
{
    UkInterval result = uk_undefined();
    double effect = 1.0;
    Limits limits;
    Curve curve;
    size_t i;

    if (!curve_start(days, count, &curve) || !(day >= 0.0)) {
        return result;
    }
    for (i = 0; i < count && (double)days[i].day <= day; i++) {
        curve_pass(&curve, &days[i]);
        effect = effects == NULL ? 1.0 : effects[i];
    }
    if (day > (double)curve.last && curve.survival.high > 0.0) {
        return result;
    }
    result.estimate = (1.0 - curve.survival.high) - curve.survival.low;
    if (curve.survival.high > 0.0) {
        result.se = curve.survival.high * sqrt(neumaier_total(curve.greenwood) * effect);
    }
    limits = ended_limits(&curve, effect, uk_critical_value(confidence, (double)INFINITY));
    result.low = limits.low;
    result.high = limits.high;
    return result;
}

UkInterval uk_kaplan_meier_share(const UkWaitDay *days, size_t count, double day, double confidence)
{
    return uk_kaplan_meier_share_effective(days, NULL, count, day, confidence);
}

/* ---- several waits of one person ---- */

/* What a wait has moved ln S by, and how the pairs of waits of one person change, by day. */
typedef struct Pairs {
    double *waiting; /* that of a wait which goes on: sum of d / (n (n - d)) */
    double *ended;   /* that of a wait which ends on the day, from then on */
    double *both;    /* pairs that both go on, more or less by so many */
    double *one;     /* where one goes on: sum of what the other stopped at, more by so much */
    double *none;    /* where neither does: sum of the products, more by so much */
} Pairs;

static void find_moves(const UkWaitDay *days, size_t count, Curve *curve, Pairs *pairs)
{
    Neumaier moved = {0.0, 0.0};

    for (size_t i = 0; i < count; i++) {
        double waiting = (double)curve->waiting;
        double left = (double)(curve->waiting - days[i].ended);

        pairs->both[i] = pairs->one[i] = pairs->none[i] = 0.0;
        if (left > 0.0) {
            neumaier_add(&moved, (double)days[i].ended / left / waiting);
        }
        pairs->waiting[i] = neumaier_total(moved);
        pairs->ended[i] = pairs->waiting[i] - (left > 0.0 ? 1.0 / left : 0.0);
        curve_pass(curve, &days[i]);
    }
}

/* The pairs among the waits of one person, who stop one after another. */
static bool add_person(const UkPersonWait *waits, size_t wait_count, size_t count, Pairs *pairs)
{
    double going = 0.0;   /* waits that go on */
    double stopped = 0.0; /* sum of what the others stopped at */

    for (size_t i = 0; i < wait_count; i++) {
        if (waits[i].day >= count || waits[i].people < 0 ||
            (i > 0 && waits[i].day < waits[i - 1].day)) {
            return false;
        }
        going += (double)waits[i].people;
    }
    pairs->both[0] += going * (going - 1.0) / 2.0;
    for (size_t i = 0; i < wait_count; i++) {
        uint32_t day = waits[i].day;
        double people = (double)waits[i].people;
        double at = waits[i].ended ? pairs->ended[day] : pairs->waiting[day];
        double alike = people * (people - 1.0) / 2.0;

        going -= people;
        pairs->both[day] -= alike + people * going;
        pairs->one[day] += people * (going * at - stopped);
        pairs->none[day] += at * (alike * at + people * stopped);
        stopped += people * at;
    }
    return true;
}

bool uk_kaplan_meier_effects(const UkWaitDay *days, size_t count, const UkPersonWait *waits,
                             size_t wait_count, double *work, double *effects)
{
    Pairs pairs = {work, work + count, work + 2 * count, work + 3 * count, work + 4 * count};
    Neumaier none = {0.0, 0.0};
    Neumaier one = {0.0, 0.0};
    double both = 0.0;
    Curve curve;
    Curve again;
    size_t next;

    if (!curve_start(days, count, &curve)) {
        return false;
    }
    again = curve;
    find_moves(days, count, &curve, &pairs);
    for (size_t first = 0; first < wait_count; first = next) {
        for (next = first; next < wait_count && waits[next].person == waits[first].person;) {
            next++;
        }
        if (!add_person(waits + first, next - first, count, &pairs)) {
            return false;
        }
    }
    for (size_t i = 0; i < count; i++) {
        double moved = pairs.waiting[i];
        double greenwood;

        both += pairs.both[i];
        neumaier_add(&one, pairs.one[i]);
        neumaier_add(&none, pairs.none[i]);
        curve_pass(&again, &days[i]);
        greenwood = neumaier_total(again.greenwood);
        effects[i] = 1.0;
        if (greenwood > 0.0) {
            double together = both * moved * moved + neumaier_total(one) * moved;

            effects[i] += fmax(-1.0, 2.0 * (together + neumaier_total(none)) / greenwood);
        }
    }
    return true;
}
