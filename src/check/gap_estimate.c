/* Sets of people, their exact counts, and the quantities of each group. */
#include "check/gap_internal.h"

#include "measure/uk_clustered.h"
#include "measure/uk_survey.h"

#include <math.h>

/* How the outcome varies between persons in one set. */
typedef struct SetMoments {
    double weight;
    double total;
    double variance; /* of total/weight */
} SetMoments;

Counts gap_counts(const Cell *cell)
{
    return (Counts){.rows = cell->rows,
                    .people = cell->people,
                    .people_most = cell->people_most,
                    .events = cell->events,
                    .events_most = cell->events_most,
                    .unknown = cell->unknown,
                    .persons = cell->people,
                    .persons_with = cell->events,
                    .persons_without = cell->people - cell->events,
                    .sum = cell->sum,
                    .sum_of_squares = cell->sum_of_squares,
                    .largest = cell->largest,
                    .second_largest = cell->second_largest,
                    .largest_of_row = cell->largest};
}

uint32_t gap_add_set(GapBuild *build, CellSetKind kind, uint32_t level)
{
    FindingTable *table = build->table;
    size_t index = table->set_count;

    if (index >= build->set_capacity) {
        return SET_NONE;
    }
    table->sets[index] = (CellSet){.kind = kind, .level = level};
    table->set_count++;
    return (uint32_t)index;
}

static UkPairMoments pair_of(MomentPair pair)
{
    return (UkPairMoments){pair.nn, pair.nk, pair.kn, pair.kk};
}

bool gap_by_design(const GapQuestion *question)
{
    return question->weighted || question->has_strata || question->has_clusters;
}

double gap_pair_covariance(const Moments *moments, MomentPair pair, const double mean[2],
                           const double weight[2])
{
    if (moments->of_design) {
        return uk_survey_covariance(pair_of(pair), mean[0] - moments->centre,
                                    mean[1] - moments->centre, weight[0], weight[1]);
    }
    return uk_linearised_covariance(pair_of(pair), mean[0], mean[1], weight[0], weight[1],
                                    moments->units);
}

static double variance_of(const Moments *moments, MomentPair own, double weight, double total)
{
    double mean = total / weight;
    double variance =
        gap_pair_covariance(moments, own, (double[2]){mean, mean}, (double[2]){weight, weight});

    return variance < 0 ? 0 : variance;
}

static SetMoments level_moments(const Moments *moments, uint32_t level)
{
    const LevelMoments *own = &moments->levels[level];

    return (SetMoments){own->weight, own->total,
                        variance_of(moments, own->own, own->weight, own->total)};
}

/* The pair sums of everyone else with itself: of (all - level)(all - level). */
static MomentPair else_pair(const Moments *moments, uint32_t level)
{
    const MomentPair *all = &moments->all.own;
    const MomentPair *with = &moments->levels[level].with_all;
    const MomentPair *own = &moments->levels[level].own;

    return (MomentPair){.nn = all->nn - 2 * with->nn + own->nn,
                        .nk = all->nk - with->kn - with->nk + own->nk,
                        .kn = all->kn - with->kn - with->nk + own->kn,
                        .kk = all->kk - 2 * with->kk + own->kk};
}

static SetMoments else_moments(const Moments *moments, uint32_t level)
{
    const LevelMoments *own = &moments->levels[level];
    double weight = moments->all.weight - own->weight;
    double total = moments->all.total - own->total;

    return (SetMoments){weight, total,
                        variance_of(moments, else_pair(moments, level), weight, total)};
}

double gap_covariance(const Moments *moments, uint32_t g, uint32_t h)
{
    const LevelMoments *one = &moments->levels[g];
    const LevelMoments *zero = &moments->levels[h];

    if (moments->pairs == NULL) {
        return (double)NAN;
    }
    return gap_pair_covariance(moments, moments->pairs[g * moments->level_count + h],
                               (double[2]){one->total / one->weight, zero->total / zero->weight},
                               (double[2]){one->weight, zero->weight});
}

