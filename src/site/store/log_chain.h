/* The log: rows that nobody changes unseen, each hashed together with all before it.

   Who can write to the file can make a whole new chain. So the head, the last hash, is told to
   people outside each day: a chain that no longer holds a head they were told was rewritten.

   A row's hash is the SHA-256 of: the text "unknot log, first form", the hash before it (an empty
   text for the first row), id, at, actor, verb, entry, person, why, open. A number is "i" and 8
   bytes, the lowest first; what is missing is "n" and 8 zero bytes; a text is its length in bytes
   as a number, then the text. */
#ifndef UK_SITE_STORE_LOG_CHAIN_H
#define UK_SITE_STORE_LOG_CHAIN_H

#include "site/store/store.h"

/* What is logged. Rows are for ever: no words of an entry, no name, no address stand in them. */
typedef struct LogWords {
    int64_t at;          /* seconds since 1970 UTC */
    StoreInteger actor;  /* a person; not known: the clock */
    Str verb;            /* "hide", "accept", ... */
    StoreInteger entry;  /* what it was done to */
    StoreInteger person; /* whom it was done to */
    Str why;             /* may be empty */
    bool is_open;        /* on the page of openness */
} LogWords;

typedef struct LogState {
    int64_t count;  /* rows */
    Str head;       /* 64 hexadecimal digits; empty when there are no rows */
    int64_t broken; /* the first row that is not as it was written; 0: none */
    bool met_known; /* the head that was asked for is in the chain */
} LogState;

/* Adds a row to the change; `*head` (may be NULL) is then the head. */
Status store_log_add(Context *context, StoreChange *change, const LogWords *words,
                     Str *head) UK_MUST_USE;

/* Works every hash out again. `known` is a head told earlier, or empty. Fails only when it cannot
   read; a broken chain is an answer. */
Status store_log_check(Context *context, StoreReader *reader, Str known, LogState *out) UK_MUST_USE;

#endif
