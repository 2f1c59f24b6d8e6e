/* What a column is taken for, from its name and labels. Expected roles are judgements of people on
   columns as real files have them. */
#include "profile/guess.h"

#include "tap.h"

#include <string.h>

#define ENOUGH ((size_t)1 << 24)
#define LABELS_MOST 64

typedef struct Case {
    const char *name;
    const char *labels; /* parted by "|"; "#n" at the end: n rows each, else 50 */
    ColumnForm form;
    Role role;
} Case;

static const Case CASES[] = {
    {"seen", "0|1", FORM_TRUTH, ROLE_SHARE},
    {"seen", "0|1|", FORM_TRUTH, ROLE_SHARE},
    {"seen", "No|Yes|Unknown", FORM_TRUTH, ROLE_SHARE},
    {"seen", "true|false", FORM_TRUTH, ROLE_SHARE},
    {"seen", "0|2", FORM_NUMBER, ROLE_AMOUNT},
    {"seen", "yes|maybe", FORM_TEXT, ROLE_PERHAPS_GROUP},
    {"sex", "0|1", FORM_TRUTH, ROLE_GROUP},
    {"sex", "F|M|", FORM_TEXT, ROLE_GROUP},
    {"sex", "F", FORM_SAME, ROLE_LEFT_OUT},
    {"sex", "|NULL|Unknown", FORM_EMPTY, ROLE_LEFT_OUT},
    {"Age", "1|2|3|4|5|6|7|8|9|10|11|12|13|90", FORM_NUMBER, ROLE_AGE},
    {"Age", "1|2|3|4", FORM_NUMBER, ROLE_GROUP},
    {"age_days", "1|2|3|4|5|6|7|8|9|10|11|12|13|9000", FORM_NUMBER, ROLE_GROUP},
    {"age_band", "0-17|18+", FORM_TEXT, ROLE_GROUP},
    {"dob", "1970-01-01|1980-02-03", FORM_DATE, ROLE_BIRTH},
    {"dob", "01/02/1970|02/03/1980", FORM_DATE, ROLE_BIRTH},
    {"referral_date", "2024-01-01|2024-02-03|", FORM_DATE, ROLE_DATE},
    {"referral_date", "2024-01-01 10:00|2024-02-03 11:30", FORM_DATE, ROLE_DATE},
    {"year", "2023|2024", FORM_NUMBER, ROLE_PERIOD},
    {"reporting_period", "2023-24|2024-25", FORM_TEXT, ROLE_PERIOD},
    {"income", "20000|30000|45000", FORM_NUMBER, ROLE_AMOUNT},
    {"BMI", "20.5|31|*", FORM_NUMBER, ROLE_AMOUNT},
    {"birth_weight", "2500|3100|4000", FORM_NUMBER, ROLE_AMOUNT},
    {"weight", "0.5|1.5|2", FORM_NUMBER, ROLE_WEIGHT},
    {"psu", "1|2|3", FORM_NUMBER, ROLE_CLUSTER},
    {"risk_score", "0.1|0.2|0.3", FORM_NUMBER, ROLE_SCORE},
    {"pred", "0|1", FORM_TRUTH, ROLE_DECIDED},
    {"train", "0|1", FORM_TRUTH, ROLE_LEFT_OUT},
    {"patient_id", "1|2|3", FORM_NUMBER, ROLE_ROW_ID},
    {"encounter", "a1|a2|a3|a4#1", FORM_TEXT, ROLE_ROW_ID},
    {"cost", "1.5|2.5|3.5#1", FORM_NUMBER, ROLE_AMOUNT},
    {"stay", "1|2|3|4|5|6|7|8|9|10|11|12|13|14#1", FORM_NUMBER, ROLE_ROW_ID},
    {"ageband", "0-4|5-9|10-14#1", FORM_TEXT, ROLE_GROUP},
    {"imd_decile", "1|2|3|4|5|6|7|8|9|10", FORM_NUMBER, ROLE_GROUP},
};

