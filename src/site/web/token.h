/* Internal to site/web: the token in each form, which another site cannot know. */
#ifndef UK_SITE_WEB_TOKEN_H
#define UK_SITE_WEB_TOKEN_H

#include "site/web/request.h"

/* How long a form may stay open. WCAG 2.2 (2.2.1) lets a limit of more than 20 hours be. */
#define TOKEN_HOURS 24

/* The hour, and a keyed hash of the hour, of the sign-in and of the address that the form goes to;
   STR_NONE when memory is spent. */
Str token_make(const Request *request, Str address);

typedef enum TokenState { TOKEN_GOOD, TOKEN_OLD, TOKEN_WRONG } TokenState;

TokenState token_check(const Request *request, Str address, Str token);

#endif
