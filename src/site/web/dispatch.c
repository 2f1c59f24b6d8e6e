#include "site/web/dispatch.h"
#include "site/store/statements.h"
#include "site/web/head_checks.h"
#include "site/web/multipart.h"
#include "site/web/reply_headers.h"
#include "site/web/sign_in.h"
#include "site/web/target.h"
#include "site/web/token.h"

#define DAY_SECONDS ((int64_t)86400)
#define TOKEN_FIELD STR("token")

/* When even the page of an error cannot be written. */
#define LAST_WORDS                                                                                 \
    STR("Something went wrong here, and nothing was changed. Try again in a while.\n")

/* ---- replies that are no page ---- */

static void say_notes(const Exchange *exchange)
{
    const Surroundings *surroundings = site_surroundings(exchange->site);
    Str pattern = exchange->request.pattern;

    for (const Note *note = exchange->context.first; note != NULL; note = note->next) {
        Str line = str_format(exchange->context.arena, "%d %.*s: %.*s", exchange->reply.code,
                              STR_ARGS(pattern), STR_ARGS(note->text));

        surroundings->say(surroundings->of, line.bytes == NULL ? note->text : line);
    }
}

/* Writes the body and the headers of what is in the reply. */
static void finish(Exchange *exchange)
{
    Status status = reply_finish(&exchange->reply, &exchange->body_out);

    if (!failed(status)) {
        status = reply_headers(exchange);
    }
    if (failed(status)) {
        exchange->reply.code = 500;
        exchange->close = true;
        exchange->headers_out.count = 0;
        exchange->body_out = LAST_WORDS;
        say_notes(exchange);
    }
}

/* False, for dispatch_head: there is nothing more to read. */
static bool refuse(Exchange *exchange, int code, Str why)
{
    Str allow = exchange->reply.allow;
    int64_t retry_after = exchange->reply.retry_after;

    exchange->reply = reply_new(&exchange->context);
    exchange->reply.allow = allow;
    exchange->reply.retry_after = retry_after;
    if (failed(reply_error(&exchange->request, &exchange->reply, code, why))) {
        exchange->reply.written = REPLY_NOTHING;
    }
    finish(exchange);
    return false;
}

/* The first letter large and a full stop: what is a message elsewhere is a sentence here. */
static Str sentence_of(Exchange *exchange)
{
    const Note *note = exchange->context.first;
    Text text = text_new(exchange->context.arena);

    while (note != NULL && note->kind != NOTE_ERROR) {
        note = note->next;
    }
    if (note == NULL || note->text.length == 0) {
        return STR_NONE;
    }
    text_add_byte(&text, note->text.bytes[0] >= 'a' && note->text.bytes[0] <= 'z'
                             ? (char)(note->text.bytes[0] - 'a' + 'A')
                             : note->text.bytes[0]);
    text_add(&text, str_slice(note->text, 1, note->text.length));
    text_add_byte(&text, '.');
    return text_str(&text);
}

static bool refuse_failed(Exchange *exchange, Status status)
{
    bool post = exchange->request.method == METHOD_POST;

    if (status.kind == FAIL_INPUT) {
        return refuse(exchange, 400, sentence_of(exchange));
    }
    exchange->reply.code = status.kind == FAIL_LIMIT || post ? 503 : 500;
    say_notes(exchange);
    return refuse(exchange, exchange->reply.code, STR_NONE);
}

/* ---- the head ---- */

void dispatch_begin(Exchange *exchange, Site *site, Arena *arena)
{
    const Surroundings *surroundings = site_surroundings(site);
    Request *request = &exchange->request;

    exchange->site = site;
    exchange->context = (Context){.arena = arena};
    exchange->reply = reply_new(&exchange->context);
    request->context = &exchange->context;
    request->site = site;
    request->pattern = STR("-");
    request->now = surroundings->now(surroundings->of);
    request->today = request->now - request->now % DAY_SECONDS;
}

/* 0, or the seconds to wait. What a page costs is asked of the network, what is written of the
   person where one is known: people behind one network then do not wait for each other. */
static int64_t take_rate(Exchange *exchange, RateClass class)
{
    static const struct {
        const char *name;
        Rate rate;
        Rate known; /* of who is signed in */
    } RATES[] = {
        [RATE_SELDOM_LIMITED] = {"any", {100, 1000}, {100, 1000}},
        [RATE_READ] = {"read", {20, 100}, {20, 100}},
        [RATE_SEARCH] = {"search", {2, 10}, {2, 10}},
        [RATE_EXPORT] = {"export", {6.0 / 3600, 6}, {6.0 / 3600, 6}},
        [RATE_WRITE] = {"write", {2.0 / 60, 2}, {6.0 / 60, 6}},
        [RATE_HIDDEN] = {"hidden", {3.0 / 3600, 3}, {3.0 / 3600, 3}},
        [RATE_CODE] = {"code", {5.0 / 3600, 5}, {5.0 / 3600, 5}},
    };
    Rates *rates = site_rates(exchange->site);
    const Person *person = &exchange->request.person;
    bool by_person = person->known && class == RATE_WRITE;
    Str who = exchange->incoming.network;

    if (rates == NULL) {
        return 0;
    }
    if (by_person) {
        who = (Str){(const char *)&person->id, sizeof person->id};
    }
    return rates_take(rates, who, str_from(RATES[class].name),
                      by_person ? RATES[class].known : RATES[class].rate, exchange->request.now);
}

