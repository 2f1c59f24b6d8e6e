/* Two ways of saying whom a score should find: by the outcome that it foretells, its label, and by
   need. Each group has both, from findings of the same score that are shown anyway. */
#include "report/chart.h"

#include "catalogue/phrase.h"
#include "report/figure.h"

#include <math.h>

/* Of the same score and grouping, whom it flags of those with the outcome; NULL: none. */
static const ShownFinding *by_outcome(const Page *page, const ShownFinding *need)
{
    for (size_t i = 0; i < shown_audit_finding_count(page->audit); i++) {
        const ShownFinding *finding = shown_audit_finding(page->audit, i);

        if (finding->check == CHECK_MISSED && str_equal(finding->subject, need->subject) &&
            str_equal(finding->data, need->data) &&
            str_equal(finding->dimension, need->dimension) && page_shows(page, finding)) {
            return finding;
        }
    }
    return NULL;
}

static const ShownGroup *outcome_of(const ShownFinding *outcome, Str level)
{
    return figure_find(figure_main_part(outcome)->base, level);
}

static bool has_both(const ShownFinding *outcome, const ShownGroup *group)
{
    const ShownGroup *other = outcome_of(outcome, group->level);

    return figure_has(&group->estimate) && other != NULL && figure_has(&other->estimate);
}

bool chart_has_label(const Page *page, const ShownFinding *finding)
{
    const ShownFinding *outcome =
        finding->check == CHECK_NEED && page->audit != NULL ? by_outcome(page, finding) : NULL;
    const ShownPart *part = figure_main_part(finding);
    size_t count = 0;

    if (outcome == NULL || part == NULL || figure_main_part(outcome) == NULL) {
        return false;
    }
    for (size_t g = 0; g < part->base->group_count; g++) {
        const ShownGroup *group = &part->base->groups[g];

        count += group->recorded && has_both(outcome, group) ? 1u : 0u;
    }
    return count >= 2;
}

static ChartRow row_of(Page *page, const ShownFinding *need, const ShownFinding *outcome,
                       const ShownGroup *group)
{
    Arena *arena = page->context->arena;
    ChartRow row = chart_row_of(page, need, group);
    const ShownGroup *other = outcome_of(outcome, group->level);
    Str then = phrase_plain(PHRASE_NONE_SHOWN);
    Str now = figure_estimate(arena, SHOWN_PER_100, &group->estimate.estimate, 0);

    row.judged = false;
    if (other != NULL) {
        then = figure_estimate(arena, SHOWN_PER_100, &other->estimate.estimate, 0);
    }
    row.figure = str_format(arena, "%.*s \xc2\xb7 %.*s", STR_ARGS(then), STR_ARGS(now));
    if (!has_both(outcome, group)) {
        chart_row_nothing(&row, other == NULL ? group : other,
                          other == NULL ? &group->estimate : &other->estimate);
        return row;
    }
    row.mark = MARK_EXPECTED;
    row.then = other->estimate.estimate.value;
    row.value = group->estimate.estimate.value;
    if (figure_has_limits(&other->estimate)) {
        row.then_low = other->estimate.low.value;
        row.then_high = other->estimate.high.value;
    }
    if (figure_has_limits(&group->estimate)) {
        row.low = group->estimate.low.value;
        row.high = group->estimate.high.value;
    }
    return row;
}

static ChartRows rows_of(Page *page, const ShownFinding *need, const ShownFinding *outcome)
{
    const ShownPart *part = figure_main_part(need);
    Arena *arena = page->context->arena;
    ChartRows rows = {.margin = NAN,
                      .zero = NAN,
                      .expected = true,
                      .then_label = PHRASE(arena, PHRASE_CHART_WITH_INTERVAL,
                                           {SLOT_MARKED, figure_counted(arena, outcome)}),
                      .now_label = figure_counted(arena, need),
                      .head = phrase_plain(PHRASE_CHART_OF_100),
                      .title =
                          PHRASE(arena, PHRASE_LABEL_TITLE, {SLOT_WHAT, need->subject},
                                 {SLOT_DIMENSION, figure_dimension(page->context->arena, need)})};

    rows.rows = TAKE(page->context, ChartRow, part->base->group_count);
    if (rows.rows == NULL) {
        note_memory(page->context);
        return rows;
    }
    for (size_t g = 0; g < part->base->group_count; g++) {
        rows.rows[rows.count++] = row_of(page, need, outcome, &part->base->groups[g]);
    }
    chart_fit_rows(&rows, SHOWN_PER_100, true);
    return rows;
}

/* "24 fewer (between 20 and 29 fewer)" */
static Str gap_words(Arena *arena, const ShownInterval *gap)
{
    Str size = figure_gap_of(arena, SHOWN_PER_100, gap);
    Str range = figure_gap_range(arena, SHOWN_PER_100, gap);

    return range.length == 0
               ? size
               : PHRASE(arena, PHRASE_LABEL_GAP, {SLOT_GAP, size}, {SLOT_RANGE, range});
}

/* Both gaps of one group, where both are shown. */
static Str said(Page *page, const ShownFinding *need, const ShownFinding *outcome)
{
    Arena *arena = page->context->arena;
    const ShownPart *part = figure_main_part(need);
    const ShownGroup *group = figure_told_group(need, part);
    const ShownGroup *other = group == NULL ? NULL : outcome_of(outcome, group->level);

    if (other == NULL || !figure_has(&group->difference) || !figure_has(&other->difference)) {
        return STR_NONE;
    }
    return PHRASE(arena, PHRASE_LABEL_SAID, {SLOT_GROUP, figure_label(arena, group)},
                  {SLOT_OTHERS, figure_others(arena, part->base)},
                  {SLOT_THEN, gap_words(arena, &other->difference)},
                  {SLOT_ROWS, figure_counted(arena, outcome)},
                  {SLOT_NOW, gap_words(arena, &group->difference)},
                  {SLOT_PEOPLE, figure_counted(arena, need)});
}

void chart_write_label(Page *page, const ShownFinding *finding)
{
    Html *html = &page->html;
    const ShownFinding *outcome = by_outcome(page, finding);
    ChartRows rows = rows_of(page, finding, outcome);
    Str words = said(page, finding, outcome);

    if (page->alone) {
        chart_write_alone(page, &rows);
        return;
    }
    HTML_FILL(html, "<div class=\"pl pb\"><h5>{}</h5>\n", phrase_plain(PHRASE_LABEL_HEADING));
    if (words.length > 0) {
        HTML_FILL(html, "<p>{}</p>\n", words);
    }
    chart_write_key(page, &rows);
    chart_write_rows(page, &rows);
    HTML_FILL(html, "<details><summary>{}</summary><p>{}</p></details></div>\n",
              phrase_plain(PHRASE_HOW_TO_READ), phrase_plain(PHRASE_LABEL_READING));
}
