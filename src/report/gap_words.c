#include "report/gap_words.h"

#include "base/number.h"

#include <assert.h>
#include <math.h>

void words_label(Context *context, Text *text, Str label)
{
    if (label.length == 0) {
        text_add(text, STR("blank"));
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
    text_add(text, number->state == SHOWN_HIDDEN ? STR("hidden") : STR("-"));
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

void words_range(Text *text, const WordStyle *style, const ShownInterval *interval)
{
    if (has_limits(interval)) {
        amount(text, style, interval->low.value, interval->low.decimals);
        text_add(text, STR(" to "));
        amount(text, style, interval->high.value, interval->high.decimals);
    }
}

static Str direction(const WordStyle *style, double value)
{
    if (value > 0) {
        return STR(" more");
    }
    return value == 0 ? STR_NONE : style->amounts ? STR(" less") : STR(" fewer");
}

static void size_of(Text *text, const WordStyle *style, double value, int decimals)
{
    amount(text, style, fabs(value), decimals);
}

/* "(6 to 8)" where both limits say the same as the estimate, else each with its word. */
static void limits(Text *text, const WordStyle *style, const ShownInterval *interval)
{
    double low = interval->low.value;
    double high = interval->high.value;
    int decimals = interval->low.decimals;
    bool below = high < 0;
    bool words = !below && !(low > 0);

    text_add(text, STR(" ("));
    size_of(text, style, below ? high : low, decimals);
    text_add(text, words ? direction(style, low) : STR_NONE);
    text_add(text, STR(" to "));
    size_of(text, style, below ? low : high, decimals);
    text_add(text, words ? direction(style, high) : STR_NONE);
    text_add(text, STR(")"));
}

void words_difference(Text *text, const WordStyle *style, const ShownInterval *interval)
{
    const ShownNumber *estimate = &interval->estimate;

    if (estimate->state == SHOWN_UNDEFINED && words_are_in_cell(interval->note)) {
        text_add(text, STR("(compared with)"));
        return;
    }
    if (no_value(text, estimate)) {
        return;
    }
    size_of(text, style, estimate->value, estimate->decimals);
    text_add(text, direction(style, estimate->value));
    if (has_limits(interval)) {
        limits(text, style, interval);
    }
}

static void ratio_number(Text *text, const ShownNumber *number)
{
    int decimals = number->decimals;
    int most = fabs(number->value) < 0.1 ? 3 : 2;

    if (decimals == SHOWN_EXACT || decimals > most) {
        decimals = most;
    }
    number_write_fixed(text, number->value, decimals);
}

void words_ratio(Text *text, const ShownInterval *interval)
{
    if (no_value(text, &interval->estimate)) {
        return;
    }
    ratio_number(text, &interval->estimate);
    if (has_limits(interval)) {
        text_add(text, STR(" ("));
        ratio_number(text, &interval->low);
        text_add(text, STR(" to "));
        ratio_number(text, &interval->high);
        text_add(text, STR(")"));
    }
}

void words_other(Text *text, const WordStyle *style, const ShownInterval *estimate,
                 const ShownInterval *difference)
{
    amount(text, style, estimate->estimate.value - difference->estimate.value,
           difference->estimate.decimals);
}

void words_columns(Text *text, StrSpan columns)
{
    for (size_t i = 0; i < columns.count; i++) {
        text_add(text, i == 0 ? STR_NONE : i + 1 < columns.count ? STR(", ") : STR(" and "));
        text_add_shown(text, columns.items[i], 60);
    }
}

static bool is_relative(Str id)
{
    return str_equal(id, STR("rii")) || str_equal(id, STR("rci"));
}

Str words_measure_name(Str id)
{
    if (str_equal(id, STR("sii"))) {
        return STR("best-off end less worst-off end (sii)");
    }
    if (str_equal(id, STR("rii"))) {
        return STR("best-off end over worst-off end (rii)");
    }
    if (str_equal(id, STR("aci"))) {
        return STR("concentration among the best off (aci)");
    }
    assert(str_equal(id, STR("rci")));
    return STR("the same, relative to the average (rci)");
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
