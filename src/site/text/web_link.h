/* Web addresses that people typed: which may be followed, and what people read of them. */
#ifndef UK_SITE_TEXT_WEB_LINK_H
#define UK_SITE_TEXT_WEB_LINK_H

#include "base/status.h"

typedef struct WebLink {
    Str address; /* to follow: scheme in small letters, host in ASCII; or mailto:... */
    Str shown;   /* the host or the e-mail: as people write it when all its letters are of one
                    script, else as punycode */
} WebLink;

/* False for what is no http, https or mailto address, has a name and password before the host,
   blanks, control characters or a backslash in it, or a host that is none. */
bool web_link_read(Context *context, Str typed, WebLink *link);

/* True when `words` begin with the shown host (scheme, "www." and case do not count) as a whole:
   then it need not be said again. */
bool web_link_says_host(Str words, const WebLink *link);

#endif
