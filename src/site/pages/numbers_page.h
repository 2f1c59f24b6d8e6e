/* What is here, in numbers, and who is not. */
#ifndef UK_SITE_PAGES_NUMBERS_PAGE_H
#define UK_SITE_PAGES_NUMBERS_PAGE_H

#include "site/pages/layout.h"

typedef struct NumbersKind {
    Str label;
    Str path;
    Str count;
} NumbersKind;

typedef struct NumbersPage {
    HeadPage head;
    Str title;
    Str summary;
    struct {
        NumbersKind *items;
        size_t count;
    } kinds;
    struct {
        Str *items; /* sentences: what nobody has written of */
        size_t count;
    } missing;
    Str nobody; /* said when nothing of that is missing */
    RowsPage stops;
    RowsPage groups;
    PageLinks ways;
} NumbersPage;

void page_numbers(Html *html, const NumbersPage *page);

#endif
