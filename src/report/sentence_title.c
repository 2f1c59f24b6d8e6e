/* Titles, what is counted, another explanation, how to read. */
#include "report/sentence_internal.h"

#include "base/number.h"

#include <math.h>

#define NAMED_MOST 3

/* What the service does, as the beginning of a title; `less`: fewer than those compared with. */
static void service_does(Text *text, const ShownFinding *finding, Str what, const char *few)
{
    switch (finding->check) {
    case CHECK_COMPLETENESS:
        text_format(text, "The service writes down %.*s for %s", STR_ARGS(what), few);
        return;
    case CHECK_REPRESENTATION:
        text_format(text, "The service holds %s than the population would give", few);
        return;
    case CHECK_PATHWAY:
        text_format(text, "The service sees %s through to %.*s", few, STR_ARGS(what));
        return;
    case CHECK_WAITS:
        text_format(text, "The service sees %s within the limit of %.*s", few, STR_ARGS(what));
        return;
    case CHECK_ROWS_LOST:
        text_format(text, "The service leaves out %s at %.*s", few, STR_ARGS(what));
        return;
    case CHECK_MISSED:
        text_format(text, "The service’s score %.*s flags %s of those with the outcome",
                    STR_ARGS(what), few);
        return;
    case CHECK_FLAGGED_WITHOUT:
        text_format(text, "The service’s score %.*s flags %s of those without the outcome",
                    STR_ARGS(what), few);
        return;
    case CHECK_NEED:
        text_format(text, "The service’s score %.*s flags %s of those in most need", STR_ARGS(what),
                    few);
        return;
    case CHECK_CALIBRATION:
        text_format(text,
                    "What the service’s score %.*s foretells comes true for %s than it expects",
                    STR_ARGS(what), few);
        return;
    case CHECK_ASSUMPTIONS:
        text_format(text, "Which rule the service uses for %.*s decides for %s", STR_ARGS(what),
                    few);
        return;
    case CHECK_GAP:
    case CHECK_CHANGE:
    case CHECK_COUNT:
        if (finding->unit == SHOWN_PER_100) {
            text_format(text, "The service counts %s as %.*s", few, STR_ARGS(what));
        } else {
            text_format(text, "The service’s average for %.*s is %s", STR_ARGS(what), few);
        }
        return;
    }
}

static const char *few_word(const ShownFinding *finding, bool less)
{
    if (finding->unit == SHOWN_PER_100) {
        return less ? "fewer" : "more";
    }
    return less ? "lower" : "higher";
}

/* A group of the verdict as people read it; “blank” is a label, "not recorded" is none. */
static Str verdict_label(Arena *arena, const ShownFinding *finding, Str level)
{
    const ShownPart *part = figure_main_part(finding);
    const ShownGroup *group = part == NULL ? NULL : figure_find(part->base, level);

    return group == NULL ? figure_quoted(arena, level) : figure_label(arena, group);
}

static void names_of(Arena *arena, Text *text, const ShownFinding *finding, bool less)
{
    const ShownVerdict *verdict = &finding->verdict;
    size_t count = 0;
    size_t done_count = 0;
    size_t i;

    for (i = 0; i < verdict->found_count; i++) {
        count += verdict->found[i].less == less;
    }
    if (count > NAMED_MOST) {
        text_format(text, "%zu groups", count);
        return;
    }
    for (i = 0; i < verdict->found_count; i++) {
        if (verdict->found[i].less == less) {
            const char *before = done_count == 0 ? "" : done_count + 1 == count ? " and " : ", ";

            text_add(text, str_from(before));
            text_add(text, verdict_label(arena, finding, verdict->found[i].level));
            done_count++;
        }
    }
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

    service_does(text, finding, what, few_word(finding, less > 0));
    text_add(text, STR(" in "));
    names_of(arena, text, finding, less > 0);
    if (less > 0 && more > 0) {
        text_format(text, ", and %s in ", few_word(finding, false));
        names_of(arena, text, finding, false);
    }
}

