/* Every route of the table: who may, what a form must bring, and that a GET changes nothing. */
#define _XOPEN_SOURCE 700
#include "base/sha256.h"

#include "web_fixture.h"

#define PEOPLE 7

/* Somebody who asks. */
typedef struct Asker {
    const char *handle; /* NULL: not signed in */
    int64_t power;
    Str cookie;
} Asker;

static void make_people(World *world, Asker *people)
{
    static const Asker ALL[PEOPLE] = {{NULL, -1, {NULL, 0}},
                                      {"member", 0, {NULL, 0}},
                                      {"lead", POWER_LEAD, {NULL, 0}},
                                      {"moderator", POWER_MODERATOR, {NULL, 0}},
                                      {"editor", POWER_EDITOR, {NULL, 0}},
                                      {"safeguarding", POWER_SAFEGUARDING, {NULL, 0}},
                                      {"keeper", POWER_KEEPER, {NULL, 0}}};

    for (size_t i = 0; i < PEOPLE; i++) {
        people[i] = ALL[i];
        if (people[i].handle != NULL) {
            people[i].cookie = world_sign_in(world, people[i].handle, people[i].power, false);
        }
    }
}

/* An address that the pattern takes: each ":" is 1. */
static Str address_of(Arena *arena, Str pattern)
{
    Text text = text_new(arena);

    for (size_t i = 0; i < pattern.length; i++) {
        if (pattern.bytes[i] != ':') {
            text_add_byte(&text, pattern.bytes[i]);
            continue;
        }
        text_add_byte(&text, '1');
        while (i + 1 < pattern.length && pattern.bytes[i + 1] != '/' &&
               pattern.bytes[i + 1] != '.') {
            i++;
        }
    }
    return text_str(&text);
}

static bool may(const Route *route, const Asker *asker)
{
    return route->who == WHO_ANYONE ||
           (asker->handle != NULL &&
            (route->who == WHO_MEMBER || (asker->power & route->who) != 0));
}

static int64_t version_of(World *world)
{
    return fixture_number(world->fixture.reader->handle, "PRAGMA data_version");
}

static void walk_get(World *world, const Route *route, const Asker *asker, Str address)
{
    int64_t before = version_of(world);
    int code;

    if (asker->cookie.length > 0) {
        world_header(world, "Cookie", asker->cookie);
    }
    code = world_ask(world, "GET", address, STR_NONE);
    OK(may(route, asker) ? world->exchange->reached && code < 500
                         : !world->exchange->reached && (code == 403 || code == 303),
       "GET %.*s by %s: %d", STR_ARGS(route->pattern),
       asker->handle == NULL ? "nobody" : asker->handle, code);
    OK(version_of(world) == before, "and nothing is written");
}

/* Without what a page of the site has in its form, no form changes anything, whoever sends it. */
static void walk_post(World *world, const Route *route, const Asker *asker, Str address)
{
    const char *who = asker->handle == NULL ? "nobody" : asker->handle;
    Arena *arena = world->fixture.arena;
    Str token = world_token(world, asker->cookie, address);
    Str other = world_token(world,
                            STR("unknot=00000000000000000000000000000000"
                                "00000000000000000000000000000001"),
                            address);
    Str elsewhere = world_token(world, asker->cookie, STR("/another/form"));
    Str good = str_format(arena, "token=%.*s", STR_ARGS(token));
    int64_t before = version_of(world);
    int codes[8];

    codes[0] = world_post(world, address, asker->cookie, WEB_ORIGIN, STR("a=1"));
    codes[1] = world_post(world, address, asker->cookie, NULL, good);
    codes[2] = world_post(world, address, asker->cookie, "https://other.example", good);
    codes[3] = world_post(world, address, asker->cookie, "null", good);
    codes[4] = world_post(world, address, asker->cookie, WEB_ORIGIN,
                          str_format(arena, "token=%.*s", STR_ARGS(other)));
    codes[5] = world_post(world, address, asker->cookie, WEB_ORIGIN,
                          str_format(arena, "token=%.*s", STR_ARGS(elsewhere)));
    codes[6] = world_post(world, address, asker->cookie, WEB_ORIGIN,
                          str_format(arena, "%.*s&%.*s", STR_ARGS(good), STR_ARGS(good)));
    world->now += (int64_t)TOKEN_HOURS * 3600;
    codes[7] = world_post(world, address, asker->cookie, WEB_ORIGIN, good);
    world->now -= (int64_t)TOKEN_HOURS * 3600;
    for (size_t i = 0; i < 8; i++) {
        OK(codes[i] == 403, "POST %.*s by %s, wrong in way %zu: %d", STR_ARGS(route->pattern), who,
           i, codes[i]);
    }
    /* the last one came a day later: that they were here may be noted */
    OK(version_of(world) == before || asker->cookie.length > 0, "and nothing is written");
    codes[0] = world_post(world, address, asker->cookie, WEB_ORIGIN, good);
    OK(world->exchange->reached == may(route, asker) && codes[0] < 500,
       "POST %.*s by %s as the page sends it: %d", STR_ARGS(route->pattern), who, codes[0]);
}

static void test_walk(World *world)
{
    Asker people[PEOPLE];
    size_t count;
    const Route *routes = route_rows(&count);

    make_people(world, people);
    for (size_t i = 0; i < count; i++) {
        Str address = address_of(world->fixture.arena, routes[i].pattern);

        for (size_t j = 0; j < PEOPLE; j++) {
            Asker asker = people[j];

            if (routes[i].method == METHOD_GET) {
                walk_get(world, &routes[i], &asker, address);
                continue;
            }
            /* a sign-in for this form alone: one of them ends it */
            if (asker.handle != NULL) {
                Str name = str_format(world->fixture.arena, "%s%zu", asker.handle, i);

                asker.cookie = world_sign_in(world, name.bytes, asker.power, false);
            }
            walk_post(world, &routes[i], &asker, address);
        }
    }
}

/* A line that an earlier one hides would never be reached. */
static void test_no_line_is_hidden(World *world)
{
    size_t count;
    const Route *routes = route_rows(&count);

    for (size_t i = 0; i < count; i++) {
        Str address = address_of(world->fixture.arena, routes[i].pattern);
        StrSpan parts;
        unsigned others;

        OK(route_find(&world->fixture.context, routes[i].method, address, &parts, &others) ==
                   &routes[i] ||
               str_find_byte(routes[i].pattern, ':') < routes[i].pattern.length,
           "%.*s is reached", STR_ARGS(routes[i].pattern));
        OK((routes[i].body == 0) == (routes[i].method == METHOD_GET),
           "a form has a limit, and a page none");
    }
}

int main(void)
{
    World world;

    if (world_begin(&world, WEB_ORIGIN, true)) {
        OK(!failed(store_open_reader(&world.fixture.context, str_from(world.fixture.path), 50,
                                     &world.fixture.reader)),
           "somebody looks on");
        test_no_line_is_hidden(&world);
        test_walk(&world);
        world_end(&world);
    }
    return tap_done();
}
