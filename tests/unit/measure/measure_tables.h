/* The tables of references, and how many rows each must have: one cut short is a failure. */
#ifndef UK_TESTS_MEASURE_TABLES_H
#define UK_TESTS_MEASURE_TABLES_H

#include "table.h"

#define REFERENCE_FOLDER "tests/reference/measure"

static const struct {
    const char *name;
    size_t rows;
} TABLES[] = {
    {"special.tsv", 292},   {"proportion.tsv", 326},  {"contrast.tsv", 340},
    {"mean.tsv", 80},       {"slope.tsv", 394},       {"clustered.tsv", 80},
    {"r_special.tsv", 247}, {"r_proportion.tsv", 92}, {"r_contrast.tsv", 160},
    {"r_mean.tsv", 30},     {"r_slope.tsv", 118},     {"r_clustered.tsv", 45},
    {"waits.tsv", 260},     {"r_waits.tsv", 245},     {"scores.tsv", 560},
    {"r_scores.tsv", 530},  {"survey.tsv", 312},      {"r_survey.tsv", 225},
    {"adjusted.tsv", 66},   {"r_adjusted.tsv", 78},   {"steps.tsv", 135},
    {"r_steps.tsv", 100},   {"people.tsv", 120},      {"r_people.tsv", 90},
    {"need.tsv", 64},       {"r_need.tsv", 48},       {"funnel.tsv", 100},
    {"r_funnel.tsv", 90},   {"more_waits.tsv", 150},  {"r_more_waits.tsv", 307},
    {"shrunk.tsv", 115},    {"r_shrunk.tsv", 64},     {"paired.tsv", 120},
    {"r_paired.tsv", 80},
};

#define TABLE_COUNT (sizeof TABLES / sizeof TABLES[0])

#endif
