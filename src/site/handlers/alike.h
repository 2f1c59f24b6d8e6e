/* Evidence that is here already: the same source, or a title that is nearly the same. */
#ifndef UK_SITE_HANDLERS_ALIKE_H
#define UK_SITE_HANDLERS_ALIKE_H

#include "site/pages/layout.h"
#include "site/web/request.h"

#define ALIKE_MOST ((size_t)5)

/* What is live and names this DOI, as doi_read gives it; at most ALIKE_MOST rows are added. */
Status alike_by_doi(const Request *request, Str doi, PageRows *rows) UK_MUST_USE;

/* What is live with a title that has TITLE_NEAR of its words in common with `title`; each row says
   both titles. */
Status alike_by_title(const Request *request, Str title, PageRows *rows) UK_MUST_USE;

#endif
