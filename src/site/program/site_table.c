/* The rows of commands.def, for reading a command line: what they run is in another program. */
#include "cli/command_words.h"

#define COMMAND(name, run, reads, operands, summary) {name, NULL, reads, operands, summary},
#define OPTION(command, name, argument, repeats, later, help)
const CommandRow COMMAND_ROWS[] = {
#include "cli/commands.def"
};
#undef COMMAND
#undef OPTION

#define COMMAND(name, run, reads, operands, summary)
#define OPTION(command, name, argument, repeats, later, help)                                      \
    {command, name, argument, repeats, later, help},
const OptionRow OPTION_ROWS[] = {
#include "cli/commands.def"
};
#undef COMMAND
#undef OPTION

const size_t COMMAND_ROW_COUNT = sizeof COMMAND_ROWS / sizeof COMMAND_ROWS[0];
const size_t OPTION_ROW_COUNT = sizeof OPTION_ROWS / sizeof OPTION_ROWS[0];
