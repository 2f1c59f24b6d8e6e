#include "engine/duckdb/duck_session.h"

#include "base/os_file.h"
#include "engine/derived.h"
#include "engine/duckdb/duck_failure.h"
#include "engine/sql.h"

#include <math.h>
#include <string.h>

/* More threads than this never made a scan of ours faster. */
#define THREADS_MOST 64
#define SETTINGS_MOST 12

EngineOptions duck_options(const EngineOptions *options)
{
    EngineOptions out = *options;

    if (out.threads <= 0) {
        out.threads = processor_count(THREADS_MOST);
    }
    if (out.memory_bytes <= 0) {
        out.memory_bytes = memory_bytes() / 4 * 3;
    }
    return out;
}

static void add_setting(Context *context, StrSpan *settings, Str setting)
{
    if (setting.length > 0) {
        settings->items[settings->count++] = setting;
    } else {
        /* Memory is spent: the caller sees the missing one. */
        (void)context;
    }
}

/* name='text' */
static Str text_setting(Context *context, const char *before, Str text, const char *after)
{
    Text sql = text_new(context->arena);

    text_add(&sql, str_from(before));
    sql_add_text(&sql, text);
    text_add(&sql, str_from(after));
    return sql.spent ? STR_NONE : text_str(&sql);
}

static Str paths_setting(Context *context, StrSpan paths)
{
    Text sql = text_new(context->arena);

    text_add(&sql, STR("SET allowed_paths=["));
    for (size_t i = 0; i < paths.count; i++) {
        text_add(&sql, i == 0 ? STR_NONE : STR(", "));
        sql_add_text(&sql, paths.items[i]);
    }
    text_add(&sql, STR("]"));
    return sql.spent ? STR_NONE : text_str(&sql);
}

Status duck_settings(Context *context, const EngineOptions *options, StrSpan paths, StrSpan *out)
{
    Arena *arena = context->arena;
    StrSpan settings = {TAKE(context, Str, SETTINGS_MOST), 0};
    size_t wanted = 0;

    if (settings.items == NULL) {
        return fail_memory(context);
    }
    /* First of all: by default rows that do not fit are written to the current folder. */
    add_setting(context, &settings,
                text_setting(context, "SET temp_directory=", options->spill, ""));
    if (options->memory_bytes > 0) {
        add_setting(
            context, &settings,
            str_format(arena, "SET memory_limit='%lldB'", (long long)options->memory_bytes));
        wanted++;
    }
    if (options->progress != NULL) {
        add_setting(context, &settings, STR("SET enable_progress_bar=true"));
        add_setting(context, &settings, STR("SET enable_progress_bar_print=false"));
        wanted += 2;
    }
    add_setting(context, &settings, str_format(arena, "SET threads=%d", options->threads));
    add_setting(context, &settings, STR("SET preserve_insertion_order=false"));
    add_setting(context, &settings, STR("SET TimeZone='UTC'"));
    add_setting(context, &settings, STR("SET autoinstall_known_extensions=false"));
    add_setting(context, &settings, STR("SET autoload_known_extensions=false"));
    add_setting(context, &settings, paths_setting(context, paths));
    add_setting(context, &settings, STR("SET enable_external_access=false"));
    add_setting(context, &settings, STR("SET lock_configuration=true"));
    wanted += 9;
    *out = settings;
    return settings.count == wanted ? done() : fail_memory(context);
}

static Status open_database(Context *context, DuckSession *session)
{
    const DuckApi *api = &session->api;
    duckdb_config config = NULL;
    char *reason = NULL;
    bool opened = false;

    /* A second database of the same process must not share this one's settings. */
    opened = api->create_config(&config) == DuckDBSuccess &&
             api->open_ext(NULL, &session->database, config, &reason) == DuckDBSuccess &&
             api->connect(session->database, &session->connection) == DuckDBSuccess;
    api->destroy_config(&config);
    if (!opened) {
        Str shown = str_show(context->arena, str_from(reason), 300);
        api->free(reason);
        return fail(context, FAIL_SYSTEM, PLACE_NONE, "DuckDB cannot start: %.*s", STR_ARGS(shown));
    }
    return done();
}

