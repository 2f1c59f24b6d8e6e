/* How often 95 % intervals of a survey's numbers hold the truth, as measure_coverage.c has it for
   the rest. Clusters are drawn anew for every sample in strata of unlike weights; people of a
   cluster are alike in what is asked of them, and the truth is that of all who could be drawn. */
#include "tap.h"

#include "coverage.h"
#include "uk_contrast.h"
#include "uk_proportion.h"
#include "uk_special.h"
#include "uk_survey.h"

#include <string.h>

enum { STRATA = 5, CLUSTERS_MOST = 24, GROUPS = 4, PEOPLE_MOST = 16 };

/* A design, and how much people of one cluster are alike. */
typedef struct Design {
    int clusters;  /* of each stratum */
    double spread; /* of the clusters' own effects, half their width */
    bool shares;   /* outcomes are 0 or 1; else amounts with a normal error of 1 */
    double slope;  /* from the first group to the last */
} Design;

/* Weighted numbers and totals of one sample. */
typedef struct Sample {
    double n[STRATA][CLUSTERS_MOST][GROUPS];
    double k[STRATA][CLUSTERS_MOST][GROUPS];
    double weight[GROUPS];
    double mean[GROUPS];
    UkPairMoments pairs[GROUPS * GROUPS];
    double df;
} Sample;

static const double WEIGHTS[STRATA] = {1.0, 2.0, 3.0, 1.5, 4.0};

static double expected(const Design *design, int stratum, int group)
{
    return (design->shares ? 0.3 : 2.3) + 0.02 * stratum + design->slope * group / (GROUPS - 1);
}

/* All groups are as frequent in every stratum, so that a group's truth is a mean over strata. */
static double truth_of(const Design *design, int group)
{
    double sum = 0.0;
    double all = 0.0;

    for (int s = 0; s < STRATA; s++) {
        sum += WEIGHTS[s] * expected(design, s, group);
        all += WEIGHTS[s];
    }
    return sum / all;
}

static void draw_cluster(const Design *design, int s, int c, Sample *sample)
{
    double own = design->spread * (2.0 * uniform() - 1.0);
    int people = PEOPLE_MOST / 2 + (int)(uniform() * (PEOPLE_MOST / 2 + 1));

    for (int person = 0; person < people; person++) {
        int group = (int)(uniform() * GROUPS);
        double mean = expected(design, s, group) + own;
        double outcome = design->shares ? (uniform() < mean ? 1.0 : 0.0) : mean + normal();

        sample->n[s][c][group] += WEIGHTS[s];
        sample->k[s][c][group] += WEIGHTS[s] * outcome;
    }
}

static UkPairMoments pair_of(const Sample *sample, int clusters, int g, int h)
{
    UkPairMoments out = {0};
    double m = clusters;

    for (int s = 0; s < STRATA; s++) {
        double sums[4] = {0}; /* of n_g, k_g, n_h, k_h */
        UkPairMoments own = {0};

        for (int c = 0; c < clusters; c++) {
            double values[4] = {sample->n[s][c][g], sample->k[s][c][g], sample->n[s][c][h],
                                sample->k[s][c][h]};

            own.nn += values[0] * values[2];
            own.nk += values[0] * values[3];
            own.kn += values[1] * values[2];
            own.kk += values[1] * values[3];
            for (int i = 0; i < 4; i++) {
                sums[i] += values[i];
            }
        }
        out.nn += m / (m - 1.0) * (own.nn - sums[0] * sums[2] / m);
        out.nk += m / (m - 1.0) * (own.nk - sums[0] * sums[3] / m);
        out.kn += m / (m - 1.0) * (own.kn - sums[1] * sums[2] / m);
        out.kk += m / (m - 1.0) * (own.kk - sums[1] * sums[3] / m);
    }
    return out;
}

static void draw(const Design *design, Sample *sample)
{
    memset(sample, 0, sizeof *sample);
    for (int s = 0; s < STRATA; s++) {
        for (int c = 0; c < design->clusters; c++) {
            draw_cluster(design, s, c, sample);
            for (int g = 0; g < GROUPS; g++) {
                sample->weight[g] += sample->n[s][c][g];
                sample->mean[g] += sample->k[s][c][g];
            }
        }
    }
    for (int g = 0; g < GROUPS; g++) {
        sample->mean[g] /= sample->weight[g];
    }
    for (int g = 0; g < GROUPS; g++) {
        for (int h = 0; h < GROUPS; h++) {
            sample->pairs[g * GROUPS + h] = pair_of(sample, design->clusters, g, h);
        }
    }
    sample->df = STRATA * (design->clusters - 1);
}

static double covariance(const Sample *sample, int g, int h)
{
    return uk_survey_covariance(sample->pairs[g * GROUPS + h], sample->mean[g], sample->mean[h],
                                sample->weight[g], sample->weight[h]);
}

static UkInterval by_t(double estimate, double variance, double df)
{
    double se = sqrt(fmax(variance, 0.0));
    double reach = uk_t_quantile(0.975, df) * se;

    return (UkInterval){estimate, se, estimate - reach, estimate + reach};
}

