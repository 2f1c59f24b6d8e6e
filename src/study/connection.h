/* A connection to a database as ODBC writes it: KEY=value;KEY={value};... */
#ifndef UK_STUDY_CONNECTION_H
#define UK_STUDY_CONNECTION_H

#include "base/str.h"

typedef struct ConnectionPair {
    Str key;   /* trimmed */
    Str value; /* trimmed, without its braces; }} inside them is left as it is */
} ConnectionPair;

/* The next pair of `*rest`, which moves past it; false at the end. */
bool connection_next(Str *rest, ConnectionPair *out);

/* The key of a password or a key to something. */
bool connection_is_password(Str key);

/* The same, or the name of somebody. */
bool connection_is_secret(Str key);

/* True when any pair holds a password. */
bool connection_has_password(Str connection);

/* What a person may have taken for a file's name: it begins with DSN=, DRIVER= or FILEDSN=. */
bool connection_is_one(Str text);

#endif
