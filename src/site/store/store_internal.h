/* Internal to site/store: what a connection is, and how its statements are run. */
#ifndef UK_SITE_STORE_STORE_INTERNAL_H
#define UK_SITE_STORE_STORE_INTERNAL_H

#include "site/store/store.h"

#include <sqlite3.h>

typedef enum StatementId {
#define CONTROL(name, text)
#define STATEMENT(access, name, Name, parameters, columns, plan, text) STATEMENT_##name,
#include "site/store/statements.def"
#undef STATEMENT
#undef CONTROL
    STATEMENT_COUNT
} StatementId;

typedef enum ControlId {
#define STATEMENT(access, name, Name, parameters, columns, plan, text)
#define CONTROL(name, text) CONTROL_##name,
#include "site/store/statements.def"
#undef CONTROL
#undef STATEMENT
    CONTROL_COUNT
} ControlId;

typedef enum StatementAccess { STATEMENT_READ, STATEMENT_WRITE } StatementAccess;
typedef enum StatementPlan { PLAN_SEARCHES, PLAN_SCANS } StatementPlan;

/* A line of statements.def. */
typedef struct StatementLine {
    const char *name;
    const char *text;
    const char *parameters; /* names, each with a comma after it */
    const char *columns;    /* the same */
    StatementAccess access;
    StatementPlan plan;
} StatementLine;

extern const StatementLine STATEMENT_LINES[STATEMENT_COUNT];
extern const char *const CONTROL_TEXTS[CONTROL_COUNT];

/* A connection on which statements that read may be asked. Of a writer it is the lower half. */
struct StoreReader {
    sqlite3 *handle;
    Str path;
    sqlite3_stmt *prepared[STATEMENT_COUNT]; /* when first asked; NULL before */
};

struct StoreChange {
    StoreWriter *writer;
    bool open;
    bool broken; /* a statement failed: nothing of it may stay */
};

struct StoreWriter {
    StoreReader connection;
    StoreChange change;
};

/* --- store_open.c --- */

/* Opens and sets up without looking at what is in the file. */
Status connection_open(Context *context, StoreReader *connection, Str path, int flags) UK_MUST_USE;
void connection_close(StoreReader *connection);

/* --- store_failure.c: an SQLite result code in words. `code` is not SQLITE_OK. --- */
Status store_fail(Context *context, const StoreReader *connection, int code) UK_MUST_USE;
Place store_place(const StoreReader *connection);

/* --- store_prepare.c: the only file that hands SQL to SQLite --- */

/* The statement, ready to bind; an SQLite result code. */
int store_prepare(StoreReader *connection, StatementId id, sqlite3_stmt **out);

int store_control(StoreReader *connection, ControlId id);

/* Runs the texts of one migration. */
int store_run_migration(StoreReader *connection, size_t index);

/* --- migrations.c --- */

/* One script for each version of the schema, from 1; a script ends by setting user_version. */
typedef struct Migration {
    const char *text; /* ends in no NUL */
    size_t length;
} Migration;
Migration store_migration(size_t index);

/* The version that the last script makes. */
int64_t store_newest_version(void);

/* Fails when the file is no store or a newer one; `*version` 0: it is new. */
Status store_look(Context *context, StoreReader *connection, int64_t *version) UK_MUST_USE;

/* Brings the file up to date in one transaction. */
Status store_migrate(Context *context, StoreReader *connection) UK_MUST_USE;

#endif