/* Without a verdict: from the lowest to the highest, no group named. */
static void described_title(Arena *arena, Text *text, const ShownFinding *finding)
{
    const ShownPart *part = figure_main_part(finding);
    double low = INFINITY;
    double high = -INFINITY;
    Str dimension = figure_quoted(arena, finding->dimension);
    size_t g;

    for (g = 0; part != NULL && g < part->base->group_count; g++) {
        if (figure_has(&part->base->groups[g].estimate)) {
            low = fmin(low, part->base->groups[g].estimate.estimate.value);
            high = fmax(high, part->base->groups[g].estimate.estimate.value);
        }
    }
    if (low <= high) {
        int decimals =
            figure_kept_by_all(finding, part, figure_decimals(finding->unit, high - low));
        Str least = figure_value(arena, finding->unit, low, decimals);
        Str most = figure_value(arena, finding->unit, high, decimals);
        Str range = str_format(arena, "%.*s to %.*s%s", STR_ARGS(least), STR_ARGS(most),
                               finding->unit == SHOWN_PER_100 ? " of 100" : "");

        if (finding->check == CHECK_REPRESENTATION) {
            text_format(text, "Who is in what the service holds, by %.*s", STR_ARGS(dimension));
            return;
        }
        if (finding->check == CHECK_CALIBRATION) {
            Str score = subject_of(arena, finding);

            text_format(text, "What the service’s score %.*s expected and what happened, by %.*s",
                        STR_ARGS(score), STR_ARGS(dimension));
            return;
        }
        service_does(text, finding, subject_of(arena, finding),
                     range.length > 0 ? range.bytes : "");
        text_format(text, ", by %.*s", STR_ARGS(dimension));
    } else {
        Str what = subject_of(arena, finding);

        text_format(text, "What the service holds on %.*s, by %.*s", STR_ARGS(what),
                    STR_ARGS(dimension));
    }
}

Str sentence_title(Arena *arena, const ShownFinding *finding)
{
    Text text = text_new(arena);
    Str dimension = figure_quoted(arena, finding->dimension);
    Str what = subject_of(arena, finding);

    if (is_change(finding)) {
        sentence_change_title(arena, &text, finding);
    } else if (sentence_wait_title(arena, &text, finding)) {
        return text_str(&text);
    } else if (finding->verdict.say == DATA_FOUND && finding->verdict.found_count > 0) {
        found_title(arena, &text, finding);
    } else if (finding->verdict.no_margin || finding->verdict.say == DATA_UNSEEN) {
        described_title(arena, &text, finding);
    } else if (finding->verdict.say == DATA_NONE) {
        text_format(&text, "%.*s by %.*s: no gap that matters found in what the service holds",
                    STR_ARGS(what), STR_ARGS(dimension));
    } else {
        text_format(&text, "%.*s by %.*s: what the service holds cannot tell yet", STR_ARGS(what),
                    STR_ARGS(dimension));
    }
    return text_str(&text);
}

static void whose(Arena *arena, Text *text, const ShownFinding *finding)
{
    if (finding->means.length > 0) {
        Str subject_quoted = figure_quoted(arena, finding->subject);

        text_format(text, " %.*s means: %.*s.", STR_ARGS(subject_quoted), STR_ARGS(finding->means));
    }
    if (finding->chosen_by.length > 0) {
        text_format(text, " Chosen by: %.*s.", STR_ARGS(finding->chosen_by));
    } else {
        text_add(text, STR(" Who chose it: not said."));
    }
}

