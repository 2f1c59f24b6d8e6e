/* One table of rules, the first that fits decides; long tables are looked for before. */
#include "profile/guess.h"

#include "study/labels.h"

/* More labels than this are folded: the largest stay. */
#define FEW_LABELS 12
/* More are too many even for that, unless they name areas. */
#define LABELS_MOST 60
#define AREAS_MOST 2000
#define MEASURES_MOST 1000
#define KINDS_MOST 100
/* More different numbers are ages in years, not codes of bands. */
#define AGE_CODES_MOST 12
/* A larger number is no code of a group but an amount: an income. */
#define CODES_MOST 999

#define FORM(form) (1u << (form))
#define ANY_FORM 0xffffffffu
#define NUMBERS (FORM(FORM_NUMBER) | FORM(FORM_TRUTH))
#define LABELS (FORM(FORM_TEXT) | FORM(FORM_NUMBER) | FORM(FORM_TRUTH))

typedef bool Asks(const Profile *profile, const ColumnProfile *column);

static bool any(const Profile *profile, const ColumnProfile *column)
{
    (void)profile;
    (void)column;
    return true;
}

static bool names_repeating(const Profile *profile, const ColumnProfile *column)
{
    return profile->repeating.length > 0 && str_equal(profile->repeating, column->name);
}

static bool names_person(const Profile *profile, const ColumnProfile *column)
{
    (void)profile;
    return name_is_person(column->name);
}

static bool is_unique(const Profile *profile, const ColumnProfile *column)
{
    (void)profile;
    return profile_is_unique(column);
}

/* Ids are whole numbers or texts; an amount may be different in every row. */
static bool is_unique_code(const Profile *profile, const ColumnProfile *column)
{
    (void)profile;
    return profile_is_unique(column) && column->is_whole && column->rows > FEW_LABELS;
}

static bool groups_people(const Profile *profile, const ColumnProfile *column)
{
    (void)profile;
    return topic_groups_people(column->topic) &&
           column->recorded <= (column->topic == TOPIC_AREA ? AREAS_MOST : LABELS_MOST);
}

static bool is_age_in_years(const Profile *profile, const ColumnProfile *column)
{
    (void)profile;
    return column->topic == TOPIC_AGE && column->recorded > AGE_CODES_MOST &&
           column->not_recorded == 0 && !column->has_kept_back && column->least >= 0 &&
           column->most <= 150;
}

static bool is_no_code(const Profile *profile, const ColumnProfile *column)
{
    (void)profile;
    return column->most > CODES_MOST;
}

static bool has_few(const Profile *profile, const ColumnProfile *column)
{
    (void)profile;
    return !column->uncounted && !column->sampled && column->recorded <= LABELS_MOST;
}

typedef struct Rule {
    NameTopic topic; /* TOPIC_NONE: of any name */
    unsigned forms;
    Asks *asks;
    Role role;
    const char *reason; /* why it is left out */
} Rule;

static const Rule RULES[] = {
    {TOPIC_NONE, FORM(FORM_EMPTY), any, ROLE_LEFT_OUT, "nothing is recorded in it"},
    {TOPIC_NONE, ANY_FORM, names_repeating, ROLE_PERSON, NULL},
    {TOPIC_NONE, FORM(FORM_SAME), any, ROLE_LEFT_OUT, "the same in every row"},
    {TOPIC_NONE, ANY_FORM & ~FORM(FORM_DATE), names_person, ROLE_ROW_ID, NULL},
    {TOPIC_BIRTH, FORM(FORM_DATE), any, ROLE_BIRTH, NULL},
    {TOPIC_PERIOD, LABELS, has_few, ROLE_PERIOD, NULL},
    {TOPIC_NONE, FORM(FORM_DATE), any, ROLE_DATE, NULL},
    {TOPIC_WEIGHT, NUMBERS, any, ROLE_WEIGHT, NULL},
    {TOPIC_STRATA, LABELS, any, ROLE_STRATA, NULL},
    {TOPIC_CLUSTER, FORM(FORM_NUMBER), any, ROLE_CLUSTER, NULL},
    {TOPIC_EVENTS, FORM(FORM_NUMBER), any, ROLE_EVENTS, NULL},
    {TOPIC_OUT_OF, FORM(FORM_NUMBER), any, ROLE_OUT_OF, NULL},
    {TOPIC_ESTIMATE, FORM(FORM_NUMBER), any, ROLE_ESTIMATE, NULL},
    {TOPIC_ERROR, FORM(FORM_NUMBER), any, ROLE_ERROR, NULL},
    {TOPIC_POPULATION, FORM(FORM_NUMBER), any, ROLE_POPULATION, NULL},
    {TOPIC_AGE, FORM(FORM_NUMBER), is_age_in_years, ROLE_AGE, NULL},
    {TOPIC_GROUP, FORM(FORM_NUMBER), is_no_code, ROLE_AMOUNT, NULL},
    {TOPIC_NONE, LABELS, groups_people, ROLE_GROUP, NULL},
    {TOPIC_NONE, FORM(FORM_TEXT), is_unique, ROLE_ROW_ID, NULL},
    {TOPIC_AREA, ANY_FORM, any, ROLE_LEFT_OUT,
     "very many areas; with look_up another file can tell each one's deprivation"},
    {TOPIC_SCORE, FORM(FORM_NUMBER), any, ROLE_SCORE, NULL},
    {TOPIC_DECIDED, FORM(FORM_TRUTH), any, ROLE_DECIDED, NULL},
    {TOPIC_PART, LABELS, any, ROLE_LEFT_OUT, "says which rows a model learned from"},
    {TOPIC_NONE, FORM(FORM_TRUTH), any, ROLE_SHARE, NULL},
    {TOPIC_NONE, FORM(FORM_NUMBER), is_unique_code, ROLE_ROW_ID, NULL},
    {TOPIC_NONE, FORM(FORM_NUMBER), any, ROLE_AMOUNT, NULL},
    {TOPIC_NONE, FORM(FORM_TEXT), has_few, ROLE_PERHAPS_GROUP, NULL},
    {TOPIC_NONE, ANY_FORM, any, ROLE_LEFT_OUT, "very many different texts"},
};

