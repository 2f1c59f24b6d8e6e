/* A request as a page sees it. Before a page is called, the dispatcher has checked the method, the
   sign-in and the power of the route, where a form came from, its token, its size and its rate. All
   texts are UTF-8 without control characters but line ends and tabs in fields; all of it lives in
   the request's own arena, and is gone once the reply is sent. */
#ifndef UK_SITE_WEB_REQUEST_H
#define UK_SITE_WEB_REQUEST_H

#include "site/commons/powers.h"
#include "site/store/store.h"

/* HEAD is answered from GET's reply, without its body; other methods do not get this far. */
typedef enum Method { METHOD_GET, METHOD_POST } Method;

/* Who asks. Without a sign-in `known` is false, `id` and `power` are 0 and `handle` is empty. */
typedef struct Person {
    bool known;
    bool strong; /* signed in with a second step */
    int64_t id;
    Str handle;
    int64_t power;     /* the bits of person.power */
    Str state;         /* of person.state: "here", "paused" */
    int64_t signed_in; /* when: seconds since 1970 UTC */
} Person;

/* One field of a form or of what stands behind the "?". Its value has "\n" for each line end. */
typedef struct Field {
    Str name;
    Str value;
} Field;

typedef struct FieldSpan {
    Field *items;
    size_t count;
} FieldSpan;

/* A file that came with a form. Nothing about it is checked but its size. */
typedef struct Upload {
    Str name;      /* of the field */
    Str file_name; /* what the sender calls it; never a path of ours */
    Str bytes;
} Upload;

typedef struct UploadSpan {
    Upload *items;
    size_t count;
} UploadSpan;

/* What the site is, the same for every request. */
typedef struct Site Site;

typedef struct Request {
    Context *context; /* memory and notes of this request alone */
    const Site *site;
    Method method;
    Str path;      /* decoded, begins with "/": "/evidence/412-slug" */
    Str pattern;   /* of the route that took it: "/evidence/:entry" */
    StrSpan parts; /* of the path, where the pattern has a ":": {"412-slug"} */
    FieldSpan query;
    FieldSpan form; /* empty in a GET; the form's own token is no longer in it */
    UploadSpan uploads;
    Person person;
    int64_t now;         /* seconds since 1970 UTC: the only clock that a page looks at */
    int64_t today;       /* when this day of UTC began, also in seconds */
    StoreReader *reader; /* sees one moment; in a POST also what its change wrote so far */
    StoreChange *change; /* NULL in a GET: which cannot write. Committed after the page, before the
                            answer, when the reply's code is below 400; else nothing of it stays */
    Str network;         /* who asks, for rates alone: it is written nowhere */
    Str session;         /* the 32 bytes that the store knows the sign-in by; empty without one */
} Request;

/* The first field of that name in the form of a POST, or in the query of a GET; empty when there is
   none, as when it was left empty. */
Str request_field(const Request *request, Str name);

/* Whether there is one, even an empty one: how a box is ticked. */
bool request_has(const Request *request, Str name);

/* The values of all fields of that name, in the order of the form; for lists of boxes. Count 0 with
   memory spent is noted in the context. */
StrSpan request_fields(const Request *request, Str name);

/* From the query, in a POST too. */
Str request_query(const Request *request, Str name);

/* The file of that field, or NULL when none was chosen. */
const Upload *request_upload(const Request *request, Str name);

/* The number with which a part of an address begins: 412 of "412-slug"; 0 when it begins with none,
   or with one that no entry can have. `at` counts the ":" of the pattern from 0. */
int64_t request_number(const Request *request, size_t at);

/* What must stand in a form's hidden field "token": for this person (or visitor), for the form that
   is sent to `address` ("/ask"; where the route has a ":", the address itself, "/ask/88"). Good for
   a day, so that nobody is hurried; a sign-in or a sign-out ends it. Empty when memory is spent. */
Str request_token(const Request *request, Str address);

/* 32 fresh hexadecimal digits, for the hidden field "press": a form sent twice makes one entry. */
Str request_press(const Request *request);

/* Bytes that nobody can foresee. */
void request_random(const Request *request, uint8_t *bytes, size_t count);

/* Signs a person in: a new secret goes to the browser with the reply, the store keeps its hash, and
   the sign-in that was there, if any, ends. */
struct Reply;
Status request_sign_in(Request *request, struct Reply *reply, int64_t person,
                       bool strong) UK_MUST_USE;

/* Ends this sign-in, in the store and in the browser; nothing without one. */
Status request_sign_out(Request *request, struct Reply *reply) UK_MUST_USE;

/* Counts one more of a rate that the route does not know: sign-in codes for an address, say. False
   when it was too often: answer with reply_too_often. `what` is hashed, never kept. */
bool request_may_again(const Request *request, Str what, double each_second, double at_once);

/* The same for each network by itself: of who is not signed in. */
bool request_network_may_again(const Request *request, Str what, double each_second,
                               double at_once);

/* A keyed hash of 32 bytes, with the key that is kept beside the store. `purpose` keeps the uses of
   the key apart: "seal", "slip", "code". */
#define REQUEST_HASH_BYTES 32
void request_keyed_hash(const Request *request, Str purpose, Str bytes,
                        uint8_t out[REQUEST_HASH_BYTES]);

/* Where the site is, for links that leave it (mail, feeds): "https://commons.example", with no "/"
   at its end. */
Str request_site_address(const Request *request);

#endif
