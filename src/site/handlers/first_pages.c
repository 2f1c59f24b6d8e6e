/* The first keeper: whoever opens the link that 'unknot commons serve' printed, while nobody keeps
   the site. The secret works once and ends after a day. */
#include "site/commons/entry_form.h"
#include "site/handlers/email_address.h"
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

/* Who is here already has the powers from now on, and signs in to use them: a link is no proof that
   somebody is the person of that address. */
static Status find_known(Request *request, Str address, int64_t *person)
{
    PersonByEmailRows rows;
    PersonPowerRows power;

    *person = 0;
    TRY(store_person_by_email(request->context, request->reader, &(PersonByEmailIn){address},
                              &rows));
    if (rows.count == 0) {
        return done();
    }
    *person = rows.items[0].id;
    return store_person_power(request->context, request->change,
                              &(PersonPowerIn){FIRST_POWERS, *person}, &power);
}

/* "Ana Lim" has "ana-lim"; an address is one of a person, who has "keeper" until they change it. */
static Status add_keeper(Request *request, Str name, Str address, int64_t *person)
{
    Context *context = request->context;
    PersonAddRows added;
    PersonAddIn in = {.handle = STR("keeper"),
                      .name = name,
                      .email = address,
                      .power = FIRST_POWERS,
                      .state = STR("here"),
                      .made = request->now,
                      .seen = request->today};
    PersonByHandleRows by_handle;
    Str slug;

    TRY(entry_slug(context, name, &slug));
    in.handle = slug.length == 0 ? in.handle : slug;
    TRY(store_person_by_handle(context, request->reader, &(PersonByHandleIn){in.handle},
                               &by_handle));
    if (by_handle.count > 0) {
        in.handle = str_format(context->arena, "keeper-%lld", (long long)request->now);
    }
    TRY(store_person_add(context, request->change, &in, &added));
    *person = added.items[0].id;
    return done();
}

static Status make_keeper(Request *request, Reply *reply, Str who, bool is_address)
{
    Str address = is_address ? email_read(request->context->arena, who) : STR_NONE;
    LogWords words = {.at = request->now, .verb = STR("first-keeper")};
    int64_t known = 0;
    int64_t person;

    if (is_address) {
        TRY(find_known(request, address, &known));
    }
    person = known;
    if (known == 0) {
        TRY(add_keeper(request, is_address ? STR("") : who, address, &person));
    }
    words.actor = (StoreInteger){true, person};
    TRY(store_log_add(request->context, request->change, &words, NULL));
    if (known == 0) {
        TRY(request_sign_in(request, reply, person, false));
    }
    reply_see(reply, known == 0 ? STR("/desk") : STR("/sign-in"));
    return done();
}

Status first_take(Request *request, Reply *reply)
{
    Str who = str_trim(request_field(request, STR("who")));
    bool is_address = str_find_byte(who, '@') < who.length;
    uint8_t hash[REQUEST_HASH_BYTES];
    TokenTakeIn in = {token_hash(request, hash), FIRST_LINK_USE, request->now};
    TokenTakeRows taken;
    bool due;

    TRY(first_link_is_due(request->context, request->reader, &due));
    TRY(store_token_take(request->context, request->change, &in, &taken));
    if (!due || taken.count == 0) {
        return reply_error(request, reply, 404, LINK_OLD);
    }
    if (who.length < 2 || who.length > (is_address ? 254 : 60) ||
        str_find_byte(who, '\n') < who.length || (is_address && !email_is_one(who))) {
        return show(request, reply, who,
                    STR("Write an e-mail address such as name@example.org, or a name of 2 to 60 "
                        "letters."));
    }
    return make_keeper(request, reply, who, is_address);
}
