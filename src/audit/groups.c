/* The ways of grouping people that a study names, as columns. */
#include "audit/audit_internal.h"

#include "base/number.h"
#include "catalogue/code_list.h"
#include "catalogue/deprivation_index.h"
#include "catalogue/phrase.h"
#include "study/column_names.h"
#include "study/labels.h"

#define LABELS_LISTED 8

/* ---- labels ---- */

static Str mapped(const Grouping *grouping, Str label)
{
    Str trimmed = str_trim(label);

    for (size_t i = 0; i < grouping->pair_count; i++) {
        if (str_equal(grouping->pairs[i].from, trimmed)) {
            return grouping->pairs[i].to;
        }
    }
    return trimmed;
}

static Status map_all(Context *context, const Grouping *grouping, const StudyTexts *labels,
                      StrSpan *out)
{
    *out = (StrSpan){TAKE(context, Str, labels->count), 0};
    if (out->items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < labels->count; i++) {
        out->items[out->count++] = mapped(grouping, labels->items[i].text);
    }
    return done();
}

/* Words of the study for labels of the data; they win over those of a code list. */
static size_t add_labels(const StudyPairs *labels, DerivedPair *pairs)
{
    for (size_t i = 0; i < labels->count; i++) {
        pairs[i] = (DerivedPair){str_trim(labels->items[i].name.text), labels->items[i].value.text};
    }
    return labels->count;
}

/* What the group declares, and the cells that are missing in its column's file: as they stand
   there, since a label given to one says itself that nothing is known (study_check). */
static Status name_not_recorded(Context *context, const Room *room, Grouping *out)
{
    StrSpan missing = source_missing(room->source, out->column);
    StrSpan declared;

    TRY(map_all(context, out, &out->group->not_recorded, &declared));
    out->not_recorded = (StrSpan){TAKE(context, Str, declared.count + missing.count), 0};
    if (out->not_recorded.items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < declared.count; i++) {
        out->not_recorded.items[out->not_recorded.count++] = declared.items[i];
    }
    for (size_t i = 0; i < missing.count; i++) {
        if (str_equal(mapped(out, missing.items[i]), missing.items[i])) {
            out->not_recorded.items[out->not_recorded.count++] = missing.items[i];
        }
    }
    return done();
}

Str grouping_code_label(const Grouping *grouping, const CodeList *list, const CodeEntry *entry)
{
    return grouping->detail == NULL ? entry->label
                                    : code_group_label(list, entry, grouping->detail);
}

/* A list may know what is missing here as a group of people: 9 in one list, never asked in a file.
   */
static bool takes_label(const Room *room, uint32_t column, Str cell, Str label)
{
    return !label_is_missing_in(cell, source_missing(room->source, column)) ||
           label_not_recorded(label) != RECORDED;
}

/* Every cell that occurs and that the list knows, with the label of its group. */
static Status map_codes(Auditing *auditing, const Room *room, const StudyGroup *group,
                        uint32_t column, Grouping *out)
{
    const CodeList *list = code_list_find(group->codes.text);
    const Tally *raw = NULL;
    StrSpan levels = {NULL, 0};
    DerivedPair *pairs;

    if (list != NULL) {
        TRY(ask_levels(auditing, room, column, out->where, &raw));
        levels = raw->dimensions[0].levels;
    }
    pairs = TAKE(auditing->context, DerivedPair, group->labels.count + levels.count);
    if (pairs == NULL) {
        return fail_memory(auditing->context);
    }
    out->pair_count = add_labels(&group->labels, pairs);
    for (size_t i = 0; i < levels.count; i++) {
        const CodeEntry *entry = code_find(list, levels.items[i]);

        if (entry != NULL) {
            Str label = grouping_code_label(out, list, entry);

            if (takes_label(room, column, levels.items[i], label)) {
                pairs[out->pair_count++] = (DerivedPair){levels.items[i], label};
            }
        }
    }
    out->pairs = pairs;
    return done();
}

/* ---- one group ---- */

