/* Waits in whole days, with those who are still waiting counted: Kaplan and Meier's curve. */
#ifndef UK_MEASURE_UK_KAPLAN_MEIER_H
#define UK_MEASURE_UK_KAPLAN_MEIER_H

#include "uk_interval.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* One day after the start of the wait, and the people about whom it is the last thing known. Who is
 * still waiting leaves after the ends of that day. A day without anyone changes nothing. */
typedef struct UkWaitDay {
    int64_t day;      /* whole days since the wait began, from 0 */
    int64_t ended;    /* people whose wait ended on that day */
    int64_t censored; /* people last known to be still waiting on that day */
} UkWaitDay;

/* Median wait: the first day by which half of the waits have ended.
 *
 *   Formula:  Kaplan and Meier (1958): S(t) is the product of 1 - d/n over the days up to t, with d
 *             ended of n waiting. Median: the first day with S <= 1/2; where S is 1/2 exactly, the
 *             middle between it and the next day with an end, or the last if none follows. Limits:
 *             Brookmeyer and Crowley (1982), the first days on which the limits of S come down to
 *             1/2: S^exp(+/- z g / ln S), with Greenwood's (1926) g^2 = sum d / (n (n - d)). As
 *             survfit(conf.type = "log-log") of R's survival. se is NaN: the method has none.
 *   Domain:   at least one person, at most 2^53; days strictly ascending from 0, up to 2^53; no
 *             negative count; else all NaN. Limits alone NaN where only the confidence is wrong.
 *   Accuracy: days are exact. S is held to 2^-70, so that 1/2 is told from what is near it.
 *   Ends:     NaN means not reached: fewer than half known to have ended (estimate), the limit of S
 *             above 1/2 to the end (low, high: that side is open). Limits of S have no value once
 *             nobody is left. Without censoring: the ordinary sample median.
 *   Assumes:  independent people; who is still waiting goes on as the others do. A limit of S that
 *             rises again, two people being left of many, counts where it first came down. */
UK_API UkInterval uk_kaplan_meier_median(const UkWaitDay *days, size_t count, double confidence);

/* Share whose wait has ended by `day`, that day included: 1 - S(day).
 *
 *   Formula:  as uk_kaplan_meier_median: 1 - S^exp(+/- z g / ln S); se = S g.
 *   Domain:   as there, and day >= 0; all NaN after the last day with anyone, unless all ended.
 *   Accuracy: estimate and se 8 ulp; limits 1e-13 relative, for confidence 0.5 to 0.9999.
 *   Ends:     nobody has ended: estimate and se 0, no limits. All have ended: estimate 1, the rest
 *             NaN. The logarithm of S has no value at either.
 *   Assumes:  as there. */
UK_API UkInterval uk_kaplan_meier_share(const UkWaitDay *days, size_t count, double day,
                                        double confidence);

/* The difference of two medians, or of two shares, of independent groups is uk_mover_difference of
 * their two answers with correlation 0 (Zou and Donner 2008); a side that is open stays so. */

#ifdef __cplusplus
}
#endif

#endif
