/* Figures of OHID's PHEindicatormethods 2.1.1 and of two recalculated score audits, from files
   beside the project; tolerances are those of their README. */
#include "tap.h"

#include "table.h"
#include "uk_contrast.h"
#include "uk_funnel.h"
#include "uk_mean.h"
#include "uk_proportion.h"
#include "uk_slope_index.h"

#define GROUPS_MAX 16

static bool near(double got, double want, double relative)
{
    return fabs(got - want) <= relative * fabs(want);
}

static bool open_or_skip(Table *table, const char *name)
{
    if (!table_open_shared(table, name)) {
        tap_skip(name, "the figures for comparison are not here (UNKNOT_SHARED, ../shared)");
        return false;
    }
    return true;
}

/* "99.8%" */
static double percent(const char *text)
{
    double value = (double)NAN;

    sscanf(text, "%lf%%", &value);
    return value / 100.0;
}

/* Columns: x n value lowercl uppercl confidence statistic method multiplier. The package takes its
   normal quantile at 1 - (1 - confidence)/2, which rounding moves by up to 1e-14 at 99.8 %. */
static void check_proportions(void)
{
    Table table;
    size_t rows = 0;

    if (!open_or_skip(&table, "golden/phe/golden_phe_proportion.csv")) {
        return;
    }
    table_next(&table, ',');
    for (; table_next(&table, ','); rows++) {
        double multiplier = table_value(&table, 8);
        UkInterval ours = uk_wilson((int64_t)table_value(&table, 0),
                                    (int64_t)table_value(&table, 1), percent(table.fields[5]));

        OK(near(ours.estimate * multiplier, table_value(&table, 2), 1e-12) &&
               near(ours.low * multiplier, table_value(&table, 3), 1e-12) &&
               near(ours.high * multiplier, table_value(&table, 4), 1e-12),
           "phe_proportion %s of %s at %s", table.fields[0], table.fields[1], table.fields[5]);
    }
    OK(rows == 192, "%zu proportions compared", rows);
    table_close(&table);
}

/* Columns: area value_sum value_count stdev value lowercl uppercl confidence. */
static void check_means(void)
{
    Table table;
    size_t rows = 0;

    if (!open_or_skip(&table, "golden/phe/golden_phe_mean.csv")) {
        return;
    }
    table_next(&table, ',');
    for (; table_next(&table, ','); rows++) {
        double count = table_value(&table, 2);
        UkInterval ours = uk_mean_t(table_value(&table, 1) / count, table_value(&table, 3), count,
                                    percent(table.fields[7]));

        OK(near(ours.estimate, table_value(&table, 4), 1e-12) &&
               near(ours.low, table_value(&table, 5), 1e-12) &&
               near(ours.high, table_value(&table, 6), 1e-12),
           "phe_mean of %s at %s", table.fields[0], table.fields[7]);
    }
    OK(rows == 8, "%zu means compared", rows);
    table_close(&table);
}

typedef struct Deciles {
    double estimate[GROUPS_MAX];
    double se[GROUPS_MAX];
    double people[GROUPS_MAX];
    double workspace[UK_SLOPE_WORKSPACE(GROUPS_MAX)];
} Deciles;

/* The ten rows of one area, most deprived first. Its se as the package finds it on the scale that
   its draws are made on, brought back to the rate's own scale: logit for a proportion. */
static bool read_deciles(Table *input, Deciles *deciles, const Table *wanted)
{
    bool same = true;

    for (size_t i = 0; i < 10; i++) {
        double rate;
        double odds_low;
        double odds_high;

        if (!table_next(input, ',')) {
            return false;
        }
        for (size_t key = 0; key < 3; key++) {
            same = same && strcmp(input->fields[key], wanted->fields[key]) == 0;
        }
        rate = table_value(input, 5) / table_value(input, 4);
        odds_low = log(table_value(input, 7) / (1.0 - table_value(input, 7)));
        odds_high = log(table_value(input, 8) / (1.0 - table_value(input, 8)));
        deciles->estimate[i] = rate;
        deciles->people[i] = table_value(input, 4);
        deciles->se[i] = (odds_high - odds_low) / 2.0 / 1.959963984540054 * rate * (1.0 - rate);
        same = same && table_value(input, 3) == (double)(i + 1);
    }
    return same;
}

/* Columns: Period SchoolYear AreaCode sii rii and limits. Simulated limits, 100,000 draws on the
   logit scale: 1.5 % of the width for their noise and for the other scale. */
static void check_slopes(void)
{
    Table golden;
    Table input;
    Deciles deciles;
    UkRankedGroups groups = {10,   deciles.estimate, deciles.se, deciles.people,
                             NULL, deciles.workspace};
    size_t rows = 0;

    if (!open_or_skip(&golden, "golden/phe/golden_phe_sii_prevalence_counts_transform_FALSE.csv")) {
        return;
    }
    if (!open_or_skip(&input, "data/phe/input_sii_prevalence_0_1.csv")) {
        table_close(&golden);
        return;
    }
    table_next(&golden, ',');
    table_next(&input, ',');
    for (; table_next(&golden, ','); rows++) {
        UkInterval slope;
        UkInterval ratio;
        double width = table_value(&golden, 6) - table_value(&golden, 5);
        double ratio_width = table_value(&golden, 8) - table_value(&golden, 7);

        if (!OK(read_deciles(&input, &deciles, &golden), "ten deciles of %s", golden.fields[0])) {
            break;
        }
        slope = uk_sii_linear(&groups, 0.95);
        ratio = uk_rii_linear(&groups, 0.95);
        OK(near(slope.estimate, table_value(&golden, 3), 1e-12) &&
               near(ratio.estimate, table_value(&golden, 4), 1e-12),
           "phe_sii %s %s: slope and ratio", golden.fields[0], golden.fields[1]);
        OK(fabs(slope.low - table_value(&golden, 5)) < 0.015 * width &&
               fabs(slope.high - table_value(&golden, 6)) < 0.015 * width &&
               fabs(ratio.low - table_value(&golden, 7)) < 0.015 * ratio_width &&
               fabs(ratio.high - table_value(&golden, 8)) < 0.015 * ratio_width,
           "phe_sii %s %s: simulated limits", golden.fields[0], golden.fields[1]);
    }
    OK(rows == 24, "%zu slopes compared", rows);
    table_close(&golden);
    table_close(&input);
}

