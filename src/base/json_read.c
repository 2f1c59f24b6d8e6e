/* One function for each rule of the grammar; the depth is counted, so recursion is bounded. */
#include "base/json_read.h"

#include "base/number.h"
#include "base/utf8.h"

#include <string.h>

typedef struct Reader {
    Context *context;
    Str name;
    Str bytes;
    size_t at;
    int depth;
} Reader;

static Status read_value(Reader *reader, JsonValue **out) UK_MUST_USE;

Place json_place(Str name, Str bytes, size_t offset)
{
    Place place = {name, 1, 1};

    for (size_t i = 0; i < offset && i < bytes.length; i++) {
        place.column++;
        if (bytes.bytes[i] == '\n') {
            place.line++;
            place.column = 1;
        }
    }
    return place;
}

static Status refuse(Reader *reader, size_t offset, const char *what)
{
    return fail(reader->context, FAIL_INPUT, json_place(reader->name, reader->bytes, offset), "%s",
                what);
}

static Status refuse_cut_off(Reader *reader)
{
    return refuse(reader, reader->bytes.length,
                  "the file stops in the middle: it was cut off; get the whole of it again");
}

/* The byte that is next, or 0 at the end, where `at_end` tells it from a zero byte. */
static char peek(const Reader *reader)
{
    return reader->at < reader->bytes.length ? reader->bytes.bytes[reader->at] : '\0';
}

static bool at_end(const Reader *reader)
{
    return reader->at >= reader->bytes.length;
}

static void skip_blanks(Reader *reader)
{
    while (!at_end(reader) && (peek(reader) == ' ' || peek(reader) == '\n' ||
                               peek(reader) == '\t' || peek(reader) == '\r')) {
        reader->at++;
    }
}

static Status read_word(Reader *reader, Str word)
{
    Str rest = str_slice(reader->bytes, reader->at, word.length);

    if (!str_equal(rest, word)) {
        return str_starts_with(word, rest) && reader->at + rest.length == reader->bytes.length
                   ? refuse_cut_off(reader)
                   : refuse(reader, reader->at, "this is no JSON: expected a value here");
    }
    reader->at += word.length;
    return done();
}

static size_t skip_digits(Reader *reader)
{
    size_t start = reader->at;

    while (peek(reader) >= '0' && peek(reader) <= '9') {
        reader->at++;
    }
    return reader->at - start;
}

/* Moves past a number of RFC 8259, section 6; false when it is none. */
static bool skip_number(Reader *reader)
{
    size_t whole;
    bool zero;

    reader->at += peek(reader) == '-';
    zero = peek(reader) == '0';
    whole = skip_digits(reader);
    if (whole == 0 || (zero && whole > 1)) {
        return false;
    }
    if (peek(reader) == '.') {
        reader->at++;
        if (skip_digits(reader) == 0) {
            return false;
        }
    }
    if (peek(reader) == 'e' || peek(reader) == 'E') {
        reader->at++;
        reader->at += peek(reader) == '-' || peek(reader) == '+';
        return skip_digits(reader) > 0;
    }
    return true;
}

static Status read_number(Reader *reader, JsonValue *value)
{
    size_t start = reader->at;
    double number;
    bool good = skip_number(reader);

    if (at_end(reader) && !good) {
        return refuse_cut_off(reader);
    }
    value->text = str_slice(reader->bytes, start, reader->at - start);
    if (!good) {
        return refuse(reader, start, "this is no number; JSON has 1, -0.5, 2e-3");
    }
    if (value->text.length > JSON_NUMBER_MOST || !number_parse(value->text, &number)) {
        return refuse(reader, start, "this number is longer or larger than a number here can be");
    }
    return done();
}

/* Four hexadecimal digits after "\u"; -1 when they are not. */
static int32_t read_unit(Reader *reader)
{
    int32_t unit = 0;

    if (reader->bytes.length - reader->at < 4) {
        reader->at = reader->bytes.length;
        return -1;
    }
    for (int i = 0; i < 4; i++) {
        char byte = reader->bytes.bytes[reader->at++];

        if (byte >= '0' && byte <= '9') {
            unit = unit * 16 + (byte - '0');
        } else if (byte >= 'a' && byte <= 'f') {
            unit = unit * 16 + (byte - 'a' + 10);
        } else if (byte >= 'A' && byte <= 'F') {
            unit = unit * 16 + (byte - 'A' + 10);
        } else {
            return -1;
        }
    }
    return unit;
}

