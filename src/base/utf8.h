/* UTF-8: is it, how wide is it on a terminal, and other encodings into it. */
#ifndef UK_BASE_UTF8_H
#define UK_BASE_UTF8_H

#include "base/text.h"

/* Index of the first byte that is not part of valid UTF-8 (surrogates and overlong forms are
   not); text.length when all is valid. */
size_t utf8_check(Str text);

/* Reads the code point at `*index` and moves past it; U+FFFD and one byte on for bad bytes. */
uint32_t utf8_next(Str text, size_t *index);
void utf8_add(Text *text, uint32_t code_point);

/* Columns on a terminal: wide East Asian and emoji 2, combining marks 0, all else 1. */
size_t utf8_width(Str text);

/* Decodes into UTF-8. UTF-16 needs an even length (a lone surrogate becomes U+FFFD and is
   counted in `*bad`). Windows-1252: all bytes mean something but 81 8d 8f 90 9d, counted. */
void utf8_from_utf16(Text *text, Str bytes, bool big_endian, size_t *bad);
void utf8_from_windows_1252(Text *text, Str bytes, size_t *bad);

#endif
