/* The link with which the first keeper begins; the server prints it while nobody keeps the site. */
#ifndef UK_SITE_WEB_FIRST_LINK_H
#define UK_SITE_WEB_FIRST_LINK_H

#include "site/store/store.h"
#include "site/web/site.h"

/* What the token is for, and the purpose of its hash. */
#define FIRST_LINK_USE STR("first")
#define FIRST_LINK_SECONDS ((int64_t)86400)

/* Whether nobody keeps the site: no person is there with that power. */
Status first_link_is_due(Context *context, StoreReader *reader, bool *due) UK_MUST_USE;

/* Makes a link that works once, for a day; `*out` is empty when somebody keeps the site. Before
   anything is answered. */
Status first_link_make(Context *context, Site *site, Str *out) UK_MUST_USE;

#endif
