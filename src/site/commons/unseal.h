/* Finding who wrote without a name: two people who hold that power, one after the other, each act
   in the log. */
#ifndef UK_SITE_COMMONS_UNSEAL_H
#define UK_SITE_COMMONS_UNSEAL_H

#include "site/commons/seal.h"

/* What the first one asked for is open to the second for so long. */
#define UNSEAL_SECONDS ((int64_t)7 * 86400)

typedef struct UnsealAct {
    int64_t entry;
    int64_t holder; /* the person who acts; with POWER_SAFEGUARDING */
    Str why;        /* not empty; kept in the log, not on the page of openness */
    int64_t at;
} UnsealAct;

/* The first of the two. FAIL_INPUT when it is not sealed, the holder may not, or says no reason. */
Status unseal_ask(Context *context, StoreChange *change, const UnsealAct *act) UK_MUST_USE;

/* The second, who must be another person. `*person` is who wrote; not known when it was somebody
   with a slip, whom nobody can find, or the key is another by now. Logged either way, and counted
   on the page of openness. */
Status unseal(Context *context, StoreChange *change, const SealKey *key, const UnsealAct *act,
              StoreInteger *person) UK_MUST_USE;

#endif
