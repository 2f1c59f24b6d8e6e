#include "site/commons/entry_form.h"

#include "base/number.h"
#include "catalogue/knot.h"
#include "catalogue/stages.h"
#include "site/commons/entry_values.h"

#define DAY ((int64_t)86400)

/* A form that is looked at. */
typedef struct Check {
    Context *context;
    StoreReader *reader;
    const EntryForm *form;
    const JsonValue *kept; /* NULL for a new entry */
    EntryWords *out;
    JsonWriter json;
    Status status; /* what else than a mistake of the form went wrong */
} Check;

UK_PRINTF(3, 4) static void mistake(Check *check, Str key, const char *format, ...)
{
    va_list arguments;
    EntryWords *out = check->out;
    FormMistake *grown =
        arena_grow(check->context->arena, out->mistakes, out->mistake_count * sizeof *grown,
                   (out->mistake_count + 1) * sizeof *grown);
    Str sentence;

    va_start(arguments, format);
    sentence = str_format_list(check->context->arena, format, arguments);
    va_end(arguments);
    if (grown == NULL || sentence.bytes == NULL) {
        check->status = fail_memory(check->context);
        return;
    }
    out->mistakes = grown;
    out->mistakes[out->mistake_count++] = (FormMistake){key, sentence};
}

static void add_tag(Check *check, Str facet, Str term)
{
    EntryWords *out = check->out;
    EntryTag *grown;

    for (size_t i = 0; i < out->tag_count; i++) {
        if (str_equal(out->tags[i].facet, facet) && str_equal(out->tags[i].term, term)) {
            return;
        }
    }
    grown = arena_grow(check->context->arena, out->tags, out->tag_count * sizeof *grown,
                       (out->tag_count + 1) * sizeof *grown);
    if (grown == NULL) {
        check->status = fail_memory(check->context);
        return;
    }
    out->tags = grown;
    out->tags[out->tag_count++] = (EntryTag){facet, term};
}

static void add_tie(Check *check, Str relation, int64_t entry)
{
    EntryWords *out = check->out;
    EntryTie *grown = arena_grow(check->context->arena, out->ties, out->tie_count * sizeof *grown,
                                 (out->tie_count + 1) * sizeof *grown);

    if (grown == NULL) {
        check->status = fail_memory(check->context);
        return;
    }
    out->ties = grown;
    out->ties[out->tie_count++] = (EntryTie){relation, entry};
}

/* --- What was sent ---------------------------------------------------------------------------- */

static Status add_value(Context *context, FieldValues *values, Str value)
{
    Str *grown;

    for (size_t i = 0; i < values->count; i++) {
        if (str_equal(values->items[i], value)) {
            return done(); /* ticked twice */
        }
    }
    grown = arena_grow(context->arena, values->items, values->count * sizeof *grown,
                       (values->count + 1) * sizeof *grown);
    if (grown == NULL) {
        return fail_memory(context);
    }
    values->items = grown;
    values->items[values->count++] = value;
    return done();
}

/* Numbers stand in one line: "12, 15" or an address on each line. */
static Status add_numbers(Context *context, FieldValues *values, Str text)
{
    size_t begin = 0;

    for (size_t i = 0; i <= text.length; i++) {
        char byte = i == text.length ? ' ' : text.bytes[i];

        if (byte == ' ' || byte == ',' || byte == '\n' || byte == ';') {
            if (i > begin) {
                TRY(add_value(context, values, str_slice(text, begin, i - begin)));
            }
            begin = i + 1;
        }
    }
    return done();
}

/* Fields of the staff stay as they are when somebody else sends the form. */
static Status gather(Check *check, const KindField *field, FieldValues *out)
{
    FormValues values = check->form->values;

    *out = (FieldValues){NULL, 0};
    if (field->need == FIELD_STAFF && !check->form->by_editor) {
        return data_values(check->context, check->kept, field, out);
    }
    for (size_t i = 0; i < values.count; i++) {
        Str value = str_trim(values.items[i].value);

        if (!str_equal(values.items[i].key, field->key) || value.length == 0) {
            continue;
        }
        if (field->type == FIELD_LINK) {
            TRY(add_numbers(check->context, out, value));
        } else {
            TRY(add_value(check->context, out, value));
        }
    }
    return done();
}

