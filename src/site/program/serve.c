/* unknot commons serve: opens the store and the port, gives up what it will not need, and answers
   until it is told to stop. */
#define _GNU_SOURCE
#include "base/number.h"
#include "base/os_file.h"
#include "cli/output.h"
#include "site/program/key_file.h"
#include "site/program/sandbox.h"
#include "site/program/verbs.h"
#include "site/web/first_link.h"
#include "site/web/server.h"

#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

#define PORT_USUAL 8080
#define PORT_MOST 65535
#define THREADS 4
#define CONNECTIONS_MOST 1000
#define FILES_BESIDE 200 /* the store's, the log, the threads' */
#define HEAD_SECONDS 10.0
#define BODY_SECONDS 30.0
#define REPLY_SECONDS 120.0
#define STOP_SECONDS 20.0
#define TEND_NANOSECONDS 200000000L

/* All that is open while it serves. */
typedef struct Serving {
    Site *site;
    Server *server;
    SiteSettings settings;
    int socket;
    int64_t port;
} Serving;

static int64_t clock_now(void *of)
{
    (void)of;
    return (int64_t)time(NULL);
}

static void say_line(void *of, Str line)
{
    (void)of;
    (void)fwrite(line.bytes, 1, line.length, stderr);
    (void)fputc('\n', stderr);
}

static Status read_port(Context *context, const Arguments *arguments, int64_t *port)
{
    Str typed = arguments_text(arguments, "port");

    *port = PORT_USUAL;
    if (arguments_given(arguments, "port") &&
        (!number_parse_integer(typed, port) || *port < 0 || *port > PORT_MOST)) {
        return fail(context, FAIL_INPUT, arguments_place("--port"),
                    "this is no port; write a number from 0 to %d (0: one that is free)",
                    PORT_MOST);
    }
    return done();
}

static bool is_address(Str address)
{
    Str scheme = str_starts_with(address, STR("https://")) ? STR("https://") : STR("http://");
    Str host = str_slice(address, scheme.length, address.length);

    if (!str_starts_with(address, scheme) || host.length == 0) {
        return false;
    }
    for (size_t i = 0; i < host.length; i++) {
        char byte = host.bytes[i];

        if (!((byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || byte == '.' ||
              byte == '-' || byte == ':')) {
            return false;
        }
    }
    return true;
}

/* Where people reach it; without a word, on this machine alone. */
static Status read_address(Context *context, const Arguments *arguments, Serving *serving)
{
    SiteSettings *settings = &serving->settings;

    settings->loopback = str_format(context->arena, "127.0.0.1:%lld", (long long)serving->port);
    settings->address = arguments_text(arguments, "address");
    if (!arguments_given(arguments, "address")) {
        settings->address = str_format(context->arena, "http://%.*s", STR_ARGS(settings->loopback));
    } else if (!is_address(settings->address)) {
        return fail(context, FAIL_INPUT, arguments_place("--address"),
                    "this is no address of a site; write it as in 'https://commons.example', in "
                    "small letters and without a \"/\" at its end");
    }
    return settings->address.bytes == NULL || settings->loopback.bytes == NULL
               ? fail_memory(context)
               : done();
}

/* Each connection is an open file. */
static void raise_file_limit(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < CONNECTIONS_MOST + FILES_BESIDE) {
        limit.rlim_cur = CONNECTIONS_MOST + FILES_BESIDE;
        if (limit.rlim_cur > limit.rlim_max) {
            limit.rlim_cur = limit.rlim_max;
        }
        (void)setrlimit(RLIMIT_NOFILE, &limit);
    }
}

/* The two signals that ask for a stop are waited for, in all threads. */
static sigset_t hold_signals(void)
{
    sigset_t signals;

    (void)signal(SIGPIPE, SIG_IGN);
    (void)sigemptyset(&signals);
    (void)sigaddset(&signals, SIGINT);
    (void)sigaddset(&signals, SIGTERM);
    (void)pthread_sigmask(SIG_BLOCK, &signals, NULL);
    return signals;
}

static Status open_all(Context *context, const Arguments *arguments, Serving *serving)
{
    const Surroundings surroundings = {.now = clock_now, .random = secret_random, .say = say_line};
    SiteSettings *settings = &serving->settings;
    Str folder = verb_operand(arguments, 1);
    Str key_path;

    TRY(read_port(context, arguments, &serving->port));
    TRY(secrets_begin(context));
    TRY(verb_store_path(context, folder, &settings->store_path));
    TRY(verb_key_path(context, folder, &key_path));
    TRY(verb_expect_store(context, folder, settings->store_path));
    TRY(key_file_read(context, key_path, settings->key));
    settings->readers = THREADS;
    settings->unlimited = arguments_given(arguments, "unlimited");
    TRY(server_listen(context, serving->port, &serving->socket, &serving->port));
    TRY(read_address(context, arguments, serving));
    return site_open(context, settings, surroundings, &serving->site);
}

static Status start(Context *context, const Arguments *arguments, Serving *serving)
{
    ServerSettings settings = {.socket = serving->socket,
                               .threads = THREADS,
                               .most = CONNECTIONS_MOST,
                               .head_seconds = HEAD_SECONDS,
                               .body_seconds = BODY_SECONDS,
                               .reply_seconds = REPLY_SECONDS};
    Str line;
    Str first;

    TRY(first_link_make(context, serving->site, &first));
    TRY(sandbox_enter(context, verb_operand(arguments, 1)));
    TRY(server_start(context, serving->site, &settings, &serving->server));
    line =
        str_format(context->arena, "http://%.*s/\n%s%.*s%s", STR_ARGS(serving->settings.loopback),
                   first.length > 0 ? "Nobody keeps this commons yet. Whoever opens this link, "
                                      "once and within a day, becomes its keeper:\n"
                                    : "",
                   STR_ARGS(first), first.length > 0 ? "\n" : "");
    return line.bytes == NULL ? fail_memory(context) : output_print(context, line);
}

Status verb_serve(Context *context, const Arguments *arguments)
{
    const struct timespec pause = {0, TEND_NANOSECONDS};
    sigset_t signals = hold_signals();
    Serving serving = {0};
    Status status;

    raise_file_limit();
    status = open_all(context, arguments, &serving);
    if (!failed(status)) {
        status = start(context, arguments, &serving);
    }
    while (!failed(status) && sigtimedwait(&signals, NULL, &pause) < 0) {
        server_tend(serving.server);
    }
    server_stop(&serving.server, STOP_SECONDS);
    site_close(&serving.site);
    return status;
}
