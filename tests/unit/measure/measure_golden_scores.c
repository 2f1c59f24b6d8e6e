/* Two audits of scores, each row by row from the data beside the project, against what pROC, glm,
   loess and dcurves make of them; tolerances are those of the files' README or narrower. */
#include "tap.h"

#include "table.h"
#include "uk_auc.h"
#include "uk_brier.h"
#include "uk_calibration.h"
#include "uk_contrast.h"
#include "uk_flag_rates.h"
#include "uk_ici.h"
#include "uk_net_benefit.h"
#include "uk_special.h"

#include <stdlib.h>

#define ROWS_MAX 60000

/* glm stops by its deviance and gives the standard errors of the step before the coefficients it
   gives: with its default they are up to 2e-5 off those at the maximum, which the rows of
   r_scores.tsv and scores.tsv hold to 1e-9. */
#define STEP_BEHIND 3e-5

typedef struct Row {
    double score;
    uint8_t event;
    uint8_t flag;
} Row;

/* One group of the data. */
typedef struct Group {
    UkScores scores;
    UkFlagCounts counts;
    Row row[ROWS_MAX];
    double score[ROWS_MAX];
    uint8_t event[ROWS_MAX];
    double workspace[UK_SCORES_WORKSPACE(ROWS_MAX, 0)];
} Group;

typedef struct Audit {
    const char *data;
    const char *name; /* as the files of figures have it */
} Audit;

static const Audit AUDITS[] = {{"data/uci_heart/heart_audit.csv", "heart"},
                               {"data/diabetes130/diabetes_audit.csv", "diabetes"}};

static Group one_group;
static Group other_group;

static bool near(double got, double want, double relative)
{
    return fabs(got - want) <= relative * fabs(want);
}

static bool within(double got, double want, double absolute)
{
    return fabs(got - want) <= absolute;
}

static bool open_or_skip(Table *table, const char *name)
{
    if (!table_open_shared(table, name)) {
        tap_skip(name, "the figures for comparison are not here (UNKNOT_SHARED, ../shared)");
        return false;
    }
    return true;
}

/* `kind` and `what` stand before and after the audit's name in the name of the file. */
static bool open_golden(Table *table, const Audit *audit, const char *kind, const char *what)
{
    char name[128];
    int length = snprintf(name, sizeof name, "golden/scores/%s_%s_%s.csv", kind, audit->name, what);

    return length > 0 && (size_t)length < sizeof name && open_or_skip(table, name) &&
           table_next(table, ',');
}

static int by_score(const void *one, const void *other)
{
    double a = ((const Row *)one)->score;
    double b = ((const Row *)other)->score;

    return (a > b) - (a < b);
}

/* "__overall__" is everyone, "!NAME" everyone else. */
static bool is_of(const char *value, const char *name)
{
    if (name[0] == '!') {
        return strcmp(value, name + 1) != 0;
    }
    return strcmp(name, "__overall__") == 0 || strcmp(value, name) == 0;
}

/* Events in which the attribute's column is one group, others in which it is another. */
static bool read_groups(Group *group, const Audit *audit, const char *attribute,
                        const char *of_events, const char *of_others)
{
    Table table;
    size_t columns[4];
    size_t n = 0;

    if (!table_open_shared(&table, audit->data) || !table_next(&table, ',')) {
        return false;
    }
    columns[0] = table_column(&table, attribute);
    columns[1] = table_column(&table, "score");
    columns[2] = table_column(&table, "y");
    columns[3] = table_column(&table, "pred");
    group->counts = (UkFlagCounts){0, 0, 0, 0};
    while (n < ROWS_MAX && table_next(&table, ',')) {
        Row row = {table_value(&table, columns[1]),
                   (uint8_t)(table_value(&table, columns[2]) == 1.0),
                   (uint8_t)(table_value(&table, columns[3]) == 1.0)};

        if (is_of(table.fields[columns[0]], row.event == 1 ? of_events : of_others)) {
            group->row[n++] = row;
            group->counts.tp += row.flag == 1 && row.event == 1;
            group->counts.fp += row.flag == 1 && row.event == 0;
            group->counts.fn += row.flag == 0 && row.event == 1;
            group->counts.tn += row.flag == 0 && row.event == 0;
        }
    }
    table_close(&table);
    qsort(group->row, n, sizeof group->row[0], by_score);
    for (size_t i = 0; i < n; i++) {
        group->score[i] = group->row[i].score;
        group->event[i] = group->row[i].event;
    }
    group->scores = (UkScores){n, group->score, group->event, NULL, NULL, 0, group->workspace};
    return n > 0;
}

