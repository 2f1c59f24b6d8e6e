#include "site/web/connections.h"
#include "base/os_file.h"

#include <pthread.h>
#include <string.h>
#include <sys/socket.h>

struct Connection {
    bool used;
    bool ended; /* shut down; the server has yet to notice */
    int socket;
    Stage stage;
    double since; /* of clock_seconds */
    Network network;
};

struct Connections {
    pthread_mutex_t lock;
    ConnectionLimits limits;
    size_t count;
    Connection *items; /* limits.most of them */
};

Connections *connections_new(Arena *arena, ConnectionLimits limits)
{
    Connections *connections = arena_take(arena, 1, sizeof *connections);

    if (connections == NULL) {
        return NULL;
    }
    connections->limits = limits;
    connections->items = arena_take(arena, limits.most, sizeof(Connection));
    (void)pthread_mutex_init(&connections->lock, NULL);
    return connections->items == NULL ? NULL : connections;
}

/* Its thread reads an end, and closes it. */
static void shut(Connection *connection)
{
    connection->ended = true;
    (void)shutdown(connection->socket, SHUT_RDWR);
}

static bool same_network(const Network *a, const Network *b)
{
    return memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}

/* The oldest that is neither worked on nor shut down already; NULL when there is none. */
static Connection *oldest(Connections *connections)
{
    Connection *found = NULL;

    for (size_t i = 0; i < connections->limits.most; i++) {
        Connection *one = &connections->items[i];

        if (one->used && !one->ended && one->stage != STAGE_WORK &&
            (found == NULL || one->since < found->since)) {
            found = one;
        }
    }
    return found;
}

static size_t count_network(const Connections *connections, const Network *network)
{
    size_t count = 0;

    for (size_t i = 0; i < connections->limits.most; i++) {
        const Connection *one = &connections->items[i];

        count += one->used && !one->ended && same_network(&one->network, network) ? 1 : 0;
    }
    return count;
}

static Connection *find_place(Connections *connections)
{
    for (size_t i = 0; i < connections->limits.most; i++) {
        if (!connections->items[i].used) {
            return &connections->items[i];
        }
    }
    return NULL;
}

Connection *connections_begin(Connections *connections, int socket, Network network)
{
    Connection *connection = NULL;

    (void)pthread_mutex_lock(&connections->lock);
    if (connections->count >= connections->limits.most / 5 * 4) {
        Connection *evicted = oldest(connections);

        if (evicted != NULL) {
            shut(evicted);
        }
    }
    if (network.here || count_network(connections, &network) < connections->limits.of_one_network) {
        connection = find_place(connections);
    }
    if (connection != NULL) {
        *connection = (Connection){.used = true,
                                   .socket = socket,
                                   .stage = STAGE_HEAD,
                                   .since = clock_seconds(),
                                   .network = network};
        connections->count++;
    } else {
        (void)shutdown(socket, SHUT_RDWR);
    }
    (void)pthread_mutex_unlock(&connections->lock);
    return connection;
}

void connections_stage(Connections *connections, Connection *connection, Stage stage)
{
    (void)pthread_mutex_lock(&connections->lock);
    connection->stage = stage;
    connection->since = clock_seconds();
    (void)pthread_mutex_unlock(&connections->lock);
}

void connections_end(Connections *connections, Connection *connection)
{
    (void)pthread_mutex_lock(&connections->lock);
    connection->used = false;
    connections->count--;
    (void)pthread_mutex_unlock(&connections->lock);
}

const Network *connection_network(const Connection *connection)
{
    return &connection->network;
}

void connections_sweep(Connections *connections)
{
    double now = clock_seconds();

    (void)pthread_mutex_lock(&connections->lock);
    for (size_t i = 0; i < connections->limits.most; i++) {
        Connection *one = &connections->items[i];

        if (one->used && !one->ended && one->stage != STAGE_WORK &&
            now - one->since > connections->limits.seconds[one->stage]) {
            shut(one);
        }
    }
    (void)pthread_mutex_unlock(&connections->lock);
}

size_t connections_busy(Connections *connections)
{
    size_t count = 0;

    (void)pthread_mutex_lock(&connections->lock);
    for (size_t i = 0; i < connections->limits.most; i++) {
        const Connection *one = &connections->items[i];

        count += one->used && !one->ended && one->stage != STAGE_HEAD ? 1 : 0;
    }
    (void)pthread_mutex_unlock(&connections->lock);
    return count;
}
