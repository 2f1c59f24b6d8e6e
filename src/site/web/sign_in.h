/* Internal to site/web: the cookie of a sign-in and what the store keeps of it, its hash. */
#ifndef UK_SITE_WEB_SIGN_IN_H
#define UK_SITE_WEB_SIGN_IN_H

#include "site/web/reply.h"

#define SIGN_IN_SECRET_BYTES 32
#define SIGN_IN_IDLE_DAYS 30

/* What the store knows a secret by: its SHA-256, 32 bytes. */
Status sign_in_hash(Context *context, const uint8_t secret[SIGN_IN_SECRET_BYTES],
                    Str *out) UK_MUST_USE;

/* Puts the secret into the reply's cookie; NULL takes the cookie away. */
Status sign_in_cookie(const Request *request, Reply *reply, const uint8_t *secret) UK_MUST_USE;

/* Who the Cookie header says is here: fills `person` and `session` of the request, from its reader;
   leaves them empty when it says nobody, or a sign-in that ended or was idle too long. `*stale` is
   set when the store should hear that they were seen today. */
Status sign_in_find(Request *request, Str cookies, bool *stale) UK_MUST_USE;

#endif
