#include "report/sentence_internal.h"

#include "catalogue/check_kind.h"

#include <assert.h>
#include <math.h>

/* The part of the shown people from which on those who are hidden may turn a rounded share. */
#define ROUGH_FROM 0.02

/* The step of a pathway, what a score foretells, else the study's name of what is counted. */
static Str subject(Arena *arena, const ShownFinding *finding, const ShownPart *part)
{
    bool step = part->label.length > 0 &&
                (finding->check == CHECK_PATHWAY || finding->check == CHECK_CALIBRATION ||
                 finding->check == CHECK_ACCEPTED || finding->check == CHECK_OVERRULED);

    return step ? figure_quoted(arena, part->label) : figure_subject(arena, finding);
}

Str sentence_in_group(Arena *arena, const ShownFinding *finding, Str label)
{
    Str dimension = figure_dimension_quoted(arena, finding);

    if (label.length == 0) {
        return STR_NONE;
    }
    if (str_equal(label, phrase_plain(PHRASE_NOT_RECORDED))) {
        return PHRASE(arena, PHRASE_IN_NOT_RECORDED, {SLOT_DIMENSION, dimension});
    }
    return figure_is_quoted(label)
               ? PHRASE(arena, PHRASE_IN_GROUP, {SLOT_DIMENSION, dimension}, {SLOT_GROUP, label})
               : PHRASE(arena, PHRASE_IN_WORDS, {SLOT_GROUP, label});
}

Str sentence_other_end(Arena *arena, Str label, Str number)
{
    return figure_is_quoted(label)
               ? PHRASE(arena, PHRASE_OTHER_GROUP, {SLOT_GROUP, label}, {SLOT_NUMBER, number})
               : PHRASE(arena, PHRASE_OTHER_WORDS, {SLOT_GROUP, label}, {SLOT_NUMBER, number});
}

Str sentence_people(Arena *arena, const ShownFinding *finding, const ShownPart *part, Str label)
{
    Str rows = figure_counted(arena, finding);
    Str group = sentence_in_group(arena, finding, label);

    if (finding->check == CHECK_PATHWAY && part->of.length > 0) {
        Str of = figure_quoted(arena, part->of);

        return PHRASE(arena, PHRASE_PEOPLE_AT_STEP, {SLOT_ROWS, rows}, {SLOT_GROUP, group},
                      {SLOT_STEP, of});
    }
    return PHRASE(arena, PHRASE_PEOPLE, {SLOT_ROWS, rows}, {SLOT_GROUP, group});
}

static PhraseId did(CheckKind check)
{
    switch (check) {
    case CHECK_COMPLETENESS:
        return PHRASE_DID_WRITE_DOWN;
    case CHECK_PATHWAY:
        return PHRASE_DID_SEE_THROUGH;
    case CHECK_WAITS:
        return PHRASE_DID_SEE_WITHIN;
    case CHECK_ROWS_LOST:
        return PHRASE_DID_LEAVE_OUT;
    case CHECK_MISSED:
    case CHECK_FLAGGED_WITHOUT:
    case CHECK_NEED:
    case CHECK_SHIFT_FLAGGED:
    case CHECK_PLACE_FLAGGED:
    case CHECK_SHIFT_MISSED:
    case CHECK_PLACE_MISSED:
        return PHRASE_DID_FLAG;
    case CHECK_CALIBRATION:
        return PHRASE_DID_COME_TRUE;
    case CHECK_ASSUMPTIONS:
        return PHRASE_DID_HANG;
    case CHECK_STABILITY:
        return PHRASE_DID_DISAGREE;
    case CHECK_ACCEPTED:
    case CHECK_OVERRULED:
        return PHRASE_DID_DECIDE;
    case CHECK_SWAP:
        return PHRASE_DID_SAY;
    case CHECK_PROXIES:
        return PHRASE_DID_PAIR;
    case CHECK_REPRESENTATION:
    case CHECK_SHIFT_MIX:
    case CHECK_PLACE_MIX:
    case CHECK_GAP:
    case CHECK_CHANGE:
    case CHECK_COUNT:
        break;
    }
    return PHRASE_DID_COUNT;
}

