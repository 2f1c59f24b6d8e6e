#include "site/web/reply.h"
#include "site/pages/problem_page.h"
#include "site/web/plain_page.h"

Html *reply_html(Reply *reply)
{
    reply->type = STR("text/html; charset=utf-8");
    reply->body = text_new(reply->context->arena);
    reply->html = html_new(reply->context, &reply->body);
    reply->written = REPLY_HTML;
    return &reply->html;
}

Text *reply_text(Reply *reply, Str type)
{
    reply->type = type;
    reply->body = text_new(reply->context->arena);
    reply->written = REPLY_TEXT;
    return &reply->body;
}

void reply_bytes(Reply *reply, Str type, Str bytes)
{
    reply->type = type;
    reply->bytes = bytes;
    reply->written = REPLY_BYTES;
}

static void go_elsewhere(Reply *reply, int code, Str address)
{
    Text *text = reply_text(reply, STR("text/plain; charset=utf-8"));

    text_format(text, "%.*s\n", STR_ARGS(address));
    reply->code = code;
    reply->location = address;
}

void reply_see(Reply *reply, Str address)
{
    go_elsewhere(reply, 303, address);
}

void reply_moved(Reply *reply, Str address)
{
    go_elsewhere(reply, 301, address);
}

/* A constant as STR, which C takes in a table. */
#define WORDS_OF(literal)                                                                          \
    {                                                                                              \
        literal, sizeof(literal) - 1                                                               \
    }

/* What a code says everywhere: a heading and a sentence with the remedy. */
typedef struct CodeWords {
    int code;
    Str heading;
    Str sentence;
} CodeWords;

static const CodeWords *words_of(int code)
{
    static const CodeWords WORDS[] = {
        {400, WORDS_OF("This request was not understood"),
         WORDS_OF("Go back, and use a link or a form of this site.")},
        {403, WORDS_OF("This is not open to you"),
         WORDS_OF("Go back; if you think it should be open to you, write to the people who run "
                  "this site.")},
        {404, WORDS_OF("There is no such page"),
         WORDS_OF("It may have been moved or never have been here; begin at the front page.")},
        {405, WORDS_OF("This page cannot be used that way"),
         WORDS_OF("Open it with a link of this site.")},
        {413, WORDS_OF("That is too much at once"),
         WORDS_OF("Go back, make it shorter, and send it again.")},
        {429, WORDS_OF("A little slower, please"),
         WORDS_OF("Many requests came from your network; wait a moment and try again.")},
        {500, WORDS_OF("Something went wrong here"),
         WORDS_OF("It is our mistake, not yours; nothing was changed. Try again in a while.")},
        {503, WORDS_OF("This cannot be done just now"),
         WORDS_OF("Nothing was changed. Wait a moment and try again.")},
    };

    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++) {
        if (WORDS[i].code == code) {
            return &WORDS[i];
        }
    }
    return code < 500 ? &WORDS[0] : &WORDS[6];
}

Status reply_error(const Request *request, Reply *reply, int code, Str sentence)
{
    const CodeWords *words = words_of(code);
    Html *html = reply_html(reply);
    const ProblemPage page = {
        .head = {.title = words->heading,
                 .site = plain_page_site_name(request),
                 .person = request->person.handle},
        .title = words->heading,
        .sentence = sentence.length > 0 ? sentence : words->sentence,
    };

    reply->code = code;
    reply->keep = REPLY_SECRET;
    reply->location = STR_NONE;
    page_problem(html, &page);
    return done();
}

Status reply_missing(const Request *request, Reply *reply)
{
    return reply_error(request, reply, 404, STR_NONE);
}

Status reply_too_often(const Request *request, Reply *reply, int64_t seconds)
{
    reply->retry_after = seconds > 0 ? seconds : 1;
    return reply_error(request, reply, 429, STR_NONE);
}

void reply_save_as(Reply *reply, Str file_name)
{
    reply->file_name = file_name;
}

Reply reply_new(Context *context)
{
    return (Reply){.context = context,
                   .code = 200,
                   .type = STR("text/plain; charset=utf-8"),
                   .body = text_new(context->arena)};
}

Status reply_finish(Reply *reply, Str *out)
{
    switch (reply->written) {
    case REPLY_NOTHING:
        *out = STR_NONE;
        return done();
    case REPLY_HTML:
        TRY(html_finish(&reply->html));
        return text_finish(reply->context, &reply->body, out);
    case REPLY_TEXT:
        return text_finish(reply->context, &reply->body, out);
    case REPLY_BYTES:
        *out = reply->bytes;
        return done();
    }
    return fail(reply->context, FAIL_SYSTEM, PLACE_NONE, "a reply was written in no way there is");
}
