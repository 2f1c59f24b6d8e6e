/* What every request must pass: heads, rates, sign-ins, forms, what may be kept. */
#define _XOPEN_SOURCE 700
#include "base/sha256.h"

#include "web_fixture.h"

static void test_pages(World *world)
{
    Str mark;

    OK(world_get(world, "/health") == 200 &&
           str_equal(world->exchange->body_out, STR("{\"ok\":true}\n")),
       "the site says that it is there");
    OK(world_get(world, "/nowhere") == 404, "no such page");
    OK(world_get(world, "/health/") == 404, "an address is not another with a / at its end");
    OK(world_ask(world, "PUT", STR("/health"), STR_NONE) == 405 &&
           str_equal(world_answer_header(world, "Allow"), STR("GET, HEAD")),
       "another method, and which there are");
    OK(world_ask(world, "DELETE", STR("/what-stopped-you"), STR_NONE) == 405 &&
           str_equal(world_answer_header(world, "Allow"), STR("GET, HEAD, POST")),
       "both are named");
    OK(world_ask(world, "HEAD", STR("/health"), STR_NONE) == 200 && world->exchange->head_only,
       "HEAD is answered from GET");
    OK(world_get(world, "/robots.txt") == 200, "a page that is the same for all");
    mark = str_copy(world->fixture.arena, world_answer_header(world, "ETag"));
    OK(mark.length == 34, "it has a mark");
    world_header(world, "If-None-Match", mark);
    OK(world_get(world, "/robots.txt") == 304 && world->exchange->body_out.length == 0,
       "who has it is told so");
    world_header(world, "If-None-Match", STR("\"00000000000000000000000000000000\""));
    OK(world_get(world, "/robots.txt") == 200, "who has another gets it");
    OK(str_contains_ignoring_case(world_answer_header(world, "Content-Security-Policy"),
                                  STR("default-src 'none'")) &&
           world_answer_header(world, "Strict-Transport-Security").length == 0,
       "strict headers, and none of https without https");
}

static void test_heads(World *world)
{
    world_header(world, "Content-Length", STR("3"));
    OK(world_get(world, "/health") == 400 && world->exchange->close, "a body where none may be");
    world_header(world, "Transfer-Encoding", STR("chunked"));
    OK(world_get(world, "/health") == 400 && world->exchange->close, "a body in pieces");
    world_header(world, "Host", STR(WEB_HOST));
    OK(world_get(world, "/health") == 400, "two hosts");
    world_header(world, "X-A", STR("a\rb"));
    OK(world_get(world, "/health") == 400, "a control character in a header");
    OK(world_get(world, "/a/../b") == 400, "\"..\" in an address");
    OK(world_get(world, "http://127.0.0.1:8080/health") == 400, "the address of a proxy");
    world_header(world, "Content-Type", STR("application/x-www-form-urlencoded"));
    world_header(world, "Origin", STR(WEB_ORIGIN));
    world_header(world, "Sec-Fetch-Site", STR("cross-site"));
    OK(world_ask(world, "POST", STR("/what-stopped-you"), STR("a=1")) == 403,
       "a browser that says it comes from elsewhere");
    world_header(world, "Content-Type", STR("text/plain"));
    world_header(world, "Origin", STR(WEB_ORIGIN));
    OK(world_ask(world, "POST", STR("/what-stopped-you"), STR("a=1")) == 400, "what is no form");
}

static Str stopped_body(World *world, Str cookie, const char *press, const char *words)
{
    Str token = world_token(world, cookie, STR("/what-stopped-you"));

    return str_format(world->fixture.arena, "token=%.*s&press=%s&words=%s", STR_ARGS(token), press,
                      words);
}

#define PRESS_ONE "00000000000000000000000000000001"
#define PRESS_TWO "00000000000000000000000000000002"
#define STOPPED STR("/what-stopped-you")

static int64_t count_stopped(World *world)
{
    return fixture_number(world->fixture.reader->handle, "SELECT count(*) FROM stopped");
}

static void test_forms(World *world)
{
    Str body = stopped_body(world, STR_NONE, PRESS_ONE, "no+way+in");

    /* forms that were refused counted too */
    world->now += 120;
    OK(world_post(world, STOPPED, STR_NONE, WEB_ORIGIN, body) == 303 && count_stopped(world) == 1,
       "a form is kept before it is answered");
    OK(world_post(world, STOPPED, STR_NONE, WEB_ORIGIN, body) == 303 && count_stopped(world) == 1,
       "two presses make one");
    world->now += 60;
    OK(world_post(world, STOPPED, STR_NONE, WEB_ORIGIN,
                  stopped_body(world, STR_NONE, PRESS_TWO, "%20")) == 422 &&
           count_stopped(world) == 1,
       "nothing said: the form again, and nothing is kept");
    world_header(world, "Sec-Fetch-Site", STR("same-origin"));
    OK(world_post(world, STOPPED, STR_NONE, NULL,
                  stopped_body(world, STR_NONE, PRESS_TWO, "again")) == 303 &&
           count_stopped(world) == 2,
       "a browser that leaves Origin out says so in another way");
    OK(world_post(world, STOPPED, STR_NONE, WEB_ORIGIN,
                  stopped_body(world, STR_NONE, PRESS_TWO, "again")) == 429 &&
           str_equal(world_answer_header(world, "Retry-After"), STR("30")),
       "who is not signed in writes twice a minute");
    world->now += 30;
    OK(world_post(world, STOPPED, STR_NONE, WEB_ORIGIN,
                  stopped_body(world, STR_NONE, PRESS_TWO, "again")) == 303,
       "after the time that was named it goes on");
}

