/* Waits in whole days, with those who are still waiting counted: Kaplan and Meier's curve. */
#ifndef UK_MEASURE_UK_KAPLAN_MEIER_H
#define UK_MEASURE_UK_KAPLAN_MEIER_H

#include "uk_interval.h"

#include <stdbool.h>
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

/* Centile of the waits: the first day by which `of_100` of 100 waits have ended.
 *
 *   Formula:  as uk_kaplan_meier_median, with 1 - of_100/100 in place of 1/2 for estimate and
 *             limits; 50 is the median. R's quantile.survfit likewise.
 *   Domain:   as there; of_100 from 1 to 99, else all NaN.
 *   Accuracy: as there.
 *   Ends:     as there, of so many of 100.
 *   Assumes:  as there. */
UK_API UkInterval uk_kaplan_meier_centile(const UkWaitDay *days, size_t count, int of_100,
                                          double confidence);

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

/* What is last known of one wait of one person, who may have several. */
typedef struct UkPersonWait {
    uint32_t person; /* any number; the waits of a person stand together, by ascending day */
    uint32_t day;    /* an index into the days */
    int64_t people;  /* how many waits of this person this is, from 0 */
    bool ended;      /* on that day; else last known to be still waiting */
} UkPersonWait;

/* How much more ln S varies on the evening of each day than if all waits were of different people.
 *
 *   Formula:  what one wait moves ln S(t) by, up to sign: the sum over the days s <= t on which it
 *             waited of d / (n (n - d)), less 1 / (n - d) if it ended on s. Greenwood's sum is that
 *             of their squares; here they are added up for each person before they are squared
 *             (the grouped infinitesimal jackknife, as survfit(cluster = person) of R's survival
 *             has it; Williams 1995 and Ying and Wei 1994 are known to treat the same, their
 *             formulas were not seen). The effect is the second over the first.
 *   Domain:   days as for uk_kaplan_meier_median, and the waits are those of the days; else false.
 *             `work` has room for 5 count numbers, `effects` for count.
 *   Accuracy: 1e-10, while the effects lie between 0.01 and 100.
 *   Ends:     1 before the first end; once nobody is left without meaning, as the limits then are.
 *             A person's waits that go against each other give less than 1, at least 0. One wait
 *             for each person: 1. Of one person alone what the waits move adds up to 0, and so do
 *             the effects, as in R: no interval should be made of them.
 *   Assumes:  persons independent. No correction for few persons (m/(m - 1) for m of them), as
 *             survfit has none: below about 20 the limits are too narrow. In another order of
 *             persons the last digits differ. */
UK_API bool uk_kaplan_meier_effects(const UkWaitDay *days, size_t count, const UkPersonWait *waits,
                                    size_t wait_count, double *work, double *effects);

/* uk_kaplan_meier_median, uk_kaplan_meier_centile and uk_kaplan_meier_share where persons have
 * several waits: Greenwood's sum times the effect of the day. The estimates are those of all waits.
 *
 *   Domain:   as there; a negative or NaN effect where the curve has a limit: that limit is NaN.
 *             `effects` NULL: all 1. */
UK_API UkInterval uk_kaplan_meier_median_effective(const UkWaitDay *days, const double *effects,
                                                   size_t count, double confidence);
UK_API UkInterval uk_kaplan_meier_centile_effective(const UkWaitDay *days, const double *effects,
                                                    size_t count, int of_100, double confidence);
UK_API UkInterval uk_kaplan_meier_share_effective(const UkWaitDay *days, const double *effects,
                                                  size_t count, double day, double confidence);

/* The difference of two medians, or of two shares, of independent groups is uk_mover_difference of
 * their two answers with correlation 0 (Zou and Donner 2008); a side that is open stays so. */

#ifdef __cplusplus
}
#endif

#endif
