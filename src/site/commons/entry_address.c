/* Addresses: the number first, and words after it that may change. */
#include "base/number.h"
#include "base/utf8.h"
#include "site/commons/entry_form.h"

#define SLUG_MOST ((size_t)60)

/* What a letter with a mark is without it: U+00C0 to U+00FF; "-" where there is none. */
static char plain_letter(uint32_t character)
{
    static const char PLAIN[] = "aaaaaaaceeeeiiiidnooooo-ouuuuyts"
                                "aaaaaaaceeeeiiiidnooooo-ouuuuyty";

    if (character >= 'A' && character <= 'Z') {
        return (char)(character - 'A' + 'a');
    }
    if ((character >= 'a' && character <= 'z') || (character >= '0' && character <= '9')) {
        return (char)character;
    }
    return character >= 0xC0 && character <= 0xFF ? PLAIN[character - 0xC0] : '-';
}

Status entry_slug(Context *context, Str title, Str *out)
{
    Text text = text_new(context->arena);
    bool blank = false;

    for (size_t at = 0; at < title.length;) {
        uint32_t character = utf8_next(title, &at);
        char letter = plain_letter(character);

        if (character == '\'' || character == 0x2019) {
            continue;
        }
        if (letter == '-') {
            blank = text.length > 0;
            if (text.length >= SLUG_MOST - 12) {
                break;
            }
            continue;
        }
        if (blank) {
            text_add_byte(&text, '-');
            blank = false;
        }
        if (text.length >= SLUG_MOST) {
            break;
        }
        text_add_byte(&text, letter);
    }
    return text_finish(context, &text, out);
}

Status entry_address(Context *context, KindId kind, int64_t id, Str slug, Str *out)
{
    Text text = text_new(context->arena);
    Str list = kind_of(kind)->address;

    text_add(&text, list.length == 0 ? STR("/e") : list);
    text_format(&text, "/%lld", (long long)id);
    if (list.length > 0 && slug.length > 0) {
        text_add_byte(&text, '-');
        text_add(&text, slug);
    }
    return text_finish(context, &text, out);
}

bool entry_number(Str text, int64_t *id)
{
    Str piece = str_trim(text);
    size_t digits = 0;

    for (size_t i = piece.length; i > 0; i--) {
        if (piece.bytes[i - 1] == '/') {
            piece = str_slice(piece, i, piece.length);
            break;
        }
    }
    while (digits < piece.length && piece.bytes[digits] >= '0' && piece.bytes[digits] <= '9') {
        digits++;
    }
    return digits > 0 && (digits == piece.length || piece.bytes[digits] == '-') &&
           number_parse_integer(str_slice(piece, 0, digits), id) && *id > 0;
}

Status entry_doi(Context *context, Str text, bool *is_one, Str *out)
{
    static const char *const PREFIXES[] = {"https://doi.org/", "http://doi.org/",
                                           "https://dx.doi.org/", "http://dx.doi.org/", "doi:"};
    Text small = text_new(context->arena);
    Str rest = str_trim(text);
    size_t slash;

    for (size_t i = 0; i < rest.length; i++) {
        char byte = rest.bytes[i];

        text_add_byte(&small, byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte);
    }
    TRY(text_finish(context, &small, &rest));
    for (size_t i = 0; i < sizeof PREFIXES / sizeof PREFIXES[0]; i++) {
        Str prefix = str_from(PREFIXES[i]);

        rest = str_starts_with(rest, prefix) ? str_slice(rest, prefix.length, rest.length) : rest;
    }
    *out = str_trim(rest);
    slash = str_find_byte(*out, '/');
    *is_one = str_starts_with(*out, STR("10.")) && slash >= 7 && slash + 1 < out->length &&
              str_find_byte(*out, ' ') == out->length;
    for (size_t i = 3; i < slash && *is_one; i++) {
        *is_one = (out->bytes[i] >= '0' && out->bytes[i] <= '9') || out->bytes[i] == '.';
    }
    return done();
}

size_t count_words(Str text)
{
    size_t count = 0;
    bool inside = false;

    for (size_t i = 0; i < text.length; i++) {
        bool blank = text.bytes[i] == ' ' || text.bytes[i] == '\n' || text.bytes[i] == '\t';

        count += !blank && !inside ? 1 : 0;
        inside = !blank;
    }
    return count;
}
