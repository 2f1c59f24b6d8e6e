#include "report/sentence_internal.h"

#include <math.h>

/* The part of the shown people from which on those who are hidden may turn a rounded share. */
#define ROUGH_FROM 0.02

/* The step of a pathway, what a score foretells, else the study's name of what is counted. */
static Str subject(Arena *arena, const ShownFinding *finding, const ShownPart *part)
{
    bool step = part->label.length > 0 &&
                (finding->check == CHECK_PATHWAY || finding->check == CHECK_CALIBRATION);

    return step ? figure_quoted(arena, part->label) : figure_subject(arena, finding);
}

Str sentence_unit(Arena *arena, const ShownFinding *finding)
{
    if (is_share(finding)) {
        return STR(" in 100");
    }
    if (finding->unit == SHOWN_DAYS) {
        return STR(" days");
    }
    return finding->unit_name.length == 0
               ? STR_NONE
               : str_format(arena, " %.*s", STR_ARGS(finding->unit_name));
}

Str sentence_in_group(Arena *arena, const ShownFinding *finding, Str label)
{
    Str dimension = figure_quoted(arena, finding->dimension);

    if (label.length == 0) {
        return STR_NONE;
    }
    if (str_equal(label, STR("not recorded"))) {
        return str_format(arena, " whose %.*s is not recorded", STR_ARGS(dimension));
    }
    return figure_is_quoted(label)
               ? str_format(arena, " in the %.*s group %.*s", STR_ARGS(dimension), STR_ARGS(label))
               : str_format(arena, " in %.*s", STR_ARGS(label));
}

Str sentence_other_end(Arena *arena, Str label)
{
    const char *before = figure_is_quoted(label) ? "the group " : "";

    return str_format(arena, " In %s%.*s", before, STR_ARGS(label));
}

void sentence_of_every(Arena *arena, Text *text, const ShownFinding *finding, const ShownPart *part,
                       Str label)
{
    Str rows = figure_counted(arena, finding);
    Str group = sentence_in_group(arena, finding, label);

    text_format(text, "Of every 100 %.*s%.*s", STR_ARGS(rows), STR_ARGS(group));
    if (finding->check == CHECK_PATHWAY && part->of.length > 0) {
        Str of = figure_quoted(arena, part->of);

        text_format(text, " at the step %.*s", STR_ARGS(of));
    }
}

/* ", the service counted 40 as “recovered”" */
void sentence_service_did(Text *text, const ShownFinding *finding, Str what, Str number)
{
    switch (finding->check) {
    case CHECK_COMPLETENESS:
        text_format(text, ", the service wrote down %.*s for %.*s", STR_ARGS(what),
                    STR_ARGS(number));
        return;
    case CHECK_PATHWAY:
        text_format(text, ", the service saw %.*s through to %.*s", STR_ARGS(number),
                    STR_ARGS(what));
        return;
    case CHECK_WAITS:
        text_format(text, ", the service saw %.*s within the limit of %.*s", STR_ARGS(number),
                    STR_ARGS(what));
        return;
    case CHECK_ROWS_LOST:
        text_format(text, ", the service left out %.*s at %.*s", STR_ARGS(number), STR_ARGS(what));
        return;
    case CHECK_MISSED:
    case CHECK_FLAGGED_WITHOUT:
    case CHECK_NEED:
        text_format(text, ", the service’s score %.*s flagged %.*s", STR_ARGS(what),
                    STR_ARGS(number));
        return;
    case CHECK_CALIBRATION:
        text_format(text, ", %.*s came true for %.*s", STR_ARGS(what), STR_ARGS(number));
        return;
    case CHECK_ASSUMPTIONS:
        text_format(text, ", which rule the service uses for %.*s decides for %.*s", STR_ARGS(what),
                    STR_ARGS(number));
        return;
    case CHECK_REPRESENTATION:
    case CHECK_GAP:
    case CHECK_CHANGE:
    case CHECK_COUNT:
        text_format(text, ", the service counted %.*s as %.*s", STR_ARGS(number), STR_ARGS(what));
        return;
    }
}

