/* Findings about a score on their way out: rates from rounded counts, all else on grids. */
#include "disclosure/protect_score.h"
#include "disclosure/disclose_score.h"
#include "disclosure/disclosure.h"
#include "disclosure/rounding.h"

#include <math.h>

struct ShownScore {
    ShownScoreFacts facts;
    ShownScoreTable *tables;
    size_t table_count;
};

#define LINKED STR("hidden: beside other numbers it would tell a small one")

/* ---- one group ---- */

ShownInterval protect_score_hidden(const Quantity *quantity, Str reason)
{
    ShownNumber number = shown_without_range();

    return (ShownInterval){.estimate = number,
                           .se = number,
                           .low = number,
                           .high = number,
                           .method = quantity_method_name(quantity->method),
                           .note = reason};
}

ProtectedSet protect_score_set(const ProtectedScore *table, size_t group, ScoreSet set,
                               ScoreShowing least)
{
    ProtectedSet out = table->sets[table->score->groups[group].sets + (uint32_t)set];

    if (table->showing[group] < least) {
        out.usable = false;
        out.reason = LINKED;
    }
    return out;
}

double protect_score_df(const Protection *protection, bool by_unit, const Counts *counts, double df)
{
    if (!protection->rule->protects || isnan(df) || by_unit) {
        return df;
    }
    return (double)round_count(counts->persons, protection->rule->base) - 1;
}

ShownInterval protect_score_rate(const Protection *protection, const ProtectedScore *table,
                                 size_t group, ScoreMetric rate)
{
    ScoreSet set = score_rate_set(rate);
    Quantity quantity = table->score->groups[group].metrics[rate];
    bool margin = set == SCORE_SET_SELECTED || set == SCORE_SET_OUTCOME;
    ProtectedSet shown =
        protect_score_set(table, group, set, margin ? SHOWING_MARGINS : SHOWING_ALL);

    if (score_rate_is_complement(rate)) {
        shown.summary.events = shown.summary.people - shown.summary.events;
    }
    if (table->by_unit) {
        shown.summary.units = table->table->sets[quantity.one].summary.units;
    }
    quantity.df = protect_score_df(protection, table->by_unit,
                                   &table->table->sets[quantity.one].counts, quantity.df);
    quantity.one = 0;
    return protect_quantity(protection, table->table, &shown, &quantity);
}

/* Of two scores, such as 0 and 1, what is worked out of all people are sums of four numbers of
   people, and several such sums together tell each, however coarse one of them is shown. With ten
   scores there are more numbers than sums that could tell them. */
bool protect_score_has_few(const Protection *protection, const ProtectedScore *table, size_t group)
{
    return protection->rule->protects &&
           table->score->groups[group].values < protection->rule->score_values_least;
}

static ShownInterval protect_value(const Protection *protection, const ProtectedScore *table,
                                   size_t group, ScoreMetric metric)
{
    Quantity quantity = table->score->groups[group].metrics[metric];
    ProtectedSet outcome = protect_score_set(table, group, SCORE_SET_OUTCOME, SHOWING_MARGINS);
    ShownInterval value;

    if (!outcome.usable && !quantity.open_reason) {
        return protect_score_hidden(&quantity, outcome.reason);
    }
    if (protect_score_has_few(protection, table, group) && !quantity.open_reason) {
        return protect_score_hidden(
            &quantity, STR("hidden: so few different scores are here that it would tell how many "
                           "people have each"));
    }
    quantity.one = 0;
    value = protect_quantity(protection, table->table, &outcome, &quantity);
    if (metric == SCORE_ICI && protection->rule->protects && value.estimate.value <= 0 &&
        value.estimate.state == SHOWN_VALUE) { /* a distance that rounding made none */
        return protect_score_hidden(&quantity,
                                    STR("hidden: one person could change it by too much"));
    }
    return value;
}

/* How the flagged vary between persons, as coarse as the rest: two figures of a design effect, two
   decimals of a correlation. */
static ScoreBenefit benefit_shown(const ProtectedScore *table, size_t group,
                                  const ProtectedSet *people)
{
    ScoreBenefit benefit = table->score->groups[group].benefit;

    benefit.right =
        round_decimals(benefit.right, decimals_for_figures(benefit.right, 2, 2), ROUND_NEAREST);
    benefit.wrong =
        round_decimals(benefit.wrong, decimals_for_figures(benefit.wrong, 2, 2), ROUND_NEAREST);
    benefit.correlation = round_decimals(benefit.correlation, 2, ROUND_NEAREST);
    if (!table->by_unit) {
        benefit.units = people->summary.units;
    }
    return benefit;
}

