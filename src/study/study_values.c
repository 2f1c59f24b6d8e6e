/* Texts of the file become values of the kinds that the schema asks for. What YAML would make of
   them is not asked: 010, 1e3 and on are what they look like. */
#include "study/study_build.h"

#include "base/number.h"

#include <string.h>

#define DAYS_MOST 36525.0

bool build_text(Build *build, const Spot *spot, const TreeNode *node, Str *out)
{
    if (node == NULL || node->refused) {
        return false;
    }
    if (node->kind != TREE_TEXT) {
        Str key = spot_words(build, spot);

        build_mistake(build, node->place, "%.*s is a %s; write one value behind the colon",
                      STR_ARGS(key), node->kind == TREE_MAP ? "map" : "list");
        return false;
    }
    if (str_trim(node->text).length == 0) {
        if ((spot->key->flags & KEY_MAY_BE_EMPTY) == 0) {
            Str key = spot_words(build, spot);

            build_mistake(build, node->place, "%.*s is empty; fill it in or take the line out",
                          STR_ARGS(key));
        }
        return false;
    }
    *out = node->text;
    return true;
}

bool build_name(Build *build, const TreeItem *item)
{
    const char *fault = item->key_quoted ? NULL : tree_key_fault(item->key);
    Str shown = build_show(build, item->key);

    if (item->key_place.line == 0) {
        return false;
    }
    if (fault != NULL) {
        build_mistake(build, item->key_place,
                      "key '%.*s' means %s to other readers of YAML; write it in quotes: \"%.*s\"",
                      STR_ARGS(shown), fault, STR_ARGS(shown));
    } else if (item->key.length == 0) {
        build_mistake(build, item->key_place, "a name is empty; write one");
    }
    return fault == NULL && item->key.length > 0;
}

/* Where a value stands that may turn out wrong: it is given all the same, so that nothing more is
   said of it; line 0 where an empty one is as good as none. */
static Place place_given(const Spot *spot, const TreeNode *node)
{
    if ((spot->key->flags & KEY_MAY_BE_EMPTY) != 0) {
        return PLACE_NONE;
    }
    return node->place;
}

/* A mistake of a value: "'paid' of voice is 'maybe', ...". */
static void refuse(Build *build, const Spot *spot, const TreeNode *node, const char *remedy)
{
    Str key = spot_words(build, spot);
    Str shown = build_show(build, node->text);

    build_mistake(build, node->place, "%.*s is '%.*s'; %s", STR_ARGS(key), STR_ARGS(shown), remedy);
}

/* One text, or a list of texts, where only what is quoted may be empty. */
static bool read_texts(Build *build, const Spot *spot, const TreeNode *node, StudyTexts *out)
{
    StudyTexts texts = {.place = spot->place};
    Str text;

    if (node->kind != TREE_LIST) {
        if (!build_text(build, spot, node, &text)) {
            return false;
        }
        texts.items = build_take(build, 1, sizeof(StudyText));
        if (texts.items == NULL) {
            return false;
        }
        texts.items[texts.count++] = (StudyText){text, node->place};
        *out = texts;
        return true;
    }
    texts.items = build_take(build, node->count, sizeof(StudyText));
    if (node->count == 0 && !node->refused) {
        Str key = spot_words(build, spot);

        build_mistake(build, node->place, "%.*s is an empty list; fill it in or take the line out",
                      STR_ARGS(key));
    }
    for (size_t i = 0; i < node->count && texts.items != NULL && !build->stopped; i++) {
        const TreeNode *item = node->items[i].value;

        if (item != NULL && item->kind == TREE_TEXT && item->quoted && !item->refused) {
            texts.items[texts.count++] = (StudyText){item->text, item->place};
        } else if (build_text(build, spot, item, &text)) {
            texts.items[texts.count++] = (StudyText){text, item->place};
        }
    }
    *out = texts;
    return texts.count > 0;
}

static void read_date(Build *build, const Spot *spot, const TreeNode *node, StudyDate *out)
{
    StudyDate date = {.place = node->place};

    *out = (StudyDate){.days = STUDY_DATE_BAD, .place = place_given(spot, node)};
    if (!build_text(build, spot, node, &date.text)) {
        return;
    }
    if (!date_parse(date.text, &date.days)) {
        refuse(build, spot, node, "write a date as 2025-03-31");
        return;
    }
    *out = date;
}

