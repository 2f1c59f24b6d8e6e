/* The data of a template that has a text in every place where one may stand. */
#ifndef UK_TESTS_PLACES_PAGE_H
#define UK_TESTS_PLACES_PAGE_H

#include "site/pages/put.h"

typedef enum PlaceKind { PLACE_FIRST, PLACE_SECOND, PLACE_THIRD } PlaceKind;

typedef struct PlaceRow {
    Str text;
    StrSpan rows;
} PlaceRow;

typedef struct PlacesPage {
    Str text;
    int64_t number;
    size_t count;
    bool is_marked;
    PlaceKind kind;
    RichText words;
    struct {
        PlaceRow *items;
        size_t count;
    } rows;
    const struct PlacesPage *next;
} PlacesPage;

void page_places(Html *html, const PlacesPage *page);

#endif
