/* Adding an entry, changing one, saying something to one: a form, and what is done with it. */
#include "site/handlers/entry_write.h"
#include "site/handlers/entry_find.h"

#include "base/number.h"
#include "site/handlers/alike.h"
#include "site/handlers/entry_writing.h"
#include "site/handlers/frame.h"
#include "site/handlers/unnamed.h"
#include "site/store/log_chain.h"
#include "site/text/markdown.h"
#include "site/web/routes.h"

static Status render_body(Context *context, Str body, Str *html)
{
    RichText words;

    TRY(markdown_render(context, PLACE_NONE, body, &words));
    *html = (Str){words.markup.bytes == NULL ? "" : words.markup.bytes, words.markup.length};
    return done();
}

static Status add_hidden(const Writing *writing, FormPage *page)
{
    Context *context = writing->request->context;
    Str press = request_field(writing->request, STR("press"));
    FormHidden *hidden = TAKE(context, FormHidden, 4);

    if (hidden == NULL) {
        return fail_memory(context);
    }
    hidden[0] = (FormHidden){STR("token"), request_token(writing->request, writing->action)};
    hidden[1] =
        (FormHidden){STR("press"), press.length > 0 ? press : request_press(writing->request)};
    page->hidden.items = hidden;
    page->hidden.count = 2;
    if (writing->alike.count > 0 || request_has(writing->request, STR("another"))) {
        hidden[page->hidden.count++] = (FormHidden){STR("another"), STR("yes")};
    }
    if (writing->row != NULL) {
        Str seen = request_field(writing->request, STR("version"));

        if (seen.length == 0) {
            seen = str_format(context->arena, "%lld", (long long)writing->row->version);
        }
        hidden[page->hidden.count++] = (FormHidden){STR("version"), seen};
    }
    return done();
}

/* As the last question of a form; the fields have room for one more. */
static Status offer_unnamed(const Writing *writing, FormPage *page)
{
    Request *request = writing->request;
    FormField field;
    FormField *fields;
    bool offered;

    TRY(unnamed_field(request, writing->kind->number, &field, &offered));
    if (!offered) {
        return done();
    }
    fields = TAKE(request->context, FormField, page->fields.count + 1);
    if (fields == NULL) {
        return fail_memory(request->context);
    }
    for (size_t i = 0; i < page->fields.count; i++) {
        fields[i] = page->fields.items[i];
    }
    fields[page->fields.count] = field;
    page->fields.items = fields;
    page->fields.count++;
    return done();
}

/* Evidence has a source, which other programs know already. */
static void add_paste(const Writing *writing, FormPage *page)
{
    if (writing->kind->number != KIND_EVIDENCE || writing->row != NULL ||
        page->mistakes.count > 0) {
        return;
    }
    page->paste =
        (FormPaste){.action = STR("/evidence/new/source"),
                    .token = request_token(writing->request, STR("/evidence/new/source")),
                    .label = STR("Paste a DOI, BibTeX or RIS"),
                    .hint = STR("It fills in the form below, and tells you if we have it already."),
                    .value = writing->pasted,
                    .error = writing->paste_mistake,
                    .submit = STR("Fill in the form")};
    page->head.is_refused = page->head.is_refused || writing->paste_mistake.length > 0;
}

Status writing_show(const Writing *writing, Reply *reply, const FormValues *values,
                    const EntryWords *checked)
{
    FormPage page = {.title = writing->title, .summary = writing->kind->meaning};
    bool waits = writing->may == MAY_WAIT;

    TRY(frame_head(writing->request, writing->title, STR_NONE, frame_section(writing->kind),
                   &page.head));
    if (writing->kind->address.length > 0) {
        frame_crumb(&page.head, writing->kind->address,
                    frame_title(writing->request->context->arena, writing->kind->plural));
    }
    page.action = writing->action;
    page.submit = waits ? STR("Send it to be read first") : STR("Publish");
    page.draft = writing->request->person.known && writing->row == NULL ? STR("Save and come back")
                                                                        : STR_NONE;
    TRY(entry_form_fill(writing->request, writing->kind->number, values, checked, &page));
    TRY(add_hidden(writing, &page));
    add_paste(writing, &page);
    page.alike_title = writing->alike_title;
    page.alike.rows = writing->alike;
    if (writing->alike.count > 0) {
        page.summary = STR("Read what we have first: you can say something to that. If yours says "
                           "another thing, go on, and publish it at the end of this page.");
        page.submit = waits ? page.submit : STR("Publish it all the same");
    }
    if (writing->row == NULL) {
        TRY(offer_unnamed(writing, &page));
    }
    if (checked != NULL) {
        reply->code = 422;
    }
    page_form(reply_html(reply), &page);
    return done();
}

