/* The tables, the innermost first. A member that is added to a struct and not here is met by a test
   that looks for gaps. */
#include "disclosure/bundle_fields.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#define WORDS(array, first_value, left_out_value)                                                  \
    {                                                                                              \
        array, first_value, (int)(sizeof(array) / sizeof((array)[0])), left_out_value              \
    }
#define PLAIN(type, member, kind)                                                                  \
    {                                                                                              \
#member, kind, offsetof(type, member), 0, NULL, NULL                                       \
    }
#define WORD(type, member, list)                                                                   \
    {                                                                                              \
#member, BUNDLE_WORD, offsetof(type, member), 0, &(list), NULL                             \
    }
#define INSIDE(type, member, of)                                                                   \
    {                                                                                              \
#member, BUNDLE_INSIDE, offsetof(type, member), 0, NULL, &(of)                             \
    }
#define LIST(type, member, counter, of)                                                            \
    {                                                                                              \
#member, BUNDLE_LIST, offsetof(type, member), offsetof(type, counter), NULL, &(of)         \
    }
#define PER(type, member, kind, of)                                                                \
    {                                                                                              \
#member, kind, offsetof(type, member), offsetof(type, base), NULL, &(of)                   \
    }
#define SHAPE(variable, title, type, table)                                                        \
    static const BundleShape variable = {title, sizeof(type), table,                               \
                                         sizeof(table) / sizeof((table)[0])};                      \
    _Static_assert(sizeof(table) / sizeof((table)[0]) <= BUNDLE_FIELDS_MOST, "too many keys")

static const char *const STAGE_NAMES[] = {"frame", "reach", "record", "join",
                                          "model", "prove", "use",    "watch"};
static const char *const SAY_NAMES[] = {"nobody",          "told",   "asked", "involved",
                                        "worked together", "decided"};
static const char *const DATA_NAMES[] = {"unseen", "unclear", "none", "found"};
static const char *const NEEDED_NAMES[] = {"known", "close", "unknown"};
static const char *const PEOPLE_NAMES[] = {"unasked", "depends", "fine", "problem"};
static const char *const CHECK_NAMES[] = {
#define CHECK(NAME, word, ...) word,
#include "catalogue/checks.def"
#undef CHECK
};
static const char *const UNIT_NAMES[] = {"per_100", "days", "own"};
static const char *const PAID_NAMES[] = {"not said", "no", "yes"};
static const char *const BETTER_NAMES[] = {"less", "not said", "more"};

_Static_assert(sizeof STAGE_NAMES / sizeof STAGE_NAMES[0] == STAGE_COUNT, "a word a stage");
_Static_assert(sizeof SAY_NAMES / sizeof SAY_NAMES[0] == SAY_DECIDED + 1, "a word a level");
_Static_assert(sizeof DATA_NAMES / sizeof DATA_NAMES[0] == DATA_FOUND + 1, "a word a state");
_Static_assert(sizeof PEOPLE_NAMES / sizeof PEOPLE_NAMES[0] == PEOPLE_PROBLEM + 1, "a word each");
_Static_assert(sizeof CHECK_NAMES / sizeof CHECK_NAMES[0] == CHECK_COUNT, "a word a check");
_Static_assert(sizeof UNIT_NAMES / sizeof UNIT_NAMES[0] == SHOWN_OWN_UNIT + 1, "a word a unit");
_Static_assert(sizeof(Stage) == sizeof(int) && sizeof(DataSay) == sizeof(int), "enums are ints");

static const BundleWords STAGES = WORDS(STAGE_NAMES, 0, BUNDLE_ALWAYS);
static const BundleWords SAYS = WORDS(SAY_NAMES, 0, SAY_NOBODY);
static const BundleWords DATA = WORDS(DATA_NAMES, 0, BUNDLE_ALWAYS);
static const BundleWords LATEST = WORDS(DATA_NAMES, 0, DATA_UNSEEN);
static const BundleWords NEEDED = WORDS(NEEDED_NAMES, 0, NEEDED_KNOWN);
static const BundleWords PEOPLE = WORDS(PEOPLE_NAMES, 0, BUNDLE_ALWAYS);
static const BundleWords CHECKS = WORDS(CHECK_NAMES, 0, BUNDLE_ALWAYS);
static const BundleWords UNITS = WORDS(UNIT_NAMES, 0, BUNDLE_ALWAYS);
static const BundleWords PAID = WORDS(PAID_NAMES, -1, -1);
static const BundleWords BETTER = WORDS(BETTER_NAMES, -1, 0);