static int decimals_of(const ShownFinding *finding, const ShownGroup *group)
{
    if (!is_share(finding)) {
        return 1;
    }
    return figure_has(&group->difference)
               ? figure_decimals(finding->unit, group->difference.estimate.value)
               : 0;
}

static Str estimate_of(Arena *arena, const ShownFinding *finding, const ShownGroup *group)
{
    return figure_estimate(arena, finding->unit, &group->estimate.estimate,
                           decimals_of(finding, group));
}

/* No digit that neither the estimate nor the difference holds. */
static Str other_of(Arena *arena, const ShownFinding *finding, const ShownGroup *group)
{
    int decimals =
        figure_kept(finding->unit, &group->estimate.estimate, decimals_of(finding, group));

    return figure_value(arena, finding->unit,
                        group->estimate.estimate.value - group->difference.estimate.value,
                        figure_kept(finding->unit, &group->difference.estimate, decimals));
}

/* The group that a share of a population belongs to. */
static const ShownExtra *extra_of(const ShownPart *part, const ShownGroup *group)
{
    return part->extras == NULL ? NULL : &part->extras[group - part->base->groups];
}

static void representation_text(Arena *arena, Text *text, const ShownFinding *finding,
                                const ShownGroup *group)
{
    const ShownPart *part = figure_main_part(finding);
    const ShownExtra *extra = extra_of(part, group);
    Str rows = figure_rows(arena, finding->row);
    Str label = figure_label(arena, group);
    Str where = sentence_in_group(arena, finding, label);
    Str here = estimate_of(arena, finding, group);

    text_format(text, "Of every 100 %.*s the service holds, %.*s are%.*s.", STR_ARGS(rows),
                STR_ARGS(here), STR_ARGS(where));
    if (extra != NULL && figure_has(&extra->reference)) {
        Str there = figure_estimate(arena, finding->unit, &extra->reference.estimate,
                                    decimals_of(finding, group));

        text_format(text, " In the population, %.*s are.", STR_ARGS(there));
    }
}

/* "Of every 100 patients in “A”, “readmitted” came true for 18. The service’s score “risk” expected
   12." */
static void calibration_text(Arena *arena, Text *text, const ShownFinding *finding,
                             const ShownGroup *group)
{
    const ShownPart *part = figure_main_part(finding);
    const ShownExtra *extra = extra_of(part, group);
    Str what = subject(arena, finding, part);
    Str score = figure_subject(arena, finding);
    Str number = estimate_of(arena, finding, group);

    sentence_of_every(arena, text, finding, part, figure_label(arena, group));
    sentence_service_did(text, finding, what, number);
    text_add(text, STR("."));
    if (extra != NULL && figure_has(&extra->reference)) {
        Str expected = figure_estimate(arena, finding->unit, &extra->reference.estimate,
                                       decimals_of(finding, group));

        text_format(text, " The service’s score %.*s expected %.*s.", STR_ARGS(score),
                    STR_ARGS(expected));
    }
}

/* "The service’s average for “cost” in the “sex” group “Women” was 22.5 pounds." */
static void average_text(Arena *arena, Text *text, const ShownFinding *finding, Str what, Str label,
                         Str number)
{
    Str group = sentence_in_group(arena, finding, label);
    Str unit = sentence_unit(arena, finding);

    text_format(text, "The service’s average for %.*s%.*s was %.*s%.*s.", STR_ARGS(what),
                STR_ARGS(group), STR_ARGS(number), STR_ARGS(unit));
}

/* One group beside those it is compared with. */
static void group_text(Arena *arena, Text *text, const ShownFinding *finding,
                       const ShownGroup *group)
{
    const ShownPart *part = figure_main_part(finding);
    Str label = figure_label(arena, group);
    Str what = subject(arena, finding, part);
    Str number = estimate_of(arena, finding, group);
    Str other = figure_others(arena, part->base);

    if (finding->check == CHECK_REPRESENTATION) {
        representation_text(arena, text, finding, group);
        return;
    }
    if (finding->check == CHECK_CALIBRATION) {
        calibration_text(arena, text, finding, group);
        return;
    }
    if (is_share(finding)) {
        sentence_of_every(arena, text, finding, part, label);
        sentence_service_did(text, finding, what, number);
        text_add(text, STR("."));
    } else {
        average_text(arena, text, finding, what, label, number);
    }
    if (figure_has(&group->difference)) {
        Str compared = other_of(arena, finding, group);

        text_format(text, is_share(finding) ? " Of %.*s: %.*s." : " For %.*s: %.*s.",
                    STR_ARGS(other), STR_ARGS(compared));
    }
}

