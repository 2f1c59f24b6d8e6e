/* The rows of a picture, from a finding. */
#include "report/chart.h"

#include "base/number.h"
#include "catalogue/check_kind.h"
#include "catalogue/phrase.h"
#include "report/figure.h"
#include "report/sentence.h"

#include <math.h>

/* Of the widest tick scale: about this many ticks. */
#define TICKS_WANTED 5
#define TICK_DECIMALS_MOST 6

ChartScale chart_scale(double low, double high, CheckUnit unit)
{
    double times = unit == SHOWN_PER_100 ? 100 : 1;
    double from = fmin(low, high) * times;
    double to = fmax(low, high) * times;
    double raw = to > from ? (to - from) / TICKS_WANTED : 1;
    double power = pow(10, floor(log10(raw)));
    double lead = raw / power;
    double step = (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10) * power;

    return (ChartScale){
        .from = floor(from / step) * step / times,
        .to = (floor(from / step) == ceil(to / step) ? ceil(to / step) + 1 : ceil(to / step)) *
              step / times,
        .step = step / times,
        .unit = unit};
}

/* Digits that keep a step of the scale visible. */
static int tick_decimals(const ChartScale *scale)
{
    double step = scale->unit == SHOWN_PER_100 ? 100 * scale->step : scale->step;
    int decimals = 0;

    while (step < 0.999 && decimals < TICK_DECIMALS_MOST) {
        step *= 10;
        decimals++;
    }
    return decimals;
}

Str chart_tick(Page *page, const ChartScale *scale, double value)
{
    Arena *arena = page->context->arena;
    double near = fabs(value) < scale->step / 1000 ? 0 : value;

    if (!scale->gaps) {
        return figure_value(arena, scale->unit, near, tick_decimals(scale));
    }
    return near == 0 ? phrase_plain(PHRASE_CHART_SAME)
                     : figure_gap(arena, scale->unit, near, tick_decimals(scale));
}

size_t chart_tick_count(const ChartScale *scale)
{
    double count = round((scale->to - scale->from) / scale->step);

    return count > 0 && count < 40 ? (size_t)count : 0;
}

bool chart_has_tick(const ChartScale *scale, size_t i)
{
    size_t count = chart_tick_count(scale);
    size_t every = !scale->gaps ? 1 : count > 8 ? 4 : count > 4 ? 2 : 1;

    if (count == 0) {
        return true; /* of no extent: a scale of nothing has no steps to be whole in */
    }
    return i % every == (size_t)round(-scale->from / scale->step * (scale->from < 0)) % every;
}

double chart_at(const ChartScale *scale, double value)
{
    double share = (value - scale->from) / (scale->to - scale->from);

    return 100 * fmax(0, fmin(1, share));
}

/* The number's own note, which knows whether we or a publisher kept it back; else the group's. */
static Str reason(const ShownGroup *group, const ShownInterval *interval)
{
    const Str hidden = STR("hidden: ");
    Str note = interval->note.length > 0 ? interval->note : group->estimate.note;

    if (str_starts_with(note, hidden)) {
        return str_slice(note, hidden.length, note.length);
    }
    if (note.length > 0) {
        return note;
    }
    return interval->estimate.state == SHOWN_UNDEFINED ? phrase_plain(PHRASE_CHART_NO_SUCH_NUMBER)
                                                       : phrase_plain(PHRASE_CHART_KEPT_BACK);
}

void chart_row_nothing(ChartRow *row, const ShownGroup *group, const ShownInterval *interval)
{
    row->why = reason(group, interval);
    row->hidden = interval->estimate.state == SHOWN_HIDDEN;
}

/* The rows from `from` on that say nothing for one reason, as one row that names them. */
static void fold_reason(Page *page, ChartRows *rows, size_t from, ChartRow *first, size_t groups)
{
    Arena *arena = page->context->arena;
    Text text = text_new(arena);
    size_t count = 0;
    size_t i;

    for (i = from; i < rows->count; i++) {
        ChartRow *row = &rows->rows[i];

        if (row->folds && str_equal(row->why, first->why)) {
            text_add(&text, count > 0 ? phrase_plain(PHRASE_CHART_NEXT_GROUP) : STR_NONE);
            text_add(&text, row->label);
            row->gone = row != first;
            row->folds = false;
            count++;
        }
    }
    if (count < 2) {
        return;
    }
    first->label = STR_NONE;
    first->figure = STR_NONE;
    first->rule = false;
    first->why =
        PHRASE(arena, first->hidden ? PHRASE_CHART_HIDDEN_OF : PHRASE_CHART_WITHOUT_NUMBER,
               {SLOT_COUNT, phrase_count(arena, count)}, {SLOT_GROUPS, phrase_count(arena, groups)},
               {SLOT_WHY, first->why}, {SLOT_LIST, text_str(&text)});
    first->last = true;
}

