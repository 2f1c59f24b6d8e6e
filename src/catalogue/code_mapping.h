/* Which code of one list stands for which of another: many may go to one, and what has no place in
   the other list says why. */
#ifndef UK_CATALOGUE_CODE_MAPPING_H
#define UK_CATALOGUE_CODE_MAPPING_H

#include "catalogue/code_list.h"

typedef struct CodePair {
    const CodeEntry *from;
    const CodeEntry *to; /* NULL: the other list has no place for it */
    Str why;             /* one sentence; empty where there is a place */
} CodePair;

typedef struct CodePairs {
    const CodePair *items; /* one for every group of the list `from` */
    size_t count;
} CodePairs;

typedef struct CodeMapping {
    const CodeList *from;
    const CodeList *to;
    Str note; /* what a reader of the mapped groups must know */
    CodePairs pairs;
} CodeMapping;

const CodeMapping *code_mapping_rows(size_t *count);

/* NULL when there is none between the two in this direction. */
const CodeMapping *code_mapping_find(const CodeList *from, const CodeList *to);

/* The pair of a group of mapping->from; NULL for what is no group of it, such as "not stated". */
const CodePair *code_pair_find(const CodeMapping *mapping, const CodeEntry *entry);

/* Who reviewed the mappings. */
Str code_mappings_reviewed_by(void);

#endif
