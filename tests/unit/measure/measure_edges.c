/* Where rounding or a fit that runs away could make nonsense: never NaN without cause, never past
   what is possible. */
#include "chance.h"
#include "tap.h"

#include "uk_concentration.h"
#include "uk_contrast.h"
#include "uk_ici.h"
#include "uk_log_rank.h"
#include "uk_slope_index.h"

enum { GROUPS = 3, TRIES = 2000 };

static void test_same_number_twice(void)
{
    double se = 0.1;
    UkInterval same =
        uk_normal_difference(5.0, se, 5.0, se, nextafter(se * se, 1.0), (double)INFINITY, 0.95);

    OK(same.se == 0.0 && same.low == 0.0 && same.high == 0.0,
       "a number less itself is 0, though its covariance is a hair more than its variance");
    same = uk_normal_difference(5.0, se, 5.0, se, 0.02, (double)INFINITY, 0.95);
    OK(isnan(same.se), "a covariance that cannot be is not taken for rounding");
}

static void test_difference_of_shares(void)
{
    int beyond = 0;

    for (int64_t n = 1; n <= 200; n++) {
        for (int64_t other = 1; other <= 200; other++) {
            UkInterval most = uk_newcombe_difference(n, n, 0, other, 0.95);
            UkInterval least = uk_newcombe_difference(0, other, n, n, 0.95);

            beyond += most.high > 1.0 || least.low < -1.0 || most.estimate != 1.0;
        }
    }
    OK(beyond == 0, "two shares are never more than 1 apart, nor their interval");
}

/* One error that all groups share cancels in an index that is 0 for it. */
static void test_shared_error(void)
{
    Chance chance = {20240401};
    int undefined = 0;
    int none = 0;

    for (int i = 0; i < TRIES; i++) {
        double population[GROUPS];
        double estimate[GROUPS];
        double covariance[GROUPS * GROUPS];
        double workspace[UK_SLOPE_WORKSPACE(GROUPS)];
        double error = chance_between(&chance, 0.01, 1.0);
        UkInterval index;

        for (int j = 0; j < GROUPS; j++) {
            population[j] = chance_between(&chance, 1.0, 100.0);
            estimate[j] = chance_between(&chance, 0.0, 1.0);
        }
        for (int j = 0; j < GROUPS * GROUPS; j++) {
            covariance[j] = error * error;
        }
        index = uk_aci(&(UkRankedGroups){GROUPS, estimate, NULL, population, covariance, workspace},
                       0.95);
        undefined += isnan(index.se);
        none += index.se == 0.0;
        if (index.se > 1e-7 * error) {
            undefined++;
        }
    }
    OK(undefined == 0, "an error that all groups share leaves the concentration index alone");
    OK(none > 0, "and is often nothing at all (%d of %d)", none, TRIES);
}

/* The second group is so small a share that the information has no inverse in doubles. */
static void test_runaway(void)
{
    double estimate[] = {0.3, 0.7};
    double se[] = {0.1, 0.1};
    double population[] = {1.0, 1e-17};
    double parted[] = {0.0, 1.0};
    double alike[] = {1.0, 1.0};
    double workspace[UK_SLOPE_WORKSPACE(2)];
    UkInterval index =
        uk_sii_logit(&(UkRankedGroups){2, estimate, se, population, NULL, workspace}, 0.95);

    OK(isnan(index.estimate) || fabs(index.estimate) <= 1.0, "a curve is never more than 1 high");
    index = uk_sii_logit(&(UkRankedGroups){2, parted, se, alike, NULL, workspace}, 0.95);
    OK(isnan(index.estimate), "groups that rank parts wholly have no curve");
}

/* Where nothing can be told apart, and where counts are none. */
static void test_log_rank(void)
{
    double work[2 * (2 + 3)];
    int64_t one_day[] = {3, 4};
    int64_t nobody[] = {0, 0, 0, 0};
    int64_t below[] = {3, -1};
    int64_t most[] = {INT64_C(9007199254740992), INT64_C(9007199254740992)};
    int64_t alone[] = {0, 0, 2, 0}; /* the second group left before anybody ended */
    int64_t left[] = {0, 5, 3, 0};
    int64_t two[] = {3, 1, 1, 4};
    int64_t gone_ended[] = {0, 0, 0, 0, 3, 1, 0, 1, 4};
    int64_t gone_left[] = {5, 0, 0, 0, 0, 0, 0, 0, 0};
    double room[3 * (3 + 3)];
    UkLogRank test = uk_log_rank(one_day, nobody, 1, 2, work);

    OK(test.df == 1.0 && isnan(test.statistic) && isnan(test.p),
       "all ends on one day tell no groups apart");
    test = uk_log_rank(nobody, one_day, 1, 2, work);
    OK(test.df == 0.0 && isnan(test.statistic), "without an end there is no test");
    test = uk_log_rank(alone, left, 2, 2, work);
    OK(test.df == 0.0 && isnan(test.statistic), "nor where one group alone waited for the ends");
    test = uk_log_rank(gone_ended, gone_left, 3, 3, room);
    OK(test.df == 1.0 &&
           fabs(test.statistic - uk_log_rank(two, nobody, 2, 2, work).statistic) < 1e-12,
       "a group that left before the first end changes nothing");
    test = uk_log_rank(below, nobody, 1, 2, work);
    OK(isnan(test.df) && isnan(test.p), "a count below 0 is none");
    test = uk_log_rank(most, nobody, 1, 2, work);
    OK(isnan(test.df), "nor are more people than doubles count");
    test = uk_log_rank(one_day, nobody, 1, 1, work);
    OK(isnan(test.df), "one group is compared with nobody");
}

/* Ten scores for all: within one the order of the rows tells nothing. */
static void test_tied_scores(void)
{
    enum { TIED = 300, OF_ONE = 30 };
    static double workspace[UK_SCORES_WORKSPACE(TIED, TIED)];
    static double score[TIED];
    static uint8_t event[TIED];
    UkScores rows = {.count = TIED, .score = score, .event = event, .workspace = workspace};
    Chance chance = {31};
    UkInterval mixed;
    UkInterval sorted;

    for (size_t i = 0; i < TIED; i++) {
        score[i] = ((double)(i / OF_ONE) + 0.5) / 10;
        event[i] = chance_unit(&chance) < score[i] ? 1 : 0;
    }
    mixed = uk_ici_bootstrap(&rows, 0.95);
    for (size_t first = 0; first < TIED; first += OF_ONE) {
        size_t events = 0;

        for (size_t i = first; i < first + OF_ONE; i++) {
            events += event[i];
        }
        for (size_t i = first; i < first + OF_ONE; i++) {
            event[i] = i < first + events ? 1 : 0;
        }
    }
    sorted = uk_ici_bootstrap(&rows, 0.95);
    OK(mixed.se > 0.0 && fabs(mixed.low - sorted.low) < 1e-12 &&
           fabs(mixed.high - sorted.high) < 1e-12,
       "rows of one score in another order: %.6f to %.6f, and %.6f to %.6f", mixed.low, mixed.high,
       sorted.low, sorted.high);
}

int main(void)
{
    test_tied_scores();
    test_log_rank();
    test_same_number_twice();
    test_difference_of_shares();
    test_shared_error();
    test_runaway();
    return tap_done();
}
