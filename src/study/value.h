/* What a cell of a file means once a type is asked of it: known, missing, suppressed, or a mistake.
   */
#ifndef UK_STUDY_VALUE_H
#define UK_STUDY_VALUE_H

#include "base/status.h"

typedef enum ValueKind { VALUE_TEXT, VALUE_NUMBER, VALUE_DATE } ValueKind;

typedef enum CellState {
    CELL_KNOWN,
    CELL_MISSING,    /* blank, or a marker such as NULL or NA (labels_missing) */
    CELL_SUPPRESSED, /* a number kept back by who published it: *, c, <5, 1-7 */
    CELL_BAD         /* anything else that is not of the kind asked for */
} CellState;

/* A value of one kind. `number` is a date's days since 1970-01-01 for VALUE_DATE; `text` is the
   trimmed cell, whatever its kind and state. */
typedef struct Value {
    CellState state;
    double number;
    Str text;
} Value;

/* Reads a cell as the kind asked for, after str_trim. Numbers as number_parse, so "1,234" is bad.
   Text is never suppressed or bad: a level may be called "c"; markers are missing in text too.
   Dates are YYYY-MM-DD, or that followed by a time, which is not looked at ("2024-04-01 09:30",
   "2024-04-01T09:30:00"). */
Value value_read(ValueKind kind, Str cell);

/* The same of a file in which the cells of `missing` say nothing either, trimmed: missing before
   anything else, so that 99 is no number there and * not kept back. */
Value value_read_in(ValueKind kind, Str cell, StrSpan missing);

/* True when one of the cells is a known value of that kind: 99 among -, 99, is a number. */
bool value_is_any(ValueKind kind, StrSpan cells);

/* "text", "a number", "a date". For messages. */
const char *value_kind_name(ValueKind kind);

#endif
