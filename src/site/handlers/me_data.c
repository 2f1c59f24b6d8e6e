/* /me/data: all that is kept of a person, as a file to take, and erasing it. */
#include "base/json.h"
#include "site/commons/leaving.h"
#include "site/handlers/entry_find.h"
#include "site/handlers/sheet.h"
#include "site/store/statements.h"
#include "site/web/routes.h"

#define PART 500

Status me_data_show(Request *request, Reply *reply)
{
    SheetPage page;
    SheetPart *part;
    SheetForm *form;
    PageLink *ways = TAKE(request->context, PageLink, 1);
    PageChoice *choices = TAKE(request->context, PageChoice, 2);

    if (ways == NULL || choices == NULL) {
        return fail_memory(request->context);
    }
    TRY(sheet_begin(request, reply, STR("All that is kept of you"), &page));
    frame_crumb(&page.head, STR("/me"), STR("You, here"));
    part = sheet_part(&page, "take", STR("Take it with you"));
    part->text = STR("One file in the form JSON: your names and address, your sign-ins, what you "
                     "follow, and all your words, those without your name too. Keep it safe: it "
                     "says which of those are yours.");
    ways[0] = (PageLink){STR("/me/data.json"), STR("Take the file")};
    part->ways = (PageLinks){ways, 1};
    part = sheet_part(&page, "erase", STR("Erase what is kept of you"));
    part->text = STR("Your names, your address and your sign-ins are erased at once, and you are "
                     "signed out. Drafts, what waits and what you took back are erased too. Pages "
                     "that people keep together stay, without your name. Copies for safety hold it "
                     "for at most 35 days more. This cannot be undone.");
    TRY(sheet_form(request, part, STR("/me/data"), STR("Erase me"), &form));
    choices[0] = (PageChoice){.value = STR("keep"),
                              .label = STR("My words stay, without me"),
                              .hint = STR("Nobody can find then who wrote them, you neither.")};
    choices[1] = (PageChoice){.value = STR("erase"),
                              .label = STR("My words go too"),
                              .hint = STR("Each leaves a number behind, and nothing else. What "
                                          "others answered stays.")};
    sheet_field(form, (FormField){.kind = INPUT_CHOICE,
                                  .name = STR("words"),
                                  .label = STR("What becomes of what you wrote?"),
                                  .choices = {choices, 2}});
    if (request->method == METHOD_POST) {
        sheet_mistake(request, reply, &page, STR("words"),
                      STR("Choose whether your words stay or go."));
    }
    sheet_end(request, reply, &page);
    return done();
}

Status me_data_erase(Request *request, Reply *reply)
{
    const SealKey key = sheet_seal_key(request);
    Str words = request_field(request, STR("words"));
    Leaving leaving = {request->person.id, str_equal(words, STR("erase")), request->now};
    LeavingCounts counts;

    if (!leaving.erases && !str_equal(words, STR("keep"))) {
        return me_data_show(request, reply);
    }
    TRY(person_leave(request->context, request->change, &key, &leaving, &counts));
    TRY(request_sign_out(request, reply));
    reply_see(reply, STR("/"));
    return done();
}

/* ---- the file ---- */

static void put(JsonWriter *json, const char *key, Str value)
{
    json_key(json, key);
    json_text(json, value);
}

static void put_day(const Request *request, JsonWriter *json, const char *key, int64_t at)
{
    put(json, key, frame_day(request->context->arena, at));
}

static Status put_person(const Request *request, JsonWriter *json)
{
    PersonRows rows;
    const PersonRow *row;

    TRY(store_person(request->context, request->reader, &(PersonIn){request->person.id}, &rows));
    row = &rows.items[0];
    json_key(json, "person");
    json_object_open(json);
    put(json, "handle", row->handle);
    put(json, "name", row->name);
    put(json, "email", row->email);
    put(json, "preferences", row->prefs);
    json_key(json, "powers");
    json_integer(json, row->power);
    put_day(request, json, "joined", row->made);
    put_day(request, json, "last_here", row->seen);
    json_object_close(json);
    return done();
}

static Status put_sign_ins(const Request *request, JsonWriter *json)
{
    SessionsOfRows rows;

    TRY(store_sessions_of(request->context, request->reader, &(SessionsOfIn){request->person.id},
                          &rows));
    json_key(json, "sign_ins");
    json_array_open(json);
    for (size_t i = 0; i < rows.count; i++) {
        json_object_open(json);
        put_day(request, json, "made", rows.items[i].made);
        put_day(request, json, "last_here", rows.items[i].seen);
        json_object_close(json);
    }
    json_array_close(json);
    return done();
}

static Status put_ties(const Request *request, JsonWriter *json)
{
    TiesOfPersonRows rows;

    TRY(store_ties_of_person(request->context, request->reader,
                             &(TiesOfPersonIn){request->person.id}, &rows));
    json_key(json, "ties");
    json_array_open(json);
    for (size_t i = 0; i < rows.count; i++) {
        json_object_open(json);
        put(json, "role", rows.items[i].role);
        json_key(json, "entry");
        json_integer(json, rows.items[i].entry);
        put(json, "title", rows.items[i].title);
        json_object_close(json);
    }
    json_array_close(json);
    return done();
}

static Status put_entry(const Request *request, JsonWriter *json, int64_t id)
{
    const EntryRow *row;

    TRY(entry_find(request, id, &row));
    json_object_open(json);
    json_key(json, "number");
    json_integer(json, row->id);
    json_key(json, "with_my_name");
    json_bool(json, row->seal.length == 0);
    put(json, "kind", row->kind);
    put(json, "state", row->state);
    put(json, "reason", row->reason);
    put(json, "shown_name", row->byline);
    put(json, "title", row->title);
    put(json, "plain", row->plain);
    put(json, "words", row->body);
    put(json, "fields", row->data);
    put(json, "care", row->care);
    put(json, "language", row->lang);
    put_day(request, json, "made", row->made);
    put_day(request, json, "changed", row->changed);
    json_object_close(json);
    return done();
}

static Status put_entries(const Request *request, JsonWriter *json)
{
    const SealKey key = sheet_seal_key(request);
    EntriesByAuthorIn in = {request->person.id, INT64_MAX, PART};
    EntriesByAuthorRows rows;
    SealedEntries sealed;

    TRY(sealed_of_person(request->context, request->reader, &key, request->person.id, &sealed));
    json_key(json, "entries");
    json_array_open(json);
    do {
        TRY(store_entries_by_author(request->context, request->reader, &in, &rows));
        for (size_t i = 0; i < rows.count; i++) {
            TRY(put_entry(request, json, rows.items[i].id));
            in.before = rows.items[i].id;
        }
    } while (rows.count == PART);
    for (size_t i = 0; i < sealed.count; i++) {
        TRY(put_entry(request, json, sealed.items[i]));
    }
    json_array_close(json);
    return done();
}

Status me_data_take(Request *request, Reply *reply)
{
    Text *text = reply_text(reply, STR("application/json"));
    JsonWriter json = json_writer(text, true);

    reply->keep = REPLY_SECRET;
    reply_save_as(reply, STR("my-data.json"));
    json_object_open(&json);
    TRY(put_person(request, &json));
    TRY(put_sign_ins(request, &json));
    TRY(put_ties(request, &json));
    TRY(put_entries(request, &json));
    json_object_close(&json);
    text_add_byte(text, '\n');
    return done();
}
