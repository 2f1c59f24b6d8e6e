/* A whole audit before protection: every question that a study asks of its data, answered exactly.
   Nothing of it may be shown before disclosure_protect_audit. */
#ifndef UK_CHECK_AUDIT_FINDINGS_H
#define UK_CHECK_AUDIT_FINDINGS_H

#include "check/score.h"
#include "check/verdict.h"
#include "study/study.h"

/* One table of an answer, and what it is of. */
typedef struct AuditPart {
    Str label;     /* CHECK_PATHWAY: the step; CHECK_CALIBRATION: what is foretold; CHECK_ACCEPTED
                      and CHECK_OVERRULED: what is decided; CHECK_PROXIES: the score, empty of
                      the score itself; else empty */
    Str of;        /* CHECK_PATHWAY: the step before; empty for the first */
    size_t answer; /* an index of Audit.answers */
    size_t table;  /* an index of its tables */
} AuditPart;

/* What AuditFinding.among is. */
typedef enum AmongKind {
    AMONG_CONDITION,
    AMONG_COUNT,     /* the column of a count */
    AMONG_STEP,      /* the name of a pathway's step, in place of its condition */
    AMONG_OUTCOME,   /* the name of an outcome, in place of its condition */
    AMONG_WITH,      /* what a score should foretell came true; a condition or an outcome's name */
    AMONG_WITHOUT,   /* it did not */
    AMONG_MOST_NEED, /* the column of a need, of which these have the most: see score_high_need */
    AMONG_ANY_NEED,  /* they have any */
    AMONG_CODES,     /* a group, of which they have two codes or more */
    AMONG_FLAGGED,   /* the name of a score: these it flags */
    AMONG_UNFLAGGED  /* it does not */
} AmongKind;

/* One question of one way of grouping people. Texts and knots as in ShownFinding. */
typedef struct AuditFinding {
    Str id;
    CheckKind check;
    Stage stage;
    StrSpan knots;
    Str subject;
    Str topic; /* what the subject is about; empty: what the grouping is about */
    Str among; /* of whom, where that is fewer than all rows: "at_caseness", "finished = 1" */
    AmongKind among_kind;
    Str found_in;  /* of whom too: of rows found in these look-ups, "patients and imd"; or empty */
    bool linkage;  /* CHECK_ROWS_LOST: those that a look-up finds nothing for */
    bool of_dates; /* of a wait, or of who was seen in time: what is written down are two dates */
    Str means;
    Str chosen_by;
    Str row;     /* what is counted; empty: the rows of the table */
    size_t data; /* an index of Study.tables */
    Str dimension;
    Str about; /* as in ShownFinding */
    bool combination;
    bool sensitive;
    Better better;
    CheckUnit unit;
    Str unit_name;    /* of amounts, where the study's margin tells it: "pounds" */
    double matters;   /* in the unit, per 100 for shares; NaN: not declared */
    bool all_periods; /* the rows of several periods are counted together */
    AuditPart *parts;
    size_t part_count;
    size_t judged; /* the part that the verdict is about */
    Verdict verdict;
    size_t largest_leak; /* CHECK_PATHWAY */
    StrSpan notes;
} AuditFinding;

/* What could not be looked at, and what it would take. */
typedef struct AuditUnseen {
    Str what;
    Str needed;
} AuditUnseen;

/* A file, or a table of a database, that a table of the study was looked up in. */
typedef struct AuditFile {
    Str file; /* its name, without folders */
    Str hash; /* sha256 of its bytes, in hexadecimal; empty: not worked out */
} AuditFile;

/* One table of the study's data as it was read. */
typedef struct AuditData {
    Str file;                  /* its name, without folders */
    Str hash;                  /* sha256 of its bytes, in hexadecimal; empty: not worked out */
    const AuditFile *look_ups; /* one for each of the table's; NULL: none was read */
    bool read;
    CellSet rows_set; /* SET_ALL_ROWS */
} AuditData;

/* A table of an answer whose numbers are all of one table of a score, grouping by grouping, and
   which of the score's numbers must be shown for a group's to be. */
typedef struct AuditScored {
    size_t answer;
    size_t score;  /* of Audit.scores */
    size_t beside; /* of Audit.scores too: what the same score foretells of the same groups, both
                         of whose rates of flagged people must be shown as well; SIZE_MAX: none */
    size_t table;  /* of their tables */
    ScoreMetric
        rate; /* SCORE_TPR, SCORE_FPR, of decisions SCORE_PPV or SCORE_FOR; SCORE_PREVALENCE:
                         less what was expected */
} AuditScored;

typedef struct Audit {
    const Study *study;
    AuditData *data; /* one for each of study->tables */
    Findings **answers;
    size_t answer_count;
    size_t answer_capacity;
    AuditFinding *findings;
    size_t finding_count;
    size_t finding_capacity;
    ScoreFindings **scores;
    size_t score_count;
    size_t score_capacity;
    AuditScored *scored;
    size_t scored_count;
    size_t scored_capacity;
    AuditUnseen *unseen;
    size_t unseen_count;
    size_t unseen_capacity;
    double confidence;
} Audit;

#endif