/* Else a sentence that follows names the grouping. */
static bool names_no_grouping(const ShownFinding *finding)
{
    return finding->verdict.no_margin ||
           (finding->verdict.say != DATA_NONE && finding->verdict.say != DATA_UNCLEAR);
}

/* Where what is hidden may weigh, everyone's number is added up only roughly, and another way of
   grouping the same people would give another: no sentence says it then. */
static bool overall_is_rough(const ShownTable *table)
{
    double shown = 0;
    double hidden = 0;

    for (size_t i = 0; i < table->group_count; i++) {
        const ShownGroup *group = &table->groups[i];

        if (group->people.state == SHOWN_VALUE) {
            shown += group->people.value;
            hidden += group->total.state == SHOWN_HIDDEN ? group->people.value : 0;
        } else if (group->people.state == SHOWN_HIDDEN) {
            hidden += group->people.has_range && group->people.to < INT64_MAX
                          ? (double)group->people.to
                          : HUGE_VAL;
        }
    }
    return hidden > ROUGH_FROM * shown;
}

static void overall_text(Arena *arena, Text *text, const ShownFinding *finding)
{
    const ShownPart *part = figure_main_part(finding);
    Str what = subject(arena, finding, part);
    Str number =
        figure_estimate(arena, finding->unit, &part->overall.estimate, is_share(finding) ? 0 : 1);

    if (!figure_has(&part->overall) || finding->check == CHECK_REPRESENTATION ||
        overall_is_rough(part->base)) {
        return;
    }
    if (is_share(finding)) {
        sentence_of_every(arena, text, finding, part, STR_NONE);
        if (names_no_grouping(finding)) { /* each table is protected by itself: 24 here, 23 there */
            Str dimension = figure_quoted(arena, finding->dimension);

            text_format(text, " in the table by %.*s", STR_ARGS(dimension));
        }
        sentence_service_did(text, finding, what, number);
        text_add(text, STR(". "));
    } else {
        average_text(arena, text, finding, what, STR_NONE, number);
        text_add_byte(text, ' ');
    }
}

/* Digits that both ends hold as released. */
static int ends_kept(const ShownFinding *finding, const ShownPart *part, int decimals)
{
    ShownEnds ends = shown_ends(part, 1);

    if (ends.first == NULL) {
        return decimals;
    }
    decimals = figure_kept(finding->unit, &ends.first->estimate.estimate, decimals);
    return figure_kept(finding->unit, &ends.last->estimate.estimate, decimals);
}

/* Two ends of an order: one sentence each. */
static bool ends_text(Arena *arena, Text *text, const ShownFinding *finding)
{
    const ShownPart *part = figure_main_part(finding);
    FigurePair pair = figure_pair(arena, finding, part);
    Str what = subject(arena, finding, part);
    int decimals;
    Str first;
    Str second;

    if (!part->base->ordered || !pair.has) {
        return false;
    }
    decimals = is_share(finding)
                   ? figure_decimals(finding->unit, pair.first_value - pair.second_value)
                   : 1;
    decimals = ends_kept(finding, part, decimals);
    first = figure_value(arena, finding->unit, pair.first_value, decimals);
    second = figure_value(arena, finding->unit, pair.second_value, decimals);
    if (is_share(finding)) {
        sentence_of_every(arena, text, finding, part, pair.first);
        sentence_service_did(text, finding, what, first);
        text_add(text, STR("."));
    } else {
        average_text(arena, text, finding, what, pair.first, first);
    }
    text_add(text, sentence_other_end(arena, pair.second));
    text_format(text, ": %.*s.", STR_ARGS(second));
    return true;
}

const ShownGroup *sentence_named_group(const ShownFinding *finding)
{
    const ShownPart *part = figure_main_part(finding);
    const ShownVerdict *verdict = &finding->verdict;

    return verdict->found_count == 0 ? NULL : figure_find(part->base, verdict->found[0].level);
}

