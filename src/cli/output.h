/* Where answers go: stdout or a file, whole or not at all. */
#ifndef UK_CLI_OUTPUT_H
#define UK_CLI_OUTPUT_H

#include "base/status.h"

#define UNKNOT_VERSION "0.1.0"

/* Writes to stdout and flushes; FAIL_SYSTEM when it could not all be written (a full disk). */
Status output_print(Context *context, Str text) UK_MUST_USE;

/* To the file when `path` is not empty (written aside, then renamed), else to stdout. */
Status output_write(Context *context, Str path, Str text) UK_MUST_USE;

#endif
