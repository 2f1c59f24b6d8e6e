/* Internal: what Shown is made of, and the steps that make it. Nobody outside src/disclosure may
   include this. */
#ifndef UK_DISCLOSURE_SHOWN_INTERNAL_H
#define UK_DISCLOSURE_SHOWN_INTERNAL_H

#include "check/finding.h"
#include "disclosure/rules.h"
#include "disclosure/shown.h"

#include <assert.h>

struct Shown {
    ShownFacts facts;
    ShownTable *tables;
    ShownInterval *overall; /* of each table: the estimate of everyone in it */
    ShownDesign *designs;   /* of each table */
    size_t table_count;
};

/* A set of people after the rule: its counts as they may be shown, and what may be worked out. */
typedef struct ProtectedSet {
    ShownNumber people;
    ShownNumber total;  /* events or sum */
    bool usable;        /* false: nothing may be worked out from this set */
    Str reason;         /* why it is not */
    SetSummary summary; /* from the shown counts (exact where nothing is protected) */
    int decimals;       /* of a share or mean of this set */
} ProtectedSet;

/* What "everyone else" is made of. */
typedef enum EveryoneElse {
    ELSE_AS_COUNTED,    /* of all others: nothing in the table is hidden */
    ELSE_FROM_SHOWN,    /* the others' shown numbers, and the hidden ones' together, roughly */
    ELSE_WITHOUT_HIDDEN /* the shown groups alone */
} EveryoneElse;

/* A table on its way out, with its sets in the order of the finding's. */
typedef struct ProtectedTable {
    const FindingTable *table;
    ProtectedSet *sets;
    EveryoneElse everyone_else;
} ProtectedTable;

/* A number that is hidden or undefined, and so is its interval; why is in the note. */
static inline ShownInterval without_value(ShownNumber number, Method method, Str note)
{
    return (ShownInterval){.estimate = number,
                           .se = number,
                           .low = number,
                           .high = number,
                           .method = quantity_method_name(method),
                           .note = note};
}

/* The index of the set that a group's numbers are of, in the table's sets. */
static inline size_t set_of_group(const FindingTable *table, size_t group)
{
    assert(group < table->group_count && table->groups[group].people.one < table->set_count);
    return table->groups[group].people.one;
}

static inline const CellSet *group_set(const ProtectedTable *table, size_t group)
{
    return &table->table->sets[set_of_group(table->table, group)];
}

static inline ProtectedSet *protected_group(const ProtectedTable *table, size_t group)
{
    return &table->sets[set_of_group(table->table, group)];
}

/* The design effect by a set's own persons. */
static inline double own_effect(const SetSummary *summary)
{
    return summary->design_effect - summary->effect_of_table;
}

/* The first set of the kind; NULL where the table has none. */
const CellSet *set_of_kind(const FindingTable *table, CellSetKind kind);

/* One answer on its way out. */
typedef struct Protection {
    Context *context;
    const DisclosureRule *rule;
    const Findings *findings;
    ProtectedTable *tables;
    ShownNumber rows;     /* all rows read */
    bool rows_are_hidden; /* since they would tell how many people a hidden group has */
} Protection;

/* A set by itself: its own counts alone decide. */
ProtectedSet protect_set(const Protection *protection, const CellSet *set);

/* An amount that takes two different values at most in a set, such as 0 and 1: then its sum is a
   count, and so is its mean. In millionths. */
typedef struct TwoValues {
    bool two;         /* false: there must be more, and the rest says nothing */
    Int128 one;       /* no row's amount is further from 0 */
    Int128 other;     /* the same as `one` where all have that */
    int64_t with_one; /* rows that have it */
} TwoValues;
TwoValues protect_two_values(const Counts *counts);

/* The range that covers a count of 0 to T persons. Where rows repeat people it has no upper end:
   the count is of rows, and a few persons can have many. */
ShownNumber protect_few(const Protection *protection);

/* A number of rows or people that stands alone. */
ShownNumber protect_count(const Protection *protection, int64_t count);

/* Hides what the tables' sets would tell together; decides on everyone else and on the rows. */
void protect_linked(Protection *protection);

/* Makes everyone else of each shown group of a table with hidden ones anew, from numbers that tell
   nothing more of these. */
void protect_everyone_else(const Protection *protection, const ProtectedTable *table);

/* Makes everyone of a table with hidden groups anew, likewise. */
void protect_everyone(const Protection *protection, const ProtectedTable *table);

/* The survey's design of a table, and its notes; these have room for two more. */
Status protect_design(const Protection *protection, const FindingTable *table, StrSpan *notes,
                      ShownDesign *out) UK_MUST_USE;

/* A median wait and its limits, in steps of days in which more people ended their wait than the
   rule hides; the difference of two such. */
ShownInterval protect_median(const Protection *protection, const FindingTable *table,
                             const ProtectedSet *sets, const Quantity *quantity);

/* The day by which nine in ten have been seen, in such steps; of a set that may be used. */
ShownInterval protect_ninetieth(const Protection *protection, const CellSet *set);

/* What was shown, as an interval to go on with: NaN for what is hidden or undefined, an upper limit
   without end where a median has one. */
Interval shown_as_interval(const ShownInterval *shown);

/* To `decimals`, limits outward: an interval never looks narrower than it is. */
ShownInterval protect_on_decimals(Interval value, int decimals, const Quantity *quantity);

/* Estimate and interval of a quantity of `table`, whose protected sets these are. */
ShownInterval protect_quantity(const Protection *protection, const FindingTable *table,
                               const ProtectedSet *sets, const Quantity *quantity);

/* Where nothing is adjusted for: no number and no reason. */
ShownAdjusted protect_not_adjusted(void);

/* The adjusted numbers of a table's groups, where it has any. `from` has everyone else as shown. */
Status protect_adjusted(const Protection *protection, const ProtectedTable *from,
                        ShownGroup *groups) UK_MUST_USE;

/* Figures of a sum or mean that may be shown (R5), and decimals of a share of so many people. */
#define MEAN_FIGURES 3
int share_decimals(const DisclosureRule *rule, int64_t people);

/* The notes that may be shown, with the numbers of `sets` put in, into out->notes. */
Status protect_notes(const Protection *protection, const FindingTable *table,
                     const ProtectedSet *sets, ShownTable *out) UK_MUST_USE;

/* The rule of that name, as disclosure_protect understands it. */
Status protection_rule(Context *context, const Findings *findings, Str profile,
                       const DisclosureRule **out) UK_MUST_USE;

/* What holds for the whole answer. */
ShownFacts protection_facts(const Protection *protection);

/* `decimals` below 0: rounded to tens or more, printed with none. SHOWN_EXACT: all there are. */
ShownNumber shown_value(double value, int decimals);
ShownNumber shown_hidden(int64_t from, int64_t to);
ShownNumber shown_without_range(void);
ShownNumber shown_undefined(void);

/* Pairs of a group's people with everyone else's are told on a grid, not from shown counts. */
static inline bool is_of_pairs(const FindingTable *table)
{
    return table->group_count > 0 && table->groups[0].difference.kind == QUANTITY_PAIRS_GAP;
}

/* All pairs together are half right, so that one hidden number would follow from the others: where
   one alone is, the smallest other group's is hidden with it. */
void protect_pairs(const Protection *protection, const FindingTable *table, ShownGroup *groups);

#endif
