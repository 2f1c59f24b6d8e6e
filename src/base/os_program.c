#define _POSIX_C_SOURCE 200809L
#include "base/os_program.h"
#include "base/os_file.h"
#include "base/os_path.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

Status program_become(Context *context, Str name, char *const *words)
{
    Str folder = program_folder(context->arena);
    Str places[] = {
        str_format(context->arena, "%.*s/%.*s", STR_ARGS(folder), STR_ARGS(name)),
        str_format(context->arena, "%.*s/../libexec/unknot/%.*s", STR_ARGS(folder), STR_ARGS(name)),
    };
    SystemPath path;

    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        if (places[i].bytes == NULL) {
            return fail_memory(context);
        }
        if (file_facts(places[i]).kind != FILE_REGULAR || system_path_of(places[i], &path) != 0) {
            continue;
        }
        (void)execv(path.bytes, words);
        return fail(context, FAIL_SYSTEM, PLACE_NONE,
                    "'%.*s' could not be started (%s); install unknot anew", STR_ARGS(places[i]),
                    strerror(errno));
    }
    return fail(context, FAIL_SYSTEM, PLACE_NONE,
                "the program '%.*s', which this command needs, is neither in '%.*s' nor in "
                "libexec/unknot beside it; install unknot whole",
                STR_ARGS(name), STR_ARGS(folder));
}
