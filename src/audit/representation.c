/* A group's share of the people here, less its share of the population.

   Share: people of the group over people of all groups that both tables have, the not recorded left
   out of both; its interval is Wilson's. The population's share is taken as known. */
#include "audit/audit_internal.h"

#include "catalogue/code_list.h"
#include "catalogue/phrase.h"
#include "study/labels.h"

#include <math.h>

/* The population by the labels of the grouping. */
typedef struct Population {
    StrSpan labels;
    int64_t *people;
    const Room *room;
} Population;

static Str population_label(const Grouping *grouping, Str label)
{
    const StudyGroup *group = grouping->group;
    const CodeList *list = code_list_find(group->codes.text);
    const CodeEntry *entry = list == NULL ? NULL : code_find(list, label);

    for (size_t i = 0; i < group->labels.count; i++) {
        if (str_equal(str_trim(group->labels.items[i].name.text), label)) {
            return group->labels.items[i].value.text;
        }
    }
    for (size_t i = 0; i < grouping->pair_count; i++) {
        if (str_equal(grouping->pairs[i].from, label)) {
            return grouping->pairs[i].to;
        }
    }
    return entry != NULL ? grouping_code_label(grouping, list, entry) : label;
}

static Status add_people(Context *context, Population *population, Str label, int64_t people)
{
    for (size_t i = 0; i < population->labels.count; i++) {
        if (str_equal(population->labels.items[i], label)) {
            if (population->people[i] > INT64_MAX - people) {
                return tally_fail_overflow(context);
            }
            population->people[i] += people;
            return done();
        }
    }
    population->labels.items[population->labels.count] = label;
    population->people[population->labels.count++] = people;
    return done();
}

static Status read_population(Auditing *auditing, const Grouping *grouping, uint32_t column,
                              Population *out)
{
    StrSpan missing = source_missing(out->room->source, column);
    Context *context = auditing->context;
    const Tally *tally;

    TRY(ask_people(auditing, out->room, column, &tally));
    out->labels.items = TAKE(context, Str, tally->cell_count);
    out->people = TAKE(context, int64_t, tally->cell_count);
    if (out->labels.items == NULL || out->people == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < tally->cell_count; i++) {
        Str label = tally->dimensions[0].levels.items[tally->keys[i]];

        if (!label_is_missing_in(label, missing)) {
            TRY(add_people(context, out, population_label(grouping, label),
                           tally->cells[i].people));
        }
    }
    return done();
}

static int64_t people_of(const Population *population, Str label)
{
    for (size_t i = 0; i < population->labels.count; i++) {
        if (str_equal(population->labels.items[i], label)) {
            return population->people[i];
        }
    }
    return 0;
}

/* ---- the table ---- */

static void evaluate(const FindingTable *table, double confidence, Quantity *value)
{
    value->exact = quantity_evaluate_sets(
        value, &table->sets[value->one], value->zero == SET_NONE ? NULL : &table->sets[value->zero],
        confidence);
}

static Quantity no_ratio(uint32_t group)
{
    Quantity value = quantity_new(QUANTITY_RATIO, METHOD_NONE, group, SET_NONE);

    value.undefined = STR("shares of people are compared by their difference");
    value.open_reason = true;
    return value;
}

/* Sets: the groups' members, then their shares here, then in the population. */
static void fill_group(FindingTable *table, size_t count, size_t g, double confidence)
{
    FindingGroup *group = &table->groups[g];
    uint32_t own = (uint32_t)g;
    uint32_t here = (uint32_t)(count + g);
    uint32_t there = (uint32_t)(2 * count + g);

    group->people = quantity_new(QUANTITY_PEOPLE, METHOD_NONE, own, SET_NONE);
    group->people.exact.estimate = (double)table->sets[own].counts.people;
    group->total = group->people;
    group->estimate = quantity_new(QUANTITY_SHARE, METHOD_WILSON, here, SET_NONE);
    group->difference = quantity_new(QUANTITY_DIFFERENCE, METHOD_WILSON_FIXED, here, there);
    group->reference = quantity_new(QUANTITY_SHARE, METHOD_NONE, there, SET_NONE);
    group->ratio = no_ratio(own);
    evaluate(table, confidence, &group->estimate);
    evaluate(table, confidence, &group->difference);
    group->reference.exact.estimate =
        table->sets[there].summary.events / table->sets[there].summary.people;
}

/* One group here and there. */
typedef struct Shared {
    Str level;
    int64_t here;
    int64_t there;
} Shared;

typedef struct SharedGroups {
    Shared *items;
    size_t count;
    int64_t here; /* of all of them */
    int64_t there;
} SharedGroups;

static bool takes_part(const FindingTable *counted, const Population *population, size_t g)
{
    return counted->groups[g].recorded && people_of(population, counted->groups[g].level) > 0;
}

static bool is_here(const FindingTable *counted, Str label)
{
    for (size_t g = 0; g < counted->group_count; g++) {
        if (str_equal(counted->groups[g].level, label)) {
            return true;
        }
    }
    return false;
}

