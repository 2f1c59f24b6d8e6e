/* unknot-site: what `unknot commons` becomes. Memory, one run, its notes on stderr, its exit
   code. */
#include "base/os_file.h"
#include "cli/run.h"
#include "site/program/verbs.h"

#include <stdio.h>
#include <string.h>

/* What one command may take at most; a request has its own, far smaller. */
#define MEMORY_MOST ((size_t)1 << 32)

static Status run(Context *context, int count, char *const *words)
{
    const CommandRow *command;
    Arguments arguments;

    if (count < 2 || strcmp(words[1], "commons") != 0) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "this is a part of unknot; write 'unknot commons ...' instead");
    }
    command = command_find(context, STR("commons"));
    if (command == NULL) {
        return status_since(context, 0);
    }
    TRY(arguments_read(context, command, count - 2, words + 2, &arguments));
    return site_command_run(context, &arguments);
}

int main(int count, char **words)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(MEMORY_MOST);
    Context context = {.arena = arena, .stop = stop_on_interrupt()};
    Status status;

    if (arena == NULL) {
        (void)fputs("there is no memory to start with\n", stderr);
        return FAIL_LIMIT;
    }
    ignore_file_limit();
    status = run(&context, count, words);
    notes_print(&context);
    return (int)status.kind;
}
