/* Whatever the names and labels, the draft is a study that is read and fits the columns: made-up
   profiles from a fixed seed, of names that YAML and conditions take for something else. */
#include "profile/draft.h"

#include "study/study.h"
#include "tap.h"

#include <stdio.h>
#include <string.h>

#define ENOUGH ((size_t)1 << 26)
#define PROFILES 1500
#define COLUMNS_MOST 9
#define LABELS_MOST 20

static const char *const NAMES[] = {
    "yes",
    "null",
    "- a",
    "#",
    "a: b",
    "say \"hi\"",
    "it's",
    "[x]",
    "a]b",
    "back\\",
    "2019",
    "1e3",
    "line\nfeed",
    "na\u00efve",
    "{a}",
    "a # b",
    "*",
    "&",
    "!",
    "%",
    "@",
    "`",
    "|",
    ">",
    "known",
    "and",
    "tab\there",
    "end:",
    "~",
    "?",
    "\u202ex",
    "a\u00a0b",
    "-",
    "...",
    "\x01",
    "x, y",
    "sex",
    "ethnicity",
    "imd",
    "age",
    "dob",
    "referral date",
    "seen",
    "end date",
    "period",
    "measure",
    "value",
    "statistic",
    "dimension",
    "variable a",
    "subgroup",
    "weight",
    "psu",
    "strata",
    "score",
    "pred",
    "numerator",
    "denominator",
    "estimate",
    "se",
    "population",
    "religion",
    "lsoa",
    "patient_id",
    "gender: other",
    "title",
};

static const char *const LABELS[] = {
    "",
    "0",
    "1",
    "2",
    "3",
    "10",
    "99",
    "Yes",
    "No",
    "Unknown",
    "yes: no",
    "it's # one",
    "\"q\"",
    "[a] {b}",
    "Z",
    "A",
    "Pakistani",
    "White Irish",
    "1 most deprived",
    "10 least deprived",
    "All",
    "count",
    "percentage",
    "recovered",
    "finished",
    "2024-01-01",
    "2023-02-03",
    "NULL",
    "*",
    "<5",
    "1.5",
    "back\\",
    "line\nfeed",
    "\u202e",
    "Not stated/Not known/Invalid",
};

static uint64_t state;

static size_t chance(size_t below)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(state >> 33) % below;
}

static bool has_label(ProfileLevels levels, Str label)
{
    for (size_t i = 0; i < levels.count; i++) {
        if (str_equal(levels.items[i].label, label)) {
            return true;
        }
    }
    return false;
}

static ProfileLevels make_levels(Context *context)
{
    ProfileLevels levels = {TAKE(context, ProfileLevel, LABELS_MOST), 0};
    size_t wanted = 1 + chance(chance(2) == 0 ? 3 : LABELS_MOST - 1);
    size_t first = chance(sizeof LABELS / sizeof LABELS[0]);

    for (size_t i = 0; i < wanted; i++) {
        size_t number = chance(2) == 0 ? first + i : chance(sizeof LABELS / sizeof LABELS[0]);
        Str label = str_from(LABELS[number % (sizeof LABELS / sizeof LABELS[0])]);

        if (!has_label(levels, label)) {
            levels.items[levels.count++] = (ProfileLevel){label, (int64_t)(1 + chance(300))};
        }
    }
    return levels;
}

static void make_profile(Context *context, Profile *profile)
{
    size_t first = chance(sizeof NAMES / sizeof NAMES[0]);
    size_t step = chance(2) == 0 ? 1 : 7; /* neighbours belong together; others do not */

    *profile = (Profile){.file = STR("data/x: y.csv"),
                         .called = STR("x: y"),
                         .columns = TAKE(context, ColumnProfile, COLUMNS_MOST),
                         .column_count = 1 + chance(COLUMNS_MOST)};
    for (size_t i = 0; i < profile->column_count; i++) {
        size_t name = (first + i * step) % (sizeof NAMES / sizeof NAMES[0]);

        profile->columns[i] =
            (ColumnProfile){.name = str_from(NAMES[name]), .levels = make_levels(context)};
        if (chance(12) == 0) {
            profile->columns[i].uncounted = true;
            profile->columns[i].levels.count = 0;
            profile->columns[i].form = chance(2) == 0 ? FORM_TEXT : FORM_NUMBER;
        }
    }
    if (chance(4) == 0) {
        profile->repeating = profile->columns[0].name;
    }
}

/* Every label of the first column with every one of the others, or some of them. */
static void fill_cross(Context *context, const Profile *profile, Cross *cross)
{
    size_t most = 0;

    if (cross->column_count == 0) {
        return;
    }
    most = profile->columns[cross->columns[0]].levels.count;
    cross->cells = TAKE(context, CrossCell, most * 6);
    for (size_t i = 0; i < most; i++) {
        for (size_t n = 0; n < 1 + chance(5); n++) {
            CrossCell *cell = &cross->cells[cross->cell_count++];

            cell->rows = (int64_t)(1 + chance(40));
            for (size_t d = 0; d < cross->column_count; d++) {
                ProfileLevels levels = profile->columns[cross->columns[d]].levels;

                cell->labels[d] = levels.items[d == 0 ? i : chance(levels.count)].label;
            }
        }
    }
}

static void tell_notes(const Context *context, Str study)
{
    for (const Note *note = context->first; note != NULL; note = note->next) {
        printf("# %lld:%lld: %.*s\n", (long long)note->place.line, (long long)note->place.column,
               (int)note->text.length, note->text.bytes);
    }
    printf("# in %.*s\n", (int)study.length, study.bytes);
}

/* True when the draft of one made-up profile is read and fits its columns. */
static bool draft_is_fine(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(ENOUGH);
    Context context = {.arena = arena};
    Text text = text_new(arena);
    Str names[COLUMNS_MOST];
    StudyColumns columns = {.known = true, .own = {names, 0}};
    StudyKnown known = {{NULL, 0}, {NULL, 0}, {NULL, 0}};
    Study study = {0};
    Profile profile;
    Guess guess;
    bool fine;

    make_profile(&context, &profile);
    profile_describe(&profile);
    for (size_t i = 0; i < profile.column_count; i++) {
        names[columns.own.count++] = profile.columns[i].name;
    }
    fine = !failed(guess_roles(&context, &profile, &guess));
    if (fine) {
        fill_cross(&context, &profile, &guess.kinds);
        fill_cross(&context, &profile, &guess.measures);
        fine = !failed(draft_write(&context, &profile, &guess, &text)) &&
               !failed(study_read(&context, STR("draft.yaml"), text_str(&text), &study)) &&
               !failed(study_check(&context, &study, &columns, &known)) && study.groups.count > 0 &&
               context.error_count == 0;
    }
    for (size_t i = 0; fine && i < study.outcomes.count; i++) {
        fine = study.outcomes.items[i].better.place.line == 0 &&
               study.outcomes.items[i].matters.source.place.line == 0;
    }
    if (!fine) {
        tell_notes(&context, text_str(&text));
    }
    return fine;
}

int main(void)
{
    size_t wrong = 0;

    for (uint64_t i = 0; i < PROFILES && wrong < 3; i++) {
        state = i * 2654435761u + 1;
        if (!draft_is_fine()) {
            printf("# profile %llu\n", (unsigned long long)i);
            wrong++;
        }
    }
    OK(wrong == 0, "%d made-up profiles give studies that are read and fit, and say no direction",
       PROFILES);
    return tap_done();
}
