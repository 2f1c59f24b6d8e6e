/* A study with every key there is: each value is where and what the file says. */
#include "base/number.h"
#include "base/os_file.h"
#include "study/study.h"

#include "tap.h"

#define FULL "tests/unit/study/full_study.yaml"
#define ARENA_BYTES ((size_t)1 << 26)

static bool is(StudyText text, const char *wanted, int64_t line, int64_t column)
{
    return str_equal(text.text, str_from(wanted)) && text.place.line == line &&
           text.place.column == column;
}

static bool text_is(StudyText text, const char *wanted)
{
    return str_equal(text.text, str_from(wanted)) && text.place.line > 0;
}

static int64_t day(const char *date)
{
    int64_t days = 0;

    return date_parse(str_from(date), &days) ? days : -1;
}

static void test_head(const Study *study)
{
    OK(study->version.value == 1 && str_equal(study->path, STR(FULL)), "version and path");
    OK(is(study->title, "Eye screening: who is reached, Eastvale, 2024/25", 3, 9),
       "a title in quotes keeps its place");
    OK(is(study->contact, "equity@eastvale.example", 7, 10), "contact");
    OK(study->announced.days == day("2025-01-10") && study->announced.place.line == 8 &&
           study->announced.place.column == 12 && study->until.days == day("2025-12-31"),
       "dates are days since 1970, a comment behind them is none of it");
    OK(study->voices.count == 2 && study->advisers.count == 1, "two had a say, one advised");
    OK(study->voices.items[0].say.value == SAY_WORKED_TOGETHER &&
           study->voices.items[1].say.value == SAY_TOLD,
       "how much say they had");
    OK(study->voices.items[0].stages.bits == (1u << STAGE_FRAME | 1u << STAGE_USE) &&
           study->voices.items[0].paid.value == YESNO_YES &&
           study->voices.items[1].paid.value == YESNO_NOT_GIVEN,
       "on which stops; paid or not said");
    OK(text_is(study->voices.items[0].changed, "Asked for preferred language as a group; chose 5 "
                                               "in 100 as the gap that matters."),
       "text over two lines is one");
    OK(text_is(study->advisers.items[0].interests, "none declared"), "adviser");
}

static void test_tables(const Study *study)
{
    const StudyTable *letters = study_find_table(study, STR("letters"));
    const StudyTable *reports = study_find_table(study, STR("reports"));

    if (!OK(study->tables.count == 3 && letters != NULL && reports != NULL, "three tables")) {
        return;
    }
    OK(letters->files.count == 2 && text_is(letters->files.items[1], "data/letters-2024.csv"),
       "two files of one kind");
    OK(text_is(letters->delimiter, "tab") && letters->skip.value == 2 &&
           text_is(letters->encoding, "windows-1252"),
       "how the file is read");
    OK(is(letters->person, "person_id", 33, 13) && text_is(letters->date, "letter_date"),
       "person and date");
    OK(letters->keep.expression != NULL && letters->keep.expression->kind == EXPRESSION_AND &&
           letters->keep.expression->place.line == 35 &&
           letters->keep.expression->parts[0]->place.column == 11,
       "the condition is parsed, its places are the file's");
    OK(letters->missing.count == 4 && text_is(letters->missing.items[0], "NULL") &&
           text_is(letters->missing.items[3], "NaN"),
       "NULL and NaN stay text");
    OK(letters->look_ups.count == 2 && text_is(letters->look_ups.items[0].name, "patients") &&
           text_is(letters->look_ups.items[0].sheet, "People") &&
           is(letters->look_ups.items[1].by, "lsoa", 39, 63),
       "look-ups");
    OK(study->tables.items[1].status.value == STATUS_PUBLISHED && letters->status.place.line == 0 &&
           letters->status.value == STATUS_OWN,
       "published or own");
    OK(reports->same_people.value == YESNO_NO && reports->spread.place.line == 51 &&
           text_is(reports->spread.names, "measure_name") &&
           text_is(reports->period, "reporting_period"),
       "a long table");
}