static const BundleField INTERVAL_FIELDS[] = {
    PLAIN(ShownInterval, estimate, BUNDLE_NUMBER), PLAIN(ShownInterval, se, BUNDLE_NUMBER),
    PLAIN(ShownInterval, low, BUNDLE_NUMBER),      PLAIN(ShownInterval, high, BUNDLE_NUMBER),
    PLAIN(ShownInterval, method, BUNDLE_TEXT),     PLAIN(ShownInterval, note, BUNDLE_TEXT),
};
SHAPE(INTERVAL, "a number with its interval", ShownInterval, INTERVAL_FIELDS);

static const BundleField ADJUSTED_FIELDS[] = {
    INSIDE(ShownAdjusted, estimate, INTERVAL),
    INSIDE(ShownAdjusted, difference, INTERVAL),
    INSIDE(ShownAdjusted, ratio, INTERVAL),
};
SHAPE(ADJUSTED, "a group among people alike", ShownAdjusted, ADJUSTED_FIELDS);

static const BundleField GROUP_FIELDS[] = {
    PLAIN(ShownGroup, level, BUNDLE_TEXT),    PLAIN(ShownGroup, said, BUNDLE_TEXT),
    PLAIN(ShownGroup, recorded, BUNDLE_BOOL), PLAIN(ShownGroup, people, BUNDLE_NUMBER),
    PLAIN(ShownGroup, total, BUNDLE_NUMBER),  INSIDE(ShownGroup, estimate, INTERVAL),
    INSIDE(ShownGroup, difference, INTERVAL), INSIDE(ShownGroup, ratio, INTERVAL),
    INSIDE(ShownGroup, adjusted, ADJUSTED),
};
SHAPE(GROUP, "a group", ShownGroup, GROUP_FIELDS);

static const BundleField MEASURE_FIELDS[] = {
    PLAIN(ShownMeasure, id, BUNDLE_TEXT),
    INSIDE(ShownMeasure, value, INTERVAL),
};
SHAPE(MEASURE, "a measure", ShownMeasure, MEASURE_FIELDS);

static const BundleField TABLE_FIELDS[] = {
    PLAIN(ShownTable, dimension, BUNDLE_TEXT),
    PLAIN(ShownTable, period, BUNDLE_TEXT),
    PLAIN(ShownTable, has_period, BUNDLE_BOOL),
    PLAIN(ShownTable, ordered, BUNDLE_BOOL),
    PLAIN(ShownTable, has_reference, BUNDLE_BOOL),
    PLAIN(ShownTable, weighted, BUNDLE_BOOL),
    PLAIN(ShownTable, compared_with, BUNDLE_TEXT),
    PLAIN(ShownTable, adjusted_for, BUNDLE_TEXTS),
    LIST(ShownTable, groups, group_count, GROUP),
    LIST(ShownTable, measures, measure_count, MEASURE),
    PLAIN(ShownTable, notes, BUNDLE_TEXTS),
};
SHAPE(TABLE, "a table", ShownTable, TABLE_FIELDS);

static const BundleField WAIT_POINT_FIELDS[] = {
    PLAIN(ShownWaitPoint, day, BUNDLE_DOUBLE),
    INSIDE(ShownWaitPoint, seen, INTERVAL),
};
SHAPE(WAIT_POINT, "a day of waits", ShownWaitPoint, WAIT_POINT_FIELDS);

