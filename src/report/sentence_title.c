/* Titles, what is counted, another explanation, how to read. */
#include "report/sentence_internal.h"

#include "catalogue/check_kind.h"

#include <math.h>

#define NAMED_MOST 3

/* What the service does, as the beginning of a title. */
static PhraseId does(const ShownFinding *finding)
{
    switch (finding->check) {
    case CHECK_COMPLETENESS:
        return PHRASE_DOES_WRITE_DOWN;
    case CHECK_REPRESENTATION:
        return PHRASE_DOES_HOLD;
    case CHECK_PATHWAY:
        return PHRASE_DOES_SEE_THROUGH;
    case CHECK_WAITS:
        return PHRASE_DOES_SEE_WITHIN;
    case CHECK_ROWS_LOST:
        return PHRASE_DOES_LEAVE_OUT;
    case CHECK_MISSED:
        return PHRASE_DOES_FLAG_WITH;
    case CHECK_FLAGGED_WITHOUT:
        return PHRASE_DOES_FLAG_WITHOUT;
    case CHECK_NEED:
        return PHRASE_DOES_FLAG_IN_NEED;
    case CHECK_CALIBRATION:
        return PHRASE_DOES_COME_TRUE;
    case CHECK_ASSUMPTIONS:
        return PHRASE_DOES_HANG;
    case CHECK_STABILITY:
        return PHRASE_DOES_DISAGREE;
    case CHECK_SHIFT_MIX:
    case CHECK_PLACE_MIX:
        return PHRASE_DOES_HOLD_THAN;
    case CHECK_SHIFT_FLAGGED:
    case CHECK_PLACE_FLAGGED:
        return PHRASE_DOES_FLAG_THAN;
    case CHECK_SHIFT_MISSED:
    case CHECK_PLACE_MISSED:
        return PHRASE_DOES_FLAG_WITH_THAN;
    case CHECK_ACCEPTED:
        return PHRASE_DOES_GO_ALONG;
    case CHECK_OVERRULED:
        return PHRASE_DOES_GO_BEYOND;
    case CHECK_SWAP:
        return PHRASE_DOES_SAY;
    case CHECK_PROXIES:
        return figure_main_part(finding)->label.length > 0 ? PHRASE_DOES_USE : PHRASE_DOES_SCORE;
    case CHECK_GAP:
    case CHECK_CHANGE:
    case CHECK_COUNT:
        break;
    }
    return finding->unit == SHOWN_PER_100 ? PHRASE_DOES_COUNT : PHRASE_DOES_AVERAGE;
}

/* What the subject is in; or the score that is the subject. */
static Str score_of(Arena *arena, const ShownFinding *finding, Str what)
{
    const ShownPart *part = figure_main_part(finding);

    return finding->check == CHECK_PROXIES && part != NULL && part->label.length > 0
               ? figure_quoted(arena, part->label)
               : what;
}

/* `few` is "fewer", or from how many to how many. */
static Str service_does(Arena *arena, const ShownFinding *finding, Str what, Str few)
{
    const ShownPart *part = figure_main_part(finding);
    Str others = part == NULL ? STR_NONE : figure_others(arena, part->base);

    return PHRASE(arena, does(finding), {SLOT_WHAT, what}, {SLOT_FEW, few}, {SLOT_OTHERS, others},
                  {SLOT_SCORE, score_of(arena, finding, what)});
}

static PhraseId few_word(const ShownFinding *finding, bool less)
{
    if (finding->unit == SHOWN_PER_100 && finding->check != CHECK_PROXIES) {
        return less ? PHRASE_TITLE_FEWER : PHRASE_TITLE_MORE;
    }
    return less ? PHRASE_TITLE_LOWER : PHRASE_TITLE_HIGHER;
}

/* A group of the verdict as people read it; “blank” is a label, "not recorded" is none. */
static Str verdict_label(Arena *arena, const ShownFinding *finding, Str level)
{
    const ShownPart *part = figure_main_part(finding);
    const ShownGroup *group = part == NULL ? NULL : figure_find(part->base, level);

    return group == NULL ? figure_quoted(arena, level) : figure_label(arena, group);
}

static Str names_of(Arena *arena, const ShownFinding *finding, bool less)
{
    const ShownVerdict *verdict = &finding->verdict;
    Str names[NAMED_MOST];
    size_t count = 0;
    size_t i;

    for (i = 0; i < verdict->found_count; i++) {
        if (verdict->found[i].less != less) {
            continue;
        }
        if (count < NAMED_MOST) {
            names[count] = verdict_label(arena, finding, verdict->found[i].level);
        }
        count++;
    }
    return count > NAMED_MOST
               ? PHRASE(arena, PHRASE_GROUPS, {SLOT_COUNT, phrase_count(arena, count)})
               : phrase_list(arena, names, count);
}

