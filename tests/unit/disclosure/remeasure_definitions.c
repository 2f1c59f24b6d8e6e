/* Two studies held beside each other: of one study with every key, one thing is written differently
   at a time, and that thing is named, with both texts, and nothing else is. */
#include "base/os_file.h"
#include "disclosure/definitions.h"

#include "tap.h"

#define FULL "tests/unit/study/full_study.yaml"
enum { MEMORY = 1 << 24 };

/* `before` stands once in the file. */
typedef struct Edit {
    const char *before;
    const char *after;
    DifferenceScope scope;
    const char *name;
    const char *what;
    const char *then;
    const char *now;
    bool stops;
} Edit;

#define KEEP "letter_date >= 2024-04-01 and not [clinic code] in (\"T1\", 'T2')"
#define KEEP_NOW "letter_date >= 2024-04-01 and [clinic code] in (\"T1\", 'T2')"
#define KEEP_LATER "letter_date >= 2025-04-01 and not [clinic code] in (\"T1\", 'T2')"
#define STEPS_FROM "sent: letter_date; booked: booking_date; came: days(letter_date, "

static const Edit EDITS[] = {
    {"question: Is everyone with diabetes screened within nine weeks of the letter, whoever they "
     "are?",
     "question: Who is late?", DIFFERS_IN_STUDY, "", "the question (question)",
     "Is everyone with diabetes screened within nine weeks of the letter, whoever they are?",
     "Who is late?", false},
    {"country: England", "country: Wales", DIFFERS_IN_STUDY, "", "the country (country)", "England",
     "Wales", false},
    {"owner: Eastvale Eye Screening\n", "", DIFFERS_IN_STUDY, "", "whose service it is (owner)",
     "Eastvale Eye Screening", "", false},
    {"\nmatters: 30 per 1,000", "\nmatters: 40 per 1,000", DIFFERS_IN_STUDY, "",
     "the gap that matters where no outcome has its own (matters)", "30 per 1,000", "40 per 1,000",
     false},
    {"\nperiods: financial year", "\nperiods: quarter", DIFFERS_IN_PERIODS, "",
     "the periods (periods)", "financial year", "quarter", true},
    {"    row: letter\n    person:", "    row: visit\n    person:", DIFFERS_IN_TABLE, "letters",
     "what one row is (row)", "letter", "visit", true},
    {"    person: person_id\n", "    person: nhs_number\n", DIFFERS_IN_TABLE, "letters",
     "who a row is about (person)", "person_id", "nhs_number", true},
    {"    count: usual_residents", "    count: adults", DIFFERS_IN_TABLE, "residents",
     "how many people a row stands for (count)", "usual_residents", "adults", true},
    {KEEP, KEEP_NOW, DIFFERS_IN_TABLE, "letters", "which rows are kept (keep)", KEEP, KEEP_NOW,
     true},
    {KEEP, KEEP_LATER, DIFFERS_IN_TABLE, "letters", "the dates of the rows that are kept (keep)",
     KEEP, KEEP_LATER, false},
    {"    date: letter_date\n    keep", "    date: sent_date\n    keep", DIFFERS_IN_TABLE,
     "letters", "which date tells the period (date)", "letter_date", "sent_date", true},
    {"    period: reporting_period", "    period: month", DIFFERS_IN_TABLE, "reports",
     "which column tells the period (period)", "reporting_period", "month", true},
    {"missing: [NULL, NA, \"-\", NaN]", "missing: [\"NULL, NA\"]", DIFFERS_IN_TABLE, "letters",
     "which cells mean that nothing is known (missing)", "\"NULL\", \"NA\", \"-\", \"NaN\"",
     "\"NULL, NA\"", true},
    {"by: lsoa}", "by: area}", DIFFERS_IN_TABLE, "letters", "what rows are looked up in (look_up)",
     "patients by person_id, deprivation by lsoa", "patients by person_id, deprivation by area",
     true},
    {"values: value}", "values: figure}", DIFFERS_IN_TABLE, "reports",
     "which columns are spread (spread)", "measure_name = value", "measure_name = figure", true},
    {"    status: published\n    same_people", "    status: own\n    same_people", DIFFERS_IN_TABLE,
     "reports", "whether the figures are published (status)", "published", "own", true},
    {"    column: sex\n", "    column: gender\n", DIFFERS_IN_GROUP, "sex", "its column (column)",
     "sex", "gender", true},
    {"    born: birth_date", "    born: born_on", DIFFERS_IN_GROUP, "age",
     "the date of birth (born)", "birth_date", "born_on", true},
    {"    at: letter_date", "    at: visit_date", DIFFERS_IN_GROUP, "age",
     "at which date people have their age (at)", "letter_date", "visit_date", true},
    {"bands: [0, 18, 26, 40, 65, 80]", "bands: [0, 18.5]", DIFFERS_IN_GROUP, "age",
     "the bands of age (bands)", "0, 18, 26, 40, 65, 80", "0, 18.5", true},
    {"    where: variable_type = 'Indices of Deprivation Decile'\n", "", DIFFERS_IN_GROUP, "decile",
     "which rows carry it (where)", "variable_type = 'Indices of Deprivation Decile'", "", true},
    {"codes: imd-decile", "codes: nhs-ethnicity-2001", DIFFERS_IN_GROUP, "deprivation",
     "its code list (codes)", "imd-decile", "nhs-ethnicity-2001", true},
    {"largest: 8", "largest: 9", DIFFERS_IN_GROUP, "language",
     "how many groups stand by themselves (largest)", "8", "9", true},
    {"labels: {\"1\": English, \"on\": Other}", "labels: {\"1\": English}", DIFFERS_IN_GROUP,
     "language", "the words for its groups (labels)", "\"1\": \"English\", \"on\": \"Other\"",
     "\"1\": \"English\"", true},
    {"    compare_with: everyone else\n", "", DIFFERS_IN_GROUP, "ethnicity",
     "who each group is compared with (compare_with)", "everyone else", "", true},
    {"not_recorded: [Z, \"99\", \"\", 010]", "not_recorded: [Z]", DIFFERS_IN_GROUP, "ethnicity",
     "which labels mean not recorded (not_recorded)", "\"Z\", \"99\", \"\", \"010\"", "\"Z\"",
     true},
    {"worst_off_first: ascending", "worst_off_first: descending", DIFFERS_IN_GROUP, "deprivation",
     "which group comes first (worst_off_first)", "ascending", "descending", true},
    {"worst_off_first: [10 Most deprived, 09, \"08\"]", "worst_off_first: ascending",
     DIFFERS_IN_GROUP, "decile", "which group comes first (worst_off_first)",
     "\"10 Most deprived\", \"09\", \"08\"", "ascending", true},
    {"    is: 'result = \"clear: none\"'", "    is: result = 'clear'", DIFFERS_IN_OUTCOME, "clear",
     "who has it (is)", "result = \"clear: none\"", "result = 'clear'", true},
    {"    among: known(result)", "    among: known(eye)", DIFFERS_IN_OUTCOME, "clear",
     "among whom (among)", "known(result)", "known(eye)", true},
    {"    from: letter_date\n    to: screening_date\n    within",
     "    from: sent_date\n    to: screening_date\n    within", DIFFERS_IN_OUTCOME,
     "seen_in_9_weeks", "from which date (from)", "letter_date", "sent_date", true},
    {"    to: screening_date\n    within", "    to: visit_date\n    within", DIFFERS_IN_OUTCOME,
     "seen_in_9_weeks", "to which date (to)", "screening_date", "visit_date", true},
    {"within: 9 weeks\n", "within: 60 days\n", DIFFERS_IN_OUTCOME, "seen_in_9_weeks",
     "within how many days (within)", "63", "60", true},
    {"amount: cost_pounds", "amount: cost_all", DIFFERS_IN_OUTCOME, "cost", "which amount (amount)",
     "cost_pounds", "cost_all", true},
    {"events: Screened", "events: Seen", DIFFERS_IN_OUTCOME, "screened",
     "which column counts them (events)", "Screened", "Seen", true},
    {"out_of: Invited", "out_of: Asked", DIFFERS_IN_OUTCOME, "screened",
     "out of which column (out_of)", "Invited", "Asked", true},
    {"estimate: Rate\n", "estimate: Share\n", DIFFERS_IN_OUTCOME, "modelled",
     "which estimate (estimate)", "Rate", "Share", true},
    {"scale: 1000\n", "scale: 100\n", DIFFERS_IN_OUTCOME, "modelled",
     "what an estimate is per (scale)", "1000", "100", true},
    {"better: neither", "better: less", DIFFERS_IN_OUTCOME, "cost", "which way is better (better)",
     "neither", "less", true},
    {"    known_until: 2025-03-31\n    better: less",
     "    known_until: 2026-03-31\n    better: less", DIFFERS_IN_OUTCOME, "wait",
     "until when it is known (known_until)", "2025-03-31", "2026-03-31", false},
    {"    matters: 50 per 1,000", "    matters: 6 per 100", DIFFERS_IN_OUTCOME, "clear",
     "the gap that matters (matters)", "50 per 1,000", "6 per 100", false},
    {"    means: a screening within 63 days", "    means: seen in time", DIFFERS_IN_OUTCOME,
     "seen_in_9_weeks", "what it means, in words (means)", "a screening within 63 days",
     "seen in time", false},
    {"    chosen_by: Eastvale diabetes forum", "    chosen_by: the board", DIFFERS_IN_OUTCOME,
     "seen_in_9_weeks", "who chose it (chosen_by)", "Eastvale diabetes forum", "the board", false},
    {"    came: days(letter_date, screening_date) <= 63", "    came: days(letter_date, seen) <= 63",
     DIFFERS_IN_PATHWAY, "screening", "its steps",
     STEPS_FROM "screening_date) <= 63; clear: result = 'clear'",
     STEPS_FROM "seen) <= 63; clear: result = 'clear'", true},
};

