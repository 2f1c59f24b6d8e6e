/* How a score does by the people it is used on: rows in, findings out. */
#ifndef UK_CHECK_SCORE_H
#define UK_CHECK_SCORE_H

#include "catalogue/score_metric.h"
#include "check/finding.h"
#include "tally/moments.h"

typedef struct ScoreDimension {
    Str column;
    size_t rows_dimension; /* of the rows' dimensions */
    StrSpan not_recorded;  /* labels declared, beside those that say so */
    Place not_recorded_place;
} ScoreDimension;

typedef struct ScoreQuestion {
    Str data;          /* the file's name as shown */
    Str outcome;       /* the condition, as written */
    Str score;         /* the column */
    Str flag;          /* the condition, as written; empty: none was given */
    double cutoff;     /* of a flag that is raised from some score on; NaN: it is no such flag */
    bool published;    /* figures that are public already */
    bool no_index;     /* the index of calibration is not worked out: its draws take long */
    double confidence; /* 0 means 0.95 */
    int64_t rows_read;
    int64_t where_unknown; /* of those not kept, rows for which the condition was not decided */
    Str repeating;         /* a column that looks like a person's id and repeats, or empty */
    int64_t repeating_distinct;
    bool weighted;          /* rows carry weights */
    bool clustered;         /* errors are taken between the rows' units, or else between persons */
    int64_t without_design; /* rows of the file left out for want of a weight or a unit */
    Str need;               /* the column of the rows' need; empty: none was named */
    const RowTable *rows;   /* value: the outcome; score; flag where there is one; person, of whom
                               protection takes care, weight and unit where they were named */
    const ScoreDimension *dimensions;
    size_t dimension_count;
} ScoreQuestion;

/* The sets of one group, one after another in the table's sets. Of the first seven, people and
   events: */
typedef enum ScoreSet {
    SCORE_SET_SELECTED,                     /* all; flagged */
    SCORE_SET_OUTCOME,                      /* all; with the outcome */
    SCORE_SET_WITH,                         /* with the outcome; flagged of them */
    SCORE_SET_WITHOUT,                      /* without; flagged of them */
    SCORE_SET_FLAGGED,                      /* flagged; with the outcome */
    SCORE_SET_UNFLAGGED,                    /* not flagged; with the outcome */
    SCORE_SET_RIGHT,                        /* all; of whom the flag is right */
    SCORE_SET_RATES,                        /* how many of those there are */
    SCORE_SET_NO_OUTCOME = SCORE_SET_RATES, /* people left out: their outcome is not known */
    SCORE_SET_NO_SCORE,                     /* it is, but not their score */
    SCORE_SET_NO_FLAG,                      /* both are, but not whether they are flagged */
    SCORE_SET_COUNT
} ScoreSet;

/* How rightly and wrongly flagged people vary together where rows repeat people, belong together or
   carry weights: what the interval of net benefit needs beside counts. */
typedef struct ScoreBenefit {
    bool clustered;     /* false: as independent people do, and the rest says nothing */
    double right;       /* design effect of the rightly flagged among all */
    double wrong;       /* of the wrongly flagged */
    double correlation; /* of the two shares */
    double units;
} ScoreBenefit;

typedef struct ScoreGroup {
    Str level;
    bool everyone; /* all groups together; `level` is empty */
    bool recorded;
    uint32_t sets;  /* the first of its SCORE_SET_COUNT sets */
    int64_t values; /* different scores among its people */
    Quantity metrics[SCORE_METRIC_COUNT];
    ScoreBenefit benefit;
} ScoreGroup;

/* One dimension: everyone, then the groups, the not recorded last. */
typedef struct ScoreTable {
    ScoreGroup *groups;
    size_t group_count;
} ScoreTable;

/* ---- needs ---- */

/* One way of raising the flag, among people whose need and score are known: for each table's groups
   sets whose events are people in high need, and the rates at that flag. */
typedef struct ScoreReach {
    double capacity; /* the share of everyone who is flagged, the highest scores first; NaN: the
                        flag as it was given */
    struct ScoreFindings *counts;
} ScoreReach;

/* What the people of one group needed. Amounts are needs in millionths. */
typedef struct ScoreNeedGroup {
    CellSet amount;
    Quantity mean;
    CellSet tenth_amounts[SCORE_TENTHS]; /* of the people in each tenth of everyone by score */
    Quantity tenths[SCORE_TENTHS];
    Quantity difference;                  /* from everyone else at the same score */
    int64_t persons_else;                 /* at least so many persons are everyone else */
    CellSet needy[SCORE_REACHES_MOST];    /* people with any need, of whom flagged */
    Quantity reached[SCORE_REACHES_MOST]; /* of all they needed, what those flagged needed */
} ScoreNeedGroup;

/* Where high need begins: the highest tenth of everyone, or more where many have the same. */
typedef struct ScoreHighNeed {
    double from;
    int64_t persons; /* who need exactly that */
    bool two_values; /* nobody's need is another than 0 and one more: it is counted */
} ScoreHighNeed;

typedef struct ScoreNeeds {
    Str column;
    ScoreHighNeed high;
    ScoreReach reaches[SCORE_REACHES_MOST];
    size_t reach_count;
    ScoreNeedGroup **groups; /* of each table, as its groups */
} ScoreNeeds;

typedef struct ScoreFindings {
    Findings answer; /* one table for each dimension: its sets and notes, without groups */
    ScoreTable *tables;
    Str score;
    Str flag;
    ScoreNeeds *needs; /* NULL: no column of needs was named */
    double cutoff;     /* NaN: none */
    bool by_unit;      /* errors are taken between units that are no persons, such as hospitals */
} ScoreFindings;

/* Exact; nothing of it may be shown before disclosure_protect_score. People are those whose
   outcome, score and flag are known. Notes what cannot be answered (no such people, a score that is
   the same for all, an outcome that all have or nobody has, a not recorded label that is no level)
   and fails with FAIL_INPUT. The same for every order of rows. Texts of the question are borrowed.
 */
Status check_score(Context *context, const ScoreQuestion *question,
                   ScoreFindings **out) UK_MUST_USE;

/* Of the rows' people whose need, score and flag, where there is one, are known. Fails with
   FAIL_INPUT, at `place`, for needs that are below 0, too large or all the same. */
Status score_high_need(Context *context, const RowTable *rows, Str column, Place place,
                       ScoreHighNeed *out) UK_MUST_USE;

/* A rate at the flag from the set that it is of, exact or rounded. */
ScoreSet score_rate_set(ScoreMetric rate);
bool score_rate_is_complement(ScoreMetric rate); /* it counts those who are not the set's events */
Interval score_rate_evaluate(ScoreMetric rate, const SetSummary *set, double confidence);

/* Net benefit from counts, exact or rounded: flagged with the outcome, flagged without, all. */
Interval score_net_benefit(double tp, double fp, double people, double cutoff, double confidence);

/* The same where `benefit` is clustered; counts may be sums of weights. */
Interval score_net_benefit_clustered(const ScoreBenefit *benefit, const double counts[3],
                                     double cutoff, double confidence);

#endif