static const BundleField EXTRA_FIELDS[] = {
    INSIDE(ShownExtra, median, INTERVAL),
    INSIDE(ShownExtra, reference, INTERVAL),
    INSIDE(ShownExtra, change, INTERVAL),
    INSIDE(ShownExtra, gap_change, INTERVAL),
    INSIDE(ShownExtra, carried, INTERVAL),
    INSIDE(ShownExtra, end_gap, INTERVAL),
    INSIDE(ShownExtra, chance, INTERVAL),
    INSIDE(ShownExtra, chance_wide, INTERVAL),
    INSIDE(ShownExtra, shrunk, INTERVAL),
    INSIDE(ShownExtra, benefit, INTERVAL),
    INSIDE(ShownExtra, benefit_all, INTERVAL),
    INSIDE(ShownExtra, ninetieth, INTERVAL),
    LIST(ShownExtra, curve, curve_count, WAIT_POINT),
};
SHAPE(EXTRA, "more numbers of a group", ShownExtra, EXTRA_FIELDS);

static const BundleField PART_FIELDS[] = {
    PLAIN(ShownPart, label, BUNDLE_TEXT),
    PLAIN(ShownPart, of, BUNDLE_TEXT),
    {"base", BUNDLE_ONE, offsetof(ShownPart, base), 0, NULL, &TABLE},
    PER(ShownPart, extras, BUNDLE_PER_GROUP, EXTRA),
    PLAIN(ShownPart, cutoff, BUNDLE_DOUBLE),
    PLAIN(ShownPart, log_rank, BUNDLE_DOUBLE),
    PLAIN(ShownPart, log_rank_groups, BUNDLE_COUNT),
    INSIDE(ShownPart, overall, INTERVAL),
    INSIDE(ShownPart, overall_change, INTERVAL),
    PER(ShownPart, measure_changes, BUNDLE_PER_MEASURE, INTERVAL),
    INSIDE(ShownPart, ends_change, INTERVAL),
};
SHAPE(PART, "a part of a finding", ShownPart, PART_FIELDS);

static const BundleField VERDICT_GROUP_FIELDS[] = {
    PLAIN(ShownVerdictGroup, level, BUNDLE_TEXT),
    PLAIN(ShownVerdictGroup, less, BUNDLE_BOOL),
    PLAIN(ShownVerdictGroup, needed, BUNDLE_DOUBLE),
    WORD(ShownVerdictGroup, why, NEEDED),
    PLAIN(ShownVerdictGroup, to_tell, BUNDLE_DOUBLE_OR_NAN),
};
SHAPE(VERDICT_GROUP, "a group of a verdict", ShownVerdictGroup, VERDICT_GROUP_FIELDS);

static const BundleField VERDICT_FIELDS[] = {
    WORD(ShownVerdict, say, DATA),
    WORD(ShownVerdict, change, DATA),
    PLAIN(ShownVerdict, by_exact_counts, BUNDLE_BOOL),
    PLAIN(ShownVerdict, no_margin, BUNDLE_BOOL),
    LIST(ShownVerdict, found, found_count, VERDICT_GROUP),
    LIST(ShownVerdict, small, small_count, VERDICT_GROUP),
    PLAIN(ShownVerdict, compared, BUNDLE_COUNT),
    PLAIN(ShownVerdict, confidence, BUNDLE_DOUBLE),
};
SHAPE(VERDICT, "a verdict", ShownVerdict, VERDICT_FIELDS);

static const BundleField FINDING_FIELDS[] = {
    PLAIN(ShownFinding, id, BUNDLE_TEXT),
    WORD(ShownFinding, check, CHECKS),
    WORD(ShownFinding, stage, STAGES),
    PLAIN(ShownFinding, knots, BUNDLE_TEXTS),
    PLAIN(ShownFinding, subject, BUNDLE_TEXT),
    PLAIN(ShownFinding, among, BUNDLE_TEXT),
    PLAIN(ShownFinding, means, BUNDLE_TEXT),
    PLAIN(ShownFinding, chosen_by, BUNDLE_TEXT),
    PLAIN(ShownFinding, data, BUNDLE_TEXT),
    PLAIN(ShownFinding, row, BUNDLE_TEXT),
    PLAIN(ShownFinding, dimension, BUNDLE_TEXT),
    PLAIN(ShownFinding, about, BUNDLE_TEXT),
    PLAIN(ShownFinding, combination, BUNDLE_BOOL),
    PLAIN(ShownFinding, sensitive, BUNDLE_BOOL),
    WORD(ShownFinding, better, BETTER),
    WORD(ShownFinding, unit, UNITS),
    PLAIN(ShownFinding, unit_name, BUNDLE_TEXT),
    PLAIN(ShownFinding, matters, BUNDLE_DOUBLE_OR_NAN),
    PLAIN(ShownFinding, all_periods, BUNDLE_BOOL),
    WORD(ShownFinding, latest, LATEST),
    INSIDE(ShownFinding, verdict, VERDICT),
    LIST(ShownFinding, parts, part_count, PART),
    PLAIN(ShownFinding, largest_leak, BUNDLE_COUNT),
    PLAIN(ShownFinding, judged, BUNDLE_COUNT),
    PLAIN(ShownFinding, notes, BUNDLE_TEXTS),
};
SHAPE(FINDING, "a finding", ShownFinding, FINDING_FIELDS);

