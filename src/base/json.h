/* A JSON writer that cannot write bad JSON: commas, quotes and nesting are its own affair. */
#ifndef UK_BASE_JSON_H
#define UK_BASE_JSON_H

#include "base/text.h"

#define JSON_DEPTH_MOST 32

typedef struct JsonWriter {
    Text *text;
    int depth;
    bool first[JSON_DEPTH_MOST];  /* nothing written yet at this depth */
    bool object[JSON_DEPTH_MOST]; /* an object, else an array */
    bool after_key;
    bool pretty; /* a line and two spaces of indent for each member */
} JsonWriter;

JsonWriter json_writer(Text *text, bool pretty);
void json_object_open(JsonWriter *json);
void json_object_close(JsonWriter *json);
void json_array_open(JsonWriter *json);
void json_array_close(JsonWriter *json);
void json_key(JsonWriter *json, const char *key);
void json_key_text(JsonWriter *json, Str key);

/* Escapes control characters, quotes, backslash and invalid UTF-8 (as U+FFFD). */
void json_text(JsonWriter *json, Str value);
void json_integer(JsonWriter *json, int64_t value);

/* number_write; null when not finite. */
void json_number(JsonWriter *json, double value);
/* A number that is written already, as JSON has them. */
void json_number_text(JsonWriter *json, Str number);
void json_bool(JsonWriter *json, bool value);
void json_null(JsonWriter *json);

#endif
