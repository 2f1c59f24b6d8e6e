/* Internal: what the parts of check_score hand to each other. */
#ifndef UK_CHECK_SCORE_INTERNAL_H
#define UK_CHECK_SCORE_INTERNAL_H

#include "check/score.h"
#include "measure/uk_scores.h"

/* What a row is: by what the flag said and what happened; without a flag all are missed or let
   alone. Whoever is left out is so for the first of the three that is not known. */
typedef enum ScoreKind {
    SCORE_KIND_TP,
    SCORE_KIND_FP,
    SCORE_KIND_FN,
    SCORE_KIND_TN,
    SCORE_KINDS_KNOWN,
    SCORE_KIND_NO_OUTCOME = SCORE_KINDS_KNOWN,
    SCORE_KIND_NO_SCORE,
    SCORE_KIND_NO_FLAG,
    SCORE_KINDS
} ScoreKind;

/* Different persons (or units) by the kinds of rows that each has: a bit for each kind. */
typedef struct ScoreHaving {
    int64_t number[1 << SCORE_KINDS];
} ScoreHaving;

/* The rows of one group, and what they count up to. Arrays are of the known rows in order of their
   scores. */
typedef struct ScorePart {
    UkScores scores; /* person: the units, those of the part numbered from 0 */
    const uint8_t *flag;
    const uint32_t *row;    /* of the question's rows */
    const uint32_t *person; /* numbered from 0; NULL: each row is a person */
    size_t persons;
    int64_t rows[SCORE_KINDS];
    double weights[SCORE_KINDS]; /* of the rows: their number where none has a weight */
    ScoreHaving having;          /* persons */
    ScoreHaving units;           /* whose weight is above 0 */
} ScorePart;

/* Everyone and the groups of a dimension. */
typedef struct ScoreParts {
    ScorePart *items; /* everyone, then by group */
    size_t count;
} ScoreParts;

/* One row whose outcome, score and flag are known. */
typedef struct Scored {
    double score;
    uint32_t row;
    uint8_t event;
    uint8_t flagged;
} Scored;

typedef struct ScoredRows {
    Scored *items; /* by score, then by all else that tells rows apart: the same for every order of
                      rows */
    size_t count;
    size_t events;
} ScoredRows;

/* What holds for the whole question. */
typedef struct ScoreBuild {
    Context *context;
    const ScoreQuestion *question;
    ScoreFindings *findings;
    bool has_flag;
    bool probability;     /* no score is below 0 or above 1 */
    bool counts_alone;    /* sets and rates, nothing that comes of the scores, no notes */
    ScoreParts *parts;    /* of each dimension, once they are dealt */
    bool clustered;       /* rows repeat people, belong together or carry weights */
    const uint32_t *unit; /* of each row: whose variance is taken between; NULL: rows */
    size_t unit_count;
    double confidence;
    double *workspace; /* for UkScores of all rows */
    UkScores without;  /* arrays for all rows but one person's: */
    double *without_score;
    double *without_weight;
    uint32_t *without_unit;
    uint8_t *without_event;
    uint8_t *mark;     /* a byte for each row, 0 between uses */
    uint32_t *number;  /* a number for each row, person or unit, 0 between uses */
    double *of_person; /* a number for each person of a part */
} ScoreBuild;

/* ---- rows ---- */

/* What a row of the question is. */
ScoreKind score_kind(const RowTable *rows, size_t row);

/* The known rows in order. */
Status score_take_rows(Context *context, const ScoreQuestion *question,
                       ScoredRows *out) UK_MUST_USE;

/* Deals the sorted rows out, so that those of each group are sorted too, and counts all rows.
   `group_of`: by level, the part's number. */
Status score_deal(const ScoreBuild *build, const ScoredRows *sorted, const uint32_t *level_of,
                  const uint32_t *group_of, ScoreParts *out) UK_MUST_USE;

/* ---- counts and rates ---- */

/* A set of `people` of a kind, alike in persons, of whom `events`. */
CellSet score_counted_set(CellSetKind kind, int64_t people, int64_t events);

/* The group's SCORE_SET_COUNT sets. */
void score_fill_sets(const ScoreBuild *build, const ScorePart *part, bool everyone, CellSet *sets);

/* The group's rates, from the table's sets. */
void score_fill_rates(const ScoreBuild *build, const CellSet *sets, ScoreGroup *group);

/* ---- numbers that come of the scores themselves ---- */

typedef UkInterval ScoreEstimator(const UkScores *scores, double confidence);

typedef struct ScoreValueRow {
    ScoreMetric metric;
    Method method;
    ScoreEstimator *estimate;
    double fitted;    /* degrees of freedom that it takes */
    bool probability; /* needs scores from 0 to 1 */
} ScoreValueRow;

/* Those numbers into the group's metrics from SCORE_AUC on, with how far one person can move each.
   `sets`: the table's. */
Status score_values(const ScoreBuild *build, const ScorePart *part, const CellSet *sets,
                    ScoreGroup *group) UK_MUST_USE;

/* The influences of the numbers of `rows`, whose values are known. */
void score_influences(const ScoreBuild *build, const ScorePart *part, const ScoreValueRow *rows,
                      const UkInterval *values, size_t count, ScoreGroup *group);

/* The most that an estimate, its error or a limit has moved: `most` or more; NaN where one is
   lost. */
double score_larger_move(double most, UkInterval before, UkInterval after);

/* Sets and rates of every dimension; the build keeps the parts. Somebody is known. */
Status score_counts(Context *context, const ScoreQuestion *question, ScoreBuild *build) UK_MUST_USE;

/* What people needed, into the findings. Fails for needs that are below 0, too large or all the
   same. */
Status score_needs(Context *context, const ScoreQuestion *question, ScoreFindings *out) UK_MUST_USE;

/* How the needs of one question are looked at. */
typedef struct NeedBuild {
    const ScoreBuild *build; /* of the first way of flagging */
    ScoreNeeds *needs;
    const double *need;  /* of each row */
    const uint32_t *bin; /* of each row whose need and score are known: of NEED_BINS by score */
    double *flag[SCORE_REACHES_MOST]; /* of each row, by ways of flagging */
    double *sums;       /* 3 for each row of the question and 8 for each bin, between uses free */
    uint32_t *gathered; /* a number for each row, between uses free */
} NeedBuild;

#define NEED_BINS 20

/* The needs of one group; `everyone` is the part of all of them. */
void score_need_group(const NeedBuild *needs, const ScorePart *everyone, const ScorePart *part,
                      ScoreNeedGroup *out);

/* The notes of the table of that index, appending sets where they tell numbers. */
Status score_notes(const ScoreBuild *build, size_t index) UK_MUST_USE;

#define SCORE_NOTE_SETS 12 /* sets that the notes of a table may append */

#endif