static const BundleField KNOT_FIELDS[] = {
    PLAIN(ShownKnot, id, BUNDLE_TEXT),
    WORD(ShownKnot, stage, STAGES),
    WORD(ShownKnot, data, DATA),
    WORD(ShownKnot, people, PEOPLE),
    PLAIN(ShownKnot, disagree, BUNDLE_BOOL),
    {"findings", BUNDLE_INDICES, offsetof(ShownKnot, findings), offsetof(ShownKnot, finding_count),
     NULL, NULL},
};
SHAPE(KNOT, "a knot", ShownKnot, KNOT_FIELDS);

static const BundleField UNSEEN_FIELDS[] = {
    PLAIN(ShownUnseen, what, BUNDLE_TEXT),
    PLAIN(ShownUnseen, needed, BUNDLE_TEXT),
};
SHAPE(UNSEEN, "something not looked at", ShownUnseen, UNSEEN_FIELDS);

static const BundleField HIDING_FIELDS[] = {
    PLAIN(ShownHiding, dimension, BUNDLE_TEXT),
    PLAIN(ShownHiding, sensitive, BUNDLE_BOOL),
    PLAIN(ShownHiding, row, BUNDLE_TEXT),
    PLAIN(ShownHiding, groups, BUNDLE_COUNT),
    PLAIN(ShownHiding, hidden, BUNDLE_TEXTS),
    PLAIN(ShownHiding, numbers, BUNDLE_COUNT),
    PLAIN(ShownHiding, numbers_hidden, BUNDLE_COUNT),
    PLAIN(ShownHiding, people, BUNDLE_NUMBER),
    PLAIN(ShownHiding, people_hidden, BUNDLE_NUMBER),
};
SHAPE(HIDING, "what was hidden of a grouping", ShownHiding, HIDING_FIELDS);

static const BundleField VOICE_FIELDS[] = {
    PLAIN(ShownVoice, who, BUNDLE_TEXT),
    WORD(ShownVoice, say, SAYS),
    PLAIN(ShownVoice, date, BUNDLE_TEXT),
    {"stages", BUNDLE_STAGES, offsetof(ShownVoice, stages), 0, &STAGES, NULL},
    WORD(ShownVoice, paid, PAID),
    PLAIN(ShownVoice, changed, BUNDLE_TEXT),
};
SHAPE(VOICE, "a voice", ShownVoice, VOICE_FIELDS);

static const BundleField ADVISER_FIELDS[] = {
    PLAIN(ShownAdviser, field, BUNDLE_TEXT),
    PLAIN(ShownAdviser, interests, BUNDLE_TEXT),
    PLAIN(ShownAdviser, advised, BUNDLE_TEXT),
    PLAIN(ShownAdviser, changed, BUNDLE_TEXT),
};
SHAPE(ADVISER, "an adviser", ShownAdviser, ADVISER_FIELDS);

static const BundleField ANSWER_FIELDS[] = {
    PLAIN(ShownAnswer, knot, BUNDLE_TEXT),  PLAIN(ShownAnswer, by, BUNDLE_TEXT),
    PLAIN(ShownAnswer, date, BUNDLE_TEXT),  WORD(ShownAnswer, says, PEOPLE),
    PLAIN(ShownAnswer, words, BUNDLE_TEXT),
};
SHAPE(ANSWER, "an answer", ShownAnswer, ANSWER_FIELDS);

