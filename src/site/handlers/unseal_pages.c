/* /desk/12/unseal: two people named for safeguarding, one after the other and each with a reason,
   find who wrote without a name. */
#include "site/commons/unseal.h"
#include "site/handlers/entry_find.h"
#include "site/handlers/rights.h"
#include "site/handlers/sheet.h"
#include "site/web/routes.h"

#define ASK STR("ask")
#define FIND STR("find")

static Status show(Request *request, Reply *reply, const EntryRow *row, Str field, Str mistake)
{
    PageChoice *choices = TAKE(request->context, PageChoice, 2);
    SheetPage page;
    SheetPart *part;
    SheetForm *form;

    if (choices == NULL) {
        return fail_memory(request->context);
    }
    TRY(sheet_begin(request, reply, STR("Find who wrote this"), &page));
    frame_crumb(&page.head, STR("/desk"), STR("The desk"));
    page.summary =
        STR("Only when somebody may be in danger. One of you asks, another finds within "
            "seven days. Both acts and both reasons are kept for ever; the page Openness "
            "counts that it was done, and says no more.");
    part = sheet_part(&page, "what", sheet_title(request, row->kind, row->title, row->id));
    part->text = str_slice(row->body, 0, 600);
    TRY(sheet_form(request, part, request->path, STR("Go on"), &form));
    choices[0] = (PageChoice){.value = ASK,
                              .label = STR("I ask for it"),
                              .hint = STR("Then tell the other person, who finds.")};
    choices[1] = (PageChoice){.value = FIND,
                              .label = STR("Another person asked; I find"),
                              .hint = STR("You see the name once. Who used five words is known to "
                                          "nobody, and cannot be found.")};
    sheet_field(form, (FormField){.kind = INPUT_CHOICE,
                                  .name = STR("do"),
                                  .label = STR("What do you do?"),
                                  .choices = {choices, 2}});
    sheet_field(form, (FormField){.kind = INPUT_LONG,
                                  .name = STR("why"),
                                  .label = STR("Why must somebody be found?"),
                                  .hint = STR("It is kept for ever. Name nobody, and quote no "
                                              "words."),
                                  .value = request_field(request, STR("why")),
                                  .rows = 3});
    if (mistake.length > 0) {
        sheet_mistake(request, reply, &page, field, mistake);
    }
    sheet_end(request, reply, &page);
    return done();
}

Status unseal_form(Request *request, Reply *reply)
{
    const EntryRow *row;

    TRY(entry_find_for(request, reply, MAY_UNSEAL, &row));
    return row != NULL ? show(request, reply, row, STR_NONE, STR_NONE) : done();
}

static Status show_found(Request *request, Reply *reply, StoreInteger person)
{
    PersonRows rows = {NULL, 0};
    SheetPage page;
    SheetPart *part;

    TRY(sheet_begin(request, reply, STR("Who wrote this"), &page));
    frame_crumb(&page.head, STR("/desk"), STR("The desk"));
    part = sheet_part(&page, "found", STR("Found"));
    if (person.known) {
        TRY(store_person(request->context, request->reader, &(PersonIn){person.value}, &rows));
    }
    if (rows.count == 0) {
        part->text = STR("Nobody can be found: it was written with five words and no account, or "
                         "the key is another by now.");
    } else {
        TRY(sheet_fact(request, part, STR("Short name"), rows.items[0].handle));
        TRY(sheet_fact(request, part, STR("Name"), rows.items[0].name));
        TRY(sheet_fact(request, part, STR("E-mail"), rows.items[0].email));
        part->text = STR("Write down what you need now: it is shown this once. Use it to help, and "
                         "for nothing else.");
    }
    sheet_end(request, reply, &page);
    return done();
}

Status unseal_do(Request *request, Reply *reply)
{
    const SealKey key = sheet_seal_key(request);
    Str what = request_field(request, STR("do"));
    UnsealAct act = {.holder = request->person.id,
                     .why = str_trim(request_field(request, STR("why"))),
                     .at = request->now};
    const EntryRow *row;
    StoreInteger person;

    TRY(entry_find_for(request, reply, MAY_UNSEAL, &row));
    if (row == NULL) {
        return done();
    }
    if (!str_equal(what, ASK) && !str_equal(what, FIND)) {
        return show(request, reply, row, STR("do"), STR("Choose what you do."));
    }
    if (act.why.length == 0 || act.why.length > DECIDE_WORDS_MOST) {
        return show(request, reply, row, STR("why"),
                    STR("Write why somebody must be found, in at most 2,000 letters."));
    }
    act.entry = row->id;
    if (str_equal(what, ASK)) {
        TRY(unseal_ask(request->context, request->change, &act));
        reply_see(reply, STR("/desk"));
        return done();
    }
    TRY(unseal(request->context, request->change, &key, &act, &person));
    return show_found(request, reply, person);
}
