/* Columns that a study makes from those of a file: looked up in another file, banded, mapped, put
   into periods. Both engines make the same texts, byte for byte. */
#ifndef UK_ENGINE_DERIVED_H
#define UK_ENGINE_DERIVED_H

#include "engine/source.h"

typedef enum DerivedKind {
    DERIVED_LOOK_UP, /* the cell of `other_value` in the one row of `other` whose `other_key` is the
                        cell of `column`; blank where there is no such row, or no key. A key that
                        occurs twice in `other` is a mistake, with examples */
    DERIVED_MATCHED, /* "1" where `other` has such a row, else "0" */
    DERIVED_AGE,     /* whole years from date `column` (born) to date `to`, as text; blank where
                        either is missing or the second comes first */
    DERIVED_BAND,    /* "18 to 25" of a number in `column` by `edges`, ascending lower ends; "80 and
                        over" for the last; blank below the first or where missing */
    DERIVED_MAP,     /* cells of `column` replaced by `pairs`; a cell that is in no pair stays */
    DERIVED_LARGEST, /* the `most` most frequent recorded labels of `column` stay (ties by label),
                        all other recorded ones become `rest`; missing and not recorded ones stay */
    DERIVED_PERIOD,  /* "2024", "2024-25" (from April), "2024 Q1", "2024-03" of a date */
    DERIVED_CROSS,  /* "a \u00b7 b" of two or three `crossed` columns; blank where one is missing or
                        says that it is not recorded */
    DERIVED_WITHIN, /* "1": from `column` to `to` at most `days`; "0": longer, or not yet after more
                        than `days` known days; blank: not known yet, or no `column` */
    DERIVED_WAIT    /* "12": days from `column` to `to`; "30+": still waiting after 30 known days;
                        blank: no `column`, or `to` before `column` */
} DerivedKind;

typedef enum DerivedPeriod {
    PERIOD_YEAR,
    PERIOD_FINANCIAL_YEAR, /* April to March */
    PERIOD_QUARTER,
    PERIOD_MONTH
} DerivedPeriod;

typedef struct DerivedPair {
    Str from;
    Str to;
} DerivedPair;

/* Columns are indices into Source.columns; those made before may be named too. */
typedef struct Derived {
    DerivedKind kind;
    Str name;    /* as expressions may call it, and as messages do; unlike any other column */
    Place place; /* where it was asked for */
    uint32_t column;
    uint32_t to;
    const struct Source *other;
    uint32_t other_key;
    uint32_t other_value;
    const double *edges;
    size_t edge_count;
    const DerivedPair *pairs;
    size_t pair_count;
    uint32_t crossed[3];
    size_t crossed_count;
    int64_t most;
    Str rest;
    DerivedPeriod period;
    int64_t days;
    int32_t known_until; /* the last day on which `to` could have been seen, in days since
                            1970-01-01 */
} Derived;

/* Adds a column behind the others: its index is *column, its kind text, and Source.file_indices of
   it COLUMN_NONE. `derived` is copied; what it points to is borrowed. Notes a name that another
   column has. Not for a source whose columns describe() has yet to add. */
Status source_derive(Context *context, Source *source, const Derived *derived,
                     uint32_t *column) UK_MUST_USE;

#endif
