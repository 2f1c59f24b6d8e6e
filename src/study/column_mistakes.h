/* What is said of a column that is not there: one sentence, wherever its name stood. */
#ifndef UK_STUDY_COLUMN_MISTAKES_H
#define UK_STUDY_COLUMN_MISTAKES_H

#include "base/status.h"

/* "unknown column 'sexe' in 'people.csv'", safe to show; an empty `file` is not named. STR_NONE
   when memory is spent. */
Str column_unknown_words(Arena *arena, Str name, Str file);

/* The whole sentence: with the nearest of `columns`, "did you mean 'sex'?", else with the first of
   them, "it has 'id', 'age'". STR_NONE when memory is spent. */
Str column_unknown_sentence(Arena *arena, Str name, StrSpan columns, Str file);

#endif
