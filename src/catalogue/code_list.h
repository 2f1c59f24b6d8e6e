/* Lists of codes that data use for ethnicity and deprivation, and sets of age bands: a code's label
   and the group it is in at a chosen detail. */
#ifndef UK_CATALOGUE_CODE_LIST_H
#define UK_CATALOGUE_CODE_LIST_H

#include "catalogue/knot.h"

/* What a code says of a person. In the order of study/labels.h, NotRecorded. */
typedef enum CodeMeaning {
    CODE_GROUP,     /* a group */
    CODE_NOT_ASKED, /* nobody asked, or nobody knows */
    CODE_NOT_SAID,  /* asked, and chose not to say */
    CODE_UNUSABLE   /* says nothing about a group */
} CodeMeaning;

typedef struct CodeEntry {
    Str code;
    Str label;
    TextList also;        /* other texts that mean this code, such as the published description */
    const size_t *groups; /* for each detail but the finest the index of its label; NULL when there
                             is no coarser one, and for codes that are no group */
    CodeMeaning meaning;
} CodeEntry;

/* One way of grouping the codes; the finest is the codes themselves. */
typedef struct CodeDetail {
    int64_t groups; /* as a study writes it: detail: 5 */
    TextList labels;
} CodeDetail;

typedef struct CodeDetails {
    const CodeDetail *items; /* from the coarsest to the finest */
    size_t count;
} CodeDetails;

typedef struct CodeEntries {
    const CodeEntry *items; /* groups in the list's own order, then what is not recorded */
    size_t count;
} CodeEntries;

typedef struct CodeList {
    Str id;           /* as a study writes it: codes: nhs-ethnicity-2001 */
    Str name;         /* for people */
    Str topic;        /* what it is about: "ethnicity"; for knots_of_check */
    Str note;         /* what a reader of its groups must know */
    Str worst;        /* the name of the worst-off end of an ordered list: "most deprived"; which
                             code that is, the study or its labels say; empty: not ordered */
    Str best;         /* of the other end */
    TextList between; /* what labels call those in between: "more deprived" */
    TextList said;    /* each group in words that stand in a sentence, from the worst-off end: "the
                             most deprived tenth"; none: not ordered */
    bool second_is_local; /* the first character is the code; a second one may follow */
    CodeDetails details;
    CodeEntries entries;
    size_t recorded; /* that many first entries are groups */
    CatalogueSources sources;
    Str reviewed_by;
} CodeList;

const CodeList *code_list_rows(size_t *count);

/* By id; NULL when there is none. */
const CodeList *code_list_find(Str id);

/* The nearest id, or STR_NONE; for "did you mean". */
Str code_list_nearest(Context *context, Str id);

/* What a cell means: the code, one of its other texts or its label. Blanks around it, ASCII case,
   zeros before a number, and in texts of more than three characters all punctuation do not count.
   NULL for what the list does not know (and for an empty cell). */
const CodeEntry *code_find(const CodeList *list, Str cell);

/* How far the group of a label is from the worst-off end: an index of list->said. The label is a
   code, one of its texts, or a code and the name of its end ("10 Most deprived", "07 - more
   deprived"). `last_is_worst`: the last code is the worst off, which the study says. False for
   other labels, for those that name an end where the study has the other, and without an order. */
bool code_find_place(const CodeList *list, Str label, bool last_is_worst, size_t *place);

/* NULL when the list has no such detail. */
const CodeDetail *code_detail_find(const CodeList *list, int64_t groups);

/* The label of the entry's group; `detail` is one of the list's. What is not recorded keeps its own
   label in every detail. */
Str code_group_label(const CodeList *list, const CodeEntry *entry, const CodeDetail *detail);

/* The entry's place in detail->labels, or SIZE_MAX when it is no group. */
size_t code_group_index(const CodeList *list, const CodeEntry *entry, const CodeDetail *detail);

typedef struct AgeEdges {
    const double *items; /* one for each band: whole years, rising, or people */
    size_t count;
} AgeEdges;

typedef struct AgeBands {
    Str id;
    Str name;
    AgeEdges edges;
    AgeEdges standard;             /* people of a standard population in each band; may be empty */
    const CatalogueSource *source; /* of the standard population; NULL without one */
} AgeBands;

const AgeBands *age_bands_rows(size_t *count);

/* By id; NULL when there is none. */
const AgeBands *age_bands_find(Str id);

#endif