static void test_rates(World *world)
{
    size_t answered = 0;

    world->now += 3600;
    world->network = STR("net-b");
    while (answered < 200 && world_get(world, "/robots.txt") == 200) {
        answered++;
    }
    OK(answered == 100, "a hundred at once: %zu", answered);
    OK(world->exchange->reply.code == 429 &&
           str_equal(world_answer_header(world, "Retry-After"), STR("1")),
       "then one waits a second");
    OK(world_get(world, "/health") == 200, "whether it is there may be asked all the same");
    world->network = STR("net-c");
    OK(world_get(world, "/robots.txt") == 200, "others do not wait");
    world->network = STR("net-b");
    world->now += 1;
    for (answered = 0; answered < 200 && world_get(world, "/robots.txt") == 200;) {
        answered++;
    }
    OK(answered == 20, "twenty more each second: %zu", answered);
    world->network = STR("net-a");
}

/* Not signed in: refused, or sent to where one signs in. */
static bool is_sent_away(int code)
{
    return code == 403 || code == 303;
}

static void test_sign_ins(World *world)
{
    Str cookie = world_sign_in(world, "ann", 0, false);
    Str token = world_token(world, cookie, STR("/sign-out"));
    Str body = str_format(world->fixture.arena, "token=%.*s", STR_ARGS(token));
    sqlite3 *handle = world->fixture.reader->handle;
    int64_t then = world->now;

    world_header(world, "Cookie", cookie);
    OK(world_get(world, "/sign-out") == 200 && world->exchange->request.person.known,
       "she is known");
    world_header(world, "Cookie", STR("unknot=0000"));
    OK(is_sent_away(world_get(world, "/sign-out")), "half a cookie is none");
    world_header(world, "Cookie", cookie);
    OK(world_get(world, "/robots.txt") == 200 &&
           str_equal(world_answer_header(world, "Cache-Control"), STR("private, no-cache")),
       "for who is signed in nothing is kept in between");
    world->now += 86400;
    world_header(world, "Cookie", cookie);
    OK(world_get(world, "/sign-out") == 200 &&
           fixture_number(handle, "SELECT max(seen) FROM session") ==
               world->now - world->now % 86400,
       "that she came is noted by the day");
    world->now += (int64_t)31 * 86400;
    world_header(world, "Cookie", cookie);
    OK(is_sent_away(world_get(world, "/sign-out")), "after a month unused it has ended");
    world->now = then;
    OK(world_post(world, STR("/sign-out"), cookie, WEB_ORIGIN, body) == 303, "she signs out");
    OK(str_starts_with(world_answer_header(world, "Set-Cookie"), STR("unknot=; Path=/; Max-Age=0")),
       "the browser forgets it");
    world_header(world, "Cookie", cookie);
    OK(is_sent_away(world_get(world, "/sign-out")) &&
           fixture_number(handle, "SELECT count(*) FROM session") == 0,
       "and so did the store");
}

static void test_https(void)
{
    World world;
    Str cookie;

    if (world_begin(&world, "https://commons.example", true)) {
        cookie = world_sign_in(&world, "bea", 0, true);
        world_header(&world, "Cookie", cookie);
        OK(world_get(&world, "/sign-out") == 200 &&
               world_answer_header(&world, "Strict-Transport-Security").length > 0,
           "with https the cookie has the stricter name");
        OK(world_post(&world, STR("/sign-out"), cookie, "https://commons.example",
                      STR("token=1")) == 403,
           "the name of the site is no Origin of the machine's own address");
        world_end(&world);
    }
}

int main(void)
{
    World world;

    if (world_begin(&world, WEB_ORIGIN, false)) {
        OK(!failed(store_open_reader(&world.fixture.context, str_from(world.fixture.path), 50,
                                     &world.fixture.reader)),
           "somebody looks on");
        test_pages(&world);
        test_heads(&world);
        test_forms(&world);
        test_rates(&world);
        test_sign_ins(&world);
        OK(world.said == 0, "nothing had to be told to who keeps the machine");
        world_end(&world);
    }
    test_https();
    return tap_done();
}