void chart_fold_rows(Page *page, ChartRows *rows, size_t from)
{
    size_t groups = rows->count - from;
    size_t kept = from;
    size_t lines = 0;
    ChartRow *last = TAKE(page->context, ChartRow, groups + 1);
    size_t i;

    if (last == NULL) {
        note_memory(page->context);
        return;
    }
    for (i = from; i < rows->count; i++) {
        if (rows->rows[i].folds) {
            fold_reason(page, rows, from, &rows->rows[i], groups);
        }
    }
    for (i = from; i < rows->count; i++) {
        if (rows->rows[i].last) {
            last[lines++] = rows->rows[i];
        } else if (!rows->rows[i].gone) {
            rows->rows[kept++] = rows->rows[i];
        }
    }
    for (i = 0; i < lines; i++) {
        rows->rows[kept++] = last[i];
    }
    rows->count = kept;
}

ChartRow chart_row_of(Page *page, const ShownFinding *finding, const ShownGroup *group)
{
    Arena *arena = page->context->arena;
    Str level = group->said.length > 0 ? group->said : group->level;
    Str label =
        group->recorded ? str_show(arena, level, 80) : phrase_plain(PHRASE_PAGE_NOT_RECORDED);

    if (!group->recorded && group->level.length > 0 &&
        !str_equal_ignoring_case(group->level, STR("not recorded"))) {
        level = str_show(arena, group->level, 60);
        label = PHRASE(arena, PHRASE_CHART_NOT_RECORDED_AS, {SLOT_LABEL, level});
    }
    return (ChartRow){.label = label.length > 0 ? label : phrase_plain(PHRASE_BLANK),
                      .rule = !group->recorded,
                      .judged = figure_is_judged(finding, group),
                      .says = figure_group_says(finding, group),
                      .low = NAN,
                      .high = NAN,
                      .then_low = NAN,
                      .then_high = NAN,
                      .slope_from = NAN,
                      .slope_to = NAN};
}

static void set_interval(ChartRow *row, const ShownInterval *interval)
{
    row->mark = MARK_POINT;
    row->value = interval->estimate.value;
    if (figure_has_limits(interval)) {
        row->low = interval->low.value;
        row->high = interval->high.value;
    }
}

/* What a row draws. */
typedef enum Drawn { DRAWN_DIFFERENCE, DRAWN_ESTIMATE, DRAWN_MEDIAN } Drawn;

static Drawn drawn_of(const ShownFinding *finding, const ShownPart *part)
{
    if (finding->check == CHECK_WAITS && finding->unit != SHOWN_PER_100 && part->extras != NULL) {
        return DRAWN_MEDIAN;
    }
    return part->base->ordered || check_kind(finding->check)->of_rows ? DRAWN_ESTIMATE
                                                                      : DRAWN_DIFFERENCE;
}

static const ShownInterval *drawn_at(const ShownPart *part, size_t g, Drawn drawn)
{
    switch (drawn) {
    case DRAWN_MEDIAN:
        return &part->extras[g].median;
    case DRAWN_ESTIMATE:
        return &part->base->groups[g].estimate;
    case DRAWN_DIFFERENCE:
        break;
    }
    return &part->base->groups[g].difference;
}

static Str head_of(const ShownFinding *finding, bool days)
{
    return days                             ? phrase_plain(PHRASE_CHART_DAYS)
           : finding->unit == SHOWN_PER_100 ? phrase_plain(PHRASE_CHART_OF_100)
                                            : phrase_plain(PHRASE_CHART_AVERAGE);
}

void chart_fit_rows(ChartRows *rows, CheckUnit unit, bool from_zero)
{
    double low = from_zero ? 0 : INFINITY;
    double high = from_zero ? 0 : -INFINITY;
    size_t i;

    for (i = 0; i < rows->count; i++) {
        const ChartRow *row = &rows->rows[i];

        if (row->mark != MARK_NONE) {
            low = fmin(low, isnan(row->low) ? row->value : row->low);
            high = fmax(high, isnan(row->high) ? row->value : row->high);
            if (chart_is_pair(row->mark)) {
                low = fmin(low, isfinite(row->then_low) ? row->then_low : row->then);
                high = fmax(high, isfinite(row->then_high) ? row->then_high : row->then);
            }
        }
    }
    if (isfinite(rows->margin)) {
        low = fmin(low, -1.4 * rows->margin);
        high = fmax(high, 1.4 * rows->margin);
    }
    if (!(low <= high)) {
        low = 0;
        high = unit == SHOWN_PER_100 ? 1 : 10;
    }
    rows->scale = chart_scale(low, high, unit);
}

