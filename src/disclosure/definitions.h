/* Internal: whether two studies count the same things in the same way. */
#ifndef UK_DISCLOSURE_DEFINITIONS_H
#define UK_DISCLOSURE_DEFINITIONS_H

#include "disclosure/shown_remeasure.h"
#include "study/study.h"

typedef struct Differences {
    ShownDifference *items;
    size_t count;
    size_t capacity;
} Differences;

/* Appends. */
Status differences_add(Context *context, Differences *differences,
                       const ShownDifference *difference) UK_MUST_USE;

/* Every difference between what both studies define: of the study, then of each table, group,
   outcome, pathway and score that both name. A name in one of them alone is no difference here: of
   it there is one audit alone. Conditions are compared as the program reads them. The dates that a
   table's own date is compared with in `keep` are told as a difference that stops nothing: a year
   later they are others. */
Status definitions_compare(Context *context, const Study *then, const Study *now,
                           Differences *out) UK_MUST_USE;

/* True when the name that findings show, "seen in 6 weeks", is the study's seen_in_6_weeks. */
bool definitions_same_name(Str shown, Str written);

#endif
