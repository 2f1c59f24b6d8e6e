/* A study: the question, the people who had a say, the data, groups, outcomes, pathways and
   actions, as its file says them. Every value keeps its place in the file. */
#ifndef UK_STUDY_STUDY_H
#define UK_STUDY_STUDY_H

#include "catalogue/ids.h"
#include "study/expression.h"

/* A file may hold no more; the size is looked at before anything is read. */
#define STUDY_BYTES_MOST ((size_t)1 << 20)

/* In every value: place.line is 0 where the file does not give it, and the value is then empty.
   A value that was refused has its place, and no meaning; study_read has then failed.
   Lists are spans with the place of their key. Names that people chose are texts as written. */

typedef struct StudyText {
    Str text;
    Place place;
} StudyText;

typedef struct StudyTexts {
    StudyText *items;
    size_t count;
    Place place;
} StudyTexts;

/* The most that a whole number may be: `skip`, `largest` and the like. */
#define STUDY_WHOLE_MOST 1000000000.0

typedef struct StudyNumber {
    double value;
    Place place;
} StudyNumber;

typedef struct StudyNumbers {
    StudyNumber *items;
    size_t count;
    Place place;
} StudyNumbers;

typedef struct StudyDate {
    int64_t days; /* since 1970-01-01 */
    Str text;     /* as written */
    Place place;
} StudyDate;

typedef enum YesNo { YESNO_NOT_GIVEN, YESNO_NO, YESNO_YES } YesNo;

typedef struct StudyFlag {
    YesNo value;
    Place place;
} StudyFlag;

/* One word of a fixed list: its number there, from 0. Look at place.line first. */
typedef struct StudyChoice {
    int value; /* of the enum that the member's comment names */
    Place place;
} StudyChoice;

/* A set of stages: bits of 1u << Stage. */
typedef struct StudyStages {
    unsigned bits;
    Place place;
} StudyStages;

/* Parsed when the file is read; typed against its table's columns by study_check, and again by
   whoever has others (expression_type). */
typedef struct StudyCondition {
    Expression *expression; /* NULL: not given, or not understood, which was noted */
    StudyText source;
} StudyCondition;

/* What a gap must reach to matter, in its outcome's unit. */
typedef enum StudyUnit { UNIT_NONE, UNIT_PER_100, UNIT_DAYS, UNIT_WEEKS, UNIT_OWN } StudyUnit;

typedef struct StudyMargin {
    double value;   /* people of 100; days of a wait; or in the outcome's own unit, weeks too */
    StudyUnit unit; /* days or weeks of a wait, once its outcome is known, are UNIT_DAYS */
    Str unit_text;  /* as written: "per 100", "days", "pounds" */
    StudyText source;
} StudyMargin;

/* Items of lists begin with their place; those that people name have the name next. */

typedef struct StudyVoice {
    Place place;
    StudyText who;
    StudyChoice say; /* LevelOfSay */
    StudyDate date;
    StudyStages stages;
    StudyFlag paid;
    StudyText changed;
} StudyVoice;

typedef struct StudyVoices {
    StudyVoice *items;
    size_t count;
    Place place;
} StudyVoices;

typedef struct StudyAdviser {
    Place place;
    StudyText field, interests, advised, changed;
} StudyAdviser;

typedef struct StudyAdvisers {
    StudyAdviser *items;
    size_t count;
    Place place;
} StudyAdvisers;

/* Another file with at most one row for each row of the table. */
typedef struct StudyLookUp {
    Place place;
    StudyText name; /* patients */
    StudyText file;
    StudyText sheet;
    StudyText odbc, table; /* instead of a file; without `odbc` the table's own database */
    StudyText by;          /* a column of both */
    StudyChoice dates;     /* DateOrder; not said: as the table's */
} StudyLookUp;

typedef struct StudyLookUps {
    StudyLookUp *items;
    size_t count;
    Place place;
} StudyLookUps;

/* Each different cell of `names` becomes a column that holds `values`. */
typedef struct StudySpread {
    Place place;
    StudyText names;
    StudyText values;
} StudySpread;

