/* What was found of a score, after disclosure control: all that reports see. Made in src/disclosure
   alone; everywhere else it can only be read. */
#ifndef UK_DISCLOSURE_SHOWN_SCORE_H
#define UK_DISCLOSURE_SHOWN_SCORE_H

#include "catalogue/score_metric.h"
#include "disclosure/shown.h"

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
    Str score;     /* the column, as it came: show it through str_show */
    Str flag;      /* the condition, as written; empty: none was given */
    double cutoff; /* from which score on the flag is raised; NaN: it is no such flag */
} ShownScoreFacts;

typedef struct ShownScore ShownScore;

const ShownScoreFacts *shown_score_facts(const ShownScore *shown);
size_t shown_score_table_count(const ShownScore *shown);
const ShownScoreTable *shown_score_table(const ShownScore *shown, size_t index);

#endif
