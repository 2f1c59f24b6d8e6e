#include "check/verdict.h"

#include "measure/uk_people_to_tell.h"
#include "measure/uk_special.h"

#include <math.h>

/* Nearer than this share of the gap that matters, no number of people is named. */
#define CLOSE_SHARE 0.1

#define TO_TELL_CONFIDENCE 0.95

typedef struct Judging {
    Context *context;
    const FindingTable *table;
    double matters;
    double each; /* confidence of one interval */
    Verdict *verdict;
} Judging;

static bool is_compared(const FindingTable *table, const FindingGroup *group)
{
    const Quantity *difference = &group->difference;

    return (group->recorded || !table->recorded_alone) &&
           (difference->kind == QUANTITY_DIFFERENCE || difference->kind == QUANTITY_PAIRS_GAP ||
            difference->kind == QUANTITY_MEDIAN_DIFFERENCE) &&
           difference->zero != SET_NONE && !isnan(difference->exact.low) &&
           !isnan(difference->exact.high) && difference->one < table->set_count &&
           difference->zero < table->set_count;
}

static const SetSummary *summary_of(const FindingTable *table, uint32_t set)
{
    return &table->sets[set].summary;
}

/* Sets of shares of a population are of everyone: the group is what happened to them. */
static bool is_share_of_all(const FindingTable *table, const FindingGroup *group)
{
    return table->sets[group->difference.one].kind == SET_SHARE_OF_ALL;
}

/* Less what a score expected of the same people, or less the first period: each group has its own
   to be compared with. */
static bool has_own_other(const FindingTable *table, const FindingGroup *group)
{
    return table->has_population && !is_share_of_all(table, group);
}

static double people_of(const FindingTable *table, const FindingGroup *group)
{
    const SetSummary *summary = summary_of(table, group->difference.one);

    return is_share_of_all(table, group) ? summary->events : summary->people;
}

static bool is_beyond(Interval interval, double matters)
{
    return interval.low > matters || interval.high < -matters;
}

static bool is_within(Interval interval, double matters)
{
    return interval.low >= -matters && interval.high <= matters;
}

/* Two digits, upwards: a number of people to plan with. */
static double round_up(double people)
{
    double unit = pow(10.0, fmax(0.0, floor(log10(people)) - 1.0));

    return ceil(people / unit) * unit;
}

double verdict_people_to_tell(double others, double gap)
{
    double people = uk_people_to_tell(others + gap, others, TO_TELL_CONFIDENCE, VERDICT_POWER);

    return isnan(people) ? people : round_up(fmax(people, 1.0));
}

/* An interval's half grows with one over the root of the people. */
Needed verdict_people_needed(Interval interval, double matters, double people)
{
    bool below = interval.estimate < 0.0;
    double half = below ? interval.high - interval.estimate : interval.estimate - interval.low;
    double room = fabs(interval.estimate) - matters;

    if (room < 0.0) { /* within, if it can be: the far limit must come back */
        half = below ? interval.estimate - interval.low : interval.high - interval.estimate;
    }
    if (!isfinite(half) || !(people > 0.0)) {
        return (Needed){0.0, NEEDED_UNKNOWN};
    }
    if (fabs(room) < CLOSE_SHARE * matters) {
        return (Needed){0.0, NEEDED_CLOSE};
    }
    return (Needed){round_up(fmax(people, people * (half / room) * (half / room))), NEEDED_KNOWN};
}

/* Adds one set of people to another; the spread about the new mean, the larger design effect. */
static void pool_summary(SetSummary *total, const SetSummary *part)
{
    double people = total->people + part->people;
    double apart = part->mean - total->mean;
    double squares;

    if (total->people == 0.0) {
        *total = *part;
        return;
    }
    squares = (total->people - 1.0) * total->sd * total->sd +
              (part->people - 1.0) * part->sd * part->sd +
              apart * apart * total->people * part->people / people;
    total->mean += apart * part->people / people;
    total->sd = sqrt(squares / (people - 1.0));
    total->people = people;
    total->events += part->events;
    total->units += part->units;
    total->design_effect = fmax(total->design_effect, part->design_effect);
}

static double effect_on(const CellSet *set, size_t day)
{
    return set->effects == NULL ? 1.0 : set->effects[day];
}

/* Waits of both sets together, by day; the larger effect of several waits of one person. A set of
   one person has none (NaN): fmax takes the other's. */
static Status pool_days(Context *context, CellSet *total, const CellSet *part)
{
    UkWaitDay *days = TAKE(context, UkWaitDay, total->day_count + part->day_count);
    double *effects = TAKE(context, double, total->day_count + part->day_count);
    double effect_t = 1.0;
    double effect_p = 1.0;
    size_t count = 0;
    size_t t = 0;
    size_t p = 0;

    if (total->day_count == 0) {
        total->days = part->days;
        total->day_count = part->day_count;
        total->effects = part->effects;
        return done();
    }
    if (days == NULL || effects == NULL) {
        return fail_memory(context);
    }
    while (t < total->day_count || p < part->day_count) {
        bool both =
            t < total->day_count && p < part->day_count && total->days[t].day == part->days[p].day;
        bool from_total = p == part->day_count ||
                          (t < total->day_count && total->days[t].day < part->days[p].day);

        days[count] = both || from_total ? total->days[t] : part->days[p];
        if (both) {
            days[count].ended += part->days[p].ended;
            days[count].censored += part->days[p].censored;
        }
        if (both || from_total) {
            effect_t = effect_on(total, t++);
        }
        if (both || !from_total) {
            effect_p = effect_on(part, p++);
        }
        effects[count++] = fmax(effect_t, effect_p);
    }
    total->effects = total->effects == NULL && part->effects == NULL ? NULL : effects;
    total->days = days;
    total->day_count = count;
    return done();
}

