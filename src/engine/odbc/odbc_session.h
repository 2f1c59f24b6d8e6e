/* A connection to one database, for reading alone, and its failures in words. */
#ifndef UK_ENGINE_ODBC_ODBC_SESSION_H
#define UK_ENGINE_ODBC_ODBC_SESSION_H

#include "engine/odbc/odbc.h"
#include "engine/odbc/odbc_api.h"

typedef struct OdbcSession {
    Context *context;
    const DatabaseTable *table;
    OdbcApi api;
    SQLHENV environment;
    SQLHDBC connection;
    bool connected;
    Str quote; /* what names stand in; empty where the database has no such mark */
} OdbcSession;

/* A statement's handle, released by odbc_statement_close. */
typedef struct OdbcStatement {
    OdbcSession *session;
    SQLHSTMT handle;
} OdbcStatement;

/* Connects, asks that no change be possible, and never opens a window. A data source that is not
   known is FAIL_INPUT, all else FAIL_SYSTEM. Then odbc_session_close, after failure too. For
   AUTO(...) begin as {0}. */
Status odbc_session_open(Context *context, const DatabaseTable *table,
                         OdbcSession *out) UK_MUST_USE;
void odbc_session_close(OdbcSession *session);

Status odbc_statement_new(OdbcSession *session, OdbcStatement *out) UK_MUST_USE;
void odbc_statement_close(OdbcStatement *statement);

Status odbc_run(OdbcStatement *statement, Str sql, SQLRETURN *out) UK_MUST_USE;

/* What the driver said last of a handle, made safe; "nothing" where it said none. Where its words
   hold a user or a password of the connection they are not told. `state` gets five characters and a
   NUL. */
Str odbc_words(OdbcSession *session, SQLSMALLINT kind, SQLHANDLE handle, char *state);

/* FAIL_SYSTEM: the driver's words about a statement, at the table's place in the study. */
Status odbc_fail_statement(const OdbcStatement *statement) UK_MUST_USE;

#endif