/* The column that the study names, or ages or bands made of it. */
static Status base_column(Auditing *auditing, Room *room, const StudyGroup *group, uint32_t *column)
{
    Derived derived = {.place = group->place};
    double *edges;

    *column = column_of(room->source, group->column.text);
    if (group->born.place.line > 0) {
        derived.kind = DERIVED_AGE;
        derived.column = column_of(room->source, group->born.text);
        derived.to = column_of(room->source, group->at.text);
        TRY(room_derive(auditing, room, &derived, group->name.text, column));
    }
    if (group->bands.count == 0) {
        return done();
    }
    edges = TAKE(auditing->context, double, group->bands.count);
    if (edges == NULL) {
        return fail_memory(auditing->context);
    }
    for (size_t i = 0; i < group->bands.count; i++) {
        edges[i] = group->bands.items[i].value;
    }
    derived = (Derived){.kind = DERIVED_BAND,
                        .place = group->bands.place,
                        .column = *column,
                        .edges = edges,
                        .edge_count = group->bands.count};
    return room_derive(auditing, room, &derived, group->name.text, column);
}

static Status map_column(Auditing *auditing, Room *room, const StudyGroup *group,
                         const DerivedPair *pairs, size_t count, uint32_t *column)
{
    Derived derived = {.kind = DERIVED_MAP,
                       .place = group->place,
                       .column = *column,
                       .pairs = pairs,
                       .pair_count = count};

    return count == 0 ? done() : room_derive(auditing, room, &derived, group->name.text, column);
}

/* Blank where it is not recorded. Combinations are crossed of labels as they are and leave those
   out themselves; a label crossed with itself is doubled, so whether there is one is all that the
   crossed column can tell. */
static Status recorded_column(Auditing *auditing, Room *room, const StudyGroup *group,
                              Grouping *out)
{
    DerivedPair *pairs = TAKE(auditing->context, DerivedPair, out->not_recorded.count);
    uint32_t column = out->column;
    Derived derived = {.kind = DERIVED_CROSS, .place = group->place, .crossed_count = 2};

    if (pairs == NULL) {
        return fail_memory(auditing->context);
    }
    for (size_t i = 0; i < out->not_recorded.count; i++) {
        pairs[i] = (DerivedPair){out->not_recorded.items[i], STR_NONE};
    }
    TRY(map_column(auditing, room, group, pairs, out->not_recorded.count, &column));
    out->crossing = column;
    derived.crossed[0] = column;
    derived.crossed[1] = column;
    return room_derive(auditing, room, &derived, group->name.text, &out->recorded);
}

/* As the study says; else by the catalogue's list of names. */
static bool is_sensitive(const StudyGroup *group)
{
    if (group->sensitive.value != YESNO_NOT_GIVEN) {
        return group->sensitive.value == YESNO_YES;
    }
    return name_is_sensitive(group->name.text) || name_is_sensitive(group->column.text);
}

/* What a group may be about, of the topics that names tell of. */
typedef struct AboutTopic {
    NameTopic topic;
    const char *about;
} AboutTopic;

static Str about_name(Str name)
{
    static const AboutTopic TOPICS[] = {{TOPIC_ETHNICITY, "ethnicity"},
                                        {TOPIC_DEPRIVATION, "deprivation"},
                                        {TOPIC_AGE, "age"},
                                        {TOPIC_BIRTH, "age"},
                                        {TOPIC_SEX, "sex"}};
    NameTopic topic = name_topic(name);

    for (size_t i = 0; i < sizeof TOPICS / sizeof TOPICS[0]; i++) {
        if (TOPICS[i].topic == topic) {
            return str_from(TOPICS[i].about);
        }
    }
    return STR_NONE;
}

/* From the code list, else from a date of birth, the study's name of the group, or its column. */
static Str about_group(const StudyGroup *group, const CodeList *list)
{
    Str about = list != NULL                  ? list->topic
                : group->born.text.length > 0 ? STR("age")
                                              : about_name(group->name.text);

    return about.length > 0 ? about : about_name(group->column.text);
}

/* "deprivation", "ethnicity (5 groups)", "deprivation (England 2019)": remeasure_pair.c reads what
   stands before " (". */
