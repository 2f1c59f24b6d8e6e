#include "audit/score_tables.h"

#include <math.h>

/* What a table is made of while it is. Sets: each group's own, then what it is compared with, then
   everyone. */
typedef struct Making {
    const ScoreTableWanted *wanted;
    FindingTable *out;
    size_t reference; /* a group of `out`; SIZE_MAX: none */
} Making;

static CellSet set_of(CellSetKind kind, size_t level, double people, double events)
{
    int64_t all = (int64_t)people;
    int64_t some = (int64_t)events;

    return (CellSet){.kind = kind,
                     .level = (uint32_t)level,
                     .counts = {.rows = all,
                                .people = all,
                                .people_most = all,
                                .events = some,
                                .events_most = some,
                                .persons = all,
                                .persons_with = some,
                                .persons_without = all - some},
                     .summary = {.people = people,
                                 .events = events,
                                 .mean = (double)NAN,
                                 .sd = (double)NAN,
                                 .design_effect = 1,
                                 .units = people}};
}

static const SetSummary *summary_of(const Making *making, size_t group)
{
    const ScoreTableWanted *wanted = making->wanted;
    uint32_t set = (uint32_t)score_rate_set(wanted->rate);

    return &wanted->table->sets[wanted->score->groups[group].sets + set].summary;
}

/* Groups of the score that stand in the table, in its order; everyone is the score's first. */
static size_t find_group(const ScoreTable *score, Str level)
{
    for (size_t i = 1; i < score->group_count; i++) {
        if (str_equal(score->groups[i].level, level)) {
            return i;
        }
    }
    return 0;
}

static Str nobody(const ScoreTableWanted *wanted, bool compared_with)
{
    ScoreMetric rate = wanted->rate;

    if (wanted->of_need) {
        return compared_with ? STR("nobody to compare with is in high need")
                             : STR("nobody in this group is in high need");
    }
    if (rate == SCORE_TPR) {
        return compared_with ? STR("nobody to compare with has the outcome")
                             : STR("nobody in this group has the outcome");
    }
    if (rate == SCORE_FPR) {
        return compared_with ? STR("everybody to compare with has the outcome")
                             : STR("everybody in this group has the outcome");
    }
    if (rate == SCORE_PPV) {
        return compared_with ? STR("the score flags nobody to compare with")
                             : STR("the score flags nobody in this group");
    }
    if (rate == SCORE_FOR) {
        return compared_with ? STR("the score flags everybody to compare with")
                             : STR("the score flags everybody in this group");
    }
    return compared_with ? STR("the score expects nothing of these people")
                         : STR("nobody in this group has a known outcome and score");
}

static void evaluate(const Making *making, Quantity *quantity)
{
    const CellSet *sets = making->out->sets;

    if (!(sets[quantity->one].summary.people > 0)) {
        quantity->undefined = nobody(making->wanted, false);
    } else if (quantity->zero != SET_NONE && !(sets[quantity->zero].summary.people > 0)) {
        quantity->undefined = nobody(making->wanted, true);
    } else {
        quantity->exact = quantity_evaluate_sets(
            quantity, &sets[quantity->one],
            quantity->zero == SET_NONE ? NULL : &sets[quantity->zero], making->wanted->confidence);
        if (isnan(quantity->exact.estimate)) {
            quantity->undefined =
                making->wanted->rate == SCORE_PPV || making->wanted->rate == SCORE_FOR
                    ? STR("nobody compared with got the decision")
                    : STR("nobody compared with is flagged");
        } else if (isnan(quantity->exact.low)) {
            quantity->undefined = STR("a ratio of 0 has no interval");
        }
    }
}

static void leave_open(Quantity *quantity, const char *reason)
{
    quantity->undefined = str_from(reason);
    quantity->open_reason = true;
}

