/* From which score on a flag is raised, where it is raised so. */
#include "study/expression.h"

#include <math.h>

static bool is_column(const Expression *part, Str column)
{
    return part->kind == EXPRESSION_COLUMN && str_equal(part->text, column);
}

double expression_cutoff(const Expression *flag, Str column)
{
    const Expression *one;
    const Expression *other;

    if (flag == NULL || flag->kind != EXPRESSION_COMPARE) {
        return (double)NAN;
    }
    one = flag->parts[0];
    other = flag->parts[1];
    if ((flag->comparison == COMPARE_AT_LEAST || flag->comparison == COMPARE_MORE) &&
        is_column(one, column) && other->kind == EXPRESSION_LITERAL) {
        return other->number;
    }
    if ((flag->comparison == COMPARE_AT_MOST || flag->comparison == COMPARE_LESS) &&
        is_column(other, column) && one->kind == EXPRESSION_LITERAL) {
        return one->number;
    }
    return (double)NAN;
}
