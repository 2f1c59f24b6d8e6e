/* The lists of the catalogue that studies are written with, for 'unknot explain': what a code list
   holds, how its codes are grouped, what stands for what in another, and where it is from; and sets
   of groups. */
#ifndef UK_CLI_EXPLAIN_LISTS_H
#define UK_CLI_EXPLAIN_LISTS_H

#include "cli/entry.h"

/* Their ids: room for explain_lists_count() is wanted. */
size_t explain_lists_count(void);
void explain_lists_ids(Str *out);

bool explain_lists_has(Str id);

/* A line for each. */
void explain_lists_name(const EntryPage *page);

/* The card of one that is there. */
void explain_lists_write(const EntryPage *page, Str id);

/* As an object; of all of them, an array. */
void explain_lists_json(JsonWriter *json, Str id);
void explain_lists_json_all(JsonWriter *json);

#endif
