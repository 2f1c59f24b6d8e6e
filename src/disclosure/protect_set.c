/* Rules R1 to R3 and R5: which counts are hidden, and what the others are rounded to. */
#include "disclosure/rounding.h"
#include "disclosure/shown_internal.h"

#include <math.h>

#define RATIO_DECIMALS 2

ShownNumber shown_value(double value, int decimals)
{
    return (ShownNumber){.state = SHOWN_VALUE,
                         .value = value,
                         .decimals = decimals < 0 && decimals != SHOWN_EXACT ? 0 : decimals};
}

ShownNumber shown_hidden(int64_t from, int64_t to)
{
    return (ShownNumber){.state = SHOWN_HIDDEN, .has_range = true, .from = from, .to = to};
}

ShownNumber shown_without_range(void)
{
    return (ShownNumber){.state = SHOWN_HIDDEN};
}

ShownNumber shown_undefined(void)
{
    return (ShownNumber){.state = SHOWN_UNDEFINED};
}

const CellSet *set_of_kind(const FindingTable *table, CellSetKind kind)
{
    size_t s;

    for (s = 0; s < table->set_count; s++) {
        if (table->sets[s].kind == kind) {
            return &table->sets[s];
        }
    }
    return NULL;
}

/* What was kept back before we saw it stays so, with the range that it was given. */
static bool kept_back(const CellSet *set, ProtectedSet *out)
{
    const Counts *counts = &set->counts;
    bool people = counts->people != counts->people_most;
    bool events = counts->events != counts->events_most;
    bool has_an_end = counts->people_most != INT64_MAX && counts->events_most != INT64_MAX;

    if (people) {
        out->people = shown_hidden(counts->people, counts->people_most);
    }
    if (events) {
        out->total = shown_hidden(counts->events, counts->events_most);
    }
    if (people || events) {
        out->usable = false;
        out->reason = has_an_end ? STR("numbers were kept back by who published them")
                                 : STR("numbers are missing, or were kept back by who published "
                                       "them");
    }
    return people || events;
}

static ProtectedSet exact_set(const Protection *protection, const CellSet *set)
{
    ProtectedSet out = {.people = shown_value((double)set->counts.people, SHOWN_EXACT),
                        .total = shown_value((double)set->counts.events, SHOWN_EXACT),
                        .usable = true,
                        .summary = set->summary,
                        .decimals = SHOWN_EXACT};

    if (protection->findings->amounts) {
        out.total.value = int128_to_double(set->counts.sum) / 1e6;
    }
    (void)kept_back(set, &out);
    return out;
}

ShownNumber protect_few(const Protection *protection)
{
    return shown_hidden(0, protection->findings->repeats ? INT64_MAX : protection->rule->hide_most);
}

/* Nearly all: between n less T and n, seen from the shown n, which is up to base/2 off. */
static ShownNumber nearly_all(const Protection *protection, int64_t shown_people)
{
    int64_t off = protection->rule->base / 2;
    int64_t from = shown_people - off - protection->rule->hide_most;

    if (protection->findings->repeats) {
        return shown_hidden(0, shown_people + off);
    }
    return shown_hidden(from < 0 ? 0 : from, shown_people + off);
}

int share_decimals(const DisclosureRule *rule, int64_t people)
{
    return people >= rule->two_decimals_from ? 4 : people >= rule->one_decimal_from ? 3 : 2;
}

static double rounded(const Protection *protection, int64_t count)
{
    return (double)round_count(count, protection->rule->base);
}

/* What weights make of a share, to two decimals of a ratio, times the share as shown. Straight from
   the weights it would be a second and finer view of the same count, and the count itself where
   all weigh the same. The ratio is of the rarer side, which it moves least. */
static double weighted_share(const CellSet *set, double shown)
{
    double counted = (double)set->counts.events / (double)set->counts.people;
    double weighted = set->summary.events / set->summary.people;

    if (counted > 0.5) {
        return fmax(1 - (1 - shown) * round_decimals((1 - weighted) / (1 - counted), RATIO_DECIMALS,
                                                     ROUND_NEAREST),
                    0);
    }
    return fmin(shown * round_decimals(weighted / counted, RATIO_DECIMALS, ROUND_NEAREST), 1);
}

/* Design effects and the like vary smoothly with everybody in the set: two figures of them. */
static void summarise(const Protection *protection, const CellSet *set, ProtectedSet *out)
{
    double effect = own_effect(&set->summary);

    out->summary = set->summary;
    if (protection->findings->weighted && protection->findings->amounts) {
        return; /* shown on the grid of one person's influence, not worked out again */
    }
    out->summary.people = out->people.value;
    out->summary.events = out->total.value;
    if (protection->findings->weighted) {
        out->summary.events =
            out->people.value * weighted_share(set, out->total.value / out->people.value);
        effect *= (double)set->counts.people / set->summary.people;
    }
    out->summary.units = rounded(protection, set->counts.persons);
    out->summary.design_effect =
        round_decimals(effect, decimals_for_figures(effect, 2, 2), ROUND_NEAREST);
}

