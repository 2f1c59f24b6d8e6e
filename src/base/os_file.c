/* POSIX, and the little of Linux that has no standard name. */
#define _GNU_SOURCE
#include "base/os_file.h"
#include "base/os_path.h"

#include "base/path.h"
#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

FileFacts file_facts(Str path)
{
    SystemPath name;
    struct stat facts;
    int error = system_path_of(path, &name);

    if (error == 0 && stat(name.bytes, &facts) != 0) {
        error = errno;
    }
    if (error != 0) {
        return (FileFacts){.kind =
                               error == ENOENT || error == ENOTDIR ? FILE_MISSING : FILE_UNREADABLE,
                           .error = error};
    }
    if (S_ISDIR(facts.st_mode)) {
        return (FileFacts){.kind = FILE_FOLDER};
    }
    if (access(name.bytes, R_OK) != 0) {
        return (FileFacts){.kind = FILE_UNREADABLE, .bytes = facts.st_size, .error = errno};
    }
    return (FileFacts){.kind = S_ISREG(facts.st_mode) ? FILE_REGULAR : FILE_OTHER,
                       .bytes = facts.st_size};
}

/* An open descriptor of a regular file and its size; -1 and an errno in `*error`. */
static int open_regular(Str path, int64_t *bytes, int *error)
{
    SystemPath name;
    struct stat facts;
    int file;

    *error = system_path_of(path, &name);
    if (*error != 0) {
        return -1;
    }
    file = open(name.bytes, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a pipe must not hold us */
    if (file < 0) {
        *error = errno;
        return -1;
    }
    if (fstat(file, &facts) != 0 || !S_ISREG(facts.st_mode)) {
        *error = S_ISDIR(facts.st_mode) ? EISDIR : ESPIPE;
        (void)close(file);
        return -1;
    }
    *bytes = facts.st_size;
    return file;
}

static Status fail_open(Context *context, Str path, int error)
{
    if (error == ESPIPE) {
        return fail(context, FAIL_INPUT, (Place){.file = str_copy(context->arena, path)},
                    "cannot be read: it is not a regular file; save it to a file first");
    }
    return system_fail(context, path, error, false);
}

static Status read_most(Context *context, int file, Str path, size_t most, Str *out)
{
    char *bytes = TAKE(context, char, most);
    size_t length = 0;

    if (bytes == NULL) {
        return fail_memory(context);
    }
    while (length < most) {
        ssize_t got = read(file, bytes + length, most - length);

        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return system_fail(context, path, errno, false);
        }
        if (got == 0) {
            break;
        }
        length += (size_t)got;
    }
    *out = (Str){bytes, length};
    return done();
}

Status file_read_start(Context *context, Str path, size_t most, Str *out)
{
    int64_t bytes;
    int error;
    int file = open_regular(path, &bytes, &error);
    Status status;

    if (file < 0) {
        return fail_open(context, path, error);
    }
    if ((uint64_t)bytes < most) {
        most = (size_t)bytes;
    }
    status = read_most(context, file, path, most, out);
    (void)close(file);
    return status;
}

Status file_map(Context *context, Str path, FileMap *out)
{
    int64_t bytes;
    int error;
    int file = open_regular(path, &bytes, &error);
    void *mapped;

    *out = (FileMap){STR_NONE};
    if (file < 0) {
        return fail_open(context, path, error);
    }
    if (bytes == 0) {
        (void)close(file);
        return done();
    }
    mapped = mmap(NULL, (size_t)bytes, PROT_READ, MAP_PRIVATE, file, 0);
    error = errno;
    (void)close(file);
    if (mapped == MAP_FAILED) {
        return system_fail(context, path, error, false);
    }
    out->bytes = (Str){mapped, (size_t)bytes};
    return done();
}

void file_unmap(FileMap *map)
{
    if (map->bytes.length != 0) {
        union {
            const char *mapped;
            void *given;
        } at = {.mapped = map->bytes.bytes};

        (void)munmap(at.given, map->bytes.length);
    }
    *map = (FileMap){STR_NONE};
}

static int compare_names(const void *a, const void *b)
{
    return str_compare(*(const Str *)a, *(const Str *)b);
}

