#include "base/path.h"

Str path_folder(Str path)
{
    return str_slice(path, 0, path.length - path_name(path).length);
}

Str path_name(Str path)
{
    size_t start = path.length;

    while (start > 0 && path.bytes[start - 1] != '/') {
        start--;
    }
    return str_slice(path, start, path.length);
}

bool path_same_file(const FileIdentity *a, const FileIdentity *b)
{
    if (a->there || b->there) {
        return a->there && b->there && a->device == b->device && a->number == b->number;
    }
    return a->path.length > 0 && str_equal(a->path, b->path);
}
