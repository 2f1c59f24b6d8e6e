/* What finding columns and giving kinds share. Private to the study room. */
#ifndef UK_STUDY_EXPRESSION_TYPING_H
#define UK_STUDY_EXPRESSION_TYPING_H

#include "study/expression.h"

#define COLUMN_UNKNOWN UINT32_MAX

/* Sets `column` of every column in the tree; notes those that are not there, each name once. */
void expression_find_columns(Context *context, Expression *expression, StrSpan columns, Str file);

/* A column's name as a condition would write it: in square brackets where it must be. */
Str expression_write_name(Arena *arena, Str name);

/* For messages: as it came, safe, at most 60 bytes. */
Str expression_show(Arena *arena, Str text);

#endif
