/* /me: my things and their state with reasons, my names, my sign-ins. */
#include "site/handlers/entry_find.h"
#include "site/handlers/sheet.h"
#include "site/store/statements.h"
#include "site/web/routes.h"
#include "site/web/secrets.h"

#define THINGS_SHOWN 200
#define NAME_MOST ((size_t)200)
#define HANDLE_LEAST ((size_t)2)
#define HANDLE_MOST ((size_t)30)
#define MARK_BYTES ((size_t)8)

/* What was typed into the form of names, and what is wrong with it. */
typedef struct NamesTyped {
    Str handle;
    Str name;
    Str field; /* where the mistake is; empty: there is none */
    Str mistake;
} NamesTyped;

/* ---- my things ---- */

static Status row_of(const Request *request, const EntryRow *row, PageRow *out)
{
    Arena *arena = request->context->arena;
    Str state = sheet_state(row->state);
    Str kind = sheet_kind(row->kind);

    *out = (PageRow){.title = sheet_title(request, row->kind, row->title, row->id),
                     .path = str_format(arena, "/e/%lld", (long long)row->id),
                     .summary = row->reason,
                     .facts =
                         str_format(arena, "%.*s \xc2\xb7 %.*s", STR_ARGS(kind), STR_ARGS(state))};
    return out->path.length == 0 ? fail_memory(request->context) : done();
}

static Status add_things(const Request *request, SheetPage *page)
{
    SheetPart *part = sheet_part(page, "things", STR("What you wrote"));
    EntriesByAuthorRows mine;
    EntriesByAuthorIn in = {request->person.id, INT64_MAX, THINGS_SHOWN};

    part->has_rows = true;
    part->rows.empty = STR("Nothing yet. What you write stands here, with what became of it.");
    TRY(store_entries_by_author(request->context, request->reader, &in, &mine));
    part->rows.rows.items = TAKE(request->context, PageRow, mine.count);
    if (part->rows.rows.items == NULL) {
        return fail_memory(request->context);
    }
    for (size_t i = 0; i < mine.count; i++) {
        const EntriesByAuthorRow *row = &mine.items[i];
        EntryRow as = {.id = row->id,
                       .kind = row->kind,
                       .title = row->title,
                       .state = row->state,
                       .reason = row->reason};

        if (!str_equal(row->state, STR("erased"))) {
            TRY(row_of(request, &as, &part->rows.rows.items[part->rows.rows.count++]));
        }
    }
    return done();
}

static Status add_unnamed(const Request *request, SheetPage *page)
{
    const SealKey key = sheet_seal_key(request);
    SealedEntries sealed;
    SheetPart *part;

    TRY(sealed_of_person(request->context, request->reader, &key, request->person.id, &sealed));
    if (sealed.count == 0) {
        return done();
    }
    part = sheet_part(page, "unnamed", STR("What you wrote without your name"));
    part->text = STR("Only you see this list: it is worked out anew each time, and kept nowhere.");
    part->has_rows = true;
    part->rows.rows.items = TAKE(request->context, PageRow, sealed.count);
    if (part->rows.rows.items == NULL) {
        return fail_memory(request->context);
    }
    for (size_t i = 0; i < sealed.count; i++) {
        const EntryRow *row;

        TRY(entry_find(request, sealed.items[i], &row));
        TRY(row_of(request, row, &part->rows.rows.items[part->rows.rows.count++]));
    }
    return done();
}

/* ---- my names ---- */

static Status add_names(const Request *request, const NamesTyped *typed, SheetPage *page)
{
    SheetPart *part = sheet_part(page, "names", STR("Your names"));
    SheetForm *form;

    part->text = STR("What you wrote before keeps the name that it was written under.");
    TRY(sheet_form(request, part, STR("/me"), STR("Save the names"), &form));
    sheet_field(form, (FormField){.kind = INPUT_TEXT,
                                  .name = STR("handle"),
                                  .label = STR("Short name, beside what you write"),
                                  .hint = STR("2 to 30 small letters, numbers and \"-\"."),
                                  .value = typed->handle});
    sheet_field(form, (FormField){.kind = INPUT_TEXT,
                                  .name = STR("name"),
                                  .label = STR("Name to show"),
                                  .hint = STR("As you want to be called. It need not be the name "
                                              "in your passport."),
                                  .value = typed->name,
                                  .is_optional = true});
    return done();
}

/* ---- my sign-ins ---- */

static Str mark_of(const Request *request, Str hash)
{
    return secret_digits(request->context->arena, (const uint8_t *)hash.bytes, MARK_BYTES);
}

