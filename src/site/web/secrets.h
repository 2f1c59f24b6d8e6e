/* Hashes with a key, secrets of sign-ins, and randomness: what libsodium does for the server. */
#ifndef UK_SITE_WEB_SECRETS_H
#define UK_SITE_WEB_SECRETS_H

#include "base/status.h"

#define SECRET_KEY_BYTES 32
#define SECRET_HASH_BYTES 32

/* Once, before anything else of this header. */
Status secrets_begin(Context *context) UK_MUST_USE;

/* BLAKE2b with a key, of the purpose (with its length before it) and the bytes. */
void secret_hash(const uint8_t key[SECRET_KEY_BYTES], Str purpose, Str bytes,
                 uint8_t out[SECRET_HASH_BYTES]);

/* Takes the same time wherever they differ. */
bool secret_equal(Str a, Str b);

/* A RandomBytes of the machine's own; `of` is not looked at. */
void secret_random(void *of, uint8_t *bytes, size_t count);

/* Small hexadecimal digits; STR_NONE when memory is spent. And back: false when it is not just so
   many digits. */
Str secret_digits(Arena *arena, const uint8_t *bytes, size_t count);
bool secret_bytes(Str digits, uint8_t *bytes, size_t count);

/* 16 bytes of any text without a key, as digits, to tell two texts apart. */
Str secret_mark(Arena *arena, Str text);

#endif
