/* Measures over ordered groups, from exact counts, and how far one person can move each. */
#include "check/gap_internal.h"

#include "measure/uk_concentration.h"
#include "measure/uk_slope_index.h"
#include "measure/uk_survey.h"

#include <math.h>

/* Beyond so many groups one person's influence is not worked out: it takes their square of time. */
#define GROUPS_FOR_INFLUENCE 1000

#define MEASURES 4

typedef struct Ranked {
    UkRankedGroups groups;
    double *estimate; /* the same arrays, to write */
    double *se;
    double *population;
    uint32_t *group;       /* of the table */
    double *covariance;    /* NULL: independent */
    UkSurveyGroups survey; /* with a survey's design; its `pairs` are NULL without */
    UkPairMoments *pairs;  /* the same array, to write */
} Ranked;

static Method measure_method(size_t measure, bool amounts, bool survey)
{
    static const Method METHODS[2][2][MEASURES] = {
        {{METHOD_SII_LOGIT, METHOD_RII_LOGIT, METHOD_ACI, METHOD_RCI},
         {METHOD_SII_LINEAR, METHOD_RII_LINEAR, METHOD_ACI, METHOD_RCI}},
        {{METHOD_SII_LOGIT_SURVEY, METHOD_RII_LOGIT_SURVEY, METHOD_ACI_SURVEY, METHOD_RCI_SURVEY},
         {METHOD_SII_LINEAR_SURVEY, METHOD_RII_LINEAR_SURVEY, METHOD_ACI_SURVEY,
          METHOD_RCI_SURVEY}}};

    return METHODS[survey ? 1 : 0][amounts ? 1 : 0][measure];
}

static Str measure_id(size_t measure)
{
    static const char *const IDS[MEASURES] = {"sii", "rii", "aci", "rci"};

    return str_from(IDS[measure]);
}

bool gap_measure_known(Str id)
{
    size_t i;

    for (i = 0; i < MEASURES; i++) {
        if (str_equal(id, measure_id(i))) {
            return true;
        }
    }
    return str_equal(id, STR("all"));
}

static bool wanted(const GapQuestion *question, size_t measure)
{
    size_t i;

    for (i = 0; i < question->measures.count; i++) {
        if (str_equal(question->measures.items[i], measure_id(measure)) ||
            str_equal(question->measures.items[i], STR("all"))) {
            return true;
        }
    }
    return question->measures.count == 0;
}

static UkInterval evaluate_survey(Method method, const UkSurveyGroups *groups, double confidence)
{
    switch ((int)method) {
    case METHOD_SII_LOGIT_SURVEY:
        return uk_sii_survey_logit(groups, confidence);
    case METHOD_RII_LOGIT_SURVEY:
        return uk_rii_survey_logit(groups, confidence);
    case METHOD_SII_LINEAR_SURVEY:
        return uk_sii_survey_linear(groups, confidence);
    case METHOD_RII_LINEAR_SURVEY:
        return uk_rii_survey_linear(groups, confidence);
    case METHOD_ACI_SURVEY:
        return uk_aci_survey(groups, confidence);
    default:
        return uk_rci_survey(groups, confidence);
    }
}

static UkInterval evaluate(Method method, Ranked *ranked, double confidence)
{
    const UkRankedGroups *groups = &ranked->groups;

    if (ranked->pairs != NULL) {
        ranked->survey.ranked = *groups;
        return evaluate_survey(method, &ranked->survey, confidence);
    }
    switch ((int)method) {
    case METHOD_SII_LOGIT:
        return uk_sii_logit(groups, confidence);
    case METHOD_RII_LOGIT:
        return uk_rii_logit(groups, confidence);
    case METHOD_SII_LINEAR:
        return uk_sii_linear(groups, confidence);
    case METHOD_RII_LINEAR:
        return uk_rii_linear(groups, confidence);
    case METHOD_ACI:
        return uk_aci(groups, confidence);
    default:
        return uk_rci(groups, confidence);
    }
}

static Status take_arrays(Context *context, size_t count, bool covariance, Ranked *out)
{
    out->covariance = TAKE(context, double, covariance ? count *count : 0);
    out->estimate = TAKE(context, double, count);
    out->se = TAKE(context, double, count);
    out->population = TAKE(context, double, count);
    out->group = TAKE(context, uint32_t, count);
    out->groups.workspace = TAKE(context, double, UK_SURVEY_WORKSPACE(count));
    if (out->covariance == NULL || out->estimate == NULL || out->se == NULL ||
        out->population == NULL || out->group == NULL || out->groups.workspace == NULL) {
        return fail_memory(context);
    }
    out->groups.estimate = out->estimate;
    out->groups.se = out->se;
    out->groups.population = out->population;
    out->groups.covariance = covariance ? out->covariance : NULL;
    return done();
}

