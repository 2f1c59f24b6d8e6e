/* Internal: what the parts of an audit hand to each other. */
#ifndef UK_AUDIT_AUDIT_INTERNAL_H
#define UK_AUDIT_AUDIT_INTERNAL_H

#include "audit/audit_run.h"
#include "catalogue/code_list.h"
#include "check/gap.h"
#include "engine/derived.h"
#include "engine/survey.h"

#define NO_ANSWER SIZE_MAX

/* One way of grouping the people of one table. */
typedef struct Grouping {
    const StudyGroup *group; /* of a combination the first of its groups */
    bool combination;
    Str name;          /* "ethnicity", "ethnicity (5 groups)", "ethnicity x sex" */
    uint32_t column;   /* of the source, derived where need be */
    uint32_t crossing; /* the same column, blank where the study says: not recorded */
    uint32_t recorded; /* blank where it is not recorded; else something */
    Str where;         /* the condition on rows that carry it, or empty */
    unsigned crossed;  /* groups crossed in it: 1, 2 or 3 */
    bool sensitive;
    bool ask_first;
    Str topic;                /* what it is about, for the catalogue: "ethnicity" */
    Str about;                /* as in ShownFinding */
    StrSpan order_list;       /* of ORDER_LIST, as the labels are after mapping */
    StrSpan not_recorded;     /* declared, as the labels are after mapping, and what is missing in
                                 the column's file: each keeps a row of its own */
    const DerivedPair *pairs; /* what the labels were mapped by */
    size_t pair_count;
    const CodeDetail *detail; /* of the group's code list; NULL: its codes as they are */
    LabelsSaid said;          /* where its code list and the order that the study declares agree */
    Str reference;            /* the label compared with; empty: everyone else */
    const Tally *levels;      /* all rows kept, by the grouping alone */
} Grouping;

/* One table of the study while it is asked. */
typedef struct Room {
    const StudyTable *table;
    size_t index; /* of Study.tables */
    Source *source;
    const Engine *engine;
    Grouping *groupings;
    size_t grouping_count;
    uint32_t period; /* columns; COLUMN_NONE: none */
    uint32_t person;
    uint32_t count;
    uint32_t *matched; /* "1" where a look-up has the row, one for each */
    Str everyone;      /* a condition that holds for every row */
    bool surveyed;     /* the table has a design, */
    bool by_survey;    /* whose rows survey_rows reads */
    SurveyColumns design;
} Room;

typedef struct Auditing {
    Context *context;
    const Study *study;
    const AuditTable *tables;
    EngineOptions options;
    Room *rooms; /* one for each of study->tables; source NULL: not read */
    Audit *audit;
    Text *asked; /* every question before it is put to the rows; or NULL */
} Auditing;

/* One question to all groupings of a table, or to some. */
typedef struct Question {
    GapForm form;
    Str condition; /* GAP_SHARE */
    uint32_t amount;
    uint32_t events;
    uint32_t out_of;
    Str among; /* a condition on rows beside `keep`, or empty */
    bool without_keep;
    bool by_period;
    bool alone;          /* combinations are left out */
    bool as_counted;     /* of a survey's rows as they are, without its design */
    bool unknown_is_yes; /* GAP_SHARE: what cannot be decided counts as yes */
    bool unknown_is_no;  /* ... as no */
    bool adjusted;       /* people alike in what the study adjusts for are compared too, where that
                            can be: shares of rows that are each of another person */
    bool conditioned;    /* the study itself says of whom, in `among` */
    Str also_left_out;   /* what else in `among` leaves rows out, in words; or empty */
    size_t but;          /* a grouping that is left out; SIZE_MAX: none */
    Str outcome;         /* as the person wrote it */
    Better better;
} Question;

/* A question about a share of the rows, to all groupings. */
static inline Question question_of_rows(Str condition, Str outcome, Better better)
{
    return (Question){.form = GAP_SHARE,
                      .condition = condition,
                      .amount = COLUMN_NONE,
                      .events = COLUMN_NONE,
                      .out_of = COLUMN_NONE,
                      .but = SIZE_MAX,
                      .outcome = outcome,
                      .better = better};
}

/* Columns of a source; COLUMN_NONE stands for none. */
typedef struct ColumnSpan {
    const uint32_t *items;
    size_t count;
} ColumnSpan;

