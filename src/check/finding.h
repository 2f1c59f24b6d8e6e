/* What a check found: tables of groups whose every number is a Quantity, exact and not yet safe to
   show. Only disclosure may turn findings into something that leaves. */
#ifndef UK_CHECK_FINDING_H
#define UK_CHECK_FINDING_H

#include "base/int128.h"
#include "base/status.h"
#include "catalogue/code_list.h"
#include "measure/uk_kaplan_meier.h"

/* Which people a number is about: a set of cells of one table. */
typedef enum CellSetKind {
    SET_LEVEL,         /* one group, outcome known */
    SET_EVERYONE_ELSE, /* all other people of the table, outcome known, the not recorded included */
    SET_EVERYONE,      /* the whole table, outcome known */
    SET_UNKNOWN_OUTCOME, /* people whose outcome is not known; only `people` is filled */
    SET_MEMBERS,         /* one group, whatever their outcome; only `people` is filled */
    SET_SHARE_OF_ALL,    /* everyone of the recorded groups; `events` are those of one group */
    SET_ROWS,            /* rows of a file, whoever they are; only `people` is filled */
    SET_ALL_ROWS /* the same, where they are all those of the groups, or more: their number bounds
                    what is in any one group */
} CellSetKind;

#define SET_NONE UINT32_MAX

/* Exact counts. A count that whoever published the table kept back is known only to lie between
   `people` and `people_most` (or `events` and `events_most`); elsewhere the two are equal. Amounts
   are in millionths. */
typedef struct Counts {
    int64_t rows;
    int64_t people;
    int64_t people_most;
    int64_t events;
    int64_t events_most;
    int64_t unknown;
    int64_t persons; /* distinct people: `people`, unless rows repeat people. Of everyone else in a
                        table whose rows do, a lower bound: those who have rows in that set alone */
    int64_t persons_with;    /* of them those with at least one row with the outcome */
    int64_t persons_without; /* and those with at least one without it */
    Int128 sum;
    Int128 sum_of_squares;
    Int128 largest; /* no one person's absolute amount is more: exact, or an upper bound */
    Int128 second_largest;
    Int128 largest_of_row; /* exactly the largest absolute amount of one row */
} Counts;

/* What an interval needs to know of one set of people, exact or after rounding. */
typedef struct SetSummary {
    double people;        /* rows of people, or their weight: the denominator */
    double events;        /* of them with the outcome, in the same unit */
    double mean;          /* amounts only */
    double sd;            /* amounts only, divisor people - 1 */
    double design_effect; /* variance over that of as many independent people; 1 without clusters */
    double effect_of_table; /* the part of it that comes of how many persons the table has: what is
                               left is by the persons of the set alone */
    double units;           /* independent units, people or persons */
} SetSummary;

typedef struct CellSet {
    CellSetKind kind;
    uint32_t level; /* of SET_LEVEL and SET_EVERYONE_ELSE, an index into the table's groups */
    Counts counts;
    SetSummary summary;
    double largest_share; /* weighted: the weight of the person who counts most over the set's */
    bool published;       /* these counts are public already, whatever the rest of the answer is */
    Str withheld; /* why other numbers about the same people keep these back; empty: none do */
    const UkWaitDay *days; /* of waits: ascending; `people` waited, `events` of them to the end */
    size_t day_count;
    /* Of waits of people who may have several, one for each day, of uk_kaplan_meier_effects. NULL:
       all 1; NaN or negative: no limit. */
    const double *effects;
    /* Of the same: persons counted whose first wait to end ended on the day, so that in several
       days each is counted at most once. NULL: all whose wait ended. */
    const int64_t *persons_ended;
    const int64_t
        *persons_last; /* of the same: persons by the last day that is known of any wait */
} CellSet;

typedef enum QuantityKind {
    QUANTITY_PEOPLE,            /* people of set `one` */
    QUANTITY_EVENTS,            /* events of set `one` */
    QUANTITY_SUM,               /* sum of amounts of set `one`, in the amount's own unit */
    QUANTITY_SHARE,             /* events of people */
    QUANTITY_MEAN,              /* sum over people */
    QUANTITY_DIFFERENCE,        /* share or mean of `one` minus that of `zero` */
    QUANTITY_RATIO,             /* share or mean of `one` over that of `zero` */
    QUANTITY_MEDIAN,            /* days after which half of set `one` no longer wait */
    QUANTITY_MEDIAN_DIFFERENCE, /* that of `one` minus that of `zero` */
    QUANTITY_INDEX,             /* one number from all ordered groups */
    QUANTITY_PAIRS,    /* of pairs of one of `one` and one of `zero`, the share in which the
                                   first has more, equal ones half: by its estimate and se alone */
    QUANTITY_PAIRS_GAP /* that less one half */
} QuantityKind;

