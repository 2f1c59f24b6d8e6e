/* Waits beyond their median: by when nine in ten have been seen, how many by a day, and whether the
   waits of several groups can be of one kind. */
#ifndef UK_CHECK_WAIT_H
#define UK_CHECK_WAIT_H

#include "check/finding.h"

/* The day by which so many of 100 have come to the end: uk_kaplan_meier_median for 50, else
   uk_kaplan_meier_centile, with the effects of the set. NaN: fewer have; an upper limit that nobody
   has waited long enough for is endless. */
Interval wait_centile(const CellSet *set, int of_100, double confidence);

/* The share whose wait has ended by a day (uk_kaplan_meier_share). */
Interval wait_share(const CellSet *set, double day, double confidence);

/* Limits of a share that ended, as of so many people who all were seen to the end: on log(-log S),
   with se^2 = share (1 - share) / people. */
Interval wait_share_of(double share, double people, double confidence);

/* People who are known to have waited longer than `day`, to whatever end, each once. */
int64_t wait_left_after(const CellSet *set, double day);

/* The most sets that uk_log_rank states an accuracy for. */
#define WAIT_LOG_RANK_SETS_MOST 50

/* uk_log_rank between sets of people who each wait once. `*p` is NaN where it is undefined, and of
   more than WAIT_LOG_RANK_SETS_MOST sets. */
Status wait_log_rank(Context *context, const CellSet *const *sets, size_t count,
                     double *p) UK_MUST_USE;

#endif
