/* Labels are compared character by character, each first made plain. */
#include "study/label_words.h"

#include <string.h>

static bool is_letter_or_digit(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z') || (unsigned char)byte > 127;
}

/* Labels are read letter by letter against every known word: only what begins a longer character is
   looked at closer. */
static bool is_ascii(char byte)
{
    return (unsigned char)byte < 128;
}

/* Bytes of one blank at `at`; 0 when there is none. */
static size_t blank_at(Str text, size_t at)
{
    char byte = text.bytes[at];

    if (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '_' || byte == '-') {
        return 1;
    }
    return !is_ascii(byte) && str_starts_with(str_slice(text, at, 2), STR("\u00a0")) ? 2 : 0;
}

/* The next character made plain, moving past it; -1 at the end. */
static int next_plain(Str text, size_t *at)
{
    size_t blank;
    char byte;

    if (*at >= text.length) {
        return -1;
    }
    blank = blank_at(text, *at);
    if (blank > 0) {
        while (*at < text.length && (blank = blank_at(text, *at)) > 0) {
            *at += blank;
        }
        return ' ';
    }
    if (!is_ascii(text.bytes[*at]) && str_starts_with(str_slice(text, *at, 3), STR("\u2019"))) {
        *at += 3;
        return '\'';
    }
    byte = text.bytes[(*at)++];
    return byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : (unsigned char)byte;
}

/* Where `words` end when they stand in the text at `at`; 0 when they do not. */
static size_t match_at(Str text, size_t at, Str words)
{
    size_t in_words = 0;

    while (in_words < words.length) {
        if (next_plain(text, &at) != next_plain(words, &in_words)) {
            return 0;
        }
    }
    return at;
}

static bool is_edge(Str text, size_t at)
{
    return at == 0 || at >= text.length || !is_letter_or_digit(text.bytes[at - 1]) ||
           !is_letter_or_digit(text.bytes[at]);
}

bool words_equal(Str label, Str words)
{
    return label.length > 0 && match_at(label, 0, words) == label.length;
}

bool words_within(Str label, Str words)
{
    for (size_t at = 0; at < label.length; at++) {
        size_t end = is_edge(label, at) ? match_at(label, at, words) : 0;

        if (end > 0 && is_edge(label, end)) {
            return true;
        }
    }
    return false;
}

bool words_cut_start(Str *label, Str words)
{
    size_t end = match_at(*label, 0, words);

    if (end == 0 || end == label->length || !is_edge(*label, end)) {
        return false;
    }
    *label = words_trim(str_slice(*label, end, label->length));
    return true;
}

bool words_cut_end(Str *label, Str words)
{
    for (size_t at = 1; at < label->length; at++) {
        if (is_edge(*label, at) && match_at(*label, at, words) == label->length) {
            *label = words_trim(str_slice(*label, 0, at));
            return true;
        }
    }
    return false;
}

bool words_in_list(Str label, LabelList list)
{
    for (size_t i = 0; i < list.count; i++) {
        if (words_equal(label, list.items[i])) {
            return true;
        }
    }
    return false;
}

Str words_trim(Str label)
{
    size_t from = 0;
    size_t to = label.length;

    while (from < to && !is_letter_or_digit(label.bytes[from])) {
        from++;
    }
    while (to > from && !is_letter_or_digit(label.bytes[to - 1])) {
        to--;
    }
    return str_trim(str_slice(label, from, to - from));
}

bool words_split_gloss(Str label, Str *before, Str *gloss)
{
    size_t open = label.length;
    int depth = 0;

    if (label.length == 0 || label.bytes[label.length - 1] != ')') {
        return false;
    }
    do {
        open--;
        depth += label.bytes[open] == ')' ? 1 : label.bytes[open] == '(' ? -1 : 0;
    } while (open > 0 && depth > 0);
    *before = str_trim(str_slice(label, 0, open));
    *gloss = str_trim(str_slice(label, open + 1, label.length - open - 2));
    return depth == 0 && before->length > 0;
}
