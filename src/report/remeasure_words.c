/* The words for what moved. */
#include "report/remeasure_words.h"

#include "base/number.h"
#include "report/sentence_internal.h"

#include <math.h>

/* ---- names ---- */

Str remeasure_name(Arena *arena, const ShownRemeasured *item)
{
    const ShownFinding *finding = item->now;
    Str subject = figure_subject(arena, finding);
    Str dimension = figure_quoted(arena, finding->dimension);

    switch (finding->check) {
    case CHECK_COMPLETENESS:
        return str_format(arena, "%.*s written down by %.*s", STR_ARGS(subject),
                          STR_ARGS(dimension));
    case CHECK_REPRESENTATION:
        return str_format(arena, "Who is here beside %.*s by %.*s", STR_ARGS(subject),
                          STR_ARGS(dimension));
    case CHECK_PATHWAY: {
        Str step = figure_quoted(arena, item->part_now->label);

        return str_format(arena, "%.*s, a step of %.*s, by %.*s", STR_ARGS(step), STR_ARGS(subject),
                          STR_ARGS(dimension));
    }
    case CHECK_ROWS_LOST:
        return str_format(arena, "Rows %.*s by %.*s", STR_ARGS(subject), STR_ARGS(dimension));
    case CHECK_MISSED:
        return str_format(arena, "Flagged by the score %.*s with the outcome, by %.*s",
                          STR_ARGS(subject), STR_ARGS(dimension));
    case CHECK_FLAGGED_WITHOUT:
        return str_format(arena, "Flagged by the score %.*s without the outcome, by %.*s",
                          STR_ARGS(subject), STR_ARGS(dimension));
    case CHECK_CALIBRATION:
        return str_format(arena, "What happened beside what the score %.*s expected, by %.*s",
                          STR_ARGS(subject), STR_ARGS(dimension));
    case CHECK_NEED:
        return str_format(arena, "Flagged by the score %.*s of those in most need, by %.*s",
                          STR_ARGS(subject), STR_ARGS(dimension));
    case CHECK_ASSUMPTIONS:
        return str_format(arena, "Hanging on the rule for %.*s, by %.*s", STR_ARGS(subject),
                          STR_ARGS(dimension));
    case CHECK_WAITS:
    case CHECK_GAP:
    case CHECK_CHANGE:
    case CHECK_COUNT:
        break;
    }
    return str_format(arena, "%.*s by %.*s", STR_ARGS(subject), STR_ARGS(dimension));
}

static Str when(Arena *arena, const ShownFinding *finding, const ShownPart *part, Str otherwise)
{
    Str period = str_show(arena, part->base->period, 60);

    return part->base->has_period && !finding->all_periods && period.length > 0 ? period
                                                                                : otherwise;
}

Str remeasure_when_then(Arena *arena, const ShownRemeasured *item)
{
    return when(arena, item->then, item->part_then, STR("then"));
}

Str remeasure_when_now(Arena *arena, const ShownRemeasured *item)
{
    return when(arena, item->now, item->part_now, STR("now"));
}

static Str label_of(Arena *arena, const ShownMovedGroup *group)
{
    ShownGroup own = {.level = group->level, .recorded = group->recorded};

    return figure_label(arena, &own);
}

/* Who the told group is compared with. */
static Str other_label(Arena *arena, const ShownRemeasured *item)
{
    const ShownTable *table = item->part_now->base;

    if (item->other != SIZE_MAX) {
        return label_of(arena, &item->groups[item->other]);
    }
    if (item->now->check == CHECK_REPRESENTATION) {
        return STR("the population");
    }
    if (item->now->check == CHECK_CALIBRATION) {
        return STR("what the score expected");
    }
    return table->has_reference ? figure_quoted(arena, table->compared_with) : STR("everyone else");
}

/* ---- digits ---- */

/* Digits behind the point that the numbers hold as released, one at most. */
static int held_by(const ShownRemeasured *item, const ShownMove *move)
{
    int digits = figure_kept(item->now->unit, &move->then.estimate, 1);

    return figure_kept(item->now->unit, &move->now.estimate, digits);
}