static bool refuse_rate(Exchange *exchange, int64_t seconds)
{
    exchange->reply.retry_after = seconds;
    return refuse(exchange, 429, STR_NONE);
}

/* Once a day, so that a sign-in that is in use does not end. */
static Status touch_sign_in(Exchange *exchange, StoreWriter *writer)
{
    Context *context = &exchange->context;
    AUTO(StoreChange *, store_change_end) change = NULL;
    SessionSeenRows rows = {0};
    SessionSeenIn in = {.seen = exchange->request.today, .hash = exchange->request.session};

    TRY(store_begin(context, writer, &change));
    TRY(store_session_seen(context, change, &in, &rows));
    return store_commit(context, change);
}

static Status find_person(Exchange *exchange)
{
    Request *request = &exchange->request;
    Str cookies = incoming_header(&exchange->incoming, STR("cookie"));
    bool stale = false;
    Status status;

    if (cookies.length == 0) {
        return done();
    }
    request->reader = site_take_reader(exchange->site);
    status = sign_in_find(request, cookies, &stale);
    site_give_reader(exchange->site, request->reader);
    request->reader = NULL;
    if (!failed(status) && stale) {
        status = touch_sign_in(exchange, site_take_writer(exchange->site));
        site_give_writer(exchange->site);
    }
    return status;
}

/* Which page it is; false when there is none for that method, and the reply is ready. */
static bool find_route(Exchange *exchange)
{
    Request *request = &exchange->request;
    Str method = exchange->incoming.method;
    unsigned others = 0;
    bool known = true;

    if (str_equal(method, STR("POST"))) {
        request->method = METHOD_POST;
    } else {
        exchange->head_only = str_equal(method, STR("HEAD"));
        known = exchange->head_only || str_equal(method, STR("GET"));
    }
    exchange->route =
        route_find(&exchange->context, request->method, request->path, &request->parts, &others);
    if (exchange->route != NULL && !known) {
        others |= ROUTE_HAS_GET;
        exchange->route = NULL;
    }
    if (exchange->route != NULL) {
        request->pattern = exchange->route->pattern;
        return true;
    }
    if (others == 0) {
        return refuse(exchange, 404, STR_NONE);
    }
    if (!known) { /* whether there is a form too, was not looked for */
        StrSpan parts;
        unsigned rest;

        others |= route_find(&exchange->context, METHOD_POST, request->path, &parts, &rest) != NULL
                      ? ROUTE_HAS_POST
                      : 0U;
    }
    exchange->reply.allow = others == ROUTE_HAS_POST  ? STR("POST")
                            : others == ROUTE_HAS_GET ? STR("GET, HEAD")
                                                      : STR("GET, HEAD, POST");
    return refuse(exchange, 405, STR_NONE);
}

/* A line of its own: ":list" takes any word. */
static bool has_sign_in_page(void)
{
    size_t count;
    const Route *routes = route_rows(&count);

    for (size_t i = 0; i < count; i++) {
        if (routes[i].method == METHOD_GET && str_equal(routes[i].pattern, STR("/sign-in"))) {
            return true;
        }
    }
    return false;
}

/* Whether this person may; false when not, and the reply is ready. */
static bool check_person(Exchange *exchange)
{
    const Person *person = &exchange->request.person;
    int64_t who = exchange->route->who;

    if (who == WHO_ANYONE || (person->known && (who == WHO_MEMBER || (person->power & who) != 0))) {
        return true;
    }
    if (!person->known && exchange->request.method == METHOD_GET && has_sign_in_page()) {
        reply_see(&exchange->reply, STR("/sign-in"));
        finish(exchange);
        return false;
    }
    return refuse(exchange, 403,
                  person->known ? STR_NONE
                                : STR("This is for people who are signed in; sign in "
                                      "first."));
}

static bool check_form(Exchange *exchange)
{
    exchange->type = incoming_header(&exchange->incoming, STR("content-type"));
    if (exchange->body_length > exchange->route->body) {
        return refuse(exchange, 413, STR_NONE);
    }
    if (!head_from_here(exchange)) {
        return refuse(
            exchange, 403,
            STR("This form did not come from a page of this site; open the page here, and "
                "send it from there."));
    }
    return true;
}

