/* Internal: what stays between the questions of one hold (engine.h): a session, and in it the rows
   of each source, with the columns derived so far, where they fit. */
#ifndef UK_ENGINE_DUCKDB_DUCK_HOLD_H
#define UK_ENGINE_DUCKDB_DUCK_HOLD_H

#include "engine/duckdb/duck_table.h"

/* Engine.hold and Engine.let_go of DuckDB. */
Status duck_hold(Context *context, Source *const *sources, size_t count,
                 EngineHold **out) UK_MUST_USE;
void duck_let_go(EngineHold *hold);

/* False for a source that is in no hold, or was refused. */
bool duck_is_held(const Source *source);

/* The options of a session that is opened beside the hold: the memory that its tables leave. */
EngineOptions duck_options_beside(const Request *request);

/* The session of the hold, for a question about request->source, which is held. It is opened when
   it is not open, and anew when the question needs other options or files than it was opened for.
   Borrowed: not to be closed. */
Status duck_held_session(Context *context, const Request *request, DuckSession *out) UK_MUST_USE;

/* The table of a source, with the derived columns that the request reads. In the session of a hold
   the rows, and the columns, become a table there when they are not yet and have room. */
Status duck_held_table(Context *context, DuckSession *session, const Request *request,
                       DuckTable *out) UK_MUST_USE;

/* After a question that failed: the session is closed, and this source is held no more. The others
   of the hold are read again when they are next asked about. */
void duck_held_refuse(const Source *source);

#endif