/* One more where two sizes of an interval that tells them apart would read alike. */
static int gap_digits(Arena *arena, const ShownRemeasured *item, const ShownMove *gap)
{
    CheckUnit unit = item->now->unit;
    int digits = held_by(item, gap);
    Str then = figure_value(arena, unit, fabs(gap->then.estimate.value), digits);
    Str now = figure_value(arena, unit, fabs(gap->now.estimate.value), digits);
    bool alike = str_equal(then, now) && gap->then.estimate.value != gap->now.estimate.value;

    return alike ? figure_kept(unit, &gap->now.estimate, digits + 1) : digits;
}

Str remeasure_gap(Arena *arena, const ShownRemeasured *item, const ShownInterval *gap)
{
    if (!figure_has(gap)) {
        return gap->estimate.state == SHOWN_HIDDEN ? STR("hidden") : STR("none");
    }
    return figure_gap(arena, item->now->unit, gap->estimate.value,
                      figure_kept(item->now->unit, &gap->estimate, 1));
}

static double side_of(const ShownMove *gap)
{
    return gap->then.estimate.value != 0 ? gap->then.estimate.value : gap->now.estimate.value;
}

static bool is_turned(const ShownMove *gap)
{
    const ShownInterval *change = &gap->change;

    return gap->then.estimate.value * gap->now.estimate.value < 0 &&
           (change->low.value > 0 || change->high.value < 0);
}

Str remeasure_change(Arena *arena, const ShownRemeasured *item, const ShownMove *gap)
{
    CheckUnit unit = item->now->unit;
    int digits;
    Str range;

    if (!figure_has(&gap->then) || !figure_has(&gap->now) || !figure_has_limits(&gap->change)) {
        return STR("not known");
    }
    digits = gap_digits(arena, item, gap);
    if (is_turned(gap)) {
        range = figure_move_range(arena, unit, &gap->change, digits);
        return str_format(arena, "moved by %.*s", STR_ARGS(range));
    }
    return figure_change_range(arena, unit, &gap->change, side_of(gap), digits);
}

/* ---- words ---- */

Str remeasure_gap_word(GapMove moved)
{
    static const char *const WORDS[] = {[GAP_NOT_KNOWN] = "not known",
                                        [GAP_UNCLEAR] = "cannot tell",
                                        [GAP_HELD] = "no change that matters",
                                        [GAP_NARROWER] = "narrower",
                                        [GAP_WIDER] = "wider",
                                        [GAP_TURNED] = "on the other side",
                                        [GAP_NONE_TOLD] = "none can be told"};

    return str_from(WORDS[moved]);
}

/* 1 better, -1 worse, 0 not said. */
static int goodness(const ShownRemeasured *item)
{
    return item->average_moved == AVERAGE_UP     ? item->now->better
           : item->average_moved == AVERAGE_DOWN ? -item->now->better
                                                 : 0;
}

Str remeasure_average_word(const ShownRemeasured *item)
{
    int good = goodness(item);

    switch (item->average_moved) {
    case AVERAGE_NOT_KNOWN:
        return STR("not known");
    case AVERAGE_UNCLEAR:
        return STR("cannot tell");
    case AVERAGE_UP:
    case AVERAGE_DOWN:
        break;
    }
    return good > 0                            ? STR("better")
           : good < 0                          ? STR("worse")
           : item->average_moved == AVERAGE_UP ? STR("higher")
                                               : STR("lower");
}

bool remeasure_quadrant(const ShownRemeasured *item, QuadrantRow *row, QuadrantColumn *column)
{
    int good = goodness(item);

    if (item->average_moved == AVERAGE_NOT_KNOWN || item->gap_moved == GAP_NOT_KNOWN) {
        return false;
    }
    *column = item->average_moved == AVERAGE_UNCLEAR ? QUADRANT_CANNOT_TELL
              : good > 0                             ? QUADRANT_BETTER
              : good < 0                             ? QUADRANT_WORSE
                                                     : QUADRANT_CHANGED;
    *row = item->gap_moved == GAP_NARROWER || item->gap_moved == GAP_NONE_TOLD ? QUADRANT_NARROWER
           : item->gap_moved == GAP_WIDER                                      ? QUADRANT_WIDER
           : item->gap_moved == GAP_TURNED                                     ? QUADRANT_TURNED
                                                                               : QUADRANT_UNCLEAR;
    return true;
}

