/* Waits of people who have several: counted, told apart and protected by persons, whatever the
   order of rows. */
#include "audit_trial.h"

#include "check/verdict.h"

#include <math.h>

#define STUDY                                                                                      \
    "unknot: 1\ntitle: t\ndata:\n  visits:\n    file: v.csv\n    row: visit\n    person: id\n"     \
    "groups:\n  clinic:\n    column: clinic\n"                                                     \
    "outcomes:\n  wait:\n    from: asked\n    to: seen\n    known_until: 2024-06-30\n"             \
    "    better: less\n    matters: 3 days\n"

#define HEAD "id,clinic,asked,seen\n"

static const FindingTable *waits_of(Trial *trial)
{
    for (size_t f = 0; trial->audit != NULL && f < trial->audit->finding_count; f++) {
        const AuditFinding *finding = &trial->audit->findings[f];

        if (str_equal(finding->id, STR("waits-wait-by-clinic"))) {
            return &trial->audit->answers[finding->parts[0].answer]
                        ->tables[finding->parts[0].table];
        }
    }
    return NULL;
}

static void run(Trial *trial, const char *rows)
{
    *trial = (Trial){.study = STUDY, .files = {{"v.csv", rows}}};
    trial_run(trial);
    if (waits_of(trial) == NULL) {
        Str notes = trial_notes(trial);

        printf("# %.*s\n", STR_ARGS(notes));
    }
}

/* "waits ended | persons: all, with an end, with none" */
static bool counts(const CellSet *set, int64_t people, int64_t events, int64_t persons,
                   int64_t with, int64_t without)
{
    const Counts *got = &set->counts;
    bool same = got->people == people && got->events == events && got->persons == persons &&
                got->persons_with == with && got->persons_without == without;

    if (!same) {
        printf("# got %lld %lld | %lld %lld %lld\n", (long long)got->people, (long long)got->events,
               (long long)got->persons, (long long)got->persons_with,
               (long long)got->persons_without);
    }
    return same;
}

/* Ann: three waits in A, one goes on. Bea: one in A, one in B. Cat: one in B that goes on, and one
   that is none. Two rows without a person. */
static const char *const SEVERAL[] = {
    "ann,A,2024-05-01,2024-05-06\n", "ann,A,2024-05-01,2024-05-11\n", "ann,A,2024-06-20,\n",
    "bea,A,2024-05-01,2024-05-04\n", "bea,B,2024-05-01,2024-05-21\n", "cat,B,2024-06-10,\n",
    "cat,B,2024-06-12,2024-06-01\n", ",B,2024-05-01,2024-05-03\n",    ",B,2024-05-01,2024-05-04\n",
};

enum { SEVERAL_COUNT = sizeof SEVERAL / sizeof SEVERAL[0] };

static void write_rows(char *out, size_t size, size_t first, size_t stride)
{
    size_t length = (size_t)snprintf(out, size, "%s", HEAD);

    for (size_t i = 0; i < SEVERAL_COUNT; i++) {
        length += (size_t)snprintf(out + length, size - length, "%s",
                                   SEVERAL[(first + i * stride) % SEVERAL_COUNT]);
    }
}

static void test_counts(void)
{
    char rows[1000];
    Trial trial;
    const FindingTable *table;

    write_rows(rows, sizeof rows, 0, 1);
    run(&trial, rows);
    table = waits_of(&trial);
    if (OK(table != NULL && table->group_count == 2 && table->set_count == 5, "a table of waits")) {
        OK(counts(&table->sets[0], 4, 3, 2, 2, 1), "A: four waits of two persons");
        OK(counts(&table->sets[1], 4, 3, 4, 3, 1), "B: of four, two of them without a name");
        OK(counts(&table->sets[2], 8, 6, 5, 4, 2), "everyone: Bea once");
        OK(counts(&table->sets[3], 4, 3, 3, 2, 1), "all but A: Bea, who is in A, is not counted");
        OK(counts(&table->sets[4], 4, 3, 1, 1, 1), "all but B: Ann alone");
    }
    trial_close(&trial);
}

/* Ann's three waits move A's curve together. By hand, from what each wait moves it by: on the
   evening of day 3 (four waited, Bea's ended) -1/4 and three times 1/12; of day 5 (three, one of
   Ann's) -1/4 of Bea and -1/4 + 1/4 + 1/4 of Ann; of day 10 (two, one of Ann's) -1/4 and
   -1/4 - 1/4 + 3/4. The sums for each person squared, over 1/12, 1/4 and 3/4. */
static void test_effects(void)
{
    static const double EFFECTS[] = {1.5, 0.5, 1.0 / 6.0};
    static const size_t STRIDES[] = {1, 2, 4, 5, 7, 8};
    double before[3] = {0.0, 0.0, 0.0};
    char rows[1000];
    size_t right = 0;
    size_t alike = 0;
    size_t runs = 0;

    for (size_t first = 0; first < SEVERAL_COUNT; first++) {
        for (size_t stride = 0; stride < sizeof STRIDES / sizeof STRIDES[0]; stride++, runs++) {
            const CellSet *set;
            Trial trial;

            write_rows(rows, sizeof rows, first, STRIDES[stride]);
            run(&trial, rows);
            set = waits_of(&trial) == NULL ? NULL : &waits_of(&trial)->sets[0];
            if (set != NULL && set->day_count == 3 && set->effects != NULL) {
                right += fabs(set->effects[0] - EFFECTS[0]) < 1e-14 &&
                         fabs(set->effects[1] - EFFECTS[1]) < 1e-14 &&
                         fabs(set->effects[2] - EFFECTS[2]) < 1e-14;
                alike += runs == 0 || memcmp(before, set->effects, sizeof before) == 0;
                memcpy(before, set->effects, sizeof before);
            }
            trial_close(&trial);
        }
    }
    OK(right == runs, "what several waits of one person do to a curve, as by hand");
    OK(alike == runs, "to the last bit in each of %zu orders of the rows", runs);
}

