/* The words for what moved. */
#include "report/remeasure_words.h"

#include "base/number.h"
#include "catalogue/check_kind.h"
#include "report/sentence_internal.h"

#include <math.h>

Str remeasure_name(Arena *arena, const ShownRemeasured *item)
{
    const ShownFinding *finding = item->now;
    Str subject = figure_subject(arena, finding);
    Str dimension = figure_dimension_quoted(arena, finding);

    if (finding->check == CHECK_PATHWAY) {
        return PHRASE(arena, PHRASE_NAME_STEP,
                      {SLOT_STEP, figure_quoted(arena, item->part_now->label)},
                      {SLOT_WHAT, subject}, {SLOT_DIMENSION, dimension});
    }
    return PHRASE(arena, check_kind(finding->check)->moved, {SLOT_WHAT, subject},
                  {SLOT_DIMENSION, dimension});
}

static Str when(Arena *arena, const ShownFinding *finding, const ShownPart *part, Str otherwise)
{
    Str period = str_show(arena, part->base->period, 60);

    return part->base->has_period && !finding->all_periods && period.length > 0 ? period
                                                                                : otherwise;
}

Str remeasure_when_then(Arena *arena, const ShownRemeasured *item)
{
    return when(arena, item->then, item->part_then, phrase_plain(PHRASE_THEN));
}

Str remeasure_when_now(Arena *arena, const ShownRemeasured *item)
{
    return when(arena, item->now, item->part_now, phrase_plain(PHRASE_NOW));
}

static Str label_of(Arena *arena, const ShownMovedGroup *group)
{
    ShownGroup own = {.level = group->level, .recorded = group->recorded};

    return figure_label(arena, &own);
}

/* Who the told group is compared with. */
static Str other_label(Arena *arena, const ShownRemeasured *item)
{
    if (item->other != SIZE_MAX) {
        return label_of(arena, &item->groups[item->other]);
    }
    return figure_compared(arena, item->now, item->part_now->base);
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
        return phrase_plain(gap->estimate.state == SHOWN_HIDDEN ? PHRASE_HIDDEN
                                                                : PHRASE_NONE_SHOWN);
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
        return phrase_plain(PHRASE_NOT_KNOWN);
    }
    digits = gap_digits(arena, item, gap);
    if (is_turned(gap)) {
        range = figure_move_range(arena, unit, &gap->change, digits);
        return PHRASE(arena, PHRASE_MOVED_BY_RANGE, {SLOT_RANGE, range});
    }
    return figure_change_range(arena, unit, &gap->change, side_of(gap), digits);
}

/* ---- words ---- */

Str remeasure_gap_word(GapMove moved)
{
    static const PhraseId WORDS[] = {[GAP_NOT_KNOWN] = PHRASE_NOT_KNOWN,
                                     [GAP_UNCLEAR] = PHRASE_CANNOT_TELL,
                                     [GAP_HELD] = PHRASE_NO_CHANGE_THAT_MATTERS,
                                     [GAP_NARROWER] = PHRASE_NARROWER,
                                     [GAP_WIDER] = PHRASE_WIDER,
                                     [GAP_TURNED] = PHRASE_ON_THE_OTHER_SIDE,
                                     [GAP_NONE_TOLD] = PHRASE_NONE_CAN_BE_TOLD};

    return phrase_plain(WORDS[moved]);
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
        return phrase_plain(PHRASE_NOT_KNOWN);
    case AVERAGE_UNCLEAR:
        return phrase_plain(PHRASE_CANNOT_TELL);
    case AVERAGE_UP:
    case AVERAGE_DOWN:
        break;
    }
    return phrase_plain(good > 0                            ? PHRASE_BETTER
                        : good < 0                          ? PHRASE_WORSE
                        : item->average_moved == AVERAGE_UP ? PHRASE_HIGHER
                                                            : PHRASE_LOWER);
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
    static const PhraseId NAMES[QUADRANT_ROWS] = {PHRASE_ROW_NARROWER, PHRASE_ROW_UNCLEAR,
                                                  PHRASE_ROW_WIDER, PHRASE_ROW_TURNED};

    return phrase_plain(NAMES[row]);
}

