/* Mistakes in the data, looked for only where the answer gave a sign of them. */
#ifndef UK_ENGINE_DUCKDB_DUCK_MISTAKES_H
#define UK_ENGINE_DUCKDB_DUCK_MISTAKES_H

#include "engine/duckdb/duck_tally.h"

/* Notes what the small engine would note of the same file: cells that are not of their kind, kept
   back, negative, not whole, too large or missing; literals that never occur. `first` and its line
   are found by reading delimited text once more; in other files `first` is the most frequent. */
Status duck_mistakes_check(Context *context, DuckSession *session, const DuckQuestion *question,
                           const DuckSigns *signs) UK_MUST_USE;

/* The same rows as the question's with every condition written as SQL, and their values. */
Status duck_rows_all_sql(Context *context, const DuckQuestion *question, DuckRows *out) UK_MUST_USE;

#endif
