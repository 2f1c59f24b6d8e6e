#include "report/gap_words.h"

#include "base/number.h"

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

/* A plain decimal for people. Exact ones get as many decimals as help: four figures. */
static void plain_number(Text *text, double value, int decimals)
{
    double size = fabs(value);

    if (decimals == SHOWN_EXACT) {
        decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 3;
    }
    if (decimals <= 0 && size >= 1000 && size < 1e15) {
        number_write_grouped(text, (int64_t)value);
    } else {
        number_write_fixed(text, value, decimals < 0 ? 0 : decimals);
    }
}

/* A proportion out of 100. Exact ones have one decimal, small ones two. */
static void out_of_100(Text *text, double value, int decimals)
{
    double value100 = 100 * value;

    if (decimals == SHOWN_EXACT) {
        decimals = fabs(value100) < 1 ? 4 : 3;
    }
    number_write_fixed(text, value100, decimals > 2 ? decimals - 2 : 0);
}

static void amount(Text *text, const ShownFacts *facts, double value, int decimals)
{
    if (facts->amounts) {
        plain_number(text, value, decimals);
    } else {
        out_of_100(text, value, decimals);
    }
}

void words_estimate(Text *text, const ShownFacts *facts, const ShownNumber *number)
{
    if (!no_value(text, number)) {
        amount(text, facts, number->value, number->decimals);
    }
}

static bool has_limits(const ShownInterval *interval)
{
    return interval->low.state == SHOWN_VALUE && interval->high.state == SHOWN_VALUE;
}

void words_range(Text *text, const ShownFacts *facts, const ShownInterval *interval)
{
    if (has_limits(interval)) {
        amount(text, facts, interval->low.value, interval->low.decimals);
        text_add(text, STR(" to "));
        amount(text, facts, interval->high.value, interval->high.decimals);
    }
}

static Str direction(const ShownFacts *facts, double value)
{
    if (value > 0) {
        return STR(" more");
    }
    return value == 0 ? STR_NONE : facts->amounts ? STR(" less") : STR(" fewer");
}

static void size_of(Text *text, const ShownFacts *facts, double value, int decimals)
{
    amount(text, facts, fabs(value), decimals);
}

/* "(6 to 8)" where both limits say the same as the estimate, else each with its word. */
static void limits(Text *text, const ShownFacts *facts, const ShownInterval *interval)
{
    double low = interval->low.value;
    double high = interval->high.value;
    int decimals = interval->low.decimals;
    bool below = high < 0;
    bool words = !below && !(low > 0);

    text_add(text, STR(" ("));
    size_of(text, facts, below ? high : low, decimals);
    text_add(text, words ? direction(facts, low) : STR_NONE);
    text_add(text, STR(" to "));
    size_of(text, facts, below ? low : high, decimals);
    text_add(text, words ? direction(facts, high) : STR_NONE);
    text_add(text, STR(")"));
}

void words_difference(Text *text, const ShownFacts *facts, const ShownInterval *interval)
{
    const ShownNumber *estimate = &interval->estimate;

    if (estimate->state == SHOWN_UNDEFINED && words_are_in_cell(interval->note)) {
        text_add(text, STR("(compared with)"));
        return;
    }
    if (no_value(text, estimate)) {
        return;
    }
    size_of(text, facts, estimate->value, estimate->decimals);
    text_add(text, direction(facts, estimate->value));
    if (has_limits(interval)) {
        limits(text, facts, interval);
    }
}

static void ratio_number(Text *text, const ShownNumber *number)
{
    number_write_fixed(text, number->value, number->decimals == SHOWN_EXACT ? 2 : number->decimals);
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

void words_other(Text *text, const ShownFacts *facts, const ShownGroup *group)
{
    int decimals = group->difference.estimate.decimals;

    amount(text, facts, group->estimate.estimate.value - group->difference.estimate.value,
           decimals);
}

static bool is_relative(Str id)
{
    return str_equal(id, STR("rii")) || str_equal(id, STR("rci"));
}

static Str measure_sentence(Str id)
{
    if (str_equal(id, STR("sii"))) {
        return STR("From the worst-off end to the best-off end of all people: ");
    }
    if (str_equal(id, STR("rii"))) {
        return STR("The best-off end over the worst-off end, as a ratio: ");
    }
    if (str_equal(id, STR("aci"))) {
        return STR("How much of it gathers among the best off (concentration): ");
    }
    return STR("The same, relative to the average: ");
}

void words_measure(Text *text, const ShownFacts *facts, const ShownMeasure *measure)
{
    text_add(text, measure_sentence(measure->id));
    if (measure->value.estimate.state != SHOWN_VALUE) {
        text_add(text, measure->value.note.length > 0 ? measure->value.note : STR("undefined"));
    } else if (is_relative(measure->id)) {
        words_ratio(text, &measure->value);
    } else {
        words_difference(text, facts, &measure->value);
        text_add(text, facts->amounts ? STR_NONE : STR(", of every 100"));
    }
    text_format(text, " [%.*s].", STR_ARGS(measure->id));
}

bool words_are_in_cell(Str note)
{
    return str_equal(note, STR("the group compared with"));
}
