/* A faulty cell is kept with its fault, and all are told at the end in one sentence each. */
#include "engine/small/small_numbers.h"

#include "base/number.h"
#include "study/labels.h"
#include "tally/tally.h"

#include <math.h>

Status number_column(Context *context, CodedTable *coded, uint32_t column, ColumnUse use,
                     NumberColumn *out)
{
    *out = (NumberColumn){
        .column = column, .index = (uint32_t)COLUMN_NONE, .use = use, .table = coded->table};
    if (column == COLUMN_NONE) {
        return done();
    }
    out->index = coded_table_index(coded, column);
    out->ways = source_ways(coded->source, column);
    return source_derived(coded->source, column) == NULL
               ? done()
               : coded_table_column(context, coded, column, &out->derived);
}

static Str cell_at(const NumberColumn *numbers, size_t row)
{
    return numbers->derived != NULL
               ? intern_text(numbers->derived->texts, numbers->derived->codes[row])
               : str_trim(table_cell(numbers->table, row, numbers->index));
}

static Status keep_fault(Context *context, NumberColumn *numbers, Fault fault, size_t row)
{
    Faults *faults = &numbers->faults[fault];
    uint32_t number;

    if (faults->texts == NULL) {
        TRY(intern_new(context, &faults->texts));
        faults->first_row = row;
    }
    faults->how_many++;
    TRY(intern_add(context, faults->texts, cell_at(numbers, row), &number));
    if (number >= faults->capacity) {
        size_t capacity = faults->capacity == 0 ? 16 : faults->capacity * 2;
        int64_t *counts =
            arena_grow(context->arena, faults->counts, faults->capacity * sizeof(int64_t),
                       capacity * sizeof(int64_t));

        if (counts == NULL) {
            return fail_memory(context);
        }
        faults->counts = counts;
        faults->capacity = capacity;
    }
    faults->counts[number]++;
    return done();
}

/* Reads the row's cell; what is bad is kept as a fault, the caller looks at the other states. */
static Status read_number(Context *context, NumberColumn *numbers, size_t row, Value *value)
{
    *value = value_read_in(VALUE_NUMBER, cell_at(numbers, row), numbers->ways);
    numbers->good += value->state == CELL_KNOWN ? 1 : 0;
    return value->state == CELL_BAD ? keep_fault(context, numbers, FAULT_BAD, row) : done();
}

/* A known number as a count of people. */
static Status to_count(Context *context, NumberColumn *numbers, size_t row, double number,
                       int64_t *count)
{
    *count = 0;
    if (number < 0.0) {
        return keep_fault(context, numbers, FAULT_NEGATIVE, row);
    }
    if (number > (double)COMPLAINT_COUNT_MOST) {
        return keep_fault(context, numbers, FAULT_TOO_LARGE, row);
    }
    if (floor(number) < number) {
        return keep_fault(context, numbers, FAULT_FRACTIONAL, row);
    }
    *count = (int64_t)number;
    return done();
}

Status number_column_count(Context *context, NumberColumn *numbers, size_t row, int64_t *count)
{
    Value value;

    *count = numbers->column == COLUMN_NONE ? 1 : 0;
    if (numbers->column == COLUMN_NONE) {
        return done();
    }
    TRY(read_number(context, numbers, row, &value));
    switch (value.state) {
    case CELL_KNOWN:
        return to_count(context, numbers, row, value.number, count);
    case CELL_MISSING:
        return keep_fault(context, numbers, FAULT_MISSING, row);
    case CELL_SUPPRESSED:
        return keep_fault(context, numbers, FAULT_SUPPRESSED, row);
    case CELL_BAD:
        break;
    }
    return done();
}

