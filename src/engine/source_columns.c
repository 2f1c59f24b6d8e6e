/* Names of columns: each can be meant by one name alone. */
#include "base/intern.h"
#include "engine/source_heads.h"
#include "study/column_mistakes.h"

/* Names in a message are cut after this many bytes. */
#define NAME_SHOWN ((size_t)80)

/* So many mistakes of one kind are said one by one. */
#define MISTAKES_NAMED ((size_t)10)

static Str show(Context *context, Str name)
{
    return str_show(context->arena, name, NAME_SHOWN);
}

static void note_no_name(Context *context, const Source *source, size_t index)
{
    Str column = heads_column_name(context->arena, source, index);

    if (index == 0 && source->file_columns.count > 1) {
        note_warning(context, source_place(source, source->header_line),
                     "%.*s has no name, as when R writes row numbers; it is not used",
                     STR_ARGS(column));
        return;
    }
    note_error(context, FAIL_INPUT, source_place(source, source->header_line),
               "%.*s has no name; give it one, or delete it", STR_ARGS(column));
}

static void note_doubled(Context *context, const Source *source, size_t first, size_t second)
{
    Str one = heads_column_name(context->arena, source, first);
    Str other = heads_column_name(context->arena, source, second);
    Str name = show(context, source->file_columns.items[second]);

    note_error(context, FAIL_INPUT, source_place(source, source->header_line),
               "%.*s and %.*s are both called '%.*s'; rename one", STR_ARGS(one), STR_ARGS(other),
               STR_ARGS(name));
}

/* Every name once. */
static Status check_names(Context *context, const Source *source)
{
    StrSpan names = source->file_columns;
    size_t *first = TAKE(context, size_t, names.count);
    size_t errors = context->error_count;
    Intern *seen;

    if (first == NULL) {
        return fail_memory(context);
    }
    TRY(intern_new(context, &seen));
    for (size_t i = 0; i < names.count; i++) {
        uint32_t before = intern_count(seen);
        uint32_t number;

        if (context->error_count - errors == MISTAKES_NAMED) {
            break;
        }
        if (names.items[i].length == 0) {
            note_no_name(context, source, i);
            continue;
        }
        TRY(intern_add(context, seen, names.items[i], &number));
        if (number < before) {
            note_doubled(context, source, first[number], i);
        } else {
            first[number] = i;
        }
    }
    return status_since(context, errors);
}

/* Index among the columns of the file, or COLUMN_NONE. */
static uint32_t find_name(StrSpan names, Str name)
{
    for (size_t i = 0; i < names.count; i++) {
        if (names.items[i].length != 0 && str_equal(names.items[i], name)) {
            return (uint32_t)i;
        }
    }
    return COLUMN_NONE;
}

static void note_unknown(Context *context, const Source *source, StrSpan names, Str name,
                         Place place)
{
    Str sentence = column_unknown_sentence(context->arena, name, names, source->name);

    note_error(context, FAIL_INPUT, place, "%.*s", STR_ARGS(sentence));
}

uint32_t source_find_column(Context *context, const Source *source, Str name, Place place)
{
    uint32_t found = find_name(source->columns, name);
    uint32_t in_file = find_name(source->file_columns, name);

    if (found == COLUMN_NONE && in_file != COLUMN_NONE) {
        Str shown = show(context, name);

        note_error(context, FAIL_INPUT, place,
                   "column '%.*s' is gone once %s makes columns of it; name one of those",
                   STR_ARGS(shown), read_words(&source->options, "--spread", "'spread:'"));
    } else if (found == COLUMN_NONE) {
        note_unknown(context, source, source->columns, name, place);
    }
    return found;
}

static Place spread_place(const Source *source)
{
    return source->options.study.line > 0 ? source->options.study : (Place){STR("--spread"), 0, 0};
}

static Status find_spread(Context *context, Source *source)
{
    Place place = spread_place(source);
    StrSpan names = source->file_columns;
    size_t errors = context->error_count;

    if (source->options.spread_names.length == 0 && source->options.spread_values.length == 0) {
        return done();
    }
    source->spread_names = find_name(names, source->options.spread_names);
    source->spread_values = find_name(names, source->options.spread_values);
    if (source->spread_names == COLUMN_NONE) {
        note_unknown(context, source, names, source->options.spread_names, place);
    }
    if (source->spread_values == COLUMN_NONE) {
        note_unknown(context, source, names, source->options.spread_values, place);
    }
    if (source->spread_names == source->spread_values && source->spread_names != COLUMN_NONE) {
        note_error(context, FAIL_INPUT, place,
                   "one column cannot hold the names and the values; say %s",
                   read_words(&source->options, "--spread NAMES=VALUES",
                              "spread: {names: NAMES, values: VALUES}"));
    }
    return status_since(context, errors);
}

Status source_set_columns(Context *context, Source *source, StrSpan heads)
{
    StrSpan names = {TAKE(context, Str, heads.count), heads.count};
    Status status;

    source->kinds = TAKE(context, ColumnKind, heads.count);
    source->file_indices = TAKE(context, uint32_t, heads.count);
    if (names.items == NULL || source->kinds == NULL || source->file_indices == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < heads.count; i++) {
        names.items[i] = str_copy(context->arena, str_trim(heads.items[i]));
        if (names.items[i].bytes == NULL) {
            return fail_memory(context);
        }
        source->file_indices[i] = (uint32_t)i;
    }
    source->file_columns = names;
    source->columns = names;
    status = check_names(context, source);
    return failed(status) ? status : find_spread(context, source);
}

static bool is_spread_column(const Source *source, size_t index)
{
    return index == source->spread_names || index == source->spread_values;
}

static Status check_spread_names(Context *context, const Source *source, StrSpan names)
{
    Place place = spread_place(source);
    Str column = show(context, source->file_columns.items[source->spread_names]);
    size_t errors = context->error_count;

    if (names.count > SOURCE_SPREAD_MOST) {
        return fail(
            context, FAIL_INPUT, place,
            "column '%.*s' holds more than %d different texts, too many to make columns of; "
            "the order is NAMES=VALUES",
            STR_ARGS(column), SOURCE_SPREAD_MOST);
    }
    for (size_t i = 0; i < names.count; i++) {
        uint32_t other = find_name(source->file_columns, names.items[i]);

        if (other != COLUMN_NONE && !is_spread_column(source, other)) {
            Str name = show(context, names.items[i]);

            note_error(context, FAIL_INPUT, place,
                       "column '%.*s' holds the name '%.*s', which another column has; rename that "
                       "column",
                       STR_ARGS(column), STR_ARGS(name));
        }
    }
    return status_since(context, errors);
}

Status source_set_spread(Context *context, Source *source, StrSpan names)
{
    size_t most = source->file_columns.count + names.count;
    StrSpan columns = {TAKE(context, Str, most), 0};
    uint32_t *indices = TAKE(context, uint32_t, most);

    if (columns.items == NULL || indices == NULL) {
        return fail_memory(context);
    }
    TRY(check_spread_names(context, source, names));
    for (size_t i = 0; i < source->file_columns.count; i++) {
        if (!is_spread_column(source, i)) {
            indices[columns.count] = (uint32_t)i;
            columns.items[columns.count++] = source->file_columns.items[i];
        }
    }
    for (size_t i = 0; i < names.count; i++) {
        indices[columns.count] = COLUMN_NONE;
        columns.items[columns.count] = str_copy(context->arena, names.items[i]);
        if (columns.items[columns.count++].bytes == NULL) {
            return fail_memory(context);
        }
    }
    source->columns = columns;
    source->file_indices = indices;
    return done();
}