static void read_flag(Build *build, const Spot *spot, const TreeNode *node, StudyFlag *out)
{
    Str text;

    if (!build_text(build, spot, node, &text)) {
        return;
    }
    if (str_equal_ignoring_case(text, STR("true")) || str_equal_ignoring_case(text, STR("yes"))) {
        *out = (StudyFlag){YESNO_YES, node->place};
    } else if (str_equal_ignoring_case(text, STR("false")) ||
               str_equal_ignoring_case(text, STR("no"))) {
        *out = (StudyFlag){YESNO_NO, node->place};
    } else {
        refuse(build, spot, node, "write true or false");
    }
}

static void read_whole(Build *build, const Spot *spot, const TreeNode *node, StudyNumber *out)
{
    int64_t value = 0;
    Str text;

    if (!build_text(build, spot, node, &text)) {
        return;
    }
    if (!number_parse_integer(text, &value) || value < 0 || (double)value > STUDY_WHOLE_MOST) {
        refuse(build, spot, node, "write a whole number, 0 or more");
        return;
    }
    *out = (StudyNumber){(double)value, node->place};
}

static void read_number(Build *build, const Spot *spot, const TreeNode *node, StudyNumber *out)
{
    StudyNumber number = {.place = node->place};
    Str text;

    if (!build_text(build, spot, node, &text)) {
        return;
    }
    if (!number_parse(text, &number.value) || !(number.value > 0)) {
        refuse(build, spot, node, "write a number above 0");
        return;
    }
    *out = number;
}

static void read_bands(Build *build, const Spot *spot, const TreeNode *node, StudyNumbers *out)
{
    StudyNumbers numbers = {.place = spot->place};
    StudyTexts texts;

    if (node->kind != TREE_LIST) {
        Str key = spot_words(build, spot);

        build_mistake(build, node->place,
                      "%.*s wants a list of where each band begins; write [0, 18, 65]",
                      STR_ARGS(key));
        return;
    }
    if (!read_texts(build, spot, node, &texts)) {
        return;
    }
    numbers.items = build_take(build, texts.count, sizeof(StudyNumber));
    for (size_t i = 0; i < texts.count && numbers.items != NULL; i++) {
        StudyNumber number = {.place = texts.items[i].place};

        if (!number_parse(texts.items[i].text, &number.value)) {
            Str shown = build_show(build, texts.items[i].text);
            Str key = spot_words(build, spot);

            build_mistake(build, number.place, "'%.*s' in %.*s is no number; write [0, 18, 65]",
                          STR_ARGS(shown), STR_ARGS(key));
        } else if (numbers.count > 0 && number.value <= numbers.items[numbers.count - 1].value) {
            Str shown = build_show(build, texts.items[i].text);
            Str key = spot_words(build, spot);

            build_mistake(build, number.place,
                          "'%.*s' in %.*s is not above the one before it; write where each band "
                          "begins in rising order: [0, 18, 65]",
                          STR_ARGS(shown), STR_ARGS(key));
        } else {
            numbers.items[numbers.count++] = number;
        }
    }
    *out = numbers;
}

void build_condition(Build *build, const Spot *spot, const TreeNode *node, StudyCondition *out)
{
    StudyCondition condition = {.source.place = node->place};

    out->source.place = node->place;
    if (!build_text(build, spot, node, &condition.source.text)) {
        return;
    }
    if (node->in_braces) {
        Str key = spot_words(build, spot);

        build_mistake(build, node->place,
                      "%.*s stands inside braces, where commas and colons end it; write it on a "
                      "line of its own",
                      STR_ARGS(key));
        return;
    }
    if (!failed(expression_parse(build->context, condition.source.text, node->place,
                                 &condition.expression))) {
        *out = condition;
    }
}

/* "told, asked, involved"; those without a word are left out. */
static Str list_words(Build *build, const char *const *words)
{
    Text list = text_new(build->context->arena);

    for (size_t i = 0; words[i] != NULL; i++) {
        if (words[i][0] != 0) {
            text_format(&list, "%s%s", list.length == 0 ? "" : ", ", words[i]);
        }
    }
    return text_str(&list);
}