Str sentence_counted(Arena *arena, const ShownFinding *finding)
{
    Text text = text_new(arena);
    Str rows = figure_counted(arena, finding);
    Str what = figure_quoted(arena, finding->subject);
    bool share = finding->unit == SHOWN_PER_100;

    switch (finding->check == CHECK_WAITS && share ? CHECK_GAP : finding->check) {
    case CHECK_COMPLETENESS:
        text_format(&text, "Out of every 100 %.*s: how many have %.*s written down.",
                    STR_ARGS(rows), STR_ARGS(what));
        break;
    case CHECK_REPRESENTATION:
        text_format(&text,
                    "Out of every 100 %.*s, and of every 100 people in the population: "
                    "how many are in each group.",
                    STR_ARGS(rows));
        break;
    case CHECK_PATHWAY:
        text_format(&text,
                    "Out of every 100 %.*s at the first step: how many the service saw "
                    "through to each step.",
                    STR_ARGS(rows));
        break;
    case CHECK_WAITS:
        text_format(&text, "Days of %.*s. Those still waiting are counted, never dropped.",
                    STR_ARGS(what));
        break;
    case CHECK_ROWS_LOST:
        text_format(&text, "Out of every 100 %.*s: how many were left out at %.*s.", STR_ARGS(rows),
                    STR_ARGS(what));
        break;
    case CHECK_MISSED:
    case CHECK_FLAGGED_WITHOUT:
    case CHECK_NEED:
        text_format(&text, "Out of every 100 %.*s: how many the score %.*s flagged.",
                    STR_ARGS(rows), STR_ARGS(what));
        break;
    case CHECK_CALIBRATION:
        text_format(&text,
                    "Out of every 100 %.*s: for how many what the score %.*s foretells came true, "
                    "beside how many the score expected (the average of the scores).",
                    STR_ARGS(rows), STR_ARGS(what));
        break;
    case CHECK_ASSUMPTIONS:
        text_format(&text,
                    "Out of every 100 %.*s: for how many one of two rules says %.*s and the other "
                    "does not.",
                    STR_ARGS(rows), STR_ARGS(what));
        break;
    case CHECK_GAP:
    case CHECK_CHANGE:
    case CHECK_COUNT:
        if (share) {
            text_format(&text, "Out of every 100 %.*s: how many the service counted as %.*s.",
                        STR_ARGS(rows), STR_ARGS(what));
        } else {
            text_format(&text, "Average of %.*s over the %.*s.", STR_ARGS(what), STR_ARGS(rows));
        }
        break;
    }
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
    size_t count = 0;
    size_t said = 0;
    size_t i;

    for (i = 0; i < small_named(verdict); i++) {
        count += verdict->small[i].why == why;
    }
    if (count == 0) {
        return;
    }
    text_add(text, why == NEEDED_CLOSE ? STR(" ") : STR(" Too few people to know in "));
    for (i = 0; i < small_named(verdict); i++) {
        if (verdict->small[i].why == why) {
            Str level = verdict_label(arena, finding, verdict->small[i].level);

            text_format(text, "%s%.*s",
                        said == 0           ? ""
                        : said + 1 == count ? " and "
                                            : ", ",
                        STR_ARGS(level));
            said++;
        }
    }
    if (why == NEEDED_CLOSE) {
        text_format(text, " %s too close to the gap that matters to tell.",
                    count == 1 ? "lies" : "lie");
    } else {
        text_add(text, STR(", or to say how many it would take."));
    }
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
        text_format(text, " Too few people in %.*s to know. About ", STR_ARGS(level));
        number_write_grouped(text, (int64_t)group->needed);
        text_add(text, finding->check == CHECK_REPRESENTATION ? STR(" in all would settle it.")
                                                              : STR(" would settle it."));
    }
    add_alike(arena, text, finding, NEEDED_CLOSE);
    add_alike(arena, text, finding, NEEDED_UNKNOWN);
    if (verdict->small_count > SMALL_NAMED) {
        size_t rest = verdict->small_count - SMALL_NAMED;

        text_format(text, " The same holds for %zu more %s.", rest, rest == 1 ? "group" : "groups");
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
        text_add(&text, STR("Nobody said which gap matters: described, not judged."));
    } else if (verdict->say == DATA_UNSEEN) {
        text_add(&text, STR("No two groups could be compared, so nothing is judged."));
    } else if (isfinite(finding->matters)) {
        Str matters = figure_matters(arena, finding);

        text_format(
            &text,
            "The gap that matters: %.*s. %zu groups compared together, at %.0f in 100 confidence.",
            STR_ARGS(matters), verdict->compared, 100 * verdict->confidence);
    }
    if (verdict->by_exact_counts) {
        text_add(&text,
                 STR(" This was decided from the exact counts; the numbers shown are rounded "
                     "to protect people, and alone could seem to say otherwise."));
    }
    if (finding->all_periods) {
        text_add(&text, STR(" All periods are counted together."));
    }
    if (finding->all_periods && finding->latest != DATA_UNSEEN && !verdict->no_margin) {
        Str say = sentence_data_say(finding->latest);

        text_format(&text, " In the latest period alone: %.*s.", STR_ARGS(say));
    }
    add_small(arena, &text, finding);
    return text_str(&text);
}

