/* One finding on its way out: its tables as they are shown, what is worked out from these, and a
   verdict that names nobody who is hidden. */
#include "disclosure/protect_finding.h"

#include "catalogue/check_kind.h"
#include "disclosure/protect_absent.h"
#include "disclosure/protect_waits.h"
#include "disclosure/rounding.h"
#include "disclosure/shown_change.h"
#include "disclosure/shown_funnel.h"
#include "disclosure/shown_shrunk.h"
#include "disclosure/shown_steps.h"

#include <math.h>

/* Of a name that stands in a sentence. */
#define AMONG_MOST 80

/* Of all rows asked about: fewer of unknown outcome are told in a note alone. */
#define FEW_UNKNOWN 0.05

/* ---- what is worked out from shown numbers ---- */

static const ShownGroup *group_of(const ShownTable *table, Str level)
{
    for (size_t g = 0; g < table->group_count; g++) {
        if (str_equal(table->groups[g].level, level)) {
            return &table->groups[g];
        }
    }
    return NULL;
}

static void fill_changes(const ShownTable *then, const ShownTable *now, ShownExtra *extras)
{
    for (size_t g = 0; g < now->group_count; g++) {
        const ShownGroup *before = group_of(then, now->groups[g].level);

        if (before == NULL) {
            extras[g].change.note = STR("nobody of this group in the first period");
            extras[g].gap_change.note = extras[g].change.note;
        } else {
            extras[g].change = shown_change(&before->estimate, &now->groups[g].estimate);
            extras[g].gap_change = shown_change(&before->difference, &now->groups[g].difference);
        }
    }
}

static Status change_measures(Context *context, const ShownTable *then, const ShownTable *now,
                              ShownPart *part)
{
    ShownInterval *changes = TAKE(context, ShownInterval, now->measure_count);

    if (changes == NULL) {
        return fail_memory(context);
    }
    for (size_t m = 0; m < now->measure_count; m++) {
        changes[m] = shown_no_interval();
        for (size_t i = 0; i < then->measure_count; i++) {
            if (str_equal(then->measures[i].id, now->measures[m].id)) {
                changes[m] = shown_change(&then->measures[i].value, &now->measures[m].value);
            }
        }
    }
    part->measure_changes = now->measure_count > 0 ? changes : NULL;
    return done();
}

/* First period against last. */
static Status add_change(Context *context, ShownPart *parts, size_t count)
{
    const ShownPart *first = &parts[0];
    ShownPart *last = &parts[count - 1];
    ShownEnds ends = shown_ends(parts, count);
    ShownExtra *extras = shown_new_extras(context, last->base->group_count);

    if (extras == NULL) {
        return fail_memory(context);
    }
    fill_changes(first->base, last->base, extras);
    last->extras = extras;
    last->overall_change = shown_change(&first->overall, &last->overall);
    if (last->base->ordered && ends.first != NULL) {
        last->ends_change = shown_change(&extras[ends.last - last->base->groups].change,
                                         &extras[ends.first - last->base->groups].change);
    }
    return change_measures(context, first->base, last->base, last);
}

/* ---- names ---- */

/* A study's own name for something, as people read it: "seen_in_6_weeks" has blanks in place of its
   dashes below. What is more than a name, such as a condition, stays as it is. */
static Status plain_name(Context *context, Str name, Str *out)
{
    Text text = text_new(context->arena);

    text_add_name(&text, name);
    *out = name;
    return str_find_byte(name, ' ') < name.length ? done() : text_finish(context, &text, out);
}

/* More than a few of the rows leave the share since their outcome is not known: by the numbers that
   the notes beside the table may tell. */
static bool leaves_many(const Protection *protection, const FindingTable *table)
{
    const CellSet *unknown = set_of_kind(table, SET_UNKNOWN_OUTCOME);
    const CellSet *everyone = set_of_kind(table, SET_EVERYONE);
    ShownNumber left;
    ShownNumber counted;

    if (unknown == NULL || everyone == NULL) {
        return false;
    }
    left = protect_count(protection, unknown->counts.people);
    counted = protect_count(protection, everyone->counts.people);
    return left.state == SHOWN_VALUE && counted.state == SHOWN_VALUE &&
           left.value > FEW_UNKNOWN * (left.value + counted.value);
}

