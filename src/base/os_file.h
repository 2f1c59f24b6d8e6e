/* Files, the clock and the terminal: the only POSIX of base is behind this header. */
#ifndef UK_BASE_OS_FILE_H
#define UK_BASE_OS_FILE_H

#include "base/status.h"

typedef enum FileKind {
    FILE_MISSING,
    FILE_REGULAR,
    FILE_FOLDER,
    FILE_OTHER,
    FILE_UNREADABLE
} FileKind;

typedef struct FileFacts {
    FileKind kind;
    int64_t bytes;
    int error; /* errno of FILE_UNREADABLE and FILE_MISSING */
} FileFacts;

FileFacts file_facts(Str path);

/* Reads up to `most` first bytes of a regular file into the arena. */
Status file_read_start(Context *context, Str path, size_t most, Str *out) UK_MUST_USE;

/* Maps a whole regular file for reading, unmapped by file_unmap; an empty file gives an empty
   Str. FAIL_SYSTEM with the reason when it cannot be read. */
typedef struct FileMap {
    Str bytes;
} FileMap;
Status file_map(Context *context, Str path, FileMap *out) UK_MUST_USE;
void file_unmap(FileMap *map);

/* Writes whole or not at all: to a file without a name in the same folder, fsync, then it takes
   the place of `path`; where the file system has no such files, to a hidden one aside. On failure
   nothing is left and `path` is as it was. A file that is replaced keeps its access
   rights, a symbolic link keeps pointing to what is replaced. What cannot be replaced (a pipe,
   /dev/stdout) is written to as it is. Hidden files that runs which were killed left in that
   folder are taken away: of this form and user, and of no process that lives. */
Status file_write_whole(Context *context, Str path, Str bytes) UK_MUST_USE;

/* Makes an empty file that only its owner may read and write; `*made` is false, and nothing is
   changed, when something of that name is there already. */
Status file_make_private(Context *context, Str path, bool *made) UK_MUST_USE;

/* Gives the file `from` the name `to` in the same folder, once all of it is on the disk. FAIL_INPUT
   when `to` is taken: nothing is ever replaced. */
Status file_settle(Context *context, Str from, Str to) UK_MUST_USE;

/* Takes a file away, if it is there. */
void file_remove(Str path);

/* Makes a folder; its own folder must be there. */
Status folder_make(Context *context, Str path) UK_MUST_USE;

/* The most names that folder_names gives: of more it gives any so many. */
#define FOLDER_NAMES_MOST ((size_t)10000)

/* The names in the same folder as `path`, sorted; empty when it cannot be read. */
Status folder_names(Context *context, Str path, StrSpan *out) UK_MUST_USE;

/* The absolute path of the running program's folder, or empty. */
Str program_folder(Arena *arena);

/* Absolute, symlink-free path; empty when it does not exist. */
Str path_absolute(Arena *arena, Str path);

/* Monotonic seconds. */
double clock_seconds(void);

/* Lets others run for that long. */
void clock_rest(double seconds);

/* The text of an environment variable, which lives as long as nobody changes it; or empty. */
Str environment_text(const char *name);

bool is_terminal(int descriptor);

/* Columns of the terminal on stdout, or `otherwise`. */
int terminal_width(int otherwise);

/* Gives the flag for Context.stop: the first SIGINT sets it, a second one ends the program at
   once. */
volatile const int *stop_on_interrupt(void);

/* A limit on the size of files (ulimit -f) then fails a write with EFBIG, which has a message,
   instead of ending the program without a word. */
void ignore_file_limit(void);

/* The smallest of the cores allowed to this process and `most`, at least 1. */
int processor_count(int most);

/* Bytes of physical memory, or 0 when unknown. */
int64_t memory_bytes(void);

#endif
