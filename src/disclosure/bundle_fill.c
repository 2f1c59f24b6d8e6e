/* From JSON to structs, by the tables of bundle_fields.h. A struct is filled in the order of its
   table, since a part's table must be there before what is counted by it. */
#include "disclosure/bundle_internal.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

/* What fits int64 and prints; nothing that is counted or measured here comes near it. */
#define NUMBER_MOST 9e18
#define DECIMALS_MOST 40
#define QUOTE_MOST 60

Status bundle_refuse(const BundleReader *reader, const JsonValue *value, const char *what,
                     Str quoted)
{
    Place place = json_place(reader->name, reader->bytes, value->offset);
    Str shown = str_show(reader->context->arena, quoted, QUOTE_MOST);

    return fail(reader->context, FAIL_INPUT, place,
                "%s '%.*s'; this bundle was not written by unknot, or was changed", what,
                STR_ARGS(shown));
}

/* The same, for the value itself of a field. */
static Status refuse_value(const BundleReader *reader, const JsonValue *value, const char *wanted,
                           const char *key)
{
    Place place = json_place(reader->name, reader->bytes, value->offset);

    return fail(reader->context, FAIL_INPUT, place,
                "expected %s for '%s'; this bundle was not written by unknot, or was changed",
                wanted, key);
}

static bool read_double(const JsonValue *value, double *out)
{
    return value->kind == JSON_NUMBER && number_parse(value->text, out) &&
           fabs(*out) <= NUMBER_MOST;
}

static bool read_integer(const JsonValue *value, int64_t least, int64_t most, int64_t *out)
{
    return value->kind == JSON_NUMBER && number_parse_integer(value->text, out) && *out >= least &&
           *out <= most;
}

static bool read_word(const JsonValue *value, const BundleWords *words, int *out)
{
    for (int i = 0; value->kind == JSON_TEXT && i < words->count; i++) {
        if (str_equal(value->text, str_from(words->names[i]))) {
            *out = words->first + i;
            return true;
        }
    }
    return false;
}

static bool read_stages(const JsonValue *value, const BundleWords *words, unsigned *out)
{
    int stage = 0;

    if (value->kind != JSON_ARRAY) {
        return false;
    }
    for (const JsonValue *item = value->first; item != NULL; item = item->next) {
        if (!read_word(item, words, &stage) || (*out >> stage & 1U) != 0) {
            return false;
        }
        *out |= 1U << stage;
    }
    return true;
}

/* {"hidden":[from, to]}, to null without an upper end; {"hidden":[]}. */
static bool read_hidden(const JsonValue *value, ShownNumber *out)
{
    const JsonValue *range = value->first;

    if (value->count != 1 || !str_equal(range->key, STR("hidden")) || range->kind != JSON_ARRAY ||
        (range->count != 0 && range->count != 2)) {
        return false;
    }
    out->state = SHOWN_HIDDEN;
    if (range->count == 0) {
        return true;
    }
    out->has_range = true;
    out->to = INT64_MAX;
    return read_integer(range->first, INT64_MIN + 1, INT64_MAX - 1, &out->from) &&
           (range->first->next->kind == JSON_NULL ||
            read_integer(range->first->next, out->from, INT64_MAX - 1, &out->to));
}

/* [value, decimals], or [value] with all its digits. */
static bool read_shown(const JsonValue *value, ShownNumber *out)
{
    int64_t decimals = SHOWN_EXACT;

    *out = (ShownNumber){.state = SHOWN_VALUE};
    if (value->kind == JSON_OBJECT) {
        return read_hidden(value, out);
    }
    if (value->kind != JSON_ARRAY || value->count < 1 || value->count > 2 ||
        !read_double(value->first, &out->value) ||
        (value->count == 2 && !read_integer(value->first->next, 0, DECIMALS_MOST, &decimals))) {
        return false;
    }
    out->decimals = (int)decimals;
    return true;
}