static void fill_covariance(const GapBuild *build, const Ranked *ranked)
{
    size_t i;
    size_t j;

    for (i = 0; i < ranked->groups.count; i++) {
        for (j = 0; j < ranked->groups.count; j++) {
            ranked->covariance[i * ranked->groups.count + j] = gap_covariance(
                build->moments, build->levels[ranked->group[i]], build->levels[ranked->group[j]]);
        }
    }
}

/* What the indices need of a survey's design, of the ranked groups alone. */
static Status fill_survey(const GapBuild *build, Ranked *ranked)
{
    const Moments *moments = build->moments;
    size_t count = ranked->groups.count;

    ranked->pairs = TAKE(build->context, UkPairMoments, count * count);
    if (ranked->pairs == NULL) {
        return fail_memory(build->context);
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < count; j++) {
            const MomentPair *pair =
                &moments->pairs[build->levels[ranked->group[i]] * moments->level_count +
                                build->levels[ranked->group[j]]];

            ranked->pairs[i * count + j] = (UkPairMoments){pair->nn, pair->nk, pair->kn, pair->kk};
        }
    }
    ranked->survey =
        (UkSurveyGroups){.pairs = ranked->pairs, .centre = moments->centre, .df = moments->df};
    return done();
}

/* The ordered groups that have people, the worst off first. */
static Status ranked_groups(GapBuild *build, Ranked *out)
{
    const FindingTable *table = build->table;
    bool covariance = build->moments != NULL && build->moments->pairs != NULL;
    size_t g;

    *out = (Ranked){0};
    TRY(take_arrays(build->context, table->group_count, covariance, out));
    for (g = 0; g < table->group_count; g++) {
        const SetSummary *summary = &table->sets[g].summary;
        size_t at = out->groups.count;

        if (!table->groups[g].ordered || !(summary->people > 0)) {
            continue;
        }
        out->group[at] = (uint32_t)g;
        out->estimate[at] =
            isnan(summary->mean) ? summary->events / summary->people : summary->mean;
        out->se[at] = isnan(summary->mean)
                          ? sqrt(out->estimate[at] * (1 - out->estimate[at]) *
                                 summary->design_effect / summary->people)
                          : summary->sd * sqrt(summary->design_effect / summary->people);
        out->population[at] = summary->people;
        out->groups.count++;
    }
    if (covariance && build->moments->of_design) {
        return fill_survey(build, out);
    }
    if (covariance) {
        fill_covariance(build, out);
    } else if (build->moments != NULL && (build->question->persons || build->moments->of_design)) {
        out->groups.se = NULL; /* groups may share persons or clusters: not known without pairs */
    }
    return done();
}

static double larger_move(double most, UkInterval before, UkInterval after)
{
    double moves[4] = {after.estimate - before.estimate, after.se - before.se,
                       after.low - before.low, after.high - before.high};
    size_t i;

    for (i = 0; i < 4; i++) {
        if (isnan(moves[i])) {
            return (double)NAN;
        }
        if (fabs(moves[i]) > most) {
            most = fabs(moves[i]);
        }
    }
    return most;
}

/* How much of a group's weight one person may take along: 1, or the heaviest person of all. */
static double weight_of_one(const GapBuild *build, double population)
{
    double one = 1;

    if (build->moments != NULL) {
        one = build->moments->all.largest_share * build->moments->all.weight;
    }
    return one < population ? one : population;
}

/* Takes one person with the outcome or amount `value` from group `at`; the caller puts it back. */
static void take_away(const GapBuild *build, Ranked *ranked, size_t at, double value)
{
    double weight = weight_of_one(build, ranked->population[at]);
    double before = ranked->population[at];
    double after = before - weight;
    double total = ranked->estimate[at] * before - weight * value;

    ranked->population[at] = after;
    if (!(after > 0)) {
        ranked->population[at] = 0;
        ranked->estimate[at] = 0.5; /* counts for nothing */
        ranked->se[at] = 0;
        return;
    }
    if (build->question->form == GAP_AMOUNT) {
        ranked->estimate[at] = total / after;
        ranked->se[at] *= sqrt(before / after);
        return;
    }
    total = total < 0 ? 0 : total > after ? after : total;
    ranked->estimate[at] = total / after;
    ranked->se[at] = sqrt(ranked->estimate[at] * (1 - ranked->estimate[at]) *
                          build->table->sets[ranked->group[at]].summary.design_effect / after);
}

