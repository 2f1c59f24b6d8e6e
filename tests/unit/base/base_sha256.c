/* SHA-256 against the examples of NIST (FIPS 180-2, appendix B, and the CAVP's short messages). */
#include "base/sha256.h"

#include "tap.h"

enum { MILLION = 1000000 };

static void gives(Str bytes, const char *wanted)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(1000);
    Str got = sha256_hex(arena, bytes);

    OK(str_equal(got, str_from(wanted)), "%zu bytes: %.*s", bytes.length, STR_ARGS(got));
    OK(sha256_is_hex(got), "64 digits");
}

/* All lengths about the block's, in one piece and byte by byte. */
static void test_pieces(void)
{
    char bytes[200];
    size_t broken = 0;

    memset(bytes, 'q', sizeof bytes);
    for (size_t length = 0; length < sizeof bytes; length++) {
        Sha256 whole = sha256_begin();
        Sha256 parts = sha256_begin();
        uint8_t one[SHA256_BYTES];
        uint8_t other[SHA256_BYTES];

        sha256_add(&whole, (Str){bytes, length});
        for (size_t i = 0; i < length; i++) {
            sha256_add(&parts, (Str){bytes + i, 1});
        }
        sha256_finish(&whole, one);
        sha256_finish(&parts, other);
        broken += memcmp(one, other, sizeof one) != 0;
    }
    OK(broken == 0, "in one piece or byte by byte: the same");
}

/* CAVP does not give it; FIPS 180-2, B.3 does. */
static void test_million(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(2 * MILLION);
    char *bytes = arena_take(arena, MILLION, 1);

    memset(bytes, 'a', MILLION);
    gives((Str){bytes, MILLION},
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

int main(void)
{
    AUTO(Arena *, arena_cleanup) none = arena_new(0);

    gives(STR_NONE, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    gives(STR("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    gives(STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    gives(STR("\xd3"), "28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1");
    gives(STR("\x11\xaf"), "5ca7133fa735326081558ac312c620eeca9970d1e70a4b95533d956f072d1f98");
    test_million();
    test_pieces();
    OK(sha256_hex(none, STR("abc")).length == 0, "no memory, no digits");
    OK(!sha256_is_hex(STR("ab")) &&
           !sha256_is_hex(
               STR("E3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")) &&
           !sha256_is_hex(STR("g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")),
       "other texts are no hash");
    return tap_done();
}
