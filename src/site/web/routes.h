/* The table of routes, and which of them takes a path. */
#ifndef UK_SITE_WEB_ROUTES_H
#define UK_SITE_WEB_ROUTES_H

#include "site/web/reply.h"

/* Beside the powers: who needs none. */
#define WHO_ANYONE ((int64_t)-1)
#define WHO_MEMBER ((int64_t)0)

typedef enum RateClass {
    RATE_SELDOM_LIMITED,
    RATE_READ,
    RATE_SEARCH,
    RATE_EXPORT,
    RATE_WRITE,
    RATE_HIDDEN,
    RATE_CODE
} RateClass;

typedef struct Route {
    Method method;
    Str pattern;
    int64_t who; /* WHO_ANYONE, WHO_MEMBER, or bits of Power of which one is needed */
    size_t body; /* the most bytes of a form */
    RateClass rate;
    Handler *handler;
} Route;

/* The table, for tests and documents that walk it. */
const Route *route_rows(size_t *count);

/* The first route of that method that takes the path, with the parts that its ":" stand for; NULL
   when there is none. `*others` then has the methods (bit 0 GET, bit 1 POST) that have one. */
const Route *route_find(Context *context, Method method, Str path, StrSpan *parts,
                        unsigned *others);

#define ROUTE_HAS_GET 1U
#define ROUTE_HAS_POST 2U

/* Every handler of the table. */
#define ROUTE(method, pattern, who, body, rate, handler) Handler handler;
#include "site/web/routes.def"
#undef ROUTE

#endif