/* The fitted line over the order, where every share of people is known: of a survey it is not. */
static void fit_slope(Page *page, const ShownFinding *finding, const ShownPart *part,
                      ChartRows *rows)
{
    const ShownTable *table = part->base;
    double all = 0;
    double before = 0;
    double slope;
    size_t g;
    Str size;
    Str range;

    if (table->weighted || table->measure_count == 0 ||
        !str_equal(table->measures[0].id, STR("sii")) || !figure_has(&table->measures[0].value) ||
        !figure_has(&part->overall)) {
        return;
    }
    slope = table->measures[0].value.estimate.value;
    for (g = 0; g < table->group_count; g++) {
        if (table->groups[g].recorded) {
            if (table->groups[g].people.state != SHOWN_VALUE) {
                return;
            }
            all += table->groups[g].people.value;
        }
    }
    for (g = 0; g < table->group_count && all > 0; g++) {
        if (table->groups[g].recorded) {
            double after = before + table->groups[g].people.value / all;

            rows->rows[g].slope_from = part->overall.estimate.value + slope * (before - 0.5);
            rows->rows[g].slope_to = part->overall.estimate.value + slope * (after - 0.5);
            before = after;
        }
    }
    size = figure_value(page->context->arena, finding->unit, slope, 1);
    range = figure_range(page->context->arena, finding->unit, &table->measures[0].value, 1);
    rows->slope_label =
        PHRASE(page->context->arena, PHRASE_CHART_SLOPE, {SLOT_NUMBER, size}, {SLOT_RANGE, range});
}

static ChartRows rows_of(Page *page, const ShownFinding *finding)
{
    const ShownPart *part = figure_main_part(finding);
    Arena *arena = page->context->arena;
    ChartRows rows = {.margin = NAN, .zero = NAN, .judged = !finding->verdict.no_margin};
    Drawn drawn;
    bool medians;
    size_t g;

    if (part == NULL) {
        return rows;
    }
    drawn = drawn_of(finding, part);
    medians = drawn == DRAWN_MEDIAN;
    rows.rows = TAKE(page->context, ChartRow, part->base->group_count);
    if (rows.rows == NULL) {
        note_memory(page->context);
        return rows;
    }
    for (g = 0; g < part->base->group_count; g++) {
        const ShownGroup *group = &part->base->groups[g];
        const ShownInterval *interval = drawn_at(part, g, drawn);
        ChartRow row = chart_row_of(page, finding, group);

        if (figure_has(interval)) {
            set_interval(&row, interval);
        } else {
            chart_row_nothing(&row, group, interval);
            row.folds = !figure_has(medians ? interval : &group->estimate);
        }
        row.figure = figure_estimate(arena, medians ? SHOWN_DAYS : finding->unit,
                                     medians ? &interval->estimate : &group->estimate.estimate,
                                     medians ? 0 : 1);
        row.judged = row.judged && figure_has(&group->difference);
        rows.rows[rows.count++] = row;
    }
    if (drawn == DRAWN_ESTIMATE && part->base->ordered) {
        fit_slope(page, finding, part, &rows);
    }
    chart_fold_rows(page, &rows, 0);
    if (drawn == DRAWN_DIFFERENCE) {
        rows.matters = figure_matters(arena, finding);
        rows.margin = finding->unit == SHOWN_PER_100 ? finding->matters / 100 : finding->matters;
        rows.zero = 0;
    }
    chart_fit_rows(&rows, medians ? SHOWN_DAYS : finding->unit,
                   drawn == DRAWN_DIFFERENCE || medians);
    rows.scale.gaps = drawn == DRAWN_DIFFERENCE;
    rows.head = head_of(finding, medians);
    rows.title = sentence_title(arena, finding);
    return rows;
}

