#include "engine/small/small_file.h"

#include <string.h>

/* So many spreads of one file are kept; a study has few conditions on its rows. */
#define SPREADS_KEPT_MOST 16

typedef struct KeptSpread {
    const bool *rows; /* of the file, that it was made from; NULL: all */
    CodedTable *coded;
    struct KeptSpread *next;
} KeptSpread;

struct SourceKept {
    CodedTable *coded; /* NULL: not yet read */
    KeptSpread *spreads;
    size_t spread_count;
};

Status source_keep(Context *context, Source *source)
{
    if (source->kept == NULL) {
        source->kept = TAKE(context, struct SourceKept, 1);
    }
    return source->kept == NULL ? fail_memory(context) : done();
}

/* Into the arena, so that the file can be closed. What is not mapped is there already. */
static Status keep_text(Context *context, Table *table)
{
    if (table->text.map.bytes.bytes != NULL) {
        Str copy = str_copy(context->arena, table->text.bytes);

        if (copy.bytes == NULL && table->text.bytes.length > 0) {
            return fail_memory(context);
        }
        table->file_text = copy.bytes;
    }
    table_close(table);
    return done();
}

static Status fill(Context *context, const Source *source)
{
    Table *table = TAKE(context, Table, 1);
    CodedTable *coded;
    Status status;

    if (table == NULL) {
        return fail_memory(context);
    }
    status = table_read(context, source, NULL, table);
    if (failed(status)) {
        table_close(table);
        return status;
    }
    TRY(keep_text(context, table));
    TRY(coded_table_new(context, source, table, false, &coded));
    source->kept->coded = coded;
    return done();
}

/* The kept table for a source that may have been copied, and may have more derived columns now. */
static Status take_up(Context *context, const Source *source, CodedTable *coded, CodedTable **out)
{
    coded->source = source;
    *out = coded;
    return coded_table_fit(context, coded);
}

Status small_file_open(Context *context, const Source *source, const bool *wanted, SmallFile *out)
{
    *out = (SmallFile){0};
    if (source->kept == NULL) {
        TRY(table_read(context, source, wanted, &out->table));
        return coded_table_new(context, source, &out->table, false, &out->coded);
    }
    if (source->kept->coded == NULL) {
        TRY(fill(context, source));
    }
    return take_up(context, source, source->kept->coded, &out->coded);
}

void small_file_close(SmallFile *file)
{
    table_close(&file->table);
}

void small_file_forget(const Source *source)
{
    if (source->kept == NULL || source->kept->coded == NULL) {
        return;
    }
    *source->kept = (struct SourceKept){0};
    for (size_t i = 0; i < source->derived_count; i++) {
        if (source->derived[i].other != NULL) {
            small_file_forget(source->derived[i].other);
        }
    }
}

static Status make_spread(Context *context, const Source *source, const SmallFile *file,
                          const bool *kept, CodedTable **out)
{
    Table *table = TAKE(context, Table, 1);

    if (table == NULL) {
        return fail_memory(context);
    }
    TRY(table_spread(context, source, file->coded->table, kept, table));
    return coded_table_new(context, source, table, true, out);
}

static bool same_rows(const bool *one, const bool *other, size_t count)
{
    return one == other ||
           (one != NULL && other != NULL && memcmp(one, other, count * sizeof one[0]) == 0);
}

Status small_file_spread(Context *context, const Source *source, const SmallFile *file,
                         const bool *kept, CodedTable **out)
{
    struct SourceKept *all = source->kept;
    size_t count = file->coded->table->row_count;
    KeptSpread *spread;

    for (spread = all == NULL ? NULL : all->spreads; spread != NULL; spread = spread->next) {
        if (same_rows(spread->rows, kept, count)) {
            return take_up(context, source, spread->coded, out);
        }
    }
    TRY(make_spread(context, source, file, kept, out));
    if (all == NULL || all->spread_count == SPREADS_KEPT_MOST) {
        return done();
    }
    spread = TAKE(context, KeptSpread, 1);
    if (spread == NULL) {
        return fail_memory(context);
    }
    *spread = (KeptSpread){kept, *out, all->spreads};
    all->spreads = spread;
    all->spread_count++;
    return done();
}
