/* Internal: what the parts of check_gap hand to each other. */
#ifndef UK_CHECK_GAP_INTERNAL_H
#define UK_CHECK_GAP_INTERNAL_H

#include "check/gap.h"

/* What holds for a dimension in all its periods: which levels are recorded, and in what order. */
typedef struct GapPlan {
    uint32_t *rows;      /* indices of all levels in the order of showing, the not recorded last */
    size_t count;        /* levels of the dimension */
    bool *recorded;      /* by level */
    bool *total;         /* by level: its label says it stands for everyone */
    bool ordered;        /* rows are the worst off first */
    bool told_by_labels; /* nobody declared that order: the labels say it */
    bool looks_ordered;  /* bare numbers, and no order declared */
    uint32_t reference;  /* a level, or SET_NONE */
} GapPlan;

/* One table while it is made. Arrays are by group. */
typedef struct GapBuild {
    Context *context;
    const GapQuestion *question;
    const GapDimension *dimension;
    const GapPlan *plan;
    const Moments *moments; /* NULL without */
    FindingTable *table;
    double confidence;
    uint32_t *levels; /* of the dimension */
    Cell *cells;
    bool *exact;   /* no count of the group was kept back */
    Cell everyone; /* of the groups whose counts are exact */
    uint32_t everyone_set;
    uint32_t unknown_set;
    uint32_t reference; /* a group, or SET_NONE */
    size_t set_capacity;
    uint32_t left_out_total; /* a level left out because its parts are there, or SET_NONE */
    uint32_t odd_total;      /* a level that calls itself a total and is not, or SET_NONE */
    int64_t alike_unknown;   /* people whose value of what is adjusted for is not recorded */
    const Cell
        *true_total; /* exact numbers of everyone where some group's were kept back, or NULL */
} GapBuild;

/* Estimates go by weights or by a survey's design: they are no shares of counted people. */
bool gap_by_design(const GapQuestion *question);

/* Decides recorded, order and reference; notes mistakes in what was declared. */
Status gap_plan(Context *context, const GapQuestion *question, const GapDimension *dimension,
                GapPlan *out) UK_MUST_USE;

/* Appends a set; SET_NONE never. The table has room for all sets that gap_estimate makes. */
uint32_t gap_add_set(GapBuild *build, CellSetKind kind, uint32_t level);

/* Counts of a cell; persons are people. */
Counts gap_counts(const Cell *cell);

/* Fills sets, groups and their quantities. */
Status gap_estimate(GapBuild *build) UK_MUST_USE;

/* Means and spreads of exact sums in millionths: the mean, and the standard deviation with divisor
   people - 1; NaN for what is undefined.
   Accuracy: 4 ulp each, for any sum of squares that fits 128 bits. */
double gap_mean(Int128 sum, int64_t people);
double gap_sd(Int128 sum, Int128 sum_of_squares, int64_t people);

/* Covariance of two means of the moments' table, whose sums of products are `pair`. */
double gap_pair_covariance(const Moments *moments, MomentPair pair, const double mean[2],
                           const double weight[2]);

/* Covariance of the means of groups g and h from the moments; NaN when not known. */
double gap_covariance(const Moments *moments, uint32_t g, uint32_t h);

/* The measures over ordered groups. */
Status gap_measures(GapBuild *build) UK_MUST_USE;
bool gap_measure_known(Str id);

/* Standardised rates of each group and of whom it is compared with, where the dimension has what to
   adjust for. */
Status gap_adjust(GapBuild *build, uint32_t period) UK_MUST_USE;

/* The notes of a table; `repeats` of the whole answer among them. */
Status gap_notes(GapBuild *build) UK_MUST_USE;

#endif
