/* The form of a kind: its fields as inputs, and what came back as values of fields. */
#ifndef UK_SITE_HANDLERS_ENTRY_FORM_PAGE_H
#define UK_SITE_HANDLERS_ENTRY_FORM_PAGE_H

#include "site/commons/entry_form.h"
#include "site/pages/form_page.h"
#include "site/web/request.h"

/* What was sent, under the keys of the kind's fields: three boxes of a date are one value. Other
   fields of the form stay under their own names, which the check of the form then refuses. */
Status entry_form_values(const Request *request, KindId kind, FormValues *out) UK_MUST_USE;

/* The inputs with these values, and `mistakes` beside them and over them all. Fields of the staff
   are there for editors alone. */
Status entry_form_fill(const Request *request, KindId kind, const FormValues *values,
                       const EntryWords *checked, FormPage *page) UK_MUST_USE;

#endif
