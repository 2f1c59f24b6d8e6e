/* Internal: sums over rows and over the persons whose rows they are. */
#ifndef UK_MEASURE_SCORES_H
#define UK_MEASURE_SCORES_H

#include "neumaier.h"
#include "uk_scores.h"

static inline double scores_weight(const UkScores *scores, size_t row)
{
    return scores->weight == NULL ? 1.0 : scores->weight[row];
}

/* By straight lines between order statistics (R's type 7); one value or more, ascending. */
static inline double scores_quantile(const double *sorted, size_t count, double share)
{
    double place = share * (double)(count - 1);
    size_t rank = (size_t)place;
    double above = rank + 1 < count ? sorted[rank + 1] - sorted[rank] : 0.0;

    return sorted[rank] + (place - (double)rank) * above;
}

/* Whether rows are more than one person each: their variance is then taken between persons. */
static inline bool scores_are_clustered(const UkScores *scores)
{
    return scores->weight != NULL || scores->person != NULL;
}

/* What the rows of each person add up to; each row is a person where nobody is named. */
typedef struct PersonSums {
    const UkScores *scores;
    double *sums;     /* of each person, NaN without a row; NULL where each row is a person */
    Neumaier squares; /* of the rows, where each is a person */
    size_t units;     /* the rows, where each is a person */
} PersonSums;

/* `part` 0 or 1: which of the two stretches of the workspace holds the sums. */
PersonSums uk_person_sums_start(const UkScores *scores, size_t part);

/* `value` of a row of weight 0 is 0 and makes nobody a person. */
void uk_person_sums_add(PersonSums *sums, size_t row, double value);

/* Sum of the squares of what each person adds up to; `units` is how many persons those are. */
double uk_person_sums_squares(const PersonSums *sums, size_t *units);

/* m/(m - 1) times those squares: the variance of the sum of all, persons being independent and the
 * values adding up to 0. NaN for less than two persons. */
double uk_person_sums_variance(const PersonSums *sums, size_t *units);

/* What a row adds to a mean. */
typedef double RowValue(const UkScores *scores, size_t row, double given);

/* The weighted mean of the rows' values with Student's t interval: its variance linearised between
 * persons, one less than the persons as df. All NaN without a row of weight. Scores are valid. */
UkInterval uk_mean_of_rows(const UkScores *scores, RowValue *value, double given,
                           double confidence);

#endif