/* What groups may differ in: "how often “ethnicity” is written down". */
static Str differing_in(Arena *arena, const ShownFinding *finding)
{
    Str what = subject(arena, finding, figure_main_part(finding));

    switch (finding->check) {
    case CHECK_COMPLETENESS:
        return str_format(arena, "how often %.*s is written down", STR_ARGS(what));
    case CHECK_PATHWAY:
        return str_format(arena, "how many come to %.*s", STR_ARGS(what));
    case CHECK_WAITS:
        return str_format(arena, "how many come within the limit of %.*s", STR_ARGS(what));
    case CHECK_ROWS_LOST:
        return str_format(arena, "how many are left out at %.*s", STR_ARGS(what));
    case CHECK_MISSED:
        return str_format(arena, "how many with the outcome the score %.*s flags", STR_ARGS(what));
    case CHECK_NEED:
        return str_format(arena, "how many in most need the score %.*s flags", STR_ARGS(what));
    case CHECK_FLAGGED_WITHOUT:
        return str_format(arena, "how many without the outcome the score %.*s flags",
                          STR_ARGS(what));
    case CHECK_ASSUMPTIONS:
        return str_format(arena, "how many hang on the rule for %.*s", STR_ARGS(what));
    case CHECK_CALIBRATION:
    case CHECK_REPRESENTATION:
    case CHECK_GAP:
    case CHECK_CHANGE:
    case CHECK_COUNT:
        break;
    }
    return what;
}

/* The same of what a score expected. */
static void no_calibration_text(Arena *arena, Text *text, const ShownFinding *finding)
{
    Str dimension = figure_quoted(arena, finding->dimension);
    Str score = figure_subject(arena, finding);

    if (finding->verdict.say == DATA_NONE) {
        text_format(text,
                    "By %.*s, no group was found to differ from what the score %.*s expected by "
                    "as much as matters.",
                    STR_ARGS(dimension), STR_ARGS(score));
    } else if (finding->verdict.say == DATA_UNCLEAR) {
        text_format(text,
                    "What the service holds cannot tell yet whether any %.*s group differs from "
                    "what the score %.*s expected.",
                    STR_ARGS(dimension), STR_ARGS(score));
    }
}

/* What is known of the differences of all groups, where none is told of. */
static void no_group_text(Arena *arena, Text *text, const ShownFinding *finding)
{
    Str dimension = figure_quoted(arena, finding->dimension);
    Str what = differing_in(arena, finding);
    bool here = finding->check == CHECK_REPRESENTATION;

    if (finding->verdict.no_margin) {
        return;
    }
    if (finding->check == CHECK_CALIBRATION) {
        no_calibration_text(arena, text, finding);
        return;
    }
    if (finding->verdict.say == DATA_NONE) {
        text_format(text, "By %.*s, no group was found to differ ", STR_ARGS(dimension));
        if (here) {
            text_add(text, STR("from its share of the population by as much as matters in what "
                               "the service holds."));
        } else {
            text_format(text, "in %.*s by as much as matters.", STR_ARGS(what));
        }
    } else if (finding->verdict.say == DATA_UNCLEAR && here) {
        text_format(
            text,
            "What the service holds cannot tell yet whether any %.*s group differs from its "
            "share of the population by as much as matters.",
            STR_ARGS(dimension));
    } else if (finding->verdict.say == DATA_UNCLEAR) {
        text_format(
            text,
            "What the service holds cannot tell yet whether %.*s groups differ in %.*s by as "
            "much as matters.",
            STR_ARGS(dimension), STR_ARGS(what));
    }
}

static void finding_text(Arena *arena, Text *text, const ShownFinding *finding)
{
    const ShownGroup *named = sentence_named_group(finding);

    if (is_change(finding)) {
        sentence_change(arena, text, finding);
    } else if (is_wait(finding)) {
        sentence_wait(arena, text, finding);
    } else if (named != NULL && figure_has(&named->estimate)) {
        group_text(arena, text, finding, named);
    } else if (finding->check == CHECK_REPRESENTATION || finding->check == CHECK_CALIBRATION ||
               !ends_text(arena, text, finding)) {
        overall_text(arena, text, finding);
        no_group_text(arena, text, finding);
    }
}

