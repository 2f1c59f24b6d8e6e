/* Long tables made wide: rows are found again by a hash of the cells that do not change. */
#include "engine/small/read_table.h"

#include "base/intern.h"
#include "engine/complaints.h"

#include <string.h>

/* Where rows of the result are found: slots hold the row's number + 1, 0 is free. */
typedef struct RowIndex {
    uint32_t *slots;
    size_t mask;
} RowIndex;

typedef struct Spread {
    const Source *source;
    const Table *table;
    Table *out;
    Table setters; /* beside `out`: `offset` is 1 + the row of `table` that gave the cell */
    RowIndex index;
    uint32_t *first_rows;  /* for each row of the result, the row of `table` it came from */
    size_t first_capacity; /* of `first_rows` */
    const Intern *names;   /* of the spread columns, in their order */
    uint32_t others;       /* columns of the result before the spread ones */
    int64_t nameless;      /* rows that name no column */
    int64_t nameless_line; /* the first of them */
    int64_t twice;         /* rows whose place was taken */
    int64_t twice_line;    /* the first of them */
    int64_t twice_earlier; /* what had taken it */
    Str twice_name;
} Spread;

static Str cell_trimmed(const Table *table, size_t row, uint32_t column)
{
    return str_trim(table_cell(table, row, column));
}

static bool tells_rows_apart(const Source *source, uint32_t column)
{
    return column != source->spread_names && column != source->spread_values;
}

/* FNV-1a over bytes and lengths, then mixed. Many equal hashes only make it slow. */
static uint64_t hash_row(const Spread *spread, size_t row)
{
    uint64_t hash = UINT64_C(14695981039346656037);

    for (uint32_t i = 0; i < spread->table->columns.count; i++) {
        Str cell;

        if (!tells_rows_apart(spread->source, i)) {
            continue;
        }
        cell = cell_trimmed(spread->table, row, i);
        for (size_t j = 0; j < cell.length; j++) {
            hash = (hash ^ (unsigned char)cell.bytes[j]) * UINT64_C(1099511628211);
        }
        hash = (hash ^ (cell.length + 256)) * UINT64_C(1099511628211);
    }
    hash ^= hash >> 32;
    return hash * UINT64_C(0x9e3779b97f4a7c15) ^ hash >> 29;
}

static bool same_place(const Spread *spread, size_t row, size_t other)
{
    for (uint32_t i = 0; i < spread->table->columns.count; i++) {
        if (tells_rows_apart(spread->source, i) &&
            !str_equal(cell_trimmed(spread->table, row, i),
                       cell_trimmed(spread->table, other, i))) {
            return false;
        }
    }
    return true;
}

/* The slot that holds the row's place, or the free one where it belongs. */
static uint32_t *find_slot(const Spread *spread, size_t row)
{
    size_t at = (size_t)hash_row(spread, row) & spread->index.mask;

    while (spread->index.slots[at] != 0 &&
           !same_place(spread, row, spread->first_rows[spread->index.slots[at] - 1])) {
        at = (at + 1) & spread->index.mask;
    }
    return &spread->index.slots[at];
}

/* Twice as many slots as before, so that at most half are taken. */
static Status grow_index(Context *context, Spread *spread)
{
    size_t count = spread->index.slots == NULL ? 1024 : (spread->index.mask + 1) * 2;
    uint32_t *first =
        arena_grow(context->arena, spread->first_rows, spread->first_capacity * sizeof(uint32_t),
                   count / 2 * sizeof(uint32_t));

    spread->index = (RowIndex){TAKE(context, uint32_t, count), count - 1};
    if (spread->index.slots == NULL || first == NULL) {
        return fail_memory(context);
    }
    spread->first_rows = first;
    spread->first_capacity = count / 2;
    for (size_t i = 0; i < spread->out->row_count; i++) {
        *find_slot(spread, spread->first_rows[i]) = (uint32_t)i + 1;
    }
    return done();
}

static TableCell *cells_of(const Table *table, size_t row)
{
    return table->blocks[row >> table->block_shift].cells +
           (row & (((size_t)1 << table->block_shift) - 1)) * table->width;
}

