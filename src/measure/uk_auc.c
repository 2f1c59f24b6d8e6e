#include "uk_auc.h"

#include "critical.h"
#include "logit.h"
#include "scores.h"

#include <math.h>

typedef struct Totals {
    double events; /* weight of the rows to which it happened */
    double others;
} Totals;

/* Rows of one score, and what lies below it. */
typedef struct Tie {
    size_t first;
    size_t next;
    Totals here;
    Totals below;
} Tie;

/* The tie that begins where the last one ended; false at the end. Begin with all 0. */
static bool tie_next(const UkScores *scores, Tie *tie)
{
    tie->below.events += tie->here.events;
    tie->below.others += tie->here.others;
    tie->here = (Totals){0.0, 0.0};
    tie->first = tie->next;
    for (; tie->next < scores->count && scores->score[tie->next] == scores->score[tie->first];
         tie->next++) {
        if (scores->event[tie->next] == 1) {
            tie->here.events += scores_weight(scores, tie->next);
        } else {
            tie->here.others += scores_weight(scores, tie->next);
        }
    }
    return tie->first < scores->count;
}

static double area_of(const UkScores *scores, Totals *totals)
{
    Neumaier pairs = {0.0, 0.0};
    Tie tie = {0};

    while (tie_next(scores, &tie)) {
        neumaier_add(&pairs, tie.here.events * (tie.below.others + tie.here.others / 2.0));
    }
    *totals = tie.below;
    if (!(totals->events > 0.0) || !(totals->others > 0.0)) {
        return (double)NAN;
    }
    return neumaier_total(pairs) / totals->events / totals->others;
}

/* Of a person who has both events and others, the product of the two sums. */
static double sum_of_products(const PersonSums *events, const PersonSums *others, size_t *persons)
{
    Neumaier products = {0.0, 0.0};

    *persons = 0;
    for (size_t i = 0; i < events->scores->persons; i++) {
        if (!isnan(events->sums[i]) && !isnan(others->sums[i])) {
            neumaier_add(&products, events->sums[i] * others->sums[i]);
        }
        *persons += !isnan(events->sums[i]) || !isnan(others->sums[i]);
    }
    return neumaier_total(products);
}

static double variance_of(const UkScores *scores, double area, const Totals *totals)
{
    PersonSums events = uk_person_sums_start(scores, 0);
    PersonSums others = uk_person_sums_start(scores, 1);
    size_t persons;
    double variance;
    Tie tie = {0};

    while (tie_next(scores, &tie)) {
        double passed = (tie.below.others + tie.here.others / 2.0) / totals->others;
        double above = totals->events - tie.below.events - tie.here.events / 2.0;

        for (size_t i = tie.first; i < tie.next; i++) {
            double share = scores->event[i] == 1 ? passed : above / totals->events;

            uk_person_sums_add(scores->event[i] == 1 ? &events : &others, i,
                               scores_weight(scores, i) * (share - area));
        }
    }
    variance = uk_person_sums_variance(&events, &persons) / totals->events / totals->events +
               uk_person_sums_variance(&others, &persons) / totals->others / totals->others;
    if (scores->person != NULL) {
        double both = sum_of_products(&events, &others, &persons) / totals->events / totals->others;

        variance += 2.0 * both * (double)persons / ((double)persons - 1.0);
    }
    return variance;
}

/* Without limits. */
static UkInterval area_and_se(const UkScores *scores)
{
    UkInterval result = uk_undefined();
    Totals totals;
    double variance;

    if (!uk_scores_are_valid(scores)) {
        return result;
    }
    result.estimate = area_of(scores, &totals);
    if (!isnan(result.estimate)) {
        variance = variance_of(scores, result.estimate, &totals);
        /* a person's events and others can go against each other, to nothing but rounding */
        result.se = isnan(variance) ? variance : sqrt(fmax(variance, 0.0));
    }
    return result;
}

UkInterval uk_auc(const UkScores *scores, double confidence)
{
    UkInterval result = area_and_se(scores);
    double area = result.estimate;
    double middle = log(area / (1.0 - area));
    double half = uk_critical_value(confidence, (double)INFINITY) * result.se / area / (1.0 - area);

    if (area > 0.0 && area < 1.0) {
        result.low = expit(middle - half);
        result.high = expit(middle + half);
    }
    return result;
}

UkInterval uk_auc_plain(const UkScores *scores, double confidence)
{
    UkInterval result = area_and_se(scores);

    result =
        uk_symmetric(result.estimate, result.se, uk_critical_value(confidence, (double)INFINITY));
    if (!isnan(result.low)) {
        result.low = fmax(result.low, 0.0);
        result.high = fmin(result.high, 1.0);
    }
    return result;
}
