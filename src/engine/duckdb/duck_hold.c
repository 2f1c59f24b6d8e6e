#include "engine/duckdb/duck_hold.h"

#include "engine/duckdb/duck_derived.h"

#include <string.h>

/* Rows held take at most this part of the memory allowed: the questions need the rest. */
#define HELD_PART 4

/* DuckDB's own for each cell; a text longer than 12 bytes lies beside it. */
#define CELL_BYTES 16

/* A column that is filled by UPDATE is there twice. */
#define MADE_CELL_BYTES (2 * CELL_BYTES)

typedef enum HeldState {
    HELD_NOT_YET, /* no question yet */
    HELD_ROWS,    /* its rows are a table of the session */
    HELD_ANEW,    /* its rows do not fit: every question reads the file */
    HELD_REFUSED  /* a question failed: all others open a session of their own */
} HeldState;

typedef struct DuckHeld {
    EngineHold *hold;
    HeldState state;
    Str name;        /* of the table in the session */
    Str row;         /* what its number of the row is called while columns are made */
    DuckTable table; /* HELD_ROWS: derived columns have a name when they are in the table */
    int64_t rows;
} DuckHeld;

struct EngineHold {
    Source **sources;
    size_t count;
    EngineOptions options; /* as asked for when the session was opened */
    DuckSession session;
    int64_t bytes; /* what its tables may take */
    bool is_open;
};

/* ---- the session ---- */

Status duck_hold(Context *context, Source *const *sources, size_t count, EngineHold **out)
{
    EngineHold *hold = TAKE(context, EngineHold, 1);
    DuckHeld *held = TAKE(context, DuckHeld, count);

    *out = NULL;
    if (hold == NULL || held == NULL) {
        return fail_memory(context);
    }
    *hold = (EngineHold){.sources = TAKE(context, Source *, count), .count = count};
    if (hold->sources == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < count; i++) {
        held[i] = (DuckHeld){.hold = hold, .name = str_format(context->arena, "held_%zu", i)};
        if (held[i].name.bytes == NULL) {
            return fail_memory(context);
        }
    }
    for (size_t i = 0; i < count; i++) {
        hold->sources[i] = sources[i];
        sources[i]->held = &held[i];
    }
    *out = hold;
    return done();
}

static void close_session(EngineHold *hold)
{
    duck_session_close(&hold->session);
    hold->session = (DuckSession){0};
    hold->is_open = false;
    hold->bytes = 0;
    for (size_t i = 0; i < hold->count; i++) {
        DuckHeld *held = hold->sources[i]->held;

        held->state = held->state == HELD_REFUSED ? HELD_REFUSED : HELD_NOT_YET;
    }
}

void duck_let_go(EngineHold *hold)
{
    if (hold == NULL) {
        return;
    }
    close_session(hold);
    for (size_t i = 0; i < hold->count; i++) {
        hold->sources[i]->held = NULL;
    }
}

void duck_held_refuse(const Source *source)
{
    source->held->state = HELD_REFUSED;
    close_session(source->held->hold);
}

static bool same_options(const EngineOptions *a, const EngineOptions *b)
{
    return a->threads == b->threads && a->memory_bytes == b->memory_bytes &&
           str_equal(a->spill, b->spill) && (a->progress == NULL) == (b->progress == NULL);
}

static bool has_paths(StrSpan all, StrSpan wanted)
{
    for (size_t i = 0; i < wanted.count; i++) {
        bool found = false;

        for (size_t k = 0; k < all.count && !found; k++) {
            found = str_equal(all.items[k], wanted.items[i]);
        }
        if (!found) {
            return false;
        }
    }
    return true;
}

EngineOptions duck_options_beside(const Request *request)
{
    const DuckHeld *held = request->source->held;
    EngineOptions options = request->options;

    if (held != NULL && held->hold->bytes > 0) {
        options = duck_options(&options);
        options.memory_bytes -= held->hold->bytes;
    }
    return options;
}

bool duck_is_held(const Source *source)
{
    return source->held != NULL && source->held->state != HELD_REFUSED;
}

Status duck_held_session(Context *context, const Request *request, DuckSession *out)
{
    EngineHold *hold = request->source->held->hold;
    const Source *const *sources = (const Source *const *)hold->sources;
    StrSpan paths;

    TRY(duck_session_paths(context, &request->source, 1, &paths));
    if (hold->is_open && (!same_options(&hold->options, &request->options) ||
                          !has_paths(hold->session.paths, paths))) {
        close_session(hold);
    }
    if (!hold->is_open) {
        hold->options = request->options;
        hold->is_open = true;
        TRY(duck_session_open_all(context, sources, hold->count, &request->options,
                                  &hold->session));
    }
    *out = hold->session;
    out->source = request->source;
    out->paths = paths; /* its own parts first, as duck_table_open wants them */
    out->options.progress = request->options.progress;
    out->options.progress_data = request->options.progress_data;
    return done();
}

/* ---- rows ---- */

static bool has_room(const EngineHold *hold, int64_t bytes)
{
    return bytes <= hold->session.options.memory_bytes / HELD_PART - hold->bytes;
}

