/* /flag/12: anybody says that something is wrong with an entry, without an account too. */
#include "site/handlers/entry_find.h"
#include "site/handlers/rights.h"
#include "site/handlers/sheet.h"
#include "site/web/routes.h"

#define PRESS_LENGTH ((size_t)32)

static Status show(Request *request, Reply *reply, const EntryRow *row, Str field, Str mistake)
{
    Str title = sheet_title(request, row->kind, row->title, row->id);
    FormField reason;
    SheetPage page;
    SheetPart *part;
    SheetForm *form;

    TRY(sheet_begin(request, reply, STR("Say that something is wrong"), &page));
    frame_crumb(&page.head, str_format(request->context->arena, "/e/%lld", (long long)row->id),
                title);
    page.summary = STR("A moderator reads this and the words that it is about. Who wrote them does "
                       "not see who said so.");
    part = sheet_part(&page, "what", title);
    part->text = STR("If somebody is in danger now, do not wait for us: see Get help now, below.");
    TRY(sheet_form(request, part, request->path, STR("Send"), &form));
    TRY(sheet_reasons(request, STR("reason"), request_field(request, STR("reason")), &reason));
    reason.label = STR("What is wrong?");
    sheet_field(form, reason);
    sheet_field(form, (FormField){.kind = INPUT_LONG,
                                  .name = STR("words"),
                                  .label = STR("More about it"),
                                  .is_optional = true,
                                  .value = request_field(request, STR("words")),
                                  .rows = 4});
    if (mistake.length > 0) {
        sheet_mistake(request, reply, &page, field, mistake);
    }
    sheet_end(request, reply, &page);
    return done();
}

Status flag_form(Request *request, Reply *reply)
{
    const EntryRow *row;

    TRY(entry_find_for(request, reply, MAY_FLAG, &row));
    return row != NULL ? show(request, reply, row, STR_NONE, STR_NONE) : done();
}

Status flag_keep(Request *request, Reply *reply)
{
    const EntryRow *row;
    EntryFlag flag = {.person = {request->person.known, request->person.id},
                      .reason = request_field(request, STR("reason")),
                      .words = str_trim(request_field(request, STR("words"))),
                      .press = request_field(request, STR("press")),
                      .at = request->now};
    Reason reason;
    bool added;

    TRY(entry_find_for(request, reply, MAY_FLAG, &row));
    if (row == NULL) {
        return done();
    }
    if (!reason_find(flag.reason, &reason)) {
        return show(request, reply, row, STR("reason"), STR("Choose what fits best."));
    }
    if (flag.words.length > DECIDE_WORDS_MOST) {
        return show(request, reply, row, STR("words"), STR("Write at most 2,000 letters."));
    }
    if (flag.press.length != PRESS_LENGTH) {
        return fail(request->context, FAIL_INPUT, PLACE_NONE,
                    "the form lacks a part; load the page anew and send it again");
    }
    flag.row = row;
    TRY(entry_flag(request->context, request->change, &flag, &added));
    reply_see(reply, STR("/flag/thanks"));
    return done();
}

Status flag_thanks(Request *request, Reply *reply)
{
    SheetPage page;

    TRY(sheet_begin(request, reply, STR("Thank you"), &page));
    page.summary = STR("A moderator will read it. What was decided is counted on the page "
                       "Openness; who said what is not shown.");
    sheet_end(request, reply, &page);
    return done();
}
