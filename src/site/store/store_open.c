/* Opening and closing the file, and the changes made in between. */
#include "base/os_file.h"
#include "site/store/statements.h"
#include "site/store/store_internal.h"

/* What SQLite takes at most, whatever is asked: bytes of a value (the largest upload is 10 MB), of
   a statement, depth of expressions and triggers; no second file beside the store. */
static void set_limits(sqlite3 *handle)
{
    (void)sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 16 << 20);
    (void)sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, 64 << 10);
    (void)sqlite3_limit(handle, SQLITE_LIMIT_EXPR_DEPTH, 50);
    (void)sqlite3_limit(handle, SQLITE_LIMIT_TRIGGER_DEPTH, 10);
    (void)sqlite3_limit(handle, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000);
    (void)sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
    (void)sqlite3_limit(handle, SQLITE_LIMIT_WORKER_THREADS, 0);
}

/* SQLite's own switches; a code. A file that somebody wrote on purpose runs nothing by its schema,
   cannot rewrite that, and a name in double quotes is never taken for a text. */
static int set_switches(sqlite3 *handle)
{
    int code = sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);

    code = code != SQLITE_OK ? code
                             : sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    code = code != SQLITE_OK ? code : sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    code = code != SQLITE_OK ? code : sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    code = code != SQLITE_OK ? code : sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    code = code != SQLITE_OK
               ? code
               : sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    return code;
}

Status connection_open(Context *context, StoreReader *connection, Str path, int flags)
{
    Str name;
    int code;

    connection->path = str_copy(context->arena, path);
    /* so that neither "file:x" nor ":memory:" means anything but a file of that name */
    name = str_format(context->arena, "%s%.*s", str_starts_with(path, STR("/")) ? "" : "./",
                      STR_ARGS(path));
    if (connection->path.bytes == NULL || name.bytes == NULL) {
        return fail_memory(context);
    }
    code = sqlite3_open_v2(
        name.bytes, &connection->handle,
        flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE, NULL);
    if (code == SQLITE_OK) {
        set_limits(connection->handle);
        code = set_switches(connection->handle);
    }
    code = code != SQLITE_OK ? code : store_control(connection, CONTROL_check_cells);
    code = code != SQLITE_OK ? code : store_control(connection, CONTROL_sort_in_memory);
    return code == SQLITE_OK ? done() : store_fail(context, connection, code);
}

void connection_close(StoreReader *connection)
{
    for (size_t i = 0; i < STATEMENT_COUNT; i++) {
        (void)sqlite3_finalize(connection->prepared[i]);
        connection->prepared[i] = NULL;
    }
    (void)sqlite3_close(connection->handle);
    connection->handle = NULL;
}

/* Only once the file is known to be ours, or new: this writes to it. */
static Status set_up_writing(Context *context, StoreReader *connection)
{
    JournalRows journal = {0};
    int code = store_control(connection, CONTROL_journal_ahead);

    code = code != SQLITE_OK ? code : store_control(connection, CONTROL_write_through);
    code = code != SQLITE_OK ? code : store_control(connection, CONTROL_overwrite_deleted);
    if (code != SQLITE_OK) {
        return store_fail(context, connection, code);
    }
    TRY(store_journal(context, connection, &(JournalIn){0}, &journal));
    if (journal.count != 1 || !str_equal(journal.items[0].mode, STR("wal"))) {
        return fail(context, FAIL_SYSTEM, store_place(connection),
                    "this file system cannot keep a store that many read; choose a local disk");
    }
    return store_migrate(context, connection);
}

Status store_open_writer(Context *context, Str path, int wait_milliseconds, StoreWriter **out)
{
    StoreWriter *writer = TAKE(context, StoreWriter, 1);
    int64_t version = 0;
    bool made; /* one that is there is opened */
    Status status;

    *out = NULL;
    if (writer == NULL) {
        return fail_memory(context);
    }
    writer->change.writer = writer;
    TRY(file_make_private(context, path, &made));
    status = connection_open(context, &writer->connection, path, SQLITE_OPEN_READWRITE);
    if (!failed(status)) {
        (void)sqlite3_busy_timeout(writer->connection.handle, wait_milliseconds);
        status = store_look(context, &writer->connection, &version);
    }
    if (!failed(status)) {
        status = set_up_writing(context, &writer->connection);
    }
    if (failed(status)) {
        connection_close(&writer->connection);
        return status;
    }
    *out = writer;
    return done();
}