static void protect_events(const Protection *protection, const CellSet *set, ProtectedSet *out)
{
    const Counts *counts = &set->counts;
    int64_t most = protection->rule->hide_most;

    out->decimals = share_decimals(protection->rule, (int64_t)out->people.value);
    if (counts->persons_with <= most) {
        out->total = protect_few(protection);
    } else if (counts->persons_without <= most) {
        out->total = nearly_all(protection, (int64_t)out->people.value);
    } else {
        out->total = shown_value(rounded(protection, counts->events), 0);
        summarise(protection, set, out);
        return;
    }
    out->usable = false;
    out->reason = STR("hidden: worked out from a small number of people");
}

/* One or two persons stand for nearly all of the sum: p% rule and (2, k) rule. The sum's absolute
   value is at most that of all parts, so amounts of both signs are judged more strictly. */
static bool is_dominated(const DisclosureRule *rule, const Counts *counts)
{
    Int128 sum = counts->sum < 0 ? -counts->sum : counts->sum;
    Int128 rest = sum - counts->largest - counts->second_largest;

    return rest * 100 < counts->largest * rule->dominance_percent ||
           (counts->largest + counts->second_largest) * 100 > sum * rule->top_two_percent;
}

/* Whether `one`, of which no row's amount is further from 0, and one other value at most explain
   number, sum and squares: sum over all of (x - one) is rest, of (x^2 - one^2) is squares. */
static bool two_values_with(const Counts *counts, Int128 one, TwoValues *out)
{
    Int128 rest = counts->sum - one * counts->people;
    Int128 squares;
    Int128 other;
    Int128 without;

    if (rest == 0) {
        *out = (TwoValues){true, one, one, counts->people};
        return true;
    }
    if (__builtin_mul_overflow(one * one, counts->people, &squares)) {
        return false; /* so large that the squares themselves could hardly be added */
    }
    squares = counts->sum_of_squares - squares;
    other = squares % rest == 0 ? squares / rest - one : one;
    if (other == one || rest % (other - one) != 0) {
        return false;
    }
    without = rest / (other - one);
    if (without < 0 || without > counts->people) {
        return false;
    }
    *out = (TwoValues){true, one, other, counts->people - (int64_t)without};
    return true;
}

TwoValues protect_two_values(const Counts *counts)
{
    TwoValues values = {false, 0, 0, 0};

    if (!two_values_with(counts, counts->largest_of_row, &values)) {
        (void)two_values_with(counts, -counts->largest_of_row, &values);
    }
    return values;
}

/* Few have one of two amounts, or all have the same: the sum would tell how many, as a count does.
   Where rows repeat people, how many people have an amount is known of 0 and another alone. */
static bool tells_a_few(const Protection *protection, const Counts *counts, const TwoValues *values)
{
    int64_t most = protection->rule->hide_most;
    bool seen = protection->findings->repeats || protection->findings->weighted;
    int64_t with = values->with_one;

    if (seen && counts->persons_with <= most) {
        return true;
    }
    if (!values->two) {
        return false;
    }
    if (counts->persons != counts->people &&
        (values->other != 0 || counts->persons_without <= most)) {
        return true;
    }
    return with <= most || counts->people - with <= most;
}

static ShownNumber in_figures(double sum)
{
    int decimals = decimals_for_figures(sum, MEAN_FIGURES, 0);

    return shown_value(round_decimals(sum, decimals, ROUND_NEAREST), decimals);
}

/* A count in the amount's unit, with the spread that it and the people shown give. */
static void use_two_values(const Protection *protection, const TwoValues *values, ProtectedSet *out)
{
    SetSummary *summary = &out->summary;
    double people = out->people.value;
    double with = rounded(protection, values->with_one);
    double other = int128_to_double(values->other) / 1e6;
    double apart = int128_to_double(values->one - values->other) / 1e6;
    double share = with / people;
    double variance = share < 1 ? people / (people - 1) * share * (1 - share) : 0;
    double mean = other + share * apart;
    double sum = mean * people;

    out->total = in_figures(sum);
    if (!protection->findings->weighted) {
        out->decimals = decimals_for_figures(mean, MEAN_FIGURES, 2);
        summary->events = (double)NAN;
        summary->mean = round_decimals(mean, out->decimals, ROUND_NEAREST);
        summary->sd = fabs(apart) * sqrt(variance);
    }
}

