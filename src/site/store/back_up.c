#include "site/store/back_up.h"

#include "base/os_file.h"
#include "site/store/statements.h"
#include "site/store/store_internal.h"

/* Pages that are copied between two looks at Ctrl-C. */
#define PAGES_AT_ONCE 1000

/* Pages and links, as SQLite sees them. */
static Status look_at_pages(Context *context, StoreReader *reader)
{
    Place place = store_place(reader);
    IntegrityRows mistakes;
    LostLinkRows lost;

    TRY(store_integrity(context, reader, &(IntegrityIn){0}, &mistakes));
    for (size_t i = 0; i < mistakes.count; i++) {
        Str shown = str_show(context->arena, mistakes.items[i].mistake, 200);

        note_error(context, FAIL_SYSTEM, place,
                   "the store is damaged (%.*s); keep the file aside and restore the last backup",
                   STR_ARGS(shown));
    }
    TRY(store_lost_links(context, reader, &(LostLinkIn){0}, &lost));
    for (size_t i = 0; i < lost.count; i++) {
        note_error(context, FAIL_SYSTEM, place,
                   "a row of '%.*s' names one of '%.*s' that is not there; restore the last backup",
                   STR_ARGS(lost.items[i].child), STR_ARGS(lost.items[i].parent));
    }
    return done();
}

static Status look_at_words(Context *context, StoreReader *reader)
{
    SearchGapsRows gaps;

    TRY(store_search_gaps(context, reader, &(SearchGapsIn){0}, &gaps));
    if (gaps.items[0].missing > 0 || gaps.items[0].extra > 0) {
        note_error(context, FAIL_SYSTEM, store_place(reader),
                   "the index of words lacks %lld entries and has %lld too many; restore the last "
                   "backup",
                   (long long)gaps.items[0].missing, (long long)gaps.items[0].extra);
    }
    return done();
}

static Status look_at_log(Context *context, StoreReader *reader, Str known_head, StoreFacts *out)
{
    TRY(store_log_check(context, reader, known_head, &out->log));
    if (out->log.broken > 0) {
        note_error(context, FAIL_SYSTEM, store_place(reader),
                   "row %lld of the log is not as it was written; compare it with an older backup",
                   (long long)out->log.broken);
    } else if (!out->log.met_known) {
        note_error(context, FAIL_SYSTEM, store_place(reader),
                   "the log does not hold the head that was told; compare it with an older backup");
    }
    return done();
}

static Status verify_moment(Context *context, StoreReader *reader, Str known_head, StoreFacts *out)
{
    size_t before = context->error_count;
    CountsRows counts;

    *out = (StoreFacts){0};
    TRY(store_look(context, reader, &out->version));
    TRY(look_at_pages(context, reader));
    TRY(status_since(context, before)); /* of a damaged file nothing else is worth reading */
    TRY(store_counts(context, reader, &(CountsIn){0}, &counts));
    out->entries = counts.items[0].entries;
    out->people = counts.items[0].people;
    out->revs = counts.items[0].revs;
    out->links = counts.items[0].links;
    TRY(look_at_words(context, reader));
    TRY(look_at_log(context, reader, known_head, out));
    return status_since(context, before);
}

Status store_verify(Context *context, StoreReader *reader, Str known_head, StoreFacts *out)
{
    Status status;

    TRY(store_begin_reading(context, reader));
    status = verify_moment(context, reader, known_head, out);
    store_end_reading(reader);
    return status;
}

/* All pages of one moment: the reading holds that fast while the writer goes on. */
static Status copy_pages(Context *context, StoreReader *from, StoreReader *to)
{
    sqlite3_backup *copying = sqlite3_backup_init(to->handle, "main", from->handle, "main");
    Status status = done();
    int code = SQLITE_OK;

    if (copying == NULL) {
        return store_fail(context, to, sqlite3_extended_errcode(to->handle));
    }
    while (code == SQLITE_OK && !failed(status)) {
        code = sqlite3_backup_step(copying, PAGES_AT_ONCE);
        status = code == SQLITE_OK ? check_stop(context) : status;
    }
    (void)sqlite3_backup_finish(copying); /* says again what step said */
    if (!failed(status) && code != SQLITE_DONE) {
        status = store_fail(context, to, code);
    }
    return status;
}

/* A copy is one file: nothing written ahead beside it. */
static Status copy_and_verify(Context *context, StoreReader *reader, StoreReader *copy,
                              StoreFacts *out)
{
    FileFactRows first;
    Status status;
    int code;

    TRY(store_begin_reading(context, reader));
    status = store_file_facts(context, reader, &(FileFactIn){0}, &first); /* the moment begins */
    status = failed(status) ? status : copy_pages(context, reader, copy);
    store_end_reading(reader);
    TRY(status);
    code = store_control(copy, CONTROL_journal_none_beside);
    if (code != SQLITE_OK) {
        return store_fail(context, copy, code);
    }
    return store_verify(context, copy, STR_NONE, out);
}

static Status make_copy(Context *context, StoreReader *reader, Str path, StoreFacts *out)
{
    StoreReader *copy = TAKE(context, StoreReader, 1);
    Status status;

    if (copy == NULL) {
        return fail_memory(context);
    }
    status = connection_open(context, copy, path, SQLITE_OPEN_READWRITE);
    status = failed(status) ? status : copy_and_verify(context, reader, copy, out);
    connection_close(copy);
    return status;
}

static Status fail_taken(Context *context, Str path)
{
    return fail(context, FAIL_INPUT, (Place){.file = str_copy(context->arena, path)},
                "there is a file of this name already; choose another name, or move it away");
}

Status store_back_up(Context *context, StoreReader *reader, Str path, StoreFacts *out)
{
    Str part = str_format(context->arena, "%.*s.part", STR_ARGS(path));
    bool made;
    Status status;

    if (part.bytes == NULL) {
        return fail_memory(context);
    }
    if (file_facts(path).kind != FILE_MISSING) {
        return fail_taken(context, path);
    }
    TRY(file_make_private(context, part, &made));
    if (!made) { /* nor is anything written through a link that somebody laid there */
        return fail_taken(context, part);
    }
    status = make_copy(context, reader, part, out);
    status = failed(status) ? status : file_settle(context, part, path);
    if (failed(status)) {
        file_remove(part);
    }
    return status;
}

Status store_check_back_up(Context *context, Str path, Str known_head, StoreFacts *out)
{
    AUTO(StoreReader *, store_close_reader) reader = NULL;

    TRY(store_open_reader(context, path, STORE_WAIT_MILLISECONDS, &reader));
    return store_verify(context, reader, known_head, out);
}
