/* The gap map: stops (or the knots of one) by groups, each cell a number that opens its list. */
#ifndef UK_SITE_PAGES_MAP_PAGE_H
#define UK_SITE_PAGES_MAP_PAGE_H

#include "site/pages/layout.h"

/* A part of the bar under a number: "mw" worse, "mb" better, "mu" both or unclear. */
typedef struct MapBar {
    Str kind;
    Str path; /* in a picture of 32 by 8 */
} MapBar;

typedef struct MapCell {
    Str group; /* the heading of its column, for narrow windows */
    Str path;  /* its list */
    Str count;
    Str heard; /* "Using it, age: 4 pieces of evidence: 3 worse, 1 better"; has the count in it */
    Str level; /* "z" none, "b1", "b2", "b3" */
    struct {
        MapBar *items;
        size_t count;
    } bars;
} MapCell;

typedef struct MapRow {
    Str label;
    Str path; /* to the knots of the stop, or to the page of the knot; may be empty */
    struct {
        MapCell *items;
        size_t count;
    } cells;
    Str total_path; /* the list of the row */
    Str total;
} MapRow;

typedef struct MapPage {
    HeadPage head;
    Str title;
    Str summary;
    Str sum; /* why the cells add up to more than there are entries */
    Str rows_label;
    Str caption;
    PageLinks groups; /* headings of the columns, each with the list of its group */
    struct {
        MapRow *items;
        size_t count;
    } rows;
    struct {
        MapCell *items;
        size_t count;
    } totals; /* of each group, each piece once */
    Str total;
    PageLinks ways;
} MapPage;

void page_map(Html *html, const MapPage *page);

#endif
