/* Shares of many small groups, drawn towards each other as far as chance alone moves them. */
#ifndef UK_CHECK_SHRUNK_H
#define UK_CHECK_SHRUNK_H

#include "check/finding.h"

/* One group. */
typedef struct ShrunkGroup {
    double people; /* 0: it has no share, and takes no part */
    double share;
    double se; /* where rows repeat people or carry weights, that of the share; NaN: they do not */
    Interval shrunk; /* worked out; NaN where it cannot be */
} ShrunkGroup;

/* Fewer groups say nothing about how far groups lie apart. */
#define SHRUNK_GROUPS_LEAST 3

/* uk_share_spread and uk_shrunk_share over the groups, at that confidence. A group whose rows
   repeat people counts with as many as its standard error is worth, p(1-p)/se^2, and never more
   than it has; a share of 0 or 1 has no such number, and counts with all. Uses nothing but what it
   is given: from shown shares it tells nothing that these do not. */
Status shrunk_shares(Context *context, ShrunkGroup *groups, size_t count,
                     double confidence) UK_MUST_USE;

#endif