Str remeasure_column_name(QuadrantColumn column)
{
    static const PhraseId NAMES[QUADRANT_COLUMNS] = {PHRASE_COLUMN_BETTER, PHRASE_COLUMN_UNCLEAR,
                                                     PHRASE_COLUMN_WORSE, PHRASE_COLUMN_CHANGED};

    return phrase_plain(NAMES[column]);
}

/* ---- sentences ---- */

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

        PHRASE_ADD(text, PHRASE_HERE_NOW, {SLOT_ROWS, rows}, {SLOT_NUMBER, own},
                   {SLOT_GROUP, where});
    } else if (is_share(finding)) {
        Str people = sentence_people(arena, finding, item->part_now, label);
        Str did = sentence_service_did(arena, finding, what, own);
        Str now = remeasure_when_now(arena, item);

        if (str_equal(now, phrase_plain(PHRASE_NOW))) {
            PHRASE_ADD(text, PHRASE_OF_EVERY_NOW, {SLOT_PEOPLE, people}, {SLOT_DID, did});
        } else {
            PHRASE_ADD(text, PHRASE_OF_EVERY_AT_PERIOD, {SLOT_PEOPLE, people}, {SLOT_DID, did},
                       {SLOT_PERIOD, figure_quoted(arena, now)});
        }
    } else if (finding->unit == SHOWN_DAYS) {
        PHRASE_ADD(text, PHRASE_HALF_TAKES_NOW, {SLOT_ROWS, figure_rows(arena, finding->row)},
                   {SLOT_GROUP, where}, {SLOT_DAYS, own}, {SLOT_WHAT, what});
    } else {
        PHRASE_ADD(text, PHRASE_AVERAGE_IS_NOW, {SLOT_WHAT, what}, {SLOT_GROUP, where},
                   {SLOT_NUMBER, own}, {SLOT_UNIT, figure_unit(arena, finding)});
    }
}

/* It moved, and surely by less than a gap that matters, whichever way. */
static bool moved_little(const ShownRemeasured *item)
{
    const ShownInterval *change = &item->gap.change;
    double margin = sentence_margin(item->now);

    return item->gap_moved >= GAP_NARROWER && !item->margin_changed &&
           change->low.value > -margin && change->high.value < margin;
}

static PhraseId moved_word(const ShownRemeasured *item)
{
    static const PhraseId MOVED[] = {
        [GAP_NOT_KNOWN] = PHRASE_NOT_KNOWN,     [GAP_UNCLEAR] = PHRASE_MOVED_UNCLEARLY,
        [GAP_HELD] = PHRASE_MOVED_NOT_ENOUGH,   [GAP_NARROWER] = PHRASE_NARROWED,
        [GAP_WIDER] = PHRASE_WIDENED,           [GAP_TURNED] = PHRASE_CHANGED_SIDES,
        [GAP_NONE_TOLD] = PHRASE_NO_LONGER_TOLD};
    static const PhraseId LITTLE[] = {[GAP_NARROWER] = PHRASE_NARROWED_LITTLE,
                                      [GAP_WIDER] = PHRASE_WIDENED_LITTLE,
                                      [GAP_TURNED] = PHRASE_CHANGED_SIDES_LITTLE,
                                      [GAP_NONE_TOLD] = PHRASE_NO_LONGER_TOLD_LITTLE};

    return moved_little(item) ? LITTLE[item->gap_moved] : MOVED[item->gap_moved];
}

