/* Internal to os_*.c: a path as the system wants it, and its reasons in words. */
#ifndef UK_BASE_OS_PATH_H
#define UK_BASE_OS_PATH_H

#include "base/status.h"

/* What Linux takes at most, the ending NUL with it. */
#define SYSTEM_PATH_BYTES ((size_t)4096)

typedef struct SystemPath {
    char bytes[SYSTEM_PATH_BYTES]; /* ends in a NUL */
} SystemPath;

/* 0 or an errno: ENOENT for an empty path or one with a NUL inside, which names no file;
   ENAMETOOLONG. */
int system_path_of(Str path, SystemPath *out);

/* Fails with what is wrong and the remedy, for the reasons people meet. `path` is the place. */
Status system_fail(Context *context, Str path, int error, bool writing) UK_MUST_USE;

#endif
