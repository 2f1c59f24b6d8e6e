/* Columns of a table in memory, told apart by their different texts; conditions over them. */
#ifndef UK_ENGINE_SMALL_SMALL_COLUMNS_H
#define UK_ENGINE_SMALL_SMALL_COLUMNS_H

#include "base/intern.h"
#include "engine/complaints.h"
#include "engine/derived.h"
#include "engine/small/read_table.h"

/* The different trimmed texts of a column, and which one each row has. */
typedef struct CodedColumn {
    Intern *texts;
    uint32_t *codes;               /* of each row */
    Value *values[VALUE_DATE + 1]; /* by code, of each kind; NULL: not yet read so */
    bool checked[VALUE_DATE + 1];  /* as what a derived column is made of */
} CodedColumn;

/* A table of which columns are coded, or derived, once: when first asked for. */
typedef struct CodedTable {
    const Source *source;
    const Table *table;
    bool is_spread;             /* its columns are those of the spread, else of the file */
    CodedColumn *columns;       /* of the table, then the derived ones; `codes` NULL: not yet */
    size_t column_count;        /* of `columns` */
    struct LookedUp *looked_up; /* other files at hand, for derived columns */
} CodedTable;

Status coded_table_new(Context *context, const Source *source, const Table *table, bool is_spread,
                       CodedTable **out) UK_MUST_USE;

/* Makes room for columns derived since. */
Status coded_table_fit(Context *context, CodedTable *coded) UK_MUST_USE;

/* The column of `columns` for one of source->columns. */
uint32_t coded_table_index(const CodedTable *coded, uint32_t column);

/* `column` is an index into source->columns. Valid as long as the table. Mistakes in what a derived
   column is made of are noted, and it is made as if such cells were missing. */
Status coded_table_column(Context *context, CodedTable *coded, uint32_t column,
                          const CodedColumn **out) UK_MUST_USE;

/* Of a condition: a column that it reads, with the value of each different text. */
typedef struct ConditionColumn {
    uint32_t column;
    ValueKind kind;
    const CodedColumn *coded;
    const Value *values; /* by code */
} ConditionColumn;

/* The values of a column read as a kind. */
Status condition_column(Context *context, CodedTable *coded, uint32_t column, ValueKind kind,
                        ConditionColumn *out) UK_MUST_USE;

/* Notes cells in a state that should not be there, if there are any among the rows of `looked_at`
   (NULL: all). */
Status condition_column_check(Context *context, const CodedTable *coded,
                              const ConditionColumn *column, ColumnUse use, const bool *looked_at,
                              CellState state) UK_MUST_USE;

typedef struct Condition {
    const Expression *expression;
    ColumnUse use; /* USE_WHERE, USE_OUTCOME or USE_FLAG */
    const CodedTable *coded;
    ConditionColumn *columns;
    size_t column_count;
    Value *row;      /* one for each of source->columns: the row at hand */
    uint8_t *truths; /* where one column decides: by code; else NULL */
} Condition;

Status condition_new(Context *context, CodedTable *coded, const Expression *expression,
                     ColumnUse use, Condition *out) UK_MUST_USE;

Truth condition_at(Condition *condition, size_t row);

/* Notes what is wrong in the condition's columns: cells that are not of the kind asked for and, in
   an outcome, numbers kept back, among the rows of `looked_at` (NULL: all); literals that never
   occur among all rows. */
Status condition_check(Context *context, const Condition *condition,
                       const bool *looked_at) UK_MUST_USE;

/* The texts with the highest counts above 0, ties in natural order; at most `most`. `distinct` (may
   be NULL): how many have a count. */
Status texts_most_frequent(Context *context, const Intern *texts, const int64_t *counts,
                           size_t most, StrSpan *out, int64_t *distinct) UK_MUST_USE;

#endif
