/* One file looked up in another by a key. */
#include "engine/small/small_derived.h"

#include "engine/small/small_file.h"
#include "study/labels.h"

/* So many repeated keys are named. */
#define KEYS_NAMED 3

static bool is_same(const LookedUp *looked_up, const Derived *derived)
{
    return looked_up->coded->source == derived->other;
}

/* True when the column is there to be used, its file open or not. */
static bool is_coded(const CodedTable *coded, uint32_t column)
{
    uint32_t index = coded_table_index(coded, column);

    return index < coded->column_count && coded->columns[index].codes != NULL;
}

/* Marks what all derived columns of `source` take from the other file. */
static void mark_wanted(const Source *source, const Source *other, bool *used)
{
    for (size_t i = 0; i < source->derived_count; i++) {
        const Derived *derived = &source->derived[i];
        bool looks_up = derived->kind == DERIVED_LOOK_UP;

        if (derived->other == other && (looks_up || derived->kind == DERIVED_MATCHED)) {
            used[derived->other_key] = true;
            if (looks_up) {
                used[derived->other_value] = true;
            }
        }
    }
}

static Status code_wanted(Context *context, const Source *other, SmallFile *file, const bool *used,
                          CodedTable **out)
{
    *out = file->coded;
    if (other->spread_names != COLUMN_NONE) {
        TRY(small_file_spread(context, other, file, NULL, out));
    }
    for (uint32_t column = 0; column < other->columns.count; column++) {
        const CodedColumn *coded;

        if (used[column]) {
            TRY(coded_table_column(context, *out, column, &coded));
        }
    }
    return done();
}

/* The other file's table, coded as far as it is wanted, and closed again. */
static Status read_other(Context *context, const Source *source, const Source *other,
                         CodedTable **out)
{
    bool *used = TAKE(context, bool, other->columns.count);
    bool *inputs = TAKE(context, bool, other->columns.count);
    bool *wanted = TAKE(context, bool, other->file_columns.count);
    SmallFile *file = TAKE(context, SmallFile, 1);
    Status status;

    if (used == NULL || inputs == NULL || wanted == NULL || file == NULL) {
        return fail_memory(context);
    }
    mark_wanted(source, other, used);
    mark_wanted(source, other, inputs);
    derived_mark_inputs(other, inputs);
    for (uint32_t column = 0; column < other->columns.count; column++) {
        if (inputs[column] && other->file_indices[column] != COLUMN_NONE) {
            wanted[other->file_indices[column]] = true;
        }
    }
    status =
        small_file_open(context, other, other->spread_names == COLUMN_NONE ? wanted : NULL, file);
    if (!failed(status)) {
        status = code_wanted(context, other, file, used, out);
    }
    small_file_close(file);
    return status;
}

/* ---- keys ---- */

typedef struct Repeated {
    size_t how_many; /* keys */
    bool *met;       /* by code */
    Text named;      /* "'a' (lines 2 and 5), 'b' (...)" */
    int64_t line;    /* where the first stands again */
} Repeated;

static void meet_again(const LookedUp *looked_up, uint32_t code, size_t row, Repeated *repeated)
{
    int64_t line = table_line(looked_up->coded->table, row);
    int64_t first = table_line(looked_up->coded->table, looked_up->rows[code] - 1);

    if (repeated->met[code]) {
        return;
    }
    repeated->met[code] = true;
    repeated->line = repeated->how_many == 0 ? line : repeated->line;
    if (repeated->how_many++ < KEYS_NAMED) {
        text_add(&repeated->named, repeated->how_many == 1 ? STR("'") : STR(", '"));
        text_add_shown(&repeated->named, intern_text(looked_up->keys->texts, code), 60);
        text_format(&repeated->named, "' (lines %lld and %lld)", (long long)first, (long long)line);
    }
}

static void note_repeated(Context *context, const LookedUp *looked_up, Repeated *repeated)
{
    if (repeated->how_many > KEYS_NAMED) {
        text_add(&repeated->named, STR(", ..."));
    }
    complaints_repeated_keys(context, &(RepeatedKeys){looked_up->coded->source, looked_up->key,
                                                      (int64_t)repeated->how_many,
                                                      text_str(&repeated->named), repeated->line});
}

static Status index_keys(Context *context, LookedUp *looked_up)
{
    StrSpan markers = source_missing(looked_up->coded->source, looked_up->key);
    Repeated repeated = {.named = text_new(context->arena)};
    uint32_t count;
    bool *missing;

    TRY(coded_table_column(context, looked_up->coded, looked_up->key, &looked_up->keys));
    count = intern_count(looked_up->keys->texts);
    looked_up->rows = TAKE(context, uint32_t, count);
    repeated.met = TAKE(context, bool, count);
    missing = TAKE(context, bool, count);
    if (looked_up->rows == NULL || repeated.met == NULL || missing == NULL) {
        return fail_memory(context);
    }
    for (uint32_t code = 0; code < count; code++) {
        missing[code] = label_is_missing_in(intern_text(looked_up->keys->texts, code), markers);
    }
    for (size_t row = 0; row < looked_up->coded->table->row_count; row++) {
        uint32_t code = looked_up->keys->codes[row];

        if (missing[code]) {
            continue;
        }
        if (looked_up->rows[code] != 0) {
            meet_again(looked_up, code, row, &repeated);
        } else {
            looked_up->rows[code] = (uint32_t)row + 1;
        }
    }
    if (repeated.how_many > 0) {
        note_repeated(context, looked_up, &repeated);
    }
    return done();
}

Status small_look_up(Context *context, CodedTable *coded, const Derived *derived, LookedUp **out)
{
    CodedTable *other = NULL;
    LookedUp *made;

    for (LookedUp *at = coded->looked_up; at != NULL; at = at->next) {
        bool fits = is_same(at, derived) && is_coded(at->coded, derived->other_key) &&
                    (derived->kind == DERIVED_MATCHED || is_coded(at->coded, derived->other_value));

        if (fits && at->key == derived->other_key) {
            *out = at;
            return done();
        }
        other = fits ? at->coded : other;
    }
    if (other == NULL) {
        TRY(read_other(context, coded->source, derived->other, &other));
    }
    made = TAKE(context, LookedUp, 1);
    if (made == NULL) {
        return fail_memory(context);
    }
    *made = (LookedUp){.coded = other, .key = derived->other_key, .next = coded->looked_up};
    coded->looked_up = made;
    *out = made;
    return index_keys(context, made);
}

uint32_t looked_up_row(const LookedUp *looked_up, Str cell, StrSpan missing)
{
    uint32_t code = label_is_missing_in(cell, missing) ? INTERN_NONE
                                                       : intern_find(looked_up->keys->texts, cell);

    return code == INTERN_NONE ? UINT32_MAX : looked_up->rows[code] - 1;
}
