/* How long people wait: medians by Kaplan and Meier, so that those still waiting count. */
#include "audit/audit_internal.h"

#include "audit/wait_persons.h"
#include "base/number.h"
#include "catalogue/phrase.h"

#include <math.h>

/* One grouping's waits: who is in it and in what order, and the days of each level. */
typedef struct Waits {
    const FindingTable *counted; /* known(wait): groups, persons, what is compared with */
    const Tally *tally;          /* grouping x wait */
    CellSet *groups;             /* one for each of the table's */
    WaitPersons *persons;        /* NULL: every wait is of a person of its own */
} Waits;

/* "12": ended after 12 days; "30+": still waiting then. Blank: no wait. */
static bool read_wait(Str label, int64_t *day, bool *ended)
{
    double value;

    *ended = !(label.length > 0 && label.bytes[label.length - 1] == '+');
    if (!*ended) {
        label.length--;
    }
    if (label.length == 0 || !number_parse(label, &value) || value < 0) {
        return false;
    }
    *day = (int64_t)value;
    return true;
}

static int by_day(const UkWaitDay *a, const UkWaitDay *b)
{
    return a->day < b->day ? -1 : a->day > b->day;
}

/* Puts a new last item in its place; days come in natural order, so nearly sorted. */
static void sift(UkWaitDay *days, size_t last)
{
    for (size_t i = last; i > 0 && by_day(&days[i], &days[i - 1]) < 0; i--) {
        UkWaitDay swap = days[i];

        days[i] = days[i - 1];
        days[i - 1] = swap;
    }
}

static size_t merge_days(UkWaitDay *days, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        if (kept > 0 && days[kept - 1].day == days[i].day) {
            days[kept - 1].ended += days[i].ended;
            days[kept - 1].censored += days[i].censored;
        } else {
            days[kept++] = days[i];
        }
    }
    return kept;
}

/* The counts of waits: `events` are those whose wait ended. Persons at most so many: exactly, by
   wait_persons_count. */
static void count_days(CellSet *set, int64_t persons)
{
    Counts *counts = &set->counts;

    *counts = (Counts){.rows = 0};
    for (size_t i = 0; i < set->day_count; i++) {
        counts->people += set->days[i].ended + set->days[i].censored;
        counts->events += set->days[i].ended;
    }
    counts->rows = counts->people;
    counts->people_most = counts->people;
    counts->events_most = counts->events;
    counts->persons = persons < counts->people ? persons : counts->people;
    counts->persons_with = persons < counts->events ? persons : counts->events;
    counts->persons_without =
        counts->people - counts->events < persons ? counts->people - counts->events : persons;
    set->summary = (SetSummary){.people = (double)counts->people,
                                .events = (double)counts->events,
                                .mean = (double)NAN,
                                .sd = (double)NAN,
                                .design_effect = 1,
                                .units = (double)counts->persons};
}

/* The place of a text among the levels, or their count. */
static uint32_t level_of(StrSpan levels, Str label)
{
    uint32_t i = 0;

    while (i < levels.count && !str_equal(levels.items[i], label)) {
        i++;
    }
    return i;
}