static void refuse_unknown(Check *check)
{
    FormValues values = check->form->values;

    for (size_t i = 0; i < values.count; i++) {
        const KindField *field = kind_field_find(check->form->kind, values.items[i].key);

        if (field == NULL) {
            Str shown = str_show(check->context->arena, values.items[i].key, 60);

            mistake(check, values.items[i].key, "a %s has no field '%.*s'; leave it out",
                    kind_of(check->form->kind)->name.bytes, STR_ARGS(shown));
        } else if (field->need == FIELD_STAFF && !check->form->by_editor &&
                   values.items[i].value.length > 0) {
            mistake(check, field->key, "only editors fill in '%s'; ask one of them",
                    field->label.bytes);
        }
    }
}

/* --- One field -------------------------------------------------------------------------------- */

static size_t count_characters(Str text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.length; i++) {
        count += ((unsigned char)text.bytes[i] & 0xC0U) != 0x80U ? 1 : 0;
    }
    return count;
}

static bool has_control(Str text)
{
    for (size_t i = 0; i < text.length; i++) {
        if ((unsigned char)text.bytes[i] < ' ') {
            return true;
        }
    }
    return false;
}

static bool is_language(Str text)
{
    bool is_one = text.length >= 2 && text.length <= 12;

    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];

        is_one = is_one && ((byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                            (i > 1 && (byte == '-' || (byte >= '0' && byte <= '9'))));
    }
    return is_one;
}

static bool is_web(Str text)
{
    Str rest = str_starts_with(text, STR("https://"))  ? str_slice(text, 8, text.length)
               : str_starts_with(text, STR("http://")) ? str_slice(text, 7, text.length)
                                                       : STR_NONE;
    Str host = str_slice(rest, 0, str_find_byte(rest, '/'));
    size_t dot = str_find_byte(host, '.');

    return dot > 0 && dot + 1 < host.length && str_find_byte(text, ' ') == text.length &&
           str_find_byte(text, '"') == text.length && str_find_byte(text, '<') == text.length &&
           !has_control(text);
}

/* Of texts; what is wrong is said. */
static void check_text(Check *check, const KindField *field, Str value)
{
    size_t count = field->type == FIELD_WORDS ? count_words(value) : count_characters(value);

    if (field->type == FIELD_LINE && has_control(value)) {
        mistake(check, field->key, "'%s' is one line; take the line ends out", field->label.bytes);
    } else if (count > (size_t)field->most) {
        mistake(check, field->key, "'%s' has %zu %s; at most %lld, so shorten it",
                field->label.bytes, count, field->type == FIELD_WORDS ? "words" : "characters",
                (long long)field->most);
    } else if (field->type == FIELD_WEB && !is_web(value)) {
        mistake(check, field->key,
                "'%s' is no web address; begin it with https:// and leave out blanks",
                field->label.bytes);
    } else if (str_equal(field->key, STR("lang")) && !is_language(value)) {
        mistake(check, field->key,
                "this is no short name of a language; write en for English, cy for Welsh");
    }
}

static bool read_number(Check *check, const KindField *field, Str value, int64_t *number)
{
    bool is_one = number_parse_integer(value, number) && *number >= 0 && *number <= field->most;

    if (!is_one) {
        mistake(check, field->key, "'%s' is a whole number from 0 to %lld; write it in digits",
                field->label.bytes, (long long)field->most);
    }
    return is_one;
}

static bool read_date(Check *check, const KindField *field, Str value, int64_t *days)
{
    bool is_one = date_parse(value, days);

    if (!is_one) {
        mistake(check, field->key, "'%s' is no day; write it as 2026-12-01", field->label.bytes);
    }
    return is_one;
}

