#include "site/text/web_link.h"

#include "base/text.h"
#include "base/utf8.h"

#include <idn2.h>
#include <string.h>

#define HOST_BYTES_MOST ((size_t)253)

static Str in_small_letters(Context *context, Str text)
{
    Text out = text_new(context->arena);
    size_t i;

    for (i = 0; i < text.length; i++) {
        char byte = text.bytes[i];

        text_add_byte(&out, byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte);
    }
    return text_str(&out);
}

static bool begins_with(Str text, Str scheme)
{
    return text.length > scheme.length &&
           str_equal_ignoring_case(str_slice(text, 0, scheme.length), scheme);
}

/* What a browser strips, folds or reads as another sign would make it lead elsewhere. */
static bool is_plain(Str text)
{
    size_t i;

    for (i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];

        if (byte <= ' ' || byte == 0x7f || byte == '\\' || byte == '"' || byte == '<' ||
            byte == '>') {
            return false;
        }
    }
    return utf8_check(text) == text.length;
}

typedef enum Script {
    SCRIPT_NONE, /* digits, hyphens, dots */
    SCRIPT_LATIN,
    SCRIPT_GREEK,
    SCRIPT_CYRILLIC,
    SCRIPT_ARMENIAN,
    SCRIPT_HEBREW,
    SCRIPT_ARABIC,
    SCRIPT_INDIC, /* one block each: see script_of */
    SCRIPT_EAST_ASIAN,
    SCRIPT_OTHER /* letters that look like others, and all that is not known here */
} Script;

/* Latin is what European names are written with; its rarer letters look like common ones. The
   scripts of India stand in blocks of 128, so each block is told apart by its number. */
