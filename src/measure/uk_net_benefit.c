#include "uk_net_benefit.h"

#include "critical.h"
#include "scores.h"
#include "uk_clustered.h"
#include "uk_contrast.h"
#include "uk_proportion.h"

#include <math.h>

static bool is_threshold(double threshold)
{
    return threshold >= 0.0 && threshold < 1.0;
}

/* `right` less `wrong` at its price; both are shares of everyone. */
static UkInterval less_at_price(UkInterval right, UkInterval wrong, double covariance,
                                double threshold)
{
    double price = threshold / (1.0 - threshold);
    UkInterval paid = {price * wrong.estimate, price * wrong.se, price * wrong.low,
                       price * wrong.high};

    return uk_mover_difference(right, paid, uk_correlation(price * covariance, right.se, paid.se));
}

UkInterval uk_net_benefit_counts(int64_t tp, int64_t fp, int64_t n, double threshold,
                                 double confidence)
{
    double size = (double)n;

    if (tp < 0 || fp < 0 || n < 1 || tp > n || fp > n - tp || !is_threshold(threshold)) {
        return uk_undefined();
    }
    return less_at_price(uk_wilson(tp, n, confidence), uk_wilson(fp, n, confidence),
                         -((double)tp / size) * ((double)fp / size) / size, threshold);
}

/* Weight of the rows that are flagged, by what happened, and of all. */
typedef struct Flagged {
    double tp;
    double fp;
    double all;
} Flagged;

/* Without flags, those whose score is the threshold or more. */
static bool row_is_flagged(const UkScores *scores, const uint8_t *flag, double threshold,
                           size_t row)
{
    return flag == NULL ? scores->score[row] >= threshold : flag[row] == 1;
}

static Flagged count_flagged(const UkScores *scores, const uint8_t *flag, double threshold)
{
    Neumaier sums[2] = {{0.0, 0.0}};
    Neumaier all = {0.0, 0.0};

    for (size_t i = 0; i < scores->count; i++) {
        neumaier_add(&all, scores_weight(scores, i));
        if (row_is_flagged(scores, flag, threshold, i)) {
            neumaier_add(&sums[1 - scores->event[i]], scores_weight(scores, i));
        }
    }
    return (Flagged){neumaier_total(sums[0]), neumaier_total(sums[1]), neumaier_total(all)};
}

/* Of the two sums of each person; of the two of each row where each is a person. */
static double covariance_between(const PersonSums *tp, const PersonSums *fp, Neumaier of_rows,
                                 size_t persons)
{
    Neumaier products = of_rows;

    for (size_t i = 0; tp->sums != NULL && i < tp->scores->persons; i++) {
        neumaier_add(&products, isnan(tp->sums[i]) ? 0.0 : tp->sums[i] * fp->sums[i]);
    }
    return (double)persons / ((double)persons - 1.0) * neumaier_total(products);
}

static UkInterval between_persons(const UkScores *scores, const uint8_t *flag,
                                  const Flagged *flagged, double threshold, double confidence)
{
    double right = fmin(flagged->tp / flagged->all, 1.0);
    double wrong = fmin(flagged->fp / flagged->all, 1.0);
    PersonSums tp = uk_person_sums_start(scores, 0);
    PersonSums fp = uk_person_sums_start(scores, 1);
    Neumaier of_rows = {0.0, 0.0};
    UkInterval shares[2];
    size_t persons;
    double variance;

    for (size_t i = 0; i < scores->count; i++) {
        double weight = scores_weight(scores, i);
        bool is_flagged = row_is_flagged(scores, flag, threshold, i);
        double one = weight * ((is_flagged && scores->event[i] == 1 ? 1.0 : 0.0) - right);
        double other = weight * ((is_flagged && scores->event[i] == 0 ? 1.0 : 0.0) - wrong);

        uk_person_sums_add(&tp, i, one);
        uk_person_sums_add(&fp, i, other);
        if (scores->person == NULL) {
            neumaier_add(&of_rows, one * other);
        }
    }
    variance = uk_person_sums_variance(&tp, &persons);
    if (isnan(variance)) {
        shares[0] = uk_undefined();
        shares[0].estimate = right - wrong * threshold / (1.0 - threshold);
        return shares[0];
    }
    shares[0] = uk_wilson_effective(right, sqrt(variance) / flagged->all, (double)persons,
                                    (double)persons - 1.0, confidence);
    variance = uk_person_sums_variance(&fp, &persons);
    shares[1] = uk_wilson_effective(wrong, sqrt(variance) / flagged->all, (double)persons,
                                    (double)persons - 1.0, confidence);
    return less_at_price(
        shares[0], shares[1],
        covariance_between(&tp, &fp, of_rows, persons) / flagged->all / flagged->all, threshold);
}

static UkInterval benefit(const UkScores *scores, const uint8_t *flag, double threshold,
                          double confidence)
{
    Flagged flagged = count_flagged(scores, flag, threshold);

    if (!(flagged.all > 0.0)) {
        return uk_undefined();
    }
    if (!scores_are_clustered(scores)) {
        return uk_net_benefit_counts((int64_t)flagged.tp, (int64_t)flagged.fp, (int64_t)flagged.all,
                                     threshold, confidence);
    }
    return between_persons(scores, flag, &flagged, threshold, confidence);
}

UkInterval uk_net_benefit(const UkScores *scores, double threshold, double confidence)
{
    if (!uk_scores_are_probabilities(scores) || !is_threshold(threshold)) {
        return uk_undefined();
    }
    return benefit(scores, NULL, threshold, confidence);
}

UkInterval uk_net_benefit_persons(const UkScores *scores, const uint8_t *flag, double threshold,
                                  double confidence)
{
    if (!uk_scores_are_valid(scores) || !is_threshold(threshold)) {
        return uk_undefined();
    }
    for (size_t i = 0; i < scores->count; i++) {
        if (flag[i] > 1) {
            return uk_undefined();
        }
    }
    return benefit(scores, flag, threshold, confidence);
}
