/* A text in every place of a template: escaped for that place, as the standard of HTML and that of
   addresses say, and every form of the templates' language does what its page says. */
#include "places_page.h"
#include "tap.h"

static Str page_of(Context *context, const PlacesPage *page)
{
    Text text = text_new(context->arena);
    Html html = html_new(context, &text);

    page_places(&html, page);
    OK(!failed(html_finish(&html)), "the page is whole");
    return text_str(&text);
}

static bool has(Str page, const char *part)
{
    size_t length = strlen(part);
    size_t i;

    for (i = 0; i + length <= page.length; i++) {
        if (memcmp(page.bytes + i, part, length) == 0) {
            return true;
        }
    }
    printf("# not there: %s\n", part);
    return false;
}

static void check_escapes(Context *context)
{
    PlacesPage page = {.text = STR("\"><script>x('&')</script>\r\n{page.number}"), .number = -7};
    Str out = page_of(context, &page);

    OK(has(out, "<p id=\"text\">&quot;&gt;&lt;script&gt;x(&#39;&amp;&#39;)&lt;/script&gt; "
                "{page.number}</p>"),
       "between tags");
    OK(has(out,
           "title=\"&quot;&gt;&lt;script&gt;x(&#39;&amp;&#39;)&lt;/script&gt; {page.number}\""),
       "in a value");
    OK(has(out, "<a href=\"#\">whole"), "an address that is none of those allowed");
    OK(has(out, "?q=%22%3E%3Cscript%3Ex%28%27%26%27%29%3C%2Fscript%3E%0D%0A%7Bpage.number%7D&amp;"
                "n=-7\""),
       "in an address, after ours");
    OK(has(out, "name=\"box\">\n&quot;&gt;&lt;script&gt;x(&#39;&amp;&#39;)&lt;/script&gt;\n"
                "{page.number}</textarea>"),
       "in a text box, with its lines");
}

static void check_addresses(Context *context)
{
    static const struct {
        const char *given;
        const char *written;
    } cases[] = {{"/evidence/4-a?x=1&y=2", "/evidence/4-a?x=1&amp;y=2"},
                 {"/", "/"},
                 {"//host.example/", "#"},
                 {"/\\host.example/", "#"},
                 {"/\t/host.example/", "/%09/host.example/"},
                 {"https://host.example/a", "https://host.example/a"},
                 {"mailto:a@host.example", "mailto:a@host.example"},
                 {"javascript:x()", "#"},
                 {" javascript:x()", "#"},
                 {"data:text/html,x", "#"},
                 {"evidence", "#"},
                 {"", "#"}};
    size_t i;

    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        PlacesPage page = {.text = str_from(cases[i].given)};
        char wanted[128];

        snprintf(wanted, sizeof wanted, "<a href=\"%s\">whole</a>", cases[i].written);
        OK(has(page_of(context, &page), wanted), "the address \"%s\"", cases[i].given);
    }
}

static void check_forms(Context *context)
{
    Str words[] = {STR("one"), STR("<two>")};
    PlaceRow rows[] = {{STR("a"), {words, 2}}, {STR("b"), {NULL, 0}}};
    PlacesPage next = {.number = 5};
    PlacesPage page = {.text = STR("t"),
                       .number = 0,
                       .count = 2,
                       .is_marked = true,
                       .kind = PLACE_THIRD,
                       .words = {MARKUP("<p>r</p>")},
                       .rows = {rows, 2},
                       .next = &next};
    Str out = page_of(context, &page);

    OK(has(out, "<i>a</i><b>one</b><b>&lt;two&gt;</b><i>b</i>"),
       "rows in rows, and a shorter name");
    OK(has(out, "class=\"a b\""), "an if in a value");
    OK(has(out, "<div><p>r</p></div>"), "rendered words as they are");
    OK(has(out, "words none count\nrich next 5\nthird\n"), "what is asked");
    OK(!has(out, "not marked"), "not");
    page = (PlacesPage){.number = INT64_MIN, .kind = PLACE_SECOND};
    out = page_of(context, &page);
    OK(has(out, "class=\"a\"") && has(out, "no words number ") && has(out, "no next\nsecond\n") &&
           has(out, "not marked") && has(out, "n=-9223372036854775808"),
       "the same when there is nothing");
}

static void check_rich_in_value(Context *context)
{
    Text text = text_new(context->arena);
    Html html = html_new(context, &text);
    RichText words = {MARKUP("<p>x</p>")};

    HTML_PUT(&html, "<p title=\"");
    page_put_rich(&html, words);
    HTML_PUT(&html, "\"></p>");
    OK(failed(html_finish(&html)), "rendered words may not stand in a value");
}

int main(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new((size_t)4 << 20);
    Context context = {.arena = arena};

    check_escapes(&context);
    check_addresses(&context);
    check_forms(&context);
    check_rich_in_value(&context);
    return tap_done();
}
