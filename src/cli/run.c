#include "cli/run.h"

#include "cli/commands.h"
#include "cli/help.h"
#include "cli/output.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* Enough for every note a run can make; of its own, since the run's memory may be spent. */
#define NOTES_BYTES ((size_t)1 << 26)

static Status print_help(Context *context, const CommandRow *command)
{
    Text text = text_new(context->arena);
    Str written;

    if (command == NULL) {
        help_write_program(&text);
    } else {
        help_write_command(&text, command);
    }
    TRY(text_finish(context, &text, &written));
    return output_print(context, written);
}

static bool asks_for(const char *word, const char *name, const char *letter)
{
    return strcmp(word, name) == 0 || (letter != NULL && strcmp(word, letter) == 0);
}

/* What stands behind the last word that is understood is a mistake, not to be passed over. */
static Status refuse_more(Context *context, const char *after, const char *word)
{
    Str shown = str_show(context->arena, str_from(word), 80);

    return fail(context, FAIL_INPUT, PLACE_NONE,
                "'%.*s' is one word too many after 'unknot %s'; leave it out, or write "
                "'unknot help COMMAND' for the help of one command",
                STR_ARGS(shown), after);
}

static Status help_run(Context *context, int count, char *const *words)
{
    const CommandRow *command;

    if (count == 2) {
        return print_help(context, NULL);
    }
    if (!asks_for(words[1], "help", NULL)) {
        return refuse_more(context, words[1], words[2]);
    }
    if (count > 3) {
        return refuse_more(context, "help COMMAND", words[3]);
    }
    command = command_find(context, str_from(words[2]));
    return command == NULL ? status_since(context, 0) : print_help(context, command);
}

static Status run_command(Context *context, const CommandRow *command, int count,
                          char *const *words)
{
    Arguments arguments;

    for (int i = 0; i < count && strcmp(words[i], "--") != 0; i++) {
        if (asks_for(words[i], "--help", "-h")) {
            return print_help(context, command);
        }
    }
    if (command->run == NULL) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "'unknot %s' is not built yet; 'unknot --help' lists what is", command->name);
    }
    TRY(arguments_read(context, command, count, words, &arguments));
    return command->run(context, &arguments);
}

Status command_line_run(Context *context, int count, char *const *words)
{
    const CommandRow *command;

    if (count < 2) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "no command is given; 'unknot --help' lists them, and 'unknot gap DATA' is the "
                    "first to try");
    }
    if (asks_for(words[1], "--version", "-V")) {
        if (count > 2) {
            return refuse_more(context, words[1], words[2]);
        }
        return output_print(context, STR("unknot " UNKNOT_VERSION "\n"));
    }
    if (asks_for(words[1], "--help", "-h") || asks_for(words[1], "help", NULL)) {
        return help_run(context, count, words);
    }
    command = command_find(context, str_from(words[1]));
    if (command == NULL) {
        return status_since(context, 0);
    }
    return run_command(context, command, count - 2, words + 2);
}

void notes_print(const Context *context)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(NOTES_BYTES);
    Text text = text_new(arena);
    Str notes;

    if (arena == NULL) {
        (void)fputs("there is no memory left to say what went wrong\n", stderr);
        return;
    }
    notes_write(context, &text);
    notes = text_str(&text);
    if (notes.length > 0) {
        (void)fwrite(notes.bytes, 1, notes.length, stderr);
    }
    if (text.spent) {
        (void)fputs("there was no memory left to say all of it\n", stderr);
    }
}

void notes_print_early(Context *context)
{
    assert(context->error_count == 0);
    notes_print(context);
    context->first = NULL;
    context->last = NULL;
}
