/* An audit put together by hand, with every kind of finding and of number, for tests of reports.
   All of it is invented. */
#ifndef UK_TESTS_REPORT_SAMPLE_H
#define UK_TESTS_REPORT_SAMPLE_H

#include "base/text.h"
#include "disclosure/shown_audit_internal.h"

#include <math.h>

#define SAMPLE_GROUPS 6

/* A share, with the half width of its interval; in whole people. */
typedef struct SampleGroup {
    const char *level;
    double people;
    double total; /* below 0: kept back */
} SampleGroup;

typedef struct Sample {
    Arena *arena;
    ShownAudit *audit;
} Sample;

static inline ShownNumber sample_number(double value, int decimals)
{
    return (ShownNumber){.state = SHOWN_VALUE, .value = value, .decimals = decimals};
}

static inline ShownNumber sample_hidden(void)
{
    return (ShownNumber){.state = SHOWN_HIDDEN, .has_range = true, .from = 0, .to = 7};
}

static inline ShownInterval sample_interval(double value, double half, const char *method)
{
    return (ShownInterval){.estimate = sample_number(value, 3),
                           .se = sample_number(half / 2, 4),
                           .low = sample_number(value - half, 3),
                           .high = sample_number(value + half, 3),
                           .method = str_from(method)};
}

static inline ShownInterval sample_none(const char *note)
{
    ShownInterval none = {.note = str_from(note)};

    none.estimate.state = SHOWN_UNDEFINED;
    none.se.state = SHOWN_UNDEFINED;
    none.low.state = SHOWN_UNDEFINED;
    none.high.state = SHOWN_UNDEFINED;
    return none;
}

static inline ShownInterval sample_kept_back(void)
{
    ShownInterval kept = sample_none("");

    kept.estimate.state = SHOWN_HIDDEN;
    kept.low.state = SHOWN_HIDDEN;
    kept.high.state = SHOWN_HIDDEN;
    return kept;
}

/* The last group is "not recorded". */
static inline const ShownTable *sample_table(Sample *sample, const SampleGroup *rows, size_t count,
                                             const char *period, bool ordered)
{
    ShownTable *table = arena_take(sample->arena, 1, sizeof *table);
    ShownGroup *groups = arena_take(sample->arena, count, sizeof *groups);
    double people = 0;
    double total = 0;
    size_t g;

    for (g = 0; g < count; g++) {
        people += rows[g].people;
        total += rows[g].total < 0 ? 0 : rows[g].total;
    }
    for (g = 0; g < count; g++) {
        ShownGroup *group = &groups[g];
        double share = rows[g].total / rows[g].people;
        double other = (total - rows[g].total) / (people - rows[g].people);
        double half = 1 / sqrt(rows[g].people);

        group->level = str_from(rows[g].level);
        group->recorded = g + 1 < count;
        if (rows[g].total < 0) {
            group->people = sample_hidden();
            group->total = sample_hidden();
            group->estimate = sample_kept_back();
            group->difference = sample_kept_back();
            group->ratio = sample_kept_back();
        } else {
            group->people = sample_number(rows[g].people, 0);
            group->total = sample_number(rows[g].total, 0);
            group->estimate = sample_interval(share, half, "Wilson");
            group->difference = sample_interval(share - other, 1.3 * half, "Newcombe");
            group->ratio = sample_interval(share / other, half, "Katz");
        }
    }
    *table = (ShownTable){.dimension = STR("group"),
                          .period = str_from(period),
                          .has_period = period[0] != 0,
                          .ordered = ordered,
                          .compared_with = STR("everyone else"),
                          .groups = groups,
                          .group_count = count};
    return table;
}

static inline ShownInterval sample_overall(const ShownTable *table)
{
    double people = 0;
    double total = 0;
    size_t g;

    for (g = 0; g < table->group_count; g++) {
        if (table->groups[g].people.state == SHOWN_VALUE) {
            people += table->groups[g].people.value;
            total += table->groups[g].total.value;
        }
    }
    return sample_interval(total / people, 1 / sqrt(people), "Wilson");
}

static inline void sample_part(Sample *sample, ShownFinding *finding, const ShownTable *table)
{
    ShownPart *parts = arena_take(sample->arena, finding->part_count + 1, sizeof *parts);
    size_t p;

    for (p = 0; p < finding->part_count; p++) {
        parts[p] = finding->parts[p];
    }
    parts[p] = (ShownPart){.base = table, .overall = sample_overall(table)};
    finding->parts = parts;
    finding->part_count++;
}