static double covariance_with_else(const Moments *moments, uint32_t level)
{
    const LevelMoments *own = &moments->levels[level];
    MomentPair pair = {own->with_all.nn - own->own.nn, own->with_all.nk - own->own.nk,
                       own->with_all.kn - own->own.kn, own->with_all.kk - own->own.kk};
    double weight = moments->all.weight - own->weight;
    double total = moments->all.total - own->total;

    return gap_pair_covariance(moments, pair, (double[2]){own->total / own->weight, total / weight},
                               (double[2]){own->weight, weight});
}

/* Independent people, each counted once. */
static SetSummary plain_summary(const GapBuild *build, const Counts *counts)
{
    SetSummary summary = {.people = (double)counts->people,
                          .events = (double)counts->events,
                          .mean = (double)NAN,
                          .sd = (double)NAN,
                          .design_effect = 1,
                          .units = (double)counts->persons};

    if (build->question->form == GAP_AMOUNT) {
        summary.events = (double)NAN;
        summary.mean = gap_mean(counts->sum, counts->people);
        summary.sd = gap_sd(counts->sum, counts->sum_of_squares, counts->people);
    }
    return summary;
}

/* Persons with several rows, or weights: the spread as for independent people times a design
   effect, so that it can be worked out again from rounded counts. */
static void use_moments(const GapBuild *build, SetMoments moments, SetSummary *summary)
{
    double independent;
    double p = moments.total / moments.weight;

    if (build->question->form != GAP_AMOUNT) {
        summary->people = moments.weight;
        summary->events = moments.total;
        independent = p * (1 - p) / moments.weight;
    } else if (gap_by_design(build->question)) {
        summary->people = moments.weight;
        summary->mean = p;
        summary->sd = sqrt(moments.variance * moments.weight);
        independent = moments.variance;
    } else {
        independent = summary->sd * summary->sd / summary->people;
    }
    summary->design_effect = independent > 0 ? moments.variance / independent : 1;
    summary->effect_of_table = summary->design_effect / build->moments->units;
}

/* No one person's rows in a set can be more than this: what bounds one person's sum of amounts. */
static int64_t rows_of_one_person(const GapBuild *build, const CellSet *set, double largest)
{
    double bound = (double)(set->counts.rows - set->counts.persons + 1);

    if (!gap_by_design(build->question) && largest < bound) {
        bound = largest;
    }
    return bound > 1 ? (int64_t)ceil(bound - 1e-6) : 1;
}

static void bound_amounts(const GapBuild *build, CellSet *set, double largest)
{
    int64_t rows = rows_of_one_person(build, set, largest);

    if (rows > 1) {
        set->counts.largest *= rows;
        set->counts.second_largest = set->counts.largest;
    }
}

static void fill_level(GapBuild *build, uint32_t group)
{
    CellSet *set = &build->table->sets[group];
    const LevelMoments *moments;

    set->counts = gap_counts(&build->cells[group]);
    if (build->moments != NULL) {
        moments = &build->moments->levels[build->levels[group]];
        set->counts.persons = moments->persons;
        set->counts.persons_with = moments->persons_with;
        set->counts.persons_without = moments->persons_without;
        set->largest_share = moments->largest_share;
        bound_amounts(build, set, moments->largest_share * moments->weight);
    }
    set->summary = plain_summary(build, &set->counts);
    if (build->moments != NULL) {
        use_moments(build, level_moments(build->moments, build->levels[group]), &set->summary);
    }
}

/* The most persons of a kind in any one group but `group`: they are all in everyone else. */
typedef struct MostPersons {
    int64_t first, second;
    uint32_t first_group;
} MostPersons;

static void most_add(MostPersons *most, uint32_t group, int64_t persons)
{
    if (persons > most->first) {
        most->second = most->first;
        most->first = persons;
        most->first_group = group;
    } else if (persons > most->second) {
        most->second = persons;
    }
}

static int64_t persons_else(const MostPersons *most, uint32_t group, int64_t all, int64_t own)
{
    int64_t other = most->first_group == group ? most->second : most->first;

    return all - own > other ? all - own : other;
}

