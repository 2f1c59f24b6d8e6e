/* What must hold of the estimators for one and two groups whatever the numbers: symmetry, order,
   bounds, the edges of the domain; and the examples published with the methods. */
#include "tap.h"

#include "chance.h"
#include "uk_clustered.h"
#include "uk_contrast.h"
#include "uk_mean.h"
#include "uk_proportion.h"
#include "uk_special.h"

#define ROUNDS 20000

static const double LEVELS[] = {0.5, 0.8, 0.9, 0.95, 0.99, 0.998};

static double any_level(Chance *chance)
{
    return LEVELS[chance_count(chance, 5)];
}

static bool same_bits(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

static bool all_nan(UkInterval one)
{
    return isnan(one.estimate) && isnan(one.se) && isnan(one.low) && isnan(one.high);
}

static bool limits_nan(UkInterval one)
{
    return !isnan(one.estimate) && isnan(one.low) && isnan(one.high);
}

typedef UkInterval CountInterval(int64_t events, int64_t n, double confidence);

static UkInterval effective_of_counts(int64_t events, int64_t n, double confidence)
{
    double p = (double)events / (double)n;

    return uk_wilson_effective(p, sqrt(p * (1.0 - p) / (double)n), (double)n, (double)INFINITY,
                               confidence);
}

/* ---- one proportion ---- */

/* Limits hold the estimate and stay in 0..1; both ends are exact; more events, higher limits; the
   events and the others mirror each other. */
static void check_proportion(const char *name, CountInterval *interval, double digits, int rounds)
{
    Chance chance = {20261121};
    bool inside = true;
    bool ends = true;
    bool rising = true;
    bool mirrored = true;
    bool nested = true;

    for (int i = 0; i < rounds; i++) {
        int64_t n = chance_size(&chance, digits);
        int64_t x = chance_count(&chance, n);
        double level = any_level(&chance);
        UkInterval one = interval(x, n, level);
        UkInterval other = interval(n - x, n, level);
        UkInterval wider = interval(x, n, 1.0 - (1.0 - level) / 2.0);
        UkInterval next = interval(x < n ? x + 1 : x, n, level);

        inside = inside && one.low >= 0.0 && one.low <= one.estimate && one.estimate <= one.high &&
                 one.high <= 1.0;
        ends = ends && (x > 0 || one.low == 0.0) && (x < n || one.high == 1.0);
        rising = rising && next.low >= one.low && next.high >= one.high;
        mirrored = mirrored && fabs(one.low - (1.0 - other.high)) <= 1e-13 &&
                   fabs(one.high - (1.0 - other.low)) <= 1e-13;
        nested = nested && wider.low <= one.low && wider.high >= one.high;
    }
    OK(inside, "%s: 0 <= low <= estimate <= high <= 1", name);
    OK(ends, "%s: no events give low 0, all events give high 1, exactly", name);
    OK(rising, "%s: one more event never lowers a limit", name);
    OK(mirrored, "%s: events and the others mirror each other", name);
    OK(nested, "%s: more confidence gives a wider interval around the other", name);
}

static void check_shrinking(const char *name, CountInterval *interval)
{
    bool shrinking = true;

    for (int64_t tenth = 0; tenth <= 10; tenth++) {
        double width = 2.0;

        for (int64_t n = 10; n <= 100000; n *= 10) {
            UkInterval one = interval(n / 10 * tenth, n, 0.95);

            shrinking = shrinking && one.high - one.low < width;
            width = one.high - one.low;
        }
    }
    OK(shrinking, "%s: the same share of more people has a shorter interval", name);
}

static void check_exact_tails(void)
{
    bool met = true;

    for (int64_t n = 1; n <= 60; n++) {
        for (int64_t x = 0; x <= n; x++) {
            UkInterval exact = uk_clopper_pearson(x, n, 0.95);
            /* the tail probabilities that define the limits, summed in full */
            double below = uk_beta_cdf(exact.low, (double)x, (double)(n - x + 1));
            double above = uk_beta_cdf(exact.high, (double)(x + 1), (double)(n - x));

            met = met && (x == 0 || fabs(below - 0.025) < 1e-13);
            met = met && (x == n || fabs(above - 0.975) < 1e-13);
        }
    }
    OK(met, "Clopper-Pearson: at each limit the tail beyond the count is 2.5 %%");
}

static void check_effective(void)
{
    Chance chance = {3};
    bool same = true;
    bool wider = true;
    bool by_df = true;

    for (int i = 0; i < ROUNDS; i++) {
        int64_t n = chance_size(&chance, 6.0) + 1;
        int64_t x = chance_count(&chance, n);
        UkInterval plain = uk_wilson(x, n, 0.95);
        UkInterval effective = effective_of_counts(x, n, 0.95);
        UkInterval doubled =
            uk_wilson_effective(plain.estimate, plain.se * 1.5, (double)n, (double)INFINITY, 0.95);
        UkInterval few = uk_wilson_effective(plain.estimate, plain.se, (double)n, 5.0, 0.95);

        same = same && fabs(plain.low - effective.low) <= 1e-13 &&
               fabs(plain.high - effective.high) <= 1e-13;
        wider =
            wider && (plain.se == 0.0 || (doubled.low < plain.low && doubled.high > plain.high));
        by_df = by_df && few.high - few.low > plain.high - plain.low;
    }
    OK(same, "wilson-effective: the binomial standard error gives Wilson's interval");
    OK(wider, "wilson-effective: a larger standard error widens both sides");
    OK(by_df, "wilson-effective: few degrees of freedom widen it, also where se is 0");
}

/* ---- two groups ---- */

static void check_newcombe(void)
{
    Chance chance = {4};
    bool inside = true;
    bool swapped = true;
    bool complement = true;
    bool is_mover = true;

    for (int i = 0; i < ROUNDS; i++) {
        int64_t n1 = chance_size(&chance, 6.0);
        int64_t n0 = chance_size(&chance, 6.0);
        int64_t x1 = chance_count(&chance, n1);
        int64_t x0 = chance_count(&chance, n0);
        double level = any_level(&chance);
        UkInterval one = uk_newcombe_difference(x1, n1, x0, n0, level);
        UkInterval back = uk_newcombe_difference(x0, n0, x1, n1, level);
        UkInterval other = uk_newcombe_difference(n1 - x1, n1, n0 - x0, n0, level);
        UkInterval joined =
            uk_mover_difference(uk_wilson(x1, n1, level), uk_wilson(x0, n0, level), 0.0);

        inside = inside && one.low >= -1.0 && one.low <= one.estimate && one.estimate <= one.high &&
                 one.high <= 1.0 && one.low < one.high;
        swapped = swapped && one.estimate == -back.estimate && fabs(one.low + back.high) < 1e-15 &&
                  fabs(one.high + back.low) < 1e-15 && fabs(one.se - back.se) < 1e-15;
        complement =
            complement && fabs(one.low + other.high) < 1e-14 && fabs(one.high + other.low) < 1e-14;
        is_mover = is_mover && same_bits(one.estimate, joined.estimate) &&
                   same_bits(one.se, joined.se) &&
                   (same_bits(one.low, joined.low) || joined.low < -1.0) &&
                   (same_bits(one.high, joined.high) || joined.high > 1.0);
    }
    OK(inside, "Newcombe: -1 <= low <= estimate <= high <= 1, and never without width");
    OK(swapped, "Newcombe: groups exchanged change the sign");
    OK(complement, "Newcombe: the complement changes the sign");
    OK(is_mover, "MOVER of two Wilson intervals with correlation 0 is Newcombe's, bit for bit");
}

static void check_mover(void)
{
    Chance chance = {5};
    bool narrower = true;
    bool ends = true;
    UkInterval one = {0.5, 0.125, 0.25, 0.75};
    UkInterval same = uk_mover_difference(one, one, 1.0);

    for (int i = 0; i < ROUNDS; i++) {
        UkInterval a = {0.0, 0.1, -chance_unit(&chance), chance_unit(&chance)};
        UkInterval b = {0.0, 0.2, -chance_unit(&chance), chance_unit(&chance)};
        double r = chance_between(&chance, -1.0, 0.98);
        UkInterval loose = uk_mover_difference(a, b, r);
        UkInterval tight = uk_mover_difference(a, b, r + 0.02);
        UkInterval opposed = uk_mover_difference(a, b, -1.0);

        narrower = narrower && tight.high - tight.low < loose.high - loose.low;
        ends = ends && fabs(opposed.high - (a.high - b.low)) < 1e-15 &&
               fabs(opposed.low - (a.low - b.high)) < 1e-15;
    }
    OK(narrower, "MOVER: more correlation, a shorter interval");
    OK(ends, "MOVER: correlation -1 adds the distances");
    OK(same.low == 0.0 && same.high == 0.0 && same.se == 0.0,
       "MOVER: a symmetric estimate against itself with correlation 1 has no width");
}

static void check_ratios(void)
{
    Chance chance = {6};
    bool inverse = true;
    bool inside = true;
    bool delta = true;

    for (int i = 0; i < ROUNDS; i++) {
        int64_t n1 = chance_size(&chance, 6.0);
        int64_t n0 = chance_size(&chance, 6.0);
        int64_t x1 = 1 + chance_count(&chance, n1 - 1);
        int64_t x0 = 1 + chance_count(&chance, n0 - 1);
        UkInterval one = uk_katz_ratio(x1, n1, x0, n0, 0.95);
        UkInterval back = uk_katz_ratio(x0, n0, x1, n1, 0.95);
        UkInterval p1 = uk_wilson(x1, n1, 0.95);
        UkInterval p0 = uk_wilson(x0, n0, 0.95);
        UkInterval log =
            uk_log_ratio(p1.estimate, p1.se, p0.estimate, p0.se, 0.0, (double)INFINITY, 0.95);

        inverse = inverse && fabs(one.low * back.high - 1.0) < 1e-13 &&
                  fabs(one.estimate * back.estimate - 1.0) < 1e-13 &&
                  fabs(one.high * back.low - 1.0) < 1e-13;
        inside = inside && one.low <= one.estimate && one.estimate <= one.high;
        delta = delta && fabs(log.low - one.low) <= 1e-12 * one.low &&
                fabs(log.high - one.high) <= 1e-12 * one.high;
    }
    OK(inverse, "Katz: groups exchanged give the inverse");
    OK(inside, "Katz: the estimate lies within");
    OK(delta, "Katz is the delta method on two binomial standard errors");
}

static void check_means(void)
{
    Chance chance = {7};
    bool inside = true;
    bool paired = true;
    bool df = true;

    for (int i = 0; i < ROUNDS; i++) {
        double s1 = chance_between(&chance, 0.01, 5.0);
        double s0 = chance_between(&chance, 0.01, 5.0);
        double n1 = (double)(2 + chance_count(&chance, 500));
        double n0 = (double)(2 + chance_count(&chance, 500));
        double welch = uk_welch_df(s1, n1, s0, n0);
        UkInterval apart = uk_normal_difference(1.0, s1, 0.0, s0, 0.0, welch, 0.95);
        UkInterval joined = uk_normal_difference(1.0, s1, 0.0, s0, 0.5 * s1 * s0, welch, 0.95);

        df = df && welch >= fmin(n1, n0) - 1.0 - 1e-9 && welch <= n1 + n0 - 2.0 + 1e-9;
        inside = inside && apart.low < 1.0 && apart.high > 1.0;
        paired = paired && joined.se < apart.se;
    }
    OK(df, "Welch: degrees of freedom between the smaller group's and both groups' together");
    OK(inside, "difference of means: the estimate lies within");
    OK(paired, "difference of means: a positive covariance shortens it");
    OK(uk_normal_difference(2.0, 0.3, 2.0, 0.3, 0.3 * 0.3, 9.0, 0.95).se == 0.0,
       "an estimate against itself has no error");
    OK(uk_welch_df(0.0, 5.0, 2.0, 12.0) == 11.0, "Welch: one se of 0 leaves the other group's df");
}

/* ---- edges of the domain ---- */

static void check_domain_of_counts(const char *name, CountInterval *interval)
{
    OK(all_nan(interval(-1, 10, 0.95)) && all_nan(interval(11, 10, 0.95)) &&
           all_nan(interval(0, 0, 0.95)) && all_nan(interval(0, -5, 0.95)) &&
           all_nan(interval(INT64_MIN, INT64_MAX, 0.95)),
       "%s: counts outside their domain give NaN", name);
    OK(limits_nan(interval(3, 10, 0.0)) && limits_nan(interval(0, 10, 1.0)) &&
           limits_nan(interval(10, 10, (double)NAN)) && limits_nan(interval(3, 10, -0.5)),
       "%s: a confidence outside 0..1 gives NaN limits, the ends included", name);
}

static void check_domain_of_contrasts(void)
{
    double nan = (double)NAN;
    double inf = (double)INFINITY;
    UkInterval one = {0.4, 0.05, 0.3, 0.5};
    UkInterval open = {0.4, 0.05, nan, 0.5};
    UkInterval lopsided = uk_mover_difference(open, one, 0.0);

    OK(all_nan(uk_newcombe_difference(1, 0, 1, 2, 0.95)) &&
           all_nan(uk_newcombe_difference(1, 2, 3, 2, 0.95)) &&
           limits_nan(uk_newcombe_difference(1, 2, 0, 2, 2.0)),
       "Newcombe: outside the domain");
    OK(all_nan(uk_katz_ratio(1, 2, 0, 2, 0.95)) && all_nan(uk_katz_ratio(0, 2, 0, 2, 0.95)) &&
           all_nan(uk_katz_ratio(3, 2, 1, 2, 0.95)) && limits_nan(uk_katz_ratio(1, 2, 1, 2, 1.0)),
       "Katz: outside the domain, and where nobody in the group compared with has the event");
    OK(uk_katz_ratio(0, 2, 1, 2, 0.95).estimate == 0.0 &&
           limits_nan(uk_katz_ratio(0, 2, 1, 2, 0.95)),
       "Katz: no events give 0 without limits");
    OK(all_nan(uk_mover_difference(one, one, 1.5)) && all_nan(uk_mover_difference(one, one, nan)),
       "MOVER: no such correlation");
    OK(isnan(lopsided.low) && !isnan(lopsided.high),
       "MOVER: a limit that is not there takes only the one that needs it");
    OK(all_nan(uk_log_ratio(-1.0, 1.0, 1.0, 1.0, 0.0, inf, 0.95)) &&
           all_nan(uk_log_ratio(1.0, 1.0, 0.0, 1.0, 0.0, inf, 0.95)) &&
           all_nan(uk_log_ratio(nan, 1.0, 1.0, 1.0, 0.0, inf, 0.95)) &&
           limits_nan(uk_log_ratio(1.0, -1.0, 1.0, 1.0, 0.0, inf, 0.95)) &&
           limits_nan(uk_log_ratio(1.0, 1.0, 1.0, nan, 0.0, inf, 0.95)) &&
           limits_nan(uk_log_ratio(1.0, 0.1, 1.0, 0.1, 1.0, inf, 0.95)) &&
           limits_nan(uk_log_ratio(0.0, 0.1, 1.0, 0.1, 0.0, inf, 0.95)) &&
           limits_nan(uk_log_ratio(1.0, 0.1, 1.0, 0.1, 0.0, 0.0, 0.95)),
       "log ratio: outside the domain");
    OK(limits_nan(uk_normal_difference(1.0, -1.0, 1.0, 1.0, 0.0, inf, 0.95)) &&
           limits_nan(uk_normal_difference(1.0, 1.0, 1.0, 1.0, 5.0, inf, 0.95)) &&
           limits_nan(uk_normal_difference(1.0, 1.0, 1.0, 1.0, 0.0, nan, 0.95)),
       "normal difference: outside the domain");
    OK(isnan(uk_welch_df(1.0, 1.0, 1.0, 5.0)) && isnan(uk_welch_df(0.0, 3.0, 0.0, 5.0)) &&
           isnan(uk_welch_df(-1.0, 3.0, 1.0, 5.0)) && isnan(uk_welch_df(inf, 3.0, 1.0, 5.0)) &&
           isnan(uk_welch_df(nan, 3.0, 1.0, 5.0)),
       "Welch: outside the domain");
}

static void check_domain_of_others(void)
{
    double nan = (double)NAN;
    double inf = (double)INFINITY;
    UkPairMoments pair = {4.0, 2.0, 2.0, 1.0};

    OK(all_nan(uk_wilson_effective(-0.1, 0.1, 9.0, inf, 0.95)) &&
           all_nan(uk_wilson_effective(1.1, 0.1, 9.0, inf, 0.95)) &&
           all_nan(uk_wilson_effective(nan, 0.1, 9.0, inf, 0.95)) &&
           all_nan(uk_wilson_effective(0.5, -0.1, 9.0, inf, 0.95)) &&
           all_nan(uk_wilson_effective(0.5, inf, 9.0, inf, 0.95)) &&
           all_nan(uk_wilson_effective(0.5, 0.1, 0.0, inf, 0.95)) &&
           all_nan(uk_wilson_effective(0.5, 0.1, inf, inf, 0.95)) &&
           all_nan(uk_wilson_effective(0.5, 0.1, 9.0, 0.0, 0.95)) &&
           limits_nan(uk_wilson_effective(0.0, 0.0, 9.0, inf, 1.0)),
       "wilson-effective: outside the domain");
    OK(limits_nan(uk_mean_t(5.0, 1.0, 1.0, 0.95)) && limits_nan(uk_mean_t(5.0, -1.0, 9.0, 0.95)) &&
           limits_nan(uk_mean_t(5.0, nan, 9.0, 0.95)) && isnan(uk_mean_t(nan, 1.0, 9.0, 0.95).low),
       "mean: one person or no spread known gives the mean alone");
    OK(limits_nan(uk_estimate_t(5.0, -1.0, 9.0, 0.95)) &&
           limits_nan(uk_estimate_t(5.0, 1.0, -9.0, 0.95)) &&
           limits_nan(uk_estimate_t(5.0, 1.0, 9.0, 95.0)),
       "estimate with se: outside the domain");
    OK(isnan(uk_linearised_covariance(pair, 0.5, 0.5, 4.0, 4.0, 1.0)) &&
           isnan(uk_linearised_covariance(pair, 0.5, 0.5, 0.0, 4.0, 3.0)) &&
           isnan(uk_linearised_covariance(pair, 0.5, 0.5, 4.0, nan, 3.0)),
       "linearised covariance: outside the domain");
    OK(isnan(uk_correlation(0.5, -1.0, 1.0)) && isnan(uk_correlation(2.0, 1.0, 1.0)) &&
           isnan(uk_correlation(nan, 1.0, 1.0)) && isnan(uk_correlation(0.1, inf, 1.0)) &&
           uk_correlation(0.0, 0.0, 1.0) == 0.0 && uk_correlation(1.0 + 1e-15, 1.0, 1.0) == 1.0 &&
           uk_correlation(-1.0 - 1e-15, 1.0, 1.0) == -1.0,
       "correlation: its domain, and put back where rounding passed 1");
}

static void check_domain_of_distributions(void)
{
    double nan = (double)NAN;
    double inf = (double)INFINITY;

    OK(isnan(uk_normal_cdf(nan)) && uk_normal_cdf(-inf) == 0.0 && uk_normal_cdf(inf) == 1.0 &&
           uk_normal_cdf(0.0) == 0.5 && uk_normal_cdf(-1e308) == 0.0 && uk_normal_cdf(1e308) == 1.0,
       "normal cdf: its ends");
    OK(isnan(uk_normal_quantile(-0.1)) && isnan(uk_normal_quantile(1.1)) &&
           isnan(uk_normal_quantile(nan)) && uk_normal_quantile(0.0) == -inf &&
           uk_normal_quantile(1.0) == inf && uk_normal_quantile(0.5) == 0.0,
       "normal quantile: its ends");
    OK(isnan(uk_t_cdf(nan, 3.0)) && isnan(uk_t_cdf(1.0, 0.0)) && isnan(uk_t_cdf(1.0, nan)) &&
           uk_t_cdf(-inf, 3.0) == 0.0 && uk_t_cdf(inf, 3.0) == 1.0 &&
           uk_t_cdf(1.3, inf) == uk_normal_cdf(1.3),
       "t cdf: its ends; infinite df is the normal");
    OK(isnan(uk_t_quantile(0.5, 0.0)) && isnan(uk_t_quantile(2.0, 3.0)) &&
           uk_t_quantile(0.0, 3.0) == -inf && uk_t_quantile(1.0, 3.0) == inf &&
           uk_t_quantile(0.5, 3.0) == 0.0 && uk_t_quantile(0.025, inf) == uk_normal_quantile(0.025),
       "t quantile: its ends; infinite df is the normal");
    OK(isnan(uk_chi_squared_quantile(0.5, 0.0)) && isnan(uk_chi_squared_quantile(0.5, inf)) &&
           isnan(uk_chi_squared_quantile(-0.5, 2.0)) && uk_chi_squared_quantile(0.0, 2.0) == 0.0 &&
           uk_chi_squared_quantile(1.0, 2.0) == inf,
       "chi-squared quantile: its ends");
    OK(isnan(uk_gamma_quantile(0.5, 0.0, 1.0)) && isnan(uk_gamma_quantile(0.5, 1.0, 0.0)) &&
           isnan(uk_gamma_quantile(nan, 1.0, 1.0)) && uk_gamma_quantile(1.0, 2.0, 1.0) == inf,
       "gamma quantile: its ends");
    OK(isnan(uk_beta_cdf(0.5, 0.0, 1.0)) && isnan(uk_beta_cdf(1.5, 1.0, 1.0)) &&
           uk_beta_cdf(0.0, 2.0, 3.0) == 0.0 && uk_beta_cdf(1.0, 2.0, 3.0) == 1.0,
       "beta cdf: its ends");
    OK(isnan(uk_beta_quantile(0.5, 0.0, 1.0)) && isnan(uk_beta_quantile(nan, 1.0, 1.0)) &&
           uk_beta_quantile(0.0, 2.0, 3.0) == 0.0 && uk_beta_quantile(1.0, 2.0, 3.0) == 1.0 &&
           isnan(uk_beta_quantile_upper(0.5, 1.0, inf)) &&
           uk_beta_quantile_upper(0.0, 2.0, 3.0) == 1.0 &&
           uk_beta_quantile_upper(1.0, 2.0, 3.0) == 0.0,
       "beta quantiles: their ends");
}

/* ---- published with the methods, to the four decimals printed there ---- */

static bool printed(double low, double high, double want_low, double want_high)
{
    return fabs(low - want_low) < 5.1e-5 && fabs(high - want_high) < 5.1e-5;
}

static void check_published(void)
{
    static const struct {
        int64_t x, n;
        double low, high;
    } ONE[] = {{81, 263, 0.2553, 0.3662},
               {15, 148, 0.0624, 0.1605},
               {0, 20, 0.0, 0.1611},
               {1, 29, 0.0061, 0.1718}};
    static const struct {
        int64_t x1, n1, x0, n0;
        double low, high;
    } TWO[] = {{56, 70, 48, 80, 0.0524, 0.3339}, {9, 10, 3, 10, 0.1705, 0.8090},
               {6, 7, 2, 7, 0.0582, 0.8062},     {5, 56, 0, 29, -0.0381, 0.1926},
               {0, 10, 0, 20, -0.1611, 0.2775},  {0, 10, 0, 10, -0.2775, 0.2775},
               {10, 10, 0, 20, 0.6791, 1.0},     {10, 10, 0, 10, 0.6075, 1.0}};

    for (size_t i = 0; i < sizeof ONE / sizeof ONE[0]; i++) {
        UkInterval got = uk_wilson(ONE[i].x, ONE[i].n, 0.95);

        OK(printed(got.low, got.high, ONE[i].low, ONE[i].high),
           "Newcombe (1998a), method 3: %" PRId64 "/%" PRId64, ONE[i].x, ONE[i].n);
    }
    for (size_t i = 0; i < sizeof TWO / sizeof TWO[0]; i++) {
        UkInterval got = uk_newcombe_difference(TWO[i].x1, TWO[i].n1, TWO[i].x0, TWO[i].n0, 0.95);

        OK(printed(got.low, got.high, TWO[i].low, TWO[i].high),
           "Newcombe (1998b), method 10: %" PRId64 "/%" PRId64 " against %" PRId64 "/%" PRId64,
           TWO[i].x1, TWO[i].n1, TWO[i].x0, TWO[i].n0);
    }
}

int main(void)
{
    check_proportion("Wilson", uk_wilson, 15.0, ROUNDS);
    check_proportion("Clopper-Pearson", uk_clopper_pearson, 5.0, 2000);
    check_shrinking("Wilson", uk_wilson);
    check_shrinking("Clopper-Pearson", uk_clopper_pearson);
    check_shrinking("wilson-effective", effective_of_counts);
    check_exact_tails();
    check_effective();
    check_newcombe();
    check_mover();
    check_ratios();
    check_means();
    check_domain_of_counts("Wilson", uk_wilson);
    check_domain_of_counts("Clopper-Pearson", uk_clopper_pearson);
    check_domain_of_contrasts();
    check_domain_of_others();
    check_domain_of_distributions();
    check_published();
    return tap_done();
}
