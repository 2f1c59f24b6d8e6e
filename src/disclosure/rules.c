#include "disclosure/rules.h"

static const DisclosureRule RULES[] = {
    {.id = "unknot-default",
     .protects = true,
     .hide_most = 7,
     .base = 5,
     .narrow = 4,
     .one_decimal_from = 4000,
     .two_decimals_from = 40000,
     .mean_persons_least = 10,
     .dominance_percent = 10,
     .top_two_percent = 90,
     .residual_df_least = 10,
     .score_values_least = 10,
     .influence_steps = 2,
     .warning = "",
     .sentence = "protected (unknot-default): counts of 0 to 7 people are hidden, others are to "
                 "the nearest 5; all else is worked out from those or rounded, so figures may "
                 "not add up"},
    {.id = "none", .warning = "unprotected, do not share", .sentence = "exact figures"},
    {.id = "published", .warning = "", .sentence = "published figures, not protected again"},
};

/* The ladder's second rung: three or more dimensions crossed, or a sensitive group. */
static const DisclosureRule FINER = {
    .id = "unknot-default",
    .protects = true,
    .hide_most = 9,
    .base = 10,
    .narrow = 4,
    .one_decimal_from = 8000,
    .two_decimals_from = 80000,
    .mean_persons_least = 20,
    .dominance_percent = 10,
    .top_two_percent = 90,
    .residual_df_least = 10,
    .score_values_least = 20,
    .influence_steps = 4,
    .warning = "",
    .sentence = "protected (unknot-default, second rung): counts of 0 to 9 people are hidden, "
                "others are to the nearest 10",
};

const DisclosureRule *disclosure_rule_finer(const DisclosureRule *rule)
{
    return rule->protects ? &FINER : rule;
}

const DisclosureRule *disclosure_rule_find(Str id)
{
    size_t i;

    for (i = 0; i < sizeof RULES / sizeof RULES[0]; i++) {
        if (str_equal(id, str_from(RULES[i].id))) {
            return &RULES[i];
        }
    }
    return NULL;
}

Str disclosure_rule_names(void)
{
    return STR("unknot-default, none");
}
