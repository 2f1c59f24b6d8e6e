#include "scores.h"

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

PersonSums person_sums_start(const UkScores *scores, size_t part)
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

void person_sums_add(PersonSums *sums, size_t row, double value)
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

double person_sums_squares(const PersonSums *sums, size_t *units)
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

double person_sums_variance(const PersonSums *sums, size_t *units)
{
    double squares = person_sums_squares(sums, units);
    double persons = (double)*units;

    return *units < 2 ? (double)NAN : persons / (persons - 1.0) * squares;
}