/* Share of the population beside the share here; or the first period beside the last. */
static ChartRows pairs_of(Page *page, const ShownFinding *finding)
{
    const ShownPart *now = figure_main_part(finding);
    const ShownPart *then = finding->part_count > 1 ? &finding->parts[0] : NULL;
    Arena *arena = page->context->arena;
    bool population = figure_has_reference(finding);
    bool score = finding->check == CHECK_CALIBRATION;
    bool shift = check_is_shift(finding->check);
    ChartRows rows = {.margin = NAN, .zero = NAN, .judged = !finding->verdict.no_margin};
    size_t g;

    if (now == NULL || (!population && then == NULL) || (population && now->extras == NULL)) {
        return rows;
    }
    rows.rows = TAKE(page->context, ChartRow, now->base->group_count);
    if (rows.rows == NULL) {
        note_memory(page->context);
        return rows;
    }
    rows.then_label = score          ? phrase_plain(PHRASE_CHART_EXPECTED_BY_SCORE)
                      : shift        ? now->base->compared_with
                      : population   ? phrase_plain(PHRASE_CHART_SHARE_OF_POPULATION)
                      : then != NULL ? then->base->period
                                     : STR_NONE;
    rows.now_label = score                               ? phrase_plain(PHRASE_CHART_WHAT_HAPPENED)
                     : check_is_of_place(finding->check) ? phrase_plain(PHRASE_CHART_ELSEWHERE)
                     : population && !shift              ? phrase_plain(PHRASE_CHART_SHARE_HERE)
                                                         : now->base->period;
    rows.expected = score || shift;
    for (g = 0; g < now->base->group_count; g++) {
        const ShownGroup *group = &now->base->groups[g];
        const ShownInterval *before = figure_before(finding, now, g);
        ChartRow row = chart_row_of(page, finding, group);

        if (figure_has(&group->estimate) && before != NULL && figure_has(before)) {
            Str value_then = figure_estimate(arena, finding->unit, &before->estimate, 1);
            Str value_now = figure_estimate(arena, finding->unit, &group->estimate.estimate, 1);

            set_interval(&row, &group->estimate);
            row.mark = rows.expected ? MARK_EXPECTED : MARK_PAIR;
            row.then = before->estimate.value;
            row.figure = PHRASE(arena, PHRASE_CHART_THEN_NOW, {SLOT_THEN, value_then},
                                {SLOT_NOW, value_now});
        } else {
            chart_row_nothing(&row, group, &group->estimate);
            row.folds = !figure_has(&group->estimate);
            row.why = row.folds ? row.why : phrase_plain(PHRASE_CHART_NOTHING_TO_COMPARE);
            row.figure = figure_estimate(arena, finding->unit, &group->estimate.estimate, 1);
        }
        row.judged = row.judged && figure_has(&group->difference);
        rows.rows[rows.count++] = row;
    }
    chart_fold_rows(page, &rows, 0);
    chart_fit_rows(&rows, finding->unit, false);
    rows.head = head_of(finding, false);
    rows.title = sentence_title(arena, finding);
    return rows;
}

/* Of 100 at the first step, from the counts that may be shown; NaN where they are not. */
static double reached(const ShownFinding *finding, size_t step, Str level)
{
    const ShownGroup *first = figure_find(finding->parts[0].base, level);
    const ShownGroup *group = figure_find(finding->parts[step].base, level);

    if (first == NULL || group == NULL || first->people.state != SHOWN_VALUE ||
        first->people.value <= 0) {
        return NAN;
    }
    if (step == 0) {
        return 1;
    }
    return group->total.state == SHOWN_VALUE ? group->total.value / first->people.value : NAN;
}

/* Why a group has no bar at a step. */
static void set_missing(const ShownFinding *finding, size_t step, const ShownGroup *first,
                        ChartRow *row)
{
    const ShownGroup *here = figure_find(finding->parts[step].base, first->level);

    row->folds = true;
    row->hidden = true;
    if (here == NULL) {
        row->why = phrase_plain(PHRASE_CHART_NOBODY_AT_STEP);
        row->hidden = false;
        row->figure = phrase_plain(PHRASE_NONE_SHOWN);
    } else {
        row->why = reason(first->people.state == SHOWN_VALUE ? here : first,
                          first->people.state == SHOWN_VALUE ? &here->estimate : &first->estimate);
    }
}

