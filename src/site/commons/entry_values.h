/* Internal to entry forms: `data` as values of fields, and back. */
#ifndef UK_SITE_COMMONS_ENTRY_VALUES_H
#define UK_SITE_COMMONS_ENTRY_VALUES_H

#include "base/json_read.h"
#include "site/commons/entry_form.h"

/* Values of one field, in an arena. */
typedef struct FieldValues {
    Str *items;
    size_t count;
} FieldValues;

/* The member of an object; NULL when there is none. */
const JsonValue *data_member(const JsonValue *data, Str key);

/* A field's values in `data`; none when it has none. */
Status data_values(Context *context, const JsonValue *data, const KindField *field,
                   FieldValues *out) UK_MUST_USE;

/* The column that a field is kept in; NULL when it is in `data`. */
Str *words_column(EntryWords *words, Str key);
StoreInteger *words_date(EntryWords *words, Str key);

#endif