static bool read_group(Group *group, const Audit *audit, const char *attribute, const char *name)
{
    return read_groups(group, audit, attribute, name, name);
}

/* The same, unless it is the group read last; the key is kept in `last`. */
static bool read_next_group(Group *group, const Audit *audit, const Table *table, char last[256])
{
    char key[256];
    int length = snprintf(key, sizeof key, "%s/%s", table->fields[0], table->fields[1]);

    if (length < 0 || (size_t)length >= sizeof key ||
        (strcmp(key, last) != 0 && !read_group(group, audit, table->fields[0], table->fields[1]))) {
        return false;
    }
    memcpy(last, key, sizeof key);
    return true;
}

static double value_of(const Table *table, const Table *head, const char *column)
{
    return table_value(table, table_column(head, column));
}

/* pROC, glm and loess, at one row of the file. */
static void check_group(const Table *head, const Table *want, const Group *group)
{
    const char *name = want->fields[1];
    UkInterval area = uk_auc(&group->scores, 0.95);
    UkInterval plain = uk_auc_plain(&group->scores, 0.95);
    UkInterval ratio = uk_oe(&group->scores, 0.95);
    UkInterval large = uk_calibration_intercept(&group->scores, 0.95);
    UkCalibrationLine line = uk_calibration_line(&group->scores, 0.95);
    UkCalibrationErrors errors = uk_calibration_errors(&group->scores);
    double events = (double)(group->counts.tp + group->counts.fn);
    UkInterval poisson = uk_oe_poisson((int64_t)events, events / ratio.estimate, 0.95);

    OK((double)group->scores.count == value_of(want, head, "n") &&
           events == value_of(want, head, "events"),
       "%s: as many rows and events", name);
    OK(near(area.estimate, value_of(want, head, "auc"), 1e-10) &&
           near(area.se * area.se, value_of(want, head, "auc_var_delong"), 1e-10),
       "%s: AUC and DeLong's variance", name);
    OK(near(plain.low, value_of(want, head, "auc_lo"), 1e-10) &&
           near(plain.high, value_of(want, head, "auc_hi"), 1e-10),
       "%s: pROC's limits", name);
    OK(near(uk_brier(&group->scores, 0.95).estimate, value_of(want, head, "brier"), 1e-12),
       "%s: Brier", name);
    OK(near(ratio.estimate, value_of(want, head, "oe"), 1e-9) &&
           near(poisson.low, value_of(want, head, "oe_lo"), 1e-9) &&
           near(poisson.high, value_of(want, head, "oe_hi"), 1e-9),
       "%s: O:E with Poisson limits", name);
    OK(within(large.estimate, value_of(want, head, "cal_intercept"), 1e-6) &&
           within(large.se, value_of(want, head, "cal_intercept_se"), STEP_BEHIND),
       "%s: calibration in the large", name);
    OK(within(line.slope.estimate, value_of(want, head, "slope"), 1e-6) &&
           within(line.slope.se, value_of(want, head, "slope_se"), STEP_BEHIND) &&
           within(line.intercept.estimate, value_of(want, head, "slope_intercept"), 1e-6),
       "%s: slope and its own intercept", name);
    if (!OK(within(errors.ici, value_of(want, head, "ici"), 1e-7) &&
                within(errors.e50, value_of(want, head, "e50"), 1e-7) &&
                within(errors.e90, value_of(want, head, "e90"), 1e-7) &&
                within(errors.emax, value_of(want, head, "emax"), 1e-7),
            "%s: ICI, E50, E90, Emax", name)) {
        printf("# %.9g %.9g %.9g %.9g\n", errors.ici, errors.e50, errors.e90, errors.emax);
        printf("# %s %s %s %s\n", want->fields[21], want->fields[22], want->fields[23],
               want->fields[24]);
    }
}

