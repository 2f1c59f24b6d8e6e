#include "site/web/server.h"
#include "base/os_file.h"
#include "site/web/connections.h"
#include "site/web/dispatch.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define BACKLOG 1024
#define HEADERS_MOST ((size_t)64)
/* What a request may take beside its form: a page is some 60 kB, with all that it is made from. */
#define REQUEST_BYTES ((size_t)32 << 20)
/* A body that is refused is read and thrown away up to here, so that the refusal can be read. */
#define DRAIN_BYTES ((size_t)256 << 10)
#define CONNECTION_BYTES ((size_t)24 << 10)
#define OF_ONE_NETWORK 64

struct Server {
    struct MHD_Daemon *daemon;
    Connections *connections;
    Site *site;
    int socket;
    atomic_bool stopping;
};

/* One request, in its own arena; hangs on libmicrohttpd's pointer for it. */
typedef struct Talk {
    Arena *arena;
    Exchange exchange;
    Str target; /* as it came */
    bool begun;
    bool wants_body;
    char *body;
    size_t body_count;
} Talk;

/* ---- where somebody is ---- */

static Network network_of_v4(const uint8_t *bytes)
{
    Network network = {.here = bytes[0] == 127};

    memcpy(network.bytes, bytes, 4);
    return network;
}

static Network network_of_v6(const uint8_t *bytes)
{
    static const uint8_t MAPPED[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    Network network = {0};

    if (memcmp(bytes, MAPPED, sizeof MAPPED) == 0) {
        return network_of_v4(bytes + sizeof MAPPED);
    }
    memcpy(network.bytes, bytes, NETWORK_BYTES);
    return network;
}

static Network network_of(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET) {
        return network_of_v4((const uint8_t *)&((const struct sockaddr_in *)address)->sin_addr);
    }
    if (address->sa_family == AF_INET6) {
        return network_of_v6((const uint8_t *)&((const struct sockaddr_in6 *)address)->sin6_addr);
    }
    return (Network){0};
}

/* What the proxy on this machine says: the last name in the list is the one it added itself. */
static bool read_forwarded(Str list, Network *out)
{
    char name[INET6_ADDRSTRLEN] = {0};
    uint8_t bytes[16];
    Str last = list;

    for (size_t at = str_find_byte(last, ','); at < last.length; at = str_find_byte(last, ',')) {
        last = str_slice(last, at + 1, last.length);
    }
    last = str_trim(last);
    if (last.length == 0 || last.length >= sizeof name) {
        return false;
    }
    memcpy(name, last.bytes, last.length);
    if (inet_pton(AF_INET, name, bytes) == 1) {
        *out = network_of_v4(bytes);
        return true;
    }
    if (inet_pton(AF_INET6, name, bytes) == 1) {
        *out = network_of_v6(bytes);
        return true;
    }
    return false;
}

/* ---- the head ---- */

/* The target as it came: what is handed on later is decoded already. */
static void *begin_talk(void *of, const char *target, struct MHD_Connection *connection)
{
    Arena *arena = arena_new(REQUEST_BYTES);
    Talk *talk = arena == NULL ? NULL : arena_take(arena, 1, sizeof *talk);

    (void)of;
    (void)connection;
    if (talk == NULL) {
        arena_free(arena);
        return NULL;
    }
    talk->arena = arena;
    talk->target = str_copy(arena, str_from(target));
    return talk;
}

typedef struct HeaderList {
    Arena *arena;
    FieldSpan *headers;
    size_t bytes; /* as they must have come: "Name: value" and a line's end */
    bool spent;
} HeaderList;

static enum MHD_Result keep_header(void *of, enum MHD_ValueKind kind, const char *name,
                                   size_t name_length, const char *value, size_t value_length)
{
    HeaderList *list = of;

    (void)kind;
    if (list->headers->count == HEADERS_MOST) {
        list->spent = true;
        return MHD_NO;
    }
    list->headers->items[list->headers->count++] =
        (Field){str_copy(list->arena, (Str){name, name_length}),
                str_copy(list->arena, (Str){value, value_length})};
    list->bytes += name_length + 2 + value_length + 2;
    return MHD_YES;
}

/* libmicrohttpd forgives bare line feeds, folded lines and blanks where none may be, and does not
   say so; but it says how long the head was. A head that is as it must be has just the length of
   its parts, and every browser and proxy writes it so. */
