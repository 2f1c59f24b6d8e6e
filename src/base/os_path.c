#include "base/os_path.h"

#include <errno.h>
#include <string.h>

int system_path_of(Str path, SystemPath *out)
{
    if (path.length == 0) {
        return ENOENT;
    }
    if (path.length >= sizeof out->bytes) {
        return ENAMETOOLONG;
    }
    if (memchr(path.bytes, '\0', path.length) != NULL) {
        return ENOENT;
    }
    memcpy(out->bytes, path.bytes, path.length);
    out->bytes[path.length] = '\0';
    return 0;
}

static Place place_of(Context *context, Str path)
{
    return (Place){.file = str_copy(context->arena, path)};
}

Status system_fail(Context *context, Str path, int error, bool writing)
{
    const char *what = writing ? "cannot be written" : "cannot be read";
    const char *why;

    switch (error) {
    case ENOENT:
        why = writing ? "its folder does not exist; make the folder first"
                      : "there is no such file; check the name and the folder";
        break;
    case EACCES:
    case EPERM:
        why = writing ? "not allowed; choose a folder you may write in"
                      : "not allowed; ask its owner for the right to read it";
        break;
    case EISDIR:
        why = writing ? "it is a folder; give the name of a file in it"
                      : "it is a folder; give the name of a file";
        break;
    case ENOTDIR:
        why = "a part of the path is not a folder; check the path";
        break;
    case ENOSPC:
    case EDQUOT:
        why = "the disk is full; free some space or choose another place";
        break;
    case EROFS:
        why = "the disk is read-only; choose another place";
        break;
    case EFBIG:
        why = "larger than a file may be there; choose another place";
        break;
    case ENAMETOOLONG:
        why = "the path is too long; choose a shorter name";
        break;
    case EMFILE:
    case ENFILE:
        why = "too many files are open; close other programs";
        break;
    case ENOMEM:
        why = "the system has no memory left; close other programs";
        break;
    default:
        return fail(context, FAIL_SYSTEM, place_of(context, path),
                    "%s: %s; try another place or a copy of the file", what, strerror(error));
    }
    return fail(context, FAIL_SYSTEM, place_of(context, path), "%s: %s", what, why);
}