#define EDIT_COUNT (sizeof EDITS / sizeof EDITS[0])

static size_t find(Str text, const char *piece, size_t from)
{
    size_t length = strlen(piece);

    for (size_t at = from; at + length <= text.length; at++) {
        if (memcmp(text.bytes + at, piece, length) == 0) {
            return at;
        }
    }
    return SIZE_MAX;
}

/* Empty where `before` does not stand there exactly once. */
static Str edited(Arena *arena, Str text, const char *before, const char *after)
{
    size_t at = find(text, before, 0);
    size_t end = at + strlen(before);

    if (at == SIZE_MAX || find(text, before, end) != SIZE_MAX) {
        return STR_NONE;
    }
    return str_format(arena, "%.*s%s%.*s", (int)at, text.bytes, after, (int)(text.length - end),
                      text.bytes + end);
}

static bool read(Context *context, Str text, Study *out)
{
    bool good = text.length > 0 && !failed(study_read(context, STR("s.yaml"), text, out));

    for (const Note *note = context->first; note != NULL && !good; note = note->next) {
        printf("# %.*s\n", STR_ARGS(note->text));
    }
    return good;
}

static bool is_difference(const ShownDifference *got, const Edit *want)
{
    return got->scope == want->scope && str_equal(got->name, str_from(want->name)) &&
           str_equal(got->what, str_from(want->what)) &&
           str_equal(got->then, str_from(want->then)) && str_equal(got->now, str_from(want->now)) &&
           got->stops == want->stops;
}