static inline void sample_knots(Sample *sample, ShownFinding *finding, const char *knot)
{
    Str *items = arena_take(sample->arena, 1, sizeof *items);

    items[0] = str_from(knot);
    finding->knots = (StrSpan){items, 1};
}

static inline void sample_found(Sample *sample, ShownFinding *finding, const char *level, bool less)
{
    ShownVerdictGroup *groups =
        arena_take(sample->arena, finding->verdict.found_count + 1, sizeof *groups);
    size_t i;

    for (i = 0; i < finding->verdict.found_count; i++) {
        groups[i] = finding->verdict.found[i];
    }
    groups[i] = (ShownVerdictGroup){.level = str_from(level), .less = less, .to_tell = NAN};
    finding->verdict.found = groups;
    finding->verdict.found_count++;
    finding->verdict.say = DATA_FOUND;
}

static inline ShownFinding *sample_finding(Sample *sample, CheckKind check, Stage stage,
                                           const char *id)
{
    ShownFinding *finding = &sample->audit->findings[sample->audit->finding_count++];

    *finding = (ShownFinding){.id = str_from(id),
                              .check = check,
                              .stage = stage,
                              .data = STR("referrals"),
                              .row = STR("referral"),
                              .dimension = STR("ethnicity"),
                              .subject = STR("recovered"),
                              .better = 1,
                              .unit = SHOWN_PER_100,
                              .matters = 5,
                              .verdict = {.say = DATA_NONE, .compared = 5, .confidence = 0.95}};
    return finding;
}

static inline ShownExtra *sample_extras(Sample *sample, ShownFinding *finding)
{
    ShownPart *parts = arena_take(sample->arena, finding->part_count, sizeof *parts);
    ShownExtra *extras = arena_take(
        sample->arena, finding->parts[finding->part_count - 1].base->group_count, sizeof *extras);
    size_t p;

    for (p = 0; p < finding->part_count; p++) {
        parts[p] = finding->parts[p];
    }
    parts[p - 1].extras = extras;
    finding->parts = parts;
    return extras;
}

static inline void sample_gap(Sample *sample)
{
    static const SampleGroup ROWS[] = {{"Bangladeshi", 4200, 1680},
                                       {"Indian", 12000, 6000},
                                       {"Pakistani", 9800, 3920},
                                       {"Any other <Asian> & \"more\"", 700, 322},
                                       {"Roma", 12, -1},
                                       {"not recorded", 8100, 3900}};
    ShownFinding *finding = sample_finding(sample, CHECK_GAP, STAGE_USE, "recovered-ethnicity");
    ShownVerdictGroup *small = arena_take(sample->arena, 1, sizeof *small);

    finding->means = STR("questionnaire scores above a cut-off at the start, below it at the end");
    finding->chosen_by = STR("the national body, not by patients");
    sample_part(sample, finding, sample_table(sample, ROWS, 6, "", false));
    sample_found(sample, finding, "Bangladeshi", true);
    sample_found(sample, finding, "Pakistani", true);
    small[0] = (ShownVerdictGroup){
        .level = STR("Any other <Asian> & \"more\""), .needed = 2900, .to_tell = 1600};
    finding->verdict.small = small;
    finding->verdict.small_count = 1;
    sample_knots(sample, finding, "coarse-groups");
}

static inline void sample_slope(Sample *sample)
{
    static const SampleGroup ROWS[] = {{"1 most deprived", 6000, 2568},
                                       {"2", 6200, 2880},
                                       {"3", 5900, 2950},
                                       {"4", 5600, 2940},
                                       {"5 least deprived", 5000, 2815},
                                       {"not recorded", 2400, 1120}};
    ShownFinding *finding = sample_finding(sample, CHECK_GAP, STAGE_USE, "recovered-deprivation");
    ShownTable *table = arena_take(sample->arena, 1, sizeof *table);
    ShownMeasure *measure = arena_take(sample->arena, 1, sizeof *measure);

    *table = *sample_table(sample, ROWS, 6, "", true);
    *measure = (ShownMeasure){STR("sii"), sample_interval(0.161, 0.02, "weighted least squares")};
    table->measures = measure;
    table->measure_count = 1;
    finding->dimension = STR("deprivation");
    sample_part(sample, finding, table);
    sample_found(sample, finding, "1 most deprived", true);
    sample_found(sample, finding, "5 least deprived", false);
    sample_knots(sample, finding, "human-layer-unequal");
}

