/* JSON as RFC 8259 has it and nothing else; what is read and written again is the same. */
#include "base/json_read.h"

#include "tap.h"

enum { MEMORY = 1 << 20 };

static void same(const char *bytes, const char *wanted)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(MEMORY);
    Context context = {.arena = arena};
    Text text = text_new(arena);
    JsonWriter json = json_writer(&text, false);
    JsonValue *value = NULL;
    Str name = str_show(arena, str_from(bytes), 60);

    if (OK(!failed(json_read(&context, STR("a.json"), str_from(bytes), &value)), "%.*s",
           STR_ARGS(name))) {
        json_value(&json, value);
        OK(str_equal(text_str(&text), str_from(wanted)), "%.*s, written again", STR_ARGS(name));
    }
}

static void refused_text(Str bytes, const char *words)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(MEMORY);
    Context context = {.arena = arena};
    JsonValue *value = NULL;
    Status status = json_read(&context, STR("a.json"), bytes, &value);
    Str text = context.first == NULL ? STR_NONE : context.first->text;
    Str name = str_show(arena, bytes, 40);

    OK(status.kind == FAIL_INPUT && str_contains_ignoring_case(text, str_from(words)), "%.*s: %.*s",
       STR_ARGS(name), STR_ARGS(text));
}

static void refused(const char *bytes, const char *words)
{
    refused_text(str_from(bytes), words);
}

static void test_good(void)
{
    same("null", "null");
    same(" true\n", "true");
    same("[]", "[]");
    same("[ ]", "[]");
    same("{ }", "{}");
    same("[1, -0, 0.5e+10 ,1E-3]", "[1,-0,0.5e+10,1E-3]");
    same("{\"b\":1,\"a\":{\"\":[false]},\"b\":2}", "{\"b\":1,\"a\":{\"\":[false]},\"b\":2}");
    same("\"\"", "\"\"");
    same("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\\"\\\\/\\u0008\\u000c\\n\\r\\t\"");
    same("\"\\u0041\\u00e9\\u20AC\\ud83c\\udf0d\"", "\"A\xc3\xa9\xe2\x82\xac\xf0\x9f\x8c\x8d\"");
    same("\"\\u0000<\\u003c\\u2028\"", "\"\\u0000<<\\u2028\"");
    same("{\"\\u0061\":\"\xef\xbf\xbd\"}", "{\"a\":\"\xef\xbf\xbd\"}");
}

static void test_cut_off(void)
{
    static const char WHOLE[] = "{\"a\" : [1.5, \"\\u00e9\\ud83c\\udf0d\xc3\xa9\", true, null] }";

    for (size_t length = 0; length + 1 < sizeof WHOLE; length++) {
        refused_text((Str){WHOLE, length}, "cut off");
    }
    refused("-", "cut off");
    refused("nul", "cut off");
}

static void test_bad(void)
{
    refused("nulll", "after the end");
    refused("True", "expected a value");
    refused("NaN", "expected a value");
    refused("'a'", "expected a value");
    refused("[1,]", "expected a value");
    refused("[,1]", "expected a value");
    refused("[1 2]", "expected a comma");
    refused("[1}", "expected a comma");
    refused("{\"a\" 1}", "expected a colon");
    refused("{a:1}", "key in double quotes");
    refused("{\"a\":1,}", "key in double quotes");
    refused("[01]", "no number");
    refused("1.", "cut off");
    refused("[1.]", "no number");
    refused("[.5]", "expected a value");
    refused("[+1]", "expected a value");
    refused("[1e]", "no number");
    refused("[0x10]", "expected a comma");
    refused("[1e999]", "larger than a number");
    refused("[0.00000000000000000000000000000000000000000000000000000000000000001]", "longer");
    refused("\"a\nb\"", "control character");
    refused("\"\\x41\"", "no escape");
    refused("\"\\u12g4\"", "no escape");
    refused("\"\\ud83c\"", "no escape");
    refused("\"\\ud83cxx\"", "no escape");
    refused("\"\\ud83c\\u0041\"", "no escape");
    refused("\"\\udf0d\"", "no escape");
    refused("\"\\u00\"}", "no escape");
    refused("\xef\xbb\xbf{}", "expected a value");
    refused("\"\xc0\xaf\"", "not UTF-8");
    refused_text(STR("[1,\0]"), "expected a value");
    refused_text(STR("1\0"), "after the end");
}

static void test_depth(void)
{
    char bytes[2 * JSON_DEPTH_MOST + 1];

    for (size_t depth = 1; depth <= JSON_DEPTH_MOST; depth++) {
        memset(bytes, '[', depth);
        memset(bytes + depth, ']', depth);
        bytes[2 * depth] = '\0';
        if (depth + 2 < JSON_DEPTH_MOST) {
            same(bytes, bytes);
        } else if (depth + 1 >= JSON_DEPTH_MOST) {
            refused(bytes, "too deep");
        }
    }
}

static void test_place(void)
{
    Place place = json_place(STR("a"), STR("ab\ncd\n"), 4);

    OK(place.line == 2 && place.column == 2, "line and column count from 1");
    place = json_place(STR("a"), STR_NONE, 9);
    OK(place.line == 1 && place.column == 1, "an offset past the end is the end");
}

int main(void)
{
    test_good();
    test_cut_off();
    test_bad();
    test_depth();
    test_place();
    return tap_done();
}
