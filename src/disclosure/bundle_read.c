/* The file around the audit: its size, format and hash, in the order in which a person needs to be
   told. */
#include "disclosure/bundle_read.h"

#include "base/number.h"
#include "base/sha256.h"
#include "disclosure/bundle_internal.h"
#include "disclosure/shown_audit_internal.h"

static const JsonValue *find(const JsonValue *object, Str key)
{
    for (const JsonValue *item = object->first; item != NULL; item = item->next) {
        if (object->kind == JSON_OBJECT && str_equal(item->key, key)) {
            return item;
        }
    }
    return NULL;
}

static Status check_format(const BundleReader *reader, const JsonValue *root)
{
    const JsonValue *format = find(root, STR(BUNDLE_KEY_FORMAT));
    Place place = {reader->name, 1, 1};
    int64_t number = 0;

    if (format == NULL || format->kind != JSON_NUMBER ||
        !number_parse_integer(format->text, &number) || number < 1) {
        return fail(reader->context, FAIL_INPUT, place,
                    "this is JSON, but no bundle of unknot; 'unknot audit STUDY --bundle FILE' "
                    "writes one");
    }
    if (number > BUNDLE_FORMAT) {
        return fail(reader->context, FAIL_INPUT, place,
                    "this bundle has format %lld and was written by a newer unknot; this one "
                    "reads format %d: install the newer one",
                    (long long)number, BUNDLE_FORMAT);
    }
    return done();
}

/* Only the three keys of the file, each once. */
static Status check_keys(const BundleReader *reader, const JsonValue *root)
{
    for (const JsonValue *item = root->first; item != NULL; item = item->next) {
        if (!str_equal(item->key, STR(BUNDLE_KEY_FORMAT)) &&
            !str_equal(item->key, STR(BUNDLE_KEY_HASH)) &&
            !str_equal(item->key, STR(BUNDLE_KEY_AUDIT))) {
            return bundle_refuse(reader, item, "unknown key", item->key);
        }
        if (find(root, item->key) != item) {
            return bundle_refuse(reader, item, "a second key", item->key);
        }
    }
    return done();
}

static Status check_hash(const BundleReader *reader, const JsonValue *root, const JsonValue *audit)
{
    Context *context = reader->context;
    const JsonValue *hash = find(root, STR(BUNDLE_KEY_HASH));
    Text text = text_new(context->arena);
    JsonWriter json = json_writer(&text, false);
    Str written;
    Str own;

    if (hash == NULL || hash->kind != JSON_TEXT) {
        return bundle_refuse(reader, root, "missing key", STR(BUNDLE_KEY_HASH));
    }
    json_value(&json, audit);
    TRY(text_finish(context, &text, &written));
    own = sha256_hex(context->arena, written);
    if (own.length == 0) {
        return fail_memory(context);
    }
    if (!str_equal(own, hash->text)) {
        return fail(context, FAIL_INPUT, (Place){reader->name, 0, 0},
                    "this bundle was changed after it was written: what it holds does not fit its "
                    "hash; ask whoever gave it to you for the original");
    }
    return done();
}

static Status make_audit(Context *context, const BundleContent *content, ShownAudit **out)
{
    ShownAudit *audit = TAKE(context, ShownAudit, 1);
    ShownFinding *findings = TAKE(context, ShownFinding, content->finding_count);
    ShownKnot *knots = TAKE(context, ShownKnot, content->knot_count);
    ShownUnseen *unseen = TAKE(context, ShownUnseen, content->unseen_count);
    ShownHiding *hiding = TAKE(context, ShownHiding, content->hiding_count);

    if (audit == NULL || findings == NULL || knots == NULL || unseen == NULL || hiding == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < content->finding_count; i++) {
        findings[i] = content->findings[i];
    }
    for (size_t i = 0; i < content->knot_count; i++) {
        knots[i] = content->knots[i];
    }
    for (size_t i = 0; i < content->unseen_count; i++) {
        unseen[i] = content->unseen[i];
    }
    for (size_t i = 0; i < content->hiding_count; i++) {
        hiding[i] = content->hiding[i];
    }
    *audit = (ShownAudit){.study = content->study,
                          .facts = content->facts,
                          .findings = findings,
                          .finding_count = content->finding_count,
                          .knots = knots,
                          .knot_count = content->knot_count,
                          .unseen = unseen,
                          .unseen_count = content->unseen_count,
                          .hiding = hiding,
                          .hiding_count = content->hiding_count,
                          .left_out = content->left_out,
                          .verified = false,
                          .version = content->version};
    *out = audit;
    return done();
}

Status bundle_read(Context *context, Str name, Str bytes, ShownAudit **out)
{
    BundleReader reader = {.context = context, .name = name, .bytes = bytes};
    BundleContent *content = TAKE(context, BundleContent, 1);
    JsonValue *root;
    const JsonValue *audit;

    if (content == NULL) {
        return fail_memory(context);
    }
    if (bytes.length > BUNDLE_BYTES_MOST) {
        return fail(context, FAIL_LIMIT, (Place){name, 0, 0},
                    "this file has more than the %d bytes a bundle may have; is it a bundle?",
                    BUNDLE_BYTES_MOST);
    }
    TRY(json_read(context, name, bytes, &root));
    TRY(check_format(&reader, root));
    TRY(check_keys(&reader, root));
    audit = find(root, STR(BUNDLE_KEY_AUDIT));
    if (audit == NULL) {
        return bundle_refuse(&reader, root, "missing key", STR(BUNDLE_KEY_AUDIT));
    }
    TRY(check_hash(&reader, root, audit));
    TRY(bundle_fill(&reader, bundle_shape(), audit, content));
    TRY(bundle_check(context, name, content));
    return make_audit(context, content, out);
}
