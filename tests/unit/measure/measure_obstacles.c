/* What stands in the way of a value or of its interval, each alone: a value that is not there is
   NaN, and so is an interval that is not, beside the value that is. */
#include "tap.h"

#include "uk_calibration.h"
#include "uk_flag_rates.h"
#include "uk_net_benefit.h"
#include "uk_standardised.h"
#include "uk_survey.h"

#include <float.h>
#include <math.h>

enum { ROWS = 4 };

static const double SCORE[ROWS] = {0.2, 0.4, 0.6, 0.8};
static const uint8_t EVENT[ROWS] = {0, 1, 0, 1};
static const uint8_t FLAG[ROWS] = {0, 0, 1, 1};

static UkScores scores_with(const double *weight, const uint32_t *person, size_t persons)
{
    static double workspace[UK_SCORES_WORKSPACE(ROWS, ROWS)];

    return (UkScores){ROWS, SCORE, EVENT, weight, person, persons, workspace};
}

static void is_undefined(UkInterval interval, const char *what)
{
    OK(isnan(interval.estimate) && isnan(interval.se) && isnan(interval.low) &&
           isnan(interval.high),
       "%s: no value", what);
}

static void is_alone(UkInterval interval, double estimate, const char *what)
{
    OK(fabs(interval.estimate - estimate) < 1e-15 && isnan(interval.se) && isnan(interval.low) &&
           isnan(interval.high),
       "%s: the value, and no interval", what);
}

static void test_flag_rates(void)
{
    UkFlagCounts counts = {3, 1, 2, 4};
    uint8_t odd[ROWS] = {0, 2, 1, 1};
    uint32_t one_person[ROWS] = {0, 0, 0, 0};
    double none[ROWS] = {0.0, 0.0, 0.0, 0.0};
    double less_than_none[ROWS] = {1.0, -1.0, 1.0, 1.0};
    UkScores scores = scores_with(NULL, NULL, 0);
    int64_t events = -1;
    int64_t n = -1;

    OK(!uk_flag_rate_counts(&counts, UK_FLAG_RATES, &events, &n), "a rate that is none: no counts");
    is_undefined(uk_flag_rate(&counts, UK_FLAG_RATES, 0.95), "a rate that is none");
    is_undefined(uk_flag_rate_persons(&scores, FLAG, UK_FLAG_RATES, 0.95),
                 "a rate that is none, of rows");
    is_undefined(uk_flag_rate_persons(&scores, odd, UK_TPR, 0.95), "a flag neither 0 nor 1");
    scores = scores_with(less_than_none, NULL, 0);
    is_undefined(uk_flag_rate_persons(&scores, FLAG, UK_TPR, 0.95), "a weight below 0");
    scores = scores_with(none, NULL, 0);
    is_undefined(uk_flag_rate_persons(&scores, FLAG, UK_TPR, 0.95), "rows that weigh nothing");
    scores = scores_with(NULL, one_person, 1);
    is_alone(uk_flag_rate_persons(&scores, FLAG, UK_TPR, 0.95), 0.5, "all rows of one person");
}

/* A row that weighs nothing is as one that is not there. */
static void test_weightless_row(void)
{
    double weight[ROWS] = {1.0, 0.0, 1.0, 1.0};
    double three_scores[ROWS] = {0.2, 0.6, 0.8};
    uint8_t three_events[ROWS] = {0, 0, 1};
    uint8_t three_flags[ROWS] = {0, 1, 1};
    double workspace[UK_SCORES_WORKSPACE(ROWS, ROWS)];
    UkScores with = scores_with(weight, NULL, 0);
    UkScores without = {3, three_scores, three_events, NULL, NULL, 0, workspace};
    UkInterval one = uk_flag_rate_persons(&with, FLAG, UK_FPR, 0.95);
    UkInterval other = uk_flag_rate_persons(&without, three_flags, UK_FPR, 0.95);

    OK(one.estimate == other.estimate && one.low == other.low && one.high == other.high,
       "a row that weighs nothing is left out of a rate and of its interval");
    OK(one.low > 0.0 && one.high < 1.0, "which has one");
    OK(uk_calibration_obstacle(&with) == uk_calibration_obstacle(&without),
       "and out of what stands in the way of a line");
}

static void test_net_benefit(void)
{
    uint32_t one_person[ROWS] = {0, 0, 0, 0};
    UkScores scores = scores_with(NULL, one_person, 1);

    /* one of four rightly flagged, one wrongly, at even odds */
    is_alone(uk_net_benefit(&scores, 0.5, 0.95), 0.0, "net benefit, all rows of one person");
}

