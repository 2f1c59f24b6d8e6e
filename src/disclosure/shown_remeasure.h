/* Two audits held beside each other, the same definitions then and now: what differs between their
   definitions, and how each gap moved. Made in src/disclosure alone, from numbers that were shown
   before; read by reports. */
#ifndef UK_DISCLOSURE_SHOWN_REMEASURE_H
#define UK_DISCLOSURE_SHOWN_REMEASURE_H

#include "disclosure/shown_audit.h"

/* What a difference of definitions is about. */
typedef enum DifferenceScope {
    DIFFERS_IN_STUDY,
    DIFFERS_IN_PERIODS, /* of what is counted by period */
    DIFFERS_IN_TABLE,
    DIFFERS_IN_GROUP,
    DIFFERS_IN_OUTCOME,
    DIFFERS_IN_PATHWAY,
    DIFFERS_IN_SCORE,
    DIFFERS_IN_SWAP
} DifferenceScope;

/* One thing that the two studies say differently. Texts are the studies' own, as written. */
typedef struct ShownDifference {
    DifferenceScope scope;
    Str name;        /* of the table, group, outcome, pathway, score or swap; of the study empty */
    Str what;        /* in words, with the study's key: "which rows are kept (keep)" */
    Str then;        /* empty: not given */
    Str now;         /* empty: not given */
    bool stops;      /* what is about it cannot be compared; else it is said, and compared */
    unsigned checks; /* bits of 1u << CheckKind: it is about findings of these alone; 0: of all */
} ShownDifference;

/* One number then and now. `change` is the later less the earlier. */
typedef struct ShownMove {
    ShownInterval then;
    ShownInterval now;
    ShownInterval change;
} ShownMove;

/* How the size of a gap moved, by the interval of its change. */
typedef enum GapMove {
    GAP_NOT_KNOWN, /* a number that it needs is hidden, or there is none: see `why` */
    GAP_UNCLEAR,   /* the interval holds no change, and changes that would matter */
    GAP_HELD,      /* the interval holds no change, and none that would matter */
    GAP_NARROWER,
    GAP_WIDER,
    GAP_TURNED,   /* who had less now has more, or the other way */
    GAP_NONE_TOLD /* a clear gap went past none, and cannot be told from none now */
} GapMove;

/* How the number of everyone moved, likewise. */
typedef enum AverageMove {
    AVERAGE_NOT_KNOWN,
    AVERAGE_UNCLEAR,
    AVERAGE_UP,
    AVERAGE_DOWN
} AverageMove;

/* A group that both hold, or one of them. */
typedef struct ShownMovedGroup {
    Str level;
    bool recorded;
    ShownMove estimate;
    ShownMove gap; /* the group less those it is compared with */
    GapMove moved;
    Str why; /* of GAP_NOT_KNOWN: "hidden then", "not there now"; else empty */
} ShownMovedGroup;

typedef struct ShownRemeasured {
    const ShownFinding *then;
    const ShownFinding *now;
    const ShownPart *part_then; /* the table that is compared, of `then` */
    const ShownPart *part_now;
    bool comparable;           /* else only `differences` and `why` are filled */
    const size_t *differences; /* that are about it, indices of the remeasurement's */
    size_t difference_count;
    Str why;             /* of one that cannot be compared: what changed, in words; a clause */
    bool margin_changed; /* what the data say was judged by two margins */
    const ShownMovedGroup *groups; /* in the order of now, then those that are there then alone */
    size_t group_count;
    ShownMove average;
    AverageMove average_moved;
    /* The gap that sentences tell of: of groups in an order between the outermost two that are
       shown in both; else of the group whose gap was found then, or now, or that comes first. */
    size_t told;  /* index of its group; SIZE_MAX: none can be told */
    size_t other; /* of an order, the group at the other end; else SIZE_MAX */
    ShownMove gap;
    GapMove gap_moved;
    size_t moved_count;    /* groups whose own gap is narrower, wider or turned */
    size_t compared_count; /* groups whose own change is known */
} ShownRemeasured;

/* A knot of the catalogue in both; the two lines are never merged. */
typedef struct ShownKnotMove {
    Str id;
    Stage stage;
    DataSay data_then;
    DataSay data_now;
    PeopleSay people_then;
    PeopleSay people_now;
    bool same_definitions; /* nothing that a finding of it counts by has changed */
} ShownKnotMove;

typedef struct ShownRemeasure {
    const ShownAudit *then;
    const ShownAudit *now;
    const ShownDifference *differences;
    size_t difference_count;
    const ShownRemeasured *items; /* the most telling first */
    size_t item_count;
    size_t comparable_count;
    const ShownFinding *const *only_then; /* questions that only one of them asks */
    size_t only_then_count;
    const ShownFinding *const *only_now;
    size_t only_now_count;
    const ShownKnotMove *knots; /* those of which a line changed */
    size_t knot_count;
    Str period_then; /* the latest that is compared, as the data call it; empty: not known */
    Str period_now;
    double confidence; /* of each interval by itself */
} ShownRemeasure;

#endif
