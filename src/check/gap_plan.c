/* Which levels are recorded, in what order they stand, and with which one others are compared. */
#include "check/gap_internal.h"

#include "base/number.h"
#include "study/labels.h"

#include <inttypes.h>

#define LABEL_BYTES_SHOWN 60
#define LABELS_SHOWN 12

/* "'a', 'b', 'c' ...": what there is, for mistakes that name something else. */
static Str level_list(Context *context, StrSpan levels)
{
    Text text = text_new(context->arena);
    size_t i;

    for (i = 0; i < levels.count && i < LABELS_SHOWN; i++) {
        Str shown = str_show(context->arena, levels.items[i], LABEL_BYTES_SHOWN);

        text_format(&text, "%s'%.*s'", i == 0 ? "" : ", ", STR_ARGS(shown));
    }
    if (levels.count > LABELS_SHOWN) {
        text_format(&text, " and %zu more", levels.count - LABELS_SHOWN);
    }
    return text_str(&text);
}

static uint32_t find_level(StrSpan levels, Str label)
{
    uint32_t i;
    Str wanted = str_trim(label);

    for (i = 0; i < levels.count; i++) {
        if (str_equal(levels.items[i], wanted)) {
            return i;
        }
    }
    return SET_NONE;
}

static void note_no_level(Context *context, const GapDimension *dimension, Place place, Str label)
{
    StrSpan levels = dimension->tally->dimensions[0].levels;
    Str column = str_show(context->arena, dimension->column, LABEL_BYTES_SHOWN);
    Str shown = str_show(context->arena, label, LABEL_BYTES_SHOWN);
    Str list = level_list(context, levels);

    note_error(context, FAIL_INPUT, place, "no group '%.*s' in '%.*s'; there are %.*s",
               STR_ARGS(shown), STR_ARGS(column), STR_ARGS(list));
}

static void plan_recorded(Context *context, const GapQuestion *question,
                          const GapDimension *dimension, GapPlan *plan)
{
    StrSpan levels = dimension->tally->dimensions[0].levels;
    bool totals = question->form == GAP_EVENTS_OF || question->counted;
    size_t i;

    for (i = 0; i < levels.count; i++) {
        plan->recorded[i] = label_not_recorded(levels.items[i]) == RECORDED;
        plan->total[i] = totals && plan->recorded[i] && dimension->moments == NULL &&
                         label_is_total(levels.items[i]);
    }
    for (i = 0; i < dimension->not_recorded.count; i++) {
        uint32_t level = find_level(levels, dimension->not_recorded.items[i]);

        if (level == SET_NONE) {
            note_no_level(context, dimension, dimension->not_recorded_place,
                          dimension->not_recorded.items[i]);
        } else {
            plan->recorded[level] = false;
            plan->total[level] = false;
        }
    }
}

/* True when every one of the levels is a number: then they stand by their values, 9 before 10 and
   1.25 before 1.5. */
static bool all_numbers(StrSpan levels, const uint32_t *rows, size_t count)
{
    size_t i;
    double value;

    for (i = 0; i < count; i++) {
        if (!number_parse(levels.items[rows[i]], &value)) {
            return false;
        }
    }
    return count > 0;
}

static double level_number(StrSpan levels, uint32_t level)
{
    double value = 0;

    return number_parse(levels.items[level], &value) ? value : 0;
}

/* Merges two sorted runs; levels of equal number keep their natural order. */
static void merge_by_number(StrSpan levels, const uint32_t *from, uint32_t *to, const size_t at[3])
{
    size_t left = at[0];
    size_t right = at[1];
    size_t i;

    for (i = at[0]; i < at[2]; i++) {
        bool take_left = left < at[1] && (right >= at[2] || level_number(levels, from[left]) <=
                                                                level_number(levels, from[right]));

        to[i] = take_left ? from[left++] : from[right++];
    }
}

static Status sort_by_number(Context *context, StrSpan levels, uint32_t *rows, size_t count)
{
    uint32_t *from = rows;
    uint32_t *to = TAKE(context, uint32_t, count);
    size_t width;
    size_t i;

    if (to == NULL) {
        return fail_memory(context);
    }
    for (width = 1; width < count; width *= 2) {
        uint32_t *swap = from;

        for (i = 0; i < count; i += 2 * width) {
            size_t middle = i + width < count ? i + width : count;
            size_t end = i + 2 * width < count ? i + 2 * width : count;
            size_t at[3] = {i, middle, end};

            merge_by_number(levels, from, to, at);
        }
        from = to;
        to = swap;
    }
    for (i = 0; from != rows && i < count; i++) {
        rows[i] = from[i];
    }
    return done();
}

static void reverse(uint32_t *rows, size_t count)
{
    size_t i;

    for (i = 0; i < count / 2; i++) {
        uint32_t swap = rows[i];

        rows[i] = rows[count - 1 - i];
        rows[count - 1 - i] = swap;
    }
}