/* One question about the rows themselves. */
typedef struct RowQuestion {
    Question question;
    AuditFinding like;     /* check, topic, of whom and notes of its findings */
    const StudyGroup *but; /* its own groupings are left out; or NULL */
    const bool *left_out;  /* groupings that are left out, by index; or NULL */
    bool once_if_few;      /* few rows of the kind: the first grouping of all rows alone */
} RowQuestion;

/* What people are alike in where one grouping is adjusted. */
typedef struct Adjusting {
    Cuboid cuboid; /* the grouping's column and those adjusted for; no columns: nothing is */
    StrSpan names; /* of those adjusted for */
} Adjusting;

/* Where the answer for one grouping is. */
typedef struct Answered {
    size_t answer; /* NO_ANSWER: nobody to ask about */
    size_t first;  /* of its tables */
    size_t count;  /* one, or one for each period */
} Answered;

/* What is asked of a score, row by row. */
typedef struct ScoreAsked {
    Question question; /* its condition is the outcome */
    Str flag;          /* a condition; empty: none */
    uint32_t column;
    uint32_t need; /* COLUMN_NONE: none */
} ScoreAsked;

/* The rows of some groupings: one dimension for each column, in the order of first mention. */
typedef struct ScoreRows {
    const size_t *groupings; /* of the room */
    size_t count;
    bool finer;
    bool everybody; /* no condition of the groupings' own leaves rows out */
    RowTable rows;
    Reading reading;
} ScoreRows;

/* A text that is never empty; fails when memory is spent. */
Status text_of(Context *context, Str *out, const char *format, ...) UK_PRINTF(3, 4) UK_MUST_USE;
/* The words before, the name with blanks for its underscores, the words after. */
Status around_name(Context *context, const char *before, Str name, const char *after,
                   Str *out) UK_MUST_USE;
/* "[column]" as conditions name it. */
Status in_brackets(Context *context, Str name, Str *out) UK_MUST_USE;
/* "(a) and (b)"; either may be empty. */
Status both_conditions(Context *context, Str a, Str b, Str *out) UK_MUST_USE;
/* "known([column])". */
Status known_column(Context *context, Str name, Str *condition) UK_MUST_USE;
/* Both dates are known, and `to` comes before `from`. */
Status out_of_order(Context *context, Str from, Str to, Str *condition) UK_MUST_USE;
/* The index of a column; COLUMN_NONE for an empty name or one that is not there. */
uint32_t column_of(const Source *source, Str name);

/* Look-ups and the period become columns, then every grouping. */
Status room_prepare(Auditing *auditing, Room *room) UK_MUST_USE;
Status groups_prepare(Auditing *auditing, Room *room) UK_MUST_USE;
/* The label of a code, in the groups of the grouping's detail. */
Str grouping_code_label(const Grouping *grouping, const CodeList *list, const CodeEntry *entry);
/* A second detail of the same group's code list: of what is written down the first tells enough. */
bool is_another_detail(const Room *room, size_t grouping);
/* Adds a column whose name begins with `base` and is unlike any other. */
Status room_derive(Auditing *auditing, Room *room, Derived *derived, Str base,
                   uint32_t *column) UK_MUST_USE;

/* What the study adjusts for, as columns of the room, beside a grouping: groups of the same table
   that are of all its rows, but not the grouping's own; nothing of a combination. */
Status room_adjusting(Auditing *auditing, const Room *room, const Grouping *grouping,
                      Adjusting *out) UK_MUST_USE;

/* Counts rows by one column: all of them that `where` keeps, or all. */
Status ask_levels(Auditing *auditing, const Room *room, uint32_t column, Str where,
                  const Tally **out) UK_MUST_USE;
/* Counts the people whom `keep` keeps by one column. */
Status ask_people(Auditing *auditing, const Room *room, uint32_t column,
                  const Tally **out) UK_MUST_USE;
/* Counts the people of a grouping, crossed with one more column; `rows`, unless NULL, gets the rows
   with their persons: dimension 0 is the grouping, 1 the other column. */
Status ask_crossed(Auditing *auditing, const Room *room, const Grouping *grouping, uint32_t column,
                   RowTable *rows, const Tally **out) UK_MUST_USE;
