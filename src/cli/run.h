/* One run of the program but for its memory: a command line in, an answer and notes out. */
#ifndef UK_CLI_RUN_H
#define UK_CLI_RUN_H

#include "base/status.h"

/* Finds the command among `words` (the program's name first, as main gets them), reads its
   arguments and runs it; what it answers goes to stdout or the file asked for. */
Status command_line_run(Context *context, int count, char *const *words) UK_MUST_USE;

/* Every note on stderr, with memory of its own. */
void notes_print(const Context *context);

/* The same of warnings, before something is written; they are not printed again. Nothing has
   failed. */
void notes_print_early(Context *context);

#endif
