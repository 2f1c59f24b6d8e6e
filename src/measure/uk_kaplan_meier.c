#include "uk_kaplan_meier.h"

#include "critical.h"
#include "neumaier.h"

#include <math.h>
#include <stdbool.h>

/* Up to here each whole number is a double. */
#define WHOLE_MOST (INT64_C(1) << 53)

/* How far from 1/2 rounding can bring a curve that is 1/2: 2^-102 for each of 10^9 days. */
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
static Limits ended_limits(const Curve *curve, double z)
{
    Pair survival = curve->survival;
    double hazard;
    double spread;

    if (!(survival.high > 0.0 && survival.high < 1.0)) {
        return (Limits){(double)NAN, (double)NAN};
    }
    hazard = -(log(survival.high) + survival.low / survival.high);
    spread = z * sqrt(neumaier_total(curve->greenwood)) / hazard;
    return (Limits){-expm1(-hazard * exp(-spread)), -expm1(-hazard * exp(spread))};
}

static double middle(int64_t one, int64_t other)
{
    return (double)one / 2.0 + (double)other / 2.0;
}

UkInterval uk_kaplan_meier_median(const UkWaitDay *days, size_t count, double confidence)
{
    UkInterval result = uk_undefined();
    double z = uk_critical_value(confidence, (double)INFINITY);
    int64_t half = -1; /* first day on which S is 1/2 exactly */
    Curve curve;

    if (!curve_start(days, count, &curve)) {
        return result;
    }
    for (size_t i = 0; i < count && (isnan(result.estimate) || isnan(result.high)); i++) {
        double above;
        Limits limits;

        curve_pass(&curve, &days[i]);
        if (days[i].ended == 0) {
            continue;
        }
        above = (curve.survival.high - 0.5) + curve.survival.low;
        if (half < 0 && fabs(above) <= TIE) {
            half = days[i].day;
        }
        if (isnan(result.estimate) && above < -TIE) {
            result.estimate = half < 0 ? (double)days[i].day : middle(half, days[i].day);
        }
        /* Brookmeyer and Crowley (1982); the upper limit of what has ended is the lower one of S */
        limits = ended_limits(&curve, z);
        if (isnan(result.low) && limits.high >= 0.5) {
            result.low = (double)days[i].day;
        }
        if (isnan(result.high) && limits.low >= 0.5) {
            result.high = (double)days[i].day;
        }
    }
    if (isnan(result.estimate) && half >= 0) {
        result.estimate = middle(half, curve.last);
    }
    return result;
}

UkInterval uk_kaplan_meier_share(const UkWaitDay *days, size_t count, double day, double confidence)
{
    UkInterval result = uk_undefined();
    Limits limits;
    Curve curve;
    size_t i;

    if (!curve_start(days, count, &curve) || !(day >= 0.0)) {
        return result;
    }
    for (i = 0; i < count && (double)days[i].day <= day; i++) {
        curve_pass(&curve, &days[i]);
    }
    if (day > (double)curve.last && curve.survival.high > 0.0) {
        return result;
    }
    result.estimate = (1.0 - curve.survival.high) - curve.survival.low;
    if (curve.survival.high > 0.0) {
        result.se = curve.survival.high * sqrt(neumaier_total(curve.greenwood));
    }
    limits = ended_limits(&curve, uk_critical_value(confidence, (double)INFINITY));
    result.low = limits.low;
    result.high = limits.high;
    return result;
}
