/* Bundles of any bytes. Those that do not begin as a whole file are taken as the audit inside one
   and given the hash they need, so that what is behind the hash is met too. What reads is written
   and read again, and must come out the same. */
#include "fuzz.h"

#include "base/json_read.h"
#include "base/sha256.h"
#include "disclosure/bundle_read.h"
#include "report/bundle_write.h"

#include <stdlib.h>

enum { MEMORY_MOST = 1 << 26 };

#define WHOLE "{\"unknot_bundle\""

/* The audit in a file whose hash is right; STR_NONE when it is no JSON. */
static Str wrap(Arena *arena, Str audit)
{
    Context context = {.arena = arena};
    Text text = text_new(arena);
    JsonWriter json = json_writer(&text, false);
    JsonValue *value;
    Str hash;

    if (failed(json_read(&context, STR("a"), audit, &value))) {
        return STR_NONE;
    }
    json_value(&json, value);
    hash = sha256_hex(arena, text_str(&text));
    return str_format(arena, WHOLE ":1,\"hash\":\"%.*s\",\"audit\":%.*s}", STR_ARGS(hash),
                      STR_ARGS(audit));
}

static void read_again(Context *context, const ShownAudit *audit)
{
    Text first = text_new(context->arena);
    Text second = text_new(context->arena);
    ShownAudit *again;

    if (failed(bundle_write(context, audit, &first))) {
        return; /* memory */
    }
    if (failed(bundle_read(context, STR("again"), text_str(&first), &again))) {
        if (context->last->fail != FAIL_LIMIT) {
            abort(); /* our own bundle refused */
        }
        return;
    }
    if (!failed(bundle_write(context, again, &second)) &&
        !str_equal(text_str(&first), text_str(&second))) {
        abort(); /* read again, it means something else */
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    Arena *arena = arena_new(MEMORY_MOST);
    Context context = {.arena = arena};
    Str text = {(const char *)bytes, count};
    ShownAudit *audit = NULL;
    Status status;

    if (arena == NULL) {
        return 0;
    }
    if (!str_starts_with(text, STR(WHOLE))) {
        Str whole = wrap(arena, text);

        text = whole.length == 0 ? text : whole;
    }
    status = bundle_read(&context, STR("b.json"), text, &audit);
    if (failed(status) != (context.error_count > 0)) {
        abort(); /* a failure without words, or words without a failure */
    }
    if (!failed(status)) {
        if (shown_audit_verified(audit)) {
            abort(); /* nobody has checked it */
        }
        read_again(&context, audit);
    }
    arena_free(arena);
    return 0;
}
