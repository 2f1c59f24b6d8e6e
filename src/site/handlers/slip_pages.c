/* /slip: who wrote without an account types the five words, reads what was decided, changes the
   words or takes them back. The words are never part of an address. */
#include "base/number.h"
#include "site/handlers/entry_find.h"
#include "site/handlers/entry_form_page.h"
#include "site/handlers/entry_write.h"
#include "site/handlers/rights.h"
#include "site/handlers/sheet.h"
#include "site/web/routes.h"

#define SHOWN_MOST ((size_t)20)

/* A guess costs as much as a number to sign in does: ten at once, then one in a minute. */
#define TRIES_EACH_SECOND (1.0 / 60)
#define TRIES_AT_ONCE 10
#define TRIES_SECONDS 60

static const struct {
    const char *id;
    const char *button;
    MayVerb verb;
} SLIP_ACTS[] = {
    {"take-back", "Take it back", MAY_TAKE_BACK},
    {"begin-again", "Make it a draft again", MAY_BEGIN_AGAIN},
    {"send", "Send it to be read", MAY_SEND},
    {"erase", "Erase it for ever", MAY_ERASE},
};
#define SLIP_ACT_COUNT (sizeof SLIP_ACTS / sizeof SLIP_ACTS[0])

/* ---- the words that are typed ---- */

static Status show_box(Request *request, Reply *reply, Str mistake)
{
    SheetPage page;
    SheetPart *part;
    SheetForm *form;

    TRY(sheet_begin(request, reply, STR("Your five words"), &page));
    page.summary =
        STR("You wrote without a name, and wrote five words down. Type them here to read "
            "what was decided, to change your words or to take them back.");
    part = sheet_part(&page, "words", STR("The words"));
    TRY(sheet_form(request, part, STR("/slip"), STR("Look"), &form));
    sheet_field(form, (FormField){.kind = INPUT_TEXT,
                                  .name = STR("slip"),
                                  .label = STR("Five words"),
                                  .hint = STR("In their order; capitals and what stands between "
                                              "them do not matter.")});
    if (mistake.length > 0) {
        sheet_mistake(request, reply, &page, STR("slip"), mistake);
    }
    sheet_end(request, reply, &page);
    return done();
}

Status slip_form(Request *request, Reply *reply)
{
    return show_box(request, reply, STR_NONE);
}

/* False, with an answer in the reply, when these are no five words of ours. */
static Status read_slip(Request *request, Reply *reply, Str *slip, bool *on)
{
    Str word;

    *on = request_network_may_again(request, STR("slip"), TRIES_EACH_SECOND, TRIES_AT_ONCE);
    if (!*on) {
        return reply_too_often(request, reply, TRIES_SECONDS);
    }
    TRY(slip_read(request->context, request_field(request, STR("slip")), on, &word));
    if (*on) {
        *slip = word;
        return done();
    }
    return show_box(request, reply,
                    word.length == 0
                        ? STR("These are not five words; type all five.")
                        : str_format(request->context->arena,
                                     "No slip has the word \"%.*s\"; look how it is written.",
                                     STR_ARGS(word)));
}

/* ---- what was written with it ---- */

static Status add_button(const Request *request, SheetPart *part, Str slip, int64_t entry, Str act,
                         Str button)
{
    bool changes = str_equal(act, STR("change"));
    SheetForm *form;

    TRY(sheet_form(request, part, changes ? STR("/slip/change") : STR("/slip/act"), button, &form));
    sheet_hidden(form, STR("slip"), slip);
    sheet_hidden(form, STR("entry"), str_format(request->context->arena, "%lld", (long long)entry));
    sheet_hidden(form, STR("do"), act);
    form->is_alt = !changes;
    return done();
}