static void fill_else_persons(GapBuild *build, uint32_t first_else)
{
    MostPersons most[3] = {{0, 0, SET_NONE}, {0, 0, SET_NONE}, {0, 0, SET_NONE}};
    const LevelMoments *all = &build->moments->all;
    uint32_t g;

    for (g = 0; g < build->table->group_count; g++) {
        const Counts *own = &build->table->sets[g].counts;

        most_add(&most[0], g, own->persons);
        most_add(&most[1], g, own->persons_with);
        most_add(&most[2], g, own->persons_without);
    }
    for (g = 0; g < build->table->group_count; g++) {
        const Counts *own = &build->table->sets[g].counts;
        CellSet *set = &build->table->sets[first_else + g];
        double weight =
            build->moments->all.weight - build->moments->levels[build->levels[g]].weight;
        double largest = all->largest_share * all->weight;

        set->counts.persons = persons_else(&most[0], g, all->persons, own->persons);
        set->counts.persons_with = persons_else(&most[1], g, all->persons_with, own->persons_with);
        set->counts.persons_without =
            persons_else(&most[2], g, all->persons_without, own->persons_without);
        set->largest_share = largest < weight ? largest / weight : 1;
        bound_amounts(build, set, largest);
        set->summary = plain_summary(build, &set->counts);
        use_moments(build, else_moments(build->moments, build->levels[g]), &set->summary);
    }
}

/* Everyone but one group, from a published total. */
static Cell rest_of(const Cell *total, const Cell *part)
{
    Cell rest = *total;

    rest.rows -= part->rows;
    rest.people -= part->people;
    rest.people_most -= part->people;
    rest.events -= part->events;
    rest.events_most -= part->events;
    return rest;
}

/* Everyone else of each group: all groups before it and all after it, exactly. Groups whose counts
   were kept back by who published them are in nobody's "everyone else", and a note says so, unless
   a total was published beside them: then it is that total less the group. */
static Status fill_else(GapBuild *build)
{
    size_t count = build->table->group_count;
    Cell *after = TAKE(build->context, Cell, count + 1); /* of the groups from g on */
    Cell before = {0};
    uint32_t first_else = (uint32_t)build->table->set_count;
    size_t g;

    if (after == NULL) {
        return fail_memory(build->context);
    }
    for (g = count; g-- > 0;) {
        after[g] = after[g + 1];
        if (build->exact[g]) {
            cell_add(&after[g], &build->cells[g]);
        }
    }
    for (g = 0; g < count; g++) {
        Cell other = before;
        CellSet *set;

        (void)gap_add_set(build, SET_EVERYONE_ELSE, (uint32_t)g);
        cell_add(&other, &after[g + 1]);
        if (build->true_total != NULL && build->exact[g]) {
            other = rest_of(build->true_total, &build->cells[g]);
        }
        set = &build->table->sets[first_else + g];
        set->counts = gap_counts(&other);
        set->summary = plain_summary(build, &set->counts);
        if (build->exact[g]) {
            cell_add(&before, &build->cells[g]);
        }
    }
    if (build->moments != NULL) {
        fill_else_persons(build, first_else);
    }
    return done();
}

static void fill_everyone(GapBuild *build)
{
    CellSet *set;
    int64_t unknown = 0;
    size_t g;

    for (g = 0; g < build->table->group_count; g++) {
        unknown += build->cells[g].unknown;
        if (build->exact[g]) {
            cell_add(&build->everyone, &build->cells[g]);
        }
    }
    build->everyone_set = gap_add_set(build, SET_EVERYONE, 0);
    set = &build->table->sets[build->everyone_set];
    set->counts = gap_counts(&build->everyone);
    if (build->moments != NULL) {
        set->counts.persons = build->moments->all.persons;
        set->counts.persons_with = build->moments->all.persons_with;
        set->counts.persons_without = build->moments->all.persons_without;
    }
    set->summary = plain_summary(build, &set->counts);
    if (build->moments != NULL) {
        const LevelMoments *all = &build->moments->all;
        SetMoments together = {all->weight, all->total,
                               variance_of(build->moments, all->own, all->weight, all->total)};

        set->largest_share = all->largest_share;
        use_moments(build, together, &set->summary);
    }
    build->unknown_set = gap_add_set(build, SET_UNKNOWN_OUTCOME, 0);
    set = &build->table->sets[build->unknown_set];
    set->counts = (Counts){.people = unknown, .people_most = unknown, .persons = unknown};
}

