/* A letter as it goes out: RFC 5322 with a text of UTF-8. */
#ifndef UK_SITE_PROGRAM_MAIL_LETTER_H
#define UK_SITE_PROGRAM_MAIL_LETTER_H

#include "site/store/statements.h"

/* Head and text, lines ending in "\n". FAIL_INPUT when the address or the subject would be more
   than one line of the head. */
Status letter_write(Context *context, const MailDueRow *row, Str *out) UK_MUST_USE;

#endif
