/* One group: its column, codes, order, what is not recorded, and what only a person can say. */
#include "profile/draft_parts.h"

#include "catalogue/code_list.h"
#include "study/labels.h"
#include "study/value.h"

#include <string.h>

#define LABELS_STAY 8
#define LABELS_MORE_THAN 12
/* More bare numbers are not asked one by one. */
#define LABELS_ASKED 8
/* Single letters that a code list knows may be somebody's own abbreviations, unless so many are. */
#define LETTER_CODES_LEAST 5

typedef struct Writing {
    Draft *draft;
    const DraftGroup *group;
    DraftLines lines; /* of the group */
    DraftLines asked; /* of questions in it */
} Writing;

static bool is_number(Str label)
{
    return value_read(VALUE_NUMBER, label).state == CELL_KNOWN;
}

/* How many labels count, and how many of them are bare numbers or single letters. */
typedef struct LabelKinds {
    size_t all;
    size_t numbers;
    size_t letters;
} LabelKinds;

static LabelKinds count_labels(ProfileLevels levels)
{
    LabelKinds kinds = {0, 0, 0};

    for (size_t i = 0; i < levels.count; i++) {
        Str label = levels.items[i].label;

        if (label_counts(label) && !label_is_total(label)) {
            kinds.all++;
            kinds.numbers += is_number(label) ? 1 : 0;
            kinds.letters += label.length == 1 && !is_number(label) ? 1 : 0;
        }
    }
    return kinds;
}

/* ---- code lists ---- */

static bool list_knows_all(const CodeList *list, ProfileLevels levels, size_t *groups)
{
    *groups = 0;
    for (size_t i = 0; i < levels.count; i++) {
        Str label = levels.items[i].label;
        const CodeEntry *entry = code_find(list, label);

        if (!label_counts(label) || label_is_total(label)) {
            continue;
        }
        if (entry == NULL) {
            return false;
        }
        *groups += entry->meaning == CODE_GROUP ? 1 : 0;
    }
    return *groups > 0;
}

/* Numbers are codes of a list only where the column's name says so, and all are there. */
static bool may_be_of(const CodeList *list, const DraftGroup *group)
{
    LabelKinds kinds = count_labels(group->levels);
    size_t groups;

    if (!list_knows_all(list, group->levels, &groups)) {
        return false;
    }
    if (group->topic == TOPIC_DEPRIVATION) {
        return str_equal(list->topic, STR("deprivation")) && groups == list->recorded &&
               kinds.numbers == kinds.all && str_contains_ignoring_case(group->about, STR("imd"));
    }
    return group->topic == TOPIC_ETHNICITY && str_equal(list->topic, STR("ethnicity")) &&
           kinds.numbers < groups && (kinds.letters == 0 || groups >= LETTER_CODES_LEAST);
}