/* Puts `count` recorded rows into the declared order; every one must be named, once. */
static Status order_by_list(Context *context, const GapDimension *dimension, const GapPlan *plan,
                            size_t count)
{
    StrSpan levels = dimension->tally->dimensions[0].levels;
    bool *named = TAKE(context, bool, levels.count);
    Str column = str_show(context->arena, dimension->column, LABEL_BYTES_SHOWN);
    size_t placed = 0;
    size_t i;

    if (named == NULL) {
        return fail_memory(context);
    }
    for (i = 0; i < dimension->order_list.count; i++) {
        Str label = dimension->order_list.items[i];
        uint32_t level = find_level(levels, label);
        Str shown = str_show(context->arena, label, LABEL_BYTES_SHOWN);

        if (level == SET_NONE) {
            note_no_level(context, dimension, dimension->order_place, label);
        } else if (named[level]) {
            note_error(context, FAIL_INPUT, dimension->order_place,
                       "'%.*s' is named twice in the order of '%.*s'; name each group once",
                       STR_ARGS(shown), STR_ARGS(column));
        } else if (!plan->recorded[level] || plan->total[level]) {
            note_error(context, FAIL_INPUT, dimension->order_place,
                       "'%.*s' has no place in the order of '%.*s': it is %s; leave it out",
                       STR_ARGS(shown), STR_ARGS(column),
                       plan->total[level] ? "a total" : "not recorded");
        } else {
            named[level] = true;
            plan->rows[placed++] = level;
        }
    }
    for (i = 0; i < levels.count; i++) {
        if (plan->recorded[i] && !plan->total[i] && !named[i] && placed < count) {
            Str shown = str_show(context->arena, levels.items[i], LABEL_BYTES_SHOWN);

            note_error(context, FAIL_INPUT, dimension->order_place,
                       "the order of '%.*s' leaves out '%.*s'; name every group, the worst off "
                       "first, or declare it as not recorded",
                       STR_ARGS(column), STR_ARGS(shown));
        }
    }
    return done();
}

/* Uses the order that the labels themselves say, if they do. */
static Status order_by_labels(Context *context, StrSpan levels, GapPlan *plan, size_t count)
{
    Str *labels = TAKE(context, Str, count);
    uint32_t *order = TAKE(context, uint32_t, count);
    uint32_t *rows = TAKE(context, uint32_t, count);
    size_t i;

    if (labels == NULL || order == NULL || rows == NULL) {
        return fail_memory(context);
    }
    for (i = 0; i < count; i++) {
        labels[i] = levels.items[plan->rows[i]];
    }
    if (count < 2 || !labels_tell_order((StrSpan){labels, count}, order)) {
        return done();
    }
    for (i = 0; i < count; i++) {
        rows[i] = plan->rows[order[i]];
    }
    for (i = 0; i < count; i++) {
        plan->rows[i] = rows[i];
    }
    plan->ordered = true;
    plan->told_by_labels = true;
    return done();
}

static Status plan_order(Context *context, const GapDimension *dimension, GapPlan *plan)
{
    StrSpan levels = dimension->tally->dimensions[0].levels;
    size_t ordered = 0; /* recorded and no total: these come first */
    size_t count;
    uint32_t i;
    bool numbers;

    for (i = 0; i < levels.count; i++) {
        if (plan->recorded[i] && !plan->total[i]) {
            plan->rows[ordered++] = i;
        }
    }
    count = ordered;
    for (i = 0; i < levels.count; i++) {
        if (plan->recorded[i] && plan->total[i]) {
            plan->rows[count++] = i;
        }
    }
    for (i = 0; i < levels.count; i++) {
        if (!plan->recorded[i]) {
            plan->rows[count++] = i;
        }
    }
    numbers = all_numbers(levels, plan->rows, ordered);
    if (numbers) {
        TRY(sort_by_number(context, levels, plan->rows, ordered));
    }
    switch (dimension->order) {
    case GAP_ORDER_UNSAID:
        TRY(order_by_labels(context, levels, plan, ordered));
        plan->looks_ordered = numbers && !plan->ordered && ordered > 2;
        break;
    case GAP_ORDER_DESCENDING:
        reverse(plan->rows, ordered);
        plan->ordered = true;
        break;
    case GAP_ORDER_LIST:
        TRY(order_by_list(context, dimension, plan, ordered));
        plan->ordered = true;
        break;
    case GAP_ORDER_ASCENDING:
        plan->ordered = true;
        break;
    }
    return done();
}

Status gap_plan(Context *context, const GapQuestion *question, const GapDimension *dimension,
                GapPlan *out)
{
    size_t count = dimension->tally->dimensions[0].levels.count;

    *out = (GapPlan){.count = count, .reference = SET_NONE};
    out->rows = TAKE(context, uint32_t, count);
    out->recorded = TAKE(context, bool, count);
    out->total = TAKE(context, bool, count);
    if (out->rows == NULL || out->recorded == NULL || out->total == NULL) {
        return fail_memory(context);
    }
    plan_recorded(context, question, dimension, out);
    TRY(plan_order(context, dimension, out));
    if (dimension->has_reference) {
        out->reference = find_level(dimension->tally->dimensions[0].levels, dimension->reference);
        if (out->reference == SET_NONE) {
            note_no_level(context, dimension, dimension->reference_place, dimension->reference);
        }
    }
    return done();
}