static size_t found_less(const ShownVerdict *verdict, bool less)
{
    size_t count = 0;
    size_t i;

    for (i = 0; i < verdict->found_count; i++) {
        count += verdict->found[i].less == less;
    }
    return count;
}

static Str subject_of(Arena *arena, const ShownFinding *finding)
{
    const ShownPart *part = figure_main_part(finding);
    bool step = finding->check == CHECK_PATHWAY && part != NULL && part->label.length > 0;

    return step ? figure_quoted(arena, part->label) : figure_subject(arena, finding);
}

static void found_title(Arena *arena, Text *text, const ShownFinding *finding)
{
    const ShownVerdict *verdict = &finding->verdict;
    size_t less = found_less(verdict, true);
    size_t more = found_less(verdict, false);
    Str what = subject_of(arena, finding);
    Str few = phrase_plain(few_word(finding, less > 0));
    Str beginning = service_does(arena, finding, what, few);
    Str names = names_of(arena, finding, less > 0);

    if (less > 0 && more > 0) {
        PHRASE_ADD(text, PHRASE_TITLE_FOUND_BOTH, {SLOT_DOES, beginning}, {SLOT_GROUPS, names},
                   {SLOT_MORE, phrase_plain(few_word(finding, false))},
                   {SLOT_OTHERS, names_of(arena, finding, false)});
    } else {
        PHRASE_ADD(text, PHRASE_TITLE_FOUND, {SLOT_DOES, beginning}, {SLOT_GROUPS, names});
    }
}

bool sentence_range(Arena *arena, const ShownFinding *finding, Str *from, Str *to)
{
    const ShownPart *part = figure_main_part(finding);
    double low = INFINITY;
    double high = -INFINITY;
    int decimals;

    for (size_t g = 0; part != NULL && g < part->base->group_count; g++) {
        if (figure_has(&part->base->groups[g].estimate)) {
            low = fmin(low, part->base->groups[g].estimate.estimate.value);
            high = fmax(high, part->base->groups[g].estimate.estimate.value);
        }
    }
    if (low > high) {
        return false;
    }
    decimals = figure_kept_by_all(finding, part, figure_decimals(finding->unit, high - low));
    *from = figure_value(arena, finding->unit, low, decimals);
    *to = figure_value(arena, finding->unit, high, decimals);
    return true;
}

/* Without a verdict: from the lowest to the highest, no group named. */
static void described_title(Arena *arena, Text *text, const ShownFinding *finding)
{
    const ShownPart *part = figure_main_part(finding);
    Str dimension = figure_dimension_quoted(arena, finding);
    Str what = subject_of(arena, finding);
    Str least;
    Str most;

    if (sentence_range(arena, finding, &least, &most)) {
        Str range = PHRASE(
            arena, finding->unit == SHOWN_PER_100 ? PHRASE_TITLE_RANGE_OF_100 : PHRASE_FROM_TO,
            {SLOT_FROM, least}, {SLOT_TO, most});

        if (finding->check == CHECK_REPRESENTATION) {
            PHRASE_ADD(text, PHRASE_TITLE_WHO_IS_HERE, {SLOT_DIMENSION, dimension});
        } else if (check_is_shift(finding->check)) {
            PHRASE_ADD(text, PHRASE_TITLE_NOW_AND_IN, {SLOT_WHAT, what},
                       {SLOT_OTHERS, figure_others(arena, part->base)},
                       {SLOT_DIMENSION, dimension});
        } else if (finding->check == CHECK_PROXIES) {
            PHRASE_ADD(text, PHRASE_TITLE_PAIRS, {SLOT_WHAT, what}, {SLOT_DIMENSION, dimension});
        } else if (finding->check == CHECK_CALIBRATION) {
            PHRASE_ADD(text, PHRASE_TITLE_EXPECTED, {SLOT_SCORE, what},
                       {SLOT_DIMENSION, dimension});
        } else {
            PHRASE_ADD(text, PHRASE_TITLE_DESCRIBED,
                       {SLOT_DOES, service_does(arena, finding, what, range)},
                       {SLOT_DIMENSION, dimension});
        }
    } else {
        PHRASE_ADD(text, PHRASE_TITLE_HOLDS, {SLOT_WHAT, what}, {SLOT_DIMENSION, dimension});
    }
}

