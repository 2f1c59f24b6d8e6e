/* Internal: numbers that may leave, as JSON writes them. */
#ifndef UK_REPORT_SHOWN_JSON_H
#define UK_REPORT_SHOWN_JSON_H

#include "base/json.h"
#include "disclosure/shown.h"

/* The number under `key`, null where it is hidden or undefined. */
void shown_json_number(JsonWriter *json, const char *key, const ShownNumber *number);

/* "note", unless it is empty. */
void shown_json_note(JsonWriter *json, Str note);

/* "method" */
void shown_json_method(JsonWriter *json, const ShownInterval *interval);

/* "suppressed": what is hidden, and between which numbers it lies; nothing where nothing is. */
void shown_json_suppressed(JsonWriter *json, const char *const keys[],
                           const ShownNumber *const numbers[], size_t count);

#endif
