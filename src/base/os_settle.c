/* Files that another library writes: made private beforehand, given their name once whole. */
#define _GNU_SOURCE
#include "base/os_file.h"
#include "base/os_path.h"
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

Status file_make_private(Context *context, Str path, bool *made)
{
    SystemPath name;
    int error = system_path_of(path, &name);
    int file;

    *made = false;
    if (error != 0) {
        return system_fail(context, path, error, true);
    }
    file = open(name.bytes, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0) {
        return errno == EEXIST ? done() : system_fail(context, path, errno, true);
    }
    (void)close(file);
    *made = true;
    return done();
}

/* 0 or an errno. */
static int sync_named(const char *name, int flags)
{
    int file = open(name, flags | O_CLOEXEC);
    int error = 0;

    if (file < 0) {
        return errno;
    }
    if (fsync(file) != 0 && errno != EINVAL && errno != EROFS) {
        error = errno;
    }
    (void)close(file);
    return error;
}

Status file_settle(Context *context, Str from, Str to)
{
    Str folder = path_folder(to);
    SystemPath old_name;
    SystemPath new_name;
    SystemPath folder_name;
    int error = system_path_of(from, &old_name);

    error = error != 0 ? error : system_path_of(to, &new_name);
    error =
        error != 0 ? error : system_path_of(folder.length == 0 ? STR(".") : folder, &folder_name);
    error = error != 0 ? error : sync_named(old_name.bytes, O_RDONLY);
    if (error != 0) {
        return system_fail(context, to, error, true);
    }
    /* a link, unlike a new name, is refused where there is a file */
    if (link(old_name.bytes, new_name.bytes) != 0) {
        if (errno == EEXIST) {
            return fail(context, FAIL_INPUT, (Place){.file = str_copy(context->arena, to)},
                        "there is a file of this name already; choose another name");
        }
        return system_fail(context, to, errno, true);
    }
    (void)unlink(old_name.bytes);
    error = sync_named(folder_name.bytes, O_RDONLY | O_DIRECTORY);
    return error == 0 ? done() : system_fail(context, to, error, true);
}

void file_remove(Str path)
{
    SystemPath name;

    if (system_path_of(path, &name) == 0) {
        (void)unlink(name.bytes);
    }
}
