/* Between which limits chance alone would keep the shares of many groups that are all alike. */
#ifndef UK_CHECK_FUNNEL_H
#define UK_CHECK_FUNNEL_H

#include "check/finding.h"

/* Of the inner limits and of the outer ones. */
#define FUNNEL_INNER 0.95
#define FUNNEL_OUTER 0.998

/* uk_funnel_limits around the share of everyone, for a group of so many people: they may be fewer
   than there are, where rows repeat people. */
Interval funnel_limits(double share, double people, double confidence);

#endif
