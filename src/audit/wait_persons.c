#include "audit/wait_persons.h"

#include <math.h>
#include <stdlib.h>

/* One wait, and whose it is. */
typedef struct PersonRow {
    uint32_t person;
    uint32_t group;
    int64_t day;
    int64_t people;
    bool ended;
} PersonRow;

/* The waits of one person, in the order of compare_waits. */
typedef struct Person {
    const PersonRow *rows;
    size_t count;
} Person;

/* ---- in an order that is the same however rows come and persons are numbered ---- */

static int compare_waits(const PersonRow *a, const PersonRow *b)
{
    if (a->day != b->day) {
        return a->day < b->day ? -1 : 1;
    }
    if (a->ended != b->ended) {
        return a->ended ? -1 : 1;
    }
    if (a->group != b->group) {
        return a->group < b->group ? -1 : 1;
    }
    return (a->people > b->people) - (a->people < b->people);
}

static int compare_rows(const void *one, const void *other)
{
    const PersonRow *a = one;
    const PersonRow *b = other;

    return a->person != b->person ? (a->person < b->person ? -1 : 1) : compare_waits(a, b);
}

static int compare_persons(const void *one, const void *other)
{
    const Person *a = one;
    const Person *b = other;

    for (size_t i = 0; i < a->count && i < b->count; i++) {
        int order = compare_waits(&a->rows[i], &b->rows[i]);

        if (order != 0) {
            return order;
        }
    }
    return (a->count > b->count) - (a->count < b->count);
}

static Status make_room(Context *context, size_t rows, WaitPersons *persons)
{
    if (rows <= persons->room) {
        return done();
    }
    *persons = (WaitPersons){.rows = TAKE(context, PersonRow, rows),
                             .unsorted = TAKE(context, PersonRow, rows),
                             .persons = TAKE(context, Person, rows),
                             .waits = TAKE(context, UkPersonWait, rows),
                             .room = rows};
    return persons->rows == NULL || persons->unsorted == NULL || persons->persons == NULL ||
                   persons->waits == NULL
               ? fail_memory(context)
               : done();
}

static size_t take_rows(const RowTable *rows, const WaitLabel *labels, const uint32_t *groups,
                        PersonRow *out)
{
    size_t count = 0;

    for (size_t row = 0; row < rows->count; row++) {
        const WaitLabel *label = &labels[rows->levels[1][row]];
        uint32_t group = groups[rows->levels[0][row]];

        if (label->known && group != WAIT_GROUP_NONE) {
            out[count++] = (PersonRow){.person = rows->person[row],
                                       .group = group,
                                       .day = label->day,
                                       .people = rows->people == NULL ? 1 : rows->people[row],
                                       .ended = label->ended};
        }
    }
    return count;
}

Status wait_persons_fill(Context *context, const RowTable *rows, const WaitLabel *labels,
                         const uint32_t *groups, WaitPersons *persons)
{
    size_t filled = 0;

    TRY(make_room(context, rows->count, persons));
    persons->count = take_rows(rows, labels, groups, persons->unsorted);
    persons->person_count = 0;
    qsort(persons->unsorted, persons->count, sizeof persons->unsorted[0], compare_rows);
    for (size_t i = 0; i < persons->count; i++) {
        if (i == 0 || persons->unsorted[i].person != persons->unsorted[i - 1].person) {
            persons->persons[persons->person_count++] = (Person){&persons->unsorted[i], 0};
        }
        persons->persons[persons->person_count - 1].count++;
    }
    qsort(persons->persons, persons->person_count, sizeof persons->persons[0], compare_persons);
    for (size_t p = 0; p < persons->person_count; p++) {
        for (size_t i = 0; i < persons->persons[p].count; i++) {
            persons->rows[filled] = persons->persons[p].rows[i];
            persons->rows[filled++].person = (uint32_t)p;
        }
    }
    return done();
}

/* ---- one set ---- */

static uint32_t day_index(const CellSet *set, int64_t day)
{
    size_t from = 0;
    size_t to = set->day_count;

    while (from < to) {
        size_t middle = from + (to - from) / 2;

        if (set->days[middle].day < day) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return (uint32_t)from;
}

/* One person's waits in a set. */
typedef struct InSet {
    size_t waits;
    bool elsewhere;    /* one of them is of the group that is left out */
    bool ended;        /* at least one of them did */
    bool going;        /* at least one did not */
    uint32_t first_on; /* the day on which the first ended */
    uint32_t last_on;  /* the last day that is known of any */
} InSet;

static InSet add_person(const CellSet *set, const PersonRow *rows, size_t count, uint32_t only,
                        uint32_t but, UkPersonWait *waits)
{
    InSet in = {0};

    for (size_t i = 0; i < count; i++) {
        const PersonRow *row = &rows[i];
        uint32_t day;

        in.elsewhere = in.elsewhere || row->group == but;
        if (row->group == but || (only != WAIT_GROUP_NONE && row->group != only) ||
            row->people == 0) {
            continue;
        }
        day = day_index(set, row->day);
        in.first_on = row->ended && !in.ended ? day : in.first_on;
        in.last_on = day > in.last_on ? day : in.last_on;
        in.ended = in.ended || row->ended;
        in.going = in.going || !row->ended;
        waits[in.waits++] = (UkPersonWait){row->person, day, row->people, row->ended};
    }
    return in;
}

/* Of one person's waits, or of none: no interval rather than one without length. */
static void no_limits(double *effects, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        effects[i] = (double)NAN;
    }
}

Status wait_persons_count(Context *context, const WaitPersons *persons, uint32_t only, uint32_t but,
                          CellSet *set)
{
    double *effects = TAKE(context, double, set->day_count);
    double *work = TAKE(context, double, 5 * set->day_count);
    int64_t *ended = TAKE(context, int64_t, set->day_count);
    int64_t *last = TAKE(context, int64_t, set->day_count);
    Counts *counts = &set->counts;
    size_t filled = 0;
    size_t in_curve = 0; /* persons with waits in the curve, counted or not */
    size_t next;

    if (effects == NULL || work == NULL || ended == NULL || last == NULL) {
        return fail_memory(context);
    }
    counts->persons = counts->persons_with = counts->persons_without = 0;
    for (size_t first = 0; first < persons->count; first = next) {
        InSet in;

        next = first + 1;
        while (next < persons->count && persons->rows[next].person == persons->rows[first].person) {
            next++;
        }
        in = add_person(set, &persons->rows[first], next - first, only, but,
                        &persons->waits[filled]);
        filled += in.waits;
        in_curve += in.waits > 0 ? 1 : 0;
        if (in.waits == 0 || in.elsewhere) {
            continue;
        }
        counts->persons++;
        counts->persons_with += in.ended ? 1 : 0;
        counts->persons_without += in.going ? 1 : 0;
        last[in.last_on]++;
        if (in.ended) {
            ended[in.first_on]++;
        }
    }
    set->summary.units = (double)counts->persons;
    set->persons_ended = ended;
    set->persons_last = last;
    if (in_curve < 2 || !uk_kaplan_meier_effects(set->days, set->day_count, persons->waits, filled,
                                                 work, effects)) {
        no_limits(effects, set->day_count);
    }
    set->effects = effects;
    return done();
}
