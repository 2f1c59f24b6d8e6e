/* One DuckDB database in memory, locked to the files of a question: opened, asked, closed. */
#ifndef UK_ENGINE_DUCKDB_DUCK_SESSION_H
#define UK_ENGINE_DUCKDB_DUCK_SESSION_H

#include "base/int128.h"
#include "base/text.h"
#include "engine/duckdb/duck_api.h"
#include "engine/engine.h"

typedef struct DuckSession {
    DuckApi api;
    const Source *source;
    EngineOptions options; /* zeros replaced by what they stand for */
    StrSpan paths;         /* of all files that may be read: the source's, as many as it has parts,
                              and then those it is looked up in */
    duckdb_database database;
    duckdb_connection connection;
} DuckSession;

/* The rows of one statement. Columns are read by the accessors below, each of one type. */
typedef struct DuckResult {
    const DuckApi *api;
    duckdb_result result;
    duckdb_data_chunk chunk;
    size_t rows; /* of the chunk at hand */
    bool held;
} DuckResult;

/* Fills in the numbers of threads and bytes that 0 stands for. */
EngineOptions duck_options(const EngineOptions *options);

/* The statements that prepare the database, in order, without ";": memory and threads, nothing
   written to disk (or to `spill` alone), no extensions fetched, `paths` the only files, locked. */
Status duck_settings(Context *context, const EngineOptions *options, StrSpan paths,
                     StrSpan *out) UK_MUST_USE;

/* True for a file that DuckDB reads by itself when another is looked up in it: text in UTF-8,
   Parquet or JSON lines, in a file, neither spread nor with derived columns. */
bool duck_reads_other(const Source *other);

/* The absolute paths of the sources' files, as many as each has parts, then of the files that they
   are looked up in and DuckDB reads. Fails when one is no longer there. */
Status duck_session_paths(Context *context, const Source *const *sources, size_t count,
                          StrSpan *out) UK_MUST_USE;

/* Begin as {0}; duck_session_close after success and failure alike. `source` is borrowed. */
Status duck_session_open(Context *context, const Source *source, const EngineOptions *options,
                         DuckSession *out) UK_MUST_USE;
/* The same for several sources; the first is the one at hand. */
Status duck_session_open_all(Context *context, const Source *const *sources, size_t count,
                             const EngineOptions *options, DuckSession *out) UK_MUST_USE;
void duck_session_close(DuckSession *session);

/* Runs one statement to its end: Ctrl-C stops it, progress is told. Mistakes of the file (ragged
   rows, open quotes, bad UTF-8), spent memory and unreadable files get our own sentences. */
Status duck_session_run(Context *context, DuckSession *session, Str sql,
                        DuckResult *out) UK_MUST_USE;

/* The next rows, false at the end. Begin as {0}; close after success and failure alike. */
bool duck_result_next(DuckResult *result);
void duck_result_close(DuckResult *result);

/* One cell of the chunk at hand; what was read is valid until the next call of duck_result_next.
   NULL reads as empty text, 0 or NaN. The column must be VARCHAR, BIGINT, HUGEINT or DOUBLE. */
bool duck_result_is_null(const DuckResult *result, size_t column, size_t row);
Str duck_result_text(const DuckResult *result, size_t column, size_t row);
int64_t duck_result_integer(const DuckResult *result, size_t column, size_t row);
Int128 duck_result_huge(const DuckResult *result, size_t column, size_t row);
double duck_result_double(const DuckResult *result, size_t column, size_t row);

#endif
