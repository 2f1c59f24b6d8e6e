/* SHA-256 (FIPS 180-4): names what a file or text was, to the byte. It proves no origin: whoever
   changes a text can hash it again. */
#ifndef UK_BASE_SHA256_H
#define UK_BASE_SHA256_H

#include "base/status.h"

#define SHA256_BYTES 32

/* A hash under way, so that files larger than memory can be named. */
typedef struct Sha256 {
    uint32_t state[8];
    uint64_t length; /* bytes given so far; at most 2^61 */
    uint8_t block[64];
} Sha256;

Sha256 sha256_begin(void);
void sha256_add(Sha256 *hash, Str bytes);
/* After this the hash is not to be added to. */
void sha256_finish(Sha256 *hash, uint8_t digest[SHA256_BYTES]);

/* Of the whole text, as 64 lower-case hexadecimal digits; STR_NONE when memory is spent. */
Str sha256_hex(Arena *arena, Str bytes);
/* The same digits of a digest. */
Str sha256_digits(Arena *arena, const uint8_t digest[SHA256_BYTES]);

/* 64 digits as sha256_hex writes them, and nothing else. */
bool sha256_is_hex(Str text);

#endif
