/* The one table that flows: dimensions, their levels, and exact counts for each combination. */
#ifndef UK_TALLY_TALLY_H
#define UK_TALLY_TALLY_H

#include "base/int128.h"
#include "base/text.h"

/* Amounts are kept as whole numbers of millionths, rounded half away from zero. */
#define TALLY_AMOUNT_DECIMALS 6

/* The most levels of one dimension and the most cells of one tally; more is FAIL_LIMIT. */
#define TALLY_LEVELS_MOST 100000
#define TALLY_CELLS_MOST 1000000

/* Adds up. For published tables a count that was kept back is known only to lie between `people`
   and `people_most`; elsewhere the two are equal. A published number that is missing altogether is
   0 to INT64_MAX, which reads "no upper end is known" and stays so whatever is added. */
typedef struct Cell {
    int64_t rows;   /* rows of the file */
    int64_t people; /* whose outcome is known: rows, the count column's sum, or out-of */
    int64_t people_most;
    int64_t events; /* of them, those with the outcome; 0 for amounts */
    int64_t events_most;
    int64_t unknown;        /* people whose outcome is not known */
    Int128 sum;             /* of the amount, in millionths */
    Int128 sum_of_squares;  /* of the amount in millionths, squared */
    int64_t largest;        /* the largest absolute amount of one person, in millionths */
    int64_t second_largest; /* of another person, who may have the same */
} Cell;

typedef struct Dimension {
    Str name;       /* the column */
    StrSpan levels; /* labels as they came, trimmed, "" for a blank; natural order, distinct */
} Dimension;

typedef struct Tally {
    Dimension *dimensions;
    size_t dimension_count;
    uint32_t *keys; /* cell_count x dimension_count: indices into levels */
    Cell *cells;    /* in ascending order of keys */
    size_t cell_count;
} Tally;

/* False when a count or sum went past its type; it then stands at the end of its type. The two
   `_most` may do so: INT64_MAX means "no upper end". No part of a cell is below 0 but `sum`. */
bool cell_add(Cell *total, const Cell *part);

/* Collects cells in any order; those with the same trimmed labels are added together. */
typedef struct TallyBuilder TallyBuilder;
Status tally_builder_new(Context *context, StrSpan dimensions, TallyBuilder **out) UK_MUST_USE;
Status tally_builder_add(Context *context, TallyBuilder *builder, const Str *labels,
                         const Cell *cell) UK_MUST_USE;

/* The same in two steps, for engines that meet a label many times: the number of a label, good for
   this builder and dimension until finish (a level asked for stays, even if no cell holds it); and
   the cell of one combination, all 0 at first, valid until the next call. */
Status tally_builder_level(Context *context, TallyBuilder *builder, size_t dimension, Str label,
                           uint32_t *level) UK_MUST_USE;
Status tally_builder_cell(Context *context, TallyBuilder *builder, const uint32_t *levels,
                          Cell **cell) UK_MUST_USE;

/* FAIL_LIMIT for counts past int64, with the remedy; for whoever adds to a cell by hand. */
Status tally_fail_overflow(Context *context) UK_MUST_USE;

/* The same tally for every order of adding, byte for byte. The builder is spent. */
Status tally_builder_finish(Context *context, TallyBuilder *builder, Tally *out) UK_MUST_USE;

/* Adds over all dimensions but those in `keep` (different indices, in the wanted order); levels
   that no cell holds stay. Labels and names are shared with `tally`. Keeping none gives one
   cell. */
Status tally_roll_up(Context *context, const Tally *tally, const uint32_t *keep, size_t keep_count,
                     Tally *out) UK_MUST_USE;

/* Adds two tallies of the same dimensions by name, in the same order, else FAIL_INPUT; the levels
   are those of either. */
Status tally_merge(Context *context, const Tally *one, const Tally *other, Tally *out) UK_MUST_USE;

/* NULL when no row has that combination. `key` holds dimension_count indices into levels. */
const Cell *tally_find(const Tally *tally, const uint32_t *key);

/* A canonical text of the whole tally, for tests and --explain: the same bytes for equal
   tallies. */
void tally_write(const Tally *tally, Text *text);

#endif