static inline void sample_completeness(Sample *sample)
{
    static const SampleGroup THEN[] = {
        {"Women", 6000, 5100}, {"Men", 4000, 3300}, {"not recorded", 500, 300}};
    static const SampleGroup NOW[] = {
        {"Women", 6600, 6100}, {"Men", 4300, 3900}, {"not recorded", 400, 250}};
    ShownFinding *finding =
        sample_finding(sample, CHECK_COMPLETENESS, STAGE_RECORD, "written-ethnicity");

    finding->subject = STR("ethnicity");
    finding->dimension = STR("sex");
    sample_part(sample, finding, sample_table(sample, THEN, 3, "2017-18", false));
    sample_part(sample, finding, sample_table(sample, NOW, 3, "2024-25", false));
    sample_knots(sample, finding, "ethnicity-missing");
}

static inline void sample_representation(Sample *sample)
{
    static const SampleGroup ROWS[] = {{"White", 100000, 78000},
                                       {"Asian", 100000, 7000},
                                       {"Black", 100000, 5000},
                                       {"not recorded", 100000, 10000}};
    ShownFinding *finding =
        sample_finding(sample, CHECK_REPRESENTATION, STAGE_REACH, "here-ethnicity");
    ShownExtra *extras;

    finding->subject = STR("residents");
    sample_part(sample, finding, sample_table(sample, ROWS, 4, "", false));
    extras = sample_extras(sample, finding);
    extras[0].reference = sample_interval(0.82, 0.001, "none");
    extras[1].reference = sample_interval(0.13, 0.001, "none");
    extras[2].reference = sample_interval(0.05, 0.001, "none");
    extras[3].reference = sample_none("a census asks everyone");
    sample_found(sample, finding, "Asian", true);
    sample_knots(sample, finding, "digital-front-door");
}

static inline void sample_pathway(Sample *sample)
{
    static const SampleGroup REFERRED[] = {{"1 most deprived", 24600, 24600},
                                           {"5 least deprived", 11900, 11900},
                                           {"not recorded", 2400, 2400}};
    static const SampleGroup FINISHED[] = {{"1 most deprived", 24600, 7160},
                                           {"5 least deprived", 11900, 5450},
                                           {"not recorded", 2400, 560}};
    static const SampleGroup RECOVERED[] = {{"1 most deprived", 7160, 2975},
                                            {"5 least deprived", 5450, 2825},
                                            {"not recorded", 560, 220}};
    ShownFinding *finding = sample_finding(sample, CHECK_PATHWAY, STAGE_USE, "way-deprivation");
    ShownPart *parts = arena_take(sample->arena, 3, sizeof *parts);
    size_t p;

    finding->subject = STR("treatment");
    finding->dimension = STR("deprivation");
    sample_part(sample, finding, sample_table(sample, REFERRED, 3, "", true));
    sample_part(sample, finding, sample_table(sample, FINISHED, 3, "", true));
    sample_part(sample, finding, sample_table(sample, RECOVERED, 3, "", true));
    for (p = 0; p < 3; p++) {
        parts[p] = finding->parts[p];
    }
    parts[0].label = STR("referred");
    parts[1].label = STR("finished");
    parts[1].of = STR("referred");
    parts[2].label = STR("recovered");
    parts[2].of = STR("finished");
    finding->parts = parts;
    finding->largest_leak = 1;
    finding->judged = 2;
    sample_found(sample, finding, "1 most deprived", true);
    sample_knots(sample, finding, "pathway-leak");
}

static inline void sample_waits(Sample *sample)
{
    static const SampleGroup ROWS[] = {{"Bangladeshi", 900, 500},
                                       {"Indian", 1900, 1400},
                                       {"Roma", 12, -1},
                                       {"not recorded", 300, 150}};
    ShownFinding *finding = sample_finding(sample, CHECK_WAITS, STAGE_USE, "wait-ethnicity");
    ShownExtra *extras;

    finding->subject = STR("first session");
    finding->unit = SHOWN_DAYS;
    finding->matters = (double)NAN;
    finding->verdict.no_margin = true;
    finding->verdict.say = DATA_UNCLEAR;
    sample_part(sample, finding, sample_table(sample, ROWS, 4, "", false));
    extras = sample_extras(sample, finding);
    extras[0].median = sample_interval(61, 5, "Kaplan-Meier");
    extras[1].median = sample_interval(40, 3, "Kaplan-Meier");
    extras[2].median = sample_kept_back();
    extras[3].median = sample_none("half of the people had not been seen by the last day");
    sample_knots(sample, finding, "queue-order");
}

