/* Growth by doubling; once memory is spent nothing more is written, so a cut text never passes
   for a whole one. */
#include "base/text.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

#define FIRST_CAPACITY ((size_t)64)

Text text_new(Arena *arena)
{
    return (Text){.arena = arena};
}

/* Makes room for `more` bytes; false, and spent for good, when there is no memory. */
static bool reserve(Text *text, size_t more)
{
    size_t wanted;
    char *grown;

    if (text->spent) {
        return false;
    }
    if (more <= text->capacity - text->length) {
        return true;
    }
    if (more > SIZE_MAX / 4 || text->length > SIZE_MAX / 4) {
        text->spent = true;
        return false;
    }
    wanted = text->length + more;
    if (wanted < text->capacity * 2) {
        wanted = text->capacity * 2;
    }
    if (wanted < FIRST_CAPACITY) {
        wanted = FIRST_CAPACITY;
    }
    grown = arena_grow(text->arena, text->bytes, text->capacity, wanted);
    if (grown == NULL && wanted > text->length + more) {
        wanted = text->length + more;
        grown = arena_grow(text->arena, text->bytes, text->capacity, wanted);
    }
    if (grown == NULL) {
        text->spent = true;
        return false;
    }
    text->bytes = grown;
    text->capacity = wanted;
    return true;
}

void text_add(Text *text, Str piece)
{
    if (piece.length != 0 && reserve(text, piece.length)) {
        memcpy(text->bytes + text->length, piece.bytes, piece.length);
        text->length += piece.length;
    }
}

void text_add_name(Text *text, Str name)
{
    for (size_t i = 0; i < name.length; i++) {
        text_add_byte(text, name.bytes[i] == '_' ? ' ' : name.bytes[i]);
    }
}

void text_add_byte(Text *text, char byte)
{
    if (reserve(text, 1)) {
        text->bytes[text->length++] = byte;
    }
}

void text_add_repeated(Text *text, Str piece, size_t times)
{
    for (size_t i = 0; i < times && !text->spent; i++) {
        text_add(text, piece);
    }
}

void text_format(Text *text, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    text_format_list(text, format, arguments);
    va_end(arguments);
}

void text_format_list(Text *text, const char *format, va_list arguments)
{
    va_list again;
    int length;

    va_copy(again, arguments);
    length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length < 0 || !reserve(text, (size_t)length + 1)) { /* + 1: vsnprintf ends in NUL */
        text->spent = true;
        return;
    }
    (void)vsnprintf(text->bytes + text->length, (size_t)length + 1, format, arguments);
    text->length += (size_t)length;
}

/* What would move the cursor, hide, or turn the direction of what is written around it. */
static bool is_unsafe(uint32_t point)
{
    return point < 0x20 || (point >= 0x7f && point < 0xa0) || point == 0x61c || point == 0x200b ||
           point == 0x200e || point == 0x200f || (point >= 0x2028 && point <= 0x202e) ||
           (point >= 0x2060 && point <= 0x206f) || point == 0xfeff ||
           (point >= 0xfff9 && point <= 0xfffb) || (point >= 0xe0000 && point <= 0xe007f);
}

/* One code point, or one bad byte, as it may be shown, into `out`; gives its length. */
static size_t show_next(Str text, size_t *index, char out[16])
{
    size_t start = *index;
    uint32_t point = utf8_next(text, index);
    size_t length = *index - start;
    int written;

    if (length == 1 && (point < 0x20 || point >= 0x7f)) {
        written = snprintf(out, 16, "\\x%02x", (unsigned)(unsigned char)text.bytes[start]);
    } else if (is_unsafe(point)) {
        written = snprintf(out, 16, "\\u{%x}", (unsigned)point);
    } else {
        memcpy(out, text.bytes + start, length);
        return length;
    }
    return written > 0 ? (size_t)written : 0;
}

void text_add_shown(Text *text, Str piece, size_t most)
{
    size_t left = most;

    for (size_t i = 0; i < piece.length;) {
        char shown[16];
        size_t length = show_next(piece, &i, shown);

        if (length > left) {
            text_add(text, STR("..."));
            return;
        }
        text_add(text, (Str){shown, length});
        left -= length;
    }
}

Str text_str(const Text *text)
{
    return (Str){text->bytes, text->length};
}

Status text_finish(Context *context, const Text *text, Str *out)
{
    if (text->spent || arena_refused(text->arena)) {
        return fail_memory(context);
    }
    *out = text_str(text);
    return done();
}

/* The text ended in NUL, which its length does not count; STR_NONE when memory is spent. */
static Str finish_with_nul(Text *text)
{
    text_add_byte(text, '\0');
    return text->spent ? STR_NONE : (Str){text->bytes, text->length - 1};
}

Str str_format_list(Arena *arena, const char *format, va_list arguments)
{
    Text text = text_new(arena);

    text_format_list(&text, format, arguments);
    return finish_with_nul(&text);
}

Str str_format(Arena *arena, const char *format, ...)
{
    va_list arguments;
    Str made;

    va_start(arguments, format);
    made = str_format_list(arena, format, arguments);
    va_end(arguments);
    return made;
}

Str str_copy(Arena *arena, Str text)
{
    char *bytes = text.length == SIZE_MAX ? NULL : arena_take(arena, text.length + 1, 1);

    if (bytes == NULL) {
        return STR_NONE;
    }
    if (text.length != 0) {
        memcpy(bytes, text.bytes, text.length);
    }
    return (Str){bytes, text.length};
}

Str str_show(Arena *arena, Str text, size_t most)
{
    Text shown = text_new(arena);

    text_add_shown(&shown, text, most);
    return finish_with_nul(&shown);
}
