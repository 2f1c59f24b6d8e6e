#include "site/web/site.h"

#include <pthread.h>
#include <string.h>

#define READERS_MOST ((size_t)64)
#define HOSTS_MOST 3

/* Each for the one thread that has its reader. */
typedef struct ReaderMaps {
    const StoreReader *reader;
    GapMapKept *maps[KEPT_MAP_COUNT];
} ReaderMaps;

/* What changes while it is open, behind one lock each. */
typedef struct SiteStore {
    pthread_mutex_t lock;
    pthread_cond_t given;
    StoreReader *free[READERS_MOST];
    size_t free_count;
    ReaderMaps kept[READERS_MOST];
    size_t kept_count;
    pthread_mutex_t writing;
    StoreWriter *writer;
} SiteStore;

struct Site {
    Surroundings surroundings;
    uint8_t key[SECRET_KEY_BYTES];
    Str address;
    bool secure;
    SiteHost hosts[HOSTS_MOST];
    size_t host_count;
    Rates *rates;
    SiteStore *store;
};

static Status keep_maps(Context *context, SiteStore *store, const StoreReader *reader)
{
    ReaderMaps *kept = &store->kept[store->kept_count];

    kept->reader = reader;
    for (size_t i = 0; i < KEPT_MAP_COUNT; i++) {
        kept->maps[i] = gap_map_kept_new(context);
        if (kept->maps[i] == NULL) {
            return fail_memory(context);
        }
    }
    store->kept_count++;
    return done();
}

static Status open_store(Context *context, const SiteSettings *settings, SiteStore *store)
{
    (void)pthread_mutex_init(&store->lock, NULL);
    (void)pthread_mutex_init(&store->writing, NULL);
    (void)pthread_cond_init(&store->given, NULL);
    TRY(store_open_writer(context, settings->store_path, STORE_WAIT_MILLISECONDS, &store->writer));
    for (size_t i = 0; i < settings->readers && i < READERS_MOST; i++) {
        TRY(store_open_reader(context, settings->store_path, STORE_WAIT_MILLISECONDS,
                              &store->free[i]));
        TRY(keep_maps(context, store, store->free[store->free_count++]));
    }
    return done();
}

/* "https://commons.example" is the host "commons.example". */
static void add_host(Site *site, Str origin)
{
    Str scheme = str_starts_with(origin, STR("https://")) ? STR("https://") : STR("http://");

    site->hosts[site->host_count++] =
        (SiteHost){str_slice(origin, scheme.length, origin.length), origin};
}

/* People type "localhost" too; a browser then says so. */
static Status add_loopback(Context *context, Site *site, Str loopback)
{
    Str port = str_slice(loopback, str_find_byte(loopback, ':'), loopback.length);
    Str by_number = str_format(context->arena, "http://%.*s", STR_ARGS(loopback));
    Str by_name = str_format(context->arena, "http://localhost%.*s", STR_ARGS(port));

    if (by_number.bytes == NULL || by_name.bytes == NULL) {
        return fail_memory(context);
    }
    if (site->host_count == 0 || !str_equal(site->hosts[0].origin, by_number)) {
        add_host(site, by_number);
    }
    add_host(site, by_name);
    return done();
}

Status site_open(Context *context, const SiteSettings *settings, Surroundings surroundings,
                 Site **out)
{
    Site *site = TAKE(context, Site, 1);

    *out = site;
    if (site == NULL || (site->store = TAKE(context, SiteStore, 1)) == NULL) {
        *out = NULL;
        return fail_memory(context);
    }
    site->surroundings = surroundings;
    memcpy(site->key, settings->key, sizeof site->key);
    site->address = settings->address;
    site->secure = str_starts_with(settings->address, STR("https://"));
    add_host(site, settings->address);
    TRY(add_loopback(context, site, settings->loopback));
    if (!settings->unlimited) {
        site->rates = rates_new(context->arena, surroundings.random, surroundings.of);
        if (site->rates == NULL) {
            return fail_memory(context);
        }
    }
    return open_store(context, settings, site->store);
}

void site_close(Site **site)
{
    SiteStore *store = *site != NULL ? (*site)->store : NULL;

    while (store != NULL && store->kept_count > 0) {
        store->kept_count--;
        for (size_t i = 0; i < KEPT_MAP_COUNT; i++) {
            gap_map_kept_end(&store->kept[store->kept_count].maps[i]);
        }
    }
    while (store != NULL && store->free_count > 0) {
        store_close_reader(&store->free[--store->free_count]);
    }
    if (store != NULL) {
        store_close_writer(&store->writer);
        (void)pthread_mutex_destroy(&store->lock);
        (void)pthread_mutex_destroy(&store->writing);
        (void)pthread_cond_destroy(&store->given);
    }
    *site = NULL;
}

const SiteHost *site_find_host(const Site *site, Str host)
{
    for (size_t i = 0; i < site->host_count; i++) {
        if (str_equal_ignoring_case(site->hosts[i].host, host)) {
            return &site->hosts[i];
        }
    }
    return NULL;
}

bool site_is_secure(const Site *site)
{
    return site->secure;
}

StoreReader *site_take_reader(const Site *site)
{
    SiteStore *store = site->store;
    StoreReader *reader;

    (void)pthread_mutex_lock(&store->lock);
    while (store->free_count == 0) {
        (void)pthread_cond_wait(&store->given, &store->lock);
    }
    reader = store->free[--store->free_count];
    (void)pthread_mutex_unlock(&store->lock);
    return reader;
}

void site_give_reader(const Site *site, StoreReader *reader)
{
    SiteStore *store = site->store;

    (void)pthread_mutex_lock(&store->lock);
    store->free[store->free_count++] = reader;
    (void)pthread_cond_signal(&store->given);
    (void)pthread_mutex_unlock(&store->lock);
}

GapMapKept *site_kept_map(const Site *site, const StoreReader *reader, KeptMap which)
{
    for (size_t i = 0; i < site->store->kept_count; i++) {
        if (site->store->kept[i].reader == reader) {
            return site->store->kept[i].maps[which];
        }
    }
    return NULL;
}

StoreWriter *site_take_writer(const Site *site)
{
    (void)pthread_mutex_lock(&site->store->writing);
    return site->store->writer;
}

void site_give_writer(const Site *site)
{
    (void)pthread_mutex_unlock(&site->store->writing);
}

const Surroundings *site_surroundings(const Site *site)
{
    return &site->surroundings;
}

const uint8_t *site_key(const Site *site)
{
    return site->key;
}

Str site_address(const Site *site)
{
    return site->address;
}

Rates *site_rates(const Site *site)
{
    return site->rates;
}