/* Who is not signed in could not come back to one. */
static bool is_draft(const Request *request)
{
    return request->person.known && request_has(request, STR("draft"));
}

static Status check(const Writing *writing, EntryWords *words, FormValues *values)
{
    EntryForm form = {.kind = writing->kind->number,
                      .draft = is_draft(writing->request),
                      .by_editor = (writing->request->person.power & POWER_EDITOR) != 0,
                      .kept = writing->row == NULL ? STR_NONE : writing->row->data,
                      .today = writing->request->today};

    TRY(entry_form_values(writing->request, writing->kind->number, values));
    form.values = *values;
    return entry_form_check(writing->request->context, writing->request->reader, &form, words);
}

/* A form that was sent twice leads to the one entry that it made. */
static Status send(const Writing *writing, const EntryWords *words, int64_t *id)
{
    Request *request = writing->request;
    bool draft = is_draft(request);
    EntrySender sender = {.author = {request->person.known, request->person.id},
                          .byline = request->person.handle,
                          .state = draft                     ? STR("draft")
                                   : writing->may == MAY_YES ? STR("live")
                                                             : STR("waiting"),
                          .parent = writing->parent == NULL ? 0 : writing->parent->id,
                          .at = request->now,
                          .press = request_field(request, STR("press")),
                          .render = render_body};
    EntrySent sent;

    TRY(entry_send(request->context, request->change, words, &sender, &sent));
    *id = sent.id;
    return done();
}

static Status see_entry(const Writing *writing, Reply *reply, int64_t id, Str slug)
{
    Str address;

    TRY(frame_address(writing->request, writing->kind->id, id, slug, &address));
    reply_see(reply, address);
    return done();
}

/* ---- a new entry ---- */

/* False, with an answer in the reply, while nobody can write without a name. */
static Status check_open(Request *request, Reply *reply, bool *on)
{
    TRY(unnamed_is_open(request->context, request->reader, on));
    return *on ? done() : unnamed_closed(request, reply);
}

Status writing_begin(Request *request, Reply *reply, const Kind *kind, Writing *writing, bool *on)
{
    bool on_now;

    *on = false;
    *writing = (Writing){.request = request, .kind = kind};
    if (kind == NULL) {
        return reply_missing(request, reply);
    }
    TRY(rights_to_begin(request, kind->number, unnamed_is_asked(request, kind->number),
                        &writing->may));
    if (writing->may != MAY_NO && !request->person.known) {
        TRY(check_open(request, reply, &on_now));
        if (!on_now) {
            return done();
        }
    }
    if (writing->may == MAY_NO) {
        if (!request->person.known) {
            reply_see(reply, STR("/sign-in"));
            return done();
        }
        return reply_error(request, reply, 403,
                           STR("You cannot add this yet; ask an editor, or add something else."));
    }
    writing->title = str_format(request->context->arena, "Add to %.*s", STR_ARGS(kind->plural));
    writing->action = str_format(request->context->arena, "%.*s/new", STR_ARGS(kind->address));
    *on = true;
    return done();
}

/* Titles that are nearly the same, and the same source: the person is asked once. */
static Status find_alike(Writing *writing, const EntryWords *words, const FormValues *values)
{
    Request *request = writing->request;
    bool is_one = false;
    Str doi = STR_NONE;
    EntryByPressRows sent;

    if (writing->kind->number != KIND_EVIDENCE || request_has(request, STR("draft")) ||
        request_has(request, STR("another"))) {
        return done();
    }
    TRY(store_entry_by_press(request->context, request->reader,
                             &(EntryByPressIn){request_field(request, STR("press"))}, &sent));
    if (sent.count > 0) { /* pressed twice: it is its own */
        return done();
    }
    for (size_t i = 0; i < values->count; i++) {
        if (str_equal(values->items[i].key, STR("doi"))) {
            TRY(entry_doi(request->context, values->items[i].value, &is_one, &doi));
        }
    }
    writing->alike_title = STR("We may have this already");
    TRY(alike_by_title(request, words->title, &writing->alike));
    return is_one ? alike_by_doi(request, doi, &writing->alike) : done();
}