/* " The gap to everyone else narrowed: from 20 to 14 in 100." */
static void say_move(Arena *arena, Text *text, const ShownRemeasured *item)
{
    const ShownFinding *finding = item->now;
    const ShownMove *gap = &item->gap;
    int digits = gap_digits(arena, item, gap);
    CheckUnit unit = finding->unit;
    Str then = figure_value(arena, unit, fabs(gap->then.estimate.value), digits);
    Str now = figure_value(arena, unit, fabs(gap->now.estimate.value), digits);
    Str name = figure_unit(arena, finding);
    Str other = other_label(arena, item);
    double before = gap->then.estimate.value;
    double after = gap->now.estimate.value;

    if (str_equal(then, now) && before * after > 0) {
        PHRASE_ADD(text, PHRASE_GAP_TO_STAYED, {SLOT_OTHERS, other},
                   {SLOT_GAP, figure_sized(arena, unit, after, now, name)});
        return;
    }
    if (before * after < 0) {
        then = figure_sized(arena, unit, before, then, name);
        now = figure_sized(arena, unit, after, now, STR_NONE);
    } else {
        now = figure_sized(arena, unit, before + after, now, name);
    }
    PHRASE_ADD(text, PHRASE_GAP_TO_MOVED, {SLOT_OTHERS, other},
               {SLOT_MOVED, phrase_plain(moved_word(item))}, {SLOT_THEN, then}, {SLOT_NOW, now});
}

/* What is said to rise or fall. */
static PhraseId averaged(const ShownFinding *finding)
{
    return finding->unit == SHOWN_DAYS ? PHRASE_AVERAGED_DAYS
           : is_share(finding)         ? PHRASE_AVERAGED_COUNT
                                       : PHRASE_AVERAGED_AMOUNT;
}

static PhraseId average_moved(const ShownRemeasured *item)
{
    int good = goodness(item);

    if (item->average_moved == AVERAGE_UNCLEAR) {
        return PHRASE_AVERAGE_UNCLEAR;
    }
    if (item->average_moved == AVERAGE_UP) {
        return good > 0   ? PHRASE_AVERAGE_ROSE_BETTER
               : good < 0 ? PHRASE_AVERAGE_ROSE_WORSE
                          : PHRASE_AVERAGE_ROSE;
    }
    return good > 0   ? PHRASE_AVERAGE_FELL_BETTER
           : good < 0 ? PHRASE_AVERAGE_FELL_WORSE
                      : PHRASE_AVERAGE_FELL;
}

/* The average beside the gap, so that neither is told without the other. */
static void say_average(Arena *arena, Text *text, const ShownRemeasured *item)
{
    const ShownFinding *finding = item->now;
    int digits = held_by(item, &item->average);
    Str then;
    Str now;

    if (item->average_moved == AVERAGE_NOT_KNOWN) {
        return;
    }
    then = figure_estimate(arena, finding->unit, &item->average.then.estimate, digits);
    now = figure_estimate(arena, finding->unit, &item->average.now.estimate, digits);
    PHRASE_ADD(text, average_moved(item), {SLOT_AVERAGE, phrase_plain(averaged(finding))},
               {SLOT_THEN, then}, {SLOT_NOW, now}, {SLOT_UNIT, figure_unit(arena, finding)});
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
        PHRASE_ADD(&text, PHRASE_GAP_NOT_KNOWN, {SLOT_WHAT, remeasure_name(arena, item)});
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
        PHRASE_ADD(&text,
                   item->gap_moved == GAP_HELD ? PHRASE_SURE_NO_CHANGE : PHRASE_SURE_GAP_MOVED,
                   {SLOT_SURE, sentence_bars_word(*bars)});
    }
    if (is_told(item)) {
        text_add(&text, *bars > 0 ? STR(" ") : STR_NONE);
        PHRASE_ADD(&text, is_turned(&item->gap) ? PHRASE_THE_GAP : PHRASE_THE_GAP_IS_NOW,
                   {SLOT_RANGE, range});
    }
    if (item->margin_changed) {
        text_add(&text, phrase_plain(PHRASE_MARGIN_CHANGED));
    }
    return str_trim(text_str(&text));
}