static void test_calibration_without_weight(void)
{
    double hardly[ROWS] = {1e-310, 1e-310, 1e-310, 1e-310};
    UkScores scores = scores_with(hardly, NULL, 0);

    is_undefined(uk_calibration_intercept(&scores, 0.95),
                 "weights so small that the information has no inverse");
}

/* ---- surveys ---- */

typedef struct Surveyed {
    double estimate[2];
    double population[2];
    UkPairMoments pairs[4];
    double workspace[UK_SURVEY_WORKSPACE(2)];
} Surveyed;

static UkSurveyGroups groups_of(Surveyed *of)
{
    return (UkSurveyGroups){
        {2, of->estimate, NULL, of->population, NULL, of->workspace}, of->pairs, 0.0, 10.0};
}

static void test_survey_domain(void)
{
    Surveyed nobody = {{0.2, 0.4}, {0.0, 0.0}, {{.kk = 0.0}}, {0}};
    Surveyed below = {{-0.2, -0.4}, {1.0, 1.0}, {{.kk = 0.0}}, {0}};
    Surveyed beyond = {{0.2, 1.4}, {1.0, 1.0}, {{.kk = 0.0}}, {0}};
    UkPairMoments pair = {1.0, 1.0, 1.0, 1.0};
    UkSurveyGroups groups = groups_of(&nobody);

    OK(isnan(uk_survey_covariance(pair, 0.1, 0.2, 0.0, 1.0)) &&
           isnan(uk_survey_covariance(pair, 0.1, 0.2, 1.0, 0.0)),
       "a group without weight has no covariance");
    is_undefined(uk_sii_survey_linear(&groups, 0.95), "slope index of nobody");
    is_undefined(uk_rii_survey_linear(&groups, 0.95), "relative index of nobody");
    is_undefined(uk_aci_survey(&groups, 0.95), "concentration index of nobody");
    is_undefined(uk_rci_survey(&groups, 0.95), "relative concentration index of nobody");
    groups = groups_of(&below);
    is_undefined(uk_rci_survey(&groups, 0.95), "relative concentration index of a mean below 0");
    groups = groups_of(&beyond);
    is_undefined(uk_sii_survey_logit(&groups, 0.95), "a logistic slope of what is no proportion");
}

/* What is left of terms that cancel may be a hair below 0, and is then 0; more is no rounding. */
static void test_survey_rounding(void)
{
    double hair = 1.0 + DBL_EPSILON;
    Surveyed cancel = {
        {0.2, 0.4}, {1.0, 1.0}, {{.kk = 1.0}, {.kk = hair}, {.kk = hair}, {.kk = 1.0}}, {0}};
    UkSurveyGroups groups = groups_of(&cancel);
    UkInterval index = uk_sii_survey_linear(&groups, 0.95);

    OK(fabs(index.estimate - 0.4) < 1e-15 && index.se == 0.0,
       "a variance below 0 by rounding is none (%g)", index.se);
    cancel.pairs[1].kk = cancel.pairs[2].kk = 2.0;
    index = uk_sii_survey_linear(&groups, 0.95);
    OK(fabs(index.estimate - 0.4) < 1e-15 && isnan(index.se), "and one below by more is no number");
}

enum { CELLS = 6, PARAMETERS = 4 };

/* Two groups, and up to three levels of one thing more: (0, 0), (0, 1) ... (1, 2). */
typedef struct Model {
    uint32_t level_counts[2];
    uint32_t levels[2 * CELLS];
    double workspace[UK_LOGISTIC_WORKSPACE(CELLS, PARAMETERS)];
} Model;

static UkCells cells_of(Model *model, uint32_t levels, const double *events, const double *people)
{
    *model = (Model){.level_counts = {2, levels}};
    for (uint32_t i = 0; i < 2 * levels; i++) {
        model->levels[2 * i] = i / levels;
        model->levels[2 * i + 1] = i % levels;
    }
    return (UkCells){.count = 2 * (size_t)levels,
                     .factor_count = 2,
                     .level_counts = model->level_counts,
                     .levels = model->levels,
                     .people = people,
                     .events = events,
                     .workspace = model->workspace};
}

static void test_logistic_domain(void)
{
    static const double people[] = {10.0, 10.0, 10.0, 10.0};
    static const double events[] = {1.0, 2.0, 3.0, 4.0};
    Model model;
    UkCells cells = cells_of(&model, 2, events, people);

    cells.factor_count = 0;
    OK(uk_logistic(&cells).end == UK_LOGISTIC_INVALID, "no factor is no model");
    cells.factor_count = 2;
    model.level_counts[1] = 0;
    OK(uk_logistic(&cells).end == UK_LOGISTIC_INVALID, "nor is a factor without levels");
}

