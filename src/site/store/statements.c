/* Running statements: values in, rows out, and nothing left open in between. */
#include "site/store/statements.h"

#include "base/json_read.h"
#include "base/utf8.h"
#include "site/store/store_internal.h"

#include <string.h>

/* Steps of SQLite's machine between two looks at Ctrl-C. */
#define STEPS_BETWEEN_LOOKS 1000

/* One statement under way. `code` sticks at the first that is not SQLITE_OK. */
typedef struct Run {
    Context *context;
    StoreReader *connection;
    StoreChange *change; /* NULL when it reads */
    sqlite3_stmt *statement;
    int code;
    int at; /* parameters or columns gone through */
    size_t count;
    Status status; /* what else went wrong */
} Run;

static int wants_stop(void *pointer)
{
    const Run *run = pointer;

    return run->context->stop != NULL && *run->context->stop != 0;
}

static void run_begin(Run *run, StatementId id)
{
    if (run->change != NULL && !run->change->open) { /* it would stay, whole or not */
        run->status = fail(run->context, FAIL_INPUT, store_place(run->connection),
                           "this change has ended; begin another");
        return;
    }
    run->code = store_prepare(run->connection, id, &run->statement);
    sqlite3_progress_handler(run->connection->handle, STEPS_BETWEEN_LOOKS, wants_stop, run);
}

static bool run_goes_on(const Run *run)
{
    return run->code == SQLITE_OK && !failed(run->status);
}

static void bind_bytes(Run *run, Str bytes)
{
    run->at++;
    if (run_goes_on(run)) {
        run->code =
            sqlite3_bind_blob64(run->statement, run->at, bytes.length == 0 ? "" : bytes.bytes,
                                bytes.length, SQLITE_STATIC);
    }
}

/* What is no text would be stored as one, and be cut or refused by whoever reads it. */
static void bind_text(Run *run, Str text)
{
    run->at++;
    if (!run_goes_on(run)) {
        return;
    }
    if (utf8_check(text) < text.length || str_find_byte(text, '\0') < text.length) {
        run->status = fail(run->context, FAIL_INPUT, store_place(run->connection),
                           "this is not text in UTF-8; send it as UTF-8 without a zero byte");
        return;
    }
    run->code = sqlite3_bind_text64(run->statement, run->at, text.length == 0 ? "" : text.bytes,
                                    text.length, SQLITE_STATIC, SQLITE_UTF8);
}

/* SQLite's own functions of JSON are not trusted in a schema: what is kept is looked at here. */
static void bind_json(Run *run, Str text)
{
    JsonValue *value = NULL;

    if (run_goes_on(run)) {
        run->status = json_read(run->context, run->connection->path, text, &value);
    }
    if (run_goes_on(run) && (value == NULL || value->kind != JSON_OBJECT)) {
        run->status = fail(run->context, FAIL_INPUT, store_place(run->connection),
                           "this JSON is no object; send its fields as one object");
    }
    bind_text(run, text);
}

static void bind_text_or_null(Run *run, Str text)
{
    if (text.bytes == NULL) {
        run->at++; /* unbound is NULL */
    } else {
        bind_text(run, text);
    }
}

static void bind_bytes_or_null(Run *run, Str bytes)
{
    if (bytes.bytes == NULL) {
        run->at++;
    } else {
        bind_bytes(run, bytes);
    }
}

static void bind_integer(Run *run, int64_t value)
{
    run->at++;
    if (run_goes_on(run)) {
        run->code = sqlite3_bind_int64(run->statement, run->at, value);
    }
}

static void bind_integer_or_null(Run *run, StoreInteger value)
{
    if (value.known) {
        bind_integer(run, value.value);
    } else {
        run->at++;
    }
}

static void bind_nothing(Run *run, char nothing)
{
    (void)run;
    (void)nothing;
}

/* The next row is there to be taken. */
static bool run_step(Run *run)
{
    if (!run_goes_on(run)) {
        return false;
    }
    run->code = sqlite3_step(run->statement);
    run->at = 0;
    if (run->code == SQLITE_ROW) {
        run->code = SQLITE_OK;
        return true;
    }
    return false;
}

/* Room for one row more of `size` bytes at items[run->count]; NULL when it is spent. Room doubles
   whenever the count is a power of two. */
static void *run_room(Run *run, void *items, size_t size)
{
    size_t count = run->count;
    void *room = items;

    if (count >= STORE_ROWS_MOST) {
        run->status =
            fail(run->context, FAIL_LIMIT, store_place(run->connection),
                 "more than %zu rows are asked for at once; ask for fewer", STORE_ROWS_MOST);
        return NULL;
    }
    if ((count & (count - 1)) == 0) {
        room = arena_grow(run->context->arena, items, count * size,
                          (count == 0 ? 1 : 2 * count) * size);
        run->status = room == NULL ? fail_memory(run->context) : run->status;
    }
    return room;
}