Str sentence_title(Arena *arena, const ShownFinding *finding)
{
    Text text = text_new(arena);
    Str dimension = figure_dimension_quoted(arena, finding);
    Str what = subject_of(arena, finding);

    if (is_change(finding)) {
        sentence_change_title(arena, &text, finding);
    } else if (sentence_wait_title(arena, &text, finding)) {
        return text_str(&text);
    } else if (finding->verdict.say == DATA_FOUND && finding->verdict.found_count > 0) {
        found_title(arena, &text, finding);
    } else if (finding->verdict.no_margin || finding->verdict.say == DATA_UNSEEN) {
        described_title(arena, &text, finding);
    } else {
        PHRASE_ADD(&text,
                   finding->verdict.say == DATA_NONE ? PHRASE_TITLE_NONE : PHRASE_TITLE_UNCLEAR,
                   {SLOT_WHAT, what}, {SLOT_DIMENSION, dimension});
    }
    return text_str(&text);
}

static void whose(Arena *arena, Text *text, const ShownFinding *finding)
{
    if (finding->means.length > 0) {
        Str subject_quoted = figure_quoted(arena, finding->subject);

        PHRASE_ADD(text, PHRASE_MEANS, {SLOT_WHAT, subject_quoted}, {SLOT_MEANS, finding->means});
    }
    if (finding->chosen_by.length > 0) {
        PHRASE_ADD(text, PHRASE_CHOSEN_BY, {SLOT_BY, finding->chosen_by});
    } else {
        text_add(text, phrase_plain(PHRASE_CHOSEN_NOT_SAID));
    }
}

/* What is counted, out of how many; of a share of waits as of any other. */
static PhraseId counted(const ShownFinding *finding)
{
    bool share = finding->unit == SHOWN_PER_100;

    switch (finding->check == CHECK_WAITS && share ? CHECK_GAP : finding->check) {
    case CHECK_COMPLETENESS:
        return PHRASE_COUNTED_WRITTEN_DOWN;
    case CHECK_REPRESENTATION:
        return PHRASE_COUNTED_HERE;
    case CHECK_PATHWAY:
        return PHRASE_COUNTED_STEPS;
    case CHECK_WAITS:
        return PHRASE_COUNTED_DAYS;
    case CHECK_ROWS_LOST:
        return PHRASE_COUNTED_LEFT_OUT;
    case CHECK_MISSED:
    case CHECK_FLAGGED_WITHOUT:
    case CHECK_NEED:
        return PHRASE_COUNTED_FLAGGED;
    case CHECK_CALIBRATION:
        return PHRASE_COUNTED_CAME_TRUE;
    case CHECK_ASSUMPTIONS:
        return PHRASE_COUNTED_TWO_RULES;
    case CHECK_STABILITY:
        return PHRASE_COUNTED_DISAGREE;
    case CHECK_SHIFT_MIX:
        return PHRASE_COUNTED_MIX;
    case CHECK_SHIFT_FLAGGED:
    case CHECK_SHIFT_MISSED:
        return PHRASE_COUNTED_FLAGGED_THEN;
    case CHECK_PLACE_MIX:
        return PHRASE_COUNTED_MIX_THERE;
    case CHECK_PLACE_FLAGGED:
    case CHECK_PLACE_MISSED:
        return PHRASE_COUNTED_FLAGGED_THERE;
    case CHECK_ACCEPTED:
    case CHECK_OVERRULED:
        return PHRASE_COUNTED_DECIDED;
    case CHECK_SWAP:
        return PHRASE_COUNTED_SAID;
    case CHECK_PROXIES:
        return PHRASE_COUNTED_PAIRS;
    case CHECK_GAP:
    case CHECK_CHANGE:
    case CHECK_COUNT:
        break;
    }
    return share ? PHRASE_COUNTED_SHARE : PHRASE_COUNTED_AVERAGE;
}

Str sentence_counted(Arena *arena, const ShownFinding *finding)
{
    Text text = text_new(arena);
    Str rows = figure_counted(arena, finding);
    Str what = figure_quoted(arena, finding->subject);

    PHRASE_ADD(&text, counted(finding), {SLOT_ROWS, rows}, {SLOT_WHAT, what});
    whose(arena, &text, finding);
    return text_str(&text);
}

/* More are a list that nobody reads; the picture marks every one. */
#define SMALL_NAMED 3