static Status fill_texts(const BundleReader *reader, const BundleField *field,
                         const JsonValue *value, StrSpan *out)
{
    if (value->kind != JSON_ARRAY) {
        return refuse_value(reader, value, "a list of texts", field->key);
    }
    out->items = TAKE(reader->context, Str, value->count);
    if (out->items == NULL) {
        return fail_memory(reader->context);
    }
    for (const JsonValue *item = value->first; item != NULL; item = item->next) {
        if (item->kind != JSON_TEXT) {
            return refuse_value(reader, item, "a text", field->key);
        }
        out->items[out->count++] = item->text;
    }
    return done();
}

static void put_pointer(const BundleField *field, void *object, const void *pointer)
{
    memcpy((char *)object + field->offset, &pointer, sizeof pointer);
}

static Status fill_indices(const BundleReader *reader, const BundleField *field,
                           const JsonValue *value, void *object)
{
    size_t *indices = TAKE(reader->context, size_t, value->count);
    size_t count = 0;
    int64_t index;

    if (indices == NULL) {
        return fail_memory(reader->context);
    }
    if (value->kind != JSON_ARRAY) {
        return refuse_value(reader, value, "a list of places", field->key);
    }
    for (const JsonValue *item = value->first; item != NULL; item = item->next) {
        if (!read_integer(item, 0, BUNDLE_COUNT_MOST, &index)) {
            return refuse_value(reader, item, "a place in a list, counted from 0,", field->key);
        }
        indices[count++] = (size_t)index;
    }
    put_pointer(field, object, indices);
    memcpy((char *)object + field->count_offset, &count, sizeof count);
    return done();
}

/* The structs of a list stand in a row; PER_* lists must have as many as what they belong to. */
static Status fill_list(const BundleReader *reader, const BundleField *field,
                        const JsonValue *value, void *object)
{
    size_t count = value->count;
    char *items = arena_take(reader->context->arena, count, field->shape->size);

    if (items == NULL) {
        return fail_memory(reader->context);
    }
    if (value->kind != JSON_ARRAY) {
        return refuse_value(reader, value, "a list", field->key);
    }
    put_pointer(field, object, items);
    if (field->kind == BUNDLE_LIST) {
        memcpy((char *)object + field->count_offset, &count, sizeof count);
    } else if (bundle_list_count(field, object) != count) {
        return refuse_value(reader, value, "as many numbers as its table has", field->key);
    }
    for (const JsonValue *item = value->first; item != NULL; item = item->next) {
        TRY(bundle_fill(reader, field->shape, item, items));
        items += field->shape->size;
    }
    return done();
}

static Status fill_one(const BundleReader *reader, const BundleField *field, const JsonValue *value,
                       void *object)
{
    void *item = arena_take(reader->context->arena, 1, field->shape->size);

    if (item == NULL) {
        return fail_memory(reader->context);
    }
    put_pointer(field, object, item);
    return bundle_fill(reader, field->shape, value, item);
}

/* Kinds that need no memory; false when the value is not what the kind needs. */
static bool fill_plain(const BundleField *field, const JsonValue *value, void *at)
{
    int64_t count = 0;

    switch (field->kind) {
    case BUNDLE_TEXT:
        *(Str *)at = value->text;
        return value->kind == JSON_TEXT;
    case BUNDLE_BOOL:
        *(bool *)at = value->truth;
        return value->kind == JSON_BOOL;
    case BUNDLE_WORD:
        return read_word(value, field->words, at);
    case BUNDLE_STAGES:
        return read_stages(value, field->words, at);
    case BUNDLE_DOUBLE:
    case BUNDLE_DOUBLE_OR_NAN:
        return read_double(value, at);
    case BUNDLE_NUMBER:
        return read_shown(value, at);
    case BUNDLE_COUNT:
        if (!read_integer(value, 0, BUNDLE_COUNT_MOST, &count)) {
            return false;
        }
        *(size_t *)at = (size_t)count;
        return true;
    case BUNDLE_TEXTS:
    case BUNDLE_INDICES:
    case BUNDLE_INSIDE:
    case BUNDLE_ONE:
    case BUNDLE_LIST:
    case BUNDLE_PER_GROUP:
    case BUNDLE_PER_MEASURE:
        break;
    }
    return false;
}

