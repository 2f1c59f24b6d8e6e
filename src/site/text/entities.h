/* Signs written by name or number, "&eacute;" and "&#233;", as Markdown and BibTeX exports have. */
#ifndef UK_SITE_TEXT_ENTITIES_H
#define UK_SITE_TEXT_ENTITIES_H

#include "base/text.h"

/* Adds the sign that `entity` ("&...;", whole) names; one that is not known, or names no sign,
   stays as it was written. */
void entity_add(Text *text, Str entity);

#endif