static size_t small_named(const ShownVerdict *verdict)
{
    return verdict->small_count < SMALL_NAMED ? verdict->small_count : SMALL_NAMED;
}

/* Groups of which the same must be said: " “A” and “B” lie too close ..." */
static void add_alike(Arena *arena, Text *text, const ShownFinding *finding, NeededWhy why)
{
    const ShownVerdict *verdict = &finding->verdict;
    Str groups[SMALL_NAMED];
    size_t count = 0;
    size_t i;

    for (i = 0; i < small_named(verdict); i++) {
        if (verdict->small[i].why == why) {
            groups[count++] = verdict_label(arena, finding, verdict->small[i].level);
        }
    }
    if (count > 0 && why == NEEDED_CLOSE) {
        PHRASE_ADD(text, PHRASE_TOO_CLOSE, {SLOT_COUNT, phrase_count(arena, count)},
                   {SLOT_GROUPS, phrase_list(arena, groups, count)});
    } else if (count > 0) {
        PHRASE_ADD(text,
                   finding->check == CHECK_SWAP ? PHRASE_TOO_FEW_TEXTS_TO_SAY
                                                : PHRASE_TOO_FEW_TO_SAY,
                   {SLOT_GROUPS, phrase_list(arena, groups, count)});
    }
}

static PhraseId too_few(CheckKind check)
{
    if (check == CHECK_SWAP) {
        return PHRASE_TOO_FEW_TEXTS;
    }
    return check_is_of_people(check) ? PHRASE_TOO_FEW_IN_ALL : PHRASE_TOO_FEW;
}

static void add_small(Arena *arena, Text *text, const ShownFinding *finding)
{
    const ShownVerdict *verdict = &finding->verdict;
    size_t i;

    for (i = 0; i < small_named(verdict); i++) {
        const ShownVerdictGroup *group = &verdict->small[i];
        Str level = verdict_label(arena, finding, group->level);

        if (group->why != NEEDED_KNOWN) {
            continue;
        }
        PHRASE_ADD(text, too_few(finding->check), {SLOT_GROUP, level},
                   {SLOT_NEEDED, phrase_count(arena, (size_t)group->needed)});
    }
    add_alike(arena, text, finding, NEEDED_CLOSE);
    add_alike(arena, text, finding, NEEDED_UNKNOWN);
    if (verdict->small_count > SMALL_NAMED) {
        size_t rest = verdict->small_count - SMALL_NAMED;

        PHRASE_ADD(text, PHRASE_SAME_FOR_MORE, {SLOT_COUNT, phrase_count(arena, rest)});
    }
}

Str sentence_small(Arena *arena, const ShownFinding *finding)
{
    Text text = text_new(arena);

    add_small(arena, &text, finding);
    return str_trim(text_str(&text));
}

Str sentence_verdict(Arena *arena, const ShownFinding *finding)
{
    const ShownVerdict *verdict = &finding->verdict;
    Text text = text_new(arena);

    if (verdict->no_margin) {
        text_add(&text, phrase_plain(PHRASE_NO_MARGIN));
    } else if (verdict->say == DATA_UNSEEN) {
        text_add(&text, phrase_plain(PHRASE_NOTHING_COMPARED));
    } else if (isfinite(finding->matters)) {
        Str confidence = figure_value(arena, SHOWN_PER_100, verdict->confidence, 0);

        PHRASE_ADD(&text, PHRASE_MARGIN_COMPARED, {SLOT_MATTERS, figure_matters(arena, finding)},
                   {SLOT_COUNT, phrase_count(arena, verdict->compared)},
                   {SLOT_CONFIDENCE, confidence});
    }
    if (verdict->by_exact_counts) {
        text_add(&text, phrase_plain(PHRASE_BY_EXACT_COUNTS));
    }
    if (finding->all_periods) {
        text_add(&text, phrase_plain(PHRASE_ALL_PERIODS));
    }
    if (finding->all_periods && finding->latest != DATA_UNSEEN && !verdict->no_margin) {
        PHRASE_ADD(&text, PHRASE_LATEST_ALONE, {SLOT_SAYS, sentence_data_say(finding->latest)});
    }
    add_small(arena, &text, finding);
    return text_str(&text);
}

Str sentence_rival(CheckKind check)
{
    return phrase_plain(check_kind(check)->rival);
}

Str sentence_reading(const ShownFinding *finding)
{
    return phrase_plain(check_kind(finding->check)->reading);
}
