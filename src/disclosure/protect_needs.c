/* What people needed on its way out: means like amounts, rates from rounded counts, all else on
   grids no finer than one person's influence. */
#include "disclosure/protect_score.h"

#include <math.h>

/* ---- what may be shown ---- */

static const ScoreNeedGroup *need_group(const ProtectedNeeds *needs, size_t table, size_t group)
{
    return &needs->needs->groups[table][group];
}

/* Those whom a flag names, and those it does not, must each be more than a few with any need. */
static bool reached_is_safe(const Protection *protection, const ProtectedNeeds *needs, size_t reach,
                            size_t table, size_t group)
{
    const ProtectedScore *counted = &needs->reaches[reach][table];
    ProtectedSet needy = protect_set(protection, &need_group(needs, table, group)->needy[reach]);

    return needy.usable && counted->showing[group] >= SHOWING_ALL &&
           protect_score_set(counted, group, SCORE_SET_OUTCOME, SHOWING_MARGINS).usable &&
           !protect_score_has_few(protection, counted, group);
}

/* Everyone's is the sum that the one group which is hidden could be told from. */
static bool everyone_is_safe(const Protection *protection, const ProtectedNeeds *needs,
                             size_t reach, size_t table_count)
{
    for (size_t t = 0; t < table_count; t++) {
        for (size_t g = 0; g < needs->reaches[reach][t].score->group_count; g++) {
            if (!reached_is_safe(protection, needs, reach, t, g)) {
                return false;
            }
        }
    }
    return true;
}

Status protect_needs_begin(Protection *protection, const ScoreFindings *findings,
                           ProtectedNeeds *out)
{
    size_t count = findings->answer.table_count;
    bool hidden = protection->rows_are_hidden;

    *out = (ProtectedNeeds){.needs = findings->needs};
    for (size_t r = 0; r < findings->needs->reach_count; r++) {
        const ScoreReach *reach = &findings->needs->reaches[r];
        ProtectedScore *tables = TAKE(protection->context, ProtectedScore, count);

        if (tables == NULL) {
            return fail_memory(protection->context);
        }
        TRY(protect_score_sets(protection, reach->counts, tables));
        tables[0].by_capacity = !isnan(reach->capacity);
        if (protection->rule->protects) {
            TRY(score_attack(protection, tables, count, true));
        }
        hidden = hidden || protection->rows_are_hidden;
        out->reaches[r] = tables;
        out->everyone[r] =
            !protection->rule->protects || everyone_is_safe(protection, out, r, count);
    }
    protection->rows_are_hidden = hidden;
    return done();
}

/* ---- one group ---- */

/* A mean as `unknot gap --amount` protects it. */
static ShownInterval protect_mean(const Protection *protection, const ProtectedScore *counted,
                                  size_t group, const CellSet *set, const Quantity *mean)
{
    Findings amounts = *protection->findings;
    Protection of_amounts = *protection;
    Quantity quantity = *mean;
    ProtectedSet people = protect_score_set(counted, group, SCORE_SET_OUTCOME, SHOWING_MARGINS);
    ProtectedSet shown;

    amounts.amounts = true;
    of_amounts.findings = &amounts;
    if (!people.usable && protection->rule->protects) {
        return protect_score_hidden(mean, people.reason);
    }
    shown = protect_set(&of_amounts, set);
    quantity.df = protect_score_df(protection, counted->by_unit, &set->counts, quantity.df);
    quantity.one = 0;
    return protect_quantity(&of_amounts, counted->table, &shown, &quantity);
}

static ShownInterval protect_index(const Protection *protection, const ProtectedScore *counted,
                                   size_t group, const Quantity *index)
{
    Quantity quantity = *index;
    ProtectedSet people = protect_score_set(counted, group, SCORE_SET_OUTCOME, SHOWING_MARGINS);

    quantity.one = 0;
    return protect_quantity(protection, counted->table, &people, &quantity);
}

