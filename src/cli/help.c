#include "cli/help.h"

#include "cli/commands.h"
#include "cli/output.h"

#include <string.h>

#define HELP_COLUMN 30
#define HELP_WIDTH 78

/* Words of `help` in lines of at most HELP_WIDTH, each after the first indented to HELP_COLUMN. */
static void add_wrapped(Text *text, const char *help, size_t column)
{
    StrSplit words = str_split(str_from(help), ' ');
    Str word;

    while (str_split_next(&words, &word)) {
        if (column + 1 + word.length > HELP_WIDTH) {
            text_add_byte(text, '\n');
            text_add_repeated(text, STR(" "), HELP_COLUMN);
            column = HELP_COLUMN;
        } else if (column > HELP_COLUMN) {
            text_add_byte(text, ' ');
            column++;
        }
        text_add(text, word);
        column += word.length;
    }
    text_add_byte(text, '\n');
}

/* "  name", then the help beside it, or below where the name is long. */
static void add_row(Text *text, Str name, const char *help)
{
    text_add(text, STR("  "));
    text_add(text, name);
    if (name.length + 4 > HELP_COLUMN) {
        text_add_byte(text, '\n');
        text_add_repeated(text, STR(" "), HELP_COLUMN);
    } else {
        text_add_repeated(text, STR(" "), HELP_COLUMN - 2 - name.length);
    }
    add_wrapped(text, help, HELP_COLUMN);
}

static void add_commands(Text *text, bool built)
{
    size_t count;
    const CommandRow *commands = command_rows(&count);

    for (size_t i = 0; i < count; i++) {
        if ((commands[i].run != NULL) == built) {
            add_row(text, str_from(commands[i].name), commands[i].summary);
        }
    }
}

void help_write_program(Text *text)
{
    text_add(text, STR("unknot: see who is left behind in health data, and how sure that is\n\n"
                       "usage: unknot COMMAND [--help] ...\n\ncommands:\n"));
    add_commands(text, true);
    text_add(text, STR("\nplanned, not built yet:\n"));
    add_commands(text, false);
    text_add(text, STR("\nTry: unknot gap people.csv --outcome \"recovered = 1\" --by ethnicity\n"
                       "Small numbers are kept safe unless you say otherwise. Nothing is sent "
                       "anywhere.\n"));
}

static bool has_options(const CommandRow *command, const char *of, bool later)
{
    size_t count;
    const OptionRow *options = option_rows(&count);

    for (size_t i = 0; i < count; i++) {
        if (strcmp(options[i].command, of) == 0 && options[i].later == later &&
            option_belongs(&options[i], command)) {
            return true;
        }
    }
    return false;
}

static void add_options(Text *text, const CommandRow *command, const char *of, bool later,
                        const char *heading)
{
    size_t count;
    const OptionRow *options = option_rows(&count);

    if (!has_options(command, of, later)) {
        return;
    }
    text_format(text, "\n%s\n", heading);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(options[i].command, of) == 0 && options[i].later == later &&
            option_belongs(&options[i], command)) {
            Str name = str_format(text->arena, "--%s%s%s", options[i].name,
                                  options[i].argument != NULL ? " " : "",
                                  options[i].argument != NULL ? options[i].argument : "");

            add_row(text, name, options[i].help);
        }
    }
}

static void add_examples(Text *text, const CommandRow *command)
{
    if (strcmp(command->name, "score") == 0) {
        text_add(text, STR("\nexamples:\n"
                           "  unknot score people.csv --score risk --outcome \"readmitted = 1\" "
                           "--by ethnicity,sex \\\n"
                           "    --flag \"risk >= 0.2\"\n"
                           "\nconditions are written as 'unknot gap --help' says.\n"));
    }
    if (strcmp(command->name, "gap") == 0) {
        text_add(text,
                 STR("\nexamples:\n"
                     "  unknot gap people.csv --outcome \"recovered = 1\" --by ethnicity,sex\n"
                     "  unknot gap stays.csv --outcome \"readmitted = 'Yes'\" --by ward "
                     "--person patient_id\n"
                     "  unknot gap people.csv --amount days_waited --by imd_decile "
                     "--order imd_decile=ascending\n"
                     "  unknot gap table.csv --events recovered --out-of finished --by area "
                     "--published\n"
                     "\nconditions: = != < <= > >= in (...), between ... and ..., known(COL), "
                     "days(FROM, TO),\n"
                     "  and, or, not. Text in quotes, dates as 2024-04-01, odd column names "
                     "in [square brackets].\n"));
    }
}