const NameTopic GROUP_TOPICS[GROUP_TOPICS_COUNT] = {
    TOPIC_ETHNICITY, TOPIC_DEPRIVATION, TOPIC_SEX, TOPIC_AGE, TOPIC_GROUP, TOPIC_AREA, TOPIC_LEVEL};

bool topic_groups_people(NameTopic topic)
{
    for (size_t i = 0; i < GROUP_TOPICS_COUNT; i++) {
        if (GROUP_TOPICS[i] == topic) {
            return true;
        }
    }
    return false;
}

size_t guess_find(const Profile *profile, const Guess *guess, Role role)
{
    for (size_t i = 0; i < profile->column_count; i++) {
        if (guess->roles[i] == role) {
            return i;
        }
    }
    return COLUMN_NOT_THERE;
}

static void apply_rules(const Profile *profile, size_t index, Guess *guess)
{
    const ColumnProfile *column = &profile->columns[index];

    for (size_t i = 0; i < sizeof RULES / sizeof RULES[0]; i++) {
        const Rule *rule = &RULES[i];

        if ((rule->topic == TOPIC_NONE || rule->topic == column->topic) &&
            (rule->forms & FORM(column->form)) != 0 && rule->asks(profile, column)) {
            guess->roles[index] = rule->role;
            guess->reasons[index] = rule->reason;
            return;
        }
    }
}

/* ---- long tables, and rows of several kinds ---- */

/* The first column of a topic and one of the forms that has at most so many labels. */
static size_t find_topic(const Profile *profile, NameTopic topic, unsigned forms, size_t most)
{
    for (size_t i = 0; i < profile->column_count; i++) {
        const ColumnProfile *column = &profile->columns[i];

        if (column->topic == topic && (forms & FORM(column->form)) != 0 && !column->uncounted &&
            column->recorded <= most) {
            return i;
        }
    }
    return COLUMN_NOT_THERE;
}

static size_t find_named(const Profile *profile, Str name)
{
    for (size_t i = 0; i < profile->column_count; i++) {
        if (str_equal(profile->columns[i].name, name)) {
            return i;
        }
    }
    return COLUMN_NOT_THERE;
}

static void ask_cross(Cross *cross, size_t column)
{
    cross->columns[cross->column_count++] = column;
}

static void find_long(const Profile *profile, Guess *guess)
{
    unsigned texts = FORM(FORM_TEXT) | FORM(FORM_TRUTH) | FORM(FORM_SAME);
    bool told = profile->measure.length > 0;
    size_t measure = told ? find_named(profile, profile->measure)
                          : find_topic(profile, TOPIC_MEASURE, texts, MEASURES_MOST);
    size_t value = told ? find_named(profile, profile->value)
                        : find_topic(profile, TOPIC_VALUE, FORM(FORM_NUMBER), SIZE_MAX);
    size_t statistic = find_topic(profile, TOPIC_STATISTIC, texts, KINDS_MOST);

    if (measure == COLUMN_NOT_THERE || value == COLUMN_NOT_THERE) {
        return;
    }
    guess->is_long = true;
    guess->roles[measure] = ROLE_MEASURE;
    guess->roles[value] = ROLE_VALUE;
    if (statistic != COLUMN_NOT_THERE && statistic != measure) {
        guess->roles[statistic] = ROLE_STATISTIC;
        ask_cross(&guess->measures, statistic);
    }
    ask_cross(&guess->measures, measure);
}

