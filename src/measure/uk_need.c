#include "uk_need.h"

#include "critical.h"
#include "neumaier.h"
#include "scores.h"
#include "uk_mean.h"

#include <math.h>

bool uk_score_bins(const UkScores *scores, uint32_t bins, uint32_t *bin)
{
    Neumaier all = {0.0, 0.0};
    Neumaier below = {0.0, 0.0};

    if (bins < 1 || !uk_scores_are_valid(scores)) {
        return false;
    }
    for (size_t i = 0; i < scores->count; i++) {
        neumaier_add(&all, scores_weight(scores, i));
    }
    if (!(neumaier_total(all) > 0.0)) {
        return false;
    }
    for (size_t first = 0, next = 0; first < scores->count; first = next) {
        Neumaier here = {0.0, 0.0};
        double place;

        for (; next < scores->count && scores->score[next] == scores->score[first]; next++) {
            neumaier_add(&here, scores_weight(scores, next));
        }
        place = (double)bins * (neumaier_total(below) + neumaier_total(here) / 2.0) /
                neumaier_total(all);
        for (size_t i = first; i < next; i++) {
            bin[i] = place >= (double)bins ? bins - 1 : (uint32_t)place;
        }
        neumaier_add(&below, neumaier_total(here));
    }
    return true;
}

static double weight_of(const UkNeeds *needs, size_t row)
{
    return needs->weight == NULL ? 1.0 : needs->weight[row];
}

static bool are_valid(const UkNeeds *needs)
{
    for (size_t i = 0; i < needs->count; i++) {
        double weight = weight_of(needs, i);

        if (!isfinite(needs->need[i]) || needs->bin[i] >= needs->bins || needs->member[i] > 1 ||
            !(weight >= 0.0 && isfinite(weight)) ||
            (needs->person != NULL && needs->person[i] >= needs->persons)) {
            return false;
        }
    }
    return needs->bins >= 1;
}

/* Of each bin, in the workspace: weights and sums of need of the group and of everyone else; once
   they are fitted the group's share, the mean need, and two that are no longer read. */
typedef struct Bins {
    double *weight[2];
    double *need[2];
    double spread; /* of the group within bins: sum of W1 W0 / (W1 + W0) */
    size_t filled; /* bins with weight */
    size_t rows;   /* rows with weight */
    double difference;
} Bins;

static Bins sum_bins(const UkNeeds *needs)
{
    Bins bins = {.filled = 0};

    for (int side = 0; side < 2; side++) {
        bins.weight[side] = needs->workspace + (size_t)side * needs->bins;
        bins.need[side] = needs->workspace + (size_t)(2 + side) * needs->bins;
        for (size_t b = 0; b < needs->bins; b++) {
            bins.weight[side][b] = bins.need[side][b] = 0.0;
        }
    }
    for (size_t i = 0; i < needs->count; i++) {
        double weight = weight_of(needs, i);
        double *sum = &bins.need[needs->member[i]][needs->bin[i]];

        if (weight > 0.0) {
            bins.rows++;
            bins.weight[needs->member[i]][needs->bin[i]] += weight;
            *sum += weight * needs->need[i];
        }
    }
    return bins;
}

/* The difference; then each bin's share of the group and mean need in place of the sums. */
static void fit(const UkNeeds *needs, Bins *bins)
{
    Neumaier spread = {0.0, 0.0};
    Neumaier difference = {0.0, 0.0};

    for (size_t b = 0; b < needs->bins; b++) {
        double own = bins->weight[1][b];
        double others = bins->weight[0][b];
        double both = own + others;

        if (own > 0.0 && others > 0.0) {
            neumaier_add(&spread, own * others / both);
            neumaier_add(&difference, own * others / both *
                                          (bins->need[1][b] / own - bins->need[0][b] / others));
        }
        if (both > 0.0) {
            bins->filled++;
            bins->weight[1][b] = own / both;
            bins->need[1][b] = (bins->need[1][b] + bins->need[0][b]) / both;
        }
    }
    bins->spread = neumaier_total(spread);
    bins->difference = neumaier_total(difference) / bins->spread;
}

/* What a row adds to its person. */
static double pull_of(const UkNeeds *needs, const Bins *bins, size_t row)
{
    uint32_t bin = needs->bin[row];
    double apart = (double)needs->member[row] - bins->weight[1][bin];
    double residual = needs->need[row] - bins->need[1][bin] - bins->difference * apart;

    return weight_of(needs, row) * apart * residual;
}

/* Sum over persons of the squares of what they add up to; and how many they are. */
static double sum_of_squares(const UkNeeds *needs, const Bins *bins, size_t *persons)
{
    double *sums = needs->workspace + 4 * needs->bins;
    Neumaier squares = {0.0, 0.0};

    *persons = 0;
    for (size_t i = 0; needs->person != NULL && i < needs->persons; i++) {
        sums[i] = (double)NAN;
    }
    for (size_t i = 0; i < needs->count; i++) {
        double pull;

        if (!(weight_of(needs, i) > 0.0)) {
            continue;
        }
        pull = pull_of(needs, bins, i);
        if (needs->person == NULL) {
            neumaier_add(&squares, pull * pull);
            (*persons)++;
        } else {
            double *sum = &sums[needs->person[i]];

            *sum = isnan(*sum) ? pull : *sum + pull;
        }
    }
    for (size_t i = 0; needs->person != NULL && i < needs->persons; i++) {
        if (!isnan(sums[i])) {
            neumaier_add(&squares, sums[i] * sums[i]);
            (*persons)++;
        }
    }
    return neumaier_total(squares);
}

UkInterval uk_need_difference(const UkNeeds *needs, double confidence)
{
    Bins bins;
    double squares;
    double rows;
    double fitted;
    double persons;
    size_t count;

    if (!are_valid(needs)) {
        return uk_undefined();
    }
    bins = sum_bins(needs);
    fit(needs, &bins);
    if (!(bins.spread > 0.0)) {
        return uk_undefined();
    }
    squares = sum_of_squares(needs, &bins, &count);
    rows = (double)bins.rows;
    fitted = (double)bins.filled + 1.0;
    persons = (double)count;
    if (count < 2 || !(rows > fitted)) {
        return (UkInterval){bins.difference, (double)NAN, (double)NAN, (double)NAN};
    }
    squares *= persons / (persons - 1.0) * ((rows - 1.0) / (rows - fitted));
    return uk_estimate_t(bins.difference, sqrt(squares) / bins.spread, persons - 1.0, confidence);
}