/* The row of the result where a row of the table belongs; made when it is the first. */
static Status find_row(Context *context, Spread *spread, size_t row, size_t *found)
{
    uint32_t *slot;
    TableCell *cells;
    TableCell *setters;

    if (spread->out->row_count == spread->first_capacity) {
        TRY(grow_index(context, spread));
    }
    slot = find_slot(spread, row);
    if (*slot != 0) {
        *found = *slot - 1;
        return done();
    }
    *found = spread->out->row_count;
    spread->first_rows[*found] = (uint32_t)row;
    *slot = (uint32_t)*found + 1;
    TRY(table_add_row(context, &spread->setters, 0, &setters));
    TRY(table_add_row(context, spread->out, table_line(spread->table, row), &cells));
    for (uint32_t i = 0; i < spread->others; i++) {
        uint32_t column = spread->source->file_indices[i];
        uint32_t from = spread->table->slots[column];

        if (from != COLUMN_NONE) {
            cells[i] = cells_of(spread->table, row)[from];
        }
    }
    return done();
}

static void note_first(int64_t *count, int64_t *first_line, int64_t line)
{
    if ((*count)++ == 0) {
        *first_line = line;
    }
}

static Status spread_row(Context *context, Spread *spread, size_t row)
{
    const Table *table = spread->table;
    Str name = cell_trimmed(table, row, spread->source->spread_names);
    uint32_t number = intern_find(spread->names, name);
    uint32_t value = table->slots[spread->source->spread_values];
    size_t place;
    TableCell *setter;

    if (name.length == 0 || number == INTERN_NONE) {
        note_first(&spread->nameless, &spread->nameless_line, table_line(table, row));
        return done();
    }
    TRY(find_row(context, spread, row, &place));
    setter = &cells_of(&spread->setters, place)[number];
    if (setter->offset != 0) {
        if (spread->twice == 0) {
            spread->twice_name = name;
            spread->twice_earlier = table_line(table, setter->offset - 1);
        }
        note_first(&spread->twice, &spread->twice_line, table_line(table, row));
        return done();
    }
    setter->offset = (uint32_t)row + 1;
    cells_of(spread->out, place)[spread->others + number] = cells_of(table, row)[value];
    return done();
}

static void note_mistakes(Context *context, const Spread *spread)
{
    const Source *source = spread->source;

    if (spread->nameless != 0) {
        Str column = source->file_columns.items[source->spread_names];
        Str shown = str_show(context->arena, column, 80);

        note_error(context, FAIL_INPUT, source_place(source, spread->nameless_line),
                   "%lld row%s nothing in column '%.*s', which is to name columns; leave such rows "
                   "out with %sknown([%.*s])%s",
                   (long long)spread->nameless, spread->nameless == 1 ? " has" : "s have",
                   STR_ARGS(shown), read_words(&source->options, "--where \"", "keep: "),
                   STR_ARGS(shown), read_words(&source->options, "\"", ""));
    }
    if (spread->twice != 0) {
        complaints_spread_twice(context, source, spread->twice_name, spread->twice_line,
                                spread->twice_earlier);
    }
    if (spread->twice > 1) {
        note_error(context, FAIL_INPUT, source_place(source, 0),
                   "%lld more rows would stand in a place that is taken",
                   (long long)(spread->twice - 1));
    }
}

static Status find_names(Context *context, const Source *source, Spread *spread)
{
    StrSpan own = source_own_columns(source);
    Intern *names;

    while (spread->others < own.count && source->file_indices[spread->others] != COLUMN_NONE) {
        spread->others++;
    }
    TRY(intern_new(context, &names));
    for (size_t i = spread->others; i < own.count; i++) {
        uint32_t number;

        TRY(intern_add(context, names, own.items[i], &number));
    }
    spread->names = names;
    return done();
}

Status table_spread(Context *context, const Source *source, const Table *table, const bool *keep,
                    Table *out)
{
    Spread spread = {.source = source, .table = table, .out = out};
    StrSpan own = source_own_columns(source);
    size_t errors = context->error_count;

    TRY(table_new(context, own, NULL, out));
    out->file_text = table->file_text;
    out->own_text = table->own_text;
    TRY(find_names(context, source, &spread));
    TRY(table_new(context, (StrSpan){own.items + spread.others, own.count - spread.others}, NULL,
                  &spread.setters));
    for (size_t row = 0; row < table->row_count; row++) {
        if (row % 16384 == 0) {
            TRY(check_stop(context));
        }
        if (keep == NULL || keep[row]) {
            TRY(spread_row(context, &spread, row));
        }
    }
    note_mistakes(context, &spread);
    return status_since(context, errors);
}
