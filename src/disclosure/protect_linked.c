/* Rule R6: what the counts of an answer tell together. Groups add up to everyone, in every
   dimension alike, and to the rows: a reader's sums are tried with intervals, and what would leave
   a hidden count too few values goes. Whether it goes is told by what is shown alone. */
#include "disclosure/shown_internal.h"

#include <math.h>

/* What a reader knows of a count; `high` may be infinite. Counts are far below 2^53. */
typedef struct Range {
    double low, high;
} Range;

/* Of a sum of such counts; ends that are infinite are counted instead of added. */
typedef struct Sum {
    double low, high;
    size_t endless;
} Sum;

static Range known(const Protection *protection, const ShownNumber *number)
{
    int64_t half = protection->rule->base / 2; /* of an odd base the whole part: 2 of 5 */
    double off = (double)half;

    if (number->state == SHOWN_VALUE) {
        return (Range){fmax(number->value - off, 0), number->value + off};
    }
    if (!number->has_range || number->to == INT64_MAX) {
        return (Range){number->has_range ? (double)number->from : 0, (double)INFINITY};
    }
    return (Range){(double)number->from, (double)number->to};
}

static void sum_add(Sum *sum, Range part)
{
    sum->low += part.low;
    if (isinf(part.high)) {
        sum->endless++;
    } else {
        sum->high += part.high;
    }
}

/* Of all parts but one. */
static Range sum_without(const Sum *sum, Range part)
{
    size_t endless = sum->endless - (isinf(part.high) ? 1 : 0);

    return (Range){sum->low - part.low,
                   endless > 0 ? (double)INFINITY : sum->high - (isinf(part.high) ? 0 : part.high)};
}

static Range sum_range(const Sum *sum)
{
    return (Range){sum->low, sum->endless > 0 ? (double)INFINITY : sum->high};
}

static Range both(Range a, Range b)
{
    return (Range){fmax(a.low, b.low), fmin(a.high, b.high)};
}

static const ShownNumber *number_of(const ProtectedSet *set, bool events)
{
    return events ? &set->total : &set->people;
}

static Sum sum_of_groups(const Protection *protection, const ProtectedTable *table, bool events)
{
    Sum sum = {0, 0, 0};
    size_t g;

    for (g = 0; g < table->table->group_count; g++) {
        sum_add(&sum, known(protection, number_of(protected_group(table, g), events)));
    }
    return sum;
}

/* True when two tables are of the same people, as far as their counts say. */
static bool same_people(const FindingTable *a, const FindingTable *b)
{
    const CellSet *one = set_of_kind(a, SET_EVERYONE);
    const CellSet *other = set_of_kind(b, SET_EVERYONE);

    return one != NULL && other != NULL && str_equal(a->period, b->period) &&
           one->counts.people == other->counts.people && one->counts.events == other->counts.events;
}

/* Everyone, from all dimensions that say it. */
static Range everyone(const Protection *protection, size_t index, bool events)
{
    const ProtectedTable *tables = protection->tables;
    Range total = {0, (double)INFINITY};
    size_t t;

    for (t = 0; t < protection->findings->table_count; t++) {
        if (t == index || same_people(tables[index].table, tables[t].table)) {
            Sum sum = sum_of_groups(protection, &tables[t], events);

            total = both(total, sum_range(&sum));
        }
    }
    return total;
}

static bool kept_back_before(const CellSet *set)
{
    return set->counts.people != set->counts.people_most ||
           set->counts.events != set->counts.events_most;
}

/* The fewest values that are left to a hidden count of the table when its groups add up to `total`;
   infinite when nothing is hidden. */
static double values_left(const Protection *protection, const ProtectedTable *table, bool events,
                          Range total)
{
    Sum sum = sum_of_groups(protection, table, events);
    double fewest = (double)INFINITY;
    size_t g;

    for (g = 0; g < table->table->group_count; g++) {
        const ShownNumber *number = number_of(protected_group(table, g), events);
        Range own = known(protection, number);
        Range others = sum_without(&sum, own);
        Range left = both(own, (Range){total.low - others.high, total.high - others.low});

        if (number->state == SHOWN_HIDDEN && !kept_back_before(group_set(table, g))) {
            fewest = fmin(fewest, left.high - left.low + 1);
        }
    }
    return fewest;
}

/* Hides a count of all groups of a table, alike, so that nobody sees which of them was small;
   without people there are no events either. */
static void hide_all(ProtectedTable *table, bool events)
{
    size_t g;

    for (g = 0; g < table->table->group_count; g++) {
        ProtectedSet *set = protected_group(table, g);

        if (!events) {
            set->people = shown_without_range();
        }
        set->total = shown_without_range();
        set->usable = false;
        set->reason = STR("hidden: beside another table it would tell a small number");
    }
}

/* All that is hidden in a table, as one set: if that could be shown, whatever tells its sum tells
   nothing of anybody. Not where sums are counts, whose parts a sum of two can tell. */
