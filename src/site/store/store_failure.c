/* What SQLite answers, in words and with a remedy. */
#include "site/store/store_internal.h"

Place store_place(const StoreReader *connection)
{
    return (Place){.file = connection->path};
}

/* Reasons that need no more than a fixed sentence; NULL of others. */
static const char *reason_of(int code)
{
    switch (code) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return "another program is at work on the store; try again in a moment";
    case SQLITE_FULL:
        return "no room is left for the store; make room on the disk, what was there is unharmed";
    case SQLITE_NOTADB:
        return "this is no store; name the file of the commons";
    case SQLITE_CORRUPT:
        return "the store is damaged; keep the file aside and restore the last backup";
    case SQLITE_CANTOPEN:
        return "the store cannot be opened; look whether the file and its folder are there and "
               "may be read and written";
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return "the store may only be read here; open it for writing";
    default:
        return NULL;
    }
}

Status store_fail(Context *context, const StoreReader *connection, int code)
{
    const char *reason = reason_of(code & 0xff);
    const char *words =
        connection->handle == NULL ? sqlite3_errstr(code) : sqlite3_errmsg(connection->handle);
    Place place = store_place(connection);

    if ((code & 0xff) == SQLITE_NOMEM) {
        return fail_memory(context);
    }
    if ((code & 0xff) == SQLITE_INTERRUPT) {
        TRY(check_stop(context));
    }
    if (reason != NULL) {
        return fail(context, FAIL_SYSTEM, place, "%s", reason);
    }
    if ((code & 0xff) == SQLITE_TOOBIG) {
        return fail(context, FAIL_LIMIT, place,
                    "this text is larger than the store takes; make it shorter");
    }
    if (code == SQLITE_CONSTRAINT_TRIGGER) { /* our own sentences, with their remedies */
        return fail(context, FAIL_INPUT, place, "%s", words);
    }
    if ((code & 0xff) == SQLITE_CONSTRAINT) {
        return fail(context, FAIL_INPUT, place,
                    "the store refuses this change (%s); look at what was given", words);
    }
    return fail(context, FAIL_SYSTEM, place,
                "the store cannot be used (%s); look at the disk, or restore the last backup",
                words);
}
