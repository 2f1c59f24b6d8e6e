/* Making folders, and telling files apart. */
#include "base/os_file.h"
#include "base/os_path.h"
#include "base/path.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

Status folder_make(Context *context, Str path)
{
    SystemPath name;
    Place place = {str_copy(context->arena, path), 0, 0};

    if (system_path_of(path, &name) != 0) {
        return fail(context, FAIL_INPUT, place,
                    "this is no name of a folder; choose a shorter one");
    }
    if (mkdir(name.bytes, 0777) != 0 && errno != EEXIST) {
        return fail(context, FAIL_SYSTEM, place,
                    "this folder cannot be made: %s; make it, or name another", strerror(errno));
    }
    return done();
}

/* Of a file that is not there yet. */
static Str resolve_new(Arena *arena, Str path)
{
    Str folder = path_folder(path);
    Str there = path_absolute(arena, folder.length > 0 ? folder : STR("."));
    Str name = path_name(path);

    if (there.length == 0) { /* nor is its folder: the words are all that there is */
        return path;
    }
    return str_format(arena, "%.*s%s%.*s", STR_ARGS(there),
                      str_ends_with(there, STR("/")) ? "" : "/", STR_ARGS(name));
}

FileIdentity path_identity(Arena *arena, Str path)
{
    Str name = str_copy(arena, path); /* ends in a NUL */
    struct stat facts;

    if (path.length == 0 || name.length == 0 || str_find_byte(path, '\0') < path.length) {
        return (FileIdentity){.there = false};
    }
    if (stat(name.bytes, &facts) != 0) {
        return (FileIdentity){.path = resolve_new(arena, path)};
    }
    if (!S_ISREG(facts.st_mode) && !S_ISDIR(facts.st_mode)) {
        return (FileIdentity){.there = false};
    }
    return (FileIdentity){
        .there = true, .device = (uint64_t)facts.st_dev, .number = (uint64_t)facts.st_ino};
}
