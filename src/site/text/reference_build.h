/* What both readers of references do: one more source, its fields by name, mistakes with places. */
#ifndef UK_SITE_TEXT_REFERENCE_BUILD_H
#define UK_SITE_TEXT_REFERENCE_BUILD_H

#include "site/text/reference.h"

#define REFERENCE_MISTAKES_MOST 20

/* Room for all sources; FAIL_INPUT when the text is too long. */
Status reference_begin(Context *context, Str file, Str text, References *references) UK_MUST_USE;

/* FAIL_INPUT when a mistake was noted since `errors_before`, or nothing was found. */
Status reference_end(Context *context, Str file, const References *references,
                     size_t errors_before) UK_MUST_USE;

/* NULL when there are too many. */
Reference *reference_new(Context *context, References *references);

/* False when there are too many. */
bool reference_add_person(Context *context, Reference *reference, Str family, Str given);

/* A field by BibTeX's name, in any case of letters, its words as people read them; a name that says
   nothing to us is passed over, the first of two counts. */
void reference_set(Context *context, Reference *reference, Str name, Str words);

/* "2021", "2021-05-03", "2021/05/03/spring", "May 2021"; what is no date changes nothing. */
void reference_set_date(Reference *reference, Str words);

Place reference_place(Str file, Str text, size_t at);
void reference_mistake(Context *context, Place place, const char *sentence);

#endif
