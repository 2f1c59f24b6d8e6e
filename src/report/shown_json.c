#include "report/shown_json.h"

void shown_json_number(JsonWriter *json, const char *key, const ShownNumber *number)
{
    json_key(json, key);
    if (number->state == SHOWN_VALUE) {
        json_number(json, number->value);
    } else {
        json_null(json);
    }
}

void shown_json_note(JsonWriter *json, Str note)
{
    if (note.length > 0) {
        json_key(json, "note");
        json_text(json, note);
    }
}

void shown_json_method(JsonWriter *json, const ShownInterval *interval)
{
    json_key(json, "method");
    json_text(json, interval->method);
}

static void write_end(JsonWriter *json, const char *key, bool known, int64_t value)
{
    json_key(json, key);
    if (known) {
        json_integer(json, value);
    } else {
        json_null(json);
    }
}

void shown_json_suppressed(JsonWriter *json, const char *const keys[],
                           const ShownNumber *const numbers[], size_t count)
{
    bool open = false;
    size_t i;

    for (i = 0; i < count; i++) {
        if (numbers[i]->state != SHOWN_HIDDEN) {
            continue;
        }
        if (!open) {
            json_key(json, "suppressed");
            json_object_open(json);
            open = true;
        }
        json_key(json, keys[i]);
        json_object_open(json);
        write_end(json, "from", numbers[i]->has_range, numbers[i]->from);
        write_end(json, "to", numbers[i]->has_range && numbers[i]->to != INT64_MAX, numbers[i]->to);
        json_object_close(json);
    }
    if (open) {
        json_object_close(json);
    }
}