typedef struct StudyDesign {
    Place place;
    StudyText weight, strata, cluster;
} StudyDesign;

typedef enum StudyStatus { STATUS_OWN, STATUS_PUBLISHED } StudyStatus;

typedef struct StudyTable {
    Place place;
    StudyText name;   /* "data" where the short form  data: referrals.csv  is written */
    StudyTexts files; /* paths and globs, as written: relative to the study's folder */
    StudyText sheet, encoding, delimiter;
    StudyNumber skip;
    StudyText odbc, table; /* instead of files: a connection, which is secret, and a table there */
    StudyText source, licence; /* who published or gave it, and on which terms: for reports */
    StudyText row;             /* what one row is: "referral" */
    StudyText person;          /* columns, here and below */
    StudyText date;
    StudyText period;
    StudyText count;
    StudyCondition keep;
    StudyTexts missing; /* cells that mean no value, in its look-ups too; beside the blank and its
                           like (labels_missing), which never do */
    StudyChoice dates;  /* DateOrder, in its look-ups too unless they say another */
    StudyChoice status; /* StudyStatus */
    StudyFlag same_people;
    StudySpread spread;
    StudyLookUps look_ups;
    StudyDesign design; /* of a survey; place.line 0: of none */
} StudyTable;

typedef struct StudyTables {
    StudyTable *items;
    size_t count;
    Place place;
} StudyTables;

/* What belongs to which table, once study_check found it: an index of Study.tables. */
#define STUDY_NO_TABLE SIZE_MAX

/* New words for a label of the data. */
typedef struct StudyPair {
    Place place;
    StudyText name; /* the label as it stands in the data */
    StudyText value;
} StudyPair;

typedef struct StudyPairs {
    StudyPair *items;
    size_t count;
    Place place;
} StudyPairs;

typedef enum StudyOrder {
    ORDER_NOT_GIVEN,
    ORDER_ASCENDING,
    ORDER_DESCENDING,
    ORDER_LIST
} StudyOrder;

typedef struct StudyGroup {
    Place place;
    StudyText name;
    StudyText in;
    size_t table; /* set by study_check */
    StudyCondition where;
    StudyText column;       /* with `bands`: a column of ages; else `born` and `at` */
    StudyText born, at;     /* date columns */
    StudyNumbers bands;     /* lower ends, ascending */
    StudyText codes;        /* a code list of the catalogue */
    StudyTexts detail;      /* how many groups of the code list: "5", "16" */
    StudyTexts edition;     /* which index of deprivation: "England 2019"; several are a mistake */
    StudyPairs labels;      /* words for what stands in the data */
    StudyText compare_with; /* "everyone else" (as when not given), "largest" or a level */
    StudyText because;
    StudyTexts not_recorded; /* "" may be among them */
    StudyOrder order;        /* worst_off_first */
    StudyTexts worst_first;  /* of ORDER_LIST; its place is that of worst_off_first: in any form */
    StudyNumber largest;
    StudyFlag sensitive; /* not given: by the catalogue's list of names */
    StudyFlag ask_first;
} StudyGroup;

typedef struct StudyGroups {
    StudyGroup *items;
    size_t count;
    Place place;
} StudyGroups;

typedef struct StudyCombination {
    Place place;
    StudyTexts groups; /* two or three names of groups */
} StudyCombination;

typedef struct StudyCombinations {
    StudyCombination *items;
    size_t count;
    Place place;
} StudyCombinations;

typedef enum OutcomeForm {
    OUTCOME_IS,      /* is (among): a share */
    OUTCOME_FROM_TO, /* from, to: a share seen within days, else a wait in days */
    OUTCOME_AMOUNT,  /* a mean */
    OUTCOME_EVENTS,  /* events of out_of: counts of a published table */
    OUTCOME_ESTIMATE /* estimate, se, population: already computed */
} OutcomeForm;

