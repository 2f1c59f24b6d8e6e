/* Who asks, as the rules of entries want to know it. */
#ifndef UK_SITE_HANDLERS_RIGHTS_H
#define UK_SITE_HANDLERS_RIGHTS_H

#include "site/commons/may.h"
#include "site/store/statements.h"
#include "site/web/request.h"

/* What this person may do to the entry. MAY_NO where the store has a kind or a state that is not
   known. */
Status rights_of_entry(const Request *request, MayVerb verb, const EntryRow *row,
                       MayAnswer *out) UK_MUST_USE;

/* To an entry of this kind that does not exist yet; `unnamed`: to be written without a name. */
Status rights_to_begin(const Request *request, KindId kind, bool unnamed,
                       MayAnswer *out) UK_MUST_USE;

#endif