/* Nobody is in the second group: the first is fitted, and there is nothing to set it against. */
static void test_empty_group(void)
{
    static const double people[] = {10.0, 20.0, 0.0, 0.0};
    static const double events[] = {1.0, 5.0, 0.0, 0.0};
    Model model;
    UkCells cells = cells_of(&model, 2, events, people);
    UkInterval rate = uk_standardised_rate(&cells, 0, 0.95);

    OK(uk_logistic(&cells).end == UK_LOGISTIC_FITTED && fabs(rate.estimate - 0.2) < 1e-12,
       "a group beside an empty one has its rate (%g)", rate.estimate);
    is_undefined(uk_standardised_rate(&cells, 1, 0.95), "a rate of an empty group");
    is_undefined(uk_standardised_difference(&cells, 1, 0, 0.95), "a difference of an empty group");
    is_undefined(uk_standardised_ratio(&cells, 1, 0, 0.95), "a ratio of an empty group");
}

/* At the maximum as many are expected of every level as there are: the score is 0. */
static double furthest_from_margins(const UkCells *cells, const UkLogistic *fit)
{
    double most = 0.0;

    for (uint32_t factor = 0; factor < 2; factor++) {
        for (uint32_t level = 0; level < cells->level_counts[factor]; level++) {
            double miss = 0.0;
            double events = 0.0;

            for (size_t i = 0; i < cells->count; i++) {
                uint32_t group = cells->levels[2 * i];
                uint32_t other = cells->levels[2 * i + 1];
                double logit = fit->coefficient[0] + (other > 0 ? fit->coefficient[other] : 0.0) +
                               (group > 0 ? fit->coefficient[fit->parameters - 1] : 0.0);

                if (cells->levels[2 * i + factor] == level) {
                    miss += cells->events[i] - cells->people[i] / (1.0 + exp(-logit));
                    events += cells->events[i];
                }
            }
            most = fmax(most, fabs(miss) / events);
        }
    }
    return most;
}

/* A whole Newton step would carry these beyond what counts as separated, and they are not. */
static void test_long_step(void)
{
    static const double people[] = {1555.0, 53525.0, 2350.0, 14.0};
    static const double events[] = {1554.0, 1.0, 1.0, 1.0};
    Model model;
    UkCells cells = cells_of(&model, 2, events, people);
    UkLogistic fit = uk_logistic(&cells);

    OK(fit.end == UK_LOGISTIC_FITTED, "cells that all vary have a maximum");
    OK(furthest_from_margins(&cells, &fit) < 1e-9, "and it is found");
}

/* Level 0 has no outcome and is set aside; then group 0 has more the more it has of level 2, for
   ever, and what group 1 has of it goes the other way. */
static void test_creeping_apart(void)
{
    static const double people[] = {8.0, 22090.0, 4513.0, 3173.0, 2.0, 16.0};
    static const double events[] = {0.0, 22089.0, 4513.0, 0.0, 0.0, 1.0};
    Model model;
    UkCells cells = cells_of(&model, 3, events, people);
    UkLogistic fit = uk_logistic(&cells);

    OK(fit.end == UK_LOGISTIC_SEPARATED && fit.steps > 3,
       "a likelihood that rises for ever is found out after some steps (%d)", fit.steps);
}

/* Counts so large that the likelihood cannot tell a step of 1e-8. Never a wrong fit. */
static void test_large_counts(void)
{
    static const double people[] = {46728244729.0, 2.0, 1.0, 7448.0, 51.0, 6296087852.0};
    static const double events[] = {15008877443.0, 0.0, 1.0, 7448.0, 51.0, 6296087851.0};
    Model model;
    UkCells cells = cells_of(&model, 3, events, people);
    UkLogistic fit = uk_logistic(&cells);

    OK(fit.end == UK_LOGISTIC_UNCONVERGED || furthest_from_margins(&cells, &fit) < 1e-6,
       "steps that do not become short are no fit");
}

int main(void)
{
    test_flag_rates();
    test_weightless_row();
    test_net_benefit();
    test_calibration_without_weight();
    test_survey_domain();
    test_survey_rounding();
    test_logistic_domain();
    test_empty_group();
    test_long_step();
    test_creeping_apart();
    test_large_counts();
    return tap_done();
}