typedef struct StudyOutcome {
    Place place;
    StudyText name;
    StudyText in;
    size_t table; /* set by study_check */
    OutcomeForm form;
    StudyCondition is, among;
    StudyCondition other_rule; /* for the same as `is` */
    StudyText from, to;
    StudyNumber within_days; /* not given: a wait */
    StudyDate known_until;
    StudyText amount;
    StudyText events, out_of;
    StudyText estimate, se, population;
    StudyNumber scale;   /* what an estimate is per: 100, 1000 ... */
    StudyChoice better;  /* Better */
    StudyMargin matters; /* UNIT_NONE: not given, so describe, no verdict */
    StudyText means;
    StudyText chosen_by;
} StudyOutcome;

typedef struct StudyOutcomes {
    StudyOutcome *items;
    size_t count;
    Place place;
} StudyOutcomes;

/* One of the two is given. */
typedef struct StudyStep {
    Place place;
    StudyText name;
    StudyText column;    /* known = reached; in a published table a count */
    StudyCondition test; /* yes = reached */
} StudyStep;

typedef struct StudySteps {
    StudyStep *items; /* in the order of the file */
    size_t count;
    Place place;
} StudySteps;

typedef struct StudyPathway {
    Place place;
    StudyText name;
    StudyText in;
    size_t table; /* set by study_check */
    StudySteps steps;
} StudyPathway;

typedef struct StudyPathways {
    StudyPathway *items;
    size_t count;
    Place place;
} StudyPathways;

/* A number that decides about people, or helps to. */
typedef struct StudyScore {
    Place place;
    StudyText name;
    StudyText in;
    size_t table; /* set by study_check */
    StudyText column;
    StudyCondition flag, outcome;
    StudyText need;
    StudyCondition made_at;  /* holds for the rows of the place it was made for */
    StudyCondition decision; /* who got what the score is to decide, or to help decide */
    StudyTexts made_from;    /* columns */
} StudyScore;

typedef struct StudyScores {
    StudyScore *items;
    size_t count;
    Place place;
} StudyScores;

/* Texts that a program was given twice or more, in other words for one group alone. */
typedef struct StudySwap {
    Place place;
    StudyText name;
    StudyText in;
    size_t table;   /* set by study_check */
    StudyText pair; /* the column that says which text a row is of */
    StudyText group;
    StudyCondition outcome; /* what the program said */
    StudyText means;
} StudySwap;

typedef struct StudySwaps {
    StudySwap *items;
    size_t count;
    Place place;
} StudySwaps;

typedef enum StudyPeriods {
    PERIODS_YEAR,
    PERIODS_FINANCIAL_YEAR,
    PERIODS_QUARTER,
    PERIODS_MONTH
} StudyPeriods;

/* What people say about a knot; one knot may have several. */
typedef struct StudyAnswer {
    Place place;
    StudyText knot;
    StudyText by;
    StudyNumber people;
    StudyDate date;
    StudyChoice says; /* PeopleSay */
    StudyText words;
} StudyAnswer;

typedef struct StudyAnswers {
    StudyAnswer *items;
    size_t count;
    Place place;
} StudyAnswers;

typedef struct StudyAction {
    Place place;
    StudyText knot;
    StudyText what; /* the key is  do: */
    StudyText owner;
    StudyDate due, remeasure;
} StudyAction;

typedef struct StudyActions {
    StudyAction *items;
    size_t count;
    Place place;
} StudyActions;

typedef struct StudyGivenBack {
    Place place;
    StudyText to;
    StudyDate date;
    StudyText how;
} StudyGivenBack;

/* Where in the file something stands that is not shown, and what. */
typedef struct StudySecret {
    size_t start;
    size_t end;
    Str text;
} StudySecret;

typedef struct StudySecrets {
    StudySecret *items;
    size_t count;
} StudySecrets;