static bool is_of_known(const Protection *protection, const Audit *audit,
                        const AuditFinding *finding)
{
    bool share = finding->check == CHECK_GAP || finding->check == CHECK_CHANGE ||
                 finding->check == CHECK_WAITS || finding->check == CHECK_ASSUMPTIONS;

    if (!share || finding->unit != SHOWN_PER_100 || finding->among_kind == AMONG_COUNT) {
        return false;
    }
    for (size_t p = 0; p < finding->part_count; p++) {
        const AuditPart *part = &finding->parts[p];

        if (leaves_many(protection, &audit->answers[part->answer]->tables[part->table])) {
            return true;
        }
    }
    return false;
}

static void add_quoted(Text *text, Str name)
{
    text_add(text, STR("\xe2\x80\x9c"));
    text_add_shown(text, name, AMONG_MOST);
    text_add(text, STR("\xe2\x80\x9d"));
}

/* "where “finished = 1” and found in “patients”": what stands behind the word for the rows. */
static Status of_whom(const Protection *protection, const Audit *audit, const AuditFinding *finding,
                      Str *out)
{
    static const char *const BEFORE[] = {[AMONG_CONDITION] = "where ",
                                         [AMONG_COUNT] = "counted as ",
                                         [AMONG_STEP] = "that reached ",
                                         [AMONG_OUTCOME] = "counted as ",
                                         [AMONG_WITH] = "with ",
                                         [AMONG_WITHOUT] = "without ",
                                         [AMONG_MOST_NEED] = "in the highest tenth by ",
                                         [AMONG_ANY_NEED] = "with any ",
                                         [AMONG_CODES] = "with two codes or more of ",
                                         [AMONG_FLAGGED] = "flagged by ",
                                         [AMONG_UNFLAGGED] = "not flagged by "};
    Context *context = protection->context;
    Text text = text_new(context->arena);
    Str among = finding->among;

    if (finding->among_kind != AMONG_CONDITION) {
        TRY(plain_name(context, finding->among, &among));
    }
    if (among.length > 0) {
        text_add(&text, str_from(BEFORE[finding->among_kind]));
        add_quoted(&text, among);
    }
    if (finding->found_in.length > 0) {
        text_add(&text, among.length > 0 ? STR(" and found in ") : STR("found in "));
        add_quoted(&text, finding->found_in);
    }
    if (is_of_known(protection, audit, finding)) {
        text_format(&text, "%swhose %s is known", among.length > 0 ? " and " : "",
                    finding->of_dates ? "wait" : "answer");
    }
    return text_finish(context, &text, out);
}

static Status subject_of(Context *context, const AuditFinding *finding, Str *out)
{
    Text text = text_new(context->arena);

    TRY(plain_name(context, finding->subject, out));
    if (!finding->of_dates || finding->check != CHECK_COMPLETENESS) {
        return done();
    }
    text_format(&text, "dates of %.*s in order", STR_ARGS(*out));
    return text_finish(context, &text, out);
}

static Status plain_names(const Protection *protection, const Audit *audit,
                          const AuditFinding *finding, ShownPart *parts, ShownFinding *out)
{
    Context *context = protection->context;

    for (size_t p = 0; p < finding->part_count; p++) {
        TRY(plain_name(context, finding->parts[p].label, &parts[p].label));
        TRY(plain_name(context, finding->parts[p].of, &parts[p].of));
    }
    TRY(of_whom(protection, audit, finding, &out->among));
    return subject_of(context, finding, &out->subject);
}

/* ---- parts ---- */

static ShownInterval reference_of(const ProtectedSet *sets, const Quantity *quantity, Str note)
{
    const ProtectedSet *set = &sets[quantity->one];
    ShownInterval out = {
        .se = shown_undefined(), .low = shown_undefined(), .high = shown_undefined(), .note = note};

    if (!set->usable) {
        out.estimate = shown_without_range();
        out.note = set->reason;
        return out;
    }
    out.estimate =
        shown_coarse(set->summary.events / set->summary.people, set->decimals, ROUND_NEAREST);
    return out;
}