/* From the sets as shown; where they are weighted they are shares of these. */
static Interval benefit_of(const Protection *protection, const ProtectedScore *table, size_t group,
                           const ProtectedSet *const sets[3], double cutoff)
{
    double people = sets[0]->summary.people;
    double share = sets[0]->summary.events / people;
    double counts[3] = {sets[1]->summary.events, sets[2]->summary.events, people};
    ScoreBenefit benefit;

    if (protection->findings->weighted) {
        counts[0] = people * share * sets[1]->summary.events / sets[1]->summary.people;
        counts[1] = people * (1 - share) * sets[2]->summary.events / sets[2]->summary.people;
    }
    if (!table->score->groups[group].benefit.clustered) {
        return score_net_benefit(counts[0], counts[1], counts[2], cutoff,
                                 protection->findings->confidence);
    }
    benefit = benefit_shown(table, group, sets[0]);
    return score_net_benefit_clustered(&benefit, counts, cutoff, protection->findings->confidence);
}

/* From the counts as shown: of exact ones it would be a finer sum of two numbers of people. */
static ShownInterval protect_net_benefit(const Protection *protection, const ProtectedScore *table,
                                         size_t group, double cutoff)
{
    Quantity quantity = table->score->groups[group].metrics[SCORE_NET_BENEFIT];
    ProtectedSet with = protect_score_set(table, group, SCORE_SET_WITH, SHOWING_ALL);
    ProtectedSet without = protect_score_set(table, group, SCORE_SET_WITHOUT, SHOWING_ALL);
    ProtectedSet people = protect_score_set(table, group, SCORE_SET_OUTCOME, SHOWING_MARGINS);
    const ProtectedSet *sets[] = {&people, &with, &without};

    if (!protection->rule->protects || quantity.open_reason) {
        return protect_value(protection, table, group, SCORE_NET_BENEFIT);
    }
    for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++) {
        if (!sets[i]->usable) {
            return protect_score_hidden(&quantity, sets[i]->reason);
        }
    }
    quantity.exact = benefit_of(protection, table, group, sets, cutoff);
    if (protection->findings->weighted) { /* on the grid of one person's weight */
        quantity.one = 0;
        return protect_quantity(protection, table->table, &people, &quantity);
    }
    return protect_on_decimals(quantity.exact, people.decimals, &quantity);
}

ShownNumber protect_score_number(const ProtectedScore *table, size_t group, ScoreSet set)
{
    const ProtectedSet *protected = &table->sets[table->score->groups[group].sets + (uint32_t)set];

    return table->showing[group] >= SHOWING_PEOPLE ? protected->people : shown_without_range();
}

static ShownScoreGroup protect_score_group(const Protection *protection,
                                           const ProtectedScore *table, size_t index, double cutoff)
{
    const ScoreGroup *group = &table->score->groups[index];
    ShownScoreGroup out = {
        .level = group->level,
        .everyone = group->everyone,
        .recorded = group->recorded,
        .people = protect_score_number(table, index, SCORE_SET_OUTCOME),
        .events = table->showing[index] >= SHOWING_MARGINS
                      ? table->sets[group->sets + SCORE_SET_OUTCOME].total
                      : shown_without_range(),
        .no_outcome = protect_score_number(table, index, SCORE_SET_NO_OUTCOME),
        .no_score = protect_score_number(table, index, SCORE_SET_NO_SCORE),
        .no_flag = protect_score_number(table, index, SCORE_SET_NO_FLAG),
    };

    for (int metric = 0; metric < SCORE_NET_BENEFIT; metric++) {
        out.metrics[metric] =
            metric < SCORE_RATES ? protect_score_rate(protection, table, index, (ScoreMetric)metric)
                                 : protect_value(protection, table, index, (ScoreMetric)metric);
    }
    out.metrics[SCORE_NET_BENEFIT] = protect_net_benefit(protection, table, index, cutoff);
    return out;
}

/* ---- all ---- */

/* Numbers of rows in notes go with the number of all rows; so do people left out with everyone. */
static void protect_note_sets(const Protection *protection, const ProtectedScore *table)
{
    size_t groups_end = table->score->group_count * SCORE_SET_COUNT;

    for (size_t s = groups_end; s < table->table->set_count && protection->rows_are_hidden; s++) {
        table->sets[s].people = shown_without_range();
    }
    for (size_t set = SCORE_SET_NO_OUTCOME; set < SCORE_SET_COUNT; set++) {
        if (table->showing[0] < SHOWING_PEOPLE) {
            table->sets[table->score->groups[0].sets + set].people = shown_without_range();
        }
    }
}

