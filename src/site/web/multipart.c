#include "site/web/multipart.h"
#include "site/web/target.h"

#include <string.h>

#define PARTS_MOST ((size_t)200)
#define HEAD_MOST ((size_t)1024) /* of one part */

#define TYPE "multipart/form-data"
#define BLANKS "\r\n\r\n"

bool multipart_is(Str content_type)
{
    Str type = str_trim(str_slice(content_type, 0, str_find_byte(content_type, ';')));

    return str_equal_ignoring_case(type, STR(TYPE));
}

static Status fail_form(Context *context, const char *what)
{
    return fail(context, FAIL_INPUT, PLACE_NONE,
                "the form's parts cannot be read: %s; send the form of a page of this site", what);
}

/* Index of the first `part` in `text`, or `text.length`. */
static size_t find(Str text, Str part)
{
    for (size_t i = 0; i + part.length <= text.length; i++) {
        const char *first =
            memchr(text.bytes + i, part.bytes[0], text.length - part.length - i + 1);

        if (first == NULL) {
            break;
        }
        i = (size_t)(first - text.bytes);
        if (memcmp(first, part.bytes, part.length) == 0) {
            return i;
        }
    }
    return text.length;
}

static bool is_boundary_byte(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z') || (byte != '\0' && strchr("'()+_,-./:=?", byte) != NULL);
}

static bool read_boundary(Str content_type, Str *out)
{
    size_t semicolon = str_find_byte(content_type, ';');
    Str rest = str_trim(str_slice(content_type, semicolon + 1, content_type.length));
    Str name = STR("boundary=");

    if (!str_equal_ignoring_case(str_slice(rest, 0, name.length), name)) {
        return false;
    }
    rest = str_slice(rest, name.length, rest.length);
    if (rest.length >= 2 && rest.bytes[0] == '"' && rest.bytes[rest.length - 1] == '"') {
        rest = str_slice(rest, 1, rest.length - 2);
    }
    for (size_t i = 0; i < rest.length; i++) {
        if (!is_boundary_byte(rest.bytes[i])) {
            return false;
        }
    }
    *out = rest;
    return rest.length > 0 && rest.length <= MULTIPART_BOUNDARY_MOST;
}

/* What a part says of itself. */
typedef struct PartHead {
    Str name;
    Str file_name;
    bool is_file;
} PartHead;

/* One of: name="...", filename="...". A quote inside is sent as %22 by browsers. */
static bool read_parameter(Str *rest, const char *name, Str *out)
{
    Str wanted = str_from(name);
    size_t end;

    if (!str_starts_with(*rest, wanted)) {
        return false;
    }
    *rest = str_slice(*rest, wanted.length, rest->length);
    end = str_find_byte(*rest, '"');
    if (end == rest->length) {
        return false;
    }
    *out = str_slice(*rest, 0, end);
    *rest = str_slice(*rest, end + 1, rest->length);
    return true;
}

static bool read_disposition(Str value, PartHead *head)
{
    Str form = STR("form-data; ");

    if (!str_equal_ignoring_case(str_slice(value, 0, form.length), form)) {
        return false;
    }
    value = str_slice(value, form.length, value.length);
    if (!read_parameter(&value, "name=\"", &head->name)) {
        return false;
    }
    head->is_file = read_parameter(&value, "; filename=\"", &head->file_name);
    return value.length == 0;
}

/* Its lines, each ended by CR LF, without the blank one. */
static bool read_head(Str lines, PartHead *head)
{
    bool named = false;

    *head = (PartHead){0};
    while (lines.length > 0) {
        size_t end = find(lines, STR("\r\n"));
        Str line = str_slice(lines, 0, end);
        size_t colon = str_find_byte(line, ':');
        Str name = str_slice(line, 0, colon);
        Str value = str_trim(str_slice(line, colon + 1, line.length));

        lines = str_slice(lines, end + 2, lines.length);
        if (str_equal_ignoring_case(name, STR("Content-Disposition"))) {
            if (named || !read_disposition(value, head)) {
                return false;
            }
            named = true;
        } else if (!str_equal_ignoring_case(name, STR("Content-Type"))) {
            return false; /* a transfer encoding, or what we do not know */
        }
    }
    return named;
}

static Status keep_part(Context *context, const PartHead *head, Str bytes, FieldSpan *fields,
                        UploadSpan *uploads)
{
    Str name;

    TRY(field_text(context, head->name, "the name of a field", &name));
    if (name.length == 0 || name.length > FIELD_NAME_MOST) {
        return fail_form(context, "a part has no name, or too long a one");
    }
    if (!head->is_file) {
        Field *field = &fields->items[fields->count++];

        field->name = name;
        return field_text(context, bytes, "a field", &field->value);
    }
    if (head->file_name.length > 0 || bytes.length > 0) {
        Upload *upload = &uploads->items[uploads->count++];

        *upload = (Upload){.name = name, .bytes = bytes};
        return field_text(context, head->file_name, "the name of a file", &upload->file_name);
    }
    return done();
}

Status multipart_read(Context *context, Str content_type, Str body, FieldSpan *fields,
                      UploadSpan *uploads)
{
    Str boundary;
    Str between;
    Str rest;

    *fields = (FieldSpan){TAKE(context, Field, PARTS_MOST), 0};
    *uploads = (UploadSpan){TAKE(context, Upload, PARTS_MOST), 0};
    if (!multipart_is(content_type) || !read_boundary(content_type, &boundary)) {
        return fail_form(context, "nothing says where one part ends");
    }
    between = str_format(context->arena, "\r\n--%.*s", STR_ARGS(boundary));
    if (fields->items == NULL || uploads->items == NULL || between.bytes == NULL) {
        return fail_memory(context);
    }
    /* the first one has no line end before it */
    if (!str_starts_with(body, str_slice(between, 2, between.length))) {
        return fail_form(context, "there is something before the first one");
    }
    rest = str_slice(body, between.length - 2, body.length);
    for (size_t parts = 0; !str_equal(rest, STR("--\r\n")) && !str_equal(rest, STR("--"));
         parts++) {
        size_t blank = find(str_slice(rest, 0, HEAD_MOST), STR(BLANKS));
        PartHead head;
        size_t end;

        if (parts == PARTS_MOST) {
            return fail_form(context, "there are too many");
        }
        if (!str_starts_with(rest, STR("\r\n")) || blank >= HEAD_MOST || blank == rest.length ||
            !read_head(str_slice(rest, 2, blank), &head)) {
            return fail_form(context, "one does not say what it is");
        }
        rest = str_slice(rest, blank + 4, rest.length);
        end = find(rest, between);
        if (end == rest.length) {
            return fail_form(context, "the last one has no end");
        }
        TRY(keep_part(context, &head, str_slice(rest, 0, end), fields, uploads));
        rest = str_slice(rest, end + between.length, rest.length);
    }
    return done();
}
