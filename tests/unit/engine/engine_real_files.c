/* Both engines answer the same on real files, where these stand beside the project: every form of
   question, 1, 2 and 8 threads, and an environment that asks for Turkish letters. */
#define _POSIX_C_SOURCE 200809L

#include "engine_agreeing.h"

static const struct {
    const char *file;
    Asked question;
} QUESTIONS[] = {
    {"nhs_talking_therapies/england_all_years.csv",
     {.outcome = "value > 1000", .by = {"variable_b", "reporting_period,variable_type"}}},
    {"nhs_talking_therapies/england_all_years.csv",
     {.outcome = "value >= 1e3 and start_date >= 2020-04-01",
      .where = "measure_statistic = 'count' and variable_a != 'White'",
      .by = {"variable_a", "variable_b"}}},
    {"nhs_talking_therapies/england_all_years.csv",
     {.outcome = "days(start_date, end_date) > 364", .by = {"reporting_period"}}},
    {"nhs_talking_therapies/england_all_years.csv",
     {.amount = "value",
      .where = "measure_statistic = 'percentage'",
      .by = {"measure_name", "reporting_period"}}},
    {"nhs_talking_therapies/england_all_years.csv",
     {.events = "recovery",
      .out_of = "at_caseness",
      .where = "variable_type = 'Indices of Deprivation Decile' and measure_statistic = 'count'",
      .by = {"variable_b", "reporting_period"},
      .options = {.spread_names = {"measure_name", 12}, .spread_values = {"value", 5}}}},
    {"nhanes/nhanes_2009_2012_individual.csv",
     {.outcome = "Diabetes = 'Yes'",
      .where = "Age between 18 and 79 and known(Poverty)",
      .by = {"Race1", "Gender,Education", "SurveyYr", "HealthGen"}}},
    {"nhanes/nhanes_2009_2012_individual.csv",
     {.outcome = "BMI >= 30 or BPSysAve > 140", .by = {"Race1,Gender", "HHIncome"}}},
    {"nhanes/nhanes_2009_2012_individual.csv", {.amount = "Poverty", .by = {"Race1", "Gender"}}},
    {"nhanes/nhanes_2009_2012_individual.csv", {.amount = "BMI", .by = {"Race1,Education"}}},
    {"nhanes/nhanes_2009_2012_individual.csv",
     {.outcome = "Diabetes = 'Yes'",
      .person = "ID",
      .weight = "WTINT2YR",
      .by = {"Race1"},
      .want_rows = true}},
    {"nhanes/survey_pkg_nhanes_2009_2010_chol.csv",
     {.outcome = "HI_CHOL = 1", .by = {"race", "agecat", "race,RIAGENDR"}}},
    {"nhanes/survey_pkg_nhanes_2009_2010_chol.csv",
     {.outcome = "HI_CHOL = 1", .weight = "WTMEC2YR", .by = {"agecat"}, .want_rows = true}},
    {"diabetes130/diabetes_audit.csv",
     {.outcome = "y = 1", .by = {"race", "gender,age_band", "payer"}}},
    {"diabetes130/diabetes_audit.csv", {.amount = "score", .where = "pred = 0", .by = {"race"}}},
    {"diabetes130/diabetes_audit.csv",
     {.outcome = "y = 1", .person = "patient_nbr", .by = {"race"}, .want_rows = true}},
    {"healthequal/input_IndividualSample.csv",
     {.outcome = "sba = 1", .weight = "weight", .by = {"subgroup"}, .want_rows = true}},
    {"healthequal/input_IndividualSample.csv",
     {.outcome = "dtp3 = 1 and sba != 0", .by = {"subgroup,psu", "strata"}}},
    {"healthequal/input_NonorderedSample.csv", {.amount = "estimate", .by = {"subgroup"}}},
    {"healthequal/input_NonorderedSampleMultipleind.csv",
     {.amount = "estimate", .where = "reference_subgroup != 1", .by = {"indicator"}}},
    {"healthequal/input_OrderedSample.csv", {.outcome = "estimate > 90", .by = {"subgroup"}}},
    {"healthequal/input_OrderedSampleMultipleind.csv",
     {.outcome = "estimate between 80 and 100", .by = {"indicator", "subgroup"}}},
    {"uci_heart/heart_audit.csv", {.outcome = "y = 1", .by = {"sex", "age_band", "pred,sex"}}},
    {"uci_heart/heart4_audit.csv",
     {.outcome = "y = 1", .where = "train = 0", .by = {"site", "site,sex"}}},
    {"phe/input_funnel_proportion.csv", {.outcome = "denominator > 40000", .by = {"significance"}}},
    {"phe/input_funnel_proportion.csv",
     {.events = "numerator", .out_of = "denominator", .by = {"Area"}}},
    {"phe/input_life_expectancy.csv", {.events = "deaths", .out_of = "pops", .by = {"startage"}}},
    {"phe/input_sii_LE_25areas.csv",
     {.events = "Deaths", .out_of = "Pop", .by = {"Decile", "Sex"}}},
    {"phe/input_isr_ref.csv", {.events = "refcount", .out_of = "refpop", .by = {"Age Band"}}},
    {"phe/input_sii_prevalence_0_1.csv",
     {.events = "Count", .out_of = "Measured", .by = {"Decile", "Period"}}},
    {"phe/input_esp2013.csv", {.amount = "esp2013", .by = {"ageband"}}},
    {"phe/input_dsr_multiarea.csv",
     {.outcome = "pop > 500",
      .where = "known(count)",
      .count = "count",
      .by = {"area", "ageband"}}},
    {"phe/input_DSR_data.csv", {.amount = "value", .by = {"Quintile", "Period"}}},
    {"phe/input_DSR_data.csv", {.amount = "value", .count = "total_pop", .by = {"Quintile"}}},
    {"phe/input_dsr_nonindependent.csv",
     {.outcome = "freq > 1", .where = "known(persons)", .count = "persons", .by = {"area"}}},
    {"phe/input_isr.csv", {.events = "count", .out_of = "pop", .by = {"area"}}},
    {"phe/input_LE_data.csv",
     {.outcome = "LifeExp > 80", .where = "known(SE)", .by = {"Decile", "GeoCode"}}},
    {"phe/input_LE_data.csv", {.amount = "SE", .count = "Pop", .by = {"Decile,Sex"}}},
    {"phe/input_prevalence_data.csv", {.amount = "Rate", .by = {"Decile", "Period"}}},
};

