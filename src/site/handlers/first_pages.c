/* The first keeper: whoever opens the link that 'unknot commons serve' printed, while nobody keeps
   the site. The secret works once and ends after a day. */
#include "site/commons/entry_form.h"
#include "site/handlers/sheet.h"
#include "site/store/log_chain.h"
#include "site/web/first_link.h"
#include "site/web/routes.h"

#define LINK_OLD                                                                                   \
    STR("This link has been used, or is more than a day old. If nobody keeps the site yet, start " \
        "'unknot commons serve' again: it prints a new one.")

/* Alone at first, one person reads what waits and adds the first words too. */
#define FIRST_POWERS ((int64_t)POWER_KEEPER | POWER_EDITOR | POWER_MODERATOR)

static Str token_hash(const Request *request, uint8_t hash[REQUEST_HASH_BYTES])
{
    request_keyed_hash(request, FIRST_LINK_USE, request->parts.items[0], hash);
    return (Str){(const char *)hash, REQUEST_HASH_BYTES};
}

static Status show(Request *request, Reply *reply, Str who, Str mistake)
{
    SheetPage page;
    SheetPart *part;
    SheetForm *form;

    TRY(sheet_begin(request, reply, STR("Begin this commons"), &page));
    page.summary = STR("Nobody keeps this site yet. Who fills this in becomes its keeper: the "
                       "person who names moderators, editors and who is there for safeguarding.");
    part = sheet_part(&page, "you", STR("You"));
    TRY(sheet_form(request, part, request->path, STR("Become the keeper"), &form));
    sheet_field(form,
                (FormField){.kind = INPUT_TEXT,
                            .name = STR("who"),
                            .label = STR("Your e-mail address, or a name"),
                            .hint = STR("With an address you can sign in again from anywhere. With "
                                        "a name alone you are signed in on this device only."),
                            .value = who});
    if (mistake.length > 0) {
        sheet_mistake(request, reply, &page, STR("who"), mistake);
    }
    sheet_end(request, reply, &page);
    return done();
}

Status first_form(Request *request, Reply *reply)
{
    uint8_t hash[REQUEST_HASH_BYTES];
    TokenRows rows;
    TokenIn in = {token_hash(request, hash), FIRST_LINK_USE, request->now};
    bool due;

    TRY(first_link_is_due(request->context, request->reader, &due));
    TRY(store_token(request->context, request->reader, &in, &rows));
    if (!due || rows.count == 0) {
        return reply_error(request, reply, 404, LINK_OLD);
    }
    return show(request, reply, STR_NONE, STR_NONE);
}

/* "Ana Lim" has "ana-lim"; an address is one of a person, who has "keeper" until they change it. */
static Status add_keeper(Request *request, Str who, bool is_address, int64_t *person)
{
    Context *context = request->context;
    PersonByEmailRows by_email = {NULL, 0};
    PersonPowerRows power;
    PersonAddRows added;
    PersonAddIn in = {.handle = STR("keeper"),
                      .name = is_address ? STR("") : who,
                      .email = is_address ? who : STR_NONE,
                      .power = FIRST_POWERS,
                      .state = STR("here"),
                      .made = request->now,
                      .seen = request->today};
    PersonByHandleRows by_handle;
    Str slug;

    TRY(entry_slug(context, who, &slug));
    in.handle = is_address || slug.length == 0 ? in.handle : slug;
    if (is_address) {
        TRY(store_person_by_email(context, request->reader, &(PersonByEmailIn){who}, &by_email));
    }
    if (by_email.count > 0) {
        *person = by_email.items[0].id;
        return store_person_power(context, request->change, &(PersonPowerIn){FIRST_POWERS, *person},
                                  &power);
    }
    TRY(store_person_by_handle(context, request->reader, &(PersonByHandleIn){in.handle},
                               &by_handle));
    if (by_handle.count > 0) {
        in.handle =
            str_format(context->arena, "%.*s-%lld", STR_ARGS(in.handle), (long long)request->now);
    }
    TRY(store_person_add(context, request->change, &in, &added));
    *person = added.items[0].id;
    return done();
}

Status first_take(Request *request, Reply *reply)
{
    Context *context = request->context;
    Str who = str_trim(request_field(request, STR("who")));
    bool is_address = str_find_byte(who, '@') < who.length;
    uint8_t hash[REQUEST_HASH_BYTES];
    TokenTakeIn in = {token_hash(request, hash), FIRST_LINK_USE, request->now};
    TokenTakeRows taken;
    LogWords words = {.at = request->now, .verb = STR("first-keeper"), .is_open = false};
    int64_t person;
    bool due;

    TRY(first_link_is_due(context, request->reader, &due));
    TRY(store_token_take(context, request->change, &in, &taken));
    if (!due || taken.count == 0) {
        return reply_error(request, reply, 404, LINK_OLD);
    }
    if (who.length < 2 || who.length > 60) {
        return show(request, reply, who,
                    STR("Write an e-mail address or a name, of 2 to 60 "
                        "letters."));
    }
    TRY(add_keeper(request, who, is_address, &person));
    words.actor = (StoreInteger){true, person};
    TRY(store_log_add(context, request->change, &words, NULL));
    TRY(request_sign_in(request, reply, person, false));
    reply_see(reply, STR("/desk"));
    return done();
}