static void test_groups(const Study *study)
{
    const StudyGroup *ethnicity = study_find_group(study, STR("ethnicity"));
    const StudyGroup *language = study_find_group(study, STR("language"));
    const StudyGroup *decile = study_find_group(study, STR("decile"));
    const StudyGroup *faith = study_find_group(study, STR("faith"));
    const StudyGroup *age = study_find_group(study, STR("age"));

    OK(study->groups.count == 7 && study_find_group(study, STR("sexe")) == NULL, "seven groups");
    OK(ethnicity->detail.count == 2 && text_is(ethnicity->detail.items[1], "16") &&
           ethnicity->not_recorded.count == 4 && text_is(ethnicity->not_recorded.items[2], "") &&
           text_is(ethnicity->not_recorded.items[3], "010"),
       "detail, and a blank that is not recorded");
    OK(study->groups.items[1].edition.count == 1 &&
           text_is(study->groups.items[1].edition.items[0], "England 2019") &&
           ethnicity->edition.count == 0,
       "which index of deprivation");
    OK(study->groups.items[1].order == ORDER_ASCENDING && ethnicity->order == ORDER_NOT_GIVEN &&
           decile->order == ORDER_LIST && decile->worst_first.count == 3 &&
           text_is(decile->worst_first.items[1], "09"),
       "orders");
    OK(age->bands.count == 6 && age->bands.items[5].value == 80 && text_is(age->born, "birth_date"),
       "age in bands");
    OK(language->largest.value == 8 && language->labels.count == 2 &&
           text_is(language->labels.items[1].name, "on") &&
           text_is(language->labels.items[1].value, "Other"),
       "labels of quoted keys");
    OK(faith->sensitive.value == YESNO_YES && faith->ask_first.value == YESNO_YES &&
           ethnicity->sensitive.value == YESNO_NOT_GIVEN,
       "sensitive");
    OK(decile->where.expression != NULL && text_is(decile->in, "reports"), "where, in");
    OK(study->combinations.count == 2 && study->combinations.items[1].groups.count == 2 &&
           text_is(study->combinations.items[1].groups.items[1], "deprivation"),
       "combinations");
}

static void test_outcomes(const Study *study)
{
    const StudyOutcome *outcome = study->outcomes.items;

    if (!OK(study->outcomes.count == 6, "six outcomes")) {
        return;
    }
    OK(outcome[0].form == OUTCOME_FROM_TO && outcome[0].within_days.value == 63 &&
           study_outcome_is_share(&outcome[0]) && outcome[0].better.value == BETTER_MORE,
       "from and to within nine weeks is a share");
    OK(outcome[0].matters.unit == UNIT_PER_100 && outcome[0].matters.value == 5 &&
           outcome[1].matters.unit == UNIT_PER_100 && outcome[1].matters.value == 5,
       "5 per 100 is 50 per 1,000");
    OK(outcome[1].form == OUTCOME_IS && outcome[1].among.expression != NULL &&
           str_equal(outcome[1].is.expression->parts[1]->text, STR("clear: none")),
       "is and among");
    OK(outcome[2].form == OUTCOME_FROM_TO && !study_outcome_is_share(&outcome[2]) &&
           outcome[2].matters.unit == UNIT_DAYS && outcome[2].matters.value == 14 &&
           outcome[2].known_until.days == day("2025-03-31"),
       "a wait is in days");
    OK(outcome[3].form == OUTCOME_AMOUNT && outcome[3].matters.unit == UNIT_OWN &&
           str_equal(outcome[3].matters.unit_text, STR("pounds")) &&
           outcome[3].matters.value == 12.5,
       "an amount in its own unit");
    OK(outcome[4].form == OUTCOME_EVENTS && text_is(outcome[4].out_of, "Invited") &&
           outcome[4].better.place.line == 0 && outcome[4].matters.source.place.line == 0,
       "published counts");
    OK(outcome[5].form == OUTCOME_ESTIMATE && outcome[5].scale.value == 1000, "estimates");
}

static void test_rest(const Study *study)
{
    const StudyPathway *pathway = study->pathways.items;

    OK(study->pathways.count == 2 && pathway->steps.count == 4 &&
           text_is(pathway->steps.items[0].name, "sent") &&
           text_is(pathway->steps.items[0].column, "letter_date") &&
           pathway->steps.items[0].test.expression == NULL,
       "a step is a column");
    OK(pathway->steps.items[2].test.expression != NULL &&
           pathway->steps.items[2].column.place.line == 0,
       "or a condition");
    OK(text_is(pathway[1].in, "reports") && pathway[1].steps.count == 2, "'in' is no step");
    OK(study->scores.count == 1 && study->scores.items[0].flag.expression != NULL &&
           text_is(study->scores.items[0].need, "hba1c"),
       "a score");
    OK(study->populations.count == 2 && text_is(study->populations.items[1].name, "deprivation") &&
           text_is(study->populations.items[1].value, "residents"),
       "populations");
    OK(study->adjust.count == 2 && study->periods.value == PERIODS_FINANCIAL_YEAR &&
           text_is(study->protect, "unknot-default"),
       "adjust, periods, protect");
    OK(study->matters.unit == UNIT_PER_100 && study->matters.value == 3 &&
           text_is(study->matters.source, "30 per 1,000") && study->made_up.value == YESNO_YES,
       "what matters for shares that are no outcome; the data are made up");
    OK(study->answers.count == 3 && text_is(study->answers.items[2].knot, "pathway-leak") &&
           study->answers.items[0].says.value == PEOPLE_PROBLEM &&
           study->answers.items[0].people.value == 9 &&
           study->answers.items[2].says.value == PEOPLE_FINE,
       "answers, two to one knot");
    OK(study->actions.count == 1 &&
           text_is(study->actions.items[0].what, "Offer an interpreter at the first call.") &&
           study->actions.items[0].remeasure.days == day("2026-03-01"),
       "an action");
    OK(study->given_back.date.days == day("2025-06-01") &&
           text_is(study->given_back.how, "two-page letter and a meeting"),
       "given back");
}

