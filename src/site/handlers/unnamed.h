/* Writing without a name: what a form offers, and what is kept of it. */
#ifndef UK_SITE_HANDLERS_UNNAMED_H
#define UK_SITE_HANDLERS_UNNAMED_H

#include "site/commons/entry_keep.h"
#include "site/handlers/sheet.h"

/* A box to tick for who is signed in; what it means for who is not; why it is closed. False when
   entries of the kind always have a name. */
Status unnamed_field(const Request *request, KindId kind, FormField *out,
                     bool *offered) UK_MUST_USE;

/* Whether this form is to be kept without a name: the box is ticked, or nobody is signed in. */
bool unnamed_is_asked(const Request *request, KindId kind);

/* The page for who is not signed in while it is closed: why, and what one can do. */
Status unnamed_closed(Request *request, Reply *reply) UK_MUST_USE;

/* Keeps the words, which wait to be read unless they are a draft: by a seal of the person, or of a
   new slip of five words, shown once on the page that this answers with. `parent` is 0 for what
   begins a thread. */
Status unnamed_send(Request *request, Reply *reply, const EntryWords *words, int64_t parent,
                    BodyRender render) UK_MUST_USE;

#endif
