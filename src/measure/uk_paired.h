/* Two answers of the same texts, people or rows: pairs of yes or no. */
#ifndef UK_MEASURE_UK_PAIRED_H
#define UK_MEASURE_UK_PAIRED_H

#include "uk_interval.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Difference of two proportions of the same pairs: the first answer less the second.
 *
 *   Formula:  Tango (1998): of `pairs`, in `first_alone` the first answer alone is yes, in
 *             `second_alone` the second alone. The estimate is (b - c)/n; the limits are the two
 *             values d at which
 *             (b - c - n d)/sqrt(n (2 q + d (1 - d))) = -/+ z, q the most likely c/n where the
 *             difference is d: 2n q^2 + ((2n - b + c) d - b - c) q - c d (1 - d) = 0.
 *             se is sqrt(b + c - (b - c)^2/n)/n; the limits do not use it.
 *   Domain:   b >= 0, c >= 0, b + c <= n, n > 0, finite; they need not be whole numbers. Else all
 *             NaN.
 *   Accuracy: 1e-12 absolute where n is up to 1e9.
 *   Ends:     b = c = 0 gives 0 with limits -/+ z^2/(n + z^2); b = n gives a high of 1.
 *   Assumes:  independent pairs. Pairs whose answers agree matter through n alone. */
UK_API UkInterval uk_paired_difference(double first_alone, double second_alone, double pairs,
                                       double confidence);

#ifdef __cplusplus
}
#endif

#endif