/* Why no estimate can be made for a set at all; empty when one can. */
static Str set_reason(const GapBuild *build, uint32_t index, bool compared_with)
{
    const CellSet *set = &build->table->sets[index];

    if (set->counts.people != set->counts.people_most ||
        set->counts.events != set->counts.events_most) {
        return compared_with ? STR("numbers of the group compared with were kept back by who "
                                   "published them")
                             : STR("numbers of this group were kept back by who published them");
    }
    if (set->counts.people == 0 || !(set->summary.people > 0)) {
        return compared_with ? STR("nobody to compare with has a known outcome")
                             : STR("nobody in this group has a known outcome");
    }
    if (build->question->form != GAP_AMOUNT && set->counts.events > set->counts.people) {
        return STR("more events than people: not a share");
    }
    return STR_NONE;
}

static Quantity count_quantity(QuantityKind kind, uint32_t one, double value)
{
    Quantity quantity = quantity_new(kind, METHOD_NONE, one, SET_NONE);

    quantity.exact.estimate = value;
    return quantity;
}

/* The most that the absence of one person can move a weighted share or mean of a set. */
static double weighted_influence(const GapBuild *build, const CellSet *set)
{
    double share = set->largest_share;
    double p = set->summary.events / set->summary.people;
    double reach = p > 0.5 ? p : 1 - p;

    if (build->question->form == GAP_AMOUNT) {
        reach = fabs(set->summary.mean) + int128_to_double(set->counts.largest) / 1e6;
    }
    return share > 0 && share < 0.5 ? share / (1 - share) * reach : (double)NAN;
}

static double set_value(const CellSet *set)
{
    return isnan(set->summary.mean) ? set->summary.events / set->summary.people : set->summary.mean;
}

static void fill_influence(const GapBuild *build, Quantity *quantity)
{
    const CellSet *one = &build->table->sets[quantity->one];
    double move = weighted_influence(build, one);

    if (!gap_by_design(build->question)) {
        return;
    }
    if (quantity->zero != SET_NONE) {
        const CellSet *zero = &build->table->sets[quantity->zero];
        double move0 = weighted_influence(build, zero);

        if (quantity->kind == QUANTITY_RATIO) {
            double base = fabs(set_value(zero));

            move = (move + fabs(quantity->exact.estimate) * move0) / base;
        } else {
            move += move0;
        }
    }
    quantity->influence = move;
}

/* What is left undefined although both sets have people. */
static Str value_reason(const GapBuild *build, const Quantity *quantity)
{
    if (!isnan(quantity->exact.estimate) && !isnan(quantity->exact.low)) {
        return STR_NONE;
    }
    if (isnan(quantity->correlation)) {
        return STR("too many groups that share people to compare with one of them");
    }
    if (quantity->kind == QUANTITY_RATIO && build->question->form == GAP_AMOUNT) {
        return STR("a ratio needs two means above 0 and some spread");
    }
    if (quantity->kind == QUANTITY_RATIO && isnan(quantity->exact.estimate)) {
        return STR("nobody compared with has the outcome");
    }
    if (quantity->kind == QUANTITY_RATIO) {
        return STR("a ratio of 0 has no interval");
    }
    return STR("too few people to tell how far chance alone would move this");
}

static void evaluate(const GapBuild *build, Quantity *quantity)
{
    const CellSet *sets = build->table->sets;

    quantity->undefined = set_reason(build, quantity->one, false);
    if (quantity->undefined.length == 0 && quantity->zero != SET_NONE) {
        quantity->undefined = set_reason(build, quantity->zero, true);
    }
    if (quantity->undefined.length > 0) {
        return;
    }
    quantity->exact = quantity_evaluate(
        quantity, &sets[quantity->one].summary,
        quantity->zero == SET_NONE ? NULL : &sets[quantity->zero].summary, build->confidence);
    quantity->undefined = value_reason(build, quantity);
    fill_influence(build, quantity);
}

static double standard_error(const SetSummary *set)
{
    double p = set->events / set->people;
    double spread = isnan(set->mean) ? p * (1 - p) : set->sd * set->sd;

    return sqrt(spread * set->design_effect / set->people);
}

