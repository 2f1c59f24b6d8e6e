#include "site/web/rates.h"
#include "site/web/secrets.h"

#include <math.h>
#include <pthread.h>
#include <string.h>

/* Places for buckets, in groups: a hash leads to a group, and there the fullest gives way, which
   is the one that says least. */
#define GROUPS ((size_t)16384)
#define IN_GROUP ((size_t)4)

#define DAY_SECONDS 86400

typedef struct Bucket {
    uint64_t key; /* 0: empty */
    double level;
    int64_t at;
} Bucket;

struct Rates {
    pthread_mutex_t lock;
    RandomBytes *random;
    void *of;
    int64_t day;
    uint8_t salt[SECRET_KEY_BYTES];
    Bucket buckets[GROUPS][IN_GROUP];
};

Rates *rates_new(Arena *arena, RandomBytes *random, void *of)
{
    Rates *rates = arena_take(arena, 1, sizeof *rates);

    if (rates != NULL) {
        rates->random = random;
        rates->of = of;
        rates->day = INT64_MIN;
        (void)pthread_mutex_init(&rates->lock, NULL);
    }
    return rates;
}

/* With a new salt nobody is known any more: everybody begins the day with a full bucket. */
static void begin_day(Rates *rates, int64_t now)
{
    if (now / DAY_SECONDS != rates->day) {
        rates->day = now / DAY_SECONDS;
        rates->random(rates->of, rates->salt, sizeof rates->salt);
        memset(rates->buckets, 0, sizeof rates->buckets);
    }
}

/* The two texts are told apart by their lengths. */
static uint64_t key_of(const Rates *rates, Str who, Str what)
{
    uint8_t first[SECRET_HASH_BYTES];
    uint8_t both[SECRET_HASH_BYTES];
    uint64_t key;

    secret_hash(rates->salt, what, who, first);
    secret_hash(rates->salt, STR("bucket"), (Str){(const char *)first, sizeof first}, both);
    memcpy(&key, both, sizeof key);
    return key == 0 ? 1 : key;
}

static Bucket *find_bucket(Rates *rates, uint64_t key, Rate rate, int64_t now)
{
    Bucket *group = rates->buckets[key % GROUPS];
    Bucket *spare = &group[0];

    for (size_t i = 0; i < IN_GROUP; i++) {
        if (group[i].key == key) {
            return &group[i];
        }
        if (group[i].key == 0 || (spare->key != 0 && group[i].at < spare->at)) {
            spare = &group[i];
        }
    }
    *spare = (Bucket){key, rate.at_once, now};
    return spare;
}

int64_t rates_take(Rates *rates, Str who, Str what, Rate rate, int64_t now)
{
    int64_t wait = 0;
    Bucket *bucket;

    (void)pthread_mutex_lock(&rates->lock);
    begin_day(rates, now);
    bucket = find_bucket(rates, key_of(rates, who, what), rate, now);
    if (now > bucket->at) {
        bucket->level =
            fmin(rate.at_once, bucket->level + (double)(now - bucket->at) * rate.each_second);
    }
    bucket->at = now;
    if (bucket->level >= 1.0) {
        bucket->level -= 1.0;
    } else {
        wait = (int64_t)ceil((1.0 - bucket->level) / rate.each_second);
        wait = wait < 1 ? 1 : wait;
    }
    (void)pthread_mutex_unlock(&rates->lock);
    return wait;
}
