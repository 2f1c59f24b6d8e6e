/* Where in a text file a faulty cell first stands: DuckDB does not tell. */
#ifndef UK_ENGINE_DUCKDB_DUCK_FIRST_H
#define UK_ENGINE_DUCKDB_DUCK_FIRST_H

#include "engine/duckdb/duck_rows.h"
#include "engine/small/small_numbers.h"

/* True when a cell is at fault in the use of an input of the source, and how. */
bool duck_fault_of(const Source *source, const DuckInput *input, Str text, Fault *fault);

/* Reads delimited text until the first cell with that fault, in a row that is kept (any row, for a
   column of `where` or one that others are derived from): its text and line into `cells`. Other
   files are left as they are, and so are cells of derived columns and rows that one decides on. */
Status duck_first_find(Context *context, const Request *request, const DuckInput *input,
                       Fault wanted, FaultyCells *cells) UK_MUST_USE;

#endif