/* Columns: attribute group metric x n value wilson_lo wilson_hi cp_lo cp_hi. */
static void check_audit_rates(const char *name, size_t wanted)
{
    Table table;
    size_t rows = 0;

    if (!open_or_skip(&table, name)) {
        return;
    }
    table_next(&table, ',');
    while (table_next(&table, ',')) {
        int64_t x = (int64_t)table_value(&table, 3);
        int64_t n = (int64_t)table_value(&table, 4);
        UkInterval score = uk_wilson(x, n, 0.95);
        UkInterval exact = uk_clopper_pearson(x, n, 0.95);

        if (strcmp(table.fields[2], "treatment_equality_fn_fp") == 0) {
            continue; /* false negatives over false positives: no proportion, no limits */
        }
        rows++;
        OK(near(score.estimate, table_value(&table, 5), 1e-12) &&
               near(score.low, table_value(&table, 6), 1e-12) &&
               near(score.high, table_value(&table, 7), 1e-12) &&
               near(exact.low, table_value(&table, 8), 1e-12) &&
               near(exact.high, table_value(&table, 9), 1e-12),
           "%s of %s: Wilson and exact", table.fields[2], table.fields[1]);
    }
    OK(rows == wanted, "%s: %zu rates compared", name, rows);
    table_close(&table);
}

/* Columns: attribute group reference metric x1 n1 x0 n0 diff newcombe_lo newcombe_hi mn_lo mn_hi
   ratio katz_lo katz_hi. */
static void check_audit_contrasts(const char *name, size_t wanted)
{
    Table table;
    size_t rows = 0;

    if (!open_or_skip(&table, name)) {
        return;
    }
    table_next(&table, ',');
    for (; table_next(&table, ','); rows++) {
        int64_t counts[4];
        UkInterval difference;
        UkInterval ratio;

        for (size_t i = 0; i < 4; i++) {
            counts[i] = (int64_t)table_value(&table, 4 + i);
        }
        difference = uk_newcombe_difference(counts[0], counts[1], counts[2], counts[3], 0.95);
        ratio = uk_katz_ratio(counts[0], counts[1], counts[2], counts[3], 0.95);
        OK(fabs(difference.estimate - table_value(&table, 8)) <= 1e-14 &&
               fabs(difference.low - table_value(&table, 9)) <= 1e-14 &&
               fabs(difference.high - table_value(&table, 10)) <= 1e-14,
           "%s of %s: Newcombe", table.fields[3], table.fields[1]);
        OK(near(ratio.estimate, table_value(&table, 13), 1e-12) &&
               near(ratio.low, table_value(&table, 14), 1e-12) &&
               near(ratio.high, table_value(&table, 15), 1e-12),
           "%s of %s: Katz", table.fields[3], table.fields[1]);
    }
    OK(rows == wanted, "%s: %zu contrasts compared", name, rows);
    table_close(&table);
}

/* Columns: Population, limits of 95 and 99.8 in 100 of 100, baseline, statistic, method. The
   package cuts the upper ones off at 100 and the lower ones at 0. */
static void check_funnels(void)
{
    Table table;
    size_t rows = 0;

    if (!open_or_skip(&table, "golden/phe/golden_funnel_limits_proportion.csv")) {
        return;
    }
    table_next(&table, ',');
    for (; table_next(&table, ','); rows++) {
        double share = table_value(&table, 5) / 100.0;
        UkInterval inner = uk_funnel_limits(share, table_value(&table, 0), 0.95);
        UkInterval outer = uk_funnel_limits(share, table_value(&table, 0), 0.998);

        OK(near(inner.low * 100.0, table_value(&table, 1), 1e-12) &&
               near(inner.high * 100.0, table_value(&table, 2), 1e-12) &&
               near(outer.low * 100.0, table_value(&table, 3), 1e-12) &&
               near(outer.high * 100.0, table_value(&table, 4), 1e-12),
           "funnel limits of %s at %s", table.fields[0], table.fields[5]);
    }
    OK(rows > 90, "%zu sizes compared", rows);
    table_close(&table);
}

int main(void)
{
    check_funnels();
    check_proportions();
    check_means();
    check_slopes();
    check_audit_rates("golden/scores/ref_heart_rates_ci.csv", 55);
    check_audit_rates("golden/scores/ref_diabetes_rates_ci.csv", 198);
    check_audit_contrasts("golden/scores/ref_heart_contrasts.csv", 15);
    check_audit_contrasts("golden/scores/ref_diabetes_contrasts.csv", 70);
    return tap_done();
}
