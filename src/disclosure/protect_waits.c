#include "disclosure/protect_waits.h"

#include "check/wait.h"
#include "disclosure/rounding.h"
#include "disclosure/shown_change.h"

#include <math.h>

/* Medians of everyone that a curve goes on for. */
#define REACH 2.4
#define SHARE_DECIMALS 3
#define RATIO_FIGURES 2
/* Ends of waits of a group that the test wants: it is by chi-squared. */
#define ENDS_LEAST 10
/* Below this a chance is told as this. */
#define CHANCE_LEAST 0.001

/* ---- the curve ---- */

/* The shortest of 1, 2, 5, ... days so many of which reach far enough; 0: no median is shown. */
static double days_between(const ShownInterval *median)
{
    static const double STEPS[] = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};

    if (median->estimate.state != SHOWN_VALUE) {
        return 0;
    }
    for (size_t i = 0; i < sizeof STEPS / sizeof STEPS[0]; i++) {
        if (STEPS[i] * SHOWN_WAIT_POINTS_MOST >= REACH * median->estimate.value) {
            return STEPS[i];
        }
    }
    return 0;
}

/* Persons whose wait ended after `from` and until `to`: at least so many. */
static int64_t ends_between(const CellSet *set, double from, double to)
{
    int64_t ends = 0;

    for (size_t i = 0; i < set->day_count; i++) {
        double day = (double)set->days[i].day;

        if (day > from && day <= to) {
            ends += set->persons_ended == NULL ? set->days[i].ended : set->persons_ended[i];
        }
    }
    return ends;
}

static ShownNumber on_steps(double share, double step, RoundingWay way)
{
    double steps = share / step;

    if (isnan(share)) {
        return shown_undefined();
    }
    steps = way == ROUND_DOWN ? floor(steps) : way == ROUND_UP ? ceil(steps) : floor(steps + 0.5);
    return shown_coarse(fmin(fmax(steps * step, 0), 1), SHARE_DECIMALS, way);
}

static double people_shown(const DisclosureRule *rule, const CellSet *set)
{
    int64_t people = set->counts.persons;

    return (double)(rule->protects ? round_count(people, rule->base) : people);
}

/* So many people, all seen to the end, would tell the share as closely: fewer than there are where
   waits go on unseen. A ratio to the people shown, of two figures, as design effects are. */
static double people_behind(const DisclosureRule *rule, const CellSet *set, Interval share)
{
    double ratio =
        share.estimate * (1 - share.estimate) / (share.se * share.se) / (double)set->counts.persons;

    return people_shown(rule, set) *
           round_decimals(ratio, decimals_for_figures(ratio, RATIO_FIGURES, 2), ROUND_NEAREST);
}

static ShownInterval exact_share(Interval share)
{
    return (ShownInterval){.estimate = shown_coarse(share.estimate, SHOWN_EXACT, ROUND_NEAREST),
                           .se = shown_undefined(),
                           .low = shown_coarse(share.low, SHOWN_EXACT, ROUND_DOWN),
                           .high = shown_coarse(share.high, SHOWN_EXACT, ROUND_UP),
                           .method = STR("kaplan-meier")};
}

/* Limits are worked out from the share as shown: straight from the exact one they would be a second
   and a third view of the same count, and tell it closer than its steps do. */
static ShownInterval shown_share(const Protection *protection, double share, double people,
                                 double step)
{
    ShownInterval out = {.estimate = on_steps(share, step, ROUND_NEAREST),
                         .se = shown_undefined(),
                         .method = STR("kaplan-meier")};
    Interval limits = wait_share_of(out.estimate.value, people, protection->findings->confidence);

    out.low = on_steps(limits.low, step, ROUND_DOWN);
    out.high = on_steps(limits.high, step, ROUND_UP);
    return out;
}

/* A day that may be told, before it is: how many people tell it. */
typedef struct WaitDay {
    double day;
    Interval share;
    double people;
} WaitDay;

static size_t days_to_tell(const Protection *protection, const CellSet *set, double between,
                           WaitDay *days)
{
    const DisclosureRule *rule = disclosure_rule_finer(protection->rule);
    double least = people_shown(rule, set) / 2;
    double last = -1;
    size_t count = 0;

    for (size_t i = 1; i <= SHOWN_WAIT_POINTS_MOST && between > 0; i++) {
        double day = between * (double)i;
        Interval share = wait_share(set, day, protection->findings->confidence);
        double people;

        if (isnan(share.estimate)) {
            continue;
        }
        people = people_behind(rule, set, share);
        if (protection->rule->protects &&
            (ends_between(set, last, day) <= rule->hide_most ||
             wait_left_after(set, day) <= rule->hide_most || !(people >= least))) {
            continue;
        }
        days[count++] = (WaitDay){day, share, people};
        last = day;
    }
    return count;
}

