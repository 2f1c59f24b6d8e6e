#include "disclosure/shown_benefit.h"

#include "check/score.h"
#include "disclosure/shown_change.h"
#include "disclosure/shown_internal.h"
#include "study/expression.h"

#include <math.h>

/* Of the same score, table and grouping; NULL: none. */
static const ShownFinding *like(const ShownAudit *audit, const ShownFinding *finding,
                                CheckKind check)
{
    for (size_t i = 0; i < audit->finding_count; i++) {
        const ShownFinding *other = &audit->findings[i];

        if (other->check == check && str_equal(other->subject, finding->subject) &&
            str_equal(other->data, finding->data) &&
            str_equal(other->dimension, finding->dimension)) {
            return other;
        }
    }
    return NULL;
}

static double cutoff_of(const Study *study, const ShownFinding *finding)
{
    for (size_t i = 0; i < study->scores.count; i++) {
        const StudyScore *score = &study->scores.items[i];

        if (score->table != STUDY_NO_TABLE && str_equal(score->name.text, finding->subject) &&
            str_equal(study->tables.items[score->table].name.text, finding->data)) {
            return expression_cutoff(score->flag.expression, score->column.text);
        }
    }
    return (double)NAN;
}

static bool is_shown(const ShownGroup *group)
{
    return group->estimate.estimate.state == SHOWN_VALUE && group->people.state == SHOWN_VALUE &&
           group->people.value > 0;
}

static const ShownGroup *group_of(const ShownTable *table, Str level)
{
    for (size_t g = 0; g < table->group_count; g++) {
        if (str_equal(table->groups[g].level, level)) {
            return &table->groups[g];
        }
    }
    return NULL;
}

static int coarser(const ShownNumber *one, const ShownNumber *other)
{
    return one->decimals == SHOWN_EXACT      ? other->decimals
           : other->decimals == SHOWN_EXACT  ? one->decimals
           : one->decimals < other->decimals ? one->decimals
                                             : other->decimals;
}

static ShownInterval shown_worth(Interval worth, int decimals)
{
    ShownInterval out = shown_no_interval();

    out.estimate = shown_coarse(worth.estimate, decimals, ROUND_NEAREST);
    out.low = shown_coarse(worth.low, decimals, ROUND_DOWN);
    out.high = shown_coarse(worth.high, decimals, ROUND_UP);
    out.method = STR("net-benefit");
    return out;
}

/* `with` and `without` the outcome. Counts are whole again where the rates are exact. */
static void fill_group(const ShownGroup *with, const ShownGroup *without, double cutoff,
                       double confidence, ShownExtra *out)
{
    double people;
    double right;
    double wrong;
    int decimals;

    out->benefit.method = out->benefit_all.method = STR("net-benefit");
    if (without == NULL || !is_shown(with) || !is_shown(without)) {
        const ShownGroup *lacking = without == NULL || !is_shown(with) ? with : without;

        out->benefit.note = lacking->estimate.note;
        if (lacking->estimate.estimate.state == SHOWN_HIDDEN ||
            lacking->people.state == SHOWN_HIDDEN) {
            out->benefit.estimate = shown_without_range();
            out->benefit.low = out->benefit.high = out->benefit.estimate;
            out->benefit_all = out->benefit;
        }
        return;
    }
    people = with->people.value + without->people.value;
    right = round(with->estimate.estimate.value * with->people.value);
    wrong = round(without->estimate.estimate.value * without->people.value);
    decimals = coarser(&with->estimate.estimate, &without->estimate.estimate);
    out->benefit =
        shown_worth(score_net_benefit(right, wrong, people, cutoff, confidence), decimals);
    out->benefit_all = shown_worth(
        score_net_benefit(with->people.value, without->people.value, people, cutoff, confidence),
        decimals);
}

static Status add_to(Context *context, ShownFinding *finding, const ShownFinding *without,
                     double cutoff, double confidence)
{
    const ShownTable *table = finding->parts[0].base;
    ShownPart *parts = TAKE(context, ShownPart, 1);
    ShownExtra *extras = shown_new_extras(context, table->group_count);

    if (parts == NULL || extras == NULL) {
        return fail_memory(context);
    }
    *parts = finding->parts[0];
    for (size_t g = 0; g < table->group_count; g++) {
        if (parts->extras != NULL) {
            extras[g] = parts->extras[g];
        }
        fill_group(&table->groups[g], group_of(without->parts[0].base, table->groups[g].level),
                   cutoff, confidence, &extras[g]);
    }
    parts->extras = extras;
    parts->cutoff = cutoff;
    finding->parts = parts;
    return done();
}

Status shown_benefits(Context *context, const Study *study, ShownAudit *audit)
{
    for (size_t i = 0; i < audit->finding_count; i++) {
        ShownFinding *finding = &audit->findings[i];
        double cutoff;
        const ShownFinding *without;

        if (finding->check != CHECK_MISSED || finding->part_count != 1) {
            continue;
        }
        cutoff = cutoff_of(study, finding);
        without = like(audit, finding, CHECK_FLAGGED_WITHOUT);
        if (without != NULL && without->part_count == 1 && cutoff > 0 && cutoff < 1 &&
            like(audit, finding, CHECK_CALIBRATION) != NULL) {
            TRY(add_to(context, finding, without, cutoff, audit->facts.confidence));
        }
    }
    return done();
}
