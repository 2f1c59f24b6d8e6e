/* unknot commons work: what the clock does. Hands mail over, as files into a folder or to sendmail,
   and erases it then; ends old tokens and sign-ins; leaves no byte of what was erased. */
#define _GNU_SOURCE
#include "base/os_file.h"
#include "base/text.h"
#include "cli/output.h"
#include "site/program/mail_letter.h"
#include "site/program/verbs.h"
#include "site/store/statements.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define LETTERS_AT_ONCE 50
#define ROUND_MEMORY ((size_t)64 << 20)
#define ROUND_SECONDS 10
#define DAY ((int64_t)86400)
#define IDLE_DAYS 30
/* A number is good for ten minutes, and a letter that nobody took for two days helps nobody. */
#define LETTER_DAYS_MOST 2
#define LATER_SECONDS ((int64_t)60)
#define LATER_MOST ((int64_t)3600)

extern char **environ;

typedef struct Work {
    Context *context;
    StoreWriter *writer;
    Str folder;   /* letters go there; or empty */
    Str sendmail; /* the program that takes them; or empty */
    int64_t handed;
    int64_t kept; /* to be tried again */
    int64_t given_up;
} Work;

static int64_t now(void)
{
    return (int64_t)time(NULL);
}

/* ---- handing over ---- */

/* By its number: a letter that is handed over twice is one file. */
static Status to_folder(const Work *work, const MailDueRow *row, Str letter)
{
    Str path = str_format(work->context->arena, "%.*s%s%lld.eml", STR_ARGS(work->folder),
                          str_ends_with(work->folder, STR("/")) ? "" : "/", (long long)row->id);

    return path.bytes == NULL ? fail_memory(work->context)
                              : file_write_whole(work->context, path, letter);
}

/* All of it, or an errno. */
static int write_all(int descriptor, Str bytes)
{
    for (size_t done_bytes = 0; done_bytes < bytes.length;) {
        ssize_t count = write(descriptor, bytes.bytes + done_bytes, bytes.length - done_bytes);

        if (count < 0 && errno != EINTR) {
            return errno;
        }
        done_bytes += count > 0 ? (size_t)count : 0;
    }
    return 0;
}

/* The program gets the letter on its stdin and nothing else of ours; no shell is in between. */
static int run_sendmail(const char *path, char *recipient, Str letter)
{
    char name[] = "sendmail";
    char dots[] = "-i"; /* a line of one dot ends nothing */
    char rest[] = "--";
    char *arguments[] = {name, dots, rest, recipient, NULL};
    posix_spawn_file_actions_t actions;
    int ends[2];
    int status = 0;
    int error;
    pid_t child;

    if (pipe2(ends, O_CLOEXEC) != 0) {
        return errno;
    }
    (void)posix_spawn_file_actions_init(&actions);
    (void)posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO);
    error = posix_spawn(&child, path, &actions, NULL, arguments, environ);
    (void)posix_spawn_file_actions_destroy(&actions);
    (void)close(ends[0]);
    if (error != 0) {
        (void)close(ends[1]);
        return error;
    }
    error = write_all(ends[1], letter);
    (void)close(ends[1]);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return error != 0 ? error : WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : EIO;
}

static Status to_sendmail(const Work *work, const MailDueRow *row, Str letter)
{
    Str path = str_format(work->context->arena, "%.*s", STR_ARGS(work->sendmail));
    Str recipient = row->recipient;
    char *text = TAKE(work->context, char, recipient.length + 1);
    int error;

    if (path.bytes == NULL || text == NULL) {
        return fail_memory(work->context);
    }
    memcpy(text, recipient.bytes, recipient.length);
    text[recipient.length] = '\0';
    error = run_sendmail(path.bytes, text, letter);
    if (error != 0) {
        return fail(work->context, FAIL_SYSTEM, PLACE_NONE,
                    "'%.*s' did not take a letter (%s); it is tried again later", STR_ARGS(path),
                    strerror(error));
    }
    return done();
}

/* ---- one letter ---- */

static Status mark_gone(Work *work, int64_t id)
{
    AUTO(StoreChange *, store_change_end) change = NULL;
    MailGoneRows rows;

    TRY(store_begin(work->context, work->writer, &change));
    TRY(store_mail_gone(work->context, change, &(MailGoneIn){id}, &rows));
    return store_commit(work->context, change);
}

/* Twice as long each time, at most an hour. */
static Status mark_later(Work *work, const MailDueRow *row)
{
    AUTO(StoreChange *, store_change_end) change = NULL;
    int64_t wait = row->tries < 6 ? LATER_SECONDS << row->tries : LATER_MOST;
    MailLaterRows rows;

    TRY(store_begin(work->context, work->writer, &change));
    TRY(store_mail_later(work->context, change, &(MailLaterIn){now() + wait, row->id}, &rows));
    return store_commit(work->context, change);
}

static Status hand_over(Work *work, const MailDueRow *row)
{
    Str letter;
    Status status;

    if (row->made < now() - LETTER_DAYS_MOST * DAY) {
        work->given_up++;
        return mark_gone(work, row->id);
    }
    status = letter_write(work->context, row, &letter);
    if (!failed(status)) {
        status = work->sendmail.length > 0 ? to_sendmail(work, row, letter)
                                           : to_folder(work, row, letter);
    }
    if (failed(status)) {
        work->kept++;
        return mark_later(work, row);
    }
    work->handed++;
    return mark_gone(work, row->id);
}

