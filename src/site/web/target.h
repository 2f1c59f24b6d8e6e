/* What a request asks for, and the fields of forms: read strictly, from bytes of anybody. */
#ifndef UK_SITE_WEB_TARGET_H
#define UK_SITE_WEB_TARGET_H

#include "site/web/request.h"

#define TARGET_BYTES_MOST ((size_t)4096)
#define FIELDS_MOST ((size_t)1000)
#define FIELD_NAME_MOST ((size_t)100)

typedef struct Target {
    Str path; /* decoded: begins with "/", has no empty part, no "." and no ".." */
    FieldSpan query;
} Target;

/* Reads "/path?a=b". Fails with FAIL_INPUT for what no page of ours ever links to: another form, a
   byte that must be written %XX, half of a %XX, "%2F", control characters, what is no UTF-8. An
   ending "/" is kept as it is (it matches no route but "/"). */
Status target_read(Context *context, Str raw, Target *out) UK_MUST_USE;

/* Reads application/x-www-form-urlencoded: every field must have a name, at most FIELDS_MOST. */
Status form_read(Context *context, Str body, FieldSpan *out) UK_MUST_USE;

/* A text as people typed it: UTF-8, each line end "\n", no other control character but the tab;
   `what` names it in the message. Shared with forms of several parts. */
Status field_text(Context *context, Str typed, const char *what, Str *out) UK_MUST_USE;

#endif
