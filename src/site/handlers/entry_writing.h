/* What is written, and to what: shared by the pages on which an entry is added or changed. */
#ifndef UK_SITE_HANDLERS_ENTRY_WRITING_H
#define UK_SITE_HANDLERS_ENTRY_WRITING_H

#include "site/handlers/entry_form_page.h"
#include "site/handlers/rights.h"
#include "site/web/reply.h"

typedef struct Writing {
    Request *request;
    const Kind *kind;
    const EntryRow *row;    /* that is changed; NULL for a new one */
    const EntryRow *parent; /* of a reply; else NULL */
    Str title;
    Str action;
    MayAnswer may;
    bool for_safety;   /* by a moderator: what may harm somebody is taken out */
    PageRows alike;    /* entries that could be the same: the person decides */
    Str alike_title;   /* what is shown over them */
    Str pasted;        /* what was to be read as a source */
    Str paste_mistake; /* why it could not be; empty when it was */
} Writing;

/* False, with an answer in the reply, when this person cannot add one. */
Status writing_begin(Request *request, Reply *reply, const Kind *kind, Writing *writing,
                     bool *on) UK_MUST_USE;

/* The form with these values; `checked` with its mistakes, or NULL when nobody has sent it yet. */
Status writing_show(const Writing *writing, Reply *reply, const FormValues *values,
                    const EntryWords *checked) UK_MUST_USE;

#endif
