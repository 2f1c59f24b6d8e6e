/* Internal: the derived columns of derived.h as SQL around the file. */
#ifndef UK_ENGINE_DUCKDB_DUCK_DERIVED_H
#define UK_ENGINE_DUCKDB_DUCK_DERIVED_H

#include "engine/derived.h"
#include "engine/duckdb/duck_table.h"
#include "engine/small/small_derived.h"

/* Adds to the table, as texts, the derived columns that the request reads and that it does not have
   yet: `table->from` is wrapped once for each, and they alone are `table->used`. Columns whose
   texts depend on all rows (the largest, crossed ones) are asked for their labels first. Repeated
   keys are noted; all other mistakes are looked for with the rows (USE_DERIVED). */
Status duck_derive(Context *context, DuckSession *session, const Request *request,
                   DuckTable *table) UK_MUST_USE;

/* The name, quoted, of a column "row" that is unlike any of the file's and any that duck_derive
   adds. */
Status duck_row_name(Context *context, const Source *source, Str *out) UK_MUST_USE;

/* What is looked up in other files while one table is made. */
typedef struct DuckLookUps {
    DuckSession *session;
    const Source *source;
    const bool *used;
    CodedTable small; /* holds the files that our own reader reads */
} DuckLookUps;

/* The other file of a look-up as a subquery in parentheses with the columns `key`, trimmed, never
   missing, each once, and `value`, trimmed (LOOK_UP only); both names are quoted. To `shown` it is
   added without any key or value of the file. */
Status duck_add_other(Context *context, DuckLookUps *look_ups, const Derived *derived,
                      const Str names[2], Text *sql, Text *shown) UK_MUST_USE;

#endif
