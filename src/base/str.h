/* Borrowed text: a pointer and a length, never owned, never assumed to end in NUL. */
#ifndef UK_BASE_STR_H
#define UK_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Str {
    const char *bytes; /* may be NULL only when length is 0 */
    size_t length;     /* bytes */
} Str;

typedef struct StrSpan {
    Str *items;
    size_t count;
} StrSpan;

#define STR(literal) ((Str){"" literal, sizeof(literal) - 1})
#define STR_NONE ((Str){NULL, 0})

/* For printf's "%.*s". Cuts what is longer than an int can say. Names `s` several times: no call
   stands in it that costs or takes memory. */
#define STR_ARGS(s)                                                                                \
    ((int)((s).length > 1000000 ? 1000000 : (s).length)), ((s).bytes ? (s).bytes : "")

/* Borrows a C string; NULL gives the empty Str. */
Str str_from(const char *text);

bool str_equal(Str a, Str b);

/* Byte order, shorter first on a tie: <0, 0, >0. The same in every locale. */
int str_compare(Str a, Str b);

/* The order people expect of labels: runs of digits by their value, the rest by bytes without
   regard to ASCII case; byte order breaks ties. "9" before "10", "02" beside "2". */
int str_compare_natural(Str a, Str b);

/* ASCII letters without regard to case; other bytes as they are. */
bool str_equal_ignoring_case(Str a, Str b);
bool str_contains_ignoring_case(Str text, Str part);

bool str_starts_with(Str text, Str prefix);
bool str_ends_with(Str text, Str suffix);

/* Index of the first `byte`, or `text.length`. */
size_t str_find_byte(Str text, char byte);

/* From `start` (clamped) at most `length` bytes. */
Str str_slice(Str text, size_t start, size_t length);

/* Without ASCII spaces, tabs, CR, LF and no-break spaces (U+00A0, U+FEFF) at both ends. */
Str str_trim(Str text);

/* Splits at each `separator` and calls nothing: gives the first piece and leaves the rest in
   `*rest`; false when `*rest` was exhausted. An empty text gives one empty piece. */
typedef struct StrSplit {
    Str rest;
    char separator;
    bool done;
} StrSplit;
StrSplit str_split(Str text, char separator);
bool str_split_next(StrSplit *split, Str *piece);

/* The number of single-letter edits (insert, delete, change, swap neighbours) between the two,
   at most `limit` + 1; ASCII case does not count. */
size_t str_distance(Str a, Str b, size_t limit);

/* The name nearest to `wanted` that is near enough to be a slip of the pen; STR_NONE if none. */
Str str_nearest(Str wanted, StrSpan names);

#endif