/* The most that one person's absence can change estimate, se or limits (disclosure rule R8): each
   person that there is, by group and outcome, taken away in turn. An amount may be as large as the
   group's largest, with either sign. */
static double influence(const GapBuild *build, Ranked *ranked, Method method, UkInterval value)
{
    double most = 0;
    size_t at;
    int side;

    if (ranked->groups.count > GROUPS_FOR_INFLUENCE) {
        return (double)NAN;
    }
    for (at = 0; at < ranked->groups.count; at++) {
        const Counts *counts = &build->table->sets[ranked->group[at]].counts;
        double largest = int128_to_double(counts->largest) / 1e6;
        double kept[3] = {ranked->population[at], ranked->estimate[at], ranked->se[at]};

        for (side = 0; side < 2; side++) {
            bool amounts = build->question->form == GAP_AMOUNT;
            bool there = side == 1 ? counts->events > 0 : counts->people > counts->events;

            if (!amounts && !there) {
                continue;
            }
            take_away(build, ranked, at, amounts ? (side == 1 ? largest : -largest) : side);
            most = larger_move(most, value, evaluate(method, ranked, build->confidence));
            ranked->population[at] = kept[0];
            ranked->estimate[at] = kept[1];
            ranked->se[at] = kept[2];
            if (isnan(most)) {
                return most;
            }
        }
    }
    return most;
}

/* Why none of the measures can be worked out; empty when they can. */
static Str reason_for_all(const GapBuild *build, const Ranked *ranked)
{
    size_t g;

    for (g = 0; g < build->table->group_count; g++) {
        if (build->table->groups[g].ordered && !build->exact[g]) {
            return STR("numbers of an ordered group were kept back by who published them");
        }
    }
    return ranked->groups.count < 2 ? STR("fewer than two ordered groups have people") : STR_NONE;
}

static Str reason_for_one(Method method, UkInterval value)
{
    if (!isnan(value.estimate) && !isnan(value.low)) {
        return STR_NONE;
    }
    if (!isnan(value.estimate)) {
        return STR("how far chance alone would move this is not known");
    }
    switch ((int)method) {
    case METHOD_SII_LOGIT:
    case METHOD_RII_LOGIT:
        return STR("no curve can be fitted: nobody has the outcome, everybody has, or the groups "
                   "part into those two");
    case METHOD_RII_LINEAR:
        return STR("the line through the groups reaches 0 or less at one end");
    default:
        return STR("the mean of all is 0 or less");
    }
}

static void fill_measure(GapBuild *build, Ranked *ranked, size_t measure)
{
    FindingMeasure *out = &build->table->measures[build->table->measure_count++];
    Method method = measure_method(measure, build->question->form == GAP_AMOUNT,
                                   build->moments != NULL && build->moments->of_design);
    UkInterval value;
    double persons = 0;
    size_t at;

    out->id = measure_id(measure);
    out->value = (Quantity){.kind = QUANTITY_INDEX,
                            .method = method,
                            .one = SET_NONE,
                            .zero = SET_NONE,
                            .exact = {(double)NAN, (double)NAN, (double)NAN, (double)NAN},
                            .df = (double)INFINITY,
                            .influence = (double)NAN};
    for (at = 0; at < ranked->groups.count; at++) {
        persons += (double)build->table->sets[ranked->group[at]].counts.persons;
    }
    out->value.residual_df = persons - 2;
    out->value.undefined = reason_for_all(build, ranked);
    if (out->value.undefined.length > 0) {
        return;
    }
    value = evaluate(method, ranked, build->confidence);
    out->value.exact = interval_of(value);
    out->value.undefined = reason_for_one(method, value);
    out->value.influence = influence(build, ranked, method, value);
}

Status gap_measures(GapBuild *build)
{
    Ranked ranked;
    size_t i;

    build->table->measures = TAKE(build->context, FindingMeasure, MEASURES);
    if (build->table->measures == NULL) {
        return fail_memory(build->context);
    }
    if (!build->table->ordered) {
        return done();
    }
    TRY(ranked_groups(build, &ranked));
    for (i = 0; i < MEASURES; i++) {
        if (wanted(build->question, i)) {
            fill_measure(build, &ranked, i);
        }
    }
    return done();
}