Status number_column_weight(Context *context, NumberColumn *numbers, size_t row, double *weight)
{
    Value value;

    *weight = 0.0;
    TRY(read_number(context, numbers, row, &value));
    switch (value.state) {
    case CELL_KNOWN:
        *weight = value.number > 0.0 ? value.number : 0.0;
        return value.number < 0.0 ? keep_fault(context, numbers, FAULT_NEGATIVE, row) : done();
    case CELL_MISSING:
        return keep_fault(context, numbers, FAULT_MISSING, row);
    case CELL_SUPPRESSED:
        return keep_fault(context, numbers, FAULT_SUPPRESSED, row);
    case CELL_BAD:
        break;
    }
    return done();
}

Status number_column_score(Context *context, NumberColumn *numbers, size_t row, double *score)
{
    Value value;

    *score = (double)NAN;
    TRY(read_number(context, numbers, row, &value));
    if (value.state == CELL_SUPPRESSED) {
        return keep_fault(context, numbers, FAULT_SUPPRESSED, row);
    }
    if (value.state == CELL_KNOWN) {
        *score = value.number;
    }
    return done();
}

Status number_column_amount(Context *context, NumberColumn *numbers, size_t row, Amount *amount)
{
    const Int128 most = (Int128)COMPLAINT_AMOUNT_MOST * 1000000;
    Int128 scaled = 0;
    Value value;

    _Static_assert(TALLY_AMOUNT_DECIMALS == 6, "an amount is kept in millionths");
    *amount = (Amount){0};
    TRY(read_number(context, numbers, row, &value));
    if (value.state == CELL_SUPPRESSED) {
        return keep_fault(context, numbers, FAULT_SUPPRESSED, row);
    }
    if (value.state != CELL_KNOWN) {
        return done();
    }
    if (!number_parse_scaled(cell_at(numbers, row), TALLY_AMOUNT_DECIMALS, &scaled) ||
        scaled > most || scaled < -most) {
        return keep_fault(context, numbers, FAULT_TOO_LARGE, row);
    }
    *amount = (Amount){true, value.number, (int64_t)scaled};
    return done();
}

Status number_column_between(Context *context, NumberColumn *numbers, size_t row, Between *between)
{
    Str cell = cell_at(numbers, row);
    Value value;

    *between = (Between){0, INT64_MAX};
    TRY(read_number(context, numbers, row, &value));
    if (value.state == CELL_SUPPRESSED) {
        if (!label_is_suppressed(cell, &between->from, &between->to)) {
            *between = (Between){0, INT64_MAX};
        }
        return done();
    }
    if (value.state == CELL_KNOWN) {
        bool counts;

        TRY(to_count(context, numbers, row, value.number, &between->from));
        counts = fabs((double)between->from - value.number) <= 0.0; /* else a fault, noted */
        between->to = counts ? between->from : INT64_MAX;
    }
    return done();
}

void fault_note(Context *context, Fault fault, const FaultyCells *cells)
{
    switch (fault) {
    case FAULT_BAD:
        complaints_bad_cells(context, cells);
        return;
    case FAULT_SUPPRESSED:
        complaints_suppressed(context, cells);
        return;
    case FAULT_MISSING:
        complaints_missing(context, cells);
        return;
    case FAULT_NEGATIVE:
        complaints_negative(context, cells);
        return;
    case FAULT_FRACTIONAL:
        complaints_fractional(context, cells);
        return;
    case FAULT_TOO_LARGE:
        complaints_too_large(context, cells);
        return;
    }
}

Status number_column_check(Context *context, const NumberColumn *numbers, const Source *source)
{
    for (int fault = 0; fault < FAULT_COUNT; fault++) {
        const Faults *faults = &numbers->faults[fault];
        FaultyCells cells = {.source = source,
                             .column = numbers->column,
                             .use = numbers->use,
                             .wanted = VALUE_NUMBER,
                             .how_many = faults->how_many,
                             .good = numbers->good};

        if (faults->how_many > 0) {
            cells.first = cell_at(numbers, faults->first_row);
            cells.line = table_line(numbers->table, faults->first_row);
            TRY(texts_most_frequent(context, faults->texts, faults->counts, COMPLAINT_EXAMPLES_MOST,
                                    &cells.examples, NULL));
            fault_note(context, (Fault)fault, &cells);
        }
    }
    return done();
}
