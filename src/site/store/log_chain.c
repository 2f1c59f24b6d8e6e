#include "site/store/log_chain.h"

#include "base/sha256.h"
#include "site/store/statements.h"

#include <string.h>

/* Rows that are read at once. */
#define ROWS_AT_ONCE 500

static void hash_integer(Sha256 *hash, StoreInteger value)
{
    uint64_t bits = value.known ? (uint64_t)value.value : 0;
    uint8_t bytes[9] = {value.known ? 'i' : 'n'};

    for (size_t i = 0; i < 8; i++) {
        bytes[1 + i] = (uint8_t)(bits >> (8 * i));
    }
    sha256_add(hash, (Str){(const char *)bytes, sizeof bytes});
}

/* Its length first, so that where it ends is part of it. */
static void hash_text(Sha256 *hash, Str text)
{
    hash_integer(hash, (StoreInteger){true, (int64_t)text.length});
    sha256_add(hash, text);
}

static void hash_row(const LogRowsRow *row, Str before, uint8_t digest[SHA256_BYTES])
{
    Sha256 hash = sha256_begin();

    hash_text(&hash, STR("unknot log, first form"));
    hash_text(&hash, before);
    hash_integer(&hash, (StoreInteger){true, row->id});
    hash_integer(&hash, (StoreInteger){true, row->at});
    hash_integer(&hash, row->actor);
    hash_text(&hash, row->verb);
    hash_integer(&hash, row->entry);
    hash_integer(&hash, row->person);
    hash_text(&hash, row->why);
    hash_integer(&hash, (StoreInteger){true, row->open});
    sha256_finish(&hash, digest);
}

Status store_log_add(Context *context, StoreChange *change, const LogWords *words, Str *head)
{
    uint8_t digest[SHA256_BYTES];
    LogLastRows last;
    LogRowAddRows added;
    LogRowsRow row;
    Str before = STR_NONE;

    TRY(store_log_last(context, store_change_reader(change), &(LogLastIn){0}, &last));
    row = (LogRowsRow){.id = 1,
                       .at = words->at,
                       .actor = words->actor,
                       .verb = words->verb,
                       .entry = words->entry,
                       .person = words->person,
                       .why = words->why,
                       .open = words->is_open ? 1 : 0};
    if (last.count > 0) {
        row.id = last.items[0].id + 1;
        before = last.items[0].hash;
    }
    hash_row(&row, before, digest);
    TRY(store_log_row_add(context, change,
                          &(LogRowAddIn){row.id,
                                         row.at,
                                         row.actor,
                                         row.verb,
                                         row.entry,
                                         row.person,
                                         row.why,
                                         row.open,
                                         {(const char *)digest, SHA256_BYTES}},
                          &added));
    if (head != NULL) {
        *head = sha256_digits(context->arena, digest);
        if (head->bytes == NULL) {
            return fail_memory(context);
        }
    }
    return done();
}

/* Is the row as it was written, after a row with this hash? */
static bool row_holds(const LogRowsRow *row, int64_t id, Str before)
{
    uint8_t digest[SHA256_BYTES];

    hash_row(row, before, digest);
    return row->id == id && row->hash.length == SHA256_BYTES &&
           memcmp(row->hash.bytes, digest, SHA256_BYTES) == 0;
}

/* The rows of one part. `before` holds the last hash. */
static Status check_part(Context *context, StoreReader *reader, Str known, LogState *out,
                         uint8_t before[SHA256_BYTES])
{
    LogRowsRows rows;

    TRY(store_log_rows(context, reader,
                       &(LogRowsIn){out->count > 0 ? out->count : INT64_MIN, ROWS_AT_ONCE}, &rows));
    for (size_t i = 0; i < rows.count && out->broken == 0; i++) {
        const LogRowsRow *row = &rows.items[i];
        Str last = {(const char *)before, out->count == 0 ? 0 : SHA256_BYTES};

        if (!row_holds(row, out->count + 1, last)) {
            out->broken = row->id;
            return done();
        }
        memcpy(before, row->hash.bytes, SHA256_BYTES);
        out->count++;
        if (known.length > 0) {
            Str digits = sha256_digits(context->arena, before);

            if (digits.bytes == NULL) {
                return fail_memory(context);
            }
            out->met_known = out->met_known || str_equal(digits, known);
        }
    }
    return done();
}

Status store_log_check(Context *context, StoreReader *reader, Str known, LogState *out)
{
    uint8_t before[SHA256_BYTES] = {0};
    int64_t count;

    *out = (LogState){.met_known = known.length == 0};
    do {
        count = out->count;
        TRY(check_part(context, reader, known, out, before));
    } while (out->count > count && out->broken == 0);
    if (out->count > 0) {
        out->head = sha256_digits(context->arena, before);
        if (out->head.bytes == NULL) {
            return fail_memory(context);
        }
    }
    return done();
}
