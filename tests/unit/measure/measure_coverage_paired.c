/* How often 95 % intervals of a difference of pairs hold the truth, as measure_coverage.c has it
   for the rest: by going through every outcome. */
#include "tap.h"

#include "coverage.h"
#include "uk_paired.h"

/* The share of pairs that differ, and the part of these in which the first answer alone is yes. */
typedef struct Differ {
    double share;
    double first;
} Differ;

static double log_of_ways(int n, int of)
{
    return lgamma((double)n + 1.0) - lgamma((double)of + 1.0) - lgamma((double)(n - of) + 1.0);
}

static double chance_of(int of, int n, double p)
{
    if (p <= 0.0 || p >= 1.0) {
        return of == (p <= 0.0 ? 0 : n) ? 1.0 : 0.0;
    }
    return exp(log_of_ways(n, of) + of * log(p) + (n - of) * log1p(-p));
}

static double cover(int n, const Differ *differ)
{
    double truth = differ->share * (2.0 * differ->first - 1.0);
    double held = 0.0;

    for (int apart = 0; apart <= n; apart++) {
        double own = chance_of(apart, n, differ->share);

        for (int b = 0; b <= apart && own > 1e-8; b++) {
            UkInterval interval = uk_paired_difference(b, apart - b, n, 0.95);

            held += holds(interval, truth) ? own * chance_of(b, apart, differ->first) : 0.0;
        }
    }
    return held;
}

static void cover_all(int n, double floor)
{
    static const double SHARES[] = {0.02, 0.05, 0.1, 0.2, 0.4, 0.7};
    static const double FIRST[] = {0.5, 0.65, 0.8, 0.95, 1.0};
    Coverage coverage = {0};
    char domain[128];

    for (size_t s = 0; s < sizeof SHARES / sizeof SHARES[0]; s++) {
        for (size_t f = 0; f < sizeof FIRST / sizeof FIRST[0]; f++) {
            add(&coverage, cover(n, &(Differ){SHARES[s], FIRST[f]}));
        }
    }
    snprintf(domain, sizeof domain, "%d pairs, of which 2 to 70 in 100 differ", n);
    report("paired", domain, &coverage, 94.0, 98.5, floor);
}

int main(void)
{
    cover_all(20, 93.0);
    cover_all(50, 93.0);
    cover_all(200, 93.0);
    return tap_done();
}
