/* What the data say about one table: is there a gap that matters, none, or too little to tell. */
#ifndef UK_CHECK_VERDICT_H
#define UK_CHECK_VERDICT_H

#include "catalogue/ids.h"
#include "check/finding.h"

/* A group with at least this share of the people must itself lie within the gap that matters before
   "none" may be said; all smaller ones are pooled. */
#define VERDICT_SHARE_LEAST 0.05

/* About how many people would settle a question if the rate held: two digits, upwards. */
typedef struct Needed {
    double people; /* 0 unless NEEDED_KNOWN */
    NeededWhy why;
} Needed;

typedef struct VerdictGroup {
    uint32_t group; /* an index into the table's groups */
    bool less;      /* it has less than those it is compared with */
    Needed needed;  /* of one that is too small to tell */
} VerdictGroup;

typedef struct Verdict {
    DataSay say;
    VerdictGroup *found; /* groups whose simultaneous interval lies wholly beyond the gap that
                            matters */
    size_t found_count;
    VerdictGroup *unclear; /* groups whose interval lies neither wholly beyond nor wholly within */
    size_t unclear_count;
    size_t compared;   /* groups that were compared: so many intervals hold together */
    double confidence; /* of all of them together */
    double widening;   /* how much longer each interval is than a lone one of that confidence, for
                        the normal distribution */
} Verdict;

/* By the differences of the groups to those they are compared with. Each interval has confidence
   1 - (1 - c)/k (Bonferroni 1936), k the groups compared, so that all hold together with c.
   `matters` is the gap that people said matters, above 0, in the unit of the differences (0.05 is 5
   in 100).
     found    some interval lies wholly beyond -matters..matters
     none     every group with at least VERDICT_SHARE_LEAST of the people lies wholly within, and so
              do all others taken together
     unclear  else; unseen when no group could be compared
   Decided from exact counts: more is said than protected numbers alone would tell, so disclosure
   says that it was. */
Status check_verdict(Context *context, const FindingTable *table, double matters, double confidence,
                     Verdict *out) UK_MUST_USE;

/* The same of one of `tables` tables that are judged together, such as the steps of a pathway: the
   intervals of all of them hold together with that confidence, each table having an equal part of
   what is left. */
Status check_verdict_of_several(Context *context, const FindingTable *table, size_t tables,
                                double matters, double confidence, Verdict *out) UK_MUST_USE;

/* People in each of two groups for a gap in shares of `gap` beside others' share to be found with
   VERDICT_POWER, by a test at 5 in 100 on both sides: uk_people_to_tell, two digits, upwards. NaN
   where such a share would not lie within 0 and 1. */
#define VERDICT_POWER 0.8
double verdict_people_to_tell(double others, double gap);

/* On which side of `matters` a gap lies, from its interval and the people whom that rests on: those
   of the group, or of a share of a population everyone. */
Needed verdict_people_needed(Interval interval, double matters, double people);

#endif