/* Reads what is open; stops at FOLDER_NAMES_MOST, far past what a person can mean. */
static Status read_names(Context *context, DIR *folder, StrSpan *out)
{
    Str *names = NULL;
    size_t count = 0;
    size_t capacity = 0;
    const struct dirent *entry;

    while (count < FOLDER_NAMES_MOST && (entry = readdir(folder)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) {
            continue;
        }
        if (count == capacity) {
            capacity = capacity == 0 ? 16 : capacity * 2;
            names = arena_grow(context->arena, names, count * sizeof(Str), capacity * sizeof(Str));
            if (names == NULL) {
                return fail_memory(context);
            }
        }
        names[count] = str_copy(context->arena, str_from(entry->d_name));
        if (names[count++].bytes == NULL) {
            return fail_memory(context);
        }
    }
    if (count != 0) {
        qsort(names, count, sizeof names[0], compare_names); /* the disk's order is nobody's */
    }
    *out = (StrSpan){names, count};
    return done();
}

Status folder_names(Context *context, Str path, StrSpan *out)
{
    Str part = path_folder(path);
    SystemPath name;
    DIR *folder;
    Status status;

    *out = (StrSpan){NULL, 0};
    if (system_path_of(part.length == 0 ? STR(".") : part, &name) != 0) {
        return done();
    }
    folder = opendir(name.bytes);
    if (folder == NULL) {
        return done();
    }
    status = read_names(context, folder, out);
    (void)closedir(folder);
    return status;
}

Str program_folder(Arena *arena)
{
    char name[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", name, sizeof name);
    Str folder;

    if (length <= 0 || (size_t)length >= sizeof name) {
        return STR_NONE;
    }
    folder = path_folder((Str){name, (size_t)length});
    if (folder.length > 1) {
        folder.length--; /* the slash */
    }
    return str_copy(arena, folder);
}

Str path_absolute(Arena *arena, Str path)
{
    SystemPath name;
    char resolved[PATH_MAX];

    if (system_path_of(path, &name) != 0 || realpath(name.bytes, resolved) == NULL) {
        return STR_NONE;
    }
    return str_copy(arena, str_from(resolved));
}

double clock_seconds(void)
{
    struct timespec now = {0, 0};

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

void clock_rest(double seconds)
{
    const struct timespec rest = {(time_t)seconds,
                                  (long)((seconds - (double)(time_t)seconds) * 1e9)};

    (void)nanosleep(&rest, NULL);
}

Str environment_text(const char *name)
{
    return str_from(getenv(name));
}

bool is_terminal(int descriptor)
{
    return isatty(descriptor) == 1;
}

int terminal_width(int otherwise)
{
    struct winsize size = {0};

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) {
        return otherwise;
    }
    return size.ws_col;
}

_Static_assert(sizeof(sig_atomic_t) == sizeof(int), "the flag is read as an int");

static volatile sig_atomic_t stop_wanted; /* the one global: a handler is given nothing */

static void want_stop(int signal_number)
{
    (void)signal_number;
    stop_wanted = 1;
}

volatile const int *stop_on_interrupt(void)
{
    /* Reset to the default by the first, so that the second ends the program. */
    struct sigaction action = {.sa_handler = want_stop, .sa_flags = (int)SA_RESETHAND | SA_RESTART};

    (void)sigemptyset(&action.sa_mask);
    (void)sigaction(SIGINT, &action, NULL);
    return &stop_wanted;
}

void ignore_file_limit(void)
{
    struct sigaction action = {.sa_handler = SIG_IGN};

    (void)sigemptyset(&action.sa_mask);
    (void)sigaction(SIGXFSZ, &action, NULL);
}

int processor_count(int most)
{
    cpu_set_t allowed;
    int count = 1;

    CPU_ZERO(&allowed);
    if (sched_getaffinity(0, sizeof allowed, &allowed) == 0) {
        count = CPU_COUNT(&allowed);
    }
    count = count > most ? most : count;
    return count < 1 ? 1 : count;
}

int64_t memory_bytes(void)
{
    long pages = sysconf(_SC_PHYS_PAGES);
    long page = sysconf(_SC_PAGESIZE);

    return pages > 0 && page > 0 ? (int64_t)pages * page : 0;
}
