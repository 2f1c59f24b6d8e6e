/* Is the store whole, and a copy of it in another file while it is written to. */
#ifndef UK_SITE_STORE_BACK_UP_H
#define UK_SITE_STORE_BACK_UP_H

#include "site/store/log_chain.h"

typedef struct StoreFacts {
    int64_t version; /* of the schema */
    int64_t entries;
    int64_t people;
    int64_t revs; /* former versions */
    int64_t links;
    LogState log;
} StoreFacts;

/* Looks at every page, every link, the index of words and the chain of the log, all at one moment.
   Fails, after noting each mistake, when anything is not as it should be. `known_head` is a head of
   the log that was told earlier, or empty. */
Status store_verify(Context *context, StoreReader *reader, Str known_head,
                    StoreFacts *out) UK_MUST_USE;

/* Copies the store as it is at one moment into a new file for its owner alone, while the writer
   goes on; the file has its name only once it was verified and is on the disk. FAIL_INPUT when
   there is a file of that name. `reader` must not be within a reading. */
Status store_back_up(Context *context, StoreReader *reader, Str path, StoreFacts *out) UK_MUST_USE;

/* Opens a copy and verifies it, without writing to it. */
Status store_check_back_up(Context *context, Str path, Str known_head, StoreFacts *out) UK_MUST_USE;

#endif
