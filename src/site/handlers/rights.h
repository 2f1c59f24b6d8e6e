/* Who asks, as the rules of entries want to know it. */
#ifndef UK_SITE_HANDLERS_RIGHTS_H
#define UK_SITE_HANDLERS_RIGHTS_H

#include "site/commons/may.h"
#include "site/store/statements.h"
#include "site/web/reply.h"

/* What this person may do to the entry. MAY_NO where the store has a kind or a state that is not
   known. */
Status rights_of_entry(const Request *request, MayVerb verb, const EntryRow *row,
                       MayAnswer *out) UK_MUST_USE;

/* The same for who types the five words of a slip, as slip_read gives them. */
Status rights_with_slip(const Request *request, MayVerb verb, const EntryRow *row, Str slip,
                        MayAnswer *out) UK_MUST_USE;

/* Whether the person who is signed in wrote it, without their name too. */
Status rights_is_own(const Request *request, const EntryRow *row, bool *own) UK_MUST_USE;

/* New people write seldomer than others: false, with the answer in the reply, when it was too
   often. Of who is not signed in, the rate of the route has counted. */
Status rights_new_may_write(const Request *request, Reply *reply, bool *on) UK_MUST_USE;

/* To an entry of this kind that does not exist yet; `unnamed`: to be written without a name. */
Status rights_to_begin(const Request *request, KindId kind, bool unnamed,
                       MayAnswer *out) UK_MUST_USE;

#endif
