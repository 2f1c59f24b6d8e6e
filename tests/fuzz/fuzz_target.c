/* The target of a request from any bytes: what is read is a plain path, and written out again it
   reads the same. */
#include "base/text.h"
#include "base/utf8.h"
#include "fuzz.h"
#include "site/web/target.h"

#include <stdlib.h>

#define ARENA_BYTES ((size_t)1 << 22)

static void must(bool promise)
{
    if (!promise) {
        abort();
    }
}

static void add_escaped(Text *text, Str part)
{
    for (size_t i = 0; i < part.length; i++) {
        if (part.bytes[i] == '/') {
            text_add_byte(text, '/');
        } else {
            text_format(text, "%%%02X", (unsigned char)part.bytes[i]);
        }
    }
}

static void check_plain(Str path)
{
    must(path.length > 0 && path.bytes[0] == '/' && utf8_check(path) == path.length);
    for (size_t i = 0; i < path.length; i++) {
        must((unsigned char)path.bytes[i] >= ' ' && path.bytes[i] != 0x7f);
    }
    must(!str_contains_ignoring_case(path, STR("//")) &&
         !str_contains_ignoring_case(path, STR("/../")) && !str_ends_with(path, STR("/..")));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(ARENA_BYTES);
    Context context = {.arena = arena};
    Text text = text_new(arena);
    Target target = {0};
    Target again = {0};

    must(arena != NULL);
    if (failed(target_read(&context, (Str){(const char *)bytes, count}, &target))) {
        must(context.error_count > 0);
        return 0;
    }
    check_plain(target.path);
    add_escaped(&text, target.path);
    if (text.length <= TARGET_BYTES_MOST) {
        must(!failed(target_read(&context, text_str(&text), &again)));
        must(str_equal(again.path, target.path) && again.query.count == 0);
    }
    return 0;
}
