/* A whole audit after disclosure control: the study's own words and every finding. Made in
   src/disclosure alone, from findings or from a bundle that is read back; read by reports, pages
   and bundles. Texts come from study files and data: each is escaped where it is written. */
#ifndef UK_DISCLOSURE_SHOWN_AUDIT_H
#define UK_DISCLOSURE_SHOWN_AUDIT_H

#include "catalogue/ids.h"
#include "disclosure/shown.h"

/* Empty texts were not given, and are printed as not given. Dates are as written: 2025-02-11. */
typedef struct ShownVoice {
    Str who;
    LevelOfSay say;
    Str date;
    unsigned stages; /* bits of 1u << Stage; 0: none named */
    int paid;        /* 1 yes, 0 no, -1 not said */
    Str changed;
} ShownVoice;

typedef struct ShownAdviser {
    Str field;
    Str interests;
    Str advised;
    Str changed;
} ShownAdviser;

typedef struct ShownAnswer {
    Str knot;
    Str by;
    Str date;
    PeopleSay says;
    Str words;
} ShownAnswer;

typedef struct ShownAction {
    Str knot;
    Str what;
    Str owner;
    Str due;
    Str remeasure;
} ShownAction;

/* What a table was looked up in. */
typedef struct ShownLookUp {
    Str name;
    Str file; /* its name, without folders */
    Str hash; /* sha256 of the bytes read, in hexadecimal; empty where data are protected */
} ShownLookUp;

/* One table of data, as the study describes it. */
typedef struct ShownData {
    Str name;
    Str file;    /* its name, without folders */
    Str row;     /* what one row is: "referral"; empty: "row" */
    Str source;  /* who published or gave it; empty: not said */
    Str licence; /* on which terms it may be used; empty: not said */
    Str hash;    /* sha256 of the bytes read, in hexadecimal; empty where data are protected */
    const ShownLookUp *look_ups;
    size_t look_up_count;
    ShownNumber rows;
    bool published;
    bool same_people; /* false: steps are counts of one period, not a followed group */
} ShownData;

typedef struct ShownStudy {
    Str title;
    Str question;
    Str country;
    Str owner;
    Str contact;
    Str announced;
    Str can_change;
    Str until;
    Str given_to;
    Str given_date;
    Str given_how;
    bool made_up; /* the data are invented, which every view says */
    const ShownVoice *voices;
    size_t voice_count;
    const ShownAdviser *advisers;
    size_t adviser_count;
    const ShownAnswer *answers;
    size_t answer_count;
    const ShownAction *actions;
    size_t action_count;
    const ShownData *data;
    size_t data_count;
    Str file; /* the study file's name, without folders */
    Str text; /* the study file, whole */
    Str hash; /* sha256 of it, in hexadecimal */
} ShownStudy;

/* A group that a verdict names. */
typedef struct ShownVerdictGroup {
    Str level;
    bool less;     /* the group has less than those it is compared with */
    double needed; /* of a group too small to tell: about how many people it would take, two
                      digits, of a share of a population in all; 0 unless `why` is NEEDED_KNOWN */
    NeededWhy why;
    double to_tell; /* of shares of people: people in each of two groups for a gap that matters to
                       be found 8 times in 10, two digits; NaN: of other things, of a survey's
                       weights, or it cannot be */
} ShownVerdictGroup;

/* From the gap that people said matters, by exact counts and simultaneous intervals. */
typedef struct ShownVerdict {
    DataSay say;
    DataSay change; /* CHECK_CHANGE: did a gap widen by what matters between the first period and
                       the last; `say` is of the gap in the last */
    bool by_exact_counts; /* the shown interval would say otherwise, and the report says so */
    bool no_margin;       /* no gap that matters was declared: described, no verdict */
    const ShownVerdictGroup *found; /* gap found, by group */
    size_t found_count;
    const ShownVerdictGroup *small; /* too few people to tell */
    size_t small_count;
    size_t compared;   /* groups compared, for which the intervals are simultaneous */
    double confidence; /* of all of them together, 0.95 */
} ShownVerdict;

