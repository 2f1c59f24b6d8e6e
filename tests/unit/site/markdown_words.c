/* Markdown to rendered words: what CommonMark says for what we take, and what we do otherwise.
   With "render" as argument a filter instead, for payloads that another program parses again:
   reads texts, each after a line with its length, and writes each as it was rendered, the same. */
#include "site/text/markdown.h"
#include "tap.h"

#include "site/text/web_link.h"

#include <stdlib.h>

#define PLACE ((Place){STR("the field \"Text\""), 0, 0})

static Str render(Context *context, Str text)
{
    RichText words;

    if (failed(markdown_render(context, PLACE, text, &words))) {
        return STR("(refused)");
    }
    return (Str){words.markup.bytes, words.markup.length};
}

static const struct {
    const char *what;
    const char *text;
    const char *rendered;
} cases[] = {
    {"words", "One *two* **three** ~~four~~ `five`",
     "<p>One <em>two</em> <strong>three</strong> <del>four</del> <code>five</code></p>\n"},
    {"headings begin at h3", "# One\n## Two\n### Three\n#### Four",
     "<h3>One</h3>\n<h4>Two</h4>\n<h5>Three</h5>\n<h5>Four</h5>\n"},
    {"no level is skipped", "### One\n# Two\n###### Three",
     "<h3>One</h3>\n<h3>Two</h3>\n<h4>Three</h4>\n"},
    {"lists", "- a\n- b\n\n3. c\n4. d",
     "<ul><li>a</li>\n<li>b</li>\n</ul>\n<ol start=\"3\"><li>c</li>\n<li>d</li>\n</ol>\n"},
    {"quotes and rules", "> a\n\n---", "<blockquote><p>a</p>\n</blockquote>\n<hr>\n"},
    {"code keeps lines", "```\na <b>\n  c\n```",
     "<pre tabindex=\"0\"><code>a &lt;b&gt;\n  c\n</code></pre>\n"},
    {"a hard break", "a  \nb", "<p>a<br>\nb</p>\n"},
    {"tags are shown as typed", "<b onclick=\"x()\">a</b>",
     "<p>&lt;b onclick=&quot;x()&quot;&gt;a&lt;/b&gt;</p>\n"},
    {"signs by name and number", "&lt;&eacute;&#x41;&#0;&nosuch;&#x202e;",
     "<p>&lt;\303\251A&amp;#0;&amp;nosuch;\\u{202e}</p>\n"},
    {"a bare address", "see https://example.org/a?b=1&c=2.",
     "<p>see <a href=\"https://example.org/a?b=1&amp;c=2\" rel=\"nofollow ugc "
     "noopener\">https://example.org/a?b=1&amp;c=2</a>.</p>\n"},
    {"no address without its scheme", "www.example.org", "<p>www.example.org</p>\n"},
    {"where a link leads is said", "[the report](https://Example.org/x)",
     "<p><a href=\"https://example.org/x\" rel=\"nofollow ugc noopener\">the report</a> "
     "<span class=\"host\">(example.org)</span></p>\n"},
    {"also when it says another", "[https://nhs.uk](https://example.org)",
     "<p><a href=\"https://example.org\" rel=\"nofollow ugc noopener\">https://nhs.uk</a> "
     "<span class=\"host\">(example.org)</span></p>\n"},
    {"also when it only begins like it", "[example.org.example.com](https://example.org)",
     "<p><a href=\"https://example.org\" rel=\"nofollow ugc noopener\">example.org.example.com</a> "
     "<span class=\"host\">(example.org)</span></p>\n"},
    {"not twice", "[Example.org: *a*](https://www.example.org/a)",
     "<p><a href=\"https://www.example.org/a\" rel=\"nofollow ugc noopener\">Example.org: "
     "<em>a</em></a></p>\n"},
    {"a mail", "<mailto:a.b@example.org>",
     "<p><a href=\"mailto:a.b@example.org\" rel=\"nofollow ugc noopener\">mailto:a.b@example.org"
     "</a></p>\n"},
    {"a mail written for people", "[a](mailto:a@example.org?body=x)",
     "<p>a (mailto:a@example.org?body=x)</p>\n"},
    {"a script", "[a](javascript:x)", "<p>a (javascript:x)</p>\n"},
    {"a name before the host", "[a](https://nhs.uk@example.org)",
     "<p>a (https://nhs.uk@example.org)</p>\n"},
    {"a host in one script", "[a](https://m\303\274nchen.example)",
     "<p><a href=\"https://xn--mnchen-3ya.example\" rel=\"nofollow ugc noopener\">a</a> "
     "<span class=\"host\">(m\303\274nchen.example)</span></p>\n"},
    {"a host in two scripts", "[a](https://\320\260pple.example)",
     "<p><a href=\"https://xn--pple-43d.example\" rel=\"nofollow ugc noopener\">a</a> "
     "<span class=\"host\">(xn--pple-43d.example)</span></p>\n"},
    {"a host that looks like another",
     "[apple.com](https://\320\260\321\200\321\200\323\217\320\265"
     ".com)",
     "<p><a href=\"https://xn--80ak6aa92e.com\" rel=\"nofollow ugc noopener\">apple.com</a> "
     "<span class=\"host\">(xn--80ak6aa92e.com)</span></p>\n"},
    {"a picture", "![a *map*](https://example.org/a.png)", "<p>[picture: a map]</p>\n"},
    {"a link in a picture", "![a [b](https://c.example)](https://d.example)",
     "<p>[picture: a b]</p>\n"},
    {"a picture in a link", "[![a](https://d.example)](https://e.example)",
     "<p><a href=\"https://e.example\" rel=\"nofollow ugc noopener\">[picture: a]</a> "
     "<span class=\"host\">(e.example)</span></p>\n"},
    {"marks that an address runs over", "**a*b https://example.org/?c*d", NULL},
    {"nothing", "", ""},
};