static void print(const Differences *differences)
{
    for (size_t i = 0; i < differences->count; i++) {
        const ShownDifference *got = &differences->items[i];

        printf("# %.*s of '%.*s': from '%.*s' to '%.*s'\n", STR_ARGS(got->what),
               STR_ARGS(got->name), STR_ARGS(got->then), STR_ARGS(got->now));
    }
}

static void test_edit(Str full, const Edit *edit)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(MEMORY);
    Context context = {.arena = arena};
    Differences there = {.items = NULL};
    Differences back = {.items = NULL};
    Edit turned = *edit;
    Study then;
    Study now;

    turned.then = edit->now;
    turned.now = edit->then;
    if (!OK(read(&context, full, &then) &&
                read(&context, edited(arena, full, edit->before, edit->after), &now),
            "%s: both studies are read", edit->what)) {
        return;
    }
    OK(!failed(definitions_compare(&context, &then, &now, &there)) && there.count == 1 &&
           is_difference(&there.items[0], edit),
       "%s of '%s' is named, and nothing else", edit->what, edit->name);
    print(&there);
    OK(!failed(definitions_compare(&context, &now, &then, &back)) && back.count == 1 &&
           is_difference(&back.items[0], &turned),
       "and the other way");
}

/* Every edit at once, but for those of a text that another changes too. */
static Str all_edited(Arena *arena, Str text, size_t *count)
{
    *count = 0;
    for (size_t i = 0; i < EDIT_COUNT; i++) {
        Str next = edited(arena, text, EDITS[i].before, EDITS[i].after);

        if (next.length > 0) {
            text = next;
            ++*count;
        }
    }
    return text;
}

