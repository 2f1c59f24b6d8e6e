/* What was filled in, in the order of the form: short values in a list, long ones as parts. */
#include "site/handlers/entry_shown.h"

#include "base/number.h"
#include "site/handlers/rights.h"
#include "site/text/markdown.h"

typedef struct Filling {
    EntryShown *shown;
    FormValues values;
    EntryField *fields;
    size_t field_count;
    EntryPart *parts;
    size_t part_count;
} Filling;

/* The address of a list where one word is chosen. */
static Str filter_path(Arena *arena, const Kind *kind, Str facet, Str term)
{
    return kind->address.length == 0 ? STR_NONE
                                     : str_format(arena, "%.*s?%.*s=%.*s", STR_ARGS(kind->address),
                                                  STR_ARGS(facet), STR_ARGS(term));
}

static EntryValue value_of(const Filling *filling, const KindField *field, Str value)
{
    Arena *arena = filling->shown->request->context->arena;
    int64_t days;

    switch (field->type) {
    case FIELD_CHOICE:
    case FIELD_CHOICES:
        return (EntryValue){.text = frame_term(field->of, value),
                            .path = filter_path(arena, filling->shown->kind, field->of, value)};
    case FIELD_DATE:
        return date_parse(value, &days)
                   ? (EntryValue){.text = frame_day_words(arena, days * 86400), .day = value}
                   : (EntryValue){.text = value};
    case FIELD_WEB:
        return (EntryValue){.text = value, .path = value};
    case FIELD_DOI:
        return (EntryValue){.text = value,
                            .path = str_format(arena, "https://doi.org/%.*s", STR_ARGS(value))};
    case FIELD_YES_NO:
        return (EntryValue){.text = STR("yes")};
    case FIELD_LINE:
    case FIELD_NUMBER:
    case FIELD_TEXT:
    case FIELD_WORDS:
    case FIELD_LINK:
        break;
    }
    return (EntryValue){.text = value};
}

/* What stands elsewhere on the page, or nowhere: the title, the summary, the body and the links. */
static bool has_own_place(const KindField *field)
{
    static const char *const OWN[] = {"title", "plain", "body", "care", "lang"};

    for (size_t i = 0; i < sizeof OWN / sizeof OWN[0]; i++) {
        if (str_equal(field->key, str_from(OWN[i]))) {
            return true;
        }
    }
    return field->type == FIELD_LINK;
}

static size_t count_values(const FormValues *values, Str key)
{
    size_t count = 0;

    for (size_t i = 0; i < values->count; i++) {
        count += str_equal(values->items[i].key, key);
    }
    return count;
}

static Status add_short(Filling *filling, const KindField *field, size_t count)
{
    EntryField *shown = &filling->fields[filling->field_count];
    EntryValue *values = TAKE(filling->shown->request->context, EntryValue, count);

    if (values == NULL) {
        return fail_memory(filling->shown->request->context);
    }
    *shown = (EntryField){.label = field->label, .values = {values, 0}};
    for (size_t i = 0; i < filling->values.count; i++) {
        if (str_equal(filling->values.items[i].key, field->key)) {
            values[shown->values.count++] =
                value_of(filling, field, filling->values.items[i].value);
        }
    }
    filling->field_count++;
    return done();
}

static Status add_long(Filling *filling, const KindField *field)
{
    Context *context = filling->shown->request->context;
    EntryPart *part = &filling->parts[filling->part_count];

    *part = (EntryPart){.id = str_format(context->arena, "p-%.*s", STR_ARGS(field->key)),
                        .label = field->label};
    for (size_t i = 0; i < filling->values.count; i++) {
        if (str_equal(filling->values.items[i].key, field->key)) {
            TRY(markdown_render(context, PLACE_NONE, filling->values.items[i].value, &part->words));
        }
    }
    filling->part_count++;
    return done();
}

Status entry_show_fields(EntryShown *shown)
{
    Context *context = shown->request->context;
    KindFields fields = kind_fields(shown->kind->number);
    Filling filling = {.shown = shown,
                       .fields = TAKE(context, EntryField, fields.count),
                       .parts = TAKE(context, EntryPart, fields.count)};
    MayAnswer staff;
    EntryWords words;

    if (filling.fields == NULL || filling.parts == NULL) {
        return fail_memory(context);
    }
    TRY(rights_of_entry(shown->request, MAY_SEE_STAFF_FIELDS, shown->row, &staff));
    TRY(entry_row_words(context, shown->row, &words));
    TRY(entry_values_read(context, &words, &filling.values));
    for (size_t i = 0; i < fields.count; i++) {
        const KindField *field = &fields.items[i];
        size_t count = count_values(&filling.values, field->key);

        if (count == 0 || has_own_place(field) || (field->need == FIELD_STAFF && staff == MAY_NO)) {
            continue;
        }
        if (field->type == FIELD_TEXT || field->type == FIELD_WORDS) {
            TRY(add_long(&filling, field));
        } else {
            TRY(add_short(&filling, field, count));
        }
    }
    shown->page->fields = (EntryFields){filling.fields, filling.field_count};
    shown->page->parts.items = filling.parts;
    shown->page->parts.count = filling.part_count;
    return markdown_render(context, PLACE_NONE, shown->row->body, &shown->page->body);
}
