/* Addresses of e-mail, as people type them. */
#ifndef UK_SITE_HANDLERS_EMAIL_ADDRESS_H
#define UK_SITE_HANDLERS_EMAIL_ADDRESS_H

#include "base/text.h"

/* Something, one "@", and a host with a dot, in one line of at most 254 bytes; the rest is for the
   mail to find out. */
bool email_is_one(Str text);

/* Trimmed and in small letters: so that one address is one person. */
Str email_read(Arena *arena, Str typed);

#endif