static void test_all(Str full)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(MEMORY);
    Context context = {.arena = arena};
    Differences differences = {.items = NULL};
    Study then;
    Study now;
    size_t count = 0;
    size_t out_of_order = 0;
    bool good =
        read(&context, full, &then) && read(&context, all_edited(arena, full, &count), &now);

    OK(good && count > 35 && !failed(definitions_compare(&context, &then, &now, &differences)) &&
           differences.count == count,
       "%zu things written differently are %zu differences", count, differences.count);
    for (size_t i = 1; i < differences.count; i++) {
        out_of_order += differences.items[i].scope < differences.items[i - 1].scope;
    }
    OK(differences.count > 0 && out_of_order == 0,
       "of the study, then of tables, groups, outcomes and pathways");
}

/* A name in one of the two alone is no difference. */
static void test_names(Str full)
{
    static const char *const NAMES[][2] = {
        {"\n  reports:\n    file", "\n  more: {file: more.csv}\n  reports:\n    file"},
        {"\n  faith:", "\n  belief:"},
        {"\n  cost:", "\n  price:"},
        {"\n  published:\n    in", "\n  figures:\n    in"}};

    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++) {
        AUTO(Arena *, arena_cleanup) arena = arena_new(MEMORY);
        Context context = {.arena = arena};
        Differences differences = {.items = NULL};
        Study then;
        Study now;

        OK(read(&context, full, &then) &&
               read(&context, edited(arena, full, NAMES[i][0], NAMES[i][1]), &now) &&
               !failed(definitions_compare(&context, &then, &now, &differences)) &&
               differences.count == 0,
           "another name: %s", NAMES[i][1] + 3);
        print(&differences);
    }
}

/* ---- conditions ---- */

#define LEAST "unknot: 1\ntitle: t\nquestion: q\ngroups:\n  sex:\n    column: sex\n"

/* No two count the same rows. */
static const char *const CONDITIONS[] = {
    "a = 1",
    "a = '1'",
    "a != 1",
    "a < 1",
    "a <= 1",
    "a > 1",
    "a >= 1",
    "b = 1",
    "a in (1, 2)",
    "a in (1)",
    "a between 1 and 2",
    "not a = 1",
    "known(a)",
    "not known(a)",
    "known(b)",
    "a = 1 and b = 1",
    "a = 1 or b = 1",
    "(a = 1 or b = 1) and c = 1",
    "a = 1 or (b = 1 and c = 1)",
    "days(a, b) <= 14",
    "days(b, a) <= 14",
    "days(a, b) < 14",
    "a >= 2024-04-01",
    "a >= 2025-04-01",
};

#define CONDITION_COUNT (sizeof CONDITIONS / sizeof CONDITIONS[0])

static bool read_condition(Context *context, const char *condition, Study *out)
{
    return read(context,
                str_format(context->arena,
                           LEAST
                           "data: {visits: {file: v.csv}}\noutcomes:\n  seen:\n    is: \"%s\"\n",
                           condition),
                out);
}

static size_t count_differences(const char *then, const char *now)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(MEMORY);
    Context context = {.arena = arena};
    Differences differences = {.items = NULL};
    Study studies[2];

    if (!read_condition(&context, then, &studies[0]) ||
        !read_condition(&context, now, &studies[1]) ||
        failed(definitions_compare(&context, &studies[0], &studies[1], &differences))) {
        return SIZE_MAX;
    }
    return differences.count;
}

