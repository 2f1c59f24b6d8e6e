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
/* A name of a study or of a file as people read it: blanks for its underscores. */
void text_add_name(Text *text, Str name);
void text_add_byte(Text *text, char byte);
void text_add_repeated(Text *text, Str piece, size_t times);
void text_format(Text *text, const char *format, ...) UK_PRINTF(2, 3);
void text_format_list(Text *text, const char *format, va_list arguments) UK_PRINTF(2, 0);

/* Adds `piece` as it is safe on a terminal or in a message: see str_show. */
void text_add_shown(Text *text, Str piece, size_t most);

/* What was written; valid while the arena lives and nothing more is added. */
Str text_str(const Text *text);

/* fail_memory when it ran out at any point, or its arena refused anything before (a piece may then
   have come empty); else done and the text in `*out`. */
Status text_finish(Context *context, const Text *text, Str *out) UK_MUST_USE;

/* Writes every note as a line "file:line:column: text", what is not known left out; a warning
   begins "note: ". Notes of one file stand together in the order of their places, files in the
   order they were first named. Text from outside is made safe as by str_show. Give `text` an
   arena of its own: the context's may be spent. */
void notes_write(const Context *context, Text *text);

#endif
