/* A site without sockets, whose clock and randomness the test sets, and requests to it. */
#ifndef UK_TESTS_WEB_FIXTURE_H
#define UK_TESTS_WEB_FIXTURE_H

#include "site/web/dispatch.h"
#include "site/web/token.h"

#include "store_fixture.h"

#define WEB_HEADERS_MOST 12
#define WEB_HOST "127.0.0.1:8080"
#define WEB_ORIGIN "http://127.0.0.1:8080"
#define WEB_NOON ((int64_t)1796126400) /* 12:00 of a day in December 2026 */

typedef struct World {
    Fixture fixture;
    int64_t now;
    uint64_t chance; /* counts up: no two secrets are the same */
    size_t said;     /* lines to who keeps the machine */
    Site *site;
    Arena *arena; /* of the last request */
    Exchange *exchange;
    Field headers[WEB_HEADERS_MOST]; /* of the next request, beside Host */
    size_t header_count;
    Str network;
} World;

static inline int64_t world_now(void *of)
{
    return ((World *)of)->now;
}

static inline void world_random(void *of, uint8_t *bytes, size_t count)
{
    World *world = of;

    world->chance++;
    for (size_t i = 0; i < count; i++) {
        bytes[i] = (uint8_t)(world->chance >> (8 * (i % 8)));
    }
}

static inline void world_say(void *of, Str line)
{
    ((World *)of)->said++;
    printf("# said: %.*s\n", STR_ARGS(line));
}

static inline bool world_begin(World *world, const char *address, bool unlimited)
{
    const Surroundings surroundings = {world_now, world_random, world_say, world};
    SiteSettings settings = {.key = {7},
                             .address = str_from(address),
                             .loopback = STR(WEB_HOST),
                             .unlimited = unlimited,
                             .readers = 2};

    *world = (World){.now = WEB_NOON, .network = STR("net-a")};
    if (!fixture_begin(&world->fixture)) {
        return false;
    }
    settings.store_path = str_from(world->fixture.path);
    return OK(
        !failed(secrets_begin(&world->fixture.context)) &&
            !failed(site_open(&world->fixture.context, &settings, surroundings, &world->site)),
        "a site is opened");
}

static inline void world_end(World *world)
{
    arena_free(world->arena);
    site_close(&world->site);
    fixture_end(&world->fixture);
}

static inline void world_header(World *world, const char *name, Str value)
{
    world->headers[world->header_count++] = (Field){str_from(name), value};
}

/* One request; its code. What it answered is in world->exchange until the next one. */
static inline int world_ask(World *world, const char *method, Str target, Str body)
{
    Incoming incoming = {.method = str_from(method),
                         .target = target,
                         .version = STR("HTTP/1.1"),
                         .network = world->network};
    Arena *arena = arena_new((size_t)1 << 24);
    Field headers[WEB_HEADERS_MOST + 2];
    Str length;

    incoming.headers.items = headers;
    headers[incoming.headers.count++] = (Field){STR("Host"), STR(WEB_HOST)};
    for (size_t i = 0; i < world->header_count; i++) {
        headers[incoming.headers.count++] = world->headers[i];
    }
    length = str_format(arena, "%zu", body.length);
    if (strcmp(method, "POST") == 0) {
        headers[incoming.headers.count++] = (Field){STR("Content-Length"), length};
    }
    world->header_count = 0;
    world->exchange = arena_take(arena, 1, sizeof(Exchange));
    dispatch_begin(world->exchange, world->site, arena);
    if (dispatch_head(world->exchange, &incoming)) {
        dispatch_answer(world->exchange, body);
    }
    /* kept for the caller, without the list that lay on this function's stack */
    world->exchange->incoming.headers.count = 0;
    arena_free(world->arena);
    world->arena = arena;
    return world->exchange->reply.code;
}

static inline int world_get(World *world, const char *target)
{
    return world_ask(world, "GET", str_from(target), STR_NONE);
}

static inline Str world_answer_header(const World *world, const char *name)
{
    const FieldSpan *headers = &world->exchange->headers_out;

    for (size_t i = 0; i < headers->count; i++) {
        if (str_equal(headers->items[i].name, str_from(name))) {
            return headers->items[i].value;
        }
    }
    return STR_NONE;
}

/* Signs in as somebody with those powers: the Cookie header of theirs, for as long as the site. */
static inline Str world_sign_in(World *world, const char *handle, int64_t power, bool secure)
{
    Context *context = &world->fixture.context;
    StoreWriter *writer = site_take_writer(world->site);
    StoreChange *change = NULL;
    Request request = {.context = context,
                       .site = world->site,
                       .now = world->now,
                       .today = world->now - world->now % 86400};
    Reply reply = reply_new(context);
    PersonPowerRows rows = {0};
    int64_t person;
    bool fine = !failed(store_begin(context, writer, &change));

    request.change = change;
    person = fine ? fixture_person(context, change, handle) : 0;
    fine = fine &&
           !failed(store_person_power(context, change, &(PersonPowerIn){power, person}, &rows)) &&
           !failed(request_sign_in(&request, &reply, person, false)) &&
           !failed(store_commit(context, change));
    store_change_end(&change);
    site_give_writer(world->site);
    OK(fine, "%s signs in", handle);
    OK(str_starts_with(reply.cookie, secure ? STR("__Host-unknot=") : STR("unknot=")) &&
           str_contains_ignoring_case(reply.cookie, STR("; HttpOnly; SameSite=Lax")) &&
           str_ends_with(reply.cookie, STR("; Secure")) == secure,
       "the cookie is for this site alone, and for no script");
    return str_slice(reply.cookie, 0, str_find_byte(reply.cookie, ';'));
}

/* The token that a page would have for that form, at this time, with that Cookie header. */
static inline Str world_token(World *world, Str cookie, Str address)
{
    Context *context = &world->fixture.context;
    Request request = {.context = context, .site = world->site, .now = world->now};
    uint8_t secret[32];
    Sha256 hash = sha256_begin();
    uint8_t *digest = arena_take(context->arena, 1, SHA256_BYTES);
    size_t equals = str_find_byte(cookie, '=');

    if (cookie.length > 0 && secret_bytes(str_slice(cookie, equals + 1, 64), secret, 32)) {
        sha256_add(&hash, (Str){(const char *)secret, 32});
        sha256_finish(&hash, digest);
        request.session = (Str){(const char *)digest, SHA256_BYTES};
    }
    return token_make(&request, address);
}

/* Posts a form as a page of the site would: `origin` NULL leaves that header out. */
static inline int world_post(World *world, Str target, Str cookie, const char *origin, Str body)
{
    world_header(world, "Content-Type", STR("application/x-www-form-urlencoded"));
    if (cookie.length > 0) {
        world_header(world, "Cookie", cookie);
    }
    if (origin != NULL) {
        world_header(world, "Origin", str_from(origin));
    }
    return world_ask(world, "POST", target, body);
}

#endif
