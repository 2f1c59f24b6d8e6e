/* Comparing, searching and cutting borrowed text, byte by byte and without a locale. */
#include "base/str.h"

#include "base/utf8.h"

#include <string.h>

#define LETTERS_MOST ((size_t)256)

Str str_from(const char *text)
{
    return text == NULL ? STR_NONE : (Str){text, strlen(text)};
}

bool str_equal(Str a, Str b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.bytes, b.bytes, a.length) == 0);
}

int str_compare(Str a, Str b)
{
    size_t shared = a.length < b.length ? a.length : b.length;
    int order = shared == 0 ? 0 : memcmp(a.bytes, b.bytes, shared);

    if (order != 0) {
        return order < 0 ? -1 : 1;
    }
    return (a.length > b.length) - (a.length < b.length);
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static unsigned char fold(char byte)
{
    return (unsigned char)(byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte);
}

/* The run of digits at `*index` without its leading zeros; moves past it. */
static Str take_digits(Str text, size_t *index)
{
    size_t start = *index;
    size_t end = start;

    while (end < text.length && is_digit(text.bytes[end])) {
        end++;
    }
    *index = end;
    while (start < end && text.bytes[start] == '0') {
        start++;
    }
    return str_slice(text, start, end - start);
}

static int compare_digits(Str a, Str b)
{
    return a.length != b.length ? (a.length < b.length ? -1 : 1) : str_compare(a, b);
}

int str_compare_natural(Str a, Str b)
{
    size_t i = 0;
    size_t j = 0;

    while (i < a.length && j < b.length) {
        int order;

        if (is_digit(a.bytes[i]) && is_digit(b.bytes[j])) {
            Str left = take_digits(a, &i);
            Str right = take_digits(b, &j);

            order = compare_digits(left, right);
        } else {
            order = (int)fold(a.bytes[i++]) - (int)fold(b.bytes[j++]);
        }
        if (order != 0) {
            return order < 0 ? -1 : 1;
        }
    }
    if (i < a.length || j < b.length) {
        return i < a.length ? 1 : -1;
    }
    return str_compare(a, b);
}

bool str_equal_ignoring_case(Str a, Str b)
{
    if (a.length != b.length) {
        return false;
    }
    for (size_t i = 0; i < a.length; i++) {
        if (fold(a.bytes[i]) != fold(b.bytes[i])) {
            return false;
        }
    }
    return true;
}

bool str_contains_ignoring_case(Str text, Str part)
{
    for (size_t start = 0; part.length <= text.length && start <= text.length - part.length;
         start++) {
        if (str_equal_ignoring_case(str_slice(text, start, part.length), part)) {
            return true;
        }
    }
    return false;
}

bool str_starts_with(Str text, Str prefix)
{
    return prefix.length <= text.length && str_equal(str_slice(text, 0, prefix.length), prefix);
}

bool str_ends_with(Str text, Str suffix)
{
    return suffix.length <= text.length &&
           str_equal(str_slice(text, text.length - suffix.length, suffix.length), suffix);
}

size_t str_find_byte(Str text, char byte)
{
    const char *found = text.length == 0 ? NULL : memchr(text.bytes, byte, text.length);

    return found == NULL ? text.length : (size_t)(found - text.bytes);
}

Str str_slice(Str text, size_t start, size_t length)
{
    if (start > text.length) {
        start = text.length;
    }
    if (length > text.length - start) {
        length = text.length - start;
    }
    return (Str){text.bytes == NULL ? NULL : text.bytes + start, length};
}

/* Bytes of the blank at the start of `text`, 0 when there is none. */
static size_t blank_at_start(Str text)
{
    if (text.length != 0 && text.bytes[0] != '\0' && strchr(" \t\r\n", text.bytes[0]) != NULL) {
        return 1;
    }
    if (str_starts_with(text, STR("\xc2\xa0"))) {
        return 2;
    }
    return str_starts_with(text, STR("\xef\xbb\xbf")) ? 3 : 0;
}

static size_t blank_at_end(Str text)
{
    for (size_t length = 1; length <= 3 && length <= text.length; length++) {
        if (blank_at_start(str_slice(text, text.length - length, length)) == length) {
            return length;
        }
    }
    return 0;
}

Str str_trim(Str text)
{
    if (text.bytes == NULL) {
        return STR_NONE;
    }
    for (size_t blank = blank_at_start(text); blank != 0; blank = blank_at_start(text)) {
        text = str_slice(text, blank, text.length);
    }
    for (size_t blank = blank_at_end(text); blank != 0; blank = blank_at_end(text)) {
        text.length -= blank;
    }
    return text;
}

StrSplit str_split(Str text, char separator)
{
    return (StrSplit){.rest = text, .separator = separator};
}

bool str_split_next(StrSplit *split, Str *piece)
{
    size_t end;

    if (split->done) {
        return false;
    }
    end = str_find_byte(split->rest, split->separator);
    *piece = str_slice(split->rest, 0, end);
    split->done = end == split->rest.length;
    split->rest = str_slice(split->rest, end + 1, split->rest.length);
    return true;
}

/* Letters of a text as code points, ASCII ones in lower case; LETTERS_MOST + 1 when too many. */
static size_t take_letters(Str text, uint32_t letters[LETTERS_MOST])
{
    size_t count = 0;

    for (size_t i = 0; i < text.length;) {
        uint32_t letter = utf8_next(text, &i);

        if (count == LETTERS_MOST) {
            return LETTERS_MOST + 1;
        }
        letters[count++] = letter < 0x80 ? fold((char)letter) : letter;
    }
    return count;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* One row of the table of edits between the first letters of both: row[j] is the distance of
   i letters of a to j letters of b. Gives the smallest of the row. */
static size_t fill_row(size_t *rows[3], const uint32_t *a, size_t i, const uint32_t *b,
                       size_t count)
{
    size_t least = i;

    rows[0][0] = i;
    for (size_t j = 1; j <= count; j++) {
        size_t change = rows[1][j - 1] + (a[i - 1] != b[j - 1]);
        size_t best = smaller(change, 1 + smaller(rows[1][j], rows[0][j - 1]));

        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
            best = smaller(best, rows[2][j - 2] + 1);
        }
        rows[0][j] = best;
        least = smaller(least, best);
    }
    return least;
}

size_t str_distance(Str a, Str b, size_t limit)
{
    uint32_t a_letters[LETTERS_MOST] = {0};
    uint32_t b_letters[LETTERS_MOST] = {0};
    size_t space[3][LETTERS_MOST + 1] = {{0}};
    size_t *rows[3] = {space[0], space[1], space[2]};
    size_t a_count = take_letters(a, a_letters);
    size_t b_count = take_letters(b, b_letters);

    if (str_equal_ignoring_case(a, b)) {
        return 0;
    }
    if (a_count > LETTERS_MOST || b_count > LETTERS_MOST ||
        (a_count > b_count ? a_count - b_count : b_count - a_count) > limit) {
        return limit + 1;
    }
    for (size_t j = 0; j <= b_count; j++) {
        rows[0][j] = j;
    }
    for (size_t i = 1; i <= a_count; i++) {
        size_t *oldest = rows[2];

        rows[2] = rows[1];
        rows[1] = rows[0];
        rows[0] = oldest;
        /* A swap reaches back two rows, so one row above the limit does not yet decide. */
        if (fill_row(rows, a_letters, i, b_letters, b_count) > limit + 1) {
            return limit + 1;
        }
    }
    return smaller(rows[0][b_count], limit + 1);
}

Str str_nearest(Str wanted, StrSpan names)
{
    uint32_t letters[LETTERS_MOST];
    size_t count = take_letters(wanted, letters);
    size_t limit = count <= 3 ? 1 : count <= 7 ? 2 : 3;
    Str nearest = STR_NONE;

    if (limit >= count) { /* every letter may not be wrong */
        limit = count == 0 ? 0 : count - 1;
    }
    for (size_t i = 0; i < names.count; i++) {
        size_t distance = str_distance(wanted, names.items[i], limit);

        if (distance <= limit) {
            nearest = names.items[i];
            if (distance == 0) {
                break;
            }
            limit = distance - 1; /* from here on only what is nearer */
        }
    }
    return nearest;
}
