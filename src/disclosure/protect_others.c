/* Everyone else where a group is hidden: from what is shown, and from the hidden numbers together
   as coarsely as leaves every one of them all its values. */
#include "disclosure/rounding.h"
#include "disclosure/shown_internal.h"

#include <math.h>

/* Small numbers that are hidden, each 0 to T. */
typedef struct Few {
    int64_t sum;
    int64_t count;
} Few;

/* Over all groups of a table. */
typedef struct ShownSums {
    double people, total; /* as shown */
    double squares;       /* amounts: about 0, from means and spreads as shown */
    double units;
    double shown_people, shown_units; /* of the groups that are shown: their rows, and persons */
    double reach;                     /* square roots of the variances of the groups' totals */
    Few few_people;                   /* groups whose people are hidden */
    Few few_events;                   /* and whose events are */
    Few few_without;
    size_t groups; /* that are shown */
} ShownSums;

/* Stands for the sum of several numbers that are each 0 to T. Up to T, each can still be any of
   these; so it can from T below the most that there can be; between, the sum itself tells nothing
   of any one of three or more. Where rows repeat people, each is of up to T people with any number
   of rows: past the most there can be of one row each the sum tells nothing either, but of one or
   two groups it would be the rows of a few people, so `each` stands for the rows of one. */
static double together(const Protection *protection, Few few, double each)
{
    int64_t top = protection->rule->hide_most;
    int64_t most = few.count * top;
    bool repeats = protection->findings->repeats;

    if (few.count == 0) {
        return 0;
    }
    if (few.sum <= top) {
        return (double)(top + 1) / 2;
    }
    if (repeats && few.count < 3) {
        return (double)(top + 1) / 2 * (double)few.count * each;
    }
    if (few.sum >= most - top && (!repeats || few.sum <= most)) {
        return few.count == 2 ? (double)(top + 1 + most) / 2 : (double)most - (double)top / 2;
    }
    return (double)round_count(few.sum, protection->rule->base);
}

/* Rows of one person, on the average of the groups that are shown. */
static double rows_each(const ShownSums *sums)
{
    return sums->shown_units > 0 ? sums->shown_people / sums->shown_units : 1;
}

static void add_few(Few *few, int64_t number)
{
    few->sum += number;
    few->count++;
}

static double squares_of(const ProtectedSet *set)
{
    const SetSummary *summary = &set->summary;

    return (summary->people - 1) * summary->sd * summary->sd +
           summary->people * summary->mean * summary->mean;
}

/* The standard error of a group's total. */
static double reach_of(const Protection *protection, const ProtectedSet *set)
{
    const SetSummary *summary = &set->summary;
    double share = summary->events / summary->people;
    double variance =
        protection->findings->amounts ? summary->sd * summary->sd : share * (1 - share);

    return sqrt(fmax(summary->people * variance * summary->design_effect, 0));
}

static void add_hidden(const ProtectedSet *set, const Counts *counts, ShownSums *sums)
{
    if (set->people.state == SHOWN_VALUE) {
        sums->people += set->people.value;
    } else {
        add_few(&sums->few_people, counts->people);
    }
    if (counts->persons_with <= counts->persons_without || set->people.state != SHOWN_VALUE) {
        add_few(&sums->few_events, counts->events);
    } else {
        sums->total += set->people.value;
        add_few(&sums->few_without, counts->people - counts->events);
    }
}

/* Groups that others kept back before are in nobody's everyone else; neither are hidden ones, where
   they cannot be. */
static ShownSums sums_of(const Protection *protection, const ProtectedTable *table)
{
    bool hidden = table->everyone_else == ELSE_FROM_SHOWN && !protection->findings->amounts;
    ShownSums sums = {.groups = 0};
    size_t g;

    for (g = 0; g < table->table->group_count; g++) {
        const ProtectedSet *set = protected_group(table, g);
        const Counts *counts = &group_set(table, g)->counts;

        if (set->usable) {
            sums.people += set->people.value;
            sums.total += set->total.value;
            sums.units += set->summary.units;
            sums.shown_people += set->people.value;
            sums.shown_units += set->summary.units;
            sums.reach += reach_of(protection, set);
            sums.squares += protection->findings->amounts ? squares_of(set) : 0;
            sums.groups++;
        } else if (hidden && counts->people == counts->people_most &&
                   counts->events == counts->events_most) {
            add_hidden(set, counts, &sums);
            sums.units += protection->findings->repeats
                              ? 0 /* their own persons would be told */
                              : (double)round_count(counts->persons, protection->rule->base);
        }
    }
    return sums;
}

static void use_amounts(ProtectedSet *others, double total, double squares)
{
    SetSummary *summary = &others->summary;
    double mean = total / summary->people;
    double variance = (squares - summary->people * mean * mean) / (summary->people - 1);

    others->decimals = decimals_for_figures(mean, MEAN_FIGURES, 2);
    summary->mean = round_decimals(mean, others->decimals, ROUND_NEAREST);
    summary->sd = variance > 0 ? sqrt(variance) : 0;
    summary->events = (double)NAN;
}

/* Where rows repeat people, how the others vary together is told by the hidden groups' rows too:
   the most that the shown groups' variances allow is taken, as if all people were in all of
   them. */
static double others_effect(const Protection *protection, const SetSummary *others, double reach)
{
    double share = others->events / others->people;
    double independent = protection->findings->amounts ? others->people * others->sd * others->sd
                                                       : others->people * share * (1 - share);

    return protection->findings->repeats && independent > 0 ? reach * reach / independent : 1;
}

