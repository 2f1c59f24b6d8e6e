/* Signing in by a number that is sent by e-mail. Whether an address is known here is not to be
   seen: every address is sent a number, and whoever types it is signed in, a new person too. */
#include "site/handlers/email_address.h"
#include "site/handlers/frame.h"
#include "site/pages/form_page.h"
#include "site/store/statements.h"
#include "site/web/routes.h"

#define CODE_DIGITS 8
#define CODE_SECONDS ((int64_t)600)
#define DAY_SECONDS ((int64_t)86400)
/* Numbers sent to one address within a day, waiting or gone. */
#define LETTERS_A_DAY 3
/* Tries for one address: five at once, then one in two minutes. */
#define TRIES_EACH_SECOND (1.0 / 120)
#define TRIES_AT_ONCE 5

/* ---- the two forms ---- */

static Status show_form(Request *request, Reply *reply, FormPage page, FormField *fields,
                        Str mistake)
{
    FormHidden hidden[] = {{STR("token"), request_token(request, page.action)}};
    FormProblem problem = {str_format(request->context->arena, "f-%.*s", STR_ARGS(fields[0].name)),
                           mistake};

    TRY(frame_head(request, page.title, STR_NONE, SECTION_NONE, &page.head));
    page.hidden.items = hidden;
    page.hidden.count = 1;
    fields[0].error = mistake;
    page.fields.items = fields;
    page.fields.count = page.fields.count == 0 ? 1 : page.fields.count;
    if (mistake.length > 0) {
        page.mistakes.items = &problem;
        page.mistakes.count = 1;
        page.head.is_refused = true;
        reply->code = 422;
    }
    reply->keep = REPLY_SECRET;
    page_form(reply_html(reply), &page);
    return done();
}

static Status show_ask(Request *request, Reply *reply, Str email, Str mistake)
{
    FormField field = {.kind = INPUT_EMAIL,
                       .name = STR("email"),
                       .label = STR("Your e-mail address"),
                       .hint = STR("We send a number to it. It is shown to nobody."),
                       .value = email};
    FormPage page = {.title = STR("Sign in"),
                     .summary = STR("Reading needs no account. To write under a name, sign in; who "
                                    "is new here joins in the same way."),
                     .action = STR("/sign-in"),
                     .submit = STR("Send me a number")};

    return show_form(request, reply, page, &field, mistake);
}

static Status show_code(Request *request, Reply *reply, Str email, Str mistake)
{
    FormField fields[] = {{.kind = INPUT_CODE,
                           .name = STR("code"),
                           .label = STR("The number that we sent"),
                           .hint = STR("Eight digits, good for ten minutes.")},
                          {.kind = INPUT_EMAIL,
                           .name = STR("email"),
                           .label = STR("The address that it went to"),
                           .value = email}};
    FormPage page = {.title = STR("Type the number"),
                     .summary = STR("If nothing comes, look at the address, and in your spam."),
                     .action = STR("/sign-in/code"),
                     .submit = STR("Sign in")};

    page.fields.count = 2;
    return show_form(request, reply, page, fields, mistake);
}

Status sign_in_form(Request *request, Reply *reply)
{
    return show_ask(request, reply, STR_NONE, STR_NONE);
}

Status sign_in_code_form(Request *request, Reply *reply)
{
    return show_code(request, reply, request_query(request, STR("email")), STR_NONE);
}

/* ---- sending ---- */

/* Only the hash of address and number is kept. */
static Str hash_of(const Request *request, Str email, Str code, uint8_t hash[REQUEST_HASH_BYTES])
{
    Str both = str_format(request->context->arena, "%.*s %.*s", STR_ARGS(email), STR_ARGS(code));

    request_keyed_hash(request, STR("code"), both, hash);
    return (Str){(const char *)hash, REQUEST_HASH_BYTES};
}

/* Of 2^64 numbers, so that each of the 10^8 comes up as often as another but for one in 10^11. */
static Str new_code(const Request *request)
{
    uint8_t bytes[8];
    uint64_t number = 0;

    request_random(request, bytes, sizeof bytes);
    for (size_t i = 0; i < sizeof bytes; i++) {
        number = number << 8 | bytes[i];
    }
    return str_format(request->context->arena, "%08llu", (unsigned long long)(number % 100000000U));
}

