/* Straight from the standard: FIPS 180-4, sections 4.1.2, 4.2.2, 5.1.1 and 6.2. */
#include "base/sha256.h"

#include <string.h>

enum { BLOCK = 64, LENGTH_AT = 56 };

/* Section 4.2.2: the first 32 bits of the fractional parts of the cube roots of 64 primes. */
static const uint32_t ROUND[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t turn(uint32_t word, int by)
{
    return word >> by | word << (32 - by);
}

static void schedule(const uint8_t block[BLOCK], uint32_t words[64])
{
    for (int i = 0; i < 16; i++) {
        words[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 |
                   (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
    }
    for (int i = 16; i < 64; i++) {
        uint32_t near = words[i - 2];
        uint32_t far = words[i - 15];

        words[i] = (turn(near, 17) ^ turn(near, 19) ^ near >> 10) + words[i - 7] +
                   (turn(far, 7) ^ turn(far, 18) ^ far >> 3) + words[i - 16];
    }
}

/* Section 6.2.2; `v` is a to h. */
static void compress(uint32_t state[8], const uint8_t block[BLOCK])
{
    uint32_t words[64];
    uint32_t v[8];

    schedule(block, words);
    memcpy(v, state, sizeof v);
    for (int i = 0; i < 64; i++) {
        uint32_t choice = (v[4] & v[5]) ^ (~v[4] & v[6]);
        uint32_t majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
        uint32_t first =
            v[7] + (turn(v[4], 6) ^ turn(v[4], 11) ^ turn(v[4], 25)) + choice + ROUND[i] + words[i];
        uint32_t second = (turn(v[0], 2) ^ turn(v[0], 13) ^ turn(v[0], 22)) + majority;

        memmove(v + 1, v, 7 * sizeof v[0]);
        v[4] += first;
        v[0] = first + second;
    }
    for (int i = 0; i < 8; i++) {
        state[i] += v[i];
    }
}

Sha256 sha256_begin(void)
{
    return (Sha256){.state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f,
                              0x9b05688c, 0x1f83d9ab, 0x5be0cd19}};
}

void sha256_add(Sha256 *hash, Str bytes)
{
    size_t used = (size_t)(hash->length % BLOCK);

    hash->length += bytes.length;
    while (bytes.length > 0) {
        size_t fits = BLOCK - used < bytes.length ? BLOCK - used : bytes.length;

        memcpy(hash->block + used, bytes.bytes, fits);
        bytes = str_slice(bytes, fits, bytes.length - fits);
        used += fits;
        if (used == BLOCK) {
            compress(hash->state, hash->block);
            used = 0;
        }
    }
}

void sha256_finish(Sha256 *hash, uint8_t digest[SHA256_BYTES])
{
    static const char ZEROS[BLOCK] = {0};
    uint64_t bits = hash->length * 8;
    size_t used = (size_t)(hash->length % BLOCK) + 1;
    char end[8];

    for (int i = 0; i < 8; i++) {
        end[i] = (char)(bits >> (56 - 8 * i));
    }
    sha256_add(hash, STR("\x80"));
    sha256_add(hash, (Str){ZEROS, used <= LENGTH_AT ? LENGTH_AT - used : BLOCK + LENGTH_AT - used});
    sha256_add(hash, (Str){end, sizeof end});
    for (int i = 0; i < SHA256_BYTES; i++) {
        digest[i] = (uint8_t)(hash->state[i / 4] >> (24 - 8 * (i % 4)));
    }
}

Str sha256_digits(Arena *arena, const uint8_t digest[SHA256_BYTES])
{
    static const char DIGITS[] = "0123456789abcdef";
    char *text = arena_take(arena, 2 * SHA256_BYTES, 1);

    if (text == NULL) {
        return STR_NONE;
    }
    for (size_t i = 0; i < SHA256_BYTES; i++) {
        text[2 * i] = DIGITS[digest[i] >> 4];
        text[2 * i + 1] = DIGITS[digest[i] & 15];
    }
    return (Str){text, (size_t)2 * SHA256_BYTES};
}

Str sha256_hex(Arena *arena, Str bytes)
{
    Sha256 hash = sha256_begin();
    uint8_t digest[SHA256_BYTES];

    sha256_add(&hash, bytes);
    sha256_finish(&hash, digest);
    return sha256_digits(arena, digest);
}

bool sha256_is_hex(Str text)
{
    if (text.length != (size_t)2 * SHA256_BYTES) {
        return false;
    }
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];

        if (!(byte >= '0' && byte <= '9') && !(byte >= 'a' && byte <= 'f')) {
            return false;
        }
    }
    return true;
}
