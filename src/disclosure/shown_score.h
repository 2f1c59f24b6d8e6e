/* What was found of a score, after disclosure control: all that reports see. Made in src/disclosure
   alone; everywhere else it can only be read. */
#ifndef UK_DISCLOSURE_SHOWN_SCORE_H
#define UK_DISCLOSURE_SHOWN_SCORE_H

#include "catalogue/score_metric.h"
#include "disclosure/shown.h"

/* Whom one way of raising the flag reaches, of the people whose need and score are known. */
typedef struct ShownReach {
    ShownInterval flagged; /* of all */
    ShownInterval missed;  /* not flagged, of those in high need */
    ShownInterval reached; /* of all that the group needed, what the flagged needed */
} ShownReach;

/* What the people of one group needed. */
typedef struct ShownNeed {
    ShownNumber people;  /* whose need and score are known, and whether they are flagged */
    ShownNumber high;    /* of them in high need */
    ShownNumber no_need; /* whose need is not known */
    ShownInterval mean;
    ShownInterval difference; /* from everyone else at the same score */
    ShownInterval
        tenths[SCORE_TENTHS]; /* mean in each tenth of everyone, the lowest scores first */
    ShownReach reaches[SCORE_REACHES_MOST];
} ShownNeed;

typedef struct ShownScoreGroup {
    Str level;     /* as it came: show it through str_show */
    bool everyone; /* all groups together; `level` is empty */
    bool recorded;
    ShownNumber people;     /* whose outcome, score and flag are known */
    ShownNumber events;     /* of them with the outcome */
    ShownNumber no_outcome; /* left out: people whose outcome is not known */
    ShownNumber no_score;   /* whose outcome is known, but not their score */
    ShownNumber no_flag;    /* whose outcome and score are known, but not if they are flagged */
    ShownInterval metrics[SCORE_METRIC_COUNT];
    const ShownNeed *need; /* NULL: nobody named a column of needs */
} ShownScoreGroup;

/* Everyone, then the groups, the not recorded last. */
typedef struct ShownScoreTable {
    Str dimension;
    const ShownScoreGroup *groups;
    size_t group_count;
    StrSpan notes; /* whole sentences, numbers put in; labels in them are safe to show */
} ShownScoreTable;

/* What holds for the whole answer, beside shown_facts. */
typedef struct ShownScoreFacts {
    ShownFacts all;
    Str score;             /* the column, as it came: show it through str_show */
    Str flag;              /* the condition, as written; empty: none was given */
    double cutoff;         /* from which score on the flag is raised; NaN: it is no such flag */
    Str need;              /* the column, as it came; empty: none was named */
    ShownNumber high_from; /* high need is this much or more */
    double capacities[SCORE_REACHES_MOST]; /* of each way of raising the flag: the share of everyone
                                              that is flagged, the highest scores first; NaN: the
                                              flag as it was given */
    size_t reach_count;
} ShownScoreFacts;

typedef struct ShownScore ShownScore;

const ShownScoreFacts *shown_score_facts(const ShownScore *shown);
size_t shown_score_table_count(const ShownScore *shown);
const ShownScoreTable *shown_score_table(const ShownScore *shown, size_t index);

#endif
