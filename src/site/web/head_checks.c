#include "site/web/head_checks.h"
#include "base/number.h"

#include <string.h>

#define LENGTH_DIGITS_MOST 12

size_t incoming_count(const Incoming *incoming, Str name)
{
    size_t count = 0;

    for (size_t i = 0; i < incoming->headers.count; i++) {
        count += str_equal_ignoring_case(incoming->headers.items[i].name, name) ? 1 : 0;
    }
    return count;
}

Str incoming_header(const Incoming *incoming, Str name)
{
    for (size_t i = 0; i < incoming->headers.count; i++) {
        if (str_equal_ignoring_case(incoming->headers.items[i].name, name)) {
            return incoming->headers.items[i].value;
        }
    }
    return STR_NONE;
}

static bool is_token(Str text)
{
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];

        if (!((byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
              (byte >= 'A' && byte <= 'Z') ||
              (byte != '\0' && strchr("!#$%&'*+-.^_`|~", byte) != NULL))) {
            return false;
        }
    }
    return text.length > 0;
}

static bool is_plain(Str text)
{
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];

        if ((byte < ' ' && byte != '\t') || byte == 0x7f) {
            return false;
        }
    }
    /* blanks around a value say nothing, and some readers take them for a part of it */
    return str_trim(text).length == text.length;
}

/* NULL, or what is wrong with the headers as such. */
static const char *check_headers(const Incoming *incoming)
{
    static const char *const ONCE[] = {"host",   "content-length", "content-type",
                                       "origin", "sec-fetch-site", "transfer-encoding"};

    for (size_t i = 0; i < incoming->headers.count; i++) {
        if (!is_token(incoming->headers.items[i].name) ||
            !is_plain(incoming->headers.items[i].value)) {
            return "a header has a byte in it that may not stand there";
        }
    }
    for (size_t i = 0; i < sizeof ONCE / sizeof ONCE[0]; i++) {
        if (incoming_count(incoming, str_from(ONCE[i])) > 1) {
            return "a header that may stand once stands twice";
        }
    }
    return NULL;
}

/* NULL, or what is wrong with what is said of the body: two ways of saying how long it is are how
   one request is hidden in another. */
static const char *check_length(Exchange *exchange)
{
    const Incoming *incoming = &exchange->incoming;
    Str length = incoming_header(incoming, STR("content-length"));
    bool given = incoming_count(incoming, STR("content-length")) > 0;
    int64_t bytes = 0;

    if (incoming_count(incoming, STR("transfer-encoding")) > 0) {
        return "the body comes in pieces; send it whole, with its length";
    }
    if (given) {
        for (size_t i = 0; i < length.length; i++) {
            if (length.bytes[i] < '0' || length.bytes[i] > '9') {
                return "the length of the body is no number";
            }
        }
        if (length.length == 0 || length.length > LENGTH_DIGITS_MOST ||
            !number_parse_integer(length, &bytes)) {
            return "the length of the body is no number";
        }
    }
    exchange->body_length = (size_t)bytes;
    if (str_equal(incoming->method, STR("POST")) ? !given : bytes > 0) {
        return given ? "a body came where none may be" : "nothing says how long the body is";
    }
    return NULL;
}

int head_check(Exchange *exchange, Str *why)
{
    const Incoming *incoming = &exchange->incoming;
    const char *wrong = NULL;

    if (incoming->malformed || !is_token(incoming->method) || incoming->method.length > 20) {
        wrong = "the head of the request is not as it must be";
    } else if (!str_equal(incoming->version, STR("HTTP/1.1")) &&
               !str_equal(incoming->version, STR("HTTP/1.0"))) {
        *why = STR("This server speaks HTTP/1.1; ask again in it.");
        return 505;
    }
    wrong = wrong != NULL ? wrong : check_headers(incoming);
    wrong = wrong != NULL ? wrong : check_length(exchange);
    if (wrong == NULL &&
        site_find_host(exchange->site, incoming_header(incoming, STR("host"))) == NULL) {
        wrong = "no site of that name is here; look at the address you typed";
    }
    *why = str_from(wrong);
    return wrong == NULL ? 0 : 400;
}

bool head_from_here(const Exchange *exchange)
{
    const Incoming *incoming = &exchange->incoming;
    const SiteHost *host = site_find_host(exchange->site, incoming_header(incoming, STR("host")));
    Str origin = incoming_header(incoming, STR("origin"));
    Str fetch = incoming_header(incoming, STR("sec-fetch-site"));

    if (fetch.length > 0 && !str_equal(fetch, STR("same-origin"))) {
        return false;
    }
    if (origin.length == 0) {
        return fetch.length > 0;
    }
    return host != NULL && str_equal_ignoring_case(origin, host->origin);
}
