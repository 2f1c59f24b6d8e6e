#include "uk_flag_rates.h"

#include "critical.h"
#include "scores.h"
#include "uk_proportion.h"

#include <math.h>

#define WHOLE_MOST (INT64_C(1) << 53)

/* Which of the four counts a rate counts, and out of which: bits tp 1, fp 2, fn 4, tn 8. */
typedef struct RateParts {
    unsigned events;
    unsigned all;
} RateParts;

static const RateParts PARTS[UK_FLAG_RATES] = {
    [UK_SELECTION_RATE] = {1 | 2, 15},
    [UK_PREVALENCE] = {1 | 4, 15},
    [UK_TPR] = {1, 1 | 4},
    [UK_FNR] = {4, 1 | 4},
    [UK_FPR] = {2, 2 | 8},
    [UK_TNR] = {8, 2 | 8},
    [UK_PPV] = {1, 1 | 2},
    [UK_FDR] = {2, 1 | 2},
    [UK_NPV] = {8, 4 | 8},
    [UK_FOR] = {4, 4 | 8},
    [UK_ACCURACY] = {1 | 8, 15},
};

bool uk_flag_rate_counts(const UkFlagCounts *counts, UkFlagRate rate, int64_t *events, int64_t *n)
{
    const int64_t people[] = {counts->tp, counts->fp, counts->fn, counts->tn};
    int64_t total = 0;

    if ((unsigned)rate >= UK_FLAG_RATES) {
        return false;
    }
    *events = *n = 0;
    for (unsigned i = 0; i < 4; i++) {
        if (people[i] < 0 || people[i] > WHOLE_MOST - total) {
            return false;
        }
        total += people[i];
        *events += (PARTS[rate].events >> i & 1) != 0 ? people[i] : 0;
        *n += (PARTS[rate].all >> i & 1) != 0 ? people[i] : 0;
    }
    return true;
}

UkInterval uk_flag_rate(const UkFlagCounts *counts, UkFlagRate rate, double confidence)
{
    int64_t events;
    int64_t n;

    if (!uk_flag_rate_counts(counts, rate, &events, &n)) {
        return uk_undefined();
    }
    return uk_wilson(events, n, confidence);
}

/* Which of the four bits a row is. */
static unsigned bit_of(uint8_t flag, uint8_t event)
{
    return 1U << ((flag == 1 ? 0U : 2U) + (event == 1 ? 0U : 1U));
}

UkInterval uk_flag_rate_persons(const UkScores *scores, const uint8_t *flag, UkFlagRate rate,
                                double confidence)
{
    Neumaier total = {0.0, 0.0};
    Neumaier happened = {0.0, 0.0};
    PersonSums sums;
    size_t persons;
    double variance;
    double share;

    if (!uk_scores_are_valid(scores) || (unsigned)rate >= UK_FLAG_RATES) {
        return uk_undefined();
    }
    for (size_t i = 0; i < scores->count; i++) {
        unsigned bit = bit_of(flag[i], scores->event[i]);

        if (flag[i] > 1) {
            return uk_undefined();
        }
        neumaier_add(&total, (PARTS[rate].all & bit) != 0 ? scores_weight(scores, i) : 0.0);
        neumaier_add(&happened, (PARTS[rate].events & bit) != 0 ? scores_weight(scores, i) : 0.0);
    }
    if (!(neumaier_total(total) > 0.0)) {
        return uk_undefined();
    }
    share = fmin(neumaier_total(happened) / neumaier_total(total), 1.0);
    sums = uk_person_sums_start(scores, 0);
    for (size_t i = 0; i < scores->count; i++) {
        unsigned bit = bit_of(flag[i], scores->event[i]);

        if ((PARTS[rate].all & bit) != 0) {
            uk_person_sums_add(&sums, i,
                               scores_weight(scores, i) *
                                   ((PARTS[rate].events & bit) != 0 ? 1.0 - share : -share));
        }
    }
    variance = uk_person_sums_variance(&sums, &persons);
    if (isnan(variance)) {
        return (UkInterval){share, (double)NAN, (double)NAN, (double)NAN};
    }
    return uk_wilson_effective(share, sqrt(variance) / neumaier_total(total), (double)persons,
                               (double)persons - 1.0, confidence);
}
