#include "site/store/search_words.h"

#include "base/text.h"

/* What parts words: ASCII blanks, control characters and the quote. */
static bool parts_words(char byte)
{
    return ((unsigned char)byte <= ' ') || byte == '"' || byte == '\x7f';
}

/* A letter or digit, or part of one beyond ASCII. */
static bool is_of_a_word(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || (unsigned char)byte >= 0x80;
}

Status store_search_words(Context *context, Str typed, Str *out)
{
    Text words = text_new(context->arena);
    size_t count = 0;
    size_t at = 0;

    while (at < typed.length && count < SEARCH_WORDS_MOST) {
        size_t end = at;
        bool is_word = false;

        while (end < typed.length && !parts_words(typed.bytes[end])) {
            is_word = is_word || is_of_a_word(typed.bytes[end]);
            end++;
        }
        if (is_word) {
            text_add(&words, count == 0 ? STR("\"") : STR(" \""));
            text_add(&words, str_slice(typed, at, end - at));
            text_add_byte(&words, '"');
            count++;
        }
        at = end + 1;
    }
    TRY(text_finish(context, &words, out));
    if (out->length == 0) {
        *out = STR("\"\""); /* an empty question would be a mistake in it */
    }
    return done();
}