static PhraseId title_word(const ShownRemeasured *item)
{
    static const PhraseId MOVED[] = {
        [GAP_NOT_KNOWN] = PHRASE_NOT_KNOWN,     [GAP_UNCLEAR] = PHRASE_CANNOT_BE_TOLD_FROM_CHANCE,
        [GAP_HELD] = PHRASE_IS_ABOUT_THE_SAME,  [GAP_NARROWER] = PHRASE_IS_NARROWER,
        [GAP_WIDER] = PHRASE_IS_WIDER,          [GAP_TURNED] = PHRASE_IS_ON_THE_OTHER_SIDE,
        [GAP_NONE_TOLD] = PHRASE_NO_LONGER_TOLD};
    static const PhraseId LITTLE[] = {[GAP_NARROWER] = PHRASE_IS_NARROWER_LITTLE,
                                      [GAP_WIDER] = PHRASE_IS_WIDER_LITTLE,
                                      [GAP_TURNED] = PHRASE_IS_ON_THE_OTHER_SIDE_LITTLE,
                                      [GAP_NONE_TOLD] = PHRASE_NO_LONGER_TOLD_THEN_LITTLE};

    return moved_little(item) ? LITTLE[item->gap_moved] : MOVED[item->gap_moved];
}

Str remeasure_title(Arena *arena, const ShownRemeasured *item)
{
    Str name = remeasure_name(arena, item);

    if (!is_told(item)) {
        return PHRASE(arena, PHRASE_TITLE_THEN_AND_NOW, {SLOT_WHAT, name});
    }
    return PHRASE(
        arena, item->gap_moved == GAP_UNCLEAR ? PHRASE_TITLE_CHANGE_OF_GAP : PHRASE_TITLE_GAP,
        {SLOT_WHAT, name}, {SLOT_GROUP, label_of(arena, &item->groups[item->told])},
        {SLOT_OTHERS, other_label(arena, item)}, {SLOT_MOVED, phrase_plain(title_word(item))});
}

/* ---- differences ---- */

Str remeasure_difference(Arena *arena, const ShownDifference *difference)
{
    static const PhraseId OF[] = {[DIFFERS_IN_STUDY] = PHRASE_DIFFERS_IN_STUDY,
                                  [DIFFERS_IN_PERIODS] = PHRASE_DIFFERS_IN_STUDY,
                                  [DIFFERS_IN_TABLE] = PHRASE_DIFFERS_IN_TABLE,
                                  [DIFFERS_IN_GROUP] = PHRASE_DIFFERS_IN_GROUP,
                                  [DIFFERS_IN_OUTCOME] = PHRASE_DIFFERS_IN_OUTCOME,
                                  [DIFFERS_IN_PATHWAY] = PHRASE_DIFFERS_IN_PATHWAY,
                                  [DIFFERS_IN_SCORE] = PHRASE_DIFFERS_IN_SCORE,
                                  [DIFFERS_IN_SWAP] = PHRASE_DIFFERS_IN_SWAP};
    Str name = difference->name.length > 0 ? figure_quoted(arena, difference->name) : STR_NONE;

    return PHRASE(arena, OF[difference->scope], {SLOT_WHAT, difference->what}, {SLOT_NAME, name});
}

Str remeasure_consequence(const ShownDifference *difference)
{
    return phrase_plain(difference->stops ? PHRASE_CANNOT_BE_COMPARED : PHRASE_COMPARED_ANYHOW);
}

/* ---- the whole ---- */

Str remeasure_method(Arena *arena, const ShownRemeasure *all)
{
    Text text = text_new(arena);

    number_write(&text, 100 * all->confidence);
    return PHRASE(arena, PHRASE_CHANGE_METHOD, {SLOT_CONFIDENCE, text_str(&text)});
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
    return PHRASE(arena, PHRASE_GAPS_COMPARED, {SLOT_COUNT, phrase_count(arena, compared)},
                  {SLOT_MOVED, phrase_count(arena, moved)},
                  {SLOT_NUMBER, phrase_count(arena, by_chance)});
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
