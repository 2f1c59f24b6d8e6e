/* "What stopped you?": a few words from somebody who gave up, kept without a name and by the day
   alone. They are read by editors and shown to nobody else. */
#include "base/number.h"
#include "base/utf8.h"
#include "site/store/statements.h"
#include "site/web/plain_page.h"
#include "site/web/routes.h"
#include "site/web/secrets.h"

#define ADDRESS STR("/what-stopped-you")
#define WORDS_MOST ((size_t)2000) /* characters */
#define ROWS_SHOWN 100
#define PRESS_BYTES 16
#define DAY_SECONDS 86400

static size_t count_characters(Str text)
{
    size_t count = 0;

    for (size_t at = 0; at < text.length; count++) {
        (void)utf8_next(text, &at);
    }
    return count;
}

/* With what was typed, and what is wrong with it; both may be empty. */
static Status show_form(Request *request, Reply *reply, Str words, Str wrong)
{
    Html *html = plain_page_open(request, reply, STR("What stopped you?"));

    if (wrong.length > 0) {
        HTML_FILL(html,
                  "<div role=\"alert\" aria-labelledby=\"wrong\">\n<h2 id=\"wrong\">There is a "
                  "problem</h2>\n<p><a href=\"#words\">{}</a></p>\n</div>\n",
                  wrong);
    }
    HTML_PUT(html, "<p>You came for something and could not do it. Tell us in a few words. We keep "
                   "no name, and only the day, not the hour. Editors read it, nobody else.</p>\n");
    plain_page_form(request, html, ADDRESS);
    HTML_PUT(html, "<p><label for=\"words\">What did you want to do, and what stopped "
                   "you?</label></p>\n<p><textarea id=\"words\" name=\"words\" rows=\"6\" "
                   "maxlength=\"2000\" required>");
    html_lines(html, words);
    HTML_PUT(html, "</textarea></p>\n<p><button>Send</button></p>\n</form>\n");
    plain_page_close(request, html);
    return done();
}

Status stopped_form(Request *request, Reply *reply)
{
    return show_form(request, reply, STR_NONE, STR_NONE);
}

Status stopped_keep(Request *request, Reply *reply)
{
    Str words = str_trim(request_field(request, STR("words")));
    uint8_t press[PRESS_BYTES];
    StoppedAddRows rows = {0};

    if (words.length == 0 || count_characters(words) > WORDS_MOST) {
        reply->code = 422;
        TRY(show_form(request, reply, words,
                      words.length == 0 ? STR("Write a few words first.")
                                        : STR("Write at most 2,000 letters.")));
        reply->code = 422;
        return done();
    }
    if (!secret_bytes(request_field(request, STR("press")), press, sizeof press)) {
        return fail(request->context, FAIL_INPUT, PLACE_NONE,
                    "the form lacks a part; load the page anew and send it again");
    }
    TRY(store_stopped_add(request->context, request->change,
                          &(StoppedAddIn){.day = request->today,
                                          .words = words,
                                          .press = {(const char *)press, sizeof press}},
                          &rows));
    reply_see(reply, STR("/what-stopped-you/thanks"));
    return done();
}

Status stopped_thanks(Request *request, Reply *reply)
{
    Html *html = plain_page_open(request, reply, STR("Thank you"));

    HTML_PUT(html, "<p>We read every one of these, and change what we can.</p>\n");
    plain_page_close(request, html);
    reply->keep = REPLY_OPEN;
    return done();
}

Status stopped_said(Request *request, Reply *reply)
{
    StoppedSaidRows rows = {0};
    Html *html = plain_page_open(request, reply, STR("What stopped people"));
    StoppedSaidIn in = {.before = INT64_MAX, .most = ROWS_SHOWN};

    TRY(store_stopped_said(request->context, request->reader, &in, &rows));
    if (rows.count == 0) {
        HTML_PUT(html, "<p>Nobody has said anything yet.</p>\n");
    }
    for (size_t i = 0; i < rows.count; i++) {
        Text day = text_new(request->context->arena);

        date_write(&day, rows.items[i].day / DAY_SECONDS);
        HTML_FILL(html, "<h2>{}</h2>\n<p>", text_str(&day));
        html_lines(html, rows.items[i].words);
        HTML_PUT(html, "</p>\n");
    }
    plain_page_close(request, html);
    return done();
}
