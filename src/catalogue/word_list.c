#include "catalogue/word_list.h"

#include "catalogue/catalogue_tables.h"

const WordMeaning *word_rows(size_t *count)
{
    *count = CATALOGUE_WORDS_COUNT;
    return CATALOGUE_WORDS;
}

const WordMeaning *word_find(Str word)
{
    for (size_t i = 0; i < CATALOGUE_WORDS_COUNT; i++) {
        if (str_equal_ignoring_case(CATALOGUE_WORDS[i].word, word)) {
            return &CATALOGUE_WORDS[i];
        }
    }
    return NULL;
}

const ForbiddenWord *forbidden_rows(size_t *count)
{
    *count = CATALOGUE_FORBIDDEN_COUNT;
    return CATALOGUE_FORBIDDEN;
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (unsigned char)byte >= 128;
}

static bool has_lower_case(Str text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] >= 'a' && text.bytes[i] <= 'z') {
            return true;
        }
    }
    return false;
}

/* `word` stands at byte `at` of `text`, with no letter on either side. */
static bool stands_at(Str text, size_t at, Str word)
{
    Str part = str_slice(text, at, word.length);

    if (part.length < word.length || (at > 0 && is_letter(text.bytes[at - 1])) ||
        (at + word.length < text.length && is_letter(text.bytes[at + word.length]))) {
        return false;
    }
    return has_lower_case(word) ? str_equal_ignoring_case(part, word) : str_equal(part, word);
}

/* Where the quoted piece that begins at `at` ends, or `at` when none begins or it never ends. */
static size_t skip_quoted(Str text, size_t at)
{
    static const Str OPEN[] = {{"\"", 1}, {"\xe2\x80\x9c", 3}};
    static const Str CLOSE[] = {{"\"", 1}, {"\xe2\x80\x9d", 3}};

    for (size_t i = 0; i < sizeof OPEN / sizeof OPEN[0]; i++) {
        if (!str_starts_with(str_slice(text, at, text.length - at), OPEN[i])) {
            continue;
        }
        for (size_t end = at + OPEN[i].length; end < text.length; end++) {
            if (str_starts_with(str_slice(text, end, text.length - end), CLOSE[i])) {
                return end + CLOSE[i].length;
            }
        }
    }
    return at;
}

const ForbiddenWord *forbidden_find(Str text, size_t *at)
{
    size_t byte = 0;

    while (byte < text.length) {
        size_t after = skip_quoted(text, byte);

        if (after > byte) {
            byte = after;
            continue;
        }
        for (size_t i = 0; i < CATALOGUE_FORBIDDEN_COUNT; i++) {
            if (stands_at(text, byte, CATALOGUE_FORBIDDEN[i].word)) {
                *at = byte;
                return &CATALOGUE_FORBIDDEN[i];
            }
        }
        byte++;
    }
    return NULL;
}
