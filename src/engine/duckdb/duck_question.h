/* One request as DuckDB is asked it: who judges which condition, the statement, where its columns
 * are. */
#ifndef UK_ENGINE_DUCKDB_DUCK_QUESTION_H
#define UK_ENGINE_DUCKDB_DUCK_QUESTION_H

#include "engine/duckdb/duck_rows.h"
#include "engine/plan.h"

/* Positions of the statement's columns; 0 where there is none (column 0 tells the sets apart). */
typedef struct DuckFields {
    size_t labels; /* of the first of the plan's columns */
    size_t keys;   /* of the first key */
    size_t rows;   /* BIGINT from here, unless said */
    size_t kept;
    size_t where_unknown;
    size_t known; /* the outcome's */
    size_t events;
    size_t
        people; /* with a count column: of all, of those with a known outcome, with the outcome */
    size_t people_known;
    size_t people_events;
    size_t amounts; /* known */
    size_t sum;     /* HUGEINT */
    size_t squares; /* HUGEINT */
    size_t largest;
    size_t second;
    size_t repeated; /* the largest amount that stands for more than one */
    size_t small;
    size_t odd; /* of the first input that may be odd, then the others */
    size_t count;
} DuckFields;

/* A condition over text columns with few different texts is judged here, on grouped rows, by
   expression_evaluate itself: its columns are counted by, as keys. All others are written as SQL.
 */
typedef struct DuckQuestion {
    const Request *request;
    DuckTable table;
    Plan plan;
    bool where_by_label;
    bool outcome_by_label;
    uint32_t *keys;
    size_t key_count;
    DuckRows rows;
    DuckFields fields;
    Str statement;
    bool *literal_met; /* of the where's literals, then the outcome's, then the flag's */
    ExpressionLiterals where_literals;
    ExpressionLiterals outcome_literals;
    ExpressionLiterals flag_literals;
} DuckQuestion;

/* Looks at the first rows to decide who judges, and writes the statement. */
Status duck_question_prepare(Context *context, DuckSession *session, const Request *request,
                             DuckQuestion *out) UK_MUST_USE;

/* Writes the statement again, from here on without rows that are handed over: `DuckTable.shown`. It
   is for people; the question is not to be run any more. */
Status duck_question_show(Context *context, DuckQuestion *question) UK_MUST_USE;

/* True when `value` is what the literal says. */
bool duck_literal_is(const Expression *literal, ValueKind kind, const Value *value);

#endif