/* What the file's rows take as a table, at most where no cell is a long text of Parquet. */
static Status count_bytes(Context *context, DuckSession *session, DuckHeld *held, int64_t *bytes)
{
    AUTO(DuckResult, duck_result_close) result = {0};
    const Source *source = session->source;
    Text sql = text_new(context->arena);
    Str statement;

    *bytes = source->bytes;
    if (!has_room(held->hold, *bytes)) {
        return done();
    }
    text_add(&sql, STR("SELECT CAST(count(*) AS BIGINT) FROM "));
    text_add(&sql, held->table.from);
    TRY(text_finish(context, &sql, &statement));
    TRY(duck_session_run(context, session, statement, &result));
    while (duck_result_next(&result)) {
        held->rows = duck_result_integer(&result, 0, 0);
    }
    *bytes += held->rows * (int64_t)source->file_columns.count * CELL_BYTES;
    return done();
}

/* A column of this name would stand for DuckDB's own number of the row. */
static bool has_rowid(const Source *source)
{
    for (size_t i = 0; i < source->file_columns.count; i++) {
        if (str_equal_ignoring_case(source->file_columns.items[i], STR("rowid"))) {
            return true;
        }
    }
    return false;
}

static Status run(Context *context, DuckSession *session, Text *sql)
{
    AUTO(DuckResult, duck_result_close) none = {0};
    Str statement;

    TRY(text_finish(context, sql, &statement));
    return duck_session_run(context, session, statement, &none);
}

static Status hold_rows(Context *context, DuckSession *session, DuckHeld *held)
{
    Text sql = text_new(context->arena);
    int64_t bytes;

    held->state = HELD_ANEW;
    TRY(duck_row_name(context, session->source, &held->row));
    TRY(duck_table_open(context, session, &held->table));
    TRY(count_bytes(context, session, held, &bytes));
    if (has_rowid(session->source) || !has_room(held->hold, bytes)) {
        return done();
    }
    text_format(&sql, "CREATE TABLE %.*s AS SELECT * FROM ", STR_ARGS(held->name));
    text_add(&sql, held->table.from);
    TRY(run(context, session, &sql));
    held->hold->bytes += bytes;
    held->table.from = held->name;
    held->state = HELD_ROWS;
    return done();
}

/* ---- derived columns ---- */

/* The columns that were made just now around the rows go into them. */
static Status hold_columns(Context *context, DuckSession *session, const DuckHeld *held,
                           const DuckTable *made)
{
    Text update = text_new(context->arena);
    Text columns = text_new(context->arena);
    size_t own = held->table.source->file_columns.count;

    text_format(&update, "UPDATE %.*s SET ", STR_ARGS(held->name));
    for (size_t i = own; i < made->names.count; i++) {
        Str name = made->names.items[i];
        Text add = text_new(context->arena);

        if (name.length == 0 ||
            (i < held->table.names.count && held->table.names.items[i].length > 0)) {
            continue;
        }
        text_format(&add, "ALTER TABLE %.*s ADD COLUMN %.*s VARCHAR", STR_ARGS(held->name),
                    STR_ARGS(name));
        TRY(run(context, session, &add));
        text_format(&update, "%s%.*s = made.%.*s", columns.length == 0 ? "" : ", ", STR_ARGS(name),
                    STR_ARGS(name));
        text_format(&columns, ", %.*s", STR_ARGS(name));
    }
    text_format(&update, " FROM (SELECT %.*s", STR_ARGS(held->row));
    text_add(&update, text_str(&columns));
    text_add(&update, STR(" FROM "));
    text_add(&update, made->from);
    text_format(&update, ") AS made WHERE %.*s.rowid = made.%.*s", STR_ARGS(held->name),
                STR_ARGS(held->row));
    return columns.spent ? fail_memory(context) : run(context, session, &update);
}

/* The rows with their number. The columns are named: those that are added for what is read here are
   not of it. */
static Status number_rows(Context *context, const DuckHeld *held, Str *from)
{
    StrSpan names = held->table.names;
    Text sql = text_new(context->arena);

    text_format(&sql, "(SELECT rowid AS %.*s", STR_ARGS(held->row));
    for (size_t i = 0; i < names.count; i++) {
        text_add(&sql, names.items[i].length > 0 ? STR(", ") : STR_NONE);
        text_add(&sql, names.items[i]);
    }
    text_format(&sql, " FROM %.*s)", STR_ARGS(held->name));
    return text_finish(context, &sql, from);
}

static int64_t count_new(const DuckTable *table)
{
    int64_t count = 0;

    for (size_t i = 0; table->used != NULL && i < table->source->columns.count; i++) {
        count += table->used[i] && source_derived(table->source, (uint32_t)i) != NULL ? 1 : 0;
    }
    return count;
}

Status duck_held_table(Context *context, DuckSession *session, const Request *request,
                       DuckTable *out)
{
    DuckHeld *held = request->source->held;
    bool in_hold = held != NULL && session->connection == held->hold->session.connection;
    int64_t bytes;

    if (in_hold && held->state == HELD_NOT_YET) {
        TRY(hold_rows(context, session, held));
    }
    if (!in_hold || held->state != HELD_ROWS) {
        TRY(duck_table_open(context, session, out));
        return duck_derive(context, session, request, out);
    }
    *out = held->table;
    out->source = request->source;
    TRY(number_rows(context, held, &out->from));
    TRY(duck_derive(context, session, request, out));
    bytes = count_new(out) * held->rows * MADE_CELL_BYTES;
    if (!has_room(held->hold, bytes)) {
        return done();
    }
    if (count_new(out) > 0) {
        TRY(hold_columns(context, session, held, out));
        held->hold->bytes += bytes;
        held->table.names = out->names;
        held->table.types = out->types;
    }
    out->from = held->name;
    out->shown = held->name;
    return done();
}
