/* The well-formed sequences are those of table 3-7 of the Unicode standard. */
#include "base/utf8.h"

#include <string.h>

#define REPLACEMENT UINT32_C(0xfffd)
#define BAD UINT32_MAX

static uint32_t byte_at(Str text, size_t index)
{
    return index < text.length ? (unsigned char)text.bytes[index] : 0;
}

/* The code point at `index` and its bytes in `*length`; BAD and 1 when it is not well formed. */
static uint32_t decode(Str text, size_t index, size_t *length)
{
    uint32_t lead = byte_at(text, index);
    uint32_t least;
    uint32_t point;
    size_t more;

    *length = 1;
    if (lead < 0x80) {
        return lead;
    }
    if (lead < 0xc2 || lead > 0xf4) {
        return BAD;
    }
    more = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    least = more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000;
    point = lead & (0x3fU >> more);
    for (size_t i = 1; i <= more; i++) {
        uint32_t byte = byte_at(text, index + i);

        if ((byte & 0xc0) != 0x80) {
            return BAD;
        }
        point = point << 6 | (byte & 0x3f);
    }
    if (point < least || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) {
        return BAD;
    }
    *length = more + 1;
    return point;
}

/* Past the ASCII bytes at `index`, eight at a time: most of most files. */
static size_t skip_ascii(Str text, size_t index)
{
    while (text.length - index >= sizeof(uint64_t)) {
        uint64_t eight;

        memcpy(&eight, text.bytes + index, sizeof eight);
        if ((eight & UINT64_C(0x8080808080808080)) != 0) {
            break;
        }
        index += sizeof eight;
    }
    while (index < text.length && (unsigned char)text.bytes[index] < 0x80) {
        index++;
    }
    return index;
}

size_t utf8_check(Str text)
{
    for (size_t i = skip_ascii(text, 0); i < text.length;) {
        size_t length;

        if (decode(text, i, &length) == BAD) {
            return i;
        }
        i += length;
        if (i < text.length && (unsigned char)text.bytes[i] < 0x80) {
            i = skip_ascii(text, i);
        }
    }
    return text.length;
}

uint32_t utf8_next(Str text, size_t *index)
{
    size_t length;
    uint32_t point = decode(text, *index, &length);

    *index += length;
    return point == BAD ? REPLACEMENT : point;
}

void utf8_add(Text *text, uint32_t code_point)
{
    char bytes[4];
    uint32_t point = code_point;
    size_t more;

    if (point < 0x80) {
        text_add_byte(text, (char)point);
        return;
    }
    if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) {
        point = REPLACEMENT;
    }
    more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    for (size_t i = more; i > 0; i--) {
        bytes[i] = (char)(0x80 | (point & 0x3f));
        point >>= 6;
    }
    bytes[0] = (char)((0xf0U << (3 - more) & 0xff) | point);
    text_add(text, (Str){bytes, more + 1});
}

static uint32_t unit_at(Str bytes, size_t index, bool big_endian)
{
    uint32_t first = byte_at(bytes, index);
    uint32_t second = byte_at(bytes, index + 1);

    return big_endian ? first << 8 | second : second << 8 | first;
}

void utf8_from_utf16(Text *text, Str bytes, bool big_endian, size_t *bad)
{
    size_t i = 0;

    *bad = 0;
    while (i + 1 < bytes.length && !text->spent) {
        uint32_t unit = unit_at(bytes, i, big_endian);
        uint32_t low = i + 3 < bytes.length ? unit_at(bytes, i + 2, big_endian) : 0;

        i += 2;
        if (unit >= 0xd800 && unit < 0xdc00 && low >= 0xdc00 && low < 0xe000) {
            i += 2;
            unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
        }
        *bad += unit >= 0xd800 && unit < 0xe000;
        utf8_add(text, unit);
    }
    if (i < bytes.length) { /* half a unit */
        (*bad)++;
        utf8_add(text, REPLACEMENT);
    }
}

void utf8_from_windows_1252(Text *text, Str bytes, size_t *bad)
{
    /* Bytes 80 to 9f; all others are the code point of their value. 0: means nothing. */
    static const uint16_t HIGH[32] = {
        0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
        0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
        0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

    *bad = 0;
    for (size_t i = 0; i < bytes.length && !text->spent; i++) {
        uint32_t point = byte_at(bytes, i);

        if (point >= 0x80 && point < 0xa0) {
            point = HIGH[point - 0x80];
        }
        if (point == 0 && bytes.bytes[i] != '\0') {
            (*bad)++;
            point = REPLACEMENT;
        }
        utf8_add(text, point);
    }
}
