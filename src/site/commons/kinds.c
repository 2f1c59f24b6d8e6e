#include "site/commons/kinds.h"

#define TEXT_OF(literal)                                                                           \
    {                                                                                              \
        literal, sizeof(literal) - 1                                                               \
    }

static const Kind KINDS[KIND_COUNT] = {
#define KIND(NAME, id, name, plural, address, meaning, begins, words, starts, ends, due)           \
    {KIND_##NAME,      TEXT_OF(id),      TEXT_OF(name),   TEXT_OF(plural),                         \
     TEXT_OF(address), TEXT_OF(meaning), BEGINS_##begins, WORDS_##words,                           \
     TEXT_OF(starts),  TEXT_OF(ends),    TEXT_OF(due)},
#include "site/commons/kinds.def"
#undef KIND
};

/* Those of one kind stand together. */
static const KindField FIELDS[] = {
#define FIELD(KIND, key, label, help, TYPE, most, need, of)                                        \
    {KIND_##KIND,  TEXT_OF(key), TEXT_OF(label), TEXT_OF(help),                                    \
     FIELD_##TYPE, most,         FIELD_##need,   TEXT_OF(of)},
#include "site/commons/fields.def"
#undef FIELD
};

#define FIELDS_COUNT (sizeof FIELDS / sizeof FIELDS[0])

const Kind *kind_of(KindId number)
{
    return &KINDS[number];
}

const Kind *kind_find(Str id)
{
    for (size_t i = 0; i < KIND_COUNT; i++) {
        if (str_equal(KINDS[i].id, id)) {
            return &KINDS[i];
        }
    }
    return NULL;
}

const Kind *kind_find_list(Str list)
{
    for (size_t i = 0; i < KIND_COUNT; i++) {
        Str address = KINDS[i].address;

        if (address.length > 1 && str_equal(str_slice(address, 1, address.length), list)) {
            return &KINDS[i];
        }
    }
    return NULL;
}

KindFields kind_fields(KindId kind)
{
    KindFields fields = {NULL, 0};

    for (size_t i = 0; i < FIELDS_COUNT; i++) {
        if (FIELDS[i].kind == kind) {
            fields.items = fields.count == 0 ? &FIELDS[i] : fields.items;
            fields.count++;
        }
    }
    return fields;
}

const KindField *kind_field_find(KindId kind, Str key)
{
    KindFields fields = kind_fields(kind);
    const KindField *items = fields.items;

    for (size_t i = 0; i < fields.count; i++) {
        if (str_equal(items[i].key, key)) {
            return &items[i];
        }
    }
    return NULL;
}

Str field_relation(const KindField *field)
{
    size_t colon = str_find_byte(field->of, ':');

    return field->type == FIELD_LINK ? str_slice(field->of, 0, colon) : STR_NONE;
}

Str field_target(const KindField *field)
{
    size_t colon = str_find_byte(field->of, ':');

    return field->type == FIELD_LINK ? str_slice(field->of, colon + 1, field->of.length) : STR_NONE;
}

bool field_is_choice(const KindField *field)
{
    return field->type == FIELD_CHOICE || field->type == FIELD_CHOICES;
}
