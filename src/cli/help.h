/* Help, the manual page and shell completion, all from the tables of commands and options. */
#ifndef UK_CLI_HELP_H
#define UK_CLI_HELP_H

#include "base/text.h"
#include "cli/arguments.h"

/* What the program is, its commands, and those that are not built yet. */
void help_write_program(Text *text);

/* One command: usage, options, examples. */
void help_write_command(Text *text, const CommandRow *command);

#endif
