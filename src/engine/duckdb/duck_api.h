/* DuckDB's C functions, found in libduckdb.so when a file needs them: the program does not link it.
 */
#ifndef UK_ENGINE_DUCKDB_DUCK_API_H
#define UK_ENGINE_DUCKDB_DUCK_API_H

#include "base/status.h"

#define DUCKDB_API_NO_DEPRECATED
#include <duckdb.h>

/* Every function used, once. */
#define DUCK_FUNCTIONS(X)                                                                          \
    X(library_version)                                                                             \
    X(open_ext)                                                                                    \
    X(close)                                                                                       \
    X(create_config)                                                                               \
    X(set_config)                                                                                  \
    X(destroy_config)                                                                              \
    X(connect)                                                                                     \
    X(disconnect)                                                                                  \
    X(interrupt)                                                                                   \
    X(query_progress)                                                                              \
    X(free)                                                                                        \
    X(prepare)                                                                                     \
    X(prepare_error)                                                                               \
    X(destroy_prepare)                                                                             \
    X(pending_prepared)                                                                            \
    X(pending_error)                                                                               \
    X(pending_execute_task)                                                                        \
    X(pending_execution_is_finished)                                                               \
    X(execute_pending)                                                                             \
    X(destroy_pending)                                                                             \
    X(result_error)                                                                                \
    X(result_error_type)                                                                           \
    X(destroy_result)                                                                              \
    X(fetch_chunk)                                                                                 \
    X(data_chunk_get_size)                                                                         \
    X(data_chunk_get_vector)                                                                       \
    X(destroy_data_chunk)                                                                          \
    X(vector_get_data)                                                                             \
    X(vector_get_validity)                                                                         \
    X(string_t_length)                                                                             \
    X(string_t_data)

typedef struct DuckApi {
#define DUCK_MEMBER(name) __typeof__(&duckdb_##name) name;
    DUCK_FUNCTIONS(DUCK_MEMBER)
#undef DUCK_MEMBER
} DuckApi;

/* Opens the library, looked for in the file that UNKNOT_DUCKDB names (then nowhere else), in
   ../lib/unknot beside the program's folder, and in third_party/duckdb of the source tree that the
   program was built in. FAIL_SYSTEM with the remedy when there is none or it lacks a function. A
   version that was not tested is only noted. The library stays open as long as the program runs. */
Status duck_api_load(Context *context, DuckApi *out) UK_MUST_USE;

#endif
