/* A form of one line from any bytes: every field that is read has a name and is text, and written
   out again the form reads the same. */
#include "base/text.h"
#include "base/utf8.h"
#include "fuzz.h"
#include "site/web/target.h"

#include <stdlib.h>

#define ARENA_BYTES ((size_t)1 << 24)
#define BODY_MOST ((size_t)65536)

static void must(bool promise)
{
    if (!promise) {
        abort();
    }
}

static void add_escaped(Text *text, Str part)
{
    for (size_t i = 0; i < part.length; i++) {
        text_format(text, "%%%02x", (unsigned char)part.bytes[i]);
    }
}

static void check_field(const Field *field)
{
    must(field->name.length > 0 && field->name.length <= FIELD_NAME_MOST);
    must(utf8_check(field->value) == field->value.length);
    for (size_t i = 0; i < field->value.length; i++) {
        unsigned char byte = (unsigned char)field->value.bytes[i];

        must((byte >= ' ' || byte == '\n' || byte == '\t') && byte != 0x7f);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(ARENA_BYTES);
    Context context = {.arena = arena};
    Text text = text_new(arena);
    FieldSpan fields = {0};
    FieldSpan again = {0};

    must(arena != NULL);
    count = count < BODY_MOST ? count : BODY_MOST;
    if (failed(form_read(&context, (Str){(const char *)bytes, count}, &fields))) {
        must(context.error_count > 0);
        return 0;
    }
    must(fields.count <= FIELDS_MOST);
    for (size_t i = 0; i < fields.count; i++) {
        check_field(&fields.items[i]);
        text_add(&text, i == 0 ? STR_NONE : STR("&"));
        add_escaped(&text, fields.items[i].name);
        text_add_byte(&text, '=');
        add_escaped(&text, fields.items[i].value);
    }
    must(!failed(form_read(&context, text_str(&text), &again)) && again.count == fields.count);
    for (size_t i = 0; i < fields.count; i++) {
        must(str_equal(again.items[i].name, fields.items[i].name) &&
             str_equal(again.items[i].value, fields.items[i].value));
    }
    return 0;
}
