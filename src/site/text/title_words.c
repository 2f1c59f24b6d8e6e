#include "site/text/title_words.h"

#include "base/text.h"
#include "base/utf8.h"

#include <stdlib.h>

#define WORDS_MOST ((size_t)200)

/* U+00C0 to U+017F without their accents; "?" is no letter, "*" is written by two. */
static const char plain_latin[] =
    "aaaaaa*ceeeeiiiidnooooo?ouuuuyt*aaaaaa*ceeeeiiiidnooooo?ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkkklllllll"
    "lllnnnnnnnnnoooooo**rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

static void add_folded(Text *word, uint32_t point)
{
    if (point >= 'A' && point <= 'Z') {
        text_add_byte(word, (char)(point - 'A' + 'a'));
    } else if (point == 0xc6 || point == 0xe6) {
        text_add(word, STR("ae"));
    } else if (point == 0xdf) {
        text_add(word, STR("ss"));
    } else if (point == 0x152 || point == 0x153) {
        text_add(word, STR("oe"));
    } else if (point == 0x132 || point == 0x133) {
        text_add(word, STR("ij"));
    } else if (point >= 0xc0 && point <= 0x17f) {
        text_add_byte(word, plain_latin[point - 0xc0]);
    } else {
        utf8_add(word, point);
    }
}

/* Letters and digits of all scripts; marks set on letters are left out before. */
static bool is_letter(uint32_t point)
{
    if (point < 0x80) {
        return (point >= '0' && point <= '9') || (point >= 'a' && point <= 'z') ||
               (point >= 'A' && point <= 'Z');
    }
    return point >= 0xc0 && point != 0xd7 && point != 0xf7 &&
           !(point >= 0x2000 && point <= 0x2bff) && !(point >= 0x3000 && point <= 0x303f) &&
           point != 0xfffd && point != 0xfeff;
}

static bool is_mark(uint32_t point)
{
    return (point >= 0x300 && point <= 0x36f) || point == '\'' || point == 0x2019 || point == 0xad;
}

static int by_bytes(const void *a, const void *b)
{
    return str_compare(*(const Str *)a, *(const Str *)b);
}

StrSpan title_words(Context *context, Str title)
{
    StrSpan words = {TAKE(context, Str, WORDS_MOST), 0};
    Text word = text_new(context->arena);
    size_t i = 0;

    if (words.items == NULL) {
        return words;
    }
    while (i <= title.length && words.count < WORDS_MOST) {
        uint32_t point = i < title.length ? utf8_next(title, &i) : ' ';
        bool is_end = i >= title.length;

        if (is_letter(point)) {
            add_folded(&word, point);
        }
        if ((is_end || (!is_letter(point) && !is_mark(point))) && word.length > 0) {
            words.items[words.count++] = text_str(&word);
            word = text_new(context->arena);
        }
        if (is_end) {
            break;
        }
    }
    if (words.count > 1) {
        qsort(words.items, words.count, sizeof words.items[0], by_bytes);
    }
    return words;
}

double title_overlap(StrSpan a, StrSpan b)
{
    size_t longer = a.count > b.count ? a.count : b.count;
    size_t shared = 0;
    size_t i = 0;
    size_t j = 0;

    while (i < a.count && j < b.count) {
        int order = str_compare(a.items[i], b.items[j]);

        shared += order == 0;
        i += order <= 0;
        j += order >= 0;
    }
    return longer == 0 ? 0 : (double)shared / (double)longer;
}