/* A reader brings nothing up to date, and so reads nothing that is not. */
static Status look_for_reading(Context *context, StoreReader *reader)
{
    int64_t version = 0;
    int code = store_control(reader, CONTROL_only_read);

    if (code != SQLITE_OK) {
        return store_fail(context, reader, code);
    }
    TRY(store_look(context, reader, &version));
    if (version < store_newest_version()) {
        return fail(context, FAIL_INPUT, store_place(reader),
                    "this store is not up to date; open it once for writing");
    }
    return done();
}

Status store_open_reader(Context *context, Str path, int wait_milliseconds, StoreReader **out)
{
    StoreReader *reader = TAKE(context, StoreReader, 1);
    Status status;

    *out = NULL;
    if (reader == NULL) {
        return fail_memory(context);
    }
    status = connection_open(context, reader, path, SQLITE_OPEN_READONLY);
    if (!failed(status)) {
        (void)sqlite3_busy_timeout(reader->handle, wait_milliseconds);
        status = look_for_reading(context, reader);
    }
    if (failed(status)) {
        connection_close(reader);
        return status;
    }
    *out = reader;
    return done();
}

/* Nothing of a change that is not committed stays. */
static void roll_back(StoreChange *change)
{
    StoreReader *connection = &change->writer->connection;

    change->open = false;
    if (sqlite3_get_autocommit(connection->handle) == 0) {
        (void)store_control(connection, CONTROL_roll_back);
    }
}

void store_close_writer(StoreWriter **writer)
{
    if (*writer != NULL) {
        sqlite3 *handle = (*writer)->connection.handle;

        if ((*writer)->change.open) {
            roll_back(&(*writer)->change);
        }
        (void)sqlite3_busy_timeout(handle, 0);
        (void)sqlite3_wal_checkpoint_v2(handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
        connection_close(&(*writer)->connection);
        *writer = NULL;
    }
}

void store_close_reader(StoreReader **reader)
{
    if (*reader != NULL) {
        connection_close(*reader);
        *reader = NULL;
    }
}

Status store_begin(Context *context, StoreWriter *writer, StoreChange **out)
{
    int code = store_control(&writer->connection, CONTROL_begin_change);

    *out = NULL;
    if (code != SQLITE_OK) {
        return store_fail(context, &writer->connection, code);
    }
    writer->change.open = true;
    writer->change.broken = false;
    *out = &writer->change;
    return done();
}

Status store_commit(Context *context, StoreChange *change)
{
    StoreReader *connection = &change->writer->connection;
    Status status = done();
    int code = SQLITE_OK;

    if (change->broken || sqlite3_get_autocommit(connection->handle) != 0) {
        status = fail(context, FAIL_INPUT, store_place(connection),
                      "a part of this change failed, so none of it stays; make it again");
    } else {
        /* words first: what is erased can be found no more once it is committed */
        code = store_control(connection, CONTROL_search_drop);
        code = code != SQLITE_OK ? code : store_control(connection, CONTROL_search_take);
        code = code != SQLITE_OK ? code : store_control(connection, CONTROL_search_done);
        code = code != SQLITE_OK ? code : store_control(connection, CONTROL_commit);
        if (code != SQLITE_OK) {
            status = store_fail(context, connection, code);
        }
    }
    roll_back(change); /* nothing, when it was committed */
    return status;
}

Status store_tidy(Context *context, StoreWriter *writer)
{
    static const ControlId STEPS[] = {CONTROL_begin_change, CONTROL_search_merge, CONTROL_commit,
                                      CONTROL_tend_plans};
    StoreReader *connection = &writer->connection;
    int code = SQLITE_OK;

    for (size_t i = 0; code == SQLITE_OK && i < sizeof STEPS / sizeof STEPS[0]; i++) {
        code = store_control(connection, STEPS[i]);
    }
    code = code != SQLITE_OK ? code
                             : sqlite3_wal_checkpoint_v2(connection->handle, NULL,
                                                         SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    if (code != SQLITE_OK) {
        Status status = store_fail(context, connection, code);

        roll_back(&writer->change);
        return status;
    }
    return done();
}

void store_change_end(StoreChange **change)
{
    if (*change != NULL && (*change)->open) {
        roll_back(*change);
    }
    *change = NULL;
}

StoreReader *store_change_reader(StoreChange *change)
{
    return &change->writer->connection;
}

Status store_begin_reading(Context *context, StoreReader *reader)
{
    int code = store_control(reader, CONTROL_begin_reading);

    return code == SQLITE_OK ? done() : store_fail(context, reader, code);
}

void store_end_reading(StoreReader *reader)
{
    if (sqlite3_get_autocommit(reader->handle) == 0) {
        (void)store_control(reader, CONTROL_roll_back);
    }
}
