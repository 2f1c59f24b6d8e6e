/* Feeds as RFC 4287 (Atom) has them. */
#ifndef UK_SITE_TEXT_ATOM_H
#define UK_SITE_TEXT_ATOM_H

#include "base/text.h"

/* One entry of a list. */
typedef struct FeedEntry {
    Str id;        /* from feed_id; never changes, even when the title does */
    Str title;     /* bare words */
    Str address;   /* whole: https://... */
    Str summary;   /* bare words; never the words of replies */
    Str author;    /* the shown name; of words without a name the made-up one */
    Str published; /* "2026-12-01" or "2026-12-01T09:30:00Z" */
    Str updated;   /* the same; moves on a real edit alone */
    StrSpan sorts; /* kinds and themes */
} FeedEntry;

typedef struct Feed {
    Str id;
    Str title;
    Str subtitle;
    Str self;    /* whole address of this feed */
    Str page;    /* whole address of the list as a page */
    Str next;    /* whole address of the older entries; empty at the end */
    Str author;  /* the site's name, for entries without an author */
    Str updated; /* of the newest entry; that of the site's beginning when there is none */
    struct {
        FeedEntry *items;
        size_t count;
    } entries;
} Feed;

/* "tag:commons.example,2026:entry/412": by the host and the year of the site's beginning, which
   stay for ever. */
Str feed_id(Context *context, Str host, int64_t year, Str path);

void feed_write(Text *text, const Feed *feed);

/* For elements and attributes alike; what XML 1.0 cannot hold becomes U+FFFD. */
void xml_add(Text *text, Str words);

#endif