static void read_head(Talk *talk, struct MHD_Connection *connection, const char *method,
                      const char *version, Incoming *out)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    HeaderList list = {.arena = talk->arena, .headers = &out->headers};

    out->method = str_copy(talk->arena, str_from(method));
    out->version = str_copy(talk->arena, str_from(version));
    out->target = talk->target;
    out->headers.items = arena_take(talk->arena, HEADERS_MOST, sizeof(Field));
    list.spent = out->headers.items == NULL;
    if (!list.spent) {
        (void)MHD_get_connection_values_n(connection, MHD_HEADER_KIND, keep_header, &list);
    }
    list.bytes += out->method.length + 1 + out->target.length + 1 + out->version.length + 2 + 2;
    out->malformed = list.spent || info == NULL || info->header_size != list.bytes ||
                     info->header_size > SERVER_HEAD_BYTES;
}

static Connection *connection_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

    return info == NULL ? NULL : info->socket_context;
}

/* ---- the reply ---- */

/* As libmicrohttpd takes it: it reads what is persistent, and never writes to it. */
static void *lent(const char *bytes)
{
    union {
        const char *ours;
        void *theirs;
    } both = {bytes};

    return both.theirs;
}

static enum MHD_Result send_reply(Server *server, Talk *talk, struct MHD_Connection *connection)
{
    const Exchange *exchange = &talk->exchange;
    struct MHD_Response *response = MHD_create_response_from_buffer(
        exchange->body_out.length, lent(exchange->body_out.bytes), MHD_RESPMEM_PERSISTENT);
    enum MHD_Result result = response == NULL ? MHD_NO : MHD_YES;
    bool closing = exchange->close;

    for (size_t i = 0; i < exchange->headers_out.count && result == MHD_YES; i++) {
        const Field *field = &exchange->headers_out.items[i];
        Str value = str_copy(talk->arena, field->value);

        result = value.bytes == NULL
                     ? MHD_NO
                     : MHD_add_response_header(response, field->name.bytes, value.bytes);
    }
    if (result == MHD_YES && server->stopping && !closing) {
        result = MHD_add_response_header(response, "Connection", "close");
    }
    if (result == MHD_YES) {
        connections_stage(server->connections, connection_of(connection), STAGE_REPLY);
        result = MHD_queue_response(connection, (unsigned)exchange->reply.code, response);
    }
    if (response != NULL) {
        MHD_destroy_response(response);
    }
    return result;
}

/* The whole body is here, or there is none. */
static enum MHD_Result answer(Server *server, Talk *talk, struct MHD_Connection *connection)
{
    if (talk->wants_body) {
        connections_stage(server->connections, connection_of(connection), STAGE_WORK);
        dispatch_answer(&talk->exchange, (Str){talk->body, talk->body_count});
    }
    return send_reply(server, talk, connection);
}

static enum MHD_Result take_head(Server *server, Talk *talk, struct MHD_Connection *connection,
                                 const char *method, const char *version)
{
    Incoming incoming = {0};
    Network network = *connection_network(connection_of(connection));
    Str forwarded;
    Exchange *exchange = &talk->exchange;

    talk->begun = true;
    connections_stage(server->connections, connection_of(connection), STAGE_WORK);
    read_head(talk, connection, method, version, &incoming);
    forwarded = incoming_header(&incoming, STR("x-forwarded-for"));
    if (network.here && site_is_secure(server->site)) {
        (void)read_forwarded(forwarded, &network);
    }
    incoming.network = str_copy(talk->arena, (Str){(const char *)network.bytes, NETWORK_BYTES});
    dispatch_begin(exchange, server->site, talk->arena);
    talk->wants_body = dispatch_head(exchange, &incoming);
    if (exchange->close) {
        return send_reply(server, talk, connection);
    }
    if (exchange->body_length == 0) {
        /* a reply at this call would end the connection: it is given at the next */
        return MHD_YES;
    }
    if (!talk->wants_body) {
        if (exchange->body_length > DRAIN_BYTES) {
            return send_reply(server, talk, connection);
        }
    } else {
        talk->body = arena_take(talk->arena, exchange->body_length, 1);
        if (talk->body == NULL) {
            return MHD_NO;
        }
    }
    connections_stage(server->connections, connection_of(connection), STAGE_BODY);
    return MHD_YES;
}

static enum MHD_Result take_body(Talk *talk, const char *bytes, size_t *count)
{
    if (talk->wants_body) {
        if (*count > talk->exchange.body_length - talk->body_count) {
            return MHD_NO;
        }
        memcpy(talk->body + talk->body_count, bytes, *count);
        talk->body_count += *count;
    }
    *count = 0;
    return MHD_YES;
}