static ChartRows pathway_of(Page *page, const ShownFinding *finding)
{
    Arena *arena = page->context->arena;
    size_t groups = finding->part_count > 0 ? finding->parts[0].base->group_count : 0;
    ChartRows rows = {.margin = NAN, .zero = 0};
    size_t step;
    size_t g;

    rows.rows = TAKE(page->context, ChartRow, finding->part_count * (groups + 1));
    if (rows.rows == NULL) {
        note_memory(page->context);
        return rows;
    }
    for (step = 0; step < finding->part_count && groups > 0; step++) {
        Str label = finding->parts[step].label;

        rows.rows[rows.count++] =
            (ChartRow){.label = label.length > 0 ? str_show(arena, label, 80)
                                                 : phrase_plain(PHRASE_CHART_FIRST_STEP),
                       .figure = step == 0 ? phrase_plain(PHRASE_CHART_100_EACH) : STR_NONE,
                       .heading = true};
        for (g = 0; g < groups && step > 0; g++) {
            const ShownGroup *group = &finding->parts[0].base->groups[g];
            ChartRow row = chart_row_of(page, finding, group);

            row.value = reached(finding, step, group->level);
            row.rule = false;
            row.judged = false;
            row.mark = isnan(row.value)        ? MARK_NONE
                       : groups == 2 && g == 1 ? MARK_HATCHED
                                               : MARK_BAR;
            row.figure = phrase_plain(PHRASE_HIDDEN);
            if (isnan(row.value)) {
                set_missing(finding, step, group, &row);
            } else {
                row.figure = figure_value(arena, SHOWN_PER_100, row.value, 0);
            }
            rows.rows[rows.count++] = row;
        }
        chart_fold_rows(page, &rows, rows.count - (step > 0 ? groups : 0));
    }
    rows.scale = (ChartScale){.from = 0, .to = 1, .step = 0.25, .unit = SHOWN_PER_100};
    rows.head = phrase_plain(PHRASE_CHART_OF_100);
    rows.title = sentence_title(arena, finding);
    return rows;
}

ChartKind chart_of(const ShownFinding *finding)
{
    const ShownPart *now = figure_main_part(finding);
    size_t p;

    switch (finding->check) {
    case CHECK_REPRESENTATION:
    case CHECK_CALIBRATION:
    case CHECK_SHIFT_MIX:
    case CHECK_PLACE_MIX:
    case CHECK_SHIFT_FLAGGED:
    case CHECK_PLACE_FLAGGED:
    case CHECK_SHIFT_MISSED:
    case CHECK_PLACE_MISSED:
        return now != NULL && now->extras != NULL ? CHART_PAIRS : CHART_ROWS;
    case CHECK_COMPLETENESS:
        return finding->part_count > 1 ? CHART_PAIRS : CHART_ROWS;
    case CHECK_PATHWAY:
        return finding->part_count > 1 ? CHART_PATHWAY : CHART_ROWS;
    case CHECK_CHANGE:
        for (p = 0; p < finding->part_count; p++) {
            if (!figure_has_pair(finding, &finding->parts[p])) {
                return CHART_PAIRS;
            }
        }
        return finding->part_count > 1 ? CHART_RIBBON : CHART_ROWS;
    case CHECK_GAP:
    case CHECK_WAITS:
    case CHECK_ROWS_LOST:
    case CHECK_MISSED:
    case CHECK_FLAGGED_WITHOUT:
    case CHECK_NEED:
    case CHECK_ASSUMPTIONS:
    case CHECK_STABILITY:
    case CHECK_ACCEPTED:
    case CHECK_OVERRULED:
    case CHECK_SWAP:
    case CHECK_PROXIES:
    case CHECK_COUNT:
        break;
    }
    return CHART_ROWS;
}

static size_t pathway_marks(const ShownFinding *finding)
{
    const ShownTable *first = finding->parts[0].base;
    size_t count = 0;
    size_t step;
    size_t g;

    for (step = 1; step < finding->part_count; step++) {
        for (g = 0; g < first->group_count; g++) {
            if (first->groups[g].recorded) {
                count += isnan(reached(finding, step, first->groups[g].level)) ? 0u : 1u;
            }
        }
    }
    return count;
}

static bool has_mark(const ShownFinding *finding, const ShownPart *part, size_t g)
{
    const ShownInterval *before;

    if (chart_of(finding) == CHART_ROWS) {
        return figure_has(drawn_at(part, g, drawn_of(finding, part)));
    }
    before = figure_before(finding, part, g);
    return figure_has(&part->base->groups[g].estimate) && before != NULL && figure_has(before);
}

size_t chart_marks(const ShownFinding *finding)
{
    const ShownPart *part = figure_main_part(finding);
    size_t count = 0;
    size_t g;

    if (chart_of(finding) == CHART_PATHWAY) {
        return pathway_marks(finding);
    }
    for (g = 0; part != NULL && g < part->base->group_count; g++) {
        count += part->base->groups[g].recorded && has_mark(finding, part, g);
    }
    return count;
}

ChartRows chart_rows_of(Page *page, const ShownFinding *finding)
{
    switch (chart_of(finding)) {
    case CHART_RIBBON:
    case CHART_PAIRS:
        return pairs_of(page, finding);
    case CHART_PATHWAY:
        return pathway_of(page, finding);
    case CHART_ROWS:
        break;
    }
    return rows_of(page, finding);
}
