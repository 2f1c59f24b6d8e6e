#include "uk_net_benefit.h"

#include "critical.h"
#include "scores.h"
#include "uk_mean.h"

#include <math.h>

#define WHOLE_MOST (INT64_C(1) << 53)

static double benefit_of(const UkScores *scores, size_t row, double threshold)
{
    if (scores->score[row] < threshold) {
        return 0.0;
    }
    return scores->event[row] == 1 ? 1.0 : -threshold / (1.0 - threshold);
}

UkInterval uk_net_benefit(const UkScores *scores, double threshold, double confidence)
{
    if (!uk_scores_are_probabilities(scores) || !(threshold >= 0.0 && threshold < 1.0)) {
        return uk_undefined();
    }
    return mean_of_rows(scores, benefit_of, threshold, confidence);
}

UkInterval uk_net_benefit_counts(int64_t tp, int64_t fp, int64_t n, double threshold,
                                 double confidence)
{
    double price = threshold / (1.0 - threshold);
    double right = (double)tp / (double)n;
    double wrong = (double)fp / (double)n;
    double mean = right - wrong * price;
    double rest;
    double squares;

    if (tp < 0 || fp < 0 || n < 1 || n > WHOLE_MOST || tp > n || fp > n - tp ||
        !(threshold >= 0.0 && threshold < 1.0)) {
        return uk_undefined();
    }
    rest = (double)(n - tp - fp) / (double)n;
    squares = right * (1.0 - mean) * (1.0 - mean) + wrong * (price + mean) * (price + mean) +
              rest * mean * mean;
    return uk_estimate_t(mean, sqrt(squares / ((double)n - 1.0)), (double)n - 1.0, confidence);
}
