/* Follows the tables of bundle_fields.h; knows no key of its own but those of the file. */
#include "report/bundle_write.h"

#include "base/json.h"
#include "base/sha256.h"
#include "disclosure/bundle_fields.h"

#include <assert.h>

static void write_object(JsonWriter *json, const BundleShape *shape, const char *object);

static void write_texts(JsonWriter *json, const StrSpan *texts)
{
    json_array_open(json);
    for (size_t i = 0; i < texts->count; i++) {
        json_text(json, texts->items[i]);
    }
    json_array_close(json);
}

static void write_word(JsonWriter *json, const BundleWords *words, int value)
{
    int index = value - words->first;

    assert(index >= 0 && index < words->count);
    json_text(json, index >= 0 && index < words->count ? str_from(words->names[index]) : STR_NONE);
}

static void write_stages(JsonWriter *json, const BundleWords *words, unsigned bits)
{
    json_array_open(json);
    for (int i = 0; i < words->count; i++) {
        if ((bits >> i & 1U) != 0) {
            write_word(json, words, i);
        }
    }
    json_array_close(json);
}

static void write_hidden(JsonWriter *json, const ShownNumber *number)
{
    json_object_open(json);
    json_key(json, "hidden");
    json_array_open(json);
    if (number->has_range) {
        json_integer(json, number->from);
        if (number->to == INT64_MAX) {
            json_null(json);
        } else {
            json_integer(json, number->to);
        }
    }
    json_array_close(json);
    json_object_close(json);
}

static void write_number(JsonWriter *json, const ShownNumber *number)
{
    if (number->state == SHOWN_HIDDEN) {
        write_hidden(json, number);
        return;
    }
    json_array_open(json);
    json_number(json, number->value);
    if (number->decimals != SHOWN_EXACT) {
        json_integer(json, number->decimals);
    }
    json_array_close(json);
}

static void write_indices(JsonWriter *json, const BundleField *field, const void *object)
{
    const size_t *indices = (const size_t *)(const void *)bundle_pointer(field, object);

    json_array_open(json);
    for (size_t i = 0; i < bundle_list_count(field, object); i++) {
        json_integer(json, (int64_t)indices[i]);
    }
    json_array_close(json);
}

static void write_list(JsonWriter *json, const BundleField *field, const void *object)
{
    const char *items = bundle_pointer(field, object);

    json_array_open(json);
    for (size_t i = 0; i < bundle_list_count(field, object); i++) {
        write_object(json, field->shape, items + i * field->shape->size);
    }
    json_array_close(json);
}

static void write_field(JsonWriter *json, const BundleField *field, const char *object)
{
    const void *at = object + field->offset;

    switch (field->kind) {
    case BUNDLE_TEXT:
        json_text(json, *(const Str *)at);
        break;
    case BUNDLE_TEXTS:
        write_texts(json, at);
        break;
    case BUNDLE_BOOL:
        json_bool(json, *(const bool *)at);
        break;
    case BUNDLE_WORD:
        write_word(json, field->words, bundle_int(field, object));
        break;
    case BUNDLE_STAGES:
        write_stages(json, field->words, *(const unsigned *)at);
        break;
    case BUNDLE_COUNT:
        json_integer(json, (int64_t) * (const size_t *)at);
        break;
    case BUNDLE_DOUBLE:
    case BUNDLE_DOUBLE_OR_NAN:
        json_number(json, *(const double *)at);
        break;
    case BUNDLE_NUMBER:
        write_number(json, at);
        break;
    case BUNDLE_INDICES:
        write_indices(json, field, object);
        break;
    case BUNDLE_INSIDE:
        write_object(json, field->shape, at);
        break;
    case BUNDLE_ONE:
        write_object(json, field->shape, bundle_pointer(field, object));
        break;
    case BUNDLE_LIST:
    case BUNDLE_PER_GROUP:
    case BUNDLE_PER_MEASURE:
        write_list(json, field, object);
        break;
    }
}

static void write_object(JsonWriter *json, const BundleShape *shape, const char *object)
{
    json_object_open(json);
    for (size_t i = 0; i < shape->count; i++) {
        if (!bundle_is_left_out(&shape->fields[i], object)) {
            json_key(json, shape->fields[i].key);
            write_field(json, &shape->fields[i], object);
        }
    }
    json_object_close(json);
}

/* The lists of an audit can be read one by one alone; here they stand in a row. */
static Status collect(Context *context, const ShownAudit *audit, BundleContent *content)
{
    size_t findings = shown_audit_finding_count(audit);
    size_t knots = shown_audit_knot_count(audit);
    size_t unseen = shown_audit_unseen_count(audit);
    ShownFinding *finding_rows = TAKE(context, ShownFinding, findings);
    ShownKnot *knot_rows = TAKE(context, ShownKnot, knots);
    size_t hiding = shown_audit_hiding_count(audit);
    ShownUnseen *unseen_rows = TAKE(context, ShownUnseen, unseen);
    ShownHiding *hiding_rows = TAKE(context, ShownHiding, hiding);

    if (finding_rows == NULL || knot_rows == NULL || unseen_rows == NULL || hiding_rows == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < findings; i++) {
        finding_rows[i] = *shown_audit_finding(audit, i);
    }
    for (size_t i = 0; i < knots; i++) {
        knot_rows[i] = *shown_audit_knot(audit, i);
    }
    for (size_t i = 0; i < unseen; i++) {
        unseen_rows[i] = *shown_audit_unseen(audit, i);
    }
    for (size_t i = 0; i < hiding; i++) {
        hiding_rows[i] = *shown_audit_hiding(audit, i);
    }
    *content = (BundleContent){.version = shown_audit_version(audit),
                               .study = *shown_audit_study(audit),
                               .facts = *shown_audit_facts(audit),
                               .findings = finding_rows,
                               .finding_count = findings,
                               .knots = knot_rows,
                               .knot_count = knots,
                               .unseen = unseen_rows,
                               .unseen_count = unseen,
                               .hiding = hiding_rows,
                               .hiding_count = hiding,
                               .left_out = shown_audit_left_out(audit)};
    return done();
}

Status bundle_write(Context *context, const ShownAudit *audit, Text *text)
{
    BundleContent content;
    Text inner = text_new(context->arena);
    JsonWriter json = json_writer(&inner, false);
    Str written;
    Str hash;

    TRY(collect(context, audit, &content));
    write_object(&json, bundle_shape(), (const char *)&content);
    TRY(text_finish(context, &inner, &written));
    hash = sha256_hex(context->arena, written);
    text_format(text, "{\"" BUNDLE_KEY_FORMAT "\":%d,\"" BUNDLE_KEY_HASH "\":\"%.*s\",\"",
                BUNDLE_FORMAT, STR_ARGS(hash));
    text_add(text, STR(BUNDLE_KEY_AUDIT "\":"));
    text_add(text, written);
    text_add(text, STR("}\n"));
    return hash.length == 0 || text->spent ? fail_memory(context) : done();
}