static Status name_grouping(Context *context, const StudyGroup *group, const CodeDetail *several,
                            Str *out)
{
    const DeprivationIndex *index =
        group->edition.count == 1 ? deprivation_index_find(group->edition.items[0].text) : NULL;
    Text name = text_new(context->arena);

    text_add(&name, group->name.text);
    if (several != NULL || index != NULL) {
        text_add(&name, STR(" ("));
        if (index != NULL) {
            text_add(&name, index->id);
            text_add(&name, several != NULL ? STR(", ") : STR_NONE);
        }
        if (several != NULL) {
            text_format(&name, "%lld groups", (long long)several->groups);
        }
        text_add_byte(&name, ')');
    }
    return text_finish(context, &name, out);
}

static Status add_group(Auditing *auditing, Room *room, const StudyGroup *group,
                        const CodeDetail *detail, bool several)
{
    Context *context = auditing->context;
    Grouping *out = &room->groupings[room->grouping_count];
    const CodeList *list = code_list_find(group->codes.text);
    Derived largest = {.kind = DERIVED_LARGEST,
                       .place = group->largest.place,
                       .most = (int64_t)group->largest.value,
                       .rest = STR("other")};

    *out = (Grouping){.group = group,
                      .where = group->where.source.text,
                      .crossed = 1,
                      .detail = detail,
                      .sensitive = is_sensitive(group),
                      .ask_first = group->ask_first.value == YESNO_YES,
                      .topic = list != NULL ? list->topic : group->name.text,
                      .about = about_group(group, list)};
    TRY(name_grouping(context, group, several ? detail : NULL, &out->name));
    TRY(base_column(auditing, room, group, &out->column));
    TRY(map_codes(auditing, room, group, out->column, out));
    TRY(map_column(auditing, room, group, out->pairs, out->pair_count, &out->column));
    TRY(name_not_recorded(context, room, out));
    if (group->largest.place.line > 0) {
        largest.column = out->column;
        largest.apart = out->not_recorded;
        TRY(room_derive(auditing, room, &largest, group->name.text, &out->column));
    }
    TRY(map_all(context, out, &group->worst_first, &out->order_list));
    TRY(recorded_column(auditing, room, group, out));
    room->grouping_count++;
    return done();
}

/* One grouping for each detail of a code list. */
static Status add_details(Auditing *auditing, Room *room, const StudyGroup *group)
{
    const CodeList *list = code_list_find(group->codes.text);

    if (list == NULL || group->detail.count == 0) {
        return add_group(auditing, room, group, NULL, false);
    }
    for (size_t i = 0; i < group->detail.count; i++) {
        const StudyText *wanted = &group->detail.items[i];
        int64_t groups = 0;
        const CodeDetail *detail = NULL;

        if (number_parse_integer(wanted->text, &groups)) {
            detail = code_detail_find(list, groups);
        }
        if (detail == NULL) {
            note_error(auditing->context, FAIL_INPUT, wanted->place,
                       "the code list has no grouping into '%.*s' groups; leave detail out for "
                       "its codes as they are",
                       STR_ARGS(wanted->text));
            continue;
        }
        TRY(add_group(auditing, room, group, detail, group->detail.count > 1));
    }
    return done();
}

/* ---- combinations ---- */

static const Grouping *grouping_named(const Room *room, Str name)
{
    for (size_t i = 0; i < room->grouping_count; i++) {
        if (!room->groupings[i].combination &&
            str_equal(room->groupings[i].group->name.text, name)) {
            return &room->groupings[i];
        }
    }
    return NULL;
}

static Status unseen_combination(Auditing *auditing, const StudyCombination *combination)
{
    Arena *arena = auditing->context->arena;
    size_t count = combination->groups.count;
    Str list = STR_NONE;

    for (size_t i = 0; i < count; i++) {
        Str item = combination->groups.items[i].text;

        list = i == 0 ? item
                      : PHRASE(arena, i + 1 < count ? PHRASE_LIST_NEXT : PHRASE_LIST_LAST,
                               {SLOT_LIST, list}, {SLOT_ITEM, item});
    }
    return audit_note_unseen(
        auditing, PHRASE(arena, PHRASE_UNSEEN_AT_ONCE, {SLOT_LIST, list}),
        phrase_plain(count > 2 ? PHRASE_NEEDED_ALL_GROUPS : PHRASE_NEEDED_BOTH_GROUPS));
}