static void test_conditions(void)
{
    size_t broken = 0;

    for (size_t i = 0; i < CONDITION_COUNT; i++) {
        for (size_t k = 0; k < CONDITION_COUNT; k++) {
            size_t wanted = i == k ? 0 : 1;

            if (count_differences(CONDITIONS[i], CONDITIONS[k]) != wanted) {
                printf("# %s beside %s\n", CONDITIONS[i], CONDITIONS[k]);
                broken++;
            }
        }
    }
    OK(broken == 0, "each of %zu conditions is like itself alone", CONDITION_COUNT);
    OK(count_differences("a=1 and b=1", "(a  =  1)  and ((b = 1))") == 0,
       "blanks and brackets that say nothing are no difference");
    OK(count_differences("a = 1", "[a] = 1") == 0, "nor are those of a column's name");
}

/* What a table keeps, by its own date or another. */
static size_t keeps(const char *then, const char *now, bool *stops)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(MEMORY);
    Context context = {.arena = arena};
    Differences differences = {.items = NULL};
    const char *keep[] = {then, now};
    Study studies[2];

    for (int i = 0; i < 2; i++) {
        if (!read(&context,
                  str_format(arena,
                             LEAST "data:\n  visits:\n    file: v.csv\n    date: day\n"
                                   "    keep: \"%s\"\n",
                             keep[i]),
                  &studies[i])) {
            return SIZE_MAX;
        }
    }
    if (failed(definitions_compare(&context, &studies[0], &studies[1], &differences))) {
        return SIZE_MAX;
    }
    *stops = differences.count > 0 && differences.items[0].stops;
    return differences.count;
}

static void test_keep(void)
{
    bool stops = true;

    OK(keeps("day between 2024-01-01 and 2024-12-31", "day between 2025-01-01 and 2025-12-31",
             &stops) == 1 &&
           !stops,
       "other dates of the table's date are told, and stop nothing");
    OK(keeps("day >= 2024-01-01", "day > 2024-01-01", &stops) == 1 && stops,
       "another comparison stops, and is told once");
    OK(keeps("day >= 2024-01-01", "day > 2025-01-01", &stops) == 1 && stops,
       "with other dates too");
    OK(keeps("born >= 2024-01-01", "born >= 2025-01-01", &stops) == 1 && stops,
       "dates of another column stop");
    OK(keeps("a = 1 and day >= 2024-01-01", "a = 2 and day >= 2024-01-01", &stops) == 1 && stops,
       "a number beside the dates stops");
}

/* ---- names and memory ---- */

static void test_same_name(void)
{
    OK(definitions_same_name(STR("seen in 6 weeks"), STR("seen_in_6_weeks")), "blanks for dashes");
    OK(definitions_same_name(STR("seen_in 6_weeks"), STR("seen_in_6_weeks")), "or dashes");
    OK(!definitions_same_name(STR("seen in 6 weeks"), STR("seen_in_9_weeks")), "another letter");
    OK(!definitions_same_name(STR("seen"), STR("seen_in")), "a shorter name");
    OK(!definitions_same_name(STR("seen_in"), STR("seen in")), "a dash is no blank");
}

/* With every step of memory: all differences, or a failure in words. */
static void test_memory(Str full)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(MEMORY);
    Context context = {.arena = arena};
    Study then;
    Study now;
    size_t count;
    size_t refused = 0;
    size_t broken = 0;
    bool whole = false;

    if (!OK(read(&context, full, &then) && read(&context, all_edited(arena, full, &count), &now),
            "two studies for little memory")) {
        return;
    }
    for (size_t limit = 0; !whole && limit < MEMORY; limit += 16) {
        AUTO(Arena *, arena_cleanup) little = arena_new(limit);
        Context own = {.arena = little};
        Differences differences = {.items = NULL};
        Status status = definitions_compare(&own, &then, &now, &differences);

        whole = !failed(status);
        refused += !whole;
        broken +=
            whole ? differences.count != count : status.kind != FAIL_LIMIT || own.first == NULL;
    }
    OK(whole && broken == 0 && refused > 50, "%zu steps of memory refused in words, then all",
       refused);
}

int main(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(MEMORY);
    Context context = {.arena = arena};
    Str full;

    if (!OK(!failed(file_read_start(&context, STR(FULL), STUDY_BYTES_MOST, &full)), FULL)) {
        return tap_done();
    }
    for (size_t i = 0; i < EDIT_COUNT; i++) {
        test_edit(full, &EDITS[i]);
    }
    test_all(full);
    test_names(full);
    test_conditions();
    test_keep();
    test_same_name();
    test_memory(full);
    return tap_done();
}
