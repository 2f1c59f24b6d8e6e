/* The only file that hands SQL to SQLite. No text comes in from outside: a statement is named by
   its line in statements.def, a migration by its number. */
#include "site/store/store_internal.h"

#include <string.h>

const StatementLine STATEMENT_LINES[STATEMENT_COUNT] = {
#define CONTROL(name, text)
#define TEXT(name) #name ","
#define TEXT_OR_NULL(name) #name ","
#define JSON(name) #name ","
#define BYTES(name) #name ","
#define BYTES_OR_NULL(name) #name ","
#define INTEGER(name) #name ","
#define INTEGER_OR_NULL(name) #name ","
#define NOTHING ""
#define STATEMENT(access, name, Name, parameters, columns, plan, text)                             \
    {#name, text, parameters, columns, STATEMENT_##access, PLAN_##plan},
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
};

const char *const CONTROL_TEXTS[CONTROL_COUNT] = {
#define STATEMENT(access, name, Name, parameters, columns, plan, text)
#define CONTROL(name, text) text,
#include "site/store/statements.def"
#undef CONTROL
#undef STATEMENT
};

int store_prepare(StoreReader *connection, StatementId id, sqlite3_stmt **out)
{
    sqlite3_stmt **prepared = &connection->prepared[id];
    int code = SQLITE_OK;

    if (*prepared == NULL) {
        code = sqlite3_prepare_v3(connection->handle, STATEMENT_LINES[id].text, -1,
                                  SQLITE_PREPARE_PERSISTENT, prepared, NULL);
    }
    *out = *prepared;
    return code;
}

/* Runs a statement whose rows nobody reads. */
static int run_through(sqlite3_stmt *statement)
{
    int code;

    do {
        code = sqlite3_step(statement);
    } while (code == SQLITE_ROW);
    (void)sqlite3_finalize(statement); /* says again what step said */
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

int store_control(StoreReader *connection, ControlId id)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v3(connection->handle, CONTROL_TEXTS[id], -1, 0, &statement, NULL);

    return code == SQLITE_OK ? run_through(statement) : code;
}

int store_run_migration(StoreReader *connection, size_t index)
{
    Migration script = store_migration(index);
    int code = SQLITE_OK;

    while (code == SQLITE_OK && script.length > 0) {
        sqlite3_stmt *statement = NULL;
        const char *rest = NULL;

        code = sqlite3_prepare_v3(connection->handle, script.text, (int)script.length, 0,
                                  &statement, &rest);
        if (code == SQLITE_OK && statement != NULL) { /* none: only a comment was left */
            code = run_through(statement);
        }
        if (code == SQLITE_OK) {
            script.length -= (size_t)(rest - script.text);
            script.text = rest;
        }
    }
    return code;
}
