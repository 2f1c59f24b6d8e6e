#include "site/handlers/entry_form_page.h"

#include "site/commons/powers.h"

/* Choices that are all seen at once; of more a list opens, unless several can be chosen. */
#define CHOICES_SEEN 7

/* Fields of the form that are no field of the entry. */
static bool is_ours(Str name)
{
    static const char *const OURS[] = {"press",   "version", "because", "draft", "send",
                                       "another", "unnamed", "slip",    "entry"};

    for (size_t i = 0; i < sizeof OURS / sizeof OURS[0]; i++) {
        if (str_equal(name, str_from(OURS[i]))) {
            return true;
        }
    }
    return false;
}

/* "starts" of "starts-day": which the form asks for in three boxes. */
static Str date_key(KindId kind, Str name)
{
    size_t dash = str_find_byte(name, '-');
    const KindField *field = kind_field_find(kind, str_slice(name, 0, dash));

    return dash < name.length && field != NULL && field->type == FIELD_DATE ? field->key : STR_NONE;
}

static Str part_of_date(const Request *request, Str key, const char *part)
{
    Str name = str_format(request->context->arena, "%.*s-%s", STR_ARGS(key), part);

    return str_trim(request_field(request, name));
}

/* "2026-12-01" of three boxes; what is no number stays as it was typed, for the check to refuse. */
static Str date_value(const Request *request, Str key)
{
    Arena *arena = request->context->arena;
    Str day = part_of_date(request, key, "day");
    Str month = part_of_date(request, key, "month");
    Str year = part_of_date(request, key, "year");

    if (day.length + month.length + year.length == 0) {
        return STR_NONE;
    }
    return str_format(arena, "%.*s-%s%.*s-%s%.*s", STR_ARGS(year), month.length == 1 ? "0" : "",
                      STR_ARGS(month), day.length == 1 ? "0" : "", STR_ARGS(day));
}

static bool has_key(const FormValue *values, size_t count, Str key)
{
    for (size_t i = 0; i < count; i++) {
        if (str_equal(values[i].key, key)) {
            return true;
        }
    }
    return false;
}

Status entry_form_values(const Request *request, KindId kind, FormValues *out)
{
    FormValue *values = TAKE(request->context, FormValue, request->form.count);
    size_t count = 0;

    if (values == NULL) {
        return fail_memory(request->context);
    }
    for (size_t i = 0; i < request->form.count; i++) {
        const Field *field = &request->form.items[i];
        Str date = date_key(kind, field->name);

        if (date.length > 0 && !has_key(values, count, date)) {
            values[count++] = (FormValue){date, date_value(request, date)};
        } else if (date.length == 0 && !is_ours(field->name)) {
            values[count++] = (FormValue){field->name, field->value};
        }
    }
    *out = (FormValues){values, count};
    return done();
}

/* ---- inputs ---- */

static bool is_chosen(const FormValues *values, Str key, Str value)
{
    for (size_t i = 0; i < values->count; i++) {
        if (str_equal(values->items[i].key, key) && str_equal(values->items[i].value, value)) {
            return true;
        }
    }
    return false;
}

/* Several numbers of entries stand in one box. */
static Str all_values(Arena *arena, const FormValues *values, Str key)
{
    Text text = text_new(arena);

    for (size_t i = 0; i < values->count; i++) {
        if (str_equal(values->items[i].key, key)) {
            text_add(&text, text.length > 0 ? STR(" ") : STR_NONE);
            text_add(&text, values->items[i].value);
        }
    }
    return text_str(&text);
}

static Status add_choices(Context *context, const KindField *field, const FormValues *values,
                          FormField *input)
{
    size_t count = 0;
    FacetTerm term;

    while (facet_term_at(field->of, count, &term)) {
        count++;
    }
    input->kind = field->type == FIELD_CHOICES ? INPUT_CHOICES
                  : count > CHOICES_SEEN       ? INPUT_LIST
                                               : INPUT_CHOICE;
    input->choices = (PageChoices){TAKE(context, PageChoice, count + 1), 0};
    if (input->choices.items == NULL) {
        return fail_memory(context);
    }
    if (input->kind == INPUT_LIST) {
        input->choices.items[input->choices.count++] = (PageChoice){.label = STR("Choose one")};
    }
    for (size_t i = 0; facet_term_at(field->of, i, &term); i++) {
        input->choices.items[input->choices.count++] =
            (PageChoice){term.id, term.label, term.plain, is_chosen(values, field->key, term.id)};
    }
    return done();
}