Str sentence_service_did(Arena *arena, const ShownFinding *finding, Str what, Str number)
{
    return PHRASE(arena, did(finding->check), {SLOT_WHAT, what}, {SLOT_NUMBER, number});
}

/* "Of every 100 referrals in a group, the service counted 40 as “recovered”." */
static void share_text(Arena *arena, Text *text, const ShownFinding *finding, Str label, Str number)
{
    const ShownPart *part = figure_main_part(finding);
    Str people = sentence_people(arena, finding, part, label);
    Str what = subject(arena, finding, part);

    PHRASE_ADD(text, PHRASE_OF_EVERY, {SLOT_PEOPLE, people},
               {SLOT_DID, sentence_service_did(arena, finding, what, number)});
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

    PHRASE_ADD(text, PHRASE_HERE, {SLOT_ROWS, rows}, {SLOT_NUMBER, here}, {SLOT_GROUP, where});
    if (extra != NULL && figure_has(&extra->reference)) {
        Str there = figure_estimate(arena, finding->unit, &extra->reference.estimate,
                                    decimals_of(finding, group));

        if (check_is_mix(finding->check)) {
            PHRASE_ADD(text, PHRASE_THEN_WERE, {SLOT_OTHERS, figure_others(arena, part->base)},
                       {SLOT_NUMBER, there});
        } else {
            PHRASE_ADD(text, PHRASE_IN_POPULATION, {SLOT_NUMBER, there});
        }
    }
}

/* "Of every 100 patients in “A”, “readmitted” came true for 18. The service’s score “risk” expected
   12." */
static void calibration_text(Arena *arena, Text *text, const ShownFinding *finding,
                             const ShownGroup *group)
{
    const ShownPart *part = figure_main_part(finding);
    const ShownExtra *extra = extra_of(part, group);
    Str score = figure_subject(arena, finding);

    share_text(arena, text, finding, figure_label(arena, group),
               estimate_of(arena, finding, group));
    if (extra != NULL && figure_has(&extra->reference)) {
        Str expected = figure_estimate(arena, finding->unit, &extra->reference.estimate,
                                       decimals_of(finding, group));

        PHRASE_ADD(text, PHRASE_SCORE_EXPECTED, {SLOT_SCORE, score}, {SLOT_NUMBER, expected});
    }
}

/* "The service’s average for “cost” in the “sex” group “Women” was 22.5 pounds." */
static void average_text(Arena *arena, Text *text, const ShownFinding *finding, Str label,
                         Str number)
{
    Str what = subject(arena, finding, figure_main_part(finding));
    Str group = sentence_in_group(arena, finding, label);
    Str unit = figure_unit(arena, finding);

    PHRASE_ADD(text, PHRASE_AVERAGE_WAS, {SLOT_WHAT, what}, {SLOT_GROUP, group},
               {SLOT_NUMBER, number}, {SLOT_UNIT, unit});
}

static void share_or_average(Arena *arena, Text *text, const ShownFinding *finding, Str label,
                             Str number)
{
    if (is_share(finding)) {
        share_text(arena, text, finding, label, number);
    } else {
        average_text(arena, text, finding, label, number);
    }
}

