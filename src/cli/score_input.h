/* What `unknot score` was asked, its names found among the file's columns. */
#ifndef UK_CLI_SCORE_INPUT_H
#define UK_CLI_SCORE_INPUT_H

#include "cli/gap_input.h"

typedef struct ScoreInput {
    GapInput groups; /* the file, its groups and conditions, as `unknot gap` has them */
    ScoreColumns scores;
    Str score;     /* the column's name */
    Str flag;      /* the condition as written; empty: none */
    double cutoff; /* of a flag that is raised from some score on; NaN: it is no such flag */
} ScoreInput;

/* Opens the file, checks every option against it, and notes all mistakes. `out` must stay where it
   is: the request points into it. */
Status score_input_read(Context *context, const Arguments *arguments, const Reader *reader,
                        ScoreInput *out) UK_MUST_USE;

#endif
