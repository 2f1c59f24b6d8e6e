#include "site/web/reply_headers.h"

#define HEADERS_MOST 24

#define POLICY                                                                                     \
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "   \
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
/* of files that people sent: nothing in them runs, wherever they are opened */
#define POLICY_OF_FILES "default-src 'none'; sandbox; base-uri 'none'; frame-ancestors 'none'"
#define NO_POWERS                                                                                  \
    "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), " \
    "hid=(), microphone=(), midi=(), payment=(), serial=(), usb=()"

static void add(Exchange *exchange, Str name, Str value)
{
    if (value.length > 0 && exchange->headers_out.count < HEADERS_MOST) {
        exchange->headers_out.items[exchange->headers_out.count++] = (Field){name, value};
    }
}

static void add_number(Exchange *exchange, Str name, int64_t number)
{
    if (number > 0) {
        add(exchange, name, str_format(exchange->context.arena, "%lld", (long long)number));
    }
}

static void add_strict(Exchange *exchange)
{
    bool file = exchange->reply.file_name.length > 0;

    add(exchange, STR("Content-Security-Policy"), file ? STR(POLICY_OF_FILES) : STR(POLICY));
    add(exchange, STR("X-Content-Type-Options"), STR("nosniff"));
    add(exchange, STR("X-Frame-Options"), STR("DENY"));
    add(exchange, STR("Referrer-Policy"), STR("same-origin"));
    add(exchange, STR("Permissions-Policy"), STR(NO_POWERS));
    add(exchange, STR("Cross-Origin-Opener-Policy"), STR("same-origin"));
    add(exchange, STR("Cross-Origin-Resource-Policy"), STR("same-origin"));
    if (site_is_secure(exchange->site)) {
        add(exchange, STR("Strict-Transport-Security"), STR("max-age=31536000"));
    }
}

/* What is the same for everybody is so only for who is not signed in. */
static ReplyKeep keep_of(const Exchange *exchange)
{
    const Reply *reply = &exchange->reply;

    if (reply->keep == REPLY_OPEN && (exchange->request.person.known || reply->cookie.length > 0)) {
        return REPLY_PRIVATE;
    }
    return reply->keep;
}

static Str keep_words(ReplyKeep keep)
{
    switch (keep) {
    case REPLY_PRIVATE:
        return STR("private, no-cache");
    case REPLY_OPEN:
        return STR("public, no-cache");
    case REPLY_FOREVER:
        return STR("public, max-age=31536000, immutable");
    case REPLY_SECRET:
        break;
    }
    return STR("no-store");
}

/* Any of the marks in the list, or "*" for whatever there is. */
static bool browser_has(Str list, Str mark)
{
    StrSplit split = str_split(list, ',');
    Str piece;

    while (list.length > 0 && str_split_next(&split, &piece)) {
        Str one = str_trim(piece);

        if (str_starts_with(one, STR("W/"))) {
            one = str_slice(one, 2, one.length);
        }
        if (str_equal(one, mark) || str_equal(one, STR("*"))) {
            return true;
        }
    }
    return false;
}

static void add_mark(Exchange *exchange, ReplyKeep keep)
{
    Arena *arena = exchange->context.arena;
    Str digits;
    Str mark;

    if ((keep != REPLY_OPEN && keep != REPLY_FOREVER) || exchange->reply.code != 200) {
        return;
    }
    digits = secret_mark(arena, exchange->body_out);
    mark = str_format(arena, "\"%.*s\"", STR_ARGS(digits));
    add(exchange, STR("ETag"), mark);
    add(exchange, STR("Vary"), STR("Cookie"));
    if (exchange->request.method == METHOD_GET &&
        browser_has(incoming_header(&exchange->incoming, STR("if-none-match")), mark)) {
        exchange->reply.code = 304;
        exchange->body_out = STR_NONE;
    }
}

static bool is_ours(Str address)
{
    for (size_t i = 0; i < address.length; i++) {
        if (address.bytes[i] <= ' ' || address.bytes[i] > '~' || address.bytes[i] == '\\') {
            return false;
        }
    }
    return str_starts_with(address, STR("/")) && !str_starts_with(address, STR("//"));
}

static Status add_own(Exchange *exchange)
{
    Reply *reply = &exchange->reply;

    if (reply->location.length > 0) {
        if (!is_ours(reply->location)) {
            return fail(&exchange->context, FAIL_SYSTEM, PLACE_NONE,
                        "a page sent people to an address that is none of this site");
        }
        add(exchange, STR("Location"), reply->location);
    }
    if (reply->file_name.length > 0) {
        add(exchange, STR("Content-Disposition"),
            str_format(exchange->context.arena, "attachment; filename=\"%.*s\"",
                       STR_ARGS(reply->file_name)));
    }
    add(exchange, STR("Set-Cookie"), reply->cookie);
    add(exchange, STR("Allow"), reply->allow);
    add_number(exchange, STR("Retry-After"), reply->retry_after);
    return done();
}

Status reply_headers(Exchange *exchange)
{
    ReplyKeep keep = keep_of(exchange);

    exchange->headers_out = (FieldSpan){TAKE(&exchange->context, Field, HEADERS_MOST), 0};
    if (exchange->headers_out.items == NULL) {
        return fail_memory(&exchange->context);
    }
    if (exchange->body_out.length > 0) {
        add(exchange, STR("Content-Type"), exchange->reply.type);
    }
    add(exchange, STR("Cache-Control"), keep_words(keep));
    add_mark(exchange, keep);
    TRY(add_own(exchange));
    add_strict(exchange);
    if (exchange->close) {
        add(exchange, STR("Connection"), STR("close"));
    }
    return arena_refused(exchange->context.arena) ? fail_memory(&exchange->context) : done();
}