void help_write_command(Text *text, const CommandRow *command)
{
    text_format(text, "unknot %s: %s\n\nusage: unknot %s%s%s%s\n", command->name, command->summary,
                command->name, command->operands[0] != '\0' ? " " : "", command->operands,
                has_options(command, command->name, false) ? " [options]" : "");
    if (command->run == NULL) {
        text_add(text, STR("\nThis command is planned and not built yet.\n"));
        return;
    }
    add_options(text, command, command->name, false, "options:");
    add_options(text, command, "(file)", false, "how the file is read:");
    add_options(text, command, "(reading)", false, "where data are read:");
    add_options(text, command, "(every)", false, "always:");
    add_options(text, command, command->name, true, "known, not built yet:");
    add_examples(text, command);
    text_add(text,
             STR("\nexit status: 0 done, 1 the answer is no, 2 a mistake in the command or the "
                 "data,\n  3 the machine, 4 a limit was reached\n"));
}

/* ---- the manual page ---- */

/* roff's own signs: backslash, and a dot or quote that begins a line; "-" is a minus to keep. */
static void add_roff(Text *text, const char *plain)
{
    for (const char *at = plain; *at != '\0'; at++) {
        if (*at == '\\') {
            text_add(text, STR("\\e"));
        } else if (*at == '-') {
            text_add(text, STR("\\-"));
        } else {
            text_add_byte(text, *at);
        }
    }
}

static void add_roff_options(Text *text, const char *of)
{
    size_t count;
    const OptionRow *options = option_rows(&count);

    for (size_t i = 0; i < count; i++) {
        if (strcmp(options[i].command, of) != 0 || options[i].later) {
            continue;
        }
        text_add(text, STR(".TP\n\\fB\\-\\-"));
        add_roff(text, options[i].name);
        text_add(text, STR("\\fR"));
        if (options[i].argument != NULL) {
            text_add(text, STR(" \\fI"));
            add_roff(text, options[i].argument);
            text_add(text, STR("\\fR"));
        }
        text_add_byte(text, '\n');
        add_roff(text, options[i].help);
        text_add_byte(text, '\n');
    }
}

static void manual_write(Text *text)
{
    size_t count;
    const CommandRow *commands = command_rows(&count);

    text_add(text, STR(".TH UNKNOT 1 \"\" \"unknot " UNKNOT_VERSION "\" \"User Commands\"\n"
                       ".SH NAME\nunknot \\- see who is left behind in health data\n"
                       ".SH SYNOPSIS\n\\fBunknot\\fR \\fICOMMAND\\fR [\\fIoptions\\fR] ...\n"
                       ".SH DESCRIPTION\nMeasures gaps between groups of people in their own data, "
                       "says how sure it is, and keeps small numbers safe.\n"
                       "Nothing is sent anywhere.\n.SH COMMANDS\n"));
    for (size_t i = 0; i < count; i++) {
        text_format(text, ".TP\n\\fB%s\\fR %s\n", commands[i].name, commands[i].operands);
        add_roff(text, commands[i].summary);
        text_add(text, commands[i].run != NULL ? STR("\n") : STR(" (not built yet)\n"));
    }
    for (size_t i = 0; i < count; i++) {
        if (commands[i].run != NULL && has_options(&commands[i], commands[i].name, false)) {
            text_format(text, ".SH OPTIONS OF %s\n", commands[i].name);
            add_roff_options(text, commands[i].name);
        }
    }
    text_add(text, STR(".SH OPTIONS WHERE ONE FILE IS READ\n"));
    add_roff_options(text, "(file)");
    text_add(text, STR(".SH OPTIONS WHEREVER DATA ARE READ\n"));
    add_roff_options(text, "(reading)");
    text_add(text, STR(".SH OPTIONS OF EVERY COMMAND\n"));
    add_roff_options(text, "(every)");
    text_add(text, STR(".SH EXIT STATUS\n0 done; 1 the answer is no; 2 a mistake in the command or "
                       "the data; 3 the machine; 4 a limit was reached.\n"
                       ".SH ENVIRONMENT\n.TP\n\\fBNO_COLOR\\fR\nno colour on the terminal\n"
                       ".TP\n\\fBCOLUMNS\\fR\nhow wide answers are written, 20 to 1000\n"
                       ".TP\n\\fBUNKNOT_DUCKDB\\fR\nthe path of libduckdb.so\n"));
}