static ShownInterval protect_difference(const Protection *protection, const ProtectedScore *counted,
                                        size_t group, const ScoreNeedGroup *need)
{
    const Quantity *difference = &need->difference;
    ProtectedSet people = protect_score_set(counted, group, SCORE_SET_OUTCOME, SHOWING_MARGINS);

    if (protection->rule->protects && !difference->open_reason) {
        if (!people.usable) {
            return protect_score_hidden(difference, people.reason);
        }
        if (need->persons_else <= protection->rule->hide_most) {
            return protect_score_hidden(difference,
                                        STR("hidden: worked out from a small number of people"));
        }
        if (protect_score_has_few(protection, counted, group)) {
            return protect_score_hidden(difference,
                                        STR("hidden: so few different scores are here that it "
                                            "would tell how many people have each"));
        }
    } else if (difference->open_reason) {
        return (ShownInterval){.estimate = shown_undefined(),
                               .se = shown_undefined(),
                               .low = shown_undefined(),
                               .high = shown_undefined(),
                               .method = quantity_method_name(difference->method),
                               .note = difference->undefined};
    }
    return protect_index(protection, counted, group, difference);
}

/* Needs of two values are counted people: their rate, from rounded counts. */
static ShownInterval protect_reached(const Protection *protection, const ProtectedNeeds *needs,
                                     size_t reach, size_t table, size_t group)
{
    const ProtectedScore *counted = &needs->reaches[reach][table];
    const Quantity *reached = &need_group(needs, table, group)->reached[reach];

    if (needs->needs->high.two_values) {
        return protect_score_rate(protection, counted, group, SCORE_TPR);
    }
    if (protection->rule->protects && (!reached_is_safe(protection, needs, reach, table, group) ||
                                       (group == 0 && !needs->everyone[reach]))) {
        return protect_score_hidden(
            reached, STR("hidden: it, or what it would tell beside other numbers, is about a small "
                         "number of people"));
    }
    return protect_index(protection, counted, group, reached);
}

ShownNeed protect_need(const Protection *protection, const ProtectedNeeds *needs, size_t table,
                       size_t group)
{
    const ScoreNeedGroup *need = need_group(needs, table, group);
    const ProtectedScore *counted = &needs->reaches[0][table];
    ShownNeed out = {
        .people = protect_score_number(counted, group, SCORE_SET_OUTCOME),
        .high = counted->showing[group] >= SHOWING_MARGINS
                    ? counted->sets[counted->score->groups[group].sets + SCORE_SET_OUTCOME].total
                    : shown_without_range(),
        .no_need = protect_score_number(counted, group, SCORE_SET_NO_OUTCOME),
        .mean = protect_mean(protection, counted, group, &need->amount, &need->mean),
        .difference = protect_difference(protection, counted, group, need),
    };

    for (size_t tenth = 0; tenth < SCORE_TENTHS; tenth++) {
        out.tenths[tenth] = protect_mean(protection, counted, group, &need->tenth_amounts[tenth],
                                         &need->tenths[tenth]);
    }
    for (size_t r = 0; r < needs->needs->reach_count; r++) {
        const ProtectedScore *of = &needs->reaches[r][table];

        out.reaches[r] = (ShownReach){
            .flagged = protect_score_rate(protection, of, group, SCORE_SELECTION_RATE),
            .missed = protect_score_rate(protection, of, group, SCORE_FNR),
            .reached = protect_reached(protection, needs, r, table, group),
        };
    }
    return out;
}

void protect_need_facts(const Protection *protection, const ScoreNeeds *needs,
                        ShownScoreFacts *facts)
{
    bool shared = needs->high.persons > protection->rule->hide_most;

    facts->need = needs->column;
    facts->high_from = shared || !protection->rule->protects
                           ? shown_value(needs->high.from, SHOWN_EXACT)
                           : shown_without_range();
    facts->reach_count = needs->reach_count;
    for (size_t r = 0; r < needs->reach_count; r++) {
        facts->capacities[r] = needs->reaches[r].capacity;
    }
}
