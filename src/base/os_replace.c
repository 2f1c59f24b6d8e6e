/* Writing a file whole or not at all. */
#define _GNU_SOURCE
#include "base/number.h"
#include "base/os_file.h"
#include "base/os_path.h"
#include "base/path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* Names of a folder that are looked at for what a killed run left behind. */
#define TIDIED_MOST 100000

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
    (void)flock(file, LOCK_EX); /* until it has its place: see is_left_over */
    error = write_file(file, bytes, aside->mode);
    if (error != 0) {
        (void)unlink(aside->name);
    } else {
        error = rename_over(aside);
    }
    (void)close(file);
    return error;
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
    (void)flock(file, LOCK_EX);
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

/* The name of what is written aside, one for each process and moment. 0 or an errno. */
static int name_aside(Str folder, SystemPath *out)
{
    int length =
        snprintf(out->bytes, sizeof out->bytes, "%.*s.unknot-%ld-%llx.part", STR_ARGS(folder),
                 (long)getpid(), (unsigned long long)(clock_seconds() * 1e9));

    return length < 0 || (size_t)length >= sizeof out->bytes ? ENAMETOOLONG : 0;
}

static size_t digits_of(Str text, const char *digits)
{
    size_t count = 0;

    while (count < text.length && strchr(digits, text.bytes[count]) != NULL &&
           text.bytes[count] != '\0') {
        count++;
    }
    return count;
}

/* The process in a name that name_aside may have made; 0: it is none of ours. */
static pid_t process_of(Str name)
{
    const Str before = STR(".unknot-");
    int64_t process = 0;
    size_t digits;
    Str rest;

    if (!str_starts_with(name, before)) {
        return 0;
    }
    rest = str_slice(name, before.length, name.length);
    digits = digits_of(rest, "0123456789");
    if (!number_parse_integer(str_slice(rest, 0, digits), &process) || process <= 0 ||
        process > INT_MAX || rest.bytes[0] == '0') {
        return 0;
    }
    rest = str_slice(rest, digits, rest.length);
    digits = str_starts_with(rest, STR("-"))
                 ? digits_of(str_slice(rest, 1, rest.length), "0123456789abcdef")
                 : 0;
    return digits > 0 && digits <= 16 &&
                   str_equal(str_slice(rest, 1 + digits, rest.length), STR(".part"))
               ? (pid_t)process
               : 0;
}

/* A file of our own whose process is dead here, and that no process holds: one in another container
   or on another machine is not seen by its number, and locks what it writes. */
static bool is_left_over(int folder, const char *name)
{
    pid_t process = process_of(str_from(name));
    struct stat facts;
    bool held;
    int file;

    if (process == 0 || kill(process, 0) == 0 || errno != ESRCH) {
        return false;
    }
    file = openat(folder, name, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
    if (file < 0) {
        return false;
    }
    held = fstat(file, &facts) != 0 || !S_ISREG(facts.st_mode) || facts.st_uid != geteuid() ||
           flock(file, LOCK_EX | LOCK_NB) != 0;
    (void)close(file);
    return !held;
}

/* Takes away what runs that were killed left beside the output. What cannot be, stays. */
static void tidy_folder(const char *name)
{
    DIR *folder = opendir(name);
    const struct dirent *entry;
    size_t seen = 0;

    if (folder == NULL) {
        return;
    }
    while (seen++ < TIDIED_MOST && (entry = readdir(folder)) != NULL) {
        if (is_left_over(dirfd(folder), entry->d_name)) {
            (void)unlinkat(dirfd(folder), entry->d_name, 0);
        }
    }
    (void)closedir(folder);
}

/* Writes aside and puts it in the place of `path`. Asks for no memory: of several answers the first
   would be written and the last not. */
static int write_over(Str path, Str bytes, mode_t mode)
{
    Str folder = path_folder(path);
    SystemPath whole;
    SystemPath folder_name;
    SystemPath name = {.bytes = ""};
    int error = system_path_of(path, &whole);

    error = error != 0 ? error : name_aside(folder, &name);
    error =
        error != 0 ? error : system_path_of(folder.length == 0 ? STR(".") : folder, &folder_name);
    if (error != 0) {
        return error;
    }
    tidy_folder(folder_name.bytes);
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
    char resolved[PATH_MAX];
    struct stat facts;
    int error = system_path_of(path, &name);
    mode_t mode = 0;

    if (error != 0) {
        return system_fail(context, path, error, true);
    }
    if (stat(name.bytes, &facts) == 0) {
        if (S_ISDIR(facts.st_mode) || name.bytes[path.length - 1] == '/') {
            return system_fail(context, path, EISDIR, true);
        }
        if (!S_ISREG(facts.st_mode)) {
            error = write_in_place(name.bytes, bytes);
            return error == 0 ? done() : system_fail(context, path, error, true);
        }
        if (access(name.bytes, W_OK) != 0) { /* marked read-only on purpose */
            return system_fail(context, path, errno, true);
        }
        mode = facts.st_mode;
        if (lstat(name.bytes, &facts) == 0 && S_ISLNK(facts.st_mode)) {
            /* keep the link, replace what it names */
            path = realpath(name.bytes, resolved) == NULL ? path : str_from(resolved);
        }
    }
    error = write_over(path, bytes, mode);
    return error == 0 ? done() : system_fail(context, path, error, true);
}