/* One step for all points, so that a line never falls; all or none would have no limits. */
static Status add_curve(const Protection *protection, const CellSet *set, double between,
                        ShownExtra *out)
{
    const DisclosureRule *rule = disclosure_rule_finer(protection->rule);
    double fewest = people_shown(rule, set);
    ShownWaitPoint *points = TAKE(protection->context, ShownWaitPoint, SHOWN_WAIT_POINTS_MOST);
    WaitDay days[SHOWN_WAIT_POINTS_MOST];
    size_t count = days_to_tell(protection, set, between, days);

    if (points == NULL) {
        return fail_memory(protection->context);
    }
    for (size_t i = 0; i < count; i++) {
        fewest = fmin(fewest, days[i].people);
    }
    for (size_t i = 0; i < count; i++) {
        ShownWaitPoint *point = &points[out->curve_count];

        *point = (ShownWaitPoint){days[i].day, exact_share(days[i].share)};
        if (protection->rule->protects) {
            point->seen = shown_share(protection, days[i].share.estimate, days[i].people,
                                      (double)rule->base / fewest);
            if (!(point->seen.estimate.value > 0 && point->seen.estimate.value < 1)) {
                continue;
            }
        }
        out->curve_count++;
    }
    out->curve_count = out->curve_count < SHOWN_WAIT_POINTS_LEAST ? 0 : out->curve_count;
    out->curve = points;
    return done();
}

/* ---- the test ---- */

static double coarse_chance(double p)
{
    static const double CHANCES[] = {0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5};
    double out = CHANCE_LEAST;

    for (size_t i = 0; i < sizeof CHANCES / sizeof CHANCES[0] && p > out; i++) {
        out = CHANCES[i];
    }
    return p > out ? 1 : out;
}

static bool is_tested(const ShownPart *part, const CellSet *sets, size_t g)
{
    return part->base->groups[g].estimate.estimate.state != SHOWN_HIDDEN &&
           sets[g].counts.events >= ENDS_LEAST;
}

static Status add_test(const Protection *protection, const FindingTable *table, ShownPart *part)
{
    const CellSet **tested = TAKE(protection->context, const CellSet *, table->group_count);
    size_t count = 0;
    double p = (double)NAN;

    if (tested == NULL) {
        return fail_memory(protection->context);
    }
    for (size_t g = 0; g < table->group_count; g++) {
        if (table->sets[g].persons_ended != NULL) {
            return done(); /* persons have several waits, which the test takes for different ones */
        }
        if (is_tested(part, table->sets, g)) {
            tested[count++] = &table->sets[g];
        }
    }
    if (count < 2) {
        return done();
    }
    TRY(wait_log_rank(protection->context, tested, count, &p));
    if (!isnan(p)) {
        part->log_rank = protection->rule->protects ? coarse_chance(p) : p;
        part->log_rank_groups = count;
    }
    return done();
}

/* ---- all ---- */

Status protect_waits(const Protection *protection, const Findings *answer,
                     const FindingTable *table, ShownPart *part)
{
    Protection own = *protection;
    ShownExtra *extras = shown_new_extras(protection->context, part->base->group_count);
    double between = days_between(&part->overall);

    if (extras == NULL) {
        return fail_memory(protection->context);
    }
    own.findings = answer;
    own.rule = answer->finer ? disclosure_rule_finer(protection->rule) : protection->rule;
    for (size_t g = 0; g < part->base->group_count; g++) {
        const ShownGroup *group = &part->base->groups[g];
        ProtectedSet set = protect_set(&own, &table->sets[g]);

        extras[g].median = group->estimate;
        if (group->estimate.estimate.state == SHOWN_HIDDEN || !set.usable) {
            extras[g].ninetieth = group->estimate;
            continue;
        }
        extras[g].ninetieth = protect_ninetieth(&own, &table->sets[g]);
        TRY(add_curve(&own, &table->sets[g], between, &extras[g]));
    }
    part->extras = extras;
    return add_test(&own, table, part);
}