/* The ways to an interval; the names people read are in quantity_method_name. */
typedef enum Method {
    METHOD_NONE, /* a count */
    METHOD_WILSON,
    METHOD_WILSON_EFFECTIVE,
    METHOD_MEAN_T,
    METHOD_MEAN_CLUSTERED,
    METHOD_NEWCOMBE,
    METHOD_MOVER,
    METHOD_WELCH,
    METHOD_NORMAL_DIFFERENCE,
    METHOD_KATZ,
    METHOD_LOG_RATIO,
    METHOD_SII_LOGIT,
    METHOD_RII_LOGIT,
    METHOD_SII_LINEAR,
    METHOD_RII_LINEAR,
    METHOD_ACI,
    METHOD_RCI,
    METHOD_WILSON_FIXED, /* a share less one that is known: that of the population */
    METHOD_KAPLAN_MEIER,
    METHOD_MOVER_MEDIANS,
    METHOD_DELONG_PLAIN,
    METHOD_OE_POISSON,
    METHOD_OE,
    METHOD_CALIBRATION_INTERCEPT,
    METHOD_CALIBRATION_SLOPE,
    METHOD_ICI,
    METHOD_BRIER,
    METHOD_NET_BENEFIT,
    METHOD_NEED_DIFFERENCE,
    METHOD_SII_LOGIT_SURVEY,
    METHOD_RII_LOGIT_SURVEY,
    METHOD_SII_LINEAR_SURVEY,
    METHOD_RII_LINEAR_SURVEY,
    METHOD_ACI_SURVEY,
    METHOD_RCI_SURVEY,
    METHOD_STANDARDISED,
    METHOD_STANDARDISED_DIFFERENCE,
    METHOD_STANDARDISED_RATIO,
    METHOD_WILSON_EXPECTED, /* a share less the one that a score expected of the same people */
    METHOD_PAIRED,          /* a share less that of other answers of the same texts */
    METHOD_DELONG,
    METHOD_COUNT
} Method;

/* NaN: undefined. */
typedef struct Interval {
    double estimate;
    double se; /* of the logarithm for a ratio */
    double low;
    double high;
} Interval;

static inline Interval interval_of(UkInterval value)
{
    return (Interval){value.estimate, value.se, value.low, value.high};
}

/* A number that may be published, with all that protection needs to know. */
typedef struct Quantity {
    QuantityKind kind;
    Method method;
    uint32_t one;  /* sets of the table (FindingTable.sets) */
    uint32_t zero; /* the set compared with, or SET_NONE */
    Interval exact;
    double correlation; /* of the two estimates, when people are in both sets */
    double apart;       /* METHOD_PAIRED: how many pairs have two answers that differ */
    double df;          /* of Student's t; infinite: the normal */
    double influence;   /* of an index, or of anything weighted: the most that one person's absence
                           would change estimate or limits; NaN when not known */
    double residual_df; /* of an index: people less what was fitted */
    int64_t values;     /* of pairs: different values on the side that has fewer of them */
    int64_t fewest;   /* of pairs: the fewest people that a side has of one of everyone's values */
    Str undefined;    /* why exact.estimate or its limits are NaN; empty when they are not */
    bool open_reason; /* that reason tells nothing about anybody's number: it may be shown as is */
} Quantity;

/* A sentence with {0}, {1} ... in place of its numbers, which are quantities like all others; "{{"
   stands for "{". */
typedef struct FindingNote {
    Str text;
    Quantity *quantities;
    size_t quantity_count;
} FindingNote;

typedef struct FindingNotes {
    FindingNote *items;
    size_t count;
    size_t capacity;
} FindingNotes;

/* Standardised rates of a group (0) and of whom it is compared with (1), by uk_standardise. */
typedef struct Adjusted {
    double rate[2];
    double variance[2];
    double covariance;
    double crude[2];     /* the same people's plain rates */
    double people[2];    /* whose rates these are */
    double influence[2]; /* of one person's absence on rate less crude, at most */
    double residual_df;  /* people less what was fitted */
    Str undefined;       /* why the rates are NaN; empty when they are not */
} Adjusted;

/* What is adjusted for in a table, and its people by that: what the model is fitted to. A pattern
   is one level of each column; people whose value is not recorded are a level of their own. */
