/* A table of a database, read through ODBC. The study's text never reaches SQL but as names in
   quotation marks of the database's own. */
#ifndef UK_ENGINE_ODBC_ODBC_H
#define UK_ENGINE_ODBC_ODBC_H

#include "engine/engine.h"

/* The texts as a study has them, with their places. */
typedef struct DatabaseTable {
    Str connection; /* secret: no message holds any of it */
    Place connection_place;
    Str name; /* "schema.referrals" */
    Place name_place;
} DatabaseTable;

/* The most bytes of one cell, in UTF-16. */
#define DATABASE_CELL_MOST ((size_t)1 << 24)

/* The names of the table's columns, as the database has them. No row is asked for. Notes: no driver
   manager (UNKNOT_ODBC names another library than libodbc.so.2), no such data source, no such
   driver, an unreachable or refusing database, no such table (with near names), and what else the
   driver says, in its words. */
Status database_read_heads(Context *context, const DatabaseTable *table, StrSpan *out) UK_MUST_USE;

/* What is to be read, and how. */
typedef struct DatabaseQuestion {
    StrSpan wanted;          /* columns; a count of 0: all */
    const ReadOptions *read; /* its spread and what is missing */
    EngineOptions options;
} DatabaseQuestion;

/* Reads all rows of the wanted columns that the table has, and of those that look like a person's
   id (name_is_person); where it has none of them, of its first column. `out` is a source in memory
   that the small engine reads: NULL is blank, truth is 1 and 0, all else the driver's text of it.
   `hash`: sha256 of it as CSV, the column heads first and then the rows in the order of their
   bytes, so that it does not hang on the order in which they came. Beyond the rows that the small
   engine holds, or the memory allowed, FAIL_LIMIT. */
Status database_read_table(Context *context, const DatabaseTable *table,
                           const DatabaseQuestion *question, Source *out, Str *hash) UK_MUST_USE;

#endif
