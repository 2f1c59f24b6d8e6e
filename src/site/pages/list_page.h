/* A list: what this is, filters, rows, what comes next, and the same as a feed or a table. */
#ifndef UK_SITE_PAGES_LIST_PAGE_H
#define UK_SITE_PAGES_LIST_PAGE_H

#include "site/pages/layout.h"

typedef struct PageChoice {
    Str value;
    Str label;
    Str hint;
    bool is_chosen;
} PageChoice;

typedef struct PageChoices {
    PageChoice *items;
    size_t count;
} PageChoices;

/* One filter: a list to choose from; its first choice has an empty value and means all. */
typedef struct ListFilter {
    Str name;
    Str label;
    PageChoices choices;
} ListFilter;

typedef struct ListPage {
    HeadPage head;
    Str title;
    Str summary;    /* what this list is, in one or two sentences */
    Str path;       /* of the list without filters: the form's action */
    Str query;      /* words looked for within the list */
    Str new_path;   /* where to add one; empty when nobody may */
    Str new_label;  /* "Add evidence" */
    PageLinks ways; /* other views of the same: the gap map, what others used */
    struct {
        ListFilter *items;
        size_t count;
    } filters;
    bool is_filtered;
    Str count; /* "412 entries", "3 of 412 entries" */
    RowsPage found;
    Str first_path; /* back to the beginning; empty on it */
    Str next_path;  /* the following rows; empty at the end */
    PageLinks data; /* the same as CSV, JSON and Atom */
} ListPage;

void page_list(Html *html, const ListPage *page);

#endif
