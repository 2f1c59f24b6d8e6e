/* Becoming another program of ours, as git does with its parts. */
#ifndef UK_BASE_OS_PROGRAM_H
#define UK_BASE_OS_PROGRAM_H

#include "base/status.h"

/* This process becomes the program `name`, which lies beside this one or, when it was installed, in
   libexec/unknot of the same prefix; `words` (its own name first) end in a NULL. Returns only when
   that failed: FAIL_SYSTEM, with where it should be. Nothing is looked for in PATH. */
Status program_become(Context *context, Str name, char *const *words) UK_MUST_USE;

#endif