/* ---- one round ---- */

static Status end_old(Work *work, bool *tidy)
{
    AUTO(StoreChange *, store_change_end) change = NULL;
    Context *context = work->context;
    TokensEndRows tokens;
    SessionsIdleEndRows sessions;
    SettingRows setting;
    SettingPutRows put;

    TRY(store_begin(context, work->writer, &change));
    TRY(store_tokens_end(context, change, &(TokensEndIn){now()}, &tokens));
    TRY(store_sessions_idle_end(context, change, &(SessionsIdleEndIn){now() - IDLE_DAYS * DAY},
                                &sessions));
    TRY(store_setting(context, store_change_reader(change), &(SettingIn){STR("tidy")}, &setting));
    *tidy = setting.count > 0 && str_equal(setting.items[0].value, STR("due"));
    if (*tidy) {
        TRY(store_setting_put(context, change, &(SettingPutIn){STR("tidy"), STR("done")}, &put));
    }
    return store_commit(context, change);
}

static Status due_letters(Work *work, MailDueRows *rows)
{
    AUTO(StoreChange *, store_change_end) change = NULL;

    TRY(store_begin(work->context, work->writer, &change));
    return store_mail_due(work->context, store_change_reader(change),
                          &(MailDueIn){now(), LETTERS_AT_ONCE}, rows);
}

static Status work_round(Work *work)
{
    MailDueRows rows;
    bool tidy = false;

    do {
        TRY(due_letters(work, &rows));
        for (size_t i = 0; i < rows.count; i++) {
            TRY(hand_over(work, &rows.items[i]));
        }
    } while (rows.count == LETTERS_AT_ONCE);
    TRY(end_old(work, &tidy));
    return tidy ? store_tidy(work->context, work->writer) : done();
}

/* ---- the verb ---- */

static Status where_to(Context *context, const Arguments *arguments, Work *work)
{
    work->folder = arguments_text(arguments, "folder");
    work->sendmail = arguments_text(arguments, "sendmail");
    if (arguments_given(arguments, "folder") == arguments_given(arguments, "sendmail")) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "it is not clear where mail goes; write --folder DIR, for files, or --sendmail "
                    "PATH, for a program such as /usr/sbin/sendmail");
    }
    if (work->folder.length > 0 && file_facts(work->folder).kind != FILE_FOLDER) {
        return fail(context, FAIL_INPUT, arguments_place("--folder"),
                    "this is no folder; make it first, for its owner alone: letters hold numbers "
                    "with which people sign in");
    }
    if (work->sendmail.length > 0 && file_facts(work->sendmail).kind != FILE_REGULAR) {
        return fail(context, FAIL_INPUT, arguments_place("--sendmail"),
                    "there is no such program; give its whole path, such as /usr/sbin/sendmail");
    }
    return done();
}

/* What a round had to say goes to who keeps the machine at once. */
static void say_notes(const Context *round)
{
    for (const Note *note = round->first; note != NULL; note = note->next) {
        (void)fwrite(note->text.bytes, 1, note->text.length, stderr);
        (void)fputc('\n', stderr);
    }
}

/* With memory of its own, which is given back: this may go on for years. A letter that could not be
   handed over ends nothing. */
static Status one_round(Context *context, Work *work)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(ROUND_MEMORY);
    Context round = {.arena = arena};
    Work own = *work;
    Status status;

    if (arena == NULL) {
        return fail_memory(context);
    }
    own.context = &round;
    status = work_round(&own);
    own.context = context;
    *work = own;
    if (failed(status)) {
        return fail(context, status.kind, PLACE_NONE, "%.*s", STR_ARGS(round.first->text));
    }
    say_notes(&round);
    return done();
}

static Status tell(Context *context, const Work *work)
{
    Str line =
        str_format(context->arena,
                   "Letters handed over: %lld. To be tried again: %lld. "
                   "Too old: %lld.\n",
                   (long long)work->handed, (long long)work->kept, (long long)work->given_up);

    return line.bytes == NULL ? fail_memory(context) : output_print(context, line);
}

Status verb_work(Context *context, const Arguments *arguments)
{
    AUTO(StoreWriter *, store_close_writer) writer = NULL;
    Work work = {0};
    Str path;

    TRY(where_to(context, arguments, &work));
    TRY(verb_store_path(context, verb_operand(arguments, 1), &path));
    TRY(verb_expect_store(context, verb_operand(arguments, 1), path));
    (void)signal(SIGPIPE, SIG_IGN);
    (void)umask(S_IRWXG | S_IRWXO); /* letters hold numbers with which people sign in */
    TRY(store_open_writer(context, path, STORE_WAIT_MILLISECONDS, &writer));
    work.writer = writer;
    do {
        TRY(one_round(context, &work));
        if (!arguments_given(arguments, "once")) {
            clock_rest(ROUND_SECONDS);
        }
    } while (!arguments_given(arguments, "once") && (context->stop == NULL || *context->stop == 0));
    return tell(context, &work);
}
