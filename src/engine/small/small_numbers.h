/* Columns that are numbers of people, amounts or weights, read row by row; what is wrong in
   them. */
#ifndef UK_ENGINE_SMALL_SMALL_NUMBERS_H
#define UK_ENGINE_SMALL_SMALL_NUMBERS_H

#include "base/int128.h"
#include "engine/small/small_columns.h"

typedef enum Fault {
    FAULT_BAD,
    FAULT_SUPPRESSED,
    FAULT_MISSING,
    FAULT_NEGATIVE,
    FAULT_FRACTIONAL,
    FAULT_TOO_LARGE
} Fault;

#define FAULT_COUNT (FAULT_TOO_LARGE + 1)

/* Cells of one column with one fault, as they are met. */
typedef struct Faults {
    Intern *texts; /* NULL: none yet */
    int64_t *counts;
    size_t capacity; /* of `counts` */
    int64_t how_many;
    size_t first_row;
} Faults;

typedef struct NumberColumn {
    uint32_t column; /* of source->columns; COLUMN_NONE: not asked for */
    uint32_t index;  /* of the table */
    ColumnUse use;
    const Table *table;
    const CodedColumn *derived; /* NULL: a column of the table itself */
    CellWays ways;              /* source_ways */
    int64_t good;               /* known numbers met */
    Faults faults[FAULT_COUNT];
} NumberColumn;

Status number_column(Context *context, CodedTable *coded, uint32_t column, ColumnUse use,
                     NumberColumn *out) UK_MUST_USE;

/* How many people a row stands for; 1 without a column, 0 with a fault, which is kept. */
Status number_column_count(Context *context, NumberColumn *numbers, size_t row,
                           int64_t *count) UK_MUST_USE;

/* 0 or more; a missing one is a fault. */
Status number_column_weight(Context *context, NumberColumn *numbers, size_t row,
                            double *weight) UK_MUST_USE;

/* NaN where it is missing. */
Status number_column_score(Context *context, NumberColumn *numbers, size_t row,
                           double *score) UK_MUST_USE;

/* Millionths and the double; false in `known` when missing or at fault. */
typedef struct Amount {
    bool known;
    double value;
    int64_t millionths;
} Amount;
Status number_column_amount(Context *context, NumberColumn *numbers, size_t row,
                            Amount *amount) UK_MUST_USE;

/* A published number: itself; kept back: its interval; missing: 0 to INT64_MAX. */
typedef struct Between {
    int64_t from;
    int64_t to;
} Between;
Status number_column_between(Context *context, NumberColumn *numbers, size_t row,
                             Between *between) UK_MUST_USE;

/* Notes cells with one fault in the words of complaints.h. */
void fault_note(Context *context, Fault fault, const FaultyCells *cells);

/* Notes all faults met. */
Status number_column_check(Context *context, const NumberColumn *numbers,
                           const Source *source) UK_MUST_USE;

#endif
