/* Files that another library writes: private from the start, and never in the place of another. */
#define _GNU_SOURCE
#include "base/os_file.h"

#include "tap.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static void path_in(const char *folder, const char *name, char *out)
{
    snprintf(out, 4096, "%s/%s", folder, name);
}

static mode_t mode_of(const char *path)
{
    struct stat facts;

    return lstat(path, &facts) == 0 ? facts.st_mode : 0;
}

static void files(Context *context, const char *folder)
{
    char one[4096];
    char two[4096];
    char link_to[4096];
    bool made;

    path_in(folder, "one", one);
    path_in(folder, "two", two);
    path_in(folder, "link", link_to);
    OK(!failed(file_make_private(context, str_from(one), &made)) && made &&
           mode_of(one) == (S_IFREG | 0600),
       "a file for its owner alone");
    OK(chmod(one, 0640) == 0 && !failed(file_make_private(context, str_from(one), &made)) &&
           !made && mode_of(one) == (S_IFREG | 0640),
       "one that is there stays as it is");
    OK(symlink("nowhere", link_to) == 0 &&
           !failed(file_make_private(context, str_from(link_to), &made)) && !made &&
           S_ISLNK(mode_of(link_to)) && access(link_to, F_OK) != 0,
       "a link to nowhere is not followed");
    OK(failed(file_settle(context, str_from(one), str_from(link_to))) &&
           context->last->fail == FAIL_INPUT && S_ISLNK(mode_of(link_to)) && mode_of(one) != 0,
       "a name that is taken is refused, and both stay");
    OK(!failed(file_settle(context, str_from(one), str_from(two))) && mode_of(one) == 0 &&
           mode_of(two) == (S_IFREG | 0640),
       "a free name is taken");
    OK(failed(file_settle(context, str_from(one), str_from(two))) &&
           failed(file_make_private(context, STR(""), &made)) &&
           failed(file_make_private(context, STR("/nowhere/at/all"), &made)),
       "what is not there is said");
    file_remove(str_from(two));
    file_remove(str_from(two));
    file_remove(str_from(link_to));
    OK(mode_of(two) == 0 && mode_of(link_to) == 0, "what is removed is gone");
}

int main(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new((size_t)1 << 20);
    Context context = {.arena = arena};
    const char *root = getenv("TMPDIR");
    char folder[2048];

    snprintf(folder, sizeof folder, "%s/unknot-settle-XXXXXX", root == NULL ? "/tmp" : root);
    if (OK(mkdtemp(folder) != NULL, "a folder")) {
        files(&context, folder);
        OK(rmdir(folder) == 0, "nothing else is left");
    }
    return tap_done();
}
