/* What names of feeds are made of, which must stay for ever. */
#ifndef UK_SITE_HANDLERS_FEED_PLACE_H
#define UK_SITE_HANDLERS_FEED_PLACE_H

#include "site/text/atom.h"
#include "site/web/request.h"

typedef struct FeedPlace {
    Str site;      /* the site's name */
    Str host;      /* "commons.example", without its port */
    int64_t year;  /* of the first entry, which is never removed */
    int64_t begun; /* when that was; today when there is none */
} FeedPlace;

Status feed_place(const Request *request, FeedPlace *out) UK_MUST_USE;

/* "2026-12-01T09:30:00Z" of seconds since 1970 UTC. */
Str feed_moment(Arena *arena, int64_t at);

#endif
