/* The two parts of a path, and which file it names. */
#ifndef UK_BASE_PATH_H
#define UK_BASE_PATH_H

#include "base/arena.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

/* Up to and with the last "/"; empty for a name in the current folder. */
Str path_folder(Str path);

/* What comes after that; empty for a path that ends in "/". */
Str path_name(Str path);

/* Compared by path_same_file alone. */
typedef struct FileIdentity {
    bool there; /* a regular file or a folder: its device and number say which */
    uint64_t device;
    uint64_t number;
    Str path; /* else, of one that is not there: its folder without links, and its name */
} FileIdentity;

/* What can be written to without being replaced (a pipe, a device) is no file, and the same as
   none; so is a path for which memory is spent. */
FileIdentity path_identity(Arena *arena, Str path);

/* Also through symbolic and hard links, and where neither is there yet. */
bool path_same_file(const FileIdentity *a, const FileIdentity *b);

#endif