/* The population's shares, or what a score expected; each set by itself, as the table's were. */
static Status add_references(const Protection *protection, const Findings *answer,
                             const FindingTable *table, CheckKind check, ShownPart *part)
{
    Str note = answer->of_score           ? STR("the average of the scores, from rounded numbers")
               : check_is_of_place(check) ? STR("the share where the score was made")
               : table->has_period        ? STR("the share of the first period")
                                          : STR("counted, not estimated");
    Protection own = *protection;
    ShownExtra *extras = shown_new_extras(protection->context, table->group_count);
    ProtectedSet *sets = TAKE(protection->context, ProtectedSet, table->set_count);

    if (extras == NULL || sets == NULL) {
        return fail_memory(protection->context);
    }
    own.findings = answer;
    own.rule = answer->finer ? disclosure_rule_finer(protection->rule) : protection->rule;
    for (size_t s = 0; s < table->set_count; s++) {
        sets[s] = protect_set(&own, &table->sets[s]);
    }
    for (size_t g = 0; g < table->group_count; g++) {
        extras[g].reference = reference_of(sets, &table->groups[g].reference, note);
    }
    part->extras = extras;
    return done();
}

/* Of sites, practices and the like; groups of people are told of one by one. */
static bool is_of_many(const AuditFinding *finding, const ShownPart *part)
{
    return (finding->check == CHECK_GAP || finding->check == CHECK_WAITS) &&
           finding->unit == SHOWN_PER_100 && !finding->combination && finding->about.length == 0 &&
           shown_suits_funnel(part);
}

static Status add_extras(const Protection *protection, const Audit *audit,
                         const AuditFinding *finding, ShownPart *parts)
{
    for (size_t p = 0; p < finding->part_count; p++) {
        const Findings *answer = audit->answers[finding->parts[p].answer];
        const FindingTable *table = &answer->tables[finding->parts[p].table];

        if (table->has_population) {
            TRY(add_references(protection, answer, table, finding->check, &parts[p]));
        } else if (finding->check == CHECK_WAITS && finding->unit == SHOWN_DAYS) {
            TRY(protect_waits(protection, answer, table, &parts[p]));
        } else if (is_of_many(finding, &parts[p])) {
            TRY(shown_funnel(protection->context, answer->repeats || answer->weighted, &parts[p]));
        } else if (finding->combination && finding->unit == SHOWN_PER_100) {
            TRY(shown_shrunk(protection->context, answer->repeats || answer->weighted,
                             answer->confidence, &parts[p]));
        }
    }
    if (finding->check == CHECK_PATHWAY) {
        const Findings *first = audit->answers[finding->parts[0].answer];

        return shown_steps(protection->context, first->repeats || first->weighted, parts,
                           finding->part_count);
    }
    return finding->check == CHECK_CHANGE && finding->part_count > 1
               ? add_change(protection->context, parts, finding->part_count)
               : done();
}

static Status make_parts(const Protection *protection, const Audit *audit,
                         const AuditFinding *finding, Shown *const *answers, ShownFinding *out)
{
    ShownPart *parts = TAKE(protection->context, ShownPart, finding->part_count);
    const Findings **counted = TAKE(protection->context, const Findings *, finding->part_count);

    if (parts == NULL || counted == NULL) {
        return fail_memory(protection->context);
    }
    for (size_t p = 0; p < finding->part_count; p++) {
        const AuditPart *part = &finding->parts[p];
        const Shown *answer = answers[part->answer];

        counted[p] = audit->answers[part->answer];
        parts[p] = (ShownPart){.label = part->label,
                               .of = part->of,
                               .base = &answer->tables[part->table],
                               .overall = answer->overall[part->table],
                               .overall_change = shown_no_interval(),
                               .ends_change = shown_no_interval()};
    }
    TRY(protect_absent(protection, counted, parts, finding->part_count));
    TRY(plain_names(protection, audit, finding, parts, out));
    out->parts = parts;
    out->part_count = finding->part_count;
    return add_extras(protection, audit, finding, parts);
}

/* ---- the verdict ---- */

static bool is_told(const ShownGroup *group)
{
    const ShownInterval *gap = &group->difference;

    return gap->estimate.state == SHOWN_VALUE &&
           (gap->low.state == SHOWN_VALUE || gap->high.state == SHOWN_VALUE);
}

static bool is_beyond(const ShownGroup *group, double matters)
{
    Interval gap = shown_as_interval(&group->difference);

    return is_told(group) && (gap.low > matters || gap.high < -matters);
}

/* From the interval shown, as long as the verdict's own would be. */
static Needed needed_of(const ShownGroup *group, const Verdict *verdict, double matters)
{
    Interval gap = shown_as_interval(&group->difference);

    if (group->people.state != SHOWN_VALUE) {
        return (Needed){0, NEEDED_UNKNOWN};
    }
    gap.low = gap.estimate - verdict->widening * (gap.estimate - gap.low);
    gap.high = gap.estimate + verdict->widening * (gap.high - gap.estimate);
    return verdict_people_needed(gap, matters, group->people.value);
}

