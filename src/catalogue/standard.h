/* Reporting standards: for each of their items what of a report shows it, and who fills it. A list
   of what is there, never a score. */
#ifndef UK_CATALOGUE_STANDARD_H
#define UK_CATALOGUE_STANDARD_H

#include "catalogue/knot.h"

/* Who fills an item of a standard. */
typedef enum ItemHeld {
    ITEM_NOT_HELD, /* nothing of a report shows it, and the report says so */
    ITEM_DATA,     /* the program, from the rows */
    ITEM_WRITTEN,  /* people, in the study file */
    ITEM_BOTH
} ItemHeld;

typedef struct CheckLinks {
    const CheckInfo *const *items;
    size_t count;
} CheckLinks;

typedef struct StandardItem {
    Str item;        /* the standard's own number: "12e" */
    Str label;       /* in our words */
    SourceMark mark; /* how the item itself is known; SOURCE_UNSEEN is never printed as a fact */
    ItemHeld held;
    Str shows;         /* what of a report shows it; empty when it is not held */
    CheckLinks checks; /* whose findings show it */
    KnotLinks knots;   /* where more is known about it */
} StandardItem;

typedef struct StandardItems {
    const StandardItem *items;
    size_t count;
} StandardItems;

typedef struct Standard {
    Str id; /* as a view of a report is called: "gripp2" */
    Str name;
    Str note; /* how far the standard was read, and what is left out */
    StandardItems items;
    const CatalogueSource *source;
} Standard;

const Standard *standard_rows(size_t *count);

/* By id; NULL when there is none. */
const Standard *standard_find(Str id);

/* Who reviewed the list of standards. */
Str standards_reviewed_by(void);

/* "from the data", "written in the study", "from the data and written in the study", "not held" */
Str item_held_text(ItemHeld held);

#endif