Str remeasure_row_name(QuadrantRow row)
{
    static const char *const NAMES[QUADRANT_ROWS] = {"The gap is narrower",
                                                     "The gap did not clearly change",
                                                     "The gap is wider", "The gap changed sides"};

    return str_from(NAMES[row]);
}

Str remeasure_column_name(QuadrantColumn column)
{
    static const char *const NAMES[QUADRANT_COLUMNS] = {
        "Everyone’s number is better", "It did not clearly change", "It is worse",
        "It changed, and nobody said which way is better"};

    return str_from(NAMES[column]);
}

/* ---- sentences ---- */

/* " in “2024-25”.", " now." */
static void say_when(Arena *arena, Text *text, const ShownRemeasured *item)
{
    Str now = remeasure_when_now(arena, item);
    Str quoted = figure_quoted(arena, now);
    bool named = !str_equal(now, STR("now"));

    text_format(text, named ? " in %.*s." : " now.", STR_ARGS(quoted));
}

/* "Of every 100 referrals in the “sex” group “Women”, the service counted 40 as ... now." */
static void say_now(Arena *arena, Text *text, const ShownRemeasured *item)
{
    const ShownFinding *finding = item->now;
    const ShownMovedGroup *group = &item->groups[item->told];
    bool step = finding->check == CHECK_PATHWAY && item->part_now->label.length > 0;
    Str what = step ? figure_quoted(arena, item->part_now->label) : figure_subject(arena, finding);
    Str label = label_of(arena, group);
    Str where = sentence_in_group(arena, finding, label);
    Str own = figure_estimate(arena, finding->unit, &group->estimate.now.estimate, 1);

    if (finding->check == CHECK_REPRESENTATION) {
        Str rows = figure_rows(arena, finding->row);

        text_format(text, "Of every 100 %.*s the service now holds, %.*s are%.*s.", STR_ARGS(rows),
                    STR_ARGS(own), STR_ARGS(where));
    } else if (is_share(finding)) {
        sentence_of_every(arena, text, finding, item->part_now, label);
        sentence_service_did(text, finding, what, own);
        say_when(arena, text, item);
    } else if (finding->unit == SHOWN_DAYS) {
        Str rows = figure_rows(arena, finding->row);

        text_format(text,
                    "For half of the %.*s%.*s, the service now takes %.*s days or more (%.*s).",
                    STR_ARGS(rows), STR_ARGS(where), STR_ARGS(own), STR_ARGS(what));
    } else {
        Str unit = sentence_unit(arena, finding);

        text_format(text, "The service’s average for %.*s%.*s is now %.*s%.*s.", STR_ARGS(what),
                    STR_ARGS(where), STR_ARGS(own), STR_ARGS(unit));
    }
}

static const char *more_or_fewer(const ShownFinding *finding, double gap)
{
    return gap > 0 ? "more" : is_share(finding) ? "fewer" : "less";
}

/* It moved, and surely by less than a gap that matters, whichever way. */
static bool moved_little(const ShownRemeasured *item)
{
    const ShownInterval *change = &item->gap.change;
    double margin = sentence_margin(item->now);

    return item->gap_moved >= GAP_NARROWER && !item->margin_changed &&
           change->low.value > -margin && change->high.value < margin;
}

/* " The gap to everyone else narrowed: from 20 to 14 in 100." */
static void say_move(Arena *arena, Text *text, const ShownRemeasured *item)
{
    static const char *const MOVED[] = {[GAP_NOT_KNOWN] = "",
                                        [GAP_UNCLEAR] = "did not clearly change",
                                        [GAP_HELD] = "did not change by as much as matters",
                                        [GAP_NARROWER] = "narrowed",
                                        [GAP_WIDER] = "widened",
                                        [GAP_TURNED] = "changed sides",
                                        [GAP_NONE_TOLD] = "can no longer be told from none"};
    const ShownFinding *finding = item->now;
    const ShownMove *gap = &item->gap;
    int digits = gap_digits(arena, item, gap);
    Str then = figure_value(arena, finding->unit, fabs(gap->then.estimate.value), digits);
    Str now = figure_value(arena, finding->unit, fabs(gap->now.estimate.value), digits);
    Str unit = sentence_unit(arena, finding);
    Str other = other_label(arena, item);
    double before = gap->then.estimate.value;
    double after = gap->now.estimate.value;

    if (str_equal(then, now) && before * after > 0) {
        text_format(text, " The gap to %.*s stayed at about %.*s%.*s %s.", STR_ARGS(other),
                    STR_ARGS(now), STR_ARGS(unit), more_or_fewer(finding, after));
        return;
    }
    text_format(text, " The gap to %.*s %s%s: ", STR_ARGS(other), MOVED[item->gap_moved],
                moved_little(item) ? " by less than matters" : "");
    if (before * after < 0) {
        text_format(text, "then %.*s%.*s %s, now %.*s %s.", STR_ARGS(then), STR_ARGS(unit),
                    more_or_fewer(finding, before), STR_ARGS(now), more_or_fewer(finding, after));
    } else {
        text_format(text, "then %.*s, now %.*s%.*s %s.", STR_ARGS(then), STR_ARGS(now),
                    STR_ARGS(unit), more_or_fewer(finding, before + after));
    }
}

