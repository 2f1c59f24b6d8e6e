#include "site/handlers/sheet.h"

#include <assert.h>

#define DAY ((int64_t)86400)
#define FACTS_MOST 16

Status sheet_begin(const Request *request, Reply *reply, Str title, SheetPage *page)
{
    *page = (SheetPage){.title = title};
    page->parts.items = TAKE(request->context, SheetPart, SHEET_PARTS_MOST);
    page->mistakes.items = TAKE(request->context, FormProblem, SHEET_FIELDS_MOST);
    reply->keep = REPLY_SECRET;
    if (page->parts.items == NULL || page->mistakes.items == NULL) {
        return fail_memory(request->context);
    }
    return frame_head(request, title, STR_NONE, SECTION_NONE, &page->head);
}

SheetPart *sheet_part(SheetPage *page, const char *id, Str label)
{
    SheetPart *part;

    assert(page->parts.count < SHEET_PARTS_MOST);
    part = &page->parts.items[page->parts.count++];
    *part = (SheetPart){.id = str_from(id), .label = label};
    return part;
}

Status sheet_forms(const Request *request, SheetPart *part, size_t most)
{
    part->forms.items = TAKE(request->context, SheetForm, most);
    return part->forms.items == NULL ? fail_memory(request->context) : done();
}

Status sheet_form(const Request *request, SheetPart *part, Str action, Str submit, SheetForm **out)
{
    SheetForm *form;

    if (part->forms.items == NULL) {
        TRY(sheet_forms(request, part, 1));
    }
    form = &part->forms.items[part->forms.count++];
    *form = (SheetForm){.action = action, .submit = submit};
    form->hidden.items = TAKE(request->context, FormHidden, SHEET_HIDDEN_MOST);
    form->fields.items = TAKE(request->context, FormField, SHEET_FIELDS_MOST);
    *out = form;
    if (form->hidden.items == NULL || form->fields.items == NULL) {
        return fail_memory(request->context);
    }
    sheet_hidden(form, STR("token"), request_token(request, action));
    sheet_hidden(form, STR("press"), request_press(request));
    return done();
}

void sheet_hidden(SheetForm *form, Str name, Str value)
{
    assert(form->hidden.count < SHEET_HIDDEN_MOST);
    form->hidden.items[form->hidden.count++] = (FormHidden){name, value};
}

void sheet_field(SheetForm *form, FormField field)
{
    assert(form->fields.count < SHEET_FIELDS_MOST);
    form->fields.items[form->fields.count++] = field;
}

Status sheet_fact(const Request *request, SheetPart *part, Str label, Str text)
{
    if (part->facts.items == NULL) {
        part->facts.items = TAKE(request->context, SheetFact, FACTS_MOST);
        if (part->facts.items == NULL) {
            return fail_memory(request->context);
        }
    }
    assert(part->facts.count < FACTS_MOST);
    part->facts.items[part->facts.count++] = (SheetFact){label, text};
    return done();
}

void sheet_mistake(const Request *request, Reply *reply, SheetPage *page, Str name, Str sentence)
{
    FormProblem *problem = &page->mistakes.items[page->mistakes.count++];

    *problem =
        (FormProblem){str_format(request->context->arena, "f-%.*s", STR_ARGS(name)), sentence};
    for (size_t i = 0; i < page->parts.count; i++) {
        for (size_t k = 0; k < page->parts.items[i].forms.count; k++) {
            SheetForm *form = &page->parts.items[i].forms.items[k];

            for (size_t f = 0; f < form->fields.count; f++) {
                FormField *field = &form->fields.items[f];

                if (str_equal(field->name, name)) {
                    field->error = sentence;
                    if (field->kind == INPUT_CHOICE || field->kind == INPUT_CHOICES) {
                        problem->target =
                            str_format(request->context->arena, "f-%.*s-%.*s", STR_ARGS(name),
                                       STR_ARGS(field->choices.items[0].value));
                    }
                }
            }
        }
    }
    page->head.is_refused = true;
    reply->code = 422;
}

void sheet_end(const Request *request, Reply *reply, SheetPage *page)
{
    (void)request;
    page_sheet(reply_html(reply), page);
}

Status sheet_reasons(const Request *request, Str name, Str chosen, FormField *out)
{
    PageChoice *choices = TAKE(request->context, PageChoice, 9);
    Reason reason;
    size_t count = 1;

    if (choices == NULL) {
        return fail_memory(request->context);
    }
    choices[0] = (PageChoice){.label = STR("Choose one")};
    for (size_t i = 0; reason_at(i, &reason); i++) {
        choices[count++] = (PageChoice){
            .value = reason.id, .label = reason.label, .is_chosen = str_equal(reason.id, chosen)};
    }
    *out = (FormField){
        .kind = INPUT_LIST, .name = name, .label = STR("Reason"), .choices = {choices, count}};
    return done();
}

Str sheet_age(const Request *request, int64_t since)
{
    int64_t seconds = request->now > since ? request->now - since : 0;
    int64_t hours = seconds / 3600;

    if (hours < 1) {
        return STR("less than an hour");
    }
    if (hours < 48) {
        return str_format(request->context->arena, "%lld hour%s", (long long)hours,
                          hours == 1 ? "" : "s");
    }
    return str_format(request->context->arena, "%lld days", (long long)(seconds / DAY));
}

Str sheet_state(Str state)
{
    return str_equal(state, STR("draft"))       ? STR("draft: only you see it")
           : str_equal(state, STR("waiting"))   ? STR("waits to be read")
           : str_equal(state, STR("live"))      ? STR("everybody can read it")
           : str_equal(state, STR("hidden"))    ? STR("hidden")
           : str_equal(state, STR("withdrawn")) ? STR("you took it back")
                                                : STR("erased");
}

Str sheet_kind(Str kind)
{
    const Kind *found = kind_find(kind);

    return found == NULL ? kind : found->name;
}

Str sheet_title(const Request *request, Str kind, Str title, int64_t id)
{
    Str name = frame_title(request->context->arena, sheet_kind(kind));

    return title.length > 0
               ? title
               : str_format(request->context->arena, "%.*s %lld", STR_ARGS(name), (long long)id);
}

SealKey sheet_seal_key(const Request *request)
{
    SealKey key;

    _Static_assert(SEAL_BYTES == REQUEST_HASH_BYTES, "one is made of the other");
    request_keyed_hash(request, STR("seal"), STR("key"), key.bytes);
    return key;
}
