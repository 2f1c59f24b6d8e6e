#include "uk_brier.h"

#include "critical.h"
#include "scores.h"

static double squared_error(const UkScores *scores, size_t row, double given)
{
    double error = scores->score[row] - (double)scores->event[row];

    (void)given;
    return error * error;
}

UkInterval uk_brier(const UkScores *scores, double confidence)
{
    if (!uk_scores_are_probabilities(scores)) {
        return uk_undefined();
    }
    return uk_mean_of_rows(scores, squared_error, 0.0, confidence);
}
