/* Where answers go: stdout or a file, whole or not at all. */
#ifndef UK_CLI_OUTPUT_H
#define UK_CLI_OUTPUT_H

#include "base/status.h"

#define UNKNOT_VERSION "0.1.0"

/* Writes to stdout and flushes; FAIL_SYSTEM when it could not all be written (a full disk). */
Status output_print(Context *context, Str text) UK_MUST_USE;

/* To the file when `path` is not empty (written aside, then renamed), else to stdout. */
Status output_write(Context *context, Str path, Str text) UK_MUST_USE;

/* Whether an answer to stdout (`path` empty) is for a terminal that shows colours, which the person
   has not switched off. */
bool output_colour(Str path);

/* Columns for an answer to stdout: COLUMNS where the person set it (20 to 1000), else the
   terminal's, else 80. */
int output_width(void);

#endif