static const BundleField ACTION_FIELDS[] = {
    PLAIN(ShownAction, knot, BUNDLE_TEXT),      PLAIN(ShownAction, what, BUNDLE_TEXT),
    PLAIN(ShownAction, owner, BUNDLE_TEXT),     PLAIN(ShownAction, due, BUNDLE_TEXT),
    PLAIN(ShownAction, remeasure, BUNDLE_TEXT),
};
SHAPE(ACTION, "an action", ShownAction, ACTION_FIELDS);

static const BundleField LOOK_UP_FIELDS[] = {
    PLAIN(ShownLookUp, name, BUNDLE_TEXT),
    PLAIN(ShownLookUp, file, BUNDLE_TEXT),
    PLAIN(ShownLookUp, hash, BUNDLE_TEXT),
};
SHAPE(LOOK_UP, "what a table was looked up in", ShownLookUp, LOOK_UP_FIELDS);

static const BundleField DATA_FIELDS[] = {
    PLAIN(ShownData, name, BUNDLE_TEXT),
    PLAIN(ShownData, file, BUNDLE_TEXT),
    PLAIN(ShownData, row, BUNDLE_TEXT),
    PLAIN(ShownData, source, BUNDLE_TEXT),
    PLAIN(ShownData, licence, BUNDLE_TEXT),
    PLAIN(ShownData, hash, BUNDLE_TEXT),
    LIST(ShownData, look_ups, look_up_count, LOOK_UP),
    PLAIN(ShownData, rows, BUNDLE_NUMBER),
    PLAIN(ShownData, published, BUNDLE_BOOL),
    PLAIN(ShownData, same_people, BUNDLE_BOOL),
};
SHAPE(DATA_TABLE, "a table of data", ShownData, DATA_FIELDS);

static const BundleField STUDY_FIELDS[] = {
    PLAIN(ShownStudy, title, BUNDLE_TEXT),
    PLAIN(ShownStudy, question, BUNDLE_TEXT),
    PLAIN(ShownStudy, country, BUNDLE_TEXT),
    PLAIN(ShownStudy, owner, BUNDLE_TEXT),
    PLAIN(ShownStudy, contact, BUNDLE_TEXT),
    PLAIN(ShownStudy, announced, BUNDLE_TEXT),
    PLAIN(ShownStudy, can_change, BUNDLE_TEXT),
    PLAIN(ShownStudy, until, BUNDLE_TEXT),
    PLAIN(ShownStudy, given_to, BUNDLE_TEXT),
    PLAIN(ShownStudy, given_date, BUNDLE_TEXT),
    PLAIN(ShownStudy, given_how, BUNDLE_TEXT),
    PLAIN(ShownStudy, made_up, BUNDLE_BOOL),
    LIST(ShownStudy, voices, voice_count, VOICE),
    LIST(ShownStudy, advisers, adviser_count, ADVISER),
    LIST(ShownStudy, answers, answer_count, ANSWER),
    LIST(ShownStudy, actions, action_count, ACTION),
    LIST(ShownStudy, data, data_count, DATA_TABLE),
    PLAIN(ShownStudy, file, BUNDLE_TEXT),
    PLAIN(ShownStudy, text, BUNDLE_TEXT),
    PLAIN(ShownStudy, hash, BUNDLE_TEXT),
};
SHAPE(STUDY, "the study", ShownStudy, STUDY_FIELDS);

static const BundleField FACTS_FIELDS[] = {
    PLAIN(ShownFacts, data, BUNDLE_TEXT),    PLAIN(ShownFacts, outcome, BUNDLE_TEXT),
    PLAIN(ShownFacts, rows, BUNDLE_NUMBER),  PLAIN(ShownFacts, protection, BUNDLE_TEXT),
    PLAIN(ShownFacts, warning, BUNDLE_TEXT), PLAIN(ShownFacts, rule, BUNDLE_TEXT),
    PLAIN(ShownFacts, amounts, BUNDLE_BOOL), PLAIN(ShownFacts, repeats, BUNDLE_BOOL),
    PLAIN(ShownFacts, exact, BUNDLE_BOOL),   PLAIN(ShownFacts, confidence, BUNDLE_DOUBLE),
    WORD(ShownFacts, better, BETTER),
};
SHAPE(FACTS, "the facts of the answer", ShownFacts, FACTS_FIELDS);