static char *put_point(char *to, uint32_t point)
{
    if (point < 0x80) {
        *to++ = (char)point;
        return to;
    }
    if (point < 0x800) {
        *to++ = (char)(0xc0 | point >> 6);
    } else {
        if (point < 0x10000) {
            *to++ = (char)(0xe0 | point >> 12);
        } else {
            *to++ = (char)(0xf0 | point >> 18);
            *to++ = (char)(0x80 | (point >> 12 & 0x3f));
        }
        *to++ = (char)(0x80 | (point >> 6 & 0x3f));
    }
    *to++ = (char)(0x80 | (point & 0x3f));
    return to;
}

/* After "\u": one unit, or a pair of surrogates. NULL when it is neither. */
static char *read_point(Reader *reader, char *to)
{
    int32_t unit = read_unit(reader);

    if (unit >= 0xd800 && unit < 0xdc00) {
        int32_t low;

        if (!str_starts_with(str_slice(reader->bytes, reader->at, 2), STR("\\u"))) {
            return NULL;
        }
        reader->at += 2;
        low = read_unit(reader);
        if (low < 0xdc00 || low > 0xdfff) {
            return NULL;
        }
        unit = 0x10000 + ((unit - 0xd800) << 10 | (low - 0xdc00));
    } else if (unit < 0 || (unit >= 0xdc00 && unit < 0xe000)) {
        return NULL;
    }
    return put_point(to, (uint32_t)unit);
}

/* After the backslash; NULL when there is no such escape. */
static char *read_escape(Reader *reader, char *to)
{
    static const char NAMES[] = "\"\\/bfnrt";
    static const char MEANS[] = "\"\\/\b\f\n\r\t";
    char name = peek(reader);
    const char *found = name == '\0' ? NULL : strchr(NAMES, name);

    if (name == 'u') {
        reader->at++;
        return read_point(reader, to);
    }
    if (found == NULL) {
        return NULL;
    }
    reader->at++;
    *to++ = MEANS[found - NAMES];
    return to;
}

/* From the byte after the opening quote to the closing one, which is not looked for in escapes.
   Gives how many bytes lie between, and whether there is any escape. */
static bool find_close(const Reader *reader, size_t *length, bool *escapes)
{
    size_t i = reader->at;

    *escapes = false;
    while (i < reader->bytes.length && reader->bytes.bytes[i] != '"') {
        if (reader->bytes.bytes[i] == '\\') {
            *escapes = true;
            i++;
        }
        i++;
    }
    *length = i - reader->at;
    return i < reader->bytes.length;
}

/* A copy with the escapes decoded: never longer than what was written. */
static Status decode(Reader *reader, size_t end, Str *text)
{
    char *start = arena_take(reader->context->arena, end - reader->at, 1);
    char *to = start;

    if (start == NULL) {
        return fail_memory(reader->context);
    }
    while (reader->at < end) {
        size_t escape = reader->at;

        if (peek(reader) != '\\') {
            *to++ = reader->bytes.bytes[reader->at++];
            continue;
        }
        reader->at++;
        to = read_escape(reader, to);
        if (to == NULL || reader->at > end) {
            return refuse(reader, escape, "this is no escape of JSON; \\n and \\u00e9 are");
        }
    }
    *text = (Str){start, (size_t)(to - start)};
    return done();
}

static Status read_text(Reader *reader, Str *text)
{
    size_t length;
    size_t end;
    bool escapes;

    reader->at++;
    if (!find_close(reader, &length, &escapes)) {
        return refuse_cut_off(reader);
    }
    end = reader->at + length;
    for (size_t i = reader->at; i < end; i++) {
        if ((unsigned char)reader->bytes.bytes[i] < 0x20) {
            return refuse(reader, i,
                          "a control character inside a text; JSON writes it as \\n "
                          "or \\u0009");
        }
    }
    if (escapes) {
        TRY(decode(reader, end, text));
    } else {
        *text = str_slice(reader->bytes, reader->at, length);
    }
    reader->at = end + 1;
    return done();
}

static Status read_key(Reader *reader, Str *key)
{
    skip_blanks(reader);
    if (at_end(reader)) {
        return refuse_cut_off(reader);
    }
    if (peek(reader) != '"') {
        return refuse(reader, reader->at, "this is no JSON: expected a key in double quotes");
    }
    TRY(read_text(reader, key));
    skip_blanks(reader);
    if (at_end(reader)) {
        return refuse_cut_off(reader);
    }
    if (peek(reader) != ':') {
        return refuse(reader, reader->at, "this is no JSON: expected a colon after the key");
    }
    reader->at++;
    return done();
}