static void check_calibration(const Audit *audit, size_t rows)
{
    Table head;
    Table table;
    size_t seen = 0;

    if (!open_golden(&table, audit, "r", "auc_calibration")) {
        return;
    }
    /* fields point into the line that they came with */
    if (!open_golden(&head, audit, "r", "auc_calibration")) {
        table_close(&table);
        return;
    }
    for (; table_next(&table, ','); seen++) {
        if (OK(read_group(&one_group, audit, table.fields[0], table.fields[1]), "%s %s is there",
               table.fields[0], table.fields[1])) {
            check_group(&head, &table, &one_group);
        }
    }
    OK(seen == rows, "%s: %zu groups compared", audit->name, seen);
    table_close(&head);
    table_close(&table);
}

/* pROC's tests of two groups: attribute group1 group2 auc1 auc2 stat df p. */
static void check_tests(const Audit *audit, size_t rows)
{
    Table table;
    size_t seen = 0;

    if (!open_golden(&table, audit, "r", "auc_tests")) {
        return;
    }
    for (; table_next(&table, ','); seen++) {
        UkInterval one;
        UkInterval zero;
        UkInterval difference;
        double df;

        if (!OK(read_group(&one_group, audit, table.fields[0], table.fields[1]) &&
                    read_group(&other_group, audit, table.fields[0], table.fields[2]),
                "%s and %s are there", table.fields[1], table.fields[2])) {
            continue;
        }
        one = uk_auc(&one_group.scores, 0.95);
        zero = uk_auc(&other_group.scores, 0.95);
        df = uk_welch_df(one.se, (double)one_group.scores.count, zero.se,
                         (double)other_group.scores.count);
        difference =
            uk_normal_difference(one.estimate, one.se, zero.estimate, zero.se, 0.0, df, 0.95);
        OK(within(difference.estimate / difference.se, table_value(&table, 5), 1e-8) &&
               near(df, table_value(&table, 6), 1e-9) &&
               near(2.0 * uk_t_cdf(-fabs(difference.estimate / difference.se), df),
                    table_value(&table, 7), 1e-7),
           "%s against %s", table.fields[1], table.fields[2]);
    }
    OK(seen == rows, "%s: %zu pairs of groups compared", audit->name, seen);
    table_close(&table);
}

/* attribute group variable threshold n tp_rate fp_rate net_benefit; the variable "all" flags
   everyone. */
static void check_net_benefit(const Audit *audit, size_t rows)
{
    Table table;
    size_t seen = 0;
    size_t met = 0;
    char last[256] = "";

    if (!open_golden(&table, audit, "dcurves", "net_benefit")) {
        return;
    }
    while (table_next(&table, ',')) {
        double threshold = table_value(&table, 3);
        double want = table_value(&table, 7);
        const UkFlagCounts *counts = &one_group.counts;
        int64_t events;
        UkInterval found;

        if (!read_next_group(&one_group, audit, &table, last) ||
            strcmp(table.fields[2], "none") == 0) {
            continue;
        }
        events = counts->tp + counts->fn;
        seen++;
        found = strcmp(table.fields[2], "all") == 0
                    ? uk_net_benefit_counts(events, counts->fp + counts->tn,
                                            events + counts->fp + counts->tn, threshold, 0.95)
                    : uk_net_benefit(&one_group.scores, threshold, 0.95);
        met += fabs(found.estimate - want) <= 1e-12 * fmax(1.0, fabs(want));
    }
    OK(seen == rows && met == seen, "%s: %zu of %zu net benefits", audit->name, met, seen);
    table_close(&table);
}

static const char *const RATES[UK_FLAG_RATES] = {
    "selection_rate", "prevalence", "tpr", "fnr", "fpr", "tnr", "ppv", "fdr", "npv", "for",
    "accuracy"};

