/* The first question: who has less of it, or more? Tallies in, findings out. */
#ifndef UK_CHECK_GAP_H
#define UK_CHECK_GAP_H

#include "check/finding.h"
#include "tally/moments.h"
#include "tally/tally.h"

typedef enum GapForm {
    GAP_SHARE,    /* rows of people (or rows that stand for many) and a condition */
    GAP_AMOUNT,   /* an amount for each person: means */
    GAP_EVENTS_OF /* a table with a column of events and one of people */
} GapForm;

/* How the groups of a dimension are ordered; the worst off first. */
typedef enum GapOrder {
    GAP_ORDER_UNSAID,    /* told by the labels, or none */
    GAP_ORDER_ASCENDING, /* the smallest number or first label is worst off */
    GAP_ORDER_DESCENDING,
    GAP_ORDER_LIST
} GapOrder;

typedef struct GapDimension {
    Str column;
    const Tally *tally;      /* dimensions {column}, or {column, period} */
    const Moments *moments;  /* NULL; or one for each level of the period, one without periods */
    const Tally *adjusting;  /* NULL; or the same dimensions and those to adjust for behind them */
    StrSpan adjusting_names; /* of these, as people read them; none: the columns' own */
    GapOrder order;
    StrSpan order_list; /* for GAP_ORDER_LIST: every recorded level */
    Place order_place;
    bool has_reference;
    Str reference;
    Place reference_place;
    StrSpan not_recorded; /* labels declared with --not-recorded, beside those that say so */
    Place not_recorded_place;
    LabelsSaid said;
} GapDimension;

typedef struct GapQuestion {
    GapForm form;
    bool of_study;   /* remedies name the keys of a study, else the options of a command */
    Str data;        /* the file's name as shown */
    Str outcome;     /* the condition, the amount's column, or "recovered of finished" */
    bool has_period; /* the tallies' second dimension is the period */
    bool published;  /* figures that are public already */
    bool counted;    /* a column says how many people a row stands for */
    bool persons;    /* a column says whose row it is */
    bool weighted;   /* a column says how much a row weighs */
    bool has_strata; /* of a survey: columns that name its strata and clusters */
    bool has_clusters;
    int64_t without_design; /* rows of the file left out for want of a weight, stratum or cluster */
    Better better;
    double confidence; /* 0 means 0.95 */
    bool adjusts;      /* something is adjusted for; a dimension without `adjusting` is what would
                          be adjusted for itself, and nothing else */
    StrSpan measures;  /* sii, rii, aci, rci; "all" or none: all that apply */
    Place measures_place;
    Place period_place; /* where the column of periods was named */
    int64_t rows_read;
    int64_t rows_kept;
    Str left_out_by;       /* what leaves the others out, in words; empty: the conditions */
    int64_t where_unknown; /* of those not kept, rows for which the condition was not decided */
    Str repeating;         /* a column that looks like a person's id and repeats, or empty */
    int64_t repeating_distinct;
    int64_t small_amounts;  /* as in Reading */
    int64_t person_missing; /* as in RowTable */
    GapDimension *dimensions;
    size_t dimension_count;
} GapQuestion;

/* One table for each dimension and period: dimensions in the given order, each with its periods
   oldest first (period_labels_order; a period that is not recorded comes last). Everything is
   exact; nothing of it may be shown before disclosure_protect. Notes every mistake in what was
   declared (a reference, an order or a not recorded label that is no level, an unknown measure) and
   fails with FAIL_INPUT. Texts of the question are borrowed, not copied. */
Status check_gap(Context *context, const GapQuestion *question, Findings **out) UK_MUST_USE;

#endif