bool dispatch_head(Exchange *exchange, const Incoming *incoming)
{
    Request *request = &exchange->request;
    Target target;
    Str why = STR_NONE;
    int64_t wait = 0;
    int code;
    Status status;

    exchange->incoming = *incoming;
    request->network = incoming->network;
    code = head_check(exchange, &why);
    if (code != 0) {
        exchange->close = true;
        return refuse(exchange, code, why);
    }
    status = target_read(&exchange->context, incoming->target, &target);
    if (failed(status)) {
        exchange->close = true;
        return refuse_failed(exchange, status);
    }
    request->path = target.path;
    request->query = target.query;
    if (!str_equal(request->path, STR("/health")) && (wait = take_rate(exchange, RATE_READ)) > 0) {
        return refuse_rate(exchange, wait);
    }
    if (!find_route(exchange)) {
        return false;
    }
    status = find_person(exchange);
    if (failed(status)) {
        return refuse_failed(exchange, status);
    }
    if (!check_person(exchange)) {
        return false;
    }
    if (exchange->route->rate != RATE_READ &&
        (wait = take_rate(exchange, exchange->route->rate)) > 0) {
        return refuse_rate(exchange, wait);
    }
    return request->method == METHOD_GET || check_form(exchange);
}

/* ---- the page ---- */

static Status read_form(Exchange *exchange, Str body)
{
    Request *request = &exchange->request;
    Str type = str_trim(str_slice(exchange->type, 0, str_find_byte(exchange->type, ';')));

    if (multipart_is(exchange->type)) {
        return multipart_read(&exchange->context, exchange->type, body, &request->form,
                              &request->uploads);
    }
    if (!str_equal_ignoring_case(type, STR("application/x-www-form-urlencoded"))) {
        return fail(&exchange->context, FAIL_INPUT, PLACE_NONE,
                    "this is no form; send it from a page of this site");
    }
    return form_read(&exchange->context, body, &request->form);
}

/* Takes the token out of the form: there must be just one. */
static TokenState take_token(Exchange *exchange)
{
    Request *request = &exchange->request;
    FieldSpan *form = &request->form;
    size_t kept = 0;
    size_t found = 0;
    Str token = STR_NONE;

    for (size_t i = 0; i < form->count; i++) {
        if (str_equal(form->items[i].name, TOKEN_FIELD)) {
            token = form->items[i].value;
            found++;
        } else {
            form->items[kept++] = form->items[i];
        }
    }
    form->count = kept;
    return found == 1 ? token_check(request, request->path, token) : TOKEN_WRONG;
}

static Status run_get(Exchange *exchange)
{
    Request *request = &exchange->request;
    Status status;

    request->reader = site_take_reader(exchange->site);
    status = store_begin_reading(&exchange->context, request->reader);
    if (!failed(status)) {
        exchange->reached = true;
        status = exchange->route->handler(request, &exchange->reply);
        store_end_reading(request->reader);
    }
    site_give_reader(exchange->site, request->reader);
    request->reader = NULL;
    return status;
}

static Status change_with(Exchange *exchange, StoreWriter *writer)
{
    AUTO(StoreChange *, store_change_end) change = NULL;
    Request *request = &exchange->request;

    TRY(store_begin(&exchange->context, writer, &change));
    request->change = change;
    request->reader = store_change_reader(change);
    exchange->reached = true;
    TRY(exchange->route->handler(request, &exchange->reply));
    if (exchange->reply.code >= 400) {
        return done();
    }
    return store_commit(&exchange->context, change);
}

static Status run_post(Exchange *exchange)
{
    Status status = change_with(exchange, site_take_writer(exchange->site));

    site_give_writer(exchange->site);
    exchange->request.change = NULL;
    exchange->request.reader = NULL;
    return status;
}

/* `*refused`: an answer is there already. */
static Status answer_post(Exchange *exchange, Str body, bool *refused)
{
    TokenState token;

    TRY(read_form(exchange, body));
    token = take_token(exchange);
    if (token == TOKEN_GOOD) {
        return run_post(exchange);
    }
    *refused = true;
    (void)refuse(exchange, 403,
                 token == TOKEN_OLD
                     ? STR("This form was open for more than a day; go back, load the page anew, "
                           "and send it again.")
                     : STR("This form was made for another sign-in or another page; go back, load "
                           "the page anew, and send it again."));
    return done();
}

static Status answer(Exchange *exchange, Str body, bool *refused)
{
    if (exchange->request.method == METHOD_POST) {
        return answer_post(exchange, body, refused);
    }
    return run_get(exchange);
}

void dispatch_answer(Exchange *exchange, Str body)
{
    bool refused = false;
    Status status = answer(exchange, body, &refused);

    if (refused) {
        return;
    }
    if (failed(status)) {
        (void)refuse_failed(exchange, status);
        return;
    }
    finish(exchange);
}
