/* The knots that a file could show, those that it cannot, and why: what the catalogue says a check
   needs, held against the columns. */
#include "profile/draft_parts.h"

#include "catalogue/knot.h"
#include "study/column_names.h"

/* More columns are not named for one reason. */
#define COLUMNS_NAMED 3

/* Columns that were found, each once, in the order in which they were. */
typedef struct Found {
    const Draft *draft;
    size_t columns[COLUMNS_NAMED];
    size_t count;
    size_t more;
    Str default_label; /* a cell of one of them that stands for what nobody knew; or empty */
} Found;

static bool add_column(Found *found, size_t column)
{
    for (size_t i = 0; i < found->count; i++) {
        if (found->columns[i] == column) {
            return true;
        }
    }
    if (found->count < COLUMNS_NAMED) {
        found->columns[found->count++] = column;
    } else {
        found->more++;
    }
    return true;
}

/* ---- what a file holds ---- */

/* True where the file has it; `found` then has its columns, and may get none. */
typedef bool Sees(const TraitInfo *trait, Found *found);

static size_t add_role(Found *found, Role role)
{
    size_t count = 0;

    for (size_t i = 0; i < found->draft->profile->column_count; i++) {
        if (found->draft->guess->roles[i] == role) {
            (void)add_column(found, i);
            count++;
        }
    }
    return count;
}

static bool sees_groups(const TraitInfo *trait, Found *found)
{
    (void)trait;
    return found->draft->groups > 0 && !found->draft->guess->group_is_forced;
}

static bool sees_several_groups(const TraitInfo *trait, Found *found)
{
    (void)trait;
    return found->draft->groups > 1;
}

/* A cell that often stands there: one alone may be somebody's own date. */
static Str default_label(const TraitInfo *trait, const ColumnProfile *column)
{
    for (size_t i = 0; i < column->levels.count; i++) {
        const ProfileLevel *level = &column->levels.items[i];

        for (size_t k = 0; k < trait->labels.count && level->rows >= FREQUENT_ROWS; k++) {
            if (str_equal(level->label, trait->labels.items[k])) {
                return level->label;
            }
        }
    }
    return STR_NONE;
}

static bool sees_blanks(const TraitInfo *trait, Found *found)
{
    bool seen = false;

    for (size_t i = 0; i < found->draft->profile->column_count; i++) {
        const ColumnProfile *column = &found->draft->profile->columns[i];
        Str label = default_label(trait, column);

        if (label.length > 0) {
            found->default_label = label;
        }
        if ((label.length > 0 || column->missing + column->not_recorded > 0) &&
            column->recorded > 0) {
            seen = add_column(found, i);
        }
    }
    return seen;
}

static bool sees_persons(const TraitInfo *trait, Found *found)
{
    (void)trait;
    return add_role(found, ROLE_PERSON) > 0;
}

static bool sees_dates(const TraitInfo *trait, Found *found)
{
    Found dates = *found;

    (void)trait;
    if (add_role(&dates, ROLE_DATE) < 2) {
        return false;
    }
    *found = dates;
    return true;
}

static bool sees_times(const TraitInfo *trait, Found *found)
{
    (void)trait;
    return add_role(found, ROLE_PERIOD) > 0 || add_role(found, ROLE_DATE) > 0;
}

static bool sees_places_or_times(const TraitInfo *trait, Found *found)
{
    bool seen = sees_times(trait, found);

    for (size_t i = 0; i < found->draft->profile->column_count && !seen; i++) {
        if (found->draft->guess->roles[i] == ROLE_GROUP &&
            found->draft->profile->columns[i].topic == TOPIC_AREA) {
            seen = add_column(found, i);
        }
    }
    return seen;
}

static bool sees_outcome(const TraitInfo *trait, Found *found)
{
    static const Role ROLES[] = {ROLE_SHARE, ROLE_EVENTS, ROLE_ESTIMATE, ROLE_MEASURE, ROLE_AMOUNT};

    for (size_t i = 0; i < sizeof ROLES / sizeof ROLES[0]; i++) {
        if (add_role(found, ROLES[i]) > 0) {
            return true;
        }
    }
    return sees_dates(trait, found);
}

static bool sees_score(const TraitInfo *trait, Found *found)
{
    (void)trait;
    return add_role(found, ROLE_SCORE) > 0;
}

static bool sees_probability(const TraitInfo *trait, Found *found)
{
    size_t score = guess_find(found->draft->profile, found->draft->guess, ROLE_SCORE);
    const ColumnProfile *column =
        score == COLUMN_NOT_THERE ? NULL : &found->draft->profile->columns[score];

    (void)trait;
    return column != NULL && column->least >= 0 && column->most <= 1 && add_column(found, score);
}