static bool find_word(Build *build, const Spot *spot, const StudyText *text, int *value)
{
    const char *const *words = spot->key->words;
    StrSpan names = {.items = NULL};
    Str nearest;

    for (size_t i = 0; words[i] != NULL; i++) {
        if (words[i][0] != 0 && str_equal_ignoring_case(text->text, str_from(words[i]))) {
            *value = (int)i;
            return true;
        }
        names.count++;
    }
    names.items = build_take(build, names.count, sizeof(Str));
    for (size_t i = 0; i < names.count && names.items != NULL; i++) {
        names.items[i] = str_from(words[i]);
    }
    nearest = names.items == NULL ? STR_NONE : str_nearest(text->text, names);
    if (nearest.length > 0) {
        Str key = spot_words(build, spot);
        Str shown = build_show(build, text->text);

        build_mistake(build, text->place, "%.*s is '%.*s'; did you mean '%.*s'?", STR_ARGS(key),
                      STR_ARGS(shown), STR_ARGS(nearest));
    } else {
        Str key = spot_words(build, spot);
        Str shown = build_show(build, text->text);
        Str list = list_words(build, words);

        build_mistake(build, text->place, "%.*s is '%.*s'; write one of: %.*s", STR_ARGS(key),
                      STR_ARGS(shown), STR_ARGS(list));
    }
    return false;
}

static void read_choice(Build *build, const Spot *spot, const TreeNode *node, StudyChoice *out)
{
    StudyText text = {.place = node->place};
    int value = 0;

    if (build_text(build, spot, node, &text.text) && find_word(build, spot, &text, &value)) {
        *out = (StudyChoice){value, node->place};
    }
}

static void read_stages(Build *build, const Spot *spot, const TreeNode *node, StudyStages *out)
{
    StudyTexts texts;

    if (!read_texts(build, spot, node, &texts)) {
        return;
    }
    out->place = spot->place;
    for (size_t i = 0; i < texts.count; i++) {
        int stage = 0;

        if (find_word(build, spot, &texts.items[i], &stage)) {
            out->bits |= 1u << stage;
        }
    }
}

/* "42 days" into 42 and "days"; false when it does not begin with a number and a unit. */
static bool split_unit(Str text, double *value, Str *unit)
{
    size_t end = 0;

    while (end < text.length &&
           ((text.bytes[end] >= '0' && text.bytes[end] <= '9') || text.bytes[end] == '.')) {
        end++;
    }
    *unit = str_trim(str_slice(text, end, text.length));
    return number_parse(str_slice(text, 0, end), value);
}

static bool is_days(Str unit, double *each)
{
    bool weeks = str_equal(unit, STR("weeks")) || str_equal(unit, STR("week"));

    *each = weeks ? 7 : 1;
    return weeks || str_equal(unit, STR("days")) || str_equal(unit, STR("day"));
}

static void read_days(Build *build, const Spot *spot, const TreeNode *node, StudyNumber *out)
{
    StudyNumber number = {.place = node->place};
    double each = 1;
    Str text;
    Str unit;

    out->place = node->place;
    if (!build_text(build, spot, node, &text)) {
        return;
    }
    if (!split_unit(text, &number.value, &unit) || !is_days(unit, &each)) {
        refuse(build, spot, node, "write days or weeks: 42 days");
        return;
    }
    number.value *= each;
    if (!(number.value <= DAYS_MOST) || number.value != (double)(int64_t)number.value) {
        refuse(build, spot, node, "write whole days, at most 36525 of them");
        return;
    }
    *out = number;
}

/* How many people the unit is of, 100 for "per 100"; 0 when it is another unit. */
static double unit_people(Str unit)
{
    static const struct {
        const char *words;
        double people;
    } units[] = {{"per 100", 100},       {"in 100", 100},       {"per 1000", 1000},
                 {"per 1,000", 1000},    {"in 1000", 1000},     {"in 1,000", 1000},
                 {"per 10000", 10000},   {"per 10,000", 10000}, {"per 100000", 100000},
                 {"per 100,000", 100000}};

    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (str_equal(unit, str_from(units[i].words))) {
            return units[i].people;
        }
    }
    return 0;
}

