/* The row stream: kept rows as arrays in memory. */
#ifndef UK_ENGINE_DUCKDB_DUCK_STREAM_H
#define UK_ENGINE_DUCKDB_DUCK_STREAM_H

#include "engine/duckdb/duck_question.h"

/* The statement, and the rows of its answer; `rows_kept` as the tally said. The order of rows is
   left to DuckDB's threads, and so is the numbering of persons: nothing may hang on either. */
Status duck_stream_write(Context *context, const DuckQuestion *question,
                         Str *statement) UK_MUST_USE;
Status duck_stream_read(Context *context, DuckSession *session, const DuckQuestion *question,
                        int64_t rows_kept, RowTable *out) UK_MUST_USE;

#endif
