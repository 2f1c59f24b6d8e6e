/* The frame of the few pages that the server itself answers with: errors, and the small ones that
   belong to no kind of entry. */
#ifndef UK_SITE_WEB_PLAIN_PAGE_H
#define UK_SITE_WEB_PLAIN_PAGE_H

#include "site/web/reply.h"

/* Begins a page with that title, which is also its heading; what is written next stands below. */
Html *plain_page_open(const Request *request, Reply *reply, Str title);
void plain_page_close(const Request *request, Html *html);

/* The site's name, for the head of each page. */
Str plain_page_site_name(const Request *request);

/* The hidden fields of a form that is sent to `address`: token and press. */
void plain_page_form(const Request *request, Html *html, Str address);

#endif
