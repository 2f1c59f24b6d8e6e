/* Text that grows, in an arena: what writers write into. */
#ifndef UK_BASE_TEXT_H
#define UK_BASE_TEXT_H

#include "base/status.h"

/* `spent` sticks once memory ran out: write on, and look at text_finish at the end. */
typedef struct Text {
    Arena *arena;
    char *bytes;
    size_t length;
    size_t capacity;
    bool spent;
} Text;

Text text_new(Arena *arena);
void text_add(Text *text, Str piece);
void text_add_byte(Text *text, char byte);
void text_add_repeated(Text *text, Str piece, size_t times);
void text_format(Text *text, const char *format, ...) UK_PRINTF(2, 3);

/* What was written; valid while the arena lives and nothing more is added. */
Str text_str(const Text *text);

/* fail_memory when it ran out at any point, else done and the text in `*out`. */
Status text_finish(Context *context, const Text *text, Str *out) UK_MUST_USE;

#endif
