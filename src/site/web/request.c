#include "site/web/request.h"
#include "base/number.h"
#include "base/sha256.h"
#include "site/store/statements.h"
#include "site/web/reply.h"
#include "site/web/sign_in.h"
#include "site/web/site.h"
#include "site/web/token.h"

static const FieldSpan *own_fields(const Request *request)
{
    return request->method == METHOD_POST ? &request->form : &request->query;
}

static const Field *find_field(const FieldSpan *fields, Str name)
{
    for (size_t i = 0; i < fields->count; i++) {
        if (str_equal(fields->items[i].name, name)) {
            return &fields->items[i];
        }
    }
    return NULL;
}

Str request_field(const Request *request, Str name)
{
    const Field *field = find_field(own_fields(request), name);

    return field == NULL ? STR_NONE : field->value;
}

bool request_has(const Request *request, Str name)
{
    return find_field(own_fields(request), name) != NULL;
}

StrSpan request_fields(const Request *request, Str name)
{
    const FieldSpan *fields = own_fields(request);
    StrSpan values = {TAKE(request->context, Str, fields->count), 0};

    if (values.items == NULL) {
        note_memory(request->context);
        return values;
    }
    for (size_t i = 0; i < fields->count; i++) {
        if (str_equal(fields->items[i].name, name)) {
            values.items[values.count++] = fields->items[i].value;
        }
    }
    return values;
}

Str request_query(const Request *request, Str name)
{
    const Field *field = find_field(&request->query, name);

    return field == NULL ? STR_NONE : field->value;
}

const Upload *request_upload(const Request *request, Str name)
{
    for (size_t i = 0; i < request->uploads.count; i++) {
        if (str_equal(request->uploads.items[i].name, name)) {
            return &request->uploads.items[i];
        }
    }
    return NULL;
}

int64_t request_number(const Request *request, size_t at)
{
    Str part = at < request->parts.count ? request->parts.items[at] : STR_NONE;
    size_t digits = 0;
    int64_t number;

    while (digits < part.length && part.bytes[digits] >= '0' && part.bytes[digits] <= '9') {
        digits++;
    }
    if (digits == 0 || part.bytes[0] == '0' ||
        (digits < part.length && part.bytes[digits] != '-') ||
        !number_parse_integer(str_slice(part, 0, digits), &number)) {
        return 0;
    }
    return number;
}

Str request_token(const Request *request, Str address)
{
    return token_make(request, address);
}

Str request_press(const Request *request)
{
    uint8_t bytes[16];

    request_random(request, bytes, sizeof bytes);
    return secret_digits(request->context->arena, bytes, sizeof bytes);
}

void request_random(const Request *request, uint8_t *bytes, size_t count)
{
    const Surroundings *surroundings = site_surroundings(request->site);

    surroundings->random(surroundings->of, bytes, count);
}

bool request_may_again(const Request *request, Str what, double each_second, double at_once)
{
    Rates *rates = site_rates(request->site);

    return rates == NULL ||
           rates_take(rates, what, STR("page"), (Rate){each_second, at_once}, request->now) == 0;
}

bool request_network_may_again(const Request *request, Str what, double each_second, double at_once)
{
    Rates *rates = site_rates(request->site);

    return rates == NULL || rates_take(rates, request->network, what, (Rate){each_second, at_once},
                                       request->now) == 0;
}

void request_keyed_hash(const Request *request, Str purpose, Str bytes,
                        uint8_t out[REQUEST_HASH_BYTES])
{
    _Static_assert(REQUEST_HASH_BYTES == SECRET_HASH_BYTES, "the same hash under two names");
    secret_hash(site_key(request->site), purpose, bytes, out);
}

Str request_site_address(const Request *request)
{
    return site_address(request->site);
}

/* ---- signing in and out ---- */

Status request_sign_in(Request *request, Reply *reply, int64_t person, bool strong)
{
    uint8_t secret[SIGN_IN_SECRET_BYTES];
    Str hash;
    SessionEndRows ended = {0};
    SessionAddRows added = {0};

    request_random(request, secret, sizeof secret);
    TRY(sign_in_hash(request->context, secret, &hash));
    if (request->session.length > 0) {
        TRY(store_session_end(request->context, request->change,
                              &(SessionEndIn){.hash = request->session}, &ended));
    }
    TRY(store_session_add(request->context, request->change,
                          &(SessionAddIn){.hash = hash,
                                          .person = person,
                                          .made = request->now,
                                          .seen = request->today,
                                          .strong = strong ? 1 : 0},
                          &added));
    request->session = hash;
    return sign_in_cookie(request, reply, secret);
}

Status request_sign_out(Request *request, Reply *reply)
{
    SessionEndRows ended = {0};

    if (request->session.length > 0) {
        TRY(store_session_end(request->context, request->change,
                              &(SessionEndIn){.hash = request->session}, &ended));
    }
    request->session = STR_NONE;
    request->person = (Person){0};
    return sign_in_cookie(request, reply, NULL);
}