bool duck_reads_other(const Source *other)
{
    return other->path.length > 0 && other->memory.bytes == NULL &&
           other->spread_names == COLUMN_NONE && other->derived_count == 0 &&
           (other->format == SOURCE_PARQUET || other->format == SOURCE_JSON_LINES ||
            (other->format == SOURCE_DELIMITED && other->encoding == ENCODING_UTF8 &&
             !other->lone_returns && other->options.skip == 0));
}

static Status add_path(Context *context, const Source *file, StrSpan *paths)
{
    Str path = path_absolute(context->arena, file->path);

    if (path.length == 0) {
        return fail(context, FAIL_SYSTEM, source_place(file, 0), "the file is no longer there");
    }
    paths->items[paths->count++] = path;
    return done();
}

Status duck_session_paths(Context *context, const Source *const *sources, size_t count,
                          StrSpan *out)
{
    size_t most = 0;

    for (size_t i = 0; i < count; i++) {
        most += source_part_count(sources[i]) + sources[i]->derived_count;
    }
    *out = (StrSpan){TAKE(context, Str, most), 0};
    if (out->items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < source_part_count(sources[i]); k++) {
            TRY(add_path(context, source_part(sources[i], k), out));
        }
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < sources[i]->derived_count; k++) {
            const Source *other = sources[i]->derived[k].other;

            if (other != NULL && duck_reads_other(other)) {
                TRY(add_path(context, other, out));
            }
        }
    }
    return done();
}

Status duck_session_open_all(Context *context, const Source *const *sources, size_t count,
                             const EngineOptions *options, DuckSession *out)
{
    StrSpan settings;

    out->source = sources[0];
    out->options = duck_options(options);
    TRY(duck_session_paths(context, sources, count, &out->paths));
    if (out->options.spill.length > 0) {
        out->options.spill = path_absolute(context->arena, out->options.spill);
        if (out->options.spill.length == 0) {
            return fail(context, FAIL_INPUT, (Place){options->spill, 0, 0},
                        "the folder given to --spill is not there; make it first");
        }
    }
    TRY(duck_api_load(context, &out->api));
    TRY(open_database(context, out));
    TRY(duck_settings(context, &out->options, out->paths, &settings));
    for (size_t i = 0; i < settings.count; i++) {
        AUTO(DuckResult, duck_result_close) none = {0};
        TRY(duck_session_run(context, out, settings.items[i], &none));
    }
    return done();
}

Status duck_session_open(Context *context, const Source *source, const EngineOptions *options,
                         DuckSession *out)
{
    return duck_session_open_all(context, &source, 1, options, out);
}

void duck_session_close(DuckSession *session)
{
    if (session->connection != NULL) {
        session->api.disconnect(&session->connection);
    }
    if (session->database != NULL) {
        session->api.close(&session->database);
    }
}

/* Works off the statement's tasks, looking up now and then. Threads of DuckDB's own help. False
   when it failed: the pending result then says why. */
static bool work_off(Context *context, DuckSession *session, duckdb_pending_result pending)
{
    const DuckApi *api = &session->api;
    bool stopping = false;
    double told = clock_seconds();

    for (;;) {
        duckdb_pending_state state = api->pending_execute_task(pending);
        if (api->pending_execution_is_finished(state)) {
            return state != DUCKDB_PENDING_ERROR;
        }
        if (!stopping && context->stop != NULL && *context->stop != 0) {
            stopping = true;
            api->interrupt(session->connection);
        }
        if (state == DUCKDB_PENDING_NO_TASKS_AVAILABLE) {
            clock_rest(0.0002);
        }
        if (session->options.progress != NULL && clock_seconds() - told > 0.1) {
            double percent = api->query_progress(session->connection).percentage;
            told = clock_seconds();
            session->options.progress(session->options.progress_data, percent / 100.0);
        }
    }
}