/* Of several lists the one with the fewest groups fits best; `*others` names the rest. */
static const CodeList *find_codes(const DraftGroup *group, Text *others)
{
    size_t count;
    const CodeList *lists = code_list_rows(&count);
    const CodeList *best = NULL;

    for (size_t i = 0; i < count; i++) {
        if (may_be_of(&lists[i], group) && (best == NULL || lists[i].recorded < best->recorded)) {
            best = &lists[i];
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (&lists[i] != best && may_be_of(&lists[i], group)) {
            text_add(others, others->length > 0 ? STR(", ") : STR_NONE);
            text_add(others, lists[i].id);
        }
    }
    return best;
}

static void write_codes(Writing *writing, const CodeList *codes, const Text *others)
{
    Text comment = text_new(writing->draft->context->arena);
    Text detail = text_new(writing->draft->context->arena);

    if (codes == NULL) {
        return;
    }
    text_add(&comment, others->length > 0 ? STR("it knows all labels; so does ")
                                          : STR("it knows all labels; is it this list?"));
    text_add(&comment, text_str(others));
    line_write(&writing->lines, 4, "codes", codes->id, draft_words(writing->draft, &comment));
    if (str_equal(codes->topic, STR("deprivation"))) {
        line_write(&writing->asked, 4, "edition", STR_NONE,
                   "which index? A nation and a year: England 2019");
        return;
    }
    text_format(&detail, "[%lld", (long long)codes->details.items[0].groups);
    if (codes->details.count > 1) {
        text_format(&detail, ", %lld",
                    (long long)codes->details.items[codes->details.count - 1].groups);
    }
    text_add_byte(&detail, ']');
    line_write(&writing->lines, 4, "detail", text_str(&detail),
               "so many groups: both, since five hide much");
}

/* ---- order ---- */

static void write_order_list(Writing *writing, StrSpan labels, const uint32_t *order, size_t count)
{
    Text list = text_new(writing->draft->context->arena);
    Text worst = text_new(writing->draft->context->arena);
    bool rises = true;
    bool falls = true;

    text_add_byte(&list, '[');
    for (size_t i = 0; i < count; i++) {
        rises = rises && (i == 0 || order[i] > order[i - 1]);
        falls = falls && (i == 0 || order[i] < order[i - 1]);
        text_add(&list, i == 0 ? STR_NONE : STR(", "));
        yaml_write_text(&list, labels.items[order[i]]);
    }
    text_add_byte(&list, ']');
    text_add(&worst, STR("as the labels say: worst off is "));
    text_add_shown(&worst, labels.items[order[0]], 40);
    if (rises || falls) {
        list.length = 0;
        text_add(&list, rises ? STR("ascending") : STR("descending"));
    }
    line_write(&writing->lines, 4, "worst_off_first", text_str(&list),
               draft_words(writing->draft, &worst));
}

static Status write_order(Writing *writing)
{
    ProfileLevels levels = writing->group->levels;
    Context *context = writing->draft->context;
    StrSpan labels = {TAKE(context, Str, levels.count), levels.count};
    uint32_t *order = TAKE(context, uint32_t, levels.count);
    size_t count;

    if (labels.items == NULL || order == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < levels.count; i++) {
        labels.items[i] = levels.items[i].label;
    }
    count = labels_tell_order(labels, order);
    if (count > 1) {
        write_order_list(writing, labels, order, count);
    } else if (writing->group->topic == TOPIC_DEPRIVATION) {
        comment_write(writing->draft->out, 4,
                      STR("Which end is worst off? Numbers do not say, and publishers number both "
                          "ways (England's index gives 1 to the most deprived). Look it up, then "
                          "write ascending: the smallest is worst off; or descending."));
        line_write(&writing->asked, 4, "worst_off_first", STR_NONE, NULL);
    }
    return done();
}

/* ---- what nobody knows ---- */

/* Codes that often mean it; 9 only where it stands apart from other numbers. */
static bool may_mean_unknown(ProfileLevels levels, Str label)
{
    static const char *const CODES[] = {"99", "999", "-1", "-9", "Z", "X", "U", "NK", "NS", "N/K"};

    for (size_t i = 0; i < sizeof CODES / sizeof CODES[0]; i++) {
        if (str_equal_ignoring_case(label, str_from(CODES[i]))) {
            return true;
        }
    }
    for (size_t i = 0; str_equal(label, STR("9")) && i < levels.count; i++) {
        if (str_equal(levels.items[i].label, STR("8"))) {
            return false;
        }
    }
    return str_equal(label, STR("9"));
}

static void add_label(Text *list, Str label)
{
    text_add(list, list->length == 0 ? STR("[") : STR(", "));
    yaml_write_text(list, label);
}

static void write_not_recorded(Writing *writing, const CodeList *codes)
{
    Text told = text_new(writing->draft->context->arena);
    Text asked = text_new(writing->draft->context->arena);
    ProfileLevels levels = writing->group->levels;

    for (size_t i = 0; i < levels.count; i++) {
        Str label = levels.items[i].label;
        const CodeEntry *entry = codes == NULL ? NULL : code_find(codes, label);

        if (label_is_missing(label)) {
            continue;
        }
        if (!label_counts(label) || (entry != NULL && entry->meaning != CODE_GROUP)) {
            add_label(&told, label);
        } else if (entry == NULL && !writing->group->in_years && may_mean_unknown(levels, label)) {
            add_label(&asked, label);
        }
    }
    if (told.length > 0) {
        text_add_byte(&told, ']');
        line_write(&writing->lines, 4, "not_recorded", text_str(&told), NULL);
    }
    if (asked.length > 0) {
        text_add_byte(&asked, ']');
        line_write(&writing->asked, 4, "not_recorded", text_str(&asked),
                   "do these mean that nobody knows?");
    }
}

/* ---- bands, names, folding ---- */

/* From the last edge that is not above the youngest to the last not above the oldest. */
static void write_bands(Writing *writing)
{
    const AgeBands *bands = age_bands_find(STR("life-stages"));
    const DraftGroup *group = writing->group;
    Text list = text_new(writing->draft->context->arena);

    for (size_t i = 0; bands != NULL && i < bands->edges.count; i++) {
        double edge = bands->edges.items[i];
        bool below = i + 1 < bands->edges.count && bands->edges.items[i + 1] <= group->least;

        if (!below && edge <= group->most) {
            text_format(&list, "%s%d", list.length == 0 ? "[" : ", ", (int)edge);
        }
    }
    text_add_byte(&list, ']');
    line_write(&writing->lines, 4, "bands", text_str(&list),
               "where bands of age begin; yours to choose");
}

/* Numbers that stand for words: only the file's own description knows them. */
static void ask_labels(Writing *writing)
{
    Text pairs = text_new(writing->draft->context->arena);
    ProfileLevels levels = writing->group->levels;

    for (size_t i = 0; i < levels.count; i++) {
        if (label_counts(levels.items[i].label)) {
            text_add(&pairs, pairs.length == 0 ? STR("{") : STR(", "));
            yaml_write_quoted(&pairs, levels.items[i].label);
            text_add(&pairs, STR(": \"\""));
        }
    }
    text_add_byte(&pairs, '}');
    line_write(&writing->asked, 4, "labels", text_str(&pairs), "what do the numbers mean?");
}

static void write_rest(Writing *writing, const CodeList *codes)
{
    const DraftGroup *group = writing->group;
    LabelKinds kinds = count_labels(group->levels);

    if (codes == NULL && !group->in_years && group->topic != TOPIC_DEPRIVATION &&
        kinds.numbers == kinds.all && kinds.all <= LABELS_ASKED && group->rows > 0) {
        ask_labels(writing);
    }
    if (!group->in_years && codes == NULL && group->rows > 0 && kinds.all > LABELS_MORE_THAN) {
        Str most = str_format(writing->draft->context->arena, "%d", LABELS_STAY);

        line_write(&writing->lines, 4, "largest", most, "the others together as 'other'");
    }
    if (name_is_sensitive(group->about)) {
        line_write(&writing->lines, 4, "sensitive", STR("true"),
                   "small numbers are held back more");
        line_write(&writing->asked, 4, "ask_first", STR("true"),
                   "ask the people concerned before anything is published");
    }
}

static const char *describe_group(Writing *writing)
{
    const DraftGroup *group = writing->group;
    Text words = text_new(writing->draft->context->arena);
    Str share = group->unrecorded > 0 && group->rows > 0
                    ? draft_share(writing->draft, group->unrecorded, group->rows)
                    : STR_NONE;

    if (!group->in_years) {
        text_add(&words, draft_labels(writing->draft, group->levels));
    }
    if (share.length > 0) {
        text_format(&words, "%snot recorded: %.*s", words.length > 0 ? "; " : "", STR_ARGS(share));
    }
    return draft_words(writing->draft, &words);
}

static Str key_words(const DraftGroup *group)
{
    if (group->topic == TOPIC_ETHNICITY) {
        return STR("ethnicity");
    }
    if (group->topic == TOPIC_DEPRIVATION) {
        return STR("deprivation");
    }
    if (group->topic == TOPIC_SEX) {
        return str_contains_ignoring_case(group->about, STR("gender")) ? STR("gender") : STR("sex");
    }
    return group->topic == TOPIC_AGE ? STR("age") : group->about;
}

Status draft_group(Draft *draft, const DraftGroup *group)
{
    Writing writing = {draft, group, {draft->out, group->commented}, {draft->out, true}};
    Text others = text_new(draft->context->arena);
    const CodeList *codes = group->in_years ? NULL : find_codes(group, &others);
    Text value = text_new(draft->context->arena);
    Text where = text_new(draft->context->arena);

    line_write_name(&writing.lines, 2, draft_key(draft, key_words(group)),
                    describe_group(&writing));
    if (group->changes && !group->commented) {
        comment_write(draft->out, 4,
                      STR("Not every label is in every period: do some overlap, or change names?"));
    }
    if (group->where.length > 0) {
        yaml_write_text(&where, group->where);
        line_write(&writing.lines, 4, "where", text_str(&where), NULL);
    }
    draft->groups += group->commented ? 0 : 1;
    yaml_write_text(&value, group->column);
    line_write(&writing.lines, 4, "column", text_str(&value), NULL);
    write_codes(&writing, codes, &others);
    if (group->in_years) {
        write_bands(&writing);
    } else {
        TRY(write_order(&writing));
    }
    write_not_recorded(&writing, codes);
    write_rest(&writing, codes);
    return value.spent || where.spent ? fail_memory(draft->context) : done();
}

/* ---- groups of a file's columns ---- */

/* Rows of people, blanks among them, without those that stand for everyone: "not known(c) or c not
   in ('All', 'Total')". */
static void write_but_totals(const ColumnProfile *column, Text *where)
{
    size_t count = 0;

    for (size_t i = 0; i < column->levels.count; i++) {
        if (!label_is_total(column->levels.items[i].label)) {
            continue;
        }
        if (count++ == 0) {
            text_add(where, STR("not known("));
            condition_write_column(where, column->name);
            text_add(where, STR(") or "));
            condition_write_column(where, column->name);
            text_add(where, STR(" not in ("));
        } else {
            text_add(where, STR(", "));
        }
        condition_write_text(where, column->levels.items[i].label);
    }
    text_add(where, count > 0 ? STR(")") : STR_NONE);
}

static Status write_column_group(Draft *draft, size_t index, bool commented)
{
    const ColumnProfile *column = &draft->profile->columns[index];
    bool counted = guess_find(draft->profile, draft->guess, ROLE_OUT_OF) != COLUMN_NOT_THERE ||
                   draft->guess->is_long;
    Text where = text_new(draft->context->arena);
    DraftGroup group = {.about = column->name,
                        .topic = column->topic,
                        .column = column->name,
                        .levels = column->levels,
                        .rows = counted ? 0 : column->rows,
                        .unrecorded = column->missing + column->not_recorded,
                        .in_years = draft->guess->roles[index] == ROLE_AGE,
                        .least = column->least,
                        .most = column->most,
                        .commented = commented};

    write_but_totals(column, &where);
    group.where = text_str(&where);
    return draft_group(draft, &group);
}

/* Age on the day of the first date, from a date of birth. */
static Status write_born(Draft *draft)
{
    const Profile *profile = draft->profile;
    size_t born = guess_find(profile, draft->guess, ROLE_BIRTH);
    size_t at = guess_find(profile, draft->guess, ROLE_DATE);
    DraftLines lines = {draft->out, at == COLUMN_NOT_THERE};
    Text name = text_new(draft->context->arena);
    Text day = text_new(draft->context->arena);

    if (born == COLUMN_NOT_THERE) {
        return done();
    }
    draft->groups += at == COLUMN_NOT_THERE ? 0 : 1;
    yaml_write_text(&name, profile->columns[born].name);
    if (at != COLUMN_NOT_THERE) {
        yaml_write_text(&day, profile->columns[at].name);
    }
    line_write_name(&lines, 2, draft_key(draft, STR("age")), NULL);
    line_write(&lines, 4, "born", text_str(&name), NULL);
    line_write(&lines, 4, "at", text_str(&day), "age on that day");
    line_write(&lines, 4, "bands", STR("[0, 18, 26, 40, 65, 80]"),
               "where bands begin; yours to choose");
    return name.spent || day.spent ? fail_memory(draft->context) : done();
}

static Status write_perhaps(Draft *draft)
{
    bool said = false;

    for (size_t i = 0; i < draft->profile->column_count; i++) {
        if (draft->guess->roles[i] != ROLE_PERHAPS_GROUP) {
            continue;
        }
        if (!said) {
            comment_write(draft->out, 2,
                          STR("Ways of grouping people too, or outcomes? Use those that matter."));
            said = true;
        }
        TRY(write_column_group(draft, i, true));
    }
    return done();
}

/* The groups of one topic; TOPIC_NONE: of all that are no usual way of grouping people. */
static Status write_topic(Draft *draft, NameTopic topic)
{
    for (size_t i = 0; i < draft->profile->column_count; i++) {
        Role role = draft->guess->roles[i];
        NameTopic its = draft->profile->columns[i].topic;
        bool fits = topic == TOPIC_NONE ? !topic_groups_people(its) : its == topic;

        if (fits && (role == ROLE_GROUP || role == ROLE_AGE)) {
            TRY(write_column_group(draft, i, false));
        }
    }
    return done();
}

Status draft_groups(Draft *draft)
{
    DraftLines lines = {draft->out, false};

    draft_heading(draft, "Groups: ways of looking at people");
    draft_begin_keys(draft);
    comment_write(
        draft->out, 0,
        draft->guess->kinds.column_count > 0
            ? STR("One for each kind of row that seems to be about people; beside each, "
                  "its labels. What says that nobody knows stays a row of its own.")
            : STR("Chosen by the names of columns; beside each, its labels. What says that "
                  "nobody knows, or is blank, stays a row of its own."));
    line_write(&lines, 0, "groups", STR_NONE, NULL);
    if (draft->guess->group_is_forced) {
        comment_write(draft->out, 2,
                      STR("No name here says a way of grouping people. Is it this column, another, "
                          "or one in another file (look_up)?"));
    }
    TRY(draft_kind_groups(draft));
    for (size_t topic = 0; topic < GROUP_TOPICS_COUNT; topic++) {
        TRY(write_topic(draft, GROUP_TOPICS[topic]));
    }
    if (draft->guess->group_is_forced) {
        TRY(write_topic(draft, TOPIC_NONE));
    }
    TRY(write_born(draft));
    if (draft->groups == 0) {
        size_t level = guess_find(draft->profile, draft->guess, ROLE_LEVEL);

        TRY(write_column_group(draft, level == COLUMN_NOT_THERE ? 0 : level, false));
    }
    return write_perhaps(draft);
}
