/* Internal: what the parts of check_score hand to each other. */
#ifndef UK_CHECK_SCORE_INTERNAL_H
#define UK_CHECK_SCORE_INTERNAL_H

#include "check/score.h"
#include "measure/uk_scores.h"

/* People of one group by what the flag said and what happened; without a flag all are in fn and
   tn. Whoever is left out is so for the first of the three that is not known. */
typedef struct ScoreCounts {
    int64_t tp;
    int64_t fp;
    int64_t fn;
    int64_t tn;
    int64_t no_outcome;
    int64_t no_score;
    int64_t no_flag;
} ScoreCounts;

/* The rows of one group in order of their scores, and what they count up to. */
typedef struct ScorePart {
    UkScores scores;
    ScoreCounts counts;
} ScorePart;

/* What holds for the whole question. */
typedef struct ScoreBuild {
    Context *context;
    const ScoreQuestion *question;
    ScoreFindings *findings;
    bool has_flag;
    bool probability; /* no score is below 0 or above 1 */
    double confidence;
    double *workspace; /* for UkScores of all rows */
    UkScores without;  /* arrays for all rows but one: */
    double *without_score;
    uint8_t *without_event;
} ScoreBuild;

/* The numbers that come of the scores themselves, into the group's metrics from SCORE_AUC on, with
   how far one person can move each. */
Status score_values(const ScoreBuild *build, const ScorePart *part, ScoreGroup *group) UK_MUST_USE;

/* The notes of the table of that index, appending sets where they tell numbers. */
Status score_notes(const ScoreBuild *build, size_t index) UK_MUST_USE;

#define SCORE_NOTE_SETS 8 /* sets that the notes of a table may append */

#endif