static Status run_prepared(Context *context, DuckSession *session,
                           duckdb_prepared_statement statement, DuckResult *out)
{
    const DuckApi *api = &session->api;
    duckdb_pending_result pending = NULL;
    duckdb_state state = api->pending_prepared(statement, &pending);
    Status status = done();

    if (state == DuckDBError || !work_off(context, session, pending)) {
        status = duck_fail(context, session, DUCKDB_ERROR_INVALID,
                           str_from(api->pending_error(pending)));
        api->destroy_pending(&pending);
        return status;
    }
    out->api = api;
    out->held = true;
    state = api->execute_pending(pending, &out->result);
    if (state == DuckDBError) {
        status = duck_fail(context, session, api->result_error_type(&out->result),
                           str_from(api->result_error(&out->result)));
    }
    api->destroy_pending(&pending);
    return status;
}

Status duck_session_run(Context *context, DuckSession *session, Str sql, DuckResult *out)
{
    const DuckApi *api = &session->api;
    duckdb_prepared_statement statement = NULL;
    Str ended = str_copy(context->arena, sql);
    Status status = check_stop(context);

    if (failed(status)) {
        return status;
    }
    if (ended.bytes == NULL) {
        return fail_memory(context);
    }
    if (api->prepare(session->connection, ended.bytes, &statement) == DuckDBError) {
        status = duck_fail(context, session, DUCKDB_ERROR_INVALID,
                           str_from(api->prepare_error(statement)));
    } else {
        status = run_prepared(context, session, statement, out);
    }
    api->destroy_prepare(&statement);
    return status;
}

bool duck_result_next(DuckResult *result)
{
    const DuckApi *api = result->api;

    if (result->chunk != NULL) {
        api->destroy_data_chunk(&result->chunk);
    }
    result->chunk = api->fetch_chunk(result->result);
    result->rows = result->chunk == NULL ? 0 : (size_t)api->data_chunk_get_size(result->chunk);
    return result->rows > 0;
}

void duck_result_close(DuckResult *result)
{
    if (result->chunk != NULL) {
        result->api->destroy_data_chunk(&result->chunk);
    }
    if (result->held) {
        result->api->destroy_result(&result->result);
        result->held = false;
    }
}

/* The cell's bytes within its vector, or NULL for SQL's NULL. */
static const void *find_cell(const DuckResult *result, size_t column, size_t row, size_t size)
{
    const DuckApi *api = result->api;
    duckdb_vector vector = api->data_chunk_get_vector(result->chunk, column);
    const uint64_t *valid = api->vector_get_validity(vector);

    if (valid != NULL && (valid[row / 64] >> (row % 64) & 1) == 0) {
        return NULL;
    }
    return (const char *)api->vector_get_data(vector) + row * size;
}

bool duck_result_is_null(const DuckResult *result, size_t column, size_t row)
{
    return find_cell(result, column, row, 0) == NULL;
}

Str duck_result_text(const DuckResult *result, size_t column, size_t row)
{
    const DuckApi *api = result->api;
    duckdb_vector vector = api->data_chunk_get_vector(result->chunk, column);
    const uint64_t *valid = api->vector_get_validity(vector);
    duckdb_string_t *texts = api->vector_get_data(vector);

    if (valid != NULL && (valid[row / 64] >> (row % 64) & 1) == 0) {
        return STR_NONE;
    }
    return (Str){api->string_t_data(&texts[row]), api->string_t_length(texts[row])};
}

int64_t duck_result_integer(const DuckResult *result, size_t column, size_t row)
{
    int64_t value = 0;
    const void *cell = find_cell(result, column, row, sizeof value);

    if (cell != NULL) {
        memcpy(&value, cell, sizeof value);
    }
    return value;
}

Int128 duck_result_huge(const DuckResult *result, size_t column, size_t row)
{
    duckdb_hugeint value = {0, 0};
    const void *cell = find_cell(result, column, row, sizeof value);

    if (cell != NULL) {
        memcpy(&value, cell, sizeof value);
    }
    return (Int128)value.upper * ((Int128)1 << 64) + (Int128)value.lower;
}

double duck_result_double(const DuckResult *result, size_t column, size_t row)
{
    double value = NAN;
    const void *cell = find_cell(result, column, row, sizeof value);

    if (cell != NULL) {
        memcpy(&value, cell, sizeof value);
    }
    return value;
}
