/* The two parts of a path, and files that are the same through links. */
#define _POSIX_C_SOURCE 200809L

#include "base/path.h"

#include "tap.h"

#include <stdlib.h>
#include <unistd.h>

static void parts(const char *path, const char *folder, const char *name)
{
    Str text = str_from(path);

    OK(str_equal(path_folder(text), str_from(folder)), "the folder of '%s'", path);
    OK(str_equal(path_name(text), str_from(name)), "the name in '%s'", path);
}

static bool same(const char *a, const char *b)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(100000);
    FileIdentity first = path_identity(arena, str_from(a));
    FileIdentity second = path_identity(arena, str_from(b));

    return path_same_file(&first, &second) && path_same_file(&second, &first);
}

static bool make(const char *name)
{
    FILE *file = fopen(name, "w");

    return file != NULL && fclose(file) == 0;
}

static void test_identity(void)
{
    char folder[] = "/tmp/unknot-path-XXXXXX";

    if (mkdtemp(folder) == NULL || chdir(folder) != 0 || !make("a") || !make("b") ||
        symlink("a", "soft") != 0 || link("a", "hard") != 0 || symlink(".", "here") != 0) {
        OK(false, "a folder with links can be made");
        return;
    }
    OK(same("a", "./a") && same("a", "here/./a"), "one file, spelt otherwise");
    OK(same("a", "soft"), "through a symbolic link");
    OK(same("a", "hard"), "through a hard link");
    OK(!same("a", "b"), "two files, alike");
    OK(!same("a", "new") && !same("new", "a"), "one that is not there");
    OK(same("new", "./new") && same("new", "here/new"), "two names of what is not there");
    OK(!same("new", "newer"), "two that are not there");
    OK(same("no/new", "no/new") && !same("no/new", "no/newer"), "nor is their folder");
    OK(!same("/dev/null", "/dev/null"), "nothing takes the place of a device");
    OK(!same("", ""), "no path");
    OK(unlink("a") == 0 && unlink("b") == 0 && unlink("soft") == 0 && unlink("hard") == 0 &&
           unlink("here") == 0 && chdir("/") == 0 && rmdir(folder) == 0,
       "all is removed");
}

int main(void)
{
    parts("a.csv", "", "a.csv");
    parts("x/a.csv", "x/", "a.csv");
    parts("/a.csv", "/", "a.csv");
    parts("x/y/", "x/y/", "");
    parts("", "", "");
    test_identity();
    return tap_done();
}
