#define _POSIX_C_SOURCE 200809L
#include "site/program/key_file.h"
#include "base/os_file.h"
#include "base/os_path.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DIGITS ((size_t)SECRET_KEY_BYTES * 2)

static Status write_digits(Context *context, Str path, int file, Str line)
{
    ssize_t written = write(file, line.bytes, line.length);
    int error = written < 0 ? errno : ENOSPC;

    if (written == (ssize_t)line.length && fsync(file) == 0) {
        return done();
    }
    file_remove(path);
    return system_fail(context, path, error, true);
}

Status key_file_make(Context *context, Str path)
{
    uint8_t key[SECRET_KEY_BYTES];
    SystemPath name;
    Str digits;
    Str line;
    int error = system_path_of(path, &name);
    int file = error != 0
                   ? -1
                   : open(name.bytes, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0400);
    Status status;

    if (file < 0) {
        error = error != 0 ? error : errno;
        return error == EEXIST ? done() : system_fail(context, path, error, true);
    }
    secret_random(NULL, key, sizeof key);
    digits = secret_digits(context->arena, key, sizeof key);
    line = str_format(context->arena, "%.*s\n", STR_ARGS(digits));
    status = line.bytes == NULL ? fail_memory(context) : write_digits(context, path, file, line);
    (void)close(file);
    return status;
}

Status key_file_read(Context *context, Str path, uint8_t key[SECRET_KEY_BYTES])
{
    Place place = {path, 0, 0};
    struct stat facts;
    SystemPath name;
    Str text;

    if (system_path_of(path, &name) != 0 || stat(name.bytes, &facts) != 0) {
        return fail(context, FAIL_INPUT, place,
                    "the key of this commons is missing; put it back from where you keep it, or "
                    "make a new one with 'unknot commons init' (who wrote without a name is then "
                    "unknown for ever)");
    }
    if ((facts.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return fail(context, FAIL_INPUT, place,
                    "others may read the key of this commons; close it with 'chmod 400'");
    }
    TRY(file_read_start(context, path, DIGITS + 2, &text));
    if (text.length < DIGITS || !secret_bytes(str_trim(text), key, SECRET_KEY_BYTES)) {
        return fail(context, FAIL_INPUT, place,
                    "this is no key: 64 hexadecimal digits are asked for; put the right one back");
    }
    return done();
}