/* `needs` of the group, where a column of needs was named. */
static Status protect_group_need(const Protection *protection, const ProtectedNeeds *needs,
                                 const ProtectedScore *table, size_t group, ShownScoreGroup *out)
{
    ShownNeed *need;

    if (needs->needs == NULL) {
        return done();
    }
    need = TAKE(protection->context, ShownNeed, 1);
    if (need == NULL) {
        return fail_memory(protection->context);
    }
    *need = protect_need(protection, needs, table->index, group);
    out->need = need;
    return done();
}

static Status protect_score_table(const Protection *protection, const ProtectedNeeds *needs,
                                  const ProtectedScore *table, double cutoff, ShownScoreTable *out)
{
    ShownScoreGroup *groups = TAKE(protection->context, ShownScoreGroup, table->score->group_count);
    ShownTable notes = {.group_count = 0};

    if (groups == NULL) {
        return fail_memory(protection->context);
    }
    for (size_t g = 0; g < table->score->group_count; g++) {
        groups[g] = protect_score_group(protection, table, g, cutoff);
        TRY(protect_group_need(protection, needs, table, g, &groups[g]));
    }
    protect_note_sets(protection, table);
    TRY(protect_notes(protection, table->table, table->sets, &notes));
    *out = (ShownScoreTable){.dimension = table->table->dimension,
                             .groups = groups,
                             .group_count = table->score->group_count,
                             .notes = notes.notes};
    return done();
}

Status protect_score_sets(const Protection *protection, const ScoreFindings *findings,
                          ProtectedScore *out)
{
    for (size_t t = 0; t < findings->answer.table_count; t++) {
        const FindingTable *table = &findings->answer.tables[t];
        const ScoreTable *score = &findings->tables[t];

        out[t] = (ProtectedScore){.table = table,
                                  .score = score,
                                  .index = t,
                                  .by_unit = findings->by_unit,
                                  .sets = TAKE(protection->context, ProtectedSet, table->set_count),
                                  .showing =
                                      TAKE(protection->context, ScoreShowing, score->group_count)};
        if (out[t].sets == NULL || out[t].showing == NULL) {
            return fail_memory(protection->context);
        }
        for (size_t s = 0; s < table->set_count; s++) {
            out[t].sets[s] = protect_set(protection, &table->sets[s]);
        }
        for (size_t g = 0; g < score->group_count; g++) {
            out[t].showing[g] = SHOWING_ALL;
        }
    }
    return done();
}

Status disclosure_protect_score(Context *context, const ScoreFindings *findings, Str profile,
                                ShownScore **out)
{
    Protection protection = {.context = context, .findings = &findings->answer};
    size_t count = findings->answer.table_count;
    ProtectedScore *tables = TAKE(context, ProtectedScore, count);
    ShownScore *shown = TAKE(context, ShownScore, 1);
    ProtectedNeeds needs = {.needs = NULL};
    bool needs_hide_rows = false;

    if (tables == NULL || shown == NULL) {
        return fail_memory(context);
    }
    TRY(protection_rule(context, &findings->answer, profile, &protection.rule));
    protection.rows = protect_count(&protection, findings->answer.rows_set.counts.people);
    if (findings->needs != NULL) {
        TRY(protect_needs_begin(&protection, findings, &needs));
        needs_hide_rows = protection.rows_are_hidden;
    }
    TRY(protect_score_sets(&protection, findings, tables));
    if (protection.rule->protects) {
        TRY(score_attack(&protection, tables, count, findings->flag.length > 0));
    }
    protection.rows_are_hidden = protection.rows_are_hidden || needs_hide_rows;
    if (protection.rows_are_hidden) {
        protection.rows = shown_without_range();
    }
    shown->tables = TAKE(context, ShownScoreTable, count);
    if (shown->tables == NULL) {
        return fail_memory(context);
    }
    for (size_t t = 0; t < count; t++) {
        TRY(protect_score_table(&protection, &needs, &tables[t], findings->cutoff,
                                &shown->tables[t]));
    }
    shown->table_count = count;
    shown->facts = (ShownScoreFacts){.all = protection_facts(&protection),
                                     .score = findings->score,
                                     .flag = findings->flag,
                                     .cutoff = findings->cutoff};
    if (findings->needs != NULL) {
        protect_need_facts(&protection, findings->needs, &shown->facts);
    }
    *out = shown;
    return done();
}

const ShownScoreFacts *shown_score_facts(const ShownScore *shown)
{
    return &shown->facts;
}

size_t shown_score_table_count(const ShownScore *shown)
{
    return shown->table_count;
}

const ShownScoreTable *shown_score_table(const ShownScore *shown, size_t index)
{
    return index < shown->table_count ? &shown->tables[index] : NULL;
}
