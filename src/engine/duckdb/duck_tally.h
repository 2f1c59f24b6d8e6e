/* Asks the question, and makes tallies of the grouped rows that come back. */
#ifndef UK_ENGINE_DUCKDB_DUCK_TALLY_H
#define UK_ENGINE_DUCKDB_DUCK_TALLY_H

#include "engine/duckdb/duck_question.h"

/* What is to be looked at again, since the answer shows that something may be wrong. */
typedef struct DuckSigns {
    bool *odd;         /* for each input of the question's rows */
    bool *where_odd;   /* by column, for a where judged here */
    bool *outcome_odd; /* the same for the outcome */
    int64_t rows_read;
} DuckSigns;

/* Tallies and counts; mistakes are not looked for beyond their signs. */
Status duck_tally_read(Context *context, DuckSession *session, DuckQuestion *question, Reading *out,
                       DuckSigns *signs) UK_MUST_USE;

#endif
