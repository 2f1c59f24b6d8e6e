/* A form of several parts from any bytes: the first line is its Content-Type, the rest its body.
   What is read is named text, and every file lies within the body. */
#include "base/utf8.h"
#include "fuzz.h"
#include "site/web/multipart.h"

#include <stdlib.h>

#define ARENA_BYTES ((size_t)1 << 24)

static void must(bool promise)
{
    if (!promise) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(ARENA_BYTES);
    Context context = {.arena = arena};
    Str whole = {(const char *)bytes, count};
    size_t line = str_find_byte(whole, '\n');
    Str body = str_slice(whole, line + 1, count);
    FieldSpan fields = {0};
    UploadSpan uploads = {0};

    must(arena != NULL);
    if (failed(multipart_read(&context, str_slice(whole, 0, line), body, &fields, &uploads))) {
        must(context.error_count > 0);
        return 0;
    }
    for (size_t i = 0; i < fields.count; i++) {
        must(fields.items[i].name.length > 0 &&
             utf8_check(fields.items[i].value) == fields.items[i].value.length);
    }
    for (size_t i = 0; i < uploads.count; i++) {
        const Upload *upload = &uploads.items[i];

        must(upload->name.length > 0 && utf8_check(upload->file_name) == upload->file_name.length);
        must(upload->bytes.bytes >= body.bytes &&
             upload->bytes.bytes + upload->bytes.length <= body.bytes + body.length);
    }
    return 0;
}
