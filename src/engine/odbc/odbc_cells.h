/* Rows of a statement as CSV in memory. */
#ifndef UK_ENGINE_ODBC_ODBC_CELLS_H
#define UK_ENGINE_ODBC_ODBC_CELLS_H

#include "engine/odbc/odbc_session.h"

/* One column of a result. */
typedef struct OdbcColumn {
    Str name;
    bool truth; /* of the type for 1 and 0 */
} OdbcColumn;

typedef struct OdbcColumns {
    OdbcColumn *items;
    size_t count;
} OdbcColumns;

/* The columns of a statement that was run. */
Status odbc_describe(OdbcStatement *statement, OdbcColumns *out) UK_MUST_USE;

/* The column heads and all rows, cells in quotes where they need them, lines ended in LF. */
Status odbc_read_csv(OdbcStatement *statement, const OdbcColumns *columns,
                     const EngineOptions *options, Str *out) UK_MUST_USE;

/* sha256 of such a text: its first row, then the others in the order of their bytes. */
Status odbc_hash_csv(Context *context, Str csv, Str *out) UK_MUST_USE;

#endif