/* The labels of a case; a last one of no bytes is a blank. */
static ProfileLevels levels_of(const char *labels, ProfileLevel *room)
{
    Str text = str_from(labels);
    size_t mark = str_find_byte(text, '#');
    int64_t rows = mark < text.length ? 1 : 50;
    StrSplit split = str_split(str_slice(text, 0, mark), '|');
    ProfileLevels levels = {room, 0};
    Str piece;

    while (levels.count < LABELS_MOST && str_split_next(&split, &piece)) {
        room[levels.count++] = (ProfileLevel){piece, rows};
    }
    return levels;
}

/* A second column that is a group, so that none is forced to be one. */
static void test_case(Context *context, const Case *one)
{
    ProfileLevel room[LABELS_MOST];
    ProfileLevel sexes[] = {{STR("F"), 50}, {STR("M"), 50}};
    ColumnProfile columns[] = {
        {.name = str_from(one->name), .levels = levels_of(one->labels, room)},
        {.name = STR("gender"), .levels = {sexes, 2}}};
    Profile profile = {.columns = columns, .column_count = 2};
    Guess guess;
    bool fine;

    profile_describe(&profile);
    fine = !failed(guess_roles(context, &profile, &guess));
    OK(fine && columns[0].form == one->form && guess.roles[0] == one->role,
       "%s of %s is form %d and role %d, told %d and %d", one->name, one->labels, (int)one->form,
       (int)one->role, (int)columns[0].form, fine ? (int)guess.roles[0] : -1);
    OK(fine && !guess.group_is_forced && (guess.roles[0] != ROLE_LEFT_OUT || guess.reasons[0]),
       "what is left out has a reason");
}

static void test_long(Context *context)
{
    ProfileLevel names[] = {{STR("finished"), 50}, {STR("recovered"), 50}};
    ProfileLevel values[] = {{STR("*"), 3}, {STR("100"), 50}, {STR("1000"), 47}};
    ProfileLevel kinds[] = {{STR("Age"), 50}, {STR("Sex"), 50}};
    ProfileLevel labels[] = {{STR("F"), 25}, {STR("M"), 25}, {STR("old"), 50}};
    ColumnProfile columns[] = {{.name = STR("measure name"), .levels = {names, 2}},
                               {.name = STR("value"), .levels = {values, 3}},
                               {.name = STR("dimension"), .levels = {kinds, 2}},
                               {.name = STR("subgroup"), .levels = {labels, 3}}};
    Profile profile = {.columns = columns, .column_count = 4};
    Guess guess;

    profile_describe(&profile);
    OK(columns[1].has_kept_back && columns[1].form == FORM_NUMBER,
       "a kept-back number is a number");
    OK(!failed(guess_roles(context, &profile, &guess)) && guess.is_long &&
           guess.roles[0] == ROLE_MEASURE && guess.roles[1] == ROLE_VALUE &&
           guess.roles[2] == ROLE_KIND && guess.roles[3] == ROLE_LEVEL,
       "a long table of kinds is seen");
    OK(guess.kinds.column_count == 2 && guess.kinds.columns[0] == 2 &&
           guess.kinds.columns[1] == 3 && !guess.kinds_have_period &&
           guess.measures.column_count == 1,
       "and asks for the crosses it needs");
}

static void test_persons(Context *context)
{
    ProfileLevel ids[] = {{STR("1"), 2}, {STR("2"), 3}};
    ProfileLevel seen[] = {{STR("0"), 2}, {STR("1"), 3}};
    ColumnProfile columns[] = {{.name = STR("patient_nbr"), .levels = {ids, 2}},
                               {.name = STR("seen"), .levels = {seen, 2}}};
    Profile profile = {.columns = columns, .column_count = 2, .repeating = STR("patient_nbr")};
    Guess guess;

    profile_describe(&profile);
    OK(!failed(guess_roles(context, &profile, &guess)) && guess.roles[0] == ROLE_PERSON,
       "persons who come again are persons");
    OK(guess.group_is_forced && guess.roles[1] == ROLE_GROUP,
       "where no column groups people one is taken all the same, since a study needs one");
}

int main(void)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(ENOUGH);
    Context context = {.arena = arena};

    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        test_case(&context, &CASES[i]);
    }
    test_long(&context);
    test_persons(&context);
    return tap_done();
}