static inline void sample_rows_lost(Sample *sample)
{
    static const SampleGroup ROWS[] = {
        {"Women", 6600, 132}, {"Men", 4300, 129}, {"not recorded", 400, 60}};
    ShownFinding *finding = sample_finding(sample, CHECK_ROWS_LOST, STAGE_JOIN, "lost-sex");

    finding->subject = STR("the look-up of areas");
    finding->dimension = STR("sex");
    finding->verdict.say = DATA_UNCLEAR;
    sample_part(sample, finding, sample_table(sample, ROWS, 3, "", false));
    sample_knots(sample, finding, "complete-case-loss");
}

static inline void sample_flagged(Sample *sample, CheckKind check, const char *id,
                                  const char *among, const SampleGroup *rows)
{
    ShownFinding *finding = sample_finding(sample, check, STAGE_MODEL, id);

    finding->subject = STR("risk");
    finding->among = str_from(among);
    finding->better = check == CHECK_MISSED ? 1 : -1;
    sample_part(sample, finding, sample_table(sample, rows, 4, "", false));
    sample_found(sample, finding, "Black", true);
    sample_knots(sample, finding, "one-cut-off-unequal-misses");
}

static inline void sample_calibration(Sample *sample)
{
    static const SampleGroup ROWS[] = {
        {"White", 8000, 1760}, {"Asian", 1400, 350}, {"Black", 1000, 310}, {"Roma", 12, -1}};
    ShownFinding *finding =
        sample_finding(sample, CHECK_CALIBRATION, STAGE_MODEL, "expected-ethnicity");
    static const double EXPECTED[] = {0.23, 0.24, 0.14};
    ShownTable *table = arena_take(sample->arena, 1, sizeof *table);
    ShownGroup *groups = arena_take(sample->arena, 4, sizeof *groups);
    ShownPart *part;
    ShownExtra *extras;
    size_t g;

    *table = *sample_table(sample, ROWS, 4, "", false);
    for (g = 0; g < 4; g++) {
        groups[g] = table->groups[g];
        groups[g].recorded = true;
        if (g < 3) {
            groups[g].difference = sample_interval(ROWS[g].total / ROWS[g].people - EXPECTED[g],
                                                   1 / sqrt(ROWS[g].people), "wilson-expected");
        }
    }
    table->groups = groups;
    table->has_reference = true;
    table->compared_with = STR("what the score expected");
    finding->subject = STR("risk");
    sample_part(sample, finding, table);
    part = arena_take(sample->arena, 1, sizeof *part);
    *part = finding->parts[0];
    part->label = STR("readmitted");
    finding->parts = part;
    extras = sample_extras(sample, finding);
    for (g = 0; g < 3; g++) {
        extras[g].reference = sample_interval(EXPECTED[g], 0.001, "");
    }
    extras[3].reference = sample_kept_back();
    sample_found(sample, finding, "Black", false);
    sample_knots(sample, finding, "miscalibrated-for-group");
}

/* The ends over eight years: those who finished, or everyone referred. */
static inline void sample_change(Sample *sample, const char *id, const char *subject,
                                 const double *most, const double *least)
{
    static const char *const YEARS[] = {"2017-18", "2018-19", "2019-20", "2020-21",
                                        "2021-22", "2022-23", "2023-24", "2024-25"};
    ShownFinding *finding = sample_finding(sample, CHECK_CHANGE, STAGE_WATCH, id);
    ShownInterval *change = arena_take(sample->arena, 1, sizeof *change);
    ShownPart *parts = arena_take(sample->arena, 8, sizeof *parts);
    size_t y;

    finding->subject = str_from(subject);
    finding->dimension = STR("deprivation");
    for (y = 0; y < 8; y++) {
        SampleGroup rows[] = {{"1 most deprived", 60000, floor(600 * most[y])},
                              {"5 least deprived", 45000, floor(450 * least[y])},
                              {"not recorded", 4000, 1900}};
        ShownTable *table = arena_take(sample->arena, 1, sizeof *table);
        ShownMeasure *measure = arena_take(sample->arena, 1, sizeof *measure);

        *table = *sample_table(sample, rows, 3, YEARS[y], true);
        *measure = (ShownMeasure){
            STR("sii"), sample_interval((least[y] - most[y]) / 100, 0.005, "least squares")};
        table->measures = measure;
        table->measure_count = 1;
        sample_part(sample, finding, table);
    }
    for (y = 0; y < 8; y++) {
        parts[y] = finding->parts[y];
    }
    *change = sample_interval((least[7] - most[7] - least[0] + most[0]) / 100, 0.008, "difference");
    parts[7].measure_changes = change;
    parts[7].ends_change = sample_interval(-change->estimate.value, 0.008, "mover");
    finding->parts = parts;
    sample_found(sample, finding, "1 most deprived", true);
    sample_knots(sample, finding, "average-up-gap-up");
}

