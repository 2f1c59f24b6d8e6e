/* What one does with an entry: send, take back, begin again, erase, appeal; hide, restore, judge an
   appeal. One address for each, /e/12/act/hide, with a form that says what will happen. */
#include "site/handlers/act_pages.h"
#include "site/handlers/entry_find.h"
#include "site/handlers/rights.h"
#include "site/web/routes.h"

static const Act ACTS[] = {
    {MAY_SEND, "send", "Send this", "Send it",
     "It is read by a person before others see it, unless your first posts were accepted.", NULL},
    {MAY_TAKE_BACK, "take-back", "Take this back", "Take it back",
     "Nobody but you sees it then. You can begin again with it, or erase it.", NULL},
    {MAY_BEGIN_AGAIN, "begin-again", "Begin again with this", "Make it a draft",
     "It becomes a draft that you can change and send.", NULL},
    {MAY_ERASE, "erase", "Erase this", "Erase it",
     "Its words are gone for ever, former versions too; its number stays. This cannot be undone.",
     NULL},
    {MAY_APPEAL, "appeal", "Ask for a second look", "Ask for a second look",
     "Somebody else than who decided reads it again, and your words here.",
     "Why should it be shown?"},
    {MAY_HIDE, "hide", "Hide this", "Hide it",
     "Only who wrote it and moderators see it then. Who wrote it sees the reason and what you "
     "write "
     "here, and can ask for a second look.",
     "More about it, to who wrote it"},
    {MAY_RESTORE, "restore", "Show this again", "Show it again", "Everybody can read it again.",
     "A word to who wrote it"},
    {MAY_JUDGE_APPEAL, "judge-appeal", "Take the second look", "Decide",
     "Somebody asked for a second look. You did not decide the first time, and decide now.",
     "A word to who wrote it"},
};

const Act *act_find(Str id)
{
    for (size_t i = 0; i < sizeof ACTS / sizeof ACTS[0]; i++) {
        if (str_equal(str_from(ACTS[i].id), id)) {
            return &ACTS[i];
        }
    }
    return NULL;
}

/* ---- what one may do here ---- */

static Status appeal_of(const Request *request, int64_t entry, bool *open)
{
    AppealOfEntryRows rows;

    TRY(store_appeal_of_entry(request->context, request->reader, &(AppealOfEntryIn){entry}, &rows));
    *open = rows.count > 0;
    return done();
}

/* An appeal is taken as one, by another person: showing again is closed while it is open. */
static Status is_open(const Request *request, const EntryRow *row, const Act *act, bool *open)
{
    MayAnswer answer;
    bool appealed;

    TRY(rights_of_entry(request, act->verb, row, &answer));
    *open = answer != MAY_NO;
    if (!*open ||
        (act->verb != MAY_APPEAL && act->verb != MAY_RESTORE && act->verb != MAY_JUDGE_APPEAL)) {
        return done();
    }
    TRY(appeal_of(request, row->id, &appealed));
    *open = appealed == (act->verb == MAY_JUDGE_APPEAL);
    return done();
}

Status act_links(const Request *request, const EntryRow *row, PageLinks *out)
{
    PageLink *links = TAKE(request->context, PageLink, sizeof ACTS / sizeof ACTS[0] + 2);
    MayAnswer answer;

    if (links == NULL) {
        return fail_memory(request->context);
    }
    *out = (PageLinks){links, 0};
    TRY(rights_of_entry(request, MAY_EDIT, row, &answer));
    if (answer != MAY_NO && request->person.known) {
        links[out->count++] =
            (PageLink){str_format(request->context->arena, "/e/%lld/change", (long long)row->id),
                       STR("Change this")};
    }
    if (answer == MAY_NO) {
        TRY(rights_of_entry(request, MAY_EDIT_FOR_SAFETY, row, &answer));
        if (answer != MAY_NO) {
            links[out->count++] = (PageLink){
                str_format(request->context->arena, "/e/%lld/change", (long long)row->id),
                STR("Take out what may harm somebody")};
        }
    }
    for (size_t i = 0; i < sizeof ACTS / sizeof ACTS[0] && request->person.known; i++) {
        bool open;

        TRY(is_open(request, row, &ACTS[i], &open));
        if (open) {
            links[out->count++] = (PageLink){str_format(request->context->arena, "/e/%lld/act/%s",
                                                        (long long)row->id, ACTS[i].id),
                                             str_from(ACTS[i].title)};
        }
    }
    TRY(rights_of_entry(request, MAY_FLAG, row, &answer));
    if (answer != MAY_NO) {
        links[out->count++] =
            (PageLink){str_format(request->context->arena, "/flag/%lld", (long long)row->id),
                       STR("Say that something is wrong")};
    }
    return done();
}

/* ---- the form ---- */

/* What is done, to what. */
typedef struct Acting {
    const EntryRow *row;
    const Act *act;
    bool own;
} Acting;

static Status find(Request *request, Reply *reply, Acting *out, bool *on)
{
    MayAnswer read = MAY_NO;
    bool open = false;

    *on = false;
    out->act = act_find(request->parts.items[1]);
    TRY(entry_find_asked(request, &out->row));
    if (out->row != NULL) {
        TRY(rights_of_entry(request, MAY_READ, out->row, &read));
    }
    if (read != MAY_YES || out->act == NULL) {
        return reply_missing(request, reply);
    }
    TRY(rights_is_own(request, out->row, &out->own));
    TRY(is_open(request, out->row, out->act, &open));
    if (!open) {
        return reply_error(request, reply, 403,
                           STR("You cannot do this here: it is not yours to do, or it was done "
                               "already. Open the page again to see what is possible now."));
    }
    *on = true;
    return done();
}

