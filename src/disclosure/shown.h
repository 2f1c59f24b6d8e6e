/* Findings after disclosure control: all that reports, pages and bundles ever see. Made in
   src/disclosure alone; everywhere else it can only be read. */
#ifndef UK_DISCLOSURE_SHOWN_H
#define UK_DISCLOSURE_SHOWN_H

#include "base/status.h"

typedef enum ShownState {
    SHOWN_VALUE,
    SHOWN_HIDDEN,   /* kept back: lies between `from` and `to` where has_range */
    SHOWN_UNDEFINED /* there is no such number: the note beside it says why */
} ShownState;

/* One number that may leave. `value` reads back as the shortest decimal text that was released. */
typedef struct ShownNumber {
    ShownState state;
    double value;
    int decimals;   /* to print: 0 or more; SHOWN_EXACT: as many digits as there are */
    bool has_range; /* of SHOWN_HIDDEN */
    int64_t from;
    int64_t to; /* INT64_MAX: no upper end is known */
} ShownNumber;

#define SHOWN_EXACT (-1000)

/* An estimate with its interval. Shares are proportions, 0 to 1; differences of shares -1 to 1. */
typedef struct ShownInterval {
    ShownNumber estimate;
    ShownNumber se;
    ShownNumber low;
    ShownNumber high;
    Str method;
    Str note; /* why something is hidden or undefined; else empty */
} ShownInterval;

/* Of people alike in what a table adjusts for. */
typedef struct ShownAdjusted {
    ShownInterval estimate; /* of the group, as if all had the make-up of everyone compared */
    ShownInterval difference;
    ShownInterval ratio;
} ShownAdjusted;

typedef struct ShownGroup {
    Str level; /* as it came: show it through str_show */
    Str said;  /* in words for sentences, "the most deprived tenth"; empty: the level stands */
    bool recorded;
    ShownNumber people;
    ShownNumber total; /* events, or the sum of amounts */
    ShownInterval estimate;
    ShownInterval difference;
    ShownInterval ratio;
    ShownAdjusted adjusted; /* where the table is `adjusted_for` something */
} ShownGroup;

typedef struct ShownMeasure {
    Str id;
    ShownInterval value;
} ShownMeasure;

/* A survey's design, as far as it was declared and its numbers are none of people: else rounded as
   those are. */
typedef struct ShownDesign {
    bool declared; /* strata or clusters were named */
    ShownNumber strata;
    ShownNumber clusters;
    ShownNumber df; /* clusters less strata: degrees of freedom of every interval */
} ShownDesign;

typedef struct ShownTable {
    Str dimension;
    Str period;
    bool has_period;
    bool ordered;
    bool has_reference;
    bool weighted; /* estimates go by weights or a survey's design; people and totals are of rows as
                      they are, and no estimate is one over the other */
    Str compared_with;
    const ShownGroup *groups;
    size_t group_count;
    const ShownMeasure *measures;
    size_t measure_count;
    StrSpan adjusted_for; /* columns; none: nothing was adjusted for */
    StrSpan notes;        /* whole sentences, numbers put in; labels in them are safe to show */
} ShownTable;

/* What holds for the whole answer. */
typedef struct ShownFacts {
    Str data;
    Str outcome;
    ShownNumber rows;
    Str protection; /* the rule's id: unknot-default, none, published */
    Str warning;    /* to be printed first and last: "unprotected, do not share"; else empty */
    Str rule;       /* what the rule does, one sentence */
    bool amounts;
    bool repeats;
    bool exact; /* 17 significant digits */
    double confidence;
    int better; /* 1 more, -1 less, 0 not said or neither */
} ShownFacts;

typedef struct Shown Shown;

const ShownFacts *shown_facts(const Shown *shown);
size_t shown_table_count(const Shown *shown);
const ShownTable *shown_table(const Shown *shown, size_t index);

/* Of the table at `index`, which is there. An answer to one question has it; a bundle tells of it
   in the table's notes alone. */
const ShownDesign *shown_design(const Shown *shown, size_t index);

#endif