static Status add_acts(const Request *request, SheetPart *part, Str slip, const EntryRow *row)
{
    MayAnswer answer;
    bool appealed;
    AppealOfEntryRows appeals;
    SheetForm *form;

    TRY(sheet_forms(request, part, SLIP_ACT_COUNT + 2));
    TRY(rights_with_slip(request, MAY_EDIT, row, slip, &answer));
    if (answer != MAY_NO) {
        TRY(add_button(request, part, slip, row->id, STR("change"), STR("Change the words")));
    }
    for (size_t i = 0; i < SLIP_ACT_COUNT; i++) {
        TRY(rights_with_slip(request, SLIP_ACTS[i].verb, row, slip, &answer));
        if (answer != MAY_NO) {
            TRY(add_button(request, part, slip, row->id, str_from(SLIP_ACTS[i].id),
                           str_from(SLIP_ACTS[i].button)));
        }
    }
    TRY(rights_with_slip(request, MAY_APPEAL, row, slip, &answer));
    TRY(store_appeal_of_entry(request->context, request->reader, &(AppealOfEntryIn){row->id},
                              &appeals));
    appealed = appeals.count > 0;
    if (answer == MAY_NO || appealed) {
        return done();
    }
    TRY(add_button(request, part, slip, row->id, STR("appeal"), STR("Ask for a second look")));
    form = &part->forms.items[part->forms.count - 1];
    sheet_field(form, (FormField){.kind = INPUT_LONG,
                                  .name = str_format(request->context->arena, "words-%lld",
                                                     (long long)row->id),
                                  .label = STR("Why should it be shown?"),
                                  .rows = 4});
    return done();
}

static Status add_entry(const Request *request, SheetPage *page, Str slip, const EntryRow *row)
{
    Arena *arena = request->context->arena;
    SheetPart *part =
        sheet_part(page, "entry", sheet_title(request, row->kind, row->title, row->id));

    part->id = str_format(arena, "entry-%lld", (long long)row->id);
    TRY(sheet_fact(request, part, STR("It is"), sheet_state(row->state)));
    TRY(sheet_fact(request, part, STR("It is shown with the name"), row->byline));
    TRY(sheet_fact(request, part, STR("Sent on"), frame_day_words(arena, row->made)));
    part->text = row->body;
    part->strong = row->reason;
    return add_acts(request, part, slip, row);
}

static Status show_entries(Request *request, Reply *reply, Str slip)
{
    const SealKey key = sheet_seal_key(request);
    SealedEntries sealed;
    SheetPage page;

    TRY(sealed_of_slip(request->context, request->reader, &key, slip, &sealed));
    if (sealed.count == 0) {
        return show_box(request, reply,
                        STR("Nothing was written with these words, or it was erased. Look at their "
                            "order, and how each is written."));
    }
    TRY(sheet_begin(request, reply, STR("What you wrote"), &page));
    for (size_t i = 0; i < sealed.count && i < SHEET_PARTS_MOST; i++) {
        const EntryRow *row;

        TRY(entry_find(request, sealed.items[i], &row));
        TRY(add_entry(request, &page, slip, row));
    }
    sheet_end(request, reply, &page);
    return done();
}

Status slip_show(Request *request, Reply *reply)
{
    Str slip;
    bool on;

    TRY(read_slip(request, reply, &slip, &on));
    return on ? show_entries(request, reply, slip) : done();
}

/* ---- what is done with it ---- */

/* The entry that the form names, when the slip may do this; else an answer is in the reply. */
static Status find(Request *request, Reply *reply, Str slip, MayVerb verb, const EntryRow **out)
{
    MayAnswer answer = MAY_NO;
    int64_t id = 0;

    *out = NULL;
    if (number_parse_integer(request_field(request, STR("entry")), &id)) {
        TRY(entry_find(request, id, out));
    }
    if (*out != NULL) {
        TRY(rights_with_slip(request, verb, *out, slip, &answer));
    }
    if (answer == MAY_NO) {
        *out = NULL;
        return reply_error(request, reply, 403,
                           STR("This cannot be done with these words, or was done already. Type "
                               "them again to see what is possible now."));
    }
    return done();
}

static MayVerb verb_of(Str id)
{
    for (size_t i = 0; i < SLIP_ACT_COUNT; i++) {
        if (str_equal(id, str_from(SLIP_ACTS[i].id))) {
            return SLIP_ACTS[i].verb;
        }
    }
    return str_equal(id, STR("appeal")) ? MAY_APPEAL : MAY_VERB_COUNT;
}

