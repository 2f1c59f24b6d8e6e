/* The small three-valued language of conditions: recovered = 1 and age >= 18. */
#ifndef UK_STUDY_EXPRESSION_H
#define UK_STUDY_EXPRESSION_H

#include "study/value.h"

/* Grammar, loosest first (keywords in any ASCII case):
     condition  := and { "or" and }
     and        := not { "and" not }
     not        := "not" not | test
     test       := "(" condition ")" | "known" "(" column ")"
                 | value [ "not" ] "in" "(" literal { "," literal } ")"
                 | value [ "not" ] "between" literal "and" literal      (both ends included)
                 | value ( "=" | "!=" | "<>" | "<" | "<=" | ">" | ">=" ) value
     value      := column | literal | "days" "(" value "," value ")"    (second minus first)
     column     := letters, digits, "_", any byte above 127, "." inside, not starting with a digit;
                   or anything in square brackets: [risk score]; "]" inside is written "]]"
     literal    := 'text' or "text" (doubled quote inside) | number | date 2024-04-01
   "known" and "days" are columns unless "(" follows. Text loses the blanks at its ends, as cells
   do. Every test reads a column. */
#define EXPRESSION_DEPTH_MOST 64 /* of "(", "not" and "days(" inside one another */
#define EXPRESSION_BYTES_MOST 65536

typedef enum ExpressionKind {
    EXPRESSION_AND,
    EXPRESSION_OR,
    EXPRESSION_NOT,
    EXPRESSION_COMPARE, /* parts[0] comparison parts[1] */
    EXPRESSION_IN,      /* parts[0] among parts[1..] */
    EXPRESSION_BETWEEN, /* parts[1] <= parts[0] <= parts[2] */
    EXPRESSION_KNOWN,   /* parts[0] is a column and has a value */
    EXPRESSION_DAYS,    /* parts[1] - parts[0], both dates; a number */
    EXPRESSION_COLUMN,
    EXPRESSION_LITERAL
} ExpressionKind;

typedef enum Comparison {
    COMPARE_EQUAL,
    COMPARE_NOT_EQUAL,
    COMPARE_LESS,
    COMPARE_AT_MOST,
    COMPARE_MORE,
    COMPARE_AT_LEAST
} Comparison;

typedef enum Truth { TRUTH_NO, TRUTH_YES, TRUTH_UNKNOWN } Truth;

typedef struct Expression Expression;
struct Expression {
    ExpressionKind kind;
    ValueKind
        value_kind; /* once typed: of a column, literal, days(); of the value a test looks at */
    Comparison comparison;
    Place place;     /* where it begins */
    Str text;        /* the column's name, or the literal as written without its quotes */
    double number;   /* of a number or date literal, a date in days since 1970-01-01 */
    uint32_t column; /* index among the columns given to expression_type */
    Expression **parts;
    size_t part_count;
};

/* Parses the whole text, which is copied. `origin` is where the text stands: "--outcome", or file,
   line and column (1 where not known); places inside count from there, columns in characters. One
   mistake a text: the first. */
Status expression_parse(Context *context, Str text, Place origin, Expression **out) UK_MUST_USE;

/* Finds the columns by name (exact bytes; else the nearest is offered) and gives each the kind of
   what it is compared with; columns compared with each other share a kind; one that nothing gives a
   kind is text. Notes every mistake: unknown columns (the first 20), a column used as two kinds,
   text compared by order, two columns compared by order that nothing says are numbers or dates,
   lists of mixed kinds, a comparison with a missing marker (no cell equals it), "between" with its
   ends swapped. `file` is named in messages. May be called again for other columns. */
Status expression_type(Context *context, Expression *expression, StrSpan columns,
                       Str file) UK_MUST_USE;

/* True when the expression reads the column; then its kind, else `*kind` is untouched. A column has
   one kind throughout. */
bool expression_uses(const Expression *expression, uint32_t column, ValueKind *kind);

/* "score >= 0.2", "0.2 < score" and the like, parsed: from which score on it holds. NaN: it asks in
   another way, or there is none. */
double expression_cutoff(const Expression *flag, Str column);

/* The truth for one row of an expression that expression_type accepted. `values[column]` need only
   be filled for columns it uses, each read as its kind (value_read). A comparison with a value that
   is not CELL_KNOWN is unknown; and/or/not as Kleene (1938): no and unknown = no, yes or unknown =
   yes. Text compares byte for byte after trimming. "in" is yes at the first equal, unknown when the
   value is. known() is never unknown. */
Truth expression_evaluate(const Expression *expression, const Value *values);

/* Every literal that a column is compared with for equality (=, !=, in), in order of writing: each
   must occur in its column at least once, else it is likely a slip. */
typedef struct ExpressionLiteral {
    const Expression *column;
    const Expression *literal;
} ExpressionLiteral;
typedef struct ExpressionLiterals {
    ExpressionLiteral *items;
    size_t count;
} ExpressionLiterals;
Status expression_literals(Context *context, const Expression *expression,
                           ExpressionLiterals *out) UK_MUST_USE;

#endif
