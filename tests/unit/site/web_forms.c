/* Addresses and forms: what is read, and what is not. */
#include "site/web/multipart.h"
#include "site/web/target.h"

#include "tap.h"

#define ARENA_BYTES ((size_t)1 << 20)
#define TYPE STR("multipart/form-data; boundary=XyZ")

static bool reads(Context *context, const char *raw, const char *path)
{
    Target target;

    return !failed(target_read(context, str_from(raw), &target)) &&
           str_equal(target.path, str_from(path));
}

static void test_targets(Context *context)
{
    static const char *const WRONG[] = {"",      "x",    "*",     "//a",     "/a//b",     "/./a",
                                        "/a/..", "/%2e", "/a%2f", "/a%",     "/a%4",      "/a%g0",
                                        "/%00",  "/%0a", "/%ff",  "/a\"",    "/a#b",      "/a b",
                                        "/a\\b", "/{a}", "/?=1",  "/?a=%zz", "http://a/b"};
    Target target;

    OK(reads(context, "/", "/") && reads(context, "/a/b", "/a/b"), "plain paths");
    OK(reads(context, "/a%20b/%C3%A9", "/a b/\303\251"), "what is written %%XX");
    OK(reads(context, "/a+b", "/a+b"), "a plus in a path is a plus");
    OK(!failed(target_read(context, STR("/s?q=a+b%26&x&q=2"), &target)) &&
           target.query.count == 3 && str_equal(target.query.items[0].value, STR("a b&")) &&
           str_equal(target.query.items[1].name, STR("x")) &&
           target.query.items[1].value.length == 0,
       "what stands behind the question mark");
    for (size_t i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++) {
        OK(failed(target_read(context, str_from(WRONG[i]), &target)), "refused: %s", WRONG[i]);
    }
}

static void test_texts(Context *context)
{
    FieldSpan fields;

    OK(!failed(form_read(context, STR("a=1%0D%0A2%0D3%0A4%09"), &fields)) && fields.count == 1 &&
           str_equal(fields.items[0].value, STR("1\n2\n3\n4\t")),
       "line ends are one byte, a tab stays");
    OK(failed(form_read(context, STR("a=%07"), &fields)), "no other control character");
    OK(failed(form_read(context, STR("a=%C3"), &fields)), "half a letter");
}

static void test_parts(Context *context)
{
    Str body = STR("--XyZ\r\nContent-Disposition: form-data; name=\"words\"\r\n\r\none\r\ntwo\r\n"
                   "--XyZ\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n"
                   "Content-Type: application/pdf\r\n\r\n%PDF\r\n--Xy\0\377\r\n"
                   "--XyZ\r\nContent-Disposition: form-data; name=\"none\"; filename=\"\"\r\n"
                   "Content-Type: application/octet-stream\r\n\r\n\r\n--XyZ--\r\n");
    FieldSpan fields;
    UploadSpan uploads;

    OK(!failed(multipart_read(context, TYPE, body, &fields, &uploads)) && fields.count == 1 &&
           str_equal(fields.items[0].value, STR("one\ntwo")),
       "a field of a form of several parts");
    OK(uploads.count == 1 && str_equal(uploads.items[0].file_name, STR("a.pdf")) &&
           str_equal(uploads.items[0].bytes, STR("%PDF\r\n--Xy\0\377")),
       "a file comes to the byte, and one that was not chosen does not");
    for (size_t cut = 0; cut < body.length - 4; cut++) {
        if (!failed(multipart_read(context, TYPE, str_slice(body, 0, cut), &fields, &uploads))) {
            OK(false, "cut after %zu bytes it is not read", cut);
            return;
        }
    }
    OK(true, "cut anywhere it is not read");
}

int main(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(ARENA_BYTES << 6);
    Context context = {.arena = arena};

    test_targets(&context);
    test_texts(&context);
    test_parts(&context);
    return tap_done();
}