/* The most that one person's absence can move a set's mean: their part of the people and of the
   sum; or, where every row is a person, what the spread allows for the furthest from the mean
   (Samuelson's inequality), sd / sqrt(n). */
static double mean_influence(const Protection *protection, const CellSet *set)
{
    const Counts *counts = &set->counts;
    double people = (double)counts->people;
    double share = set->largest_share > 0 ? set->largest_share : 1 / people;
    double mean = int128_to_double(counts->sum) / 1e6 / people;
    double part = int128_to_double(counts->largest) / 1e6 / people;
    double move = (part + share * fabs(mean)) / (1 - share);

    return protection->findings->repeats ? move : fmin(move, set->summary.sd / sqrt(people));
}

/* R5: the exact mean, on a grid that is no finer than one person's influence, since a finer one
   would tell how many people there are. The sum is made from what is shown. The spread takes in
   what the grid adds: a number that is rounded to a step is off by up to half of it, as often one
   way as the other, which has the variance of step^2 / 12. */
static void use_mean(const Protection *protection, const CellSet *set, ProtectedSet *out)
{
    double mean = int128_to_double(set->counts.sum) / 1e6 / (double)set->counts.people;
    double sd = round_decimals(
        set->summary.sd, decimals_for_figures(set->summary.sd, MEAN_FIGURES, 2), ROUND_NEAREST);
    RoundingGrid grid =
        grid_close_to(mean_influence(protection, set), decimals_for_figures(mean, MEAN_FIGURES, 2));
    double step = grid_step(grid);
    double people = out->people.value;
    double sum;

    mean = round_grid(mean, grid, ROUND_NEAREST);
    sum = mean * people;
    out->total = in_figures(sum);
    if (!protection->findings->weighted) {
        out->decimals = grid.decimals;
        out->summary.events = (double)NAN;
        out->summary.mean = mean;
        out->summary.sd = sqrt(sd * sd + people * step * step / 12 / out->summary.design_effect);
    }
}

static void protect_sum(const Protection *protection, const CellSet *set, ProtectedSet *out)
{
    const Counts *counts = &set->counts;
    TwoValues values = protect_two_values(counts);

    if (counts->persons < protection->rule->mean_persons_least ||
        is_dominated(protection->rule, counts) || tells_a_few(protection, counts, &values)) {
        out->total = shown_without_range();
        out->usable = false;
        out->reason = STR("hidden: too few people, or a few of them make up most of the sum");
        return;
    }
    if (protection->findings->weighted && values.two) {
        out->total = shown_without_range();
        out->usable = false;
        out->reason = STR("hidden: an amount that has two values is a count; ask with --outcome");
        return;
    }
    summarise(protection, set, out);
    if (protection->findings->weighted) {
        out->decimals = decimals_for_figures(out->summary.mean, MEAN_FIGURES, 2);
    }
    if (values.two) {
        use_two_values(protection, &values, out);
    } else {
        use_mean(protection, set, out);
    }
}

/* Counts that others published, beside our own: as they are, their share like ours. */
static ProtectedSet published_set(const Protection *protection, const CellSet *set)
{
    ProtectedSet out = exact_set(protection, set);

    out.decimals = share_decimals(protection->rule, set->counts.people);
    return out;
}

ProtectedSet protect_set(const Protection *protection, const CellSet *set)
{
    ProtectedSet out = {.usable = true};

    if (!protection->rule->protects) {
        return exact_set(protection, set);
    }
    if (set->withheld.length > 0) {
        return (ProtectedSet){.people = shown_without_range(),
                              .total = shown_without_range(),
                              .reason = set->withheld};
    }
    if (set->published) {
        return published_set(protection, set);
    }
    if (set->counts.persons <= protection->rule->hide_most) {
        out.people = protect_few(protection);
        out.total = protection->findings->amounts ? shown_without_range() : protect_few(protection);
        out.usable = false;
        out.reason = STR("hidden: worked out from a small number of people");
        (void)kept_back(set, &out);
        return out;
    }
    out.people = shown_value(rounded(protection, set->counts.people), 0);
    if (set->kind == SET_MEMBERS) {
        out.total = out.people;
    } else if (protection->findings->amounts) {
        protect_sum(protection, set, &out);
    } else {
        protect_events(protection, set, &out);
    }
    if (set->day_count > 0) {
        out.usable = true; /* a median is told by its own rule, however few still wait */
    }
    (void)kept_back(set, &out);
    return out;
}

ShownNumber protect_count(const Protection *protection, int64_t count)
{
    if (!protection->rule->protects) {
        return shown_value((double)count, SHOWN_EXACT);
    }
    return count <= protection->rule->hide_most ? shown_hidden(0, protection->rule->hide_most)
                                                : shown_value(rounded(protection, count), 0);
}
