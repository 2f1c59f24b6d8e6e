/* A text is read as a value once, however many rows hold it. */
#include "engine/small/small_columns.h"

#include "engine/small/small_derived.h"

#include <string.h>

#define ROWS_BETWEEN_STOPS ((size_t)16384)

Status coded_table_new(Context *context, const Source *source, const Table *table, bool is_spread,
                       CodedTable **out)
{
    CodedTable *coded = TAKE(context, CodedTable, 1);

    *out = coded;
    if (coded == NULL) {
        return fail_memory(context);
    }
    *coded = (CodedTable){.source = source, .table = table, .is_spread = is_spread};
    return coded_table_fit(context, coded);
}

Status coded_table_fit(Context *context, CodedTable *coded)
{
    size_t wanted = coded->table->columns.count + coded->source->derived_count;
    CodedColumn *columns;

    if (coded->columns != NULL && wanted <= coded->column_count) {
        return done();
    }
    columns = TAKE(context, CodedColumn, wanted);
    if (columns == NULL) {
        return fail_memory(context);
    }
    if (coded->column_count > 0) {
        memcpy(columns, coded->columns, coded->column_count * sizeof columns[0]);
    }
    coded->columns = columns;
    coded->column_count = wanted;
    return done();
}

uint32_t coded_table_index(const CodedTable *coded, uint32_t column)
{
    size_t own = source_own_columns(coded->source).count;

    if (column >= own) {
        return (uint32_t)(coded->table->columns.count + (column - own));
    }
    return coded->is_spread ? column : coded->source->file_indices[column];
}

static Status code_cells(Context *context, CodedTable *coded, uint32_t index)
{
    CodedColumn *coding = &coded->columns[index];
    uint32_t *codes = TAKE(context, uint32_t, coded->table->row_count);

    if (codes == NULL) {
        return fail_memory(context);
    }
    TRY(intern_new(context, &coding->texts));
    for (size_t row = 0; row < coded->table->row_count; row++) {
        if (row % ROWS_BETWEEN_STOPS == 0) {
            TRY(check_stop(context));
        }
        TRY(intern_add(context, coding->texts, str_trim(table_cell(coded->table, row, index)),
                       &codes[row]));
    }
    coding->codes = codes;
    return done();
}

Status coded_table_column(Context *context, CodedTable *coded, uint32_t column,
                          const CodedColumn **out)
{
    uint32_t index = coded_table_index(coded, column);
    const Derived *derived = source_derived(coded->source, column);

    *out = &coded->columns[index];
    if (coded->columns[index].codes != NULL) {
        return done();
    }
    return derived == NULL ? code_cells(context, coded, index)
                           : small_derive(context, coded, derived, &coded->columns[index]);
}

Status condition_column(Context *context, CodedTable *coded, uint32_t column, ValueKind kind,
                        ConditionColumn *out)
{
    CodedColumn *coding = &coded->columns[coded_table_index(coded, column)];
    CellWays ways = source_ways(coded->source, column);
    uint32_t count;
    Value *values;

    *out = (ConditionColumn){.column = column, .kind = kind};
    TRY(coded_table_column(context, coded, column, &out->coded));
    count = intern_count(coding->texts);
    if (coding->values[kind] == NULL) {
        values = TAKE(context, Value, count);
        if (values == NULL) {
            return fail_memory(context);
        }
        for (uint32_t code = 0; code < count; code++) {
            values[code] = value_read_in(kind, intern_text(coding->texts, code), ways);
        }
        coding->values[kind] = values;
    }
    out->values = coding->values[kind];
    return done();
}

static Status decide_by_code(Context *context, Condition *condition)
{
    ConditionColumn *column = &condition->columns[0];
    uint32_t count = intern_count(column->coded->texts);

    condition->truths = TAKE(context, uint8_t, count);
    if (condition->truths == NULL) {
        return fail_memory(context);
    }
    for (uint32_t code = 0; code < count; code++) {
        condition->row[column->column] = column->values[code];
        condition->truths[code] =
            (uint8_t)expression_evaluate(condition->expression, condition->row);
    }
    return done();
}

