#include "report/gap_words.h"

#include "base/number.h"
#include "catalogue/phrase.h"

#include <assert.h>
#include <math.h>

void words_label(Context *context, Text *text, Str label)
{
    if (label.length == 0) {
        text_add(text, phrase_plain(PHRASE_BLANK));
        return;
    }
    text_add_byte(text, '\'');
    text_add(text, str_show(context->arena, label, 60));
    text_add_byte(text, '\'');
}

/* True, and the word written, when there is no value. */
static bool no_value(Text *text, const ShownNumber *number)
{
    if (number->state == SHOWN_VALUE) {
        return false;
    }
    text_add(text, number->state == SHOWN_HIDDEN ? phrase_plain(PHRASE_HIDDEN) : STR("-"));
    return true;
}

void words_count(Text *text, const ShownNumber *number)
{
    if (number->state == SHOWN_HIDDEN && number->has_range && number->to != INT64_MAX) {
        number_write_grouped(text, number->from);
        text_add_byte(text, '-');
        number_write_grouped(text, number->to);
    } else if (!no_value(text, number)) {
        number_write_grouped(text, (int64_t)number->value);
    }
}

WordStyle words_style(const ShownFacts *facts, const ShownTable *table)
{
    WordStyle style = {.amounts = facts->amounts};
    double most = 0;
    size_t g;

    for (g = 0; g < table->group_count; g++) {
        const ShownNumber *estimate = &table->groups[g].estimate.estimate;

        if (estimate->state == SHOWN_VALUE && fabs(estimate->value) > most) {
            most = fabs(estimate->value);
        }
    }
    if (facts->amounts) {
        style.decimals = most >= 1000 ? 0 : most >= 100 ? 1 : most >= 10 ? 2 : 3;
    } else {
        style.decimals = most >= 0.1 ? 3 : most >= 0.01 ? 4 : 5;
    }
    return style;
}

static void plain_number(Text *text, double value, int decimals)
{
    if (decimals <= 0 && fabs(value) >= 1000 && fabs(value) < 1e15) {
        number_write_grouped(text, (int64_t)round(value));
    } else {
        number_write_fixed(text, value, decimals < 0 ? 0 : decimals);
    }
}

static void out_of_100(Text *text, double value, int decimals)
{
    number_write_fixed(text, 100 * value, decimals > 2 ? decimals - 2 : 0);
}

static void amount(Text *text, const WordStyle *style, double value, int decimals)
{
    if (decimals == SHOWN_EXACT || decimals > style->decimals) {
        decimals = style->decimals;
    }
    if (style->amounts) {
        plain_number(text, value, decimals);
    } else {
        out_of_100(text, value, decimals);
    }
}

void words_estimate(Text *text, const WordStyle *style, const ShownNumber *number)
{
    if (!no_value(text, number)) {
        amount(text, style, number->value, number->decimals);
    }
}

static bool has_limits(const ShownInterval *interval)
{
    return interval->low.state == SHOWN_VALUE && interval->high.state == SHOWN_VALUE;
}

static Str amount_str(Arena *arena, const WordStyle *style, double value, int decimals)
{
    Text text = text_new(arena);

    amount(&text, style, value, decimals);
    return text_str(&text);
}

void words_range(Text *text, const WordStyle *style, const ShownInterval *interval)
{
    const ShownNumber *low = &interval->low;
    const ShownNumber *high = &interval->high;

    if (has_limits(interval)) {
        PHRASE_ADD(text, PHRASE_FROM_TO,
                   {SLOT_FROM, amount_str(text->arena, style, low->value, low->decimals)},
                   {SLOT_TO, amount_str(text->arena, style, high->value, high->decimals)});
    }
}

/* "8 more", "8 fewer", "8 less"; "0" of none. */
static Str sized(Arena *arena, const WordStyle *style, double value, int decimals)
{
    Str size = amount_str(arena, style, fabs(value), decimals);

    return value == 0 ? size
                      : PHRASE(arena,
                               value > 0        ? PHRASE_MORE
                               : style->amounts ? PHRASE_LESS
                                                : PHRASE_FEWER,
                               {SLOT_NUMBER, size}, {SLOT_UNIT, STR_NONE});
}

