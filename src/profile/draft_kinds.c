/* A table whose rows carry one kind of group each: a group for every kind, with its `where`. */
#include "profile/draft_parts.h"

#include "study/labels.h"

/* What the rows of one kind hold in one column of levels. */
typedef struct KindLevels {
    ProfileLevels levels; /* different labels, all of them */
    uint64_t *periods;    /* of each the periods it is in, as bits */
    uint64_t all_periods;
    size_t recorded; /* labels that count and are no totals */
    Str total;       /* the first label of everyone together; empty: none */
    size_t totals;
    bool has_missing;
} KindLevels;

typedef struct Kind {
    Str label;
    KindLevels levels[KIND_LEVELS_MOST];
} Kind;

static void add_level(KindLevels *levels, Str label, int64_t rows, uint64_t period)
{
    size_t count = levels->levels.count;

    levels->all_periods |= period;
    for (size_t i = 0; i < count; i++) {
        if (str_equal(levels->levels.items[i].label, label)) {
            levels->levels.items[i].rows += rows;
            levels->periods[i] |= period;
            return;
        }
    }
    levels->levels.items[count] = (ProfileLevel){label, rows};
    levels->periods[count] = period;
    levels->levels.count++;
    if (label_is_missing(label)) {
        levels->has_missing = true;
    } else if (label_is_total(label)) {
        levels->total = levels->total.length == 0 ? label : levels->total;
        levels->totals++;
    } else if (label_counts(label)) {
        levels->recorded++;
    }
}

/* The columns of levels in the cross. */
static size_t level_columns(const Draft *draft)
{
    return draft->guess->kinds.column_count - 1 - (draft->guess->kinds_have_period ? 1 : 0);
}

/* The bit of a cell's period; beyond 64 periods the last bit serves for all. */
static uint64_t period_of(const Draft *draft, const CrossCell *cell)
{
    const Cross *cross = &draft->guess->kinds;
    size_t last = cross->column_count - 1;
    ProfileLevels periods = draft->profile->columns[cross->columns[last]].levels;
    size_t index = 0;

    if (!draft->guess->kinds_have_period) {
        return 1;
    }
    while (index + 1 < periods.count && index < 63 &&
           !str_equal(periods.items[index].label, cell->labels[last])) {
        index++;
    }
    return (uint64_t)1 << index;
}

/* True where a label that counts is missing in some period that the kind has. */
static bool changes_over_time(const KindLevels *levels)
{
    for (size_t i = 0; i < levels->levels.count; i++) {
        if (label_counts(levels->levels.items[i].label) &&
            levels->periods[i] != levels->all_periods) {
            return true;
        }
    }
    return false;
}

/* Cells come sorted by kind, then by the levels in natural order. */
static Status read_kind(Draft *draft, size_t first, size_t end, Kind *out)
{
    const Cross *cross = &draft->guess->kinds;

    *out = (Kind){.label = cross->cells[first].labels[0]};
    for (size_t l = 0; l < level_columns(draft); l++) {
        out->levels[l].levels.items = TAKE(draft->context, ProfileLevel, end - first);
        out->levels[l].periods = TAKE(draft->context, uint64_t, end - first);
        if (out->levels[l].levels.items == NULL || out->levels[l].periods == NULL) {
            return fail_memory(draft->context);
        }
        for (size_t i = first; i < end; i++) {
            add_level(&out->levels[l], cross->cells[i].labels[l + 1], cross->cells[i].rows,
                      period_of(draft, &cross->cells[i]));
        }
    }
    return done();
}

static Str column_name(const Draft *draft, size_t of_cross)
{
    return draft->profile->columns[draft->guess->kinds.columns[of_cross]].name;
}

static void write_kind(Text *where, const Draft *draft, const Kind *kind)
{
    condition_write_column(where, column_name(draft, 0));
    text_add(where, STR(" = "));
    condition_write_text(where, kind->label);
}

/* " and variable_b = 'All'": rows of a group whose parts stand in the other column. */
static void write_totals(Text *where, const Draft *draft, size_t of_cross, const KindLevels *other)
{
    bool first = true;

    if (other->recorded == 0 || other->totals == 0) {
        return;
    }
    text_add(where, other->has_missing ? STR(" and (not known(") : STR(" and "));
    if (other->has_missing) {
        condition_write_column(where, column_name(draft, of_cross));
        text_add(where, STR(") or "));
    }
    condition_write_column(where, column_name(draft, of_cross));
    text_add(where, other->totals > 1 ? STR(" in (") : STR(" = "));
    for (size_t i = 0; i < other->levels.count; i++) {
        if (label_is_total(other->levels.items[i].label)) {
            text_add(where, first ? STR_NONE : STR(", "));
            condition_write_text(where, other->levels.items[i].label);
            first = false;
        }
    }
    text_add(where, other->totals > 1 ? STR(")") : STR_NONE);
    text_add(where, other->has_missing ? STR(")") : STR_NONE);
}

