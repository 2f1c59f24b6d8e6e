/* Each statement of statements.def as a function with its own types.

   store_NAME(context, where, &in, &rows) runs it and gives its rows, in the context's arena. Those
   that write take a StoreChange and those that read a StoreReader: a reader cannot write. */
#ifndef UK_SITE_STORE_STATEMENTS_H
#define UK_SITE_STORE_STATEMENTS_H

#include "site/store/store.h"

#define STORE_PLACE_READ StoreReader
#define STORE_PLACE_WRITE StoreChange

#define CONTROL(name, text)
#define TEXT(name) Str name;
#define TEXT_OR_NULL(name) Str name; /* NULL: no bytes at all, unlike the empty text STR("") */
#define JSON(name) Str name;         /* an object */
#define BYTES(name) Str name;
#define BYTES_OR_NULL(name) Str name;
#define INTEGER(name) int64_t name;
#define INTEGER_OR_NULL(name) StoreInteger name;
#define NOTHING char nothing;
#define STATEMENT(access, name, Name, parameters, columns, plan, text)                             \
    typedef struct Name##In {                                                                      \
        parameters                                                                                 \
    } Name##In;                                                                                    \
    typedef struct Name##Row {                                                                     \
        columns                                                                                    \
    } Name##Row;                                                                                   \
    typedef struct Name##Rows {                                                                    \
        Name##Row *items;                                                                          \
        size_t count;                                                                              \
    } Name##Rows;                                                                                  \
    Status store_##name(Context *context, STORE_PLACE_##access *where, const Name##In *in,         \
                        Name##Rows *out) UK_MUST_USE;
#include "site/store/statements.def"
#undef STATEMENT
#undef NOTHING
#undef INTEGER_OR_NULL
#undef INTEGER
#undef BYTES_OR_NULL
#undef BYTES
#undef JSON
#undef TEXT_OR_NULL
#undef TEXT
#undef CONTROL

#endif
