/* unknot commons selftest sandbox: enters the server's sandbox in an empty folder and tries, from
   inside, what somebody would who got in. */
#define _GNU_SOURCE
#include "base/os_file.h"
#include "base/text.h"
#include "cli/output.h"
#include "site/program/sandbox.h"
#include "site/program/verbs.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define INSIDE "inside"

/* 0 when it was done, else the errno of the refusal. */
typedef int Act(const char *folder);

static int error_of(long result)
{
    return result < 0 ? errno : 0;
}

static int act_read_passwords(const char *folder)
{
    (void)folder;
    return error_of(open("/etc/passwd", O_RDONLY | O_CLOEXEC));
}

static int act_list_root(const char *folder)
{
    (void)folder;
    return error_of(open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

static int act_write_elsewhere(const char *folder)
{
    (void)folder;
    return error_of(open("/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
}

static int act_read_memory(const char *folder)
{
    (void)folder;
    return error_of(open("/proc/self/mem", O_RDWR | O_CLOEXEC));
}

static int act_make_link(const char *folder)
{
    (void)folder;
    return error_of(symlink("/etc/passwd", INSIDE "-link"));
}

static int act_run_program(const char *folder)
{
    char shell[] = "/bin/true";
    char *words[] = {shell, NULL};
    char *nothing[] = {NULL};

    (void)folder;
    return error_of(syscall(SYS_execve, shell, words, nothing));
}

static int act_make_process(const char *folder)
{
    long child = syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);

    (void)folder;
    if (child == 0) {
        (void)syscall(SYS_exit_group, 0);
    }
    return error_of(child);
}

static int act_open_socket(const char *folder)
{
    (void)folder;
    return error_of(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
}

static int act_open_local_socket(const char *folder)
{
    (void)folder;
    return error_of(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
}

/* On what is open already, whose kind is looked at only once the call itself is let through. */
static int act_connect(const char *folder)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(9)};

    (void)folder;
    return error_of(connect(0, (const struct sockaddr *)&address, sizeof address));
}

static int act_listen(const char *folder)
{
    (void)folder;
    return error_of(listen(0, 1));
}

static int act_watch_process(const char *folder)
{
    (void)folder;
    return error_of(syscall(SYS_ptrace, PTRACE_TRACEME, 0, 0, 0));
}

static int act_end_another(const char *folder)
{
    (void)folder;
    return error_of(syscall(SYS_kill, getppid(), 0));
}

static int act_mount(const char *folder)
{
    (void)folder;
    return error_of(mount("none", "/", "tmpfs", MS_REMOUNT, NULL));
}

static int act_become(const char *folder)
{
    (void)folder;
    return error_of(syscall(SYS_setuid, 0));
}

static int act_change_rights(const char *folder)
{
    return error_of(syscall(SYS_fchmodat, AT_FDCWD, folder, 0777));
}

static int act_use_own_folder(const char *folder)
{
    int file = open(INSIDE, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    int error = error_of(file);

    (void)folder;
    error = error != 0 ? error : error_of(write(file, "x", 1));
    return error != 0 ? error : error_of(unlink(INSIDE));
}

typedef struct Trial {
    const char *what;
    Act *act;
    bool by_landlock; /* refused by it alone */
    bool allowed;     /* what the server needs: to show that the others are refused for a reason */
} Trial;

static const Trial TRIALS[] = {
    {"writing in its own folder", act_use_own_folder, false, true},
    {"reading /etc/passwd", act_read_passwords, true, false},
    {"listing the root folder", act_list_root, true, false},
    {"writing in another folder", act_write_elsewhere, true, false},
    {"writing to its own memory as a file", act_read_memory, true, false},
    {"making a symbolic link", act_make_link, false, false},
    {"running a program", act_run_program, false, false},
    {"making a process", act_make_process, false, false},
    {"opening a network socket", act_open_socket, false, false},
    {"opening a local socket", act_open_local_socket, false, false},
    {"connecting a socket", act_connect, false, false},
    {"listening on a socket", act_listen, false, false},
    {"tracing a process", act_watch_process, false, false},
    {"signalling another process", act_end_another, false, false},
    {"mounting a file system", act_mount, false, false},
    {"becoming another user", act_become, false, false},
    {"changing the rights of a file", act_change_rights, false, false},
};

static Status in_new_folder(Context *context, char folder[], size_t bytes)
{
    Str root = environment_text("TMPDIR");
    Str name = str_format(context->arena, "%.*s/unknot-sandbox-XXXXXX",
                          STR_ARGS(root.length > 0 ? root : STR("/tmp")));

    if (name.bytes == NULL || name.length >= bytes) {
        return fail_memory(context);
    }
    memcpy(folder, name.bytes, name.length + 1);
    if (mkdtemp(folder) == NULL || chdir(folder) != 0) {
        return fail(context, FAIL_SYSTEM, PLACE_NONE,
                    "no folder could be made to try it in (%s); set TMPDIR to one that can be "
                    "written to",
                    strerror(errno));
    }
    return done();
}

static Status try_all(Context *context, const char *folder, Text *text)
{
    bool landlock = sandbox_has_landlock();
    size_t refused = 0;
    size_t wrong = 0;

    for (size_t i = 0; i < sizeof TRIALS / sizeof TRIALS[0]; i++) {
        const Trial *trial = &TRIALS[i];
        int error = trial->act(folder);
        /* EPERM is the filter's, EACCES Landlock's; any other says that the call was let through */
        bool stopped = error == EPERM || error == EACCES;
        bool right = trial->allowed ? error == 0 : stopped;

        refused += stopped ? 1 : 0;
        wrong += right || (trial->by_landlock && !landlock) ? 0 : 1;
        text_format(text, "%s: %s%s\n", trial->what,
                    error == 0 ? "done" : (stopped ? "refused" : "let through"),
                    right                             ? ""
                    : trial->by_landlock && !landlock ? " (this kernel has no Landlock)"
                                                      : " - THIS IS WRONG");
    }
    text_format(text, "%zu of %zu acts were refused.\n", refused,
                sizeof TRIALS / sizeof TRIALS[0] - 1);
    if (wrong > 0) {
        return fail(context, FAIL_SYSTEM, PLACE_NONE,
                    "the sandbox does not hold on this system; do not serve from it");
    }
    return done();
}

/* What the thread is given, and what it leaves. */
typedef struct Inside {
    Context *context;
    const char *folder;
    Text *text;
    Status status;
} Inside;

static void *try_inside(void *of)
{
    Inside *inside = of;

    inside->status = sandbox_enter(inside->context, str_from(inside->folder));
    if (!failed(inside->status)) {
        inside->status = try_all(inside->context, inside->folder, inside->text);
    }
    return NULL;
}

Status verb_selftest(Context *context, const Arguments *arguments)
{
    char folder[256];
    Text text = text_new(context->arena);
    Inside inside = {context, folder, &text, done()};
    pthread_t thread;
    Str written;
    int error;

    if (!str_equal(verb_operand(arguments, 1), STR("sandbox"))) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "there is one test of that kind; write 'unknot commons selftest sandbox'");
    }
    TRY(in_new_folder(context, folder, sizeof folder));
    /* what a thread gives up, only it gives up: the folder can be removed afterwards */
    error = pthread_create(&thread, NULL, try_inside, &inside);
    if (error != 0) {
        return fail(context, FAIL_SYSTEM, PLACE_NONE, "no thread could be started (%s); try again",
                    strerror(error));
    }
    (void)pthread_join(thread, NULL);
    (void)rmdir(folder);
    TRY(text_finish(context, &text, &written));
    TRY(output_print(context, written));
    return inside.status;
}
