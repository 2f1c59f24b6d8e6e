/* What must hold of a difference of pairs, whatever the counts. */
#include "tap.h"

#include "chance.h"
#include "uk_contrast.h"
#include "uk_paired.h"

#include <stdbool.h>

enum { ROUNDS = 4000 };

static void test_counts(void)
{
    Chance chance = {20261201};
    int outside = 0;
    int uneven = 0;
    int narrow = 0;
    int short_of = 0;

    for (int round = 0; round < ROUNDS; round++) {
        int64_t n = chance_size(&chance, 6.0);
        int64_t apart = chance_count(&chance, n);
        double b = (double)chance_count(&chance, apart);
        double c = (double)apart - b;
        UkInterval one = uk_paired_difference(b, c, (double)n, 0.95);
        UkInterval back = uk_paired_difference(c, b, (double)n, 0.95);
        UkInterval more = uk_paired_difference(b, c, (double)n, 0.99);
        UkInterval many = uk_paired_difference(4.0 * b, 4.0 * c, 4.0 * (double)n, 0.95);

        outside += !(one.low >= -1.0 && one.low <= one.estimate && one.estimate <= one.high &&
                     one.high <= 1.0 && one.low < one.high);
        uneven += one.estimate != -back.estimate || one.low != -back.high || one.high != -back.low;
        narrow += !(more.low <= one.low && more.high >= one.high);
        short_of += !(many.high - many.low < one.high - one.low);
    }
    OK(outside == 0, "-1 <= low <= estimate <= high <= 1, never without width (%d)", outside);
    OK(uneven == 0, "the answers exchanged, the same with the other sign (%d differ)", uneven);
    OK(narrow == 0, "more confidence, a wider interval (%d are not)", narrow);
    OK(short_of == 0, "four times as many pairs, a shorter one (%d are not)", short_of);
}

/* The reason for it: pairs that agree make the interval shorter than two groups apart would be. */
static void test_beside_two_groups(void)
{
    UkInterval paired = uk_paired_difference(12, 2, 100, 0.95);
    UkInterval apart = uk_newcombe_difference(52, 100, 42, 100, 0.95);

    OK(fabs(paired.estimate - apart.estimate) < 1e-15 && paired.low > 0.0 && apart.low < 0.0,
       "42 of 100 texts, 52 with other words: told apart as pairs, not as two groups");
}

/* Fagerland, Lydersen and Laake (2014): airways of 21 children before and after a transplant, of
   whom 1 and 7 changed sides; the score interval is told as -0.517 to -0.026. */
static void test_published(void)
{
    UkInterval airways = uk_paired_difference(1, 7, 21, 0.95);

    OK(fabs(airways.estimate + 0.286) < 5e-4 && fabs(airways.low + 0.517) < 5e-4 &&
           fabs(airways.high + 0.026) < 5e-4,
       "of 21 pairs, 1 and 7 differ: %.3f from %.3f to %.3f", airways.estimate, airways.low,
       airways.high);
}

int main(void)
{
    test_counts();
    test_beside_two_groups();
    test_published();
    return tap_done();
}
