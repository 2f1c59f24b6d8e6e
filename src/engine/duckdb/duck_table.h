/* A file as DuckDB sees it: the FROM clause, and its cells as texts, values and labels. */
#ifndef UK_ENGINE_DUCKDB_DUCK_TABLE_H
#define UK_ENGINE_DUCKDB_DUCK_TABLE_H

#include "engine/duckdb/duck_session.h"

/* The file's own types, as far as they are told apart. */
typedef enum DuckType {
    DUCK_TEXT,
    DUCK_WHOLE, /* all integers */
    DUCK_DOUBLE,
    DUCK_DATE, /* dates, and times on a date */
    DUCK_TRUTH,
    DUCK_OTHER /* by their text: decimals, floats of 32 bits, lists, ... */
} DuckType;

typedef struct DuckTable {
    Str from;        /* read_csv(...), read_parquet(...), read_json(...) */
    Str shown;       /* by duck_derive: `from` without the rows that are written into it; to be
                        read by people, not to be run */
    StrSpan names;   /* SQL names of source->file_columns, quoted; then of the derived columns */
    DuckType *types; /* of the same */
    const Source *source;
    const bool *used; /* of source->columns: derived while the question is asked; NULL: nothing */
} DuckTable;

/* Needs the source's columns. Asks the file for its types, where it has any. */
Status duck_table_open(Context *context, DuckSession *session, DuckTable *out) UK_MUST_USE;

/* The same for another of the session's files (duck_reads_other). */
Status duck_table_open_other(Context *context, DuckSession *session, const Source *other,
                             DuckTable *out) UK_MUST_USE;

/* The column's text (VARCHAR, NULL where the cell is): what a CSV of the same data would hold.
   Whole numbers in DOUBLE columns are "1", not "1.0"; dates YYYY-MM-DD; truths true and false.
   `column` is an index into source->columns, which must not be a spread one. */
void duck_table_add_text(Text *sql, const DuckTable *table, uint32_t column);

/* The same for an index into source->file_columns. */
void duck_table_add_file_text(Text *sql, const DuckTable *table, size_t index);

/* The column itself, of its own type: what is grouped by. */
void duck_table_add_name(Text *sql, const DuckTable *table, uint32_t column);

/* The text of `name`, which has the column's type: for labels, once the rows are grouped. */
void duck_table_add_label(Text *sql, const DuckTable *table, uint32_t column, Str name);

/* True when the column is of the kind asked for, and none of its values is named as missing: they
   are then taken as they are, and their text, costly for numbers, is not needed. */
bool duck_table_is_native(const DuckTable *table, uint32_t column, ValueKind kind);

/* The value of a native column, as sql_add_value. */
void duck_table_add_value(Text *sql, const DuckTable *table, uint32_t column, ValueKind kind);

/* True for columns of doubles: infinite ones are the only cells of a native column that can be bad.
 */
bool duck_table_is_double(const DuckTable *table, uint32_t column);

/* Millionths of a native column of numbers, as sql_add_millionths. */
void duck_table_add_millionths(Text *sql, const DuckTable *table, uint32_t column);

/* The columns that a Parquet file says it has. */
typedef struct DuckDescribed {
    StrSpan names;
    DuckType *types;
    ColumnKind *kinds;
} DuckDescribed;

/* ['a.csv', 'b.csv'] */
void duck_table_add_paths(Text *sql, StrSpan paths);

/* For duck_describe: the FROM clause (`names`: not for Parquet; `paths`: of several parts all), and
   the columns of Parquet files. */
Status duck_table_from(Context *context, const Source *source, StrSpan paths, StrSpan names,
                       Str *out) UK_MUST_USE;
Status duck_table_describe(Context *context, DuckSession *session, Str from,
                           DuckDescribed *out) UK_MUST_USE;

#endif
