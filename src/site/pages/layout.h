/* What stands around every page: head and foot, and the rows and links that pages share. */
#ifndef UK_SITE_PAGES_LAYOUT_H
#define UK_SITE_PAGES_LAYOUT_H

#include "site/pages/put.h"

/* The part of the site that the main list marks as the place where people are. */
typedef enum PageSection {
    SECTION_NONE,
    SECTION_START,
    SECTION_THEMES,
    SECTION_EVIDENCE,
    SECTION_SYSTEMS,
    SECTION_METHODS,
    SECTION_ASK,
    SECTION_EVENTS,
    SECTION_LEARN,
    SECTION_RECOMMENDATIONS,
    SECTION_AUDITS
} PageSection;

/* An address of the site begins with one "/"; what it is called. */
typedef struct PageLink {
    Str path;
    Str label;
} PageLink;

typedef struct PageLinks {
    PageLink *items;
    size_t count;
} PageLinks;

/* page_head and page_foot: every page begins and ends with them. Empty members show nothing. */
typedef struct HeadPage {
    Str title;           /* of the window: what the page is, without the site's name */
    Str description;     /* one sentence for lists of other sites */
    Str site;            /* the site's name */
    PageSection section; /* marked in the main list */
    PageLinks crumbs;    /* from the first page down to the one above this */
    PageLinks feeds;     /* Atom feeds of what this page shows */
    Str search;          /* words that were searched for */
    Str person;          /* who is signed in, as shown to themselves */
    Str notice;          /* what was just done: "Saved." */
    Str care;            /* what this page mentions that may weigh on people */
    Str sample;          /* why what stands here is made up, and by whom */
    Str tell;            /* where to say that something is wrong here; the foot names it */
    bool is_refused;     /* a form with mistakes: the window's title begins "Error:" */
} HeadPage;

typedef HeadPage FootPage;

/* One entry in a list. */
typedef struct PageRow {
    Str path;
    Str title;
    Str summary;
    Str facts; /* second line: sort, strength, stop, who, when */
    Str late;  /* what is overdue, in words */
    Str mark;  /* sample, withdrawn, draft */
} PageRow;

typedef struct PageRows {
    PageRow *items;
    size_t count;
} PageRows;

/* page_rows: rows of links, as a part of other pages. */
typedef struct RowsPage {
    PageRows rows;
    Str empty; /* shown when there is none: what that means, and what one can do */
} RowsPage;

void page_head(Html *html, const HeadPage *page);
void page_foot(Html *html, const FootPage *page);
void page_rows(Html *html, const RowsPage *page);

#endif
