/* Internal: the named rules of protection, as data. */
#ifndef UK_DISCLOSURE_RULES_H
#define UK_DISCLOSURE_RULES_H

#include "base/status.h"

/* Where each number comes from: catalogue/disclosure/RULE.yaml says why. */
typedef struct DisclosureRule {
    const char *id;
    bool protects;            /* false: exact numbers leave */
    int64_t hide_most;        /* person counts from 0 to this are shown as one range */
    int64_t base;             /* all other counts go to the nearest multiple of this */
    int64_t narrow;           /* a hidden count keeps at least so many possible values */
    int64_t one_decimal_from; /* people from which shares have one decimal per 100 */
    int64_t two_decimals_from;
    int64_t mean_persons_least; /* fewer persons: no sum, no mean */
    int64_t dominance_percent;  /* the rest must be at least so much of the largest amount */
    int64_t top_two_percent;    /* the two largest may not be more than this of the sum */
    int64_t residual_df_least;  /* of an index */
    int64_t score_values_least; /* fewer different scores: rates alone */
    double influence_steps;     /* an index's grid is at least so many times one's influence */
    const char *warning;        /* first and last line of what is printed; or empty */
    const char *sentence;       /* what the rule does, for the reader */
} DisclosureRule;

/* NULL when there is none of that id. "published" is for figures that are public already. */
const DisclosureRule *disclosure_rule_find(Str id);

/* The rule for tables that cross three or more dimensions, and for sensitive groups. */
const DisclosureRule *disclosure_rule_finer(const DisclosureRule *rule);

/* "unknot-default, none": what a person may ask for. */
Str disclosure_rule_names(void);

#endif
