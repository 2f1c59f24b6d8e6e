/* Sockets and threads around dispatch.h: libmicrohttpd reads and writes, and what it would let pass
   is refused here. */
#ifndef UK_SITE_WEB_SERVER_H
#define UK_SITE_WEB_SERVER_H

#include "site/web/site.h"

typedef struct Server Server;

#define SERVER_HEAD_BYTES ((size_t)8192)

typedef struct ServerSettings {
    int socket;          /* listening already; the server closes it */
    unsigned threads;    /* that answer */
    unsigned most;       /* connections at once */
    double head_seconds; /* in all, from the first byte or the last reply */
    double body_seconds;
    double reply_seconds;
} ServerSettings;

/* `*out` is a socket that listens on that port of 127.0.0.1 (0: one that is free), and the port. */
Status server_listen(Context *context, int64_t port, int *out, int64_t *bound) UK_MUST_USE;

/* Answers from here on, in threads of its own. `context` must outlive the server. */
Status server_start(Context *context, Site *site, const ServerSettings *settings,
                    Server **out) UK_MUST_USE;

/* Ends what takes too long; call it several times a second. */
void server_tend(Server *server);

/* Takes no new connections, lets finish what has begun (for at most `seconds`), and stops. */
void server_stop(Server **server, double seconds);

#endif