static Status add_combination(Auditing *auditing, Room *room, const StudyCombination *combination)
{
    Derived derived = {.kind = DERIVED_CROSS, .place = combination->place};
    Grouping out = {.combination = true};
    Text name = text_new(auditing->context->arena);

    for (size_t i = 0; i < combination->groups.count && i < 3; i++) {
        const Grouping *part = grouping_named(room, combination->groups.items[i].text);

        if (part == NULL || (i > 0 && !str_equal(part->where, out.where))) {
            return i == 0 ? done() : unseen_combination(auditing, combination);
        }
        out.group = i == 0 ? part->group : out.group;
        out.where = part->where;
        out.sensitive |= part->sensitive;
        out.ask_first |= part->ask_first;
        derived.crossed[derived.crossed_count++] = part->crossing;
        text_format(&name, "%s%.*s", i == 0 ? "" : " x ", STR_ARGS(part->group->name.text));
    }
    TRY(text_finish(auditing->context, &name, &out.name));
    out.crossed = (unsigned)derived.crossed_count;
    TRY(room_derive(auditing, room, &derived, out.name, &out.column));
    out.recorded = out.column;
    room->groupings[room->grouping_count++] = out;
    return done();
}

/* ---- labels in words ---- */

/* Whether the order as declared is the list's own or its reverse, whole. */
static bool declares_order(const Grouping *grouping, const CodeList *list, bool last_is_worst)
{
    StrSpan order = grouping->order_list;
    size_t place;

    if (grouping->group->order != ORDER_LIST) {
        return grouping->group->order == (last_is_worst ? ORDER_DESCENDING : ORDER_ASCENDING);
    }
    for (size_t i = 0; i < order.count; i++) {
        if (!code_find_place(list, order.items[i], last_is_worst, &place) || place != i) {
            return false;
        }
    }
    return order.count == list->recorded;
}

/* No label of the data names an end where the study has the other: none is said in words then. */
static void find_said(Grouping *grouping)
{
    const CodeList *list = code_list_find(grouping->group->codes.text);
    StrSpan levels = grouping->levels->dimensions[0].levels;
    bool own = list != NULL && list->said.count > 0 &&
               (grouping->detail == NULL ||
                grouping->detail == &list->details.items[list->details.count - 1]);
    bool last_is_worst = own && declares_order(grouping, list, true);
    size_t place;

    if (!own || (!last_is_worst && !declares_order(grouping, list, false))) {
        return;
    }
    for (size_t i = 0; i < levels.count; i++) {
        if (!code_find_place(list, levels.items[i], last_is_worst, &place) &&
            code_find_place(list, levels.items[i], !last_is_worst, &place)) {
            return;
        }
    }
    grouping->said = (LabelsSaid){list, last_is_worst};
}

/* ---- labels that must occur ---- */

static bool occurs(const Tally *levels, Str label)
{
    for (size_t i = 0; i < levels->dimensions[0].levels.count; i++) {
        if (str_equal(levels->dimensions[0].levels.items[i], label)) {
            return true;
        }
    }
    return false;
}

static void note_missing_level(Auditing *auditing, const Grouping *grouping, Place place, Str label)
{
    StrSpan levels = grouping->levels->dimensions[0].levels;
    Text list = text_new(auditing->context->arena);
    Str shown = str_show(auditing->context->arena, label, 60);
    Str listed;

    for (size_t i = 0; i < levels.count && i < LABELS_LISTED; i++) {
        text_add(&list, i == 0 ? STR("'") : STR("', '"));
        text_add_shown(&list, levels.items[i], 60);
    }
    text_add(&list, levels.count > LABELS_LISTED ? STR("' and more") : STR("'"));
    listed = text_str(&list);
    note_error(auditing->context, FAIL_INPUT, place, "no group '%.*s' in '%.*s'; there are %.*s",
               STR_ARGS(shown), STR_ARGS(grouping->name), STR_ARGS(listed));
}

