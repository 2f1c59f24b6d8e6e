/* The writer of HTML: the escape follows the place, and a text where none may stand is refused. */
#include "report/html.h"
#include "report/html_phrase.h"
#include "tap.h"

static Str written(Context *context, HtmlMarkup markup, Str text, bool *refused)
{
    Text out = text_new(context->arena);
    Html html = html_new(context, &out);

    html_fill(&html, markup, &text, 1);
    *refused = failed(html_finish(&html));
    return text_str(&out);
}

typedef struct Case {
    HtmlMarkup markup;
    const char *text;
    const char *want; /* NULL: refused */
} Case;

static const Case CASES[] = {
    {{"<p>{}</p>", 9}, "a<b>&\"'", "<p>a&lt;b&gt;&amp;&quot;&#39;</p>"},
    {{"<p>{}</p>", 9}, "two\nlines", "<p>two lines</p>"},
    {{"<p title=\"{}\">", 14}, "\" onclick=\"x", "<p title=\"&quot; onclick=&quot;x\">"},
    {{"<a href=\"{}\">", 13}, "javascript:alert(1)", "<a href=\"#\">"},
    {{"<a href=\"{}\">", 13},
     "https://a.org/?a=1&b=\"",
     "<a href=\"https://a.org/?a=1&amp;b=%22\">"},
    {{"<a href=\"#{}\">", 14}, "x y\"/", "<a href=\"#x%20y%22%2F\">"},
    {{"<p style=\"{}\">", 14}, "color:red", NULL},
    {{"<p onclick=\"{}\">", 16}, "x", NULL},
    {{"<p {}>", 6}, "x", NULL},
    {{"<{}>", 4}, "x", NULL},
    {{"<style>{}</style>", 17}, "x", NULL},
    {{"<script>{}</script>", 19}, "x", NULL},
};

/* Markup around what fills a slot is ours, what it stands around is not. */
static void test_phrases(Arena *arena)
{
    Context context = {.arena = arena};
    Text out = text_new(arena);
    Html html = html_new(&context, &out);

    HTML_PHRASE(&html, PHRASE_DOTS_CAME, {SLOT_NUMBER, STR("<5"), HTML_BOLD},
                {SLOT_LABEL, STR("a&b"), HTML_LINK(STR("x\""))});
    OK(!failed(html_finish(&html)) &&
           str_equal(text_str(&out), STR("<b>&lt;5</b> came to “<a href=\"#x%22\">a&amp;b</a>”")),
       "a phrase with markup around its slots: %.*s", STR_ARGS(text_str(&out)));
    out = text_new(arena);
    HTML_PHRASE(&html, PHRASE_GROUPS, {SLOT_COUNT, STR("1"), HTML_PLAIN});
    OK(str_equal(text_str(&out), STR("1 group")), "a count of one has the form of one");
    HTML_PHRASE(&html, PHRASE_DOTS_CAME, {SLOT_NUMBER, STR("5"), HTML_BOLD});
    OK(failed(html_finish(&html)), "a slot without a value is refused");
}

int main(void)
{
    Arena *arena = arena_new((size_t)4 << 20);
    size_t i;

    for (i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        Context context = {.arena = arena};
        bool refused = false;
        Str got = written(&context, CASES[i].markup, str_from(CASES[i].text), &refused);

        OK(CASES[i].want == NULL ? refused : !refused && str_equal(got, str_from(CASES[i].want)),
           "case %zu: %.*s", i, STR_ARGS(got));
    }
    {
        Context context = {.arena = arena};
        Text out = text_new(arena);
        Html html = html_new(&context, &out);

        HTML_PUT(&html, "<style>p>a{color:red}</style>");
        HTML_FILL(&html, "<p>{}</p>", STR("<"));
        OK(!failed(html_finish(&html)) &&
               str_equal(text_str(&out), STR("<style>p>a{color:red}</style><p>&lt;</p>")),
           "text goes on after a style sheet");
    }
    test_phrases(arena);
    arena_free(arena);
    return tap_done();
}
