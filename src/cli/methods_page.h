/* Ways of working with the people affected, as lines for a terminal and as JSON. */
#ifndef UK_CLI_METHODS_PAGE_H
#define UK_CLI_METHODS_PAGE_H

#include "catalogue/technique.h"
#include "cli/arguments.h"
#include "cli/entry.h"

#define METHODS_PARTS_COUNT 5

/* The parts of a wish that can be given up one at a time: the names of their options. */
extern const char *const METHODS_PARTS[METHODS_PARTS_COUNT];

/* How many parts the wish has. */
size_t methods_parts_of(const TechniqueWish *wish);

/* Those that fit, by kind; when none does, which condition stands in the way. `arguments` says how
   the wish was written. */
void methods_write_list(const EntryPage *page, const Arguments *arguments,
                        const TechniqueWish *wish);

/* All about one. */
void methods_write_one(const EntryPage *page, const Technique *technique);

/* "techniques": `only` where it is not NULL, else those that fit. "without": for each part of the
   wish, how many would fit if it were given up. */
void methods_write_json(Text *text, const Technique *only, const TechniqueWish *wish);

#endif
