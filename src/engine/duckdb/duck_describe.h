/* Columns of files that do not begin with a row of column heads. */
#ifndef UK_ENGINE_DUCKDB_DUCK_DESCRIBE_H
#define UK_ENGINE_DUCKDB_DUCK_DESCRIBE_H

#include "engine/duckdb/duck_session.h"

/* Engine.describe. Parquet: its columns and their kinds. JSON lines: the keys of all objects, each
   where it was first met, all of them text. Then what a spread makes. Refuses keys that DuckDB
   cannot tell apart. */
Status duck_describe(Context *context, Source *source) UK_MUST_USE;

#endif
