/* A person leaves: they are gone at once, and their words go or stay without them. */
#ifndef UK_SITE_COMMONS_LEAVING_H
#define UK_SITE_COMMONS_LEAVING_H

#include "site/commons/seal.h"

typedef struct Leaving {
    int64_t person;
    bool erases; /* their own words go too; else what others could read stays, with no name */
    int64_t at;  /* seconds since 1970 UTC */
} Leaving;

typedef struct LeavingCounts {
    int64_t erased;
    int64_t kept; /* others work on with them, or the person left them here */
} LeavingCounts;

/* Drafts, what waits and what was taken back are erased either way; what is kept together with
   others stays either way. What was written without a name goes too, or is let go: nobody can find
   then who wrote it. Sign-ins, mail that waits, ties, name and address are erased. */
Status person_leave(Context *context, StoreChange *change, const SealKey *key,
                    const Leaving *leaving, LeavingCounts *out) UK_MUST_USE;

#endif
