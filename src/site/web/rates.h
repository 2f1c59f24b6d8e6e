/* How often somebody may ask: buckets that fill with time, in memory, by who asks and for what. Who
   asks is known by a hash alone, whose salt changes each day and is written nowhere. */
#ifndef UK_SITE_WEB_RATES_H
#define UK_SITE_WEB_RATES_H

#include "base/status.h"

typedef struct Rates Rates;

/* Lives in the arena; `random` gives its salts. NULL when memory is spent. */
typedef void RandomBytes(void *of, uint8_t *bytes, size_t count);
Rates *rates_new(Arena *arena, RandomBytes *random, void *of);

/* Of one kind of asking. */
typedef struct Rate {
    double each_second; /* how fast the bucket fills */
    double at_once;     /* how much it holds, at least 1 */
} Rate;

/* Takes one from the bucket of `who` and `what`: 0 when there was one, else the seconds until there
   is. `now` in seconds since 1970; a clock that goes back fills nothing. For all threads. */
int64_t rates_take(Rates *rates, Str who, Str what, Rate rate, int64_t now);

#endif