static void find_kinds(const Profile *profile, Guess *guess)
{
    size_t kind = find_topic(profile, TOPIC_KIND, FORM(FORM_TEXT), KINDS_MOST);
    size_t period = find_topic(profile, TOPIC_PERIOD, LABELS, KINDS_MOST);

    if (kind == COLUMN_NOT_THERE) {
        return;
    }
    ask_cross(&guess->kinds, kind);
    for (size_t i = 0; i < profile->column_count; i++) {
        const ColumnProfile *column = &profile->columns[i];

        if (column->topic == TOPIC_LEVEL && column->form == FORM_TEXT && !column->uncounted &&
            guess->kinds.column_count <= KIND_LEVELS_MOST) {
            ask_cross(&guess->kinds, i);
            guess->roles[i] = ROLE_LEVEL;
        }
    }
    if (guess->kinds.column_count == 1) {
        guess->kinds.column_count = 0;
        return;
    }
    guess->roles[kind] = ROLE_KIND;
    if (period != COLUMN_NOT_THERE) {
        ask_cross(&guess->kinds, period);
        guess->kinds_have_period = true;
    }
}

/* A measure's name beside estimates tells rows apart, though nothing is spread. */
static void find_estimates(const Profile *profile, Guess *guess)
{
    size_t measure = find_topic(profile, TOPIC_MEASURE, FORM(FORM_TEXT), MEASURES_MOST);

    if (!guess->is_long && measure != COLUMN_NOT_THERE &&
        guess_find(profile, guess, ROLE_ESTIMATE) != COLUMN_NOT_THERE) {
        guess->roles[measure] = ROLE_MEASURE;
    }
}

static bool has_total(const ColumnProfile *column)
{
    for (size_t i = 0; i < column->levels.count; i++) {
        if (label_is_total(column->levels.items[i].label)) {
            return true;
        }
    }
    return false;
}

/* A number beside published figures that is none of them tells nothing of people. */
static void settle_published(const Profile *profile, Guess *guess)
{
    bool estimates = guess_find(profile, guess, ROLE_ESTIMATE) != COLUMN_NOT_THERE;

    for (size_t i = 0; i < profile->column_count; i++) {
        if (guess->roles[i] == ROLE_DATE && guess->is_long) {
            guess->roles[i] = ROLE_LEFT_OUT;
            guess->reasons[i] = "a date beside published counts";
        } else if (estimates && (guess->roles[i] == ROLE_AMOUNT || guess->roles[i] == ROLE_SHARE)) {
            guess->roles[i] = ROLE_LEFT_OUT;
            guess->reasons[i] = "a number about the estimate";
        } else if (guess->is_long && has_total(&profile->columns[i]) &&
                   (guess->roles[i] == ROLE_GROUP || guess->roles[i] == ROLE_PERHAPS_GROUP)) {
            guess->roles[i] = ROLE_TOTALLED;
        }
    }
}

/* A study needs a group: the column with the fewest labels, when nothing looked like one. */
static void need_group(const Profile *profile, Guess *guess)
{
    static const Role TAKEN[] = {ROLE_GROUP, ROLE_AGE, ROLE_KIND};
    static const Role OFFERED[] = {ROLE_PERHAPS_GROUP, ROLE_SHARE,  ROLE_PERIOD,  ROLE_AMOUNT,
                                   ROLE_ROW_ID,        ROLE_EVENTS, ROLE_LEFT_OUT};
    size_t column = COLUMN_NOT_THERE;

    for (size_t i = 0; i < sizeof TAKEN / sizeof TAKEN[0]; i++) {
        if (guess_find(profile, guess, TAKEN[i]) != COLUMN_NOT_THERE) {
            return;
        }
    }
    for (size_t i = 0; i < sizeof OFFERED / sizeof OFFERED[0] && column == COLUMN_NOT_THERE; i++) {
        column = guess_find(profile, guess, OFFERED[i]);
    }
    guess->roles[column == COLUMN_NOT_THERE ? 0 : column] = ROLE_GROUP;
    guess->group_is_forced = true;
}

Status guess_roles(Context *context, const Profile *profile, Guess *out)
{
    *out = (Guess){.roles = TAKE(context, Role, profile->column_count),
                   .reasons = TAKE(context, const char *, profile->column_count)};
    if (out->roles == NULL || out->reasons == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < profile->column_count; i++) {
        apply_rules(profile, i, out);
    }
    find_long(profile, out);
    find_kinds(profile, out);
    find_estimates(profile, out);
    settle_published(profile, out);
    need_group(profile, out);
    return done();
}
