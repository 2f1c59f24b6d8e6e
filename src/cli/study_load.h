/* A study that was read and held against its files and the catalogue. */
#ifndef UK_CLI_STUDY_LOAD_H
#define UK_CLI_STUDY_LOAD_H

#include "cli/arguments.h"
#include "study/study.h"

/* The study that a command's one operand names. Every mistake of the file, of what it names and of
   the heads of its data is noted in one run, and then it fails once; warns of what looks like
   people's names. */
Status study_load(Context *context, const Arguments *arguments, const char *command,
                  Study *out) UK_MUST_USE;

#endif