Status condition_new(Context *context, CodedTable *coded, const Expression *expression,
                     ColumnUse use, Condition *out)
{
    size_t count = coded->source->columns.count;

    *out = (Condition){.expression = expression, .use = use, .coded = coded};
    out->columns = TAKE(context, ConditionColumn, count);
    out->row = TAKE(context, Value, count);
    if (out->columns == NULL || out->row == NULL) {
        return fail_memory(context);
    }
    for (uint32_t column = 0; column < count; column++) {
        ValueKind kind;

        if (expression_uses(expression, column, &kind)) {
            TRY(condition_column(context, coded, column, kind, &out->columns[out->column_count]));
            out->column_count++;
        }
    }
    return out->column_count == 1 ? decide_by_code(context, out) : done();
}

Truth condition_at(Condition *condition, size_t row)
{
    if (condition->truths != NULL) {
        return (Truth)condition->truths[condition->columns[0].coded->codes[row]];
    }
    for (size_t i = 0; i < condition->column_count; i++) {
        const ConditionColumn *column = &condition->columns[i];

        condition->row[column->column] = column->values[column->coded->codes[row]];
    }
    return expression_evaluate(condition->expression, condition->row);
}

/* Higher counts first, then natural order. */
static bool comes_before(const Intern *texts, const int64_t *counts, uint32_t a, uint32_t b)
{
    return counts[a] != counts[b]
               ? counts[a] > counts[b]
               : str_compare_natural(intern_text(texts, a), intern_text(texts, b)) < 0;
}

Status texts_most_frequent(Context *context, const Intern *texts, const int64_t *counts,
                           size_t most, StrSpan *out, int64_t *distinct)
{
    uint32_t *best = TAKE(context, uint32_t, most + 1);
    int64_t with_count = 0;
    size_t count = 0;

    out->items = TAKE(context, Str, most);
    if (best == NULL || out->items == NULL) {
        return fail_memory(context);
    }
    for (uint32_t number = 0; number < intern_count(texts); number++) {
        size_t at = count;

        if (counts[number] == 0) {
            continue;
        }
        with_count++;
        for (; at > 0 && comes_before(texts, counts, number, best[at - 1]); at--) {
            best[at] = best[at - 1];
        }
        best[at] = number;
        count += count < most ? 1 : 0;
    }
    out->count = count;
    for (size_t i = 0; i < count; i++) {
        out->items[i] = intern_text(texts, best[i]);
    }
    if (distinct != NULL) {
        *distinct = with_count;
    }
    return done();
}

/* How many rows hold each text; NULL when memory is spent. */
static int64_t *count_codes(Context *context, const CodedTable *coded,
                            const ConditionColumn *column, const bool *looked_at)
{
    int64_t *counts = TAKE(context, int64_t, intern_count(column->coded->texts));

    for (size_t row = 0; counts != NULL && row < coded->table->row_count; row++) {
        if (looked_at == NULL || looked_at[row]) {
            counts[column->coded->codes[row]]++;
        }
    }
    return counts;
}

/* The first row looked at whose cell is in `state`, which occurs. */
static size_t first_row(const ConditionColumn *column, CellState state, const bool *looked_at)
{
    size_t row = 0;

    while ((looked_at != NULL && !looked_at[row]) ||
           column->values[column->coded->codes[row]].state != state) {
        row++;
    }
    return row;
}

static bool any_in_state(const ConditionColumn *column, CellState state)
{
    for (uint32_t code = 0; code < intern_count(column->coded->texts); code++) {
        if (column->values[code].state == state) {
            return true;
        }
    }
    return false;
}