static void add_date(Str value, FormField *input)
{
    StrSplit split = str_split(value, '-');

    if (value.length > 0 && str_split_next(&split, &input->year) &&
        str_split_next(&split, &input->month)) {
        (void)str_split_next(&split, &input->day);
    }
}

static const InputKind INPUTS[] = {
    [FIELD_LINE] = INPUT_TEXT,   [FIELD_TEXT] = INPUT_LONG,       [FIELD_WORDS] = INPUT_LONG,
    [FIELD_CHOICE] = INPUT_LIST, [FIELD_CHOICES] = INPUT_CHOICES, [FIELD_DATE] = INPUT_DATE,
    [FIELD_WEB] = INPUT_WEB,     [FIELD_NUMBER] = INPUT_NUMBER,   [FIELD_YES_NO] = INPUT_YES_NO,
    [FIELD_DOI] = INPUT_TEXT,    [FIELD_LINK] = INPUT_TEXT,
};

static Status input_of(Context *context, const KindField *field, const FormValues *values,
                       FormField *input)
{
    *input = (FormField){.kind = INPUTS[field->type],
                         .name = field->key,
                         .label = field->label,
                         .hint = field->help,
                         .value = all_values(context->arena, values, field->key),
                         .is_optional = field->need != FIELD_NEEDED,
                         .rows = field->type == FIELD_WORDS ? 4 : 0};
    input->is_yes = field->type == FIELD_YES_NO && str_equal(input->value, STR("yes"));
    if (field->type == FIELD_DATE) {
        add_date(input->value, input);
    }
    return field_is_choice(field) ? add_choices(context, field, values, input) : done();
}

/* ---- mistakes ---- */

/* The id of what is to be mended. */
static Str target_of(Arena *arena, const FormField *input)
{
    if (input->kind == INPUT_DATE) {
        return str_format(arena, "f-%.*s-day", STR_ARGS(input->name));
    }
    if ((input->kind == INPUT_CHOICE || input->kind == INPUT_CHOICES) && input->choices.count > 0) {
        return str_format(arena, "f-%.*s-%.*s", STR_ARGS(input->name),
                          STR_ARGS(input->choices.items[0].value));
    }
    return str_format(arena, "f-%.*s", STR_ARGS(input->name));
}

static Status add_mistakes(Context *context, const EntryWords *checked, FormPage *page)
{
    page->mistakes.items = TAKE(context, FormProblem, checked->mistake_count);
    if (page->mistakes.items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < checked->mistake_count; i++) {
        FormProblem *problem = &page->mistakes.items[page->mistakes.count++];

        *problem = (FormProblem){.text = checked->mistakes[i].sentence};
        for (size_t k = 0; k < page->fields.count; k++) {
            if (str_equal(page->fields.items[k].name, checked->mistakes[i].key)) {
                page->fields.items[k].error = checked->mistakes[i].sentence;
                problem->target = target_of(context->arena, &page->fields.items[k]);
            }
        }
    }
    page->head.is_refused = page->mistakes.count > 0;
    return done();
}

Status entry_form_fill(const Request *request, KindId kind, const FormValues *values,
                       const EntryWords *checked, FormPage *page)
{
    Context *context = request->context;
    KindFields fields = kind_fields(kind);

    page->fields.items = TAKE(context, FormField, fields.count);
    if (page->fields.items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < fields.count; i++) {
        if (fields.items[i].need != FIELD_STAFF || (request->person.power & POWER_EDITOR) != 0) {
            TRY(input_of(context, &fields.items[i], values,
                         &page->fields.items[page->fields.count++]));
        }
    }
    return checked == NULL ? done() : add_mistakes(context, checked, page);
}