static UkInterval of_group(const Design *design, const Sample *sample, int group)
{
    double variance = covariance(sample, group, group);
    double units = STRATA * design->clusters;

    return design->shares ? uk_wilson_effective(sample->mean[group], sqrt(fmax(variance, 0.0)),
                                                units, sample->df, 0.95)
                          : by_t(sample->mean[group], variance, sample->df);
}

/* As a study's gaps have it: shares by MOVER with their correlation, means by Student's t. */
static UkInterval of_gap(const Design *design, const Sample *sample, int one, int zero)
{
    UkInterval first = of_group(design, sample, one);
    UkInterval second = of_group(design, sample, zero);
    double together = covariance(sample, one, zero);

    return design->shares
               ? uk_mover_difference(first, second, uk_correlation(together, first.se, second.se))
               : by_t(first.estimate - second.estimate,
                      first.se * first.se + second.se * second.se - 2.0 * together, sample->df);
}

typedef UkInterval Index(const UkSurveyGroups *groups, double confidence);

/* What is looked at: a group's own number, a gap, then an index of all groups. */
typedef struct Measure {
    const char *name;
    Index *index; /* NULL: the first is a group's number, the second a gap */
} Measure;

enum { MEASURES_MOST = 6 };

static UkInterval of_index(Index *index, const double *means, const double *weights,
                           const UkPairMoments *pairs, double df)
{
    double workspace[UK_SURVEY_WORKSPACE(GROUPS)];
    UkSurveyGroups groups = {.ranked = {.count = GROUPS,
                                        .estimate = means,
                                        .population = weights,
                                        .workspace = workspace},
                             .pairs = pairs,
                             .df = df};

    return index(&groups, 0.95);
}

/* Of everyone: groups of the same size. */
static double true_index(const Design *design, Index *index)
{
    static const UkPairMoments NONE[GROUPS * GROUPS];
    static const double WEIGHT[GROUPS] = {1.0, 1.0, 1.0, 1.0};
    double means[GROUPS];

    for (int g = 0; g < GROUPS; g++) {
        means[g] = truth_of(design, g);
    }
    return of_index(index, means, WEIGHT, NONE, 10.0).estimate;
}

static void cover(const Design *design, const Measure *measures, int count, Coverage *coverage)
{
    double truth[MEASURES_MOST] = {truth_of(design, 0),
                                   truth_of(design, GROUPS - 1) - truth_of(design, 0)};
    double held[MEASURES_MOST] = {0};

    for (int m = 2; m < count; m++) {
        truth[m] = true_index(design, measures[m].index);
    }
    for (int i = 0; i < SAMPLES; i++) {
        Sample sample;

        draw(design, &sample);
        held[0] += holds(of_group(design, &sample, 0), truth[0]);
        held[1] += holds(of_gap(design, &sample, GROUPS - 1, 0), truth[1]);
        for (int m = 2; m < count; m++) {
            held[m] += holds(
                of_index(measures[m].index, sample.mean, sample.weight, sample.pairs, sample.df),
                truth[m]);
        }
    }
    for (int m = 0; m < count; m++) {
        add(&coverage[m], held[m] / SAMPLES);
    }
}

static void cover_all(bool shares, const Measure *measures, int count)
{
    static const int CLUSTERS[] = {5, 20};
    static const double SPREADS[] = {0.0, 0.2};
    Coverage coverage[MEASURES_MOST] = {{0}};

    for (size_t c = 0; c < sizeof CLUSTERS / sizeof CLUSTERS[0]; c++) {
        for (size_t s = 0; s < sizeof SPREADS / sizeof SPREADS[0]; s++) {
            cover(&(Design){CLUSTERS[c], SPREADS[s], shares, 0.1}, measures, count, coverage);
        }
    }
    for (int m = 0; m < count; m++) {
        report(measures[m].name,
               m == 0 && shares
                   ? "survey: 5 strata of 5 and 20 clusters of 8 to 16 people, weights 1 to 4"
               : m == 0 ? "the same, amounts of 2.3 and a normal error of 1"
               : m == 1 ? "the same"
                        : "the same, 4 groups in an order",
               &coverage[m], 94.0, 96.0, 92.5);
    }
}

int main(void)
{
    static const Measure SHARES[] = {{"wilson-effective", NULL},
                                     {"mover", NULL},
                                     {"sii-logit-survey", uk_sii_survey_logit},
                                     {"rii-logit-survey", uk_rii_survey_logit}};
    static const Measure AMOUNTS[] = {{"mean-clustered", NULL},
                                      {"normal-difference", NULL},
                                      {"sii-linear-survey", uk_sii_survey_linear},
                                      {"rii-linear-survey", uk_rii_survey_linear},
                                      {"aci-survey", uk_aci_survey},
                                      {"rci-survey", uk_rci_survey}};

    cover_all(true, SHARES, sizeof SHARES / sizeof SHARES[0]);
    cover_all(false, AMOUNTS, sizeof AMOUNTS / sizeof AMOUNTS[0]);
    return tap_done();
}