static int script_of(uint32_t point)
{
    if (point < 0x80) {
        bool is_letter = (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');

        return is_letter ? SCRIPT_LATIN : SCRIPT_NONE;
    }
    if (point >= 0xc0 && point <= 0x17f && point != 0x131) {
        return SCRIPT_LATIN;
    }
    if (point >= 0x370 && point <= 0x3ff) {
        return SCRIPT_GREEK;
    }
    if (point >= 0x400 && point <= 0x4ff) {
        return SCRIPT_CYRILLIC;
    }
    if (point >= 0x530 && point <= 0x58f) {
        return SCRIPT_ARMENIAN;
    }
    if (point >= 0x590 && point <= 0x5ff) {
        return SCRIPT_HEBREW;
    }
    if (point >= 0x600 && point <= 0x6ff) {
        return SCRIPT_ARABIC;
    }
    if (point >= 0x900 && point <= 0xdff) {
        return SCRIPT_OTHER + 1 + (int)((point - 0x900) / 0x80);
    }
    if ((point >= 0x3040 && point <= 0x30ff) || (point >= 0x4e00 && point <= 0x9fff) ||
        (point >= 0xac00 && point <= 0xd7a3)) {
        return SCRIPT_EAST_ASIAN;
    }
    return SCRIPT_OTHER;
}

static bool is_of_one_script(Str host)
{
    int seen = SCRIPT_NONE;
    size_t i = 0;

    while (i < host.length) {
        int script = script_of(utf8_next(host, &i));

        if (script == SCRIPT_OTHER ||
            (script != SCRIPT_NONE && seen != SCRIPT_NONE && script != seen)) {
            return false;
        }
        seen = script == SCRIPT_NONE ? seen : script;
    }
    return true;
}

static bool is_ascii_host(Str host)
{
    size_t label = 0;
    size_t i;

    if (host.length == 0 || host.length > HOST_BYTES_MOST) {
        return false;
    }
    for (i = 0; i < host.length; i++) {
        char byte = host.bytes[i];
        bool is_inner = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') ||
                        byte == '-' || byte == '_';

        if (byte == '.' ? label == 0 : !is_inner) {
            return false;
        }
        label = byte == '.' ? 0 : label + 1;
        if (label > 63) {
            return false;
        }
    }
    return true;
}

static void free_host(uint8_t **host)
{
    idn2_free(*host);
}

/* The host in ASCII, STR_NONE when it is none. */
static Str ascii_host(Context *context, Str host)
{
    AUTO(uint8_t *, free_host) looked_up = NULL;
    Str typed = str_copy(context->arena, host);
    Str small;

    if (typed.length != host.length || host.length > HOST_BYTES_MOST ||
        memchr(host.bytes, '%', host.length) != NULL) {
        return STR_NONE;
    }
    small = in_small_letters(context, typed);
    if (is_ascii_host(small)) {
        return small;
    }
    if (idn2_lookup_u8((const uint8_t *)typed.bytes, &looked_up,
                       IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) != IDN2_OK) {
        return STR_NONE;
    }
    small = str_copy(context->arena, str_from((const char *)looked_up));
    return is_ascii_host(small) ? small : STR_NONE;
}

static Str host_as_read(Context *context, Str typed, Str ascii)
{
    bool is_open = utf8_check(typed) == typed.length && is_of_one_script(typed);

    return is_open ? in_small_letters(context, typed) : ascii;
}

static bool is_port(Str port)
{
    size_t i;

    for (i = 0; i < port.length; i++) {
        if (port.bytes[i] < '0' || port.bytes[i] > '9') {
            return false;
        }
    }
    return port.length <= 5;
}

static bool read_web(Context *context, Str scheme, Str rest, WebLink *link)
{
    size_t end = 0;
    size_t colon;
    Str authority;
    Str typed;
    Str host;
    Text address = text_new(context->arena);

    while (end < rest.length && strchr("/?#", rest.bytes[end]) == NULL) {
        end++;
    }
    authority = str_slice(rest, 0, end);
    colon = str_find_byte(authority, ':');
    typed = str_slice(authority, 0, colon);
    if (str_find_byte(authority, '@') < authority.length ||
        (colon < authority.length && !is_port(str_slice(authority, colon + 1, authority.length)))) {
        return false;
    }
    host = typed.length > 0 ? ascii_host(context, typed) : STR_NONE;
    if (host.length == 0) {
        return false;
    }
    text_add(&address, scheme);
    text_add(&address, host);
    text_add(&address, str_slice(authority, colon, authority.length));
    text_add(&address, str_slice(rest, end, rest.length));
    link->address = text_str(&address);
    link->shown = host_as_read(context, typed, host);
    return !address.spent;
}

/* name@host, without the further fields that would write the mail for people. */
static bool read_mail(Context *context, Str rest, WebLink *link)
{
    size_t at = str_find_byte(rest, '@');
    Str host =
        at < rest.length ? ascii_host(context, str_slice(rest, at + 1, rest.length)) : STR_NONE;
    size_t i;

    for (i = 0; i < at; i++) {
        char byte = rest.bytes[i];

        if (!((byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
              (byte >= '0' && byte <= '9') || memchr(".+-_", byte, 4) != NULL)) {
            return false;
        }
    }
    if (at == 0 || host.length == 0) {
        return false;
    }
    link->shown =
        str_format(context->arena, "%.*s@%.*s", (int)at, rest.bytes, (int)host.length, host.bytes);
    link->address = str_format(context->arena, "mailto:%.*s", STR_ARGS(link->shown));
    return true;
}

bool web_link_read(Context *context, Str typed, WebLink *link)
{
    if (!is_plain(typed)) {
        return false;
    }
    if (begins_with(typed, STR("https://"))) {
        return read_web(context, STR("https://"), str_slice(typed, 8, typed.length), link);
    }
    if (begins_with(typed, STR("http://"))) {
        return read_web(context, STR("http://"), str_slice(typed, 7, typed.length), link);
    }
    if (begins_with(typed, STR("mailto:"))) {
        return read_mail(context, str_slice(typed, 7, typed.length), link);
    }
    return false;
}

static Str without(Str text, Str prefix)
{
    return begins_with(text, prefix) ? str_slice(text, prefix.length, text.length) : text;
}

bool web_link_says_host(Str words, const WebLink *link)
{
    Str rest = str_trim(words);
    Str host = without(link->shown, STR("www."));

    rest = without(without(without(rest, STR("https://")), STR("http://")), STR("mailto:"));
    rest = without(rest, STR("www."));
    if (!str_equal_ignoring_case(str_slice(rest, 0, host.length), host)) {
        return false;
    }
    rest = str_slice(rest, host.length, rest.length);
    return rest.length == 0 || memchr("/?#:", rest.bytes[0], 4) != NULL;
}
