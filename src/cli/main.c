/* unknot: memory, one run, its notes on stderr, its exit code. */
#include "base/os_file.h"
#include "cli/run.h"

#include <stdio.h>

/* Of the program itself: three quarters of the machine's memory, and never less than this. What an
   engine beside it takes is bound by --memory. */
#define MEMORY_LEAST ((int64_t)1 << 30)

static size_t memory_limit(void)
{
    int64_t most = memory_bytes() / 4 * 3;

    return (size_t)(most > MEMORY_LEAST ? most : MEMORY_LEAST);
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
    ignore_file_limit();
    status = command_line_run(&context, count, words);
    notes_print(&context);
    return (int)status.kind;
}
