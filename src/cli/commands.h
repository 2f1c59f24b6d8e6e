/* The commands that are built: each reads its arguments, does its work, and prints. */
#ifndef UK_CLI_COMMANDS_H
#define UK_CLI_COMMANDS_H

#include "cli/arguments.h"

CommandRun audit_command_run;
CommandRun check_run;
CommandRun commons_run;
CommandRun explain_run;
CommandRun gap_run;
CommandRun init_run;
CommandRun knots_run;
CommandRun methods_run;
CommandRun remeasure_run;
CommandRun score_run;
CommandRun completion_run;
CommandRun manual_run;

#endif