/* One group beside those it is compared with. */
static void group_text(Arena *arena, Text *text, const ShownFinding *finding,
                       const ShownGroup *group)
{
    Str other = figure_others(arena, figure_main_part(finding)->base);

    if (check_is_of_people(finding->check)) {
        representation_text(arena, text, finding, group);
        return;
    }
    if (finding->check == CHECK_CALIBRATION) {
        calibration_text(arena, text, finding, group);
        return;
    }
    share_or_average(arena, text, finding, figure_label(arena, group),
                     estimate_of(arena, finding, group));
    if (finding->check == CHECK_PROXIES) {
        text_add(text, phrase_plain(PHRASE_LOTS_WOULD_GIVE));
    } else if (figure_has(&group->difference)) {
        PHRASE_ADD(text,
                   check_is_shift(finding->check) ? PHRASE_OTHERS_THEN
                   : is_share(finding)            ? PHRASE_OTHERS_OF
                                                  : PHRASE_OTHERS_FOR,
                   {SLOT_OTHERS, other}, {SLOT_NUMBER, other_of(arena, finding, group)});
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
    Str number =
        figure_estimate(arena, finding->unit, &part->overall.estimate, is_share(finding) ? 0 : 1);
    Str from;
    Str to;

    if (!figure_has(&part->overall) || finding->check == CHECK_REPRESENTATION ||
        check_is_shift(finding->check) || overall_is_rough(part->base)) {
        return;
    }
    if (is_share(finding) && names_no_grouping(finding)) {
        Str people = sentence_people(arena, finding, part, STR_NONE);
        Str what = subject(arena, finding, part);

        /* each table is protected by itself: 24 here, 23 there */
        PHRASE_ADD(text, PHRASE_OF_EVERY_IN_TABLE, {SLOT_PEOPLE, people},
                   {SLOT_DIMENSION, figure_dimension_quoted(arena, finding)},
                   {SLOT_DID, sentence_service_did(arena, finding, what, number)});
        if (sentence_range(arena, finding, &from, &to) && !str_equal(from, to)) {
            PHRASE_ADD(text, PHRASE_GROUP_BY_GROUP, {SLOT_FROM, from}, {SLOT_TO, to});
        }
    } else {
        share_or_average(arena, text, finding, STR_NONE, number);
    }
    text_add_byte(text, ' ');
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
    int decimals;
    Str second;

    if (!part->base->ordered || !pair.has) {
        return false;
    }
    decimals = is_share(finding)
                   ? figure_decimals(finding->unit, pair.first_value - pair.second_value)
                   : 1;
    decimals = ends_kept(finding, part, decimals);
    second = figure_value(arena, finding->unit, pair.second_value, decimals);
    share_or_average(arena, text, finding, pair.first,
                     figure_value(arena, finding->unit, pair.first_value, decimals));
    text_add(text, sentence_other_end(arena, pair.second, second));
    return true;
}

const ShownGroup *sentence_named_group(const ShownFinding *finding)
{
    const ShownPart *part = figure_main_part(finding);
    const ShownVerdict *verdict = &finding->verdict;

    return verdict->found_count == 0 ? NULL : figure_find(part->base, verdict->found[0].level);
}

/* What is known of the differences of all groups, where none is told of. */
static void no_group_text(Arena *arena, Text *text, const ShownFinding *finding)
{
    Str dimension = figure_dimension_quoted(arena, finding);
    Str what = subject(arena, finding, figure_main_part(finding));
    bool none = finding->verdict.say == DATA_NONE;

    if (finding->verdict.no_margin || (!none && finding->verdict.say != DATA_UNCLEAR)) {
        return;
    }
    if (finding->check == CHECK_CALIBRATION) {
        PHRASE_ADD(text, none ? PHRASE_NO_GROUP_EXPECTED : PHRASE_UNCLEAR_EXPECTED,
                   {SLOT_DIMENSION, dimension}, {SLOT_SCORE, figure_subject(arena, finding)});
    } else if (finding->check == CHECK_REPRESENTATION) {
        PHRASE_ADD(text, none ? PHRASE_NO_GROUP_HERE : PHRASE_UNCLEAR_HERE,
                   {SLOT_DIMENSION, dimension});
    } else if (check_is_shift(finding->check)) {
        PHRASE_ADD(text, none ? PHRASE_NO_GROUP_THEN : PHRASE_UNCLEAR_THEN,
                   {SLOT_DIMENSION, dimension},
                   {SLOT_OTHERS, figure_others(arena, figure_main_part(finding)->base)});
    } else {
        Str in = PHRASE(arena, check_kind(finding->check)->differ, {SLOT_WHAT, what});

        PHRASE_ADD(text, none ? PHRASE_NO_GROUP_DIFFERS : PHRASE_UNCLEAR_DIFFERS,
                   {SLOT_DIMENSION, dimension}, {SLOT_IN, in});
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
    } else if (figure_has_reference(finding) || !ends_text(arena, text, finding)) {
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
    static const PhraseId WORDS[] = {PHRASE_SURE_NOT_YET, PHRASE_SURE_SOMEWHAT, PHRASE_SURE_QUITE,
                                     PHRASE_SURE_VERY};

    assert(bars >= 1 && bars <= 4);
    return phrase_plain(WORDS[bars - 1]);
}

static void gap_sure(Arena *arena, Text *text, const ShownFinding *finding,
                     const ShownInterval *gap, int bars)
{
    Str range = gap == NULL ? STR_NONE : figure_gap_range(arena, finding->unit, gap);

    if (bars > 0) {
        PHRASE_ADD(text, PHRASE_HOW_SURE, {SLOT_SURE, sentence_bars_word(bars)});
    }
    if (range.length > 0) {
        text_add(text, bars > 0 ? STR(" ") : STR_NONE);
        PHRASE_ADD(text, PHRASE_GAP_LIES, {SLOT_RANGE, range});
    }
}

/* What the rows of all periods together cannot tell. */
static void periods_sure(Text *text, const ShownFinding *finding)
{
    if (finding->all_periods && finding->latest != DATA_UNSEEN && !finding->verdict.no_margin &&
        finding->latest != finding->verdict.say) {
        PHRASE_ADD(text, PHRASE_PERIODS_TOGETHER, {SLOT_SAYS, sentence_data_say(finding->latest)});
    }
}

Str sentence_data_say(DataSay say)
{
    static const PhraseId WORDS[] = {PHRASE_DATA_UNSEEN, PHRASE_DATA_UNCLEAR, PHRASE_DATA_NONE,
                                     PHRASE_DATA_FOUND};

    return phrase_plain(WORDS[say]);
}

Str sentence_unjudged(void)
{
    return phrase_plain(PHRASE_UNJUDGED);
}

static void sure_text(Arena *arena, Text *text, const ShownFinding *finding, int bars)
{
    const ShownGroup *named = sentence_named_group(finding);

    if (!finding->verdict.no_margin && finding->verdict.say == DATA_UNSEEN) {
        text_add(text, phrase_plain(PHRASE_NOTHING_COMPARED));
    } else if (is_change(finding)) {
        sentence_change_sure(arena, text, finding, bars);
    } else {
        gap_sure(arena, text, finding, named == NULL ? NULL : &named->difference, bars);
    }
    periods_sure(text, finding);
    if (finding->chosen_by.length > 0 && finding->means.length > 0) {
        PHRASE_ADD(text, PHRASE_AS_CHOSEN, {SLOT_WHAT, figure_subject(arena, finding)},
                   {SLOT_BY, finding->chosen_by});
    }
}

/* A table has the last of several periods, and its sentence does not say so. */
static bool is_of_one_period(const ShownFinding *finding)
{
    const ShownTable *table = figure_main_part(finding)->base;

    return table->has_period && table->period.length > 0 && !is_change(finding) &&
           !check_is_shift(finding->check);
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
    if (text.length > 0 && is_of_one_period(finding)) {
        Str period = figure_quoted(arena, figure_main_part(finding)->base->period);
        Str said = text_str(&text);

        text = text_new(arena);
        PHRASE_ADD(&text, PHRASE_SAID_OF_PERIOD, {SLOT_PERIOD, period}, {SLOT_SAYS, said});
    }
    sure_text(arena, &sure, finding, sentence.bars);
    sentence.text = text_str(&text);
    sentence.sure = str_trim(text_str(&sure));
    return sentence;
}