static bool sees_decision(const TraitInfo *trait, Found *found)
{
    (void)trait;
    return add_role(found, ROLE_DECIDED) > 0;
}

static bool sees_need(const TraitInfo *trait, Found *found)
{
    (void)trait;
    return add_role(found, ROLE_AMOUNT) > 0;
}

static bool sees_named(const TraitInfo *trait, Found *found)
{
    bool seen = false;

    for (size_t i = 0; i < found->draft->profile->column_count; i++) {
        for (size_t k = 0; k < trait->columns.count; k++) {
            if (name_has_words(found->draft->profile->columns[i].name, trait->columns.items[k])) {
                seen = add_column(found, i);
            }
        }
    }
    return seen;
}

static bool sees_kept_back(const TraitInfo *trait, Found *found)
{
    bool seen = false;

    (void)trait;
    for (size_t i = 0; i < found->draft->profile->column_count; i++) {
        const ColumnProfile *column = &found->draft->profile->columns[i];

        /* "C" is a code of many lists, and a mark only among numbers */
        if (column->has_kept_back && column->form == FORM_NUMBER) {
            seen = add_column(found, i);
        }
    }
    return seen;
}

/* What no file of its own holds. */
static bool sees_never(const TraitInfo *trait, Found *found)
{
    (void)trait;
    (void)found;
    return false;
}

static Sees *const SEES[TRAIT_COUNT] = {
    [TRAIT_GROUPS] = sees_groups,
    [TRAIT_SEVERAL_GROUPS] = sees_several_groups,
    [TRAIT_BLANKS] = sees_blanks,
    [TRAIT_PERSONS] = sees_persons,
    [TRAIT_DATES] = sees_dates,
    [TRAIT_TIMES] = sees_times,
    [TRAIT_PLACES_OR_TIMES] = sees_places_or_times,
    [TRAIT_OUTCOME] = sees_outcome,
    [TRAIT_SCORE] = sees_score,
    [TRAIT_PROBABILITY] = sees_probability,
    [TRAIT_DECISION] = sees_decision,
    [TRAIT_NEED] = sees_need,
    [TRAIT_JOINED] = sees_named,
    [TRAIT_KEPT_BACK] = sees_kept_back,
    [TRAIT_POPULATION] = sees_never,
    [TRAIT_TEXTS] = sees_never,
};

/* ---- columns about something ---- */

bool draft_column_is_about(const ColumnProfile *column, const TextList *words)
{
    for (size_t i = 0; i < words->count; i++) {
        if (name_has_words(column->name, words->items[i])) {
            return true;
        }
    }
    return false;
}

/* Rows of a kind: the column that says so, and it says "Ethnic Group". */
static bool sees_kind(const TopicInfo *topic, Found *found)
{
    const Cross *kinds = &found->draft->guess->kinds;

    for (size_t i = 0; i < kinds->cell_count; i++) {
        for (size_t k = 0; k < topic->columns.count; k++) {
            if (name_has_words(kinds->cells[i].labels[0], topic->columns.items[k])) {
                return add_column(found, kinds->columns[0]);
            }
        }
    }
    return false;
}

static bool sees_topic(const TopicInfo *topic, Found *found)
{
    const TraitInfo *blanks = trait_info(TRAIT_BLANKS);
    bool seen = false;

    if (topic->columns.count == 0) { /* about what is not known, in whichever column */
        return sees_blanks(blanks, found);
    }
    for (size_t i = 0; i < found->draft->profile->column_count; i++) {
        const ColumnProfile *column = &found->draft->profile->columns[i];

        if (draft_column_is_about(column, &topic->columns)) {
            seen = add_column(found, i);
        }
    }
    return seen || sees_kind(topic, found);
}

/* ---- a check, for a knot ---- */

/* What is lacking, "a score and what happened to people"; empty where nothing is. */
static Str find_lacking(const KnotCheck *item, Found *found)
{
    Text lacking = text_new(found->draft->context->arena);
    const FileTraits *traits = &item->check->traits;
    const TopicInfo *topic = topic_info_find(item->of);

    if (topic != NULL && !sees_topic(topic, found)) {
        text_add(&lacking, topic->columns.count > 0 ? STR("a column about ") : STR_NONE);
        text_add(&lacking, topic->columns.count > 0 ? topic->id : trait_info(TRAIT_BLANKS)->name);
    }
    for (size_t i = 0; i < traits->count; i++) {
        const TraitInfo *trait = trait_info(traits->items[i]);

        if (!SEES[traits->items[i]](trait, found)) {
            text_add(&lacking, lacking.length > 0 ? STR(", and ") : STR_NONE);
            text_add(&lacking, trait->name);
        }
    }
    return text_str(&lacking);
}