/* The column of levels that groups the rows of this kind; SIZE_MAX when none does. */
static size_t level_of(const Draft *draft, const Kind *kind)
{
    for (size_t l = 0; l < level_columns(draft); l++) {
        if (kind->levels[l].recorded >= 2) {
            return l;
        }
    }
    return SIZE_MAX;
}

static DraftGroup group_of(const Draft *draft, const Kind *kind, size_t level, Text *where)
{
    size_t other = 1 - level;

    write_kind(where, draft, kind);
    if (other < level_columns(draft)) {
        write_totals(where, draft, other + 1, &kind->levels[other]);
    }
    return (DraftGroup){.about = kind->label,
                        .topic = name_topic(kind->label),
                        .column = column_name(draft, level + 1),
                        .where = text_str(where),
                        .levels = kind->levels[level].levels,
                        .changes = changes_over_time(&kind->levels[level])};
}

/* The parts of the groups, where another column holds them. */
static Status write_parts(Draft *draft, const Kind *kind, size_t level)
{
    size_t other = 1 - level;
    const KindLevels *parts = &kind->levels[other];
    Text where = text_new(draft->context->arena);
    DraftGroup group;

    if (other >= level_columns(draft) || parts->recorded < 2 || parts->totals == 0) {
        return done();
    }
    write_kind(&where, draft, kind);
    for (size_t i = 0; i < parts->levels.count; i++) {
        if (label_is_total(parts->levels.items[i].label)) {
            text_add(&where, STR(" and "));
            condition_write_column(&where, column_name(draft, other + 1));
            text_add(&where, STR(" != "));
            condition_write_text(&where, parts->levels.items[i].label);
        }
    }
    group = (DraftGroup){
        .about = str_format(draft->context->arena, "%.*s in parts", STR_ARGS(kind->label)),
        .column = column_name(draft, other + 1),
        .where = text_str(&where),
        .levels = parts->levels,
        .commented = true};
    return draft_group(draft, &group);
}

/* Of several kinds about one topic the one with most groups is looked at (not the lump of all
   who are not White); what groups no people is only offered. */
static bool is_wanted(const Draft *draft, const Kind *kinds, size_t count, size_t at)
{
    NameTopic topic = name_topic(kinds[at].label);
    size_t level = level_of(draft, &kinds[at]);

    for (size_t i = 0; i < count && topic != TOPIC_GROUP; i++) {
        size_t other = level_of(draft, &kinds[i]);

        if (i != at && other != SIZE_MAX && name_topic(kinds[i].label) == topic) {
            size_t mine = kinds[at].levels[level].recorded;
            size_t its = kinds[i].levels[other].recorded;

            if (its > mine || (its == mine && i < at)) {
                return false;
            }
        }
    }
    return topic_groups_people(topic);
}

static Status write_kind_group(Draft *draft, const Kind *kind, bool commented)
{
    size_t level = level_of(draft, kind);
    Text where = text_new(draft->context->arena);
    DraftGroup group = group_of(draft, kind, level, &where);

    group.commented = commented;
    TRY(draft_group(draft, &group));
    return commented ? done() : write_parts(draft, kind, level);
}

/* The kinds that are looked at, by what they are about. */
static Status write_wanted(Draft *draft, const Kind *kinds, size_t count)
{
    for (size_t topic = 0; topic < GROUP_TOPICS_COUNT; topic++) {
        for (size_t i = 0; i < count; i++) {
            if (level_of(draft, &kinds[i]) != SIZE_MAX &&
                name_topic(kinds[i].label) == GROUP_TOPICS[topic] &&
                is_wanted(draft, kinds, count, i)) {
                TRY(write_kind_group(draft, &kinds[i], false));
            }
        }
    }
    return done();
}

/* The others, commented out but for the first where nothing else is looked at. */
static Status write_offered(Draft *draft, const Kind *kinds, size_t count)
{
    bool said = false;

    for (size_t i = 0; i < count; i++) {
        if (level_of(draft, &kinds[i]) == SIZE_MAX || is_wanted(draft, kinds, count, i)) {
            continue;
        }
        if (!said) {
            comment_write(draft->out, 2, STR("Other kinds of row. Use those that matter."));
            said = true;
        }
        TRY(write_kind_group(draft, &kinds[i], draft->groups > 0));
    }
    return done();
}

Status draft_kind_groups(Draft *draft)
{
    const Cross *cross = &draft->guess->kinds;
    Kind *kinds = TAKE(draft->context, Kind, cross->cell_count);
    size_t count = 0;

    if (kinds == NULL) {
        return fail_memory(draft->context);
    }
    for (size_t first = 0, end = 0; first < cross->cell_count; first = end) {
        while (end < cross->cell_count &&
               str_equal(cross->cells[end].labels[0], cross->cells[first].labels[0])) {
            end++;
        }
        if (label_counts(cross->cells[first].labels[0])) {
            TRY(read_kind(draft, first, end, &kinds[count]));
            count++;
        }
    }
    TRY(write_wanted(draft, kinds, count));
    return write_offered(draft, kinds, count);
}