/* attribute group metric x n value wilson_lo wilson_hi */
static void check_rates(const Audit *audit, size_t rows)
{
    Table table;
    size_t seen = 0;
    size_t met = 0;
    char last[256] = "";

    if (!open_golden(&table, audit, "ref", "rates_ci")) {
        return;
    }
    while (table_next(&table, ',')) {
        size_t rate = 0;
        UkInterval found;

        while (rate < UK_FLAG_RATES && strcmp(RATES[rate], table.fields[2]) != 0) {
            rate++;
        }
        /* treatment_equality_fn_fp is a ratio of counts, no share of anyone */
        if (rate == UK_FLAG_RATES || !read_next_group(&one_group, audit, &table, last)) {
            continue;
        }
        seen++;
        found = uk_flag_rate(&one_group.counts, (UkFlagRate)rate, 0.95);
        met += within(found.estimate, table_value(&table, 5), 1e-12) &&
               within(found.low, table_value(&table, 6), 1e-12) &&
               within(found.high, table_value(&table, 7), 1e-12);
    }
    OK(seen == rows && met == seen, "%s: %zu of %zu rates", audit->name, met, seen);
    table_close(&table);
}

/* attribute group_pos group_neg xauc */
static void check_crossed(const Audit *audit, size_t rows)
{
    Table table;
    size_t seen = 0;
    size_t met = 0;

    if (!open_golden(&table, audit, "ref", "xauc")) {
        return;
    }
    while (table_next(&table, ',')) {
        /* 49 pairs of payers would only read the same rows 49 times again */
        if (strcmp(table.fields[0], "payer") == 0) {
            continue;
        }
        seen++;
        met += read_groups(&one_group, audit, table.fields[0], table.fields[1], table.fields[2]) &&
               near(uk_auc(&one_group.scores, 0.95).estimate, table_value(&table, 3), 1e-10);
    }
    OK(seen == rows && met == seen, "%s: %zu of %zu crossed areas", audit->name, met, seen);
    table_close(&table);
}

/* Areas of a group's others against everyone else's events (bpsn) and of its events against
   everyone else's others (bnsp). */
static void check_everyone_else(const Audit *audit, size_t rows)
{
    Table head;
    Table table;
    size_t seen = 0;
    size_t met = 0;

    if (!open_golden(&table, audit, "ref", "scores")) {
        return;
    }
    if (!open_golden(&head, audit, "ref", "scores")) {
        table_close(&table);
        return;
    }
    while (table_next(&table, ',')) {
        const char *name = table.fields[1];
        double bpsn;
        double bnsp;
        char rest[256];
        int length = snprintf(rest, sizeof rest, "!%s", name);

        if (strcmp(name, "__overall__") == 0 || length < 0 || (size_t)length >= sizeof rest ||
            !read_groups(&one_group, audit, table.fields[0], rest, name)) {
            continue;
        }
        bpsn = uk_auc(&one_group.scores, 0.95).estimate;
        bnsp = read_groups(&one_group, audit, table.fields[0], name, rest)
                   ? uk_auc(&one_group.scores, 0.95).estimate
                   : (double)NAN;
        seen++;
        met += near(bpsn, value_of(&table, &head, "bpsn_auc"), 1e-10) &&
               near(bnsp, value_of(&table, &head, "bnsp_auc"), 1e-10);
    }
    OK(seen == rows && met == seen, "%s: %zu of %zu groups against everyone else", audit->name, met,
       seen);
    table_close(&head);
    table_close(&table);
}

int main(void)
{
    static const size_t GROUPS[] = {7, 14};
    static const size_t PAIRS[] = {4, 19};
    static const size_t BENEFITS[] = {154, 308};
    static const size_t SHARES[] = {55, 198};
    static const size_t CROSSED[] = {13, 49};
    static const size_t ELSE[] = {5, 18};

    for (size_t i = 0; i < 2; i++) {
        check_calibration(&AUDITS[i], GROUPS[i]);
        check_tests(&AUDITS[i], PAIRS[i]);
        check_net_benefit(&AUDITS[i], BENEFITS[i]);
        check_rates(&AUDITS[i], SHARES[i]);
        check_crossed(&AUDITS[i], CROSSED[i]);
        check_everyone_else(&AUDITS[i], ELSE[i]);
    }
    return tap_done();
}
