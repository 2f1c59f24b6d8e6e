/* Keeping a changed entry: as its next version, read again first where that is so. */
#ifndef UK_SITE_HANDLERS_ENTRY_WRITE_H
#define UK_SITE_HANDLERS_ENTRY_WRITE_H

#include "site/commons/entry_keep.h"
#include "site/web/reply.h"

/* The form's "version" is what the person saw. What others can read and `waits` is not seen by them
   until it was read again; so is a draft that is sent by who has a slip. False, with the answer in
   the reply, when somebody was faster. */
Status entry_change_own(Request *request, Reply *reply, const EntryRow *row,
                        const EntryWords *words, bool waits, bool *kept) UK_MUST_USE;

#endif