/* Of a group's estimate with that of the set it is compared with: they share persons. */
static double correlation(const GapBuild *build, uint32_t group, uint32_t zero)
{
    const CellSet *sets = build->table->sets;
    double product;
    double covariance;
    double r;

    if (build->moments == NULL || zero == SET_NONE) {
        return 0;
    }
    product = standard_error(&sets[group].summary) * standard_error(&sets[zero].summary);
    covariance =
        sets[zero].kind == SET_EVERYONE_ELSE
            ? covariance_with_else(build->moments, build->levels[group])
            : gap_covariance(build->moments, build->levels[group], build->levels[build->reference]);
    if (isnan(covariance) && !build->question->persons && !build->moments->of_design) {
        return 0; /* too many groups for all pairs, but nobody is in two of them */
    }
    r = product > 0 ? covariance / product : 0;
    return r < -1 ? -1 : r > 1 ? 1 : r;
}

static void fill_contrast(GapBuild *build, uint32_t group, uint32_t zero)
{
    FindingGroup *out = &build->table->groups[group];
    bool amounts = build->question->form == GAP_AMOUNT;
    bool clustered = build->moments != NULL;
    Method difference = amounts     ? clustered ? METHOD_NORMAL_DIFFERENCE : METHOD_WELCH
                        : clustered ? METHOD_MOVER
                                    : METHOD_NEWCOMBE;
    Method ratio = amounts || clustered ? METHOD_LOG_RATIO : METHOD_KATZ;
    Str reason = STR_NONE;

    out->difference = quantity_new(QUANTITY_DIFFERENCE, difference, group, zero);
    out->ratio = quantity_new(QUANTITY_RATIO, ratio, group, zero);
    if (build->table->group_count == 1) {
        reason = STR("only one group: nothing to compare");
    } else if (group == build->reference) {
        reason = STR("the group compared with");
    } else if (zero == SET_NONE) {
        reason = STR("the group compared with has no rows here");
    }
    if (reason.length > 0) {
        out->difference.undefined = reason;
        out->difference.open_reason = true;
        out->ratio.undefined = reason;
        out->ratio.open_reason = true;
        return;
    }
    out->difference.correlation = correlation(build, group, zero);
    out->difference.df = out->estimate.df;
    out->ratio.correlation = out->difference.correlation;
    out->ratio.df = out->estimate.df;
    evaluate(build, &out->difference);
    evaluate(build, &out->ratio);
}

static Quantity estimate_quantity(const GapBuild *build, uint32_t set)
{
    bool amounts = build->question->form == GAP_AMOUNT;
    bool clustered = build->moments != NULL;
    Method method = amounts     ? clustered ? METHOD_MEAN_CLUSTERED : METHOD_MEAN_T
                    : clustered ? METHOD_WILSON_EFFECTIVE
                                : METHOD_WILSON;
    Quantity quantity =
        quantity_new(amounts ? QUANTITY_MEAN : QUANTITY_SHARE, method, set, SET_NONE);

    if (clustered) {
        quantity.df = build->moments->df;
    } else if (!amounts) {
        quantity.df = (double)INFINITY;
    }
    evaluate(build, &quantity);
    return quantity;
}

static void fill_group(GapBuild *build, uint32_t group)
{
    FindingGroup *out = &build->table->groups[group];
    const CellSet *set = &build->table->sets[group];
    bool amounts = build->question->form == GAP_AMOUNT;

    out->people = count_quantity(QUANTITY_PEOPLE, group, (double)set->counts.people);
    out->total = amounts
                     ? count_quantity(QUANTITY_SUM, group, int128_to_double(set->counts.sum) / 1e6)
                     : count_quantity(QUANTITY_EVENTS, group, (double)set->counts.events);
    out->estimate = estimate_quantity(build, group);
}

Status gap_estimate(GapBuild *build)
{
    uint32_t count = (uint32_t)build->table->group_count;
    uint32_t first_else = SET_NONE;
    uint32_t g;

    for (g = 0; g < count; g++) {
        (void)gap_add_set(build, SET_LEVEL, g);
        fill_level(build, g);
    }
    fill_everyone(build);
    if (!build->dimension->has_reference) {
        first_else = (uint32_t)build->table->set_count;
        TRY(fill_else(build));
    }
    for (g = 0; g < count; g++) {
        fill_group(build, g);
    }
    build->table->overall = estimate_quantity(build, build->everyone_set);
    for (g = 0; g < count; g++) {
        fill_contrast(build, g, first_else == SET_NONE ? build->reference : first_else + g);
    }
    return done();
}
