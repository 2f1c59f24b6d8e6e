/* What a typed condition reads and names. */
#include "study/expression.h"

bool expression_uses(const Expression *expression, uint32_t column, ValueKind *kind)
{
    if (expression->kind == EXPRESSION_COLUMN) {
        if (expression->column == column) {
            *kind = expression->value_kind;
        }
        return expression->column == column;
    }
    for (size_t i = 0; i < expression->part_count; i++) {
        if (expression_uses(expression->parts[i], column, kind)) {
            return true;
        }
    }
    return false;
}

/* Adds a pair, or only counts it while there is no room yet. */
static void add_literal(ExpressionLiterals *found, const Expression *column,
                        const Expression *literal)
{
    if (found->items != NULL) {
        found->items[found->count] = (ExpressionLiteral){column, literal};
    }
    found->count++;
}

static void find_in_compare(const Expression *test, ExpressionLiterals *found)
{
    const Expression *left = test->parts[0];
    const Expression *right = test->parts[1];

    if (test->comparison != COMPARE_EQUAL && test->comparison != COMPARE_NOT_EQUAL) {
        return;
    }
    if (left->kind == EXPRESSION_COLUMN && right->kind == EXPRESSION_LITERAL) {
        add_literal(found, left, right);
    } else if (left->kind == EXPRESSION_LITERAL && right->kind == EXPRESSION_COLUMN) {
        add_literal(found, right, left);
    }
}

static void find_literals(const Expression *expression, ExpressionLiterals *found)
{
    switch (expression->kind) {
    case EXPRESSION_AND:
    case EXPRESSION_OR:
    case EXPRESSION_NOT:
        for (size_t i = 0; i < expression->part_count; i++) {
            find_literals(expression->parts[i], found);
        }
        return;
    case EXPRESSION_COMPARE:
        find_in_compare(expression, found);
        return;
    case EXPRESSION_IN:
        for (size_t i = 1;
             expression->parts[0]->kind == EXPRESSION_COLUMN && i < expression->part_count; i++) {
            add_literal(found, expression->parts[0], expression->parts[i]);
        }
        return;
    case EXPRESSION_BETWEEN:
    case EXPRESSION_KNOWN:
    case EXPRESSION_DAYS:
    case EXPRESSION_COLUMN:
    case EXPRESSION_LITERAL:
        return;
    }
}

Status expression_literals(Context *context, const Expression *expression, ExpressionLiterals *out)
{
    *out = (ExpressionLiterals){NULL, 0};
    find_literals(expression, out);
    out->items = TAKE(context, ExpressionLiteral, out->count);
    if (out->items == NULL) {
        return fail_memory(context);
    }
    out->count = 0;
    find_literals(expression, out);
    return done();
}