Status entry_new_form(Request *request, Reply *reply)
{
    Writing writing;
    FormValues values = {NULL, 0};
    bool on;

    TRY(writing_begin(request, reply, kind_find_list(request->parts.items[0]), &writing, &on));
    return on ? writing_show(&writing, reply, &values, NULL) : done();
}

Status entry_new_keep(Request *request, Reply *reply)
{
    Writing writing;
    FormValues values;
    EntryWords words;
    int64_t id;
    bool on;

    TRY(writing_begin(request, reply, kind_find_list(request->parts.items[0]), &writing, &on));
    if (!on) {
        return done();
    }
    TRY(check(&writing, &words, &values));
    if (words.mistake_count > 0) {
        return writing_show(&writing, reply, &values, &words);
    }
    TRY(find_alike(&writing, &words, &values));
    if (writing.alike.count > 0) {
        return writing_show(&writing, reply, &values, &words);
    }
    TRY(rights_new_may_write(request, reply, &on));
    if (!on) {
        return done();
    }
    if (unnamed_is_asked(request, words.kind)) {
        return unnamed_send(request, reply, &words, 0, render_body);
    }
    TRY(send(&writing, &words, &id));
    return see_entry(&writing, reply, id, words.slug);
}

/* ---- a change ---- */

static Status begin_change(Request *request, Reply *reply, Writing *writing, bool *on)
{
    *on = false;
    *writing = (Writing){.request = request, .title = STR("Change this")};
    TRY(entry_find_asked(request, &writing->row));
    if (writing->row == NULL) {
        return reply_missing(request, reply);
    }
    writing->kind = kind_find(writing->row->kind);
    TRY(rights_of_entry(request, MAY_EDIT, writing->row, &writing->may));
    if (writing->may == MAY_NO) {
        TRY(rights_of_entry(request, MAY_EDIT_FOR_SAFETY, writing->row, &writing->may));
        writing->for_safety = writing->may != MAY_NO;
    }
    if (writing->for_safety) {
        writing->title = STR("Take out what may harm somebody");
    }
    if (writing->may == MAY_NO) {
        return reply_error(request, reply, 403,
                           STR("These are not yours to change; say what is wrong instead."));
    }
    writing->action = request->path;
    *on = true;
    return done();
}

Status entry_change_form(Request *request, Reply *reply)
{
    Writing writing;
    FormValues values;
    EntryWords words;
    bool on;

    TRY(begin_change(request, reply, &writing, &on));
    if (!on) {
        return done();
    }
    TRY(entry_row_words(request->context, writing.row, &words));
    TRY(entry_values_read(request->context, &words, &values));
    return writing_show(&writing, reply, &values, NULL);
}

Status entry_change_own(Request *request, Reply *reply, const EntryRow *row,
                        const EntryWords *words, bool waits, bool *kept)
{
    const StoreInteger nobody = {false, 0};
    bool named = request->person.known && (row->seal.length == 0 || request->person.power != 0);
    bool own = false;
    EntryMoveRows moved;
    EntryMoveIn move = {.state = STR("waiting"), .id = row->id, .was = row->state};
    EntryEditor editor = {.entry = row->id,
                          .why = request_field(request, STR("because")),
                          .at = request->now,
                          .render = render_body};

    TRY(rights_is_own(request, row, &own));
    named = named && (row->seal.length == 0 || !own);
    editor.editor = named ? (StoreInteger){true, request->person.id} : nobody;
    if (!number_parse_integer(request_field(request, STR("version")), &editor.version)) {
        editor.version = 0;
    }
    TRY(entry_change(request->context, request->change, words, &editor, kept));
    if (!*kept) {
        return reply_error(request, reply, 409,
                           STR("Somebody changed this while you wrote; go back, copy your words, "
                               "and open the form again."));
    }
    if (!waits || !(str_equal(row->state, STR("live")) ||
                    (row->seal.length > 0 && str_equal(row->state, STR("draft"))))) {
        return done();
    }
    move.mover = editor.editor;
    move.at = named ? request->now : request->today;
    return store_entry_move(request->context, request->change, &move, &moved);
}

