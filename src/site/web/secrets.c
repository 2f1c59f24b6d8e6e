#include "site/web/secrets.h"

#include <sodium.h>

#define MARK_BYTES 16

_Static_assert(SECRET_KEY_BYTES == crypto_generichash_KEYBYTES, "the key of BLAKE2b");

Status secrets_begin(Context *context)
{
    if (sodium_init() < 0) {
        return fail(context, FAIL_SYSTEM, PLACE_NONE,
                    "the machine gives no randomness; the site cannot be served from here");
    }
    return done();
}

void secret_hash(const uint8_t key[SECRET_KEY_BYTES], Str purpose, Str bytes,
                 uint8_t out[SECRET_HASH_BYTES])
{
    crypto_generichash_state state;
    uint8_t length = (uint8_t)purpose.length; /* purposes are short words of ours */

    (void)crypto_generichash_init(&state, key, SECRET_KEY_BYTES, SECRET_HASH_BYTES);
    (void)crypto_generichash_update(&state, &length, 1);
    (void)crypto_generichash_update(&state, (const uint8_t *)purpose.bytes, purpose.length);
    (void)crypto_generichash_update(&state, (const uint8_t *)bytes.bytes, bytes.length);
    (void)crypto_generichash_final(&state, out, SECRET_HASH_BYTES);
}

bool secret_equal(Str a, Str b)
{
    return a.length == b.length &&
           (a.length == 0 || sodium_memcmp(a.bytes, b.bytes, a.length) == 0);
}

void secret_random(void *of, uint8_t *bytes, size_t count)
{
    (void)of;
    randombytes_buf(bytes, count);
}

Str secret_digits(Arena *arena, const uint8_t *bytes, size_t count)
{
    char *digits = arena_take(arena, count * 2 + 1, 1);

    if (digits == NULL) {
        return STR_NONE;
    }
    (void)sodium_bin2hex(digits, count * 2 + 1, bytes, count);
    return (Str){digits, count * 2};
}

bool secret_bytes(Str digits, uint8_t *bytes, size_t count)
{
    size_t length = 0;

    return digits.length == count * 2 &&
           sodium_hex2bin(bytes, count, digits.bytes, digits.length, NULL, &length, NULL) == 0 &&
           length == count;
}

Str secret_mark(Arena *arena, Str text)
{
    uint8_t mark[MARK_BYTES];

    (void)crypto_generichash(mark, sizeof mark, (const uint8_t *)text.bytes, text.length, NULL, 0);
    return secret_digits(arena, mark, sizeof mark);
}