/* The share of two groups of the same everyone. */
static void pool_shares(SetSummary *total, const SetSummary *part)
{
    double events = total->events + part->events;

    *total = *part;
    total->events = events;
}

static Status pool(const Judging *judging, CellSet *total, const CellSet *part)
{
    pool_summary(&total->summary, &part->summary);
    return part->day_count == 0 ? done() : pool_days(judging->context, total, part);
}

/* The small groups together, and what they are compared with: all others together, the reference
   where one was declared, or their share of the population. */
typedef struct Rest {
    const FindingGroup *some; /* any of them; NULL: there are none */
    CellSet small;
    CellSet others; /* where each group has its own: those of the small ones */
} Rest;

static Status add_to_rest(const Judging *judging, const FindingGroup *group, bool small, Rest *rest)
{
    const CellSet *sets = judging->table->sets;
    const Quantity *difference = &group->difference;

    rest->some = small ? group : rest->some;
    if (has_own_other(judging->table, group)) {
        if (small) {
            TRY(pool(judging, &rest->small, &sets[difference->one]));
            TRY(pool(judging, &rest->others, &sets[difference->zero]));
        }
        return done();
    }
    if (!is_share_of_all(judging->table, group)) {
        return pool(judging, small ? &rest->small : &rest->others, &sets[difference->one]);
    }
    if (small) {
        pool_shares(&rest->small.summary, &sets[difference->one].summary);
        pool_shares(&rest->others.summary, &sets[difference->zero].summary);
    }
    return done();
}

/* True when the small groups together are within, or when there are none. */
static Status rest_is_within(const Judging *judging, double least, bool *within)
{
    const FindingTable *table = judging->table;
    Rest rest = {.small = {.kind = SET_EVERYONE_ELSE}, .others = {.kind = SET_EVERYONE_ELSE}};
    const CellSet *zero = &rest.others;

    for (size_t i = 0; i < table->group_count; i++) {
        const FindingGroup *group = &table->groups[i];

        if (is_compared(table, group)) {
            TRY(add_to_rest(judging, group, people_of(table, group) < least, &rest));
        }
    }
    *within = rest.some == NULL;
    if (rest.some == NULL) {
        return done();
    }
    if (rest.some->difference.kind == QUANTITY_PAIRS_GAP) { /* pairs of several are not known */
        *within = judging->verdict->unclear_count == 0;
        return done();
    }
    if (table->has_reference && !is_share_of_all(table, rest.some) &&
        !has_own_other(table, rest.some)) {
        zero = &table->sets[rest.some->difference.zero];
    }
    *within =
        is_within(quantity_evaluate_sets(&rest.some->difference, &rest.small, zero, judging->each),
                  judging->matters);
    return done();
}

static void judge_group(const Judging *judging, uint32_t index)
{
    const FindingGroup *group = &judging->table->groups[index];
    Verdict *verdict = judging->verdict;
    const CellSet *sets = judging->table->sets;
    Interval interval = quantity_evaluate_sets(&group->difference, &sets[group->difference.one],
                                               &sets[group->difference.zero], judging->each);
    VerdictGroup found = {.group = index, .less = interval.estimate < 0.0};

    if (is_beyond(interval, judging->matters)) {
        verdict->found[verdict->found_count++] = found;
    } else if (!is_within(interval, judging->matters)) {
        found.needed = verdict_people_needed(
            interval, judging->matters, summary_of(judging->table, group->difference.one)->people);
        verdict->unclear[verdict->unclear_count++] = found;
    }
}

static bool is_large_unclear(const Judging *judging, double least)
{
    const Verdict *verdict = judging->verdict;

    for (size_t i = 0; i < verdict->unclear_count; i++) {
        if (people_of(judging->table, &judging->table->groups[verdict->unclear[i].group]) >=
            least) {
            return true;
        }
    }
    return false;
}

Status check_verdict(Context *context, const FindingTable *table, double matters, double confidence,
                     Verdict *out)
{
    return check_verdict_of_several(context, table, 1, matters, confidence, out);
}

Status check_verdict_of_several(Context *context, const FindingTable *table, size_t tables,
                                double matters, double confidence, Verdict *out)
{
    Judging judging = {context, table, matters, 0.0, out};
    double people = 0.0;
    bool within;

    *out = (Verdict){.say = DATA_UNSEEN,
                     .found = TAKE(context, VerdictGroup, table->group_count),
                     .unclear = TAKE(context, VerdictGroup, table->group_count),
                     .confidence = confidence};
    if (out->found == NULL || out->unclear == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < table->group_count; i++) {
        bool compared = is_compared(table, &table->groups[i]);

        out->compared += compared;
        people += compared ? people_of(table, &table->groups[i]) : 0.0;
    }
    if (out->compared == 0) {
        return done();
    }
    judging.each = 1.0 - (1.0 - confidence) / ((double)out->compared * (double)tables);
    out->widening = uk_normal_quantile((1.0 + judging.each) / 2.0) /
                    uk_normal_quantile((1.0 + confidence) / 2.0);
    for (uint32_t i = 0; i < table->group_count; i++) {
        if (is_compared(table, &table->groups[i])) {
            judge_group(&judging, i);
        }
    }
    TRY(rest_is_within(&judging, VERDICT_SHARE_LEAST * people, &within));
    if (out->found_count > 0) {
        out->say = DATA_FOUND;
    } else if (is_large_unclear(&judging, VERDICT_SHARE_LEAST * people) || !within) {
        out->say = DATA_UNCLEAR;
    } else {
        out->say = DATA_NONE;
    }
    return done();
}
