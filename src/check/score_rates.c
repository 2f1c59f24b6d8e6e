/* Counts of a score's groups, and the rates at its flag. */
#include "check/score_internal.h"

#include "measure/uk_flag_rates.h"
#include "measure/uk_proportion.h"

#include <math.h>

/* ---- rates ---- */

typedef struct Rate {
    ScoreSet set;
    bool complement; /* of the set's people those who are not its events */
} Rate;

static const Rate RATES[SCORE_RATES] = {
    [SCORE_SELECTION_RATE] = {SCORE_SET_SELECTED, false},
    [SCORE_PREVALENCE] = {SCORE_SET_OUTCOME, false},
    [SCORE_TPR] = {SCORE_SET_WITH, false},
    [SCORE_FNR] = {SCORE_SET_WITH, true},
    [SCORE_FPR] = {SCORE_SET_WITHOUT, false},
    [SCORE_TNR] = {SCORE_SET_WITHOUT, true},
    [SCORE_PPV] = {SCORE_SET_FLAGGED, false},
    [SCORE_FDR] = {SCORE_SET_FLAGGED, true},
    [SCORE_NPV] = {SCORE_SET_UNFLAGGED, true},
    [SCORE_FOR] = {SCORE_SET_UNFLAGGED, false},
    [SCORE_ACCURACY] = {SCORE_SET_RIGHT, false},
};

ScoreSet score_rate_set(ScoreMetric rate)
{
    return RATES[rate].set;
}

bool score_rate_is_complement(ScoreMetric rate)
{
    return RATES[rate].complement;
}

Interval score_rate_evaluate(ScoreMetric rate, const SetSummary *set, double confidence)
{
    double events = RATES[rate].complement ? set->people - set->events : set->events;
    UkInterval value = uk_wilson((int64_t)events, (int64_t)set->people, confidence);

    return interval_of(value);
}

/* Why a rate has nobody to be counted out of. */
static Str nobody(ScoreMetric rate)
{
    static const char *const WORDS[SCORE_SET_RATES] = {
        [SCORE_SET_SELECTED] = "undefined: nobody's outcome, score and flag are known",
        [SCORE_SET_OUTCOME] = "undefined: nobody's outcome, score and flag are known",
        [SCORE_SET_WITH] = "undefined: nobody has the outcome",
        [SCORE_SET_WITHOUT] = "undefined: everybody has the outcome",
        [SCORE_SET_FLAGGED] = "undefined: nobody is flagged",
        [SCORE_SET_UNFLAGGED] = "undefined: everybody is flagged",
        [SCORE_SET_RIGHT] = "undefined: nobody's outcome, score and flag are known",
    };

    return str_from(WORDS[score_rate_set(rate)]);
}

/* The most that the absence of one person can move a weighted share. */
static double weighted_influence(double largest_share)
{
    return largest_share > 0 && largest_share < 0.5 ? largest_share / (1 - largest_share)
                                                    : (double)NAN;
}

static Interval evaluate_clustered(const ScoreBuild *build, ScoreMetric rate, const CellSet *set,
                                   Quantity *quantity)
{
    SetSummary summary = set->summary;

    quantity->method = METHOD_WILSON_EFFECTIVE;
    quantity->df = set->summary.units - 1;
    if (build->question->rows->weight != NULL) {
        quantity->influence = weighted_influence(set->largest_share);
    }
    if (RATES[rate].complement) {
        summary.events = summary.people - summary.events;
    }
    return quantity_evaluate(quantity, &summary, NULL, build->confidence);
}

static Str why_undefined(ScoreMetric rate, const Quantity *quantity)
{
    if (isnan(quantity->exact.estimate)) {
        return nobody(rate);
    }
    return isnan(quantity->exact.low) ? STR("too few people, or rows that belong together, to tell "
                                            "how far chance alone would move this")
                                      : STR_NONE;
}

void score_fill_rates(const ScoreBuild *build, const CellSet *sets, ScoreGroup *group)
{
    for (int rate = 0; rate < SCORE_RATES; rate++) {
        ScoreSet set = score_rate_set((ScoreMetric)rate);
        const CellSet *of = &sets[group->sets + (uint32_t)set];
        Quantity *quantity = &group->metrics[rate];

        *quantity =
            quantity_new(QUANTITY_SHARE, METHOD_WILSON, group->sets + (uint32_t)set, SET_NONE);
        if (!build->has_flag && set != SCORE_SET_OUTCOME) {
            quantity->method = METHOD_NONE;
            quantity->undefined = STR("nobody said whom the score flags; add --flag");
            quantity->open_reason = true;
            continue;
        }
        quantity->exact =
            build->clustered
                ? evaluate_clustered(build, (ScoreMetric)rate, of, quantity)
                : score_rate_evaluate((ScoreMetric)rate, &of->summary, build->confidence);
        quantity->undefined = why_undefined((ScoreMetric)rate, quantity);
    }
}

/* ---- sets ---- */

CellSet score_counted_set(CellSetKind kind, int64_t people, int64_t events)
{
    return (CellSet){.kind = kind,
                     .level = SET_NONE,
                     .counts = {.rows = people,
                                .people = people,
                                .people_most = people,
                                .events = events,
                                .events_most = events,
                                .persons = people,
                                .persons_with = events,
                                .persons_without = people - events},
                     .summary = {.people = (double)people,
                                 .events = (double)events,
                                 .mean = (double)NAN,
                                 .sd = (double)NAN,
                                 .design_effect = 1,
                                 .units = (double)people}};
}

