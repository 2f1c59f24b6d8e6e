/* How an entry is cited: as a page of this site, with the source that it speaks of. */
#ifndef UK_SITE_HANDLERS_CITE_H
#define UK_SITE_HANDLERS_CITE_H

#include "site/handlers/entry_shown.h"

/* The links under a page, and for evidence the line to copy. Nothing while it is not live. */
Status cite_show(EntryShown *shown) UK_MUST_USE;

/* Says at the top of the page when its source was withdrawn, or when it is due to be looked at. */
Status cite_warn(EntryShown *shown) UK_MUST_USE;

#endif