static void make_others(const Protection *protection, const ProtectedTable *table,
                        const ShownSums *sums, size_t group)
{
    const ProtectedSet *own = protected_group(table, group);
    uint32_t zero = table->table->groups[group].difference.zero;
    double people =
        sums->people - own->people.value + together(protection, sums->few_people, rows_each(sums));
    double total = sums->total - own->total.value + together(protection, sums->few_events, 1) -
                   together(protection, sums->few_without, 1);
    double least = (double)protection->rule->hide_most;
    ProtectedSet *others = &table->sets[zero];

    others->usable = people > least &&
                     (protection->findings->amounts || (total > least && people - total > least));
    others->reason = STR("hidden: worked out from a small number of people");
    if (!others->usable) {
        return;
    }
    people = (double)round_count((int64_t)people, protection->rule->base);
    others->people = shown_value(people, 0);
    others->decimals = share_decimals(protection->rule, (int64_t)people);
    others->summary =
        (SetSummary){.people = people,
                     .events = (double)round_count((int64_t)total, protection->rule->base),
                     .mean = (double)NAN,
                     .sd = (double)NAN,
                     .design_effect = 1,
                     .units = sums->units - own->summary.units};
    if (protection->findings->amounts) {
        use_amounts(others, total, sums->squares - squares_of(own));
    }
    others->summary.design_effect =
        others_effect(protection, &others->summary, sums->reach - reach_of(protection, own));
}

static void hide_others(const ProtectedTable *table)
{
    size_t s;

    for (s = 0; s < table->table->set_count; s++) {
        if (table->table->sets[s].kind == SET_EVERYONE_ELSE) {
            table->sets[s].usable = false;
            table->sets[s].reason = STR("hidden: everyone else would tell the hidden numbers");
        }
    }
}

/* Weighted estimates, and means whose hidden groups together are safe to tell, stay as they are:
   they are coarse enough by themselves. */
void protect_everyone_else(const Protection *protection, const ProtectedTable *table)
{
    const Findings *findings = protection->findings;
    ShownSums sums;
    size_t g;

    if (table->everyone_else == ELSE_AS_COUNTED || table->table->has_reference ||
        is_of_pairs(table->table)) {
        return;
    }
    if (findings->weighted || findings->amounts) {
        if (table->everyone_else == ELSE_FROM_SHOWN) {
            return;
        }
    }
    if (findings->weighted) {
        hide_others(table);
        return;
    }
    sums = sums_of(protection, table);
    for (g = 0; g < table->table->group_count; g++) {
        uint32_t zero = table->table->groups[g].difference.zero;

        if (protected_group(table, g)->usable && zero != SET_NONE) {
            make_others(protection, table, &sums, g);
        }
    }
}

/* Everyone, where a group is hidden: all that is shown and the hidden ones roughly. */
void protect_everyone(const Protection *protection, const ProtectedTable *table)
{
    uint32_t index = table->table->overall.one;
    const CellSet *exact = &table->table->sets[index];
    ProtectedSet *everyone = &table->sets[index];
    ShownSums sums;
    double people;
    double total;

    if (table->everyone_else == ELSE_AS_COUNTED || exact->kind != SET_EVERYONE ||
        exact->day_count > 0) {
        return;
    }
    if (protection->findings->weighted || protection->findings->amounts) {
        everyone->usable = false;
        everyone->reason = STR("hidden: it would tell the hidden numbers");
        return;
    }
    sums = sums_of(protection, table);
    people = sums.people + together(protection, sums.few_people, rows_each(&sums));
    total = sums.total + together(protection, sums.few_events, 1) -
            together(protection, sums.few_without, 1);
    everyone->people = shown_value((double)round_count((int64_t)people, protection->rule->base), 0);
    everyone->decimals = share_decimals(protection->rule, (int64_t)people);
    everyone->summary =
        (SetSummary){.people = everyone->people.value,
                     .events = (double)round_count((int64_t)total, protection->rule->base),
                     .mean = (double)NAN,
                     .sd = (double)NAN,
                     .design_effect = 1,
                     .units = sums.units};
    everyone->summary.design_effect = others_effect(protection, &everyone->summary, sums.reach);
    everyone->usable = everyone->usable && everyone->summary.events <= everyone->summary.people;
}

static int64_t group_people(const FindingTable *table, size_t group)
{
    return table->sets[table->groups[group].estimate.one].counts.people;
}

static void hide_pairs(const Quantity *quantity, ShownInterval *out)
{
    *out = without_value(shown_without_range(), quantity->method,
                         STR("hidden: beside the others it would tell a hidden one"));
}

void protect_pairs(const Protection *protection, const FindingTable *table, ShownGroup *groups)
{
    size_t hidden = 0;
    size_t smallest = SIZE_MAX;

    if (!protection->rule->protects || !is_of_pairs(table)) {
        return;
    }
    for (size_t g = 0; g < table->group_count; g++) {
        if (groups[g].estimate.estimate.state != SHOWN_VALUE) {
            hidden++;
        } else if (smallest == SIZE_MAX || group_people(table, g) < group_people(table, smallest)) {
            smallest = g;
        }
    }
    if (hidden == 1 && smallest != SIZE_MAX) {
        hide_pairs(&table->groups[smallest].estimate, &groups[smallest].estimate);
        hide_pairs(&table->groups[smallest].difference, &groups[smallest].difference);
    }
}
