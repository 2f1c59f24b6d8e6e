#include "engine/derived.h"

#include "base/number.h"
#include "study/labels.h"

#include <assert.h>
#include <math.h>
#include <string.h>

static Str show(Context *context, Str name)
{
    return str_show(context->arena, name, 80);
}

static bool is_taken(const Source *source, Str name)
{
    for (size_t i = 0; i < source->columns.count; i++) {
        if (str_equal(source->columns.items[i], name)) {
            return true;
        }
    }
    return false;
}

static bool has_nul(Str text)
{
    return str_find_byte(text, '\0') < text.length;
}

static Status check_name(Context *context, const Source *source, const Derived *derived)
{
    Str name = show(context, derived->name);
    Str file = show(context, source->name);

    if (str_trim(derived->name).length == 0) {
        return fail(context, FAIL_INPUT, derived->place,
                    "a column made from '%.*s' has no name; give it one", STR_ARGS(file));
    }
    if (is_taken(source, derived->name)) {
        return fail(context, FAIL_INPUT, derived->place,
                    "'%.*s' is the name of another column of '%.*s'; choose another name",
                    STR_ARGS(name), STR_ARGS(file));
    }
    return done();
}

static void check_edges(Context *context, const Derived *derived)
{
    bool ascend = derived->edge_count > 0;

    for (size_t i = 0; i < derived->edge_count; i++) {
        ascend = ascend && isfinite(derived->edges[i]) &&
                 (i == 0 || derived->edges[i - 1] < derived->edges[i]);
    }
    if (!ascend) {
        Str name = show(context, derived->name);

        note_error(context, FAIL_INPUT, derived->place,
                   "the bands of '%.*s' do not ascend; write where each begins, the lowest first, "
                   "each once",
                   STR_ARGS(name));
    }
}

static void check_texts(Context *context, const Derived *derived)
{
    bool bad = derived->kind == DERIVED_LARGEST && has_nul(derived->rest);

    for (size_t i = 0; derived->kind == DERIVED_MAP && i < derived->pair_count; i++) {
        bad = bad || has_nul(derived->pairs[i].from) || has_nul(derived->pairs[i].to);
    }
    if (bad) {
        Str name = show(context, derived->name);

        note_error(context, FAIL_INPUT, derived->place,
                   "a text of '%.*s' holds a NUL byte, which no cell can; take it out",
                   STR_ARGS(name));
    }
}

/* What derived.h says of the members that the kind looks at: who fills them is at fault, not a
   person. */
static bool is_well_formed(const Source *source, const Derived *derived)
{
    size_t columns = source->columns.count;

    switch (derived->kind) {
    case DERIVED_LOOK_UP:
    case DERIVED_MATCHED:
        return derived->column < columns && derived->other != NULL &&
               derived->other_key < derived->other->columns.count &&
               (derived->kind == DERIVED_MATCHED ||
                derived->other_value < derived->other->columns.count);
    case DERIVED_AGE:
    case DERIVED_WITHIN:
    case DERIVED_WAIT:
        return derived->column < columns && derived->to < columns && derived->days >= 0;
    case DERIVED_LARGEST:
        return derived->column < columns && derived->most >= 1;
    case DERIVED_BAND:
    case DERIVED_MAP:
    case DERIVED_PERIOD:
        return derived->column < columns;
    case DERIVED_CROSS:
        for (size_t i = 0; i < derived->crossed_count; i++) {
            if (i == DERIVED_CROSSED_MOST || derived->crossed[i] >= columns) {
                return false;
            }
        }
        return derived->crossed_count >= 2;
    }
    return false;
}