/* " (6 to 8)" where both limits say the same as the estimate, else each with its word. */
static void limits(Text *text, const WordStyle *style, const ShownInterval *interval)
{
    Arena *arena = text->arena;
    double low = interval->low.value;
    double high = interval->high.value;
    int decimals = interval->low.decimals;
    bool below = high < 0;
    Str range;

    if (below || low > 0) {
        range = PHRASE(arena, PHRASE_FROM_TO,
                       {SLOT_FROM, amount_str(arena, style, fabs(below ? high : low), decimals)},
                       {SLOT_TO, amount_str(arena, style, fabs(below ? low : high), decimals)});
    } else {
        range = PHRASE(arena, PHRASE_FROM_TO, {SLOT_FROM, sized(arena, style, low, decimals)},
                       {SLOT_TO, sized(arena, style, high, decimals)});
    }
    PHRASE_ADD(text, PHRASE_IN_BRACKETS, {SLOT_RANGE, range});
}

void words_difference(Text *text, const WordStyle *style, const ShownInterval *interval)
{
    const ShownNumber *estimate = &interval->estimate;

    if (estimate->state == SHOWN_UNDEFINED && words_are_in_cell(interval->note)) {
        text_add(text, phrase_plain(PHRASE_COMPARED_WITH));
        return;
    }
    if (no_value(text, estimate)) {
        return;
    }
    text_add(text, sized(text->arena, style, estimate->value, estimate->decimals));
    if (has_limits(interval)) {
        limits(text, style, interval);
    }
}

static Str ratio_number(Arena *arena, const ShownNumber *number)
{
    Text text = text_new(arena);
    int decimals = number->decimals;
    int most = fabs(number->value) < 0.1 ? 3 : 2;

    if (decimals == SHOWN_EXACT || decimals > most) {
        decimals = most;
    }
    number_write_fixed(&text, number->value, decimals);
    return text_str(&text);
}

void words_ratio(Text *text, const ShownInterval *interval)
{
    if (no_value(text, &interval->estimate)) {
        return;
    }
    text_add(text, ratio_number(text->arena, &interval->estimate));
    if (has_limits(interval)) {
        Str range = PHRASE(text->arena, PHRASE_FROM_TO,
                           {SLOT_FROM, ratio_number(text->arena, &interval->low)},
                           {SLOT_TO, ratio_number(text->arena, &interval->high)});

        PHRASE_ADD(text, PHRASE_IN_BRACKETS, {SLOT_RANGE, range});
    }
}

void words_other(Text *text, const WordStyle *style, const ShownInterval *estimate,
                 const ShownInterval *difference)
{
    amount(text, style, estimate->estimate.value - difference->estimate.value,
           difference->estimate.decimals);
}

Str words_columns(Arena *arena, StrSpan columns)
{
    Str *shown = arena_take(arena, columns.count, sizeof *shown);

    for (size_t i = 0; shown != NULL && i < columns.count; i++) {
        shown[i] = str_show(arena, columns.items[i], 60);
    }
    return shown == NULL ? STR_NONE : phrase_list(arena, shown, columns.count);
}

static bool is_relative(Str id)
{
    return str_equal(id, STR("rii")) || str_equal(id, STR("rci"));
}

Str words_measure_name(Str id)
{
    if (str_equal(id, STR("sii"))) {
        return phrase_plain(PHRASE_MEASURE_SII);
    }
    if (str_equal(id, STR("rii"))) {
        return phrase_plain(PHRASE_MEASURE_RII);
    }
    if (str_equal(id, STR("aci"))) {
        return phrase_plain(PHRASE_MEASURE_ACI);
    }
    assert(str_equal(id, STR("rci")));
    return phrase_plain(PHRASE_MEASURE_RCI);
}

void words_measure(Text *text, const WordStyle *style, const ShownMeasure *measure)
{
    if (is_relative(measure->id)) {
        words_ratio(text, &measure->value);
        return;
    }
    words_difference(text, style, &measure->value);
}

bool words_are_in_note(Str note)
{
    return str_equal(note, STR("numbers were kept back by who published them")) ||
           str_equal(note, STR("numbers are missing, or were kept back by who published them"));
}

bool words_are_in_cell(Str note)
{
    return str_equal(note, STR("the group compared with"));
}
