/* A survey's design beside a question: which rows have it, and which clusters there are. */
#ifndef UK_ENGINE_SURVEY_H
#define UK_ENGINE_SURVEY_H

#include "engine/engine.h"

/* Columns of the source; COLUMN_NONE where there is none, but one at least is named. Without
   clusters every row is one; without strata there is one stratum. */
typedef struct SurveyColumns {
    uint32_t weight;
    uint32_t strata;
    uint32_t cluster;
} SurveyColumns;

/* Settles how what was declared is read, with the column of persons or COLUMN_NONE: where strata
   are named without clusters, persons are the clusters. True: by survey_rows. False: nothing is
   declared, or weights of persons alone, for which rows() has all there is to know. */
bool survey_settle(SurveyColumns *design, uint32_t person);

/* The request for rows() that survey_rows asks: rows without a weight, stratum or cluster are left
   out beside those of `where`, and the columns of the design are cuboids behind the request's own.
   For --explain; all of `out` but that is `request`'s. */
Status survey_request(Context *context, const Request *request, const SurveyColumns *design,
                      Request *out) UK_MUST_USE;

/* As engine->rows, of the rows that have a weight, stratum and cluster, with the table's unit,
   unit_stratum, stratum_units and design_missing filled: clusters of the whole file count, whatever
   `where` keeps. A second pass counts them. `reading` is as by rows() but for one tally more at its
   end. FAIL_LIMIT beyond TALLY_LEVELS_MOST different clusters. */
Status survey_rows(Context *context, const Engine *engine, const Request *request,
                   const SurveyColumns *design, RowTable *out, Reading *reading) UK_MUST_USE;

#endif