/* The heads that the made-up files would have. */
static Str letters_heads[] = {
    {"person_id", 9},   {"letter_date", 11}, {"booking_date", 12}, {"screening_date", 14},
    {"result", 6},      {"cost_pounds", 11}, {"clinic code", 11},  {"risk_score", 10},
    {"sight_loss", 10}, {"hba1c", 5}};
static Str patients_heads[] = {
    {"person_id", 9}, {"ethnicity_code", 14}, {"birth_date", 10}, {"preferred_language", 18},
    {"sex", 3},       {"religion", 8},        {"lsoa", 4}};
static Str deprivation_heads[] = {{"lsoa", 4}, {"imd_decile", 10}};
static Str residents_heads[] = {
    {"ethnicity_code", 14}, {"imd_decile", 10}, {"usual_residents", 15}};
static Str reports_heads[] = {{"reporting_period", 16}, {"statistic", 9},
                              {"measure_name", 12},     {"value", 5},
                              {"variable_type", 13},    {"variable_a", 10}};

#define SPAN(array)                                                                                \
    {                                                                                              \
        (array), sizeof(array) / sizeof(array)[0]                                                  \
    }

static void test_check(Context *context, Study *study)
{
    StrSpan look_ups[] = {SPAN(patients_heads), SPAN(deprivation_heads)};
    StudyColumns columns[] = {{true, SPAN(letters_heads), look_ups},
                              {true, SPAN(residents_heads), NULL},
                              {true, SPAN(reports_heads), NULL}};
    Str knots[] = {STR("queue-order"), STR("pathway-leak")};
    Str codes[] = {STR("nhs-ethnicity-2001"), STR("imd-decile")};
    Str rules[] = {STR("unknot-default"), STR("none")};
    StudyKnown known = {SPAN(knots), SPAN(codes), SPAN(rules)};
    Status status = study_check(context, study, columns, &known);

    OK(!failed(status), "it fits its files and the catalogue");
    OK(study->groups.items[0].table == 0 && study->groups.items[6].table == 2 &&
           study->outcomes.items[4].table == 2 && study->pathways.items[0].table == 0,
       "every group, outcome and pathway has its table");
    OK(context->first != NULL && context->first->place.line > 0 &&
           str_starts_with(context->first->text, STR("not yet: 'adjust'")) &&
           context->first->next == NULL,
       "adjusting where rows repeat people is answered 'not yet'");
}

/* Weeks of a wait are days; of an amount they are what its column is in. */
static void test_time_margins(Context *context)
{
    Str bytes =
        STR("unknot: 1\ntitle: t\nquestion: q\ndata: a.csv\ngroups: {g: {column: g}}\n"
            "outcomes:\n"
            "  wait: {from: a, to: b, known_until: 2025-03-31, better: less, matters: 2 weeks}\n"
            "  weeks: {amount: w, better: less, matters: 2 weeks}\n"
            "  days: {amount: w, better: less, matters: 14 days}\n");
    Study study;

    if (!OK(!failed(study_read(context, STR("s.yaml"), bytes, &study)), "margins of time")) {
        return;
    }
    OK(study.outcomes.items[0].matters.unit == UNIT_DAYS &&
           study.outcomes.items[0].matters.value == 14,
       "2 weeks of a wait are 14 days");
    OK(study.outcomes.items[1].matters.unit == UNIT_OWN &&
           study.outcomes.items[1].matters.value == 2 &&
           study.outcomes.items[2].matters.unit == UNIT_OWN &&
           study.outcomes.items[2].matters.value == 14,
       "2 weeks of an amount are 2, and 14 days 14: its column says which");
}

int main(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(ARENA_BYTES);
    Context context = {.arena = arena};
    Str bytes;
    Study study;

    if (!OK(!failed(file_read_start(&context, STR(FULL), STUDY_BYTES_MOST + 1, &bytes)), "file") ||
        !OK(!failed(study_read(&context, STR(FULL), bytes, &study)), "every key is read")) {
        for (const Note *note = context.first; note != NULL; note = note->next) {
            printf("# %d:%d %.*s\n", (int)note->place.line, (int)note->place.column,
                   STR_ARGS(note->text));
        }
        return tap_done();
    }
    test_head(&study);
    test_tables(&study);
    test_groups(&study);
    test_outcomes(&study);
    test_rest(&study);
    test_check(&context, &study);
    study_warn_of_people(&context, &study);
    OK(context.last != NULL && !str_contains_ignoring_case(context.last->text, STR("name")),
       "no person is named in it, and an address only as contact");
    test_time_margins(&context);
    return tap_done();
}
