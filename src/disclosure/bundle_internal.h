/* Internal: the steps of reading a bundle. */
#ifndef UK_DISCLOSURE_BUNDLE_INTERNAL_H
#define UK_DISCLOSURE_BUNDLE_INTERNAL_H

#include "base/json_read.h"
#include "disclosure/bundle_fields.h"

typedef struct BundleReader {
    Context *context;
    Str name;
    Str bytes;
} BundleReader;

/* Fails at the place of `value`; `what` says what is wrong. */
Status bundle_refuse(const BundleReader *reader, const JsonValue *value, const char *what,
                     Str quoted) UK_MUST_USE;

/* Fills `object`, zeroed and of the shape's size, from a JSON object. */
Status bundle_fill(const BundleReader *reader, const BundleShape *shape, const JsonValue *value,
                   void *object) UK_MUST_USE;

/* What no type can say: ids, hashes, indices, ranges. */
Status bundle_check(Context *context, Str name, const BundleContent *content) UK_MUST_USE;

#endif
