/* What `unknot gap` was asked, its names found among the file's columns. */
#ifndef UK_CLI_GAP_INPUT_H
#define UK_CLI_GAP_INPUT_H

#include "cli/read_options.h"
#include "engine/survey.h"

/* What was said of one column of --by. */
typedef struct GapGrouping {
    uint32_t column;
    Str name;
    Str order;            /* ascending, descending, a list; empty: not said */
    StrSpan order_levels; /* the list, worst off first; empty unless a list */
    Str reference;        /* a level; empty: everyone else */
    bool has_reference;
    StrSpan not_recorded; /* labels declared */
} GapGrouping;

typedef struct GapInput {
    Source source;
    const Engine *engine;
    Request request; /* its cuboids: one for each grouping, with the period behind it; then, where
                        something is adjusted for, one more for each with that behind it too */
    GapGrouping *groupings;
    size_t grouping_count;
    SurveyColumns survey; /* what of a survey's design was named */
    bool by_survey;       /* the rows are read with that design */
    uint32_t time;        /* COLUMN_NONE: one table for all */
    uint32_t *adjust;     /* columns to adjust for */
    size_t adjust_count;
    Str outcome; /* as people read it: the condition, the amount, "recovered of finished" */
    Str better;  /* more, less, neither, or empty */
    bool published;
} GapInput;

/* Opens the file, checks every option against it, and notes all mistakes. */
Status gap_input_read(Context *context, const Arguments *arguments, const Reader *reader,
                      GapInput *out) UK_MUST_USE;

/* ---- what other commands that look at groups have alike ---- */

/* Notes an answer that would take the place of the file that is read: people's data are never
   written over. */
void input_check_output(Context *context, const Arguments *arguments);

/* The column that an option names; COLUMN_NONE where it was not given, or names none (then noted).
   `dashed` is the option with its dashes. */
uint32_t input_column(Context *context, const Source *source, const Arguments *arguments,
                      const char *option, const char *dashed);

/* Parses and types a condition; NULL where none was given or it is mistaken (then noted). */
const Expression *input_condition(Context *context, const Arguments *arguments, const char *option,
                                  const char *dashed, const Source *source);

/* Fills the groupings from --by, and what --not-recorded says of them. */
Status input_by(Context *context, const Arguments *arguments, GapInput *input) UK_MUST_USE;
Status input_not_recorded(Context *context, const Arguments *arguments,
                          GapInput *input) UK_MUST_USE;

/* One cuboid for each grouping, with the column of time, if any, behind it. */
Status input_cuboids(Context *context, GapInput *input) UK_MUST_USE;

#endif
