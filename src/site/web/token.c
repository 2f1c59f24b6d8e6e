#include "site/web/token.h"
#include "base/number.h"
#include "site/web/secrets.h"
#include "site/web/site.h"

#define HOUR_SECONDS 3600
#define HASH_SHOWN 16 /* bytes */
#define DOT '-'

static Str hash_of(const Request *request, Str address, int64_t hour)
{
    uint8_t hash[SECRET_HASH_BYTES];
    Arena *arena = request->context->arena;
    Str session =
        secret_digits(arena, (const uint8_t *)request->session.bytes, request->session.length);
    Str said =
        str_format(arena, "%lld %.*s %.*s", (long long)hour, STR_ARGS(session), STR_ARGS(address));

    if (said.bytes == NULL || session.bytes == NULL) {
        return STR_NONE;
    }
    secret_hash(site_key(request->site), STR("form"), said, hash);
    return secret_digits(arena, hash, HASH_SHOWN);
}

Str token_make(const Request *request, Str address)
{
    int64_t hour = request->now / HOUR_SECONDS;
    Str hash = hash_of(request, address, hour);

    return hash.bytes == NULL ? STR_NONE
                              : str_format(request->context->arena, "%lld%c%.*s", (long long)hour,
                                           DOT, STR_ARGS(hash));
}

TokenState token_check(const Request *request, Str address, Str token)
{
    size_t dot = str_find_byte(token, DOT);
    int64_t now = request->now / HOUR_SECONDS;
    int64_t hour;
    Str wanted;

    if (!number_parse_integer(str_slice(token, 0, dot), &hour) || hour < 0) {
        return TOKEN_WRONG;
    }
    wanted = hash_of(request, address, hour);
    if (wanted.bytes == NULL || !secret_equal(wanted, str_slice(token, dot + 1, token.length))) {
        return TOKEN_WRONG;
    }
    /* a clock that was set back does not make forms of the future good for ever */
    return hour > now + 1 || now - hour >= TOKEN_HOURS ? TOKEN_OLD : TOKEN_GOOD;
}