static bool read_choice(Check *check, const KindField *field, Str value)
{
    FacetTerm term;
    bool is_one = facet_term_find(field->of, value, &term);

    if (is_one) {
        add_tag(check, field->of, term.id);
    } else {
        Str shown = str_show(check->context->arena, value, 60);

        mistake(check, field->key, "'%.*s' is not in the list of '%s'; choose from the list",
                STR_ARGS(shown), field->label.bytes);
    }
    return is_one;
}

static bool read_link(Check *check, const KindField *field, Str value, int64_t *id)
{
    EntryRows rows = {0};
    Str shown = str_show(check->context->arena, value, 60);

    if (!entry_number(value, id)) {
        mistake(check, field->key,
                "'%.*s' is no number of an entry; write the number that its address begins with",
                STR_ARGS(shown));
        return false;
    }
    if (!failed(check->status)) {
        check->status = store_entry(check->context, check->reader, &(EntryIn){*id}, &rows);
    }
    if (rows.count == 0 || !str_equal(rows.items[0].kind, field_target(field)) ||
        !str_equal(rows.items[0].state, STR("live"))) {
        mistake(check, field->key, "there is no %s with the number %lld; look it up in its list",
                kind_find(field_target(field))->name.bytes, (long long)*id);
        return false;
    }
    add_tie(check, field_relation(field), *id);
    return true;
}

/* What was agreed to is kept with its wording and day; who changes other words leaves it so. */
static void write_agreed(Check *check, const KindField *field)
{
    const JsonValue *before = data_member(check->kept, field->key);
    Text day = text_new(check->context->arena);

    json_key_text(&check->json, field->key);
    if (before != NULL && before->kind == JSON_OBJECT) {
        json_value(&check->json, before);
        return;
    }
    date_write(&day, check->form->today / DAY);
    json_object_open(&check->json);
    json_key(&check->json, "wording");
    json_text(&check->json, field->label);
    json_key(&check->json, "on");
    json_text(&check->json, text_str(&day));
    json_object_close(&check->json);
}

static void read_values(Check *check, const KindField *field, const FieldValues *values)
{
    json_key_text(&check->json, field->key);
    json_array_open(&check->json);
    for (size_t i = 0; i < values->count; i++) {
        int64_t id = 0;

        if (field->type == FIELD_LINK) {
            if (read_link(check, field, values->items[i], &id)) {
                json_integer(&check->json, id);
            }
        } else if (read_choice(check, field, values->items[i])) {
            json_text(&check->json, values->items[i]);
        }
    }
    json_array_close(&check->json);
}

/* The first value, into its column or into `data`. */
static void read_value(Check *check, const KindField *field, Str value)
{
    Str *column = words_column(check->out, field->key);
    StoreInteger *date = words_date(check->out, field->key);
    int64_t number = 0;
    bool is_doi = true;

    switch (field->type) {
    case FIELD_DATE:
        if (read_date(check, field, value, &number) && date != NULL) {
            *date = (StoreInteger){true, number * DAY};
        }
        break;
    case FIELD_NUMBER:
        if (read_number(check, field, value, &number)) {
            json_key_text(&check->json, field->key);
            json_integer(&check->json, number);
        }
        return;
    case FIELD_YES_NO:
        if (str_equal(value, STR("yes"))) {
            write_agreed(check, field);
        } else {
            mistake(check, field->key, "tick '%s' or leave it", field->label.bytes);
        }
        return;
    case FIELD_CHOICE:
        (void)read_choice(check, field, value);
        break;
    case FIELD_DOI:
        check->status = entry_doi(check->context, value, &is_doi, &value);
        if (!is_doi) {
            mistake(check, field->key, "this is no DOI; it begins with 10. and has a / in it");
        }
        break;
    case FIELD_LINE:
    case FIELD_TEXT:
    case FIELD_WORDS:
    case FIELD_WEB:
        check_text(check, field, value);
        break;
    case FIELD_CHOICES:
    case FIELD_LINK:
        return; /* read_values */
    }
    if (column != NULL) {
        *column = value;
    } else if (date == NULL) {
        json_key_text(&check->json, field->key);
        json_text(&check->json, value);
    }
}

