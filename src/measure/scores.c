#include "scores.h"

#include "critical.h"
#include "uk_mean.h"

#include <math.h>

bool uk_scores_are_valid(const UkScores *scores)
{
    for (size_t i = 0; i < scores->count; i++) {
        if (!isfinite(scores->score[i]) || (i > 0 && scores->score[i] < scores->score[i - 1]) ||
            scores->event[i] > 1) {
            return false;
        }
        if (scores->weight != NULL && !(scores->weight[i] >= 0.0 && isfinite(scores->weight[i]))) {
            return false;
        }
        if (scores->person != NULL && scores->person[i] >= scores->persons) {
            return false;
        }
    }
    return true;
}

bool uk_scores_are_probabilities(const UkScores *scores)
{
    return uk_scores_are_valid(scores) &&
           (scores->count == 0 ||
            (scores->score[0] >= 0.0 && scores->score[scores->count - 1] <= 1.0));
}

PersonSums uk_person_sums_start(const UkScores *scores, size_t part)
{
    PersonSums sums = {scores, NULL, {0.0, 0.0}, 0};

    if (scores->person != NULL) {
        sums.sums = scores->workspace + scores->count + part * scores->persons;
        for (size_t i = 0; i < scores->persons; i++) {
            sums.sums[i] = (double)NAN;
        }
    }
    return sums;
}

void uk_person_sums_add(PersonSums *sums, size_t row, double value)
{
    if (!(scores_weight(sums->scores, row) > 0.0)) {
        return;
    }
    if (sums->sums == NULL) {
        neumaier_add(&sums->squares, value * value);
        sums->units++;
    } else {
        double *sum = &sums->sums[sums->scores->person[row]];

        *sum = isnan(*sum) ? value : *sum + value;
    }
}

double uk_person_sums_squares(const PersonSums *sums, size_t *units)
{
    Neumaier squares = sums->squares;

    *units = sums->units;
    for (size_t i = 0; sums->sums != NULL && i < sums->scores->persons; i++) {
        if (!isnan(sums->sums[i])) {
            neumaier_add(&squares, sums->sums[i] * sums->sums[i]);
            (*units)++;
        }
    }
    return neumaier_total(squares);
}

double uk_person_sums_variance(const PersonSums *sums, size_t *units)
{
    double squares = uk_person_sums_squares(sums, units);
    double persons = (double)*units;

    return *units < 2 ? (double)NAN : persons / (persons - 1.0) * squares;
}

UkInterval uk_mean_of_rows(const UkScores *scores, RowValue *value, double given, double confidence)
{
    Neumaier total = {0.0, 0.0};
    Neumaier weights = {0.0, 0.0};
    PersonSums sums = uk_person_sums_start(scores, 0);
    size_t persons;
    double mean;
    double variance;

    for (size_t i = 0; i < scores->count; i++) {
        double weight = scores_weight(scores, i);

        neumaier_add(&weights, weight);
        neumaier_add(&total, weight * value(scores, i, given));
    }
    if (!(neumaier_total(weights) > 0.0)) {
        return uk_undefined();
    }
    mean = neumaier_total(total) / neumaier_total(weights);
    for (size_t i = 0; i < scores->count; i++) {
        uk_person_sums_add(&sums, i, scores_weight(scores, i) * (value(scores, i, given) - mean));
    }
    variance = uk_person_sums_variance(&sums, &persons);
    return uk_estimate_t(mean, sqrt(variance) / neumaier_total(weights), (double)persons - 1.0,
                         confidence);
}