/* From what is shown. A share of everyone has nobody to be compared with, nor have the same texts
   in other words two groups of their own, and a pair is no person; how many people of a survey it
   takes hangs on how they are drawn. Codes that disagree are counted of each group's own people,
   so of these it is told. */
static double to_tell(const AuditFinding *finding, const ShownTable *table, const ShownGroup *group,
                      double matters)
{
    double gap = group->difference.estimate.value;

    if (finding->unit != SHOWN_PER_100 || table->weighted || check_is_of_people(finding->check) ||
        finding->check == CHECK_PROXIES || finding->check == CHECK_SWAP ||
        group->estimate.estimate.state != SHOWN_VALUE) {
        return (double)NAN;
    }
    return verdict_people_to_tell(group->estimate.estimate.value - gap,
                                  gap < 0 ? -matters : matters);
}

/* True when what is shown would read as the verdict does. */
static bool reads_alike(const ShownTable *table, const ShownVerdict *verdict, double matters)
{
    if (verdict->say == DATA_FOUND) {
        for (size_t i = 0; i < verdict->found_count; i++) {
            const ShownGroup *group = group_of(table, verdict->found[i].level);

            if (group != NULL && is_beyond(group, matters)) {
                return true;
            }
        }
        return false;
    }
    for (size_t g = 0; verdict->say == DATA_NONE && g < table->group_count; g++) {
        if (is_told(&table->groups[g]) && is_beyond(&table->groups[g], matters)) {
            return false;
        }
    }
    return true;
}

/* Recorded groups that are worse off come first, the largest gap of them at the top: the one that a
   sentence tells. 0: not worse off, or not said. */
static double how_much_worse(const ShownGroup *group, Better better)
{
    double gap;
    double worse;

    if (group == NULL || !group->recorded) {
        return 0;
    }
    gap = group->difference.estimate.value;
    worse = better == BETTER_LESS ? gap : -gap;
    return worse > 0 ? worse : 0;
}

static void name_found(const ShownTable *table, const FindingTable *counted, const Verdict *verdict,
                       Better better, ShownVerdictGroup *found, ShownVerdict *out)
{
    for (size_t i = 0; i < verdict->found_count; i++) {
        const ShownGroup *group = group_of(table, counted->groups[verdict->found[i].group].level);
        size_t at = out->found_count;

        if (group == NULL || !is_told(group)) {
            continue;
        }
        while (at > 0 && how_much_worse(group_of(table, found[at - 1].level), better) <
                             how_much_worse(group, better)) {
            found[at] = found[at - 1];
            at--;
        }
        found[at] = (ShownVerdictGroup){
            .level = group->level, .less = verdict->found[i].less, .to_tell = (double)NAN};
        out->found_count++;
    }
}

static void name_unclear(const AuditFinding *finding, const ShownTable *table,
                         const FindingTable *counted, double matters, ShownVerdictGroup *small,
                         ShownVerdict *out)
{
    const Verdict *verdict = &finding->verdict;

    for (size_t i = 0; i < verdict->unclear_count; i++) {
        const ShownGroup *group = group_of(table, counted->groups[verdict->unclear[i].group].level);

        if (group != NULL && is_told(group)) {
            Needed needed = needed_of(group, verdict, matters);

            small[out->small_count++] =
                (ShownVerdictGroup){.level = group->level,
                                    .less = verdict->unclear[i].less,
                                    .needed = needed.people,
                                    .why = needed.why,
                                    .to_tell = to_tell(finding, table, group, matters)};
        }
    }
}

/* Whether one group's gap is further from none than it was, by more than matters, in an interval as
   long as it must be for all groups to hold together. A gap that went from one side of none to the
   other widened by the difference of its sizes only; their sum is as uncertain as that. */
static DataSay widening_of(const ShownGroup *now, const ShownInterval *change, double longer,
                           double matters)
{
    Interval gap = shown_as_interval(&now->difference);
    Interval move = shown_as_interval(change);
    double then = gap.estimate - move.estimate;
    double middle = fabs(gap.estimate) - fabs(then);
    bool upwards = gap.estimate >= 0;
    double below = longer * (upwards ? move.estimate - move.low : move.high - move.estimate);
    double above = longer * (upwards ? move.high - move.estimate : move.estimate - move.low);

    if (isnan(middle) || isnan(below) || isnan(above)) {
        return DATA_UNCLEAR;
    }
    return middle - below > matters    ? DATA_FOUND
           : middle + above <= matters ? DATA_NONE
                                       : DATA_UNCLEAR;
}