/* The average beside the gap, so that neither is told without the other. */
static void say_average(Arena *arena, Text *text, const ShownRemeasured *item)
{
    const ShownFinding *finding = item->now;
    int digits = held_by(item, &item->average);
    Str unit = sentence_unit(arena, finding);
    int good = goodness(item);
    Str then;
    Str now;

    if (item->average_moved == AVERAGE_NOT_KNOWN) {
        return;
    }
    then = figure_estimate(arena, finding->unit, &item->average.then.estimate, digits);
    now = figure_estimate(arena, finding->unit, &item->average.now.estimate, digits);
    text_format(text, " Over everyone, %s ",
                finding->unit == SHOWN_DAYS ? "the time that half wait or more"
                : is_share(finding)         ? "the service’s count"
                                            : "the service’s average");
    if (item->average_moved == AVERAGE_UNCLEAR) {
        text_format(text, "did not clearly change: then %.*s, now %.*s%.*s.", STR_ARGS(then),
                    STR_ARGS(now), STR_ARGS(unit));
        return;
    }
    text_format(text, "%s from %.*s to %.*s%.*s%s.",
                item->average_moved == AVERAGE_UP ? "rose" : "fell", STR_ARGS(then), STR_ARGS(now),
                STR_ARGS(unit),
                good > 0   ? ", which is better"
                : good < 0 ? ", which is worse"
                           : "");
}

static bool is_told(const ShownRemeasured *item)
{
    return item->told != SIZE_MAX && item->gap_moved != GAP_NOT_KNOWN;
}

Str remeasure_text(Arena *arena, const ShownRemeasured *item)
{
    Text text = text_new(arena);

    if (is_told(item)) {
        say_now(arena, &text, item);
        say_move(arena, &text, item);
    } else {
        Str name = remeasure_name(arena, item);

        text_format(&text,
                    "How the gap in %.*s moved is not known: no group’s gap is shown both "
                    "times.",
                    STR_ARGS(name));
    }
    say_average(arena, &text, item);
    return text_str(&text);
}

/* Of 4, that it moved as told; of one that held, that it moved by less than matters. */
static int bars_of(const ShownRemeasured *item)
{
    const ShownInterval *change = &item->gap.change;
    double margin = sentence_margin(item->now);

    if (!is_told(item) || item->margin_changed || !isfinite(margin)) {
        return 0;
    }
    if (item->gap_moved == GAP_UNCLEAR) {
        return 1;
    }
    return change->high.value - change->low.value <= margin ? 4 : 3;
}

Str remeasure_sure(Arena *arena, const ShownRemeasured *item, int *bars)
{
    Text text = text_new(arena);
    Str range = remeasure_change(arena, item, &item->gap);

    *bars = bars_of(item);
    if (*bars > 0) {
        Str word = sentence_bars_word(*bars);

        text_format(&text,
                    item->gap_moved == GAP_HELD
                        ? "How sure that no change that matters is there: %.*s."
                        : "How sure that the gap moved: %.*s.",
                    STR_ARGS(word));
    }
    if (is_told(item)) {
        text_format(&text, is_turned(&item->gap) ? "%sThe gap %.*s." : "%sThe gap is now %.*s.",
                    *bars > 0 ? " " : "", STR_ARGS(range));
    }
    if (item->margin_changed) {
        text_add(&text, STR(" The gap that matters was changed in between, so nothing is judged."));
    }
    return str_trim(text_str(&text));
}