/* Arrays with room for one more; the old ones may be shared with `file_columns`. */
static Status add(Context *context, Source *source, const Derived *derived)
{
    size_t count = source->columns.count;
    Str *names = TAKE(context, Str, count + 1);
    uint32_t *indices = TAKE(context, uint32_t, count + 1);
    Derived *all = TAKE(context, Derived, source->derived_count + 1);

    if (names == NULL || indices == NULL || all == NULL) {
        return fail_memory(context);
    }
    memcpy(names, source->columns.items, count * sizeof names[0]);
    memcpy(indices, source->file_indices, count * sizeof indices[0]);
    if (source->derived_count > 0) {
        memcpy(all, source->derived, source->derived_count * sizeof all[0]);
    }
    names[count] = derived->name;
    indices[count] = COLUMN_NONE;
    all[source->derived_count++] = *derived;
    source->columns = (StrSpan){names, count + 1};
    source->file_indices = indices;
    source->derived = all;
    return done();
}

Status source_derive(Context *context, Source *source, const Derived *derived, uint32_t *column)
{
    size_t errors = context->error_count;

    assert(is_well_formed(source, derived));
    *column = COLUMN_NONE;
    if (source->derived_count == DERIVED_MOST) {
        return fail(context, FAIL_LIMIT, derived->place,
                    "more than %d columns to be made from one file; ask for fewer groups and "
                    "outcomes at once",
                    DERIVED_MOST);
    }
    TRY(check_name(context, source, derived));
    if (derived->kind == DERIVED_BAND) {
        check_edges(context, derived);
    }
    check_texts(context, derived);
    TRY(status_since(context, errors));
    *column = (uint32_t)source->columns.count;
    return add(context, source, derived);
}

void derived_mark_inputs(const Source *source, bool *used)
{
    for (uint32_t column = (uint32_t)source->columns.count; column-- > 0;) {
        const Derived *derived = source_derived(source, column);

        if (derived == NULL || !used[column]) {
            continue;
        }
        if (derived->kind == DERIVED_CROSS) {
            for (size_t i = 0; i < derived->crossed_count; i++) {
                used[derived->crossed[i]] = true;
            }
            continue;
        }
        used[derived->column] = true;
        if (derived->kind == DERIVED_AGE || derived->kind == DERIVED_WITHIN ||
            derived->kind == DERIVED_WAIT) {
            used[derived->to] = true;
        }
    }
}

/* Of one of source->columns that is not derived. */
static DateOrder dates_of_file(const Source *source, uint32_t column)
{
    uint32_t of_file = source->file_indices[column];

    of_file = of_file == COLUMN_NONE ? source->spread_values : of_file;
    return of_file != COLUMN_NONE && source->kinds[of_file] == COLUMN_DATE ? DATES_YEAR_MONTH_DAY
                                                                           : source->options.dates;
}

CellWays source_ways(const Source *source, uint32_t column)
{
    const Derived *derived = source_derived(source, column);

    if (derived == NULL) {
        return (CellWays){source->options.missing, dates_of_file(source, column)};
    }
    switch (derived->kind) {
    case DERIVED_LOOK_UP:
        return source_ways(derived->other, derived->other_value);
    case DERIVED_MAP:
    case DERIVED_LARGEST:
        return source_ways(source, derived->column);
    case DERIVED_MATCHED:
    case DERIVED_AGE:
    case DERIVED_BAND:
    case DERIVED_PERIOD:
    case DERIVED_CROSS:
    case DERIVED_WITHIN:
    case DERIVED_WAIT:
        break;
    }
    return (CellWays){.dates = DATES_NOT_SAID};
}

StrSpan source_missing(const Source *source, uint32_t column)
{
    return source_ways(source, column).missing;
}

bool derived_label_is_recorded(Str label, StrSpan missing)
{
    return !label_is_missing_in(label, missing) && label_not_recorded(label) == RECORDED;
}

static bool is_whole(double number)
{
    return floor(number) >= number && fabs(number) < 1e15;
}

void derived_band_label(Text *text, const double *edges, size_t edge_count, size_t band)
{
    double first = edges[band];
    double next;

    number_write(text, first);
    if (band + 1 == edge_count) {
        text_add(text, STR(" and over"));
        return;
    }
    next = edges[band + 1];
    if (!is_whole(first) || !is_whole(next)) {
        text_add(text, STR(" to under "));
        number_write(text, next);
    } else if (next - 1.0 > first) {
        text_add(text, STR(" to "));
        number_write(text, next - 1.0);
    }
}