Status slip_act(Request *request, Reply *reply)
{
    EntryAct act = {.verb = verb_of(request_field(request, STR("do"))),
                    .by_writer = true,
                    .waits = true,
                    .at = request->now};
    Str words;
    Str slip;
    bool on;

    TRY(read_slip(request, reply, &slip, &on));
    if (!on) {
        return done();
    }
    TRY(find(request, reply, slip, act.verb, &act.row));
    if (act.row == NULL) {
        return done();
    }
    words = str_format(request->context->arena, "words-%lld", (long long)act.row->id);
    act.words = str_trim(request_field(request, words));
    if (act_needs_words(act.verb) &&
        (act.words.length == 0 || act.words.length > DECIDE_WORDS_MOST)) {
        return reply_error(request, reply, 422,
                           STR("Write why, in at most 2,000 letters; go back to do so."));
    }
    TRY(entry_act(request->context, request->change, &act, &on));
    if (act.verb == MAY_ERASE) {
        reply_see(reply, STR("/slip"));
        return done();
    }
    return show_entries(request, reply, slip);
}

static Status show_change(Request *request, Reply *reply, Str slip, const EntryRow *row,
                          const FormValues *values, const EntryWords *checked)
{
    Context *context = request->context;
    const Kind *kind = kind_find(row->kind);
    FormPage page = {.title = STR("Change your words"), .action = STR("/slip/keep")};
    FormHidden *hidden = TAKE(context, FormHidden, 4);

    if (hidden == NULL) {
        return fail_memory(context);
    }
    TRY(frame_head(request, page.title, STR_NONE, SECTION_NONE, &page.head));
    page.summary = STR("Somebody reads them again before others see them.");
    page.submit = STR("Send it to be read");
    TRY(entry_form_fill(request, kind->number, values, checked, &page));
    hidden[0] = (FormHidden){STR("token"), request_token(request, page.action)};
    hidden[1] = (FormHidden){STR("slip"), slip};
    hidden[2] = (FormHidden){STR("entry"), str_format(context->arena, "%lld", (long long)row->id)};
    hidden[3] =
        (FormHidden){STR("version"), str_format(context->arena, "%lld", (long long)row->version)};
    page.hidden.items = hidden;
    page.hidden.count = 4;
    reply->keep = REPLY_SECRET;
    reply->code = checked != NULL ? 422 : 200;
    page_form(reply_html(reply), &page);
    return done();
}

Status slip_change(Request *request, Reply *reply)
{
    FormValues values;
    EntryWords words;
    const EntryRow *row;
    Str slip;
    bool on;

    TRY(read_slip(request, reply, &slip, &on));
    if (!on) {
        return done();
    }
    TRY(find(request, reply, slip, MAY_EDIT, &row));
    if (row == NULL) {
        return done();
    }
    TRY(entry_row_words(request->context, row, &words));
    TRY(entry_values_read(request->context, &words, &values));
    return show_change(request, reply, slip, row, &values, NULL);
}

Status slip_keep(Request *request, Reply *reply)
{
    EntryForm form = {.today = request->today};
    FormValues values;
    EntryWords words;
    const EntryRow *row;
    Str slip;
    bool on;

    TRY(read_slip(request, reply, &slip, &on));
    if (!on) {
        return done();
    }
    TRY(find(request, reply, slip, MAY_EDIT, &row));
    if (row == NULL) {
        return done();
    }
    form.kind = kind_find(row->kind)->number;
    form.kept = row->data;
    TRY(entry_form_values(request, form.kind, &values));
    form.values = values;
    TRY(entry_form_check(request->context, request->reader, &form, &words));
    if (words.mistake_count > 0) {
        return show_change(request, reply, slip, row, &values, &words);
    }
    TRY(entry_change_own(request, reply, row, &words, true, &on));
    return on ? show_entries(request, reply, slip) : done();
}
