/* What a new commons begins with: the catalogue's knots, methods, recommendations, sources and
   words as entries, the pages about itself, and made-up entries that show the form. */
#ifndef UK_SITE_COMMONS_SEED_H
#define UK_SITE_COMMONS_SEED_H

#include "site/commons/entry_keep.h"

typedef struct SeedPlan {
    int64_t at;        /* seconds since 1970 UTC: the day of all of it */
    bool with_made_up; /* the made-up entries too: of an example */
    BodyRender render; /* may be NULL: then pages have no HTML of their own */
} SeedPlan;

typedef struct SeedCounts {
    int64_t entries; /* added now */
    int64_t knots;
    int64_t methods;
    int64_t recommendations;
    int64_t evidence;
    int64_t words;
    int64_t pages; /* about this site */
    int64_t made_up;
} SeedCounts;

/* Fills a store, whole or not at all, in the caller's change. For the same plan the same bytes. In
   a store that was filled already it adds nothing, and all counts are 0. */
Status commons_seed(Context *context, StoreChange *change, const SeedPlan *plan,
                    SeedCounts *out) UK_MUST_USE;

#endif
