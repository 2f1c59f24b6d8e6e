/* What is between values is decided in one place: before_value. */
#include "base/json.h"

#include "base/number.h"
#include "base/utf8.h"

#include <assert.h>

JsonWriter json_writer(Text *text, bool pretty)
{
    return (JsonWriter){.text = text, .pretty = pretty};
}

static void new_line(JsonWriter *json, int depth)
{
    if (json->pretty) {
        text_add_byte(json->text, '\n');
        text_add_repeated(json->text, STR("  "), (size_t)depth);
    }
}

/* A comma and a new line where they belong. */
static void before_member(JsonWriter *json)
{
    if (!json->first[json->depth]) {
        text_add_byte(json->text, ',');
    }
    json->first[json->depth] = false;
    new_line(json, json->depth);
}

static void before_value(JsonWriter *json)
{
    assert(json->depth == 0 || !json->object[json->depth] || json->after_key);
    if (json->depth > 0 && !json->after_key) {
        before_member(json);
    }
    json->after_key = false;
}

static void open(JsonWriter *json, bool object)
{
    assert(json->depth + 1 < JSON_DEPTH_MOST);
    if (json->depth + 1 >= JSON_DEPTH_MOST) { /* a cut text is refused by text_finish */
        json->text->spent = true;
        return;
    }
    before_value(json);
    text_add_byte(json->text, object ? '{' : '[');
    json->depth++;
    json->first[json->depth] = true;
    json->object[json->depth] = object;
}

static void close(JsonWriter *json, bool object)
{
    assert(json->depth > 0 && json->object[json->depth] == object && !json->after_key);
    if (json->depth == 0) {
        json->text->spent = true;
        return;
    }
    json->depth--;
    if (!json->first[json->depth + 1]) {
        new_line(json, json->depth);
    }
    text_add_byte(json->text, object ? '}' : ']');
}

void json_object_open(JsonWriter *json)
{
    open(json, true);
}

void json_object_close(JsonWriter *json)
{
    close(json, true);
}

void json_array_open(JsonWriter *json)
{
    open(json, false);
}

void json_array_close(JsonWriter *json)
{
    close(json, false);
}

/* Bytes of `value` from `start` that need no escape. */
static size_t plain_length(Str value, size_t start)
{
    size_t end = start;

    while (end < value.length) {
        unsigned char byte = (unsigned char)value.bytes[end];

        if (byte < 0x20 || byte == '"' || byte == '\\' || byte >= 0x7f) {
            break;
        }
        end++;
    }
    return end - start;
}

static void escape_next(Text *text, Str value, size_t *index)
{
    uint32_t point = utf8_next(value, index);

    if (point == '"' || point == '\\') {
        text_add_byte(text, '\\');
        text_add_byte(text, (char)point);
    } else if (point == '\n') {
        text_add(text, STR("\\n"));
    } else if (point == '\t') {
        text_add(text, STR("\\t"));
    } else if (point == '\r') {
        text_add(text, STR("\\r"));
    } else if (point < 0x20 || point == 0x7f || point == 0x2028 || point == 0x2029) {
        text_format(text, "\\u%04x", (unsigned)point);
    } else {
        utf8_add(text, point);
    }
}

static void write_text(Text *text, Str value)
{
    text_add_byte(text, '"');
    for (size_t i = 0; i < value.length && !text->spent;) {
        size_t plain = plain_length(value, i);

        text_add(text, str_slice(value, i, plain));
        i += plain;
        if (i < value.length) {
            escape_next(text, value, &i);
        }
    }
    text_add_byte(text, '"');
}

void json_key_text(JsonWriter *json, Str key)
{
    assert(json->depth > 0 && json->object[json->depth] && !json->after_key);
    before_member(json);
    write_text(json->text, key);
    text_add(json->text, json->pretty ? STR(": ") : STR(":"));
    json->after_key = true;
}

void json_key(JsonWriter *json, const char *key)
{
    json_key_text(json, str_from(key));
}

void json_text(JsonWriter *json, Str value)
{
    before_value(json);
    write_text(json->text, value);
}

void json_integer(JsonWriter *json, int64_t value)
{
    before_value(json);
    text_format(json->text, "%lld", (long long)value);
}

void json_number(JsonWriter *json, double value)
{
    before_value(json);
    number_write(json->text, value);
}

void json_number_text(JsonWriter *json, Str number)
{
    before_value(json);
    text_add(json->text, number);
}

void json_bool(JsonWriter *json, bool value)
{
    before_value(json);
    text_add(json->text, value ? STR("true") : STR("false"));
}

void json_null(JsonWriter *json)
{
    before_value(json);
    text_add(json->text, STR("null"));
}
