/* POSIX, and the little of Linux that has no standard name. */
#define _GNU_SOURCE
#include "base/os_file.h"

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

/* A path as the system wants it. */
typedef struct SystemPath {
    char bytes[PATH_MAX];
} SystemPath;

/* 0 or an errno: a path with a NUL inside names no file. */
static int system_path(Str path, SystemPath *out)
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

/* What is wrong and the remedy, for the reasons people meet. */
static Status fail_errno(Context *context, Str path, int error, bool writing)
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

FileFacts file_facts(Str path)
{
    SystemPath name;
    struct stat facts;
    int error = system_path(path, &name);

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

    *error = system_path(path, &name);
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
        return fail(context, FAIL_INPUT, place_of(context, path),
                    "cannot be read: it is not a regular file; save it to a file first");
    }
    return fail_errno(context, path, error, false);
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
            return fail_errno(context, path, errno, false);
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
        return fail_errno(context, path, error, false);
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

/* 0 or an errno. */
static int write_all(int file, Str bytes)
{
    while (bytes.length != 0) {
        ssize_t written = write(file, bytes.bytes, bytes.length);

        if (written < 0 && errno != EINTR) {
            return errno;
        }
        bytes = written > 0 ? str_slice(bytes, (size_t)written, bytes.length) : bytes;
    }
    return 0;
}

/* Writes and waits until it is on the disk. */
static int write_file(int file, Str bytes, mode_t mode)
{
    int error = write_all(file, bytes);

    if (error == 0 && mode != 0 && fchmod(file, mode & 0777) != 0) {
        error = errno;
    }
    if (error == 0 && fsync(file) != 0 && errno != EINVAL && errno != EROFS) {
        error = errno; /* those two: a pipe, a device */
    }
    return error;
}

static void sync_folder(const char *folder)
{
    int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (file >= 0) {
        (void)fsync(file); /* the file is whole already; some file systems refuse this */
        (void)close(file);
    }
}

/* The names that writing aside needs. */
typedef struct Aside {
    const char *path;   /* what is to be there in the end */
    const char *folder; /* the folder of both */
    const char *name;   /* a name of ours in it */
    mode_t mode;        /* of what is replaced; 0: as the umask says */
} Aside;

/* Puts `name` in place of `path`, or removes it. */
static int rename_over(const Aside *aside)
{
    int error = rename(aside->name, aside->path) == 0 ? 0 : errno;

    if (error != 0) {
        (void)unlink(aside->name);
    }
    return error;
}

static int write_named(const Aside *aside, Str bytes)
{
    int file = open(aside->name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    int error;

    if (file < 0) {
        return errno;
    }
    error = write_file(file, bytes, aside->mode);
    (void)close(file);
    if (error != 0) {
        (void)unlink(aside->name);
        return error;
    }
    return rename_over(aside);
}

/* Gives the written file without a name its place: at once when `path` is free. */
static int link_in_place(int file, const Aside *aside)
{
    char descriptor[64];

    (void)snprintf(descriptor, sizeof descriptor, "/proc/self/fd/%d", file);
    if (linkat(AT_FDCWD, descriptor, AT_FDCWD, aside->path, AT_SYMLINK_FOLLOW) == 0) {
        return 0;
    }
    if (errno != EEXIST) {
        return errno;
    }
    if (linkat(AT_FDCWD, descriptor, AT_FDCWD, aside->name, AT_SYMLINK_FOLLOW) != 0) {
        return errno;
    }
    return rename_over(aside);
}

/* A file without a name vanishes with the process, however that ends. Where the file system has
   none, or /proc is missing, a named one is written. */
static int write_aside(const Aside *aside, Str bytes)
{
    int file = open(aside->folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
    int error;

    if (file < 0) {
        return write_named(aside, bytes);
    }
    error = write_file(file, bytes, aside->mode);
    if (error == 0) {
        error = link_in_place(file, aside);
        if (error != 0) { /* no /proc, or links refused */
            error = write_named(aside, bytes);
        }
    }
    (void)close(file);
    return error;
}

/* Writes aside and puts it in the place of `path`. */
static int write_over(Context *context, Str path, Str bytes, mode_t mode)
{
    Str folder = path_folder(path);
    Str name = str_format(context->arena, "%.*s.unknot-%ld-%llx.part", STR_ARGS(folder),
                          (long)getpid(), (unsigned long long)(clock_seconds() * 1e9));
    Str whole = str_copy(context->arena, path);
    Str folder_name = str_copy(context->arena, folder.length == 0 ? STR(".") : folder);
    int error;

    if (name.bytes == NULL || whole.bytes == NULL || folder_name.bytes == NULL) {
        return ENOMEM;
    }
    error = write_aside(&(Aside){whole.bytes, folder_name.bytes, name.bytes, mode}, bytes);
    if (error == 0) {
        sync_folder(folder_name.bytes);
    }
    return error;
}

/* A device or pipe, such as /dev/stdout, cannot be replaced: it is written to. */
static int write_in_place(const char *name, Str bytes)
{
    int file = open(name, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    int error;

    if (file < 0) {
        return errno;
    }
    error = write_file(file, bytes, 0);
    (void)close(file);
    return error;
}

Status file_write_whole(Context *context, Str path, Str bytes)
{
    SystemPath name;
    struct stat facts;
    int error = system_path(path, &name);
    mode_t mode = 0;

    if (error != 0) {
        return fail_errno(context, path, error, true);
    }
    if (stat(name.bytes, &facts) == 0) {
        if (S_ISDIR(facts.st_mode) || name.bytes[path.length - 1] == '/') {
            return fail_errno(context, path, EISDIR, true);
        }
        if (!S_ISREG(facts.st_mode)) {
            error = write_in_place(name.bytes, bytes);
            return error == 0 ? done() : fail_errno(context, path, error, true);
        }
        if (access(name.bytes, W_OK) != 0) { /* marked read-only on purpose */
            return fail_errno(context, path, errno, true);
        }
        mode = facts.st_mode;
        if (lstat(name.bytes, &facts) == 0 && S_ISLNK(facts.st_mode)) {
            Str target = path_absolute(context->arena, path);

            path = target.length == 0 ? path : target; /* keep the link, replace what it names */
        }
    }
    error = write_over(context, path, bytes, mode);
    if (error == ENOMEM) {
        return fail_memory(context);
    }
    return error == 0 ? done() : fail_errno(context, path, error, true);
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
    if (system_path(part.length == 0 ? STR(".") : part, &name) != 0) {
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

    if (system_path(path, &name) != 0 || realpath(name.bytes, resolved) == NULL) {
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