static inline void sample_study(Sample *sample)
{
    ShownStudy *study = &sample->audit->study;
    ShownVoice *voices = arena_take(sample->arena, 2, sizeof *voices);
    ShownAnswer *answers = arena_take(sample->arena, 1, sizeof *answers);
    ShownAction *actions = arena_take(sample->arena, 1, sizeof *actions);
    ShownData *data = arena_take(sample->arena, 1, sizeof *data);

    voices[0] = (ShownVoice){STR("Northside forum (9 people)"),
                             SAY_WORKED_TOGETHER,
                             STR("2025-02-11"),
                             1u << STAGE_FRAME | 1u << STAGE_USE,
                             1,
                             STR("Set the gap that matters at 5 in 100")};
    voices[1] = (ShownVoice){STR("Booking team"), SAY_ASKED, STR("2025-03-18"),
                             1u << STAGE_RECORD,  -1,        STR_NONE};
    answers[0] = (ShownAnswer){STR("average-up-gap-up"), STR("Northside forum"), STR("2025-03-01"),
                               PEOPLE_PROBLEM, STR_NONE};
    actions[0] =
        (ShownAction){STR("pathway-leak"),
                      STR("Call everyone whose treatment ends after one session, within a week"),
                      STR("Head of therapies"), STR("2025-09-01"), STR("2026-03-01")};
    data[0] = (ShownData){.name = STR("referrals"),
                          .file = STR("referrals.csv"),
                          .row = STR("referral"),
                          .source = STR("Northside, invented rows"),
                          .hash = STR("a139fa399e477592999415d4722c7094afc135370518745e8444b595ab"),
                          .rows = sample_number(38900, 0)};
    *study = (ShownStudy){.title = STR("Talking therapies, Northside, 2017-18 to 2024-25"),
                          .question = STR("Whom does talking therapy in Northside leave behind?"),
                          .country = STR("England"),
                          .owner = STR("Northside NHS Trust"),
                          .contact = STR("equity@example.org"),
                          .can_change = STR("opening hours, letters, which languages are offered"),
                          .until = STR("2025-12-31"),
                          .made_up = true,
                          .voices = voices,
                          .voice_count = 2,
                          .answers = answers,
                          .answer_count = 1,
                          .actions = actions,
                          .action_count = 1,
                          .data = data,
                          .data_count = 1,
                          .text = STR("unknot: 1\ntitle: Talking therapies\n"),
                          .hash = STR("0f0e")};
}

static inline void sample_add_knot(Sample *sample, const char *id, Stage stage, DataSay data,
                                   PeopleSay people)
{
    ShownKnot *knot = &sample->audit->knots[sample->audit->knot_count++];
    bool disagree = (people == PEOPLE_PROBLEM && data != DATA_FOUND) ||
                    (people == PEOPLE_FINE && data == DATA_FOUND);

    *knot = (ShownKnot){str_from(id), stage, data, people, disagree, NULL, 0};
}

