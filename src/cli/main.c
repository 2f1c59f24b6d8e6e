/* unknot: finds the command, runs it, prints its notes on stderr, and ends with its exit code. */
#include "base/os_file.h"
#include "cli/commands.h"
#include "cli/help.h"
#include "cli/output.h"

#include <stdio.h>
#include <string.h>

/* Without --memory: three quarters of the machine's memory, and never less than this. */
#define MEMORY_LEAST ((int64_t)1 << 30)

static size_t memory_limit(void)
{
    int64_t most = memory_bytes() / 4 * 3;

    return (size_t)(most > MEMORY_LEAST ? most : MEMORY_LEAST);
}

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

static Status run(Context *context, int count, char *const *words)
{
    const CommandRow *command;

    if (count < 2) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "no command is given; 'unknot --help' lists them, and 'unknot gap DATA' is the "
                    "first to try");
    }
    if (asks_for(words[1], "--version", "-V")) {
        return output_print(context, STR("unknot " UNKNOT_VERSION "\n"));
    }
    if (asks_for(words[1], "--help", "-h") || (asks_for(words[1], "help", NULL) && count == 2)) {
        return print_help(context, NULL);
    }
    if (asks_for(words[1], "help", NULL)) {
        command = command_find(context, str_from(words[2]));
        return command == NULL ? status_since(context, 0) : print_help(context, command);
    }
    command = command_find(context, str_from(words[1]));
    if (command == NULL) {
        return status_since(context, 0);
    }
    return run_command(context, command, count - 2, words + 2);
}

static void print_notes(const Context *context)
{
    Text text = text_new(context->arena);
    Str notes;

    notes_write(context, &text);
    notes = text_str(&text);
    if (notes.length > 0) {
        (void)fwrite(notes.bytes, 1, notes.length, stderr);
    }
    if (text.spent) {
        (void)fputs("there was no memory left to say all of it\n", stderr);
    }
}

int main(int count, char **words)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(memory_limit());
    Context context = {.arena = arena, .stop = stop_on_interrupt()};
    Status status;

    if (arena == NULL) {
        (void)fputs("there is no memory to start with\n", stderr);
        return FAIL_LIMIT;
    }
    status = run(&context, count, words);
    print_notes(&context);
    return (int)status.kind;
}
