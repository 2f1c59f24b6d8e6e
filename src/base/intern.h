/* Distinct texts, numbered in the order they came: levels, columns, persons. */
#ifndef UK_BASE_INTERN_H
#define UK_BASE_INTERN_H

#include "base/status.h"

typedef struct Intern Intern;

#define INTERN_NONE UINT32_MAX

/* Makes an empty table in the context's arena. */
Status intern_new(Context *context, Intern **out) UK_MUST_USE;

/* Gives the number of `text`, adding a copy when it is new; FAIL_LIMIT when memory is spent, after
   1,073,741,824 texts or for a text of 4 GiB; the table is then as it was. Costs the arena 20 to
   40 bytes a text beside its own. Hashing is keyed per table by a fixed seed and degrades to no
   worse than probing: the order of numbers depends on the order of calls alone. */
Status intern_add(Context *context, Intern *intern, Str text, uint32_t *number) UK_MUST_USE;

/* As intern_add, of the text with ASCII capitals made small. */
Status intern_add_folded(Context *context, Intern *intern, Str text, uint32_t *number) UK_MUST_USE;

/* INTERN_NONE when it is not there. */
uint32_t intern_find(const Intern *intern, Str text);

uint32_t intern_count(const Intern *intern);

/* The text of a number below intern_count; ends in NUL too. */
Str intern_text(const Intern *intern, uint32_t number);

#endif