static void write_found(const Found *found, Text *line)
{
    for (size_t i = 0; i < found->count; i++) {
        const ColumnProfile *column = &found->draft->profile->columns[found->columns[i]];
        int64_t unknown = column->missing + column->not_recorded;
        Str share = unknown > 0 ? draft_share(found->draft, unknown, column->rows) : STR_NONE;

        text_add(line, i == 0 ? STR(": ") : STR(", "));
        text_add_shown(line, column->name, 60);
        if (share.length > 0) {
            text_format(line, " (not recorded: %.*s)", STR_ARGS(share));
        }
    }
    if (found->more > 0) {
        text_format(line, " and %zu more", found->more);
    }
    if (found->default_label.length > 0) {
        text_add(line, STR("; does "));
        text_add_shown(line, found->default_label, 40);
        text_add(line, STR(" stand for what nobody knew?"));
    }
}

/* What a file can do for a knot. */
typedef enum KnotHope {
    HOPE_SHOWN,
    HOPE_IF_SAID, /* a person must say that something is so */
    HOPE_LACKING,
    HOPE_NO_CHECK
} KnotHope;

typedef struct KnotLine {
    KnotHope hope;
    Str why;
} KnotLine;

static KnotLine look_at_check(const Draft *draft, const KnotCheck *item)
{
    Found found = {.draft = draft};
    Str lacking = find_lacking(item, &found);
    Text line = text_new(draft->context->arena);

    if (lacking.length > 0) {
        text_format(&line, "lacks %.*s", STR_ARGS(lacking));
        return (KnotLine){HOPE_LACKING, text_str(&line)};
    }
    if (item->when.length > 0) {
        text_format(&line, "if %.*s", STR_ARGS(item->when));
        return (KnotLine){HOPE_IF_SAID, text_str(&line)};
    }
    text_add(&line, item->check->name);
    write_found(&found, &line);
    return (KnotLine){HOPE_SHOWN, text_str(&line)};
}

/* The best that one of its checks can; of several as good, the first. */
static KnotLine look_at_knot(const Draft *draft, const Knot *knot)
{
    KnotLine best = {HOPE_NO_CHECK, STR_NONE};

    for (size_t i = 0; i < knot->checks.count; i++) {
        KnotLine line = look_at_check(draft, &knot->checks.items[i]);

        if (line.hope < best.hope) {
            best = line;
        }
    }
    return best;
}

/* ---- the section ---- */

static void write_list(Draft *draft, const KnotLine *lines, KnotHope hope, const char *title)
{
    size_t count;
    const Knot *knots = knot_rows(&count);
    bool begun = false;

    for (size_t i = 0; i < count; i++) {
        if (lines[i].hope == hope) {
            if (!begun) {
                comment_write(draft->out, 0, str_from(title));
                begun = true;
            }
            comment_write(draft->out, 0,
                          str_format(draft->context->arena, "- %.*s: %.*s", STR_ARGS(knots[i].id),
                                     STR_ARGS(lines[i].why)));
        }
    }
}

static void write_others(Draft *draft, const KnotLine *lines)
{
    size_t count;
    const Knot *knots = knot_rows(&count);
    Text ids = text_new(draft->context->arena);

    for (size_t i = 0; i < count; i++) {
        if (lines[i].hope == HOPE_NO_CHECK) {
            text_add(&ids, ids.length > 0 ? STR(", ") : STR_NONE);
            text_add(&ids, knots[i].id);
        }
    }
    comment_write(draft->out, 0,
                  str_format(draft->context->arena,
                             "No check of data shows these, and people can tell of them: %.*s",
                             STR_ARGS(text_str(&ids))));
}

Status draft_knots(Draft *draft)
{
    size_t count;
    const Knot *knots = knot_rows(&count);
    KnotLine *lines = TAKE(draft->context, KnotLine, count);

    if (lines == NULL) {
        return fail_memory(draft->context);
    }
    for (size_t i = 0; i < count; i++) {
        lines[i] = look_at_knot(draft, &knots[i]);
    }
    draft_heading(draft, "Knots: where care or data can leave some people behind");
    comment_write(draft->out, 0,
                  STR("'unknot knots ID' tells of each. A file that could show one "
                      "does not say that it is there: the audit does."));
    write_list(draft, lines, HOPE_SHOWN, "This file could show:");
    write_list(draft, lines, HOPE_IF_SAID, "And these, where somebody says that it is so:");
    write_list(draft, lines, HOPE_LACKING, "It cannot show, by itself:");
    write_others(draft, lines);
    return done();
}