static bool is_reference(const ShownTable *table, const ShownGroup *group)
{
    return table->has_reference && str_equal(group->level, table->compared_with);
}

/* From what is shown. That a gap is there in the last period does not say that it widened. Stricter
   than the verdict on one period: a group that is small or hidden makes it unclear, since how it
   and other small ones changed together is not among what is shown. */
static DataSay change_say(const ShownFinding *finding, const Verdict *verdict, double matters)
{
    const ShownPart *last = &finding->parts[finding->part_count - 1];
    DataSay say = DATA_UNSEEN;

    if (finding->check != CHECK_CHANGE || finding->part_count < 2 || verdict->compared == 0) {
        return DATA_UNSEEN;
    }
    for (size_t g = 0; g < last->base->group_count; g++) {
        const ShownGroup *group = &last->base->groups[g];
        DataSay own = widening_of(group, &last->extras[g].gap_change, verdict->widening, matters);

        if (!group->recorded || is_reference(last->base, group)) {
            continue; /* who is not recorded changes with what is written down */
        }
        if (own == DATA_FOUND) {
            return DATA_FOUND;
        }
        say = own == DATA_UNCLEAR || say == DATA_UNSEEN ? own : say;
    }
    return say;
}

static Status make_verdict(Context *context, const Audit *audit, const AuditFinding *finding,
                           ShownFinding *out)
{
    const Verdict *verdict = &finding->verdict;
    const AuditPart *part = &finding->parts[finding->judged];
    const FindingTable *counted = &audit->answers[part->answer]->tables[part->table];
    const ShownTable *table = out->parts[finding->judged].base;
    ShownVerdictGroup *found = TAKE(context, ShownVerdictGroup, verdict->found_count);
    ShownVerdictGroup *small = TAKE(context, ShownVerdictGroup, verdict->unclear_count);
    double matters = finding->unit == SHOWN_PER_100 ? finding->matters / 100 : finding->matters;

    if (found == NULL || small == NULL) {
        return fail_memory(context);
    }
    out->verdict = (ShownVerdict){.say = verdict->say,
                                  .no_margin = isnan(finding->matters),
                                  .found = found,
                                  .small = small,
                                  .compared = verdict->compared,
                                  .confidence = verdict->confidence};
    if (out->verdict.no_margin) {
        out->verdict.say = DATA_UNSEEN;
        return done();
    }
    name_found(table, counted, verdict, finding->better, found, &out->verdict);
    name_unclear(finding, table, counted, matters, small, &out->verdict);
    if (verdict->say == DATA_FOUND && out->verdict.found_count == 0) {
        out->verdict.say = DATA_UNCLEAR; /* of hidden groups alone: nothing may be said of them */
    }
    out->verdict.change = change_say(out, verdict, matters);
    out->verdict.by_exact_counts = !reads_alike(table, &out->verdict, matters);
    return done();
}

Status protect_finding(const Protection *protection, const Audit *audit,
                       const AuditFinding *finding, Shown *const *answers, ShownFinding *out)
{
    const StudyTable *table = &audit->study->tables.items[finding->data];

    *out = (ShownFinding){.id = finding->id,
                          .check = finding->check,
                          .stage = finding->stage,
                          .knots = finding->knots,
                          .subject = finding->subject,
                          .means = finding->means,
                          .chosen_by = finding->chosen_by,
                          .data = table->name.text,
                          .row = finding->row.length > 0 ? finding->row : table->row.text,
                          .dimension = finding->dimension,
                          .about = finding->about,
                          .combination = finding->combination,
                          .sensitive = finding->sensitive,
                          .better = finding->better == BETTER_MORE   ? 1
                                    : finding->better == BETTER_LESS ? -1
                                                                     : 0,
                          .unit = finding->unit,
                          .unit_name = finding->unit_name,
                          .matters = finding->matters,
                          .all_periods = finding->all_periods,
                          .largest_leak = finding->largest_leak,
                          .judged = finding->check == CHECK_PATHWAY ? finding->judged : 0,
                          .notes = finding->notes};
    TRY(make_parts(protection, audit, finding, answers, out));
    return make_verdict(protection->context, audit, finding, out);
}