static const char *kind_wanted(BundleKind kind)
{
    static const char *const WANTED[] = {
        [BUNDLE_TEXT] = "a text",
        [BUNDLE_BOOL] = "true or false",
        [BUNDLE_WORD] = "one of the fixed words",
        [BUNDLE_STAGES] = "a list of stages",
        [BUNDLE_COUNT] = "a whole number of 0 or more",
        [BUNDLE_DOUBLE] = "a number",
        [BUNDLE_DOUBLE_OR_NAN] = "a number",
        [BUNDLE_NUMBER] = "[value, decimals] or {\"hidden\": [from, to]}",
    };

    return WANTED[kind];
}

static Status fill_field(const BundleReader *reader, const BundleField *field,
                         const JsonValue *value, void *object)
{
    char *at = (char *)object + field->offset;

    switch (field->kind) {
    case BUNDLE_TEXTS:
        return fill_texts(reader, field, value, (StrSpan *)(void *)at);
    case BUNDLE_INDICES:
        return fill_indices(reader, field, value, object);
    case BUNDLE_INSIDE:
        return bundle_fill(reader, field->shape, value, at);
    case BUNDLE_ONE:
        return fill_one(reader, field, value, object);
    case BUNDLE_LIST:
    case BUNDLE_PER_GROUP:
    case BUNDLE_PER_MEASURE:
        return fill_list(reader, field, value, object);
    case BUNDLE_TEXT:
    case BUNDLE_BOOL:
    case BUNDLE_WORD:
    case BUNDLE_STAGES:
    case BUNDLE_COUNT:
    case BUNDLE_DOUBLE:
    case BUNDLE_DOUBLE_OR_NAN:
    case BUNDLE_NUMBER:
        break;
    }
    if (!fill_plain(field, value, at)) {
        return refuse_value(reader, value, kind_wanted(field->kind), field->key);
    }
    return done();
}

/* The value that a key stands for when it is left out; false when it may not be. */
static bool fill_left_out(const BundleField *field, void *object)
{
    char *at = (char *)object + field->offset;

    if (field->kind == BUNDLE_ONE ||
        (field->kind == BUNDLE_WORD && field->words->left_out == BUNDLE_ALWAYS)) {
        return false;
    }
    if (field->kind == BUNDLE_WORD) {
        memcpy(at, &field->words->left_out, sizeof(int));
    } else if (field->kind == BUNDLE_DOUBLE_OR_NAN) {
        *(double *)(void *)at = (double)NAN;
    } else if (field->kind == BUNDLE_NUMBER) {
        *(ShownNumber *)(void *)at = (ShownNumber){.state = SHOWN_UNDEFINED};
    } else if (field->kind == BUNDLE_INSIDE) {
        for (size_t i = 0; i < field->shape->count; i++) {
            if (!fill_left_out(&field->shape->fields[i], at)) {
                return false;
            }
        }
    }
    return true;
}

/* Each member of `value` to its field: unknown and repeated keys are mistakes. */
static Status match_keys(const BundleReader *reader, const BundleShape *shape,
                         const JsonValue *value, const JsonValue *found[BUNDLE_FIELDS_MOST])
{
    for (const JsonValue *item = value->first; item != NULL; item = item->next) {
        size_t i = 0;

        while (i < shape->count && !str_equal(item->key, str_from(shape->fields[i].key))) {
            i++;
        }
        if (i == shape->count) {
            return bundle_refuse(reader, item, "unknown key", item->key);
        }
        if (found[i] != NULL) {
            return bundle_refuse(reader, item, "a second key", item->key);
        }
        found[i] = item;
    }
    return done();
}

Status bundle_fill(const BundleReader *reader, const BundleShape *shape, const JsonValue *value,
                   void *object)
{
    const JsonValue *found[BUNDLE_FIELDS_MOST] = {NULL};

    if (value->kind != JSON_OBJECT) {
        return refuse_value(reader, value, "an object of keys and values", shape->name);
    }
    TRY(match_keys(reader, shape, value, found));
    for (size_t i = 0; i < shape->count; i++) {
        const BundleField *field = &shape->fields[i];

        if (found[i] != NULL) {
            TRY(fill_field(reader, field, found[i], object));
        } else if (!fill_left_out(field, object)) {
            return bundle_refuse(reader, value, "missing key", str_from(field->key));
        }
    }
    return done();
}