Status condition_column_check(Context *context, const CodedTable *coded,
                              const ConditionColumn *column, ColumnUse use, const bool *looked_at,
                              CellState state)
{
    const Intern *texts = column->coded->texts;
    FaultyCells cells = {
        .source = coded->source, .column = column->column, .use = use, .wanted = column->kind};
    int64_t *counts;
    size_t row;

    if (!any_in_state(column, state)) {
        return done();
    }
    counts = count_codes(context, coded, column, looked_at);
    if (counts == NULL) {
        return fail_memory(context);
    }
    for (uint32_t code = 0; code < intern_count(texts); code++) {
        if (column->values[code].state == state) {
            cells.how_many += counts[code];
            if (counts[code] > 0) {
                (void)date_orders_add(&cells.orders, intern_text(texts, code));
            }
        } else {
            cells.good += column->values[code].state == CELL_KNOWN ? counts[code] : 0;
            counts[code] = 0;
        }
    }
    if (cells.how_many == 0) {
        return done();
    }
    row = first_row(column, state, looked_at);
    cells.first = intern_text(texts, column->coded->codes[row]);
    cells.line = table_line(coded->table, row);
    TRY(texts_most_frequent(context, texts, counts, COMPLAINT_EXAMPLES_MOST, &cells.examples,
                            NULL));
    if (state == CELL_BAD) {
        complaints_bad_cells(context, &cells);
    } else {
        complaints_suppressed(context, &cells);
    }
    return done();
}

static bool occurs(const ConditionColumn *column, const Expression *literal)
{
    uint32_t count = intern_count(column->coded->texts);

    if (column->kind == VALUE_TEXT) {
        uint32_t code = intern_find(column->coded->texts, str_trim(literal->text));

        return code != INTERN_NONE && column->values[code].state == CELL_KNOWN;
    }
    for (uint32_t code = 0; code < count; code++) {
        const Value *value = &column->values[code];

        if (value->state == CELL_KNOWN && value->number >= literal->number &&
            value->number <= literal->number) {
            return true;
        }
    }
    return false;
}

/* `errors`: how many there were before the condition's columns were checked. */
static Status check_literal(Context *context, const Condition *condition,
                            const ExpressionLiteral *literal, size_t errors)
{
    const ConditionColumn *column = condition->columns;
    int64_t *counts;
    StrSpan values;
    int64_t distinct = 0;

    while (column->column != literal->column->column) {
        column++;
    }
    if (occurs(column, literal->literal)) {
        return done();
    }
    counts = count_codes(context, condition->coded, column, NULL);
    if (counts == NULL) {
        return fail_memory(context);
    }
    for (uint32_t code = 0; code < intern_count(column->coded->texts); code++) {
        counts[code] = column->values[code].state == CELL_KNOWN ? counts[code] : 0;
    }
    TRY(texts_most_frequent(context, column->coded->texts, counts, COMPLAINT_VALUES_MOST, &values,
                            &distinct));
    if (values.count > 0 || context->error_count == errors) { /* else said */
        complaints_never_occurs(context, condition->coded->source, literal, values, distinct);
    }
    return done();
}

Status condition_check(Context *context, const Condition *condition, const bool *looked_at)
{
    size_t errors = context->error_count;
    ExpressionLiterals literals;

    for (size_t i = 0; i < condition->column_count; i++) {
        const ConditionColumn *column = &condition->columns[i];

        TRY(condition_column_check(context, condition->coded, column, condition->use, looked_at,
                                   CELL_BAD));
        if (condition->use != USE_WHERE) {
            TRY(condition_column_check(context, condition->coded, column, condition->use, looked_at,
                                       CELL_SUPPRESSED));
        }
    }
    if (condition->coded->table->row_count == 0) {
        return done();
    }
    TRY(expression_literals(context, condition->expression, &literals));
    for (size_t i = 0; i < literals.count; i++) {
        TRY(check_literal(context, condition, &literals.items[i], errors));
    }
    return done();
}
