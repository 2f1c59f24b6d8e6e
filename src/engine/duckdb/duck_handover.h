/* Published and spread tables in files that only DuckDB reads: handed over to the small engine. */
#ifndef UK_ENGINE_DUCKDB_DUCK_HANDOVER_H
#define UK_ENGINE_DUCKDB_DUCK_HANDOVER_H

#include "engine/duckdb/duck_session.h"

/* True when the small engine is to answer: published numbers and spreads, which small files hold.
 */
bool duck_handover_is_due(const Request *request);

/* Writes all rows as text in memory, first row first, and makes a source of it that the small
   engine reads; of delimited text the source itself. FAIL_LIMIT beyond a million rows. */
Status duck_handover_source(Context *context, const Source *source, const EngineOptions *options,
                            Source *out) UK_MUST_USE;

/* ENGINE_SMALL's answer to the request. */
Status duck_handover_tally(Context *context, const Request *request, Reading *out) UK_MUST_USE;

#endif