Str remeasure_title(Arena *arena, const ShownRemeasured *item)
{
    static const char *const MOVED[] = {[GAP_NOT_KNOWN] = "",
                                        [GAP_UNCLEAR] = "cannot be told from chance",
                                        [GAP_HELD] = "is about the same",
                                        [GAP_NARROWER] = "is narrower",
                                        [GAP_WIDER] = "is wider",
                                        [GAP_TURNED] = "is on the other side",
                                        [GAP_NONE_TOLD] = "can no longer be told from none"};
    Str name = remeasure_name(arena, item);
    Text text = text_new(arena);
    Str label;
    Str other;

    if (!is_told(item)) {
        return str_format(arena, "%.*s, then and now", STR_ARGS(name));
    }
    label = label_of(arena, &item->groups[item->told]);
    other = other_label(arena, item);
    text_format(&text, "%.*s: %s between %.*s and %.*s %s%s", STR_ARGS(name),
                item->gap_moved == GAP_UNCLEAR ? "the change of the gap" : "the gap",
                STR_ARGS(label), STR_ARGS(other), MOVED[item->gap_moved],
                moved_little(item) ? ", by less than matters" : "");
    return text_str(&text);
}

/* ---- differences ---- */

Str remeasure_difference(Arena *arena, const ShownDifference *difference)
{
    static const char *const OF[] = {[DIFFERS_IN_STUDY] = "",
                                     [DIFFERS_IN_PERIODS] = "",
                                     [DIFFERS_IN_TABLE] = ", for the table ",
                                     [DIFFERS_IN_GROUP] = ", for the group ",
                                     [DIFFERS_IN_OUTCOME] = ", for the outcome ",
                                     [DIFFERS_IN_PATHWAY] = ", for the pathway ",
                                     [DIFFERS_IN_SCORE] = ", for the score "};
    Str name = difference->name.length > 0 ? figure_quoted(arena, difference->name) : STR_NONE;

    return str_format(arena, "%.*s%s%.*s", STR_ARGS(difference->what), OF[difference->scope],
                      STR_ARGS(name));
}

Str remeasure_consequence(const ShownDifference *difference)
{
    return difference->stops ? STR("cannot be compared") : STR("compared all the same");
}

/* ---- the whole ---- */

Str remeasure_method(Arena *arena, const ShownRemeasure *all)
{
    Text text = text_new(arena);

    number_write(&text, 100 * all->confidence);
    return str_format(
        arena,
        "Each change is worked out from the two numbers as they were shown, rounding included; "
        "its interval (%.*s %%, MOVER) is rounded outward. It takes the people then and now for "
        "different people. Where many are the same, the true interval is mostly narrower.",
        STR_ARGS(text_str(&text)));
}

Str remeasure_many(Arena *arena, const ShownRemeasure *all)
{
    size_t compared = 0;
    size_t moved = 0;
    size_t by_chance;

    for (size_t i = 0; i < all->item_count; i++) {
        compared += all->items[i].compared_count;
        moved += all->items[i].moved_count;
    }
    by_chance = (size_t)ceil((1 - all->confidence) * (double)compared);
    return str_format(arena,
                      "%zu gaps of groups were compared; %zu moved by more than their intervals. "
                      "By chance alone about %zu would look as if they had.",
                      compared, moved, by_chance);
}

/* One for each question before a second grouping of any, and none with nothing to tell. */
size_t remeasure_list_minute(Arena *arena, const ShownRemeasure *all, const ShownRemeasured **found,
                             size_t most)
{
    size_t count = 0;

    for (int again = 0; again <= 1; again++) {
        for (size_t i = 0; i < all->item_count && count < most; i++) {
            const ShownRemeasured *item = &all->items[i];
            bool told = !item->comparable || !is_told(item);

            for (size_t k = 0; k < count && !told; k++) {
                told = found[k] == item ||
                       (again == 0 && str_equal(found[k]->now->subject, item->now->subject)) ||
                       str_equal(remeasure_text(arena, found[k]), remeasure_text(arena, item));
            }
            if (!told) {
                found[count++] = item;
            }
        }
    }
    return count;
}
