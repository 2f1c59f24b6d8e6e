/* A page that says what went wrong and what one can do now. */
#ifndef UK_SITE_PAGES_PROBLEM_PAGE_H
#define UK_SITE_PAGES_PROBLEM_PAGE_H

#include "site/pages/layout.h"

typedef struct ProblemPage {
    HeadPage head;
    Str title;      /* what happened, as people say it: "There is no such page" */
    Str sentence;   /* why that can be */
    Str remedy;     /* what to do now */
    PageLinks ways; /* where to go on */
    Str reference;  /* a number to name when writing to us; empty when it helps nobody */
} ProblemPage;

void page_problem(Html *html, const ProblemPage *page);

#endif
