/* What is done with finished tallies: adding, rolling up, merging, finding, writing. */
#include "tally/tally.h"

#include "tally/cell_set.h"

#define INT128_MOST ((Int128)(~(UInt128)0 >> 1))

/* Both are at least 0. False when the sum stops at the end of the type. */
static bool add_count(int64_t *total, int64_t part)
{
    bool fits = part <= INT64_MAX - *total;

    *total = fits ? *total + part : INT64_MAX;
    return fits;
}

static bool add_sum(Int128 *total, Int128 part)
{
    if (part > 0 && *total > INT128_MOST - part) {
        *total = INT128_MOST;
        return false;
    }
    if (part < 0 && *total < -INT128_MOST - part) {
        *total = -INT128_MOST;
        return false;
    }
    *total += part;
    return true;
}

static void add_largest(Cell *total, int64_t amount)
{
    if (amount > total->largest) {
        total->second_largest = total->largest;
        total->largest = amount;
    } else if (amount > total->second_largest) {
        total->second_largest = amount;
    }
}

bool cell_add(Cell *total, const Cell *part)
{
    bool fits = add_count(&total->rows, part->rows);

    fits = add_count(&total->people, part->people) && fits;
    fits = add_count(&total->events, part->events) && fits;
    fits = add_count(&total->unknown, part->unknown) && fits;
    fits = add_sum(&total->sum, part->sum) && fits;
    fits = add_sum(&total->sum_of_squares, part->sum_of_squares) && fits;
    (void)add_count(&total->people_most, part->people_most);
    (void)add_count(&total->events_most, part->events_most);
    add_largest(total, part->largest);
    add_largest(total, part->second_largest);
    return fits;
}

Status tally_roll_up(Context *context, const Tally *tally, const uint32_t *keep, size_t keep_count,
                     Tally *out)
{
    CellSet set;
    Tally rolled = {0};
    uint32_t *key = TAKE(context, uint32_t, keep_count);

    rolled.dimensions = TAKE(context, Dimension, keep_count);
    if (key == NULL || rolled.dimensions == NULL) {
        return fail_memory(context);
    }
    for (size_t d = 0; d < keep_count; d++) {
        rolled.dimensions[d] = tally->dimensions[keep[d]];
    }
    TRY(cell_set_new(context, keep_count, &set));
    for (size_t i = 0; i < tally->cell_count; i++) {
        Cell *total;

        for (size_t d = 0; d < keep_count; d++) {
            key[d] = tally->keys[i * tally->dimension_count + keep[d]];
        }
        TRY(cell_set_at(context, &set, key, &total));
        if (!cell_add(total, &tally->cells[i])) {
            return tally_fail_overflow(context);
        }
    }
    TRY(cell_set_sort(context, &set, &rolled));
    *out = rolled;
    return done();
}

/* Adds all of `tally` to the builder, levels without cells too. */
static Status add_tally(Context *context, TallyBuilder *builder, const Tally *tally)
{
    Str *labels = TAKE(context, Str, tally->dimension_count);

    if (labels == NULL) {
        return fail_memory(context);
    }
    for (size_t d = 0; d < tally->dimension_count; d++) {
        StrSpan levels = tally->dimensions[d].levels;

        for (size_t i = 0; i < levels.count; i++) {
            uint32_t level;

            TRY(tally_builder_level(context, builder, d, levels.items[i], &level));
        }
    }
    for (size_t i = 0; i < tally->cell_count; i++) {
        for (size_t d = 0; d < tally->dimension_count; d++) {
            uint32_t level = tally->keys[i * tally->dimension_count + d];

            labels[d] = tally->dimensions[d].levels.items[level];
        }
        TRY(tally_builder_add(context, builder, labels, &tally->cells[i]));
    }
    return done();
}

Status tally_merge(Context *context, const Tally *one, const Tally *other, Tally *out)
{
    TallyBuilder *builder;
    StrSpan names = {TAKE(context, Str, one->dimension_count), one->dimension_count};
    bool same = one->dimension_count == other->dimension_count;

    if (names.items == NULL) {
        return fail_memory(context);
    }
    for (size_t d = 0; d < one->dimension_count && same; d++) {
        names.items[d] = one->dimensions[d].name;
        same = str_equal(names.items[d], other->dimensions[d].name);
    }
    if (!same) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "the two tallies count by different columns; make both with the same columns "
                    "in the same order");
    }
    TRY(tally_builder_new(context, names, &builder));
    TRY(add_tally(context, builder, one));
    TRY(add_tally(context, builder, other));
    return tally_builder_finish(context, builder, out);
}

static int compare_keys(const uint32_t *a, const uint32_t *b, size_t width)
{
    for (size_t i = 0; i < width; i++) {
        if (a[i] != b[i]) {
            return a[i] < b[i] ? -1 : 1;
        }
    }
    return 0;
}

const Cell *tally_find(const Tally *tally, const uint32_t *key)
{
    size_t from = 0;
    size_t to = tally->cell_count;

    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = compare_keys(&tally->keys[middle * tally->dimension_count], key,
                                 tally->dimension_count);

        if (order == 0) {
            return &tally->cells[middle];
        }
        if (order < 0) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return NULL;
}

/* In quotes; control characters, quotes and backslashes as \xNN: different labels stay
   different. */
static void write_label(Text *text, Str label)
{
    text_add_byte(text, '"');
    for (size_t i = 0; i < label.length; i++) {
        unsigned char byte = (unsigned char)label.bytes[i];

        if (byte < 0x20 || byte == 0x7f || byte == '"' || byte == '\\') {
            text_format(text, "\\x%02x", (unsigned)byte);
        } else {
            text_add_byte(text, (char)byte);
        }
    }
    text_add_byte(text, '"');
}

static void write_dimension(Text *text, const Dimension *dimension)
{
    text_add(text, STR("by "));
    write_label(text, dimension->name);
    for (size_t i = 0; i < dimension->levels.count; i++) {
        text_format(text, "\n%zu ", i);
        write_label(text, dimension->levels.items[i]);
    }
    text_add_byte(text, '\n');
}

static void write_cell(Text *text, const uint32_t *key, size_t width, const Cell *cell)
{
    for (size_t d = 0; d < width; d++) {
        text_format(text, d == 0 ? "%u" : ",%u", (unsigned)key[d]);
    }
    text_format(text, ": rows %lld", (long long)cell->rows);
    text_format(text, " people %lld", (long long)cell->people);
    if (cell->people_most != cell->people) {
        text_format(text, "-%lld", (long long)cell->people_most);
    }
    text_format(text, " events %lld", (long long)cell->events);
    if (cell->events_most != cell->events) {
        text_format(text, "-%lld", (long long)cell->events_most);
    }
    text_format(text, " unknown %lld sum ", (long long)cell->unknown);
    int128_write(text, cell->sum);
    text_add(text, STR(" squares "));
    int128_write(text, cell->sum_of_squares);
    text_format(text, " largest %lld %lld\n", (long long)cell->largest,
                (long long)cell->second_largest);
}

void tally_write(const Tally *tally, Text *text)
{
    text_add(text, STR("tally 1\n"));
    for (size_t d = 0; d < tally->dimension_count; d++) {
        write_dimension(text, &tally->dimensions[d]);
    }
    for (size_t i = 0; i < tally->cell_count; i++) {
        write_cell(text, &tally->keys[i * tally->dimension_count], tally->dimension_count,
                   &tally->cells[i]);
    }
}
