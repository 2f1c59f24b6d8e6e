/* Names of tables and columns: from a study into SQL, and what is near to one that is not there. */
#ifndef UK_ENGINE_ODBC_ODBC_NAMES_H
#define UK_ENGINE_ODBC_ODBC_NAMES_H

#include "engine/odbc/odbc_session.h"

#define ODBC_PARTS_MOST 3

/* A table's name as it is: no quotes, nothing doubled. */
typedef struct OdbcName {
    Str parts[ODBC_PARTS_MOST]; /* catalogue, schema, table: the last ones */
    size_t count;
} OdbcName;

/* One to three names parted by dots, each plain or in double quotes (a quote inside is doubled), as
   study->table has them; else a note. */
Status odbc_name_parse(Context *context, const DatabaseTable *table, OdbcName *out) UK_MUST_USE;

/* Adds a name in the quotation marks of the database. FAIL_INPUT where it has none and the name is
   not of letters, digits and underscores alone. */
Status odbc_add_name(OdbcSession *session, Text *sql, Str name) UK_MUST_USE;
Status odbc_add_table(OdbcSession *session, Text *sql, const OdbcName *name) UK_MUST_USE;

/* Fails for a table of which no column can be had: not there, with the nearest that are; else in
   the driver's words. */
Status odbc_fail_table(const OdbcStatement *statement, const OdbcName *name) UK_MUST_USE;

#endif
