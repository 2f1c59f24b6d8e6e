/* Making folders. */
#include "base/os_file.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

/* What Linux takes at most, the ending NUL with it. */
#define PATH_BYTES_MOST 4096

Status folder_make(Context *context, Str path)
{
    char name[PATH_BYTES_MOST];
    Place place = {str_copy(context->arena, path), 0, 0};

    if (path.length >= sizeof name || str_find_byte(path, '\0') < path.length) {
        return fail(context, FAIL_INPUT, place,
                    "this is no name of a folder; choose a shorter one");
    }
    for (size_t i = 0; i < path.length; i++) {
        name[i] = path.bytes[i];
    }
    name[path.length] = '\0';
    if (mkdir(name, 0777) != 0 && errno != EEXIST) {
        return fail(context, FAIL_SYSTEM, place,
                    "this folder cannot be made: %s; make it, or name another", strerror(errno));
    }
    return done();
}
