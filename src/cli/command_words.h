/* The words that commands.def is written in, for the files that read it. */
#ifndef UK_CLI_COMMAND_WORDS_H
#define UK_CLI_COMMAND_WORDS_H

#include "cli/arguments.h"

#define NOT_YET NULL
#define ONE_FILE "(file)"
#define READING "(reading)"
#define EVERY "(every)"
#define ONCE false
#define MANY true
#define NOW false
#define LATER true
#define NOTHING READS_NOTHING
#define A_FILE READS_FILE
#define A_STUDY READS_STUDY

#endif