static Status read_items(Reader *reader, JsonValue *value, char close)
{
    JsonValue **end = &value->first;

    for (;;) {
        Str key = STR_NONE;

        if (close == '}') {
            TRY(read_key(reader, &key));
        }
        TRY(read_value(reader, end));
        (*end)->key = key;
        end = &(*end)->next;
        value->count++;
        skip_blanks(reader);
        if (at_end(reader)) {
            return refuse_cut_off(reader);
        }
        if (peek(reader) == close) {
            reader->at++;
            return done();
        }
        if (peek(reader) != ',') {
            return refuse(reader, reader->at,
                          "this is no JSON: expected a comma or the end of "
                          "what is open");
        }
        reader->at++;
    }
}

static Status read_nested(Reader *reader, JsonValue *value, char close)
{
    if (reader->depth + 2 >= JSON_DEPTH_MOST) {
        return refuse(reader, reader->at, "nested too deep; nothing written here is");
    }
    TRY(check_stop(reader->context));
    reader->at++;
    skip_blanks(reader);
    if (!at_end(reader) && peek(reader) == close) {
        reader->at++;
        return done();
    }
    reader->depth++;
    TRY(read_items(reader, value, close));
    reader->depth--;
    return done();
}

static Status read_kind(Reader *reader, JsonValue *value)
{
    char byte = peek(reader);

    if (byte == '{') {
        value->kind = JSON_OBJECT;
        return read_nested(reader, value, '}');
    }
    if (byte == '[') {
        value->kind = JSON_ARRAY;
        return read_nested(reader, value, ']');
    }
    if (byte == '"') {
        value->kind = JSON_TEXT;
        return read_text(reader, &value->text);
    }
    if (byte == '-' || (byte >= '0' && byte <= '9')) {
        value->kind = JSON_NUMBER;
        return read_number(reader, value);
    }
    if (byte == 't' || byte == 'f') {
        value->kind = JSON_BOOL;
        value->truth = byte == 't';
        return read_word(reader, byte == 't' ? STR("true") : STR("false"));
    }
    return read_word(reader, STR("null"));
}

static Status read_value(Reader *reader, JsonValue **out)
{
    JsonValue *value = TAKE(reader->context, JsonValue, 1);

    if (value == NULL) {
        return fail_memory(reader->context);
    }
    skip_blanks(reader);
    if (at_end(reader)) {
        return refuse_cut_off(reader);
    }
    value->offset = reader->at;
    *out = value;
    return read_kind(reader, value);
}

/* Do the bytes from `offset` to the end begin a character that would be longer? */
static bool is_cut_character(Str bytes, size_t offset)
{
    unsigned char lead = (unsigned char)bytes.bytes[offset];
    size_t wanted = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;

    return bytes.length - offset < wanted && lead <= 0xf4;
}

Status json_read(Context *context, Str name, Str bytes, JsonValue **out)
{
    Reader reader = {.context = context, .name = name, .bytes = bytes};
    size_t valid = utf8_check(bytes);

    if (valid < bytes.length && is_cut_character(bytes, valid)) {
        return refuse_cut_off(&reader);
    }
    if (valid < bytes.length) {
        return refuse(&reader, valid, "a byte that is not UTF-8; JSON is always UTF-8");
    }
    TRY(read_value(&reader, out));
    skip_blanks(&reader);
    if (!at_end(&reader)) {
        return refuse(&reader, reader.at, "something stands after the end; one value is expected");
    }
    return done();
}

static void write_items(JsonWriter *json, const JsonValue *value)
{
    bool object = value->kind == JSON_OBJECT;

    for (const JsonValue *item = value->first; item != NULL; item = item->next) {
        if (object) {
            json_key_text(json, item->key);
        }
        json_value(json, item);
    }
}

void json_value(JsonWriter *json, const JsonValue *value)
{
    switch (value->kind) {
    case JSON_NULL:
        json_null(json);
        break;
    case JSON_BOOL:
        json_bool(json, value->truth);
        break;
    case JSON_NUMBER:
        json_number_text(json, value->text);
        break;
    case JSON_TEXT:
        json_text(json, value->text);
        break;
    case JSON_ARRAY:
        json_array_open(json);
        write_items(json, value);
        json_array_close(json);
        break;
    case JSON_OBJECT:
        json_object_open(json);
        write_items(json, value);
        json_object_close(json);
        break;
    }
}