static Status check_field(Check *check, const KindField *field)
{
    FieldValues values;
    bool several = field->type == FIELD_CHOICES || field->type == FIELD_LINK;

    TRY(gather(check, field, &values));
    if (values.count == 0) {
        if (field->need == FIELD_NEEDED && !check->form->draft) {
            mistake(check, field->key, "'%s' is empty; %s", field->label.bytes,
                    field->type == FIELD_YES_NO ? "tick it, or keep it as a draft"
                    : field_is_choice(field)    ? "choose from the list"
                                                : "fill it in");
        }
    } else if (values.count > (several ? (size_t)field->most : 1)) {
        mistake(check, field->key, "'%s' was given %zu times; at most %lld", field->label.bytes,
                values.count, several ? (long long)field->most : 1LL);
    } else if (several) {
        read_values(check, field, &values);
    } else {
        read_value(check, field, values.items[0]);
    }
    return check->status;
}

/* --- The whole -------------------------------------------------------------------------------- */

/* A knot belongs to one stop of the path: where the form does not ask for it, it follows. */
static void derive_stages(Check *check)
{
    size_t count = check->out->tag_count;

    if (kind_field_find(check->form->kind, STR("stage")) != NULL) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        EntryTag tag = check->out->tags[i];
        const Knot *knot = str_equal(tag.facet, STR("knot")) ? knot_find(tag.term) : NULL;

        if (knot != NULL) {
            add_tag(check, STR("stage"), stage_info(knot->stage)->id);
        }
    }
}

static void check_order(Check *check)
{
    const EntryWords *out = check->out;
    const KindField *ends = kind_field_find(check->form->kind, STR("ends"));

    if (ends != NULL && out->starts.known && out->ends.known &&
        out->starts.value > out->ends.value) {
        mistake(check, ends->key, "'%s' comes before the beginning; look at both days",
                ends->label.bytes);
    }
}

/* When somebody should look again, or an answer is due, where the form does not say. */
static void default_due(Check *check)
{
    static const struct {
        KindId kind;
        int64_t days;
    } SPANS[] = {{KIND_EVIDENCE, 730}, {KIND_AUDIT, 56}, {KIND_RECOMMENDATION, 56}};
    EntryWords *out = check->out;
    bool asks = check->form->kind == KIND_RECOMMENDATION;
    int64_t from = asks ? out->starts.value : check->form->today;

    if (asks && !out->starts.known) {
        return; /* nobody was asked yet */
    }

    for (size_t i = 0; i < sizeof SPANS / sizeof SPANS[0]; i++) {
        if (SPANS[i].kind == out->kind && !out->due.known && check->kept == NULL &&
            !check->form->draft) {
            out->due = (StoreInteger){true, from + SPANS[i].days * DAY};
        }
    }
}

Status entry_form_check(Context *context, StoreReader *reader, const EntryForm *form,
                        EntryWords *out)
{
    Text data = text_new(context->arena);
    KindFields fields = kind_fields(form->kind);
    JsonValue *kept = NULL;
    Check check = {.context = context, .reader = reader, .form = form, .status = done()};

    *out = (EntryWords){.kind = form->kind, .lang = STR("en")};
    check.out = out;
    check.json = json_writer(&data, false);
    if (form->kept.length > 0) {
        TRY(json_read(context, STR("data"), form->kept, &kept));
        check.kept = kept;
    }
    refuse_unknown(&check);
    json_object_open(&check.json);
    for (size_t i = 0; i < fields.count; i++) {
        TRY(check_field(&check, &fields.items[i]));
    }
    json_object_close(&check.json);
    derive_stages(&check);
    check_order(&check);
    default_due(&check);
    TRY(check.status);
    TRY(entry_slug(context, out->title, &out->slug));
    return text_finish(context, &data, &out->data);
}
