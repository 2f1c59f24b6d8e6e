/* The rows of a file, turned into what a question asks of them, as a subquery. */
#ifndef UK_ENGINE_DUCKDB_DUCK_ROWS_H
#define UK_ENGINE_DUCKDB_DUCK_ROWS_H

#include "engine/complaints.h"
#include "engine/duckdb/duck_table.h"

/* A column read as a kind, for a use. */
typedef struct DuckInput {
    uint32_t column;
    ValueKind kind;
    ColumnUse use;
    bool may_be_odd; /* a cell of it can be a mistake in this use */
} DuckInput;

/* What is wanted of each row; what is COLUMN_NONE or NULL is left out. The subquery's columns:
     g0, g1, ...  the columns grouped by, of their own types
     k5, ...      the text of column 5, as it came
     w            true, false or NULL: what `where` says
     y            the same of the outcome;  NULL too where w is not true
     n            the count, BIGINT;        NULL too where w is not true
     a            the amount in millionths, BIGINT; NULL where w is not true or none is known
     f            the amount as DOUBLE, alike
     v            the weight as DOUBLE, alike
     s            the score as DOUBLE, alike
     h            the need as DOUBLE, alike
     z            what the flag says, as y
     t5, n5, d5   the values themselves, `with_values`
     o0, o1, ...  true where input 0, 1, ... is a mistake, or may be one (kept rows alone, but for
                  columns of `where` and what others are derived from); only of those that may
                  be */
typedef struct DuckRows {
    const DuckTable *table;
    const uint32_t *groups;
    size_t group_count;
    const uint32_t *keys;
    size_t key_count;
    const Expression *where;
    const Expression *outcome;
    uint32_t amount;
    uint32_t count;
    uint32_t weight;
    const ScoreColumns *scores;
    bool with_values;
    DuckInput *inputs; /* filled by duck_rows_prepare */
    size_t input_count;
} DuckRows;

/* Finds the inputs of all that is set. */
Status duck_rows_prepare(Context *context, DuckRows *rows) UK_MUST_USE;

/* Writes the subquery, parentheses around. */
void duck_rows_add(Text *sql, const DuckRows *rows);

#endif