static Status add_verdict(const Request *request, SheetForm *form)
{
    PageChoice *choices = TAKE(request->context, PageChoice, 2);

    if (choices == NULL) {
        return fail_memory(request->context);
    }
    choices[0] = (PageChoice){.value = STR("show"), .label = STR("Show it again")};
    choices[1] = (PageChoice){.value = STR("keep"), .label = STR("It stays hidden")};
    sheet_field(form, (FormField){.kind = INPUT_CHOICE,
                                  .name = STR("verdict"),
                                  .label = STR("What do you decide?"),
                                  .choices = {choices, 2}});
    return done();
}

static Status add_fields(const Request *request, const Acting *acting, SheetForm *form)
{
    FormField reason;

    if (acting->act->verb == MAY_JUDGE_APPEAL) {
        TRY(add_verdict(request, form));
    }
    if (act_needs_reason(acting->act->verb, acting->own)) {
        TRY(sheet_reasons(request, STR("reason"), request_field(request, STR("reason")), &reason));
        sheet_field(form, reason);
    }
    if (acting->act->ask != NULL) {
        sheet_field(form, (FormField){.kind = INPUT_LONG,
                                      .name = STR("words"),
                                      .label = str_from(acting->act->ask),
                                      .is_optional = !act_needs_words(acting->act->verb),
                                      .value = request_field(request, STR("words")),
                                      .rows = 4});
    }
    return done();
}

static Status show(Request *request, Reply *reply, const Acting *acting, Str field, Str mistake)
{
    const EntryRow *row = acting->row;
    Str title = sheet_title(request, row->kind, row->title, row->id);
    AppealOfEntryRows appeal;
    SheetPage page;
    SheetPart *part;
    SheetForm *form;

    TRY(sheet_begin(request, reply, str_from(acting->act->title), &page));
    frame_crumb(&page.head, str_format(request->context->arena, "/e/%lld", (long long)row->id),
                title);
    page.summary = str_from(acting->act->text);
    part = sheet_part(&page, "what", title);
    part->text = row->plain.length > 0 ? row->plain : str_slice(row->body, 0, 400);
    part->strong = row->reason;
    TRY(store_appeal_of_entry(request->context, request->reader, &(AppealOfEntryIn){row->id},
                              &appeal));
    if (appeal.count > 0 && acting->act->verb == MAY_JUDGE_APPEAL) {
        TRY(sheet_fact(request, part, STR("Who wrote it says"), appeal.items[0].words));
    }
    TRY(sheet_form(request, part, request->path, str_from(acting->act->button), &form));
    TRY(add_fields(request, acting, form));
    if (mistake.length > 0) {
        sheet_mistake(request, reply, &page, field, mistake);
    }
    sheet_end(request, reply, &page);
    return done();
}

Status act_form(Request *request, Reply *reply)
{
    Acting acting;
    bool on;

    TRY(find(request, reply, &acting, &on));
    return on ? show(request, reply, &acting, STR_NONE, STR_NONE) : done();
}

/* ---- doing it ---- */

/* The field that is not as it should be; empty when all are. */
static Str look(const Request *request, const Acting *acting, Str *mistake)
{
    Str words = str_trim(request_field(request, STR("words")));
    Str verdict = request_field(request, STR("verdict"));
    Reason reason;

    if (acting->act->verb == MAY_JUDGE_APPEAL && !str_equal(verdict, STR("show")) &&
        !str_equal(verdict, STR("keep"))) {
        *mistake = STR("Choose what you decide.");
        return STR("verdict");
    }
    if (act_needs_reason(acting->act->verb, acting->own) &&
        !reason_find(request_field(request, STR("reason")), &reason)) {
        *mistake = STR("Choose the reason that fits best.");
        return STR("reason");
    }
    if (act_needs_words(acting->act->verb) && words.length == 0) {
        *mistake = STR("Write a sentence.");
        return STR("words");
    }
    if (words.length > DECIDE_WORDS_MOST) {
        *mistake = STR("Write at most 2,000 letters.");
        return STR("words");
    }
    return STR_NONE;
}

/* New people's words wait, and so does what was hidden before. */
static Status send_waits(const Request *request, const EntryRow *row, bool *waits)
{
    MayAnswer answer;

    TRY(rights_of_entry(request, MAY_SEND, row, &answer));
    TRY(entry_was_hidden(request->context, request->reader, row->id, waits));
    *waits = *waits || answer == MAY_WAIT;
    return done();
}

Status act_do(Request *request, Reply *reply)
{
    Acting acting;
    EntryAct act;
    Str mistake = STR_NONE;
    Str field;
    bool on;

    TRY(find(request, reply, &acting, &on));
    if (!on) {
        return done();
    }
    field = look(request, &acting, &mistake);
    if (field.length > 0) {
        return show(request, reply, &acting, field, mistake);
    }
    TRY(rights_new_may_write(request, reply, &on));
    if (!on) {
        return done();
    }
    act = (EntryAct){.row = acting.row,
                     .verb = acting.act->verb,
                     .actor = {acting.row->seal.length == 0 || !acting.own, request->person.id},
                     .by_writer = acting.own,
                     .waits = str_equal(request_field(request, STR("verdict")), STR("keep")),
                     .reason = request_field(request, STR("reason")),
                     .words = request_field(request, STR("words")),
                     .at = request->now};
    if (act.verb == MAY_SEND) {
        TRY(send_waits(request, acting.row, &act.waits));
    }
    act.actor.value = act.actor.known ? act.actor.value : 0;
    TRY(entry_act(request->context, request->change, &act, &on));
    if (!on) {
        return reply_error(request, reply, 409,
                           STR("Somebody was faster, and it is in another state by now. Open the "
                               "page again."));
    }
    reply_see(reply, acting.own ? STR("/me") : STR("/desk"));
    return done();
}
