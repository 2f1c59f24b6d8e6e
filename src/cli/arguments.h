/* The command line as the tables in commands.def understand it. */
#ifndef UK_CLI_ARGUMENTS_H
#define UK_CLI_ARGUMENTS_H

#include "base/status.h"

typedef struct Arguments Arguments;
typedef Status CommandRun(Context *context, const Arguments *arguments);

typedef enum CommandReads {
    READS_NOTHING,
    READS_FILE, /* named on the command line, with options that say how it is read */
    READS_STUDY /* whose tables say how their files are read */
} CommandReads;

typedef struct CommandRow {
    const char *name;
    CommandRun *run; /* NULL: planned, not built yet */
    CommandReads reads;
    const char *operands;
    const char *summary;
} CommandRow;

typedef struct OptionRow {
    const char *command;  /* a command's name, "(file)", "(reading)" or "(every)" */
    const char *name;     /* without the dashes */
    const char *argument; /* NULL: a flag */
    bool repeats;
    bool later;
    const char *help;
} OptionRow;

/* What was given: for each option row the values in order of giving. */
struct Arguments {
    const CommandRow *command;
    StrSpan *values; /* one for each row of option_rows() */
    StrSpan operands;
    char *const *words; /* as typed after the command's name, for who hands them on */
    int word_count;
};

/* The tables of commands.def. Each program has its own: the same rows, other functions. */
extern const CommandRow COMMAND_ROWS[];
extern const size_t COMMAND_ROW_COUNT;
extern const OptionRow OPTION_ROWS[];
extern const size_t OPTION_ROW_COUNT;

const CommandRow *command_rows(size_t *count);
const OptionRow *option_rows(size_t *count);
bool option_belongs(const OptionRow *option, const CommandRow *command);

/* NULL and a note that offers the nearest, when there is no such command. */
const CommandRow *command_find(Context *context, Str name);

/* Reads argv after the command's name; notes every unknown option, missing value, doubled option
   and option that is not built yet. */
Status arguments_read(Context *context, const CommandRow *command, int count, char *const *words,
                      Arguments *out) UK_MUST_USE;

/* The option must be one of the tables' names. Empty, or false, where it was not given. */
bool arguments_given(const Arguments *arguments, const char *name);
Str arguments_text(const Arguments *arguments, const char *name);
StrSpan arguments_list(const Arguments *arguments, const char *name);

/* Where messages about an option's value point: "--outcome". */
Place arguments_place(const char *name_with_dashes);

#endif
