/* DOIs as people paste them; see reference.h. */
#include "site/text/reference.h"

#include <string.h>

#define DOI_BYTES_MOST ((size_t)500)

static int hex_of(char byte)
{
    if (byte >= '0' && byte <= '9') {
        return byte - '0';
    }
    if (byte >= 'a' && byte <= 'f') {
        return byte - 'a' + 10;
    }
    return byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : -1;
}

/* In small letters; from an address also its "%2F" and the like read. */
static Str folded(Context *context, Str typed, bool is_address)
{
    Text out = text_new(context->arena);
    size_t i;

    for (i = 0; i < typed.length; i++) {
        char byte = typed.bytes[i];
        int high =
            is_address && byte == '%' && i + 2 < typed.length ? hex_of(typed.bytes[i + 1]) : -1;
        int low = high >= 0 ? hex_of(typed.bytes[i + 2]) : -1;

        if (low >= 0) {
            byte = (char)(high * 16 + low);
            i += 2;
        }
        text_add_byte(&out, byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte);
    }
    return text_str(&out);
}

static bool drop(Str *text, Str prefix)
{
    if (!str_equal_ignoring_case(str_slice(*text, 0, prefix.length), prefix)) {
        return false;
    }
    *text = str_trim(str_slice(*text, prefix.length, text->length));
    return true;
}

static size_t count_of(Str text, char byte)
{
    size_t count = 0;
    size_t i;

    for (i = 0; i < text.length; i++) {
        count += text.bytes[i] == byte;
    }
    return count;
}

/* What the sentence around it left: stops, and brackets that it does not open itself. */
static Str without_rest(Str doi)
{
    while (doi.length > 0) {
        char last = doi.bytes[doi.length - 1];
        bool is_rest = strchr(".,;:'\"", last) != NULL ||
                       (last == ')' && count_of(doi, ')') > count_of(doi, '(')) ||
                       (last == ']' && count_of(doi, ']') > count_of(doi, '[')) ||
                       (last == '>' && count_of(doi, '>') > count_of(doi, '<'));

        if (!is_rest) {
            break;
        }
        doi.length--;
    }
    return doi;
}

/* "10.", four to nine digits (perhaps with parts after full stops), "/", anything but blanks. */
static bool is_doi(Str doi)
{
    size_t i = 3;
    size_t digits;

    if (!str_starts_with(doi, STR("10.")) || doi.length > DOI_BYTES_MOST) {
        return false;
    }
    while (i < doi.length && doi.bytes[i] >= '0' && doi.bytes[i] <= '9') {
        i++;
    }
    digits = i - 3;
    while (i < doi.length && ((doi.bytes[i] >= '0' && doi.bytes[i] <= '9') ||
                              (doi.bytes[i] == '.' && doi.bytes[i - 1] != '.'))) {
        i++;
    }
    if (digits < 4 || digits > 9 || i + 1 >= doi.length || doi.bytes[i] != '/' ||
        doi.bytes[i - 1] == '.') {
        return false;
    }
    for (i++; i < doi.length; i++) {
        if ((unsigned char)doi.bytes[i] <= ' ' || doi.bytes[i] == 0x7f) {
            return false;
        }
    }
    return true;
}

bool doi_read(Context *context, Str typed, Str *doi)
{
    Str rest = str_trim(typed);
    bool is_address = drop(&rest, STR("https://")) || drop(&rest, STR("http://"));
    Str read;

    if (rest.length > 2 * DOI_BYTES_MOST) {
        return false;
    }
    is_address = drop(&rest, STR("dx.doi.org/")) || drop(&rest, STR("www.doi.org/")) ||
                 drop(&rest, STR("doi.org/")) || is_address;
    if (!is_address) {
        (void)(drop(&rest, STR("doi:")) || drop(&rest, STR("doi")));
        is_address = drop(&rest, STR("https://doi.org/")) ||
                     drop(&rest, STR("http://dx.doi.org/")) || drop(&rest, STR("doi.org/"));
    }
    if (is_address) {
        rest = str_slice(rest, 0, str_find_byte(rest, '?'));
        rest = str_slice(rest, 0, str_find_byte(rest, '#'));
    }
    read = without_rest(folded(context, rest, is_address));
    if (!is_doi(read)) {
        return false;
    }
    *doi = read;
    return true;
}
