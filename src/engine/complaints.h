/* Mistakes in the data, in the same words whichever engine met them. Every function notes one
   mistake and goes on: the engine calls all that apply and then fails once (status_since).

   What is looked at, in both engines: the columns of `where`, and those that others are derived
   from, on every row read; all else on the rows that `where` keeps. A literal must occur somewhere
   among all rows read, the outcome's too. */
#ifndef UK_ENGINE_COMPLAINTS_H
#define UK_ENGINE_COMPLAINTS_H

#include "engine/source.h"
#include "study/expression.h"

/* What the question uses a column for. */
typedef enum ColumnUse {
    USE_WHERE,
    USE_OUTCOME,
    USE_FLAG, /* a condition on single rows, as an outcome is */
    USE_AMOUNT,
    USE_EVENTS,
    USE_OUT_OF,
    USE_COUNT,
    USE_WEIGHT,
    USE_SCORE,
    USE_NEED,
    USE_DERIVED /* a column is made of it */
} ColumnUse;

/* At most this many different cells are named in one sentence. */
#define COMPLAINT_EXAMPLES_MOST 6
#define COMPLAINT_VALUES_MOST 12

/* The cells of one column that share one fault. */
typedef struct FaultyCells {
    const Source *source;
    uint32_t column; /* index into source->columns */
    ColumnUse use;
    ValueKind wanted;
    Str first;         /* the first of them in the order of the file, trimmed */
    int64_t line;      /* its line in the file, from 1; 0 where there are no lines */
    int64_t how_many;  /* cells with this fault */
    int64_t good;      /* known cells of the kind wanted, among those looked at */
    StrSpan examples;  /* different ones, trimmed, most frequent first, ties in natural order; at
                          most COMPLAINT_EXAMPLES_MOST are named. May be empty: then `first` */
    DateOrders orders; /* of bad dates: what all of them tell */
} FaultyCells;

/* CELL_BAD: not of the kind wanted. Names what it looks like (a date as 01/02/2024, separators of
   thousands, a decimal comma, a percent sign, words among numbers) and the remedy for that. */
void complaints_bad_cells(Context *context, const FaultyCells *cells);

/* CELL_SUPPRESSED in a column that says something of single rows: outcome, amount, count, weight.
   (In `events` and `out_of` a number kept back is an interval; in `where` it is unknown.) */
void complaints_suppressed(Context *context, const FaultyCells *cells);

/* A number below 0 in events, out-of, count or weight. */
void complaints_negative(Context *context, const FaultyCells *cells);

/* A number that is not whole in events, out-of or count ("12.0" is whole). */
void complaints_fractional(Context *context, const FaultyCells *cells);

/* Past what is held exactly: events, out-of or count above COMPLAINT_COUNT_MOST, an amount further
   than COMPLAINT_AMOUNT_MOST from 0. */
#define COMPLAINT_COUNT_MOST (INT64_C(1) << 53)
#define COMPLAINT_AMOUNT_MOST INT64_C(1000000000000)
void complaints_too_large(Context *context, const FaultyCells *cells);

/* CELL_MISSING where a row cannot do without: count or weight. */
void complaints_missing(Context *context, const FaultyCells *cells);

/* Rows that count more events than people. */
typedef struct EventsAbove {
    const Source *source;
    uint32_t events;
    uint32_t out_of;
    int64_t first_events; /* of the first such row; their least, where kept back */
    int64_t first_out_of; /* its most, where kept back */
    int64_t line;
    int64_t how_many;
} EventsAbove;
void complaints_events_above(Context *context, const EventsAbove *rows);

/* A literal that its column never holds. `values`: different cells that do occur, trimmed, most
   frequent first, ties in natural order; at most COMPLAINT_VALUES_MOST are named; `distinct` is how
   many there are. The place is the literal's. Not to be called when no row was read. */
void complaints_never_occurs(Context *context, const Source *source,
                             const ExpressionLiteral *literal, StrSpan values, int64_t distinct);

/* Two rows of the file claim the same cell of the spread table. */
void complaints_spread_twice(Context *context, const Source *source, Str name, int64_t line,
                             int64_t earlier_line);

/* Keys of a look-up that stand in more than one row of the other file: how many, some of them shown
   ("'a' (lines 2 and 5), 'b' ..."), and the line where the first stands again, 0 if not known. */
typedef struct RepeatedKeys {
    const Source *other;
    uint32_t key; /* index into other->columns */
    int64_t how_many;
    Str named;
    int64_t line;
} RepeatedKeys;
void complaints_repeated_keys(Context *context, const RepeatedKeys *keys);

#endif