/* Called when the head is whole, then for each piece of the body, then once more at its end. */
static enum MHD_Result handle(void *of, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *bytes,
                              size_t *count, void **talk_of)
{
    Server *server = of;
    Talk *talk = *talk_of;

    (void)url;
    if (talk == NULL || connection_of(connection) == NULL) {
        return MHD_NO;
    }
    if (!talk->begun) {
        return take_head(server, talk, connection, method, version);
    }
    if (*count > 0) {
        return take_body(talk, bytes, count);
    }
    return talk->wants_body && talk->body_count < talk->exchange.body_length
               ? MHD_NO
               : answer(server, talk, connection);
}

static void end_talk(void *of, struct MHD_Connection *connection, void **talk_of,
                     enum MHD_RequestTerminationCode why)
{
    Server *server = of;
    Talk *talk = *talk_of;
    Connection *place = connection_of(connection);

    (void)why;
    if (talk != NULL) {
        *talk_of = NULL;
        arena_free(talk->arena);
    }
    if (place != NULL) {
        connections_stage(server->connections, place, STAGE_HEAD);
    }
}

static void connect_or_end(void *of, struct MHD_Connection *connection, void **place,
                           enum MHD_ConnectionNotificationCode what)
{
    Server *server = of;
    const union MHD_ConnectionInfo *socket;
    const union MHD_ConnectionInfo *address;

    if (what == MHD_CONNECTION_NOTIFY_CLOSED) {
        if (*place != NULL) {
            connections_end(server->connections, *place);
            *place = NULL;
        }
        return;
    }
    socket = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    address = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    *place = connections_begin(server->connections, socket->connect_fd,
                               network_of(address->client_addr));
}

/* ---- starting and stopping ---- */

Status server_listen(Context *context, int64_t port, int *out, int64_t *bound)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons((uint16_t)port),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    int one = 1;
    int file = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    int error;

    if (file >= 0 && setsockopt(file, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) == 0 &&
        bind(file, (const struct sockaddr *)&address, sizeof address) == 0 &&
        listen(file, BACKLOG) == 0 &&
        getsockname(file, (struct sockaddr *)&address, &length) == 0) {
        *out = file;
        *bound = ntohs(address.sin_port);
        return done();
    }
    error = errno;
    if (file >= 0) {
        (void)close(file);
    }
    return fail(context, error == EADDRINUSE ? FAIL_INPUT : FAIL_SYSTEM, PLACE_NONE,
                "port %lld of this machine cannot be listened on (%s); choose another with --port, "
                "or 0 for one that is free",
                (long long)port, strerror(error));
}

Status server_start(Context *context, Site *site, const ServerSettings *settings, Server **out)
{
    Server *server = TAKE(context, Server, 1);
    ConnectionLimits limits = {.seconds = {[STAGE_HEAD] = settings->head_seconds,
                                           [STAGE_BODY] = settings->body_seconds,
                                           [STAGE_REPLY] = settings->reply_seconds},
                               .most = settings->most,
                               .of_one_network = OF_ONE_NETWORK};

    *out = NULL;
    if (server == NULL || (server->connections = connections_new(context->arena, limits)) == NULL) {
        return fail_memory(context);
    }
    server->site = site;
    server->socket = settings->socket;
    server->daemon = MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC, 0, NULL, NULL, handle, server,
        MHD_OPTION_LISTEN_SOCKET, settings->socket, MHD_OPTION_THREAD_POOL_SIZE, settings->threads,
        MHD_OPTION_CONNECTION_LIMIT, settings->most, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        CONNECTION_BYTES, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_CONNECTION_TIMEOUT,
        (unsigned)(settings->reply_seconds + settings->body_seconds), MHD_OPTION_URI_LOG_CALLBACK,
        begin_talk, server, MHD_OPTION_NOTIFY_COMPLETED, end_talk, server,
        MHD_OPTION_NOTIFY_CONNECTION, connect_or_end, server, MHD_OPTION_END);
    if (server->daemon == NULL) {
        return fail(context, FAIL_SYSTEM, PLACE_NONE,
                    "the server could not start (%s); close other programs and try again",
                    strerror(errno));
    }
    *out = server;
    return done();
}

void server_tend(Server *server)
{
    connections_sweep(server->connections);
}

void server_stop(Server **server, double seconds)
{
    double until = clock_seconds() + seconds;
    Server *one = *server;

    if (one == NULL) {
        return;
    }
    one->stopping = true;
    (void)MHD_quiesce_daemon(one->daemon);
    while (connections_busy(one->connections) > 0 && clock_seconds() < until) {
        connections_sweep(one->connections);
        clock_rest(0.02);
    }
    MHD_stop_daemon(one->daemon);
    (void)close(one->socket);
    *server = NULL;
}
