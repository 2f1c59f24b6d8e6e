/* An entry of the store as the struct of its page: fields, links both ways, replies, versions. */
#ifndef UK_SITE_HANDLERS_ENTRY_SHOWN_H
#define UK_SITE_HANDLERS_ENTRY_SHOWN_H

#include "site/commons/entry_form.h"
#include "site/handlers/frame.h"
#include "site/pages/entry_page.h"

typedef struct EntryShown {
    const Request *request;
    const Kind *kind;
    const EntryRow *row;
    EntryPage *page;
} EntryShown;

/* --- entry_fields.c: what was filled in, in the order of the form --- */
Status entry_show_fields(EntryShown *shown) UK_MUST_USE;

/* --- entry_ties.c --- */
/* Entries that this one names, and those that name it, under a heading for each relation. */
Status entry_show_links(EntryShown *shown) UK_MUST_USE;
Status entry_show_replies(EntryShown *shown) UK_MUST_USE;
Status entry_show_versions(EntryShown *shown) UK_MUST_USE;
/* Who made a version, by the name that they show; of words without a name nobody. */
Status entry_version_by(const Request *request, const EntryRow *row, StoreInteger person,
                        Str *out) UK_MUST_USE;

#endif