/* How many days all groups of a table are told at together, and how many make a curve. */
#define SHOWN_WAIT_POINTS_MOST 12
#define SHOWN_WAIT_POINTS_LEAST 3

/* Of a wait: how many had been seen by a day, that day included. */
typedef struct ShownWaitPoint {
    double day;
    ShownInterval seen;
} ShownWaitPoint;

/* More numbers for each group of a table, beside those of ShownGroup. */
typedef struct ShownExtra {
    ShownInterval median;     /* CHECK_WAITS: days; "not reached" is undefined with a note */
    ShownInterval reference;  /* CHECK_REPRESENTATION: the group's share of the population;
                                 CHECK_CALIBRATION: the share that the score expected */
    ShownInterval change;     /* CHECK_CHANGE: of the group's own estimate since the first table */
    ShownInterval gap_change; /* CHECK_CHANGE: of its difference to those it is compared with */
    /* CHECK_PATHWAY: of the gap at the end of the path, out of all at its first step, what this
       step carries, and in the last part the whole; the parts of all steps add up to it. */
    ShownInterval carried;
    ShownInterval end_gap;
    /* Of many groups without order, a share: the share of everyone, and the limits that chance
       alone would keep a group of that size in, 95 of 100 and 998 of 1,000 times. */
    ShownInterval chance;
    ShownInterval chance_wide;
    /* Of a combination of groups, of a share: the group's own drawn towards all, the more the fewer
       it has. */
    ShownInterval shrunk;
    /* CHECK_MISSED, of a flag that is a cut-off: its net benefit, true flags of all people less
       false ones at the cut-off's price; and what flagging everyone would give. */
    ShownInterval benefit;
    ShownInterval benefit_all;
    /* CHECK_WAITS, of days: by when nine in ten had been seen, and how many by some days, the same
       for all groups where a group has them; no points: too few people. */
    ShownInterval ninetieth;
    const ShownWaitPoint *curve;
    size_t curve_count;
} ShownExtra;

/* A table of a finding. `base` holds groups, rates, differences, ratios and ordered measures. */
typedef struct ShownPart {
    Str label; /* CHECK_PATHWAY: the step; CHECK_CALIBRATION: what the score should foretell;
                  CHECK_ACCEPTED and CHECK_OVERRULED: what is decided; CHECK_PROXIES: the
                  score that is made from it, empty of the score itself; else empty. The period is
                  base->period */
    Str of;    /* CHECK_PATHWAY: the step before; empty for the first, which is only counted */
    const ShownTable *base;
    const ShownExtra *extras;             /* one for each group, or NULL */
    double cutoff;                        /* CHECK_MISSED: of `benefit`; 0: there is none */
    double log_rank;                      /* CHECK_WAITS, of days: the chance of groups so unlike,
                                             were all their waits alike */
    size_t log_rank_groups;               /* how many groups that is of; 0: not tested */
    ShownInterval overall;                /* the estimate of everyone in it */
    ShownInterval overall_change;         /* CHECK_CHANGE, in the last table */
    const ShownInterval *measure_changes; /* CHECK_CHANGE: one for each measure of base, or NULL */
    ShownInterval ends_change; /* CHECK_CHANGE, in the last table, of groups in an order: of the
                                  estimate of the first of shown_ends() less that of the last */
} ShownPart;

/* The outermost two of the groups in an order: NULL and NULL, or two different groups. */
typedef struct ShownEnds {
    const ShownGroup *first;
    const ShownGroup *last;
} ShownEnds;

/* Of the last of `count` tables (1 at least); of those whose estimate every table shows, so that no
   period tells of another pair than the others. */
ShownEnds shown_ends(const ShownPart *parts, size_t count);