static Status add_sign_ins(const Request *request, SheetPage *page)
{
    Arena *arena = request->context->arena;
    SheetPart *part = sheet_part(page, "sign-ins", STR("Where you are signed in"));
    SessionsOfRows rows;

    TRY(store_sessions_of(request->context, request->reader, &(SessionsOfIn){request->person.id},
                          &rows));
    TRY(sheet_forms(request, part, rows.count));
    for (size_t i = 0; i < rows.count; i++) {
        const SessionsOfRow *row = &rows.items[i];
        bool here = str_equal(row->hash, request->session);
        Str made = frame_day_words(arena, row->made);
        Str seen = frame_day_words(arena, row->seen);
        SheetForm *form;

        TRY(sheet_form(request, part, STR("/me/sign-ins"), STR("End this sign-in"), &form));
        form->text = str_format(arena, "%sSigned in on %.*s, last here on %.*s.",
                                here ? "This one. " : "", STR_ARGS(made), STR_ARGS(seen));
        form->more = str_format(arena, "of %.*s", STR_ARGS(made));
        form->is_alt = true;
        sheet_hidden(form, STR("sign-in"), mark_of(request, row->hash));
    }
    return done();
}

static Status show(Request *request, Reply *reply, const NamesTyped *typed)
{
    SheetPage page;
    PageLink *ways = TAKE(request->context, PageLink, 4);
    bool staff = request->person.power != 0;

    if (ways == NULL) {
        return fail_memory(request->context);
    }
    TRY(sheet_begin(request, reply, STR("You, here"), &page));
    page.ways.items = ways;
    if (staff) {
        ways[page.ways.count++] = (PageLink){STR("/desk"), STR("The desk")};
    }
    ways[page.ways.count++] = (PageLink){STR("/me/data"), STR("All that is kept of you")};
    ways[page.ways.count++] = (PageLink){STR("/sign-out"), STR("Sign out")};
    TRY(add_things(request, &page));
    TRY(add_unnamed(request, &page));
    TRY(add_names(request, typed, &page));
    TRY(add_sign_ins(request, &page));
    if (typed->mistake.length > 0) {
        sheet_mistake(request, reply, &page, typed->field, typed->mistake);
    }
    sheet_end(request, reply, &page);
    return done();
}

Status me_show(Request *request, Reply *reply)
{
    PersonRows rows;

    TRY(store_person(request->context, request->reader, &(PersonIn){request->person.id}, &rows));
    return show(request, reply,
                &(NamesTyped){.handle = rows.items[0].handle, .name = rows.items[0].name});
}

/* ---- what is sent ---- */

static bool is_handle(Str handle)
{
    for (size_t i = 0; i < handle.length; i++) {
        char byte = handle.bytes[i];
        bool letter = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');

        if (!letter && (byte != '-' || i == 0 || i + 1 == handle.length)) {
            return false;
        }
    }
    /* "gone-7" is what stays of somebody who left */
    return handle.length >= HANDLE_LEAST && handle.length <= HANDLE_MOST &&
           !str_starts_with(handle, STR("gone-"));
}

Status me_keep(Request *request, Reply *reply)
{
    NamesTyped typed = {.handle = str_trim(request_field(request, STR("handle"))),
                        .name = str_trim(request_field(request, STR("name")))};
    PersonRenameIn in = {typed.handle, typed.name, request->person.id};
    PersonRenameRows rows;
    PersonByHandleRows other;

    if (!is_handle(typed.handle)) {
        typed.field = STR("handle");
        typed.mistake = STR("Write 2 to 30 small letters, numbers and \"-\", with a letter or "
                            "number at both ends.");
        return show(request, reply, &typed);
    }
    if (typed.name.length > NAME_MOST || str_find_byte(typed.name, '\n') < typed.name.length) {
        typed.field = STR("name");
        typed.mistake = STR("Write a name of one line and at most 200 letters.");
        return show(request, reply, &typed);
    }
    TRY(store_person_by_handle(request->context, request->reader, &(PersonByHandleIn){typed.handle},
                               &other));
    if (other.count > 0 && other.items[0].id != request->person.id) {
        typed.field = STR("handle");
        typed.mistake = STR("Somebody has this name already; choose another.");
        return show(request, reply, &typed);
    }
    TRY(store_person_rename(request->context, request->change, &in, &rows));
    reply_see(reply, STR("/me"));
    return done();
}

/* One that ended already is no mistake: it is as the person wants it. */
Status me_sign_in_end(Request *request, Reply *reply)
{
    Str mark = request_field(request, STR("sign-in"));
    SessionsOfRows rows;

    TRY(store_sessions_of(request->context, request->reader, &(SessionsOfIn){request->person.id},
                          &rows));
    for (size_t i = 0; i < rows.count; i++) {
        SessionEndRows ended;

        if (!str_equal(mark_of(request, rows.items[i].hash), mark)) {
            continue;
        }
        if (str_equal(rows.items[i].hash, request->session)) {
            TRY(request_sign_out(request, reply));
            reply_see(reply, STR("/"));
            return done();
        }
        TRY(store_session_end(request->context, request->change,
                              &(SessionEndIn){rows.items[i].hash}, &ended));
    }
    reply_see(reply, STR("/me"));
    return done();
}