static const BundleField CONTENT_FIELDS[] = {
    PLAIN(BundleContent, version, BUNDLE_TEXT),
    INSIDE(BundleContent, study, STUDY),
    INSIDE(BundleContent, facts, FACTS),
    LIST(BundleContent, findings, finding_count, FINDING),
    LIST(BundleContent, knots, knot_count, KNOT),
    LIST(BundleContent, unseen, unseen_count, UNSEEN),
    LIST(BundleContent, hiding, hiding_count, HIDING),
    PLAIN(BundleContent, left_out, BUNDLE_TEXTS),
};
SHAPE(CONTENT, "the audit", BundleContent, CONTENT_FIELDS);

const BundleShape *bundle_shape(void)
{
    return &CONTENT;
}

static const char *member(const BundleField *field, const void *object)
{
    return (const char *)object + field->offset;
}

int bundle_int(const BundleField *field, const void *object)
{
    int value;

    memcpy(&value, member(field, object), sizeof value);
    return value;
}

const char *bundle_pointer(const BundleField *field, const void *object)
{
    const void *pointer;

    memcpy(&pointer, member(field, object), sizeof pointer);
    return pointer;
}

size_t bundle_list_count(const BundleField *field, const void *object)
{
    const char *counter = (const char *)object + field->count_offset;
    const ShownTable *table = NULL;
    size_t count = 0;

    if (field->kind == BUNDLE_PER_GROUP || field->kind == BUNDLE_PER_MEASURE) {
        memcpy(&table, counter, sizeof table);
        if (table == NULL || bundle_pointer(field, object) == NULL) {
            return 0;
        }
        return field->kind == BUNDLE_PER_GROUP ? table->group_count : table->measure_count;
    }
    memcpy(&count, counter, sizeof count);
    return count;
}

static bool is_empty_inside(const BundleField *field, const void *object)
{
    for (size_t i = 0; i < field->shape->count; i++) {
        if (!bundle_is_left_out(&field->shape->fields[i], member(field, object))) {
            return false;
        }
    }
    return true;
}

/* A value that is no number has no place in JSON: it is undefined. */
static bool is_undefined(const ShownNumber *number)
{
    return number->state == SHOWN_UNDEFINED ||
           (number->state == SHOWN_VALUE && !isfinite(number->value));
}

bool bundle_is_left_out(const BundleField *field, const void *object)
{
    const char *at = member(field, object);

    switch (field->kind) {
    case BUNDLE_TEXT:
        return ((const Str *)(const void *)at)->length == 0;
    case BUNDLE_TEXTS:
        return ((const StrSpan *)(const void *)at)->count == 0;
    case BUNDLE_BOOL:
        return !*(const bool *)at;
    case BUNDLE_WORD:
        return bundle_int(field, object) == field->words->left_out;
    case BUNDLE_STAGES:
        return bundle_int(field, object) == 0;
    case BUNDLE_COUNT:
        return *(const size_t *)(const void *)at == 0;
    case BUNDLE_DOUBLE:
        return !(fabs(*(const double *)(const void *)at) > 0.0);
    case BUNDLE_DOUBLE_OR_NAN:
        return isnan(*(const double *)(const void *)at);
    case BUNDLE_NUMBER:
        return is_undefined((const ShownNumber *)(const void *)at);
    case BUNDLE_INSIDE:
        return is_empty_inside(field, object);
    case BUNDLE_ONE:
        return false;
    case BUNDLE_PER_GROUP:
    case BUNDLE_PER_MEASURE:
        return bundle_pointer(field, object) == NULL;
    case BUNDLE_INDICES:
    case BUNDLE_LIST:
        return bundle_list_count(field, object) == 0;
    }
    return false;
}