typedef struct Study {
    Str path;             /* as messages name it */
    Str bytes;            /* the whole file, secrets and all: what leaves is study_shown_text */
    StudySecrets secrets; /* in the order of the file */
    StudyNumber version;
    StudyText title, question;
    StudyFlag made_up; /* the data are invented */
    StudyText country, owner, contact;
    StudyDate announced; /* said beforehand that this audit would be published */
    StudyText can_change;
    StudyDate until;
    StudyVoices voices;
    StudyAdvisers advisers;
    StudyTables tables;
    StudyGroups groups;
    StudyCombinations combinations;
    StudyOutcomes outcomes;
    StudyPathways pathways;
    StudyScores scores;
    StudySwaps swaps;
    StudyPairs populations; /* a group's name to a table's */
    StudyMargin matters;    /* of shares that are no outcome; UNIT_NONE: describe, no verdict */
    StudyTexts adjust;      /* names of groups */
    StudyChoice periods;    /* StudyPeriods */
    StudyText protect;      /* a rule's id */
    StudyAnswers answers;
    StudyActions actions;
    StudyGivenBack given_back;
} Study;

/* Reads the bytes of a study file, which are copied; `path` is for messages. Notes every mistake
   that the file alone can tell, with its line and column: of YAML and of what a study refuses of
   it, unknown and doubled keys, wrong or missing values, names that are declared nowhere, dates out
   of order, outcomes that are not whole. Then fails once; what was understood is in `*out`, which
   may go to study_check when it has tables, so that one run tells everything. A file of more than
   STUDY_BYTES_MOST is refused unread: give
   at most one byte more. */
Status study_read(Context *context, Str path, Str bytes, Study *out) UK_MUST_USE;

/* The columns of one table as its files' heads tell them, `known` false where they could not be
   read: nothing is then asked of it. */
typedef struct StudyColumns {
    bool known;
    StrSpan own;       /* the table's own */
    StrSpan *look_ups; /* of each of its look_ups; a span of count 0 where they are not known */
} StudyColumns;

/* Lists that a study may name from; one of count 0 is not looked at. */
typedef struct StudyKnown {
    StrSpan knots;
    StrSpan codes;
    StrSpan rules;
} StudyKnown;

/* What the heads of its files and the catalogue tell of a study: unknown columns (the nearest is
   offered), conditions that do not fit them, columns that several files give, code lists, rules and
   knots that do not exist. `columns` has one item for each of study->tables. Finds the table of
   every group, outcome, pathway and score: `in`, else the first that has its columns. Warns of what
   is read and answered "not yet", and fails where numbers would be wrong without it. */
Status study_check(Context *context, Study *study, const StudyColumns *columns,
                   const StudyKnown *known) UK_MUST_USE;

/* A share of people, so that a gap is told per 100. */
static inline bool study_outcome_is_share(const StudyOutcome *outcome)
{
    return outcome->form == OUTCOME_IS || outcome->form == OUTCOME_EVENTS ||
           (outcome->form == OUTCOME_FROM_TO && outcome->within_days.place.line > 0);
}

/* NULL where the study has none of that name. */
const StudyGroup *study_find_group(const Study *study, Str name);
const StudyTable *study_find_table(const Study *study, Str name);

/* How dates are written in the table's own file, or in `look_up`. */
DateOrder study_dates(const StudyTable *table, const StudyLookUp *look_up);

/* The cells that the table calls missing, trimmed, but those that are missing everywhere. */
Status study_missing(Context *context, const StudyTable *table, StrSpan *out) UK_MUST_USE;

/* The file as it may be shown: connections to databases are replaced by "not shown", and what
   stands behind PWD=, PASSWORD= or UID= anywhere, in a comment too, by dots. The file itself where
   there is neither. */
Status study_shown_text(Context *context, const Study *study, Str *out) UK_MUST_USE;

/* Every column that the study names, in whatever table, each once. */
Status study_named_columns(Context *context, const Study *study, StrSpan *out) UK_MUST_USE;

/* Warns of what looks like an e-mail address, anywhere but in `contact`, comments too, of a
   person's name with a title in any text, and of one without where it is said who: a report or
   bundle would carry it on. */
void study_warn_of_people(Context *context, const Study *study);

#endif
