/* Lists of a kind by words of the lists: "evidence about ethnicity that makes it worse". */
#ifndef UK_SITE_COMMONS_FILTERED_LIST_H
#define UK_SITE_COMMONS_FILTERED_LIST_H

#include "site/commons/kinds.h"
#include "site/store/statements.h"

#define FILTERS_MOST ((size_t)4)

typedef struct EntryFilter {
    Str facet;
    Str term;
} EntryFilter;

typedef struct EntryList {
    KindId kind;
    EntryFilter filters[FILTERS_MOST];
    size_t count; /* of filters; 0: all of the kind */
} EntryList;

/* False when the kind has no such field, the list no such word, or there are FILTERS_MOST. A word
   twice is one filter. */
bool list_filter(EntryList *list, Str facet, Str term);

/* The newest `most` whose number is below `before` (INT64_MAX: from the newest), with all filters.
   Without a filter by number too; for "changed last" there is store_entries. */
Status list_read(Context *context, StoreReader *reader, const EntryList *list, int64_t before,
                 int64_t most, FilteredRows *out) UK_MUST_USE;

/* How many there are. */
Status list_count(Context *context, StoreReader *reader, const EntryList *list,
                  int64_t *out) UK_MUST_USE;

#endif