static bool hidden_are_safe(const Protection *protection, const ProtectedTable *table)
{
    CellSet together = {.kind = SET_EVERYONE};
    Counts *sum = &together.counts;
    size_t g;

    for (g = 0; g < table->table->group_count; g++) {
        const Counts *counts = &group_set(table, g)->counts;

        if (protected_group(table, g)->usable) {
            continue;
        }
        sum->people += counts->people;
        sum->people_most = sum->people;
        sum->events += counts->events;
        sum->events_most = sum->events;
        sum->persons += counts->persons;
        sum->persons_with += counts->persons_with;
        sum->persons_without += counts->persons_without;
        sum->sum += counts->sum;
        sum->sum_of_squares += counts->sum_of_squares;
        if (counts->largest_of_row > sum->largest_of_row) {
            sum->largest_of_row = counts->largest_of_row;
        }
        if (counts->largest > sum->largest) {
            sum->second_largest =
                sum->largest > counts->second_largest ? sum->largest : counts->second_largest;
            sum->largest = counts->largest;
        } else if (counts->largest > sum->second_largest) {
            sum->second_largest = counts->largest;
        }
    }
    return protect_set(protection, &together).usable && !protect_two_values(sum).two;
}

/* True when another dimension tells the sum over all of this table's groups. */
static bool told_elsewhere(const Protection *protection, size_t index)
{
    size_t t;

    for (t = 0; t < protection->findings->table_count; t++) {
        if (t != index &&
            same_people(protection->tables[index].table, protection->tables[t].table)) {
            return true;
        }
    }
    return false;
}

static bool has_hidden(const ProtectedTable *table)
{
    size_t g;

    for (g = 0; g < table->table->group_count; g++) {
        if (!protected_group(table, g)->usable && !kept_back_before(group_set(table, g))) {
            return true;
        }
    }
    return false;
}

static void protect_linked_table(const Protection *protection, size_t index)
{
    ProtectedTable *table = &protection->tables[index];
    bool amounts = protection->findings->amounts;
    double least = (double)protection->rule->narrow;
    bool safe;

    if (!has_hidden(table)) {
        return;
    }
    safe = (!amounts && !protection->findings->weighted) || hidden_are_safe(protection, table);
    if (told_elsewhere(protection, index)) {
        if (values_left(protection, table, false, everyone(protection, index, false)) < least) {
            hide_all(table, false);
        }
        if (amounts
                ? !safe
                : values_left(protection, table, true, everyone(protection, index, true)) < least) {
            hide_all(table, true);
        }
    }
    table->everyone_else = safe ? ELSE_FROM_SHOWN : ELSE_WITHOUT_HIDDEN;
}

static bool people_hidden(const Protection *protection)
{
    size_t t;
    size_t g;

    for (t = 0; t < protection->findings->table_count; t++) {
        for (g = 0; g < protection->tables[t].table->group_count; g++) {
            if (protected_group(&protection->tables[t], g)->people.state == SHOWN_HIDDEN) {
                return true;
            }
        }
    }
    return false;
}

/* People without a known outcome are in no group. */
static int64_t without_outcome(const FindingTable *table)
{
    const CellSet *set = set_of_kind(table, SET_UNKNOWN_OUTCOME);

    return set == NULL ? 0 : set->counts.people;
}

static Range of_count(const Protection *protection, int64_t count)
{
    ShownNumber number = protect_count(protection, count);

    return known(protection, &number);
}

/* All rows as the groups of the first dimension tell them. False where rows stand for many people,
   so that their number tells nothing of these. */
static bool rows_from_groups(const Protection *protection, Range *rows)
{
    const Findings *findings = protection->findings;
    int64_t rest = findings->rows_set.counts.people;
    Sum parts = {0, 0, 0};
    size_t t;
    size_t g;

    for (t = 0; t < findings->table_count &&
                str_equal(findings->tables[t].dimension, findings->tables[0].dimension);
         t++) {
        const ProtectedTable *table = &protection->tables[t];
        int64_t unknown = without_outcome(table->table);

        for (g = 0; g < table->table->group_count; g++) {
            sum_add(&parts, known(protection, &protected_group(table, g)->people));
            rest -= group_set(table, g)->counts.people;
        }
        sum_add(&parts, of_count(protection, unknown));
        rest -= unknown;
    }
    if (rest >= 0) {
        sum_add(&parts, of_count(protection, rest)); /* left out by a condition */
    }
    *rows = sum_range(&parts);
    return rest >= 0;
}

void protect_linked(Protection *protection)
{
    Range rows;
    size_t t;

    protection->rows = protect_count(protection, protection->findings->rows_set.counts.people);
    if (!protection->rule->protects) {
        return;
    }
    for (t = 0; t < protection->findings->table_count; t++) {
        protect_linked_table(protection, t);
        if (protection->findings->of_score) {
            protection->tables[t].everyone_else = ELSE_WITHOUT_HIDDEN;
        }
    }
    if (protection->rows.state == SHOWN_VALUE && people_hidden(protection) &&
        rows_from_groups(protection, &rows)) {
        protection->rows =
            shown_hidden((int64_t)rows.low, isinf(rows.high) ? INT64_MAX : (int64_t)rows.high);
        protection->rows_are_hidden = true;
    }
}
