/* Columns that a study makes from those of a file: looked up in another file, banded, mapped, put
   into periods. Both engines make the same texts, byte for byte. They are columns like any other:
   of conditions, cuboids, outcomes, counts, persons, and of other derived columns. */
#ifndef UK_ENGINE_DERIVED_H
#define UK_ENGINE_DERIVED_H

#include "base/text.h"
#include "engine/source.h"

/* Cells are trimmed before anything is made of them, and "missing" is blank, NA and the like, or
   what the column's file says is missing (source_missing). Dates and numbers are read by
   value_read_in. A cell that is not what is asked for (01/02/2024 where no order was told), or a
   number kept back, is a mistake wherever it stands in the file, kept by `where` or not. "Blank"
   below is the empty text, which is missing. */
typedef enum DerivedKind {
    DERIVED_LOOK_UP, /* the cell of `other_value` in the one row of `other` whose `other_key` is the
                        cell of `column`, byte for byte; blank where there is no such row, or the
                        key is missing. Rows of `other` without a key are passed over. A key that
                        occurs twice in `other` is a mistake, with examples, asked for or not */
    DERIVED_MATCHED, /* "1" where `other` has such a row, else "0" */
    DERIVED_AGE,     /* whole years from date `column` (born) to date `to`, as text; blank where
                        either is missing or the second comes first. Somebody born on 29 February
                        is a year older on 1 March of years that have no such day */
    DERIVED_BAND,    /* derived_band_label of a number in `column`: the last of `edges`, ascending
                        lower ends, that is not above it; blank below the first or where missing */
    DERIVED_MAP,     /* the `to` of the first of `pairs` whose `from` is the cell of `column`, byte
                        for byte; a cell that is in no pair stays. A blank may be mapped too */
    DERIVED_LARGEST, /* the `most` most frequent recorded labels of `column` stay, all other
                        recorded ones become `rest`; missing and not recorded ones (labels.h) stay,
                        and those `apart`.
                        Rows are counted, whether `where` keeps them or not (of a spread, see
                        Reading.rows_read); ties in natural order */
    DERIVED_PERIOD,  /* the year, financial year, quarter or month of date `column`; blank where
                        it is missing */
    DERIVED_CROSS,   /* "a \u00b7 b" of two or three `crossed` columns; blank where one is missing
                        or says that it is not recorded */
    DERIVED_WITHIN,  /* "1": `to` comes at most `days` days after `column`; "0": it does not.
                        Blank where `column` is missing, `to` comes before it, or `known_until`
                        comes less than `days` days after it: those are left out whether seen or
                        not, since leaving out the unseen alone would flatter */
    DERIVED_WAIT     /* "12": days from `column` to `to`; "30+": not seen by `known_until`, 30 days
                        after `column` (a later `to` is not looked at: nobody could have seen it).
                        Blank where `column` is missing, `to` comes before it, or it comes after
                        `known_until` */
} DerivedKind;

typedef enum DerivedPeriod {
    PERIOD_YEAR,           /* "2024" */
    PERIOD_FINANCIAL_YEAR, /* April to March: "2024-25" */
    PERIOD_QUARTER,        /* of the calendar: "2024 Q1" */
    PERIOD_MONTH           /* "2024-03" */
} DerivedPeriod;

typedef struct DerivedPair {
    Str from; /* trimmed */
    Str to;
} DerivedPair;

/* The most columns that one source may have derived. */
#define DERIVED_MOST 1000

/* The most columns that one may be crossed of. */
#define DERIVED_CROSSED_MOST 3

/* Columns are indices into Source.columns; those made before may be named too. What a kind does
   not name above is not looked at. */
typedef struct Derived {
    DerivedKind kind;
    Str name;    /* as expressions may call it, and as messages do; unlike any other column */
    Place place; /* where it was asked for */
    uint32_t column;
    uint32_t to;
    const struct Source *other; /* of any format the engine reads; may be spread and have derived
                                   columns itself, made before this one */
    uint32_t other_key;         /* indices into other->columns */
    uint32_t other_value;
    const double *edges;
    size_t edge_count; /* at least 1 */
    const DerivedPair *pairs;
    size_t pair_count;
    uint32_t crossed[DERIVED_CROSSED_MOST];
    size_t crossed_count; /* at least 2 */
    int64_t most;         /* at least 1 */
    StrSpan apart;        /* labels that are neither among the largest nor of the rest, trimmed */
    Str rest;
    DerivedPeriod period;
    int64_t days;        /* from 0 */
    int32_t known_until; /* the last day on which `to` could have been seen, in days since
                            1970-01-01 */
} Derived;

/* Adds a column behind the others: its index is *column, its kind text, and Source.file_indices of
   it COLUMN_NONE. `derived` is copied; what it points to is borrowed for as long as the source is
   used. Notes a name that another column has or that is blank, edges that do not ascend, a NUL in
   a text. Not for a source whose columns describe() has yet to add. */
Status source_derive(Context *context, Source *source, const Derived *derived,
                     uint32_t *column) UK_MUST_USE;

/* How the column is made; NULL for one of the file or of a spread. */
static inline const Derived *source_derived(const Source *source, uint32_t column)
{
    size_t own = source->columns.count - source->derived_count;

    return column >= own && column < source->columns.count ? &source->derived[column - own] : NULL;
}

/* Marks in `used` (one for each of source->columns) what the marked derived columns are made of,
   directly or through others. */
void derived_mark_inputs(const Source *source, bool *used);

/* True for a label that is neither missing, `missing` (source_missing) among them, nor says that it
   is not recorded. */
bool derived_label_is_recorded(Str label, StrSpan missing);

/* The name of a band: "18 to 25" and "18" between whole numbers, "0.5 to under 2" between others,
   "80 and over" for the last. */
void derived_band_label(Text *text, const double *edges, size_t edge_count, size_t band);

#endif