static Status send_code(Request *request, Str email)
{
    Context *context = request->context;
    Str code = new_code(request);
    uint8_t hash[REQUEST_HASH_BYTES];
    Str site = request_site_address(request);
    TokenAddIn token = {.hash = hash_of(request, email, code, hash),
                        .use = STR("code"),
                        .data = STR("{}"),
                        .ends = request->now + CODE_SECONDS};
    MailAddIn mail = {
        .recipient = email, .subject = STR("Your number to sign in"), .made = request->now};
    TokenAddRows tokens;
    MailAddRows mails;

    mail.body = str_format(context->arena,
                           "The number is %.*s\n\nType it at %.*s/sign-in/code within ten "
                           "minutes.\nIf you did not ask for it, do nothing: without it nobody "
                           "signs in.\n",
                           STR_ARGS(code), STR_ARGS(site));
    if (code.length != CODE_DIGITS || mail.body.length == 0) {
        return fail_memory(context);
    }
    TRY(store_token_add(context, request->change, &token, &tokens));
    return store_mail_add(context, request->change, &mail, &mails);
}

Status sign_in_ask(Request *request, Reply *reply)
{
    Arena *arena = request->context->arena;
    Str email = email_read(arena, request_field(request, STR("email")));
    MailWaitingForRows letters;

    if (!email_is_one(email)) {
        return show_ask(request, reply, email,
                        STR("Write an e-mail address, such as name@example.org."));
    }
    TRY(store_mail_waiting_for(request->context, request->reader,
                               &(MailWaitingForIn){email, request->now - DAY_SECONDS}, &letters));
    /* a full letter box is sent nothing more, and nobody is told whether it was */
    if (letters.items[0].letters < LETTERS_A_DAY &&
        request_may_again(request, email, LETTERS_A_DAY / (double)DAY_SECONDS, LETTERS_A_DAY)) {
        TRY(send_code(request, email));
    }
    return show_code(request, reply, email, STR_NONE);
}

/* ---- taking it ---- */

/* "person-" and eight letters that say nothing: people choose another. */
static Str new_handle(const Request *request)
{
    static const char LETTERS[] = "abcdefghijkmnpqrstuvwxyz23456789";
    uint8_t bytes[8];
    Text text = text_new(request->context->arena);

    request_random(request, bytes, sizeof bytes);
    text_add(&text, STR("person-"));
    for (size_t i = 0; i < sizeof bytes; i++) {
        text_add_byte(&text, LETTERS[bytes[i] % (sizeof LETTERS - 1)]);
    }
    return text_str(&text);
}

static Status find_or_add(Request *request, Str email, int64_t *person)
{
    Context *context = request->context;
    PersonByEmailRows found;
    PersonAddIn in = {.handle = new_handle(request),
                      .name = STR(""),
                      .email = email,
                      .power = 0,
                      .state = STR("here"),
                      .made = request->now,
                      .seen = request->today};
    PersonAddRows added;

    TRY(store_person_by_email(context, request->reader, &(PersonByEmailIn){email}, &found));
    if (found.count > 0) {
        *person = found.items[0].id;
        return done();
    }
    TRY(store_person_add(context, request->change, &in, &added));
    *person = added.items[0].id;
    return done();
}

Status sign_in_code_take(Request *request, Reply *reply)
{
    Context *context = request->context;
    Str email = email_read(context->arena, request_field(request, STR("email")));
    Str code = str_trim(request_field(request, STR("code")));
    Str tries = str_format(context->arena, "code %.*s", STR_ARGS(email));
    uint8_t hash[REQUEST_HASH_BYTES];
    TokenTakeIn in = {hash_of(request, email, code, hash), STR("code"), request->now};
    TokenTakeRows taken;
    int64_t person;

    if (!request_may_again(request, tries, TRIES_EACH_SECOND, TRIES_AT_ONCE)) {
        return reply_too_often(request, reply, (int64_t)(1.0 / TRIES_EACH_SECOND));
    }
    TRY(store_token_take(context, request->change, &in, &taken));
    if (taken.count == 0) {
        return show_code(request, reply, email,
                         STR("That is not the number, or it is too old; type it again, or ask for "
                             "another."));
    }
    TRY(find_or_add(request, email, &person));
    TRY(request_sign_in(request, reply, person, false));
    reply_see(reply, STR("/me"));
    return done();
}
