/* Every template filled with clearly made-up data: for the tests of pages, and for people to look
   at. */
#ifndef UK_TESTS_COMMONS_SAMPLE_H
#define UK_TESTS_COMMONS_SAMPLE_H

#include "site/pages/entry_page.h"
#include "site/pages/form_page.h"
#include "site/pages/history_page.h"
#include "site/pages/home_page.h"
#include "site/pages/map_page.h"
#include "site/pages/numbers_page.h"
#include "site/pages/problem_page.h"
#include "site/pages/sheet_page.h"

typedef struct SamplePage {
    const char *name; /* of the file, without .html */
    void (*write)(Html *html);
} SamplePage;

/* Ended by a name of NULL. */
extern const SamplePage sample_pages[];

/* A list of any kind over an array that stands beside it. */
#define LIST(array) .items = (array), .count = sizeof(array) / sizeof(array)[0]

#endif
