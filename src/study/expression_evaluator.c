/* The truth of a typed condition for one row, by Kleene's strong three-valued logic (1938). */
#include "study/expression.h"

static Value value_of(const Expression *expression, const Value *values)
{
    Value first;
    Value second;

    switch (expression->kind) {
    case EXPRESSION_COLUMN:
        return values[expression->column];
    case EXPRESSION_LITERAL:
        return (Value){CELL_KNOWN, expression->number, expression->text};
    case EXPRESSION_DAYS:
        first = value_of(expression->parts[0], values);
        second = value_of(expression->parts[1], values);
        if (first.state == CELL_KNOWN && second.state == CELL_KNOWN) {
            return (Value){CELL_KNOWN, second.number - first.number, STR_NONE};
        }
        break;
    case EXPRESSION_AND:
    case EXPRESSION_OR:
    case EXPRESSION_NOT:
    case EXPRESSION_COMPARE:
    case EXPRESSION_IN:
    case EXPRESSION_BETWEEN:
    case EXPRESSION_KNOWN:
        break;
    }
    return (Value){CELL_MISSING, 0, STR_NONE};
}

static Truth truth_of(bool holds)
{
    return holds ? TRUTH_YES : TRUTH_NO;
}

static bool equals(ValueKind kind, const Value *a, const Value *b)
{
    return kind == VALUE_TEXT ? str_equal(a->text, b->text) : a->number == b->number;
}

static Truth compare(const Expression *test, const Value *values)
{
    Value a = value_of(test->parts[0], values);
    Value b = value_of(test->parts[1], values);

    if (a.state != CELL_KNOWN || b.state != CELL_KNOWN) {
        return TRUTH_UNKNOWN;
    }
    switch (test->comparison) {
    case COMPARE_EQUAL:
        return truth_of(equals(test->value_kind, &a, &b));
    case COMPARE_NOT_EQUAL:
        return truth_of(!equals(test->value_kind, &a, &b));
    case COMPARE_LESS:
        return truth_of(a.number < b.number);
    case COMPARE_AT_MOST:
        return truth_of(a.number <= b.number);
    case COMPARE_MORE:
        return truth_of(a.number > b.number);
    case COMPARE_AT_LEAST:
        return truth_of(a.number >= b.number);
    }
    return TRUTH_UNKNOWN;
}

static Truth is_among(const Expression *test, const Value *values)
{
    Value value = value_of(test->parts[0], values);

    if (value.state != CELL_KNOWN) {
        return TRUTH_UNKNOWN;
    }
    for (size_t i = 1; i < test->part_count; i++) {
        Value literal = value_of(test->parts[i], values);

        if (equals(test->value_kind, &value, &literal)) {
            return TRUTH_YES;
        }
    }
    return TRUTH_NO;
}

static Truth is_between(const Expression *test, const Value *values)
{
    Value value = value_of(test->parts[0], values);

    if (value.state != CELL_KNOWN) {
        return TRUTH_UNKNOWN;
    }
    return truth_of(test->parts[1]->number <= value.number &&
                    value.number <= test->parts[2]->number);
}

/* `decides` settles the whole at once (no for and, yes for or); else one unknown makes it so. */
static Truth join(const Expression *expression, const Value *values, Truth decides)
{
    Truth all = decides == TRUTH_NO ? TRUTH_YES : TRUTH_NO;

    for (size_t i = 0; i < expression->part_count; i++) {
        Truth part = expression_evaluate(expression->parts[i], values);

        if (part == decides) {
            return part;
        }
        all = part == TRUTH_UNKNOWN ? TRUTH_UNKNOWN : all;
    }
    return all;
}

static Truth negation(Truth truth)
{
    return truth == TRUTH_UNKNOWN ? TRUTH_UNKNOWN : truth_of(truth == TRUTH_NO);
}

Truth expression_evaluate(const Expression *expression, const Value *values)
{
    switch (expression->kind) {
    case EXPRESSION_AND:
        return join(expression, values, TRUTH_NO);
    case EXPRESSION_OR:
        return join(expression, values, TRUTH_YES);
    case EXPRESSION_NOT:
        return negation(expression_evaluate(expression->parts[0], values));
    case EXPRESSION_COMPARE:
        return compare(expression, values);
    case EXPRESSION_IN:
        return is_among(expression, values);
    case EXPRESSION_BETWEEN:
        return is_between(expression, values);
    case EXPRESSION_KNOWN:
        return truth_of(values[expression->parts[0]->column].state == CELL_KNOWN);
    case EXPRESSION_DAYS:
    case EXPRESSION_COLUMN:
    case EXPRESSION_LITERAL:
        break; /* the grammar makes no test of these */
    }
    return TRUTH_UNKNOWN;
}
