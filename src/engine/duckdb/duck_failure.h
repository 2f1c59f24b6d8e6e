/* What DuckDB reports, in our own sentences with a remedy. */
#ifndef UK_ENGINE_DUCKDB_DUCK_FAILURE_H
#define UK_ENGINE_DUCKDB_DUCK_FAILURE_H

#include "engine/duckdb/duck_session.h"

/* Notes and gives the failure behind an error of DuckDB's. When the file is delimited text it is
   first read by our own strict reader, which says where and what; DuckDB's own words, cut to their
   first line, follow ours only where we know no better. */
Status duck_fail(Context *context, const DuckSession *session, duckdb_error_type type,
                 Str message) UK_MUST_USE;

/* Notes what our own reader finds wrong with a delimited text; done when it finds nothing. */
Status duck_read_strictly(Context *context, const Source *source) UK_MUST_USE;

#endif