static void find_largest(Auditing *auditing, const Room *room, Grouping *grouping)
{
    const Tally *levels = grouping->levels;
    const Cell *largest = NULL;

    if (room->table->status.value == STATUS_PUBLISHED) {
        note_error(auditing->context, FAIL_INPUT, grouping->group->compare_with.place,
                   "which group is the largest cannot be told from published counts; name the "
                   "group");
        return;
    }
    for (size_t i = 0; i < levels->cell_count; i++) {
        Str label = levels->dimensions[0].levels.items[levels->keys[i]];

        if (derived_label_is_recorded(label, grouping->not_recorded) &&
            (largest == NULL || levels->cells[i].people > largest->people)) {
            largest = &levels->cells[i];
            grouping->reference = label;
        }
    }
}

static Status check_labels(Auditing *auditing, const Room *room, Grouping *grouping)
{
    const StudyGroup *group = grouping->group;
    Str compare = str_trim(group->compare_with.text);
    Str where;

    TRY(both_conditions(auditing->context, room->table->keep.source.text, grouping->where, &where));
    TRY(ask_levels(auditing, room, grouping->column, where, &grouping->levels));
    if (grouping->combination) {
        return done();
    }
    find_said(grouping);
    for (size_t i = 0; i < grouping->order_list.count; i++) {
        if (!occurs(grouping->levels, grouping->order_list.items[i])) {
            note_missing_level(auditing, grouping, group->worst_first.items[i].place,
                               grouping->order_list.items[i]);
        }
    }
    if (compare.length == 0 || str_equal(compare, STR("everyone else"))) {
        return done();
    }
    if (str_equal(compare, STR("largest"))) {
        find_largest(auditing, room, grouping);
        return done();
    }
    grouping->reference = mapped(grouping, compare);
    if (!occurs(grouping->levels, grouping->reference)) {
        note_missing_level(auditing, grouping, group->compare_with.place, grouping->reference);
    }
    return done();
}

/* Of a spread table one reading has only the rows of one group: those of all of them are told, each
   condition's once. */
static int64_t spread_rows(const Auditing *auditing, const Room *room, size_t index)
{
    for (size_t i = 0; i < index; i++) {
        if (str_equal(room->groupings[i].where, room->groupings[index].where)) {
            return 0;
        }
    }
    return auditing->audit->data[room->index].rows_set.counts.people;
}

static Status check_all_labels(Auditing *auditing, Room *room)
{
    Counts *counts = &auditing->audit->data[room->index].rows_set.counts;
    int64_t rows = 0;

    for (size_t i = 0; i < room->grouping_count; i++) {
        TRY(check_labels(auditing, room, &room->groupings[i]));
        rows += spread_rows(auditing, room, i);
    }
    if (room->table->spread.place.line > 0) {
        counts->rows = rows;
        counts->people = rows;
        counts->people_most = rows;
        counts->persons = rows;
    }
    return done();
}

static size_t most_groupings(const Study *study)
{
    size_t most = study->combinations.count;

    for (size_t i = 0; i < study->groups.count; i++) {
        most += 1 + study->groups.items[i].detail.count;
    }
    return most;
}

Status groups_prepare(Auditing *auditing, Room *room)
{
    const Study *study = auditing->study;

    room->groupings = TAKE(auditing->context, Grouping, most_groupings(study));
    if (room->groupings == NULL) {
        return fail_memory(auditing->context);
    }
    for (size_t i = 0; i < study->groups.count; i++) {
        if (study->groups.items[i].table == room->index) {
            TRY(add_details(auditing, room, &study->groups.items[i]));
        }
    }
    for (size_t i = 0; i < study->combinations.count; i++) {
        TRY(add_combination(auditing, room, &study->combinations.items[i]));
    }
    return check_all_labels(auditing, room);
}

bool is_another_detail(const Room *room, size_t g)
{
    return g > 0 && !room->groupings[g].combination &&
           room->groupings[g - 1].group == room->groupings[g].group;
}