double sentence_margin(const ShownFinding *finding)
{
    return is_share(finding) ? finding->matters / 100 : finding->matters;
}

bool sentence_crosses(const ShownFinding *finding, const ShownInterval *gap)
{
    double margin = sentence_margin(finding);

    return (gap->low.value < margin && gap->high.value > margin) ||
           (gap->low.value < -margin && gap->high.value > -margin);
}

/* How sure that the gap is beyond what matters, or is not. */
static int bars_of(const ShownFinding *finding, const ShownInterval *gap)
{
    double margin = sentence_margin(finding);

    if (finding->verdict.no_margin || finding->verdict.say == DATA_UNSEEN) {
        return 0;
    }
    if (finding->verdict.say == DATA_UNCLEAR) {
        return 1;
    }
    if (gap == NULL || !figure_has_limits(gap) || !isfinite(margin)) {
        return 3;
    }
    if (sentence_crosses(finding, gap)) {
        return 2;
    }
    return gap->high.value - gap->low.value <= margin ? 4 : 3;
}

Str sentence_bars_word(int bars)
{
    static const char *const WORDS[] = {"", "not yet", "somewhat", "quite", "very"};

    return str_from(WORDS[bars]);
}

static void gap_sure(Arena *arena, Text *text, const ShownFinding *finding,
                     const ShownInterval *gap, int bars)
{
    Str range = gap == NULL ? STR_NONE : figure_gap_range(arena, finding->unit, gap);

    if (bars > 0) {
        Str word = sentence_bars_word(bars);

        text_format(text, "How sure: %.*s.", STR_ARGS(word));
    }
    if (range.length > 0) {
        text_format(text, "%sThe gap lies %.*s.", bars > 0 ? " " : "", STR_ARGS(range));
    }
}

/* What the rows of all periods together cannot tell. */
static void periods_sure(Text *text, const ShownFinding *finding)
{
    if (finding->all_periods && finding->latest != DATA_UNSEEN && !finding->verdict.no_margin &&
        finding->latest != finding->verdict.say) {
        Str say = sentence_data_say(finding->latest);

        text_format(text, " This is of all periods together; in the latest alone: %.*s.",
                    STR_ARGS(say));
    }
}

Str sentence_data_say(DataSay say)
{
    static const char *const WORDS[] = {"not looked at", "cannot tell yet",
                                        "no gap that matters found", "gap found"};

    return str_from(WORDS[say]);
}

Str sentence_unjudged(void)
{
    return STR("Where no “How sure” stands, nobody said which gap matters: described, not judged.");
}

static void sure_text(Arena *arena, Text *text, const ShownFinding *finding, int bars)
{
    const ShownGroup *named = sentence_named_group(finding);

    if (!finding->verdict.no_margin && finding->verdict.say == DATA_UNSEEN) {
        text_add(text, STR("No two groups could be compared, so nothing is judged."));
    } else if (is_change(finding)) {
        sentence_change_sure(arena, text, finding, bars);
    } else {
        gap_sure(arena, text, finding, named == NULL ? NULL : &named->difference, bars);
    }
    periods_sure(text, finding);
    if (finding->chosen_by.length > 0 && finding->means.length > 0) {
        Str quoted = figure_subject(arena, finding);

        text_format(text, " %.*s as %.*s chose it.", STR_ARGS(quoted),
                    STR_ARGS(finding->chosen_by));
    }
}

Sentence sentence_minute(Arena *arena, const ShownFinding *finding)
{
    const ShownGroup *named = finding->part_count == 0 ? NULL : sentence_named_group(finding);
    Text text = text_new(arena);
    Text sure = text_new(arena);
    Sentence sentence = {.bars = bars_of(finding, named == NULL ? NULL : &named->difference)};

    if (finding->part_count == 0) {
        return sentence;
    }
    sentence.unjudged = finding->verdict.no_margin;
    finding_text(arena, &text, finding);
    sure_text(arena, &sure, finding, sentence.bars);
    sentence.text = text_str(&text);
    sentence.sure = str_trim(text_str(&sure));
    return sentence;
}