/* A group of the population of whom nobody is here at all: of all groups the one to know of. */
static bool is_nobody_here(const Grouping *grouping, const FindingTable *counted, Str label)
{
    return derived_label_is_recorded(label, grouping->not_recorded) && !label_is_total(label) &&
           !is_here(counted, label);
}

static void add_shared(SharedGroups *groups, Str level, int64_t here, int64_t there)
{
    groups->items[groups->count++] = (Shared){level, here, there};
    groups->here += here;
    groups->there += there;
}

/* Of a group that keeps its largest labels the rest are one here, so nobody can be missing. */
static Status share_groups(Context *context, const Grouping *grouping, const FindingTable *counted,
                           const Population *population, SharedGroups *out)
{
    *out = (SharedGroups){
        .items = TAKE(context, Shared, counted->group_count + population->labels.count)};
    if (out->items == NULL) {
        return fail_memory(context);
    }
    for (size_t g = 0; g < counted->group_count; g++) {
        Str level = counted->groups[g].level;

        if (takes_part(counted, population, g)) {
            add_shared(out, level, counted->sets[g].counts.persons, people_of(population, level));
        }
    }
    for (size_t i = 0; i < population->labels.count && out->count > 0; i++) {
        Str label = population->labels.items[i];

        if (grouping->group->largest.place.line == 0 && population->people[i] > 0 &&
            is_nobody_here(grouping, counted, label)) {
            add_shared(out, label, 0, population->people[i]);
        }
    }
    return done();
}

static void fill_sets(const SharedGroups *shared, bool published, FindingTable *out)
{
    size_t count = shared->count;

    for (size_t g = 0; g < count; g++) {
        const Shared *group = &shared->items[g];

        out->groups[g] = (FindingGroup){.level = group->level, .recorded = true};
        out->sets[g] = counted_set(SET_SHARE_OF_ALL, 0, group->here, group->here);
        out->sets[g].kind = SET_MEMBERS;
        out->sets[g].level = (uint32_t)g;
        out->sets[count + g] = counted_set(SET_SHARE_OF_ALL, 0, shared->here, group->here);
        out->sets[2 * count + g] = counted_set(SET_SHARE_OF_ALL, 0, shared->there, group->there);
        out->sets[2 * count + g].published = published;
    }
    out->sets[3 * count] = counted_set(SET_SHARE_OF_ALL, 0, shared->here, shared->here);
    out->sets[3 * count].kind = SET_EVERYONE;
    out->overall = no_ratio((uint32_t)(3 * count));
}

static Status fill_table(Auditing *auditing, const Grouping *grouping, const FindingTable *counted,
                         const Population *population, FindingTable *out)
{
    SharedGroups shared;

    TRY(share_groups(auditing->context, grouping, counted, population, &shared));
    *out = (FindingTable){.dimension = counted->dimension,
                          .said = counted->said,
                          .ordered = counted->ordered,
                          .has_reference = true,
                          .has_population = true,
                          .compared_with = population->room->table->name.text,
                          .sets = TAKE(auditing->context, CellSet, 3 * shared.count + 1),
                          .set_count = 3 * shared.count + 1,
                          .groups = TAKE(auditing->context, FindingGroup, shared.count + 1),
                          .group_count = shared.count};
    if (out->sets == NULL || out->groups == NULL) {
        return fail_memory(auditing->context);
    }
    fill_sets(&shared, population->room->table->status.value == STATUS_PUBLISHED, out);
    for (size_t g = 0; g < shared.count; g++) {
        fill_group(out, shared.count, g, auditing->audit->confidence);
    }
    return done();
}

/* ---- the finding ---- */

/* The groups of one table that the other does not have, by name. */
static Status note_left_out(Auditing *auditing, const FindingTable *counted,
                            const Population *population, StrSpan *notes)
{
    Text names = text_new(auditing->context->arena);
    size_t count = 0;
    Str named;

    notes->items = TAKE(auditing->context, Str, 2);
    if (notes->items == NULL) {
        return fail_memory(auditing->context);
    }
    notes->items[notes->count++] = phrase_plain(PHRASE_NOTE_NOT_RECORDED_OUT);
    for (size_t g = 0; g < counted->group_count; g++) {
        if (counted->groups[g].recorded && !takes_part(counted, population, g)) {
            text_add(&names, count++ == 0 ? STR_NONE : phrase_plain(PHRASE_NOTE_NEXT_GROUP));
            text_add_shown(&names, counted->groups[g].level, 60);
        }
    }
    if (count == 0) {
        return done();
    }
    TRY(text_finish(auditing->context, &names, &named));
    notes->items[notes->count++] =
        PHRASE(auditing->context->arena, PHRASE_NOTE_NOT_IN_POPULATION, {SLOT_GROUPS, named});
    return notes->items[notes->count - 1].length > 0 ? done() : fail_memory(auditing->context);
}

