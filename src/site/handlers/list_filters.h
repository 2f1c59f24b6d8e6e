/* What is chosen of a list: the same for its page, its feed and its tables. */
#ifndef UK_SITE_HANDLERS_LIST_FILTERS_H
#define UK_SITE_HANDLERS_LIST_FILTERS_H

#include "site/commons/filtered_list.h"
#include "site/web/request.h"

/* Lists of words that a kind can be filtered by. */
#define FACETS_MOST ((size_t)12)

typedef struct Filters {
    Str facets[FACETS_MOST];
    Str labels[FACETS_MOST];
    size_t count;
} Filters;

/* The lists of words of a kind's fields that are for everybody, and the stops of its knots. */
Filters filters_of(const Kind *kind);

/* The list with the words that the query names; what is no word of ours is passed over. */
EntryList filters_chosen(const Request *request, const Kind *kind);

/* "/evidence?effect=worse&before=12": the address of a list, in the form that `ending` says
   (".csv"; empty: the page), with what is chosen and then `more` ("before=12"; may be empty). */
Str filters_path(Arena *arena, const EntryList *list, Str ending, Str more);

/* "effect: Makes it worse; stage: Using it", for people; empty when nothing is chosen. */
Str filters_words(Arena *arena, const EntryList *list);

#endif
