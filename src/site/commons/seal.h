/* Without your name: who wrote is kept as a keyed hash alone, and can be worked out again only with
   the key, which is in a file apart from the store.

   The seal of a person in a thread is HMAC-SHA-256(key, "p:" person ":" root), that of a slip
   HMAC-SHA-256(key, "s:" slip ":" root): the same writer has another seal in the next thread. The
   program works it out again when the person is signed in or types the slip, and so lets them
   change, take back and take away their own words. */
#ifndef UK_SITE_COMMONS_SEAL_H
#define UK_SITE_COMMONS_SEAL_H

#include "site/commons/entry_keep.h"

#define SEAL_BYTES 32

typedef struct SealKey {
    uint8_t bytes[SEAL_BYTES];
} SealKey;

/* Into the context's arena, SEAL_BYTES long. `root` is the number of the entry at the head of the
   thread; of one that begins a thread its own, see unnamed_root. `slip` as slip_read gives it. */
Status seal_of_person(Context *context, const SealKey *key, int64_t person, int64_t root,
                      Str *out) UK_MUST_USE;
Status seal_of_slip(Context *context, const SealKey *key, Str slip, int64_t root,
                    Str *out) UK_MUST_USE;

/* The root of an entry about to be sent in this change: the thread of `parent`, or with 0 the
   number that the entry will have. */
Status unnamed_root(Context *context, StoreChange *change, int64_t parent,
                    int64_t *root) UK_MUST_USE;

/* Five words: what somebody without an account keeps, shown once. */
#define SLIP_WORDS ((size_t)5)
#define SLIP_RANDOM_BYTES ((size_t)40)

/* "amber-kite-river-seven-oak" of bytes that nobody can foresee. */
Status slip_make(Context *context, const uint8_t random[SLIP_RANDOM_BYTES], Str *out) UK_MUST_USE;

/* What was typed, with any blanks, commas or capitals, as slip_make writes it. `*is_one` is false
   when it is no slip: then `*out` is the first word that no slip has, or empty where their number
   is wrong. */
Status slip_read(Context *context, Str typed, bool *is_one, Str *out) UK_MUST_USE;

/* How many words there are to choose from. */
size_t slip_words_count(void);
Str slip_word(size_t index);

/* A name for a writer of a thread: always the same one, and nobody else's there. */
Status made_up_name(Context *context, StoreReader *reader, int64_t root, Str seal,
                    Str *out) UK_MUST_USE;

typedef struct SealedEntries {
    int64_t *items;
    size_t count;
} SealedEntries;

/* What was written with a slip, or by a person without their name, in the order of its numbers. */
Status sealed_of_slip(Context *context, StoreReader *reader, const SealKey *key, Str slip,
                      SealedEntries *out) UK_MUST_USE;
Status sealed_of_person(Context *context, StoreReader *reader, const SealKey *key, int64_t person,
                        SealedEntries *out) UK_MUST_USE;

/* Whether this person, or who has this slip, wrote the entry. */
Status sealed_is_of_person(Context *context, const SealKey *key, const EntryRow *entry,
                           int64_t person, bool *is_own) UK_MUST_USE;
Status sealed_is_of_slip(Context *context, const SealKey *key, const EntryRow *entry, Str slip,
                         bool *is_own) UK_MUST_USE;

#endif