static void check_cases(void)
{
    size_t i;

    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        AUTO(Arena *, arena_cleanup) arena = arena_new((size_t)8 << 20);
        Context context = {.arena = arena};
        Str got = render(&context, str_from(cases[i].text));

        if (cases[i].rendered == NULL) {
            OK(str_ends_with(got, STR("</p>\n")) &&
                   str_contains_ignoring_case(got, STR("<em>")) ==
                       str_contains_ignoring_case(got, STR("</em>")),
               "%s: %.*s", cases[i].what, (int)got.length - 1, got.bytes);
        } else if (!OK(str_equal(got, str_from(cases[i].rendered)), "%s", cases[i].what)) {
            printf("# wanted %s# got    %.*s", cases[i].rendered, STR_ARGS(got));
        }
    }
}

static Str repeated(Context *context, const char *piece, size_t bytes)
{
    Text text = text_new(context->arena);

    text_add_repeated(&text, str_from(piece), bytes / strlen(piece));
    return text_str(&text);
}

static void check_limits(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new((size_t)64 << 20);
    Context context = {.arena = arena};
    RichText words;
    Text bomb = text_new(arena);

    OK(failed(markdown_render(&context, PLACE, repeated(&context, "a", 65537), &words)) &&
           context.first != NULL &&
           str_contains_ignoring_case(context.first->text, STR("take something out")),
       "too long a text is refused with a remedy");
    OK(!failed(markdown_render(&context, PLACE, repeated(&context, "a", 65536), &words)) &&
           words.markup.length == 65536 + strlen("<p></p>\n"),
       "a long line is not cut");
    text_add(&bomb, STR("[a]: https://example.org/"));
    text_add_repeated(&bomb, STR("x"), 1900);
    text_add(&bomb, STR("\n\n"));
    text_add_repeated(&bomb, STR("[a]"), 20000);
    OK(failed(markdown_render(&context, PLACE, text_str(&bomb), &words)) &&
           str_contains_ignoring_case(context.last->text, STR("grows to more than a million")),
       "one address named thousands of times is refused");
}

static void check_plain(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new((size_t)8 << 20);
    Context context = {.arena = arena};

    OK(str_equal(markdown_plain(&context,
                                STR("# A\n\nb*c*d [e](https://f.example)\ng &lt; ![h](i)"), 100),
                 STR("A bcd e g < [picture: h]")),
       "words alone");
    OK(str_equal(markdown_plain(&context, STR("one two three four"), 12),
                 STR("one two\342\200\246")),
       "cut between words");
}

/* Reads and writes for a program that parses what was rendered. */
static int filter(void)
{
    char *bytes = malloc(MARKDOWN_BYTES_MOST + 1);
    char line[32];

    while (bytes != NULL && fgets(line, sizeof line, stdin) != NULL) {
        AUTO(Arena *, arena_cleanup) arena = arena_new((size_t)64 << 20);
        Context context = {.arena = arena};
        size_t length = (size_t)strtoul(line, NULL, 10);
        Str got;

        if (length > MARKDOWN_BYTES_MOST || fread(bytes, 1, length, stdin) != length) {
            break;
        }
        got = render(&context, (Str){bytes, length});
        printf("%zu\n", got.length);
        if (got.length > 0) {
            fwrite(got.bytes, 1, got.length, stdout);
        }
    }
    free(bytes);
    return 0;
}

int main(int count, char **arguments)
{
    if (count > 1 && strcmp(arguments[1], "render") == 0) {
        return filter();
    }
    check_cases();
    check_limits();
    check_plain();
    return tap_done();
}
