/* What a page answers: a code, a few headers and a body. The strict headers are added to all of
   them by the dispatcher. A page begins one body; beginning another throws the first away. */
#ifndef UK_SITE_WEB_REPLY_H
#define UK_SITE_WEB_REPLY_H

#include "report/html.h"
#include "site/web/request.h"

typedef enum ReplyKeep {
    REPLY_PRIVATE, /* the default: the browser asks again each time, caches between keep nothing */
    REPLY_OPEN,    /* the same for everybody: anyone may keep it and ask whether it changed */
    REPLY_FOREVER, /* a file whose address changes with its bytes */
    REPLY_SECRET   /* not even the browser keeps it: slips, answers without a name */
} ReplyKeep;

/* How the body came to be; for the dispatcher. */
typedef enum ReplyWritten { REPLY_NOTHING, REPLY_HTML, REPLY_TEXT, REPLY_BYTES } ReplyWritten;

typedef struct Reply {
    Context *context; /* the request's */
    int code;         /* 200 to begin with */
    Str type;         /* "text/html; charset=utf-8" to begin with */
    ReplyKeep keep;
    ReplyWritten written;
    Text body;
    Str bytes;           /* of reply_bytes */
    Html html;           /* writes into the body */
    Str location;        /* of a code 3xx */
    Str file_name;       /* saved under this name instead of shown; may be empty */
    Str cookie;          /* a whole Set-Cookie line of ours; may be empty */
    Str allow;           /* the methods of a 405 */
    int64_t retry_after; /* seconds, of a 429 or 503; 0: none */
} Reply;

/* A handler: fills the reply. When it fails, the answer is a page that shows its notes: 400 for
   FAIL_INPUT, 503 for FAIL_LIMIT, 500 else, whose words go to the log and not to the reader. */
typedef Status Handler(Request *request, Reply *reply);

/* Begins a page of HTML: write to what it gives. */
Html *reply_html(Reply *reply);

/* Begins a body of another type, "text/csv; charset=utf-8". Write to what it gives. */
Text *reply_text(Reply *reply, Str type);

/* The bytes themselves, borrowed from the request's arena or from the program. */
void reply_bytes(Reply *reply, Str type, Str bytes);

/* After a POST: look there, with GET (303). `address` is one of ours: it begins with one "/". */
void reply_see(Reply *reply, Str address);

/* It lives at that address, for ever (301). */
void reply_moved(Reply *reply, Str address);

/* A plain page with a heading and one sentence: what is wrong and the remedy. Code 400 and above.
   Without a sentence it says what that code says everywhere. */
Status reply_error(const Request *request, Reply *reply, int code, Str sentence) UK_MUST_USE;

/* 404, and 429 with when to come back. */
Status reply_missing(const Request *request, Reply *reply) UK_MUST_USE;
Status reply_too_often(const Request *request, Reply *reply, int64_t seconds) UK_MUST_USE;

/* Saved as a file of that name, which has letters, digits, "-", "_" and "." alone. */
void reply_save_as(Reply *reply, Str file_name);

/* For the dispatcher: an empty reply, and its body once it is written. */
Reply reply_new(Context *context);
Status reply_finish(Reply *reply, Str *out) UK_MUST_USE;

#endif
