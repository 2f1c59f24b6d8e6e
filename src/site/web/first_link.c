#include "site/web/first_link.h"

#include "base/text.h"
#include "site/commons/powers.h"
#include "site/store/statements.h"

#define SECRET_LINK_BYTES 24

Status first_link_is_due(Context *context, StoreReader *reader, bool *due)
{
    StaffRows rows;

    TRY(store_staff(context, reader, &(StaffIn){0}, &rows));
    *due = true;
    for (size_t i = 0; i < rows.count; i++) {
        *due = *due && (rows.items[i].power & POWER_KEEPER) == 0;
    }
    return done();
}

static Status keep(Context *context, Site *site, StoreWriter *writer, Str secret)
{
    AUTO(StoreChange *, store_change_end) change = NULL;
    const Surroundings *surroundings = site_surroundings(site);
    uint8_t hash[SECRET_HASH_BYTES];
    TokenAddRows rows;
    TokenAddIn in = {.hash = {(const char *)hash, sizeof hash},
                     .use = FIRST_LINK_USE,
                     .data = STR("{}"),
                     .ends = surroundings->now(surroundings->of) + FIRST_LINK_SECONDS};

    secret_hash(site_key(site), FIRST_LINK_USE, secret, hash);
    TRY(store_begin(context, writer, &change));
    TRY(store_token_add(context, change, &in, &rows));
    return store_commit(context, change);
}

Status first_link_make(Context *context, Site *site, Str *out)
{
    const Surroundings *surroundings = site_surroundings(site);
    uint8_t bytes[SECRET_LINK_BYTES];
    StoreReader *reader = site_take_reader(site);
    Str secret;
    Str address = site_address(site);
    bool due = false;
    Status status = first_link_is_due(context, reader, &due);

    site_give_reader(site, reader);
    *out = STR_NONE;
    if (failed(status) || !due) {
        return status;
    }
    surroundings->random(surroundings->of, bytes, sizeof bytes);
    secret = secret_digits(context->arena, bytes, sizeof bytes);
    *out = str_format(context->arena, "%.*s/first/%.*s", STR_ARGS(address), STR_ARGS(secret));
    if (out->length == 0 || secret.length == 0) {
        return fail_memory(context);
    }
    status = keep(context, site, site_take_writer(site), secret);
    site_give_writer(site);
    return status;
}
