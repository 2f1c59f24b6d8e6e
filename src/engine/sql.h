/* Conditions and cells as SQL that means exactly what expression_evaluate and value_read mean. The
   dialect is DuckDB's; every text of a person is quoted here and nowhere else. */
#ifndef UK_ENGINE_SQL_H
#define UK_ENGINE_SQL_H

#include "base/text.h"
#include "study/expression.h"

/* "name", 'text' and a double, quotes inside doubled. */
void sql_add_name(Text *sql, Str name);
void sql_add_text(Text *sql, Str text);
void sql_add_number(Text *sql, double number);

/* A literal of a condition as the kind that it is compared as. */
void sql_add_literal(Text *sql, const Expression *literal, ValueKind kind);

/* The name by which conditions call the value of a column once read as a kind: t7, n7 or d7. */
void sql_add_value_name(Text *sql, uint32_t column, ValueKind kind);

/* A typed condition over those names: true, false, or NULL for unknown. Numbers are DOUBLE, dates
   BIGINT days since 1970-01-01, texts VARCHAR; each NULL where value_read would not say CELL_KNOWN.
 */
void sql_add_condition(Text *sql, const Expression *expression);

/* `cell`, an SQL expression of type VARCHAR that has no side effects, read as value_read_in would
   read it: the value, or NULL when it is missing, kept back or bad. */
void sql_add_value(Text *sql, Str cell, ValueKind kind, CellWays ways);

/* True when the trimmed cell is among `missing`, of which there is at least one; never NULL. */
void sql_add_is_missing(Text *sql, Str cell, StrSpan missing);

/* True for cells that sql_add_value makes NULL though they are neither blank nor a marker of
   missing values, `missing` among them: bad ones, and numbers kept back. `value` is the expression
   that sql_add_value gave. */
void sql_add_is_odd(Text *sql, Str cell, Str value, StrSpan missing);

/* `cell` without blanks at its ends, as str_trim; NULL becomes blank. */
void sql_add_trimmed(Text *sql, Str cell);

/* `cell` as whole millionths, as number_parse_scaled with TALLY_AMOUNT_DECIMALS: a BIGINT. `cell`
   must be known to be a number within 1e12 either way. */
void sql_add_millionths(Text *sql, Str cell);

#endif
