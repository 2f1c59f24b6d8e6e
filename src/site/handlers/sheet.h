/* Building sheets and small forms: parts, facts, hidden fields, one form with its mistakes. */
#ifndef UK_SITE_HANDLERS_SHEET_H
#define UK_SITE_HANDLERS_SHEET_H

#include "site/commons/decide.h"
#include "site/commons/seal.h"
#include "site/handlers/frame.h"
#include "site/pages/sheet_page.h"

#define SHEET_PARTS_MOST 16
#define SHEET_FIELDS_MOST 6
#define SHEET_HIDDEN_MOST 6

/* A page with that head and title, for one person alone: caches keep nothing of it. */
Status sheet_begin(const Request *request, Reply *reply, Str title, SheetPage *page) UK_MUST_USE;

/* The next part; of at most SHEET_PARTS_MOST. */
SheetPart *sheet_part(SheetPage *page, const char *id, Str label);

/* So many forms of that part are to follow. */
Status sheet_forms(const Request *request, SheetPart *part, size_t most) UK_MUST_USE;

/* A form that is sent to `action`, with its token and press, and room for fields. */
Status sheet_form(const Request *request, SheetPart *part, Str action, Str submit,
                  SheetForm **out) UK_MUST_USE;

void sheet_hidden(SheetForm *form, Str name, Str value);
void sheet_field(SheetForm *form, FormField field);
Status sheet_fact(const Request *request, SheetPart *part, Str label, Str text) UK_MUST_USE;

/* Ends a page: a mistake is named over all and beside the field `name`, with code 422. */
void sheet_end(const Request *request, Reply *reply, SheetPage *page);
void sheet_mistake(const Request *request, Reply *reply, SheetPage *page, Str name, Str sentence);

/* A list of the eight reasons, the first of which is none yet. */
Status sheet_reasons(const Request *request, Str name, Str chosen, FormField *out) UK_MUST_USE;

/* "today", "3 days": how long ago that was. */
Str sheet_age(const Request *request, int64_t since);

/* "It waits to be read." of a state's id, for who wrote it. */
Str sheet_state(Str state);

/* A kind's name by its id: "question". */
Str sheet_kind(Str kind);

/* "Reply 12" of an entry without a title. */
Str sheet_title(const Request *request, Str kind, Str title, int64_t id);

/* The key of seals, made of the key that is kept beside the store. */
SealKey sheet_seal_key(const Request *request);

#endif