static Status compare(Auditing *auditing, const Room *room, size_t index, const Answered *answered,
                      const Population *population)
{
    const Grouping *grouping = &room->groupings[index];
    const StudyMargin *matters = &auditing->study->matters;
    const Findings *counted = auditing->audit->answers[answered->answer];
    const FindingTable *table = &counted->tables[answered->first];
    Findings *findings = TAKE(auditing->context, Findings, 1);
    AuditFinding finding = {.check = CHECK_REPRESENTATION,
                            .subject = population->room->table->name.text,
                            .row = room->person != COLUMN_NONE ? STR("person") : STR_NONE,
                            .better = BETTER_NOT_SAID,
                            .unit = SHOWN_PER_100,
                            .matters = study_margin(matters)};
    Answered own = {.count = 1};

    if (findings == NULL) {
        return fail_memory(auditing->context);
    }
    *findings = *counted;
    findings->repeats = false; /* persons are counted, each once a group */
    findings->tables = TAKE(auditing->context, FindingTable, 1);
    if (findings->tables == NULL) {
        return fail_memory(auditing->context);
    }
    findings->table_count = 1;
    TRY(fill_table(auditing, grouping, table, population, &findings->tables[0]));
    if (findings->tables[0].group_count < 2) {
        return audit_note_unseen(auditing,
                                 PHRASE(auditing->context->arena, PHRASE_UNSEEN_EVERYONE_HERE,
                                        {SLOT_LABEL, grouping->name}),
                                 phrase_plain(PHRASE_NEEDED_EVERYONE_HERE));
    }
    TRY(note_left_out(auditing, table, population, &finding.notes));
    TRY(audit_add_answer(auditing, findings, &own.answer));
    TRY(audit_parts(auditing, &own, &finding));
    return audit_add_finding(auditing, room, grouping, &finding);
}

static const Room *population_room(const Auditing *auditing, Str group)
{
    const Study *study = auditing->study;

    for (size_t i = 0; i < study->populations.count; i++) {
        if (str_equal(study->populations.items[i].name.text, group)) {
            const StudyTable *table =
                study_find_table(study, study->populations.items[i].value.text);

            return table == NULL ? NULL : &auditing->rooms[table - study->tables.items];
        }
    }
    return NULL;
}

/* By the name of the group's column, else of the group. */
static uint32_t population_column(const Room *population, const StudyGroup *group)
{
    uint32_t column = column_of(population->source, group->column.text);

    return column != COLUMN_NONE ? column : column_of(population->source, group->name.text);
}

static Status check_grouping(Auditing *auditing, const Room *room, size_t index,
                             const Answered *answered)
{
    const Grouping *grouping = &room->groupings[index];
    Population population = {.room = population_room(auditing, grouping->group->name.text)};
    uint32_t column;

    if (grouping->combination || answered->answer == NO_ANSWER || population.room == NULL ||
        population.room->source == NULL) {
        return done();
    }
    column = population_column(population.room, grouping->group);
    if (column == COLUMN_NONE) {
        Str column_name = grouping->group->column.text;

        note_error(auditing->context, FAIL_INPUT, population.room->table->place,
                   "table '%.*s' has no column '%.*s' or '%.*s' to tell the population by; name "
                   "its column so",
                   STR_ARGS(population.room->table->name.text), STR_ARGS(column_name),
                   STR_ARGS(grouping->group->name.text));
        return done();
    }
    TRY(read_population(auditing, grouping, column, &population));
    return compare(auditing, room, index, answered, &population);
}

static Status check_room(Auditing *auditing, const Room *room)
{
    Answered *answered = TAKE(auditing->context, Answered, room->grouping_count);
    Question question = question_of_rows(room->everyone, STR("everyone"), BETTER_NOT_SAID);

    question.alone = true;
    if (answered == NULL) {
        return fail_memory(auditing->context);
    }
    TRY(ask(auditing, room, &question, answered));
    for (size_t g = 0; g < room->grouping_count; g++) {
        TRY(check_grouping(auditing, room, g, &answered[g]));
    }
    return done();
}

Status check_representation(Auditing *auditing)
{
    size_t errors = auditing->context->error_count;

    for (size_t i = 0; i < auditing->study->tables.count; i++) {
        const Room *room = &auditing->rooms[i];

        TRY(check_stop(auditing->context));
        if (room->source != NULL && room->surveyed && auditing->study->populations.count > 0) {
            TRY(audit_note_unseen(auditing,
                                  PHRASE(auditing->context->arena, PHRASE_UNSEEN_WHO_IS_HERE,
                                         {SLOT_LABEL, room->table->name.text}),
                                  phrase_plain(PHRASE_NEEDED_WHO_SURVEY)));
            continue;
        }
        if (room->source != NULL && room->grouping_count > 0 &&
            room->table->status.value != STATUS_PUBLISHED &&
            auditing->study->populations.count > 0) {
            TRY(check_room(auditing, room));
        }
    }
    return status_since(auditing->context, errors);
}
