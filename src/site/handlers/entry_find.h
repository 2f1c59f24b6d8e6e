/* The entry that a page is about. */
#ifndef UK_SITE_HANDLERS_ENTRY_FIND_H
#define UK_SITE_HANDLERS_ENTRY_FIND_H

#include "site/handlers/rights.h"

/* NULL when there is none of that number. */
Status entry_find(const Request *request, int64_t id, const EntryRow **out) UK_MUST_USE;

/* The one whose number is the first ":" of the route. */
Status entry_find_asked(const Request *request, const EntryRow **out) UK_MUST_USE;

/* The same, when this person may do that to it. Else NULL, and the reply says that there is no such
   page: who may not do it is not told that the entry exists. */
Status entry_find_for(const Request *request, Reply *reply, MayVerb verb,
                      const EntryRow **out) UK_MUST_USE;

#endif
