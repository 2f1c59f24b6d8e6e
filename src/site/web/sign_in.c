#include "site/web/sign_in.h"
#include "base/sha256.h"
#include "site/store/statements.h"
#include "site/web/secrets.h"
#include "site/web/site.h"

#include <string.h>

#define DAY_SECONDS ((int64_t)86400)

/* The prefix makes browsers refuse it without https, for another path or another host; on the
   machine itself, without https, it must be without. */
static Str cookie_name(const Site *site)
{
    return site_is_secure(site) ? STR("__Host-unknot") : STR("unknot");
}

Status sign_in_hash(Context *context, const uint8_t secret[SIGN_IN_SECRET_BYTES], Str *out)
{
    Sha256 hash = sha256_begin();
    uint8_t *digest = TAKE(context, uint8_t, SHA256_BYTES);

    if (digest == NULL) {
        return fail_memory(context);
    }
    sha256_add(&hash, (Str){(const char *)secret, SIGN_IN_SECRET_BYTES});
    sha256_finish(&hash, digest);
    *out = (Str){(const char *)digest, SHA256_BYTES};
    return done();
}

Status sign_in_cookie(const Request *request, Reply *reply, const uint8_t *secret)
{
    Arena *arena = request->context->arena;
    Str name = cookie_name(request->site);
    Str value = secret == NULL ? STR("") : secret_digits(arena, secret, SIGN_IN_SECRET_BYTES);

    reply->cookie = str_format(arena, "%.*s=%.*s; Path=/; Max-Age=%lld; HttpOnly; SameSite=Lax%s",
                               STR_ARGS(name), STR_ARGS(value),
                               secret == NULL ? 0LL : (long long)SIGN_IN_IDLE_DAYS * DAY_SECONDS,
                               site_is_secure(request->site) ? "; Secure" : "");
    return reply->cookie.bytes == NULL || value.bytes == NULL ? fail_memory(request->context)
                                                              : done();
}

static Str find_cookie(Str cookies, Str name)
{
    StrSplit split = str_split(cookies, ';');
    Str piece;

    while (str_split_next(&split, &piece)) {
        Str trimmed = str_trim(piece);
        size_t equals = str_find_byte(trimmed, '=');

        if (str_equal(str_slice(trimmed, 0, equals), name)) {
            return str_slice(trimmed, equals + 1, trimmed.length);
        }
    }
    return STR_NONE;
}

Status sign_in_find(Request *request, Str cookies, bool *stale)
{
    Str value = find_cookie(cookies, cookie_name(request->site));
    uint8_t secret[SIGN_IN_SECRET_BYTES];
    SessionRows rows = {0};
    const SessionRow *row;
    Str hash;

    *stale = false;
    if (!secret_bytes(value, secret, sizeof secret)) {
        return done();
    }
    TRY(sign_in_hash(request->context, secret, &hash));
    TRY(store_session(request->context, request->reader, &(SessionIn){.hash = hash}, &rows));
    row = rows.items;
    if (rows.count == 0 || row->seen < request->today - SIGN_IN_IDLE_DAYS * DAY_SECONDS) {
        return done();
    }
    *stale = row->seen < request->today;
    request->session = hash;
    request->person = (Person){.known = true,
                               .strong = row->strong != 0,
                               .id = row->person,
                               .handle = row->handle,
                               .power = row->power,
                               .state = row->state,
                               .signed_in = row->made};
    return done();
}
