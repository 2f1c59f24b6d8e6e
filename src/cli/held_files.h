/* What a command reads and what it will write: nothing written takes the place of either. */
#ifndef UK_CLI_HELD_FILES_H
#define UK_CLI_HELD_FILES_H

#include "base/path.h"
#include "base/status.h"

typedef struct HeldFile {
    FileIdentity identity;
    const char *option; /* that writes it; NULL: it is read */
} HeldFile;

/* Begins as {0}. */
typedef struct HeldFiles {
    HeldFile *items;
    size_t count;
    size_t capacity;
} HeldFiles;

Status held_files_read(Context *context, HeldFiles *held, Str path) UK_MUST_USE;

/* Notes a file that is read, or written by another option; links lead to the same file. `option`
   has its dashes; `in_folder`: it names the folder of the file, not the file. */
Status held_files_write(Context *context, HeldFiles *held, Str path, const char *option,
                        bool in_folder) UK_MUST_USE;

#endif
