#include "site/commons/entry_values.h"

#include "base/number.h"

#define DAY ((int64_t)86400)

const JsonValue *data_member(const JsonValue *data, Str key)
{
    const JsonValue *member = data == NULL ? NULL : data->first;

    while (member != NULL && !str_equal(member->key, key)) {
        member = member->next;
    }
    return member;
}

/* Of something that was agreed to, which is kept with its day, the tick. */
static Str value_text(const JsonValue *value)
{
    if (value->kind == JSON_OBJECT || value->kind == JSON_BOOL) {
        return value->kind == JSON_OBJECT || value->truth ? STR("yes") : STR_NONE;
    }
    return value->text;
}

Status data_values(Context *context, const JsonValue *data, const KindField *field,
                   FieldValues *out)
{
    const JsonValue *member = data_member(data, field->key);
    size_t count = member == NULL ? 0 : member->kind == JSON_ARRAY ? member->count : 1;
    const JsonValue *item = member != NULL && member->kind == JSON_ARRAY ? member->first : member;

    *out = (FieldValues){TAKE(context, Str, count), 0};
    if (out->items == NULL) {
        return fail_memory(context);
    }
    for (; out->count < count; item = item->next) {
        out->items[out->count++] = value_text(item);
    }
    return done();
}

Str *words_column(EntryWords *words, Str key)
{
    struct {
        Str key;
        Str *place;
    } columns[] = {{STR("title"), &words->title},
                   {STR("plain"), &words->plain},
                   {STR("body"), &words->body},
                   {STR("care"), &words->care},
                   {STR("lang"), &words->lang}};

    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        if (str_equal(columns[i].key, key)) {
            return columns[i].place;
        }
    }
    return NULL;
}

StoreInteger *words_date(EntryWords *words, Str key)
{
    if (str_equal(key, STR("starts"))) {
        return &words->starts;
    }
    if (str_equal(key, STR("ends"))) {
        return &words->ends;
    }
    return str_equal(key, STR("due")) ? &words->due : NULL;
}

static Status column_value(Context *context, EntryWords *words, const KindField *field, Str *out)
{
    const Str *column = words_column(words, field->key);
    const StoreInteger *date = words_date(words, field->key);
    Text text = text_new(context->arena);

    *out = column == NULL ? STR_NONE : *column;
    if (date == NULL || !date->known) {
        return done();
    }
    date_write(&text, (date->value - (date->value % DAY + DAY) % DAY) / DAY);
    return text_finish(context, &text, out);
}

Status entry_values_read(Context *context, const EntryWords *words, FormValues *out)
{
    EntryWords copy = *words;
    KindFields fields = kind_fields(words->kind);
    JsonValue *data = NULL;
    FormValue *values = NULL;
    size_t count = 0;

    TRY(json_read(context, STR("data"), words->data, &data));
    for (size_t i = 0; i < fields.count; i++) {
        const KindField *field = &fields.items[i];
        bool in_data =
            words_column(&copy, field->key) == NULL && words_date(&copy, field->key) == NULL;
        FieldValues found = {TAKE(context, Str, 1), 1};

        if (found.items == NULL) {
            return fail_memory(context);
        }
        if (in_data) {
            TRY(data_values(context, data, field, &found));
        } else {
            TRY(column_value(context, &copy, field, &found.items[0]));
        }
        for (size_t k = 0; k < found.count; k++) {
            if (found.items[k].length > 0) {
                values = arena_grow(context->arena, values, count * sizeof *values,
                                    (count + 1) * sizeof *values);
                if (values == NULL) {
                    return fail_memory(context);
                }
                values[count++] = (FormValue){field->key, found.items[k]};
            }
        }
    }
    *out = (FormValues){values, count};
    return done();
}

Status entry_row_words(Context *context, const EntryRow *row, EntryWords *out)
{
    const Kind *kind = kind_find(row->kind);

    if (kind == NULL) {
        return fail(
            context, FAIL_INPUT, PLACE_NONE,
            "entry %lld is of a kind that this program does not know; use the newer program",
            (long long)row->id);
    }
    *out = (EntryWords){.kind = kind->number,
                        .slug = row->slug,
                        .title = row->title,
                        .plain = row->plain,
                        .body = row->body,
                        .care = row->care,
                        .lang = row->lang,
                        .data = row->data,
                        .starts = row->starts,
                        .ends = row->ends,
                        .due = row->due};
    return done();
}