typedef struct ShownFinding {
    Str id; /* unique in the audit, [a-z0-9-]: the anchor of its place in a report */
    CheckKind check;
    Stage stage;
    StrSpan knots; /* ids of the catalogue that it speaks to */
    Str subject;   /* the study's name for the outcome, pathway or column */
    Str among;     /* of whom, where that is fewer than all, in words that follow the rows:
                      "that reached “finished”", "where “age > 17”" */
    Str means;     /* in words, from the study; empty: the subject's name stands */
    Str chosen_by; /* who chose the outcome; empty: not said */
    Str data;      /* ShownData.name */
    Str row;       /* "referral" */
    Str dimension; /* the study's name of the group: "ethnicity"; "a x b" for combinations */
    Str about;     /* what the group is about, whatever its name: "ethnicity" "deprivation" "age"
                      "sex"; empty: none of these, or of a combination */
    bool combination;
    bool sensitive; /* not in the public view */
    int better;     /* 1 more, -1 less, 0 neither or not said */
    CheckUnit unit;
    Str unit_name;    /* of amounts: "pounds"; empty: not said */
    double matters;   /* in the unit, per 100 for shares; NaN: not declared */
    bool all_periods; /* the rows of all periods are counted together, and the verdict is of them */
    DataSay latest;   /* of those: what the same finding of the latest period alone says; unseen:
                         there is none */
    ShownVerdict verdict;
    const ShownPart *parts; /* CHECK_PATHWAY: by step; else by period, oldest first */
    size_t part_count;
    size_t largest_leak; /* CHECK_PATHWAY: the part after which most people are lost; 0: none */
    size_t judged;       /* CHECK_PATHWAY: the part that the verdict is of, and that sentences tell;
                            0: none is judged. Of all others it is the last */
    StrSpan notes;       /* whole sentences */
} ShownFinding;

/* What protection hid of one way of grouping people, over all tables by it. Numbers are rates and
   averages: of a group in one table that it has one in. People are added up from counts as they
   are shown, in the table that tells of most of them: hidden, with its two ends, where one is. */
typedef struct ShownHiding {
    Str dimension;
    bool sensitive; /* not in the public view */
    Str row;        /* what the people's counts are of: "referral" */
    size_t groups;  /* different ones, those not recorded too */
    StrSpan hidden; /* of them, the levels of whose numbers half or more are hidden */
    size_t numbers;
    size_t numbers_hidden;
    ShownNumber people;
    ShownNumber people_hidden; /* of the groups in `hidden` */
} ShownHiding;

/* Something that could not be looked at, and what it would take. */
typedef struct ShownUnseen {
    Str what;
    Str needed;
} ShownUnseen;

/* One knot and its two lines, which are never merged. */
typedef struct ShownKnot {
    Str id;
    Stage stage;
    DataSay data;
    PeopleSay people; /* of several answers a problem before the others; each stands in the study */
    bool disagree;    /* said first in every report */
    const size_t *findings; /* indices of the findings that speak to it */
    size_t finding_count;
} ShownKnot;

typedef struct ShownAudit ShownAudit;

const ShownStudy *shown_audit_study(const ShownAudit *audit);
/* rule, warning, confidence; `data` and `outcome` are empty. */
const ShownFacts *shown_audit_facts(const ShownAudit *audit);
size_t shown_audit_finding_count(const ShownAudit *audit);
const ShownFinding *shown_audit_finding(const ShownAudit *audit, size_t index);
/* Groups whose estimate is hidden, in the table that hides most of them. */
size_t shown_hidden_groups(const ShownFinding *finding);
/* Every knot of the catalogue, by stage. */
size_t shown_audit_knot_count(const ShownAudit *audit);
const ShownKnot *shown_audit_knot(const ShownAudit *audit, size_t index);
size_t shown_audit_unseen_count(const ShownAudit *audit);
const ShownUnseen *shown_audit_unseen(const ShownAudit *audit, size_t index);
/* One row for each way of grouping people that has findings. */
size_t shown_audit_hiding_count(const ShownAudit *audit);
const ShownHiding *shown_audit_hiding(const ShownAudit *audit, size_t index);
/* Sentences that say what was left out to protect people, and why. */
StrSpan shown_audit_left_out(const ShownAudit *audit);
/* False: read from a bundle, whose numbers nobody has checked again. */
bool shown_audit_verified(const ShownAudit *audit);
/* The version of the program that computed it. */
Str shown_audit_version(const ShownAudit *audit);

#endif