/* `answered` has room for every grouping of the room. */
Status ask(Auditing *auditing, const Room *room, const Question *question,
           Answered *answered) UK_MUST_USE;

/* Those of the labels that the first dimension has: a question may be about some people only. */
Status labels_there(Context *context, const Tally *tally, StrSpan labels, StrSpan *out) UK_MUST_USE;

/* What the study says of a grouping, for a check of its tally; `moments` may be NULL. */
Status grouping_dimension(Context *context, const Grouping *grouping, const Tally *tally,
                          const Moments *moments, GapDimension *out) UK_MUST_USE;

/* The rows of a score for each set of groupings that one reading serves; `out` has room for every
   grouping of the room, and gets `*count` of them. */
Status ask_score(Auditing *auditing, const Room *room, const ScoreAsked *asked, ScoreRows *out,
                 size_t *count) UK_MUST_USE;

/* The first of the tables. */
FindingTable *answered_table(const Auditing *auditing, const Answered *answered);

/* A finding for each way of grouping that was answered. */
Status add_row_findings(Auditing *auditing, const Room *room, const RowQuestion *asked) UK_MUST_USE;
/* Whether one of the columns is made, through others perhaps, of the look-up's. */
Status comes_from(Auditing *auditing, const Room *room, const ColumnSpan *columns, size_t look_up,
                  bool *out) UK_MUST_USE;
/* Asks only of rows that were found in each look-up that one of the columns is made of, and adds
   their names to `words`. */
Status among_found(Auditing *auditing, const Room *room, const ColumnSpan *columns,
                   Question *question, Str *words) UK_MUST_USE;

/* Exact counts, each person once: `own` of `all`. */
CellSet counted_set(CellSetKind kind, size_t level, int64_t all, int64_t own);

/* Adds what was found of a score; its index. */
Status audit_add_score(Auditing *auditing, ScoreFindings *score, size_t *index) UK_MUST_USE;
/* Notes that an answer's numbers are of a score. */
Status audit_add_scored(Auditing *auditing, const AuditScored *scored) UK_MUST_USE;
/* Adds an answer made elsewhere; its index. */
Status audit_add_answer(Auditing *auditing, Findings *findings, size_t *index) UK_MUST_USE;
/* Adds a finding with what the study says of an outcome (NULL: nothing does), a verdict where a
   margin is known, knots and an id. `finding->parts`, `subject`, `check` and `unit` are given. */
Status audit_add_finding(Auditing *auditing, const Room *room, const Grouping *grouping,
                         AuditFinding *finding) UK_MUST_USE;
/* What was not looked at, and what would be needed: phrases. Fails where there was no memory for
   the first of them. */
Status audit_note_unseen(Auditing *auditing, Str what, Str needed) UK_MUST_USE;
/* One part for each table of the answer. */
Status audit_parts(Auditing *auditing, const Answered *answered, AuditFinding *finding) UK_MUST_USE;

/* A gap that matters, in its unit; NaN where none was declared. */
double study_margin(const StudyMargin *margin);
/* What the study says of an outcome. */
AuditFinding finding_of_outcome(const Study *study, const StudyOutcome *outcome, CheckKind check);
/* Of whom an outcome is: where a step or another outcome of its table has the same condition, that
   one's name stands for it. */
void name_among(const Study *study, const StudyOutcome *outcome, AuditFinding *finding);
/* How many of the answer's periods have a name: they come first. */
size_t recorded_periods(const Auditing *auditing, const Answered *answered);
Answered last_period(const Auditing *auditing, Answered answered);

/* The checks. */
Status check_outcomes(Auditing *auditing) UK_MUST_USE;
Status check_completeness(Auditing *auditing) UK_MUST_USE;
Status check_representation(Auditing *auditing) UK_MUST_USE;
Status check_pathways(Auditing *auditing) UK_MUST_USE;
Status check_waits(Auditing *auditing, const StudyOutcome *outcome) UK_MUST_USE;
Status check_rows_lost(Auditing *auditing) UK_MUST_USE;
Status check_scores(Auditing *auditing) UK_MUST_USE;
Status check_stability(Auditing *auditing) UK_MUST_USE;
Status check_shift(Auditing *auditing) UK_MUST_USE;
Status check_swaps(Auditing *auditing) UK_MUST_USE;
Status check_proxies(Auditing *auditing) UK_MUST_USE;

#endif
