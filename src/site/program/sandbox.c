#define _GNU_SOURCE
#include "site/program/sandbox.h"
#include "base/os_path.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Landlock's first version: what is not handled is not refused, so all of it is. */
#define FILE_ACTS                                                                                  \
    (LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE |   \
     LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_REMOVE_DIR |                                 \
     LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | \
     LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |   \
     LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM)

/* What the store does in its folder: files come and go, none is run. */
#define FOLDER_ACTS                                                                                \
    (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR |  \
     LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG)

/* Of answering, of SQLite's files and locks, of threads and memory. None opens a connection,
   listens, runs a program, makes a process or looks into one. */
static const int CALLS[] = {
    SCMP_SYS(accept4),
    SCMP_SYS(access),
    SCMP_SYS(brk),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(close),
    SCMP_SYS(epoll_create1),
    SCMP_SYS(epoll_ctl),
    SCMP_SYS(epoll_pwait),
    SCMP_SYS(epoll_wait),
    SCMP_SYS(eventfd2),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(faccessat),
    SCMP_SYS(fchmod),
    SCMP_SYS(fchown),
    SCMP_SYS(fcntl),
    SCMP_SYS(fdatasync),
    SCMP_SYS(fstat),
    SCMP_SYS(fsync),
    SCMP_SYS(ftruncate),
    SCMP_SYS(futex),
    SCMP_SYS(getcwd),
    SCMP_SYS(geteuid),
    SCMP_SYS(getpid),
    SCMP_SYS(getpeername),
    SCMP_SYS(getrandom),
    SCMP_SYS(getsockname),
    SCMP_SYS(getsockopt),
    SCMP_SYS(gettid),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(lseek),
    SCMP_SYS(lstat),
    SCMP_SYS(madvise),
    SCMP_SYS(mmap),
    SCMP_SYS(mprotect),
    SCMP_SYS(mremap),
    SCMP_SYS(munmap),
    SCMP_SYS(nanosleep),
    SCMP_SYS(newfstatat),
    SCMP_SYS(open),
    SCMP_SYS(openat),
    SCMP_SYS(pipe2),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(pread64),
    SCMP_SYS(prlimit64),
    SCMP_SYS(pwrite64),
    SCMP_SYS(read),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(readv),
    SCMP_SYS(recvfrom),
    SCMP_SYS(recvmsg),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(rseq),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigtimedwait),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sendfile),
    SCMP_SYS(sendmsg),
    SCMP_SYS(sendto),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(setsockopt),
    SCMP_SYS(shutdown),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(stat),
    SCMP_SYS(statfs),
    SCMP_SYS(statx),
    SCMP_SYS(sysinfo),
    SCMP_SYS(tgkill),
    SCMP_SYS(uname),
    SCMP_SYS(unlink),
    SCMP_SYS(unlinkat),
    SCMP_SYS(write),
    SCMP_SYS(writev),
};

static int landlock_version(void)
{
    return (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

bool sandbox_has_landlock(void)
{
    return landlock_version() >= 1;
}

/* 0 or an errno. */
static int allow_below(int rules, const char *path, uint64_t acts)
{
    struct landlock_path_beneath_attr beneath = {.allowed_access = acts};
    int error = 0;

    beneath.parent_fd = open(path, O_PATH | O_CLOEXEC);
    if (beneath.parent_fd < 0) {
        return errno;
    }
    if (syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) != 0) {
        error = errno;
    }
    (void)close(beneath.parent_fd);
    return error;
}

#ifdef COUNTS_FOLDER
/* A build that counts which lines run writes its counts at the end; no other has this folder. */
static void allow_counts(int rules)
{
    (void)allow_below(rules, COUNTS_FOLDER, FOLDER_ACTS);
}
#else
static void allow_counts(int rules)
{
    (void)rules;
}
#endif

static int lock_files(const char *folder)
{
    struct landlock_ruleset_attr attributes = {.handled_access_fs = FILE_ACTS};
    int rules;
    int error;

    /* moving files out of a folder, and cutting them short, came with later versions */
    attributes.handled_access_fs |= landlock_version() >= 2 ? LANDLOCK_ACCESS_FS_REFER : 0U;
    rules = (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
    if (rules < 0) {
        return errno;
    }
    error = allow_below(rules, folder, FOLDER_ACTS);
    if (error == 0) {
        /* where SQLite looks for chance; it does without where there is none */
        (void)allow_below(rules, "/dev/urandom", LANDLOCK_ACCESS_FS_READ_FILE);
        allow_counts(rules);
        if (syscall(SYS_landlock_restrict_self, rules, 0) != 0) {
            error = errno;
        }
    }
    (void)close(rules);
    return error;
}

/* 0 or an errno. */
static int lock_calls(void)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    int code = filter == NULL ? -ENOMEM : 0;

    for (size_t i = 0; i < sizeof CALLS / sizeof CALLS[0] && code == 0; i++) {
        code = seccomp_rule_add(filter, SCMP_ACT_ALLOW, CALLS[i], 0);
    }
    /* threads, not processes; clone3 hides its flags, and without it clone is used */
    code = code != 0 ? code
                     : seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
                                        SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD));
    code = code != 0 ? code : seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
    /* names of threads */
    code = code != 0 ? code
                     : seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prctl), 1,
                                        SCMP_A0(SCMP_CMP_EQ, PR_SET_NAME, 0));
    code = code != 0 ? code
                     : seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1,
                                        SCMP_A1(SCMP_CMP_EQ, 0x5421, 0)); /* FIONBIO */
    code = code != 0 ? code : seccomp_load(filter);
    seccomp_release(filter);
    return -code;
}

Status sandbox_enter(Context *context, Str folder)
{
    SystemPath path;
    int error = system_path_of(folder, &path);

    if (error == 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        error = errno;
    }
    if (error == 0 && !sandbox_has_landlock()) {
        note_warning(context, PLACE_NONE,
                     "this kernel has no Landlock, so the server could still open other files of "
                     "its user; give it a user of its own");
    } else if (error == 0) {
        error = lock_files(path.bytes);
    }
    error = error != 0 ? error : lock_calls();
    if (error != 0) {
        return fail(context, FAIL_SYSTEM, PLACE_NONE,
                    "the server could not lock itself in (%s); serve from a system that has "
                    "seccomp",
                    strerror(error));
    }
    return done();
}