/* The first cell of a level, or of the next there is: cells are in order of their keys. */
static size_t first_cell(const Tally *tally, uint32_t level)
{
    size_t from = 0;
    size_t to = tally->cell_count;

    while (from < to) {
        size_t middle = from + (to - from) / 2;

        if (tally->keys[2 * middle] < level) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return from;
}

static Status fill_group(Context *context, const Waits *waits, size_t g)
{
    const Tally *tally = waits->tally;
    CellSet *set = &waits->groups[g];
    uint32_t level = level_of(tally->dimensions[0].levels, waits->counted->groups[g].level);
    size_t first = first_cell(tally, level);
    size_t next = first_cell(tally, level + 1);
    UkWaitDay *days = TAKE(context, UkWaitDay, next - first);
    size_t count = 0;

    if (days == NULL) {
        return fail_memory(context);
    }
    for (size_t i = first; i < next; i++) {
        int64_t people = tally->cells[i].people;
        int64_t day;
        bool ended;

        if (read_wait(tally->dimensions[1].levels.items[tally->keys[2 * i + 1]], &day, &ended)) {
            days[count] = (UkWaitDay){day, ended ? people : 0, ended ? 0 : people};
            sift(days, count++);
        }
    }
    *set = (CellSet){.kind = SET_LEVEL, .level = (uint32_t)g, .days = days};
    set->day_count = merge_days(days, count);
    count_days(set, waits->counted->sets[g].counts.persons_with);
    return done();
}

/* Adds one group's people to an array that has all its days, or takes them away (sign -1). */
static void add_days(UkWaitDay *all, const CellSet *part, int64_t sign)
{
    size_t at = 0;

    for (size_t i = 0; i < part->day_count; i++) {
        while (all[at].day < part->days[i].day) {
            at++;
        }
        all[at].ended += sign * part->days[i].ended;
        all[at].censored += sign * part->days[i].censored;
    }
}

/* All groups together. */
static Status pool_everyone(Context *context, const Waits *waits, CellSet *out)
{
    StrSpan labels = waits->tally->dimensions[1].levels;
    UkWaitDay *days = TAKE(context, UkWaitDay, labels.count);
    int64_t persons = 0;
    size_t count = 0;

    if (days == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < labels.count; i++) {
        int64_t day;
        bool ended;

        if (read_wait(labels.items[i], &day, &ended)) {
            days[count] = (UkWaitDay){.day = day};
            sift(days, count++);
        }
    }
    *out = (CellSet){.kind = SET_EVERYONE, .days = days, .day_count = merge_days(days, count)};
    for (size_t g = 0; g < waits->counted->group_count; g++) {
        add_days(days, &waits->groups[g], 1);
        persons += waits->groups[g].counts.persons;
    }
    count_days(out, persons);
    return done();
}

/* All groups but one. */
static Status pool_others(Context *context, const Waits *waits, const CellSet *everyone, size_t but,
                          CellSet *out)
{
    const CellSet *own = &waits->groups[but];
    UkWaitDay *days = TAKE(context, UkWaitDay, everyone->day_count);

    if (days == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < everyone->day_count; i++) {
        days[i] = everyone->days[i];
    }
    add_days(days, own, -1);
    *out = (CellSet){.kind = SET_EVERYONE_ELSE,
                     .level = (uint32_t)but,
                     .days = days,
                     .day_count = everyone->day_count};
    count_days(out, everyone->counts.persons - own->counts.persons);
    return done();
}

/* ---- quantities ---- */

static Quantity evaluated(const FindingTable *table, double confidence, QuantityKind kind,
                          uint32_t one, uint32_t zero)
{
    Method method = kind == QUANTITY_MEDIAN ? METHOD_KAPLAN_MEIER : METHOD_MOVER_MEDIANS;
    Quantity value = quantity_new(kind, method, one, zero);

    value.exact = quantity_evaluate_sets(&value, &table->sets[one],
                                         zero == SET_NONE ? NULL : &table->sets[zero], confidence);
    if (isnan(value.exact.estimate)) {
        value.undefined = STR("fewer than half have reached the end");
    }
    return value;
}

static Quantity counted(QuantityKind kind, uint32_t set, int64_t count)
{
    Quantity value = quantity_new(kind, METHOD_NONE, set, SET_NONE);

    value.exact.estimate = (double)count;
    return value;
}

static Quantity not_compared(QuantityKind kind, uint32_t set, Str reason)
{
    Quantity value = quantity_new(kind, METHOD_NONE, set, SET_NONE);

    value.undefined = reason;
    value.open_reason = true;
    return value;
}

static void fill_quantities(const FindingTable *counted_table, double confidence, size_t g,
                            uint32_t zero, FindingTable *table)
{
    const CellSet *set = &table->sets[g];
    FindingGroup *group = &table->groups[g];
    uint32_t own = (uint32_t)g;

    *group = (FindingGroup){.level = counted_table->groups[g].level,
                            .recorded = counted_table->groups[g].recorded,
                            .ordered = counted_table->groups[g].ordered};
    group->people = counted(QUANTITY_PEOPLE, own, set->counts.people);
    group->total = counted(QUANTITY_EVENTS, own, set->counts.events);
    group->estimate = evaluated(table, confidence, QUANTITY_MEDIAN, own, SET_NONE);
    group->ratio = not_compared(QUANTITY_RATIO, own, STR("waits are compared by their difference"));
    group->difference =
        zero == own ? not_compared(QUANTITY_MEDIAN_DIFFERENCE, own, STR("the group compared with"))
                    : evaluated(table, confidence, QUANTITY_MEDIAN_DIFFERENCE, own, zero);
}

/* The group compared with; SET_NONE: everyone else. */
static uint32_t reference_of(const FindingTable *table)
{
    for (size_t g = 0; table->has_reference && g < table->group_count; g++) {
        if (str_equal(table->groups[g].level, table->compared_with)) {
            return (uint32_t)g;
        }
    }
    return SET_NONE;
}

/* ---- persons ---- */

/* Whose waits they are, where a person may have several. */
static Status read_persons(Context *context, const Waits *waits, const RowTable *rows)
{
    StrSpan levels = rows->dimensions[0].levels;
    StrSpan texts = rows->dimensions[1].levels;
    uint32_t *groups = TAKE(context, uint32_t, levels.count);
    WaitLabel *labels = TAKE(context, WaitLabel, texts.count);

    if (groups == NULL || labels == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < levels.count; i++) {
        groups[i] = WAIT_GROUP_NONE;
        for (size_t g = 0; g < waits->counted->group_count; g++) {
            if (str_equal(waits->counted->groups[g].level, levels.items[i])) {
                groups[i] = (uint32_t)g;
            }
        }
    }
    for (size_t i = 0; i < texts.count; i++) {
        labels[i].known = read_wait(texts.items[i], &labels[i].day, &labels[i].ended);
    }
    return wait_persons_fill(context, rows, labels, groups, waits->persons);
}

static Status count_persons(Context *context, const Waits *waits, size_t count, CellSet *sets)
{
    const uint32_t none = WAIT_GROUP_NONE;

    for (size_t g = 0; g < count; g++) {
        TRY(wait_persons_count(context, waits->persons, (uint32_t)g, none, &sets[g]));
        TRY(wait_persons_count(context, waits->persons, none, (uint32_t)g, &sets[count + 1 + g]));
    }
    return wait_persons_count(context, waits->persons, none, none, &sets[count]);
}

/* ---- the table ---- */

/* Sets: the groups, everyone, then everyone else of each. */
static Status fill_table(Auditing *auditing, Waits *waits, FindingTable *out)
{
    Context *context = auditing->context;
    const FindingTable *counted_table = waits->counted;
    size_t count = counted_table->group_count;
    uint32_t reference = reference_of(counted_table);
    double confidence = auditing->audit->confidence;

    *out = (FindingTable){.dimension = counted_table->dimension,
                          .said = counted_table->said,
                          .ordered = counted_table->ordered,
                          .has_reference = counted_table->has_reference,
                          .compared_with = counted_table->compared_with,
                          .sets = TAKE(context, CellSet, 2 * count + 1),
                          .set_count = 2 * count + 1,
                          .groups = TAKE(context, FindingGroup, count),
                          .group_count = count};
    if (out->sets == NULL || out->groups == NULL) {
        return fail_memory(context);
    }
    waits->groups = out->sets;
    for (size_t g = 0; g < count; g++) {
        TRY(fill_group(context, waits, g));
    }
    TRY(pool_everyone(context, waits, &out->sets[count]));
    for (size_t g = 0; g < count; g++) {
        TRY(pool_others(context, waits, &out->sets[count], g, &out->sets[count + 1 + g]));
    }
    if (waits->persons != NULL) {
        TRY(count_persons(context, waits, count, out->sets));
    }
    for (size_t g = 0; g < count; g++) {
        uint32_t zero = reference == SET_NONE ? (uint32_t)(count + 1 + g) : reference;

        fill_quantities(counted_table, confidence, g, zero, out);
    }
    out->overall = evaluated(out, confidence, QUANTITY_MEDIAN, (uint32_t)count, SET_NONE);
    return done();
}

/* ---- the finding ---- */

static Status notes_of(Auditing *auditing, const StudyOutcome *outcome, bool several,
                       StrSpan *notes)
{
    notes->items = TAKE(auditing->context, Str, 4);
    if (notes->items == NULL) {
        return fail_memory(auditing->context);
    }
    notes->items[notes->count++] = PHRASE(auditing->context->arena, PHRASE_NOTE_STILL_WAITING,
                                          {SLOT_WHEN, outcome->known_until.text});
    notes->items[notes->count++] = phrase_plain(PHRASE_NOTE_DATES);
    if (several) {
        notes->items[notes->count++] = phrase_plain(PHRASE_NOTE_SEVERAL_WAITS);
        notes->items[notes->count++] = phrase_plain(PHRASE_SEEN_NOT_TESTED);
    }
    return notes->items[0].length > 0 ? done() : fail_memory(auditing->context);
}

/* One outcome, asked of each grouping in turn. */
typedef struct WaitQuestion {
    const Room *room;
    const StudyOutcome *outcome;
    uint32_t column;     /* the waits */
    WaitPersons persons; /* their room, used again */
} WaitQuestion;

static Status add_waits(Auditing *auditing, WaitQuestion *asked, size_t index,
                        const Answered *answered)
{
    const Room *room = asked->room;
    const StudyOutcome *outcome = asked->outcome;
    const Grouping *grouping = &room->groupings[index];
    bool by_person = room->person != COLUMN_NONE;
    RowTable rows;
    const Findings *known = auditing->audit->answers[answered->answer];
    Findings *findings = TAKE(auditing->context, Findings, 1);
    AuditFinding finding = finding_of_outcome(auditing->study, outcome, CHECK_WAITS);
    Waits waits = {.counted = &known->tables[answered->first]};
    Answered own = {.count = 1};

    if (findings == NULL) {
        return fail_memory(auditing->context);
    }
    *findings = *known;
    findings->outcome = outcome->name.text;
    findings->better = (Better)outcome->better.value;
    findings->tables = TAKE(auditing->context, FindingTable, 1);
    if (findings->tables == NULL) {
        return fail_memory(auditing->context);
    }
    findings->table_count = 1;
    TRY(ask_crossed(auditing, room, grouping, asked->column, by_person ? &rows : NULL,
                    &waits.tally));
    if (by_person) {
        waits.persons = &asked->persons;
        TRY(read_persons(auditing->context, &waits, &rows));
        /* persons with one wait each are as good as waits of nobody in particular */
        if (asked->persons.person_count == asked->persons.count) {
            waits.persons = NULL;
        }
    }
    TRY(fill_table(auditing, &waits, &findings->tables[0]));
    TRY(notes_of(auditing, outcome, waits.persons != NULL, &finding.notes));
    TRY(audit_add_answer(auditing, findings, &own.answer));
    TRY(audit_parts(auditing, &own, &finding));
    return audit_add_finding(auditing, room, grouping, &finding);
}

Status check_waits(Auditing *auditing, const StudyOutcome *outcome)
{
    Room *room = &auditing->rooms[outcome->table];
    Answered *answered = TAKE(auditing->context, Answered, room->grouping_count);
    Derived derived = {.kind = DERIVED_WAIT,
                       .place = outcome->place,
                       .column = column_of(room->source, outcome->from.text),
                       .to = column_of(room->source, outcome->to.text),
                       .known_until = (int32_t)outcome->known_until.days};
    Question question = question_of_rows(STR_NONE, outcome->name.text, BETTER_NOT_SAID);
    WaitQuestion asked = {.room = room, .outcome = outcome};
    uint32_t column;

    if (answered == NULL) {
        return fail_memory(auditing->context);
    }
    TRY(room_derive(auditing, room, &derived, outcome->name.text, &column));
    asked.column = column;
    TRY(in_brackets(auditing->context, room->source->columns.items[column], &question.condition));
    TRY(text_of(auditing->context, &question.condition, "known(%.*s)",
                STR_ARGS(question.condition)));
    TRY(ask(auditing, room, &question, answered));
    for (size_t g = 0; g < room->grouping_count; g++) {
        if (answered[g].answer != NO_ANSWER) {
            TRY(add_waits(auditing, &asked, g, &answered[g]));
        }
    }
    return done();
}
