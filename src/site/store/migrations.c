/* Which version a file is, and how it becomes the newest. */
#include "site/store/migration_texts.h"
#include "site/store/statements.h"
#include "site/store/store_internal.h"

/* "unkt": the mark in the head of each file of ours, set by the first script. */
#define STORE_APPLICATION 0x756e6b74

#define MIGRATION_COUNT ((size_t)8)

Migration store_migration(size_t index)
{
    const Migration scripts[] = {
        {migration_0001, migration_0001_length}, {migration_0002, migration_0002_length},
        {migration_0003, migration_0003_length}, {migration_0004, migration_0004_length},
        {migration_0005, migration_0005_length}, {migration_0006, migration_0006_length},
        {migration_0007, migration_0007_length}, {migration_0008, migration_0008_length},
    };

    _Static_assert(sizeof scripts / sizeof scripts[0] == MIGRATION_COUNT, "each is counted");
    return scripts[index];
}

int64_t store_newest_version(void)
{
    return (int64_t)MIGRATION_COUNT;
}

Status store_look(Context *context, StoreReader *connection, int64_t *version)
{
    Place place = store_place(connection);
    FileFactRows facts = {0};
    const FileFactRow *fact;

    TRY(store_file_facts(context, connection, &(FileFactIn){0}, &facts));
    fact = &facts.items[0];
    *version = fact->version;
    if (fact->application == 0 && fact->version == 0 && fact->things == 0) {
        return done();
    }
    if (fact->application != STORE_APPLICATION || fact->version < 1) {
        return fail(context, FAIL_INPUT, place,
                    "this is a database of another program; name the file of the commons");
    }
    if (fact->version > store_newest_version()) {
        return fail(context, FAIL_INPUT, place,
                    "this store was written by a newer version of this program (%lld, here %lld); "
                    "use the newer program",
                    (long long)fact->version, (long long)store_newest_version());
    }
    return done();
}

/* What the scripts leave must be whole before it counts. */
static Status check_migrated(Context *context, StoreReader *connection, int64_t version)
{
    int64_t reached = 0;
    LostLinkRows lost = {0};

    TRY(store_look(context, connection, &reached));
    TRY(store_lost_links(context, connection, &(LostLinkIn){0}, &lost));
    if (reached != version || lost.count > 0) {
        return fail(context, FAIL_SYSTEM, store_place(connection),
                    "this store cannot be brought up to date without loss; restore the last backup "
                    "and report this");
    }
    return done();
}

static Status run_scripts(Context *context, StoreReader *connection)
{
    int64_t version = 0;
    int code = SQLITE_OK;

    TRY(store_look(context, connection, &version)); /* another may have been faster */
    if (version == store_newest_version()) {
        return done();
    }
    for (size_t i = (size_t)version; i < MIGRATION_COUNT && code == SQLITE_OK; i++) {
        TRY(check_stop(context));
        code = store_run_migration(connection, i);
    }
    if (code != SQLITE_OK) {
        return store_fail(context, connection, code);
    }
    return check_migrated(context, connection, store_newest_version());
}

Status store_migrate(Context *context, StoreReader *connection)
{
    int code = store_control(connection, CONTROL_begin_change);
    Status status;

    if (code != SQLITE_OK) {
        return store_fail(context, connection, code);
    }
    status = run_scripts(context, connection);
    if (!failed(status)) {
        code = store_control(connection, CONTROL_commit);
        status = code == SQLITE_OK ? done() : store_fail(context, connection, code);
    }
    if (failed(status) && sqlite3_get_autocommit(connection->handle) == 0) {
        (void)store_control(connection, CONTROL_roll_back);
    }
    return status;
}
