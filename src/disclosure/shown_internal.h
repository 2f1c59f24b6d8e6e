/* Internal: what Shown is made of, and the steps that make it. Nobody outside src/disclosure may
   include this. */
#ifndef UK_DISCLOSURE_SHOWN_INTERNAL_H
#define UK_DISCLOSURE_SHOWN_INTERNAL_H

#include "check/finding.h"
#include "disclosure/rules.h"
#include "disclosure/shown.h"

struct Shown {
    ShownFacts facts;
    ShownTable *tables;
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

/* One answer on its way out. */
typedef struct Protection {
    Context *context;
    const DisclosureRule *rule;
    const Findings *findings;
} Protection;

ProtectedSet protect_set(const Protection *protection, const CellSet *set);

/* The row total: coarser than other counts where it would narrow a hidden count too much. */
ShownNumber protect_rows(const Protection *protection, const ShownTable *tables);

/* Estimate and interval of a quantity of `table`, whose protected sets these are. */
ShownInterval protect_quantity(const Protection *protection, const FindingTable *table,
                               const ProtectedSet *sets, const Quantity *quantity);

ShownNumber shown_value(double value, int decimals);
ShownNumber shown_hidden(int64_t from, int64_t to);
ShownNumber shown_without_range(void);
ShownNumber shown_undefined(void);

#endif
