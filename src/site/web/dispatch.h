/* One request from its head to its reply, without a socket: what every request must pass, in one
   place, so that no page can forget it. */
#ifndef UK_SITE_WEB_DISPATCH_H
#define UK_SITE_WEB_DISPATCH_H

#include "site/web/reply.h"
#include "site/web/routes.h"
#include "site/web/site.h"

/* What a server read: bytes of anybody. */
typedef struct Incoming {
    Str method;
    Str target;        /* as it came: "/ask?after=3" */
    Str version;       /* "HTTP/1.1" */
    FieldSpan headers; /* each as it came; names in any case */
    Str network;       /* who asks, for rates: any bytes that stand for a network */
    bool malformed;    /* the server saw that its bytes were not as they must be */
} Incoming;

typedef struct Exchange {
    Site *site;
    Context context; /* of this request alone */
    Incoming incoming;
    const Route *route; /* NULL until found */
    size_t body_length; /* as declared */
    bool head_only;
    bool reached; /* the page itself was asked: all that stands before it let this through */
    bool close;   /* after this reply, since what follows could be taken for something else */
    Request request;
    Reply reply;
    Str type;           /* of the form */
    Str unchanged_mark; /* what the browser has */
    Str body_out;
    FieldSpan headers_out;
} Exchange;

/* `exchange` lies in `arena`, which it uses up; call dispatch_head next. */
void dispatch_begin(Exchange *exchange, Site *site, Arena *arena);

/* Looks at the head: true when a body of exchange->body_length bytes is to be read and given to
   dispatch_answer; false when the reply is ready already (the body, if any, is not looked at). */
bool dispatch_head(Exchange *exchange, const Incoming *incoming);

/* Runs the page; the reply is ready afterwards: code, headers_out, body_out. */
void dispatch_answer(Exchange *exchange, Str body);

/* For a server: the values that came under that name, and the first of them. */
size_t incoming_count(const Incoming *incoming, Str name);
Str incoming_header(const Incoming *incoming, Str name);

#endif