#define BIT(kind) (1U << SCORE_KIND_##kind)
#define ALL_KNOWN (BIT(TP) | BIT(FP) | BIT(FN) | BIT(TN))

/* Which rows a set counts, which of them are its events, and the rate that it is of. */
typedef struct SetKinds {
    unsigned people;
    unsigned events;
    UkFlagRate rate;
} SetKinds;

static const SetKinds KINDS[SCORE_SET_COUNT] = {
    [SCORE_SET_SELECTED] = {ALL_KNOWN, BIT(TP) | BIT(FP), UK_SELECTION_RATE},
    [SCORE_SET_OUTCOME] = {ALL_KNOWN, BIT(TP) | BIT(FN), UK_PREVALENCE},
    [SCORE_SET_WITH] = {BIT(TP) | BIT(FN), BIT(TP), UK_TPR},
    [SCORE_SET_WITHOUT] = {BIT(FP) | BIT(TN), BIT(FP), UK_FPR},
    [SCORE_SET_FLAGGED] = {BIT(TP) | BIT(FP), BIT(TP), UK_PPV},
    [SCORE_SET_UNFLAGGED] = {BIT(FN) | BIT(TN), BIT(FN), UK_FOR},
    [SCORE_SET_RIGHT] = {ALL_KNOWN, BIT(TP) | BIT(TN), UK_ACCURACY},
    [SCORE_SET_NO_OUTCOME] = {BIT(NO_OUTCOME), 0, UK_FLAG_RATES},
    [SCORE_SET_NO_SCORE] = {BIT(NO_SCORE), 0, UK_FLAG_RATES},
    [SCORE_SET_NO_FLAG] = {BIT(NO_FLAG), 0, UK_FLAG_RATES},
};

static int64_t rows_of(const ScorePart *part, unsigned kinds)
{
    int64_t rows = 0;

    for (int kind = 0; kind < SCORE_KINDS; kind++) {
        rows += (kinds >> kind & 1) != 0 ? part->rows[kind] : 0;
    }
    return rows;
}

static double weight_of(const ScorePart *part, unsigned kinds)
{
    double weight = 0;

    for (int kind = 0; kind < SCORE_KINDS; kind++) {
        weight += (kinds >> kind & 1) != 0 ? part->weights[kind] : 0;
    }
    return weight;
}

/* With at least one row of these kinds. */
static int64_t number_having(const ScoreHaving *having, unsigned kinds)
{
    int64_t number = 0;

    for (unsigned mark = 1; mark < 1U << SCORE_KINDS; mark++) {
        number += (mark & kinds) != 0 ? having->number[mark] : 0;
    }
    return number;
}

/* The weight of the person who counts most, over the set's. */
static double largest_share(const ScoreBuild *build, const ScorePart *part, const SetKinds *kinds,
                            double whole)
{
    const RowTable *rows = build->question->rows;
    double most = 0;

    for (size_t i = 0; i < part->persons; i++) {
        build->of_person[i] = 0;
    }
    for (size_t i = 0; i < part->scores.count; i++) {
        double *sum = &build->of_person[part->person != NULL ? part->person[i] : i];

        if ((kinds->people >> score_kind(rows, part->row[i]) & 1) != 0) {
            *sum += part->scores.weight[i];
            most = fmax(most, *sum);
        }
    }
    return whole > 0 ? most / whole : 0;
}

/* The spread as for independent people times a design effect, so that it can be worked out again
   from rounded counts. */
static void fill_clustered(const ScoreBuild *build, const ScorePart *part, const SetKinds *kinds,
                           CellSet *set)
{
    Counts *counts = &set->counts;
    SetSummary *summary = &set->summary;
    UkInterval rate;
    double independent;

    counts->persons = number_having(&part->having, kinds->people);
    counts->persons_with = number_having(&part->having, kinds->events);
    counts->persons_without = number_having(&part->having, kinds->people & ~kinds->events);
    summary->units = (double)number_having(&part->units, kinds->people);
    if (kinds->rate == UK_FLAG_RATES) {
        return;
    }
    summary->people = weight_of(part, kinds->people);
    summary->events = weight_of(part, kinds->events);
    rate = uk_flag_rate_persons(&part->scores, part->flag, kinds->rate, build->confidence);
    independent = rate.estimate * (1 - rate.estimate) / summary->people;
    summary->design_effect = independent > 0 ? rate.se * rate.se / independent : 1;
    if (build->question->rows->weight != NULL) {
        set->largest_share = largest_share(build, part, kinds, summary->people);
    }
}

void score_fill_sets(const ScoreBuild *build, const ScorePart *part, bool everyone, CellSet *sets)
{
    for (int s = 0; s < SCORE_SET_COUNT; s++) {
        CellSetKind kind = s >= SCORE_SET_RATES ? SET_UNKNOWN_OUTCOME
                           : everyone           ? SET_EVERYONE
                                                : SET_LEVEL;

        sets[s] =
            score_counted_set(kind, rows_of(part, KINDS[s].people), rows_of(part, KINDS[s].events));
        if (build->clustered) {
            fill_clustered(build, part, &KINDS[s], &sets[s]);
        }
    }
}
