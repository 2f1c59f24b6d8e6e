#include "site/web/target.h"
#include "base/utf8.h"

#include <string.h>

static int hex_digit(char byte)
{
    if (byte >= '0' && byte <= '9') {
        return byte - '0';
    }
    if (byte >= 'a' && byte <= 'f') {
        return byte - 'a' + 10;
    }
    return byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : -1;
}

/* Decodes %XX, and "+" where `plus` says so; false for half of one. */
static bool decode(Context *context, Str raw, bool plus, Str *out)
{
    char *bytes = TAKE(context, char, raw.length + 1);
    size_t length = 0;

    *out = STR_NONE;
    for (size_t i = 0; i < raw.length && bytes != NULL; i++) {
        char byte = raw.bytes[i];

        if (byte == '%') {
            int high = i + 2 < raw.length ? hex_digit(raw.bytes[i + 1]) : -1;
            int low = i + 2 < raw.length ? hex_digit(raw.bytes[i + 2]) : -1;

            if (high < 0 || low < 0) {
                return false;
            }
            byte = (char)(high * 16 + low);
            i += 2;
        } else if (byte == '+' && plus) {
            byte = ' ';
        }
        bytes[length++] = byte;
    }
    if (bytes != NULL) {
        *out = (Str){bytes, length};
    }
    return true;
}

Status field_text(Context *context, Str typed, const char *what, Str *out)
{
    char *bytes = TAKE(context, char, typed.length + 1);
    size_t length = 0;

    if (bytes == NULL) {
        return fail_memory(context);
    }
    if (utf8_check(typed) < typed.length) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "%s is not in UTF-8; send it as a page of this site would", what);
    }
    for (size_t i = 0; i < typed.length; i++) {
        unsigned char byte = (unsigned char)typed.bytes[i];

        if (byte == '\r') {
            bytes[length++] = '\n';
            i += i + 1 < typed.length && typed.bytes[i + 1] == '\n' ? 1 : 0;
        } else if ((byte < ' ' && byte != '\n' && byte != '\t') || byte == 0x7f) {
            return fail(context, FAIL_INPUT, PLACE_NONE,
                        "%s has a control character in it; take it out", what);
        } else {
            bytes[length++] = (char)byte;
        }
    }
    *out = (Str){bytes, length};
    return done();
}

static size_t count_pieces(Str text, char separator)
{
    size_t count = 1;

    for (size_t i = 0; i < text.length; i++) {
        count += text.bytes[i] == separator ? 1 : 0;
    }
    return count;
}

static Status read_pair(Context *context, Str piece, Field *field)
{
    size_t equals = str_find_byte(piece, '=');
    Str name;
    Str value;

    if (!decode(context, str_slice(piece, 0, equals), true, &name) ||
        !decode(context, str_slice(piece, equals + 1, piece.length), true, &value)) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "a %% stands without two hexadecimal digits; write %%25 for the sign itself");
    }
    TRY(field_text(context, name, "the name of a field", &field->name));
    TRY(field_text(context, value, "a field", &field->value));
    if (field->name.length == 0 || field->name.length > FIELD_NAME_MOST) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "a field has no name, or too long a one; send the form of a page of this site");
    }
    return done();
}

Status form_read(Context *context, Str body, FieldSpan *out)
{
    size_t most = count_pieces(body, '&');
    StrSplit split = str_split(body, '&');
    Str piece;

    *out = (FieldSpan){0};
    if (body.length == 0) {
        return done();
    }
    if (most > FIELDS_MOST) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "the form has more than %d fields; send the form of a page of this site",
                    (int)FIELDS_MOST);
    }
    out->items = TAKE(context, Field, most);
    if (out->items == NULL) {
        return fail_memory(context);
    }
    while (str_split_next(&split, &piece)) {
        /* "a=b&" and "a=b&&c=d": nothing was meant there */
        if (piece.length > 0) {
            TRY(read_pair(context, piece, &out->items[out->count++]));
        }
    }
    return done();
}

/* What may stand in an address as it is. Browsers send a few more bytes behind the "?" than the
   standard has, and none of those means anything here. */
static bool is_target_byte(char byte, bool query)
{
    if (byte <= ' ' || byte > '~') { /* bytes above 127 are below 0 or above '~' */
        return false;
    }
    return strchr(query ? "\"<>\\#" : "\"<>\\#^`{}|", byte) == NULL;
}

static Status check_parts(Context *context, Str path)
{
    StrSplit split = str_split(str_slice(path, 1, path.length), '/');
    Str part;

    while (str_split_next(&split, &part)) {
        bool last = split.done;

        if ((part.length == 0 && !last) || str_equal(part, STR(".")) ||
            str_equal(part, STR(".."))) {
            return fail(context, FAIL_INPUT, PLACE_NONE,
                        "the address has an empty part, \".\" or \"..\" in it; follow a link of "
                        "this site");
        }
    }
    return done();
}

static Status read_path(Context *context, Str raw, Str *out)
{
    Str path;

    for (size_t i = 0; i + 2 < raw.length; i++) {
        if (raw.bytes[i] == '%' && raw.bytes[i + 1] == '2' &&
            (raw.bytes[i + 2] == 'f' || raw.bytes[i + 2] == 'F')) {
            return fail(context, FAIL_INPUT, PLACE_NONE,
                        "the address has a hidden \"/\" in it; follow a link of this site");
        }
    }
    if (!decode(context, raw, false, &path)) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "the address has a %% without two hexadecimal digits; write %%25");
    }
    if (path.bytes == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < path.length; i++) {
        if ((unsigned char)path.bytes[i] < ' ') {
            return fail(context, FAIL_INPUT, PLACE_NONE,
                        "the address has a control character in it; follow a link of this site");
        }
    }
    TRY(field_text(context, path, "the address", out));
    return check_parts(context, *out);
}

Status target_read(Context *context, Str raw, Target *out)
{
    size_t question = str_find_byte(raw, '?');

    *out = (Target){0};
    if (raw.length > TARGET_BYTES_MOST) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "the address is longer than %d bytes; follow a link of this site",
                    (int)TARGET_BYTES_MOST);
    }
    if (!str_starts_with(raw, STR("/"))) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "the address does not begin with \"/\"; ask for a page of this site");
    }
    for (size_t i = 0; i < raw.length; i++) {
        if (!is_target_byte(raw.bytes[i], i > question)) {
            return fail(context, FAIL_INPUT, PLACE_NONE,
                        "the address has a byte in it that must be written as %%XX");
        }
    }
    TRY(read_path(context, str_slice(raw, 0, question), &out->path));
    return form_read(context, str_slice(raw, question + 1, raw.length), &out->query);
}
