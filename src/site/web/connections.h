/* Internal to the server: every open socket with how long its request takes, so that nobody who
   sends slowly keeps others out. An idle time-out alone, or a deadline alone, lets some thousand
   sockets that drip and come back stop a server; with a deadline for the whole of a request and
   eviction of the oldest unfinished one when places become few, others are served. */
#ifndef UK_SITE_WEB_CONNECTIONS_H
#define UK_SITE_WEB_CONNECTIONS_H

#include "base/status.h"

/* What a connection is doing. Only STAGE_WORK is safe from eviction: it is ours. */
typedef enum Stage { STAGE_HEAD, STAGE_BODY, STAGE_WORK, STAGE_REPLY } Stage;

#define STAGE_COUNT 4
#define NETWORK_BYTES 8

/* Where somebody is: the first half of an IPv6 address, or an IPv4 address. */
typedef struct Network {
    uint8_t bytes[NETWORK_BYTES];
    bool here; /* this machine: a proxy, or who keeps it */
} Network;

typedef struct Connections Connections;
typedef struct Connection Connection;

/* Seconds of each stage in all; how many at once, and of one network. */
typedef struct ConnectionLimits {
    double seconds[STAGE_COUNT]; /* of STAGE_WORK: not looked at */
    size_t most;
    size_t of_one_network;
} ConnectionLimits;

/* Lives in the arena; NULL when memory is spent. For all threads, as all functions here. */
Connections *connections_new(Arena *arena, ConnectionLimits limits);

/* A socket was accepted: NULL when there is no place for it, or too many of its network; then it is
   shut down already, as the oldest unfinished one is above four fifths of all places. */
Connection *connections_begin(Connections *connections, int socket, Network network);

/* It is at another stage, or begins the same one anew with its next request. */
void connections_stage(Connections *connections, Connection *connection, Stage stage);

/* Before its socket is closed: the number may then be another's. */
void connections_end(Connections *connections, Connection *connection);

const Network *connection_network(const Connection *connection);

/* Shuts down what took too long; to be called several times a second. */
void connections_sweep(Connections *connections);

/* How many are past their head and not done: what a stop waits for. */
size_t connections_busy(Connections *connections);

#endif