Str sentence_rival(CheckKind check)
{
    switch (check) {
    case CHECK_COMPLETENESS:
        return STR("People may have chosen not to say, which is their right; a blank does not tell "
                   "whether anyone asked.");
    case CHECK_REPRESENTATION:
        return STR("The population may be counted by other categories, in another year or area, or "
                   "need for care may differ between groups.");
    case CHECK_PATHWAY:
        return STR("Some may still be on their way, or may have gone elsewhere and got what they "
                   "needed; the data end on one day.");
    case CHECK_WAITS:
        return STR("More urgent people may be seen first, and groups may have come in at busier "
                   "times of the year.");
    case CHECK_ROWS_LOST:
        return STR("Rows may be left out for a reason that differs by group, such as a form that "
                   "asked some people less.");
    case CHECK_ASSUMPTIONS:
        return STR("The two rules may answer different questions, so that both are right; and who "
                   "is on their edge may differ between groups.");
    case CHECK_CHANGE:
        return STR("Who is counted may have changed between the periods, rather than how well care "
                   "works for them.");
    case CHECK_MISSED:
        return STR("A group may have more people just below the line, so that more of them are "
                   "missed though the score means the same for all.");
    case CHECK_FLAGGED_WITHOUT:
        return STR("A group may have more people just above the line; and help that the flag "
                   "brought may have kept the outcome from happening.");
    case CHECK_NEED:
        return STR("Need itself may be written down more fully for some groups, for instance for "
                   "those who are seen more often.");
    case CHECK_CALIBRATION:
        return STR("What happened may be written down less often for some groups, so that the "
                   "score is right and the record is not; or people changed since it was made.");
    case CHECK_GAP:
    case CHECK_COUNT:
        return STR("Groups may differ in age, in how ill they are at the start or in where they "
                   "live; and the measure itself may fit some people less well.");
    }
    return STR_NONE;
}

Str sentence_reading(const ShownFinding *finding)
{
    switch (finding->check) {
    case CHECK_PATHWAY:
        return STR("Each step has one bar for each group. All begin at 100. Where a bar is much "
                   "shorter than at the step before, many people are lost in between.");
    case CHECK_CHANGE:
        return STR("The coloured ribbon is the gap: a ribbon that gets thinner is a gap that "
                   "narrows. Below, the average stands beside the gap: an average can rise while "
                   "the gap grows.");
    case CHECK_WAITS:
        return STR("The mark is the day by which half have been seen, the line its interval. A "
                   "group without a mark has not reached the half.");
    case CHECK_REPRESENTATION:
        return STR("The hollow mark is the group’s share of the population, the filled mark its "
                   "share here. A filled mark on the left means fewer than the population would "
                   "give.");
    case CHECK_CALIBRATION:
        return STR("The hollow mark is how many of 100 the score expected, the filled mark how "
                   "many it happened to, the line its interval. A filled mark on the right means "
                   "that the score expects too little of the group.");
    case CHECK_COMPLETENESS:
    case CHECK_ROWS_LOST:
    case CHECK_GAP:
    case CHECK_MISSED:
    case CHECK_FLAGGED_WITHOUT:
    case CHECK_NEED:
    case CHECK_ASSUMPTIONS:
    case CHECK_COUNT:
        return STR("The mark is the estimate, the line its interval: other values on the line fit "
                   "the data too. Shaded ground lies beyond the gap that matters. A group without "
                   "a mark has too few people to be shown.");
    }
    return STR_NONE;
}
