/* The first page and the one of all doors. */
#ifndef UK_SITE_PAGES_HOME_PAGE_H
#define UK_SITE_PAGES_HOME_PAGE_H

#include "site/pages/entry_page.h"

/* One thing people want to do. */
typedef struct PageDoor {
    Str path;
    Str title;
    Str text;
} PageDoor;

typedef struct PageDoors {
    PageDoor *items;
    size_t count;
} PageDoors;

/* One of the eight stops: its name, its question with the number of its entries. */
typedef struct HomeStop {
    int64_t number; /* from 1 */
    Str path;
    Str name;
    Str facts;
    bool is_low; /* every second one: the path waves */
} HomeStop;

typedef struct HomePage {
    HeadPage head;
    Str title;
    Str summary;
    PageDoors doors;
    Str start_path; /* all doors */
    struct {
        HomeStop *items;
        size_t count;
    } stops;
    Str gathering_path; /* the next gathering; empty when none is planned */
    Str gathering_title;
    Str gathering_day; /* "3" */
    Str gathering_month;
    Str gathering_facts;
    struct {
        EntryLinks *items;
        size_t count;
    } lists; /* what waits, what is new */
} HomePage;

typedef struct StartGroup {
    Str id;
    Str label; /* "Say something", "Start here if you are" */
    PageDoors doors;
} StartGroup;

typedef struct StartPage {
    HeadPage head;
    Str title;
    Str summary;
    struct {
        StartGroup *items;
        size_t count;
    } groups;
} StartPage;

/* page_doors: doors as a part of other pages. */
typedef PageDoors DoorsPage;

void page_home(Html *html, const HomePage *page);
void page_start(Html *html, const StartPage *page);
void page_doors(Html *html, const DoorsPage *page);

#endif
