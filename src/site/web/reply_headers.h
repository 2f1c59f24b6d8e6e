/* Internal to site/web: the headers of a reply, the strict ones with them. */
#ifndef UK_SITE_WEB_REPLY_HEADERS_H
#define UK_SITE_WEB_REPLY_HEADERS_H

#include "site/web/dispatch.h"

/* Fills headers_out from the reply and body_out; turns the reply into 304 without a body where the
   browser has these bytes. Fails for an address to go to that is none of ours. */
Status reply_headers(Exchange *exchange) UK_MUST_USE;

#endif
