#include "site/text/entities.h"

#include "base/utf8.h"

#include <string.h>

static const struct {
    const char *name;
    uint32_t point;
} entities[] = {
    {"amp", '&'},      {"lt", '<'},       {"gt", '>'},       {"quot", '"'},      {"apos", '\''},
    {"nbsp", 0xa0},    {"pound", 0xa3},   {"sect", 0xa7},    {"copy", 0xa9},     {"laquo", 0xab},
    {"reg", 0xae},     {"deg", 0xb0},     {"plusmn", 0xb1},  {"sup2", 0xb2},     {"micro", 0xb5},
    {"middot", 0xb7},  {"raquo", 0xbb},   {"frac12", 0xbd},  {"times", 0xd7},    {"divide", 0xf7},
    {"Auml", 0xc4},    {"Ouml", 0xd6},    {"Uuml", 0xdc},    {"szlig", 0xdf},    {"agrave", 0xe0},
    {"aacute", 0xe1},  {"acirc", 0xe2},   {"atilde", 0xe3},  {"auml", 0xe4},     {"aring", 0xe5},
    {"aelig", 0xe6},   {"ccedil", 0xe7},  {"egrave", 0xe8},  {"eacute", 0xe9},   {"ecirc", 0xea},
    {"euml", 0xeb},    {"igrave", 0xec},  {"iacute", 0xed},  {"icirc", 0xee},    {"iuml", 0xef},
    {"ntilde", 0xf1},  {"ograve", 0xf2},  {"oacute", 0xf3},  {"ocirc", 0xf4},    {"otilde", 0xf5},
    {"ouml", 0xf6},    {"oslash", 0xf8},  {"ugrave", 0xf9},  {"uacute", 0xfa},   {"ucirc", 0xfb},
    {"uuml", 0xfc},    {"ndash", 0x2013}, {"mdash", 0x2014}, {"lsquo", 0x2018},  {"rsquo", 0x2019},
    {"ldquo", 0x201c}, {"rdquo", 0x201d}, {"bull", 0x2022},  {"hellip", 0x2026}, {"euro", 0x20ac},
    {"trade", 0x2122}, {"rarr", 0x2192},  {"minus", 0x2212}, {"le", 0x2264},     {"ge", 0x2265},
};

static int digit_of(char byte)
{
    if (byte >= '0' && byte <= '9') {
        return byte - '0';
    }
    if (byte >= 'a' && byte <= 'f') {
        return byte - 'a' + 10;
    }
    return byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : 99;
}

/* 0 when it is no number of a sign. */
static uint32_t point_by_number(Str digits)
{
    bool is_hex = digits.length > 0 && (digits.bytes[0] == 'x' || digits.bytes[0] == 'X');
    int base = is_hex ? 16 : 10;
    uint32_t point = 0;
    size_t i;

    for (i = is_hex ? 1 : 0; i < digits.length; i++) {
        int digit = digit_of(digits.bytes[i]);

        if (digit >= base || point > 0x10ffff) {
            return 0;
        }
        point = point * (uint32_t)base + (uint32_t)digit;
    }
    return point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff) ? 0 : point;
}

static uint32_t point_of(Str name)
{
    size_t i;

    if (name.length > 0 && name.bytes[0] == '#') {
        return point_by_number(str_slice(name, 1, name.length));
    }
    for (i = 0; i < sizeof entities / sizeof entities[0]; i++) {
        if (str_equal(name, str_from(entities[i].name))) {
            return entities[i].point;
        }
    }
    return 0;
}

void entity_add(Text *text, Str entity)
{
    uint32_t point = 0;

    if (entity.length > 2 && entity.bytes[0] == '&' && entity.bytes[entity.length - 1] == ';') {
        point = point_of(str_slice(entity, 1, entity.length - 2));
    }
    if (point == 0) {
        text_add(text, entity);
    } else {
        utf8_add(text, point);
    }
}
