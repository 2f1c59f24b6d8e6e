/* Internal to site/web: whether the head of a request is as it must be. */
#ifndef UK_SITE_WEB_HEAD_CHECKS_H
#define UK_SITE_WEB_HEAD_CHECKS_H

#include "site/web/dispatch.h"

/* 0, or the code to refuse it with: 400, 505; `*why` then is a sentence. Looks at the line of the
   request and at every header; also reads the length of the body. */
int head_check(Exchange *exchange, Str *why);

/* Whether a form was sent from a page of this site: by Origin, or by Sec-Fetch-Site where a browser
   leaves Origin out. */
bool head_from_here(const Exchange *exchange);

#endif