static void read_margin(Build *build, const Spot *spot, const TreeNode *node, StudyMargin *out)
{
    StudyMargin margin = {.source.place = node->place, .unit = UNIT_OWN};
    double people;
    double each = 1;

    out->source.place = node->place;
    if (!build_text(build, spot, node, &margin.source.text)) {
        return;
    }
    if (!split_unit(margin.source.text, &margin.value, &margin.unit_text) || !(margin.value > 0)) {
        refuse(build, spot, node,
               "write a number above 0 and its unit: 5 per 100, 14 days, 200 pounds");
        return;
    }
    if (str_equal(margin.unit_text, STR("%")) || str_equal(margin.unit_text, STR("percent"))) {
        refuse(build, spot, node,
               "a percentage may be of people or of the rate: write people, as in 5 per 100");
        return;
    }
    people = unit_people(margin.unit_text);
    if (margin.unit_text.length == 0) {
        refuse(build, spot, node, "say the unit: 5 per 100, 14 days, 200 pounds");
        return;
    }
    if (people > 0) {
        margin.unit = UNIT_PER_100;
        margin.value *= 100 / people;
    } else if (is_days(margin.unit_text, &each)) {
        margin.unit = each > 1 ? UNIT_WEEKS : UNIT_DAYS;
    }
    *out = margin;
}

static void read_order(Build *build, const Spot *spot, const TreeNode *node, char *item)
{
    StudyGroup *group = (StudyGroup *)(void *)item;

    if (node->kind == TREE_LIST) {
        if (read_texts(build, spot, node, &group->worst_first)) {
            group->order = ORDER_LIST;
        }
        return;
    }
    if (!read_texts(build, spot, node, &group->worst_first)) {
        return;
    }
    group->worst_first.count = 0;
    if (str_equal(node->text, STR("ascending"))) {
        group->order = ORDER_ASCENDING;
    } else if (str_equal(node->text, STR("descending"))) {
        group->order = ORDER_DESCENDING;
    } else {
        refuse(build, spot, node,
               "write ascending (the smallest is worst off), descending, or a list of labels");
    }
}

static void read_pairs(Build *build, const Spot *spot, const TreeNode *node, StudyPairs *out)
{
    StudyPairs pairs = {.place = spot->place};

    if (node->kind != TREE_MAP) {
        if (!node->refused) {
            Str key = spot_words(build, spot);

            build_mistake(build, node->place, "%.*s wants pairs; write {name: value}",
                          STR_ARGS(key));
        }
        return;
    }
    pairs.items = build_take(build, node->count, sizeof(StudyPair));
    for (size_t i = 0; i < node->count && pairs.items != NULL && !build->stopped; i++) {
        const TreeItem *from = &node->items[i];
        StudyPair pair = {from->key_place, {from->key, from->key_place}, {.place.line = 0}};

        if (build_name(build, from) && build_text(build, spot, from->value, &pair.value.text)) {
            pair.value.place = from->value->place;
            pairs.items[pairs.count++] = pair;
        }
    }
    *out = pairs;
}

static void read_text(Build *build, const Spot *spot, const TreeNode *node, StudyText *out)
{
    Str text;

    out->place = place_given(spot, node);
    if (build_text(build, spot, node, &text)) {
        *out = (StudyText){text, node->place};
    }
}

void build_value(Build *build, const Spot *spot, const TreeNode *node, char *item)
{
    void *member = item + spot->key->offset;

    switch (spot->key->type) {
    case SCHEMA_TEXT:
    case SCHEMA_COLUMN:
        read_text(build, spot, node, member);
        break;
    case SCHEMA_TEXTS:
    case SCHEMA_COLUMNS:
        (void)read_texts(build, spot, node, member);
        break;
    case SCHEMA_DATE:
        read_date(build, spot, node, member);
        break;
    case SCHEMA_FLAG:
        read_flag(build, spot, node, member);
        break;
    case SCHEMA_WHOLE:
        read_whole(build, spot, node, member);
        break;
    case SCHEMA_NUMBER:
        read_number(build, spot, node, member);
        break;
    case SCHEMA_BANDS:
        read_bands(build, spot, node, member);
        break;
    case SCHEMA_CONDITION:
        build_condition(build, spot, node, member);
        break;
    case SCHEMA_CHOICE:
        read_choice(build, spot, node, member);
        break;
    case SCHEMA_STAGES:
        read_stages(build, spot, node, member);
        break;
    case SCHEMA_DAYS:
        read_days(build, spot, node, member);
        break;
    case SCHEMA_MARGIN:
        read_margin(build, spot, node, member);
        break;
    case SCHEMA_ORDER:
        read_order(build, spot, node, item);
        break;
    case SCHEMA_PAIRS:
        read_pairs(build, spot, node, member);
        break;
    case SCHEMA_PART:
    case SCHEMA_LIST:
    case SCHEMA_NAMED:
    case SCHEMA_TABLES:
    case SCHEMA_COMBINATIONS:
    case SCHEMA_ANSWERS:
    case SCHEMA_STEPS:
        break;
    }
}