static Str take_bytes(Run *run)
{
    int column = run->at++;
    int type = sqlite3_column_type(run->statement, column);
    const void *bytes = type == SQLITE_TEXT
                            ? (const void *)sqlite3_column_text(run->statement, column)
                            : sqlite3_column_blob(run->statement, column);
    Str found = {bytes, (size_t)sqlite3_column_bytes(run->statement, column)};
    Str copy;

    if (type == SQLITE_NULL) {
        return STR_NONE;
    }
    if (found.length == 0) {
        return STR("");
    }
    copy = bytes == NULL ? STR_NONE : str_copy(run->context->arena, found);
    if (copy.bytes == NULL && !failed(run->status)) {
        run->status = fail_memory(run->context);
    }
    return copy;
}

static StoreInteger take_integer_or_null(Run *run)
{
    int column = run->at++;

    if (sqlite3_column_type(run->statement, column) == SQLITE_NULL) {
        return (StoreInteger){.known = false};
    }
    return (StoreInteger){true, sqlite3_column_int64(run->statement, column)};
}

static char take_nothing(Run *run)
{
    (void)run;
    return 0;
}

/* Leaves the statement ready for others, and holds no lock. */
static Status run_end(Run *run)
{
    Status status = run->status;

    if (!failed(status) && run->code != SQLITE_OK && run->code != SQLITE_DONE) {
        status = store_fail(run->context, run->connection, run->code);
    }
    if (run->statement != NULL) {            /* NULL: it could not be prepared */
        (void)sqlite3_reset(run->statement); /* says again what step said */
        (void)sqlite3_clear_bindings(run->statement);
    }
    sqlite3_progress_handler(run->connection->handle, 0, NULL, NULL);
    if (failed(status) && run->change != NULL) {
        run->change->broken = true;
    }
    return status;
}

#define READ_RUN(where)                                                                            \
    {                                                                                              \
        .connection = (where)                                                                      \
    }
#define WRITE_RUN(where)                                                                           \
    {                                                                                              \
        .connection = &(where)->writer->connection, .change = (where)                              \
    }

/* What goes into each statement. */
#define CONTROL(name, text)
#define TEXT(name) bind_text(run, in->name);
#define TEXT_OR_NULL(name) bind_text_or_null(run, in->name);
#define JSON(name) bind_json(run, in->name);
#define BYTES(name) bind_bytes(run, in->name);
#define BYTES_OR_NULL(name) bind_bytes_or_null(run, in->name);
#define INTEGER(name) bind_integer(run, in->name);
#define INTEGER_OR_NULL(name) bind_integer_or_null(run, in->name);
#define NOTHING bind_nothing(run, in->nothing);
#define STATEMENT(access, name, Name, parameters, columns, plan, text)                             \
    static void bind_##name##_in(Run *run, const Name##In *in)                                     \
    {                                                                                              \
        parameters                                                                                 \
    }
#include "site/store/statements.def"
#undef STATEMENT
#undef NOTHING
#undef INTEGER_OR_NULL
#undef INTEGER
#undef BYTES_OR_NULL
#undef BYTES
#undef JSON
#undef TEXT_OR_NULL
#undef TEXT

/* What comes out of each, and the function itself. */
#define TEXT(name) row->name = take_bytes(run);
#define TEXT_OR_NULL(name) row->name = take_bytes(run);
#define JSON(name) row->name = take_bytes(run);
#define BYTES(name) row->name = take_bytes(run);
#define BYTES_OR_NULL(name) row->name = take_bytes(run);
#define INTEGER(name) row->name = take_integer_or_null(run).value;
#define INTEGER_OR_NULL(name) row->name = take_integer_or_null(run);
#define NOTHING row->nothing = take_nothing(run);
#define STATEMENT(access, name, Name, parameters, columns, plan, text)                             \
    static void take_##name##_row(Run *run, Name##Row *row){columns} Status store_##name(          \
        Context *context, STORE_PLACE_##access *where, const Name##In *in, Name##Rows *out)        \
    {                                                                                              \
        Run run = access##_RUN(where);                                                             \
                                                                                                   \
        run.context = context;                                                                     \
        *out = (Name##Rows){NULL, 0};                                                              \
        run_begin(&run, STATEMENT_##name);                                                         \
        bind_##name##_in(&run, in);                                                                \
        while (run_step(&run)) {                                                                   \
            Name##Row *room = run_room(&run, out->items, sizeof(Name##Row));                       \
                                                                                                   \
            if (room != NULL) {                                                                    \
                out->items = room;                                                                 \
                take_##name##_row(&run, &room[run.count++]);                                       \
            }                                                                                      \
        }                                                                                          \
        out->count = run.count;                                                                    \
        return run_end(&run);                                                                      \
    }
#include "site/store/statements.def"
#undef STATEMENT
#undef NOTHING
#undef INTEGER_OR_NULL
#undef INTEGER
#undef BYTES_OR_NULL
#undef BYTES
#undef JSON
#undef TEXT_OR_NULL
#undef TEXT
#undef CONTROL