/* What these print has a form of its own, which other programs read. */
static void refuse_json(Context *context, const Arguments *arguments)
{
    if (arguments_given(arguments, "json")) {
        note_error(context, FAIL_INPUT, arguments_place("--json"),
                   "'unknot %s' has no answer in JSON; leave it out", arguments->command->name);
    }
}

Status manual_run(Context *context, const Arguments *arguments)
{
    size_t errors = context->error_count;
    Text text = text_new(context->arena);
    Str written;

    if (arguments->operands.count > 0) {
        note_error(context, FAIL_INPUT, PLACE_NONE,
                   "'unknot manual' takes no words; leave them out");
    }
    refuse_json(context, arguments);
    TRY(status_since(context, errors));
    manual_write(&text);
    TRY(text_finish(context, &text, &written));
    return output_print(context, written);
}

/* ---- shell completion ---- */

static void add_names(Text *text, const CommandRow *command)
{
    size_t count;
    const OptionRow *options = option_rows(&count);

    for (size_t i = 0; i < count; i++) {
        if (!options[i].later && option_belongs(&options[i], command)) {
            text_format(text, " --%s", options[i].name);
        }
    }
}

static void completion_bash(Text *text)
{
    size_t count;
    const CommandRow *commands = command_rows(&count);

    text_add(text, STR("_unknot() {\n  local word=\"${COMP_WORDS[COMP_CWORD]}\" names=''\n"
                       "  COMPREPLY=()\n  if [ \"$COMP_CWORD\" -eq 1 ]; then\n    names='--help "
                       "--version"));
    for (size_t i = 0; i < count; i++) {
        if (commands[i].run != NULL) {
            text_format(text, " %s", commands[i].name);
        }
    }
    text_add(text, STR("'\n  else\n    case \"${COMP_WORDS[1]}\" in\n"));
    for (size_t i = 0; i < count; i++) {
        if (commands[i].run != NULL) {
            text_format(text, "      %s) names='", commands[i].name);
            add_names(text, &commands[i]);
            text_add(text, STR("' ;;\n"));
        }
    }
    text_add(text, STR("    esac\n    [[ $word == -* ]] || names=''\n  fi\n"
                       "  [ -n \"$names\" ] && COMPREPLY=($(compgen -W \"$names\" -- \"$word\"))\n"
                       "}\ncomplete -o default -F _unknot unknot\n"));
}

static void completion_fish(Text *text)
{
    size_t count;
    size_t option_count;
    const CommandRow *commands = command_rows(&count);
    const OptionRow *options = option_rows(&option_count);

    for (size_t i = 0; i < count; i++) {
        if (commands[i].run == NULL) {
            continue;
        }
        text_format(text, "complete -c unknot -n __fish_use_subcommand -a %s -d '%s'\n",
                    commands[i].name, commands[i].summary);
        for (size_t j = 0; j < option_count; j++) {
            if (!options[j].later && option_belongs(&options[j], &commands[i])) {
                text_format(
                    text, "complete -c unknot -n '__fish_seen_subcommand_from %s' -l %s%s\n",
                    commands[i].name, options[j].name, options[j].argument != NULL ? " -r" : "");
            }
        }
    }
}

Status completion_run(Context *context, const Arguments *arguments)
{
    Text text = text_new(context->arena);
    Str shell = arguments->operands.count == 1 ? arguments->operands.items[0] : STR_NONE;
    size_t errors = context->error_count;
    Str written;

    refuse_json(context, arguments);
    if (str_equal(shell, STR("bash"))) {
        completion_bash(&text);
    } else if (str_equal(shell, STR("zsh"))) {
        text_add(&text, STR("autoload -U +X bashcompinit && bashcompinit\n"));
        completion_bash(&text);
    } else if (str_equal(shell, STR("fish"))) {
        completion_fish(&text);
    } else {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "'unknot completion' needs one shell; write bash, zsh or fish");
    }
    TRY(status_since(context, errors));
    TRY(text_finish(context, &text, &written));
    return output_print(context, written);
}