enum { QUESTION_COUNT = sizeof QUESTIONS / sizeof QUESTIONS[0], PATH_BYTES = 500 };

static bool find_file(const char *name, char path[PATH_BYTES])
{
    const char *root = getenv("UNKNOT_SHARED");
    FILE *file;

    snprintf(path, PATH_BYTES, "%s/data/%s", root == NULL ? "../shared" : root, name);
    file = fopen(path, "rb");
    if (file != NULL) {
        fclose(file);
    }
    return file != NULL;
}

static Asked ask_at(const Engine *engine, const Asked *question, const char *path, int threads)
{
    Asked asked = *question;

    asked.path = path;
    asked.threads = threads;
    ask_of(engine, &asked);
    return asked;
}

int main(void)
{
    static const int THREADS[] = {2, 1, 8};
    size_t answered = 0;
    size_t there = 0;

    if (!duckdb_is_here()) {
        tap_skip("both engines answer the same on real files",
                 "third_party/duckdb/libduckdb.so is not here");
        return tap_done();
    }
    setenv("LC_ALL", "tr_TR.UTF-8", 1);
    for (size_t i = 0; i < QUESTION_COUNT; i++) {
        const Asked *question = &QUESTIONS[i].question;
        char path[PATH_BYTES];
        Asked small;

        if (!find_file(QUESTIONS[i].file, path)) {
            tap_skip(QUESTIONS[i].file, "the file is not here (UNKNOT_SHARED, ../shared)");
            continue;
        }
        there++;
        small = ask_at(&ENGINE_SMALL, question, path, 1);
        answered += small.answered;
        for (size_t t = 0; t < (i % 8 == 0 ? 3 : 1); t++) {
            Asked duck = ask_at(&ENGINE_DUCKDB, question, path, THREADS[t]);

            OK(agree(&small, &duck), "question %zu, %s, %d threads", i, QUESTIONS[i].file,
               THREADS[t]);
            asked_close(&duck);
        }
        if (!small.answered) {
            Str notes = asked_notes(&small);

            printf("# question %zu: %.*s", i, STR_ARGS(notes));
        }
        asked_close(&small);
    }
    OK(there == 0 || answered * 4 >= there * 3, "most of the questions (%zu of %zu) have answers",
       answered, there);
    return tap_done();
}