typedef struct FindingAdjust {
    StrSpan columns;              /* none: nothing is adjusted for */
    const uint32_t *level_counts; /* of each column */
    const uint32_t *patterns;     /* pattern_count x columns.count levels */
    size_t pattern_count;
    const uint32_t *cell_group; /* of each cell: an index into the table's groups */
    const uint32_t *cell_pattern;
    const double *people; /* of each cell, outcome known */
    const double *events;
    size_t cell_count;
} FindingAdjust;

typedef struct FindingGroup {
    Str level;     /* as it came; empty for a blank */
    bool recorded; /* false: one of the not recorded */
    bool ordered;  /* takes part in the ordered measures */
    Quantity people;
    Quantity total; /* QUANTITY_EVENTS or QUANTITY_SUM */
    Quantity estimate;
    Quantity difference;
    Quantity ratio;
    Adjusted adjusted;  /* where the table adjusts for something, and the group is compared */
    Quantity reference; /* the group's share of the population, where the table has one */
} FindingGroup;

typedef struct FindingMeasure {
    Str id; /* sii, rii, aci, rci */
    Quantity value;
} FindingMeasure;

/* A survey's design, where one was declared: what of it the table's people are in. */
typedef struct FindingDesign {
    bool declared; /* strata or clusters were named */
    bool has_strata;
    bool has_clusters; /* else every row is one */
    int64_t strata;
    int64_t clusters;
    int64_t lonely; /* strata with one cluster in the whole file */
    double df;      /* clusters less strata; of Student's t in every interval of the table */
    int64_t persons;
} FindingDesign;

/* How the labels of a table are said in sentences: by a list of the catalogue, in the direction
   that the study declares. list NULL: as they came. */
typedef struct LabelsSaid {
    const CodeList *list;
    bool last_is_worst;
} LabelsSaid;

/* One dimension, in one period where there are periods. */
typedef struct FindingTable {
    Str dimension;
    LabelsSaid said;
    Str period; /* empty unless `has_period` (a blank period is empty too) */
    bool has_period;
    bool ordered;      /* groups are in order, the worst off first */
    Str compared_with; /* a level's label, or "everyone else" */
    bool has_reference;
    CellSet *sets;
    size_t set_count;
    FindingGroup *groups; /* the not recorded last */
    size_t group_count;
    FindingMeasure *measures;
    size_t measure_count;
    Quantity overall;    /* the estimate of everyone in the table */
    bool has_population; /* groups have a `reference`: each is compared with its own */
    FindingDesign design;
    FindingAdjust adjust;
    bool recorded_alone; /* only the recorded groups are judged: that who lacks one answer lacks
                            another too says nothing about any group */
    FindingNotes notes;
} FindingTable;

typedef struct Findings {
    Str data;
    Str outcome;    /* as the person wrote it */
    bool amounts;   /* means, else shares of people */
    bool repeats;   /* rows repeat people: counts are of rows, thresholds of persons */
    bool weighted;  /* estimates go by weights, or by a survey's design */
    bool published; /* the person said that the figures are public already */
    bool finer;     /* three or more dimensions are crossed, or the group is a sensitive one: the
                       second rung of protection */
    bool of_score;  /* beside others about the same score, so that everyone else is added up from
                       shown numbers alone */
    Better better;
    double confidence;
    CellSet rows_set; /* SET_ALL_ROWS: rows read */
    Quantity rows;
    FindingTable *tables;
    size_t table_count;
} Findings;

/* A number of these sets that is not worked out yet: all of it is NaN. */
Quantity quantity_new(QuantityKind kind, Method method, uint32_t one, uint32_t zero);

/* The same number again from other counts, usually rounded ones: estimate, se and limits of a
   share, mean, difference or ratio by the quantity's own method. NaN where the method is undefined.
   Not for counts, sums, medians and indices (all NaN). */
Interval quantity_evaluate(const Quantity *quantity, const SetSummary *one, const SetSummary *zero,
                           double confidence);

/* The same by whole sets, medians of waits included. `zero` may be NULL. */
Interval quantity_evaluate_sets(const Quantity *quantity, const CellSet *one, const CellSet *zero,
                                double confidence);

/* The difference of two independent estimates with intervals of the same confidence: MOVER, Zou and
   Donner (2008), which takes limits without end too. */
Interval quantity_mover(Interval one, Interval zero);

/* "wilson", as in the table of measures; empty for METHOD_NONE. */
Str quantity_method_name(Method method);

#endif