static inline void sample_all_knots(Sample *sample)
{
    sample->audit->knots = arena_take(sample->arena, 24, sizeof *sample->audit->knots);
    sample_add_knot(sample, "framed-without-those-affected", STAGE_FRAME, DATA_UNSEEN,
                    PEOPLE_DEPENDS);
    sample_add_knot(sample, "equity-not-in-the-goal", STAGE_FRAME, DATA_UNSEEN, PEOPLE_UNASKED);
    sample_add_knot(sample, "digital-front-door", STAGE_REACH, DATA_FOUND, PEOPLE_UNASKED);
    sample_add_knot(sample, "language-need-unrecorded", STAGE_REACH, DATA_UNSEEN, PEOPLE_UNASKED);
    sample_add_knot(sample, "ethnicity-missing", STAGE_RECORD, DATA_NONE, PEOPLE_UNASKED);
    sample_add_knot(sample, "complete-case-loss", STAGE_JOIN, DATA_UNCLEAR, PEOPLE_UNASKED);
    sample_add_knot(sample, "proxy-for-need", STAGE_MODEL, DATA_UNSEEN, PEOPLE_UNASKED);
    sample_add_knot(sample, "no-subgroup-evidence", STAGE_PROVE, DATA_UNSEEN, PEOPLE_UNASKED);
    sample_add_knot(sample, "coarse-groups", STAGE_USE, DATA_FOUND, PEOPLE_UNASKED);
    sample_add_knot(sample, "pathway-leak", STAGE_USE, DATA_FOUND, PEOPLE_PROBLEM);
    sample_add_knot(sample, "queue-order", STAGE_USE, DATA_UNCLEAR, PEOPLE_UNASKED);
    sample_add_knot(sample, "human-layer-unequal", STAGE_USE, DATA_FOUND, PEOPLE_UNASKED);
    sample_add_knot(sample, "average-up-gap-up", STAGE_WATCH, DATA_NONE, PEOPLE_PROBLEM);
    sample_add_knot(sample, "no-way-to-object", STAGE_WATCH, DATA_UNSEEN, PEOPLE_UNASKED);
}

/* With findings of all kinds. */
static inline ShownAudit *sample_audit(Arena *arena)
{
    static const double MOST[] = {41.1, 43.2, 42.8, 43.3, 42.4, 41.7, 42.4, 42.8};
    static const double LEAST[] = {58.1, 58.2, 57.6, 57.2, 54.7, 55.3, 56.1, 56.3};
    static const double MOST_ALL[] = {12.1, 12.1, 12.2, 14.8, 11.4, 12.0, 12.1, 12.1};
    static const double LEAST_ALL[] = {24.2, 22.9, 21.7, 26.5, 22.7, 23.8, 22.5, 23.7};
    static const SampleGroup MISSED[] = {
        {"White", 1760, 1020}, {"Asian", 350, 190}, {"Black", 310, 75}, {"not recorded", 90, 50}};
    static const SampleGroup WITHOUT[] = {
        {"White", 6240, 1430}, {"Asian", 1050, 250}, {"Black", 690, 25}, {"not recorded", 310, 70}};
    Sample sample = {arena, arena_take(arena, 1, sizeof(ShownAudit))};
    ShownUnseen *unseen = arena_take(arena, 2, sizeof *unseen);
    Str *left_out = arena_take(arena, 1, sizeof *left_out);

    sample.audit->findings = arena_take(arena, 16, sizeof *sample.audit->findings);
    sample_study(&sample);
    sample_change(&sample, "change-finished", "recovered among those who finished", MOST, LEAST);
    sample_change(&sample, "change-referred", "recovered among those referred", MOST_ALL,
                  LEAST_ALL);
    sample_gap(&sample);
    sample_slope(&sample);
    sample_completeness(&sample);
    sample_representation(&sample);
    sample_pathway(&sample);
    sample_waits(&sample);
    sample_rows_lost(&sample);
    sample_flagged(&sample, CHECK_MISSED, "missed-ethnicity", "with “readmitted”", MISSED);
    sample_flagged(&sample, CHECK_FLAGGED_WITHOUT, "without-ethnicity", "without “readmitted”",
                   WITHOUT);
    sample_calibration(&sample);
    sample_all_knots(&sample);
    unseen[0] = (ShownUnseen){STR("People who never reach a service"),
                              STR("a survey, or the resident population by group")};
    unseen[1] = (ShownUnseen){STR("Language and interpreters"), STR("preferred language")};
    sample.audit->unseen = unseen;
    sample.audit->unseen_count = 2;
    left_out[0] = STR("recovered by ethnicity x sex: left out, since a hidden number could be "
                      "worked out.");
    sample.audit->left_out = (StrSpan){left_out, 1};
    sample.audit->facts =
        (ShownFacts){.protection = STR("unknot-default"),
                     .rule = STR("Counts of 0 to 7 people are shown together, all else to the "
                                 "nearest 5."),
                     .confidence = 0.95};
    sample.audit->verified = true;
    sample.audit->version = STR("0.1.0");
    return sample.audit;
}

#endif
