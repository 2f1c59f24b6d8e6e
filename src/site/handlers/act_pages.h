/* What a person can do with an entry, as links on its page. */
#ifndef UK_SITE_HANDLERS_ACT_PAGES_H
#define UK_SITE_HANDLERS_ACT_PAGES_H

#include "site/handlers/sheet.h"
#include "site/store/statements.h"

typedef struct Act {
    MayVerb verb;
    const char *id;
    const char *title;
    const char *button;
    const char *text; /* what will happen */
    const char *ask;  /* over the box for words; NULL: there is none */
} Act;

/* NULL when there is no such act. */
const Act *act_find(Str id);

/* Those that this person may do now: change, send, take back, hide, say that something is wrong. */
Status act_links(const Request *request, const EntryRow *row, PageLinks *out) UK_MUST_USE;

#endif
