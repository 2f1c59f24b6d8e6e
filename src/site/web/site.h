/* A commons that is open: its store, its key, its limits, and what it sees of the world. */
#ifndef UK_SITE_WEB_SITE_H
#define UK_SITE_WEB_SITE_H

#include "site/commons/gap_map.h"
#include "site/web/rates.h"
#include "site/web/request.h"
#include "site/web/secrets.h"

/* What the site knows of the world, handed in so that tests can set it. Called by all threads. */
typedef struct Surroundings {
    int64_t (*now)(void *of); /* seconds since 1970 UTC */
    RandomBytes *random;
    void (*say)(void *of, Str line); /* to who keeps the machine; names nobody, ends in no "\n" */
    void *of;
} Surroundings;

typedef struct SiteSettings {
    Str store_path;
    uint8_t key[SECRET_KEY_BYTES];
    Str address;    /* of the whole site as people type it, without a "/" at its end */
    Str loopback;   /* "127.0.0.1:8080": always answered too, for who keeps the machine */
    bool unlimited; /* no rates: for measuring */
    size_t readers; /* one for each thread that answers */
} SiteSettings;

/* Opens the store and all readers. `context` must outlive the site: it lives in its arena. */
Status site_open(Context *context, const SiteSettings *settings, Surroundings surroundings,
                 Site **out) UK_MUST_USE;

/* When nothing is being answered any more; for AUTO(). */
void site_close(Site **site);

/* A host that the site answers to, and the Origin that its forms come from. */
typedef struct SiteHost {
    Str host;   /* "commons.example", "127.0.0.1:8080" */
    Str origin; /* "https://commons.example" */
} SiteHost;

/* NULL for a name that is none of the site's. */
const SiteHost *site_find_host(const Site *site, Str host);

/* Whether people reach it by https, and so through a proxy on this machine. */
bool site_is_secure(const Site *site);

/* Waits for a reader that nobody uses. */
StoreReader *site_take_reader(const Site *site);
void site_give_reader(const Site *site, StoreReader *reader);

/* The gap map kept beside a taken reader, of stops or of knots; NULL beside the writer's. */
typedef enum KeptMap { KEPT_MAP_STAGES, KEPT_MAP_KNOTS, KEPT_MAP_COUNT } KeptMap;
GapMapKept *site_kept_map(const Site *site, const StoreReader *reader, KeptMap which);

/* Waits until nobody writes. */
StoreWriter *site_take_writer(const Site *site);
void site_give_writer(const Site *site);

const Surroundings *site_surroundings(const Site *site);
const uint8_t *site_key(const Site *site);
Str site_address(const Site *site);

/* NULL when the site has no limits. */
Rates *site_rates(const Site *site);

#endif