/* Rows in the making. */
typedef struct Rows {
    char text[8000];
    size_t length;
} Rows;

/* A wait of up to 62 days from the first of January. */
static void add_wait(Rows *rows, const char *person, int number, const char *clinic, int days)
{
    int month = days < 31 ? 1 : days < 60 ? 2 : 3;
    int day = 1 + days - (month == 1 ? 0 : month == 2 ? 31 : 60);

    rows->length +=
        (size_t)snprintf(rows->text + rows->length, sizeof rows->text - rows->length,
                         "%s%d,%s,2024-01-01,2024-%02d-%02d\n", person, number, clinic, month, day);
}

/* The shown median of the group; below 0: hidden. */
static double shown_median(Trial *trial, const char *level)
{
    ShownAudit *shown = NULL;
    double median = -2.0;

    if (trial->audit == NULL ||
        failed(disclosure_protect_audit(&trial->context, trial->audit, STR("unknot-default"),
                                        STR("1"), &shown))) {
        return -3.0;
    }
    for (size_t f = 0; f < shown_audit_finding_count(shown); f++) {
        const ShownFinding *finding = shown_audit_finding(shown, f);
        const ShownTable *table = finding->parts[0].base;

        for (size_t g = 0; g < table->group_count; g++) {
            const ShownNumber *estimate = &table->groups[g].estimate.estimate;

            if (str_equal(finding->id, STR("waits-wait-by-clinic")) &&
                str_equal(table->groups[g].level, str_from(level))) {
                median = estimate->state == SHOWN_VALUE ? estimate->value : -1.0;
            }
        }
    }
    return median;
}

/* In A one person's 30 waits end on day 30, between those of 39 others; in B 30 people's do. */
static void test_steps(void)
{
    Rows rows = {HEAD, sizeof HEAD - 1};
    Trial trial;

    for (int i = 0; i < 30; i++) {
        add_wait(&rows, "often", 0, "A", 30);
        add_wait(&rows, "once", i, "B", 30);
    }
    for (int i = 0; i < 39; i++) {
        add_wait(&rows, "other", i, "A", i < 19 ? 1 + i : 22 + i);
        add_wait(&rows, "another", i, "B", i < 19 ? 1 + i : 22 + i);
    }
    run(&trial, rows.text);
    OK(shown_median(&trial, "A") == -1.0,
       "a median that one person's many waits make is hidden: steps that hold others are coarse");
    OK(shown_median(&trial, "B") == 30.0, "the same waits of 30 people to the day");
    trial_close(&trial);
}

/* 15 people with three waits each are fewer than 20, whatever their waits are. */
static void test_few(void)
{
    Rows rows = {HEAD, sizeof HEAD - 1};
    Trial trial;

    for (int i = 0; i < 45; i++) {
        add_wait(&rows, "a", i / 3, "A", 10 + i % 2);
        add_wait(&rows, "b", i, "B", 10 + i % 2);
    }
    run(&trial, rows.text);
    OK(shown_median(&trial, "A") == -1.0, "45 waits of 15 people have no median to be told");
    OK(shown_median(&trial, "B") == 10.0, "45 of 45 have");
    trial_close(&trial);
}

/* All 30 waits of A are one person's, each 40 days longer than those of 30 people in B. */
static void test_one_person(void)
{
    Rows rows = {HEAD, sizeof HEAD - 1};
    const FindingTable *table;
    Verdict verdict = {0};
    Trial trial;

    for (int i = 0; i < 30; i++) {
        add_wait(&rows, "often", 0, "A", 45 + i % 9);
        add_wait(&rows, "other", i, "B", 5 + i % 9);
    }
    run(&trial, rows.text);
    table = waits_of(&trial);
    if (OK(table != NULL && table->group_count == 2, "a table of one person's waits and others'")) {
        const Interval *own = &table->groups[0].estimate.exact;
        const Interval *gap = &table->groups[0].difference.exact;

        OK(own->estimate == 48.5 && isinf(own->low) && isinf(own->high),
           "one person's waits have a median, and no interval");
        OK(gap->estimate > 39.0 && gap->low < -3.0 && gap->high > 3.0,
           "nor has their gap to others, however large");
        OK(!failed(check_verdict(&trial.context, table, 3.0, 0.95, &verdict)) &&
               verdict.say == DATA_UNCLEAR && verdict.found_count == 0 &&
               verdict.unclear_count == 2,
           "that there is a gap cannot be told");
    }
    trial_close(&trial);
}

int main(void)
{
    test_counts();
    test_effects();
    test_steps();
    test_few();
    test_one_person();
    return tap_done();
}