/* With whom a group's rate is compared. */
static void fill_contrast(const Making *making, size_t g)
{
    FindingTable *out = making->out;
    FindingGroup *group = &out->groups[g];
    uint32_t own = (uint32_t)g;
    bool expected = making->wanted->expected != NULL;
    bool reference = making->reference != SIZE_MAX;
    uint32_t zero = (uint32_t)(reference ? making->reference : out->group_count + g);

    if (expected) {
        group->difference = quantity_new(QUANTITY_DIFFERENCE, METHOD_WILSON_EXPECTED, own, zero);
        group->ratio = quantity_new(QUANTITY_RATIO, METHOD_NONE, own, SET_NONE);
        leave_open(&group->ratio, "what happened is compared with what was expected by their "
                                  "difference");
        group->reference = quantity_new(QUANTITY_SHARE, METHOD_NONE, zero, SET_NONE);
        group->reference.exact.estimate =
            out->sets[zero].summary.events / out->sets[zero].summary.people;
        evaluate(making, &group->difference);
        return;
    }
    group->difference = quantity_new(QUANTITY_DIFFERENCE, METHOD_NEWCOMBE, own, zero);
    group->ratio = quantity_new(QUANTITY_RATIO, METHOD_KATZ, own, zero);
    if (out->group_count == 1 || making->reference == g) {
        const char *why =
            reference ? "the group compared with" : "only one group: nothing to compare";

        leave_open(&group->difference, why);
        leave_open(&group->ratio, why);
        return;
    }
    evaluate(making, &group->difference);
    evaluate(making, &group->ratio);
}

static void fill_group(const Making *making, size_t g)
{
    FindingGroup *group = &making->out->groups[g];
    const CellSet *own = &making->out->sets[g];

    group->people = quantity_new(QUANTITY_PEOPLE, METHOD_NONE, (uint32_t)g, SET_NONE);
    group->people.exact.estimate = own->summary.people;
    group->total = quantity_new(QUANTITY_EVENTS, METHOD_NONE, (uint32_t)g, SET_NONE);
    group->total.exact.estimate = own->summary.events;
    group->estimate = quantity_new(QUANTITY_SHARE, METHOD_WILSON, (uint32_t)g, SET_NONE);
    evaluate(making, &group->estimate);
    fill_contrast(making, g);
}

static void add_group(Making *making, const FindingGroup *counted, size_t group)
{
    const ScoreTableWanted *wanted = making->wanted;
    FindingTable *out = making->out;
    size_t room = wanted->counted->group_count;
    size_t g = out->group_count++;
    const SetSummary *own = summary_of(making, group);
    const SetSummary *all = summary_of(making, 0);

    out->groups[g] = (FindingGroup){
        .level = counted->level, .recorded = counted->recorded, .ordered = counted->ordered};
    out->sets[g] = set_of(SET_LEVEL, g, own->people, own->events);
    out->sets[room + g] =
        wanted->expected != NULL
            ? set_of(SET_SHARE_OF_ALL, g, own->people, wanted->expected[group])
            : set_of(SET_EVERYONE_ELSE, g, all->people - own->people, all->events - own->events);
    if (wanted->counted->has_reference && wanted->expected == NULL &&
        str_equal(counted->level, wanted->counted->compared_with)) {
        making->reference = g;
    }
}

/* Moves what groups are compared with down to behind the groups that there are, and everyone. */
static void close_gap(const Making *making)
{
    FindingTable *out = making->out;
    const SetSummary *all = summary_of(making, 0);
    size_t room = making->wanted->counted->group_count;

    for (size_t g = 0; g < out->group_count; g++) {
        out->sets[out->group_count + g] = out->sets[room + g];
    }
    out->set_count = 2 * out->group_count + 1;
    out->sets[out->set_count - 1] = set_of(SET_EVERYONE, 0, all->people, all->events);
    out->overall =
        quantity_new(QUANTITY_SHARE, METHOD_WILSON, (uint32_t)(out->set_count - 1), SET_NONE);
    evaluate(making, &out->overall);
}

Status score_table_make(Auditing *auditing, const ScoreTableWanted *wanted, FindingTable *out)
{
    const FindingTable *counted = wanted->counted;
    bool expected = wanted->expected != NULL;
    Making making = {.wanted = wanted, .out = out, .reference = SIZE_MAX};

    *out = (FindingTable){
        .dimension = counted->dimension,
        .said = counted->said,
        .ordered = counted->ordered,
        .has_population = expected,
        .sets = TAKE(auditing->context, CellSet, 2 * counted->group_count + 1),
        .groups = TAKE(auditing->context, FindingGroup, counted->group_count),
    };
    if (out->sets == NULL || out->groups == NULL) {
        return fail_memory(auditing->context);
    }
    for (size_t g = 0; g < counted->group_count; g++) {
        size_t group = find_group(wanted->score, counted->groups[g].level);

        if (group != 0) {
            add_group(&making, &counted->groups[g], group);
        }
    }
    out->has_reference = expected || making.reference != SIZE_MAX;
    out->compared_with = expected                       ? STR("what the score expected")
                         : making.reference != SIZE_MAX ? counted->compared_with
                                                        : STR("everyone else");
    close_gap(&making);
    for (size_t g = 0; g < out->group_count; g++) {
        fill_group(&making, g);
    }
    return done();
}