static Status log_for_safety(const Writing *writing)
{
    const Request *request = writing->request;
    LogWords words = {.at = request->now,
                      .actor = {true, request->person.id},
                      .verb = may_verb_id(MAY_EDIT_FOR_SAFETY),
                      .entry = {true, writing->row->id},
                      .person = writing->row->author,
                      .is_open = true};

    return store_log_add(request->context, request->change, &words, NULL);
}

Status entry_change_keep(Request *request, Reply *reply)
{
    Writing writing;
    FormValues values;
    EntryWords words;
    bool on;

    TRY(begin_change(request, reply, &writing, &on));
    if (!on) {
        return done();
    }
    TRY(check(&writing, &words, &values));
    if (words.mistake_count > 0) {
        return writing_show(&writing, reply, &values, &words);
    }
    TRY(rights_new_may_write(request, reply, &on));
    if (!on) {
        return done();
    }
    TRY(entry_change_own(request, reply, writing.row, &words, writing.may == MAY_WAIT, &on));
    if (!on) {
        return done();
    }
    if (writing.for_safety) {
        TRY(log_for_safety(&writing));
    }
    return see_entry(&writing, reply, writing.row->id, words.slug);
}

/* ---- a reply ---- */

static const KindId REPLIES[] = {KIND_ANSWER, KIND_TIP, KIND_REPLY};

static Status begin_reply(Request *request, Reply *reply, Writing *writing, bool *on)
{
    const Kind *parent;

    *on = false;
    *writing = (Writing){.request = request, .title = STR("Say something to this")};
    TRY(entry_find_asked(request, &writing->parent));
    parent = writing->parent == NULL ? NULL : kind_find(writing->parent->kind);
    if (parent == NULL) {
        return reply_missing(request, reply);
    }
    for (size_t i = 0; i < sizeof REPLIES / sizeof REPLIES[0] && writing->kind == NULL; i++) {
        writing->kind = kind_takes(parent->number, REPLIES[i]) ? kind_of(REPLIES[i]) : NULL;
    }
    if (!request->person.known && writing->kind != NULL &&
        !kind_may_be_unnamed(writing->kind->number)) {
        writing->kind = kind_of(KIND_REPLY);
    }
    TRY(rights_of_entry(request, MAY_REPLY, writing->parent, &writing->may));
    if (writing->may != MAY_NO && !request->person.known) {
        TRY(check_open(request, reply, on));
        if (!*on) {
            return done();
        }
        *on = false;
    }
    if (writing->kind == NULL || writing->may == MAY_NO) {
        if (!request->person.known) {
            reply_see(reply, STR("/sign-in"));
            return done();
        }
        return reply_error(request, reply, 403, STR("This takes no replies; begin a question."));
    }
    writing->action = request->path;
    *on = true;
    return done();
}

Status entry_reply_form(Request *request, Reply *reply)
{
    Writing writing;
    FormValues values = {NULL, 0};
    bool on;

    TRY(begin_reply(request, reply, &writing, &on));
    return on ? writing_show(&writing, reply, &values, NULL) : done();
}

Status entry_reply_keep(Request *request, Reply *reply)
{
    Writing writing;
    FormValues values;
    EntryWords words;
    int64_t id;
    bool on;

    TRY(begin_reply(request, reply, &writing, &on));
    if (!on) {
        return done();
    }
    TRY(check(&writing, &words, &values));
    if (words.mistake_count > 0) {
        return writing_show(&writing, reply, &values, &words);
    }
    TRY(rights_new_may_write(request, reply, &on));
    if (!on) {
        return done();
    }
    if (unnamed_is_asked(request, words.kind)) {
        return unnamed_send(request, reply, &words, writing.parent->id, render_body);
    }
    TRY(send(&writing, &words, &id));
    reply_see(reply, str_format(request->context->arena, "/e/%lld", (long long)writing.parent->id));
    return done();
}
