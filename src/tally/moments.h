/* Sums over persons, for rows that repeat people or carry weights: what variances between persons
   need. Exact tallies cannot hold them: they come from the row stream, which is then forgotten. */
#ifndef UK_TALLY_MOMENTS_H
#define UK_TALLY_MOMENTS_H

#include "base/status.h"

/* Rows in memory, each with a known place in every dimension; the arrays are the caller's. */
typedef struct RowTable {
    size_t count;
    size_t dimension_count;
    struct Dimension *dimensions; /* levels as in a Tally */
    uint32_t **levels;            /* dimension_count arrays of count indices */
    double *value;                /* 0 or 1, or the amount; NaN: the outcome is not known */
    double *weight;               /* 0 or more; NULL: every row weighs 1 */
    double *score;                /* NaN: not known; NULL: none was asked for */
    double *flag;                 /* 0 or 1; NaN: not known; NULL: none was asked for */
    double *need;                 /* as the score */
    int64_t *people;              /* how many people a row stands for, 0 or more; NULL: 1 */
    uint32_t *person;             /* dense numbers from 0; NULL: every row is a person of its own */
    uint32_t person_count;
    int64_t person_missing; /* rows without a person id: each was made a person of its own */
    uint32_t *unit; /* of a survey's design: the row's cluster (a row without clusters) within its
                       stratum, dense numbers from 0; NULL: no design */
    uint32_t unit_count;
    uint32_t *unit_stratum; /* of each unit: dense numbers from 0 */
    uint32_t stratum_count;
    int64_t *stratum_units; /* of each stratum: its units in the whole file, those without a row in
                               this table included */
    int64_t design_missing; /* rows of the file left out since they lack a weight, a stratum or a
                               cluster that the design has */
} RowTable;

/* Sums over persons of products of (n, k): n a person's weight in the set, k its weighted outcome.
   Of a survey's design n and k are a unit's, k of the outcome less Moments.centre, and each stratum
   of m units adds m/(m-1) times (its sum of products - the product of its two totals / m). A
   stratum of one unit adds the product itself: it is centred at the mean of all ("adjust"). */
typedef struct MomentPair {
    double nn, nk, kn, kk; /* sum n_g n_h, n_g k_h, k_g n_h, k_g k_h */
} MomentPair;

typedef struct LevelMoments {
    double weight;        /* sum of n: the level's weight */
    double total;         /* sum of k */
    int64_t persons;      /* distinct persons with a known outcome in the level */
    int64_t persons_with; /* of them, those with at least one row with the outcome (value != 0) */
    int64_t persons_without; /* those with at least one row without; some may be in both */
    MomentPair own;          /* with itself */
    MomentPair with_all;     /* g: this level; h: all rows of the table */
    double largest_share;    /* the largest person's weight over `weight`: one person's influence; 0
                             where `weight` is 0 */
} LevelMoments;

typedef struct Moments {
    size_t level_count;
    LevelMoments *levels;
    LevelMoments all; /* the whole table; `with_all` equals `own` */
    double units;     /* persons in the table with a known outcome */
    bool of_design;   /* own, with_all and pairs are those of a survey's design */
    double centre;    /* what was taken off every outcome before it was weighted in k: the weighted
                         mean of all, so that little cancels; 0 without a design */
    double df;        /* units - 1; of a design `clusters` - `strata` */
    int64_t strata;   /* of a design, with a row in the table that weighs more than 0 */
    int64_t clusters; /* alike */
    int64_t lonely;   /* of those strata, how many have one unit in the whole file */
    MomentPair
        *pairs; /* level_count x level_count, or NULL when level_count > MOMENTS_PAIRS_MOST */
} Moments;

#define MOMENTS_PAIRS_MOST 200

/* For the table made by dimension `dimension`, restricted to rows with `period` in dimension
   `period_dimension` (SIZE_MAX: no such). Rows with an unknown value, and rows that stand for no
   people, are not in. With persons given, a row that stands for c people weighs c times as much for
   its person; without, it is c persons alike. `with_all` and `pairs` count a person's rows in other
   levels too.
   Terms are cut to 180 bits below the largest sum there can be and then added exactly: neither the
   order of rows, nor how persons are numbered, nor the number of threads changes a digit. Each sum
   is within 2 ulp of the true sum of its products, each rounded once, or 2^-170 of the largest
   sum. With a design, units without a row in the table count as units whose n and k are 0, as a
   domain of a survey asks; `persons` and `largest_share` stay those of persons. FAIL_LIMIT when
   weights or amounts are so large that their squares are no longer doubles. */
Status moments_build(Context *context, const RowTable *rows, size_t dimension,
                     size_t period_dimension, uint32_t period, Moments *out) UK_MUST_USE;

/* The same for the dimension of that name, one for each level of the dimension named `period`
   (empty: one for all rows). The rows have both. */
Status moments_by_period(Context *context, const RowTable *rows, Str dimension, Str period,
                         Moments **out) UK_MUST_USE;

#endif
