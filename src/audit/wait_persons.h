/* Internal: the waits of people who may have several, for variances and protection by persons. */
#ifndef UK_AUDIT_WAIT_PERSONS_H
#define UK_AUDIT_WAIT_PERSONS_H

#include "check/finding.h"
#include "tally/moments.h"

/* What is known of one wait from its label. */
typedef struct WaitLabel {
    int64_t day;
    bool ended;
    bool known; /* false: the label tells of no wait */
} WaitLabel;

/* Begin as {0}; filled again for each grouping, in the room of the one before. */
typedef struct WaitPersons {
    struct PersonRow *rows; /* of known waits: persons together, in an order of their waits alone */
    size_t count;
    struct PersonRow *unsorted;
    struct Person *persons;
    size_t person_count;
    UkPersonWait *waits; /* of one set, while it is filled */
    size_t room;         /* rows that there is room for */
} WaitPersons;

#define WAIT_GROUP_NONE UINT32_MAX

/* The rows of a grouping by wait: dimension 0 is the grouping, 1 the wait, read in `labels`.
   `groups` says for each level of the grouping which group it is, or WAIT_GROUP_NONE. */
Status wait_persons_fill(Context *context, const RowTable *rows, const WaitLabel *labels,
                         const uint32_t *groups, WaitPersons *persons) UK_MUST_USE;

/* Counts the set's persons, and how much its curve varies between them: `set` has its days. It is
   made of the rows of group `only`, or of all groups (WAIT_GROUP_NONE) but `but`; persons who have
   a row in `but` are not counted, since both sets are told, though their waits are in the curve.
   The waits of fewer than two persons have no interval (effects NaN); for few there is no
   m/(m - 1), since medians of fewer than 20 persons are not shown. */
Status wait_persons_count(Context *context, const WaitPersons *persons, uint32_t only, uint32_t but,
                          CellSet *set) UK_MUST_USE;

#endif
