/* A JSON reader (RFC 8259) for files that may be hostile: strict, bounded in depth, UTF-8 only. */
#ifndef UK_BASE_JSON_READ_H
#define UK_BASE_JSON_READ_H

#include "base/json.h"

typedef enum JsonKind {
    JSON_NULL,
    JSON_BOOL,
    JSON_NUMBER,
    JSON_TEXT,
    JSON_ARRAY,
    JSON_OBJECT
} JsonKind;

/* One value of a tree, in the arena. Members and items are linked in the order of the file; keys
   that stand twice are both there. */
typedef struct JsonValue {
    JsonKind kind;
    bool truth;    /* JSON_BOOL */
    Str key;       /* of a member of an object; else empty */
    Str text;      /* JSON_TEXT: decoded; JSON_NUMBER: as written, number_parse reads it */
    size_t offset; /* where it begins, for json_place */
    size_t count;  /* JSON_ARRAY, JSON_OBJECT: items */
    struct JsonValue *first; /* the first item; NULL: empty */
    struct JsonValue *next;  /* the next of its own array or object */
} JsonValue;

#define JSON_NUMBER_MOST 64 /* bytes of a number; a double needs 25 */

/* Reads all of `bytes`, which must be one value; the tree borrows from it. FAIL_INPUT with a place
   in `name` for anything else: not UTF-8, nested JSON_DEPTH_MOST deep, a number beyond a double or
   longer than JSON_NUMBER_MOST, a lone surrogate, a text that stops in the middle (said as cut
   off). Costs the arena about 100 bytes a value. */
Status json_read(Context *context, Str name, Str bytes, JsonValue **out) UK_MUST_USE;

/* Line and column, in bytes from 1, of an offset into `bytes`. */
Place json_place(Str name, Str bytes, size_t offset);

/* Writes the tree: members in their order, numbers as they were written. What two files that mean
   the same have in common, whatever blanks and escapes they are written with. */
void json_value(JsonWriter *json, const JsonValue *value);

#endif
