#include "disclosure/protect_waits.h"

#include "check/wait.h"
#include "disclosure/rounding.h"
#include "disclosure/shown_change.h"

#include <math.h>

/* Fewer make no curve. */
#define POINTS_LEAST 3
/* Medians of everyone that a curve goes on for. */
#define REACH 2.4
#define SHARE_DECIMALS 3
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

/* People who are known to have waited longer, to whatever end. */
static int64_t left_after(const CellSet *set, double day)
{
    int64_t left = 0;

    for (size_t i = 0; i < set->day_count; i++) {
        if ((double)set->days[i].day > day) {
            left += set->days[i].ended + set->days[i].censored;
        }
    }
    return left;
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

static ShownInterval shown_share(const Protection *protection, const DisclosureRule *rule,
                                 Interval share, double persons)
{
    double step = (double)rule->base / persons;
    ShownInterval out = {.se = shown_undefined(), .method = STR("kaplan-meier")};

    if (!protection->rule->protects) {
        out.estimate = shown_coarse(share.estimate, SHOWN_EXACT, ROUND_NEAREST);
        out.low = shown_coarse(share.low, SHOWN_EXACT, ROUND_DOWN);
        out.high = shown_coarse(share.high, SHOWN_EXACT, ROUND_UP);
        return out;
    }
    out.estimate = on_steps(share.estimate, step, ROUND_NEAREST);
    out.low = on_steps(share.low, step, ROUND_DOWN);
    out.high = on_steps(share.high, step, ROUND_UP);
    return out;
}

static Status add_curve(const Protection *protection, const CellSet *set, const ProtectedSet *shown,
                        double between, ShownExtra *out)
{
    const DisclosureRule *rule = disclosure_rule_finer(protection->rule);
    ShownWaitPoint *points = TAKE(protection->context, ShownWaitPoint, SHOWN_WAIT_POINTS_MOST);
    double last = -1;

    if (points == NULL) {
        return fail_memory(protection->context);
    }
    for (size_t i = 1; i <= SHOWN_WAIT_POINTS_MOST && between > 0; i++) {
        double day = between * (double)i;
        Interval share = wait_share(set, day, protection->findings->confidence);
        bool few = ends_between(set, last, day) <= rule->hide_most ||
                   left_after(set, day) <= rule->hide_most;

        if (isnan(share.estimate) || (protection->rule->protects && few)) {
            continue;
        }
        points[out->curve_count++] =
            (ShownWaitPoint){day, shown_share(protection, rule, share, shown->summary.units)};
        last = day;
    }
    out->curve_count = out->curve_count < POINTS_LEAST ? 0 : out->curve_count;
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
    part->log_rank = isnan(p) ? 0 : protection->rule->protects ? coarse_chance(p) : p;
    part->log_rank_groups = count;
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
        TRY(add_curve(&own, &table->sets[g], &set, between, &extras[g]));
    }
    part->extras = extras;
    return add_test(&own, table, part);
}
